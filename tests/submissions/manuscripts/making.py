"""Documents for tests: ordinary ones made by pandoc from Markdown, hostile ones by hand."""

import io
import re
import struct
import subprocess
import zipfile

from PIL import Image

from submissions.manuscripts.conversion import PANDOC

TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'wordprocessingml.document.main+xml"/></Types>'
)
RELATIONS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}'
    "</Relationships>"
)
RELATION_TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
RELATION = f'<Relationship Id="{{}}" Type="{RELATION_TYPE}{{}}" Target="{{}}"{{}}/>'
NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
OFFICE = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/"'
)


def pandoc(markdown, kind):
    """Return `markdown` as a document of `kind`, with its front matter as a word processor would show it."""
    command = [str(PANDOC), "--sandbox", "-s", "-f", "markdown-smart", "-t", kind, "-o", "-"]
    return subprocess.run(command, input=markdown.encode(), capture_output=True, check=True).stdout


def zipped(parts, *, compression=zipfile.ZIP_DEFLATED):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", compression) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return packed.getvalue()


def docx_parts(body, *, relations="", before=""):
    """Return the parts of a .docx with `body` as the XML of its text."""
    return {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": RELATIONS.format(RELATION.format("rId1", "officeDocument", "word/document.xml", "")),
        "word/_rels/document.xml.rels": RELATIONS.format(relations),
        "word/document.xml": f'<?xml version="1.0"?>{before}<w:document {NAMESPACES}><w:body>{body}</w:body>'
        "</w:document>",
    }


def docx(body, **more):
    return zipped(docx_parts(body, **more))


def paragraph(text, properties=""):
    return f'<w:p>{properties}<w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def odt_parts(body, *, styles=""):
    """Return the parts of an .odt with `body` as the XML of its text."""
    return {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": f'<?xml version="1.0"?><office:document-content {OFFICE}><office:automatic-styles>{styles}'
        f"</office:automatic-styles><office:body><office:text>{body}</office:text></office:body>"
        "</office:document-content>",
    }


def picture(kind="JPEG", *, size=(40, 30), **how):
    """Return a picture that carries a private word in every place its format has for one."""
    image = Image.new("RGB", size, "navy")
    exif = Image.Exif()
    exif[0x010E] = exif[0x013B] = "Zarghuna-Private"
    exif[0x0112] = 6  # lies on its side
    out = io.BytesIO()
    image.save(out, kind, exif=exif, **({"comment": b"Zarghuna-Private"} if kind == "JPEG" else {}), **how)
    return out.getvalue()


def overlapped(entries=200, size=1024 * 1024):
    """Return a zip of some 10 KB whose entries share one stream, so that it would unpack to 200 MB."""
    whole = zipped({"000": b"A" * size})
    directory, end = whole.index(b"PK\x01\x02"), whole.index(b"PK\x05\x06")
    entry = whole[directory:end]
    listed = b"".join(entry.replace(b"000", b"%03d" % number) for number in range(entries))
    tail = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, entries, entries, len(listed), directory, 0)
    return whole[:directory] + listed + tail


def words_of_markdown(markdown):
    """Return the words of a Markdown text in order, read without any program: marks, numbers of lists and rules out."""
    text = re.sub(r"(?m)^(?:---|lang:.*|dir:.*)$|^(?:title|author):|^- (?=\")", "", markdown)
    text = re.sub(r"\[\^\w+\]:?", " ", text)
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text)
    text = re.sub(r"(?m)^\s*(?:[0-9]+\.|[-#>|:]+(?=\s|$)|\|[-:|]+$)", " ", text)
    text = re.sub(r"[*_~^<>|\"`]", lambda mark: "" if mark[0] in "~^*_" else " ", text)
    return re.findall(r"\w[\w\u200c]*", text)
