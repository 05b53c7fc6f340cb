"""Moving a date: one form each, and a sentence for every day and hour that cannot be."""

import datetime
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.utils import timezone

from publishing.dates import in_words
from submissions.letters import moment_in_words
from submissions.models import Letter
from tests.factories import make_piece_in
from tests.submissions.admin.conftest import address, letter_of, post


def in_days(number):
    return timezone.localdate() + datetime.timedelta(days=number)


def state_of(piece):
    """Return all that a refused move has to leave alone."""
    piece.refresh_from_db()
    return piece.publish_at, piece.due_on, piece.status, piece.events.count(), Letter.objects.count()


def newest_letter(piece):
    return Letter.objects.filter(event__submission=piece).latest("pk")


@pytest.fixture
def scheduled(chief):
    return make_piece_in("scheduled", handler=chief)


@pytest.fixture
def asked(editor):
    return make_piece_in("changes_requested", handler=editor)


def test_reschedule_moves_the_time_and_tells_the_author(desk, scheduled):
    day = in_days(9)
    response = post(desk["editor"], scheduled, "reschedule", publish_at_0=day.isoformat(), publish_at_1="07:30")
    assert response.status_code == 302
    scheduled.refresh_from_db()
    moment = datetime.datetime.combine(day, datetime.time(7, 30), tzinfo=ZoneInfo(settings.INSTITUTE_TIME_ZONE))
    assert (scheduled.publish_at, scheduled.status) == (moment, "scheduled")
    event = scheduled.events.latest("pk")
    assert (event.action, event.codes) == ("reschedule", {"publish_at": moment.isoformat()})
    letter = newest_letter(scheduled)
    assert (letter.email.kind, letter.is_to_author) == ("scheduled", True)
    assert moment_in_words(moment, "en") in letter.email.text


def test_reschedule_offers_the_time_that_is_set(desk, scheduled):
    form = desk["editor"].get(address(scheduled, "reschedule")).context["form"]
    assert form["publish_at"].value() == scheduled.publish_at.replace(microsecond=0)
    assert "{publish_at}" in letter_of(desk["editor"], scheduled, "reschedule")


@pytest.mark.parametrize(
    ("day", "hour", "sentence"),
    [
        ("2027-02-30", "08:00", "Enter a valid date."),
        ("2027-04-31", "08:00", "Enter a valid date."),
        ("1405-13-01", "08:00", "Enter a valid date."),
        ("2027-02-03", "24:00", "Enter a valid time."),
        ("2027-02-03", "x", "Enter a valid time."),
        ("", "", "This field is required."),
        ("2020-02-03", "08:00", "This time is in the past. Choose a later one, or publish now."),
    ],
)
def test_reschedule_refuses_a_time_that_cannot_be(desk, scheduled, day, hour, sentence):
    before = state_of(scheduled)
    response = post(desk["editor"], scheduled, "reschedule", publish_at_0=day, publish_at_1=hour)
    assert response.status_code in {200, 409}
    assert sentence in response.content.decode()
    assert state_of(scheduled) == before


@pytest.mark.parametrize(
    ("day", "hour", "sentence"),
    [
        ("2030-03-31", "02:30", "The clocks are put forward, so that this hour does not exist on that day."),
        ("2030-10-27", "02:30", "The clocks are put back at this hour, so that it comes twice."),
    ],
)
def test_reschedule_refuses_an_hour_that_the_clock_skips_or_repeats(desk, scheduled, settings, day, hour, sentence):
    settings.INSTITUTE_TIME_ZONE = "Europe/Berlin"
    before = state_of(scheduled)
    response = post(desk["editor"], scheduled, "reschedule", publish_at_0=day, publish_at_1=hour)
    assert sentence in response.content.decode()
    assert state_of(scheduled) == before


def test_reschedule_refuses_the_time_that_is_set_already(desk, scheduled):
    scheduled.publish_at = scheduled.publish_at.replace(second=0, microsecond=0)
    scheduled.save(update_fields=["publish_at"])
    before = state_of(scheduled)
    local = scheduled.publish_at.astimezone(ZoneInfo(settings.INSTITUTE_TIME_ZONE))
    response = post(
        desk["editor"], scheduled, "reschedule", publish_at_0=f"{local:%Y-%m-%d}", publish_at_1=f"{local:%H:%M}"
    )
    assert "This is the time that is set already. Choose another one." in response.content.decode()
    assert state_of(scheduled) == before


def test_move_due_moves_the_day_and_tells_the_author(desk, asked):
    day = in_days(40)
    response = post(desk["editor"], asked, "move_due", due_on=day.isoformat())
    assert response.status_code == 302
    asked.refresh_from_db()
    assert (asked.due_on, asked.status) == (day, "changes_requested")
    event = asked.events.latest("pk")
    assert (event.action, event.codes) == ("move_due", {"due_on": day.isoformat()})
    letter = newest_letter(asked)
    assert (letter.email.kind, letter.is_to_author) == ("due-moved", True)
    assert in_words(day, "en") in letter.email.text
    assert "{due_on}" not in letter.email.text


def test_move_due_of_a_proof_moves_the_proofs_day_too(desk, chief):
    piece = make_piece_in("proof_sent", handler=chief)
    post(desk["chief"], piece, "move_due", due_on=in_days(40).isoformat())
    assert piece.live_proof.due_on == in_days(40)


@pytest.mark.parametrize("language", ["fa", "ps"])
def test_move_due_writes_to_the_author_in_their_language(desk, editor, language):
    piece = make_piece_in("changes_requested", handler=editor, piece_language=language, letter_language=language)
    post(desk["editor"], piece, "move_due", due_on=in_days(40).isoformat())
    email = newest_letter(piece).email
    assert (email.kind, email.language) == ("due-moved", language)
    assert in_words(in_days(40), language) in email.text


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        ("2027-02-29", "Enter a valid date."),
        ("1405-12-30", "This day is in the past. Choose today or a later day."),
        ("2020-01-01", "This day is in the past. Choose today or a later day."),
        ("", "This field is required."),
        ("x", "Enter a valid date."),
    ],
)
def test_move_due_refuses_a_day_that_cannot_be(desk, asked, day, sentence):
    before = state_of(asked)
    response = post(desk["editor"], asked, "move_due", due_on=day)
    assert sentence in response.content.decode()
    assert state_of(asked) == before


def test_move_due_refuses_the_day_that_is_set_already(desk, asked):
    before = state_of(asked)
    response = post(desk["editor"], asked, "move_due", due_on=asked.due_on.isoformat())
    assert "This is the day that is set already. Choose another one." in response.content.decode()
    assert state_of(asked) == before


def test_move_due_is_for_the_handling_editor_and_the_chief(desk, asked):
    assert {role: client.get(address(asked, "move_due")).status_code for role, client in desk.items()} == {
        "editor": 200,
        "other": 403,
        "chief": 200,
    }


def test_dates_can_be_moved_from_the_page_of_the_piece(desk, asked, scheduled):
    assert address(asked, "move_due") in desk["editor"].get(address(asked)).content.decode()
    assert address(scheduled, "reschedule") in desk["editor"].get(address(scheduled)).content.decode()
