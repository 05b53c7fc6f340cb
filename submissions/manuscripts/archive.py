"""The guard before any reader: a zip is checked by its directory, and each part is unpacked within what it declared."""

import io
import struct
import zipfile
import zlib
from xml.parsers import expat

from submissions.manuscripts.refusals import ManuscriptRefused

MOST_ENTRIES = 2000
MOST_TOTAL = 100 * 1024 * 1024
MOST_PART = 25 * 1024 * 1024
MOST_RATIO = 150  # XML of a word processor packs about 1:20
RATIO_FROM = 1024 * 1024
MOST_DEPTH = 200
MOST_ELEMENTS = 1_000_000

_LOCAL_HEADER = struct.Struct("<4s5H3I2H")
_ENCRYPTED = 0x1


class Archive:
    """The parts of a zip whose directory is honest. Raises ManuscriptRefused for any other."""

    def __init__(self, data: bytes):
        self.data = data
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                entries = archive.infolist()
                end = archive.start_dir
        except (zipfile.BadZipFile, NotImplementedError, ValueError, OverflowError, struct.error, EOFError) as error:
            raise ManuscriptRefused("broken") from error
        _check_directory(entries)
        self.entries = {entry.filename: entry for entry in entries if not entry.is_dir()}
        self.starts = _check_places(data, entries, end)

    def __contains__(self, name: str) -> bool:
        return name in self.entries

    def names(self) -> list[str]:
        return list(self.entries)

    def read(self, name: str) -> bytes:
        """Return a part, unpacked no further than its declared size. Raises ManuscriptRefused where that is a lie."""
        entry = self.entries[name]
        start = self.starts[name]
        packed = self.data[start : start + entry.compress_size]
        if entry.compress_type == zipfile.ZIP_STORED:
            content = packed
        else:
            unpacking = zlib.decompressobj(-zlib.MAX_WBITS)
            try:
                content = unpacking.decompress(packed, entry.file_size + 1)
            except zlib.error as error:
                raise ManuscriptRefused("broken") from error
            if len(content) > entry.file_size:
                raise ManuscriptRefused("oversized")
            if not unpacking.eof or unpacking.unused_data:
                raise ManuscriptRefused("broken")
        if len(content) != entry.file_size or zlib.crc32(content) != entry.CRC:
            raise ManuscriptRefused("broken")
        return content

    def read_xml(self, name: str) -> bytes:
        """Return a part that is sane XML: well formed, no DOCTYPE, not deeper or longer than a text needs."""
        content = self.read(name)
        check_xml(content)
        return content


def _check_directory(entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > MOST_ENTRIES or sum(entry.file_size for entry in entries) > MOST_TOTAL:
        raise ManuscriptRefused("oversized")
    for entry in entries:
        if entry.flag_bits & _ENCRYPTED:
            raise ManuscriptRefused("protected")
        if entry.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
            raise ManuscriptRefused("broken")
        ratio = entry.file_size / max(1, entry.compress_size)
        if entry.file_size > MOST_PART or (entry.file_size > RATIO_FROM and ratio > MOST_RATIO):
            raise ManuscriptRefused("oversized")
        path = entry.orig_filename
        if "\0" in path or "\\" in path or path.startswith("/") or ".." in path.split("/"):
            raise ManuscriptRefused("broken")
    if len({entry.filename.casefold() for entry in entries}) != len(entries):
        raise ManuscriptRefused("broken")


def _check_places(data: bytes, entries: list[zipfile.ZipInfo], end: int) -> dict[str, int]:
    """Return where the content of each entry starts. Refuses entries that share bytes or disagree with themselves."""
    starts = {}
    free_from = 0
    for entry in sorted(entries, key=lambda entry: entry.header_offset):
        start = entry.header_offset + _LOCAL_HEADER.size
        if entry.header_offset < free_from or start > end:
            raise ManuscriptRefused("oversized" if start <= end else "broken")
        header = _LOCAL_HEADER.unpack_from(data, entry.header_offset)
        signature, _version, flags, method, *_, name_length, extra_length = header
        if signature != b"PK\x03\x04" or method != entry.compress_type:
            raise ManuscriptRefused("broken")
        if flags & _ENCRYPTED:
            raise ManuscriptRefused("protected")
        starts[entry.filename] = start + name_length + extra_length
        free_from = starts[entry.filename] + entry.compress_size
        if free_from > end:
            raise ManuscriptRefused("broken")
    return starts


def check_xml(content: bytes) -> None:
    """Walk XML once without building anything. Raises ManuscriptRefused for a DOCTYPE, for excess and for bad XML."""
    parser = expat.ParserCreate()
    depth = elements = 0

    def opened(_name: str, _attributes: object) -> None:
        nonlocal depth, elements
        depth += 1
        elements += 1
        if depth > MOST_DEPTH or elements > MOST_ELEMENTS:
            raise ManuscriptRefused("oversized")

    def closed(_name: str) -> None:
        nonlocal depth
        depth -= 1

    def doctype(*_declared: object) -> None:
        raise ManuscriptRefused("broken")

    parser.StartElementHandler = opened
    parser.EndElementHandler = closed
    parser.StartDoctypeDeclHandler = doctype
    try:
        parser.Parse(content, True)
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise ManuscriptRefused("broken") from error
