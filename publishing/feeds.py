"""The Atom feed of one language: the newest articles whole, each with the disclaimer."""

import datetime
import uuid

from django.template.loader import render_to_string
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import override

from publishing.addresses import absolute, feed_address, home_address
from publishing.lifecycle import Output
from publishing.models import Article, SiteText
from publishing.printing import PrintedArticle, printed_articles

FEED_SIZE = 20
BEFORE_ALL = datetime.datetime(2012, 1, 1, tzinfo=datetime.UTC)


class FullTextFeed(Atom1Feed):
    """Atom with every author as an element of its own and the whole text as content."""

    def latest_post_date(self) -> datetime.datetime:
        """Return when anything in the feed last changed: the same answer until something does."""
        return max((item["updateddate"] for item in self.items), default=BEFORE_ALL)

    def add_item_elements(self, handler, item) -> None:
        super().add_item_elements(handler, item)
        for name in item["author_names"]:
            handler.startElement("author", {})
            handler.addQuickElement("name", name)
            handler.endElement("author")
        if item["summary"]:
            handler.addQuickElement("summary", item["summary"])
        handler.addQuickElement("content", item["text"], {"type": "html"})


def full_text(printed: PrintedArticle) -> str:
    return render_to_string("publishing/_feed_entry.html", {"printed": printed})


def add_article(feed: FullTextFeed, article: Article, printed: PrintedArticle) -> None:
    feed.add_item(
        title=article.title,
        link=absolute(printed.address),
        description=None,
        summary=article.standfirst,
        # Never an address: the same entry keeps its id wherever the site moves.
        unique_id=uuid.uuid5(uuid.NAMESPACE_OID, f"article:{article.short_id}").urn,
        pubdate=article.published_at,
        updateddate=article.updated_at or article.published_at,
        author_names=[f"{byline.honorific} {byline.name}".strip() for byline in printed.content.bylines],
        item_copyright=printed.licence,
        text=full_text(printed),
    )


def render_feed(language: str) -> str:
    """Return the feed as one text, in a constant number of queries."""
    site = SiteText.objects.in_language(language)
    articles = list(Article.objects.shown_in(Output.FEED).in_language(language).newest_first()[:FEED_SIZE])
    with override(language):
        feed = FullTextFeed(
            title=site.institute_name,
            link=absolute(home_address(language)),
            description=None,
            subtitle=site.tagline,
            language=language,
            feed_url=absolute(feed_address(language)),
        )
        for article, printed in zip(articles, printed_articles(articles, site), strict=True):
            add_article(feed, article, printed)
        return feed.writeString("utf-8")
