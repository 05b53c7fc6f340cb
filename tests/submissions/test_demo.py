"""The demo: every state once filled, nothing doubled, nobody exposed. Filled once; the tests only read it."""

import datetime
import io
from collections import Counter

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import transaction
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import timezone

from aiss.accounts.models import User
from aiss.mail.models import OutgoingEmail
from aiss.management.commands import serve
from publishing.addresses import address, author_address, feed_address, home_address, list_address, short_address
from publishing.models import Article, Author, Correction, Topic, TopicText
from submissions.demo import filling, people, sheets
from submissions.models import Contributor, Event, Identity, InternalNote, Letter, Review, Submission, Version

pytestmark = pytest.mark.django_db
OURS = ["mail", "accounts", "publishing", "submissions"]
LANGUAGES = [code for code, _name in settings.LANGUAGES]
PEN_NAME = sheets.read("classroom-behind-curtain")


@pytest.fixture(scope="module")
def broken_off(django_db_setup, django_db_blocker):
    """The lines of a first run that ends after two pieces, and those of a second one that takes it up."""
    with django_db_blocker.unblock(), override_settings(DEMO=True), transaction.atomic():
        first = filling.fill()
        begun = [next(first), next(first)]
        first.close()
        yield begun, run()
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def demo(broken_off):
    return Submission.objects.all()


def run() -> list[str]:
    output = io.StringIO()
    call_command("demo", stdout=output)
    return output.getvalue().splitlines()


def rows() -> dict[str, int]:
    models = [model for label in OURS for model in apps.get_app_config(label).get_models()]
    return {model._meta.label: model.objects.count() for model in models}


def test_demo_is_refused_where_people_work():
    with override_settings(DEMO=False), pytest.raises(CommandError, match="This desk is not a demo"):
        call_command("demo")


def test_run_that_was_broken_off_is_taken_up(broken_off):
    begun, taken_up = broken_off

    assert [line.partition(":")[0] for line in begun + taken_up] == [
        f"Demo piece {number} of 19" for number in range(1, 20)
    ]


def test_another_run_adds_nothing(demo):
    before = rows()

    assert (run(), rows()) == ([], before)


def test_pieces_stand_in_every_status(demo):
    assert Counter(demo.values_list("status", flat=True)) == {
        "submitted": 2,
        "in_review": 2,
        "changes_requested": 1,
        "accepted": 1,
        "proof_sent": 1,
        "approved": 1,
        "scheduled": 1,
        "published": 8,
        "declined": 1,
        "withdrawn": 1,
    }


def test_pieces_are_in_every_language(demo):
    assert Counter(demo.values_list("language", flat=True)) == {"en": 9, "fa": 6, "ps": 4}


def test_readers_find_two_articles_in_each_language(demo):
    public = Article.objects.public_now().values_list("language", flat=True)

    assert Counter(public) == {"en": 3, "fa": 2, "ps": 2}
    assert Article.objects.filter(state="hidden").count() == 1


def test_letters_are_in_every_state(demo):
    states = Counter(OutgoingEmail.objects.values_list("state", flat=True))

    assert states.pop("sent") > 100
    assert states == {"waiting": 9, "dead": 1, "cancelled": 1}
    assert OutgoingEmail.objects.count() == Letter.objects.count()


def test_people_talk_about_the_pieces(demo):
    assert Counter(Review.objects.values_list("state", flat=True)) == {"finished": 2, "asked": 2}
    assert InternalNote.objects.count() == 2
    assert demo.exclude(author_wrote_at=None).count() == 2
    assert demo.exclude(held_until=None).count() == 0
    assert demo.get(call__code="shared-water").language == "ps"


def test_one_piece_has_each_peculiarity(demo):
    waiting = Contributor.objects.filter(is_submitting=False, confirmed_at=None)
    counts = {
        "pen name": demo.filter(is_pen_name=True).count(),
        "identity": Identity.objects.count(),
        "co-author to confirm": waiting.exclude(confirmation_digest="").count(),
        "by mail": demo.filter(came_by_mail=True).count(),
        "urgent": demo.exclude(urgent_since=None).count(),
        "correction": Correction.objects.count(),
        "file": Version.objects.exclude(original=None).count(),
    }

    assert counts == dict.fromkeys(counts, 1)
    assert set(demo.overdue().values_list("status", flat=True)) == {"submitted", "proof_sent"}


