"""The search page with very many articles: a word of most of them, one of hardly any, two words, none."""

from django.test import Client
from django.urls import NoReverseMatch, reverse
from django.utils.translation import override

from publishing.loading.articles import COMMON_WORD, RARE_WORD
from tests.benchmarks.growth import asking
from tests.benchmarks.measuring import in_turns

ROUNDS = 21


def measure():
    """Return the median milliseconds of each search; nothing where there is no search page."""
    client, subjects = Client(), {}
    for language in ("en", "fa"):
        with override(language):
            try:
                address = reverse("publishing:search")
            except NoReverseMatch:
                return {}
        common, rare = COMMON_WORD[language], RARE_WORD[language]
        queries = {"common": common, "rare": rare, "both": f"{common} {rare}", "none": "qqqqqqqq"}
        for name, query in queries.items():
            subjects[f"{name} {language}"] = asking(client, f"{address}?q={query}")
    return {
        name: {"ms": round(taken.milliseconds, 2), "queries": taken.queries}
        for name, taken in in_turns(subjects, rounds=ROUNDS).items()
    }
