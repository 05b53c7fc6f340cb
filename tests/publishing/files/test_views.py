"""What the address of a PDF answers: the file, that it is coming, that there is none, or that the article is gone."""

from dataclasses import replace

import pytest

from publishing import services
from publishing.addresses import page_address
from publishing.files import printing
from publishing.models import Article, ArticleFile, SiteText
from tests.publishing.making import publish

pytestmark = pytest.mark.django_db
DATA = b"%PDF-1.7 a file"


def file_address(article, language=""):
    return page_address("article-pdf", language or article.language, article.slug)


def keep_file(article, data=DATA):
    found = Article.objects.for_printing().get(pk=article.pk)
    version = printing.version_of(found, SiteText.objects.in_language(found.language))
    return ArticleFile.objects.create(article=article, kind="pdf", version=version, data=data)


@pytest.mark.parametrize("state", ["public", "delisted"])
def test_file_is_shown_under_the_name_of_the_page(client, state, django_assert_max_num_queries):
    article = publish(state=state)
    keep_file(article)

    with django_assert_max_num_queries(6):
        response = client.get(file_address(article))

    assert (response.status_code, response.content, response["Content-Type"]) == (200, DATA, "application/pdf")
    assert response["Content-Disposition"] == f'inline; filename="{article.slug}.pdf"'
    assert response["Cache-Control"] == "public, no-cache"
    again = client.get(file_address(article), headers={"if-none-match": response["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_file_that_is_coming_says_when_to_ask_again(client):
    article = publish()

    response = client.get(file_address(article))

    assert (response.status_code, response["Retry-After"]) == (503, "20")
    assert "The PDF is being made" in response.content.decode()


def test_file_of_the_text_before_is_never_given(client):
    article = publish()
    keep_file(article)
    services.update_article(article, replace(article.as_printed(), title="Other"), agreement="Yes.", by="desk")

    assert client.get(file_address(article)).status_code == 503


def test_file_that_cannot_be_made_is_not_there(client):
    article = publish()
    keep_file(article, data=b"")

    response = client.get(file_address(article))

    assert response.status_code == 404
    assert "There is no PDF of this article" in response.content.decode()


@pytest.mark.parametrize(("state", "status"), [("hidden", 410), ("removed", 410), ("retracted", 404)])
@pytest.mark.parametrize("name", ["article-pdf", "article-text", "article-republish"])
def test_files_go_with_their_article(client, state, status, name):
    article = publish(state=state)
    keep_file(article)

    assert client.get(page_address(name, "en", article.slug)).status_code == status


@pytest.mark.parametrize("name", ["article-pdf", "article-text", "article-republish"])
def test_files_have_one_address(client, name):
    article = publish()

    response = client.get(page_address(name, "fa", article.slug))

    assert (response.status_code, response["Location"]) == (301, page_address(name, "en", article.slug))
    assert client.get(page_address(name, "en", "nowhere")).status_code == 404
