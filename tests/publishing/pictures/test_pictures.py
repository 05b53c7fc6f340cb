"""Pictures are taken in safely, kept in the sizes of pages, and carry nothing of their maker."""

import io

import pytest
from PIL import Image

from publishing import pictures
from publishing.content import PublicPicture
from publishing.models import Picture, PictureFile
from tests.publishing.pictures.drawing import photograph, picture_file

pytestmark = pytest.mark.django_db


def files_of(picture):
    return [(file.media_type, file.width, file.height) for file in picture.files.order_by("media_type", "width")]


def opened(file):
    return Image.open(io.BytesIO(bytes(file.data)))


def test_picture_is_kept_in_the_sizes_of_pages():
    picture = pictures.keep_picture(picture_file(2000, 1000))

    assert (picture.width, picture.height) == (1280, 640)
    assert files_of(picture) == [
        ("image/jpeg", 800, 400),
        ("image/webp", 480, 240),
        ("image/webp", 800, 400),
        ("image/webp", 1280, 640),
    ]
    assert [opened(file).size for file in picture.files.filter(media_type="image/webp")] == [
        (480, 240),
        (800, 400),
        (1280, 640),
    ]


def test_small_picture_is_never_enlarged():
    assert files_of(pictures.keep_picture(picture_file(600, 300))) == [
        ("image/jpeg", 600, 300),
        ("image/webp", 480, 240),
        ("image/webp", 600, 300),
    ]


def test_same_picture_is_kept_once():
    first = pictures.keep_picture(picture_file())

    assert pictures.keep_picture(picture_file()) == first
    assert (Picture.objects.count(), PictureFile.objects.count()) == (1, 4)


def test_photograph_stands_upright_and_says_nothing_of_its_maker():
    picture = pictures.keep_picture(photograph(1600, 1000, orientation=6))

    assert (picture.width, picture.height) == (1000, 1600)
    for file in picture.files.all():
        image = opened(file)
        assert b"Mina" not in bytes(file.data)
        assert (dict(image.getexif()), "exif" in image.info, "icc_profile" in image.info) == ({}, False, False)
        # The camera lay on its side: what it saw above stands on the right
        red, _green, blue = image.convert("RGB").getpixel((image.width - 5, image.height // 2))
        assert (red > 200, blue < 60) == (True, True)


@pytest.mark.parametrize(
    ("form", "mode", "colour"),
    [("PNG", "RGBA", (0, 0, 0, 0)), ("PNG", "P", 0), ("PNG", "I;16", 0), ("WEBP", "RGB", "red"), ("GIF", "P", 0)],
)
def test_other_formats_are_taken(form, mode, colour):
    picture = pictures.keep_picture(picture_file(500, 400, form=form, mode=mode, colour=colour))

    assert files_of(picture) == [("image/jpeg", 500, 400), ("image/webp", 480, 384), ("image/webp", 500, 400)]


def test_clear_picture_stands_on_white():
    picture = pictures.keep_picture(picture_file(500, 400, form="PNG", mode="RGBA", colour=(0, 0, 0, 0)))

    assert opened(picture.files.get(media_type="image/jpeg")).getpixel((9, 9)) == (255, 255, 255)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "unreadable"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "unreadable"),
        (b"%PDF-1.7", "unreadable"),
        (picture_file()[:500], "unreadable"),
        (picture_file(9000, 9000, form="PNG", mode="1", colour=0), "pixels"),
        (picture_file(300, 200), "narrow"),
        (picture_file(400, 1300), "high"),
        (bytes(10 * 1024 * 1024 + 1), "large"),
    ],
    ids=["empty", "svg", "pdf", "cut", "bomb", "narrow", "high", "large"],
)
def test_what_cannot_be_shown_is_refused_in_words(data, code):
    with pytest.raises(pictures.PictureRefused) as refusal:
        pictures.keep_picture(data)

    assert refusal.value.code == code
    assert str(refusal.value).endswith(".")
    assert Picture.objects.count() == 0


def test_picture_of_a_page_has_addresses_and_that_of_a_proof_none(django_assert_num_queries):
    picture = pictures.keep_picture(picture_file())
    printed = PublicPicture(digest=picture.digest, alt="A bridge.", credit="Mina")

    with django_assert_num_queries(1):
        public = pictures.shown(printed, is_public=True)
    proof = pictures.shown(printed, is_public=False)

    assert public.src == f"/pictures/{picture.digest}-800.jpg"
    assert public.srcset == ", ".join(f"/pictures/{picture.digest}-{width}.webp {width}w" for width in (480, 800, 1280))
    assert (public.width, public.height) == (1280, 800)
    assert (proof.src[:23], proof.srcset) == ("data:image/jpeg;base64,", "")


def test_picture_that_is_not_kept_is_not_shown():
    assert pictures.shown(PublicPicture(digest="a" * 64, alt="A.", credit="B."), is_public=True) is None
