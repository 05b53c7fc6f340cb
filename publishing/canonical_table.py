"""Tables as rectangles: spans become empty cells, heading rows are found by what they hold."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from publishing.canonical import Block, Cell, Table
from publishing.canonical_tree import Node

_ALIGN = re.compile(r"text-align:\s*(\w+)")
_ALIGNS = {"center": "center", "right": "end", "end": "end"}
_MAX_COLUMNS = 60
_PARTS = {"thead", "tbody", "tfoot"}


def read_table(node: Node, blocks_of: Callable[[Node], tuple[Block, ...]], direction: str) -> Table:
    """The table with `blocks_of` as the content of each cell.

    Rows of a `thead`, and rows at the top whose cells are all `th`, are the head; the corner may be an empty `td`.
    A cell that spans others leaves them empty, rows are filled up to the longest, and empty rows go.
    """
    rows: list[list[Cell]] = []
    covered: dict[int, tuple[int, bool]] = {}  # column → rows still covered by a cell above, and whether that is a th
    for row, in_head in _rows(node):
        cells = _row(row, covered, in_head, blocks_of)
        if any(cell.blocks for cell in cells):
            rows.append(cells)
    width = max(map(len, rows), default=0)
    full = [_filled(cells, width) for cells in rows]
    count = next((number for number, cells in enumerate(full) if not all(cell.heading for cell in cells)), len(full))
    return Table(tuple(full[:count]), tuple(full[count:]), direction)


def _filled(cells: list[Cell], width: int) -> tuple[Cell, ...]:
    corner, *others = cells
    heading = all(cell.heading for cell in others) and (corner.heading or (bool(others) and not corner.blocks))
    return (
        replace(corner, heading=corner.heading or heading),
        *others,
        *[Cell(heading=heading)] * (width - len(cells)),
    )


def _rows(node: Node) -> list[tuple[Node, bool]]:
    rows = []
    for child in node.nodes():
        if child.tag == "tr":
            rows.append((child, False))
        elif child.tag in _PARTS:
            rows += [(row, child.tag == "thead") for row in child.nodes() if row.tag == "tr"]
    return rows


def _row(
    row: Node, covered: dict[int, int], in_head: bool, blocks_of: Callable[[Node], tuple[Block, ...]]
) -> list[Cell]:
    cells: list[Cell] = []
    spans: dict[int, tuple[int, bool]] = {}

    def fill_covered() -> None:
        while (column := len(cells)) in covered and column < _MAX_COLUMNS:
            left, heading = covered.pop(column)
            if left > 1:
                covered[column] = (left - 1, heading)
            cells.append(Cell(heading=heading))

    for node in row.nodes():
        fill_covered()
        heading = in_head or node.tag == "th"
        below = _span(node, "rowspan") - 1
        across = min(_span(node, "colspan"), max(1, _MAX_COLUMNS - len(cells)))
        for offset in range(across):
            if below:
                spans[len(cells)] = (below, heading)
            blocks = () if offset else blocks_of(node)
            cells.append(Cell(blocks, heading, _align(node) if blocks else ""))
    fill_covered()
    covered.update(spans)
    return cells


def _span(node: Node, name: str) -> int:
    value = node.attrs.get(name, "")
    return max(1, min(int(value), _MAX_COLUMNS)) if re.fullmatch("[0-9]{1,6}", value) else 1


def _align(node: Node) -> str:
    style = _ALIGN.search(node.attrs.get("style", ""))
    value = node.attrs.get("data-align") or node.attrs.get("align") or (style[1] if style else "")
    return _ALIGNS.get(value.lower(), "")
