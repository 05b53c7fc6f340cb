import pytest
from django.contrib.auth import authenticate, get_user
from django.contrib.auth.hashers import MD5PasswordHasher
from django.db import connection
from django.test.utils import CaptureQueriesContext

from aiss.accounts import staff
from aiss.accounts.models import LimitCounter, Role, User
from tests.accounts.making import PASSWORD, make_staff

pytestmark = pytest.mark.django_db

WRONG = "The address or the password is not right. Please try again, or ask for a new password."
LIMIT = "There were too many tries. Please wait 15 minutes, then try again."


def sign_in(client, address: str = "parwin@example.org", password: str = PASSWORD, network: str = "203.0.113.4"):
    return client.post("/admin/login/?next=/admin/", {"username": address, "password": password}, REMOTE_ADDR=network)


def errors(response) -> list[str]:
    return [str(error) for errors in response.context["form"].errors.values() for error in errors]


def test_staff_with_a_right_sign_in(client):
    user = make_staff("Parwin", "editor")

    response = sign_in(client, "Parwin@Example.org ")

    assert (response.status_code, response["Location"]) == (302, "/admin/")
    assert get_user(client) == user
    assert client.get("/admin/").status_code == 200


def test_signed_in_page_shows_the_name_and_no_address_or_index(client):
    user = make_staff("Parwin", "editor")
    sign_in(client)

    page = client.get("/admin/").content.decode()

    assert "Parwin" in page
    assert user.email_index not in page
    assert "example.org" not in page


@pytest.mark.parametrize("address", ["parwin@example.org", "nobody@example.org", "soraya@example.org"])
def test_wrong_password_is_answered_alike_for_every_address(client, address):
    make_staff("Parwin", "editor")
    User.objects.create_author(email="soraya@example.org", language="fa")

    assert errors(sign_in(client, address, "wrong")) == [WRONG]
    assert get_user(client).is_anonymous


@pytest.mark.parametrize("address", ["parwin", "a@example.org, b@example.org", "=?utf-8?q?a?=@example.org"])
def test_what_is_no_address_is_refused_and_counts_nothing(client, address):
    assert errors(sign_in(client, address)) == ["Write an e-mail address, such as name@example.org."]
    assert LimitCounter.objects.count() == 0


def test_long_address_is_not_cut_short(client):
    address = f"{'a' * 60}@{'b' * 60}.example.org"

    assert errors(sign_in(client, address)) == [WRONG]
    assert 'maxlength="254"' in client.get("/admin/login/").content.decode()


@pytest.mark.parametrize("address", ["parwin@example.org", "nobody@example.org"])
def test_eleventh_try_for_an_address_is_refused_whatever_the_password(client, address):
    make_staff("Parwin", "editor")
    answers = [errors(sign_in(client, address, "wrong", f"198.51.{number}.1")) for number in range(11)]

    assert answers == [[WRONG]] * 10 + [[LIMIT]]
    assert errors(sign_in(client, address, PASSWORD, "192.0.2.1")) == [LIMIT]
    assert get_user(client).is_anonymous


def test_right_password_clears_the_address_and_costs_the_network_nothing(client):
    make_staff("Parwin", "editor")
    for _time in range(9):
        sign_in(client, password="wrong")

    sign_in(client)

    assert [counter.count for counter in LimitCounter.objects.all()] == [9]


def test_fifty_first_wrong_try_of_a_network_is_refused(client):
    make_staff("Parwin", "editor")
    for number in range(50):
        assert errors(sign_in(client, f"nobody{number}@example.org", "wrong", "203.0.113.9")) == [WRONG]

    assert errors(sign_in(client, network="203.0.113.4")) == [LIMIT]
    assert sign_in(client, network="203.0.114.4").status_code == 302


def test_staff_without_role_are_told_so(client):
    make_staff("Parwin")

    assert errors(sign_in(client)) == [
        "Your account has no role at present. Please ask whoever looks after the staff list for one."
    ]
    assert get_user(client).is_anonymous


def test_superuser_without_role_does_not_enter_the_desk(client):
    user = make_staff("Parwin")
    User.objects.filter(pk=user.pk).update(is_superuser=True)
    client.force_login(user)

    assert client.get("/admin/").status_code == 302


def test_author_does_not_enter_the_desk_and_reads_no_index(client):
    author = User.objects.create_author(email="soraya@example.org", language="fa")
    client.force_login(author)

    response = client.get("/admin/", follow=True)

    assert response.redirect_chain == [("/admin/login/?next=/admin/", 302)]
    assert str(author) in response.content.decode()
    assert author.email_index not in response.content.decode()


def test_author_is_not_authenticated_by_password():
    author = User.objects.create_author(email="soraya@example.org", language="fa")
    author.set_password(PASSWORD)
    author.save()

    assert authenticate(None, username="soraya@example.org", password=PASSWORD) is None


@pytest.mark.parametrize("given", [{"username": "parwin@example.org"}, {"password": PASSWORD}, {"token": "x"}])
def test_incomplete_credentials_authenticate_nobody(given):
    make_staff("Parwin", "editor")

    assert authenticate(None, **given) is None


def test_unknown_address_costs_the_same_queries_and_one_hash(monkeypatch):
    make_staff("Parwin", "editor")
    hashed = []
    encode = MD5PasswordHasher.encode
    monkeypatch.setattr(MD5PasswordHasher, "encode", lambda *args: hashed.append(1) or encode(*args))
    costs = []
    for address in ("parwin@example.org", "nobody@example.org"):
        hashed.clear()
        with CaptureQueriesContext(connection) as captured:
            authenticate(None, username=address, password="wrong")
        costs.append((len(captured), len(hashed)))

    assert costs == [(1, 1), (1, 1)]


def test_session_dies_on_deactivation(client):
    chief, editor = make_staff("Nadia", "chief_editor"), make_staff("Parwin", "editor")
    sign_in(client)
    assert client.get("/admin/").status_code == 200

    staff.deactivate(by=chief, user=editor)

    assert client.get("/admin/").status_code == 302
    User.objects.filter(pk=editor.pk).update(is_active=True)
    assert client.get("/admin/").status_code == 302


def test_session_dies_with_a_new_password(client):
    user = make_staff("Parwin", "editor")
    sign_in(client)

    user.set_password("another long password")
    user.save()

    assert client.get("/admin/").status_code == 302


def test_session_loses_the_desk_with_the_last_role(client):
    chief, editor = make_staff("Nadia", "chief_editor"), make_staff("Parwin", "editor")
    sign_in(client)

    staff.set_roles(by=chief, user=editor, roles=Role.objects.none())

    assert client.get("/admin/").status_code == 302


def test_session_outlives_a_changed_secret_key(client, settings):
    user = make_staff("Parwin", "editor")
    sign_in(client)
    old = settings.SECRET_KEY

    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "a-new-key" * 8, [old]

    assert get_user(client) == user
