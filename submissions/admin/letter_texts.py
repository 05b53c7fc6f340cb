"""What the letters say: every kind in every language, a page to change one, and the way back to the original."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import View

from aiss.accounts.models import User
from aiss.mail import letters as rendering
from aiss.mail import text_changes, text_rules, texts
from aiss.mail.models import LetterText, LetterTextChange
from aiss.mail.text_changes import TextChanged, TextRefused
from aiss.mail.texts import Text
from submissions import letter_texts, permissions
from submissions.admin.closed import ClosedAdmin
from submissions.admin.pages import DeskPage, whole_number
from submissions.admin.urls import keeping_words
from submissions.admin.wording import LETTERS
from submissions.admin_forms.letter_texts import LetterTextForm
from submissions.letter_texts import RECIPIENT, Recipient
from submissions.workflow import TRANSITIONS

LIST = "admin:mail_lettertext_changelist"
MOST_PIECES = 20
MOST_CHANGES = 50
GROUPS = (
    (_("To authors"), {Recipient.AUTHOR}),
    (_("To the desk"), {Recipient.DESK}),
    (_("To co-authors and reviewers"), {Recipient.COAUTHOR, Recipient.REVIEWER}),
)
REST = _("About drafts, signing in and the desk itself")


def name_of(kind: str, language: str = "") -> str:
    """Return what the desk calls a kind of letter, in one of the site's languages where that matters."""
    name = str(LETTERS.get(kind, kind))
    return f"{name} · {dict(settings.LANGUAGES)[language]}" if language else name


def occasion(kind: str) -> str:
    """Return in a sentence when a letter of `kind` goes, nothing for one that nobody has described."""
    if kind in letter_texts.WHEN:
        return str(letter_texts.WHEN[kind])
    moves = [str(row.label) for row in TRANSITIONS.values() if kind in row.letters]
    return gettext("Goes with: %(moves)s.") % {"moves": ", ".join(moves)} if moves else ""


def staff_names(public_ids: Iterable[str]) -> dict[str, str]:
    """Return how the desk calls each member of staff."""
    return {user.public_id: str(user) for user in User.objects.filter(public_id__in=set(public_ids))}


@dataclass(frozen=True)
class LanguageLink:
    """One language of a kind in the list, and whether its text is no longer the original."""

    label: str
    address: str
    is_edited: bool
    is_overtaken: bool


class TextsPage(DeskPage):
    """A page for those who look after the site's words."""

    def may_enter(self) -> bool:
        return permissions.can_edit_site(self.request.user)


class TextListView(TextsPage):
    title = _("Letter texts")
    template_name = "admin/mail/lettertext/list.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        edited = {(row.kind, row.language): row for row in LetterText.objects.all()}
        kinds = [self._row(kind, edited) for kind in texts.kinds()]
        groups = [
            (label, len(group) > 1, [row for row in kinds if RECIPIENT.get(row["kind"]) in group])
            for label, group in GROUPS
        ]
        grouped = {row["kind"] for _label, _is_mixed, rows in groups for row in rows}
        groups.append((REST, True, [row for row in kinds if row["kind"] not in grouped]))
        return self.render_to_response(self.get_context_data(groups=groups, number_edited=len(edited)))

    def _row(self, kind: str, edited: dict[tuple[str, str], LetterText]) -> dict[str, Any]:
        known = letter_texts.known(kind)
        return {
            "kind": kind,
            "name": name_of(kind),
            "to_whom": letter_texts.recipient(kind),
            "occasion": occasion(kind),
            "languages": [self._link(kind, code, edited.get((kind, code)), known) for code in texts.languages_of(kind)],
        }

    def _link(self, kind: str, code: str, row: LetterText | None, known: frozenset[str]) -> LanguageLink:
        return LanguageLink(
            label=dict(settings.LANGUAGES)[code],
            address=reverse("admin:mail_lettertext_change", args=[kind, code]),
            is_edited=row is not None,
            is_overtaken=row is not None and not texts.names_in(f"{row.subject}\n{row.body}") <= known,
        )


class TextPage(TextsPage):
    """A page of one kind in one language."""

    @cached_property
    def kind(self) -> str:
        return self.kwargs["kind"]

    @cached_property
    def language(self) -> str:
        return self.kwargs["language"]

    @cached_property
    def original(self) -> Text:
        try:
            if self.language not in texts.languages_of(self.kind):
                raise Http404
            return texts.original(self.kind, self.language)
        except texts.UnknownLetter as error:
            raise Http404 from error

    @cached_property
    def edited(self) -> LetterText | None:
        return LetterText.objects.filter(kind=self.kind, language=self.language).first()

    @property
    def current(self) -> Text:
        if self.edited is None:
            return self.original
        return Text(subject=self.edited.subject, body=self.edited.body, language=self.language, is_edited=True)

    @property
    def seen(self) -> int:
        """The last change on the page that the text was written on."""
        return whole_number(self.request.POST.get("seen", ""))

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.may_enter():
            _ = self.original
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        changes = list(LetterTextChange.objects.filter(kind=self.kind, language=self.language)[:MOST_CHANGES])
        names = staff_names(change.changed_by for change in changes)
        mine = {
            "name": name_of(self.kind, self.language),
            "kind": self.kind,
            "language": self.language,
            "original": self.original,
            "edited": self.edited,
            "current": self.current,
            "changes": [(change, names.get(change.changed_by, change.changed_by)) for change in changes],
            "seen": changes[0].number if changes else 0,
        }
        return super().get_context_data(**{**mine, **context})

    def again(self) -> None:
        """Forget what was read, since somebody else has changed it."""
        self.__dict__.pop("edited", None)


