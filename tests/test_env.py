import os

import pytest
from django.core.exceptions import ImproperlyConfigured

from aiss import env


@pytest.mark.parametrize(("value", "expected"), [("", "desk"), ("  ", "desk"), (" letters ", "letters")])
def test_text_is_the_default_where_nothing_is_said(monkeypatch, value, expected):
    monkeypatch.setenv("SOMETHING", value)

    assert env.text("SOMETHING", default="desk") == expected


def test_text_is_the_default_where_the_variable_is_unset(monkeypatch):
    monkeypatch.delenv("SOMETHING", raising=False)

    assert env.text("SOMETHING", default="desk") == "desk"


def test_required_names_the_variable_and_the_remedy(monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "")

    with pytest.raises(ImproperlyConfigured) as caught:
        env.required("SECRET_KEY")

    assert str(caught.value).startswith("SECRET_KEY is not set. Run `make run`")


@pytest.mark.parametrize(
    ("value", "expected"), [("true", True), ("Yes", True), ("1", True), ("off", False), ("0", False), ("", True)]
)
def test_flag_reads_yes_and_no(monkeypatch, value, expected):
    monkeypatch.setenv("DEMO", value)

    assert env.flag("DEMO", default=True) is expected


def test_flag_refuses_a_misspelt_switch(monkeypatch):
    monkeypatch.setenv("DEBUG", "flase")

    with pytest.raises(ImproperlyConfigured) as caught:
        env.flag("DEBUG", default=False)

    assert str(caught.value) == "DEBUG must be true or false, not “flase”."


def test_number_reads_a_whole_number(monkeypatch):
    monkeypatch.setenv("PORT", "8123")

    assert env.number("PORT", default=8000, lowest=1, highest=65535) == 8123


@pytest.mark.parametrize("value", ["abc", "-1", "0", "65536", "80.5", "۸۰۰۰", "1_000"])
def test_number_refuses_what_is_none(monkeypatch, value):
    monkeypatch.setenv("PORT", value)

    with pytest.raises(ImproperlyConfigured) as caught:
        env.number("PORT", default=8000, lowest=1, highest=65535)

    assert str(caught.value) == f"PORT must be a whole number from 1 to 65535, not “{value}”."


def test_load_sets_only_what_the_environment_does_not(monkeypatch, tmp_path):
    monkeypatch.setattr(os, "environ", os.environ.copy())
    monkeypatch.setattr(env.environ.Env, "ENVIRON", {"HOST": "::1"})
    file = tmp_path / "a file.env"
    file.write_text("# a comment\nHOST=127.0.0.1\n#PORT=1\nFROM_EMAIL='desk@example.org'\n")

    env.load(file)

    assert env.environ.Env.ENVIRON == {"HOST": "::1", "FROM_EMAIL": "desk@example.org"}


def test_load_of_a_missing_file_does_nothing(monkeypatch, tmp_path):
    monkeypatch.setattr(env.environ.Env, "ENVIRON", {})

    env.load(tmp_path / "missing.env")

    assert env.environ.Env.ENVIRON == {}


@pytest.mark.parametrize(
    ("named", "own", "expected"),
    [("given.env", True, "given.env"), ("", True, ".env"), ("", False, "var/demo.env")],
)
def test_default_file_is_the_named_one_then_the_own_then_the_demo(monkeypatch, tmp_path, named, own, expected):
    monkeypatch.setenv("AISS_ENV_FILE", named)
    monkeypatch.setattr(env, "BASE_DIR", tmp_path)
    if own:
        (tmp_path / ".env").touch()

    assert env.default_file() == tmp_path / expected
