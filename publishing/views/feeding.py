"""Feeds of a language, a topic and an author, in three formats."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from publishing.feeds import contents
from publishing.feeds.json_feed import json_feed
from publishing.feeds.xml import atom, rss
from publishing.models import Author, Topic
from publishing.responses import kept, public_response

WRITERS: dict[str, contents.Writer] = {"atom": atom, "rss": rss, "json": json_feed}


def answer(request: HttpRequest, feed: contents.Feed, ending: str) -> HttpResponse:
    if ending not in WRITERS:
        raise Http404
    return public_response(request, WRITERS[ending](feed))


@kept
@require_safe
def language_feed(request: HttpRequest, ending: str) -> HttpResponse:
    return answer(request, contents.of_language(get_language()), ending)


@kept
@require_safe
def topic_feed(request: HttpRequest, slug: str, ending: str) -> HttpResponse:
    topic = get_object_or_404(Topic.objects.public_in(get_language()).with_texts(), slug=slug)
    return answer(request, contents.of_topic(topic, get_language()), ending)


@kept
@require_safe
def author_feed(request: HttpRequest, slug: str, ending: str) -> HttpResponse:
    author = get_object_or_404(Author.objects.public_now().with_texts(), slug=slug)
    return answer(request, contents.of_author(author, get_language()), ending)
