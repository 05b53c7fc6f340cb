"""From the proof to the page: what is shown, waited for, and set by the institute's clock."""

import datetime

import pytest
from django.utils import timezone

from aiss.mail.models import OutgoingEmail
from submissions.models import Contributor
from submissions.services import proofing
from tests.factories import make_piece_in
from tests.submissions.admin.conftest import address, post

TOMORROW = timezone.localdate() + datetime.timedelta(days=1)


def with_coauthor(piece, email="rahim@example.org"):
    return Contributor.objects.create(submission=piece, position=2, public_name="Rahim Noor", address=email)


def schedule(client, piece, day, hour):
    return post(client, piece, "schedule", publish_at_0=day, publish_at_1=hour)


def test_proof_page_shows_exactly_what_will_be_printed(desk, editor):
    piece = make_piece_in("accepted", handler=editor)
    page = desk["editor"].get(address(piece, "send_proof")).content.decode()
    version = piece.current_version
    for words in (
        version.title,
        version.standfirst,
        "is a writer.",
        "does not reflect the official opinion",
    ):
        assert words in page
    assert address(piece, "preview") in page


def test_preview_is_kept_by_nobody_and_found_by_nobody(desk, editor):
    piece = make_piece_in("accepted", handler=editor)
    response = desk["editor"].get(address(piece, "preview"))
    assert "no-store" in response["Cache-Control"]
    assert response["X-Robots-Tag"] == "noindex"


def test_proof_waits_for_names_unless_a_reason_is_given(desk, editor):
    piece = make_piece_in("accepted", handler=editor)
    with_coauthor(piece)
    due_on = TOMORROW.isoformat()
    refused = post(desk["editor"], piece, "send_proof", due_on=due_on)
    assert refused.status_code == 409
    assert "A co-author has not confirmed the printed name yet." in refused.content.decode()
    post(desk["editor"], piece, "send_proof", due_on=due_on, unconfirmed_reason="She agreed by telephone.")
    piece.refresh_from_db()
    assert (piece.status, piece.live_proof.due_on) == ("proof_sent", TOMORROW)


def test_proof_letter_can_ask_a_coauthor_again(desk, editor):
    piece = make_piece_in("accepted", handler=editor)
    person = with_coauthor(piece)
    place = address(piece, "ask_name", person.pk)
    assert place in desk["editor"].get(address(piece, "send_proof")).content.decode()
    seen = desk["editor"].get(place).context["seen"]
    for _ in range(2):
        assert desk["editor"].post(place, {"seen": seen}).status_code == 302
    assert OutgoingEmail.objects.filter(kind="name-to-confirm").count() == 1


def test_proof_letter_to_a_coauthor_without_an_address_is_refused_in_words(desk, editor):
    piece = make_piece_in("accepted", handler=editor)
    place = address(piece, "ask_name", with_coauthor(piece, email="").pk)
    response = desk["editor"].post(place, {"seen": desk["editor"].get(place).context["seen"]})
    assert response.status_code == 409
    assert "has no address of this co-author" in response.content.decode()


def test_recall_and_waive_need_their_reasons(desk, chief):
    piece = make_piece_in("proof_sent", handler=chief)
    for move in ("recall_proof", "waive_proof"):
        assert post(desk["chief"], piece, move).context["form"].errors.keys() == {"reason"}
    post(desk["chief"], piece, "waive_proof", reason="The author agreed by telephone.")
    piece.refresh_from_db()
    assert piece.status == "approved"
    post(desk["chief"], piece, "recall_proof", reason="A name was wrong.")
    piece.refresh_from_db()
    assert piece.status == "accepted"


def test_schedule_reads_the_hour_by_the_institutes_clock(desk, editor):
    piece = make_piece_in("approved", handler=editor)
    page = desk["editor"].get(address(piece, "schedule")).content.decode()
    assert "Asia/Kabul" in page
    schedule(desk["editor"], piece, TOMORROW.isoformat(), "08:30")
    piece.refresh_from_db()
    assert piece.publish_at == datetime.datetime.combine(TOMORROW, datetime.time(4, 0), tzinfo=datetime.UTC)
    assert "08:30 (Asia/Kabul)" in OutgoingEmail.objects.get(kind="scheduled").text


@pytest.mark.parametrize(
    ("day", "hour", "sentence"),
    [
        ("2027-03-28", "02:30", "this hour does not exist on that day"),
        ("2027-10-31", "02:30", "so that it comes twice"),
    ],
)
def test_schedule_refuses_hours_that_the_clocks_skip_or_repeat(desk, editor, settings, day, hour, sentence):
    piece = make_piece_in("approved", handler=editor)
    settings.INSTITUTE_TIME_ZONE = "Europe/Berlin"
    response = schedule(desk["editor"], piece, day, hour)
    piece.refresh_from_db()
    assert (response.status_code, piece.status) == (200, "approved")
    assert sentence in response.content.decode()


def test_schedule_refuses_the_past_and_keeps_what_was_typed(desk, editor):
    piece = make_piece_in("approved", handler=editor)
    response = schedule(desk["editor"], piece, "2020-01-01", "10:00")
    assert response.status_code == 409
    assert "This time is in the past." in response.content.decode()
    assert 'value="2020-01-01"' in response.content.decode()


def test_unschedule_keeps_the_approval(desk, editor):
    piece = make_piece_in("scheduled", handler=editor)
    post(desk["editor"], piece, "unschedule")
    piece.refresh_from_db()
    assert (piece.status, piece.publish_at, piece.live_proof.state) == ("approved", None, "approved")


def test_publish_leads_to_the_article(desk, editor):
    piece = make_piece_in("approved", handler=editor)
    post(desk["editor"], piece, "publish")
    piece.refresh_from_db()
    page = desk["editor"].get(address(piece)).content.decode()
    assert piece.status == "published"
    assert f'href="/en/articles/{piece.article.slug}/"' in page


def test_publish_is_refused_in_words_where_the_site_lacks_its_texts(desk, editor):
    piece = make_piece_in("approved", handler=editor)
    piece.proofs.update(digest="0" * 64)
    response = post(desk["editor"], piece, "publish")
    assert response.status_code == 409
    assert "There is no approved proof." in response.content.decode()


def test_proof_is_shown_as_it_was_frozen(desk, editor):
    piece = make_piece_in("proof_sent", handler=editor)
    proof = piece.live_proof
    proofing.recall_proof(piece, actor=editor, reason="A new title.")
    piece.versions.update(title="Changed Behind the Proof")
    page = desk["editor"].get(address(piece, "proof", proof.pk)).content.decode()
    assert "A Bridge Nobody Crosses" in page
    assert "Changed Behind the Proof" not in page
