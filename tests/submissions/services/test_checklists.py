"""What a checklist sees by itself, what people tick, and how it holds publication."""

import datetime

import pytest
from django.utils import timezone

from aiss.mail.models import OutgoingEmail
from publishing.models import Article, SiteText
from submissions.models import Check, ChecklistItem, ChecklistTick, Kind, Submission
from submissions.services import checklists, editing, proofing, publication
from submissions.services.checklists import ChecklistOpen, How, NewerVersion, NotForTicking, OverrideNotAllowed
from submissions.services.moving import NotAllowed
from submissions.services.versions import Text
from submissions.workflow import Status, Who
from tests.factories import make_author, make_piece, make_piece_in, make_staff
from tests.tables import rows

pytestmark = pytest.mark.django_db

LINKED = '<p>Read <a href="https://example.org/a">the first</a> and <a href="https://example.org/b">the second</a>.</p>'
WHY = "The institute is closed today."


@pytest.fixture
def chief():
    return make_staff("chief_editor", display_name="Laila Rahmani")


@pytest.fixture
def editor():
    return make_staff("editor")


def item(check, kind="opinion"):
    return ChecklistItem.objects.get(kind__code=kind, check_by=check)


def how(piece):
    return {Check(line.item.check_by): line.how for line in checklists.state_of(piece, piece.current_version)}


def tomorrow():
    return timezone.now() + datetime.timedelta(days=1)


def save_text(piece, body, actor):
    text = Text(title=piece.title, standfirst="", body=body)
    return editing.save_version(piece, text, actor=actor, based_on=piece.current_version.number)


# What it sees


def test_checklist_of_an_approved_piece_without_links_is_done_by_itself(chief):
    piece = make_piece_in("approved", handler=chief)
    assert how(piece) == {
        Check.BYLINES: How.BY_ITSELF,
        Check.BIOS: How.BY_ITSELF,
        Check.LINKS: How.BY_ITSELF,
        Check.PROOF: How.BY_ITSELF,
        Check.DISCLAIMER: How.BY_ITSELF,
        Check.BY_HAND: How.OPEN,
    }
    assert checklists.open_lines(piece) == []


def test_checklist_has_the_lines_in_use_of_the_kind_in_their_order(chief):
    piece = make_piece(kind="academic")
    ChecklistItem.objects.filter(pk=item(Check.LINKS, "academic").pk).update(is_in_use=False)
    lines = checklists.state_of(piece, piece.current_version)
    assert [line.item.check_by for line in lines] == ["bylines", "bios", "proof", "disclaimer", "by_hand"]
    assert {line.item.kind.code for line in lines} == {"academic"}
    assert [line.is_required for line in lines] == [True, True, True, True, False]


@pytest.mark.parametrize(
    ("check", "change"),
    [
        (Check.BYLINES, lambda piece: piece.contributors.create(position=2, public_name="Ali", bio="Ali writes.")),
        (Check.BIOS, lambda piece: piece.contributors.update(bio=" ")),
        (Check.DISCLAIMER, lambda piece: SiteText.objects.filter(language="en").update(disclaimer="")),
        (Check.PROOF, lambda piece: piece.contributors.update(public_name="Somebody Else")),
        (Check.PROOF, lambda piece: piece.proofs.recall_live()),
    ],
)
def test_checklist_line_is_open_where_what_it_looks_for_is_missing(chief, check, change):
    piece = make_piece_in("approved", handler=chief)
    change(piece)
    assert how(piece)[check] == How.OPEN
    assert check in {Check(line.item.check_by) for line in checklists.open_lines(piece)}


def test_proof_of_another_version_is_no_approval_of_this_one(chief):
    piece = make_piece_in("approved", handler=chief)
    version = piece.current_version
    version.pk, version.number, version.title = None, 2, "Another Title"
    version.save()
    assert how(piece)[Check.PROOF] == How.OPEN


def test_proof_stays_approved_where_the_kind_is_printed_otherwise_since(chief):
    piece = make_piece_in("approved", handler=chief)
    Kind.objects.filter(code="opinion").update(printed_as="academic")
    piece = Submission.objects.get(pk=piece.pk)
    assert how(piece)[Check.PROOF] == How.BY_ITSELF


