"""The first rendering of an article, beside the least that a Django view could do for a page like it.

That view makes the same queries, by the same calls, and renders a plain template of the same size. Both are asked
through Django's handler in this process: the desk's with its middleware, the other with what `startproject` writes.
Neither is kept by a store nor compressed.
"""

import io

from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from django.db.models import prefetch_related_objects
from django.http import HttpResponse
from django.template import Context, Engine
from django.test import override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import clear_url_caches, path

from publishing import html
from publishing.models import Article, SitePage, SiteText
from publishing.pages.article import others_by_authors, related_by_topic, siblings_of
from publishing.printing import public_authors
from tests.benchmarks import startproject, yardstick
from tests.benchmarks.measuring import in_turns

ROUNDS = 101
ADDRESS = "/bare-article/"


def asker(handler, address):
    def ask():
        environ = {
            "REQUEST_METHOD": "GET",
            "PATH_INFO": address,
            "SERVER_NAME": "testserver",
            "SERVER_PORT": "80",
            "wsgi.url_scheme": "http",
            "wsgi.input": io.BytesIO(),
        }
        begun = []
        response = handler(environ, lambda status, headers: begun.append(status))
        body = b"".join(response)
        response.close()
        if begun != ["200 OK"]:
            message = f"{address} answered {begun}."
            raise RuntimeError(message)
        return body

    return ask


def template_like(page, article):
    """Return a plain template that renders to `page`, with the title and the text as its only variables."""
    text = max(page.decode().splitlines(), key=len)
    source = page.decode().replace("{", "&#123;").replace("}", "&#125;")
    source = source.replace(text, "{{ text }}").replace(article.title, "{{ title }}")
    return Engine(autoescape=False).from_string(source), text


def minimal_view(page, article):
    template, text = template_like(page, article)

    def view(request):
        found = Article.objects.select_related("picture", "translation_of").get(slug=article.slug)
        SiteText.objects.in_language(found.language)
        prefetch_related_objects(
            [found], "bylines", "corrections", "topic_links__topic__texts", "picture", "translation_of"
        )
        public_authors(byline.author.public_id for byline in found.bylines.all() if byline.author)
        siblings_of(found)
        related_by_topic(found, without=others_by_authors(found))
        list(SitePage.objects.in_language(found.language).for_links())
        return HttpResponse(template.render(Context({"title": found.title, "text": text}, autoescape=False)))

    return view


def queries_of(ask):
    with CaptureQueriesContext(connection) as captured:
        ask()
    return sorted(query["sql"] for query in captured.captured_queries)


def measure():
    """Return the median milliseconds of both, their queries, and the ratio of their rates."""
    article = Article.objects.public_now().in_language("en").newest_first()[5]
    asked = asker(WSGIHandler(), f"/en/articles/{article.slug}/")

    def ours():
        html.forget_rendered()  # as if nobody had seen this text before
        return asked()

    page = ours()
    with override_settings(MIDDLEWARE=startproject.MIDDLEWARE):
        handler = WSGIHandler()
    yardstick.urlpatterns.insert(0, path(ADDRESS[1:], minimal_view(page, article)))
    clear_url_caches()
    minimal = asker(handler, ADDRESS)
    taken = in_turns({"ours": ours, "minimal": minimal}, rounds=ROUNDS)
    return {
        "ours_ms": round(taken["ours"].milliseconds, 2),
        "ours_queries": taken["ours"].queries,
        "ours_bytes": len(page),
        "minimal_ms": round(taken["minimal"].milliseconds, 2),
        "minimal_queries": taken["minimal"].queries,
        "minimal_bytes": len(minimal()),
        "is_fair": queries_of(ours) == queries_of(minimal),
        "ratios": {"cold_article_vs_minimal_django": round(taken["minimal"].seconds / taken["ours"].seconds, 2)},
    }
