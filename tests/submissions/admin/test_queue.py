"""The queue: what is in it, in what order, and what can be asked of it."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from submissions.models import Submission
from submissions.services import aftercare, claiming, deciding
from tests.factories import make_author, make_piece, make_piece_in
from tests.submissions.admin.conftest import signed_in

QUEUE = reverse("admin:submissions_submission_changelist")
QUERIES = 12


def references(response):
    return [piece.reference for piece in response.context["cl"].result_list]


@pytest.mark.parametrize("number", [1, 3])
def test_queue_asks_the_same_for_any_number_of_rows(desk, chief, number, django_assert_num_queries):
    for _ in range(number):
        make_piece_in("published", handler=chief)
    desk["editor"].get(QUEUE, {"show": "all"})
    with django_assert_num_queries(QUERIES):
        response = desk["editor"].get(QUEUE, {"show": "all"})
    assert len(references(response)) == number


def test_queue_row_shows_who_has_the_piece_and_what_comes_next(desk, editor):
    piece = make_piece_in("in_review", handler=editor, title="Rivers and Borders", public_name="Bahar Mehr")
    Submission.objects.filter(pk=piece.pk).update(
        status_since=timezone.now() - datetime.timedelta(days=4),
        due_on=timezone.localdate() - datetime.timedelta(days=1),
    )
    row = desk["other"].get(QUEUE).content.decode()
    for words in (
        piece.reference,
        "Rivers and Borders",
        "Bahar Mehr",
        "Mina Sadat",
        "With an editor",
        "4 days",
        "overdue",
    ):
        assert words in row
    assert "Read and decide" in row


def test_queue_puts_urgent_first_then_what_is_due_soonest(desk, chief):
    later = make_piece()
    sooner = make_piece()
    Submission.objects.filter(pk=sooner.pk).update(due_on=timezone.localdate())
    urgent = make_piece_in("published", handler=chief)
    aftercare.ask_takedown(urgent, actor=urgent.author, message="Please.")
    assert references(desk["editor"].get(QUEUE, {"show": "all"})) == [
        urgent.reference,
        sooner.reference,
        later.reference,
    ]


@pytest.mark.parametrize(
    ("tab", "statuses"),
    [
        ("open", {"submitted", "in_review", "changes_requested", "accepted", "proof_sent", "approved", "scheduled"}),
        ("desk", {"submitted", "in_review", "accepted", "approved"}),
        ("unclaimed", {"submitted"}),
        ("author", {"changes_requested", "proof_sent"}),
        ("you", {"in_review", "accepted", "approved"}),
        ("mine", {"in_review", "changes_requested", "accepted", "proof_sent", "approved", "scheduled"}),
        ("overdue", set()),
        ("closed", {"published", "declined", "withdrawn"}),
    ],
)
def test_queue_tabs_hold_what_their_names_say(chief, tab, statuses):
    for status in Submission._meta.get_field("status").choices:
        make_piece_in(status[0], handler=chief)
    response = signed_in(chief).get(QUEUE, {"show": tab})
    assert {piece.status for piece in response.context["cl"].result_list} == statuses


def test_queue_filters_narrow_by_status_language_and_kind(desk, chief):
    make_piece()
    persian = make_piece(piece_language="fa", letter_language="fa")
    academic = make_piece_in("changes_requested", handler=chief, kind="academic")
    client = desk["editor"]
    assert references(client.get(QUEUE, {"language": "fa"})) == [persian.reference]
    assert references(client.get(QUEUE, {"kind": "academic"})) == [academic.reference]
    assert references(client.get(QUEUE, {"status": "changes_requested"})) == [academic.reference]


def test_queue_filters_stay_until_they_are_changed(desk):
    client = desk["editor"]
    client.get(QUEUE, {"show": "overdue", "language": "fa", "q": "a search"})
    response = client.get(QUEUE)
    assert response.status_code == 302
    assert response.url == f"{QUEUE}?show=overdue&language=fa"


def test_queue_search_finds_reference_title_and_printed_name_in_every_status(desk, chief):
    piece = make_piece_in("published", handler=chief, title="Rivers and Borders", public_name="Nargis Arya")
    make_piece()
    for words in (piece.reference, "borders", "nargis"):
        assert references(desk["editor"].get(QUEUE, {"q": words})) == [piece.reference]


def test_queue_search_finds_nothing_private(desk):
    make_piece(
        make_author(email="hidden@example.org"), legal_name="Secretname", note_to_editor="Whisper", bio="Hiddenbio"
    )
    for words in ("hidden@example.org", "hidden", "Secretname", "Whisper", "Hiddenbio"):
        assert references(desk["editor"].get(QUEUE, {"q": words})) == []


@pytest.mark.parametrize(
    "lookup",
    ["author__email_index", "note_to_editor__contains", "author", "contributors__confirmation_digest", "id__gt"],
)
def test_queue_answers_no_other_question(desk, lookup):
    make_piece()
    assert desk["editor"].get(QUEUE, {lookup: "1"}).status_code == 400


def test_queue_counts_stand_on_the_tabs(desk, editor):
    claiming.claim(make_piece(), actor=editor)
    deciding.request_changes(make_piece(), actor=editor, message="Shorter.")
    make_piece()
    page = desk["editor"].get(QUEUE)
    tabs = {str(tab["label"]): tab["number"] for tab in page.context["parts"]["tabs"]}
    assert tabs == {
        "All open": 3,
        "Waiting for you": 1,
        "Unclaimed": 1,
        "Waiting for the desk": 2,
        "Mine": 2,
        "Waiting for the author": 1,
        "Due this week": 2,
        "Overdue": 0,
        "Scheduled": 0,
        "Closed": None,
        "All": None,
    }


def test_queue_offers_no_bulk_action_and_no_editing(desk):
    make_piece()
    page = desk["editor"].get(QUEUE).content.decode()
    assert 'name="action"' not in page
    assert "_selected_action" not in page


def test_queue_filters_combine_with_the_handling_editor_and_stay(desk, editor, other_editor):
    own = make_piece_in("changes_requested", handler=editor)
    make_piece_in("changes_requested", handler=editor, piece_language="fa", letter_language="fa")
    make_piece_in("changes_requested", handler=other_editor)
    free = make_piece()
    client = desk["editor"]
    asked = {"show": "author", "handler": editor.public_id, "language": "en"}
    assert references(client.get(QUEUE, asked)) == [own.reference]
    assert client.get(QUEUE).url == f"{QUEUE}?show=author&handler={editor.public_id}&language=en"
    assert references(client.get(QUEUE, {"show": "open", "handler": "nobody"})) == [free.reference]
    assert len(references(client.get(QUEUE, {"show": "open", "handler": "of no such id"}))) == 4


def test_queue_shows_what_is_due_this_week_and_who_wrote(desk, editor):
    due, wrote, late = (make_piece_in("in_review", handler=editor) for _ in range(3))
    for piece, days in ((due, 6), (wrote, 7), (late, -1)):
        Submission.objects.filter(pk=piece.pk).update(due_on=timezone.localdate() + datetime.timedelta(days=days))
    Submission.objects.filter(pk=wrote.pk).update(author_wrote_at=timezone.now())
    client = desk["editor"]
    assert references(client.get(QUEUE, {"show": "week"})) == [due.reference]
    page = client.get(QUEUE, {"show": "wrote"})
    assert references(page) == [wrote.reference]
    assert "Author wrote" in page.content.decode()


def test_queue_lets_the_keyboard_skip_to_the_pieces(desk):
    make_piece()
    page = desk["editor"].get(QUEUE).content.decode()
    assert page.index("skip-to-content-link") < page.index('id="header"') < page.index('id="content-start"')
    assert page.index('id="content-start"') < page.index('class="tabs"') < page.index('class="queue-search"')
    assert "tabindex" not in page[page.index('class="tabs"') : page.index("</table>")]


def test_queue_counts_are_those_of_the_tabs(chief):
    for status in Submission._meta.get_field("status").choices:
        piece = make_piece_in(status[0], handler=chief)
        due_on = timezone.localdate() + datetime.timedelta(days=piece.pk % 3 - 1)
        Submission.objects.filter(pk=piece.pk).update(due_on=due_on)
    wrote = Submission.objects.filter(status__in=["declined", "in_review"])
    wrote.update(author_wrote_at=timezone.now(), urgent_since=timezone.now())
    client = signed_in(chief)
    for tab in client.get(QUEUE).context["parts"]["tabs"]:
        if tab["number"] is not None:
            shown = client.get(QUEUE + tab["address"]).context["cl"].result_count
            assert (str(tab["label"]), tab["number"]) == (str(tab["label"]), shown)
