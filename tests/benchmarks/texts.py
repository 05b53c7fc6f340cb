"""Work on whole texts: differences of two long versions, and the look for similar ones."""

import random

from aiss.accounts.models import User
from publishing.loading.texts import TextMaker, as_html
from submissions import differences
from submissions.loading.people import EDITORS
from submissions.services import duplicates
from tests.benchmarks.desk import longest_story

WORDS = 5_000


def two_versions():
    """Return two texts of 5,000 words of which every fourth paragraph and every thirtieth word differ."""
    dice = random.Random(5)  # noqa: S311 - nothing here is secret
    maker = TextMaker("en", dice)
    old = maker.paragraphs(WORDS)
    new = [maker.line(60) if number % 4 == 0 else paragraph for number, paragraph in enumerate(old)]
    new = [" ".join("other" if dice.randrange(30) == 0 else word for word in line.split()) for line in new]
    return as_html(old), as_html(new)


def works():
    """Return what is measured by itself, in seconds."""
    old, new = two_versions()
    chief = User.objects.by_email(EDITORS[0][0])
    piece = longest_story()
    version = piece.current_version
    return {
        "differences of two 5,000-word versions": lambda: differences.compare(old, new),
        "similar texts at a glance": lambda: duplicates.glance(piece, viewer=chief),
        "similar texts compared": lambda: duplicates.look(piece, version, viewer=chief),
    }


def pages():
    return {}
