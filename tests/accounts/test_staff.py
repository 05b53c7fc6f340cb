import datetime

import pytest
import time_machine
from django.core.exceptions import ValidationError

from aiss.accounts import passwords, staff
from aiss.accounts.models import Invitation, PasswordReset, Role, User
from aiss.accounts.rights import Right
from aiss.mail.models import Lane, OutgoingEmail
from tests.accounts.making import NETWORK, PASSWORD, at_once, letters_to, mailed_token, make_staff

ADDRESS = "nadia@example.org"
NOON = datetime.datetime(2026, 3, 1, 12, tzinfo=datetime.UTC)


def invite(by: User, *roles: str, address: str = ADDRESS, name: str = "Nadia", language: str = "en") -> User:
    return staff.invite(
        by=by,
        address=address,
        display_name=name,
        roles=Role.objects.named(*(roles or ("editor",))),
        language=language,
    )


def accept(token: str, password: str = PASSWORD) -> User:
    return staff.accept_invitation(token=token, password=password)


@pytest.fixture
def chief(db):
    return make_staff("Parwin", "chief_editor")


@pytest.mark.parametrize(
    ("language", "subject"), [("en", "An invitation to the editorial desk"), ("fa", "دعوت به دفتر تحریر")]
)
def test_invited_person_is_inactive_and_gets_one_letter(chief, language, subject):
    with time_machine.travel(NOON, tick=False):
        user = invite(chief, language=language)

    assert (user.is_staff, user.is_active, str(user), user.has_usable_password()) == (True, False, "Nadia", False)
    assert user.rights == frozenset()
    (letter,) = letters_to(ADDRESS)
    assert (letter.kind, letter.lane, letter.secret, letter.subject) == ("invitation", Lane.CODE, True, subject)
    assert letter.expires_at == NOON + datetime.timedelta(days=7)
    assert "Parwin" in letter.text
    assert f"http://testserver/staff/invitation/{mailed_token(ADDRESS)}/" in letter.text


def test_invitation_is_stored_without_its_token(chief):
    invite(chief)

    assert Invitation.objects.get().token_digest != mailed_token(ADDRESS)
    assert Invitation.objects.get().invited_by == chief


def test_accepted_invitation_makes_active_staff_with_password(chief):
    invite(chief)

    user = accept(mailed_token(ADDRESS))

    assert User.objects.get(pk=user.pk).check_password(PASSWORD)
    assert user.rights == {Right.HANDLE, Right.PUBLISH}


def test_invitation_is_accepted_once(chief):
    invite(chief)
    token = mailed_token(ADDRESS)
    accept(token)

    with pytest.raises(passwords.LinkRefused):
        accept(token, "another long password")

    assert User.objects.by_email(ADDRESS).check_password(PASSWORD)


@pytest.mark.parametrize("token", ["", "unknown"])
def test_unknown_invitation_is_refused(db, token):
    with pytest.raises(passwords.LinkRefused):
        accept(token)


def test_expired_invitation_is_refused(chief):
    with time_machine.travel(NOON, tick=False):
        invite(chief)
    with time_machine.travel(NOON + datetime.timedelta(days=7), tick=False), pytest.raises(passwords.LinkRefused):
        accept(mailed_token(ADDRESS))

    assert not User.objects.by_email(ADDRESS).is_active


@pytest.mark.parametrize("password", ["short", "123456789012345", "password1234"])
def test_weak_password_is_refused_and_leaves_the_invitation_usable(chief, password):
    invite(chief)

    with pytest.raises(ValidationError):
        accept(mailed_token(ADDRESS), password)

    assert not User.objects.by_email(ADDRESS).is_active
    assert accept(mailed_token(ADDRESS)).is_active


def test_second_invitation_replaces_the_first(chief):
    invite(chief)
    first = mailed_token(ADDRESS)

    user = invite(chief, "administrator", name="Nadia M.", language="fa")

    assert (str(user), user.language, [role.code for role in user.roles.all()]) == ("Nadia M.", "fa", ["administrator"])
    with pytest.raises(passwords.LinkRefused):
        accept(first)
    assert accept(mailed_token(ADDRESS)) == user


def test_deactivated_person_is_called_back_by_invitation(chief):
    former = make_staff("Nadia", "editor")
    staff.deactivate(by=chief, user=former)

    assert invite(chief) == former
    assert accept(mailed_token(ADDRESS), "another long password").has_right(Right.HANDLE)


def test_invitation_of_active_staff_or_author_is_refused(chief):
    make_staff("Nadia", "editor")
    User.objects.create_author(email="soraya@example.org", language="fa")

    with pytest.raises(staff.AlreadyStaff):
        invite(chief)
    with pytest.raises(staff.AddressTaken):
        invite(chief, address="soraya@example.org")

    assert OutgoingEmail.objects.count() == 0


