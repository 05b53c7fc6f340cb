"""One file that holds the whole desk but its keys: the database, every stored file, and a manifest with their sums.

The manifest comes last, because only then the sums are known. It also holds what shows that the keys of an
installation fit: a sealed word and a blind index, from which neither key can be found.
"""

import base64
import hashlib
import io
import json
import os
import shutil
import tarfile
import zlib
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO

from django.conf import settings
from django.core.files import File
from django.core.files.storage import Storage, default_storage
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from aiss import database_copy, vault

FORMAT = 1
MANIFEST = "manifest.json"
DATABASE = "database"
FILES = "files/"
PROOF = "backup"
CHUNK = 1024 * 1024


class BackupRefused(Exception):
    """The backup cannot be written or used; `str()` says why and what to do."""


@dataclass(frozen=True, kw_only=True)
class Manifest:
    """What a backup says of itself. `sums` maps each member of the archive to its SHA-256 as hex."""

    format: int
    made_at: str
    engine: str
    migrations: list[list[str]]
    sealed: str
    index: str
    sums: dict[str, str]

    def stored_files(self) -> list[str]:
        """Return the names of the stored files in the backup."""
        return [name.removeprefix(FILES) for name in self.sums if name.startswith(FILES)]


class SummingReader:
    """Reads from a file and sums what was read."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file = file
        self.sum = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        data = self.file.read(size)
        self.sum.update(data)
        return data


def stored_names(storage: Storage, folder: str = "") -> Iterator[str]:
    """Yield the name of every file in `storage`, sorted within its folder."""
    try:
        folders, files = storage.listdir(folder)
    except FileNotFoundError:
        return
    for name in sorted(files):
        yield f"{folder}{name}"
    for name in sorted(folders):
        yield from stored_names(storage, f"{folder}{name}/")


def write(target: Path) -> Manifest:
    """Write a backup to the new file `target`, readable by its owner alone, while the desk goes on working.

    Raises BackupRefused where the file exists or its folder does not, and database_copy.CopyFailed.
    """
    if target.exists():
        raise BackupRefused(f"{target} exists already. Choose another name.")
    if not target.parent.is_dir():
        raise BackupRefused(f"There is no folder {target.parent}. Make it first, or choose another one.")
    with TemporaryDirectory(prefix=".backup-", dir=target.parent) as folder:
        database, archive = Path(folder, DATABASE), Path(folder, "archive")
        database_copy.copy_out(connection, database)
        with open(os.open(archive, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            with tarfile.open(fileobj=file, mode="w:gz", compresslevel=6) as tar:
                manifest = fill(tar, database)
            file.flush()
            os.fsync(file.fileno())
        archive.rename(target)
    return manifest


def fill(tar: tarfile.TarFile, database: Path) -> Manifest:
    """Add the database's copy, the stored files and the manifest to `tar`; return the manifest."""
    sums = {}
    with database.open("rb") as file:
        sums[DATABASE] = add(tar, DATABASE, file, database.stat().st_size)
    for name in stored_names(default_storage):
        with default_storage.open(name) as file:
            sums[FILES + name] = add(tar, FILES + name, file, file.size)
    manifest = Manifest(
        format=FORMAT,
        made_at=timezone.now().isoformat(timespec="seconds"),
        engine=connection.vendor,
        migrations=sorted(list(key) for key in MigrationRecorder(connection).applied_migrations()),
        sealed=base64.b64encode(vault.seal(PROOF.encode(), context=PROOF)).decode(),
        index=vault.blind_index(PROOF, purpose=PROOF),
        sums=sums,
    )
    text = json.dumps(asdict(manifest), indent=1).encode()
    add(tar, MANIFEST, io.BytesIO(text), len(text))
    return manifest


def add(tar: tarfile.TarFile, name: str, file: IO[bytes], size: int) -> str:
    """Add `size` bytes of `file` to `tar` as `name`; return their sum."""
    member = tarfile.TarInfo(name)
    member.size, member.mode = size, 0o600
    member.mtime = int(timezone.now().timestamp())
    reader = SummingReader(file)
    tar.addfile(member, reader)
    return reader.sum.hexdigest()


def verify(archive: Path) -> Manifest:
    """Read `archive` to its end and return its manifest. Raises BackupRefused where anything is missing or changed."""
    sums: dict[str, str] = {}
    manifest = None
    try:
        with tarfile.open(archive, mode="r|gz") as tar:
            for member in tar:
                if not member.isfile():
                    raise BackupRefused(f"{archive} is not a backup of this desk.")
                file = tar.extractfile(member)
                if member.name == MANIFEST:
                    manifest = Manifest(**json.loads(file.read()))
                else:
                    sums[member.name] = sum_of(file)
    except FileNotFoundError:
        raise BackupRefused(f"There is no file {archive}.") from None
    except (OSError, EOFError, tarfile.TarError, zlib.error, TypeError, ValueError) as error:
        raise BackupRefused(f"{archive} is damaged or not a backup of this desk ({error}). Use another one.") from error
    if manifest is None or manifest.sums != sums:
        raise BackupRefused(f"{archive} is damaged: its content does not match its sums. Use another one.")
    return manifest


def sum_of(file: IO[bytes]) -> str:
    """Return the SHA-256 of what is left to read in `file` as hex."""
    digest = hashlib.sha256()
    while chunk := file.read(CHUNK):
        digest.update(chunk)
    return digest.hexdigest()


def replace(archive: Path, storage: Storage) -> None:
    """Put the database and the stored files of `archive`, which was verified, in the place of what there is.

    The database changes as a whole or not at all (database_copy.CopyFailed); then the files follow.
    """
    settings.DATA_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)
    with TemporaryDirectory(prefix="restore-", dir=settings.DATA_DIR) as folder, tarfile.open(archive) as tar:
        database = Path(folder, DATABASE)
        with tar.extractfile(DATABASE) as source, database.open("wb") as target:
            shutil.copyfileobj(source, target, CHUNK)
        database_copy.copy_in(connection, database)
        for name in list(stored_names(storage)):
            storage.delete(name)
        for member in tar:
            if member.name.startswith(FILES):
                storage.save(member.name.removeprefix(FILES), File(tar.extractfile(member)))
