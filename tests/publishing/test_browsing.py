"""What every way into the site has in common: anybody may keep it, nobody is told apart, every script and direction."""

import datetime
from dataclasses import replace

import pytest
from django.urls import resolve
from django.utils.translation import override

from publishing import services
from publishing.topics import TopicName, create_topic
from tests.publishing.making import make_content

pytestmark = pytest.mark.django_db
PATHS = {
    "en": ("archive/", "archive/2025/", "archive/2025/7/", "topics/", "topics/water/", "corrections/", "about/"),
    "fa": ("archive/", "archive/1404/", "archive/1404/4/", "topics/", "topics/water/", "corrections/", "about/"),
    "ps": ("archive/", "archive/1404/", "archive/1404/4/", "topics/", "topics/water/", "corrections/", "about/"),
}
ADDRESSES = [f"/{language}/{path}" for language, paths in PATHS.items() for path in paths]
TITLES = ("<b>Bold & brave</b>", "آب و “Water” در یک عنوان", "W" * 300)


def fill(title: str) -> None:
    create_topic("water", {"en": TopicName(name="Water & <i>land</i>"), "fa": TopicName(name="آب")})
    for language in PATHS:
        content = make_content(language=language, title=title, topics=("water",), slug=f"of-{language}")
        moment = datetime.datetime(2025, 7, 8, 12, tzinfo=datetime.UTC)
        article = services.publish_article(content, published_at=moment)
        fixed = replace(article.as_printed(), standfirst="Right.")
        services.correct_article(article, fixed, note="<b>Wrong.</b>", agreement="Agreed.", by="desk")


@pytest.mark.parametrize("path", ADDRESSES)
def test_page_is_kept_by_anyone_and_sets_no_cookie(client, path):
    fill("A Bridge")

    response = client.get(path)

    assert response.status_code == 200
    with override(path[1:3]):
        assert resolve(path).func.is_kept
    assert response["Cache-Control"] == "public, no-cache"
    assert "Cookie" not in response.get("Vary", "")
    assert response.cookies == {}
    assert client.get(path, headers={"if-none-match": response["ETag"]}).status_code == 304
    assert client.get(path, {"whatever": "1"}).content == response.content


@pytest.mark.parametrize("title", TITLES, ids=["markup", "mixed", "long"])
@pytest.mark.parametrize("language", PATHS)
def test_page_names_its_language_and_address_and_escapes_what_it_shows(client, language, title):
    fill(title)

    for path in PATHS[language]:
        page = client.get(f"/{language}/{path}").content.decode()

        assert f'<html lang="{language}" dir="{"ltr" if language == "en" else "rtl"}">' in page
        assert f'<link rel="canonical" href="http://testserver/{language}/{path}">' in page
        assert page.count("<h1") == 1
        assert [markup for markup in ("<b>Bold", "<b>Wrong", "<i>land") if markup in page] == []


@pytest.mark.parametrize("method", ["post", "put", "delete"])
@pytest.mark.parametrize("path", ADDRESSES[:7])
def test_page_takes_no_other_method(client, path, method):
    assert getattr(client, method)(path).status_code == 405