def test_one_article_has_notes_a_table_and_a_quotation(demo):
    bodies = Article.objects.values_list("body", flat=True)
    rich = [body for body in bodies if "<table>" in body and "<blockquote>" in body and 'class="footnotes"' in body]

    assert len(rich) == 1


def test_one_article_has_each_belonging(demo):
    translation = Article.objects.exclude(translation_of=None).get()

    assert (translation.language, translation.translation_of.language) == ("en", "fa")
    assert (translation.work, translation.translators) == (translation.translation_of.work, ["Ruhullah Tarjoman"])
    assert Article.objects.exclude(picture=None).get() == translation.translation_of
    assert Topic.objects.count() == 5
    assert [article.slug for article in Article.objects.filter(topic_links=None)] == []
    assert {text.language for text in TopicText.objects.all()} == set(LANGUAGES)


def test_dates_are_spread_over_past_months(demo):
    now = timezone.now()
    moments = list(Event.objects.order_by("submission", "pk").values_list("submission", "at"))

    assert moments == sorted(moments)
    assert Event.objects.filter(at__gt=now - datetime.timedelta(hours=1)).count() == 0
    assert Article.objects.filter(published_at__gt=now - datetime.timedelta(days=28)).count() == 0
    assert Article.objects.filter(published_at__lt=now - datetime.timedelta(days=100)).count() == 1
    assert demo.filter(created_at__gt=now - datetime.timedelta(days=1)).count() == 1


def test_what_is_due_belongs_to_its_time(demo):
    scheduled = demo.get(status="scheduled")

    assert scheduled.publish_at > timezone.now() + datetime.timedelta(days=7)
    assert scheduled.publish_at.astimezone(timezone.get_default_timezone()).hour == 9
    assert demo.filter(due_on__isnull=False, status__in=["published", "declined", "withdrawn"]).count() == 0


@pytest.mark.parametrize("person", people.SIGN_INS, ids=lambda person: person.address)
def test_staff_sign_in_with_the_printed_password(demo, person):
    user = User.objects.by_email(person.address)

    assert user.check_password(person.password)
    assert (user.display_name, [role.code for role in user.roles.all()]) == (person.name, [person.role])
    assert person.address in serve.announcement()


@pytest.mark.parametrize("author", people.AUTHORS)
def test_announced_author_has_a_piece(demo, author):
    assert demo.filter(author=User.objects.by_email(author)).exists()


def public_addresses() -> list[str]:
    return [
        *(page(language) for page in (home_address, list_address, feed_address) for language in LANGUAGES),
        *(page(article) for page in (address, short_address) for article in Article.objects.all()),
        *(author_address(author, language) for author in Author.objects.public_now() for language in LANGUAGES),
        reverse("root:sitemap"),
        reverse("root:robots"),
    ]


def test_every_public_page_answers_and_names_no_real_person(demo):
    private = [PEN_NAME.legal_name, *PEN_NAME.legal_name.split(), PEN_NAME.address, PEN_NAME.pen_name_reason]
    statuses = Counter()
    for page in public_addresses():
        response = Client().get(page)
        statuses[response.status_code] += 1
        shown = f"{response.headers} {response.content.decode()}"
        assert [word for word in private if word in shown] == [], page

    assert statuses == {200: 39, 302: 7, 410: 2}


def test_no_letter_names_the_real_person(demo):
    letters = [f"{email.subject} {email.text} {email.html}" for email in OutgoingEmail.objects.all()]

    assert [letter for letter in letters if PEN_NAME.legal_name in letter] == []


def test_pen_name_is_printed_and_said_to_be_one(demo):
    page = Client().get(address(Article.objects.get(pen_name=True))).content.decode()

    assert PEN_NAME.name in page
    assert "The author writes under a pen name." in page
