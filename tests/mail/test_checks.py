"""Settings that letters depend on, each with its check."""

import pytest
from django.core import checks


def found(*, deploy: bool = False) -> list[str]:
    messages = checks.run_checks(tags=["security"], include_deployment_checks=deploy)
    return [message.id for message in messages if message.id.startswith(("aiss.mail.", "aiss.vault."))]


def test_good_settings_pass(settings):
    settings.MESSAGE_ID_DOMAIN = "desk.example.org"
    settings.EMAIL_URL = "smtp+tls://desk:password@mail.example.org:587"

    assert found(deploy=True) == []


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("DESK_EMAIL", "", "aiss.mail.E001"),
        ("DESK_EMAIL", "desk", "aiss.mail.E001"),
        ("DESK_EMAIL", "a@example.org, b@example.org", "aiss.mail.E001"),
        ("DESK_EMAIL", "a@example.org\nBcc: b@example.org", "aiss.mail.E001"),
        ("DEFAULT_FROM_EMAIL", "", "aiss.mail.E002"),
        ("DEFAULT_FROM_EMAIL", "a@example.org\nBcc: b@example.org", "aiss.mail.E002"),
        ("DEFAULT_FROM_EMAIL", "The desk <desk>", "aiss.mail.E002"),
        ("IDENTITY_KEYS", "1:short", "aiss.vault.E001"),
    ],
)
def test_wrong_setting_is_an_error(settings, name, value, expected):
    setattr(settings, name, value)

    assert found() == [expected]


@pytest.mark.parametrize("value", ["desk@example.org", "The desk <desk@example.org>", "desk@localhost"])
def test_sender_may_have_a_name(settings, value):
    settings.DEFAULT_FROM_EMAIL = value

    assert found() == []


def test_demo_needs_no_mailbox(settings):
    settings.DEMO, settings.DESK_EMAIL = True, ""

    assert found(deploy=True) == []


def test_default_message_id_domain_is_warned_about_at_deployment(settings):
    settings.MESSAGE_ID_DOMAIN, settings.EMAIL_URL = "aiss.invalid", "smtp+tls://desk:password@mail.example.org:587"

    assert (found(), found(deploy=True)) == ([], ["aiss.mail.W003"])


def test_missing_mail_account_is_warned_about_at_deployment(settings):
    settings.MESSAGE_ID_DOMAIN, settings.EMAIL_URL = "desk.example.org", ""

    assert (found(), found(deploy=True)) == ([], ["aiss.mail.W004"])
