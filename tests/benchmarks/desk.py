"""The pages that editors wait for, as a signed-in chief editor meets them."""

from collections import Counter

from django.db.models import Count
from django.test import Client
from django.urls import reverse

from aiss.accounts.models import User
from submissions.loading.people import EDITORS
from submissions.models import Submission
from submissions.workflow import Status

QUEUE = "admin:submissions_submission_changelist"


def signed_in():
    client = Client()
    client.force_login(User.objects.by_email(EDITORS[0][0]), backend="aiss.accounts.backends.EmailBackend")
    return client


def words():
    """Return a frequent and a rare word of English titles, and a frequent one of Persian titles."""
    found = {}
    for language in ("en", "fa"):
        titles = Submission.objects.filter(language=language).values_list("title", flat=True)
        found[language] = Counter(word for title in titles for word in title.split() if len(word) > 3)
    rare = min(found["en"], key=lambda word: (found["en"][word], -len(word), word))
    return found["en"].most_common(1)[0][0], rare, found["fa"].most_common(1)[0][0]


def longest_story():
    return Submission.objects.annotate(events_=Count("events")).order_by("-events_", "pk")[0]


def ordinary_story():
    return Submission.objects.filter(status=Status.IN_REVIEW).order_by("pk")[0]


def page_of(piece, name):
    return reverse(f"admin:submissions_submission_{name}", args=[piece.pk])


def pages():
    """Return what to get for each name: `(client, address, parameters)`."""
    common, rare, persian = words()
    piece, longest = ordinary_story(), longest_story()
    client = signed_in()
    wanted = {
        "home": (reverse("admin:index"), {}),
        "queue": (reverse(QUEUE), {"show": "open"}),
        "queue, last page of all": (reverse(QUEUE), {"show": "all", "p": Submission.objects.count() // 50}),
        "search, frequent word": (reverse(QUEUE), {"q": common}),
        "search, rare word": (reverse(QUEUE), {"q": rare}),
        "search, Persian": (reverse(QUEUE), {"q": persian}),
        "change page": (page_of(piece, "change"), {}),
        f"change page, {longest.events_} events": (page_of(longest, "change"), {}),
        "similar texts": (page_of(piece, "similar"), {}),
        "calendar": (reverse("admin:desk_calendar"), {}),
        "figures": (reverse("admin:desk_figures"), {}),
    }
    return {name: (client, *address) for name, address in wanted.items()}


def works():
    return {}
