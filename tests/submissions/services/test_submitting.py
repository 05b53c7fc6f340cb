"""How a piece comes in: whole or not at all, once, with the letters it owes."""

import pytest
from django.conf import settings

from aiss.mail.models import OutgoingEmail
from submissions.models import Contributor, Declaration, Draft, Identity, Submission
from submissions.services import confirming, drafting, submitting
from submissions.services.drafting import DraftLost
from submissions.services.moving import Mailed, NotAllowed
from submissions.services.submitting import DraftIncomplete
from submissions.workflow import Status, Who
from tests.factories import make_author, make_draft, make_piece, make_staff

pytestmark = pytest.mark.django_db


def _letters():
    return sorted(OutgoingEmail.objects.values_list("kind", "language"))


def test_submit_draft_becomes_piece_with_people_and_first_version():
    author = make_author("bahar@example.org")
    make_staff("editor")
    draft = make_draft(email="bahar@example.org", coauthors=[{"public_name": "Ali Sina", "address": "ali@example.org"}])
    piece = submitting.submit(draft, author=author)
    assert (piece.status, piece.title, piece.public_name) == (Status.SUBMITTED, "A Bridge Nobody Crosses", "Bahar Mehr")
    assert list(piece.contributors.values_list("position", "public_name", "is_submitting")) == [
        (1, "Bahar Mehr", True),
        (2, "Ali Sina", False),
    ]
    version = piece.versions.get()
    assert (version.number, version.words, version.arrival) == (1, 17, "form")
    assert Declaration.objects.get(submission=piece).licence.version == 1
    assert _letters() == [("name-to-confirm", "en"), ("new-piece", "en"), ("receipt", "en")]
    assert not Draft.objects.exists()


def test_submit_twice_makes_one_piece():
    author = make_author()
    draft = make_draft(email=author.email)
    submitting.submit(draft, author=author)
    with pytest.raises(DraftLost):
        submitting.submit(draft, author=author)
    assert Submission.objects.count() == 1


def test_submit_incomplete_draft_is_refused_and_kept():
    draft = make_draft(title="", bio="")
    with pytest.raises(DraftIncomplete) as refusal:
        submitting.submit(draft, author=make_author())
    assert refusal.value.names == ["title", "bio"]
    assert Draft.objects.filter(pk=draft.pk).exists()
    assert not Submission.objects.exists()


def test_references_count_up_within_the_year():
    numbers = [make_piece().reference.rsplit("-", 1)[1] for _ in range(3)]
    assert numbers == ["0001", "0002", "0003"]


def test_submit_pen_name_keeps_legal_name_apart_and_sealed():
    author = make_author()
    draft = make_draft(email=author.email, is_pen_name=True, legal_name="Zarmina Qaderi", pen_name_reason="Family")
    piece = submitting.submit(draft, author=author)
    assert Identity.objects.get(contributor__submission=piece).legal_name == "Zarmina Qaderi"
    assert "Zarmina" not in str(Contributor.objects.filter(submission=piece).values())


def test_file_kept_as_sent_is_marked_for_the_desk():
    author = make_author()
    draft = make_draft(email=author.email, body="", is_kept_as_sent=True)
    piece = submitting.submit(draft, author=author)
    assert piece.needs_typing
    assert piece.versions.get().words == 0


def test_enter_received_author_gets_receipt_and_page():
    editor = make_staff("editor")
    piece = submitting.enter_received(
        actor=editor,
        address="New.Author@Example.org",
        fields={"title": "By Mail", "public_name": "Nur", "body": "<p>One two.</p>", "letter_language": "fa"},
        sent_file=None,
        mailed=Mailed(text="Please find my piece attached."),
    )
    assert (piece.came_by_mail, piece.author.email, piece.letter_language) == (True, "new.author@example.org", "fa")
    event = piece.events.get()
    assert (event.as_who, event.texts.get().text) == (Who.BY_MAIL, "Please find my piece attached.")
    assert ("receipt", "fa") in _letters()


def test_enter_received_by_an_author_is_refused():
    with pytest.raises(NotAllowed):
        submitting.enter_received(
            actor=make_author(), address="a@example.org", fields={}, sent_file=None, mailed=Mailed()
        )


def test_drafts_untouched_for_long_are_forgotten(time_machine):
    kept, old = make_draft(), make_draft()
    Draft.objects.filter(pk=old.pk).update(changed_at="2026-01-01T00:00:00Z")
    Draft.objects.filter(pk=kept.pk).update(changed_at="2026-02-01T00:00:00Z")
    time_machine.move_to("2026-02-05T00:00:00Z")
    assert settings.DRAFT_DAYS == 30
    assert drafting.forget_old() == 1
    assert Draft.objects.get() == kept


def test_draft_link_opens_the_draft_elsewhere_and_ends_the_old_token(django_capture_on_commit_callbacks):
    draft, token = drafting.start(language="en")
    drafting.change(draft, email="somebody@example.org", title="Half a Thought")
    confirming.send_link(draft, network="n")
    letter = OutgoingEmail.objects.get(kind="draft-link")
    link = next(word for word in letter.text.split() if "/submit/link/" in word)
    fresh = confirming.open_link(link.rstrip("/").rsplit("/", 1)[1])
    assert drafting.find(fresh).fields["title"] == "Half a Thought"
    assert drafting.find(token) is None


def test_draft_fields_are_sealed_in_the_table():
    draft = make_draft(title="Findable Title")
    raw = Draft.objects.raw("select id, hex(fields) as raw from submissions_draft")[0] if _is_sqlite() else None
    assert draft.fields["title"] == "Findable Title"
    if raw is not None:
        assert b"Findable".hex().upper() not in raw.raw


def _is_sqlite():
    return settings.DATABASES["default"]["ENGINE"].endswith("sqlite3")
