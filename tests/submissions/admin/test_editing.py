"""New versions and details at the desk: nothing is overwritten, nothing typed is lost."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from publishing import services as publishing
from submissions.manuscripts import export
from submissions.models import Arrival, Contributor, Original
from submissions.services.moving import last_event_id
from tests.factories import make_author, make_piece_in
from tests.submissions.admin.conftest import address, post, signed_in

NEW = "<p>Another text altogether.</p>"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def save(client, piece, *, based_on=1, body=NEW, title="A New Title", **data):
    sent = {"seen": last_event_id(piece), "based_on": based_on, "title": title, "standfirst": "", "body": body}
    return client.post(address(piece, "edit"), sent | data)


def details(piece, *people, **data):
    """Return the form of the details page with `people` as they were filled in."""
    sent = {"people-TOTAL_FORMS": len(people), "people-INITIAL_FORMS": piece.contributors.count()}
    for number, person in enumerate(people):
        sent |= {f"people-{number}-{name}": value for name, value in person.items()}
    return {"kind": piece.kind_id, "discloses_pen_name": "on"} | sent | data


def test_edit_saves_a_new_version_and_shows_what_changed(desk, editor):
    piece = make_piece_in("in_review", handler=editor)
    response = save(desk["editor"], piece, body="<p onclick='x()'>Another <script>bad</script>text.</p>")
    piece.refresh_from_db()
    version = piece.current_version
    assert (version.number, version.title, version.arrival) == (2, "A New Title", Arrival.DESK)
    assert version.body == "<p>Another text.</p>"
    assert response.url == f"{address(piece, 'differences')}?from=1&to=2"
    page = desk["editor"].get(response.url).content.decode()
    assert "<ins>" in page
    assert "<del>" in page


def test_edit_twice_saves_one_version(desk, editor):
    piece = make_piece_in("in_review", handler=editor)
    seen = last_event_id(piece)
    statuses = [save(desk["editor"], piece, seen=seen).status_code for _ in range(2)]
    assert statuses == [302, 302]
    assert piece.versions.count() == 2


def test_edit_after_somebody_elses_version_keeps_the_text_and_shows_the_difference(desk, editor, chief):
    piece = make_piece_in("in_review", handler=editor)
    save(desk["editor"], piece, body="<p>The version that came between.</p>")
    response = save(desk["editor"], piece, body="<p>The text that I had open.</p>", title="My Title")
    page = response.content.decode()
    assert response.status_code == 409
    assert "Version 2 was saved after you opened the text." in page
    assert "The text that I had open." in page
    assert "What saving would change in version 2" in page
    again = save(desk["editor"], piece, based_on=response.context["based_on"], body="<p>The text that I had open.</p>")
    assert again.status_code == 302
    assert piece.current_version.number == 3


def test_edit_refuses_the_same_text(desk, editor):
    piece = make_piece_in("in_review", handler=editor)
    version = piece.current_version
    response = save(desk["editor"], piece, body=version.body, title=version.title, standfirst=version.standfirst)
    assert response.status_code == 409
    assert "the same as the current version" in response.content.decode()


def test_edit_takes_back_the_docx_that_it_gave_out(desk, editor):
    piece = make_piece_in("in_review", handler=editor)
    version = piece.current_version
    response = desk["editor"].get(address(piece, "docx", 1))
    assert response["Content-Disposition"] == f'attachment; filename="{piece.reference}-v1.docx"'
    data = export.to_docx(
        title="A Better Title",
        standfirst=version.standfirst,
        bylines=["Bahar Mehr"],
        body=version.body.replace("matters now", "matters today"),
        language="en",
        reference=piece.reference,
    )
    file = SimpleUploadedFile("edited.docx", data, content_type=DOCX)
    save(desk["editor"], piece, body=version.body, title=version.title, file=file)
    saved = piece.current_version
    assert (saved.number, saved.title, saved.standfirst) == (2, "A Better Title", version.standfirst)
    assert saved.body == version.body.replace("matters now", "matters today")
    assert Original.objects.get(version=saved).content == data


def test_edit_says_what_is_wrong_with_a_file_and_keeps_the_rest(desk, editor):
    piece = make_piece_in("in_review", handler=editor)
    file = SimpleUploadedFile("edited.docx", b"this is not a document", content_type=DOCX)
    response = save(desk["editor"], piece, file=file, title="A Title I Typed")
    assert response.status_code == 200
    assert response.context["form"].errors.keys() == {"file"}
    assert "A Title I Typed" in response.content.decode()
    assert piece.versions.count() == 1


def test_edit_shows_a_text_that_came_by_mail_as_such(desk, editor):
    piece = make_piece_in("in_review", handler=editor)
    save(desk["editor"], piece, message_text="Here is my correction.")
    assert piece.current_version.arrival == Arrival.MAIL
    page = desk["editor"].get(address(piece)).content.decode()
    assert "Here is my correction." in page
    assert "received by e-mail" in page


def test_details_change_names_order_and_kind(desk, editor):
    piece = make_piece_in("in_review", handler=editor)
    first = piece.contributors.get()
    sent = details(
        piece,
        {"pk": first.pk, "public_name": "Bahar M.", "bio": "A writer.", "links": "https://example.org/b", "ORDER": 2},
        {"public_name": "Rahim Noor", "address": "rahim@example.org", "ORDER": 1},
        slug="a-short-address",
        is_pen_name="on",
    )
    response = post(desk["editor"], piece, "edit_details", **sent)
    piece.refresh_from_db()
    people = list(piece.contributors.order_by("position").values_list("public_name", "is_submitting"))
    assert response.status_code == 302
    assert people == [("Rahim Noor", False), ("Bahar M.", True)]
    assert piece.contributors.get(is_submitting=True).links == ["https://example.org/b"]
    assert (piece.slug, piece.is_pen_name, piece.discloses_pen_name) == ("a-short-address", True, True)
    letter = piece.events.latest("pk").letters.get()
    assert (letter.email.kind, letter.email.recipient, letter.email.secret) == (
        "name-to-confirm",
        "rahim@example.org",
        True,
    )


def test_details_take_a_coauthor_out_but_never_who_sent_the_piece(desk, editor):
    piece = make_piece_in("in_review", handler=editor, coauthors=[{"public_name": "Rahim Noor"}])
    first, second = piece.contributors.order_by("position")
    sent = details(
        piece,
        {"pk": first.pk, "public_name": first.public_name, "ORDER": 1, "DELETE": "on"},
        {"pk": second.pk, "public_name": second.public_name, "ORDER": 2, "DELETE": "on"},
    )
    post(desk["editor"], piece, "edit_details", **sent)
    assert list(piece.contributors.values_list("public_name", flat=True)) == ["Bahar Mehr"]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("public_name", "Bahar\u202eMehr"),
        ("public_name", "=?utf-8?q?Bcc:_x?="),
        ("links", "javascript:alert(1)"),
        ("address", "no address"),
    ],
)
def test_details_refuse_what_cannot_be_printed(desk, editor, field, value):
    piece = make_piece_in("in_review", handler=editor)
    first = piece.contributors.get()
    person = {"public_name": "Rahim Noor", field: value}
    sent = details(piece, {"pk": first.pk, "public_name": "Bahar Mehr"}, person)
    response = post(desk["editor"], piece, "edit_details", **sent)
    assert response.status_code == 200
    assert response.context["form"].people.errors[1].keys() == {field}
    assert piece.contributors.count() == 1


def test_details_propose_only_profiles_of_this_account_under_this_name(desk, editor):
    author = make_author()
    mine = publishing.create_author(language="en", name="Bahar Mehr")
    under_pen_name = publishing.create_author(language="en", name="Nobody")
    somebody_elses = publishing.create_author(language="en", name="Bahar Mehr")
    for owner, name, profile in (
        (author, "Bahar Mehr", mine),
        (author, "Nobody", under_pen_name),
        (make_author(), "Bahar Mehr", somebody_elses),
    ):
        earlier = make_piece_in("submitted", handler=editor, author=owner, public_name=name)
        Contributor.objects.filter(submission=earlier).update(profile=profile)
    piece = make_piece_in("in_review", handler=editor, author=author)
    form = desk["editor"].get(address(piece, "edit_details")).context["form"].people[0]
    assert [value for value, _ in form.fields["profile"].choices] == ["", str(mine.pk), "new"]
    first = piece.contributors.get()
    renamed = {"pk": first.pk, "public_name": "Another Name", "profile": mine.pk}
    response = post(desk["editor"], piece, "edit_details", **details(piece, renamed))
    assert response.context["form"].people.errors[0].keys() == {"profile"}


def test_details_make_a_new_profile_under_the_printed_name(desk, editor):
    piece = make_piece_in("in_review", handler=editor)
    first = piece.contributors.get()
    sent = details(piece, {"pk": first.pk, "public_name": "Bahar Mehr", "bio": "A writer.", "profile": "new"})
    post(desk["editor"], piece, "edit_details", **sent)
    first.refresh_from_db()
    text = first.profile.text_in("en")
    assert (text.name, text.bio) == ("Bahar Mehr", "A writer.")


def test_details_are_the_handlers_alone(desk, other_editor, editor):
    piece = make_piece_in("in_review", handler=editor)
    response = signed_in(other_editor).get(address(piece, "edit_details"))
    assert response.status_code == 403
    assert "You may not do this with this piece." in response.content.decode()
