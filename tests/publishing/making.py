"""Invented articles for tests, published through the one door."""

import datetime
from itertools import count

from django.utils import timezone

from publishing import services
from publishing.content import ArticleContent, PublicByline
from publishing.models import Article, Author

NUMBERS = count(1)
BODY = "<p>The bridge stands open.</p>\n<p>Nobody crosses it.</p>"
MOVES_TO = {
    "public": (),
    "delisted": ("delist",),
    "retracted": ("retract",),
    "hidden": ("hide",),
    "removed": ("remove",),
}


def make_content(**changes) -> ArticleContent:
    fields = {
        "language": "en",
        "kind": "opinion",
        "title": f"The Bridge at Sher Khan, Part {next(NUMBERS)}",
        "standfirst": "Why a river crossing decides more than a treaty.",
        "body": BODY,
        "bylines": (PublicByline(name="Mina Rahimi", bio="Mina Rahimi writes on rivers."),),
    }
    return ArticleContent(**fields | changes)


def publish(*, state: str = "public", days_ago: int = 0, **changes) -> Article:
    """Return an article in `state`, published so many days ago."""
    published_at = timezone.now() - datetime.timedelta(days=days_ago)
    article = services.publish_article(make_content(**changes), published_at=published_at)
    for move in MOVES_TO[state]:
        article = carry_out(article, move)
    return article


def carry_out(article: Article, move: str) -> Article:
    """Carry out a move that leaves the content as it is."""
    verb = getattr(services, f"{move}_article")
    words = {"note": "The figures could not be verified."} if move == "retract" else {"reason": "For a test."}
    return verb(article, by="desk", **words)


def make_author(name: str = "Mina Rahimi", **fields) -> Author:
    return services.create_author(language="en", name=name, **fields)


def bylines_of(author: Author, name: str = "Mina Rahimi") -> tuple[PublicByline, ...]:
    return (PublicByline(name=name, author_public_id=author.public_id),)
