"""The mirror is the live site, page for page, but for its relative links."""

import os
import re

import pytest
from django.core.management import CommandError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from publishing.addresses import address
from publishing.exporting import places
from publishing.models import Article
from tests.publishing.exporting.making import as_live, export, files, links, make_site, path_of, target, without_host
from tests.publishing.making import carry_out, publish

pytestmark = pytest.mark.django_db
STUBS = {"index.html"}  # pages that lead on, where the site redirects
LIVE = {"404.html"}  # a host shows it at any depth, so its links begin at the root
TWO_PAGES = 23


@pytest.fixture
def site(db):
    return make_site()


@pytest.fixture
def long_site(db):
    return make_site(TWO_PAGES)


@pytest.fixture
def mirror(tmp_path):
    return tmp_path / "mirror"


def test_pages_are_the_live_ones_but_for_their_links(long_site, mirror, client):
    export(mirror)
    found = files(mirror)

    pages = [name for name in found if name.endswith(".html") and name not in STUBS]
    assert len(pages) > 40
    for name in pages:
        live = client.get(path_of(name)).content.decode()
        page = found[name].decode()
        assert without_host(page if name in LIVE else as_live(page, name)) == without_host(live), name


def test_files_are_the_live_ones_to_the_byte(site, mirror, client):
    export(mirror)

    others = {
        name: body for name, body in files(mirror).items() if not name.endswith(".html") and "static/" not in name
    }
    assert {"en/feed.atom", "fa/feed.atom", "robots.txt", "sitemap.xml"} <= others.keys()
    for name, body in others.items():
        if name != "favicon.ico":
            answer = client.get(f"/{name}")
            assert (name, b"".join(answer) if answer.streaming else answer.content) == (name, body)


def test_every_link_leads_to_a_file(long_site, mirror):
    out = export(mirror)
    found = files(mirror)

    for name in found:
        if name.endswith(".html") and name != "404.html":
            for link in links(found[name].decode()):
                assert target(name, link) in found, (name, link)
    assert "show nothing now" not in out


def test_no_link_begins_at_the_root_and_the_canonical_one_is_whole(site, mirror, settings):
    export(mirror)
    page = files(mirror)["en/articles/the-delisted/index.html"].decode()

    assert not re.search(r'(href|src|action)="/', page)
    assert f'<link rel="canonical" href="{settings.SITE_URL}/en/articles/the-delisted/">' in page


def test_everything_that_is_listed_is_there_and_nothing_that_is_gone(long_site, mirror):
    export(mirror)
    found = files(mirror)

    for article in Article.objects.readable_now():
        assert f"{address(article)[1:]}index.html" in found
    assert "en/articles/the-retracted/index.html" not in found
    words = b"".join(found.values())
    assert b"the-hidden" not in words
    assert b"The removed one" not in words
    assert {"index.html", "404.html", "en/index.html", "fa/index.html", "ps/index.html"} <= found.keys()
    oldest = long_site[-1]
    lists = [name for name in found if name.startswith("en/articles/before/")]
    assert any(oldest.slug.encode() in found[name] for name in lists)
    assert any(name.startswith("en/articles/after/") for name in found)
    assert any(name.startswith("en/authors/") for name in found)


def test_entrance_leads_to_the_default_language_without_a_script(site, mirror):
    export(mirror)
    page = files(mirror)["index.html"].decode()

    assert '<meta http-equiv="refresh" content="0; url=en/index.html">' in page
    assert 'href="en/index.html"' in page
    assert "<script" not in page


def test_what_needs_a_server_leads_to_the_live_site(site, mirror, settings):
    export(mirror)
    page = files(mirror)["en/index.html"].decode()

    assert f'href="{settings.SITE_URL}{reverse("submissions:start")}"' in page
    assert not any(name.startswith(("en/submit", "en/my", "admin", "staff")) for name in files(mirror))


