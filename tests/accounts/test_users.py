import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction

from aiss.accounts.models import Role, User
from aiss.accounts.rights import Right
from tests.accounts.making import make_staff

pytestmark = pytest.mark.django_db


def test_author_is_called_by_random_id_alone():
    author = User.objects.create_author(email="Soraya.Name@Example.org", language="fa")

    assert str(author) == f"author {author.public_id}"
    assert author.get_short_name() == str(author)
    assert len(author.public_id) == 12
    assert author.email == "soraya.name@example.org"
    assert (author.is_staff, author.is_active, author.has_usable_password()) == (False, True, False)


def test_author_made_twice_is_one_account():
    first = User.objects.create_author(email="a@example.org", language="fa")
    second = User.objects.create_author(email=" A@Example.org ", language="en")

    assert second == first
    assert second.language == "fa"


def test_address_of_user_stands_nowhere_in_clear():
    make_staff("Parwin", "chief_editor")
    User.objects.create_author(email="soraya@example.org", language="fa")

    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM accounts_user")
        stored = " ".join(
            bytes(value).decode("latin-1") if isinstance(value, bytes | memoryview) else str(value)
            for row in cursor.fetchall()
            for value in row
        )

    assert "example.org" not in stored
    assert "soraya" not in stored


@pytest.mark.parametrize("address", ["SORAYA@example.org", " soraya@EXAMPLE.org\u200f"])
def test_user_is_found_by_any_spelling_of_the_address(address):
    author = User.objects.create_author(email="soraya@example.org", language="fa")

    assert User.objects.by_email(address) == author


@pytest.mark.parametrize("address", ["other@example.org", "a@example.org\r\nBcc: b@example.org", ""])
def test_nobody_is_found_by_foreign_or_impossible_address(address):
    User.objects.create_author(email="soraya@example.org", language="fa")

    assert User.objects.by_email(address) is None


def test_system_actor_is_seeded_inactive_and_without_rights():
    system = User.objects.system()

    assert (system.public_id, system.is_system, system.is_active, system.is_staff) == ("system", True, False, False)
    assert str(system) == "The system"
    assert system.email == ""
    assert system.rights == frozenset()
    assert system not in User.objects.active_staff()


@pytest.mark.parametrize(
    ("role", "rights"),
    [
        ("editor", {Right.HANDLE, Right.PUBLISH}),
        ("chief_editor", set(Right)),
        ("administrator", {Right.SITE, Right.STAFF, Right.MAIL}),
    ],
)
def test_rights_are_those_of_the_seeded_role(role, rights):
    user = make_staff("Parwin", role)

    assert {right for right in Right if user.has_right(right)} == rights
    assert {right for right in Right if user in User.objects.with_right(right)} == rights


def test_rights_of_several_roles_add_up_and_name_the_holder_once():
    user = make_staff("Parwin", "editor", "administrator", "chief_editor")

    assert user.rights == frozenset(Right)
    assert list(User.objects.with_right(Right.STAFF)) == [user]


def test_superuser_without_role_has_no_right():
    user = make_staff("Parwin")
    user.is_superuser = True
    user.save()

    assert user.rights == frozenset()
    assert not user.has_perm("accounts.change_user")
    assert not user.has_module_perms("accounts")


def test_chief_editor_has_no_django_permission():
    user = make_staff("Parwin", "chief_editor")

    assert not user.has_perm("accounts.change_user")
    assert user.has_module_perms("accounts")


@pytest.mark.parametrize("field", ["is_active", "is_staff"])
def test_rights_end_with_activity_and_with_staff(field):
    user = make_staff("Parwin", "chief_editor")

    setattr(user, field, False)

    assert user.rights == frozenset()


def test_rights_are_read_once_and_again_after_a_change(django_assert_num_queries):
    user = User.objects.get(pk=make_staff("Parwin", "editor").pk)

    with django_assert_num_queries(1):
        assert user.has_right(Right.HANDLE)
        assert not user.has_right(Right.SITE)

    user.roles.set(Role.objects.named("administrator"))
    assert user.has_right(Right.SITE)
    User.objects.get(pk=user.pk).roles.clear()
    user.refresh_from_db()
    assert not user.has_right(Right.SITE)


@pytest.mark.parametrize(
    "fields",
    [
        {"is_staff": True, "display_name": ""},
        {"is_staff": False, "display_name": "Soraya"},
        {"is_staff": False, "is_superuser": True},
    ],
)
def test_database_refuses_named_author_and_nameless_staff(fields):
    author = User.objects.create_author(email="soraya@example.org", language="fa")

    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.filter(pk=author.pk).update(**fields)


def test_staff_with_an_author_address_is_refused():
    User.objects.create_author(email="parwin@example.org", language="fa")

    with pytest.raises(IntegrityError), transaction.atomic():
        make_staff("Parwin", "editor")


def test_last_visit_is_not_recorded(client):
    client.force_login(make_staff("Parwin", "editor"))

    assert "last_login" not in [field.name for field in User._meta.get_fields()]


def test_createsuperuser_points_to_setup():
    with pytest.raises(CommandError, match=r"`manage\.py setup`"):
        call_command("createsuperuser", interactive=False, email_index="x")
