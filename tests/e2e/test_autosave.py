"""Unfinished edits in a browser: kept while somebody types, offered again, and nothing lost with the connection."""

import pytest
from playwright.sync_api import Page, expect

from submissions.models import WorkingCopy
from submissions.services import editing
from submissions.services.versions import Text
from tests.e2e.accessibility import axe_findings
from tests.e2e.people import PASSWORD, Editor
from tests.factories import make_piece_in, make_staff

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True, serialized_rollback=True)]

QUEUE = "/admin/submissions/submission/"
KEPT = 15_000  # milliseconds, on a slow machine


@pytest.fixture
def editor(db):
    return make_staff("editor", email="first@example.org", display_name="Parwin")


@pytest.fixture
def chief(db):
    return make_staff("chief_editor", email="chief@example.org", display_name="Zahra")


@pytest.fixture
def piece(editor):
    return make_piece_in("in_review", handler=editor)


def open_text(page_factory, piece, who: str = "first@example.org", **options) -> Page:
    page = Editor(page_factory(**options), who).page
    page.goto(f"{QUEUE}{piece.pk}/edit/")
    return page


def type_at_the_end(page: Page, words: str) -> None:
    page.locator(".ProseMirror").click()
    page.keyboard.press("Control+End")
    page.keyboard.type(words)


def status(page: Page):
    return page.locator("#keeping")


def save(page: Page) -> None:
    page.locator("form.move-form .buttons [type=submit]").first.click()


def test_what_is_typed_is_kept_offered_gone_on_with_and_saved(page_factory, piece):
    page = open_text(page_factory, piece)
    type_at_the_end(page, " And more.")
    page.fill("[name=title]", "A Title I Typed")
    expect(status(page)).to_contain_text("Kept at", timeout=KEPT)

    page.reload()
    expect(page.locator(".offered")).to_contain_text("You have an unfinished edit of this text, made from version 1")
    assert axe_findings(page) == []
    page.get_by_role("link", name="Go on with it").click()
    expect(page.locator("[name=title]")).to_have_value("A Title I Typed")
    type_at_the_end(page, " And yet more.")
    expect(status(page)).to_contain_text("Kept at", timeout=KEPT)
    save(page)

    expect(page.locator("h1")).to_have_text("What has changed")
    assert piece.current_version.title == "A Title I Typed"
    assert piece.current_version.body.endswith(" And more. And yet more.</p>")
    assert WorkingCopy.objects.count() == 0


def test_what_was_kept_can_be_thrown_away(page_factory, piece):
    page = open_text(page_factory, piece)
    type_at_the_end(page, " Rubbish.")
    expect(status(page)).to_contain_text("Kept at", timeout=KEPT)
    page.goto(f"{QUEUE}{piece.pk}/")
    page.goto(f"{QUEUE}{piece.pk}/edit/")
    page.get_by_role("button", name="Throw it away").click()
    expect(page.locator(".messagelist")).to_contain_text("The unfinished edit is thrown away.")
    expect(page.locator(".offered")).to_have_count(0)
    assert "Rubbish" not in page.locator(".ProseMirror").inner_text()


def test_second_editor_sees_who_is_there_and_the_first_learns_of_the_second(page_factory, piece, chief):
    first = open_text(page_factory, piece)
    expect.set_options(timeout=KEPT)
    type_at_the_end(first, " One.")
    expect(status(first)).to_contain_text("Kept at")
    expect(first.locator("#others")).to_be_hidden()

    second = open_text(page_factory, piece, "chief@example.org")
    expect(second.locator("#others")).to_contain_text("Parwin is editing this text since")
    type_at_the_end(second, " Two.")
    expect(status(second)).to_contain_text("Kept at")
    type_at_the_end(first, " One more.")
    expect(first.locator("#others")).to_contain_text("Zahra is editing this text since")
    expect.set_options(timeout=5_000)


