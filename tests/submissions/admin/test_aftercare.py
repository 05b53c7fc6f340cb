"""A published piece at the desk: corrected, updated, hidden, shown again, with its record and its letters."""

import pytest
from django.utils import timezone

from aiss.mail.models import OutgoingEmail
from publishing import services as publishing
from submissions.models import Contributor
from submissions.services import aftercare, publication
from submissions.services.moving import last_event_id
from tests.factories import make_piece_in
from tests.submissions.admin.conftest import address, post


@pytest.fixture
def piece(editor):
    coauthor = {"public_name": "Rahim Noor", "bio": "Rahim Noor is an engineer."}
    piece = make_piece_in("approved", handler=editor, coauthors=[coauthor])
    piece.contributors.update(confirmed_at=timezone.now())
    return publication.publish(piece, actor=editor)


def change(client, piece, move, *, names=("Bahar Mehr", "Rahim Noor"), **data):
    printed = piece.article.as_printed()
    sent = {
        "seen": last_event_id(piece),
        "revision": piece.article.revisions.count(),
        "title": printed.title,
        "standfirst": printed.standfirst,
        "body": printed.body,
        "letter": "Dear Bahar,\r\n\r\n{message}",
        "bylines-TOTAL_FORMS": len(names),
        "bylines-INITIAL_FORMS": len(printed.bylines),
    }
    for number, (name, byline) in enumerate(zip(names, printed.bylines, strict=True)):
        sent[f"bylines-{number}-bio"] = byline.bio
        sent |= {f"bylines-{number}-public_name": name, f"bylines-{number}-ORDER": number + 1}
    return client.post(address(piece, move), sent | data)


def test_correct_changes_the_article_with_note_and_letter(desk, piece):
    response = change(
        desk["editor"], piece, "correct", body="<p>Corrected.</p>", note="The year was wrong.", reason="By telephone."
    )
    piece.article.refresh_from_db()
    assert response.status_code == 302
    assert piece.article.body == "<p>Corrected.</p>"
    assert piece.article.corrections.get().note == "The year was wrong."
    assert piece.article.revisions.first().agreement == "By telephone."
    assert OutgoingEmail.objects.get(kind="corrected").text.startswith("Dear Bahar,\n\nThe year was wrong.")


def test_update_changes_names_and_lets_go_of_the_old_profile(desk, piece, editor):
    profile = publishing.create_author(language="en", name="Bahar Mehr")
    other = publishing.create_author(language="en", name="Rahim Noor")
    article = piece.article
    article.bylines.filter(position=1).update(author=profile)
    article.bylines.filter(position=2).update(author=other)
    before = OutgoingEmail.objects.count()
    change(desk["editor"], piece, "update", names=("A Pen Name", "Rahim Noor"), reason="The author asked for it.")
    bylines = [(byline.name, byline.author) for byline in article.bylines.order_by("position")]
    assert bylines == [("A Pen Name", None), ("Rahim Noor", other)]
    assert OutgoingEmail.objects.count() == before


def test_update_takes_a_name_out(desk, piece):
    change(desk["editor"], piece, "update", reason="She asked for it.", **{"bylines-1-DELETE": "on"})
    assert list(piece.article.bylines.values_list("name", flat=True)) == ["Bahar Mehr"]


@pytest.mark.parametrize(
    ("data", "status", "sentence"),
    [
        ({"title": "New", "reason": ""}, 200, "This field is required."),
        ({"reason": "r"}, 409, "Nothing that is printed would change."),
        ({"title": "New", "reason": "r", "revision": "0"}, 409, "Somebody changed the article meanwhile."),
    ],
)
def test_update_refuses_in_words_and_keeps_what_was_typed(desk, piece, data, status, sentence):
    response = change(desk["editor"], piece, "update", **data)
    assert response.status_code == status
    assert sentence in response.content.decode()
    assert data.get("title", piece.article.title) in response.content.decode()
    assert piece.article.revisions.count() == 1


def test_urgent_request_shows_a_banner_until_it_is_met(desk, piece):
    aftercare.ask_takedown(piece, actor=piece.author, message="I am not safe.")
    page = desk["editor"].get(address(piece)).content.decode()
    assert 'class="banner banner-urgent"' in page
    assert page.count(f'action="{address(piece, "hide")}"') == 2
    post(desk["editor"], piece, "hide")
    page = desk["editor"].get(address(piece)).content.decode()
    assert 'class="banner banner-urgent"' not in page


def test_hide_and_show_again(desk, piece):
    assert "unhide" not in offered(desk["editor"], piece)
    post(desk["editor"], piece, "hide", note="She is in danger.")
    piece.article.refresh_from_db()
    assert piece.article.state == "hidden"
    assert desk["editor"].get(publishing.address(piece.article)).status_code == 410
    assert "hide" not in offered(desk["editor"], piece)
    post(desk["editor"], piece, "unhide", reason="She agreed.")
    piece.article.refresh_from_db()
    assert piece.article.state == "public"
    assert set(OutgoingEmail.objects.values_list("kind", flat=True)) >= {"hidden", "shown-again"}


def test_hide_takes_one_click_and_no_question(desk, piece):
    page = desk["editor"].get(address(piece))
    aftercare.ask_takedown(piece, actor=piece.author, message="I am not safe.")
    sent = {"seen": page.context["seen"], "at_once": "1"}
    assert [desk["editor"].post(address(piece, "hide"), sent).status_code for _ in range(2)] == [302, 409]
    piece.article.refresh_from_db()
    assert piece.article.state == "hidden"
    letter = OutgoingEmail.objects.get(kind="hidden")
    assert "has been taken from public view" in letter.text
    assert not piece.events.get(action="hide").is_without_letter


def test_hide_twice_is_one_event(desk, piece):
    page = desk["editor"].get(address(piece, "hide"))
    sent = {"seen": page.context["seen"], "letter": page.context["form"]["letter"].value(), "note": ""}
    assert [desk["editor"].post(address(piece, "hide"), sent).status_code for _ in range(2)] == [302, 302]
    assert piece.events.filter(action="hide").count() == 1


def test_piece_page_shows_the_article_as_it_is_printed_now(desk, piece):
    change(desk["editor"], piece, "update", title="The Title of Today", reason="A misprint.")
    Contributor.objects.filter(submission=piece, position=1).update(bio="Changed since.")
    page = desk["editor"].get(address(piece)).content.decode()
    assert "The Title of Today" in page


def offered(client, piece):
    moves = client.get(address(piece)).context["moves"]
    return [button.name for button in (*moves["decisions"], *moves["work"])]
