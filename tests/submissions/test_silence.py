"""No word of the desk's own reaches author, reviewer or reader: every page, file, feed and letter is searched."""

import ast
import io
import itertools
import zipfile

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from aiss.accounts.models import User
from aiss.mail.models import OutgoingEmail
from submissions import identity
from submissions.models import Conflict, Review, ReviewAnswer, ReviewQuestion, ReviewState, WorkingCopy
from submissions.review_links import Purpose, sign
from submissions.services import (
    aftercare,
    claiming,
    conflicts,
    conversing,
    deciding,
    editing,
    noting,
    proofing,
    publication,
    reviewing,
)
from submissions.services.moving import LetterChoice
from submissions.services.versions import Text
from tests.architecture.sources import BASE_DIR, modules, name, tree
from tests.factories import make_author, make_piece, make_staff
from tests.submissions.views.walk import sign_in

MARK = "Xylograph"  # stands in every word that was said in confidence, and nowhere else
OPEN = "Marginalia"  # what the author may read: shows that the search finds what is there
OF_THE_DESK = {"admin", "accounts", "demo"}
# The modules that make what authors, reviewers and readers get
TO_OTHERS = (
    "submissions/views",
    "submissions/notifications/author.py",
    "submissions/notifications/people.py",
    "submissions/notifications/reviewers.py",
    "submissions/forms",
    "submissions/letters.py",
    "submissions/printing.py",
    "submissions/reviewed.py",
    "submissions/services/review_answers.py",
    "publishing",
    "aiss",
)
KEEPERS = {"submissions/services/noting.py", "submissions/models/note.py", "submissions/models/__init__.py"}
# What makes or dates rows in bulk for a trial shows them to nobody.
FOR_TRIALS = ("submissions/loading/", "submissions/demo/", "submissions/management/")


def secret(place: str) -> str:
    return f"{MARK}-{place}"


def imported(path):
    """Return every name that the module at `path` imports or mentions as an attribute or in a string."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.ImportFrom):
            yield from (alias.name for alias in node.names)
            yield node.module or ""
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.Attribute):
            yield node.attr


def test_internal_notes_are_read_by_their_own_service_alone():
    found = {name(path) for path in modules() if "InternalNote" in set(imported(path))}
    assert {path for path in found if not path.startswith(FOR_TRIALS)} <= KEEPERS


@pytest.mark.parametrize("place", TO_OTHERS)
def test_nothing_for_authors_reviewers_and_readers_reaches_for_the_notes(place):
    paths = [BASE_DIR / place] if place.endswith(".py") else modules(place)
    for path in paths:
        words = set(imported(path))
        assert (name(path), words & {"InternalNote", "noting", "submissions.services.noting"}) == (name(path), set())
        assert "internalnote" not in path.read_text(encoding="utf-8").lower().replace("_", "")


# The search


class World:
    """A piece with everything said about it that its author may not read."""

    def __init__(self) -> None:
        self.chief = make_staff("chief_editor")
        self.editor, self.other = make_staff("editor"), make_staff("editor")
        self.author = make_author("bahar@example.org")
        self.piece = make_piece(
            self.author,
            is_pen_name=True,
            legal_name=secret("legal"),
            pen_name_reason=secret("pen-name-reason"),
            coauthors=[{"public_name": "Rahim Noor", "address": "rahim@example.org"}],
        )

    def talk(self) -> None:
        """Say in confidence what can be said while the piece is in review."""
        piece, chief = self.piece, self.chief
        claiming.claim(piece, actor=chief, reason=secret("claim"))
        noting.leave(piece, actor=self.editor, text=secret("note"))
        conflicts.shut_out(piece, user=self.other, actor=self.other, reason=secret("conflict"))
        identity.look(piece, actor=chief, reason=secret("look"))
        WorkingCopy.objects.create(
            submission=piece, user=chief, based_on=1, has_text=True, title=secret("copy"), body=secret("copy")
        )
        deciding.decline(piece, actor=chief, decline_reason="other", reason=secret("decline"))
        deciding.reopen(piece, actor=chief, handler=chief, reason=secret("reopen"))
        conversing.write(piece, actor=chief, message=f"{OPEN}?", reason=secret("write"))
        conversing.write_back(piece, actor=piece.author, message=f"{OPEN}!")
        self.ask_for_reviews()
        deciding.request_changes(piece, actor=chief, message=f"{OPEN}.", reason=secret("request"))

    def ask_for_reviews(self) -> None:
        self.reviews = [
            reviewing.ask(self.piece, actor=self.chief, address=f"{name}@example.org", name=name, language="en")
            for name in ("first", "second", "third")
        ]
        done, agreed, _asked = self.reviews
        Review.objects.filter(pk=agreed.pk).update(state=ReviewState.AGREED, answered_at=timezone.now())
        Review.objects.filter(pk=done.pk).update(
            state=ReviewState.FINISHED,
            finished_at=timezone.now(),
            recommendation="minor",
            interest=secret("interest"),
            for_author="Fine.",
            for_desk=secret("for-desk"),
        )
        done.refresh_from_db()
        for question in ReviewQuestion.objects.filter(kind=self.piece.kind, is_for_author=False):
            ReviewAnswer.objects.create(review=done, question=question, asked_as="?", text=secret("answer"))
        agreed.refresh_from_db()

    def go_on_to_the_proof(self) -> None:
        piece, chief = self.piece, self.chief
        editing.resubmit(piece, Text(title="A Title", standfirst="", body="<p>Short.</p>"), actor=piece.author)
        deciding.accept(piece, actor=chief, reason=secret("accept"))
        proofing.send_proof(piece, actor=chief, unconfirmed_reason=secret("unconfirmed"))
        proofing.recall_proof(piece, actor=chief, reason=secret("recall"))
        proofing.send_proof(piece, actor=chief, unconfirmed_reason=secret("unconfirmed"))

    def publish(self) -> None:
        piece, chief = self.piece, self.chief
        proofing.waive_proof(piece, actor=chief, reason=secret("waive"))
        publication.publish(piece, actor=chief, override_reason=secret("override"))
        content = aftercare.changed_content(piece, title="Another Title")
        aftercare.correct(piece, actor=chief, content=content, note="The title.", reason=secret("correct"))
        content = aftercare.changed_content(piece, standfirst="Another.")
        aftercare.update(piece, actor=chief, content=content, reason=secret("update"))
        aftercare.hide(piece, actor=chief, reason=secret("hide"), letter=LetterChoice(is_sent=False))
        aftercare.unhide(piece, actor=chief, reason=secret("unhide"))


def patterns(found, prefix=""):
    for pattern in found:
        if isinstance(pattern, URLResolver):
            yield from patterns(pattern.url_patterns, f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix)
        elif isinstance(pattern, URLPattern) and pattern.name:
            yield f"{prefix}{pattern.name}", pattern.pattern.converters


def addresses(world):
    """Return the path of every page that is not the desk's, with each value that its address can hold."""
    piece = world.piece
    article = piece.article
    values = {
        "reference": [piece.reference],
        "number": list(piece.versions.values_list("number", flat=True)),
        "signed": [sign(review.public_id, purpose) for review in world.reviews for purpose in Purpose],
        "slug": [article.slug, *article.bylines.values_list("author__slug", flat=True)] if article else [],
    }
    for route, converters in patterns(get_resolver().url_patterns):
        if route.partition(":")[0] not in OF_THE_DESK:
            for choice in itertools.product(*(values.get(key, [1]) for key in converters)):
                yield reverse(route, kwargs=dict(zip(converters, choice, strict=True)))


