"""An editor's whole way with one piece: claim, read, compare, ask, get a review, decide, edit, proof, schedule."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from aiss.mail.models import OutgoingEmail, State
from submissions.models import Submission
from submissions.services import publication
from submissions.workflow import Status
from tests.e2e.people import Author, Editor, deliver
from tests.e2e.test_story import ENGLISH, PERSIAN
from tests.factories import make_staff
from tests.submissions.views.walk import newest_link

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True, serialized_rollback=True)]

QUEUE = "/admin/submissions/submission/"
WORDS = {
    "en": {
        "text": ENGLISH,
        "added": " It would take one week.",
        "polished": " Not a day longer.",
        "question": "Who told you the number of lorries?",
        "answer": "The ferryman himself, who counts them.",
        "comment": "Say whose paper it was.",
        "confidential": "I know this ferry well.",
        "note": "Let us run this before the winter.",
    },
    "fa": {
        "text": PERSIAN,
        "added": " یک هفته بس است.",
        "polished": " نه یک روز بیشتر.",
        "question": "شمار خانه‌ها را از که دارید؟",
        "answer": "خودم آن‌ها را شمرده‌ام.",
        "comment": "لطفاً بگویید کدام اداره.",
        "confidential": "این کوچه را خوب می‌شناسم.",
        "note": "پیش از زمستان نشرش کنیم.",
    },
}


class Walk:
    """One editor, one author and one reviewer, each in a browser of their own, around one piece."""

    def __init__(self, page_factory, language: str) -> None:
        make_staff("chief_editor", email="chief@example.org", display_name="Parwin", language=language)
        self.language, self.words = language, WORDS[language]
        self.author = Author(page_factory(width=390, js=False, language=language), language)
        self.editor = Editor(page_factory(language=language), "chief@example.org")
        self.reviewer = page_factory(width=390, js=False, language=language)
        self.reference = self.author.send(self.words["text"], email="author@example.org")
        self.piece = Submission.objects.get(reference=self.reference)

    @property
    def desk(self):
        return self.editor.page

    def status(self) -> str:
        self.piece.refresh_from_db()
        return self.piece.status

    def press(self, selector: str) -> None:
        self.desk.locator(selector).first.click()


@pytest.mark.parametrize("language", ["en", "fa"])
def test_path_from_the_queue_to_the_date(page_factory, settings, language):
    settings.DECISION_GRACE_MINUTES = 5
    walk = Walk(page_factory, language)
    _claim_and_read(walk)
    _ask(walk)
    _get_a_review(walk)
    _decide_twice(walk)
    _edit_and_prove(walk)
    _schedule(walk)
    expect(walk.desk.locator("html")).to_have_attribute("dir", "rtl" if language == "fa" else "ltr")


def _claim_and_read(walk: Walk) -> None:
    walk.desk.goto("/admin/")
    walk.desk.get_by_role("link", name=walk.piece.title).first.click()
    expect(walk.desk.locator("#text")).to_contain_text(walk.words["text"].split("\n\n")[-2])
    walk.press("form[action$='/claim/'] button")
    walk.editor.rewrite(walk.reference, walk.words["added"])
    expect(walk.desk.locator("ins").last).to_contain_text(walk.words["added"].split()[-1])
    assert walk.status() == Status.IN_REVIEW


def _ask(walk: Walk) -> None:
    walk.editor.open(walk.reference)
    walk.desk.fill("#conversation textarea", walk.words["question"])
    walk.press("#conversation .talk-form button[type=submit]")
    expect(walk.desk.locator("#conversation .talk-ours").last).to_contain_text(walk.words["question"])
    walk.desk.fill("#notes textarea", walk.words["note"])
    walk.press("#notes button[type=submit]")
    expect(walk.desk.locator("#notes")).to_contain_text(walk.words["note"])
    page = walk.author.page
    page.goto(f"/{walk.language}/my/{walk.reference}/")
    expect(page.locator("main")).to_contain_text(walk.words["question"])
    page.locator("main a[href$='/write/'], main form textarea").first.click()
    page.fill("main textarea", walk.words["answer"])
    page.locator("main form:has(textarea) button[type=submit]").first.click()
    assert walk.words["note"] not in page.content()
    walk.editor.open(walk.reference)
    expect(walk.desk.locator("#conversation .talk-theirs").last).to_contain_text(walk.words["answer"])


def _get_a_review(walk: Walk) -> None:
    walk.press("#reviews a[href$='/reviews/ask/']")
    walk.desk.fill("[name=name]", "Murtaza Kuhdaman")
    walk.desk.fill("[name=address]", "reviewer@example.org")
    walk.press("form.move-form .buttons [type=submit]")
    page = walk.reviewer
    page.goto(newest_link("review-invitation"))
    assert walk.piece.public_name not in page.content()
    page.click("button[value=agree]")
    page.goto(newest_link("review-agreed"))
    assert walk.piece.public_name not in page.content()
    for box in page.locator("main textarea").all():
        box.fill(walk.words["comment"])
    page.fill("[name=for_desk]", walk.words["confidential"])
    page.select_option("[name=recommendation]", "minor")
    page.click("button[value=send]")
    walk.editor.open(walk.reference)
    walk.press("#reviews a[href$='/reviews/']")
    expect(walk.desk.locator("#content")).to_contain_text(walk.words["confidential"])


def _decide_twice(walk: Walk) -> None:
    """Accept with a reviewer's comment in the letter, take it back, and accept again."""
    for attempt in (1, 2):
        walk.editor.open(walk.reference)
        walk.press("a[href$='/accept/']")
        walk.desk.locator(".review-comments input[type=checkbox]").last.check()
        walk.press("button[name=insert]")
        expect(walk.desk.locator("[name=letter]")).to_have_value(re.compile(re.escape(walk.words["comment"])))
        walk.press("form.move-form .buttons [type=submit]:not([name=insert]):not([name=preview])")
        assert walk.status() == Status.ACCEPTED
        deliver()
        letter = OutgoingEmail.objects.filter(kind="acceptance").latest("pk")
        assert (letter.state, walk.words["comment"] in letter.text) == (State.WAITING, True)
        assert walk.words["confidential"] not in letter.text
        if attempt == 1:
            walk.press("form[action$='/take-back/'] button")
            assert walk.status() == Status.IN_REVIEW
            letter.refresh_from_db()
            assert letter.state == State.CANCELLED
    page = walk.author.page
    page.goto(f"/{walk.language}/my/{walk.reference}/")
    assert Submission.objects.get().status_shown == Status.IN_REVIEW


