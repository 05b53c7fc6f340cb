"""A version as a clean .docx: what the editor and the author work on elsewhere, and what comes back unharmed."""

import io
import json
import re
import zipfile
from collections.abc import Sequence
from html import escape

from django.utils.translation import gettext

from publishing.canonical_reader import read_html
from publishing.canonical_text import settle_line
from submissions.manuscripts import child
from submissions.manuscripts.conversion import COMMAND
from submissions.manuscripts.export_tree import tree
from submissions.manuscripts.scrubbing import CATEGORY
from submissions.manuscripts.tidying import RIGHT_TO_LEFT

_CORE = (
    '<?xml version="1.0" encoding="UTF-8"?><cp:coreProperties '
    'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>{title}</dc:title><dc:creator></dc:creator>'
    "<cp:category>{category}</cp:category>"
    '<dcterms:created xsi:type="dcterms:W3CDTF">2000-01-01T00:00:00Z</dcterms:created>'
    '<dcterms:modified xsi:type="dcterms:W3CDTF">2000-01-01T00:00:00Z</dcterms:modified></cp:coreProperties>'
)
_CUSTOM = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"></Properties>'
)
_FRONT_STYLES = re.compile(rb'(<w:pStyle w:val="(?:Title|Subtitle|Author)" />)')
_DATE = (1980, 1, 1, 0, 0, 0)


class ExportFailed(Exception):
    def __str__(self) -> str:
        return gettext("The Word file could not be made. Please try again in a minute.")


def to_docx(*, title: str, standfirst: str, bylines: Sequence[str], body: str, language: str, reference: str) -> bytes:
    """Return a .docx that names nobody but the public names in `bylines`; the same input gives the same bytes.

    `body` is canonical HTML, `reference` (AISS-2026-0042) becomes the document's title property. Read again by
    `submissions.manuscripts.read`, its `proposals` hold the same title, standfirst, names and body. Raises
    ExportFailed, and ConversionBusy when this machine converts as many files as it can.
    """
    document = tree(
        read_html(body),
        title=settle_line(title),
        standfirst=settle_line(standfirst),
        bylines=map(settle_line, bylines),
        language=language,
        direction="rtl" if language in RIGHT_TO_LEFT else "ltr",
    )
    try:
        with child.slot():
            made = child.run([*COMMAND, "-f", "json", "-t", "docx", "-o", "-"], json.dumps(document).encode())
    except child.ChildFailed as error:
        raise ExportFailed from error
    return _neutral(made, reference=reference, is_right_to_left=language in RIGHT_TO_LEFT)


def _neutral(made: bytes, *, reference: str, is_right_to_left: bool) -> bytes:
    """The same document with properties that tell nothing, and front matter that runs the right way."""
    neutral = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(made)) as source, zipfile.ZipFile(neutral, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "docProps/core.xml":
                content = _CORE.format(title=escape(reference), category=CATEGORY).encode()
            elif name == "docProps/custom.xml":
                content = _CUSTOM.encode()
            elif name == "word/document.xml" and is_right_to_left:
                content = _FRONT_STYLES.sub(rb"\1<w:bidi />", content)
            entry = zipfile.ZipInfo(name, date_time=_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, content)
    return neutral.getvalue()
