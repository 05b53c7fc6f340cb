import pytest
from django.core.exceptions import FieldDoesNotExist

from publishing.models import SiteText
from publishing.site_words import SiteTextRefused, set_site_text
from tests.publishing.making import publish

pytestmark = pytest.mark.django_db


def test_english_call_and_disclaimer_are_the_institutes_own():
    text = SiteText.objects.get(language="en")

    assert text.call == (
        "Academicians and Officials interested to publish their academic pieces on this page, "
        "please approach us through: contact@aissonline.org."
    )
    assert text.disclaimer == "The article does not reflect the official opinion of the AISS."


@pytest.mark.parametrize(
    ("language", "name"),
    [
        ("en", "Afghan Institute for Strategic Studies"),
        ("fa", "انستیتوت مطالعات استراتژیک افغانستان"),
        ("ps", "د افغانستان د ستراتیژیکو مطالعاتو انستیتوت"),
    ],
)
def test_every_language_has_its_words_at_first(client, language, name):
    text = SiteText.objects.get(language=language)

    assert text.institute_name == name
    assert all([text.tagline, text.call, text.disclaimer, text.pen_name_note, text.contact_address])
    assert name in client.get(f"/{language}/").content.decode()


def test_changed_words_stand_on_every_page(client):
    article = publish()
    set_site_text("en", disclaimer="These are the author’s words.", footer="Founded in exile.")

    page = client.get(f"/en/articles/{article.slug}/").content.decode()

    assert "These are the author’s words." in page
    assert "Founded in exile." in page


def test_new_contact_address_replaces_the_one_in_the_call():
    text = set_site_text("en", contact_address="desk@example.org")

    assert text.call.endswith("please approach us through: desk@example.org.")


def test_given_call_is_kept_beside_a_new_contact_address():
    text = set_site_text("en", contact_address="desk@example.org", call="Write to us.")

    assert text.call == "Write to us."


def test_words_of_a_language_without_any_are_made():
    SiteText.objects.all().delete()

    set_site_text("ps", institute_name="انستیتوت")

    assert SiteText.objects.get().language == "ps"


def test_wrong_address_is_refused():
    with pytest.raises(SiteTextRefused):
        set_site_text("en", contact_address="nobody")

    assert SiteText.objects.get(language="en").contact_address == "contact@aissonline.org"


def test_unknown_word_is_refused():
    with pytest.raises(TypeError):
        set_site_text("en", slogan="Onwards")
    with pytest.raises(FieldDoesNotExist):
        SiteText._meta.get_field("slogan")


def test_page_without_any_words_still_stands(client):
    SiteText.objects.all().delete()

    page = client.get("/en/").content.decode()

    assert "Afghan Institute for Strategic Studies" in page
