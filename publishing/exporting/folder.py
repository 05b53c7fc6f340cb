"""The folder of the mirror: files are written whole or not at all, and nothing is deleted that was not written here."""

import errno
import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.utils.translation import gettext

OWN = ".mirror"  # everything in the folder that is not a part of the site
MANIFEST = "manifest.sqlite3"
UNFINISHED = "unfinished"


class ExportRefused(Exception):
    """A mirror that cannot be written; `str()` says why and what to do."""


class Folder:
    """A mirror's folder, made where there is none. Raises ExportRefused for one with other things in it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            is_other = path.exists() and (not path.is_dir() or (any(path.iterdir()) and not (path / OWN).is_dir()))
            if is_other:
                raise ExportRefused(
                    gettext(
                        "%(path)s holds something that is no mirror. Name an empty folder, or one that is not there."
                    )
                    % {"path": path}
                )
            (path / OWN).mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise ExportRefused(in_a_sentence(error)) from error

    @property
    def manifest(self) -> Path:
        return self.path / OWN / MANIFEST

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Keep other exports out. Raises ExportRefused while there is one."""
        with (self.path / OWN / "lock").open("w") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as error:
                raise ExportRefused(gettext("This folder is being written by another export. Wait for it.")) from error
            yield

    def write(self, name: str, body: bytes) -> bool:
        """Make the file `name` hold `body`; return False where it does already, and is left alone with its date."""
        target = self.path / name
        if _holds(target, body):
            return False
        unfinished = self.path / OWN / UNFINISHED
        unfinished.write_bytes(body)
        target.parent.mkdir(parents=True, exist_ok=True)
        os.replace(unfinished, target)
        return True

    def delete(self, name: str) -> bool:
        """Delete a file that an export wrote, and the folders that it leaves empty; return whether it was there."""
        target = self.path / name
        try:
            target.unlink()
        except (FileNotFoundError, NotADirectoryError):
            return False
        for folder in target.parents:
            if folder == self.path:
                break
            try:
                folder.rmdir()
            except OSError:  # something else is in it
                break
        return True

    def tidy(self) -> None:
        (self.path / OWN / UNFINISHED).unlink(missing_ok=True)


def _holds(target: Path, body: bytes) -> bool:
    try:
        return target.stat().st_size == len(body) and target.read_bytes() == body
    except OSError:
        return False


def in_a_sentence(error: OSError) -> str:
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return gettext("The disk is full. Make room and run it again; what is written stays, and is gone on with.")
    return gettext("The mirror cannot be written: %(why)s.") % {"why": error.strerror or error}
