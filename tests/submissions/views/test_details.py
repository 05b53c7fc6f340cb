"""The second step: fields, proposals, co-authors, the declaration, and hostile words in each."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from submissions.models import LicenceText
from submissions.services import drafting
from tests.submissions.views.walk import DETAILS, TEXT, draft_of, step, url, walk_to_details, walk_to_preview

pytestmark = pytest.mark.django_db

WITH_ENDS = (
    "The Bridge at Sher Khan\n\nBy Bahar Mehr\n\nWhy nobody crosses it any more.\n\n"
    + "\n\n".join(
        f"Paragraph {number} goes on for quite a while about the bridge and its people." for number in range(5)
    )
    + "\n\nBahar Mehr is a writer in Kunduz."
)


def details(client, **changes):
    return step(client, "details", {**DETAILS, **changes})


def faults(response) -> list[str]:
    return [sentence for _id, sentences in response.context["form"].faults for sentence in sentences]


def test_details_without_a_draft_begin_at_the_start(client):
    assert client.get(url("details")).headers["Location"] == url("start")


def test_details_everything_needed_is_named_at_once_and_everything_typed_kept(client):
    walk_to_details(client)
    response = step(client, "details", {"note_to_editor": "Urgent, please.", "coauthor-TOTAL_FORMS": "0"})
    assert response.status_code == 200
    assert faults(response)[:5] == [
        "Please write a title.",
        "Please write the name that will be printed.",
        "Please write one line about yourself, such as “Bahar Mehr is a writer.”",
        "Please write your e-mail address.",
        "Please fill this in.",
    ]
    assert draft_of(client).fields["note_to_editor"] == "Urgent, please."
    assert "Urgent, please." in response.text


def test_details_typed_before_the_text_is_kept_and_the_text_asked_for(client):
    response = details(client)
    assert response.headers["Location"] == url("start")
    assert draft_of(client).fields["title"] == "A Bridge Nobody Crosses"
    assert "One thing is missing: the text itself." in client.get(url("start")).text


def test_details_draft_that_is_gone_loses_nothing_typed(client):
    walk_to_details(client)
    draft_of(client).delete()
    details(client, title="Typed Long Ago")
    assert draft_of(client).fields["title"] == "Typed Long Ago"


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("title", "One\r\nBcc: all@example.org", "This line has a line break or a control character."),
        ("title", "=?utf-8?q?Hidden?=", "This line holds an encoded mail header."),
        ("title", "x" * 301, "Please keep this within 300 characters. It has 301 now."),
        ("public_name", "Bahar\x00 Mehr", "This line has a line break or a control character."),
        ("public_name", "Bahar \u202erheM", "This line has hidden characters that turn the direction of text."),
        ("bio", "A writer.\u202d", "This line has hidden characters that turn the direction of text."),
        ("standfirst", "x" * 1001, "Please keep this within 1000 characters. It has 1001 now."),
        ("email", "not an address", "Write an e-mail address, such as name@example.org."),
        ("email", "a@example.org\nBcc: b@example.org", "Write an e-mail address, such as name@example.org."),
        ("email", "a\x00@example.org", "Write an e-mail address, such as name@example.org."),
        ("kind", "sonnet", "Please choose one of the list."),
        ("piece_language", "xx", "Please choose one of the list."),
        ("links", "javascript:alert(1)", "“javascript:alert(1)” is not a web address."),
        ("links", "\n".join(["https://example.org"] * 6), "Please give at most 5 links."),
        ("legal_name", "Zar\u2066mina", "This line has hidden characters that turn the direction of text."),
        ("note_to_editor", "one\x07two", "This line has a line break or a control character."),
    ],
)
def test_details_hostile_words_get_a_sentence_and_are_shown_again(client, field, value, sentence):
    walk_to_details(client)
    response = details(client, **{field: value})
    assert response.status_code == 200
    assert faults(response)[0].startswith(sentence)
    assert len(faults(response)) == 1
    assert draft_of(client).fields["faulty"] == [field]
    assert field in drafting.missing(draft_of(client))
    assert client.get(url("preview")).headers["Location"] == url("details") + "?check=1"
    assert faults(client.get(url("details") + "?check=1"))[0].startswith(sentence)


def test_details_persian_joiners_and_marks_are_no_fault(client):
    walk_to_preview(client, public_name="بهار مهر\u200cآیین", title="می\u200cگوید\u200f")
    assert draft_of(client).fields["public_name"] == "بهار مهر\u200cآیین"


def test_details_line_breaks_in_a_paragraph_become_spaces(client):
    walk_to_preview(client, standfirst="One line\r\nand another.", bio=" Bahar Mehr\nis a writer. ")
    fields = draft_of(client).fields
    assert (fields["standfirst"], fields["bio"]) == ("One line and another.", "Bahar Mehr is a writer.")


def test_details_links_get_their_scheme(client):
    walk_to_preview(client, links="example.org/me\n\nhttp://example.com/x")
    assert draft_of(client).fields["links"] == ["https://example.org/me", "http://example.com/x"]


def test_details_repaired_fields_are_no_fault_any_more(client):
    walk_to_details(client)
    details(client, title="=?utf-8?q?Hidden?=")
    assert details(client).headers["Location"] == url("preview")
    assert draft_of(client).fields["faulty"] == []


@pytest.mark.parametrize(("action", "name"), [("later", "later"), ("back", "start")])
def test_details_other_buttons_keep_what_is_typed_even_if_wrong(client, action, name):
    walk_to_details(client)
    assert details(client, action=action, title="One\nTwo").headers["Location"] == url(name)
    assert draft_of(client).fields["title"] == "One\nTwo"


def test_proposals_fill_empty_fields_and_leave_the_text(client):
    walk_to_details(client, WITH_ENDS)
    page = client.get(url("details"))
    assert "Found in your text" in page.text
    assert page.context["form"]["title"].value() == "The Bridge at Sher Khan"
    values = {**DETAILS, "title": "A Better Title", "bio": "Bahar Mehr is a writer in Kunduz.", "take_out": "on"}
    assert step(client, "details", values).headers["Location"] == url("preview")
    fields = draft_of(client).fields
    assert fields["title"] == "A Better Title"
    assert fields["standfirst"] == "Why nobody crosses it any more."
    assert "Sher Khan" not in fields["body"]
    assert fields["body"].count("<p>") == 5
    assert "Found in your text" not in client.get(url("details")).text


def test_proposals_stay_in_the_text_where_the_author_wants_them(client):
    walk_to_details(client, WITH_ENDS)
    details(client)
    assert "Sher Khan" in draft_of(client).fields["body"]
    form = client.get(url("details")).context["form"]
    assert form["take_out"].value() is False


def test_proposals_several_authors_become_coauthors(client):
    walk_to_details(client, WITH_ENDS.replace("By Bahar Mehr", "By Bahar Mehr and Nur Ahmad"))
    form = client.get(url("details")).context["form"]
    assert form["public_name"].value() == "Bahar Mehr"
    assert form.coauthors.forms[0]["public_name"].value() == "Nur Ahmad"
    assert len(form.coauthors.forms) == 2


def coauthor(number: int, **fields: str) -> dict[str, str]:
    return {f"coauthor-{number}-{name}": value for name, value in fields.items()}


def test_coauthors_rows_are_kept_and_blank_ones_dropped(client):
    rows = coauthor(1, public_name="Nur Ahmad", role_line="Researcher", address="nur@example.org")
    walk_to_preview(client, **rows)
    assert draft_of(client).fields["coauthors"] == [
        {"public_name": "Nur Ahmad", "role_line": "Researcher", "bio": "", "address": "nur@example.org"}
    ]


def test_coauthors_another_row_is_added_without_losing_anything(client):
    walk_to_details(client)
    response = details(client, action="add-coauthor", title="Half", **coauthor(0, bio="No name yet."))
    assert response.headers["Location"] == url("details") + "?rows=4#coauthors"
    form = client.get(response.headers["Location"]).context["form"]
    assert len(form.coauthors.forms) == 4
    assert form.coauthors.forms[0]["bio"].value() == "No name yet."
    assert form["title"].value() == "Half"


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ({"bio": "Somebody."}, "Please write the co-author's name, or empty the whole row."),
        ({"public_name": "Nur", "address": "nowhere"}, "Write an e-mail address, such as name@example.org."),
        ({"public_name": "Nur \u202e"}, "This line has hidden characters that turn the direction of text."),
    ],
)
def test_coauthors_faults_are_named_and_hold_the_piece_back(client, row, sentence):
    walk_to_details(client)
    response = details(client, **coauthor(0, **row))
    assert faults(response)[0].startswith(sentence)
    assert drafting.missing(draft_of(client)) == ["coauthors"]


def test_coauthors_emptied_row_takes_the_person_out(client):
    walk_to_preview(client, **coauthor(0, public_name="Nur Ahmad"))
    walk = {**DETAILS, "coauthor-INITIAL_FORMS": "1", **coauthor(0, public_name="")}
    step(client, "details", walk)
    assert draft_of(client).fields["coauthors"] == []


@pytest.mark.parametrize("total", ["", "x"])
def test_coauthors_broken_row_count_keeps_those_of_before(client, total):
    walk_to_preview(client, **coauthor(0, public_name="Nur Ahmad"))
    response = details(client, **{"coauthor-TOTAL_FORMS": total})
    assert response.status_code == 200
    assert [person["public_name"] for person in draft_of(client).fields["coauthors"]] == ["Nur Ahmad"]


def test_licence_the_text_that_was_shown_is_the_one_agreed_to(client):
    text = LicenceText.objects.current("fa")
    client.post(url("start", language="fa"), {"text": TEXT})
    page = client.get(url("details", language="fa"))
    assert f'<input type="hidden" name="licence" value="{text.pk}">' in page.text
    client.post(url("details", language="fa"), {**DETAILS, "licence": text.pk})
    assert draft_of(client).fields["licence"] == text.pk


def test_licence_a_newer_text_has_to_be_read_again(client):
    walk_to_details(client)
    old = LicenceText.objects.current("en")
    LicenceText.objects.create(version=2, language="en", text="Now everything is different.")
    response = details(client, licence=old.pk)
    assert faults(response) == ["The declaration is a new one. Please read it again."]
    assert "Now everything is different." in response.text
    assert drafting.missing(draft_of(client)) == ["is_agreed"]
    assert details(client, licence=LicenceText.objects.current("en").pk).headers["Location"] == url("preview")


def test_licence_is_not_agreed_to_unless_ticked(client):
    walk_to_details(client)
    assert faults(details(client, is_agreed="")) == ["Please read the declaration and tick the box."]
    assert draft_of(client).fields["licence"] == 0


def test_language_of_the_other_direction_reads_the_text_anew(client):
    walk_to_preview(client, "متن فارسی است.\n\nAn English paragraph.", piece_language="fa")
    assert '<p dir="ltr">An English paragraph.</p>' in draft_of(client).fields["body"]
    details(client, piece_language="en")
    assert '<p dir="rtl">متن فارسی است.</p>' in draft_of(client).fields["body"]
    assert "<p>An English paragraph.</p>" in draft_of(client).fields["body"]


def test_details_files_sent_along_change_nothing(client):
    walk_to_details(client)
    extra = SimpleUploadedFile("x.txt", b"Something else entirely.")
    assert details(client, file=extra).headers["Location"] == url("preview")
    assert "Something else" not in draft_of(client).fields["body"]