# What people tick


def test_tick_counts_for_one_version_and_lapses_with_the_next(chief):
    piece = make_piece_in("accepted", handler=chief, body=LINKED)
    assert how(piece)[Check.LINKS] == How.OPEN
    checklists.tick(piece, item(Check.LINKS), actor=chief, number=1)
    line = next(line for line in checklists.state_of(piece, piece.current_version) if line.item.check_by == "links")
    assert (line.how, line.is_done, line.tick.ticked_by) == (How.TICKED, True, chief)
    event = piece.events.last()
    assert (event.action, event.codes, event.as_who) == (
        "ticked",
        {"item": item(Check.LINKS).pk, "version": 1},
        Who.HANDLER,
    )
    save_text(piece, LINKED.replace("first", "third"), chief)
    assert how(piece)[Check.LINKS] == How.LAPSED
    checklists.tick(piece, item(Check.LINKS), actor=chief, number=2)
    assert how(piece)[Check.LINKS] == How.TICKED


def test_tick_and_untick_twice_are_one_each(chief):
    piece = make_piece_in("accepted", handler=chief)
    before = piece.events.count()
    for _ in range(2):
        checklists.tick(piece, item(Check.BY_HAND), actor=chief, number=1)
    for _ in range(2):
        checklists.untick(piece, item(Check.BY_HAND), actor=chief, number=1)
    assert [event.action for event in piece.events.all()[before:]] == ["ticked", "unticked"]
    assert how(piece)[Check.BY_HAND] == How.OPEN


def test_tick_is_for_who_has_the_piece_or_publishes(chief, editor):
    piece = make_piece_in("accepted", handler=chief)
    checklists.tick(piece, item(Check.BY_HAND), actor=editor, number=1)
    assert piece.events.last().as_who == Who.PUBLISHER
    before = rows()
    for actor in (piece.author, make_author(), make_staff("administrator")):
        before = rows()
        with pytest.raises(NotAllowed):
            checklists.untick(piece, item(Check.BY_HAND), actor=actor, number=1)
        assert rows() == before


@pytest.mark.parametrize(
    ("refusal", "line", "number"),
    [
        (NewerVersion, (Check.BY_HAND, "opinion"), 2),
        (NotForTicking, (Check.BIOS, "opinion"), 1),
        (NotForTicking, (Check.BY_HAND, "academic"), 1),
    ],
)
def test_tick_that_makes_no_sense_changes_nothing(chief, refusal, line, number):
    piece = make_piece_in("accepted", handler=chief)
    before = rows()
    with pytest.raises(refusal):
        checklists.tick(piece, item(*line), actor=chief, number=number)
    assert rows() == before


@pytest.mark.parametrize("status", ["published", "declined", "withdrawn"])
def test_tick_of_a_closed_piece_is_refused(chief, status):
    piece = make_piece_in(status, handler=chief)
    with pytest.raises(NotForTicking):
        checklists.tick(piece, item(Check.BY_HAND), actor=chief, number=1)
    assert ChecklistTick.objects.count() == 0


# What it holds


@pytest.mark.parametrize("verb", ["schedule", "publish"])
def test_publication_is_held_by_an_open_line_and_nothing_changes(chief, verb):
    piece = make_piece_in("approved", handler=chief, body=LINKED)
    when = {"publish_at": tomorrow()} if verb == "schedule" else {}
    before = rows()
    with pytest.raises(ChecklistOpen) as refusal:
        getattr(publication, verb)(piece, actor=chief, **when)
    assert str(refusal.value) == (
        "The checklist is not done yet. “The links are checked”: Open each link of the text, then tick the line. "
        "The chief editor may publish all the same and write why."
    )
    assert rows() == before
    checklists.tick(piece, item(Check.LINKS), actor=chief, number=1)
    getattr(publication, verb)(piece, actor=chief, **when)
    assert piece.events.last().codes.get("overridden") is None


