"""The staff list: invited, given roles, and deactivated with their pieces handed over."""

import pytest
from django.urls import reverse

from aiss.accounts.models import Role, User
from aiss.mail.models import OutgoingEmail
from tests.factories import make_author, make_piece_in, make_staff
from tests.submissions.admin.conftest import signed_in

LIST = reverse("admin:accounts_user_changelist")
INVITE = reverse("admin:accounts_user_add")
QUERIES = 6


def page_of(user, name="change"):
    return reverse(f"admin:accounts_user_{name}", args=[user.pk])


def role(code):
    return Role.objects.get(code=code).pk


@pytest.fixture
def administrator(db):
    return make_staff("administrator", display_name="Sami Azizi")


@pytest.fixture
def client(administrator):
    return signed_in(administrator)


@pytest.mark.parametrize("number", [1, 3])
def test_staff_list_asks_the_same_for_any_number(client, number, django_assert_num_queries):
    for _ in range(number):
        make_staff("editor")
    client.get(LIST)
    with django_assert_num_queries(QUERIES):
        response = client.get(LIST)
    assert len(response.context["cl"].result_list) == number + 1


def test_staff_list_names_no_author_and_not_the_system(client, editor):
    author = make_author()
    make_piece_in("in_review", handler=editor)
    page = client.get(LIST).content.decode()
    assert "Mina Sadat" in page
    assert "1 open piece" in page
    assert author.public_id not in page
    assert "The system" not in page


def test_invitation_goes_out_by_letter(client):
    sent = {"display_name": "Nilab Karimi", "address": "Nilab@Example.org", "language": "fa", "roles": [role("editor")]}
    assert client.post(INVITE, sent).url == LIST
    user = User.objects.by_email("nilab@example.org")
    assert (user.display_name, user.language, user.is_active) == ("Nilab Karimi", "fa", False)
    assert OutgoingEmail.objects.get(kind="invitation").recipient == "nilab@example.org"


@pytest.mark.parametrize(
    ("data", "status", "sentence"),
    [
        ({"roles": []}, 200, "Choose at least one role."),
        ({"address": "nobody"}, 200, "Write an e-mail address"),
        ({"address": "author@example.org"}, 409, "authors are never staff"),
        ({"roles": "chief_editor"}, 409, "only somebody who has it may give it"),
    ],
)
def test_invitation_is_refused_in_words(client, data, status, sentence):
    make_author(email="author@example.org")
    sent = {"display_name": "Nilab", "address": "nilab@example.org", "language": "en", "roles": [role("editor")]} | data
    if sent["roles"] == "chief_editor":
        sent["roles"] = [role("chief_editor")]
    response = client.post(INVITE, sent)
    assert response.status_code == status
    assert sentence in response.content.decode()
    assert not OutgoingEmail.objects.filter(kind="invitation").exists()


def test_roles_are_set_and_pieces_handed_over(client, editor, other_editor):
    piece = make_piece_in("accepted", handler=editor)
    client.post(page_of(editor), {"roles": [role("administrator")], "successor": other_editor.pk})
    piece.refresh_from_db()
    assert [role.code for role in User.objects.get(pk=editor.pk).roles.all()] == ["administrator"]
    assert piece.handler == other_editor


def test_roles_cannot_leave_an_accepted_piece_to_nobody(client, editor):
    piece = make_piece_in("accepted", handler=editor)
    response = client.post(page_of(editor), {"roles": [role("administrator")]})
    piece.refresh_from_db()
    assert response.status_code == 409
    assert "Choose an active editor" in response.content.decode()
    assert piece.handler == editor


def test_deactivation_hands_over_and_ends_sessions(client, editor, other_editor):
    piece = make_piece_in("accepted", handler=editor)
    theirs = signed_in(editor)
    assert theirs.get("/admin/").status_code == 200
    assert page_of(editor, "deactivate") in client.get(page_of(editor)).content.decode()
    client.post(page_of(editor, "deactivate"), {"successor": other_editor.pk})
    piece.refresh_from_db()
    editor.refresh_from_db()
    assert (editor.is_active, piece.handler) == (False, other_editor)
    assert theirs.get("/admin/").status_code == 302
    assert piece.events.latest("pk").action == "handed_over"


def test_deactivation_without_a_successor_puts_pieces_back_into_the_queue(client, editor):
    piece = make_piece_in("in_review", handler=editor)
    client.post(page_of(editor, "deactivate"), {})
    piece.refresh_from_db()
    assert (piece.status, piece.handler) == ("submitted", None)


def test_deactivation_is_not_offered_for_oneself(client, administrator):
    assert page_of(administrator, "deactivate") not in client.get(page_of(administrator)).content.decode()


def test_deactivation_of_the_last_who_looks_after_the_list_is_refused(client, administrator):
    response = client.post(page_of(administrator, "deactivate"), {})
    administrator.refresh_from_db()
    assert (response.status_code, administrator.is_active) == (409, True)


def test_authors_have_no_page_here(client):
    assert client.get(page_of(make_author())).status_code == 404
    assert client.get(page_of(User.objects.system())).status_code == 404