def words_of(response):
    """Return everything that an answer says: its headers and its content, files opened."""
    content = response.getvalue() if response.streaming else response.content
    found = f"{response.headers}".encode() + content
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            found += b"".join(archive.read(member) for member in archive.namelist())
    return found.decode(errors="replace")


def everything_said_to_others(world):
    """Yield what each page, file and letter says that does not stay at the desk."""
    for who, client in (("author", sign_in(Client(), world.author)), ("anybody", Client())):
        for path in addresses(world):
            for there in {path, path.replace("/en/", "/fa/", 1)}:
                yield (who, there), words_of(client.get(there))
    staff = {user.email for user in User.objects.filter(is_staff=True)}
    for letter in OutgoingEmail.objects.all():
        if letter.recipient not in staff:
            yield (letter.kind, letter.recipient), letter.subject + letter.text + letter.html


@pytest.mark.django_db
def test_no_word_said_in_confidence_reaches_author_reviewer_or_reader():
    world = World()
    world.talk()
    found_at, said = set(), 0
    for step in (None, world.go_on_to_the_proof, world.publish):
        if step:
            step()
            world.piece.refresh_from_db()
        for where, words in everything_said_to_others(world):
            said += 1
            assert MARK not in words, (where, words[max(0, words.find(MARK) - 200) :][:300])
            if OPEN in words:
                found_at.add(where[0])
    assert said > 200
    assert {"author", "message", "changes-requested"} <= found_at
    assert Conflict.objects.count() == 1


@pytest.mark.django_db
def test_letters_to_the_desk_hold_no_word_of_a_note_or_a_message():
    world = World()
    claiming.claim(world.piece, actor=world.chief)
    noting.leave(world.piece, actor=world.editor, text=secret("note"))
    conversing.write_back(world.piece, actor=world.author, message=secret("message"))
    for letter in OutgoingEmail.objects.all():
        assert MARK not in letter.subject + letter.text + letter.html
