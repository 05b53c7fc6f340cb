import base64
import stat

from aiss import keys


def pairs_in(path):
    return dict(line.split("=", 1) for line in path.read_text().splitlines() if line and not line.startswith("#"))


def test_new_keys_are_random_and_independent():
    first, second = keys.new_keys(), keys.new_keys()

    assert sorted(first) == ["IDENTITY_INDEX_KEY", "IDENTITY_KEYS", "SECRET_KEY"]
    assert len({*first.values(), *second.values()}) == 6
    assert len(first["SECRET_KEY"]) >= 50


def test_identity_key_is_number_one_and_holds_thirty_two_bytes():
    number, _, key = keys.new_keys()["IDENTITY_KEYS"].partition(":")

    assert number == "1"
    assert len(base64.urlsafe_b64decode(key)) == 32


def test_write_makes_a_file_that_only_its_owner_reads(tmp_path):
    path = tmp_path / "var" / "demo.env"

    added = keys.write(path, {"DEMO": "true", "SECRET_KEY": "abc"})

    assert added == ["DEMO", "SECRET_KEY"]
    assert path.read_text() == "DEMO=true\nSECRET_KEY=abc\n"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [entry.name for entry in path.parent.iterdir()] == ["demo.env"]


def test_write_never_changes_a_key_that_is_there(tmp_path):
    path = tmp_path / ".env"
    keys.write(path, keys.new_keys())
    before = path.read_bytes()

    added = keys.write(path, keys.new_keys())

    assert added == []
    assert path.read_bytes() == before


def test_write_fills_empty_names_and_keeps_every_other_line(tmp_path):
    path = tmp_path / ".env"
    path.write_text("# keys\nSECRET_KEY=\n#IDENTITY_KEYS=1:old\nexport IDENTITY_INDEX_KEY=kept\nPORT=8001")

    added = keys.write(path, {"SECRET_KEY": "a=b", "IDENTITY_KEYS": "1:new", "IDENTITY_INDEX_KEY": "other"})

    assert added == ["SECRET_KEY", "IDENTITY_KEYS"]
    assert path.read_text() == (
        "# keys\n#IDENTITY_KEYS=1:old\nexport IDENTITY_INDEX_KEY=kept\nPORT=8001\nSECRET_KEY=a=b\nIDENTITY_KEYS=1:new\n"
    )


def test_main_writes_demo_keys_beside_the_data_and_real_ones_to_env(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(keys, "BASE_DIR", tmp_path)

    keys.main(["--demo"])
    keys.main([])
    keys.main([])

    assert sorted(pairs_in(tmp_path / "var" / "demo.env")) == [
        "DEMO", "IDENTITY_INDEX_KEY", "IDENTITY_KEYS", "SECRET_KEY"
    ]  # fmt: skip
    assert sorted(pairs_in(tmp_path / ".env")) == ["IDENTITY_INDEX_KEY", "IDENTITY_KEYS", "SECRET_KEY"]
    assert capsys.readouterr().out.splitlines() == [
        "Wrote DEMO, SECRET_KEY, IDENTITY_KEYS, IDENTITY_INDEX_KEY to var/demo.env.",
        "Wrote SECRET_KEY, IDENTITY_KEYS, IDENTITY_INDEX_KEY to .env.",
    ]
