"""Add an article published before: the text first, then what stands around it, then the page as it will be."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from publishing import html
from publishing import services as publishing
from publishing.models import Article
from submissions import manuscripts, permissions
from submissions.admin.pages import DeskPage
from submissions.admin.texts import as_page
from submissions.admin_forms.archive import Bylines, EntryForm, ReadBeforeForm
from submissions.models import Draft
from submissions.services import archive, drafting
from submissions.services.moving import MoveRefused

TITLE = _("Add an article published before")


class ArchivePage(DeskPage):
    title = TITLE

    def may_enter(self) -> bool:
        return permissions.can_publish_before(self.request.user)


class ReadBeforeView(ArchivePage):
    """First page: the text, from a file or pasted."""

    template_name = "admin/submissions/archive/text.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self._page(ReadBeforeForm(initial={"language": request.user.language}))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = ReadBeforeForm(request.POST, request.FILES)
        if not form.is_valid():
            return self._page(form)
        draft, token = drafting.start(language=form.cleaned_data["language"])
        try:
            self._read(draft, form)
        except (manuscripts.ManuscriptRefused, manuscripts.ConversionBusy) as refusal:
            drafting.discard(draft)
            form.add_error("file" if form.cleaned_data["file"] else "pasted", ValidationError(str(refusal)))
            return self._page(form)
        return HttpResponseRedirect(reverse("admin:desk_published_before", args=[token]))

    def _read(self, draft: Draft, form: ReadBeforeForm) -> None:
        upload = form.cleaned_data["file"]
        if not upload:
            drafting.put_text(draft, form.cleaned_data["pasted"])
            return
        language = form.cleaned_data["language"]
        drafting.put_manuscript(draft, *archive.read(upload.read(), filename=upload.name, language=language))

    def _page(self, form: ReadBeforeForm) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form))


class PublishedBeforeView(ArchivePage):
    """Second page: what was found in the text is filled in, the rest is asked for; previewed, then published."""

    template_name = "admin/submissions/archive/entry.html"

    @cached_property
    def draft(self) -> Draft | None:
        return drafting.find(self.kwargs["token"])

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.may_enter() and self.draft is None:
            messages.info(request, gettext("This text is not waiting any more. Please choose it again."))
            return HttpResponseRedirect(reverse("admin:desk_add_published_before"))
        return super().dispatch(request, *args, **kwargs)

    @property
    def has_proposals(self) -> bool:
        return bool(self.draft.fields["proposals"])

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        found = drafting.proposed(self.draft)
        names = [found.get("public_name", ""), *(person["public_name"] for person in found.pop("coauthors", []))]
        people = [{"name": name} for name in names if name]
        if people:
            people[0]["bio"] = found.get("bio", "")
        language = self.draft.fields["piece_language"] or self.draft.language
        initial = {name: found.get(name, "") for name in ("title", "standfirst")}
        form = EntryForm(initial=initial | {"language": language, "takes_out": True}, has_proposals=self.has_proposals)
        return self._page(form, Bylines(initial=people))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = EntryForm(request.POST, has_proposals=self.has_proposals)
        people = Bylines(request.POST)
        if not (form.is_valid() & people.is_valid()):
            return self._page(form, people)
        entry = form.entry(people, self._body(form))
        if "preview" in request.POST:
            return as_page(publishing.render_preview(entry.content))
        if not form.cleaned_data["is_another"] and (alike := archive.look_alikes(entry)):
            return self._page(form, people, alike=alike)
        try:
            article = archive.add_published_before(entry, actor=request.user, draft=self.draft)
        except MoveRefused as refusal:
            form.add_error(None, ValidationError(str(refusal), code="refused"))
            return self._page(form, people, status=409)
        messages.success(request, gettext("The article is public under its date."))
        return HttpResponseRedirect(reverse("admin:publishing_article_change", args=[article.pk]))

    def _body(self, form: EntryForm) -> str:
        fields = self.draft.fields
        takes_out = form.cleaned_data.get("takes_out", False)
        return fields["proposals"]["body_without"] if takes_out else fields["body"]

    def _page(
        self, form: EntryForm, people: Bylines, *, alike: list[Article] | None = None, status: int = 200
    ) -> HttpResponse:
        fields = self.draft.fields
        language = fields["piece_language"] or self.draft.language
        context = self.get_context_data(
            form=form,
            people=people,
            alike=[(article, reverse("admin:publishing_article_change", args=[article.pk])) for article in alike or ()],
            asks_again=bool(alike) or form["is_another"].value(),
            language=language,
            text=html.render(fields["body"], language=language),
            words=html.count_words(fields["body"]),
            notes=fields["notes"],
        )
        return self.render_to_response(context, status=status)
