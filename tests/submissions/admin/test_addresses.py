"""Every address of the desk, taken from the resolver, for everybody: each answer is expected."""

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from submissions.admin.moves import MOVES
from submissions.models import Call, Conflict, Contributor, ExtractedImage, Letter, Submission
from submissions.services import deciding, drafting, editing, proofing, reviewing
from submissions.services.versions import Text
from submissions.workflow import TRANSITIONS, Who
from tests.factories import make_author, make_piece_in, make_staff
from tests.submissions.admin.conftest import signed_in
from tests.tables import rows

PIECE = "submissions_submission_"
ROLES = ("anonymous", "author", "other editor", "handler", "chief", "administrator")


def answers(*statuses):
    return dict(zip(ROLES, statuses, strict=True))


LOGIN = 302  # to the sign-in page
EVERYBODY = answers(LOGIN, LOGIN, 200, 200, 200, 200)
DESK = answers(LOGIN, LOGIN, 200, 200, 200, 403)
NOBODY = answers(LOGIN, LOGIN, 404, 404, 404, 404)
CLOSED = answers(LOGIN, LOGIN, 403, 403, 403, 403)
CHIEF = answers(LOGIN, LOGIN, 403, 403, 200, 403)
LOOKS_AFTER = answers(LOGIN, LOGIN, 403, 403, 200, 200)  # the site's words, the staff list or the letters

DECIDES = answers(LOGIN, LOGIN, 403, 200, 200, 403)  # on the piece in review

EXPECTED = {
    "index": EVERYBODY,
    "login": answers(200, 200, 302, 302, 302, 302),
    "logout": answers(LOGIN, LOGIN, 405, 405, 405, 405),
    "password_change": EVERYBODY,
    "password_change_done": EVERYBODY,
    "autocomplete": NOBODY,
    "jsi18n": EVERYBODY,
    "view_on_site": NOBODY,
    "app_list": EVERYBODY,
    "desk_calendar": DESK,
    "desk_figures": DESK,
    "desk_figures_csv": DESK,
    "desk_add_published_before": DESK,
    "desk_published_before": DESK,
    f"{PIECE}changelist": DESK,
    f"{PIECE}add": DESK,
    f"{PIECE}enter": DESK,
    f"{PIECE}change": DESK,
    f"{PIECE}preview": DESK,
    f"{PIECE}proof": DESK,
    f"{PIECE}differences": DESK,
    f"{PIECE}similar": DESK,
    f"{PIECE}version": DESK,
    f"{PIECE}docx": DESK,
    f"{PIECE}image": DESK,
    f"{PIECE}letter": DESK,
    f"{PIECE}identity": CHIEF,
    f"{PIECE}keep": answers(LOGIN, LOGIN, 405, 405, 405, 403),
    f"{PIECE}throw_away": answers(LOGIN, LOGIN, 405, 405, 405, 403),
    f"{PIECE}reviews": DESK,
    f"{PIECE}ask_review": DECIDES,
    f"{PIECE}move_review": DECIDES,
    f"{PIECE}call_off_review": DECIDES,
    f"{PIECE}checklist": answers(LOGIN, LOGIN, 302, 302, 302, 403),  # by looking alone: back to the piece
    f"{PIECE}note": DESK,
    f"{PIECE}settle": answers(LOGIN, LOGIN, 302, 302, 302, 403),  # by looking alone: back to the piece
    f"{PIECE}conflict": DESK,
    f"{PIECE}let_in": CHIEF,
    f"{PIECE}ask_name": DECIDES,
    f"{PIECE}take_back": answers(LOGIN, LOGIN, 403, 409, 403, 403),  # their own decision, but too late
    "submissions_kind_changelist": LOOKS_AFTER,
    "submissions_kind_add": LOOKS_AFTER,
    "submissions_kind_change": LOOKS_AFTER,
    "submissions_kind_checklist": LOOKS_AFTER,
    "submissions_kind_questions": LOOKS_AFTER,
    "submissions_call_changelist": LOOKS_AFTER,
    "submissions_call_add": LOOKS_AFTER,
    "submissions_call_change": LOOKS_AFTER,
    "submissions_licencetext_changelist": LOOKS_AFTER,
    "submissions_licencetext_add": LOOKS_AFTER,
    "submissions_licencetext_change": LOOKS_AFTER,
    "accounts_user_changelist": LOOKS_AFTER,
    "accounts_user_add": LOOKS_AFTER,
    "accounts_user_change": LOOKS_AFTER,
    "accounts_user_deactivate": LOOKS_AFTER,
}
# The part that each role plays towards the piece in review on which the moves are tried
PARTS = {
    "other editor": {Who.EDITOR, Who.PUBLISHER},
    "handler": {Who.EDITOR, Who.HANDLER, Who.PUBLISHER, Who.BY_MAIL},
    "chief": {Who.EDITOR, Who.PUBLISHER, Who.CHIEF, Who.BY_MAIL},
    "administrator": set(),
}
OTHERS_OWN = ("mail_", "publishing_")  # their pages are tried in the tests of their own parts


