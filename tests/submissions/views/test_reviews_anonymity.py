"""Whatever one side of a hidden review is shown, sent or given to download, the other side's name is not in it."""

import io
import zipfile

import pytest
from django.test import Client
from django.urls import reverse

from aiss.mail.models import OutgoingEmail
from aiss.mail.transport import LetterMessage
from publishing import html
from submissions.admin_forms.comments import comments_on, with_comments
from submissions.models import Contributor
from submissions.services import deciding, editing, review_answers, reviewing
from submissions.services.moving import LetterChoice
from submissions.services.versions import Text
from submissions.urls import urlpatterns
from tests.factories import make_author, make_staff
from tests.submissions.services.reviews import (
    NAME,
    REVIEWER,
    answer_path,
    ask,
    ask_and_agree,
    finish,
    make_reviewed_piece,
    opinion_on,
    write_path,
)
from tests.submissions.views.walk import sign_in

pytestmark = pytest.mark.django_db

AUTHOR = "bahar.mehr@writers.example"
# What names the authors, in the spelling of the form and in others that readers take for the same
OF_THE_AUTHOR = (
    "Bahar Mehr", "BAHAR MEHR", "Mehr, Bahar", "بهار مهر", "بهار‌مهر", AUTHOR, "bahar-mehr.example", "keeps bees",
    "Nur Ahmad", "nur@writers.example", "counts birds", "School of Bees",
)  # fmt: skip
OF_THE_REVIEWER = (NAME, "Rosa", REVIEWER, "university.example")
BODY = (
    "<p>As <strong>Bahar</strong> Mehr wrote, and BAHAR MEHR again.</p><p>بهار‌مهر و بهار مهر</p>"
    '<p>See <a href="https://bahar-mehr.example/essays">my page</a>, bahar-mehr.example/essays or '
    'Bahar.Mehr@writers.example<sup class="footnote-ref"><a href="#fn1">1</a></sup>.</p>'
    "<p>Bahar Mehr keeps bees.</p><p>The argument stays.</p>"
    '<section class="footnotes"><ol><li id="fn1"><p>Mehr, Bahar and Nur Ahmad: A Book.</p></li></ol></section>'
)


@pytest.fixture
def editor():
    return make_staff("editor", email="desk@example.org", display_name="Mina Sadat")


def make_piece(editor, anonymity):
    piece = make_reviewed_piece(
        editor,
        anonymity=anonymity,
        author=make_author(AUTHOR),
        title="What Bahar Mehr Saw",
        standfirst="Nur Ahmad and Bahar Mehr went there.",
        body=html.clean(BODY),
        public_name="Bahar Mehr",
        bio="Bahar Mehr keeps bees.",
        links=["https://bahar-mehr.example/"],
        affiliation="School of Bees",
    )
    Contributor.objects.create(
        submission=piece, position=2, public_name="Nur Ahmad", address="nur@writers.example", bio="Nur counts birds."
    )
    Contributor.objects.create(submission=piece, position=3, public_name="بهار مهر")
    return piece


def everything_sent(to):
    """Return every letter to an address as it leaves, decoded: headers and both bodies."""
    found = ""
    for email in OutgoingEmail.objects.all():
        if email.recipient == to:
            message = LetterMessage(email).message()
            found += "\n".join(f"{name}: {value}" for name, value in message.items())
            found += "".join(
                part.get_payload(decode=True).decode()
                for part in message.walk()
                if part.get_content_maintype() == "text"
            )
    return found


def everything_in(response):
    """Return an answer's headers and words; a .docx with all its parts and their names."""
    headers = str(dict(response.headers))
    if "wordprocessingml" not in headers:
        return headers + response.text
    with zipfile.ZipFile(io.BytesIO(response.content)) as docx:
        return headers + "".join(name + docx.read(name).decode(errors="replace") for name in docx.namelist())


def found_in(text, words):
    return [word for word in words if word.casefold() in text.casefold()]


