"""How the clock's rules run: a failure stops nobody else, two clocks tell once, and beat and cron do the same."""

import datetime
import io

import pytest
from django.conf import settings
from django.core.management import call_command

from aiss.accounts.models import User
from aiss.mail.models import OutgoingEmail
from submissions import periodic
from submissions.services import reminding, review_answers, reviewing, withdrawing
from tests.accounts.making import at_once
from tests.factories import make_piece, make_piece_in, make_staff
from tests.submissions.services.reminding.days import date_of, days_told, go_to

TOLD_BY = {
    reminding.tell_of_missed_promises: ("late-answer", "promise-missed"),
    reminding.remind_of_changes: ("changes-reminder",),
    reminding.remind_of_proofs: ("proof-reminder", "proof-overdue"),
    reminding.remind_of_reviews: ("review-reminder", "review-overdue"),
    reminding.release_idle_claims: ("claim-lapsed",),
}
# What is due for one piece of each status once every day of it has passed: letters to author, reviewer and desk
LATE = 40
ALL_TOLD = {
    "changes-reminder": 2,
    "claim-lapsed": 1,
    "late-answer": 2,
    "promise-missed": 2,
    "proof-overdue": 1,
    "proof-reminder": 1,
    "review-overdue": 1,
    "review-reminder": 1,
}


def make_everything_late(time_machine):
    """Make a piece for each rule, and go to a day when all of them are late."""
    go_to(time_machine, 0)
    chief = make_staff("chief_editor")
    make_piece_in("changes_requested", handler=chief)
    make_piece_in("proof_sent", handler=chief)
    make_piece_in("in_review", handler=chief)
    reviewed = make_piece_in("changes_requested", handler=chief)
    review = reviewing.ask(
        reviewed, actor=chief, name="Nilab", address="nilab@example.org", language="en", due_on=date_of(LATE - 5)
    )
    review_answers.agree(review)
    make_piece()
    reminding.tell_of_missed_promises()
    go_to(time_machine, LATE)


def counted():
    kinds = OutgoingEmail.objects.filter(kind__in=ALL_TOLD).values_list("kind", flat=True)
    return {kind: list(kinds).count(kind) for kind in kinds}


@pytest.mark.django_db
def test_author_without_an_address_stops_nobody_else_and_no_log_line_names_anybody(time_machine, caplog):
    go_to(time_machine, 0)
    chief = make_staff("chief_editor")
    pieces = [make_piece_in("changes_requested", handler=chief) for _number in range(3)]
    User.objects.filter(pk=pieces[0].author_id).update(email="Zarmina <broken>\r\n")

    assert days_told(time_machine, reminding.remind_of_changes, [8]) == {8: 2}
    assert [piece.events.filter(action="changes_reminded").count() for piece in pieces] == [0, 1, 1]
    assert [record.getMessage() for record in caplog.records] == [
        f"The reminder of a new version failed for piece {pieces[0].pk}: AddressRefused"
    ] * 2
    assert [record.exc_info for record in caplog.records] == [None] * 2


@pytest.mark.django_db
def test_piece_whose_trouble_is_over_is_told_by_the_next_run(time_machine):
    go_to(time_machine, 0)
    piece = make_piece_in("changes_requested", handler=make_staff("chief_editor"))
    address = piece.author.email
    User.objects.filter(pk=piece.author_id).update(email="Zarmina <broken>\r\n")
    assert days_told(time_machine, reminding.remind_of_changes, [8]) == {}
    User.objects.filter(pk=piece.author_id).update(email=address)

    assert days_told(time_machine, reminding.remind_of_changes, [9]) == {9: 1}


@pytest.mark.django_db
def test_ten_runs_in_a_row_tell_once(time_machine):
    make_everything_late(time_machine)
    OutgoingEmail.objects.filter(kind__in=ALL_TOLD).delete()
    for _number in range(10):
        for rule in TOLD_BY:
            rule()

    assert counted() == ALL_TOLD


@pytest.mark.django_db
def test_cron_does_what_beat_does(time_machine):
    make_everything_late(time_machine)
    output = io.StringIO()
    call_command("run_due", stdout=output)
    assert counted() == ALL_TOLD
    assert "Reminded: 6. Put back into the queue: 1." in output.getvalue()

    for task in settings.EVERY_HOUR:
        if task.startswith("submissions."):
            getattr(periodic, task.partition(".")[2])()
    assert counted() == ALL_TOLD


@pytest.mark.django_db
def test_day_begins_at_the_institute_midnight(time_machine):
    go_to(time_machine, 0)
    make_piece()
    # The promised day is the 6th; in Kabul the 7th begins at 19:30 of the 6th in Greenwich.
    midnight = datetime.datetime(2026, 3, 6, 19, 30, tzinfo=datetime.UTC)
    time_machine.move_to(midnight - datetime.timedelta(minutes=1), tick=False)
    assert reminding.tell_of_missed_promises() == 0
    time_machine.move_to(midnight, tick=False)
    assert reminding.tell_of_missed_promises() == 1


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
@pytest.mark.parametrize("rule", TOLD_BY, ids=[rule.__name__ for rule in TOLD_BY])
def test_clocks_that_run_at_once_tell_once(time_machine, rule):
    make_everything_late(time_machine)
    outcomes = at_once(rule, rule, rule)

    assert [outcome for outcome in outcomes if isinstance(outcome, Exception)] == []
    told = TOLD_BY[rule]
    assert counted() == {kind: ALL_TOLD[kind] for kind in told}
    assert sum(outcomes) == ALL_TOLD[told[0]]


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_piece_withdrawn_at_the_same_moment_is_either_reminded_of_or_not_but_whole(time_machine):
    go_to(time_machine, 0)
    piece = make_piece_in("changes_requested", handler=make_staff("chief_editor"))
    go_to(time_machine, 8)
    author = User.objects.get(pk=piece.author_id)

    told, withdrawn = at_once(reminding.remind_of_changes, lambda: withdrawing.withdraw(piece, actor=author))

    assert withdrawn.status == "withdrawn"
    actions = list(piece.events.order_by("pk").values_list("action", flat=True))[3:]
    assert actions == (["changes_reminded", "withdraw"] if told else ["withdraw"])
    assert OutgoingEmail.objects.filter(kind="changes-reminder").count() == told
