"""Lines that could forge a header or turn a page round are refused wherever the desk types what is printed."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from submissions.models import Submission
from submissions.services.deciding import default_due_on
from submissions.services.moving import last_event_id
from tests.factories import make_piece_in
from tests.submissions.admin.conftest import address, post
from tests.submissions.admin.test_received import TEXT, entry, read
from tests.submissions.manuscripts.making import pandoc
from tests.tables import rows

LINES = [
    "One\r\nBcc: all@example.org",
    "One\nTwo",
    "=?utf-8?q?Hidden?=",
    "Turned \u202e round",
    "Isolated \u2067",
    "N\x00l",
]
PARAGRAPHS = ["Turned \u202e round", "Isolated \u2067", "=?utf-8?q?Hidden?=", "N\x00l"]
PRINTED = [
    *[(name, line) for name in ("public_name", "honorific", "role_line") for line in LINES],
    *[("bio", paragraph) for paragraph in PARAGRAPHS],
]
AROUND = [*[("title", line) for line in LINES], *[("standfirst", paragraph) for paragraph in PARAGRAPHS]]


def people(prefix, *forms):
    """Return what a browser sends for the people of a piece, or the bylines of an article."""
    sent = {f"{prefix}-TOTAL_FORMS": len(forms), f"{prefix}-INITIAL_FORMS": 1}
    for number, form in enumerate(forms):
        sent |= {f"{prefix}-{number}-{name}": value for name, value in form.items()}
    return sent


@pytest.mark.parametrize(("field", "value"), AROUND)
def test_edit_refuses_lines_that_forge_or_turn(desk, editor, field, value):
    piece = make_piece_in("in_review", handler=editor)
    sent = {"title": "A Title", "standfirst": "", "body": "<p>Another text.</p>", "based_on": 1}
    response = post(desk["editor"], piece, "edit", **sent | {field: value})
    assert response.context["form"].errors.keys() == {field}
    assert "Another text." in response.text
    assert piece.versions.count() == 1


@pytest.mark.parametrize(("field", "value"), AROUND)
def test_new_version_from_a_mail_refuses_lines_that_forge_or_turn(desk, editor, field, value):
    piece = make_piece_in("changes_requested", handler=editor)
    sent = {"title": "A Title", "pasted": "Another text.", "message_text": "Here it is."}
    response = post(desk["editor"], piece, "resubmit", **sent | {field: value})
    assert response.context["form"].errors.keys() == {field}
    assert "Another text." in response.text
    assert piece.versions.count() == 1


@pytest.mark.parametrize(
    ("field", "value"),
    [
        *AROUND,
        *[one for one in PRINTED if one[0] in {"public_name", "bio"}],
        *[("coauthors", paragraph) for paragraph in PARAGRAPHS],
        *[("email", f"a@example.org{line}") for line in LINES],
    ],
)
def test_entry_from_a_mail_refuses_lines_that_forge_or_turn(desk, field, value):
    there = read(desk["editor"], pasted=TEXT).url
    response = desk["editor"].post(there, entry(**{field: value}))
    assert response.context["form"].errors.keys() == {field}
    assert "Dear desk, here is my piece." in response.text
    assert Submission.objects.count() == 0


@pytest.mark.parametrize(("field", "value"), PRINTED)
@pytest.mark.parametrize("place", [0, 1])
def test_details_refuse_lines_that_forge_or_turn(desk, editor, field, value, place):
    piece = make_piece_in("in_review", handler=editor, coauthors=[{"public_name": "Rahim Noor"}])
    first, second = piece.contributors.order_by("position")
    forms = [{"pk": first.pk, "public_name": "Bahar M."}, {"pk": second.pk, "public_name": "Rahim N."}]
    forms[place][field] = value
    sent = people("people", *forms) | {"people-INITIAL_FORMS": 2, "kind": piece.kind_id}
    response = post(desk["editor"], piece, "edit_details", **sent)
    assert [set(errors) for errors in response.context["form"].people.errors] == [
        {field} if place == number else set() for number in (0, 1)
    ]
    assert list(piece.contributors.values_list("public_name", flat=True)) == ["Bahar Mehr", "Rahim Noor"]


@pytest.mark.parametrize(("field", "value"), [*AROUND, *PRINTED])
def test_update_of_an_article_refuses_lines_that_forge_or_turn(desk, chief, field, value):
    piece = make_piece_in("published", handler=chief)
    byline = {"public_name": "Bahar Mehr", "bio": "A writer."}
    sent = {"title": "A Title", "body": "<p>Another text.</p>", "reason": "By telephone."}
    if (field, value) in AROUND:
        sent[field] = value
    else:
        byline[field] = value
    before = rows()
    response = post(desk["chief"], piece, "update", **sent, **people("bylines", byline))
    form = response.context["form"]
    assert {*form.errors, *form.bylines.errors[0]} == {field}
    assert rows() == before


def test_line_breaks_in_a_bio_or_standfirst_do_not_stop_the_piece_later(desk, chief):
    piece = make_piece_in("accepted", handler=chief)
    first = piece.contributors.get()
    form = {"pk": first.pk, "public_name": "Bahar Mehr", "bio": "Bahar Mehr is\r\na writer."}
    post(desk["chief"], piece, "edit_details", kind=piece.kind_id, **people("people", form))
    sent = {"title": piece.title, "standfirst": "One\r\nand two.", "body": "<p>A text.</p>", "based_on": 1}
    post(desk["chief"], piece, "edit", **sent)
    post(desk["chief"], piece, "send_proof", due_on=default_due_on().isoformat())
    post(desk["chief"], piece, "waive_proof", reason="By telephone.")
    post(desk["chief"], piece, "publish")
    piece.refresh_from_db()
    assert piece.status == "published"
    assert piece.article.standfirst == "One and two."
    assert piece.article.bylines.get().bio == "Bahar Mehr is a writer."


@pytest.mark.parametrize("move", ["edit", "request_changes", "edit_details"])
def test_form_sent_after_signing_out_gives_the_words_back_and_changes_nothing(editor, move):
    piece = make_piece_in("in_review", handler=editor)
    sent = {
        "seen": last_event_id(piece),
        "letter": "Dear author,\nhere is a long letter.",
        "message": "Line < by line.",
    }
    before = rows()
    response = Client().post(address(piece, move), sent | {"password": "a secret"})
    assert response.status_code == 403
    assert "You were signed out meanwhile." in response.text
    assert "here is a long letter." in response.text
    assert "Line &lt; by line." in response.text
    assert "a secret" not in response.text
    assert f"/admin/login/?next={address(piece, move)}" in response.text
    assert response.headers["Cache-Control"] == "no-store, private"
    assert rows() == before


def test_form_sent_after_signing_out_tells_nobody_whether_the_piece_exists(editor):
    piece = make_piece_in("in_review", handler=editor)
    missing = address(piece, "edit").replace(f"/{piece.pk}/", "/987654/")
    known, unknown = (Client().post(path, {"message": "Words."}) for path in (address(piece, "edit"), missing))
    assert known.content.replace(f"/{piece.pk}/".encode(), b"/987654/") == unknown.content


@pytest.mark.parametrize("title", ["=?utf-8?q?Hidden?=", "Long words " * 40])
@pytest.mark.parametrize("move", ["edit", "resubmit"])
def test_file_whose_title_cannot_be_printed_is_refused(desk, editor, move, title):
    piece = make_piece_in("in_review" if move == "edit" else "changes_requested", handler=editor)
    styled = f'---\ntitle: "{title}"\n---\n\n{TEXT}'
    file = SimpleUploadedFile("edited.docx", pandoc(styled, "docx"))
    response = post(desk["editor"], piece, move, title="A Title", based_on=1, file=file, message_text="Here.")
    assert response.context["form"].errors.keys() == {"file"}
    assert piece.versions.count() == 1
