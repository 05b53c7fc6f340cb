"""Nothing that goes wrong leaves a stale page: slow renderings, crashes, commits in another order."""

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from django.db import connection, connections, transaction

from publishing.addresses import address
from publishing.models import Article, ChangedKey, Generation
from tests.publishing.making import carry_out, publish
from tests.publishing.store.asking import ask, look

pytestmark = pytest.mark.django_db(transaction=True)
ROOT = Path(__file__).parents[3]
HIDE_AND_DIE = """
import os, signal, sys
import django
django.setup()
from django.db import connection
connection.settings_dict["NAME"] = sys.argv[1]
from publishing.models import Article
from publishing.services import hide_article
hide_article(Article.objects.get(slug=sys.argv[2]), reason="For a test.", by="desk")
os.kill(os.getpid(), signal.SIGKILL)
"""


def in_thread(work):
    """Run `work` in a thread of its own, with a connection of its own; return the thread, started."""

    def run():
        try:
            work()
        finally:
            connections.close_all()

    thread = threading.Thread(target=run)
    thread.start()
    return thread


def test_thousand_requests_for_a_cold_page_render_it_once(new_store):
    store = new_store(pause=lambda path: time.sleep(0.3))
    path = address(publish())
    statuses = []

    threads = [in_thread(lambda: statuses.append(ask(store, path).status)) for _ in range(1000)]
    for thread in threads:
        thread.join()

    assert statuses == [200] * 1000
    assert store.application.asked == [path]


def test_slow_rendering_that_ends_after_a_hide_is_neither_kept_nor_sent(new_store):
    article = publish()
    path = address(article)
    rendered, may_go_on = threading.Event(), threading.Event()

    def pause(path):
        rendered.set()
        may_go_on.wait(10)

    store = new_store(pause=pause)
    sent = []
    reader = in_thread(lambda: sent.append(ask(store, path)))
    rendered.wait(10)
    carry_out(article, "hide")
    look(store)
    may_go_on.set()
    reader.join()

    assert sent[0].status == 410
    assert store.shelf.pages == {}
    assert ask(store, path).status == 410


def test_change_that_nobody_looked_for_during_a_rendering_is_found_by_the_next_look(new_store):
    article = publish()
    path = address(article)
    hidden = []

    def pause(asked):
        if not hidden:
            hidden.append(carry_out(article, "hide"))

    store = new_store(pause=pause)
    assert ask(store, path).status == 200  # it was read before it was hidden

    look(store)

    assert ask(store, path).status == 410


def test_writer_that_dies_after_its_commit_still_drops_the_page(store):
    article = publish()
    path = address(article)
    assert ask(store, path).status == 200

    settings = {"DJANGO_SETTINGS_MODULE": "tests.settings", "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", HIDE_AND_DIE, str(connection.settings_dict["NAME"]), article.slug]
    died = subprocess.run(command, env=os.environ | settings, cwd=ROOT, check=False, capture_output=True)

    assert died.returncode == -signal.SIGKILL, died.stderr.decode()
    time.sleep(1)
    assert ask(store, path).status == 410


def test_commits_in_another_order_than_their_changes_are_both_seen(store):
    """On SQLite the second writer has to wait for the first, so that there the order cannot differ."""
    first, second = publish(), publish()
    paths = [address(first), address(second)]
    began, may_commit = threading.Event(), threading.Event()

    def change_slowly():
        with transaction.atomic():
            Article.objects.filter(pk=first.pk).update(title="Changed first, committed last")
            began.set()
            may_commit.wait(10 if connection.vendor == "postgresql" else 0.3)

    assert [ask(store, path).status for path in paths] == [200, 200]
    slow = in_thread(change_slowly)
    began.wait(10)
    carry_out(second, "hide")
    look(store)
    assert paths[1] not in store.shelf.pages
    may_commit.set()
    slow.join()
    look(store)

    assert b"Changed first, committed last" in ask(store, paths[0]).body
    numbers = dict(ChangedKey.objects.values_list("key", "generation"))
    follows = numbers[f"article:{first.pk}"] > numbers[f"article:{second.pk}"]
    assert follows == (connection.vendor == "postgresql")


def test_two_open_changes_get_numbers_one_after_the_other(store):
    """Whoever is second to commit waits for the first: no number can be skipped by a look between them."""
    articles = [publish() for _ in range(8)]
    for article in articles:
        assert ask(store, address(article)).status == 200
    before = Generation.objects.get().number

    threads = [in_thread(lambda article=article: carry_out(article, "hide")) for article in articles]
    while any(thread.is_alive() for thread in threads):
        look(store)
    look(store)

    assert [ask(store, address(article)).status for article in articles] == [410] * 8
    assert Generation.objects.get().number >= before + 8
