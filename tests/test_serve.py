import socket
import sys

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from aiss.management.commands import serve
from aiss.supervisor import Plan, answers
from aiss.web import CannotListen, refuse_taken_port


@pytest.fixture
def taken_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield listener.getsockname()[1]


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def test_serve_refuses_a_taken_port_before_anything_starts(settings, taken_port, tmp_path):
    settings.PORT, settings.DATA_DIR = taken_port, tmp_path / "data"

    with pytest.raises(CommandError) as caught:
        call_command("serve", "--prepare")

    assert str(caught.value) == (
        f"Port {taken_port} is taken by another program. Choose another one, for example PORT={taken_port + 1}."
    )
    assert not settings.DATA_DIR.exists()


def test_free_port_is_accepted():
    assert refuse_taken_port("127.0.0.1", free_port()) is None


@pytest.mark.parametrize("host", ["192.0.2.1", "desk.invalid"])
def test_serve_refuses_an_address_of_another_machine(host):
    with pytest.raises(CannotListen) as caught:
        refuse_taken_port(host, free_port())

    assert str(caught.value).startswith(f"HOST={host} is no address of this machine.")


def test_serve_starts_three_processes(settings):
    commands = serve.commands()

    assert list(commands) == ["web server", "worker", "clock"]
    assert [command[0] for command in commands.values()] == [sys.executable] * 3
    assert commands["web server"][1:] == ["-m", "aiss.web"]
    assert f"--schedule={settings.DATA_DIR / 'beat'}" in commands["clock"]


def test_announcement_names_the_addresses(settings):
    settings.SITE_URL, settings.DEMO = "https://desk.example.org", False

    assert serve.announcement().splitlines() == [
        "",
        "The public site    https://desk.example.org/en/",
        "The editors' desk  https://desk.example.org/admin/",
        "Stop with Ctrl-C.",
    ]


def test_announcement_of_a_demo_says_so(settings):
    settings.DEMO = True

    assert "This is a demo: it answers on this machine only, and its letters stay in it." in serve.announcement()


def test_plan_survives_being_written_into_a_command():
    plan = Plan(folder="/a desk", commands={"web": ["run", "it's"]}, host="::1", port=1, announcement="“یک”\n")

    python, program, text = plan.to_command()

    assert (python, program.endswith("aiss/supervisor.py")) == (sys.executable, True)
    assert Plan.from_json(text) == plan


def test_nobody_answers_on_a_free_port():
    assert answers("127.0.0.1", free_port()) is False
