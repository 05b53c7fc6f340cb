"""The checklist on a piece's page, its ticks, and the pages that it holds back."""

import re

import pytest
from django.urls import reverse

from submissions.models import Check, ChecklistItem
from submissions.services import checklists, editing, publication
from submissions.services.versions import Text
from submissions.workflow import Status
from tests.factories import make_piece, make_piece_in, make_staff
from tests.submissions.admin.conftest import address, post, signed_in
from tests.tables import rows

LINKED = '<p>Read <a href="https://example.org/a">the first</a> and <a href="https://example.org/b">the second</a>.</p>'
MOMENT = {"publish_at_0": "2099-01-01", "publish_at_1": "08:00"}
WHY = "The institute is closed today."


def line(check, kind="opinion"):
    return ChecklistItem.objects.get(kind__code=kind, check_by=check)


def section(client, piece):
    """Return the words of the checklist as a screen reader meets them, its links, and its buttons."""
    page = client.get(address(piece)).content.decode()
    found = re.search(r'<section class="panel" id="checklist".*?</section>', page, re.DOTALL)
    return found[0] if found else ""


def tick(client, piece, item, *, number=1, action="tick"):
    return client.post(address(piece, "checklist", item.pk), {"number": number, "action": action})


def test_checklist_lists_the_links_of_the_text_so_that_they_can_be_opened(desk, editor):
    piece = make_piece_in("accepted", handler=editor, body=LINKED)
    part = section(desk["editor"], piece)
    assert part.count('rel="noopener nofollow noreferrer" target="_blank"') == 2
    assert '<a href="https://example.org/b"' in part
    assert "2 links in the text" in part
    assert "3 of 6 done for version 1" in part


def test_checklist_ticked_on_the_page_says_who_and_is_part_of_the_timeline(desk, editor):
    piece = make_piece_in("accepted", handler=editor, body=LINKED)
    item = line(Check.LINKS)
    response = tick(desk["editor"], piece, item)
    assert response.url == address(piece) + "#checklist"
    page = desk["editor"].get(address(piece))
    assert "ticked by <bdi>Mina Sadat</bdi>" in section(desk["editor"], piece)
    entry = page.context["timeline"][0]
    assert (entry.what, entry.detail) == ("A line of the checklist ticked", "The links are checked")
    tick(desk["editor"], piece, item, action="untick")
    assert "ticked by" not in section(desk["editor"], piece)


def test_checklist_says_that_a_tick_lapsed_with_the_text(desk, editor):
    piece = make_piece_in("accepted", handler=editor, body=LINKED)
    tick(desk["editor"], piece, line(Check.LINKS))
    text = Text(title=piece.title, standfirst="", body=LINKED.replace("first", "third"))
    editing.save_version(piece, text, actor=editor, based_on=1)
    assert "was ticked by <bdi>Mina Sadat</bdi> for version 1; the text has changed since" in section(
        desk["editor"], piece
    )
    before = rows()
    page = desk["editor"].post(
        address(piece, "checklist", line(Check.LINKS).pk), {"number": 1, "action": "tick"}, follow=True
    )
    assert "The text has changed meanwhile." in page.content.decode()
    assert rows() == before


@pytest.mark.parametrize(
    ("status", "is_there", "is_folded"),
    [
        ("submitted", True, True),
        ("in_review", True, True),
        ("accepted", True, False),
        ("approved", True, False),
        ("published", False, False),
        ("declined", False, False),
    ],
)
def test_checklist_is_open_from_acceptance_on_and_gone_afterwards(desk, chief, status, is_there, is_folded):
    piece = make_piece_in(status, handler=chief)
    part = section(desk["chief"], piece)
    assert (bool(part), "<details><summary>" in part) == (is_there, is_folded)


def test_checklist_offers_a_tick_to_who_may_give_one(desk, editor, chief):
    piece = make_piece_in("accepted", handler=editor)
    assert [name for name in desk if "Tick it" in section(desk[name], piece)] == ["editor", "other", "chief"]
    administrator = signed_in(make_staff("administrator"))
    before = rows()
    assert tick(administrator, piece, line(Check.BY_HAND)).status_code == 403
    assert rows() == before


