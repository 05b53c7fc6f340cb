"""Charts as shapes for an SVG that the server writes: bars that start at nought, each with its number.

Widths and places across are per cent of the page's width and heights are pixels, so that letters keep their size on
any screen. In a language written from right to left everything across is mirrored, time included.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

WHOLE = 100.0
# Bars over time, one band above the other
BAND, BAND_TITLE, BAND_BASE, BAND_BAR = 92, 15, 78, 42
FOOT = 22
GAP = 0.22  # of the room of one bar
LABELS = 4  # how many there is room for on a phone
# Bars side by side, one below the other
HEAD, ROW, BAR, BETWEEN = 26, 24, 14, 10
LONGEST = 58.0  # what is left beside the longest bar holds its words


@dataclass(frozen=True, kw_only=True)
class Shape:
    """One bar. Everything is text, ready for an attribute: no language may write its numbers otherwise."""

    name: str
    x: str
    y: str
    width: str
    height: str


@dataclass(frozen=True, kw_only=True)
class Words:
    """A text at a place; `look` is its class, `anchor` what of it stands there, `shift` pixels away from it."""

    text: str
    x: str
    y: str
    look: str
    anchor: str = "start"
    shift: str = "0"


@dataclass(kw_only=True)
class Chart:
    name: str
    title: str
    description: str
    height: int = 0
    bars: list[Shape] = field(default_factory=list)
    words: list[Words] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class Series:
    """What one colour stands for, with a number and its words for each place."""

    name: str
    label: str
    numbers: Sequence[float]
    words: Sequence[str]


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """The way round that a chart is drawn."""

    is_rtl: bool

    def across(self, start: float, width: float = 0.0) -> str:
        """Return the left edge of what begins `start` per cent from where reading begins."""
        return per_cent(WHOLE - start - width if self.is_rtl else start)

    def away(self, pixels: int) -> str:
        return str(-pixels if self.is_rtl else pixels)


def per_cent(number: float) -> str:
    return f"{number:.3f}%"


def over_time(chart: Chart, series: Sequence[Series], labels: Sequence[str], *, is_rtl: bool) -> Chart:
    """Draw one band of upright bars for each of `series`, all to the same scale; `labels` name the places in time."""
    sheet = Sheet(is_rtl=is_rtl)
    most = max((number for one in series for number in one.numbers), default=0) or 1
    room = WHOLE / max(1, len(labels))
    for place, one in enumerate(series):
        top = place * BAND
        chart.words.append(
            Words(text=one.label, x=sheet.across(0), y=str(top + BAND_TITLE), look=f"chart-title of-{one.name}")
        )
        chart.lines.append(str(top + BAND_BASE))
        for index, (number, words) in enumerate(zip(one.numbers, one.words, strict=True)):
            height = BAND_BAR * number / most
            start, width = room * (index + GAP / 2), room * (1 - GAP)
            if number:
                chart.bars.append(
                    Shape(
                        name=one.name,
                        x=sheet.across(start, width),
                        y=f"{top + BAND_BASE - height:.2f}",
                        width=per_cent(width),
                        height=f"{height:.2f}",
                    )
                )
            chart.words.append(
                Words(
                    text=words,
                    x=sheet.across(start + width / 2),
                    y=f"{top + BAND_BASE - height - 4:.2f}",
                    look="chart-number" if number else "chart-number chart-nought",
                    anchor="middle",
                )
            )
    step = -(-len(labels) // LABELS)
    chart.height = len(series) * BAND + FOOT
    for index, label in enumerate(labels):
        if index % step == 0 and (index == 0 or len(labels) - index >= step):
            chart.words.append(
                Words(text=label, x=sheet.across(room * index), y=str(chart.height - 8), look="chart-label")
            )
    return chart


def side_by_side(chart: Chart, series: Sequence[Series], heads: Sequence[str], *, is_rtl: bool) -> Chart:
    """Draw for each of `heads` one lying bar of each of `series`, all to the same scale."""
    sheet = Sheet(is_rtl=is_rtl)
    most = max((number for one in series for number in one.numbers), default=0) or 1
    y = 0
    for place, head in enumerate(heads):
        chart.words.append(Words(text=head, x=sheet.across(0), y=str(y + 17), look="chart-title"))
        y += HEAD
        chart.lines.append(str(y - 2))
        for one in series:
            width = LONGEST * one.numbers[place] / most
            if width:
                chart.bars.append(
                    Shape(
                        name=one.name,
                        x=sheet.across(0, width),
                        y=str(y + (ROW - BAR) // 2),
                        width=per_cent(width),
                        height=str(BAR),
                    )
                )
            chart.words.append(
                Words(
                    text=one.words[place],
                    x=sheet.across(width),
                    y=str(y + ROW - 7),
                    look="chart-words",
                    shift=sheet.away(6 if width else 0),
                )
            )
            y += ROW
        y += BETWEEN
    chart.height = max(y, ROW)
    return chart
