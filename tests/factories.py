"""People and pieces for tests, made by the same services that make them in use."""

import datetime
import itertools

from django.utils import timezone

from aiss.accounts.models import Role, User
from publishing import html
from submissions.models import Draft, Submission
from submissions.services import claiming, deciding, drafting, proofing, publication, submitting, withdrawing
from submissions.services.moving import LetterChoice

_numbers = itertools.count(1)

BODY = "<p>The first paragraph says what the piece is about.</p><p>The second one says why it matters now.</p>"
NO_LETTER = LetterChoice(is_sent=False)


def make_author(email: str = "", language: str = "en") -> User:
    return User.objects.create_author(email=email or f"author{next(_numbers)}@example.org", language=language)


def make_staff(role: str = "editor", email: str = "", display_name: str = "", language: str = "en") -> User:
    """Return an active staff member with the seeded role `role`."""
    number = next(_numbers)
    user = User.objects.create_staff(
        email=email or f"staff{number}@example.org",
        display_name=display_name or f"Editor {number}",
        roles=[Role.objects.get(code=role)],
        language=language,
    )
    user.set_password("a long test password")
    user.save()
    return user


def make_draft(**fields) -> Draft:
    """Return a complete draft; `fields` are names of drafting.BLANK."""
    draft, _ = drafting.start(language=fields.pop("language", "en"))
    values = {
        "body": html.clean(BODY),
        "title": "A Bridge Nobody Crosses",
        "standfirst": "Why the crossing stays empty.",
        "public_name": "Bahar Mehr",
        "bio": "Bahar Mehr is a writer.",
        "email": f"author{next(_numbers)}@example.org",
        "is_agreed": True,
    }
    return drafting.change(draft, **values | fields)


def make_piece(author: User | None = None, **fields) -> Submission:
    """Return a piece that has just been received."""
    author = author or make_author()
    return submitting.submit(make_draft(**{"email": author.email, **fields}), author=author)


def make_piece_in(status: str, *, handler: User, author: User | None = None, **fields) -> Submission:
    """Return a piece that went all the way to `status` at the hands of `handler` (who needs every right)."""
    piece = make_piece(author, **fields)
    for step in STEPS[status]:
        step(piece, handler)
    return piece


def _claim(piece, handler):
    claiming.claim(piece, actor=handler)


def _request(piece, handler):
    deciding.request_changes(piece, actor=handler, message="Please shorten it.")


def _accept(piece, handler):
    deciding.accept(piece, actor=handler)


def _decline(piece, handler):
    deciding.decline(piece, actor=handler, decline_reason="scope")


def _send(piece, handler):
    proofing.send_proof(piece, actor=handler, unconfirmed_reason="For a test.")


def _approve(piece, handler):
    proofing.approve_proof(piece, actor=piece.author, digest=piece.live_proof.digest)


def _schedule(piece, handler):
    publication.schedule(piece, actor=handler, publish_at=timezone.now() + datetime.timedelta(days=2))


def _publish(piece, handler):
    publication.publish(piece, actor=handler)


def _withdraw(piece, handler):
    withdrawing.withdraw(piece, actor=piece.author)


_TO_APPROVED = (_claim, _accept, _send, _approve)
STEPS = {
    "submitted": (),
    "in_review": (_claim,),
    "changes_requested": (_claim, _request),
    "accepted": (_claim, _accept),
    "proof_sent": (_claim, _accept, _send),
    "approved": _TO_APPROVED,
    "scheduled": (*_TO_APPROVED, _schedule),
    "published": (*_TO_APPROVED, _publish),
    "declined": (_decline,),
    "withdrawn": (_claim, _withdraw),
}
