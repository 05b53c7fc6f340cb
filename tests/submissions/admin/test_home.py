"""The desk's first page: whose turn it is, what is due; and its language."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from submissions.letters import moment_in_words
from submissions.models import Conflict, Review, Submission
from submissions.services import aftercare
from tests.factories import make_piece, make_piece_in, make_staff
from tests.submissions.admin.conftest import signed_in

QUERIES = 17


def section(page, name):
    return next(part for part in page.context["home"]["sections"] if part.name == name)


def lines(page, name):
    return [(line.reference, line.note, line.when, line.is_late) for line in section(page, name).lines]


def change(piece, **fields):
    Submission.objects.filter(pk=piece.pk).update(**fields)


def in_days(number):
    return timezone.localdate() + datetime.timedelta(days=number)


def test_home_counts_what_waits(desk, editor, chief):
    make_piece()
    make_piece_in("accepted", handler=editor)
    make_piece_in("changes_requested", handler=editor)
    late = make_piece_in("in_review", handler=chief)
    change(late, due_on=in_days(-1))
    urgent = make_piece_in("published", handler=chief)
    aftercare.ask_takedown(urgent, actor=urgent.author, message="Please.")
    home = desk["editor"].get("/admin/").context["home"]
    assert {card["name"]: card["number"] for card in home["cards"]} == {
        "you": 1,
        "unclaimed": 1,
        "author": 1,
        "overdue": 1,
        "urgent": 1,
    }
    assert [(part.name, part.number) for part in home["sections"]] == [
        ("you", 1),
        ("unclaimed", 1),
        ("author", 1),
        ("week", 1),
        ("scheduled", 0),
    ]
    for place in [card["address"] for card in home["cards"]] + [part.address for part in home["sections"]]:
        assert desk["editor"].get(place).status_code == 200


def test_home_says_how_old_an_unclaimed_piece_is_against_the_promised_day(desk):
    late, early, today = make_piece(), make_piece(), make_piece()
    change(late, due_on=in_days(-2), status_since=timezone.now() - datetime.timedelta(days=9, hours=1))
    change(early, due_on=in_days(5), status_since=timezone.now() - datetime.timedelta(days=1, hours=1))
    change(today, due_on=in_days(0))
    assert lines(desk["editor"].get("/admin/"), "unclaimed") == [
        (late.reference, "waits for 9 days", "2 days over", True),
        (today.reference, "new today", "due today", False),
        (early.reference, "waits for 1 day", "5 days left", False),
    ]


def test_home_says_what_authors_are_waited_for_and_until_when(desk, chief):
    asked = make_piece_in("changes_requested", handler=chief)
    proof = make_piece_in("proof_sent", handler=chief)
    change(asked, due_on=in_days(-1))
    change(proof, due_on=in_days(3))
    assert lines(desk["editor"].get("/admin/"), "author") == [
        (asked.reference, "The author sends a new version", "1 day over", True),
        (proof.reference, "The author approves the proof", "3 days left", False),
    ]


def test_home_shows_what_is_due_within_seven_days(desk, editor):
    pieces = {number: make_piece_in("in_review", handler=editor) for number in (-1, 0, 6, 7)}
    for number, piece in pieces.items():
        change(piece, due_on=in_days(number))
    shown = lines(desk["editor"].get("/admin/"), "week")
    assert [reference for reference, *_rest in shown] == [pieces[0].reference, pieces[6].reference]


def test_home_shows_when_scheduled_pieces_appear(desk, chief):
    piece = make_piece_in("scheduled", handler=chief)
    [(reference, _note, when, _is_late)] = lines(desk["editor"].get("/admin/"), "scheduled")
    assert (reference, when) == (piece.reference, moment_in_words(piece.publish_at, "en"))


def test_home_shows_six_of_each_and_counts_all(desk):
    for _ in range(7):
        make_piece()
    unclaimed = section(desk["editor"].get("/admin/"), "unclaimed")
    assert (len(unclaimed.lines), unclaimed.number) == (6, 7)


def test_home_names_authors_who_wrote_and_reviews_asked_of_the_viewer(desk, editor, chief):
    change(make_piece_in("in_review", handler=editor), author_wrote_at=timezone.now())
    asked = make_piece_in("in_review", handler=chief)
    Review.objects.create(
        submission=asked,
        version=asked.current_version,
        number=1,
        colleague=editor,
        name="Mina Sadat",
        address="mina@example.org",
        address_index="index",
        language="en",
        anonymity="open",
        asked_by=chief,
        answer_by=in_days(3),
        due_on=in_days(14),
    )
    you = section(desk["editor"].get("/admin/"), "you")
    wrote, review = you.extras
    assert (wrote.words, review.words) == (
        "1 author wrote to you.",
        "1 review is asked of you; its link came by letter.",
    )
    assert len(desk["editor"].get(wrote.address).context["cl"].result_list) == 1
    assert section(desk["other"].get("/admin/"), "you").extras == []


def test_home_knows_nothing_of_a_piece_that_its_viewer_is_shut_out_of(desk, editor, chief):
    piece = make_piece_in("changes_requested", handler=chief, title="Rivers and Borders")
    change(piece, due_on=in_days(1), author_wrote_at=timezone.now())
    Conflict.objects.create(submission=piece, user=editor, made_by=chief)
    page = desk["editor"].get("/admin/")
    assert "Rivers" not in page.content.decode()
    assert {part.number for part in page.context["home"]["sections"]} == {0}
    assert {one["number"] for one in page.context["home"]["figures"]["headline"][:4]} == {"0"}
    assert "Rivers" in desk["other"].get("/admin/").content.decode()


@pytest.mark.parametrize("number", [1, 3])
def test_home_asks_the_same_for_any_number(desk, chief, number, django_assert_num_queries):
    for _ in range(number):
        make_piece()
        for status in ("in_review", "proof_sent", "scheduled", "published"):
            make_piece_in(status, handler=chief)
    desk["editor"].get("/admin/")
    with django_assert_num_queries(QUERIES):
        desk["editor"].get("/admin/")


def test_home_of_an_administrator_shows_no_piece(db):
    make_piece(title="Rivers and Borders")
    page = signed_in(make_staff("administrator")).get("/admin/").content.decode()
    assert "Rivers" not in page
    assert reverse("admin:submissions_submission_changelist") not in page
    assert reverse("admin:accounts_user_changelist") in page


@pytest.mark.parametrize(("language", "direction"), [("en", "ltr"), ("fa", "rtl"), ("ps", "rtl")])
def test_desk_speaks_the_language_of_whoever_is_signed_in(db, language, direction):
    client = signed_in(make_staff("editor", language=language))
    for place in ("/admin/", reverse("admin:submissions_submission_changelist")):
        assert f'<html lang="{language}" dir="{direction}">' in client.get(place).content.decode()


def test_sign_in_page_speaks_the_sites_language(client, db):
    assert '<html lang="en" dir="ltr">' in client.get(reverse("admin:login")).content.decode()