def test_publication_is_not_held_by_a_line_that_is_not_required(chief):
    ChecklistItem.objects.filter(check_by=Check.LINKS).update(is_required=False)
    piece = make_piece_in("published", handler=chief, body=LINKED)
    assert piece.status == Status.PUBLISHED


def test_override_is_the_chief_editors_and_is_recorded_with_its_reason(chief, editor):
    piece = make_piece_in("approved", handler=chief, body=LINKED)
    before = rows()
    with pytest.raises(OverrideNotAllowed):
        publication.publish(piece, actor=editor, override_reason=WHY)
    with pytest.raises(ChecklistOpen):
        publication.publish(piece, actor=chief, override_reason="  ")
    assert rows() == before
    publication.publish(piece, actor=chief, override_reason=WHY)
    event = piece.events.last()
    assert event.codes == {"overridden": [item(Check.LINKS).pk]}
    assert [(text.kind, text.text, text.is_for_author) for text in event.texts.all()] == [("reason", WHY, False)]


def test_reason_that_passes_nothing_over_is_not_recorded(chief, editor):
    piece = make_piece_in("approved", handler=chief)
    publication.publish(piece, actor=editor, override_reason=WHY)
    event = piece.events.last()
    assert (event.codes, event.texts.count()) == ({}, 0)


def due(piece):
    Submission.objects.filter(pk=piece.pk).update(publish_at=timezone.now() - datetime.timedelta(minutes=1))


def test_clock_publishes_what_was_passed_over_when_the_date_was_set(chief, editor):
    piece = make_piece_in("approved", handler=chief, body=LINKED)
    publication.schedule(piece, actor=chief, publish_at=tomorrow(), override_reason=WHY)
    publication.reschedule(piece, actor=editor, publish_at=tomorrow())
    due(piece)
    assert publication.publish_due() == [piece.reference]
    assert piece.events.last().codes == {"overridden": [item(Check.LINKS).pk]}


def test_what_was_passed_over_is_open_again_once_the_date_is_taken_back(chief, editor):
    piece = make_piece_in("approved", handler=chief, body=LINKED)
    publication.schedule(piece, actor=chief, publish_at=tomorrow(), override_reason=WHY)
    publication.unschedule(piece, actor=chief)
    with pytest.raises(ChecklistOpen):
        publication.schedule(piece, actor=editor, publish_at=tomorrow())


def test_clock_refuses_what_was_opened_since_with_a_letter_in_the_editors_language(chief):
    chief.language = "fa"
    chief.save()
    stuck, fine = make_piece_in("scheduled", handler=chief), make_piece_in("scheduled", handler=chief)
    stuck.contributors.update(bio="")
    due(stuck)
    due(fine)
    assert publication.publish_due() == [fine.reference]
    stuck.refresh_from_db()
    assert (stuck.status, stuck.publish_at, Article.objects.count()) == (Status.APPROVED, None, 1)
    letter = OutgoingEmail.objects.get(kind="publication-refused")
    assert item(Check.BIOS).text_fa in letter.text
    assert item(Check.BIOS).text_fa in stuck.events.last().texts.get().text


def test_clock_refuses_where_more_is_open_than_was_passed_over(chief):
    piece = make_piece_in("approved", handler=chief, body=LINKED)
    publication.schedule(piece, actor=chief, publish_at=tomorrow(), override_reason=WHY)
    piece.contributors.update(bio="")
    due(piece)
    assert publication.publish_due() == []
    assert "Every author has a bio" in piece.events.last().texts.get().text


def test_unconfirmed_name_that_a_proof_went_out_with_still_holds_publication(chief):
    coauthors = [{"public_name": "Ali", "bio": "Ali writes.", "address": "ali@example.org"}]
    piece = make_piece_in("approved", handler=chief, coauthors=coauthors)
    with pytest.raises(ChecklistOpen, match="Every printed name is confirmed"):
        publication.publish(piece, actor=chief)
    letter = OutgoingEmail.objects.get(kind="name-to-confirm")
    token = next(word for word in letter.text.split() if "/names/" in word).rstrip("/").rsplit("/", 1)[1]
    proofing.confirm_name(token=token)
    publication.publish(piece, actor=chief)
    assert piece.status == Status.PUBLISHED
