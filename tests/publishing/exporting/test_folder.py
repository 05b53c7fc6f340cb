"""The mirror's folder: files are whole, dates are kept, and only its own files are ever deleted."""

import errno
import os

import pytest

from publishing.exporting.folder import ExportRefused, Folder, in_a_sentence
from publishing.exporting.manifest import ABSENT, WAITING, WRITTEN, Manifest


def test_folder_with_other_things_is_refused_and_left_alone(tmp_path):
    (tmp_path / "letter.txt").write_text("mine")

    with pytest.raises(ExportRefused, match="no mirror"):
        Folder(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_file_in_place_of_a_folder_is_refused(tmp_path):
    (tmp_path / "x").write_text("mine")

    for path in (tmp_path / "x", tmp_path / "x" / "y"):
        with pytest.raises(ExportRefused):
            Folder(path)


def test_unchanged_file_keeps_its_date(tmp_path):
    folder = Folder(tmp_path / "mirror")
    assert folder.write("en/index.html", b"one") is True
    os.utime(folder.path / "en/index.html", (1, 1))

    assert folder.write("en/index.html", b"one") is False
    assert (folder.path / "en/index.html").stat().st_mtime == 1
    assert folder.write("en/index.html", b"two") is True
    assert (folder.path / "en/index.html").read_bytes() == b"two"


def test_deleting_takes_empty_folders_along_and_nothing_else(tmp_path):
    folder = Folder(tmp_path)
    folder.write("en/articles/a/index.html", b"a")
    folder.write("en/index.html", b"home")
    (tmp_path / "en/articles/kept.txt").write_text("mine")

    assert folder.delete("en/articles/a/index.html") is True
    assert folder.delete("en/articles/a/index.html") is False
    assert sorted(path.name for path in (tmp_path / "en").rglob("*")) == ["articles", "index.html", "kept.txt"]


def test_two_exports_do_not_meet(tmp_path):
    first, second = Folder(tmp_path), Folder(tmp_path)

    with first.locked(), pytest.raises(ExportRefused), second.locked():
        pass
    with second.locked():
        pass


def test_full_disk_is_told_in_a_sentence():
    assert "disk is full" in in_a_sentence(OSError(errno.ENOSPC, "No space left on device"))
    assert "Permission denied" in in_a_sentence(OSError(errno.EACCES, "Permission denied"))


def test_manifest_knows_what_an_earlier_run_wrote(tmp_path):
    with Manifest(tmp_path / "m") as manifest:
        for path in ("/a/", "/b/", "/c/"):
            manifest.expect(path, f"{path[1:]}index.html")
        manifest.settle("/a/", WRITTEN)
        manifest.settle("/b/", WRITTEN)
        assert manifest.waiting() == ["/c/"]

    with Manifest(tmp_path / "m") as manifest:
        manifest.expect("/a/", "a/index.html")
        manifest.expect("/d/", "d/index.html")
        assert (manifest.state("/a/"), manifest.state("/b/")) == (WAITING, None)
        manifest.settle("/a/", WRITTEN)
        manifest.expect("/a/", "a/index.html")
        assert manifest.state("/a/") == WRITTEN
        manifest.settle("/d/", ABSENT)
        left = {}
        for path, name in manifest.left_over():
            left[path] = name
            manifest.forget(path)
        assert left == {"/b/": "b/index.html", "/c/": "c/index.html", "/d/": "d/index.html"}
        assert manifest.state("/a/") == WRITTEN