class TextView(TextPage):
    template_name = "admin/mail/lettertext/text.html"

    @cached_property
    def pieces(self) -> list:
        if not letter_texts.is_about_a_piece(self.kind):
            return []
        visible = permissions.visible_at_desk(self.request.user).with_people()
        return list(visible.defer("article__body", "note_to_editor").order_by("-pk")[:MOST_PIECES])

    def get_form(self, data: Any = None) -> LetterTextForm:
        return LetterTextForm(data, kind=self.kind, language=self.language, current=self.current, pieces=self.pieces)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self._page(self.get_form())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.get_form(request.POST)
        if not form.is_valid():
            return self._page(form, seen=self.seen)
        if "preview" in request.POST:
            return self._preview(form)
        return self._save(form)

    def _preview(self, form: LetterTextForm) -> HttpResponse:
        try:
            letter = letter_texts.example(self.kind, form.text(), form.piece())
        except rendering.ValueMissing as refusal:
            form.add_error("body", ValidationError(str(refusal), code="value_missing"))
            return self._page(form, seen=self.seen)
        return self._page(form, seen=self.seen, preview=letter, preview_piece=form.piece())

    def _save(self, form: LetterTextForm) -> HttpResponse:
        written = form.text()
        try:
            is_new = text_changes.save(
                self.kind,
                self.language,
                subject=written.subject,
                body=written.body,
                known=letter_texts.known(self.kind),
                seen=self.seen,
                by=self.request.user.public_id,
            )
        except TextRefused as refusal:
            form.add_problems(refusal.problems)
            return self._page(form, seen=self.seen)
        except TextChanged as refusal:
            form.add_error(None, ValidationError(str(refusal), code="changed"))
            self.again()
            return self._page(form, status=409, is_stale=True)
        sentence = _("The text is saved. It counts from the next letter on.") if is_new else _("Nothing was changed.")
        messages.success(self.request, sentence)
        return HttpResponseRedirect(self.request.path)

    def _page(self, form: LetterTextForm, *, status: int = 200, **context: Any) -> HttpResponse:
        known = letter_texts.known(self.kind)
        in_subject, required = text_rules.known_in_subject(self.kind, known), text_rules.required(self.kind)
        places = [
            {
                "name": f"{{{name}}}",
                "meaning": letter_texts.meaning(name),
                "is_required": name in required,
                "is_for_subject": name in in_subject,
            }
            for name in sorted(known)
        ]
        context = self.get_context_data(
            title=name_of(self.kind, self.language),
            form=form,
            places=places,
            to_whom=letter_texts.recipient(self.kind),
            occasion=occasion(self.kind),
            languages=[(code, dict(settings.LANGUAGES)[code]) for code in texts.languages_of(self.kind)],
            **context,
        )
        return self.render_to_response(context, status=status)


class OriginalView(TextPage):
    """Asks before the edited text is given up."""

    title = _("Back to the original text")
    template_name = "admin/mail/lettertext/original.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            text_changes.restore(self.kind, self.language, seen=self.seen, by=request.user.public_id)
        except TextChanged:
            self.again()
            refusal = gettext("Somebody else has changed this text meanwhile. Look at it, and decide again.")
            return self.render_to_response(self.get_context_data(refusal=refusal), status=409)
        messages.success(request, _("The letter says again what its original says."))
        return HttpResponseRedirect(reverse("admin:mail_lettertext_change", args=[self.kind, self.language]))


@admin.register(LetterText)
class LetterTextAdmin(ClosedAdmin):
    """The entry on the home page; every page is one of those above."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        return permissions.can_edit_site(request.user)

    def has_view_permission(self, request: HttpRequest, obj: LetterText | None = None) -> bool:
        return permissions.can_edit_site(request.user)

    def get_urls(self) -> list[URLPattern]:
        def page(route: str, view: type[View], name: str) -> URLPattern:
            guarded = keeping_words(self.admin_site.admin_view(view.as_view()))
            return path(route, guarded, name=f"mail_lettertext_{name}")

        return [
            page("", TextListView, "changelist"),
            page("<slug:kind>/<slug:language>/", TextView, "change"),
            page("<slug:kind>/<slug:language>/original/", OriginalView, "original"),
        ]
