"""An article as plain text: for those who read without a page, copy it, or pass it on.

One paragraph is one line, an empty line stands between them, and the notes stand numbered at the end. In text that
runs from right to left names, Latin words and numbers of the frame are isolated, so that no viewer turns them around.
"""

from collections.abc import Iterable, Iterator

from django.conf import settings
from django.utils.translation import gettext, override

from publishing import dates, keys
from publishing.canonical import BREAK, Block, Document, ListBlock, Paragraph, Quote, Table
from publishing.canonical_reader import read_html
from publishing.models import Article, SiteText
from publishing.printing import PrintedArticle, printed_articles, with_separators
from publishing.rendered import Rendered

TEXT = "text/plain; charset=utf-8"
FIRST_STRONG, LEFT_TO_RIGHT, END = "\u2068", "\u2066", "\u2069"
RULE = "* * *"


def isolated(text: str, language: str, mark: str = FIRST_STRONG) -> str:
    """Return `text` so that it keeps its own direction among words of `language`."""
    return f"{mark}{text}{END}" if text and language in settings.LANGUAGES_BIDI else text


class BodyText:
    """The text of an article, paragraph by paragraph."""

    def __init__(self, document: Document, language: str) -> None:
        self.document = document
        self.language = language
        self.numbers = {key: number for number, key in enumerate(document.notes, start=1)}

    def paragraphs(self) -> Iterator[str]:
        yield from self.of_blocks(self.document.blocks)

    def notes(self) -> Iterator[str]:
        for key, paragraphs in self.document.notes.items():
            yield f"{self.mark(key)} " + " ".join(self.line(paragraph) for paragraph in paragraphs)

    def of_blocks(self, blocks: Iterable[Block], before: str = "") -> Iterator[str]:
        for block in blocks:
            match block:
                case Paragraph():
                    yield before + self.line(block)
                case ListBlock():
                    yield from self.of_list(block, before)
                case Quote():
                    yield from self.of_blocks(block.blocks, before + "> ")
                case Table():
                    yield BREAK.join(before + self.row(row) for row in block.head + block.body)

    def of_list(self, block: ListBlock, before: str) -> Iterator[str]:
        for number, item in enumerate(block.items, start=block.start):
            sign = f"{dates.in_digits_of(self.language, number)}. " if block.ordered else "• "
            first, *others = item or (Paragraph(()),)
            yield from self.of_blocks([first], before + sign)
            yield from self.of_blocks(others, before + "   ")

    def row(self, row: Iterable) -> str:
        return "\t".join(" ".join(self.of_blocks(cell.blocks)) for cell in row)

    def line(self, paragraph: Paragraph) -> str:
        return "".join(self.mark(run.note) if run.note else run.text for run in paragraph.runs)

    def mark(self, note: str) -> str:
        return f"[{dates.in_digits_of(self.language, self.numbers.get(note, 0))}]"


def text_of(printed: PrintedArticle) -> str:
    """Return everything that the page prints of the article, as text; it ends with a line break."""
    with override(printed.content.language):
        parts = [*head(printed), *body(printed), *foot(printed)]
    return "\n\n".join(part for part in parts if part.strip()) + "\n"


def names(printed: PrintedArticle) -> str:
    language = printed.content.language
    people = [f"{byline.honorific} {byline.name}".strip() for byline in printed.content.bylines]
    return "".join(separator + isolated(name, language) for separator, name in with_separators(people, language))


def head(printed: PrintedArticle) -> Iterator[str]:
    content = printed.content
    language = content.language
    yield isolated(content.title, language)
    yield names(printed)
    if content.translators:
        people = with_separators(content.translators, language)
        who = "".join(separator + isolated(name, language) for separator, name in people)
        yield gettext("Translated by") + " " + who
    yield "\n".join(days(printed))
    yield content.standfirst
    if content.first_published_in:
        place = isolated(content.first_published_in, language)
        where = isolated(content.first_published_url, language, LEFT_TO_RIGHT)
        yield " ".join(filter(None, [gettext("First published in"), place, where]))
    if content.editors_note:
        yield gettext("Editor’s note:") + " " + content.editors_note


def days(printed: PrintedArticle) -> Iterator[str]:
    language = printed.content.language
    if printed.published_at:
        yield dates.in_words(dates.institute_day(printed.published_at), language)
    if printed.updated_at:
        yield gettext("Updated") + " " + dates.in_words(dates.institute_day(printed.updated_at), language)


def body(printed: PrintedArticle) -> Iterator[str]:
    text = BodyText(read_html(printed.content.body), printed.content.language)
    yield RULE
    yield from text.paragraphs()
    yield RULE
    yield from text.notes()


def foot(printed: PrintedArticle) -> Iterator[str]:
    content, site = printed.content, printed.site
    language = content.language
    if printed.corrections:
        yield gettext("Corrections")
        for correction in printed.corrections:
            yield f"{dates.in_words(dates.institute_day(correction.made_at), language)}: {correction.note}"
    yield from (person.printed.bio for person in printed.people)
    yield site.pen_name_note if content.pen_name else ""
    yield site.disclaimer
    contact = site.contact_address
    yield site.call.replace(contact, isolated(contact, language, LEFT_TO_RIGHT)) if contact else site.call
    yield from ending(printed)


def ending(printed: PrintedArticle) -> Iterator[str]:
    """Yield under which licence the text stands, and where."""
    language = printed.content.language
    parts = [printed.licence, printed.licence_address]
    licence = " ".join(isolated(part, language, LEFT_TO_RIGHT) for part in parts if part)
    yield gettext("Licence:") + " " + licence
    if printed.short_address:
        yield gettext("Short link:") + " " + isolated(printed.short_address, language, LEFT_TO_RIGHT)


def render_plain_text(article: Article) -> Rendered:
    """Return the text of a published article, loaded with `for_printing`."""
    site = SiteText.objects.in_language(article.language)
    (printed,) = printed_articles([article], site)
    made_from = frozenset({keys.article(article.pk), keys.site(article.language)})
    return Rendered(body=text_of(printed).encode(), keys=made_from, content_type=TEXT)
