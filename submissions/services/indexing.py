"""What the desk keeps of every text to find it again: words for the search, marks for what is much the same.

Written in the transaction of every new version and every changed name; what is older is made up for by the clock.
"""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import NamedTuple

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, Subquery
from django.utils import timezone

from publishing import html
from publishing.folding import fold
from publishing.models import Article
from submissions.duplicates import Traces, traces_of
from submissions.models import MarkOf, Submission, TextMark, Version

AT_A_TIME = 250  # texts in one transaction: about a second
AT_MOST = 1_000  # in one run of the clock; whatever is written now is indexed as it is written
ON_DEMAND = 20
NO_WORDS = 0  # marks a text without any words, so that it is not read again each hour
CHANGED_WITHIN = timedelta(days=2)


class Source(NamedTuple):
    """Where a text stands: in a piece, or in an article that never was one. The other id is None."""

    submission: int | None
    article: int | None


def remember(submission: Submission, version: Version) -> None:
    """Have `submission` found by the words of its new version; call it with the piece locked."""
    remember_words(submission, version)
    _replace_marks(Source(submission.pk, None), traces_of(version.title, html.text_of(version.body)))


def remember_words(submission: Submission, version: Version) -> None:
    """Have the search find `submission` by its reference, title, standfirst and the names as they are printed now."""
    names = submission.contributors.order_by("position").values_list("public_name", flat=True)
    submission.sought = sought_by(submission.reference, version.title, version.standfirst, *names)
    Submission.objects.filter(pk=submission.pk).update(sought=submission.sought)


def sought_by(*lines: str) -> str:
    """Return the words of these lines as the search compares them; a line of the query never meets two of them."""
    return "\n".join(fold(line) for line in lines)


def parts_of(traces: Traces) -> list[tuple[MarkOf, int]]:
    """Return part and value of each row that keeps `traces`."""
    found = [(MarkOf.TITLE, value) for value in sorted(traces.title)]
    found += [(MarkOf.TEXT, value) for value in sorted(traces.text)]
    return found or [(MarkOf.TEXT, NO_WORDS)]


def _replace_marks(source: Source, traces: Traces) -> None:
    TextMark.objects.filter(submission=source.submission, article=source.article).delete()
    TextMark.objects.bulk_create(
        TextMark(submission_id=source.submission, article_id=source.article, part=part, value=value)
        for part, value in parts_of(traces)
    )


def index_missing(at_most: int = AT_MOST) -> int:
    """Make up for pieces, and for articles without a piece, that are not indexed or changed since; return how many."""
    made = _index_articles(min(at_most, AT_A_TIME))
    while made < at_most:
        pieces = _index_pieces(min(at_most - made, AT_A_TIME))
        made += pieces
        if pieces < AT_A_TIME:
            break
    return made


def index_what_is_missing(submission: Submission, version: Version) -> None:
    """Make up for what a look for texts like `submission` needs: its own marks, and those of a few articles."""
    if not TextMark.objects.filter(submission=submission).exists():
        with transaction.atomic():
            remember(Submission.objects.select_for_update().get(pk=submission.pk), version)
    _index_articles(ON_DEMAND)


def _index_articles(limit: int) -> int:
    """Mark up to `limit` articles without a piece that are not marked or changed since; none: only read."""
    of_pieces = Submission.objects.filter(article=OuterRef("pk"))
    is_marked = Exists(TextMark.objects.filter(article=OuterRef("pk")))
    stale = ~is_marked | Q(updated_at__gte=timezone.now() - CHANGED_WITHIN)
    missing = Article.objects.filter(~Exists(of_pieces), stale).order_by("pk").values_list("pk", flat=True)
    if not (found := list(missing[:limit])):
        return 0
    with transaction.atomic():
        for article in Article.objects.select_for_update().filter(pk__in=found).order_by("pk"):
            _replace_marks(Source(None, article.pk), traces_of(article.title, html.text_of(article.body)))
    return len(found)


def _index_pieces(limit: int) -> int:
    is_marked = Exists(TextMark.objects.filter(submission=OuterRef("pk")))
    missing = Submission.objects.filter(Q(sought="") | ~is_marked).order_by("-pk").values_list("pk", flat=True)
    if not (found := list(missing[:limit])):
        return 0
    with transaction.atomic():
        pieces = list(Submission.objects.select_for_update().filter(pk__in=found))
        texts = current_versions(pieces)
        for piece in pieces:
            remember(piece, texts[piece.pk])
    return len(found)


def current_versions(pieces: Iterable[Submission]) -> Mapping[int, Version]:
    """Return the current version of each piece, by the piece's id."""
    newest = Version.objects.filter(submission=OuterRef("submission")).order_by("-number").values("pk")[:1]
    versions = Version.objects.filter(submission__in=[piece.pk for piece in pieces], pk=Subquery(newest))
    return {version.submission_id: version for version in versions}
