"""The page from which an article's PDF is made, and the digest of everything that it prints."""

import base64
import datetime
import hashlib
import json
import re
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.forms.models import model_to_dict
from django.template.loader import render_to_string
from django.utils.translation import override

from publishing import html, pictures
from publishing.models import Article, SiteText
from publishing.printing import printed_articles

TEMPLATE = "publishing/print.html"
STYLE = Path(__file__).with_name("print.css")
FONTS = Path(__file__).parent.parent / "fonts"
VAZIRMATN = Path(settings.BASE_DIR) / "aiss" / "static" / "vendor" / "vazirmatn" / "vazirmatn.woff2"
SERIF, EXTENDED = "Source Serif 4", "Source Serif 4 Extended"
# A version is the digest of the words in this many digits, then that of the design: an old design is better than none
WORDS_DIGITS, DESIGN_DIGITS = 56, 8


def version_of(article: Article, site: SiteText) -> str:
    """Return the digest of everything that the PDF of `article` prints; `article` is loaded with its corrections."""
    corrections = [(correction.made_at.isoformat(), correction.note) for correction in article.corrections.all()]
    updated_at = article.updated_at.isoformat() if article.updated_at else ""
    words = [
        article.digest,
        article.published_at.isoformat(),
        updated_at,
        corrections,
        model_to_dict(site, exclude=["id"]),
        settings.SITE_URL,
        article.short_id,
    ]
    digest = hashlib.sha256(json.dumps(words).encode()).hexdigest()
    return digest[:WORDS_DIGITS] + design()[:DESIGN_DIGITS]


def says_the_same(version: str, other: str) -> bool:
    """Return whether two versions print the same words, be it in another design."""
    return version[:WORDS_DIGITS] == other[:WORDS_DIGITS]


@lru_cache(maxsize=1)
def design() -> str:
    """Return the digest of what all PDFs look like."""
    template = Path(settings.BASE_DIR) / "templates" / TEMPLATE
    return hashlib.sha256(template.read_bytes() + style().encode()).hexdigest()


@lru_cache(maxsize=1)
def style() -> str:
    """Return the style sheet with the fonts in it, so that no file is read and none fetched where the PDF is made."""
    return "\n".join([*font_faces(), STYLE.read_text(encoding="utf-8")])


def font_faces() -> list[str]:
    faces = [font_face("Vazirmatn", VAZIRMATN, weight="400 700", style="normal")]
    for path in sorted(FONTS.glob("*.woff2")):
        # Letters beyond Western Europe's are a family of their own: parts of one family would hide each other here
        family = EXTENDED if "-latin-ext-" in path.stem else SERIF
        weight = re.search(r"-(\d{3})-", path.stem)
        slope = "italic" if path.stem.endswith("italic") else "normal"
        faces.append(font_face(family, path, weight=weight[1] if weight else "400", style=slope))
    return faces


def font_face(family: str, path: Path, *, weight: str, style: str) -> str:
    data = base64.b64encode(path.read_bytes()).decode()
    source = f"url(data:font/woff2;base64,{data}) format('woff2')"
    return f"@font-face {{ font-family: '{family}'; font-weight: {weight}; font-style: {style}; src: {source}; }}"


def moment(at: datetime.datetime) -> str:
    return at.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def page_for_print(article: Article, site: SiteText) -> str:
    """Return the page, whole: its picture stands in it as data."""
    (printed,) = printed_articles([article], site)
    picture = printed.content.picture
    context = {
        "printed": replace(printed, body=html.render_for_paper(printed.content.body, language=article.language)),
        "created": moment(article.published_at),
        "modified": moment(article.updated_at or article.published_at),
        "picture": pictures.shown(picture, is_public=False) if picture else None,
    }
    with override(article.language):
        return render_to_string(TEMPLATE, context)
