"""Feeds as Atom and as RSS 2.0, by Django's writers, each in one piece."""

import datetime
from typing import Any

from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed

from publishing.feeds.contents import BEFORE_ALL, Feed
from publishing.rendered import Rendered

ATOM_TYPE = "application/atom+xml; charset=utf-8"
RSS_TYPE = "application/rss+xml; charset=utf-8"


class DatedFeed(SyndicationFeed):
    def latest_post_date(self) -> datetime.datetime:
        """Return when anything in the feed last changed: the same answer until something does."""
        return max((item["updateddate"] for item in self.items), default=BEFORE_ALL)


class FullTextAtom(DatedFeed, Atom1Feed):
    """Atom with every author as an element of its own and the whole text as content."""

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        for name in item["author_names"]:
            handler.startElement("author", {})
            handler.addQuickElement("name", name)
            handler.endElement("author")
        if item["summary"]:
            handler.addQuickElement("summary", item["summary"])
        handler.addQuickElement("content", item["text"], {"type": "html"})


class FullTextRss(DatedFeed, Rss201rev2Feed):
    """RSS with every author as `dc:creator`, the standfirst as description and the whole text as `content:encoded`."""

    def rss_attributes(self) -> dict[str, str]:
        return super().rss_attributes() | {
            "xmlns:content": "http://purl.org/rss/1.0/modules/content/",
            "xmlns:dc": "http://purl.org/dc/elements/1.1/",
        }

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        for name in item["author_names"]:
            handler.addQuickElement("dc:creator", name)
        handler.addQuickElement("dc:rights", item["item_copyright"])
        handler.addQuickElement("content:encoded", item["text"])


def written(writer: type[SyndicationFeed], feed: Feed, *, ending: str, content_type: str) -> Rendered:
    made = writer(
        title=feed.title,
        link=feed.url,
        description=feed.subtitle,
        subtitle=feed.subtitle,
        language=feed.language,
        feed_url=feed.own_url(ending),
    )
    for entry in feed.entries:
        made.add_item(
            title=entry.title,
            link=entry.url,
            description=entry.summary if writer is FullTextRss else None,
            summary=entry.summary,
            unique_id=entry.identifier,
            unique_id_is_permalink=False,
            pubdate=entry.published_at,
            updateddate=entry.updated_at,
            author_names=entry.names,
            categories=entry.topics,
            item_copyright=entry.licence,
            text=entry.html,
        )
    return Rendered(body=made.writeString("utf-8").encode(), keys=feed.keys, content_type=content_type)


def atom(feed: Feed) -> Rendered:
    return written(FullTextAtom, feed, ending="atom", content_type=ATOM_TYPE)


def rss(feed: Feed) -> Rendered:
    return written(FullTextRss, feed, ending="rss", content_type=RSS_TYPE)
