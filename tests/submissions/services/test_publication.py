"""From the approved proof to the page, now or by the clock; nothing else is ever printed."""

import datetime

import pytest
from django.utils import timezone

from aiss.accounts.models import User
from aiss.mail.models import OutgoingEmail
from publishing.models import Article, SiteText
from submissions.models import ProofState, Submission
from submissions.services import editing, profiles, proofing, publication
from submissions.services.door import DoorRefused
from submissions.services.moving import StalePage
from submissions.services.publication import DateInThePast, NotCleared
from submissions.services.versions import Text
from submissions.workflow import Status
from tests.factories import make_piece_in, make_staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def chief():
    return make_staff("chief_editor")


def _scheduled(chief, **ago):
    piece = make_piece_in("scheduled", handler=chief)
    Submission.objects.filter(pk=piece.pk).update(publish_at=timezone.now() - datetime.timedelta(**ago))
    return piece


def test_publish_prints_what_the_proof_froze_not_what_changed_since(chief):
    piece = make_piece_in("approved", handler=chief)
    piece.contributors.update(public_name="Somebody Else")
    publication.publish(piece, actor=chief, override_reason="It is the approved proof that counts.")
    assert [byline.name for byline in piece.article.bylines.all()] == ["Bahar Mehr"]


def test_publish_tampered_proof_is_refused(chief):
    piece = make_piece_in("approved", handler=chief)
    proof = piece.live_proof
    proof.content["title"] = "Another Title"
    proof.save()
    with pytest.raises(NotCleared):
        publication.publish(piece, actor=chief)
    assert not Article.objects.exists()


def test_publish_without_disclaimer_is_refused(chief):
    piece = make_piece_in("approved", handler=chief)
    SiteText.objects.filter(language="en").update(disclaimer="")
    with pytest.raises(DoorRefused, match="Under “Words of the site”, write first: disclaimer"):
        publication.publish(piece, actor=chief)
    piece.refresh_from_db()
    assert (piece.status, Article.objects.count()) == (Status.APPROVED, 0)


def test_publish_due_takes_what_is_due_and_leaves_the_rest(chief):
    due = _scheduled(chief, minutes=1)
    later = make_piece_in("scheduled", handler=chief)
    assert publication.publish_due() == [due.reference]
    due.refresh_from_db()
    later.refresh_from_db()
    assert (due.status, later.status) == (Status.PUBLISHED, Status.SCHEDULED)
    event = due.events.last()
    assert (event.action, event.actor.public_id) == ("publish", "system")
    assert OutgoingEmail.objects.filter(kind="published").count() == 1


def test_publish_due_twice_publishes_once(chief):
    _scheduled(chief, days=3)
    assert len(publication.publish_due()) == 1
    assert publication.publish_due() == []
    assert Article.objects.count() == 1


def test_publish_due_refused_goes_back_with_a_letter_and_the_others_go_on(chief):
    stuck, fine = _scheduled(chief, minutes=9), _scheduled(chief, minutes=2)
    proof = stuck.live_proof
    proof.content["title"] = "Changed"
    proof.save()
    assert publication.publish_due() == [fine.reference]
    stuck.refresh_from_db()
    assert (stuck.status, stuck.publish_at) == (Status.APPROVED, None)
    letter = OutgoingEmail.objects.get(kind="publication-refused")
    assert "There is no approved proof." in letter.text


def test_publish_if_due_leaves_a_piece_alone_that_was_given_a_later_time_meanwhile(chief):
    piece = _scheduled(chief, minutes=1)
    later = timezone.now() + datetime.timedelta(days=1)
    Submission.objects.filter(pk=piece.pk).update(publish_at=later)
    events = piece.events.count()
    with pytest.raises(StalePage):
        publication.publish_if_due(piece, actor=User.objects.system())
    piece.refresh_from_db()
    assert (piece.status, piece.publish_at, piece.article, piece.events.count()) == (
        Status.SCHEDULED,
        later,
        None,
        events,
    )