@pytest.mark.parametrize(
    ("check", "kind", "action", "status"),
    [
        (Check.BY_HAND, "academic", "tick", 404),
        (Check.BY_HAND, "opinion", "erase", 404),
        (Check.BIOS, "opinion", "tick", 302),
    ],
)
def test_tick_of_what_nobody_ticks_changes_nothing(desk, editor, check, kind, action, status):
    piece = make_piece_in("accepted", handler=editor)
    desk["editor"].get(address(piece))
    before = rows()
    assert tick(desk["editor"], piece, line(check, kind), action=action).status_code == status
    assert rows() == before


def test_tick_by_looking_at_its_address_changes_nothing(desk, editor):
    piece = make_piece_in("accepted", handler=editor)
    desk["editor"].get(address(piece))
    before = rows()
    response = desk["editor"].get(address(piece, "checklist", line(Check.BY_HAND).pk))
    assert response.url == address(piece) + "#checklist"
    assert rows() == before


def test_tick_of_a_piece_that_does_not_exist_for_somebody_is_unknown(desk, editor):
    piece = make_piece(author=editor)
    assert tick(desk["editor"], piece, line(Check.BY_HAND)).status_code == 404


# The pages it holds back


@pytest.mark.parametrize("move", ["schedule", "publish"])
def test_publication_page_names_what_is_open_and_lets_an_editor_wait(desk, editor, chief, move):
    piece = make_piece_in("approved", handler=editor, body=LINKED)
    page = desk["editor"].get(address(piece, move))
    assert [found.text for found in page.context["form"].open_lines] == ["The links are checked"]
    assert "override_reason" not in page.context["form"].fields
    assert 'class="button button-likely"' not in page.content.decode()
    before = rows()
    response = post(desk["editor"], piece, move, override_reason=WHY, **MOMENT)
    assert response.status_code == 409
    assert "The checklist is not done yet. “The links are checked”:" in response.content.decode()
    assert rows() == before


def test_publication_page_asks_the_chief_editor_why_and_the_timeline_says_it(desk, editor, chief):
    piece = make_piece_in("approved", handler=editor, body=LINKED)
    refused = post(desk["chief"], piece, "publish")
    assert refused.status_code == 409
    assert list(refused.context["form"].fields)[:1] == ["override_reason"]
    post(desk["chief"], piece, "publish", override_reason=WHY)
    piece.refresh_from_db()
    assert piece.status == Status.PUBLISHED
    entry = desk["chief"].get(address(piece)).context["timeline"][0]
    assert entry.marks == ("passed over: The links are checked",)
    assert [words.text for words in entry.words] == [WHY]


def test_schedule_page_passes_the_chief_editors_reason_on(desk, editor, chief):
    piece = make_piece_in("approved", handler=editor, body=LINKED)
    post(desk["chief"], piece, "schedule", override_reason=WHY, **MOMENT)
    piece.refresh_from_db()
    assert piece.status == Status.SCHEDULED
    assert checklists.overridden(piece) == {line(Check.LINKS).pk}
    assert "passed over by the chief editor" in section(desk["editor"], piece)


def test_publication_page_of_what_is_done_asks_for_nothing(desk, editor):
    piece = make_piece_in("approved", handler=editor)
    form = desk["editor"].get(address(piece, "publish")).context["form"]
    assert (form.open_lines, "override_reason" in form.fields) == ([], False)
    post(desk["editor"], piece, "publish")
    piece.refresh_from_db()
    assert piece.status == Status.PUBLISHED


def test_author_never_reads_of_the_checklist(desk, editor, chief, client):
    piece = make_piece_in("approved", handler=editor, body=LINKED)
    publication.publish(piece, actor=chief, override_reason=WHY)
    client.force_login(piece.author, backend="aiss.accounts.backends.CodeBackend")
    page = client.get(reverse("submissions:piece", args=[piece.reference])).content.decode()
    assert WHY not in page
    assert "hecklist" not in page
