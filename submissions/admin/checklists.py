"""The lines of a kind's checklist and its questions to reviewers: all of them on one page, each a few fields."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from submissions import permissions
from submissions.admin.pages import DeskPage
from submissions.admin_forms.kinds import ChecklistFormSet, QuestionFormSet
from submissions.models import Kind


class RowsView(DeskPage):
    """A page of rows that belong to one kind: change them, put one out of use, add the next."""

    template_name = "admin/submissions/kind/rows.html"
    formset_class: type[forms.BaseInlineFormSet]
    log_change: Callable[..., Any] = staticmethod(lambda *args: None)
    intro: Any = ""
    row_label: Any = ""
    new_label: Any = ""
    saved: Any = ""

    def may_enter(self) -> bool:
        return permissions.can_edit_site(self.request.user)

    @cached_property
    def kind(self) -> Kind:
        kind = Kind.objects.filter(pk=self.kwargs["pk"]).first()
        if kind is None:
            raise Http404
        return kind

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self._page(self.formset_class(instance=self.kind))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        formset = self.formset_class(request.POST, instance=self.kind)
        if not formset.is_valid():
            return self._page(formset)
        with transaction.atomic():
            formset.save()
            self.log_change(request, self.kind, str(self.saved))
        messages.success(request, self.saved)
        return HttpResponseRedirect(request.path)

    def _page(self, formset: forms.BaseInlineFormSet) -> HttpResponse:
        return self.render_to_response(
            self.get_context_data(
                kind=self.kind,
                formset=formset,
                has_errors=formset.is_bound and not formset.is_valid(),
                intro=self.intro,
                row_label=self.row_label,
                new_label=self.new_label,
                back=reverse("admin:submissions_kind_change", args=[self.kind.pk]),
            )
        )


class ChecklistView(RowsView):
    formset_class = ChecklistFormSet
    title = _("Checklist")
    row_label = _("Line")
    new_label = _("A new line")
    saved = _("The checklist is saved. It counts for every piece of this kind that is not published yet.")
    intro = _(
        "What has to be seen to before a piece of this kind is published. A line that holds publication can be passed "
        "over by a chief editor alone, with a reason. Lines are never deleted, because pieces were checked by them: "
        "put a line out of use instead, and for another thing to check add another line."
    )


class QuestionsView(RowsView):
    formset_class = QuestionFormSet
    title = _("Questions to reviewers")
    row_label = _("Question")
    new_label = _("A new question")
    saved = _("The questions are saved. Reviews already written keep theirs.")
    intro = _(
        "What a reviewer of this kind is asked beside the recommendation and the comments. Questions are never "
        "deleted, because reviews answered them: take a question out of the form instead. What was answered stays "
        "with the words in which it was asked."
    )