def test_second_save_sees_both_texts_before_anything_is_replaced(page_factory, piece, chief):
    second = open_text(page_factory, piece, "chief@example.org", expect=("409",))
    type_at_the_end(second, " The chief's words.")
    editing.save_version(
        piece, Text(title="Theirs", standfirst="", body="<p>Between.</p>"), actor=piece.handler, based_on=1
    )
    save(second)

    expect(second.get_by_role("alert")).to_contain_text("Version 2 was saved after you opened the text.")
    expect(second.locator(".both-texts")).to_contain_text("was saved by Parwin")
    expect(second.locator(".both-texts ins").first).to_be_visible()
    expect(second.locator(".ProseMirror")).to_contain_text("The chief's words.")
    assert axe_findings(second) == []
    second.get_by_role("button", name="Save my text as the newest version").click()
    expect(second.locator("h1")).to_have_text("What has changed")
    assert piece.current_version.number == 3


def test_lost_connection_is_told_and_made_good(page_factory, piece):
    page = open_text(page_factory, piece, expect=("ERR_INTERNET_DISCONNECTED",))
    type_at_the_end(page, " One.")
    expect(status(page)).to_contain_text("Kept at", timeout=KEPT)
    page.context.set_offline(True)
    type_at_the_end(page, " Two.")
    expect(status(page)).to_contain_text("the connection is lost. Your text is still on this page.", timeout=KEPT)
    page.context.set_offline(False)
    expect(status(page)).to_contain_text("Kept at", timeout=KEPT)
    assert " One. Two." in WorkingCopy.objects.get().body


@pytest.mark.parametrize("cookies", [{"name": "session"}, {}])
def test_session_that_is_over_is_told_and_made_good_without_losing_a_word(page_factory, piece, cookies):
    page = open_text(page_factory, piece, expect=("401", "403"))
    page.context.clear_cookies(**cookies)
    type_at_the_end(page, " Words.")
    expect(status(page)).to_contain_text("you were signed out meanwhile", timeout=KEPT)
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Sign in in a new tab").click()
    door = opened.value
    door.fill("[name=username]", "first@example.org")
    door.fill("[name=password]", PASSWORD)
    door.locator("[type=submit]").first.click()
    expect(door.locator("#content")).to_be_visible()
    door.close()
    type_at_the_end(page, " More.")
    expect(status(page)).to_contain_text("Kept at", timeout=KEPT)
    save(page)
    expect(page.locator("h1")).to_have_text("What has changed")
    assert piece.current_version.body.endswith(" Words. More.</p>")


def test_house_style_button_takes_what_the_editor_shows_and_saves_nothing(page_factory, piece):
    page = open_text(page_factory, piece)
    type_at_the_end(page, ' He said "no".')
    page.get_by_role("button", name="Check again").click()
    page.get_by_role("button", name="Put it right: Straight quotation marks").click()
    expect(page.locator(".ProseMirror")).to_contain_text("He said “no”.")
    expect(page.locator(".house-style")).to_contain_text("Looks fine.")
    assert piece.versions.count() == 1
    expect(status(page)).to_contain_text("Kept at", timeout=KEPT)
    save(page)
    assert piece.current_version.body.endswith("He said “no”.</p>")
    assert WorkingCopy.objects.count() == 0


def test_enter_in_the_title_saves_and_presses_no_other_button(page_factory, piece):
    page = open_text(page_factory, piece)
    page.fill("[name=title]", 'A "Title"')
    page.press("[name=title]", "Enter")
    expect(page.locator("h1")).to_have_text("What has changed")
    assert piece.current_version.title == 'A "Title"'


def test_without_scripts_a_button_keeps_and_puts_right(page_factory, piece):
    page = open_text(page_factory, piece, js=False, width=390)
    page.fill("[name=title]", 'A "Title"')
    page.get_by_role("button", name="Check again").click()
    page.get_by_role("button", name="Put it right: Straight quotation marks").click()
    assert page.input_value("[name=title]") == "A “Title”"
    page.get_by_role("button", name="Keep it for later").click()
    expect(page.locator(".messagelist")).to_contain_text("Kept at")
    page.goto(f"{QUEUE}{piece.pk}/edit/")
    page.get_by_role("link", name="Go on with it").click()
    assert page.input_value("[name=title]") == "A “Title”"
