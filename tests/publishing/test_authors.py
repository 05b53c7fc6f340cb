import pytest

from publishing import services
from publishing.models import Author
from tests.publishing.making import bylines_of, make_author, publish

pytestmark = pytest.mark.django_db


def test_author_page_shows_articles_in_every_language(client):
    author = make_author("Mina Rahimi", bio="Writes on rivers.")
    publish(title="The Bridge", bylines=bylines_of(author))
    publish(title="پل", language="fa", bylines=bylines_of(author))
    publish(title="Somebody Else’s")

    page = client.get("/en/authors/mina-rahimi/").content.decode()

    assert "Writes on rivers." in page
    assert ">The Bridge</a>" in page
    assert ">پل</a>" in page
    assert "Somebody Else" not in page


def test_author_page_shows_the_text_of_its_language(client):
    author = make_author("Mina Rahimi")
    services.set_author_text(author, language="fa", name="مینا رحیمی", bio="پژوهشگر.")
    publish(bylines=bylines_of(author))

    assert ">مینا رحیمی</h1>" in client.get("/fa/authors/mina-rahimi/").content.decode()
    assert ">Mina Rahimi</h1>" in client.get("/en/authors/mina-rahimi/").content.decode()
    assert '<header class="author-head" lang="en" dir="ltr">' in client.get("/ps/authors/mina-rahimi/").content.decode()


@pytest.mark.parametrize("state", ["delisted", "retracted", "hidden", "removed"])
def test_author_without_a_listed_article_has_no_page_and_no_link(client, state):
    author = make_author()
    article = publish(state=state, bylines=bylines_of(author))

    assert client.get(f"/en/authors/{author.slug}/").status_code == 404
    assert f"/authors/{author.slug}/" not in client.get(f"/en/articles/{article.slug}/").content.decode()


def test_article_links_the_page_of_its_author(client):
    author = make_author()
    article = publish(bylines=bylines_of(author, "M. Rahimi"))

    page = client.get(f"/en/articles/{article.slug}/").content.decode()

    assert f'<a rel="author" href="/en/authors/{author.slug}/">M. Rahimi</a>' in page


def test_changed_profile_leaves_what_was_printed(client):
    author = make_author("Mina Rahimi")
    article = publish(bylines=bylines_of(author))

    services.set_author_text(author, language="en", name="Mina R.", bio="")

    assert [byline.name for byline in article.bylines.all()] == ["Mina Rahimi"]
    assert author.texts.get().name == "Mina R."


@pytest.mark.parametrize("fields", [{"name": ""}, {"name": "x" * 151}, {"name": "A", "language": "de"}])
def test_profile_that_cannot_be_shown_is_refused(fields):
    with pytest.raises(services.ProfileRefused):
        services.create_author(**{"language": "en", **fields})

    assert Author.objects.count() == 0


def test_identifiers_say_nothing():
    first, second = make_author(), make_author()

    assert len({first.public_id, second.public_id}) == 2
    assert len(first.public_id) == 12
    assert "mina" not in first.public_id
