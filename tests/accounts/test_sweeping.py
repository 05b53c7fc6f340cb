import datetime

import pytest
import time_machine
from django.contrib.sessions.models import Session

from aiss.accounts import codes, passwords, staff
from aiss.accounts.models import Invitation, LimitCounter, PasswordReset, Role, SignInCode
from aiss.accounts.sweeping import forget_expired
from aiss.accounts.tasks import forget_expired as task
from tests.accounts.making import NETWORK, mailed_code, make_staff

pytestmark = pytest.mark.django_db

NOON = datetime.datetime(2026, 3, 1, 12, tzinfo=datetime.UTC)
ADDRESS = "soraya@example.org"


def rows() -> dict[str, int]:
    models = (LimitCounter, SignInCode, PasswordReset, Invitation, Session)
    return {model.__name__: model.objects.count() for model in models if model.objects.exists()}


@pytest.mark.parametrize(
    ("later", "left"),
    [
        ({"minutes": 59}, {"LimitCounter": 6, "SignInCode": 1, "PasswordReset": 1, "Invitation": 1, "Session": 1}),
        ({"minutes": 60}, {"SignInCode": 1, "Invitation": 1, "Session": 1}),
        ({"days": 1, "minutes": 60}, {"Invitation": 1, "Session": 1}),
        ({"days": 7}, {"Session": 1}),
        ({"days": 15}, {}),
    ],
)
def test_everything_is_forgotten_in_its_time(client, later, left):
    with time_machine.travel(NOON, tick=False):
        chief = make_staff("Parwin", "chief_editor")
        codes.send(address=ADDRESS, language="fa", network=NETWORK)
        passwords.send_reset(address=ADDRESS, network=NETWORK)
        roles = Role.objects.named("editor")
        staff.invite(by=chief, address="nadia@example.org", display_name="Nadia", roles=roles, language="en")
        client.force_login(chief)
    with time_machine.travel(NOON + datetime.timedelta(**later), tick=False):
        forget_expired()

        assert rows() == left


def test_expired_code_is_still_called_expired_after_a_sweep():
    with time_machine.travel(NOON, tick=False):
        codes.send(address=ADDRESS, language="fa", network=NETWORK)
    with time_machine.travel(NOON + datetime.timedelta(hours=2), tick=False):
        forget_expired()
        with pytest.raises(codes.CodeExpired):
            codes.redeem(address=ADDRESS, code=mailed_code(ADDRESS), network=NETWORK)


def test_task_has_its_agreed_name_and_sweeps():
    with time_machine.travel(NOON, tick=False):
        codes.send(address=ADDRESS, language="fa", network=NETWORK)

    task()

    assert task.name == "aiss.accounts.forget_expired"
    assert rows() == {}
