"""The letters as whoever edits their texts needs to know them: to whom, when, what they can name, and an example."""

from collections.abc import Mapping

from django.conf import settings
from django.db.models import TextChoices
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from aiss.mail import letters as rendering
from aiss.mail import texts
from aiss.mail.letters import Letter, Link
from aiss.mail.texts import Text
from publishing.dates import in_digits_of, in_words, institute_day
from publishing.models import SiteText
from submissions import letters
from submissions.models import Submission


class Recipient(TextChoices):
    AUTHOR = "author", _("to the author")
    DESK = "desk", _("to the desk")
    COAUTHOR = "co-author", _("to a co-author")
    REVIEWER = "reviewer", _("to a reviewer")
    WRITER = "writer", _("to somebody who writes a draft")
    SIGNING_IN = "signing in", _("to whoever signs in")
    COLLEAGUE = "colleague", _("to a new colleague")
    STAFF = "staff", _("to a colleague")
    TESTER = "tester", _("to whoever tries out the mail account")


# Whose letters may also name what every letter about a piece knows. Nobody else is told who wrote what.
_TRUSTED = {Recipient.AUTHOR, Recipient.DESK}
GENERAL = frozenset({"reference", "name", "title", "institute", "promised_days", "editor"})

_TO_AUTHOR = (
    "acceptance", "changes-reminder", "changes-requested", "corrected", "decline", "due-moved", "hidden",
    "late-answer", "message", "proof", "proof-recalled", "proof-reminder", "proof-waived", "published", "receipt",
    "receipt-of-version", "reopened", "scheduled", "shown-again", "unscheduled", "withdrawal",
)  # fmt: skip
_TO_DESK = (
    "assignment", "author-answered", "claim-lapsed", "internal-note", "message-from-author", "new-piece",
    "piece-withdrawn", "promise-missed", "proof-approved", "proof-disputed", "proof-overdue", "publication-refused",
    "rename-asked", "review-answered", "review-finished", "review-overdue", "takedown-asked",
)  # fmt: skip
_TO_REVIEWER = (
    "review-agreed", "review-invitation", "review-moved", "review-reminder", "review-stopped", "review-thanks",
)  # fmt: skip
RECIPIENT: Mapping[str, Recipient] = {
    **dict.fromkeys(_TO_AUTHOR, Recipient.AUTHOR),
    **dict.fromkeys(_TO_DESK, Recipient.DESK),
    **dict.fromkeys(_TO_REVIEWER, Recipient.REVIEWER),
    "name-to-confirm": Recipient.COAUTHOR,
    "draft-link": Recipient.WRITER,
    "code": Recipient.SIGNING_IN,
    "invitation": Recipient.COLLEAGUE,
    "password-reset": Recipient.STAFF,
    "test": Recipient.TESTER,
}

# When a letter goes that no move of the table sends
WHEN: Mapping[str, str] = {
    "receipt": _("When a piece arrives."),
    "new-piece": _("When a piece arrives, to every editor."),
    "proof-reminder": _("Before and after the day by which an answer to the proof is wanted, once each."),
    "proof-overdue": _("When the author was reminded and has still not answered."),
    "changes-reminder": _("Before and after the day by which a new version is wanted, once each."),
    "late-answer": _("When the promised day has passed without an answer."),
    "promise-missed": _("When the promised day has passed without an answer, to the chief editor."),
    "internal-note": _("When a colleague leaves a note at a piece; it never says what the note says."),
    "name-to-confirm": _("When an author names a co-author, and when an editor asks again."),
    "review-invitation": _("When an editor asks for a second opinion."),
    "review-agreed": _("When a reviewer agrees."),
    "review-moved": _("When a reviewer gets another day."),
    "review-reminder": _("Before and after the day by which a review is wanted, once each."),
    "review-stopped": _("When a review is no longer needed."),
    "review-thanks": _("When a review has arrived."),
    "review-answered": _("When a reviewer agrees or declines."),
    "review-finished": _("When a review has arrived, to the handling editor."),
    "review-overdue": _("When the day of a review has passed, to the handling editor."),
    "draft-link": _("When somebody asks for the link to an unfinished draft."),
    "code": _("When somebody asks for a code to sign in or to send a piece."),
    "invitation": _("When somebody is invited to work at the desk."),
    "password-reset": _("When a colleague asks for a new password."),
    "test": _("When an administrator tries out whether letters arrive."),
}

# What the names mean that no letter about a piece knows
OTHER_PLACEHOLDERS: Mapping[str, str] = {
    "code": _("the code"),
    "days": _("for how many days the link works"),
    "minutes": _("for how many minutes it works"),
    "inviter": _("who invites"),
    "site": _("the address of this site"),
}

