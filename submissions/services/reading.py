"""How the desk reads a text that arrives: without the site's own words, and in the language that it is written in."""

from collections.abc import Callable

from django.conf import settings

from publishing import html
from publishing.models import SiteText
from submissions import manuscripts
from submissions.manuscripts import Manuscript

# Letters that Pashto has and Persian has not; a Pashto text is never without them for long.
PASHTO_LETTERS = frozenset("ټځڅډړږښګڼېۍ")
PASHTO_SHARE = 0.01
SAMPLE = 20_000


def read_pasted(text: str, *, language: str) -> tuple[Manuscript, str]:
    """Return the manuscript and its language: `language`, unless the letters say otherwise.

    Raises ManuscriptRefused.
    """
    return _read(lambda own: manuscripts.read_pasted(text, language=own, boilerplate=boilerplate()), language)


def read_file(data: bytes, *, filename: str, language: str) -> tuple[Manuscript, str]:
    """Return the manuscript and its language: `language`, unless the letters say otherwise.

    Raises ManuscriptRefused, ConversionBusy.
    """
    words = boilerplate()
    return _read(lambda own: manuscripts.read(data, filename=filename, language=own, boilerplate=words), language)


def read_page(data: bytes, *, language: str) -> tuple[Manuscript, str]:
    """Return the text of a saved web page or a part of one, and its language. Raises ManuscriptRefused."""
    words = boilerplate()
    return _read(lambda own: manuscripts.read_page(data, language=own, boilerplate=words), language)


def _read(reader: Callable[[str], Manuscript], language: str) -> tuple[Manuscript, str]:
    manuscript = reader(language)
    own = language_of(html.text_of(manuscript.body), language)
    # Direction is stored only where it differs from the language's own, so another language is another reading.
    return (manuscript if own == language else reader(own)), own


def boilerplate() -> list[str]:
    """Return the words that the site itself prints below every article."""
    return [words for site in SiteText.objects.all() for words in (site.call, site.disclaimer) if words]


def language_of(text: str, expected: str) -> str:
    """Return the language that `text` is written in, as far as its letters tell: Latin, Pashto, or else Persian."""
    letters = [letter for letter in text[:SAMPLE] if letter.isalpha()]
    arabic = [letter for letter in letters if "\u0600" <= letter <= "\u06ff"]
    if len(arabic) * 2 <= len(letters):
        return "en" if expected in settings.LANGUAGES_BIDI and letters else expected
    pashto = sum(letter in PASHTO_LETTERS for letter in arabic)
    return "ps" if pashto > PASHTO_SHARE * len(arabic) else "fa"
