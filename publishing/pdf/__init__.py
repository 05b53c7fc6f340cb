"""PDF from a page for print, made by a child with limits; on a machine without the libraries for it, none."""

import json
import sys
import tempfile
from ctypes.util import find_library
from functools import lru_cache
from pathlib import Path

from aiss import child

# What WeasyPrint loads; Debian has them all with its package libpangoft2-1.0-0
LIBRARIES = ("gobject-2.0", "pango-1.0", "pangoft2-1.0", "harfbuzz", "fontconfig")
REMEDY = "apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
SECONDS = 30.0
MOST_OUTPUT = 32 * 1024 * 1024
MOST_FILE = 16 * 1024 * 1024  # a font, or what fontconfig keeps of them
_CHILD = Path(__file__).with_name("pdf_child.py")


class PdfFailed(Exception):
    """No PDF came of a page: it took too long or too much memory, or the libraries are missing."""


def missing_libraries() -> list[str]:
    """Return the libraries that this machine lacks; looking for them is remembered."""
    return [name for name in LIBRARIES if not _is_there(name)]


@lru_cache(maxsize=32)
def _is_there(name: str) -> bool:
    return find_library(name) is not None


def is_possible() -> bool:
    """Return whether this machine can make PDFs."""
    return not missing_libraries()


def make_pdf(html: str, css: str, *, base: str, identifier: str) -> bytes:
    """Return the PDF of a whole page whose fonts and pictures are data in it; links are made absolute by `base`.

    `identifier` names the file inside it. Raises PdfFailed.
    """
    if not is_possible():
        raise PdfFailed
    given = json.dumps({"html": html, "css": css, "base": base, "identifier": identifier}).encode()
    command = [sys.executable, "-I", str(_CHILD)]
    with tempfile.TemporaryDirectory(prefix="aiss-pdf-") as folder:
        try:
            data = child.run(
                command, given, most_output=MOST_OUTPUT, seconds=SECONDS, most_file=MOST_FILE, folder=folder
            )
        except child.ChildFailed as failure:
            raise PdfFailed from failure
    if not data.startswith(b"%PDF-"):
        raise PdfFailed
    return data
