"""What people say to each other about a demo piece: messages, internal notes, second opinions."""

import datetime
from typing import NamedTuple

from django.utils import timezone

from submissions.demo.people import SignIn
from submissions.demo.steps import Act, Scene
from submissions.models import Review
from submissions.services import conversing, noting, review_answers, reviewing
from submissions.services.review_answers import Opinion, questions_of

# Within this many days of being asked the demo's reviewers are to answer, and to be done
ANSWER_DAYS, REVIEW_DAYS = 5, 14


class Reviewer(NamedTuple):
    name: str
    address: str
    language: str


def write(message: str) -> Act:
    """The handling editor writes to the author."""
    return lambda scene: conversing.write(scene.piece, actor=scene.piece.handler, message=message)


def write_back(message: str) -> Act:
    return lambda scene: conversing.write_back(scene.piece, actor=scene.piece.author, message=message)


def note(by: SignIn, text: str) -> Act:
    """Somebody at the desk leaves a note that the author never sees."""
    return lambda scene: noting.leave(scene.piece, actor=scene.staff[by], text=text)


def ask_for_review(reviewer: Reviewer, message: str = "") -> Act:
    def act(scene: Scene) -> None:
        review = reviewing.ask(
            scene.piece,
            actor=scene.piece.handler,
            name=reviewer.name,
            address=reviewer.address,
            language=reviewer.language,
            message=message,
        )
        days = {"answer_by": scene.in_days(ANSWER_DAYS), "due_on": scene.in_days(REVIEW_DAYS)}
        Review.objects.filter(pk=review.pk).update(**days)

    return act


def review(recommendation: str, *answers: str, for_author: str, for_desk: str = "") -> Act:
    """The reviewer asked last agrees and sends the review in; `answers` in the order of the questions."""

    def act(scene: Scene) -> None:
        asked = scene.piece.reviews.under_way().last()
        days = asked.answer_by, asked.due_on
        far = timezone.localdate() + datetime.timedelta(days=REVIEW_DAYS)
        Review.objects.filter(pk=asked.pk).update(answer_by=far, due_on=far)
        asked.refresh_from_db()
        review_answers.agree(asked)
        ids = [question.pk for question in questions_of(asked)]
        opinion = Opinion(
            recommendation=recommendation,
            answers=dict(zip(ids, answers, strict=False)),
            for_author=for_author,
            for_desk=for_desk,
        )
        review_answers.finish(asked, opinion)
        Review.objects.filter(pk=asked.pk).update(answer_by=days[0], due_on=days[1])

    return act
