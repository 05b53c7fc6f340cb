"""Letter texts in the admin: who may, what is shown, what is refused, tried out, saved and given up."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import escape

from aiss.mail import texts
from aiss.mail.models import LetterText, LetterTextChange, OutgoingEmail
from submissions import letter_texts
from submissions.admin.letter_texts import name_of, occasion
from submissions.models import Conflict, Submission
from tests.factories import make_author, make_piece, make_piece_in, make_staff
from tests.submissions.admin.conftest import signed_in

LIST = reverse("admin:mail_lettertext_changelist")
QUERIES = 4
SUBJECT = "We have it: {reference}"
BODY = "Dear {name},\n\n“{title}” is here until {due_on}. US$50 million."


def page(kind="receipt", language="en", name="change"):
    return reverse(f"admin:mail_lettertext_{name}", args=[kind, language])


def sent(**fields):
    return {"subject": SUBJECT, "body": BODY.replace("\n", "\r\n"), "seen": "0"} | fields


@pytest.fixture
def client(chief):
    return signed_in(chief)


# Who may


@pytest.mark.parametrize(
    ("role", "status"),
    [("anonymous", 302), ("author", 302), ("editor", 403), ("chief_editor", 200), ("administrator", 200)],
)
def test_pages_are_for_those_who_look_after_the_sites_words(role, status, db):
    LetterText.objects.create(
        kind="receipt", language="en", subject="S", body="B", changed_at="2026-01-01T00:00Z", changed_by="editor1"
    )
    client = Client()
    if role != "anonymous":
        client.force_login(make_author() if role == "author" else make_staff(role))
    for address in (LIST, page(), page(name="original")):
        assert (address, client.get(address).status_code) == (address, status)
    if status != 200:
        for address in (page(), page(name="original")):
            client.post(address, sent())
        assert (LetterText.objects.get().subject, LetterTextChange.objects.count()) == ("S", 0)


@pytest.mark.parametrize(("kind", "language"), [("unknown", "en"), ("receipt", "de"), ("_", "en"), ("RECEIPT", "en")])
def test_unknown_letters_have_no_page(client, kind, language):
    for name in ("change", "original"):
        assert client.get(page(kind, language, name)).status_code == 404
        assert client.post(page(kind, language, name), sent()).status_code == 404


# The list


def test_home_leads_to_every_text_of_every_kind(client):
    assert LIST in client.get("/admin/").content.decode()
    content = client.get(LIST).content.decode()
    for kind in texts.kinds():
        assert escape(name_of(kind)) in content
        for language in ("en", "fa", "ps"):
            assert f'href="{page(kind, language)}"' in content


def test_list_says_in_words_which_texts_have_changed(client):
    assert ">changed<" not in client.get(LIST).content.decode()
    client.post(page(language="fa"), sent())
    LetterText.objects.create(
        kind="decline", language="ps", subject="S", body="{gone}", changed_at="2026-01-01T00:00Z", changed_by="editor1"
    )
    content = client.get(LIST).content.decode()
    assert content.count(">changed<") == 1
    assert content.count("names what this letter no longer knows") == 1
    assert "2 texts are no longer the original." in content


@pytest.mark.parametrize("number", [0, 3])
def test_list_asks_the_same_for_any_number(client, number, django_assert_num_queries):
    for kind in ("receipt", "decline", "proof")[:number]:
        client.post(page(kind), sent())
    client.get(LIST)
    with django_assert_num_queries(QUERIES):
        client.get(LIST)


@pytest.mark.parametrize("kind", texts.kinds())
def test_every_kind_is_named_and_says_to_whom_and_when_it_goes(kind):
    assert name_of(kind) != kind
    assert letter_texts.recipient(kind)
    assert occasion(kind)
    assert {name for name in letter_texts.known(kind) if letter_texts.meaning(name) == name.replace("_", " ")} == set()


def test_strangers_are_told_no_more_than_their_own_letters_say():
    assert letter_texts.known("name-to-confirm") == {"reference", "person"}
    assert letter_texts.known("code") == {"code", "minutes"}
    assert letter_texts.known("new-piece") >= {"name", "title", "editor"}


# Saving


def test_page_shows_text_original_and_placeholders(client):
    content = client.get(page("changes-requested", "fa")).content.decode()
    assert 'name="subject"' in content
    assert 'lang="fa" dir="rtl"' in content
    assert "what the sender wrote <strong>Must stay.</strong>" in content
    assert "This is the original text." in content


def test_saved_text_is_sent_and_stands_on_record(client, chief):
    assert client.post(page(), sent()).url == page()
    piece = make_piece(title="Rivers {name} US$5")
    letter = OutgoingEmail.objects.get(kind="receipt")
    assert letter.subject == f"We have it: {piece.reference}"
    assert letter.text.startswith(f"Dear {piece.public_name},\n\n“Rivers {{name}} US$5” is here until ")
    assert ". US$50 million.\n\nYour piece's page\nhttp" in letter.text
    change = LetterTextChange.objects.get()
    assert (change.body, change.changed_by) == (BODY, chief.public_id)
    content = client.get(page()).content.decode()
    assert "This text has been changed." in content
    assert "Former texts" in content
    assert "Laila Rahmani" in content


def test_saving_what_stands_changes_nothing(client):
    original = texts.original("receipt", "en")
    response = client.post(page(), sent(subject=original.subject, body=original.body), follow=True)
    assert "Nothing was changed." in response.content.decode()
    assert not LetterTextChange.objects.exists()


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"body": "Dear {nmae}"}, "This letter knows no \u2068{nmae}\u2069. It knows"),
        ({"body": "Dear { name }"}, "looks like a mistyped"),
        ({"body": "{why}"}, "This letter knows no"),
        ({"body": "See https://evil.example/x"}, "Links stand below the text by themselves."),
        ({"body": "a\u202eb"}, "hidden characters that turn the direction"),
        ({"body": " "}, "This field is required."),
        ({"subject": "A\r\nBcc: x@example.org"}, "The subject is one line."),
        ({"subject": "For {name}"}, "A subject names no person and no title"),
        ({"subject": "x" * 201}, "200"),
        ({"subject": ""}, "This field is required."),
    ],
)
def test_text_is_refused_in_words_and_nothing_is_lost(client, fields, sentence):
    for button in ({}, {"preview": "1"}):
        response = client.post(page(), sent(**fields, **button))
        content = response.content.decode()
        assert (response.status_code, response.context.get("preview")) == (200, None)
        assert sentence in content
        assert ("US$50 million." in content) == ("body" not in fields)
    assert not LetterText.objects.exists()


def test_what_carries_the_point_must_stay(client):
    response = client.post(page("changes-requested"), sent(body="Dear {name}, please by {due_on}."))
    assert "This letter must keep \u2068{message}\u2069" in response.content.decode()


def test_stale_save_shows_both_texts_and_is_saved_the_second_time(client):
    client.post(page(), sent())
    response = client.post(page(), sent(body="Mine by {due_on}."))
    content = response.content.decode()
    assert response.status_code == 409
    assert "Somebody else has changed this text meanwhile." in content
    assert "is here until {due_on}. US$50 million." in content
    assert "Mine by {due_on}." in content
    assert LetterText.objects.get().body == BODY
    client.post(page(), sent(body="Mine by {due_on}.", seen=str(response.context["seen"])))
    assert LetterText.objects.get().body == "Mine by {due_on}."


def test_preview_on_a_stale_page_does_not_make_it_fresh(client):
    client.post(page(), sent())
    response = client.post(page(), sent(body="Mine {due_on}.", preview="1"))
    assert response.context["seen"] == 0


# The preview


def test_preview_is_what_the_author_would_get_and_sends_nothing(client, chief):
    piece = make_piece_in("in_review", handler=chief, title="{message} <b>US$5</b>")
    number = OutgoingEmail.objects.count()
    response = client.post(page(), sent(preview="1", piece=piece.reference))
    preview = response.context["preview"]
    assert preview.subject == f"We have it: {piece.reference}"
    assert "“{message} <b>US$5</b>” is here until " in preview.text
    assert f"/en/my/{piece.reference}/" in preview.text
    assert "&lt;b&gt;US$5&lt;/b&gt;" in response.content.decode()
    assert "<b>US$5" not in response.content.decode()
    assert OutgoingEmail.objects.count() == number


@pytest.mark.parametrize("kind", ["acceptance", "published", "new-piece"])
def test_preview_of_the_present_text_is_the_letter_that_went(client, chief, kind):
    piece = make_piece_in("published", handler=chief)
    letter = OutgoingEmail.objects.filter(kind=kind, language="en").latest("pk")
    current = texts.original(kind, "en")
    fields = {"subject": current.subject, "body": current.body, "preview": "1", "piece": piece.reference}
    preview = client.post(page(kind), sent(**fields)).context["preview"]
    assert (preview.subject, preview.text) == (letter.subject, letter.text)


@pytest.mark.parametrize("language", ["en", "fa", "ps"])
@pytest.mark.parametrize("kind", texts.kinds())
def test_preview_of_every_letter_works_without_a_piece(client, kind, language):
    current = texts.original(kind, language)
    fields = {"subject": current.subject, "body": current.body, "preview": "1", "piece": ""}
    preview = client.post(page(kind, language), sent(**fields)).context["preview"]
    assert "{" not in preview.subject + preview.text
    assert texts.names_in(preview.text) == set()


def test_preview_offers_only_pieces_that_its_reader_may_see(chief, client):
    other = make_staff("editor")
    shown, own, shut_out = make_piece(), make_piece(), make_piece()
    Submission.objects.filter(pk=own.pk).update(author=chief)
    Conflict.objects.create(submission=shut_out, user=chief, made_by=other)
    assert list(client.get(page()).context["form"].pieces) == [shown.reference]
    response = client.post(page(), sent(preview="1", piece=shut_out.reference))
    assert response.context.get("preview") is None
    assert shut_out.title not in client.get(page()).content.decode() or shut_out.title == shown.title


def test_administrator_sees_made_up_names_alone(db):
    piece = make_piece(title="Rivers and Borders")
    client = signed_in(make_staff("administrator"))
    assert "Rivers" not in client.get(page()).content.decode()
    response = client.post(page(), sent(preview="1", piece=piece.reference))
    assert response.context["preview"].text.startswith("Dear Bahar Mehr,\n\n“A Bridge Nobody Crosses” is here until ")
    assert "Filled in with made-up names." in response.content.decode()


@pytest.mark.parametrize("kind", ["name-to-confirm", "draft-link", "invitation", "password-reset"])
def test_preview_holds_no_working_secret(client, chief, kind):
    make_piece_in("in_review", handler=chief)
    current = texts.original(kind, "en")
    fields = {"subject": current.subject, "body": current.body, "preview": "1"}
    preview = client.post(page(kind), sent(**fields)).context["preview"]
    assert "(a secret address, made for this one letter when it is sent)" in preview.text
    assert "http" not in preview.text


# Back to the original


def test_way_back_asks_first_and_then_gives_the_row_up(client):
    client.post(page(), sent())
    content = client.get(page(name="original")).content.decode()
    assert "The changed text" in content
    assert LetterText.objects.exists()
    response = client.post(page(name="original"), {"seen": "1"}, follow=True)
    assert "The letter says again what its original says." in response.content.decode()
    assert not LetterText.objects.exists()
    assert LetterTextChange.objects.count() == 2
    assert "There is nothing to go back from." in client.get(page(name="original")).content.decode()


def test_way_back_from_a_text_that_changed_meanwhile_is_refused(client):
    client.post(page(), sent())
    response = client.post(page(name="original"), {"seen": "0"})
    assert response.status_code == 409
    assert "Somebody else has changed this text meanwhile." in response.content.decode()
    assert LetterText.objects.get().body == BODY
