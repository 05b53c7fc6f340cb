"""Make the fonts that the drawn pictures are set in: `python build_cards.py`, with the project's Python.

A picture is set in one font, for the order of letters in a line of both directions is worked out font by font. So each
of these holds both scripts: the Latin letters of Source Serif and the Arabic ones of Vazirmatn, and what both have,
such as digits and punctuation, from the one whose script leads.
"""

import io
from pathlib import Path

from fontTools.merge import Merger
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.ttLib.scaleUpem import scale_upem
from fontTools.varLib import instancer

HERE = Path(__file__).parent
VAZIRMATN = HERE.parent.parent / "aiss" / "static" / "vendor" / "vazirmatn" / "vazirmatn.woff2"
UNITS = 1000
# The family, full and PostScript names, under which a changed font may not go on (OFL.txt)
NAMES = (1, 3, 4, 6, 16)
# Of each file: which script leads, the weight of Source Serif, and that of Vazirmatn
MADE = (("latin", 400, 400), ("latin", 600, 700), ("arabic", 400, 400), ("arabic", 600, 700))


def serif(subset: str, weight: int) -> TTFont:
    return TTFont(HERE / f"source-serif-4-{subset}-{weight}-normal.woff2")


def vazirmatn(weight: int) -> TTFont:
    font = instancer.instantiateVariableFont(TTFont(VAZIRMATN), {"wght": weight})
    scale_upem(font, UNITS)
    return font


def without(font: TTFont, letters: set[int]) -> TTFont:
    """Return `font` without `letters`, for a merge keeps the last of two."""
    options = Options(layout_features=["*"], notdef_outline=True)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=set(font.getBestCmap()) - letters)
    subsetter.subset(font)
    return font


def merged(fonts: list[TTFont]) -> TTFont:
    seen: set[int] = set()
    files = []
    for font in fonts:
        rest = without(font, seen)
        seen |= set(rest.getBestCmap())
        rest.flavor = None
        file = io.BytesIO()
        rest.save(file)
        files.append(io.BytesIO(file.getvalue()))
    return Merger().merge(files)


def main() -> None:
    for script, serif_weight, vazirmatn_weight in MADE:
        latin = [serif("latin", serif_weight), serif("latin-ext", serif_weight)]
        arabic = [vazirmatn(vazirmatn_weight)]
        font = merged(latin + arabic if script == "latin" else arabic + latin)
        for record in font["name"].names:
            if record.nameID in NAMES:
                record.string = f"Desk Cards {script} {serif_weight}"
        # The same bytes whenever it is made
        font["head"].created = font["head"].modified = 0
        font.recalcTimestamp = False
        font.save(HERE / f"cards-{script}-{serif_weight}.ttf")


if __name__ == "__main__":
    main()
