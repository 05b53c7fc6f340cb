import os

import pytest
from django.core.checks import registry
from django.core.management import call_command
from django.core.management.base import SystemCheckError

from aiss import checks


def ids(found):
    return [message.id for message in found]


@pytest.fixture
def demo(settings):
    settings.DEMO = True
    settings.HOST = "127.0.0.1"
    settings.ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]", "desk.localhost"]
    settings.EMAIL_URL = ""
    return settings


@pytest.fixture
def real(settings):
    settings.DEMO = False
    settings.SITE_URL = "https://desk.example.org"
    settings.PROXY_HOPS = 1
    return settings


def test_demo_on_this_machine_alone_is_accepted(demo):
    assert checks.demo_stays_at_home() == []


@pytest.mark.parametrize("host", ["desk.example.org", "192.168.1.5", "*", "127.0.0.1.example.org"])
def test_demo_is_refused_for_any_other_host(demo, host):
    demo.ALLOWED_HOSTS = ["localhost", host]

    found = checks.demo_stays_at_home()

    assert ids(found) == ["aiss.E001"]
    assert found[0].msg == f"Demo mode would answer to {host}."
    assert found[0].hint.endswith("unset DEMO and run `make install`.")


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "10.0.0.7", "desk.example.org"])  # noqa: S104 - only read
def test_demo_is_refused_on_any_other_address(demo, host):
    demo.HOST = host

    assert ids(checks.demo_stays_at_home()) == ["aiss.E002"]


def test_demo_that_would_send_letters_is_refused(demo):
    demo.EMAIL_URL = "smtp://mail.example.org"

    assert ids(checks.demo_stays_at_home()) == ["aiss.E003"]


def test_refused_demo_stops_every_command(demo):
    demo.HOST = "0.0.0.0"  # noqa: S104 - the check is there to refuse it

    with pytest.raises(SystemCheckError) as caught:
        call_command("check")

    assert "(aiss.E002) Demo mode would listen on 0.0.0.0." in str(caught.value)


def test_real_desk_may_listen_anywhere(settings):
    settings.HOST, settings.ALLOWED_HOSTS = "0.0.0.0", ["desk.example.org"]  # noqa: S104 - only read

    assert checks.demo_stays_at_home() == []


@pytest.mark.parametrize("name", ["SECRET_KEY", "IDENTITY_INDEX_KEY"])
def test_repeated_key_is_refused(settings, name):
    setattr(settings, name, settings.IDENTITY_KEYS.partition(":")[2])

    assert ids(checks.keys_are_independent()) == ["aiss.E004"]


def test_independent_keys_are_accepted():
    assert checks.keys_are_independent() == []


@pytest.mark.parametrize(
    ("address", "hops", "expected"),
    [
        ("https://desk.example.org", 1, []),
        ("http://127.0.0.1:8000", 0, []),
        ("http://desk.example.org", 1, ["aiss.W005"]),
        ("https://desk.example.org", 0, ["aiss.E006"]),
    ],
)
def test_site_is_reached_by_https_through_a_trusted_proxy(real, address, hops, expected):
    real.SITE_URL, real.PROXY_HOPS = address, hops

    assert ids(checks.site_is_reached_by_https()) == expected


@pytest.mark.parametrize(
    ("database", "broker", "mail", "expected"),
    [
        ({"HOST": ""}, "", "", []),
        ({"HOST": "/run/postgresql"}, "redis://127.0.0.1:6379/0", "smtp://localhost:25", []),
        ({"HOST": "db.example.org", "OPTIONS": {"sslmode": "verify-full"}}, "rediss://r.example.org", "", []),
        ({"HOST": "db.example.org", "OPTIONS": {"sslmode": "require"}}, "", "", ["DATABASE_URL"]),
        ({"HOST": ""}, "redis://:secret@r.example.org:6379/0", "", ["REDIS_URL"]),
        ({"HOST": ""}, "", "smtp://desk:secret@mail.example.org:25", ["EMAIL_URL"]),
        ({"HOST": ""}, "", "smtp+tls://desk:secret@mail.example.org:587", []),
    ],
)
def test_services_elsewhere_are_reached_encrypted(real, monkeypatch, database, broker, mail, expected):
    monkeypatch.setitem(real.DATABASES, "default", database)
    real.REDIS_URL, real.EMAIL_URL = broker, mail

    found = checks.services_are_reached_encrypted()

    assert [message.msg.split()[0] for message in found] == expected
    assert ids(found) == ["aiss.W007"] * len(expected)
    assert "secret" not in "".join(f"{message.msg} {message.hint}" for message in found)


@pytest.mark.parametrize(
    ("mode", "expected"), [(0o600, []), (0o400, []), (0o640, ["aiss.W008"]), (0o604, ["aiss.W008"])]
)
def test_keys_are_kept_from_other_accounts(real, tmp_path, monkeypatch, mode, expected):
    file = tmp_path / "desk.env"
    file.touch(mode=0o600)
    file.chmod(mode)
    monkeypatch.setenv("AISS_ENV_FILE", str(file))

    assert ids(checks.keys_are_kept_private()) == expected


def test_data_folder_that_is_still_to_be_made_is_accepted(real, tmp_path):
    real.DATA_DIR = tmp_path / "not" / "yet"

    assert checks.data_can_be_written() == []


def test_data_folder_that_cannot_be_written_is_refused(real, tmp_path, monkeypatch):
    real.DATA_DIR = tmp_path
    monkeypatch.setattr(os, "access", lambda path, mode: path != tmp_path)  # root may write everywhere

    assert ids(checks.data_can_be_written()) == ["aiss.E009"]


def test_every_check_is_registered():
    always = {check.__name__ for check in registry.registry.registered_checks}
    for_real = {check.__name__ for check in registry.registry.deployment_checks}

    assert {check.__name__ for check in checks.ALWAYS} <= always
    assert {check.__name__ for check in checks.FOR_REAL} <= for_real
