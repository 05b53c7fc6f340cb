import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from aiss.accounts.models import Role
from aiss.accounts.rights import Right

pytestmark = pytest.mark.django_db


def test_roles_are_seeded_with_names_and_rights():
    assert {role.code: (str(role), role.rights) for role in Role.objects.all()} == {
        "administrator": ("Administrator", ["site", "staff", "mail"]),
        "chief_editor": (
            "Chief editor",
            ["handle", "publish", "override", "identity", "site", "staff", "mail"],
        ),
        "editor": ("Editor", ["handle", "publish"]),
    }


def test_roles_granting_a_right_are_found():
    assert [role.code for role in Role.objects.granting(Right.STAFF)] == ["administrator", "chief_editor"]


@pytest.mark.parametrize(
    ("rights", "code"), [("handle", "not_a_list"), (["handle", "fly"], "unknown_right"), ([1], "unknown_right")]
)
def test_role_with_unknown_right_is_refused(rights, code):
    with pytest.raises(ValidationError) as refused:
        Role(code="pilot", name="Pilot", rights=rights).full_clean()

    assert [error.code for error in refused.value.error_dict["rights"]] == [code]


def test_database_refuses_role_without_name():
    with pytest.raises(IntegrityError), transaction.atomic():
        Role.objects.create(code="nameless", name="", rights=[])
