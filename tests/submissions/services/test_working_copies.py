"""Unfinished edits: nobody overwrites another page's text, nobody loses theirs, and who is editing is told."""

import datetime

import pytest
from django.db import connection
from django.utils import timezone

from submissions.models import Conflict, WorkingCopy
from submissions.services import claiming, editing, proofing, working_copies
from submissions.services.moving import NotAllowed, WrongState
from submissions.services.versions import Text
from submissions.services.working_copies import OtherCopy, SavedElsewhere, Sitting, moment_of, moment_token, token_of
from tests.factories import make_piece_in, make_staff

pytestmark = pytest.mark.django_db

MINE = Text(title="Mine", standfirst="", body="<p onclick='x()'>My words.</p>")


@pytest.fixture
def chief():
    return make_staff("chief_editor", display_name="Zahra")


@pytest.fixture
def editor():
    return make_staff("editor", display_name="Mina")


@pytest.fixture
def piece(editor):
    return make_piece_in("in_review", handler=editor)


def sitting(based_on=1, **fields):
    return Sitting(based_on=based_on, **fields)


def as_it_is(piece):
    version = piece.current_version
    return Text(title=version.title, standfirst=version.standfirst, body=version.body)


def move_back(copy, **ago):
    """Let a copy be as old as `ago` says, by the name of its field, in minutes."""
    WorkingCopy.objects.filter(pk=copy.pk).update(
        **{name: timezone.now() - datetime.timedelta(minutes=minutes) for name, minutes in ago.items()}
    )


def names(piece, user):
    return [(other.name, other.is_here, other.kept_at is not None) for other in working_copies.others(piece, user)]


def test_keep_stores_the_text_cleaned_and_sealed(piece, editor):
    kept = working_copies.keep(piece, MINE, user=editor, sitting=sitting())
    copy = working_copies.own(piece, editor)
    assert (copy.title, copy.body, copy.based_on, copy.has_text) == ("Mine", "<p>My words.</p>", 1, True)
    assert copy == kept
    with connection.cursor() as cursor:
        cursor.execute("SELECT title, body FROM submissions_workingcopy")
        assert all(b"M" not in bytes(sealed)[:4] and b"words" not in bytes(sealed) for sealed in cursor.fetchone())


def test_keep_of_the_current_text_keeps_nothing(piece, editor):
    page = sitting()
    working_copies.keep(piece, MINE, user=editor, sitting=page)
    working_copies.keep(piece, as_it_is(piece), user=editor, sitting=page)
    assert working_copies.own(piece, editor) is None
    assert WorkingCopy.objects.get().body == ""


def test_keep_goes_on_from_the_same_page_even_if_an_answer_was_lost(piece, editor):
    page = sitting()
    for words in ("one", "two", "three"):
        working_copies.keep(piece, Text(title=words, standfirst="", body=""), user=editor, sitting=page)
    assert working_copies.own(piece, editor).title == "three"


def test_keep_never_overwrites_the_text_of_another_page(piece, editor):
    working_copies.keep(piece, MINE, user=editor, sitting=sitting())
    with pytest.raises(OtherCopy):
        working_copies.keep(piece, as_it_is(piece), user=editor, sitting=sitting())
    assert working_copies.own(piece, editor).title == "Mine"


def test_keep_goes_on_with_a_text_that_was_taken_up_again(piece, editor):
    first = sitting()
    copy = working_copies.keep(piece, MINE, user=editor, sitting=first)
    page = sitting(resumed=token_of(copy))
    for words in ("one", "two"):
        working_copies.keep(piece, Text(title=words, standfirst="", body=""), user=editor, sitting=page)
    assert working_copies.own(piece, editor).title == "two"
    with pytest.raises(OtherCopy):
        working_copies.keep(piece, MINE, user=editor, sitting=first)


def test_keep_that_arrives_after_the_save_brings_nothing_back(piece, editor):
    page = sitting()
    working_copies.keep(piece, MINE, user=editor, sitting=page)
    editing.save_version(piece, MINE, actor=editor, based_on=1, sitting=page)
    assert WorkingCopy.objects.count() == 0
    with pytest.raises(SavedElsewhere):
        working_copies.keep(piece, Text(title="Mi", standfirst="", body=""), user=editor, sitting=page)
    assert WorkingCopy.objects.count() == 0


def test_save_leaves_the_text_of_another_page(piece, editor):
    working_copies.keep(piece, MINE, user=editor, sitting=sitting())
    editing.save_version(
        piece, Text(title="Other", standfirst="", body="<p>x</p>"), actor=editor, based_on=1, sitting=sitting()
    )
    assert working_copies.own(piece, editor).title == "Mine"


def test_a_save_that_is_refused_keeps_the_copy(piece, editor):
    page = sitting()
    working_copies.keep(piece, MINE, user=editor, sitting=page)
    with pytest.raises(editing.StaleVersion):
        editing.save_version(piece, MINE, actor=editor, based_on=7, sitting=page)
    assert working_copies.own(piece, editor).title == "Mine"


