"""The desk's page of old addresses."""

import pytest
from django.urls import reverse

from aiss.accounts.models import Role, User
from publishing.models import OldAddress
from publishing.old_addresses import add_old_address
from tests.publishing.making import publish

pytestmark = pytest.mark.django_db
LIST = "admin:publishing_oldaddress_changelist"
ADD = "admin:publishing_oldaddress_add"


@pytest.fixture
def administrator(client):
    return sign_in(client, "administrator")


def sign_in(client, role):
    user = User.objects.create_staff(
        email=f"{role}@example.org", display_name=role, roles=[Role.objects.get(code=role)], language="en"
    )
    client.force_login(user)
    return client


@pytest.mark.parametrize(("role", "status"), [("editor", 403), ("chief_editor", 200), ("administrator", 200)])
def test_pages_open_for_those_who_keep_the_site(client, role, status):
    row = add_old_address("/aiss/45", target="/en/")
    sign_in(client, role)

    pages = [reverse(LIST), reverse(ADD)]
    pages += [reverse(f"admin:publishing_oldaddress_{name}", args=[row.pk]) for name in ("change", "delete")]
    assert [client.get(page).status_code for page in pages] == [status] * 4


def test_address_is_added_for_an_article(administrator, settings):
    article = publish(slug="bridge")

    administrator.post(
        reverse(ADD),
        {"path": "https://www.aiss.af/aiss/45/", "leads_to": f"{settings.SITE_URL}/en/articles/bridge/"},
    )

    row = OldAddress.objects.get()
    assert (row.path, row.article, row.target) == ("/aiss/45", article, "")
    assert administrator.get("/aiss/45")["Location"] == "/en/articles/bridge/"


def test_address_is_changed_and_deleted(administrator):
    row = add_old_address("/aiss/45", article=publish())
    page = reverse("admin:publishing_oldaddress_change", args=[row.pk])

    administrator.post(page, {"path": "/aiss/46", "leads_to": "/en/articles/"})
    row.refresh_from_db()
    assert (row.path, row.article, row.target) == ("/aiss/46", None, "/en/articles/")

    administrator.post(reverse("admin:publishing_oldaddress_delete", args=[row.pk]), {"post": "yes"})
    assert OldAddress.objects.count() == 0


@pytest.mark.parametrize(
    ("path", "leads_to", "field"),
    [
        ("/aiss/45", "//evil.example/", "leads_to"),
        ("/aiss/45", "https://evil.example/", "leads_to"),
        ("/aiss/45", "/\\evil.example/", "leads_to"),
        ("/aiss/45", "/aiss/45/", "leads_to"),
        ("/aiss/45", "/en/articles/no-such/", "leads_to"),
        ("/", "/en/", "path"),
        ("/taken/", "/en/", "path"),
        ("/x" * 300, "/en/", "path"),
    ],
)
def test_bad_input_is_refused_and_kept(administrator, path, leads_to, field):
    add_old_address("/taken", target="/fa/")

    answer = administrator.post(reverse(ADD), {"path": path, "leads_to": leads_to})

    form = answer.context["adminform"].form
    assert (answer.status_code, list(form.errors)) == (200, [field])
    assert (form["path"].value(), form["leads_to"].value()) == (path, leads_to)
    assert OldAddress.objects.count() == 1


@pytest.mark.parametrize("sought", ["aisslist", "https://www.aiss.af/aiss/aisslist/opinions/1059/", "Sher Khan"])
def test_address_is_found_by_its_parts_and_by_the_title(administrator, sought):
    add_old_address("/aiss/aisslist/opinions/1059", article=publish(title="The Bridge at Sher Khan"))
    add_old_address("/other", target="/en/")

    page = administrator.get(reverse(LIST), {"q": sought})

    assert [row.path for row in page.context["cl"].result_list] == ["/aiss/aisslist/opinions/1059"]


def test_title_of_what_is_gone_is_not_shown(administrator):
    add_old_address("/aiss/45", article=publish(title="A Hidden Bridge", state="hidden"))

    page = administrator.get(reverse(LIST)).content.decode()

    assert "/aiss/45" in page
    assert "A Hidden Bridge" not in page


@pytest.mark.parametrize("count", [1, 3])
def test_list_queries_are_constant(administrator, django_assert_num_queries, count):
    for number in range(count):
        add_old_address(f"/aiss/{number}", article=publish())

    with django_assert_num_queries(6):
        assert administrator.get(reverse(LIST)).status_code == 200
