import pytest

from publishing.addresses import address, latin_slug, short_address
from tests.publishing.making import make_author, publish

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Moscow’s Geopolitical Gamble on the Taliban", "moscows-geopolitical-gamble-on-the-taliban"),
        ("Élan and naïveté", "elan-and-naivete"),
        ("آیندهٔ رودخانهٔ هلمند", ""),
        ("هلمند (Helmand)", ""),
        ("1404", ""),
        ("word " * 40, "-".join(["word"] * 16)),
        ("x" * 200, "x" * 80),
    ],
)
def test_slug_is_whole_latin_words_or_nothing(title, slug):
    assert latin_slug(title) == slug


def test_address_stands_under_the_language_of_the_article():
    article = publish(title="The Empty Chair")

    assert address(article) == "/en/articles/the-empty-chair/"
    assert article.slug == "the-empty-chair"


def test_address_of_another_script_is_the_short_identifier():
    article = publish(language="fa", title="آیندهٔ هلمند")

    assert address(article) == f"/fa/articles/article-{article.short_id}/"


def test_address_chosen_by_the_editor_is_kept():
    article = publish(language="fa", title="آیندهٔ هلمند", slug="future-of-helmand")

    assert address(article) == "/fa/articles/future-of-helmand/"


def test_second_article_of_one_title_gets_an_address_of_its_own():
    first = publish(title="The Empty Chair")
    second = publish(title="The Empty Chair")

    assert first.slug == "the-empty-chair"
    assert second.slug == f"the-empty-chair-{second.short_id}"


def test_short_address_is_outside_the_languages():
    article = publish()

    assert short_address(article) == f"/a/{article.short_id}/"


def test_second_author_of_one_name_gets_an_address_of_their_own():
    first, second = make_author("Zohra Amiri"), make_author("Zohra Amiri")

    assert first.slug == "zohra-amiri"
    assert second.slug == f"zohra-amiri-{second.public_id}"


def test_author_of_another_script_gets_a_latin_address():
    author = make_author("زهره امیری")

    assert author.slug == f"author-{author.public_id}"
