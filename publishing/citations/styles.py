"""An article cited in the three usual styles, by citeproc-py and the styles in the folder `csl`.

The styles are English, and so is what they put between the parts of a citation in every language; the parts
themselves stay as they are. citeproc-py never sees a title: each part that must not be changed goes through it as one
private character, so that nothing in it is taken for markup, and what stands around it can be set right afterwards:

- citeproc-py knows no `initialize="false"` (APA shortens given names, Chicago and MLA do not): `initialize-with` is
  moved to the names that are to be shortened.
- It knows no punctuation within quotation marks and no quotation within another, and writes "trans." where APA has
  "Trans.".
- Its `article-newspaper` prints a lone "Edition." in Chicago; the items are therefore `webpage` and `article-journal`.
"""

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace

import jdatetime
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle
from citeproc.source.json import CiteProcJSON

from publishing.addresses import is_latin
from publishing.citations.reference import Item

STYLES = Path(__file__).with_name("csl")
LOCALE = "en-US"
CSL = "{http://purl.org/net/xbiblio/csl}"
# Every part that goes through citeproc-py under cover has one of these characters, which no style writes by itself
FIRST_PART = 0xE000
ITALIC, UPRIGHT = "\uf8f0", "\uf8f1"
PART = "[\ue000-\uf0ff]"
FORMATTER = SimpleNamespace(
    preformat=str,
    Italic=lambda text: f"{ITALIC}{text}{UPRIGHT}",
    **dict.fromkeys(["Oblique", "Bold", "Light", "Underline", "Superscript", "Subscript", "SmallCaps"], str),
)
ENDS_A_SENTENCE = (".", "?", "!", "؟", "…")
SOLAR_LANGUAGES = ("fa", "ps")


@dataclass(frozen=True, kw_only=True)
class Run:
    """A piece of a citation. One that `is_isolated` may run in another direction than what stands around it."""

    text: str
    is_italic: bool = False
    is_isolated: bool = False
    language: str = ""  # of the text, where it is known not to be English


@dataclass(frozen=True, kw_only=True)
class Cited:
    """One citation; `label` is the name of its style."""

    label: str
    runs: tuple[Run, ...]

    def __str__(self) -> str:
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, kw_only=True)
class Style:
    """One style; `quotes_titles` where it sets a title between quotation marks."""

    label: str
    file: str
    quotes_titles: bool = False
    repairs: tuple[tuple[str, str], ...] = ()


ALL_STYLES = (
    Style(label="APA", file="apa.csl", repairs=((", trans.)", ", Trans.)"),)),
    Style(label="Chicago", file="chicago-author-date.csl", quotes_titles=True),
    Style(label="MLA", file="modern-language-association.csl", quotes_titles=True),
)


class Covered:
    """An item with a private character for each part that has to stay as it is."""

    def __init__(self, item: Item, *, quotes_titles: bool) -> None:
        self.parts: dict[str, Run] = {}
        self.language = "" if item["language"] == "en" else item["language"]
        title = inner_quotes(item["title"]) if quotes_titles else item["title"]
        self.item: Item = {
            "id": "cited",
            "type": item["type"],
            "issued": item["issued"],
            "title": self.cover(title, language=self.language),
            "container-title": self.cover(item["container-title"], language=self.language),
            "URL": self.cover(item["URL"]),
        }
        for role in ("author", "translator"):
            if role in item:
                self.item[role] = [self.of_name(name) for name in item[role]]
        if "original-title" in item:
            self.item["original-title"] = self.cover(item["original-title"])

    def cover(self, text: str, *, language: str = "") -> str:
        sign = chr(FIRST_PART + len(self.parts))
        self.parts[sign] = Run(text=text, is_isolated=True, language=language)
        return sign

    def of_name(self, name: dict[str, str]) -> dict[str, str]:
        return {"literal": self.cover(name["literal"])} if "literal" in name else name


def cite(item: Item) -> list[Cited]:
    """Return `item`, as `reference_of` made it, in every style; a Solar Hijri year stands beside the other.

    Takes some hundredths of a second, for each style is read anew: what citeproc-py has read is not safe to share
    between threads.
    """
    return [Cited(label=style.label, runs=tuple(runs_of(item, style))) for style in ALL_STYLES]


def runs_of(item: Item, style: Style) -> Iterator[Run]:
    covered = Covered(item, quotes_titles=style.quotes_titles)
    text = with_solar_year(punctuated(processed(covered.item, style), covered.parts), item)
    for old, new in style.repairs:
        text = text.replace(old, new)
    is_italic = False
    for piece in re.split(f"({PART}|{ITALIC}|{UPRIGHT})", text):
        if piece in (ITALIC, UPRIGHT):
            is_italic = piece == ITALIC
        elif piece in covered.parts:
            part = covered.parts[piece]
            # Letters of another script have no italics, only letters slanted by force
            slants = is_italic and is_latin(part.text)
            yield Run(text=part.text, is_italic=slants, is_isolated=True, language=part.language)
        elif piece:
            yield Run(text=piece, is_italic=is_italic)


def processed(item: Item, style: Style) -> str:
    """Return what citeproc-py makes of an item; the parts under cover are still so."""
    read = CitationStylesStyle(str(STYLES / style.file), locale=LOCALE, validate=False)
    shortened_with = read.root.attrib.pop("initialize-with", None)
    for name in read.root.iter(f"{CSL}name"):
        if shortened_with is not None and name.get("initialize") != "false":
            name.set("initialize-with", shortened_with)
    bibliography = CitationStylesBibliography(read, CiteProcJSON([item]), FORMATTER)
    bibliography.register(Citation([CitationItem(item["id"])]))
    (entry,) = bibliography.bibliography()
    return str(entry)


def punctuated(text: str, parts: dict[str, Run]) -> str:
    """Return `text` with its full stops and commas within quotation marks, and none after another end of a sentence."""

    def stop(found: re.Match[str]) -> str:
        part, closing = found["part"], found["closing"]
        has_end = parts[part].text.endswith(ENDS_A_SENTENCE)
        return f"{part}{closing}" if has_end else f"{part}.{closing}" if "”" in closing else found[0]

    return re.sub(f"(?P<part>{PART})(?P<closing>[{UPRIGHT}”]*)\\.", stop, text)


def inner_quotes(text: str) -> str:
    """Return `text` with the quotation marks of a quotation within another."""
    text = text.replace("“", "‘").replace("”", "’")
    return re.sub(r'"([^"]*)"', r"‘\1’", text)


def with_solar_year(text: str, item: Item) -> str:
    """Return `text` with the Solar Hijri year after the other, if the article is in Persian or Pashto."""
    if item["language"].partition("-")[0] not in SOLAR_LANGUAGES:
        return text
    day = datetime.date(*item["issued"]["date-parts"][0])
    solar = jdatetime.date.fromgregorian(date=day)
    return text.replace(str(day.year), f"{day.year} [{solar.year}]", 1)