# What a piece has no value for until its letter is sent
_AT_SENDING = {
    "message", "why", "person", "decline_reason", "due_on", "publish_at", "reviewer", "answer_by", "questions",
    "names_rule",
}  # fmt: skip
_SAMPLES: Mapping[str, str] = {
    "reference": "AISS-2026-0042",
    "name": _("Bahar Mehr"),
    "title": _("A Bridge Nobody Crosses"),
    "message": _("What the sender wrote stands here, in as many paragraphs as it has."),
    "why": _("Here stands why it was refused."),
    "person": _("Rahim Noor, historian"),
    "editor": _("Mina Sadat"),
    "inviter": _("Mina Sadat"),
    "decline_reason": _("the subject lies outside what we publish"),
    "code": "CDFG-HJK3",
    "reviewer": _("Nilab Karimi"),
    "questions": _("The questions that belong to the kind of the piece stand here."),
    "names_rule": _("Here stands who learns whose name."),
}

_LINKS: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(_TO_AUTHOR, ("piece",)),
    **dict.fromkeys(("proof", "proof-reminder"), ("proof",)),
    **dict.fromkeys(("published", "corrected", "shown-again"), ("article", "piece")),
    **dict.fromkeys(_TO_DESK, ("desk",)),
    "code": ("code",),
    **dict.fromkeys(("test", "review-stopped", "review-thanks"), ()),
}
_LABELS: Mapping[str, str] = {
    "name-to-confirm": _("See and confirm your printed name"),
    "draft-link": _("Go on with your draft"),
    "invitation": _("Accept the invitation"),
    "password-reset": _("Choose a new password"),
    "review-invitation": _("Agree or decline"),
    "review-agreed": _("Read the piece and write the review"),
    "review-reminder": _("Read the piece and write the review"),
    "review-moved": _("Read the piece and write the review"),
}
_ABOUT_A_PIECE = {
    "piece": (_("Your piece's page"), letters.piece_link),
    "proof": (_("Read the proof and answer"), letters.proof_link),
    "desk": (_("Open the piece at the desk"), letters.desk_link),
}


def recipient(kind: str) -> str:
    """Return in words to whom a letter of `kind` goes, nothing for one that nobody has described here."""
    return str(RECIPIENT[kind].label) if kind in RECIPIENT else ""


def is_about_a_piece(kind: str) -> bool:
    """Tell whether a real piece can serve as an example. What a reviewer learns of one depends on the review."""
    return RECIPIENT.get(kind) in {*_TRUSTED, Recipient.COAUTHOR}


def known(kind: str) -> frozenset[str]:
    """Return the placeholders for which a letter of `kind` has values and which its reader may be told."""
    own = texts.placeholders(kind)
    return own | GENERAL if RECIPIENT.get(kind) in _TRUSTED else own


def meaning(name: str) -> str:
    """Return in words what stands for a placeholder; one that nobody has described here stands for itself."""
    found = letters.PLACEHOLDERS.get(name) or OTHER_PLACEHOLDERS.get(name)
    return str(found) if found else name.replace("_", " ")


def example(kind: str, text: Text, piece: Submission | None = None) -> Letter:
    """Return the letter that `text` would make, about `piece` or about samples; it holds no working secret.

    What only the moment of sending knows (a message, a code) is a sample in any case.
    """
    language = text.language
    values = _sample_values(kind, language)
    if piece is not None:
        real = letters.values(piece, language)
        values |= {name: value for name, value in real.items() if value or name not in _AT_SENDING}
    return rendering.render(kind, language, values, links=_links(kind, language, piece), text=text)


def _sample_values(kind: str, language: str) -> dict[str, str]:
    with translation.override(language):
        found = {name: str(_SAMPLES.get(name, f"[{name}]")) for name in known(kind)}
        found |= {
            "institute": SiteText.objects.in_language(language).institute_name,
            "promised_days": in_digits_of(language, settings.PROMISED_DAYS),
            "due_on": in_words(institute_day(timezone.now()), language),
            "answer_by": in_words(institute_day(timezone.now()), language),
            "publish_at": letters.moment_in_words(timezone.now(), language),
            "days": in_digits_of(language, settings.DRAFT_DAYS),
            "minutes": in_digits_of(language, settings.CODE_MINUTES),
            "site": settings.SITE_URL,
        }
    return found


def _links(kind: str, language: str, piece: Submission | None) -> list[Link]:
    return [_link(name, kind, language, piece) for name in _LINKS.get(kind, ("secret",))]


def _link(name: str, kind: str, language: str, piece: Submission | None) -> Link:
    if name == "code":
        return letters.code_link(language)
    if name == "article" and piece is not None and piece.article:
        return letters.article_link(piece, language)
    if name in _ABOUT_A_PIECE and piece is not None:
        return _ABOUT_A_PIECE[name][1](piece, language)
    with translation.override(language):
        if name == "article":
            return Link(str(_("Read the article")), str(_("(the article's address)")))
        if name in _ABOUT_A_PIECE:
            return Link(str(_ABOUT_A_PIECE[name][0]), str(_("(the piece's address)")))
        secret = _("(a secret address, made for this one letter when it is sent)")
        return Link(str(_LABELS.get(kind, _("The recipient's own page"))), str(secret))
