import io
import re

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from aiss.accounts import staff
from aiss.accounts.models import User
from aiss.accounts.rights import Right
from aiss.mail.models import OutgoingEmail
from publishing.models import SiteText

pytestmark = pytest.mark.django_db

ANSWERS = {
    "institute": "Institute of Letters",
    "institute_fa": "انستیتوت",
    "institute_ps": "انستیتیوت",
    "contact": "office@example.org",
    "chief_name": "Laila",
    "chief_email": "Laila@Example.org",
}


def setup(**changes):
    output = io.StringIO()
    call_command("setup", stdout=output, **(ANSWERS | changes))
    return output.getvalue()


def token_in(text):
    return re.search(r"http://testserver/staff/invitation/([\w-]{43})/", text).group(1)


def people():
    return User.objects.exclude(public_id="system")


def test_setup_stores_name_and_contact_in_every_language():
    setup()

    stored = SiteText.objects.values_list("language", "institute_name", "contact_address").order_by("language")
    assert list(stored) == [
        ("en", "Institute of Letters", "office@example.org"),
        ("fa", "انستیتوت", "office@example.org"),
        ("ps", "انستیتیوت", "office@example.org"),
    ]


def test_setup_makes_a_chief_editor_who_can_do_everything_once_the_link_was_used():
    token = token_in(setup())
    before = [people().get().has_right(right) for right in Right]

    user = staff.accept_invitation(token=token, password="a long enough password")

    assert before == [False] * len(Right)
    assert (user.display_name, user.email) == ("Laila", "laila@example.org")
    assert [user.has_right(right) for right in Right] == [True] * len(Right)
    assert OutgoingEmail.objects.count() == 0


def test_setup_again_before_the_link_was_used_replaces_it():
    old = token_in(setup())

    new = token_in(setup(chief_name="Laila K."))

    with pytest.raises(Exception, match="link"):
        staff.accept_invitation(token=old, password="a long enough password")
    assert staff.accept_invitation(token=new, password="a long enough password").display_name == "Laila K."
    assert people().count() == 1


def test_setup_refuses_a_desk_that_somebody_works_at():
    staff.accept_invitation(token=token_in(setup()), password="a long enough password")

    with pytest.raises(CommandError, match=r"^Somebody works at this desk already\."):
        setup(chief_email="other@example.org")

    assert people().count() == 1


def test_setup_refuses_a_demo(settings):
    settings.DEMO = True
    settings.ALLOWED_HOSTS = ["localhost"]

    with pytest.raises(CommandError, match=r"^This is a demo\."):
        setup()

    assert people().count() == 0


def test_setup_refuses_an_authors_address():
    User.objects.create_author(email="laila@example.org", language="en")

    with pytest.raises(CommandError, match="An author signs in with this address"):
        setup()


@pytest.mark.parametrize("changes", [{"contact": "no address"}, {"chief_email": "no address"}])
def test_setup_stores_nothing_when_an_answer_is_wrong(changes):
    before = list(SiteText.objects.order_by("pk").values())

    with pytest.raises(CommandError):
        setup(**changes)

    assert list(SiteText.objects.order_by("pk").values()) == before
    assert people().count() == 0


@pytest.mark.parametrize(
    ("missing", "option"),
    [
        ("institute", "--institute"),
        ("contact", "--contact"),
        ("chief_name", "--chief-name"),
        ("chief_email", "--chief-email"),
    ],
)
def test_setup_names_the_option_that_is_missing_where_nobody_can_be_asked(missing, option):
    with pytest.raises(CommandError, match=rf"^{option} is missing\."):
        setup(**{missing: None})