@pytest.mark.parametrize("role", ["editor", None])
def test_who_does_not_look_after_staff_changes_nothing(chief, role):
    actor = make_staff("Karim", "editor") if role else User.objects.create_author(email="a@example.org", language="en")
    people = User.objects.count()

    with pytest.raises(staff.NotPermitted):
        invite(actor)
    with pytest.raises(staff.NotPermitted):
        staff.set_roles(by=actor, user=chief, roles=[])
    with pytest.raises(staff.NotPermitted):
        staff.deactivate(by=actor, user=chief)

    assert User.objects.count() == people
    assert OutgoingEmail.objects.count() == 0
    assert User.objects.get(pk=chief.pk).rights == frozenset(Right)


def test_administrator_gives_roles_but_not_the_sight_of_legal_names(chief):
    administrator = make_staff("Karim", "administrator")
    editor = make_staff("Nadia", "editor")

    staff.set_roles(by=administrator, user=editor, roles=Role.objects.named("editor", "administrator"))
    with pytest.raises(staff.IdentityNotYours):
        staff.set_roles(by=administrator, user=administrator, roles=Role.objects.named("chief_editor"))
    with pytest.raises(staff.IdentityNotYours):
        invite(administrator, "chief_editor", address="second@example.org")

    assert not User.objects.get(pk=administrator.pk).has_right(Right.IDENTITY)
    assert User.objects.by_email("second@example.org") is None
    assert User.objects.get(pk=editor.pk).has_right(Right.STAFF)


def test_administrator_may_leave_a_chief_editor_what_they_have(chief):
    administrator = make_staff("Karim", "administrator")

    staff.set_roles(by=administrator, user=chief, roles=Role.objects.named("chief_editor", "editor"))

    assert [role.code for role in chief.roles.all()] == ["chief_editor", "editor"]


def test_last_holder_of_an_essential_right_is_neither_deactivated_nor_deprived(chief):
    administrator = make_staff("Karim", "administrator")

    with pytest.raises(staff.LastHolder) as refused:
        staff.deactivate(by=administrator, user=chief)
    with pytest.raises(staff.LastHolder):
        staff.set_roles(by=chief, user=chief, roles=Role.objects.named("administrator"))

    assert refused.value.right == Right.IDENTITY
    assert str(refused.value) == (
        "Nobody else has the right “See legal names and contact details”. Please give it to somebody else first."
    )
    assert User.objects.get(pk=chief.pk).rights == frozenset(Right)


def test_last_who_looks_after_staff_is_not_deactivated(db):
    chief = make_staff("Parwin", "chief_editor")
    invite(chief, "chief_editor")

    with pytest.raises(staff.LastHolder) as refused:
        staff.deactivate(by=chief, user=chief)

    assert refused.value.right == Right.STAFF
    assert User.objects.get(pk=chief.pk).is_active


def test_deactivated_person_has_no_right_link_or_place(chief):
    editor = make_staff("Nadia", "editor")
    passwords.send_reset(address=ADDRESS, network=NETWORK)

    staff.deactivate(by=chief, user=editor)

    assert User.objects.get(pk=editor.pk).rights == frozenset()
    assert (Invitation.objects.count(), PasswordReset.objects.count()) == (0, 0)
    with pytest.raises(passwords.LinkRefused):
        passwords.reset(token=mailed_token(ADDRESS), password=PASSWORD)


def test_invited_person_who_is_deactivated_cannot_accept(chief):
    user = invite(chief)
    staff.deactivate(by=chief, user=user)

    with pytest.raises(passwords.LinkRefused):
        accept(mailed_token(ADDRESS))


def test_author_is_no_staff_to_be_changed(chief):
    author = User.objects.create_author(email="soraya@example.org", language="fa")

    with pytest.raises(staff.NotStaff):
        staff.set_roles(by=chief, user=author, roles=Role.objects.named("editor"))
    with pytest.raises(staff.NotStaff):
        staff.deactivate(by=chief, user=author)

    assert User.objects.get(pk=author.pk).is_active


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_two_chiefs_deactivating_each_other_at_once_leave_one():
    one, other = make_staff("Parwin", "chief_editor"), make_staff("Nadia", "chief_editor")

    outcomes = at_once(
        lambda: staff.deactivate(by=User.objects.get(pk=one.pk), user=User.objects.get(pk=other.pk)),
        lambda: staff.deactivate(by=User.objects.get(pk=other.pk), user=User.objects.get(pk=one.pk)),
    )

    assert {type(outcome) for outcome in outcomes} == {User, staff.NotPermitted}
    assert User.objects.with_right(Right.STAFF).count() == 1


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_invitation_accepted_twice_at_once_has_one_winner():
    invite(make_staff("Parwin", "chief_editor"))
    token = mailed_token(ADDRESS)

    outcomes = at_once(lambda: accept(token, "the first password"), lambda: accept(token, "the second password"))

    assert {type(outcome) for outcome in outcomes} == {User, passwords.LinkRefused}
