"""Rules of the stylesheet that no eye should have to check."""

import hashlib
import re

import pytest
from django.conf import settings

STATIC = settings.BASE_DIR / "aiss" / "static"
STYLESHEET = STATIC / "aiss" / "site.css"
OF_AUTHORS = settings.BASE_DIR / "submissions" / "static" / "submissions" / "author.css"
PHYSICAL = re.compile(
    r"(?:^|[\s;{])(?:(?:margin|padding|border)-(?:left|right|top|bottom)|left|right|top|bottom|width|height"
    r"|(?:min|max)-(?:width|height)|border-(?:top|bottom)-(?:left|right)-radius)\s*:"
    r"|(?:text-align|float|clear)\s*:\s*(?:left|right)"
)
FONT_DIGEST = "e8b875ac2ada4afe3ec6e9d33b627006412d302b471bb084812e02a9565dae8a"


def rules(file=STYLESHEET):
    return re.sub(r"/\*.*?\*/", "", file.read_text(encoding="utf-8"), flags=re.DOTALL)


def luminance(colour):
    digits = colour.lstrip("#")
    digits = "".join(digit * 2 for digit in digits) if len(digits) == 3 else digits
    parts = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def palettes():
    """Return the colours by name, first those of the light page, then those of the dark one."""
    blocks = [block for block in re.findall(r":root \{(.*?)\}", rules(), re.DOTALL) if "--ink" in block]
    return [dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{3,6})\b", block)) for block in blocks[:2]]


@pytest.mark.parametrize("file", [STYLESHEET, OF_AUTHORS], ids=["every page", "author's pages"])
def test_properties_are_logical(file):
    without_queries = re.sub(r"@(?:media|page)[^{]*\{", "{", rules(file))

    assert PHYSICAL.findall(without_queries) == []


def test_every_file_that_is_asked_for_is_beside_the_stylesheet():
    asked_for = re.findall(r"url\(\"?([^\")]+)\"?\)", rules())

    assert [(STYLESHEET.parent / path).resolve().is_file() for path in asked_for] == [True]


@pytest.mark.parametrize("page", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("ink", "ground"),
    [
        ("ink", "paper"),
        ("soft", "paper"),
        ("soft", "sheet"),
        ("soft", "tint"),
        ("accent", "paper"),
        ("accent", "tint"),
        ("on-accent", "accent"),
        ("good", "good-tint"),
        ("warn", "warn-tint"),
        ("bad", "bad-tint"),
        ("bad", "paper"),
    ],
)
def test_text_stands_out_from_its_ground(page, ink, ground):
    colours = palettes()[page]

    assert contrast(colours[ink], colours[ground]) >= 4.5


@pytest.mark.parametrize("page", [0, 1], ids=["light", "dark"])
def test_edges_of_fields_stand_out(page):
    colours = palettes()[page]

    assert contrast(colours["edge"], colours["sheet"]) >= 3


def test_font_is_the_one_that_the_script_makes():
    folder = STATIC / "vendor" / "vazirmatn"

    assert hashlib.sha256((folder / "vazirmatn.woff2").read_bytes()).hexdigest() == FONT_DIGEST
    assert "SIL OPEN FONT LICENSE" in (folder / "OFL.txt").read_text(encoding="utf-8")
