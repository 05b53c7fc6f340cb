"""The reading site: few articles, then very many; stored pages over HTTP; the first rendering; search; the mirror."""

import sys
import time

from django.core.management import call_command
from django.db import connection

from publishing.models import Article
from tests.benchmarks import cold, growth, mirror, searching, serving

MIRRORED = 20  # articles; a page is served as fast among many, and they take long to export

# Years; a site with few articles is young: its months fill a page as those of an old one do
YOUNG, OLD = 1, 12


def fill_up_to(number, *, years):
    """Add made-up articles of so many years until there are so many."""
    missing = number - Article.objects.count()
    if missing > 0:
        call_command("fill_articles", articles=missing, years=years, among_others=True, stdout=sys.stderr)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # as PostgreSQL does by itself within a minute


def run(*, few, many, only):
    """Return the reports of the subjects in `only`, with all their ratios in one place."""
    call_command("migrate", verbosity=0)
    report = {"engine": connection.vendor, "ratios": {}}
    if "mirror" in only:
        fill_up_to(MIRRORED, years=YOUNG)
        report["mirror"] = mirror.measure()
    fill_up_to(few, years=YOUNG)
    at_few = growth.measure() if "growth" in only else None
    if "serving" in only:
        report["serving"] = serving.measure()
    if "cold" in only:
        report["cold"] = cold.measure()
    if {"growth", "search"} & only:
        began = time.perf_counter()
        fill_up_to(many, years=OLD)
        report["fill_articles_seconds"] = round(time.perf_counter() - began, 1)
    if "growth" in only:
        numbers = {"few": few, "many": many}
        report["growth"] = growth.report(at_few, growth.measure(), numbers=numbers)
    if "search" in only:
        report["search"] = searching.measure()
    for part in ("serving", "mirror", "cold", "growth"):
        report["ratios"] |= report.get(part, {}).pop("ratios", {})
    return report
