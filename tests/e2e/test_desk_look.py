"""How the desk looks: usable at 390 px, right to left, in the dark; axe finds nothing, the content policy holds."""

import datetime

import pytest
from django.utils import timezone

from submissions.models import Call, Submission
from submissions.services import aftercare, deciding
from tests.e2e.accessibility import axe_findings
from tests.e2e.people import Editor
from tests.factories import make_piece, make_piece_in, make_staff

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True, serialized_rollback=True)]

QUEUE = "/admin/submissions/submission/"
SMALLEST_TARGET = 24  # CSS pixels, WCAG 2.2 AA
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
TARGETS = """() => [...document.querySelectorAll("#content :is(a, button, select, input:not([type=hidden]))")]
    .filter((target) => target.checkVisibility() && !target.closest("p, dd, .article, .rich-text"))
    .map((target) => [target.outerHTML.slice(0, 120), target.getBoundingClientRect()])
    .filter(([html, box]) => Math.min(box.width, box.height) < %d)
    .map(([html, box]) => `${box.width} × ${box.height} ${html}`)"""


@pytest.fixture
def pages(db):
    """Return the addresses of one page of each sort, with a piece in the state that it is about."""
    chief = make_staff("chief_editor", email="chief@example.org", display_name="Parwin")
    make_staff("editor", display_name="Karim")
    make_piece(coauthors=[{"public_name": "Rahim Noor", "address": "rahim@example.org"}])
    review = make_piece_in("in_review", handler=chief, note_to_editor="I can shorten it.")
    Submission.objects.filter(pk=review.pk).update(due_on=timezone.localdate() - datetime.timedelta(days=2))
    accepted = make_piece_in("accepted", handler=chief)
    approved = make_piece_in("approved", handler=chief, body='<p>See <a href="https://example.org/">this</a>.</p>')
    Call.objects.create(code="water", title_en="Water", text_en="Rivers.", opens_on=timezone.localdate())
    scheduled = make_piece_in("scheduled", handler=chief)
    published = make_piece_in("published", handler=chief)
    aftercare.ask_takedown(published, actor=published.author, message="I am not safe.")
    persian = make_piece_in("in_review", handler=chief, piece_language="fa", letter_language="fa", title="هلمند")
    deciding.request_changes(persian, actor=chief, message="لطفاً کوتاه‌تر بنویسید.")
    return [
        "/admin/",
        f"{QUEUE}?show=all",
        f"{QUEUE}?show=all&language=fa",
        f"{QUEUE}add/",
        f"{QUEUE}{review.pk}/",
        f"{QUEUE}{review.pk}/request-changes/",
        f"{QUEUE}{review.pk}/decline/",
        f"{QUEUE}{review.pk}/edit/",
        f"{QUEUE}{review.pk}/edit-details/",
        f"{QUEUE}{review.pk}/differences/",
        f"{QUEUE}{accepted.pk}/send-proof/",
        f"{QUEUE}{approved.pk}/",
        f"{QUEUE}{approved.pk}/schedule/",
        f"{QUEUE}{scheduled.pk}/reschedule/",
        f"{QUEUE}{persian.pk}/move-due/",
        f"{QUEUE}calendar/",
        f"{QUEUE}figures/",
        f"{QUEUE}{published.pk}/",
        f"{QUEUE}{published.pk}/correct/",
        f"{QUEUE}{published.pk}/identity/",
        f"{QUEUE}{persian.pk}/",
        f"{QUEUE}{persian.pk}/resubmit/",
        "/admin/accounts/user/",
        "/admin/accounts/user/add/",
        "/admin/submissions/kind/",
        f"/admin/submissions/kind/{review.kind_id}/change/",
        f"/admin/submissions/kind/{review.kind_id}/checklist/",
        f"/admin/submissions/kind/{review.kind_id}/questions/",
        "/admin/submissions/call/",
        "/admin/submissions/call/add/",
        "/admin/submissions/licencetext/",
        "/admin/submissions/licencetext/add/?language=fa",
        "/admin/mail/lettertext/",
        "/admin/mail/lettertext/changes-requested/fa/",
    ]


@pytest.mark.parametrize(
    ("width", "language", "scheme"),
    [(1280, "en", "light"), (390, "en", "dark"), (390, "fa", "light")],
)
def test_desk_is_whole_in_every_shape(page_factory, pages, width, language, scheme):
    chief = Submission.objects.exclude(handler=None).first().handler
    chief.language = language
    chief.save(update_fields=["language"])
    page = Editor(page_factory(width=width, language=language, color_scheme=scheme), "chief@example.org").page
    found = {}
    for place in pages:
        page.goto(place)
        assert page.locator("html").get_attribute("dir") == ("rtl" if language == "fa" else "ltr")
        faults = [*axe_findings(page), *page.evaluate(TARGETS % SMALLEST_TARGET)]
        if page.evaluate(SIDEWAYS):
            faults.append("scrolls sideways")
        if faults:
            found[place] = faults
    assert found == {}


def test_queue_rows_are_cards_on_a_phone_and_the_whole_card_opens_the_piece(page_factory, pages):
    page = Editor(page_factory(width=390), "chief@example.org").page
    page.goto(f"{QUEUE}?show=overdue")
    row = page.locator(".pieces tbody tr").first
    for words in ("AISS-", "With an editor", "Editor: Parwin", "Waiting:", "overdue", "Next: Read and decide"):
        assert words in row.inner_text()
    row.click(position={"x": 200, "y": 90})
    assert page.url.endswith(pages[4])
