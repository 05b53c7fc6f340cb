"""The picture that other sites show beside a link to an article: its title, drawn in its own script.

1200 × 630 pixels, a PNG of a few colours. The fonts hold Latin and Arabic letters both, because the order of letters
in a line of both directions is worked out font by font; `publishing/fonts/build_cards.py` makes them.
"""

import io
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from PIL import Image, ImageDraw, ImageFont

WIDTH, HEIGHT = 1200, 630
MARGIN = 80
PAPER, INK, SOFT, ACCENT = "#fcfbf7", "#1d1c1a", "#5e5a53", "#1b4278"
COLOURS = 32
FONTS = Path(__file__).parent / "fonts"
# The title in the largest size in which it fits: pixels, and lines at most
TITLE_SIZES = ((84, 3), (70, 4), (58, 5), (48, 6), (40, 7))
TITLE_SPACE = 350  # pixels
LEADING = {"ltr": 1.16, "rtl": 1.5}
CUT = "…"


@dataclass(frozen=True, kw_only=True)
class Card:
    """What is drawn. `language` is that of all its words."""

    language: str
    institute: str
    kicker: str
    title: str
    byline: str

    @property
    def direction(self) -> str:
        return "rtl" if self.language in settings.LANGUAGES_BIDI else "ltr"


@lru_cache(maxsize=32)
def font(direction: str, weight: int, size: int) -> ImageFont.FreeTypeFont:
    script = "arabic" if direction == "rtl" else "latin"
    return ImageFont.truetype(FONTS / f"cards-{script}-{weight}.ttf", size, layout_engine=ImageFont.Layout.RAQM)


def width_of(text: str, face: ImageFont.FreeTypeFont, direction: str) -> float:
    return face.getlength(text, direction=direction)


def pieces_of(word: str, face: ImageFont.FreeTypeFont, direction: str, most: int) -> list[str]:
    """Return `word` in pieces that each fit into a line."""
    pieces = [""]
    for letter in word:
        if pieces[-1] and width_of(pieces[-1] + letter, face, direction) > most:
            pieces.append("")
        pieces[-1] += letter
    return pieces


def lines_of(text: str, face: ImageFont.FreeTypeFont, direction: str, most: int) -> list[str]:
    """Return `text` in lines of at most `most` pixels, broken between words; a word longer than a line is broken."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width_of(longer, face, direction) <= most:
            lines[-1] = longer
        elif width_of(word, face, direction) <= most:
            lines.append(word)
        else:
            lines.extend(pieces_of(word, face, direction, most))
    return lines


def fitted(text: str, direction: str) -> tuple[list[str], ImageFont.FreeTypeFont]:
    """Return the lines of a title and the largest font in which they fit; in the smallest the end is cut off."""
    for size, most_lines in TITLE_SIZES:
        face = font(direction, 600, size)
        lines = lines_of(text, face, direction, WIDTH - 2 * MARGIN)
        if len(lines) <= most_lines and len(lines) * size * LEADING[direction] <= TITLE_SPACE:
            return lines, face
    kept = lines[: int(TITLE_SPACE / (size * LEADING[direction]))]
    return [*kept[:-1], kept[-1].rpartition(" ")[0] + CUT], face


def draw(card: Card) -> bytes:
    """Return the picture as a PNG; the same bytes for the same card."""
    image = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    canvas = ImageDraw.Draw(image)
    direction = card.direction
    edge, anchor = (WIDTH - MARGIN, "rs") if direction == "rtl" else (MARGIN, "ls")

    def write(text: str, baseline: float, face: ImageFont.FreeTypeFont, colour: str) -> None:
        canvas.text((edge, baseline), text, colour, font=face, anchor=anchor, direction=direction)

    canvas.rectangle((0, 0, WIDTH, 14), fill=ACCENT)
    write(card.kicker, 96, font(direction, 600, 28), ACCENT)
    lines, face = fitted(card.title, direction)
    for number, line in enumerate(lines, start=1):
        write(line, 116 + number * face.size * LEADING[direction] - face.size * 0.15, face, INK)
    canvas.line((MARGIN, HEIGHT - 120, WIDTH - MARGIN, HEIGHT - 120), fill=SOFT, width=2)
    room = WIDTH - 2 * MARGIN
    small = font(direction, 400, 30)
    write(lines_of(card.byline, small, direction, room)[0] if card.byline else "", HEIGHT - 142, small, INK)
    write(lines_of(card.institute, small, direction, room)[0] if card.institute else "", HEIGHT - 62, small, SOFT)
    file = io.BytesIO()
    image.quantize(COLOURS, dither=Image.Dither.NONE).save(file, "PNG", optimize=True)
    return file.getvalue()
