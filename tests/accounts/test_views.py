import pytest

from aiss.accounts import staff
from aiss.accounts.models import Invitation, PasswordReset, Role, User
from tests.accounts.making import PASSWORD, letters_to, mailed_path, make_staff

pytestmark = pytest.mark.django_db

ADDRESS = "nadia@example.org"
CHOSEN = {"password": PASSWORD, "repeated": PASSWORD}
REFUSED = "This link has been used already or has expired. Please ask for a new one."


@pytest.fixture
def invitation_path():
    staff.invite(
        by=make_staff("Parwin", "chief_editor"),
        address=ADDRESS,
        display_name="Nadia",
        roles=Role.objects.named("editor"),
        language="en",
    )
    return mailed_path(ADDRESS)


@pytest.fixture
def reset_path(client):
    make_staff("Nadia", "editor", password="the forgotten one")
    client.post("/staff/password/forgotten/", {"address": ADDRESS})
    return mailed_path(ADDRESS)


@pytest.fixture(params=["invitation", "password"])
def mailed_link(request):
    return request.getfixturevalue({"invitation": "invitation_path", "password": "reset_path"}[request.param])


def everything():
    return [list(model.objects.order_by("pk").values()) for model in (User, Invitation, PasswordReset)]


def test_opening_a_mailed_link_changes_nothing(client, mailed_link):
    before = everything()

    responses = [client.get(mailed_link) for _time in range(3)] + [client.head(mailed_link)]

    assert [response.status_code for response in responses] == [200] * 4
    assert everything() == before
    assert "sessionid" not in client.cookies
    assert "session" not in client.cookies


def test_mailed_link_is_neither_stored_nor_listed_nor_referred_to(client, mailed_link):
    response = client.get(mailed_link)

    assert "no-store" in response["Cache-Control"]
    assert '<meta name="robots" content="noindex">' in response.content.decode()


def test_mailed_link_greets_by_name_and_shows_no_address(client, mailed_link):
    page = client.get(mailed_link).content.decode()

    assert "Welcome, Nadia." in page
    assert ADDRESS not in page


def test_password_is_chosen_and_signs_in(client, mailed_link):
    response = client.post(mailed_link, CHOSEN)

    assert (response.status_code, response["Location"]) == (302, "/admin/login/")
    assert "Your password is saved. Please sign in with it." in client.get("/admin/login/").content.decode()
    assert client.login(username=ADDRESS, password=PASSWORD)


def test_mailed_link_works_once(client, mailed_link):
    client.post(mailed_link, CHOSEN)

    for response in (client.get(mailed_link), client.post(mailed_link, CHOSEN)):
        assert response.status_code == 410
        assert REFUSED in response.content.decode()


@pytest.mark.parametrize("path", ["/staff/invitation/unknown/", "/staff/password/unknown/"])
def test_unknown_link_is_answered_as_a_used_one(client, path):
    response = client.get(path)

    assert response.status_code == 410
    assert REFUSED in response.content.decode()


@pytest.mark.parametrize(
    ("fields", "errors"),
    [
        ({}, {"password": ["required"], "repeated": ["required"]}),
        ({"password": PASSWORD, "repeated": "different words"}, {"repeated": ["mismatch"]}),
        ({"password": "short", "repeated": "short"}, {"password": ["password_too_short"]}),
        ({"password": "602214076853", "repeated": "602214076853"}, {"password": ["password_entirely_numeric"]}),
    ],
)
def test_bad_choice_is_explained_and_leaves_the_link_usable(client, mailed_link, fields, errors):
    before = everything()

    response = client.post(mailed_link, fields)

    assert response.status_code == 200
    found = response.context["form"].errors.as_data()
    assert {name: [error.code for error in listed] for name, listed in found.items()} == errors
    assert everything() == before


def test_page_is_in_the_language_of_the_person_invited(client):
    staff.invite(
        by=make_staff("Parwin", "chief_editor"),
        address=ADDRESS,
        display_name="Nadia",
        roles=Role.objects.named("editor"),
        language="fa",
    )

    assert '<html lang="fa"' in client.get(mailed_path(ADDRESS)).content.decode()


@pytest.mark.parametrize("address", [ADDRESS, "nobody@example.org"])
def test_asking_for_a_letter_is_answered_alike_for_every_address(client, address):
    make_staff("Nadia", "editor")

    response = client.post("/staff/password/forgotten/", {"address": address}, follow=True)

    assert response.redirect_chain == [("/staff/password/forgotten/sent/", 302)]
    assert "The link works once, for 60 minutes." in response.content.decode()
    assert len(letters_to(address)) == 1


def test_asking_too_often_is_refused_with_the_form_kept(client):
    for _time in range(5):
        client.post("/staff/password/forgotten/", {"address": ADDRESS})

    response = client.post("/staff/password/forgotten/", {"address": ADDRESS})

    assert response.status_code == 200
    assert response.context["form"].non_field_errors() == [
        "There were too many tries. Please wait 60 minutes, then try again."
    ]
    assert f'value="{ADDRESS}"' in response.content.decode()
    assert PasswordReset.objects.count() == 5


def test_sign_in_page_offers_a_new_password(client):
    assert 'href="/admin-password/"' in client.get("/admin/login/").content.decode()
    assert client.get("/admin-password/")["Location"] == "/staff/password/forgotten/"
