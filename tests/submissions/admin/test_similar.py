"""The page of similar texts, the short list beside a piece, and the search."""

import pytest
from django.urls import reverse

from publishing import services as publishing
from submissions.models import Conflict
from submissions.services import editing
from submissions.services.editing import Person
from tests.factories import make_author, make_piece, make_piece_in
from tests.submissions.admin.conftest import address, signed_in

QUEUE = reverse("admin:submissions_submission_changelist")
OTHER = "<p>Nothing of this has been said by anybody before, in these words or in any other ones.</p>"


def page(client, piece, name="similar"):
    return client.get(address(piece, name)).content.decode()


def found(client, query):
    return {piece.reference for piece in client.get(QUEUE, {"q": query}).context["cl"].result_list}


def test_page_shows_share_and_passages_side_by_side(desk):
    old = make_piece(title="Rivers and Borders")
    new = make_piece(title="Water Accounts")

    shown = page(desk["editor"], new)

    for words in (
        old.reference,
        "Rivers and Borders",
        "100 % of the shorter text stands in the other",
        "A passage of 17 words stands in both",
        "0 % of the words are the same",
    ):
        assert words in shown
    assert shown.count("The second one says why it matters now.") == 2
    assert address(old) in shown


def test_page_says_when_nothing_is_found(desk):
    assert "Nothing much the same was found." in page(desk["editor"], make_piece(body=OTHER))


def test_piece_shows_what_is_like_it_and_always_the_way_to_look(desk):
    old = make_piece()
    other = make_piece(title="Water Accounts", body=OTHER)
    new = make_piece()

    shown = page(desk["editor"], new, "change")
    assert "Similar texts" in shown
    assert old.reference in shown
    shown = page(desk["editor"], other, "change")
    assert "Similar texts" not in shown
    assert address(other, "similar") in shown


def test_published_piece_leads_to_the_piece_and_to_its_article(desk, chief):
    old = make_piece_in("published", handler=chief)
    shown = page(desk["editor"], make_piece())

    assert address(old) in shown
    assert publishing.address(old.article) in shown


def test_piece_that_its_viewer_is_shut_out_of_is_neither_shown_nor_found(desk, editor, chief):
    old = make_piece(title="Rivers and Borders")
    new = make_piece(title="Water Accounts")
    Conflict.objects.create(submission=old, user=editor, made_by=chief)

    for name in ("similar", "change"):
        assert old.reference not in page(desk["editor"], new, name)
        assert old.reference in page(desk["other"], new, name)
    assert found(desk["editor"], "rivers") == set()
    assert found(desk["other"], "rivers") == {old.reference}
    assert desk["editor"].get(address(old, "similar")).status_code == 404


def test_page_is_for_the_desk_alone(client, chief):
    piece = make_piece()

    assert client.get(address(piece, "similar")).status_code == 302
    client.force_login(make_author())
    assert client.get(address(piece, "similar")).status_code == 302


def test_author_reads_nothing_of_it(desk):
    author = make_author()
    make_piece()
    piece = make_piece(author)
    client = signed_in(author)
    shown = client.get(reverse("submissions:piece", args=[piece.reference])).content.decode()

    assert "imilar" not in shown


@pytest.mark.parametrize(
    "query",
    ["پل", "كسي", "نمیگذرد", "می\u200cگذرد", "پلی کسی", "BAHAR", "mehr, bahar", "standfirst", "café", "۱۲", "12"],
)
def test_search_finds_another_spelling_of_title_standfirst_and_name(desk, query):
    piece = make_piece(
        title="پلی که کسی از آن نمی‌گذرد ۱۲",
        standfirst="A standfirst with a cafe.",
        public_name="Bahar Mehr",
        piece_language="fa",
    )
    make_piece(title="Water Accounts", standfirst="Nothing.", public_name="Sitara")

    assert found(desk["editor"], query) == {piece.reference}


def test_search_finds_a_reference_whole_and_in_part(desk):
    first, second = make_piece(), make_piece()

    assert found(desk["editor"], first.reference) == {first.reference}
    assert found(desk["editor"], second.reference.lower()) == {second.reference}
    assert found(desk["editor"], second.reference.rpartition("-")[2]) == {second.reference}


@pytest.mark.parametrize("query", ["؟!", "%", "_", "\\", "'", "a" * 100_000, "ا" * 60_000, "a " * 40_000])
def test_search_for_anything_is_answered(desk, query):
    piece = make_piece()

    assert found(desk["editor"], query) <= {piece.reference}


def test_search_finds_the_names_as_they_are_printed_now(desk, chief):
    piece = make_piece_in("in_review", handler=chief, public_name="Bahar Mehr")
    person = piece.contributors.get()
    editing.edit_details(
        piece,
        actor=chief,
        people=[Person(pk=person.pk, public_name="Sitara")],
        kind=piece.kind,
        is_pen_name=True,
        discloses_pen_name=True,
    )

    assert found(desk["editor"], "sitara") == {piece.reference}
    assert found(desk["editor"], "bahar") == set()