def _edit_and_prove(walk: Walk) -> None:
    walk.editor.rewrite(walk.reference, walk.words["polished"])
    expect(walk.desk.locator("ins").last).to_contain_text(walk.words["polished"].split()[-1])
    deliver()
    assert OutgoingEmail.objects.filter(kind="acceptance").latest("pk").state == State.SENT
    walk.editor.move(walk.reference, "send-proof")
    assert walk.status() == Status.PROOF_SENT
    walk.author.approve(walk.reference)
    assert walk.status() == Status.APPROVED


def _schedule(walk: Walk) -> None:
    walk.editor.open(walk.reference)
    walk.press("a[href$='/schedule/']")
    walk.press("form.move-form .buttons [type=submit]:not([name=preview])")
    assert walk.status() == Status.SCHEDULED
    walk.desk.goto(f"{QUEUE}calendar/")
    expect(walk.desk.locator("#content")).to_contain_text(walk.piece.title)
    Submission.objects.update(publish_at=timezone.now())
    assert publication.publish_due() == [walk.reference]
    walk.piece.refresh_from_db()
    walk.author.page.goto(f"/{walk.language}/my/{walk.reference}/")
    walk.author.page.locator("a.btn-primary[href*='/articles/'], a.btn-primary").first.click()
    expect(walk.author.page.locator("article").first).to_contain_text(walk.words["polished"].split()[-1])
