import datetime

import pytest
from django.utils import timezone

from publishing import services
from publishing.content import PublicByline
from publishing.models import Article, ArticleRevision, SiteText, Work
from tests.publishing.making import make_author, make_content, publish

pytestmark = pytest.mark.django_db


def assert_nothing_is_published():
    assert (Article.objects.count(), ArticleRevision.objects.count(), Work.objects.count()) == (0, 0, 0)


def test_article_prints_what_it_was_given():
    content = make_content(
        bylines=(
            PublicByline(name="Mina Rahimi", honorific="Dr.", role="Hydrologist", links=("https://example.org/m",)),
            PublicByline(name="زهره امیری", bio="زهره امیری، پژوهشگر."),
        ),
        editors_note="First of two.",
        first_published_in="River Review",
        first_published_url="https://example.org/review",
        slug="the-bridge",
    )

    article = services.publish_article(content, by="desk")

    assert Article.objects.get().as_printed() == content
    assert article.digest == content.digest()
    assert article.words == 7
    assert article.state == "public"
    assert article.updated_at is None


def test_publication_is_the_first_revision():
    article = publish()

    revision = article.revisions.get()
    assert (revision.number, revision.change, revision.digest) == (1, "publish", article.digest)
    assert revision.as_printed().title == article.title


def test_byline_leads_to_the_profile_that_was_chosen():
    author = make_author()

    article = publish(bylines=(PublicByline(name="M. Rahimi", author_public_id=author.public_id),))

    byline = article.bylines.get()
    assert (byline.author, byline.name) == (author, "M. Rahimi")


def test_publication_without_disclaimer_is_refused():
    SiteText.objects.filter(language="ps").update(disclaimer=" ")

    with pytest.raises(services.SiteTextMissing) as refusal:
        services.publish_article(make_content(language="ps"))

    assert "disclaimer" in str(refusal.value)
    assert services.missing_site_texts("ps") == ["disclaimer"]
    assert_nothing_is_published()


def test_publication_in_a_language_without_words_is_refused():
    SiteText.objects.filter(language="fa").delete()

    with pytest.raises(services.SiteTextMissing):
        services.publish_article(make_content(language="fa"))

    assert_nothing_is_published()


@pytest.mark.parametrize("language", ["en", "fa", "ps"])
def test_no_words_are_missing_at_first(language):
    assert services.missing_site_texts(language) == []


@pytest.mark.parametrize(
    "change",
    [
        {"title": " "},
        {"title": "x" * 301},
        {"title": "Two\nlines"},
        {"title": "Turned \u202e round"},
        {"kind": "poem"},
        {"body": "<p></p>"},
        {"body": '<p onclick="go()">Words.</p>'},
        {"bylines": ()},
        {"bylines": (PublicByline(name=" "),)},
        {"bylines": (PublicByline(name="A\u202eB"),)},
        {"bylines": (PublicByline(name="A", links=("javascript:alert(1)",)),)},
        {"bylines": (PublicByline(name="A", author_public_id="nobody"),)},
        {"first_published_url": "ftp://example.org/"},
        {"slug": "Not A Slug"},
    ],
)
def test_content_that_cannot_be_printed_is_refused(change):
    with pytest.raises(services.ContentRefused) as refusal:
        services.publish_article(make_content(**change))

    assert str(refusal.value).endswith(".")
    assert_nothing_is_published()


def test_publication_in_the_future_is_refused():
    with pytest.raises(services.ContentRefused):
        services.publish_article(make_content(), published_at=timezone.now() + datetime.timedelta(minutes=1))

    assert_nothing_is_published()


def test_translation_shares_the_work():
    original = publish(title="The Bridge")

    translation = services.publish_article(make_content(language="fa", title="پل"), translation_of=original)

    assert translation.work == original.work


def test_second_article_of_a_work_in_one_language_is_refused():
    original = publish()

    with pytest.raises(services.ContentRefused):
        services.publish_article(make_content(), translation_of=original)

    assert Article.objects.count() == 1
