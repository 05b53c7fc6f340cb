"""An author on a phone: the whole way to a reference, with every page sound for everybody."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from aiss.mail.models import OutgoingEmail
from submissions.models import Draft, Submission
from tests.e2e.accessibility import axe_findings
from tests.factories import make_author, make_draft, make_piece, make_piece_in, make_staff
from tests.submissions.manuscripts.making import pandoc
from tests.submissions.views.walk import newest_code, newest_link

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True, serialized_rollback=True)]

MANUSCRIPTS = {
    "en": "# A Bridge Nobody Crosses\n\nBy Bahar Mehr\n\nThe crossing opened again, and nobody came.\n\n"
    "In the first week the ferryman counted eleven lorries.[^1]\n\nIn the second week he counted four.\n\n"
    "[^1]: So he told us.",
    "fa": "# دفترچهٔ برق\n\nنویسنده: نسرین آبشار\n\nخانه‌ای که حساب برق خود را می‌نویسد، کم‌تر در تاریکی می‌ماند.\n\n"
    "در کوچهٔ ما هفت خانه یک دفترچه دارند.[^1]\n\nپس از یک ماه آن‌چه شکایت بود، جدول شد.\n\n[^1]: از بهار تا پاییز.",
}
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def press(page: Page, action: str) -> None:
    page.locator(f"main button[name=action][value={action}]:visible:not([aria-hidden])").first.click()


def check_page(page: Page) -> None:
    """Load the page anew, as a phone does with a tab it dropped: it fits the screen, and axe finds nothing."""
    page.wait_for_load_state()
    page.goto(page.url)
    folded = page.locator("main details:not([open]) > summary")
    while folded.count():
        folded.first.click()
    assert (page.evaluate(TOO_WIDE), axe_findings(page)) == (0, [])


@pytest.mark.parametrize(
    ("language", "title"),
    [("en", "A Bridge Nobody Crosses"), ("fa", "دفترچهٔ برق")],
)
def test_author_sends_a_file_from_a_phone(page_factory, language, title):
    page = page_factory(width=390, language=language)
    page.goto(f"/{language}/submit/")
    check_page(page)
    content = pandoc(MANUSCRIPTS[language], "docx")
    page.set_input_files("[name=file]", {"name": "piece.docx", "mimeType": DOCX, "buffer": content})
    press(page, "next")
    check_page(page)
    assert "piece.docx" in page.locator(".filename").text_content()
    assert page.input_value("[name=title]") == title
    press(page, "next")
    assert page.locator("[role=alert] a").count() > 0
    assert axe_findings(page) == []
    page.fill("[name=email]", "bahar@example.org")
    page.fill("[name=bio]", "Bahar Mehr is a writer.")
    page.fill("[name=public_name]", "Bahar Mehr")
    page.check("[name=is_agreed]")
    press(page, "next")
    assert page.url.endswith(f"/{language}/submit/preview/")
    check_page(page)
    assert page.locator(f"article[lang={language}]").count() == 1
    press(page, "send")
    check_page(page)
    page.fill("[name=code]", newest_code())
    press(page, "enter")
    piece = Submission.objects.get()
    assert page.url.endswith(f"/{language}/my/{piece.reference}/")
    assert page.get_by_text(piece.reference).first.is_visible()
    check_page(page)
    assert (piece.language, piece.letter_language, Draft.objects.count()) == (language, language, 0)


def test_author_goes_on_with_the_draft_on_another_device(page_factory):
    phone = page_factory(width=390, js=False)
    phone.goto("/en/submit/")
    phone.fill("[name=text]", "First paragraph of a text.\n\nSecond paragraph of it.")
    press(phone, "later")
    phone.fill("[name=email]", "bahar@example.org")
    phone.locator("main form:has([name=email]) button").click()
    desktop = page_factory(js=False)
    desktop.goto(newest_link("draft-link"))
    desktop.get_by_role("button", name="Open the draft here").click()
    assert desktop.url.endswith("/en/submit/details/")
    desktop.goto("/en/submit/")
    assert desktop.input_value("[name=text]").startswith("First paragraph of a text.")


def test_author_double_clicks_every_button_and_sends_one_piece(page_factory):
    page = page_factory(width=390, js=False)
    page.goto("/en/submit/")
    page.fill("[name=text]", "First paragraph of a text.\n\nSecond paragraph of it.")

    def twice(action: str, leads_to: str) -> None:
        page.locator(f"main button[name=action][value={action}]:visible:not([aria-hidden])").first.dblclick()
        expect(page).to_have_url(re.compile(leads_to))
        page.wait_for_load_state()

    twice("next", "/submit/details/$")
    page.fill("[name=title]", "A Title")
    page.fill("[name=public_name]", "Bahar Mehr")
    page.fill("[name=bio]", "A writer.")
    page.fill("[name=email]", "bahar@example.org")
    page.check("[name=is_agreed]")
    twice("next", "/submit/preview/$")
    twice("send", "/en/code/$")
    assert OutgoingEmail.objects.filter(kind="code").count() == 1
    page.fill("[name=code]", newest_code())
    twice("enter", "/en/my/AISS-[0-9-]+/$")
    assert page.get_by_text("Your piece has arrived.").count() == 1
    assert Submission.objects.count() == 1


PIECES: dict[str, Callable[[Submission], list[str]]] = {
    "changes_requested": lambda piece: ["", "answer/", "withdraw/", "versions/1/"],
    "proof_sent": lambda piece: ["", "proof/", "proof/changes/"],
    "published": lambda piece: ["", "take-down/", "name/"],
}


@pytest.mark.parametrize(("width", "language"), [(390, "en"), (390, "fa"), (1280, "ps")])
@pytest.mark.parametrize("status", PIECES)
def test_author_pages_are_sound_for_everybody(page_factory, width, language, status):
    chief = make_staff("chief_editor")
    author = make_author("bahar@example.org")
    piece = make_piece_in(status, handler=chief, author=author)
    make_draft(email=author.email)
    page = page_factory(width=width, language=language)
    page.goto(f"/{language}/sign-in/?next=/{language}/my/")
    check_page(page)
    page.fill("[name=email]", author.email)
    page.locator("main form:has([name=email]) button").click()
    check_page(page)
    page.fill("[name=code]", newest_code())
    page.locator("main form:has([name=code]) button").click()
    assert page.url.endswith(f"/{language}/my/")
    check_page(page)
    for path in PIECES[status](piece):
        page.goto(f"/{language}/my/{piece.reference}/{path}")
        check_page(page)


def test_coauthor_page_is_sound_for_everybody(page_factory):
    person = {"public_name": "Nur Ahmad", "role_line": "Researcher", "bio": "", "address": "nur@example.org"}
    make_piece(make_author("bahar@example.org"), coauthors=[person])
    page = page_factory(width=390)
    page.goto(newest_link("name-to-confirm"))
    check_page(page)
    page.locator("main form button[type=submit]").last.click()
    assert axe_findings(page) == []
