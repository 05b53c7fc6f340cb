"""The edit page: looked over without saving, kept for later, offered again, and never over somebody else's unseen."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from submissions.models import WorkingCopy
from submissions.services import editing, working_copies
from submissions.services.moving import last_event_id
from submissions.services.versions import Text
from submissions.services.working_copies import Sitting, moment_token
from tests.factories import make_piece, make_piece_in, make_staff
from tests.submissions.admin.conftest import address, signed_in

WORDS = {"title": "My Title", "standfirst": "Mine.", "body": "<p>The text that I had open.</p>"}
STRAIGHT = {"title": 'A "Title"', "standfirst": "", "body": '<p>He said "no".\u00a0 Twice.</p>'}


def opened(minutes=1):
    return moment_token(timezone.now() - datetime.timedelta(minutes=minutes))


def send(client, piece, place="edit", **data):
    return client.post(
        address(piece, place), {"seen": last_event_id(piece), "based_on": 1, "opened": opened(), **WORDS} | data
    )


def save_another(piece, editor, based_on=1, title="Theirs", body="<p>The version that came between.</p>"):
    return editing.save_version(
        piece, Text(title=title, standfirst="", body=body), actor=editor, based_on=based_on, sitting=None
    )


@pytest.fixture
def piece(editor):
    return make_piece_in("in_review", handler=editor)


def codes(response):
    return [finding.code for finding in response.context["findings"]]


# House style


def test_check_looks_at_the_text_as_it_stands_in_the_form_and_stores_nothing(desk, piece):
    before = last_event_id(piece)
    response = send(desk["editor"], piece, **STRAIGHT, check=1)
    assert response.status_code == 200
    assert codes(response) == ["standfirst", "spaces", "quotes"]
    assert response.context["form"]["title"].value() == 'A "Title"'
    assert "data-unsaved" in response.text
    assert (piece.versions.count(), last_event_id(piece), WorkingCopy.objects.count()) == (1, before, 0)


@pytest.mark.parametrize(("code", "left"), [("quotes", ["standfirst", "spaces"]), ("spaces", ["standfirst", "quotes"])])
def test_fix_gives_the_form_back_put_right_and_stores_nothing(desk, piece, code, left):
    response = send(desk["editor"], piece, **STRAIGHT, fix=code, message_text="By mail.")
    form = response.context["form"]
    assert codes(response) == left
    assert form["message_text"].value() == "By mail."
    assert form["title"].value() == ("A “Title”" if code == "quotes" else 'A "Title"')
    assert (response.context["based_on"], piece.versions.count()) == (1, 1)
    body = form["body"].value()
    assert body == ("<p>He said “no”.\u00a0 Twice.</p>" if code == "quotes" else '<p>He said "no". Twice.</p>')


def test_fix_puts_persian_letters_right(desk, editor):
    piece = make_piece_in("in_review", handler=editor, piece_language="fa", title="كابل")
    response = send(desk["editor"], piece, title="كابل", body="<p>ميان</p>", fix="letters")
    assert (response.context["form"]["title"].value(), response.context["form"]["body"].value()) == (
        "کابل",
        "<p>میان</p>",
    )


def test_fix_of_nonsense_changes_nothing(desk, piece):
    response = send(desk["editor"], piece, **STRAIGHT, fix="nonsense")
    assert response.context["form"]["title"].value() == 'A "Title"'


def test_findings_never_hold_a_save(desk, piece):
    long = "word " * 400
    response = send(desk["editor"], piece, title="x" * 120, standfirst="", body=f'<p>"{long}  https://x.org/</p>')
    assert response.status_code == 302
    assert piece.versions.count() == 2


def test_check_says_that_a_file_has_to_be_chosen_again(desk, piece):
    file = SimpleUploadedFile("text.txt", b"A text.")
    assert "Please choose the file once more" in send(desk["editor"], piece, check=1, file=file).text
    assert "Please choose the file once more" not in send(desk["editor"], piece, check=1).text


@pytest.mark.parametrize("button", ["check", "fix", "keep"])
def test_buttons_are_refused_like_the_save_with_the_text_kept(desk, piece, button):
    response = send(desk["other"], piece, **{button: "quotes"})
    assert response.status_code == 403
    assert "The text that I had open." in response.text
    assert WorkingCopy.objects.count() == 0


def test_buttons_refuse_more_than_can_be_kept(desk, piece):
    response = send(desk["editor"], piece, body="x" * 400_001, check=1)
    assert response.context["form"].errors.keys() == {"body"}


def test_a_saved_text_is_what_the_server_made_of_words_clipboard(desk, piece):
    pasted = (
        "<p class=MsoNormal style='margin:0'><b>Bold</b><o:p></o:p> <span lang=FA dir=RTL>کابل</span>"
        '<!--[if gte mso 9]><xml>Zarghuna-Private</xml><![endif]--><img src="https://example.org/x.gif"></p>'
        "<p class=MsoNormal dir=RTL style='direction:rtl'>پایان</p><style>p{color:red}</style>"
    )
    send(desk["editor"], piece, body=pasted)
    assert piece.current_version.body == '<p><strong>Bold</strong> کابل</p>\n<p dir="rtl">پایان</p>'


def test_piece_page_lists_the_findings_in_short(desk, editor):
    piece = make_piece_in("in_review", handler=editor, title='A "Title"', standfirst="")
    page = desk["editor"].get(address(piece))
    assert [finding.code for finding in page.context["house_style"]["findings"]] == ["standfirst", "quotes"]
    assert f"{address(piece, 'edit')}#house-style" in page.text
    assert f"{address(piece, 'edit')}#house-style" not in desk["other"].get(address(piece)).text
    assert "Looks fine." in desk["editor"].get(address(make_piece())).text


# Two at once


def test_second_editor_is_told_on_the_page_of_the_piece_and_of_the_text(desk, piece, chief):
    working_copies.beat(piece, user=chief, sitting=Sitting(based_on=1))
    sentence = "Laila Rahmani is editing this text since "
    for place in ("change", "edit"):
        assert sentence in desk["editor"].get(address(piece, place)).text
        assert sentence not in desk["chief"].get(address(piece, place)).text


def test_second_editor_is_told_of_a_text_that_was_left(desk, piece, chief):
    working_copies.keep(piece, Text(**WORDS), user=chief, sitting=Sitting(based_on=1))
    long_ago = timezone.now() - datetime.timedelta(days=2)
    WorkingCopy.objects.update(seen_at=long_ago, saved_at=long_ago)
    page = desk["editor"].get(address(piece, "edit")).text
    assert "Laila Rahmani has an unfinished edit of version 1, kept at " in page
    assert "The text that I had open." not in page


def test_stale_save_shows_both_texts_and_every_difference(desk, piece, chief):
    first_title = piece.title
    save_another(piece, chief)
    response = send(desk["editor"], piece)
    assert response.status_code == 409
    context = response.context
    assert {name: context["form"][name].value() for name in WORDS} == WORDS
    assert "The version that came between." in context["theirs"]
    assert context["changes"].title == "<p><del>Theirs</del> <ins>My Title</ins></p>"
    assert context["changes"].standfirst == "<p><ins>Mine.</ins></p>"
    assert context["their_changes"].title == f"<p><del>{first_title}</del> <ins>Theirs</ins></p>"
    assert "saved by <bdi>Laila Rahmani</bdi>" in response.text
    assert "Save my text as the newest version" in response.text
    assert piece.versions.count() == 2


def test_stale_save_goes_on_top_after_a_look(desk, piece, chief):
    save_another(piece, chief)
    shown = send(desk["editor"], piece).context
    again = send(desk["editor"], piece, based_on=shown["based_on"], opened=shown["opened"])
    assert again.status_code == 302
    assert (piece.current_version.number, piece.current_version.title) == (3, "My Title")
    assert [version.title for version in piece.versions.order_by("number")][1] == "Theirs"


def test_stale_save_of_a_file_puts_its_words_into_the_form(desk, piece, chief):
    save_another(piece, chief)
    file = SimpleUploadedFile("text.txt", b"First words of the file.\n\nSecond words of the file.")
    response = send(desk["editor"], piece, file=file)
    assert response.status_code == 409
    assert "First words of the file." in response.context["form"]["body"].value()
    assert "It is the text of the file that you chose" in response.text
    assert "Version 2 was saved after you opened the text." in response.text


def test_an_unfinished_edit_from_an_older_version_is_saved_through_both_texts(desk, piece, chief):
    send(desk["editor"], piece, keep=1)
    save_another(piece, chief)
    page = desk["editor"].get(address(piece, "edit"), {"kept": 1})
    assert page.context["based_on"] == 1
    assert "Version 2 was saved after that" in page.text
    carried = {name: page.context[name] for name in ("based_on", "opened", "resumed")}
    assert send(desk["editor"], piece, **carried).status_code == 409
    assert WorkingCopy.objects.get().title == "My Title"


@pytest.mark.parametrize("number", [1, 3])
def test_edit_page_asks_the_same_however_many_are_editing(piece, editor, number, django_assert_max_num_queries):
    for _one in range(number):
        working_copies.beat(piece, user=make_staff("chief_editor"), sitting=Sitting(based_on=1))
    client = signed_in(editor)
    client.get(address(piece, "edit"))
    with django_assert_max_num_queries(60):
        assert len(client.get(address(piece, "edit")).context["others"]) == number
