"""Fill a demo: staff and a call first, then one piece after another, each whole or not at all."""

from collections.abc import Iterator

from submissions.demo import calls, people, topics
from submissions.demo.stories_open import OPEN
from submissions.demo.stories_published import PUBLISHED

STORIES = sorted((*PUBLISHED, *OPEN), key=lambda story: -story.days_ago)


def fill() -> Iterator[str]:
    """Add what is missing of the demo's people and pieces, and yield a line for each piece added.

    What is there stays as it is, whatever was done to it since: a second run adds nothing, and one that was broken
    off is taken up where it stopped.
    """
    missing = [(number, story) for number, story in enumerate(STORIES, start=1) if not story.is_told()]
    staff = people.make_staff()
    calls.make_call()
    topics.make_topics()
    for number, story in missing:
        piece = story.play(staff)
        yield f"Demo piece {number} of {len(STORIES)}: {piece.reference}, {piece.language}, {piece.status}."
