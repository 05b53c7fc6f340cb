"""What pages take with few articles and with very many: asked in this process, without a store."""

import datetime

from django.test import Client
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import override

from publishing.models import Article, Topic
from tests.benchmarks.measuring import in_turns

ROUNDS = 41
DEEP = 0.8  # of the list lies before the deep page
LANGUAGE = "en"


def addresses():
    """Return the addresses of the pages that could grow, by name; those that do not exist are left out."""
    listed = Article.objects.public_now().in_language(LANGUAGE).newest_first()
    article, deep = listed[5], listed[int(listed.count() * DEEP)]
    topic = Topic.objects.public_in(LANGUAGE).first()
    month = timezone.localdate().replace(day=1) - datetime.timedelta(days=1)  # the last whole one
    wanted = {
        "article": ("article", [article.slug]),
        "home": ("home", []),
        "feed": ("feed", []),
        "list": ("article-list", []),
        "list_deep": ("article-list-before", [deep.short_id]),
        "topic": ("topic", [topic.slug]),
        "archive": ("archive", []),
        "archive_month": ("archive-month", [month.year, month.month]),
        "author": ("author", [article.bylines.get(position=1).author.slug]),
    }
    found = {}
    with override(LANGUAGE):
        for name, (view, arguments) in wanted.items():
            try:
                found[name] = reverse(f"publishing:{view}", args=arguments)
            except NoReverseMatch:
                continue
    return found


def asking(client, address):
    def ask():
        response = client.get(address)
        if response.status_code != 200:
            message = f"{address} answered {response.status_code}."
            raise RuntimeError(message)

    return ask


def measure():
    """Return how long each page takes now and with how many queries."""
    client = Client()
    return in_turns({name: asking(client, address) for name, address in addresses().items()}, rounds=ROUNDS)


def report(few, many, *, numbers):
    """Return the table of both measurements and the ratio of each page's times; `numbers` of articles stand in it."""
    table, ratios = {}, {}
    for name, then in few.items():
        now = many[name]
        table[name] = {
            "few_ms": round(then.milliseconds, 2),
            "many_ms": round(now.milliseconds, 2),
            "few_queries": then.queries,
            "many_queries": now.queries,
        }
        ratios[f"growth_{name}"] = round(now.seconds / then.seconds, 2)
    ratios["deep_page_vs_first"] = round(many["list_deep"].seconds / many["list"].seconds, 2)
    return {"articles": numbers, "table": table, "ratios": ratios}