def names_of_the_desk():
    found = {pattern.name for pattern in patterns(admin.site.get_urls()) if pattern.name}
    return sorted(name for name in found if not name.startswith(OTHERS_OWN))


def patterns(urls):
    for pattern in urls:
        yield from patterns(pattern.url_patterns) if hasattr(pattern, "url_patterns") else [pattern]


def expected(name):
    move = name.removeprefix(PIECE)
    if name in EXPECTED or move not in MOVES or not name.startswith(PIECE):
        return EXPECTED[name]
    transition = TRANSITIONS[move]
    is_open = "in_review" in transition.moves
    statuses = [
        403 if role == "administrator" or not transition.who & parts else 200 if is_open else 409
        for role, parts in PARTS.items()
    ]
    return answers(LOGIN, LOGIN, *statuses)


@pytest.fixture
def people(db):
    return {
        "author": make_author(),
        "other editor": make_staff("editor"),
        "handler": make_staff("editor"),
        "chief": make_staff("chief_editor"),
        "administrator": make_staff("administrator"),
    }


@pytest.fixture
def arguments(people):
    """Return what each name's address is made of: one piece in review with everything that a piece can have."""
    piece = make_piece_in("accepted", handler=people["handler"])
    Contributor.objects.create(submission=piece, position=2, public_name="Rahim Noor", address="rahim@example.org")
    proof = proofing.send_proof(piece, actor=people["handler"], unconfirmed_reason="For a test.")
    proofing.recall_proof(piece, actor=people["handler"], reason="For a test.")
    bring_back_into_review(piece, people["handler"])
    version = piece.current_version
    image = ExtractedImage.objects.create(
        version=version, position=1, content=b"pixels", media_type="image/png", width=1, height=1
    )
    letter = Letter.objects.filter(event__submission=piece, is_to_author=True).first()
    review = reviewing.ask(piece, actor=people["handler"], address="reader@example.org", name="A Reader")
    conflict = Conflict.objects.create(submission=piece, user=make_staff("editor"), made_by=people["handler"])
    call = Call.objects.create(code="water", title_en="Water", text_en="Words.", opens_on=timezone.localdate())
    draft, token = drafting.start(language="en")
    drafting.put_text(draft, "A text that came by mail.")
    return {
        "app_list": ["submissions"],
        "view_on_site": [1, 1],
        f"{PIECE}enter": [token],
        "desk_published_before": [token],
        f"{PIECE}proof": [piece.pk, proof.pk],
        f"{PIECE}version": [piece.pk, version.number],
        f"{PIECE}docx": [piece.pk, version.number],
        f"{PIECE}image": [piece.pk, image.pk],
        f"{PIECE}letter": [piece.pk, letter.pk],
        f"{PIECE}move_review": [piece.pk, review.pk],
        f"{PIECE}call_off_review": [piece.pk, review.pk],
        f"{PIECE}let_in": [piece.pk, conflict.pk],
        f"{PIECE}ask_name": [piece.pk, piece.contributors.get(position=2).pk],
        f"{PIECE}checklist": [piece.pk, piece.kind.checklist.first().pk],
        "submissions_kind_change": [piece.kind_id],
        "submissions_kind_checklist": [piece.kind_id],
        "submissions_kind_questions": [piece.kind_id],
        "submissions_call_change": [call.pk],
        "submissions_licencetext_change": [piece.declaration.licence_id],
        "accounts_user_change": [people["other editor"].pk],
        "accounts_user_deactivate": [people["other editor"].pk],
        "piece": piece,
    }


