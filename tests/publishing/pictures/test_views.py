"""A picture is there for as long as an article that anyone may read shows it."""

import pytest

from publishing import belongings, keys, pictures
from publishing.content import PublicPicture
from publishing.models import SiteText
from publishing.pages.rendering import render_text
from publishing.printing import printed_articles, printed_content
from publishing.responses import KEYS
from tests.publishing.making import carry_out, publish
from tests.publishing.pictures.drawing import picture_file

pytestmark = pytest.mark.django_db


@pytest.fixture
def picture():
    return pictures.keep_picture(picture_file())


def shown_as(picture):
    return PublicPicture(digest=picture.digest, alt="A bridge & a river.", credit="Mina Rahimi")


def file_address(picture, width=800, media_type="image/webp"):
    return pictures.picture_address(picture.digest, width, media_type)


def test_picture_is_sent_whole_and_asked_about(client, picture, django_assert_num_queries):
    article = publish(picture=shown_as(picture))
    with django_assert_num_queries(2):
        response = client.get(file_address(picture))

    assert (response.status_code, response["Content-Type"]) == (200, "image/webp")
    assert response.content == bytes(picture.files.get(width=800, media_type="image/webp").data)
    assert response.wsgi_request.META[KEYS] == {keys.article(article.pk)}
    assert client.get(file_address(picture), headers={"if-none-match": response["ETag"]}).status_code == 304


@pytest.mark.parametrize("state", ["hidden", "removed"])
def test_picture_goes_with_its_article(client, picture, state):
    publish(picture=shown_as(picture), state=state)

    assert client.get(file_address(picture)).status_code == 410


def test_picture_stays_with_another_article(client, picture):
    hidden = publish(picture=shown_as(picture))
    other = publish(picture=shown_as(picture))
    carry_out(hidden, "hide")

    response = client.get(file_address(picture))

    assert response.status_code == 200
    assert response.wsgi_request.META[KEYS] == {keys.article(other.pk)}


@pytest.mark.parametrize("state", ["", "retracted"])
def test_picture_of_nothing_public_is_not_there(client, picture, state):
    if state:
        publish(picture=shown_as(picture), state=state)

    assert client.get(file_address(picture)).status_code == 404


@pytest.mark.parametrize("path", ["{}-799.webp", "{}-800.png", "{}-480.jpg", "x{}-800.webp"])
def test_other_sizes_and_formats_are_not_there(client, picture, path):
    publish(picture=shown_as(picture))

    assert client.get("/pictures/" + path.format(picture.digest)).status_code == 404


def test_picture_that_the_article_gave_up_is_gone_from_its_address(client, picture):
    article = publish(picture=shown_as(picture))
    belongings.set_picture(article, None, agreement="The author agreed.", by="desk")

    assert client.get(file_address(picture)).status_code == 404


def test_article_shows_the_picture_by_its_addresses_and_a_proof_as_data(picture):
    article = publish(picture=shown_as(picture))
    (public,) = printed_articles([article], SiteText.objects.in_language("en"))
    proof = printed_content(article.as_printed())

    page = render_text("publishing/_picture.html", "en", {"printed": public})
    proof_page = render_text("publishing/_picture.html", "en", {"printed": proof})

    for words in (
        f'srcset="{file_address(picture, 480)} 480w, {file_address(picture, 800)} 800w, ',
        f'src="{file_address(picture, 800, "image/jpeg")}" width="1280" height="800"',
        'alt="A bridge &amp; a river." loading="lazy" decoding="async"',
        "<bdi>Mina Rahimi</bdi>",
    ):
        assert words in page
    assert ("/pictures/" in proof_page, "data:image/jpeg;base64," in proof_page) == (False, True)


def test_article_without_a_picture_shows_none(django_assert_num_queries):
    proof = printed_content(publish().as_printed())

    with django_assert_num_queries(0):
        assert render_text("publishing/_picture.html", "en", {"printed": proof}).strip() == ""
