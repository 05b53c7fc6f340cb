"""Topics, picture and translation of a public article are set without a letter, and written into its history."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from aiss.accounts.models import Role, User
from publishing import belongings, pictures, services
from publishing.content import PublicPicture
from publishing.models import Article, Topic, Work
from tests.publishing.making import publish
from tests.publishing.pictures.drawing import picture_file

pytestmark = pytest.mark.django_db


@pytest.fixture
def topics():
    return [Topic.objects.create(slug=slug, position=place) for place, slug in enumerate(("law", "water"))]


@pytest.fixture
def editor(client):
    user = User.objects.create_staff(
        email="chief@example.org", display_name="Chief", roles=[Role.objects.get(code="chief_editor")], language="en"
    )
    client.force_login(user)
    return user


def page(article, move):
    return reverse("admin:publishing_article_move", args=[article.pk, move])


def set_translation(article, original, **changes):
    arguments = {"translators": ("Zalmai Durrani",), "by": "desk", "agreement": "Agreed."}
    return belongings.set_translation(
        article, translation_of=original.short_id if original else "", **arguments | changes
    )


def test_topics_are_recorded_and_leave_the_day_of_the_last_change(topics):
    article = belongings.set_topics(publish(), ("water", "law"), by="desk")

    assert (article.as_printed().topics, article.updated_at) == (("water", "law"), None)
    last = article.revisions.first()
    assert (last.change, last.made_by, last.as_printed().topics) == ("update", "desk", ("water", "law"))


@pytest.mark.parametrize("topics_again", [(), ("law",)])
def test_same_topics_are_no_change(topics, topics_again):
    article = publish(topics=topics_again)

    with pytest.raises(services.NothingChanged):
        belongings.set_topics(article, topics_again, by="desk")


def test_picture_needs_a_ground():
    picture = pictures.keep_picture(picture_file())
    printed = PublicPicture(digest=picture.digest, alt="A bridge.", credit="Mina")
    article = publish()

    with pytest.raises(services.GroundMissing):
        belongings.set_picture(article, printed, agreement=" ", by="desk")
    assert belongings.set_picture(article, printed, agreement="Agreed.", by="desk").picture == picture


def test_translation_brings_everything_that_translates_it_along():
    original, article = publish(), publish(language="fa", slug="bridge-fa")
    third = publish(language="ps", slug="bridge-ps", translation_of=article.short_id)

    set_translation(article, original)

    assert set(Article.objects.values_list("work", flat=True)) == {original.work_id}
    assert Work.objects.count() == 1
    article.refresh_from_db()
    assert (article.translation_of, article.translators, third.translation_of) == (
        original,
        ["Zalmai Durrani"],
        article,
    )


def test_translation_can_be_taken_back():
    original = publish()
    article = publish(language="fa", translation_of=original.short_id, translators=("Zalmai",))

    article = set_translation(article, None, translators=())

    assert article.work != original.work
    assert (article.as_printed().translation_of, article.as_printed().translators) == ("", ())


def test_second_translation_into_one_language_is_refused_whole():
    original, article = publish(), publish(language="fa", slug="other")
    publish(language="fa", translation_of=original.short_id)
    before = article.work

    with pytest.raises(belongings.TranslationRefused):
        set_translation(article, original)
    article.refresh_from_db()
    assert (article.work, article.translation_of) == (before, None)


def test_hidden_topics_page_ticks_what_is_set(client, editor, topics):
    article = publish(topics=("water",), state="hidden")

    answer = client.get(page(article, "set_topics"))
    assert answer.context["form"].fields["topics"].initial == ["water"]
    client.post(page(article, "set_topics"), {"topics": ["law", "water"]})

    assert Article.objects.get().as_printed().topics == ("water", "law")


def test_picture_is_kept_through_a_mistake(client, editor):
    article = publish()
    upload = picture_file()
    sent = {"picture_alt": "A bridge.", "agreement": "Agreed."}
    with_file = sent | {"picture_file": as_upload(upload)}

    answer = client.post(page(article, "set_picture"), with_file)

    kept = pictures.keep_picture(upload)
    assert set(answer.context["form"].errors) == {"picture_credit"}
    content = answer.content.decode()
    assert (kept.digest in content, "data:image/jpeg;base64," in content) == (True, True)
    again = sent | {"picture_digest": kept.digest, "picture_credit": "Mina"}
    assert client.post(page(article, "set_picture"), again).status_code == 302
    assert Article.objects.get().picture == kept

    client.post(page(article, "set_picture"), again | {"without_picture": "on"})
    assert Article.objects.get().picture is None


def as_upload(data):
    return SimpleUploadedFile("holiday.jpg", data, "image/jpeg")


def test_file_that_is_no_picture_is_refused_in_words(client, editor):
    sent = {"picture_file": as_upload(b"no picture"), "picture_alt": "A.", "picture_credit": "B.", "agreement": "C."}

    answer = client.post(page(publish(), "set_picture"), sent)

    assert list(answer.context["form"].errors) == ["picture_file"]
    assert "cannot be read as a picture" in answer.content.decode()


@pytest.mark.parametrize("form", ["{0.short_id}", "http://testserver/a/{0.short_id}/", "/en/articles/{0.slug}/?x=1#y"])
def test_original_is_named_by_any_of_its_addresses(client, editor, form):
    original, article = publish(), publish(language="fa", slug="bridge-fa")
    sent = {"translation_of": form.format(original), "translators": "Zalmai\r\n\r\n Nur  Jan ", "agreement": "Yes."}

    assert client.post(page(article, "set_translation"), sent).status_code == 302

    article.refresh_from_db()
    assert (article.translation_of, article.translators) == (original, ["Zalmai", "Nur Jan"])


@pytest.mark.parametrize("text", ["nowhere", "https://example.org", "bridge-fa", "other-fa"])
def test_original_that_cannot_be_one_is_refused(client, editor, text):
    article = publish(language="fa", slug="bridge-fa")
    publish(language="fa", slug="other-fa")

    answer = client.post(page(article, "set_translation"), {"translation_of": text, "agreement": "Yes."})

    assert list(answer.context["form"].errors) == ["translation_of"]
