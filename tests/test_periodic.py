import pytest

from aiss import periodic
from aiss.celery import app
from aiss.mail import heartbeat

OURS = ("aiss.", "publishing.", "submissions.")


def test_every_task_is_run_by_the_clock_and_every_run_has_its_task(settings):
    app.loader.import_default_modules()
    tasks = {name for name in app.tasks if name.startswith(OURS)}

    assert tasks == {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}


def test_message_of_each_minute_expires_before_the_next(settings):
    schedule = settings.CELERY_BEAT_SCHEDULE

    assert [schedule[task]["options"] for task in settings.EVERY_MINUTE] == [{"expires": 50}] * len(
        settings.EVERY_MINUTE
    )


@pytest.mark.django_db
def test_beat_shows_that_the_clock_lives():
    before = heartbeat.age()

    periodic.beat()

    assert before is None
    assert heartbeat.age().total_seconds() < 5
