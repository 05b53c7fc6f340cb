"""One piece's way through the desk, told as steps so many days ago, and how it is played."""

import datetime
from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from aiss.accounts.models import User
from submissions.demo import dating, post, sheets
from submissions.demo.people import SignIn
from submissions.demo.post import Fate
from submissions.demo.steps import Act, Scene
from submissions.models import Submission


class Story:
    """The piece in the file `name`, and what happened to it: pairs of days ago and act, the earliest first."""

    def __init__(self, name: str, *steps: tuple[float, Act], letters: Mapping[str, Fate] | None = None) -> None:
        self.name = name
        self.steps = steps
        self.letters = letters or {}

    @property
    def days_ago(self) -> float:
        """Return how long ago the piece arrived."""
        return self.steps[0][0]

    def is_told(self) -> bool:
        """Tell whether the piece is there: the first text of its author's under its title."""
        sheet = sheets.read(self.name)
        author = User.objects.by_email(sheet.address)
        firsts = Submission.objects.filter(versions__number=1, versions__title=sheet.title)
        return author is not None and firsts.of_author(author).exists()

    @transaction.atomic
    def play(self, staff: Mapping[SignIn, User]) -> Submission:
        """Let everything happen now, by the services, and set each step back to its day; return the piece."""
        scene = Scene(sheet=sheets.read(self.name), staff=staff)
        now = timezone.now()
        for days_ago, act in self.steps:
            scene.moment = now - datetime.timedelta(days=days_ago)
            began = timezone.now()
            act(scene)
            dating.set_back(scene.piece, since=began, moment=scene.moment)
        post.settle(scene.piece, self.letters)
        return scene.piece
