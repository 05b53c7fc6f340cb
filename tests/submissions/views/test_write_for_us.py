"""The public page that says what is wanted and what becomes of a piece."""

import pytest
from django.test import override_settings

from publishing.models import SiteText
from submissions.models import Call, Kind
from submissions.urls import urlpatterns
from tests.factories import make_author, make_staff
from tests.submissions.views.test_calls import make_call
from tests.submissions.views.test_privacy import NAMES, PUBLIC, rows
from tests.submissions.views.walk import url

pytestmark = pytest.mark.django_db


def page_of(client, language="en"):
    return client.get(url("write-for-us", language=language)).text


def test_every_address_of_authors_but_this_is_private():
    assert {pattern.name for pattern in urlpatterns} - set(NAMES) == PUBLIC == {"write-for-us"}


@pytest.mark.parametrize("role", ["anonymous", "author", "editor", "chief_editor", "administrator"])
def test_page_is_the_same_for_everybody_and_leaves_nothing(client, role):
    reference = page_of(client)
    if role != "anonymous":
        client.force_login(make_author() if role == "author" else make_staff(role))
    before = rows()

    response = client.get(url("write-for-us"))

    assert (response.status_code, response.text) == (200, reference)
    assert response["Cache-Control"] == "public, no-cache"
    assert "Cookie" not in response.get("Vary", "")
    assert "X-Robots-Tag" not in response
    assert response.cookies == {}
    assert rows() == before


def test_page_is_not_kept_by_the_store():
    (pattern,) = [pattern for pattern in urlpatterns if pattern.name == "write-for-us"]

    assert not getattr(pattern.callback, "is_kept", False)


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_page_takes_no_other_method(client, method):
    assert getattr(client, method)(url("write-for-us")).status_code == 405


@pytest.mark.parametrize(("language", "words"), [("en", "700 to 1,600"), ("fa", "۷۰۰"), ("ps", "۷۰۰")])
def test_page_says_how_long_each_kind_is_and_what_it_advises(client, language, words):
    Kind.objects.filter(code="opinion").update(guidance_en="One argument.", guidance_fa="یک استدلال.", guidance_ps="")

    page = page_of(client, language)

    assert words in page
    assert Kind.objects.get(code="academic").name_in(language) in page
    expected = {
        "en": ("en", "ltr", "One argument."),
        "fa": ("fa", "rtl", "یک استدلال."),
        "ps": ("en", "ltr", "One argument."),
    }
    assert '<div lang="{}" dir="{}"><p>{}</p></div>'.format(*expected[language]) in page


def test_page_lists_the_open_calls_with_their_last_day(client):
    SiteText.objects.filter(language="en").update(call="We publish all the year round.")
    for code, opens, closes in (("open", -1, 9), ("gone", -9, -1), ("coming", 1, 9), ("always", 0, None)):
        make_call(code, opens, closes)

    page = page_of(client)

    assert "We publish all the year round." in page
    assert [code for code in ("open", "gone", "coming", "always") if f"On {code}" in page] == ["open", "always"]
    assert '<a class="btn" href="/en/submit/?call=open">' in page
    assert page.count("Open until <time") == page.count("Open until further notice.") == 1


@pytest.mark.parametrize("language", ["fa", "ps"])
def test_last_day_is_in_both_calendars(client, language):
    make_call(closes=10)
    Call.objects.update(closes_on="2125-07-08")

    assert "۱۵۰۴ / ۸" in page_of(client, language)


def test_call_in_another_language_is_marked_as_such(client):
    make_call()

    assert '<div lang="en" dir="ltr">\n<h3>On water</h3>' in page_of(client, "fa")


@override_settings(PROMISED_DAYS=11, CODE_MINUTES=45)
def test_page_promises_what_the_settings_say(client):
    page = page_of(client)

    assert "an answer within 11 days" in page
    assert "within 45 minutes" in page


@pytest.mark.parametrize("number", [1, 3])
def test_page_asks_the_same_for_any_number_of_calls(client, django_assert_num_queries, number):
    for count in range(number):
        make_call(f"call-{count}", kind=Kind.objects.get(code="opinion"))

    with django_assert_num_queries(4):
        client.get(url("write-for-us"))


def test_page_stands_in_three_languages(client):
    page = page_of(client, "fa")

    assert '<link rel="canonical" href="http://testserver/fa/write-for-us/">' in page
    for tag, code in [("en", "en"), ("fa-AF", "fa"), ("ps", "ps"), ("x-default", "en")]:
        assert f'<link rel="alternate" hreflang="{tag}" href="http://testserver/{code}/write-for-us/">' in page
    assert 'href="/ps/write-for-us/" lang="ps"' in page
