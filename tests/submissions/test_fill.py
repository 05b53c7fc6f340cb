"""`manage.py fill`: what it makes holds together, is counted exactly, and goes into no desk in use."""

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from aiss.accounts.models import User
from aiss.mail.models import OutgoingEmail, State
from publishing import html
from publishing.content import ArticleContent
from publishing.models import Article
from submissions.admin.wording import WHAT_HAPPENED
from submissions.loading import filling
from submissions.loading.people import EDITORS
from submissions.models import Contributor, Event, Letter, Proof, ReferenceCounter, Submission, TextMark, Version
from submissions.services import indexing
from submissions.workflow import TRANSITIONS, Status
from tests.factories import make_piece
from tests.submissions.admin.conftest import signed_in

pytestmark = pytest.mark.django_db
NUMBERS = {"pieces": 30, "letters": 180, "events": 300}


def fill(**numbers):
    return list(filling.fill(**(NUMBERS | numbers)))


def test_fill_makes_exactly_what_is_asked_for():
    made = fill()

    assert made[-1] == filling.Made(**NUMBERS)
    assert (Submission.objects.count(), OutgoingEmail.objects.count(), Event.objects.count()) == (30, 180, 300)
    assert Letter.objects.count() == 180


def test_fill_makes_a_piece_in_every_status_in_order():
    fill()
    references = list(Submission.objects.order_by("created_at").values_list("reference", flat=True))

    assert set(Submission.objects.values_list("status", flat=True)) == set(Status.values)
    assert references == sorted(references)
    assert sum(ReferenceCounter.objects.values_list("last", flat=True)) == 30


def test_every_event_is_a_row_of_the_table_and_leads_on_from_the_one_before():
    fill()
    for piece in Submission.objects.all():
        before = ""
        for event in piece.events.all():
            assert event.from_status == before
            if event.action != "submit":
                assert TRANSITIONS[event.action].moves[Status(before)] == event.to_status
            assert event.action in WHAT_HAPPENED
            assert piece.created_at <= event.at <= timezone.now()
            before = event.to_status
        assert piece.status == before


def test_texts_and_marks_are_what_the_services_would_have_stored():
    fill()
    for version in Version.objects.all():
        assert html.clean(version.body) == version.body
        assert (version.digest, version.words) == (html.digest(version.body), html.count_words(version.body))
    for piece in Submission.objects.all()[:10]:
        marks, sought = set(marks_of(piece)), piece.sought
        indexing.remember(piece, piece.current_version)
        assert (set(marks_of(piece)), piece.sought) == (marks, sought)


def marks_of(piece):
    return TextMark.objects.filter(submission=piece).values_list("part", "value")


def test_articles_print_what_their_proofs_froze():
    fill()
    for piece in Submission.objects.filter(status=Status.PUBLISHED):
        frozen = ArticleContent.from_json(piece.proofs.cleared().get().content)
        printed = piece.article.as_printed()
        assert (printed.title, printed.body, printed.bylines) == (frozen.title, frozen.body, frozen.bylines)
        assert piece.article.digest == printed.digest()
    assert Article.objects.count() == Submission.objects.filter(status=Status.PUBLISHED).count()
    assert all(ArticleContent.from_json(proof.content).digest() == proof.digest for proof in Proof.objects.all())


def test_no_letter_waits_and_nobody_can_sign_in():
    fill()

    assert set(OutgoingEmail.objects.values_list("state", flat=True)) <= {State.SENT, State.DEAD}
    assert not any(user.has_usable_password() for user in User.objects.all())


def test_same_numbers_give_the_same_desk():
    def desk():
        pieces = Submission.objects.order_by("pk").values_list("title", "status", "sought")
        return list(pieces), list(Contributor.objects.order_by("pk").values_list("public_name", flat=True))

    first, second = [], []
    for found in (first, second):
        empty = transaction.savepoint()
        fill()
        found.extend(desk())
        transaction.savepoint_rollback(empty)

    assert first == second != []


def test_pages_of_a_full_desk_answer():
    fill()
    client = signed_in(User.objects.by_email(EDITORS[0][0]))
    for piece in Submission.objects.order_by("-created_at")[: len(Status)]:
        for name in ("change", "similar"):
            address = reverse(f"admin:submissions_submission_{name}", args=[piece.pk])
            assert client.get(address).status_code == 200
    assert client.get(reverse("admin:index")).status_code == 200


def test_desk_in_use_is_not_filled(settings):
    settings.DEMO = False
    make_piece()
    with pytest.raises(CommandError, match="no demo"):
        call_command("fill", pieces=10, letters=10, events=10)

    assert Submission.objects.count() == 1


def test_demo_is_filled_beside_what_it_has_and_takes_new_pieces(settings):
    settings.DEMO = True
    make_piece()
    fill()
    fill(pieces=3, letters=9, events=30)
    make_piece()

    assert Submission.objects.count() == 35


@pytest.mark.parametrize("name", ["pieces", "letters", "events"])
def test_less_than_one_is_refused(name):
    with pytest.raises(CommandError, match="at least one"):
        call_command("fill", **(NUMBERS | {name: 0}))


def test_command_says_how_far_it_is(capsys):
    call_command("fill", **NUMBERS)

    assert capsys.readouterr().out == "30 pieces, 180 letters, 300 events.\n"
