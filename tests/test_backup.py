import json
import shutil
import stat
import tarfile

import pytest

from aiss import backup
from tests.scratch import manage, scratch_database

SETUP = [
    "setup", "--institute=Institute of Letters", "--institute-fa=انستیتوت", "--institute-ps=انستیتیوت",
    "--contact=office@example.org", "--chief-name=Laila", "--chief-email=canary@example.org",
]  # fmt: skip


class Desk:
    """An installation of its own: a database, and a folder for its files."""

    def __init__(self, database, folder):
        self.database, self.folder = database, folder

    def manage(self, *arguments, expect=0):
        return manage(*arguments, database=self.database, folder=self.folder, expect=expect)

    def rows(self):
        """Return what stands in a few tables; an address is sealed anew at each look, so its index stands for it."""
        rows = json.loads(self.manage("dumpdata", "accounts.user", "accounts.role", "publishing.sitetext"))
        for row in rows:
            row["fields"].pop("email", None)
        return rows

    def files(self):
        root = self.folder / "files"
        return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    folder = tmp_path_factory.mktemp("desk")
    with scratch_database(folder) as database:
        desk = Desk(database, folder)
        desk.manage("migrate", "--verbosity=0")
        desk.manage(*SETUP)
        (folder / "files" / "photos").mkdir(parents=True)
        (folder / "files" / "photos" / "عکس 1.jpg").write_bytes(b"\xff\xd8" * 5000)
        (folder / "files" / "empty").touch()
        yield desk


@pytest.fixture(scope="module")
def archive(desk, tmp_path_factory):
    path = tmp_path_factory.mktemp("backups") / "desk.tar.gz"
    desk.said = desk.manage("backup", path)
    return path


@pytest.fixture
def other(tmp_path):
    folder = tmp_path / "other"
    folder.mkdir()
    with scratch_database(folder) as database:
        yield Desk(database, folder)


def test_backup_says_what_is_in_it_and_what_is_not(desk, archive):
    assert desk.said.splitlines()[0].endswith("the database and 2 stored files.")
    assert desk.said.splitlines()[1].startswith("The keys in .env are not in it")
    assert stat.S_IMODE(archive.stat().st_mode) == 0o600
    assert [path.name for path in archive.parent.iterdir()] == ["desk.tar.gz"]


def test_backup_holds_neither_keys_nor_addresses_in_clear(archive, settings):
    with tarfile.open(archive) as tar:
        content = b"".join(tar.extractfile(member).read() for member in tar)

    assert b"canary" not in content
    keys = [settings.SECRET_KEY, settings.IDENTITY_INDEX_KEY, settings.IDENTITY_KEYS.partition(":")[2]]
    assert [key for key in keys if key.encode() in content] == []


def test_restore_into_an_empty_installation_brings_everything_back(desk, archive, other):
    said = other.manage("restore", archive)

    assert said.splitlines()[-1].startswith("Restored the desk of ")
    assert other.rows() == desk.rows()
    assert other.files() == desk.files()


def test_restore_replaces_a_desk_only_when_told_so(desk, archive, other):
    other.manage("migrate", "--verbosity=0")
    other.manage(*SETUP[:-1], "--chief-email=somebody@example.org")
    (other.folder / "files").mkdir()
    (other.folder / "files" / "later").write_text("later")
    before = other.rows()

    refusal = other.manage("restore", archive, expect=1)

    assert "Add --replace to give up what is in it." in refusal
    assert other.rows() == before

    other.manage("restore", archive, "--replace")

    assert other.rows() == desk.rows()
    assert other.files() == desk.files()


def test_restore_refuses_other_keys_before_it_changes_anything(archive, other, monkeypatch):
    monkeypatch.setenv("IDENTITY_KEYS", "1:b3RoZXIta2V5LW90aGVyLWtleS1vdGhlci1rZXktb3Q=")

    refusal = other.manage("restore", archive, expect=1)

    assert "The keys in .env do not open this backup." in refusal


def repack(archive, target, change):
    """Write the members of `archive` to `target`, each passed through `change(name, data)`; None leaves one out."""
    with tarfile.open(archive) as source, tarfile.open(target, "w:gz") as tar:
        for member in source:
            data = change(member.name, source.extractfile(member).read())
            if data is not None:
                member.size = len(data)
                tar.addfile(member, backup.io.BytesIO(data))


def with_manifest(**fields):
    def change(name, data):
        return json.dumps(json.loads(data) | fields).encode() if name == backup.MANIFEST else data

    return change


@pytest.mark.parametrize(
    "change",
    [
        lambda name, data: data.replace(b"\xff", b"\xfe") if name.endswith(".jpg") else data,
        lambda name, data: None if name == "files/empty" else data,
        lambda name, data: None if name == backup.MANIFEST else data,
        with_manifest(sums={}),
        with_manifest(unknown=1),
    ],
    ids=["changed", "missing", "no manifest", "no sums", "unknown field"],
)
def test_verify_refuses_an_archive_that_is_not_whole(archive, tmp_path, change):
    repack(archive, tmp_path / "other.tar.gz", change)

    with pytest.raises(backup.BackupRefused, match="is damaged"):
        backup.verify(tmp_path / "other.tar.gz")


@pytest.mark.parametrize("kept", [0, 100, 5000])
def test_verify_refuses_an_archive_that_was_cut_off(archive, tmp_path, kept):
    (tmp_path / "cut.tar.gz").write_bytes(archive.read_bytes()[:kept])

    with pytest.raises(backup.BackupRefused, match="is damaged"):
        backup.verify(tmp_path / "cut.tar.gz")


def test_verify_refuses_a_link_in_the_archive(tmp_path):
    with tarfile.open(tmp_path / "links.tar.gz", "w:gz") as tar:
        link = tarfile.TarInfo("files/passwords")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        tar.addfile(link)

    with pytest.raises(backup.BackupRefused, match="is not a backup"):
        backup.verify(tmp_path / "links.tar.gz")


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"format": 99}, "written by another version"),
        ({"engine": "oracle"}, "This backup is of oracle"),
        ({"migrations": [["publishing", "9999_from_the_future"]]}, "written by a newer version"),
    ],
)
def test_restore_refuses_a_backup_that_does_not_fit(archive, other, tmp_path, fields, sentence):
    repack(archive, tmp_path / "other.tar.gz", with_manifest(**fields))

    assert sentence in other.manage("restore", tmp_path / "other.tar.gz", expect=1)


def test_restore_names_a_file_that_is_not_there(other, tmp_path):
    assert f"There is no file {tmp_path}/none." in other.manage("restore", tmp_path / "none", expect=1)


def test_backup_never_overwrites_a_file(archive, desk):
    before = archive.read_bytes()

    assert "exists already. Choose another name." in desk.manage("backup", archive, expect=1)
    assert archive.read_bytes() == before


def test_backup_names_a_folder_that_is_not_there(desk, tmp_path):
    assert "There is no folder" in desk.manage("backup", tmp_path / "none" / "desk.tar.gz", expect=1)


def test_failed_backup_leaves_nothing_behind(desk, tmp_path):
    broken = Desk(desk.database, tmp_path / "broken")
    shutil.copytree(desk.folder, broken.folder)
    (tmp_path / "target").mkdir()
    (broken.folder / "files" / "dangling").symlink_to("nowhere")

    broken.manage("backup", tmp_path / "target" / "desk.tar.gz", expect=1)

    assert list((tmp_path / "target").iterdir()) == []
