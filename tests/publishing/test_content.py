from dataclasses import FrozenInstanceError, replace

import pytest

from publishing.content import LATER, ArticleContent, PublicByline, PublicPicture
from tests.publishing.making import make_content


def test_content_returns_unchanged_from_json():
    content = make_content(
        bylines=(PublicByline(name="نرگس آریا", links=("https://example.org/a", "https://example.org/b")),),
        pen_name=True,
    )

    assert ArticleContent.from_json(content.to_json()) == content


def test_content_refuses_unknown_field_in_json():
    data = make_content().to_json() | {"legal_name": "Somebody"}

    with pytest.raises(TypeError):
        ArticleContent.from_json(data)


def test_content_cannot_be_changed():
    content = make_content()

    with pytest.raises(FrozenInstanceError):
        content.title = "Another"


def test_digest_of_equal_contents_is_equal():
    content = make_content(title="One title")

    assert content.digest() == ArticleContent.from_json(content.to_json()).digest()
    assert len(content.digest()) == 64


@pytest.mark.parametrize(
    "change",
    [
        {"title": "Another title"},
        {"standfirst": ""},
        {"pen_name": True},
        {"licence": "CC BY 4.0"},
        {"bylines": (PublicByline(name="Another Name"),)},
    ],
)
def test_digest_changes_with_whatever_is_printed(change):
    content = make_content()

    assert replace(content, **change).digest() != content.digest()


def test_what_came_later_is_left_out_while_empty():
    assert not set(LATER) & set(make_content().to_json())


def test_what_came_later_returns_unchanged_from_json():
    content = make_content(
        topics=("water", "law"),
        picture=PublicPicture(digest="0" * 64, alt="A bridge.", credit="Mina Rahimi"),
        translation_of="abc234",
        translators=("Zalmai Durrani",),
    )

    assert ArticleContent.from_json(content.to_json()) == content
    assert content.digest() != make_content(title=content.title).digest()
