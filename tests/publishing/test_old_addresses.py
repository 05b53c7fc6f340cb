"""Old addresses: one spelling for many, and one place for each."""

import pytest
from django.db import IntegrityError

from publishing import old_addresses
from publishing.models import OldAddress
from publishing.old_addresses import OldAddressRefused, add_old_address, checked_target, find, normalised, place_of
from tests.publishing.making import publish

SPELLINGS = {
    "/aiss/aisslist/opinions/1059": "/aiss/aisslist/opinions/1059",
    "https://www.aiss.af/aiss/aisslist/opinions/1059/": "/aiss/aisslist/opinions/1059",
    "mail.aiss.af/aiss/aisslist/opinions/1059": "/aiss/aisslist/opinions/1059",
    "//archive.aissonline.org/aiss/news_details/5c2": "/aiss/news_details/5c2",
    " https://aissonline.org/en/opinions/details/x?b=2&a=1#top ": "/en/opinions/details/x?a=1&b=2",
    "/en/news?category=7&utm_source=tw&fbclid=1": "/en/news?category=7",
    "/per/%D9%85%D9%82%D8%A7%D9%84%D9%87": "/per/مقاله",
    "/per/مقاله": "/per/مقاله",
    "/cafe\u0301": "/caf\u00e9",
    "/caf%65%CC%81": "/caf\u00e9",
    "pr/opinions": "/pr/opinions",
    "/a%2Fb": "/a/b",
    "/a%3Fb": "/a%3Fb",
    "/100%25": "/100%25",
    "/old%E4": "/old%E4",
    "//x//y//": "/y",
    "/x//y//": "/x/y",
    "/a b": "/a%20b",
    "/?p=12": "/?p=12",
    "": "",
    "https://www.aiss.af": "/",
    "http://[": "",
    "\x00": "",
}


@pytest.mark.parametrize(("pasted", "path"), SPELLINGS.items())
def test_address_has_one_spelling(pasted, path):
    assert normalised(pasted) == path
    assert normalised(path) == path


@pytest.mark.django_db
def test_address_is_found_in_one_query_however_it_is_spelt(django_assert_num_queries):
    article = publish()
    add_old_address("https://www.aiss.af/per/%D9%85%D9%82/", article=article)

    with django_assert_num_queries(1):
        assert find("/per/مق").article == article
    assert find("/per/مق?fbclid=2").article == article
    assert find("/per/مق?page=2").article == article
    assert find("/per/other") is None


@pytest.mark.django_db
def test_address_with_a_query_is_meant_by_the_query():
    add_old_address("/news?category=7", target="/en/articles/")

    assert find("/news/?category=7").target == "/en/articles/"
    assert find("/news?category=8") is None


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["", "/", "/?p=1", "/" + "x" * 501])
def test_nothing_and_too_much_are_not_looked_for(django_assert_num_queries, path):
    with django_assert_num_queries(0):
        assert find(path) is None


@pytest.mark.django_db
def test_adding_twice_keeps_one_row():
    article = publish()

    first = add_old_address("/aiss/45", article=article)
    second = add_old_address("http://www.aiss.af/aiss/45/", article=article)

    assert first == second
    assert OldAddress.objects.count() == 1


@pytest.mark.django_db
def test_address_that_leads_elsewhere_is_refused():
    add_old_address("/aiss/45", article=publish())

    with pytest.raises(OldAddressRefused, match="/aiss/45 leads somewhere else"):
        add_old_address("/aiss/45", article=publish())
    with pytest.raises(OldAddressRefused):
        add_old_address("/aiss/45", target="/en/")
    assert OldAddress.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["", "  ", "/", "https://www.aiss.af/", "/?p=1", "/" + "x" * 500])
def test_address_that_is_none_is_refused(path):
    with pytest.raises(OldAddressRefused):
        add_old_address(path, target="/en/")
    assert OldAddress.objects.count() == 0


@pytest.mark.django_db
def test_address_leads_not_to_itself():
    with pytest.raises(OldAddressRefused):
        add_old_address("/en/about", target="/en/about/")


@pytest.mark.parametrize(
    "target",
    [
        "",
        "en/",
        "//evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "https://evil.example/",
        "javascript:alert(1)",
        "/en/\r\nSet-Cookie: x",
        "/\tevil",
        "/en/ x",
        "/\u202eevil",
        "/" + "x" * 500,
    ],
)
def test_target_elsewhere_is_refused(target):
    with pytest.raises(OldAddressRefused):
        checked_target(target)


@pytest.mark.django_db
def test_place_is_an_article_or_a_path(settings):
    article = publish(language="fa", slug="bridge")

    assert place_of("/fa/articles/bridge/") == article
    assert place_of(f"{settings.SITE_URL}/fa/articles/bridge/") == article
    assert place_of(f"/a/{article.short_id}/") == article
    assert place_of("/en/about/") == "/en/about/"
    assert place_of("/somewhere") == "/somewhere"
    assert place_of(settings.SITE_URL) == "/"
    with pytest.raises(OldAddressRefused):
        place_of("/fa/articles/no-such/")
    with pytest.raises(OldAddressRefused):
        place_of(f"{settings.SITE_URL}.evil.example/")


@pytest.mark.django_db(transaction=True)
def test_row_leads_to_one_place():
    with pytest.raises(IntegrityError):
        OldAddress.objects.create(path="/x", target="")
    assert old_addresses.find("/x") is None