def test_stylesheet_and_its_font_come_along(site, mirror):
    export(mirror)
    found = files(mirror)

    (style,) = [name for name in found if name.endswith(".css")]
    fonts = re.findall(r"url\([\"']?([^\"')]+\.woff2)", found[style].decode())
    assert fonts
    assert all(target(style, font) in found for font in fonts)


def test_second_export_writes_nothing(site, mirror):
    export(mirror)
    before = {path: path.stat().st_mtime_ns for path in mirror.rglob("*") if ".mirror" not in path.parts}

    out = export(mirror)

    assert " 0 written" in out
    assert " 0 deleted" in out
    assert before == {path: path.stat().st_mtime_ns for path in mirror.rglob("*") if ".mirror" not in path.parts}


def test_hidden_article_is_gone_from_every_file(site, mirror):
    article = publish(title="A Secret Bridge", slug="secret")
    export(mirror)
    assert "en/articles/secret/index.html" in files(mirror)

    carry_out(article, "hide")
    export(mirror)

    found = files(mirror)
    assert not any("secret" in name for name in found)
    assert not any(b"Secret Bridge" in body or b"secret" in body for body in found.values())
    assert not (mirror / "en/articles/secret").exists()


def test_files_of_others_are_never_deleted(site, mirror):
    export(mirror)
    (mirror / "CNAME").write_text("mirror.example")
    (mirror / "en" / "own.html").write_text("mine")

    export(mirror)

    assert (mirror / "CNAME").read_text() == "mirror.example"
    assert (mirror / "en" / "own.html").read_text() == "mine"


def test_folder_with_other_things_is_refused(tmp_path):
    (tmp_path / "letter.txt").write_text("mine")

    with pytest.raises(CommandError, match="no mirror"):
        export(tmp_path)


def test_stopped_export_is_gone_on_with(site, mirror):
    export(mirror)
    whole = files(mirror)
    os.unlink(mirror / "en/index.html")
    (mirror / "en/feed.atom").write_bytes(b"half a f")
    carry_out(site[0], "hide")

    export(mirror)

    assert set(whole) - set(files(mirror)) >= {f"{address(site[0])[1:]}index.html"}
    assert files(mirror)["en/feed.atom"].startswith(b"<?xml")


@pytest.mark.parametrize("count", [1, 3])
def test_beginnings_ask_the_same_for_any_number(count):
    for _ in range(count):
        publish()

    with CaptureQueriesContext(connection) as asked:
        paths = list(places.beginnings())

    assert len(asked) == 3  # articles, no more of them, authors
    assert len([path for path in paths if re.fullmatch(r"/en/articles/[^/]+/", path)]) == count


def test_beginnings_go_on_from_key_to_key(monkeypatch):
    articles = [publish() for _ in range(5)]
    monkeypatch.setattr(places, "AT_A_TIME", 2)

    found = [slug for (slug,) in places.by_key(Article.objects.all(), "slug")]

    assert found == [article.slug for article in articles]


def test_full_disk_is_told_and_leaves_whole_files(mirror):
    publish()
    export(mirror)
    whole = files(mirror)
    article = publish(title="One more")
    (mirror / ".mirror" / "unfinished").symlink_to("/dev/full")

    with pytest.raises(CommandError, match="disk is full"):
        export(mirror)
    assert files(mirror) == whole

    (mirror / ".mirror" / "unfinished").unlink()
    export(mirror)
    assert f"{address(article)[1:]}index.html" in files(mirror)


def test_page_that_fails_stops_the_export_and_deletes_nothing(mirror, settings, tmp_path):
    article = publish()
    export(mirror)
    whole = files(mirror)
    carry_out(article, "hide")
    (tmp_path / "templates" / "publishing").mkdir(parents=True)
    (tmp_path / "templates" / "publishing" / "article_list.html").write_text("{% no_such_tag %}")
    broken = settings.TEMPLATES[0]
    settings.TEMPLATES = [{**broken, "DIRS": [tmp_path / "templates", *broken["DIRS"]]}]

    with pytest.raises(CommandError, match="answers 500"):
        export(mirror)
    assert set(files(mirror)) >= set(whole) - {f"{address(article)[1:]}index.html"}
