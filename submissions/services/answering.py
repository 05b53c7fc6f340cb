"""The author's answer to a request for changes: its text waits in a draft until everything else is right."""

from collections.abc import Collection

from django.db import transaction

from aiss.accounts.models import User
from submissions.models import Draft, Submission, Version
from submissions.services import drafting, editing, submitting
from submissions.services.versions import Text


def answer(
    submission: Submission, draft: Draft, *, actor: User, title: str, standfirst: str, reply: str = ""
) -> Version:
    """Send the draft's text as the piece's next version; the draft is gone then.

    Raises DraftLost, TextMissing and what `moving` raises.
    """
    with transaction.atomic():
        locked = Draft.objects.select_for_update().filter(pk=draft.pk).first()
        if locked is None:
            raise drafting.DraftLost
        locked.fields = drafting.BLANK | locked.fields
        text = Text(title=title, standfirst=standfirst, body=locked.fields["body"])
        sent_file = submitting.file_of(locked)
        version = editing.resubmit(submission, text, actor=actor, reply=reply, sent_file=sent_file)
        locked.delete()
    return version


def known_words(submission: Submission) -> set[str]:
    """Return what the desk knows of the piece already: titles, standfirsts, printed names and bios."""
    version = submission.current_version
    people = submission.contributors.values_list("public_name", "bio")
    return {same(words) for words in (version.title, version.standfirst, *(word for row in people for word in row))}


def new_words(draft: Draft, known: Collection[str]) -> dict[str, str]:
    """Return what was found at the ends of the draft's text and is not `known`, by the name of its field."""
    found = drafting.proposed(draft)
    found.pop("coauthors", None)
    return {name: words for name, words in found.items() if same(words) not in known}


def same(words: str) -> str:
    """Return `words` in the form in which two lines are taken to say the same."""
    return " ".join(words.split()).casefold()
