"""How the letters fare, as everybody at the desk sees it on the first page."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from aiss.mail.models import OutgoingEmail, QueuePause, State
from submissions.admin.home import age_in_words
from tests.factories import make_piece, make_staff
from tests.submissions.admin.conftest import signed_in

NOW = datetime.timedelta()


def letters_change(**fields):
    OutgoingEmail.objects.update(**fields)


def mail(client):
    return client.get("/admin/").context["home"]["mail"]


def all_sent():
    letters_change(state=State.SENT, sent_at=timezone.now())


def test_mail_is_well_when_every_letter_has_left(desk):
    make_piece()
    all_sent()
    found = mail(desk["editor"])
    assert (found.is_well, found.oldest, found.failed, found.pause) == (True, None, 0, None)


def test_mail_tells_the_age_of_the_oldest_unsent_letter(desk):
    make_piece()
    letters_change(due_at=timezone.now() - datetime.timedelta(hours=2, minutes=5))
    page = desk["editor"].get("/admin/")
    assert page.context["home"]["mail"].is_late
    assert "2 hours" in page.content.decode()


def test_mail_that_has_only_just_been_written_is_no_alarm(desk):
    make_piece()
    found = mail(desk["editor"])
    assert found.is_well
    assert found.oldest_in_words == "1 minute"


def test_mail_counts_what_failed_in_thirty_days(desk):
    make_piece()
    assert OutgoingEmail.objects.count() > 1
    all_sent()
    failed = OutgoingEmail.objects.order_by("pk")
    old, recent = failed[0], failed[1]
    for letter, days in ((old, 31), (recent, 29)):
        due_at = timezone.now() - datetime.timedelta(days=days)
        OutgoingEmail.objects.filter(pk=letter.pk).update(state=State.DEAD, sent_at=None, due_at=due_at)
    assert mail(desk["editor"]).failed == 1


def test_mail_says_that_sending_is_paused_and_why(desk):
    QueuePause.objects.create(
        reason=QueuePause.Reason.CREDENTIALS, since=timezone.now(), until=timezone.now() + datetime.timedelta(hours=1)
    )
    page = desk["editor"].get("/admin/").content.decode()
    assert "paused" in page
    assert "The mail server refuses the user name or password." in page


def test_mail_leads_those_to_the_letters_who_look_after_them(desk):
    letters = reverse("admin:mail_outgoingemail_changelist")
    assert mail(desk["chief"]).address == letters
    assert mail(desk["editor"]).address == ""


def test_mail_is_all_that_an_administrator_is_told_of(db):
    make_piece(title="Rivers and Borders")
    page = signed_in(make_staff("administrator")).get("/admin/")
    assert page.context["home"].keys() == {"mail"}
    assert page.context["home"]["mail"].address == reverse("admin:mail_outgoingemail_changelist")
    assert "Rivers" not in page.content.decode()


@pytest.mark.parametrize(
    ("age", "words"),
    [
        (NOW, "1 minute"),
        (datetime.timedelta(minutes=59, seconds=59), "59 minutes"),
        (datetime.timedelta(hours=1), "1 hour"),
        (datetime.timedelta(hours=23), "23 hours"),
        (datetime.timedelta(days=1), "1 day"),
        (datetime.timedelta(days=12), "12 days"),
    ],
)
def test_ages_are_told_in_words(age, words):
    assert age_in_words(age) == words
