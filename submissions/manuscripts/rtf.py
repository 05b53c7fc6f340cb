"""RTF as pandoc reads it without loss: every letter as UTF-8, deletions and hidden words gone, data cut out.

pandoc loses words after `\\u8217?` (the letter that older programs show instead), knows one code page only, skips the
notes that LibreOffice writes, and prints tracked deletions as struck out.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from submissions.manuscripts.refusals import ManuscriptRefused

_MOST_DEPTH = 300
# Hundreds of digits in a row are data, never words.
_DATA = re.compile(rb"(?<![0-9a-zA-Z])(?:[0-9a-fA-F]{2}[\r\n ]*){400,}")
_KIND_OF_DATA = re.compile(rb"\\(pngblip|jpegblip|emfblip|wmetafile|macpict|dibitmap|wbitmap|objdata)")
_TOKEN = re.compile(
    rb"(?P<note>\\\*\s*(?=\\footnote))"
    rb"|\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?[0-9]{1,9})? ?"
    rb"|\\'(?P<byte>[0-9a-fA-F]{2})"
    rb"|(?P<symbol>\\.)"
    rb"|(?P<brace>[{}])"
    rb"|(?P<text>[^\\{}\r\n]+)"
    rb"|[\r\n]+",
    re.DOTALL,
)
_SIGNS = re.compile(rb"[\\{}]")
_CODE_PAGES = {0: "cp1252", 161: "cp1253", 162: "cp1254", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251"}
_CODE_PAGES |= {238: "cp1250"}


def without_data(data: bytes) -> tuple[bytes, tuple[bytes, ...]]:
    """Return the RTF without embedded data, and the PNG and JPEG pictures that were in it."""
    pictures: list[bytes] = []

    def cut(found: re.Match[bytes]) -> bytes:
        kinds = _KIND_OF_DATA.findall(data, max(0, found.start() - 2000), found.start())
        if kinds and kinds[-1] in {b"pngblip", b"jpegblip"}:
            pictures.append(bytes.fromhex(re.sub(rb"\s", b"", found[0]).decode()))
        return b""

    return _DATA.sub(cut, data), tuple(dict.fromkeys(pictures))


def in_utf_8(data: bytes) -> bytes:
    """Return the RTF with its letters as themselves instead of escapes.

    Raises ManuscriptRefused for groups inside groups without end.
    """
    return b"".join(_Rewriter().pieces(data))


@dataclass(frozen=True)
class _Group:
    """What holds until the group ends."""

    code_page: str = "cp1252"
    shown_instead: int = 1  # letters after each \u for programs that do not know it
    is_out: bool = False  # deleted or hidden


@dataclass
class _Rewriter:
    groups: list[_Group] = field(default_factory=lambda: [_Group()])
    default_page: str = "cp1252"
    fonts: dict[int, str] = field(default_factory=dict)
    font: int = 0
    to_skip: int = 0
    first_half: int = 0  # of a letter that is written as two numbers

    def set(self, **changes: object) -> None:
        self.groups[-1] = replace(self.groups[-1], **changes)

    def pieces(self, data: bytes) -> Iterator[bytes]:
        position = 0
        while token := _TOKEN.match(data, position):
            position = token.end()
            if token["word"]:
                number = int(token["number"]) if token["number"] else None
                if token["word"] == b"bin":
                    position += max(0, number or 0)
                    continue
                yield self.word(token["word"], number, token[0].removesuffix(b" ") + b" ")
            elif token["byte"]:
                yield self.letters(bytes.fromhex(token["byte"].decode()))
            elif token["text"]:
                yield self.letters(token["text"])
            elif token["brace"]:
                yield self.brace(token["brace"])
            elif token["symbol"]:
                yield self.symbol(token["symbol"])

    def brace(self, brace: bytes) -> bytes:
        self.to_skip = 0
        if brace == b"{":
            self.groups.append(self.groups[-1])
            if len(self.groups) > _MOST_DEPTH:
                raise ManuscriptRefused("oversized")
        elif len(self.groups) > 1:
            self.groups.pop()
        return brace

    def symbol(self, symbol: bytes) -> bytes:
        if self.to_skip:
            self.to_skip -= 1
            return b""
        return b"" if self.groups[-1].is_out and symbol in {b"\\{", b"\\}", b"\\\\", b"\\~", b"\\_"} else symbol

    def word(self, word: bytes, number: int | None, source: bytes) -> bytes:
        group = self.groups[-1]
        is_on = number != 0
        self.to_skip = 0
        match word:
            case b"u":
                self.to_skip = group.shown_instead
                return b"" if group.is_out else self.letter((number or 0) % 65536)
            case b"uc":
                self.set(shown_instead=max(0, number or 0))
            case b"ansicpg":
                self.default_page = f"cp{number}" if f"cp{number}" in _CODE_PAGES.values() else "cp1252"
                self.set(code_page=self.default_page)
            case b"strike" | b"striked":
                pass  # a struck word is the author's own; only what was deleted goes
            case b"deleted" | b"v":
                self.set(is_out=is_on)
            case b"fcharset":
                self.fonts[self.font] = _CODE_PAGES.get(number or 0, "cp1252")
                return source
            case b"f":
                self.font = number or 0
                self.set(code_page=self.fonts.get(self.font, self.default_page))
                return source
            case b"plain":
                self.set(is_out=False, code_page=self.default_page)
                return source
            case _:
                return source
        return b"{}"  # keeps the word before from running into the text after

    def letter(self, number: int) -> bytes:
        if 0xD800 <= number < 0xDC00:
            self.first_half = number
            return b""
        if 0xDC00 <= number < 0xE000:
            number = 0x10000 + ((self.first_half - 0xD800) % 1024 << 10) + number - 0xDC00
        return chr(number).encode() if number > 127 else rb"\'%02x" % number

    def letters(self, text: bytes) -> bytes:
        skipped = min(self.to_skip, len(text))
        self.to_skip -= skipped
        text = text[skipped:]
        group = self.groups[-1]
        if group.is_out or not text:
            return b""
        return _SIGNS.sub(rb"\\\g<0>", text.decode(group.code_page, "replace").encode())