def test_throw_away_deletes_the_text_that_was_shown_and_no_later_one(piece, editor):
    page = sitting()
    shown = token_of(working_copies.keep(piece, MINE, user=editor, sitting=page))
    working_copies.keep(piece, Text(title="Later", standfirst="", body=""), user=editor, sitting=page)
    assert not working_copies.throw_away(piece, user=editor, token=shown)
    assert working_copies.own(piece, editor).title == "Later"
    assert working_copies.throw_away(piece, user=editor, token=token_of(working_copies.own(piece, editor)))
    assert WorkingCopy.objects.count() == 0


def test_others_are_told_who_is_here_and_who_left_something(piece, editor, chief):
    page = sitting()
    working_copies.beat(piece, user=chief, sitting=page)
    assert names(piece, editor) == [("Zahra", True, False)]
    assert working_copies.others(piece, editor)[0].since == page.opened_at
    assert names(piece, chief) == []
    copy = working_copies.keep(piece, MINE, user=chief, sitting=page)
    assert names(piece, editor) == [("Zahra", True, True)]
    move_back(copy, seen_at=11)
    assert names(piece, editor) == [("Zahra", False, True)]
    move_back(copy, seen_at=11, saved_at=60 * 24 * 7 + 1)
    assert names(piece, editor) == []


def test_who_opened_the_text_and_left_is_not_told_of(piece, editor, chief):
    page = sitting()
    working_copies.beat(piece, user=chief, sitting=page)
    working_copies.leave(piece, user=chief, sitting=sitting(opened_at=page.opened_at - datetime.timedelta(seconds=1)))
    assert names(piece, editor) == [("Zahra", True, False)]
    working_copies.leave(piece, user=chief, sitting=page)
    assert WorkingCopy.objects.count() == 0


def test_leaving_never_loses_a_text(piece, editor):
    page = sitting()
    working_copies.keep(piece, MINE, user=editor, sitting=page)
    working_copies.leave(piece, user=editor, sitting=page)
    assert working_copies.own(piece, editor).title == "Mine"


def test_a_sign_of_life_changes_no_text(piece, editor):
    working_copies.keep(piece, MINE, user=editor, sitting=sitting())
    editing.save_version(piece, Text(title="Two", standfirst="", body="<p>2</p>"), actor=editor, based_on=1)
    working_copies.beat(piece, user=editor, sitting=sitting(based_on=2))
    copy = working_copies.own(piece, editor)
    assert (copy.title, copy.based_on) == ("Mine", 1)


@pytest.mark.parametrize("verb", ["keep", "beat"])
def test_only_who_may_edit_now_keeps_anything(piece, editor, chief, verb):
    def do(user):
        if verb == "keep":
            working_copies.keep(piece, MINE, user=user, sitting=sitting())
        else:
            working_copies.beat(piece, user=user, sitting=sitting())

    with pytest.raises(NotAllowed):
        do(make_staff())
    accepted = make_piece_in("accepted", handler=editor)
    proofing.send_proof(accepted, actor=editor, unconfirmed_reason="For a test.")
    piece = accepted
    with pytest.raises(WrongState):
        do(editor)
    assert WorkingCopy.objects.count() == 0


def test_a_text_cannot_be_reached_any_more_once_the_piece_is_somebody_elses(piece, editor, chief):
    heir = make_staff("editor", display_name="Karim")
    working_copies.keep(piece, MINE, user=editor, sitting=sitting())
    claiming.assign(piece, actor=chief, handler=heir)
    assert working_copies.own(piece, editor) is None
    assert names(piece, heir) == []


@pytest.mark.parametrize("end", ["conflict", "rights"])
def test_who_lost_the_piece_is_not_told_of(piece, editor, chief, end):
    working_copies.keep(piece, MINE, user=chief, sitting=sitting())
    assert names(piece, editor) == [("Zahra", True, True)]
    if end == "conflict":
        Conflict.objects.create(submission=piece, user=chief, made_by=chief)
    else:
        chief.is_active = False
        chief.save()
    assert names(piece, editor) == []
    assert working_copies.own(piece, chief) is None


@pytest.mark.parametrize("number", [1, 3])
def test_others_ask_the_same_however_many_there_are(piece, editor, django_assert_num_queries, number):
    with django_assert_num_queries(1):
        assert working_copies.others(piece, editor) == []
    for _one in range(number):
        working_copies.beat(piece, user=make_staff("chief_editor"), sitting=sitting())
    with django_assert_num_queries(4):
        assert len(working_copies.others(piece, editor)) == number


def test_forget_old_deletes_what_nobody_came_back_to(piece, editor, chief):
    old = working_copies.keep(piece, MINE, user=editor, sitting=sitting())
    working_copies.keep(piece, MINE, user=chief, sitting=sitting())
    move_back(old, seen_at=60 * 24 * 30 + 1)
    assert working_copies.forget_old() == 1
    assert working_copies.own(piece, chief).title == "Mine"


def test_moments_are_carried_to_the_microsecond():
    now = timezone.now()
    assert moment_of(moment_token(now)) == now
    for nonsense in ("", "x", "-1", "٣", "9" * 18, "9" * 17, moment_token(now + datetime.timedelta(days=1))):
        assert moment_of(nonsense) is None
