"""A plain tree of nodes from well-formed HTML, as deep as is sensible and never deeper."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

_VOID = {"br", "hr"}
_MAX_DEPTH = 80


@dataclass(slots=True)
class Node:
    tag: str
    attrs: dict[str, str] = field(default_factory=dict)
    children: list[Node | str] = field(default_factory=list)

    @property
    def classes(self) -> set[str]:
        return set(self.attrs.get("class", "").split())

    def nodes(self) -> Iterator[Node]:
        """The children that are nodes."""
        return (child for child in self.children if isinstance(child, Node))

    def find(self, wanted: Callable[[Node], bool]) -> Iterator[Node]:
        """The wanted nodes below this one, the outermost only."""
        for child in self.nodes():
            if wanted(child):
                yield child
            else:
                yield from child.find(wanted)

    def with_line_breaks(self) -> Node:
        """This node with every line end in its text as a `<br>`."""
        children: list[Node | str] = []
        for child in self.children:
            if isinstance(child, Node):
                children.append(child.with_line_breaks())
                continue
            for number, line in enumerate(child.strip("\n").split("\n")):
                children += [Node("br"), line] if number else [line]
        return Node(self.tag, self.attrs, children)


class _TreeBuilder(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open = [Node("div")]
        self.skipped = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if len(self.open) >= _MAX_DEPTH and tag not in _VOID:
            self.skipped += 1
            self.open[-1].children.append(" ")
            return
        node = Node(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(node)
        if tag not in _VOID:
            self.open.append(node)

    def handle_endtag(self, tag: str) -> None:
        if tag in _VOID:
            return
        if self.skipped:
            self.skipped -= 1
            self.open[-1].children.append(" ")
        elif len(self.open) > 1:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


def build_tree(html: str) -> Node:
    """The tree of well-formed HTML (every tag closed in its order, as nh3 returns it); the root is a `div`."""
    builder = _TreeBuilder()
    builder.feed(html)
    builder.close()
    return builder.open[0]
