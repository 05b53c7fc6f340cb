"""One export: from the first pages along every link, until nothing waits; then what is gone is deleted."""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.utils.translation import gettext

from publishing.exporting.fetching import Answer, Site, only_faults_logged
from publishing.exporting.folder import ExportRefused, Folder, in_a_sentence
from publishing.exporting.links import relative, turn_page, turn_style
from publishing.exporting.manifest import ABSENT, WAITING, WRITTEN, Manifest
from publishing.exporting.places import NOT_FOUND, beginnings, file_of, is_mirrored, is_page, is_static

OK, SERVER_ERROR = 200, 500
REDIRECTS = frozenset({301, 302, 303, 307, 308})


class PageFailed(ExportRefused):
    """A page of the site that cannot be made; what the mirror holds of it stays."""

    def __init__(self, path: str, status: int) -> None:
        super().__init__(path, status)
        self.path, self.status = path, status

    def __str__(self) -> str:
        return gettext(
            "%(path)s answers %(status)s, so the export stopped there; the log says why. Nothing was deleted."
        ) % {"path": self.path, "status": self.status}


@dataclass
class Tally:
    """How far an export is: files of each fate, and addresses that show nothing now."""

    pages: int = 0
    written: int = 0
    unchanged: int = 0
    deleted: int = 0
    absent: int = 0
    coming: int = 0  # files that the site's worker makes; the next run has them

    @property
    def files(self) -> int:
        return self.written + self.unchanged


def export(folder: Path) -> Iterator[Tally]:
    """Write the public site into `folder`; yield the tally after each page, and once more at the end.

    Stopped at any moment, it leaves whole files, and the next run goes on. Raises ExportRefused.
    """
    mirror = Folder(folder)
    try:
        with mirror.locked(), Manifest(mirror.manifest) as manifest, only_faults_logged():
            run = Export(mirror, manifest)
            for _page in run.pages():
                yield run.tally
            run.write_not_found()
            run.delete_left_over()
            mirror.tidy()
            yield run.tally
    except sqlite3.Error as error:
        raise ExportRefused(
            gettext("The mirror's own list cannot be written: %(why)s. Make room, or begin with an empty folder.")
            % {"why": error}
        ) from error
    except OSError as error:
        raise ExportRefused(in_a_sentence(error)) from error


class Export:
    """One run; `find` is what links ask: it makes sure that the mirror has, or will have, what they lead to."""

    def __init__(self, mirror: Folder, manifest: Manifest) -> None:
        self.tally = Tally()
        self._mirror = mirror
        self._manifest = manifest
        self._site = Site()
        self._recent: dict[str, str] = {}

    def pages(self) -> Iterator[str]:
        """Write every page, and the files that pages lead to; yield the path of each."""
        for path in beginnings():
            self._manifest.expect(path, file_of(path))
        while waiting := self._manifest.waiting():
            for path in waiting:
                if self._manifest.state(path) == WAITING:  # else a page asked for it meanwhile
                    self._fetch(path)
                yield path

    def find(self, path: str) -> str:
        """Return the file that shows `path`, "" where the mirror has none. A page may still wait; a file is written."""
        if path in self._recent:
            return self._recent[path]
        if len(self._recent) > 10_000:
            self._recent.clear()
        self._recent[path] = found = self._found(path)
        return found

    def _found(self, path: str) -> str:
        if not is_static(path) and not is_mirrored(path):
            return ""
        self._manifest.expect(path, file_of(path))
        if is_page(path):
            return file_of(path)
        if self._manifest.state(path) == WAITING:
            self._fetch(path)
        return file_of(path) if self._manifest.state(path) == WRITTEN else ""

    def _fetch(self, path: str) -> None:
        if is_static(path):
            self._copy_static(path)
            return
        answer = self._site.get(path)
        if answer.is_coming:
            self.tally.coming += 1
            self._is_absent(path)
        elif answer.status >= SERVER_ERROR:
            raise PageFailed(path, answer.status)
        elif answer.status in REDIRECTS:
            self._lead_on(path, answer)
        elif answer.status == OK:
            self._write(path, self._turned(path, answer))
            self.tally.pages += is_page(path)
        else:
            self.tally.absent += 1
            self._is_absent(path)

    def _turned(self, path: str, answer: Answer) -> bytes:
        return turn_page(answer.body.decode(), file_of(path), self.find).encode() if answer.is_html else answer.body

    def _lead_on(self, path: str, answer: Answer) -> None:
        """Write what a redirect becomes without a server: a page that leads on, or the file itself."""
        target = answer.location.removeprefix(settings.SITE_URL)
        there = self.find(urlsplit(target).path) if target.startswith("/") else ""
        if is_page(path):
            link = relative(file_of(path), there) if there else answer.location
            context = {"link": link, "language": settings.LANGUAGE_CODE}
            self._write(path, render_to_string("publishing/mirror_redirect.html", context).encode())
        elif there:
            self._write(path, (self._mirror.path / there).read_bytes())
        else:
            self.tally.absent += 1
            self._is_absent(path)

    def _copy_static(self, path: str) -> None:
        name = path.removeprefix(settings.STATIC_URL)
        collected = Path(settings.STATIC_ROOT, name)
        source = collected if collected.is_file() else finders.find(name)
        if not source:
            self.tally.absent += 1
            self._is_absent(path)
            return
        body = Path(source).read_bytes()
        if path.endswith(".css"):
            body = turn_style(body.decode(), file_of(path), self.find, base=path).encode()
        self._write(path, body)

    def _write(self, path: str, body: bytes) -> None:
        if self._mirror.write(file_of(path), body):
            self.tally.written += 1
        else:
            self.tally.unchanged += 1
        self._manifest.settle(path, WRITTEN)

    def _is_absent(self, path: str) -> None:
        """Note that the site shows nothing there; what the mirror had of it goes at once."""
        self.tally.deleted += self._mirror.delete(file_of(path))
        self._manifest.settle(path, ABSENT)

    def write_not_found(self) -> None:
        """Write the page for what is not there, its links as they are live: a host shows it at any depth."""
        path = f"/{NOT_FOUND}"
        self._manifest.expect(path, NOT_FOUND)
        self._write(path, self._site.get(path).body)

    def delete_left_over(self) -> None:
        for path, name in self._manifest.left_over():
            self.tally.deleted += self._mirror.delete(name)
            self._manifest.forget(path)