def test_schedule_in_the_past_is_refused(chief):
    piece = make_piece_in("approved", handler=chief)
    with pytest.raises(DateInThePast):
        publication.schedule(piece, actor=chief, publish_at=timezone.now())


def test_recall_takes_the_date_and_the_approval_away(chief):
    piece = make_piece_in("scheduled", handler=chief)
    proof = piece.live_proof
    proofing.recall_proof(piece, actor=chief, reason="A number was wrong.")
    proof.refresh_from_db()
    assert (piece.status, piece.publish_at, proof.state) == (Status.ACCEPTED, None, ProofState.RECALLED)
    with pytest.raises(NotCleared):
        publication._cleared_content(piece)


def test_approve_another_digest_is_refused(chief):
    piece = make_piece_in("proof_sent", handler=chief)
    with pytest.raises(proofing.ProofChanged):
        proofing.approve_proof(piece, actor=piece.author, digest="0" * 64)
    piece.refresh_from_db()
    assert (piece.status, piece.live_proof.state) == (Status.PROOF_SENT, ProofState.SENT)


def test_proof_waits_for_the_coauthors_name(chief):
    piece = make_piece_in("accepted", handler=chief, coauthors=[{"public_name": "Ali", "address": "ali@example.org"}])
    with pytest.raises(proofing.NamesUnconfirmed):
        proofing.send_proof(piece, actor=chief)
    letter = OutgoingEmail.objects.get(kind="name-to-confirm")
    link = next(word for word in letter.text.split() if "/names/" in word)
    token = link.rstrip("/").rsplit("/", 1)[1]
    for _ in range(2):
        proofing.confirm_name(token=token)
    assert piece.events.filter(action="name_confirmed").count() == 1
    proofing.send_proof(piece, actor=chief)
    assert piece.status == Status.PROOF_SENT


def test_stale_version_is_not_overwritten(chief):
    piece = make_piece_in("accepted", handler=chief)
    first = Text(title="First", standfirst="", body="<p>First.</p>")
    editing.save_version(piece, first, actor=chief, based_on=1)
    with pytest.raises(editing.StaleVersion) as refusal:
        editing.save_version(piece, Text(title="T", standfirst="", body="<p>S.</p>"), actor=chief, based_on=1)
    assert refusal.value.newest.number == 2
    assert piece.versions.count() == 2


def test_same_text_is_not_saved_again(chief):
    piece = make_piece_in("accepted", handler=chief)
    version = piece.current_version
    text = Text(title=version.title, standfirst=version.standfirst, body=version.body)
    with pytest.raises(editing.NothingChanged):
        editing.save_version(piece, text, actor=chief, based_on=1)


def test_proof_gives_a_new_profile_and_the_page_of_the_author_lists_the_piece(chief, client):
    piece = make_piece_in("accepted", handler=chief)
    person = piece.contributors.get()
    proofing.send_proof(piece, actor=chief, profiles={person.pk: None})
    proofing.approve_proof(piece, actor=piece.author, digest=piece.live_proof.digest)
    publication.publish(piece, actor=chief)
    author = piece.article.bylines.get().author
    assert "A Bridge Nobody Crosses" in client.get(f"/en/authors/{author.slug}/").content.decode()


def test_proof_joins_no_profile_that_stands_under_another_name(chief):
    first = make_piece_in("accepted", handler=chief)
    proofing.send_proof(first, actor=chief, profiles={first.contributors.get().pk: None})
    other = make_piece_in("accepted", handler=chief, author=first.author, public_name="A Pen Name")
    profile = first.contributors.get().profile
    with pytest.raises(profiles.ProfileOfAnother):
        proofing.send_proof(other, actor=chief, profiles={other.contributors.get().pk: profile.pk})
    same = make_piece_in("accepted", handler=chief, author=first.author)
    proofing.send_proof(same, actor=chief, profiles={same.contributors.get().pk: profile.pk})
    assert same.contributors.get().profile == profile
