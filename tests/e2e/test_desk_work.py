"""Work at the desk in a browser: double clicks, two editors at once, and pages without scripts."""

import pytest
from playwright.sync_api import expect

from submissions.models import Event, Submission
from tests.e2e.people import Editor
from tests.factories import make_piece, make_piece_in, make_staff

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True, serialized_rollback=True)]

QUEUE = "/admin/submissions/submission/"


@pytest.fixture
def editor(db):
    return make_staff("editor", email="first@example.org", display_name="Parwin")


@pytest.fixture
def second(db):
    return make_staff("editor", email="second@example.org", display_name="Karim")


@pytest.mark.parametrize("js", [True, False])
def test_a_double_click_decides_once(page_factory, editor, js):
    piece = make_piece_in("in_review", handler=editor)
    page = Editor(page_factory(js=js), "first@example.org").page
    page.goto(f"{QUEUE}{piece.pk}/accept/")
    page.locator("form.move-form .buttons [type=submit]").dblclick()
    expect(page.locator("#content")).to_contain_text("Accepted, being edited")
    assert Event.objects.filter(submission=piece, action="accept").count() == 1


def test_two_editors_at_once_and_the_second_keeps_the_text(page_factory, editor, second):
    piece = make_piece()
    first_page = Editor(page_factory(), "first@example.org").page
    second_page = Editor(page_factory(expect=("403", "409")), "second@example.org").page
    second_page.goto(f"{QUEUE}{piece.pk}/request-changes/")
    second_page.fill("[name=message]", "My advice, an hour's work.")
    first_page.goto(f"{QUEUE}{piece.pk}/")
    first_page.get_by_role("button", name="Claim").click()
    second_page.locator("form.move-form .buttons [type=submit]").first.click()
    expect(second_page.get_by_role("alert")).to_contain_text("You may not do this with this piece.")
    expect(second_page.locator(".meanwhile")).to_contain_text("Parwin")
    expect(second_page.locator("[name=message]")).to_have_value("My advice, an hour's work.")


def test_desk_works_without_scripts(page_factory, editor):
    piece = make_piece_in("in_review", handler=editor)
    desk = Editor(page_factory(js=False, width=390), "first@example.org")
    desk.page.goto(f"{QUEUE}?show=mine")
    desk.page.get_by_text("Narrow down").click()
    desk.page.select_option("[name=status]", "in_review")
    desk.page.get_by_role("button", name="Apply").click()
    assert desk.page.locator(".pieces tbody tr").count() == 1
    desk.move(piece.reference, "edit", body="<p>Typed as it is.</p>")
    expect(desk.page.locator("h1")).to_have_text("What has changed")
    desk.move(piece.reference, "request-changes", message="Please shorten it.")
    expect(desk.page.locator(".messagelist")).to_contain_text("Changes are requested.")
    piece.refresh_from_db()
    assert (piece.status, piece.current_version.body) == ("changes_requested", "<p>Typed as it is.</p>")


def test_the_way_back_leads_to_the_queue_as_it_was_narrowed(page_factory, editor):
    piece = make_piece_in("in_review", handler=editor)
    page = Editor(page_factory(), "first@example.org").page
    page.goto(f"{QUEUE}?show=mine&language=en")
    page.get_by_role("link", name=piece.title).click()
    page.locator(".breadcrumbs a", has_text="Queue").click()
    assert page.url.endswith(f"{QUEUE}?show=mine&language=en")
    assert Submission.objects.get().status == "in_review"
