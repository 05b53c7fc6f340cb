"""Feeds as JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/)."""

import json

from publishing.feeds.contents import Entry, Feed
from publishing.rendered import Rendered

CONTENT_TYPE = "application/feed+json; charset=utf-8"
VERSION = "https://jsonfeed.org/version/1.1"


def item(entry: Entry) -> dict[str, object]:
    return {
        "id": entry.identifier,
        "url": entry.url,
        "title": entry.title,
        "content_html": entry.html,
        "image": entry.card,
        "date_published": entry.published_at.isoformat(),
        "date_modified": entry.updated_at.isoformat(),
        "authors": [{"name": name} for name in entry.names],
        "language": entry.language,
        **({"summary": entry.summary} if entry.summary else {}),
        **({"tags": list(entry.topics)} if entry.topics else {}),
    }


def json_feed(feed: Feed) -> Rendered:
    data = {
        "version": VERSION,
        "title": feed.title,
        "home_page_url": feed.url,
        "feed_url": feed.own_url("json"),
        "language": feed.language,
        "items": [item(entry) for entry in feed.entries],
        **({"description": feed.subtitle} if feed.subtitle else {}),
    }
    body = json.dumps(data, ensure_ascii=False, indent=1).encode()
    return Rendered(body=body, keys=feed.keys, content_type=CONTENT_TYPE)
