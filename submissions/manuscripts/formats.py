"""What a file is: by its name and by its first bytes, which have to agree."""

import codecs
import re

from submissions.manuscripts.refusals import ManuscriptRefused

MOST_BYTES = 10 * 1024 * 1024
READ = {".docx": "docx", ".odt": "odt", ".rtf": "rtf", ".md": "md", ".markdown": "md", ".txt": "txt", ".text": "txt"}
KEPT = {".doc": "doc", ".pdf": "pdf"}
WITH_MACROS = {".docm", ".dotm"}

_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_ARABIC = re.compile("[\u0600-\u06ff]")
_ALPHABETS = re.compile("[\t\n\r -\u08ff\u2000-\u206f\ufeff]")
_NOT_IN_TEXT = re.compile("[\x00-\x08\x0e-\x19\x1b-\x1f]")
_KNOWN = (b"PK\x03\x04", b"%PDF-", b"{\\rtf", _OLE, b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x7fELF", b"MZ")


def suffix_of(filename: str) -> str:
    """Return the last part of a name with its dot, in small letters."""
    _, dot, suffix = filename.strip().rpartition(".")
    return f".{suffix.lower()}" if dot else ""


def is_kept_as_sent(filename: str, data: bytes) -> bool:
    """Return whether this is a .doc or .pdf, which the desk enters by hand.

    Raises ManuscriptRefused when it is empty, too large, protected, or not what its name says.
    """
    kind = KEPT.get(suffix_of(filename))
    if kind is None:
        return False
    check_size(data)
    if kind == "pdf" and b"%PDF-" not in data[:1024]:
        raise ManuscriptRefused("mismatch")
    if kind == "doc" and not data.startswith(_OLE):
        raise ManuscriptRefused("mismatch")
    if kind == "doc" and _ENCRYPTED_PACKAGE in data:
        raise ManuscriptRefused("protected")
    return True


def check_size(data: bytes) -> None:
    if not data.strip():
        raise ManuscriptRefused("empty")
    if len(data) > MOST_BYTES:
        raise ManuscriptRefused("too_large")


def format_of(filename: str, data: bytes) -> str:
    """Return docx, odt, rtf, md or txt. Raises ManuscriptRefused for anything else, or when name and bytes differ."""
    check_size(data)
    suffix = suffix_of(filename)
    if suffix in WITH_MACROS:
        raise ManuscriptRefused("macros")
    if suffix not in READ:
        raise ManuscriptRefused("unknown_type")
    kind = READ[suffix]
    if kind == "docx" and data.startswith(_OLE):
        raise ManuscriptRefused("protected" if _ENCRYPTED_PACKAGE in data else "mismatch")
    if kind in {"docx", "odt"} and not data.startswith(b"PK\x03\x04"):
        raise ManuscriptRefused("mismatch")
    if kind == "rtf" and not data.lstrip().startswith(b"{\\rtf"):
        raise ManuscriptRefused("mismatch")
    if kind in {"md", "txt"} and data.startswith(_KNOWN):
        raise ManuscriptRefused("mismatch")
    return kind


def decoded(data: bytes) -> str:
    """Return the text of a plain file: UTF-8, UTF-16, or the Windows code page for Arabic or Western letters.

    Raises ManuscriptRefused for bytes that are no text.
    """
    text = _decoded(data)
    if _NOT_IN_TEXT.search(text):
        raise ManuscriptRefused("not_text")
    return text


def _decoded(data: bytes) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or b"\0" in data:
        return _decoded_utf_16(data)
    for encoding in ("utf-8-sig", "cp1256", "cp1252"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        # every byte means something in the Arabic code page: it is the right one where it gives Arabic words
        if encoding != "cp1256" or len(_ARABIC.findall(text)) > 0.3 * len(text):
            return text
    raise ManuscriptRefused("not_text")


def _decoded_utf_16(data: bytes) -> str:
    encoding = "utf-16"
    if not data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        # without a mark: the zero bytes of Latin letters and spaces all stand on one side
        low, high = data[0::2].count(0), data[1::2].count(0)
        if min(low, high):
            raise ManuscriptRefused("not_text")
        encoding = "utf-16-le" if high else "utf-16-be"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise ManuscriptRefused("not_text") from error
    if len(_ALPHABETS.findall(text)) < 0.9 * len(text):
        raise ManuscriptRefused("not_text")
    return text
