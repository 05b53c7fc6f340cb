"""The conversation on the piece's page: the thread with the author, and apart from it the desk's own."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from aiss.mail.models import OutgoingEmail, State
from submissions.models import InternalNote
from submissions.services import claiming, conversing, deciding, editing, noting
from submissions.services.moving import last_event_id
from submissions.services.versions import Text
from tests.factories import make_piece, make_piece_in
from tests.submissions.admin.conftest import address, post
from tests.tables import rows


@pytest.fixture
def piece(editor):
    return make_piece_in("in_review", handler=editor)


def conversation(client, piece):
    return client.get(address(piece)).context["conversation"]


def test_thread_tells_everything_said_between_author_and_desk_in_its_order(desk, piece, editor):
    conversing.write(piece, actor=editor, message="A question.")
    conversing.write_back(piece, actor=piece.author, message="An answer.")
    deciding.request_changes(piece, actor=editor, message="Shorten it.", reason="For the desk alone.")
    text = Text(title=piece.title, standfirst="", body="<p>Shorter.</p>")
    editing.resubmit(piece, text, actor=piece.author, reply="Done.")
    noting.leave(piece, actor=editor, text="A note.")
    OutgoingEmail.objects.filter(kind="message").update(state=State.DEAD)
    thread = conversation(desk["editor"], piece)["thread"]
    assert [(said.who, said.what, said.text, [row.state for row in said.letters]) for said in thread] == [
        ("Mina Sadat", "", "A question.", ["dead"]),
        ("The author", "", "An answer.", []),
        ("Mina Sadat", "Changes requested", "Shorten it.", ["waiting"]),
        ("The author", "New version from the author", "Done.", []),
    ]


def test_writing_from_the_page_sends_the_words_and_leads_back_to_the_conversation(desk, piece):
    page = desk["editor"].get(address(piece))
    assert f'action="{address(piece, "write")}"' in page.text
    sent = {"seen": page.context["seen"], "message": "A question.\r\n\r\nAnd another."}
    response = desk["editor"].post(address(piece, "write"), sent)
    assert response.url == address(piece) + "#conversation"
    assert [said.text for said in conversation(desk["editor"], piece)["thread"]] == ["A question.\n\nAnd another."]


def test_writing_refused_keeps_the_words_and_shows_what_happened(desk, piece):
    seen = last_event_id(piece)
    conversing.write_back(piece, actor=piece.author, message="Wait, please.")
    before = rows()
    response = desk["editor"].post(address(piece, "write"), {"seen": seen, "message": "We go on."})
    assert response.status_code == 409
    assert "We go on." in response.text
    assert "Wait, please." in response.text
    assert rows() == before


@pytest.mark.parametrize("message", ["", "x" * 10_001])
def test_writing_nothing_or_too_much_is_refused_on_its_page(desk, piece, message):
    response = desk["editor"].post(address(piece, "write"), {"seen": last_event_id(piece), "message": message})
    assert response.status_code == 200
    assert response.context["form"].errors.keys() == {"message"}


def test_second_click_on_send_sends_nothing_and_says_nothing_of_it(desk, piece):
    sent = {"seen": last_event_id(piece), "message": "A question. "}
    answers = [desk["editor"].post(address(piece, "write"), sent) for _click in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert OutgoingEmail.objects.filter(kind="message").count() == 1
    other_words = desk["editor"].post(address(piece, "write"), sent | {"message": "Another one."})
    assert other_words.status_code == 409
    assert "Another one." in other_words.text


def test_writing_is_for_the_handler_and_the_chief_editor(desk, piece):
    forms = {who: conversation(client, piece)["write_form"] is not None for who, client in desk.items()}
    assert forms == {"editor": True, "other": False, "chief": True}
    before = rows()
    response = desk["other"].post(address(piece, "write"), {"seen": last_event_id(piece), "message": "Hello."})
    assert response.status_code == 403
    assert "Hello." in response.text
    assert rows() == before


def test_author_wrote_is_marked_on_the_page_and_in_the_queue_until_it_is_settled(desk, piece):
    conversing.write_back(piece, actor=piece.author, message="Any news?")
    queue = "/admin/submissions/submission/?show=wrote"
    assert "Any news?" in desk["editor"].get(address(piece)).text
    assert "Author wrote" in desk["editor"].get(queue).text
    assert piece.reference in desk["editor"].get(queue).text
    assert desk["editor"].get(address(piece, "settle")).url == address(piece) + "#conversation"
    piece.refresh_from_db()
    assert piece.author_wrote_at is not None
    assert desk["editor"].post(address(piece, "settle")).url == address(piece) + "#conversation"
    piece.refresh_from_db()
    assert piece.author_wrote_at is None
    assert conversation(desk["editor"], piece)["wrote_at"] is None
    assert piece.reference not in desk["editor"].get(queue).text


def test_settling_is_refused_to_who_does_not_answer(desk, piece):
    conversing.write_back(piece, actor=piece.author, message="Any news?")
    before = rows()
    page = desk["other"].post(address(piece, "settle"), follow=True)
    assert "You may not do this with this piece." in page.text
    assert "No answer needed" not in page.text
    assert rows() == before


def test_message_that_came_by_mail_is_entered_as_such(desk, piece):
    response = post(desk["editor"], piece, "write_back", message_text="I am travelling.")
    assert response.status_code == 302
    [said] = conversation(desk["editor"], piece)["thread"]
    assert (said.who, said.is_author, said.text) == ("The author, by e-mail", True, "I am travelling.")
    empty = post(desk["editor"], piece, "write_back", message_text="")
    assert empty.context["form"].errors.keys() == {"message_text"}


def test_note_stands_apart_for_everybody_at_the_desk(desk, piece, other_editor):
    response = desk["other"].post(address(piece, "note"), {"text": "I know the source."})
    assert response.url == address(piece) + "#notes"
    for client in desk.values():
        page = client.get(address(piece))
        assert [note.text for note in page.context["conversation"]["notes"]] == ["I know the source."]
        assert page.context["conversation"]["thread"] == []
        assert "No author and no reviewer ever sees what stands here." in page.text
    assert InternalNote.objects.get().written_by == other_editor


def test_note_refused_keeps_the_words(desk, piece):
    response = desk["other"].post(address(piece, "note"), {"text": "x" * 10_001})
    assert response.status_code == 200
    assert "x" * 10_001 in response.text
    assert InternalNote.objects.count() == 0
    assert desk["other"].get(address(piece, "note")).status_code == 200


def test_notes_are_shut_to_the_author_even_as_the_only_editor(desk, piece, editor, other_editor, chief):
    noting.leave(piece, actor=editor, text="I know the source.")
    for leaver in (other_editor, chief):
        leaver.is_active = False
        leaver.save(update_fields=["is_active"])
    piece.author = editor
    piece.save(update_fields=["author"])
    page = desk["editor"].get(address(piece))
    assert page.status_code == 200
    assert "I know the source." not in page.text
    assert page.context["conversation"]["note_form"] is None
    refused = desk["editor"].post(address(piece, "note"), {"text": "Mine."})
    assert (refused.status_code, "Mine." in refused.text) == (403, True)
    assert desk["editor"].get(address(piece, "note")).status_code == 403
    assert InternalNote.objects.count() == 1


def queries_of(client, piece):
    client.get(address(piece))
    with CaptureQueriesContext(connection) as queries:
        client.get(address(piece))
    return len(queries)


def test_conversation_takes_the_same_queries_however_long_it_is(desk, piece, editor):
    found = []
    for number in range(3):
        conversing.write(piece, actor=editor, message=f"Question {number}.")
        conversing.write_back(piece, actor=piece.author, message=f"Answer {number}.")
        noting.leave(piece, actor=editor, text=f"Note {number}.")
        found.append(queries_of(desk["editor"], piece))
    assert found == [found[0]] * 3


def test_words_are_shown_as_words(desk, piece, editor):
    conversing.write_back(piece, actor=piece.author, message="<script>alert(1)</script>")
    noting.leave(piece, actor=editor, text="<script>alert(2)</script>")
    page = desk["editor"].get(address(piece)).text
    assert "<script>alert" not in page
    assert page.count("&lt;script&gt;alert(") >= 2


def test_unclaimed_piece_may_be_written_about_by_any_editor(desk):
    piece = make_piece()
    assert conversation(desk["other"], piece)["write_form"] is not None
    assert post(desk["other"], piece, "write", message="Hello.").status_code == 302
    piece.refresh_from_db()
    assert (piece.status, piece.handler) == ("submitted", None)


def test_own_piece_of_the_only_editor_asks_why(desk, piece, editor, other_editor, chief):
    claiming.release(piece, actor=editor)
    for leaver in (other_editor, chief):
        leaver.is_active = False
        leaver.save(update_fields=["is_active"])
    piece.author = editor
    piece.save(update_fields=["author"])
    form = conversation(desk["editor"], piece)["write_form"]
    assert list(form.fields) == ["message", "reason"]
