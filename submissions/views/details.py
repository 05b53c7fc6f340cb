"""Second step: what will be printed around the text, who writes, and the declaration."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from submissions.forms.details import DetailsForm, as_typed
from submissions.forms.people import MAX_ROWS
from submissions.models import Kind, LicenceText
from submissions.services import drafting
from submissions.views.base import REFUSALS, DraftPage
from submissions.views.wording import kinds_in_short, text_in_short


class DetailsPage(DraftPage):
    template_name = "submissions/details.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        if self.draft is None:
            return self.to("start")
        if "check" in request.GET:
            return self.show(self.form(as_typed(self.draft)))
        return self.show(self.form(rows=self.rows(request.GET)))

    def post(self, request: HttpRequest) -> HttpResponse:
        try:
            draft = self.draft_or_new()
            form = self.form(request.POST)
            is_valid = form.is_valid()
            before = draft.fields["piece_language"]
            drafting.change(draft, **form.to_keep())
            if is_valid and runs_right_to_left(before) != runs_right_to_left(draft.fields["piece_language"]):
                drafting.read_again(draft)
        except REFUSALS as refusal:
            return self.refuse(refusal)
        return self.go_on(request.POST.get("action", ""), form, is_valid=is_valid)

    def go_on(self, action: str, form: DetailsForm, *, is_valid: bool) -> HttpResponse:
        if action == "later":
            return self.to("later")
        if action == "back":
            return self.to("start")
        if action == "add-coauthor":
            rows = min(form.coauthors.total_form_count() + 1, MAX_ROWS)
            return self.to("details", rows=rows, fragment="coauthors")
        if not is_valid:
            return self.show(form)
        if form.found and not self.draft.fields["is_left_in"]:
            drafting.take_out_proposals(self.draft)
        if "body" in drafting.missing(self.draft):
            messages.warning(self.request, _("What you wrote is kept. One thing is missing: the text itself."))
            return self.to("start")
        return self.to("preview")

    def form(self, data: Any = None, **kwargs: Any) -> DetailsForm:
        return DetailsForm(data, draft=self.draft, kind=self.kind, licence=self.licence, **kwargs)

    @cached_property
    def kind(self) -> Kind:
        """The kind that is chosen now, among those on offer."""
        chosen = self.request.POST.get("kind") or self.draft.fields["kind"]
        return Kind.objects.offered().named(chosen)

    @cached_property
    def licence(self) -> LicenceText:
        return LicenceText.objects.current(get_language(), self.kind)

    def rows(self, query) -> int:
        asked = query.get("rows", "")
        return min(int(asked), MAX_ROWS) if asked.isascii() and asked.isdecimal() else 0

    def show(self, form: DetailsForm) -> HttpResponse:
        return self.page(
            form=form,
            draft=self.draft,
            text=text_in_short(self.draft),
            licence=self.licence,
            kinds=kinds_in_short(),
        )


def runs_right_to_left(language: str) -> bool:
    return language in settings.LANGUAGES_BIDI
