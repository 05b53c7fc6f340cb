"""From any HTML to the canonical tree: nh3 decides what may pass, this module what it means.

The parser behind nh3 reads HTML as browsers do; what it returns is well formed, so a plain tokeniser builds the tree.
Words are never dropped: what has no place in canonical HTML becomes a paragraph of its own.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from html import unescape

import nh3

from publishing.canonical import BREAK, Block, Document, ListBlock, Paragraph, Quote, Run, assemble, paragraphs_of
from publishing.canonical_sink import Place, Sink
from publishing.canonical_table import read_table
from publishing.canonical_text import safe_address, settle, settle_runs
from publishing.canonical_tree import Node, build_tree

# What is understood; anything else loses its tag and keeps its words.
_MARKS = {"strong": "strong", "b": "strong", "em": "em", "i": "em", "sub": "sub", "sup": "sup"}
_CHANGES = {"ins", "del"}
_HEADINGS = {"h1": "h2", "h2": "h2", "h3": "h3", "h4": "h4", "h5": "h4", "h6": "h4"}
_PARAGRAPHS = {"p", "pre", "dt", "dd", "figcaption", "caption", "address", "summary"}
_CONTAINERS = {"div", "section", "article", "main", "header", "footer", "aside", "nav", "figure", "center", "dl"}
_TABLE_PARTS = {"table", "thead", "tbody", "tfoot", "tr", "th", "td"}
_LISTS = {"ul", "ol", "li"}
_TAGS = {"a", "br", "hr", "blockquote", *_MARKS, *_HEADINGS, *_PARAGRAPHS, *_CONTAINERS, *_TABLE_PARTS, *_LISTS}
_WITHOUT_CONTENT = {"script", "style", "title", "template", "noscript", "iframe", "object", "svg"}
_ATTRIBUTES = {
    "*": {"dir", "class", "id"},
    "a": {"href"},
    "ol": {"start"},
    "th": {"align", "style", "data-align", "colspan", "rowspan"},
    "td": {"align", "style", "data-align", "colspan", "rowspan"},
}
# Relative addresses have to pass as far as this module: the references to notes are such.
_SCHEMES = {"http", "https", "mailto"}

_MAX_TAGS = 150_000
_MAX_DEPTH = 500
_MAX_REFERENCES = 100_000
_TAG = re.compile(r"<(/?)([a-zA-Z][^\s/>]*)")
_SECTION_BREAK = "* * *"


def read_html(html: str, *, changes: bool = False) -> Document:
    """Read any HTML; with `changes`, `<ins>` and `<del>` are kept as what two versions differ in."""
    html = html.encode("utf-8", "ignore").decode()
    if _is_hostile(html):
        # markup like this stalls every parser; its words are all that is left of it
        words = settle_runs([Run(settle(unescape(re.sub("<[^<>]*>", " ", html))))])
        return Document(tuple(map(Paragraph, words)))
    cleaned = nh3.clean(
        html,
        tags=_TAGS | _CHANGES if changes else _TAGS,
        clean_content_tags=_WITHOUT_CONTENT,
        attributes=_ATTRIBUTES,
        filter_style_properties={"text-align"},
        url_schemes=_SCHEMES,
        link_rel=None,
    )
    return _Reader(build_tree(cleaned)).document()


def _is_hostile(html: str) -> bool:
    if html.count("&") > _MAX_REFERENCES:
        return True
    opened: Counter[str] = Counter()
    depth = 0
    for count, tag in enumerate(_TAG.finditer(html)):
        name = tag[2].lower()
        if not tag[1]:
            if name not in {"br", "hr", "img", "col", "wbr"}:
                opened[name] += 1
                depth += 1
        elif opened[name]:
            opened[name] -= 1
            depth -= 1
        if depth > _MAX_DEPTH or count > _MAX_TAGS:
            return True
    return False


@dataclass(frozen=True, slots=True)
class _Style:
    """What the text at this point inherits from the tags around it."""

    marks: frozenset[str] = frozenset()
    href: str = ""
    change: str = ""
    direction: str = ""
    heading: str = ""
    in_reference: bool = False


class _Reader:
    def __init__(self, root: Node):
        self.root = root
        self.notes: dict[str, tuple[Paragraph, ...]] = {}
        self.sources: dict[str, Node] = {}
        self.reading_notes = False

    def document(self) -> Document:
        """The whole document, with the notes of every section of notes in it."""
        for section in self.root.find(_is_notes):
            for item in section.find(lambda node: node.tag == "li"):
                # a note without an id, or with one that is taken, has no reference; its words stay all the same
                key = item.attrs.get("id", "")
                self.sources[key if key and key not in self.sources else f" {len(self.sources)}"] = item
        self.reading_notes = True
        found = {key: self.blocks(item, Place("note"), _Style()) for key, item in self.sources.items()}
        self.reading_notes = False
        self.notes = {key: tuple(paragraphs_of(blocks)) for key, blocks in found.items() if blocks}
        return assemble(self.blocks(self.root, Place(), _Style()), self.notes)

    def blocks(self, node: Node, place: Place, style: _Style) -> tuple[Block, ...]:
        """The content of a container as blocks that its place admits."""
        sink = Sink(place)
        self.walk(node, style, sink)
        return sink.finish()

    def walk(self, node: Node, style: _Style, sink: Sink) -> None:
        for child in node.children:
            if isinstance(child, str):
                self.add(settle(child), style, sink)
            elif child.tag in _MARKS:
                marked = style.marks | {_MARKS[child.tag]}
                in_reference = style.in_reference or "footnote-ref" in child.classes
                self.walk(child, replace(style, marks=marked, in_reference=in_reference), sink)
            elif child.tag == "a":
                self.link(child, style, sink)
            elif child.tag == "br":
                self.add(" " if style.heading else BREAK, style, sink)
            elif child.tag in _CHANGES:
                self.walk(child, replace(style, change=child.tag), sink)
            else:
                self.block(child, style, sink)

    def add(self, text: str, style: _Style, sink: Sink) -> None:
        run = Run(text, style.marks, style.href, change=style.change)
        sink.add_run(run, heading=style.heading, direction=style.direction)

    def link(self, node: Node, style: _Style, sink: Sink) -> None:
        href = node.attrs.get("href", "")
        is_reference = style.in_reference or "footnote-ref" in node.classes
        is_way_back = "footnote-back" in node.classes or (self.reading_notes and href.startswith("#fnref"))
        if href.startswith("#") and not self.reading_notes and href[1:] in self.notes:
            run = Run("", note=href[1:], change=style.change)
            sink.add_run(run, heading=style.heading, direction=style.direction)
        elif is_way_back or (is_reference and href.startswith("#")):
            pass  # ways back are written anew; a reference without its note is but a number
        else:
            self.walk(node, replace(style, href=safe_address(href) or style.href), sink)

    def block(self, node: Node, style: _Style, sink: Sink) -> None:
        if _is_notes(node):
            # its items were read before; a heading above them stays
            rest = [child for child in node.children if isinstance(child, str) or child.tag not in {"ol", "ul", "hr"}]
            node = Node("div", {}, rest)
        sink.flush()
        direction = _direction(node) or style.direction
        inner = replace(style, direction=direction)
        match node.tag:
            case "ul" | "ol":
                self.list(node, inner, sink)
            case "blockquote":
                blocks = self.blocks(node, Place("quote", sink.place.lists), replace(inner, direction=""))
                if blocks:
                    sink.add(Quote(blocks, direction))
            case "table":
                self.table(node, inner, sink)
            case "hr":
                self.add(_SECTION_BREAK, style, sink)
            case "pre":
                self.walk(node.with_line_breaks(), inner, sink)
            case _:
                # containers and paragraphs alike, and stray list items and table parts
                heading = style.heading or _HEADINGS.get(node.tag, "")
                self.walk(node, replace(inner, heading=heading), sink)
        sink.flush()

    def list(self, node: Node, style: _Style, sink: Sink) -> None:
        place = Place("item", sink.place.lists + 1)
        inside = replace(style, direction="", heading="")
        items: list[tuple[Block, ...]] = []
        for child in node.children:
            wrapped = child if isinstance(child, Node) and child.tag == "li" else Node("li", {}, [child])
            inner = replace(inside, direction=_direction(wrapped))
            blocks = self.blocks(wrapped, place, inner)
            if blocks:
                items.append(blocks)
        start = node.attrs.get("start", "")
        first = int(start) if re.fullmatch("[0-9]{1,6}", start) else 1
        sink.add_list(ListBlock(tuple(items), node.tag == "ol", first if node.tag == "ol" else 1, style.direction))

    def table(self, node: Node, style: _Style, sink: Sink) -> None:
        inside = replace(style, direction="", heading="")
        for caption in node.nodes():
            if caption.tag == "caption":
                self.block(caption, style, sink)
        table = read_table(
            node,
            lambda cell: self.blocks(cell, Place("cell"), replace(inside, direction=_direction(cell))),
            style.direction,
        )
        if len(table.head + table.body) == 1 and len((table.head + table.body)[0]) == 1:
            for block in (table.head + table.body)[0][0].blocks:  # a frame, not a table
                sink.add(block)
        elif any(cell.blocks for row in table.head + table.body for cell in row):
            sink.add(table)


def _is_notes(node: Node) -> bool:
    return node.tag in {"section", "div", "aside"} and "footnotes" in node.classes


def _direction(node: Node) -> str:
    direction = node.attrs.get("dir", "").lower()
    return direction if direction in {"ltr", "rtl"} else ""
