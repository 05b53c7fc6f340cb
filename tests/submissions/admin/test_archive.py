"""Add an article published before: two pages, a preview, one article."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from publishing.dates import institute_day
from publishing.models import Article, OldAddress, Topic
from publishing.old_addresses import add_old_address
from submissions.models import Draft, Submission
from tests.publishing.making import publish

ADD = reverse("admin:desk_add_published_before")
TEXT = """Rivers and Borders

By Nargis Arya and Karim Noor

The river is older than the border. It will also outlive it, whatever is signed.

Nobody asks the river. That is the first mistake, and the treaty repeats it.

Nargis Arya is a researcher on water."""


def read(client, **data):
    return client.post(ADD, {"language": "en"} | data)


def entry(**data):
    return {
        "language": "en",
        "kind": "opinion",
        "title": "Rivers and Borders",
        "published_on": "۱۳۹۸/۲/۱۳",
        "old_addresses": "https://www.aiss.af/aiss/aisslist/opinions/1059/\r\n/pr/opinions/1059",
        "takes_out": "on",
        "people-TOTAL_FORMS": 3,
        "people-INITIAL_FORMS": 1,
        "people-0-name": "Nargis Arya",
        "people-0-bio": "Nargis Arya is a researcher on water.",
        "people-0-profile": "+",
        "people-1-name": "Karim Noor",
    } | data


@pytest.fixture
def there(desk):
    return read(desk["editor"], pasted=TEXT).url


def test_text_proposes_what_stands_in_it(desk, there):
    page = desk["editor"].get(there)

    assert page.context["form"].initial["title"] == "Rivers and Borders"
    names = [form.initial.get("name") for form in page.context["people"]]
    assert names == ["Nargis Arya", "Karim Noor", None, None]
    assert page.context["people"][0].initial["bio"] == "Nargis Arya is a researcher on water."
    assert "The river is older than the border." in page.content.decode()


def test_article_is_published_under_its_date(desk, there, client):
    answer = desk["editor"].post(there, entry())

    article = Article.objects.get()
    assert answer.url == reverse("admin:publishing_article_change", args=[article.pk])
    assert institute_day(article.published_at) == datetime.date(2019, 5, 3)
    assert article.body.startswith("<p>The river is older than the border.")
    assert "Nargis" not in article.body
    bylines = [(byline.name, bool(byline.author)) for byline in article.bylines.all()]
    assert bylines == [("Nargis Arya", True), ("Karim Noor", False)]
    assert [client.get(path).status_code for path in ("/aiss/aisslist/opinions/1059", "/pr/opinions/1059")] == [301] * 2
    assert (Submission.objects.count(), Draft.objects.count()) == (0, 0)


def test_preview_is_the_page_and_changes_nothing(desk, there):
    page = desk["editor"].post(there, entry(preview="1"))

    assert page.status_code == 200
    assert "no-store" in page["Cache-Control"]
    assert "A preview. This page is not public." in page.content.decode()
    assert "The river is older than the border." in page.content.decode()
    assert Article.objects.count() == 0
    assert Draft.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title": ""}, "title"),
        ({"published_on": "soon"}, "published_on"),
        ({"published_on": "2999-01-01"}, "published_on"),
        ({"old_addresses": "/"}, "old_addresses"),
        ({"first_published_url": "javascript:alert(1)"}, "first_published_url"),
        ({"translation_of": "/en/about/"}, "translation_of"),
        ({"translation_of": "https://evil.example/"}, "translation_of"),
        ({"topics": "no-such"}, "topics"),
        ({"kind": "poem"}, "kind"),
    ],
)
def test_bad_input_keeps_everything_typed(desk, there, changes, field):
    Topic.objects.create(slug="water")
    sent = entry(standfirst="What I typed.", **changes)

    page = desk["editor"].post(there, sent)

    assert list(page.context["form"].errors) == [field]
    assert "What I typed." in page.content.decode()
    assert page.context["people"][1]["name"].value() == "Karim Noor"
    assert Article.objects.count() == 0
    assert Draft.objects.count() == 1


def test_name_is_needed(desk, there):
    page = desk["editor"].post(
        there, entry(**{"people-0-name": "", "people-0-bio": "", "people-0-profile": "", "people-1-name": ""})
    )

    assert page.context["people"].is_valid() is False
    assert Article.objects.count() == 0


def test_address_that_leads_elsewhere_is_told(desk, there):
    add_old_address("/pr/opinions/1059", target="/fa/")

    page = desk["editor"].post(there, entry())

    assert page.status_code == 409
    assert "/pr/opinions/1059 leads somewhere else" in page.content.decode()
    assert (Article.objects.count(), OldAddress.objects.count(), Draft.objects.count()) == (0, 1, 1)


def test_article_like_another_is_asked_about_once(desk, there):
    other = publish(title="Rivers and Borders")

    page = desk["editor"].post(there, entry())
    assert page.status_code == 200
    assert reverse("admin:publishing_article_change", args=[other.pk]) in page.content.decode()
    assert Article.objects.count() == 1

    desk["editor"].post(there, entry(is_another="on"))
    assert Article.objects.count() == 2


def test_second_click_publishes_nothing_more(desk, there):
    desk["editor"].post(there, entry())

    answer = desk["editor"].post(there, entry(is_another="on"))

    assert answer.url == ADD
    assert Article.objects.count() == 1


def test_translation_is_joined_to_its_original(desk, there, settings):
    original = publish(language="fa", slug="rud")

    desk["editor"].post(
        there, entry(translation_of=f"{settings.SITE_URL}/fa/articles/rud/", translators="Lida Omar\r\nSami Khan")
    )

    article = Article.objects.get(language="en")
    assert (article.work, article.translation_of, article.translators) == (
        original.work,
        original,
        ["Lida Omar", "Sami Khan"],
    )


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.html", b"<h1>Rivers</h1><p>By Nargis Arya</p><p>The river is old.</p><p>It stays.</p>"),
        ("a.md", b"# Rivers\n\nBy Nargis Arya\n\nThe river is old.\n\nIt stays.\n"),
        ("a.txt", b"Rivers\n\nBy Nargis Arya\n\nThe river is old.\n\nIt stays.\n"),
    ],
)
def test_file_is_read(desk, name, content):
    answer = read(desk["editor"], file=SimpleUploadedFile(name, content))

    assert desk["editor"].get(answer.url).context["form"].initial["title"] == "Rivers"


@pytest.mark.parametrize("data", [{}, {"file": SimpleUploadedFile("a.exe", b"MZ")}, {"pasted": " "}])
def test_text_that_cannot_be_read_leaves_nothing_behind(desk, data):
    page = read(desk["editor"], **data)

    assert page.status_code == 200
    assert page.context["form"].errors
    assert Draft.objects.count() == 0


def test_home_offers_it_to_those_who_may_publish(desk):
    assert ADD in desk["editor"].get(reverse("admin:index")).content.decode()
