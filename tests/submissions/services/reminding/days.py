"""A calendar for the tests of reminders: day 0 is a Sunday morning, and the clock goes where a test sends it."""

import datetime

from aiss.mail.models import OutgoingEmail
from submissions.models import Event

START = datetime.datetime(2026, 3, 1, 8, tzinfo=datetime.UTC)


def go_to(time_machine, day, hours=0.0):
    """Set the clock to the morning of day `day`; it stands still there."""
    time_machine.move_to(START + datetime.timedelta(days=day, hours=hours), tick=False)


def date_of(day):
    return START.date() + datetime.timedelta(days=day)


def kinds(since=0):
    """Return the kinds of the letters written after the one with the id `since`, in their order."""
    return list(OutgoingEmail.objects.filter(pk__gt=since).order_by("pk").values_list("kind", flat=True))


def last_letter():
    newest = OutgoingEmail.objects.order_by("-pk").first()
    return newest.pk if newest else 0


def reminders(piece, *actions):
    """Return `(when, due_on)` of each reminder on record, the oldest first."""
    events = Event.objects.filter(submission=piece, action__in=actions).order_by("pk")
    return [(event.codes.get("when"), event.codes["due_on"]) for event in events]


def days_told(time_machine, remind, days):
    """Run `remind` twice on each of `days`; return the days on which it told anybody, and how many times."""
    found = {}
    for day in days:
        go_to(time_machine, day)
        told = remind() + remind()
        if told:
            found[day] = told
    return found
