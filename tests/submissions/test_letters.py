"""The texts of the letters about a piece: every kind in every language, with the same words left open."""

import ast
import re

import pytest
from django.conf import settings

from aiss.env import BASE_DIR
from submissions import letters
from submissions.letter_texts import RECIPIENT, Recipient
from submissions.workflow import TRANSITIONS
from tests.architecture.sources import tree

FOLDER = BASE_DIR / "templates" / "emails"
LANGUAGES = [code for code, _name in settings.LANGUAGES]
SENDERS = {"to_author": 1, "to_staff": 1, "to_handler": 1, "_to_reviewer": 1, "render": 0}
# A draft is no piece yet, so its letter knows nothing of the piece's values.
DRAFT_LINK = "draft-link"
NEVER_IN_A_SUBJECT = {"name", "title", "person", "editor", "message"}


def kinds_sent():
    """Return each kind that a call in notifications/ names, with who sends it; senders pass theirs on as a variable."""
    modules = (BASE_DIR / "submissions" / "notifications").glob("*.py")
    calls = [node for module in modules for node in ast.walk(tree(module)) if isinstance(node, ast.Call)]
    named = [(getattr(call.func, "id", getattr(call.func, "attr", "")), call.args) for call in calls]
    words = [(name, arguments[SENDERS[name]]) for name, arguments in named if name in SENDERS]
    return {word.value: name for name, word in words if isinstance(word, ast.Constant)}


SENDER_OF = kinds_sent()
KINDS = sorted(SENDER_OF)


def source(kind, language):
    return (FOLDER / language / f"{kind}.txt").read_text(encoding="utf-8")


def placeholders(text):
    return set(re.findall(r"\{([a-z_]+)\}", text))


def test_forty_six_kinds_are_sent():
    assert len(KINDS) == 46


@pytest.mark.parametrize(
    ("recipient", "senders"),
    [
        (Recipient.AUTHOR, {"to_author"}),
        (Recipient.DESK, {"to_staff", "to_handler"}),
        (Recipient.REVIEWER, {"_to_reviewer"}),
    ],
)
def test_letters_go_to_whom_the_desk_is_told(recipient, senders):
    told = {kind for kind, found in RECIPIENT.items() if found == recipient}

    assert {kind for kind, sender in SENDER_OF.items() if sender in senders} == told


def test_every_kind_of_the_workflow_table_is_sent():
    named = {kind for transition in TRANSITIONS.values() for kind in transition.letters}

    assert named - set(KINDS) == set()


def test_every_letter_that_an_editor_changes_belongs_to_its_transition():
    assert {name: kind for name, kind in letters.EDITABLE.items() if kind not in TRANSITIONS[name].letters} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_belongs_to_a_kind(language):
    others = {"code", "invitation", "password-reset", "test"}

    assert {path.stem for path in (FOLDER / language).glob("*")} == {*KINDS, *others}


@pytest.mark.parametrize("kind", KINDS)
def test_letter_leaves_the_same_words_open_in_every_language(kind):
    found = {language: placeholders(source(kind, language)) for language in LANGUAGES}

    assert found == dict.fromkeys(LANGUAGES, found["en"])


@pytest.mark.parametrize("kind", KINDS)
def test_letter_leaves_only_declared_words_open(kind):
    declared = {"days"} if kind == DRAFT_LINK else set(letters.PLACEHOLDERS)

    assert placeholders(source(kind, "en")) - declared == set()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_letter_has_a_subject_that_names_nobody(kind, language):
    subject, empty, body = source(kind, language).split("\n", 2)

    assert re.fullmatch(r"Subject: \S.*", subject)
    assert (empty, placeholders(subject) & NEVER_IN_A_SUBJECT) == ("", set())
    assert placeholders(subject) == placeholders(source(kind, "en").partition("\n")[0])
    assert body.strip()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_letter_holds_no_brace_that_is_no_placeholder(kind, language):
    assert re.sub(r"\{[a-z_]+\}", "", source(kind, language)).count("{") == 0
