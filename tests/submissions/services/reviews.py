"""Reviews for tests, and what must not change when one is refused."""

from submissions.models import Kind, Review
from submissions.review_links import Purpose, sign
from submissions.services import review_answers, reviewing
from submissions.services.review_answers import Opinion
from tests.factories import make_piece_in

REVIEWER = "rosa.reader@university.example"
NAME = "Rosa Reader"


def make_reviewed_piece(handler, *, anonymity="both_hidden", **fields):
    """Return a piece in review whose kind has this anonymity."""
    Kind.objects.filter(code="opinion").update(anonymity=anonymity)
    return make_piece_in("in_review", handler=handler, **fields)


def ask(piece, *, address=REVIEWER, name=NAME, **more) -> Review:
    piece.refresh_from_db()
    return reviewing.ask(piece, actor=more.pop("actor", piece.handler), address=address, name=name, **more)


def ask_and_agree(piece, **more) -> Review:
    return review_answers.agree(ask(piece, **more))


def opinion_on(review, **more) -> Opinion:
    """Return a whole opinion; the first question may go to the author, the second may not."""
    answers = {
        question.pk: f"Answer to {place}." for place, question in enumerate(review_answers.questions_of(review), 1)
    }
    return Opinion(
        **{
            "recommendation": "minor",
            "answers": answers,
            "for_author": "Please name the sources.",
            "for_desk": "Confidential: I doubt the figures.",
            "interest": "I know the town.",
            **more,
        }
    )


def finish(piece, **more) -> Review:
    """Return a finished review; `more` is about the opinion, but for the reviewer's address and name."""
    who = {key: more.pop(key) for key in ("address", "name") if key in more}
    review = ask_and_agree(piece, **who)
    return review_answers.finish(review, opinion_on(review, **more))


def answer_path(review, language="en") -> str:
    return f"/{language}/reviews/{sign(review.public_id, Purpose.ANSWER)}/"


def write_path(review, language="en") -> str:
    return f"/{language}/reviews/{sign(review.public_id, Purpose.WRITE)}/write/"