@pytest.mark.parametrize("language", ["en", "fa"])
@pytest.mark.parametrize("anonymity", ["author_hidden", "both_hidden"])
def test_reviewer_is_never_told_who_wrote_the_piece(editor, anonymity, language):
    piece = make_piece(editor, anonymity)
    client = Client()
    review = ask(piece, language=language)
    shown = everything_in(client.get(answer_path(review, language)))
    review_answers.agree(review)
    docx = client.get(write_path(review, language).replace("write", "docx"))
    assert docx.headers["Content-Disposition"] == f'attachment; filename="{piece.reference}.docx"'
    shown += everything_in(client.get(write_path(review, language))) + everything_in(docx)
    reviewing.move_due(review, actor=editor, due_on=review.due_on)
    shown += everything_in(client.post(write_path(review, language), {"action": "send"}))
    review_answers.finish(review, opinion_on(review))
    shown += everything_in(client.get(write_path(review, language)))
    reviewing.call_off(ask(piece, language=language), actor=editor)
    shown += everything_in(client.get(answer_path(review, language)))
    assert "The argument stays." in shown
    assert "[" in shown
    letters = everything_sent(REVIEWER)
    assert found_in(shown + letters, OF_THE_AUTHOR) == []
    kinds = OutgoingEmail.objects.filter(kind__startswith="review-").values_list("kind", flat=True)
    assert {"review-invitation", "review-agreed", "review-moved", "review-thanks", "review-stopped"} <= set(kinds)


def test_reviewer_of_an_open_review_reads_who_wrote_the_piece(editor):
    piece = make_piece(editor, "open")
    review = ask_and_agree(piece)
    docx = Client().get(write_path(review).replace("write", "docx"))
    for shown in (Client().get(write_path(review)).text, everything_in(docx), everything_sent(REVIEWER)):
        assert "Bahar Mehr" in shown
        assert AUTHOR not in shown.replace("Bahar.Mehr@writers.example", "")


def pages_of(piece):
    values = {"reference": piece.reference, "number": 1, "pk": 1, "token": "x", "signed": "x", "answer": "sent"}
    for pattern in urlpatterns:
        names = pattern.pattern.converters
        yield reverse(f"submissions:{pattern.name}", kwargs={name: values[name] for name in names})


def test_author_is_never_told_who_reviewed_the_piece(editor):
    piece = make_piece(editor, "both_hidden")
    finish(piece, for_author="Please name the sources. Signed: rosa READER", for_desk="Rosa: I doubt it.")
    review_answers.refuse(ask(piece, address="two@university.example", name="Rosa Two"), reason="Rosa is away.")
    reviewing.call_off(ask(piece, address="three@university.example"), actor=editor, reason="Rosa asked for it.")
    ask_and_agree(piece, address="four@university.example")
    letter = with_comments("Dear author,", comments_on(piece, editor))
    deciding.request_changes(piece, actor=editor, message="See the letter.", letter=LetterChoice(body=letter))
    author = sign_in(Client(), piece.author)
    shown = "".join(everything_in(author.get(path)) for path in pages_of(piece))
    editing.resubmit(piece, Text(title="A Title", standfirst="", body="<p>New.</p>"), actor=piece.author, reply="Done.")
    deciding.decline(piece, actor=editor, decline_reason="scope")
    shown += "".join(everything_in(author.get(path)) for path in pages_of(piece))
    letters = everything_sent(AUTHOR)
    assert "Reviewer 1" in letters
    assert "Please name the sources." in letters
    assert "Confidential" not in letters
    assert "Answer to 2." not in letters
    assert found_in(shown + letters, OF_THE_REVIEWER) == []
    assert found_in(shown, ("Reviewer 1", "Please name the sources.")) == []


@pytest.mark.parametrize("anonymity", ["open", "author_hidden"])
def test_author_reads_the_reviewers_name_in_the_letter_where_it_is_not_hidden(editor, anonymity):
    piece = make_piece(editor, anonymity)
    finish(piece)
    assert {comment.heading for comment in comments_on(piece, editor)} == {NAME}
