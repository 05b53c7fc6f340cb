"""A word processor's file reduced to the parts that hold its text: no comments, people, properties or previews.

What pandoc gets is a new archive of parts that were checked and unpacked here, so that it never meets the sent one.
"""

import io
import re
import zipfile
from dataclasses import dataclass

from lxml import etree

from submissions.manuscripts.archive import Archive
from submissions.manuscripts.refusals import ManuscriptRefused

CATEGORY = "Editorial desk copy"  # stands in the properties of our own exports, which need no guessing when they return
_DOCX_TYPE = re.compile(rb"wordprocessingml\.(?:document|template)\.main\+xml")
_DOCX_PARTS = re.compile(r"word/(?:_rels/)?[^/]+\.(?:xml|rels)$")
_DOCX_UNREAD = re.compile(r"word/(?:_rels/)?(?:comments|people|header|footer|theme|fontTable|webSettings)[^/]*$")
_ODT_TYPES = {b"application/vnd.oasis.opendocument.text", b"application/vnd.oasis.opendocument.text-template"}
_NO_STYLES = b'<office:document-styles xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"/>'
_PICTURES = re.compile(r"(?:word/media|Pictures)/[^/]+$")
_OFF = {"0", "false", "off", "none"}


@dataclass(frozen=True)
class Scrubbed:
    """What is left of a file, and what was noticed on the way."""

    data: bytes
    pictures: tuple[bytes, ...] = ()
    has_changes: bool = False
    has_comments: bool = False
    has_hidden_text: bool = False
    is_our_export: bool = False


def scrub_docx(data: bytes) -> Scrubbed:
    """Return the text parts of a .docx. Raises ManuscriptRefused when it is none, holds macros, or is hostile."""
    archive = Archive(data)
    if "[Content_Types].xml" not in archive:
        raise ManuscriptRefused("mismatch")
    types = archive.read_xml("[Content_Types].xml")
    if b"macroEnabled" in types or any(name.casefold().endswith("vbaproject.bin") for name in archive.names()):
        raise ManuscriptRefused("macros")
    if not _DOCX_TYPE.search(types):
        raise ManuscriptRefused("mismatch")
    wanted = [name for name in archive.names() if _DOCX_PARTS.match(name) and not _DOCX_UNREAD.match(name)]
    parts = {name: archive.read_xml(name) for name in ["_rels/.rels", *wanted] if name in archive}
    texts = {name: part for name, part in parts.items() if re.match(r"word/[^/]+\.xml$", name)}
    shown = _without_hidden_docx(texts)
    return Scrubbed(
        data=_packed({"[Content_Types].xml": types, **parts, **shown}),
        pictures=_pictures(archive),
        has_changes=any(re.search(rb"<w:(?:ins|del|moveFrom) ", part) for part in texts.values()),
        has_comments="word/comments.xml" in archive and b"<w:comment " in archive.read("word/comments.xml"),
        has_hidden_text=shown != texts,
        is_our_export="docProps/core.xml" in archive and CATEGORY.encode() in archive.read("docProps/core.xml"),
    )


def scrub_odt(data: bytes) -> Scrubbed:
    """Return the text parts of an .odt. Raises ManuscriptRefused when it is none, or is hostile."""
    archive = Archive(data)
    if "mimetype" not in archive or archive.read("mimetype").strip() not in _ODT_TYPES:
        raise ManuscriptRefused("mismatch")
    if "META-INF/manifest.xml" in archive and b"encryption-data" in archive.read("META-INF/manifest.xml"):
        raise ManuscriptRefused("protected")
    if "content.xml" not in archive:
        raise ManuscriptRefused("broken")
    parts = {name: archive.read_xml(name) if name in archive else _NO_STYLES for name in ("content.xml", "styles.xml")}
    shown = _without_hidden_odt(parts)
    return Scrubbed(
        data=_packed({"mimetype": archive.read("mimetype"), **shown}),
        pictures=_pictures(archive),
        has_changes=b"<text:changed-region" in parts["content.xml"],
        has_comments=b"<office:annotation" in parts["content.xml"],
        has_hidden_text=shown != parts,
    )


def _packed(parts: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    return packed.getvalue()


def _pictures(archive: Archive) -> tuple[bytes, ...]:
    pictures = (archive.read(name) for name in sorted(archive.names(), key=_natural) if _PICTURES.match(name))
    return tuple(dict.fromkeys(pictures))


def _natural(name: str) -> list[tuple[int, str]]:
    return [(int(part), "") if part.isdigit() else (-1, part) for part in re.split(r"([0-9]+)", name) if part]


def _parsed(content: bytes) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        return etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise ManuscriptRefused("broken") from error


def _name(element: etree._Element, attribute: str) -> str:
    """Return the value of an attribute, whatever namespace the producer used for it."""
    return next((value for key, value in element.items() if etree.QName(key).localname == attribute), "")


def _without_hidden_docx(texts: dict[str, bytes]) -> dict[str, bytes]:
    """Return the parts without what Word hides (`w:vanish`), which pandoc would print."""
    styles = texts.get("word/styles.xml", b"")
    if not any(b"vanish" in part for part in texts.values()):
        return texts
    hidden = set()
    if b"vanish" in styles:
        for style in _parsed(styles).iterfind("{*}style"):
            if _vanishes(style.find("{*}rPr")):
                hidden.add(_name(style, "styleId"))
    return {name: part if name == "word/styles.xml" else _shown_docx(part, hidden) for name, part in texts.items()}


def _shown_docx(part: bytes, hidden: set[str]) -> bytes:
    if b"vanish" not in part and not any(style.encode() in part for style in hidden):
        return part
    root = _parsed(part)
    found = [run for run in root.iterfind(".//{*}r") if _is_hidden(run.find("{*}rPr"), hidden)]
    found += [each for each in root.iterfind(".//{*}p") if _has_style(each.find("{*}pPr"), "pStyle", hidden)]
    return _without(root, found) if found else part


def _is_hidden(properties: etree._Element | None, hidden: set[str]) -> bool:
    return _vanishes(properties) or _has_style(properties, "rStyle", hidden)


def _vanishes(properties: etree._Element | None) -> bool:
    vanish = properties.find("{*}vanish") if properties is not None else None
    return vanish is not None and _name(vanish, "val") not in _OFF


def _has_style(properties: etree._Element | None, style: str, hidden: set[str]) -> bool:
    used = properties.find(f"{{*}}{style}") if properties is not None else None
    return used is not None and _name(used, "val") in hidden


def _without_hidden_odt(parts: dict[str, bytes]) -> dict[str, bytes]:
    """Return the parts without what LibreOffice hides (`text:display="none"`), which pandoc would print."""
    if not any(b'display="none"' in part for part in parts.values()):
        return parts
    hidden = set()
    for part in parts.values():
        for style in _parsed(part).iter("{*}style"):
            properties = style.find("{*}text-properties")
            if properties is not None and _name(properties, "display") == "none":
                hidden.add(_name(style, "name"))
    root = _parsed(parts["content.xml"])
    found = [element for tag in ("span", "p", "h") for element in root.iter(f"{{*}}{tag}")]
    found = [element for element in found if _name(element, "style-name") in hidden]
    return {**parts, "content.xml": _without(root, found)} if found else parts


def _without(root: etree._Element, elements: list[etree._Element]) -> bytes:
    for element in elements:
        parent = element.getparent()
        if element.tail:
            before = element.getprevious()
            if before is not None:
                before.tail = (before.tail or "") + element.tail
            elif parent is not None:
                parent.text = (parent.text or "") + element.tail
        if parent is not None:
            parent.remove(element)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")
