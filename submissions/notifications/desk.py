"""Letters to the desk: to the handling editor, or to everybody who may see the piece."""

from aiss.accounts.models import User
from submissions.models import Event
from submissions.notifications.sending import chiefs, desk, publishers, to_handler, to_staff


def new_piece(event: Event) -> None:
    to_staff(event, "new-piece", desk(event))


def assignment(event: Event, *, handler: User) -> None:
    to_staff(event, "assignment", [handler])


def author_answered(event: Event) -> None:
    to_handler(event, "author-answered")


def piece_withdrawn(event: Event) -> None:
    to_handler(event, "piece-withdrawn")


def proof_approved(event: Event) -> None:
    to_handler(event, "proof-approved")


def proof_disputed(event: Event, *, message: str) -> None:
    to_handler(event, "proof-disputed", message=message)


def proof_overdue(event: Event) -> None:
    to_handler(event, "proof-overdue")


def publication_refused(event: Event, *, why: str) -> None:
    to_handler(event, "publication-refused", why=why)


def takedown_asked(event: Event) -> None:
    to_staff(event, "takedown-asked", publishers(event))


def rename_asked(event: Event) -> None:
    to_staff(event, "rename-asked", publishers(event))


def message_from_author(event: Event) -> None:
    """Say that the author wrote; the words stand on the piece's page."""
    to_handler(event, "message-from-author")


def internal_note(event: Event, *, people: list[User]) -> None:
    """Say that a colleague left a note; never what it says."""
    to_staff(event, "internal-note", people)


def claim_lapsed(event: Event, *, former: User) -> None:
    """Tell the former handling editor and the chief editors that the piece is back in the queue."""
    people = {person.pk: person for person in [former, *chiefs(event)]}
    to_staff(event, "claim-lapsed", people.values())


def promise_missed(event: Event) -> None:
    """Warn the chief editors, or everybody where none of them may see the piece."""
    to_staff(event, "promise-missed", chiefs(event) or desk(event))


def review_answered(event: Event) -> None:
    to_handler(event, "review-answered")


def review_finished(event: Event) -> None:
    to_handler(event, "review-finished")


def review_overdue(event: Event) -> None:
    """Say that a review has not come, whether or not its reviewer ever answered."""
    to_handler(event, "review-overdue")