def bring_back_into_review(piece, handler):
    """Bring an accepted piece back into review through a request for changes and the author's answer."""
    deciding.request_changes(piece, actor=handler, message="Shorter, please.")
    text = Text(title=piece.title, standfirst="", body="<p>A shorter text.</p>")
    editing.resubmit(piece, text, actor=piece.author, reply="Here it is.")


def make_address(name, arguments):
    piece = arguments["piece"]
    default = [piece.pk] if name.startswith(PIECE) and name not in {f"{PIECE}changelist", f"{PIECE}add"} else []
    return reverse(f"admin:{name}", args=arguments.get(name, default))


@pytest.mark.parametrize("role", ROLES)
def test_addresses_answer_each_role_as_expected(role, people, arguments):
    client = Client() if role == "anonymous" else signed_in(people[role])
    found = {name: client.get(make_address(name, arguments)).status_code for name in names_of_the_desk()}
    assert found == {name: expected(name)[role] for name in names_of_the_desk()}


@pytest.mark.parametrize("role", ROLES)
def test_addresses_change_nothing_when_they_are_only_looked_at(role, people, arguments):
    piece = arguments["piece"]
    client = Client() if role == "anonymous" else signed_in(people[role])
    before = (piece.events.count(), piece.versions.count(), Letter.objects.count(), piece.status, piece.handler_id)
    for name in names_of_the_desk():
        client.get(make_address(name, arguments))
    piece.refresh_from_db()
    after = (piece.events.count(), piece.versions.count(), Letter.objects.count(), piece.status, piece.handler_id)
    assert after == before


@pytest.mark.parametrize("role", ["anonymous", "author"])
def test_addresses_of_other_parts_lead_strangers_to_the_sign_in_page(role, people):
    client = Client() if role == "anonymous" else signed_in(people[role])
    for pattern in patterns(admin.site.get_urls()):
        if (pattern.name or "").endswith(("_changelist", "_add")):
            response = client.get(reverse(f"admin:{pattern.name}"))
            assert response.status_code == 302
            assert response.url.startswith(reverse("admin:login"))


def test_moves_have_a_page_each_but_the_clocks():
    by_the_clock = {name for name, transition in TRANSITIONS.items() if transition.who == {Who.CLOCK}}
    assert MOVES.keys() == TRANSITIONS.keys() - by_the_clock


def test_pieces_of_their_own_are_as_unknown_as_none(people, arguments):
    piece = arguments["piece"]
    piece.author = people["other editor"]
    piece.save(update_fields=["author"])
    client = signed_in(people["other editor"])
    for name in names_of_the_desk():
        if name.startswith(PIECE) and name not in {f"{PIECE}changelist", f"{PIECE}add", f"{PIECE}enter"}:
            assert (name, client.get(make_address(name, arguments)).status_code) == (name, 404)
    unknown = client.get(reverse("admin:submissions_submission_change", args=[10**6]))
    own = client.get(reverse("admin:submissions_submission_change", args=[piece.pk]))
    assert own.content == unknown.content
    assert piece.reference not in client.get(reverse("admin:submissions_submission_changelist")).content.decode()


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("role", ["other editor", "handler", "chief"])
def test_pieces_with_a_conflict_answer_to_the_byte_like_none(role, method, people, arguments):
    piece, client = arguments["piece"], signed_in(people[role])
    Conflict.objects.create(submission=piece, user=people[role], made_by=people["chief"])
    nowhere = {"piece": Submission(pk=10**6)} | {
        name: [10**6, *given[1:]] for name, given in arguments.items() if name.startswith(PIECE)
    }
    before = rows()
    for name in names_of_the_desk():
        if name.startswith(PIECE) and name not in {f"{PIECE}changelist", f"{PIECE}add", f"{PIECE}enter"}:
            answers = [getattr(client, method)(make_address(name, found)) for found in (arguments, nowhere)]
            assert (name, {answer.status_code for answer in answers}) == (name, {404})
            assert (name, answers[0].content) == (name, answers[1].content)
    assert rows() == before


def test_words_in_an_address_never_reach_the_database(people):
    client = signed_in(people["chief"])
    for path in ("abc", "1'--", "1%00", "99999999999999999999999"):
        assert client.get(f"/admin/submissions/submission/{path}/").status_code == 404
