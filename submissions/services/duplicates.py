"""Pieces and articles that are much the same as a piece: marks kept for every text, looked up by their values.

What is found is for the desk alone, and only what its viewer may see there; the author is not told.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from aiss.accounts.models import User
from publishing import html
from publishing.models import Article
from submissions import permissions
from submissions.duplicates import Overlap, compare, title_share
from submissions.models import Contributor, MarkOf, Submission, TextMark, Version
from submissions.services.indexing import Source, current_versions, index_what_is_missing

COMMON = 20  # sources; a mark of more of them belongs to a phrase that everybody writes, not to a copied text
LEAST_TEXT = 0.15  # a tenth can be a long quotation from the same speech; three of twenty paragraphs cannot
LEAST_TITLE = 0.6  # three words of five: "A Bridge Nobody Crosses" and "The Bridge Nobody Crosses"
LEAST_TITLE_MARKS = 0.5  # of the title's pairs of words; another word in the middle of five takes two of four away
LEAST_SHARED = 2  # marks; one is shared by two texts with the same quotation
FLOODED = 0.5  # of a text's marks; a closing sentence that everybody writes is never half of a text
CANDIDATES = 30  # read from the marks, of which some may be invisible to the viewer
SHOWN = 10
AT_A_GLANCE = 3


@dataclass(frozen=True, kw_only=True)
class Similar:
    """One text that is much the same: a piece, with its article if it is published, or an article alone."""

    piece: Submission | None
    article: Article | None
    overlap: Overlap
    is_by_same_author: bool = False

    @property
    def title(self) -> str:
        return (self.piece or self.article).title

    @property
    def language(self) -> str:
        return (self.piece or self.article).language

    @property
    def text_percent(self) -> int:
        return round(100 * self.overlap.text)

    @property
    def title_percent(self) -> int:
        return round(100 * self.overlap.title)

    @property
    def is_like_in_text(self) -> bool:
        return self.overlap.text >= LEAST_TEXT

    @property
    def strength(self) -> float:
        return max(self.overlap.text, self.overlap.title / 2)


def glance(submission: Submission, *, viewer: User) -> list[Similar]:
    """Return what is most like `submission`, measured by the marks alone: no text is read."""
    return _found(submission, viewer)[:AT_A_GLANCE]


def look(submission: Submission, version: Version, *, viewer: User) -> list[Similar]:
    """Return what is much the same as `submission`, compared word by word, with the longest passages in common.

    `version` is its current one.
    """
    index_what_is_missing(submission, version)
    found = _found(submission, viewer)[:SHOWN]
    bodies = current_versions(similar.piece for similar in found if similar.piece)
    text = html.text_of(version.body)
    compared = []
    for similar in found:
        body = bodies[similar.piece.pk].body if similar.piece else similar.article.body
        overlap = compare(version.title, text, similar.title, html.text_of(body))
        compared.append(replace(similar, overlap=overlap))
    return _strongest(compared)


def _strongest(found: Iterable[Similar]) -> list[Similar]:
    enough = [
        similar for similar in found if similar.overlap.text >= LEAST_TEXT or similar.overlap.title >= LEAST_TITLE
    ]
    return sorted(enough, key=lambda similar: -similar.strength)


def _found(submission: Submission, viewer: User) -> list[Similar]:
    """Return what shares marks with `submission`, the most alike first; mostly one query that finds nothing."""
    numbers = _numbers(submission)
    title = [value for (part, value) in numbers if part == MarkOf.TITLE]
    text = [value for (part, value) in numbers if part == MarkOf.TEXT]
    shared = {part: Counter() for part in MarkOf.values}
    for part, *source in _elsewhere(submission, numbers, text):
        shared[part][Source(*source)] += 1
    enough = min(LEAST_SHARED, len(text))
    sources = [source for source, number in shared[MarkOf.TEXT].most_common(CANDIDATES) if number >= enough]
    enough = len(title) * LEAST_TITLE_MARKS
    sources += [source for source, number in shared[MarkOf.TITLE].most_common(CANDIDATES) if number >= enough]
    texts = {
        **_pieces(viewer, {source.submission for source in sources if source.submission}),
        **_articles({source.article for source in sources if source.article}),
    }
    return _strongest(
        _similar(submission, other, _share(shared[MarkOf.TEXT][source], len(text), other.marks))
        for source, other in texts.items()
    )


def _numbers(submission: Submission) -> dict[tuple[str, int], int]:
    """Return in how many texts each mark of `submission` stands, itself included."""
    own = TextMark.objects.filter(submission=submission).values("value")
    same = TextMark.objects.filter(part__in=MarkOf.values, value__in=own).order_by().values_list("part", "value")
    return {(part, value): number for part, value, number in same.annotate(number=Count("pk"))}


def _elsewhere(submission: Submission, numbers: dict[tuple[str, int], int], text: list[int]) -> QuerySet | tuple:
    """Return part and source of each mark elsewhere that counts: those of rare phrases.

    A text sent thirty times has none; then the newest of the thirty, with everything they share.
    """
    rare = [value for (_part, value), number in numbers.items() if 1 < number <= COMMON]
    common = [value for value in text if numbers[MarkOf.TEXT, value] > COMMON]
    marks = TextMark.objects.filter(part__in=MarkOf.values).exclude(submission=submission)
    found = marks.values_list("part", "submission", "article")
    if len(common) > len(text) * FLOODED:
        newest = marks.filter(part=MarkOf.TEXT, value=common[0]).order_by("-pk").values("submission")[:CANDIDATES]
        return found.filter(value__in=[*rare, *common], submission__in=newest)
    return found.filter(value__in=rare) if rare else ()


def _share(shared: int, ours: int, theirs: int) -> float:
    smaller = min(ours, theirs)
    return min(1.0, shared / smaller) if smaller else 0.0


def _similar(submission: Submission, text: Submission | Article, share: float) -> Similar:
    overlap = Overlap(title=title_share(submission.title, text.title), text=share)
    if isinstance(text, Article):
        return Similar(piece=None, article=text, overlap=overlap)
    return Similar(
        piece=text,
        article=text.article,
        overlap=overlap,
        is_by_same_author=submission.author_id == text.author_id and not _hides_author(submission, text),
    )


def _hides_author(submission: Submission, other: Submission) -> bool:
    """Tell whether naming one account for both would say who stands behind a pen name."""
    return (submission.is_pen_name or other.is_pen_name) and submission.public_name != other.printed_name


def _pieces(viewer: User, ids: set[int]) -> dict[Source, Submission]:
    if not ids:
        return {}
    name = Contributor.objects.filter(submission=OuterRef("pk"), is_submitting=True).values("public_name")
    pieces = permissions.visible_at_desk(viewer).filter(pk__in=ids).select_related("article")
    measured = pieces.annotate(marks=_number("submission"), printed_name=Subquery(name[:1]))
    return {Source(piece.pk, None): piece for piece in measured.defer("article__body", "note_to_editor")}


def _articles(ids: set[int]) -> dict[Source, Article]:
    if not ids:
        return {}
    articles = Article.objects.readable_now().filter(pk__in=ids).annotate(marks=_number("article"))
    return {Source(None, article.pk): article for article in articles}


def _number(owner: str) -> Coalesce:
    """Count the marks of the text of each row."""
    marks = TextMark.objects.filter(**{owner: OuterRef("pk")}, part=MarkOf.TEXT).order_by()
    number = marks.values(owner).annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(number, output_field=IntegerField()), 0)
