"""A conflict of interest at the desk: its pages, and that no list, count, search or letter tells of the piece."""

import datetime

import pytest
from django.contrib import admin
from django.urls import reverse
from django.utils import timezone

from aiss.accounts.models import Role
from aiss.mail.models import OutgoingEmail, State
from submissions.admin.outbox import letters_shown_to
from submissions.models import Conflict, Letter, Submission
from submissions.services import conflicts, conversing, noting
from tests.factories import make_piece, make_piece_in, make_staff
from tests.submissions.admin.conftest import address, signed_in
from tests.submissions.admin.test_addresses import patterns
from tests.tables import rows

QUEUE = reverse("admin:submissions_submission_changelist")
LETTERS = reverse("admin:mail_outgoingemail_changelist")
TITLE = "Findable Heading"
STATUSES = ["submitted", "in_review", "proof_sent", "scheduled", "published", "declined"]


def lists():
    """Return the path of every page of the desk that is about no single thing."""
    names = [pattern for pattern in patterns(admin.site.get_urls()) if pattern.name and not pattern.pattern.converters]
    plain = [pattern.name for pattern in names if not pattern.pattern.regex.groups]
    return sorted({reverse(f"admin:{name}") for name in plain} - {reverse("admin:logout"), reverse("admin:login")})


def busy_piece(status, chief):
    """Return a piece that would stand under as many tabs as its status allows."""
    piece = make_piece_in(status, handler=chief, title=TITLE)
    conversing.write_back(piece, actor=piece.author, message="Any news?")
    now = timezone.now()
    changes = {"urgent_since": now, "due_on": timezone.localdate() - datetime.timedelta(days=1)}
    Submission.objects.filter(pk=piece.pk).update(**changes)
    return piece


def signs_of(piece):
    return (piece.reference, TITLE, f"/submission/{piece.pk}/")


@pytest.fixture
def all_rights():
    """Return somebody with every right who is a chief editor and looks after the letters."""
    user = make_staff("chief_editor", display_name="Omid Karimi")
    user.roles.add(Role.objects.get(code="administrator"))
    return user


@pytest.mark.parametrize("status", STATUSES)
def test_no_list_count_search_or_calendar_tells_of_the_piece(chief, other_editor, all_rights, status):
    piece = busy_piece(status, chief)
    client, witness = signed_in(all_rights), signed_in(other_editor)
    wanted = [
        *lists(),
        f"{QUEUE}?show=all",
        *(f"{QUEUE}?q={words}" for words in (piece.reference, "Findable", "Bahar")),
        *(f"{QUEUE}?show={tab}" for tab in ("open", "wrote", "overdue", "urgent", "unclaimed", "closed", "author")),
        f"{LETTERS}?q={piece.reference}",
    ]
    before = "".join(client.get(there).text for there in wanted)
    assert all(sign in before for sign in signs_of(piece))
    Conflict.objects.create(submission=piece, user=all_rights, made_by=chief)
    for there in wanted:
        page = client.get(there).text
        found = [sign for sign in signs_of(piece) if sign in page]
        if there.endswith(f"q={piece.reference}"):
            found = [sign for sign in found if sign != piece.reference]  # the search repeats its own words
        assert (there, found) == (there, [])
    assert client.get(f"{QUEUE}?show=all").context["cl"].result_count == 0
    assert [count for count in numbers(client) if count] == []
    assert piece.reference in witness.get(f"{QUEUE}?show=all").text


def numbers(client):
    """Return every number that stands beside a tab of the queue."""
    page = client.get(f"{QUEUE}?show=all").text
    return [int(part.partition("<")[0]) for part in page.split('<span class="count">')[1:]]


def test_counts_of_the_staff_list_leave_it_out(chief, editor, all_rights):
    piece = make_piece_in("in_review", handler=editor)
    staff = reverse("admin:accounts_user_changelist")
    assert "1 open piece" in signed_in(all_rights).get(staff).text
    Conflict.objects.create(submission=piece, user=all_rights, made_by=chief)
    assert "1 open piece" not in signed_in(all_rights).get(staff).text


# The letters


def pages_of(email):
    names = ("mail_outgoingemail_change", "mail_outgoingemail_history", "mail_letter_retry", "mail_letter_cancel")
    return [reverse(f"admin:{name}", args=[email.pk]) for name in names]


def test_letters_about_the_piece_are_as_unknown_as_none(chief, all_rights):
    piece, another = make_piece(), make_piece()
    letters = {
        one: OutgoingEmail.objects.filter(pk__in=Letter.objects.filter(event__submission=one).values("email"))
        for one in (piece, another)
    }
    client = signed_in(all_rights)
    assert set(letters_shown_to(all_rights)) == set(OutgoingEmail.objects.all())
    conflicts.shut_out(piece, user=all_rights, actor=chief, reason="A cousin.")
    assert set(letters_shown_to(all_rights)) == set(letters[another])
    listed = client.get(LETTERS)
    assert listed.context["cl"].result_count == letters[another].count()
    before = rows()
    missing = OutgoingEmail(pk=10**6)
    for email in letters[piece]:
        for there, nowhere in zip(pages_of(email), pages_of(missing), strict=True):
            for method in (client.get, client.post):
                answers = [method(path) for path in (there, nowhere)]
                assert answers[0].status_code == answers[1].status_code != 200
                assert answers[0].content == answers[1].content
    assert rows() == before
    for email in letters[another]:
        assert client.get(pages_of(email)[0]).status_code == 200


def test_age_and_failures_of_letters_leave_the_piece_out(chief, all_rights):
    piece = make_piece()
    OutgoingEmail.objects.update(due_at=timezone.now() - datetime.timedelta(hours=2))
    OutgoingEmail.objects.filter(kind="receipt").update(state=State.DEAD)
    client = signed_in(all_rights)
    assert client.get(LETTERS).context["oldest_unsent_minutes"] >= 119
    assert client.get(f"{LETTERS}?state__exact=dead").context["cl"].result_count == 1
    Conflict.objects.create(submission=piece, user=all_rights, made_by=chief)
    assert client.get(LETTERS).context["oldest_unsent_minutes"] == 0
    assert client.get(f"{LETTERS}?state__exact=dead").context["cl"].result_count == 0
    assert client.get(f"{LETTERS}?_facets=True").context["cl"].result_count == 0


def test_article_of_the_piece_is_as_unknown_at_the_desk_as_none(chief, all_rights):
    piece = make_piece_in("published", handler=chief)
    client = signed_in(all_rights)
    here, none = piece.article_id, 10**6

    def answers(number):
        plain = [
            reverse(f"admin:publishing_article_{name}", args=[number]) for name in ("change", "history", "printed")
        ]
        move = reverse("admin:publishing_article_move", args=[number, "retract"])
        pages = [*(client.get(place) for place in (*plain, move)), client.post(move, {"reason": "x", "note": "x"})]
        return [(page.status_code, page.content) for page in pages]

    assert [status for status, _content in answers(here)][:3] == [200, 200, 200]
    Conflict.objects.create(submission=piece, user=all_rights, made_by=chief)
    before = rows()
    assert answers(here) == answers(none)
    assert rows() == before


# The pages


def conflict_form(client, piece):
    return client.get(address(piece, "conflict")).context["form"]


def test_editors_may_name_themselves_and_the_chief_anybody(desk, editor, other_editor, chief):
    piece = make_piece()
    choices = {who: set(conflict_form(client, piece).fields["user"].queryset) for who, client in desk.items()}
    assert choices == {"editor": {editor}, "other": {other_editor}, "chief": {editor, other_editor, chief}}


def test_own_conflict_leads_to_the_queue_with_a_sentence(desk, editor):
    piece = make_piece_in("in_review", handler=editor)
    response = desk["editor"].post(address(piece, "conflict"), {"user": editor.pk, "reason": ""}, follow=True)
    assert response.redirect_chain[0] == (QUEUE, 302)
    assert f"You are shut out of {piece.reference}. From now on the desk does not show it to you." in response.text
    assert piece.reference not in desk["editor"].get(QUEUE).text
    assert desk["editor"].get(address(piece)).status_code == 404
    piece.refresh_from_db()
    assert (piece.status, piece.handler) == ("submitted", None)


def test_conflict_of_somebody_else_is_shown_to_the_others_with_its_reason(desk, editor, other_editor):
    piece = make_piece_in("accepted", handler=editor)
    sent = {"user": editor.pk, "reason": "They are cousins.", "successor": other_editor.pk}
    response = desk["chief"].post(address(piece, "conflict"), sent)
    assert response.url == address(piece) + "#conflicts"
    for who in ("chief", "other"):
        page = desk[who].get(address(piece)).text
        assert "They are cousins." in page
        assert "An editor was shut out: conflict of interest" in page
        assert "Mina Sadat" in page
    piece.refresh_from_db()
    assert piece.handler == other_editor


def test_missing_successor_is_said_and_the_words_are_kept(desk, editor):
    piece = make_piece_in("accepted", handler=editor)
    before = rows()
    sent = {"user": editor.pk, "reason": "A long story."}
    response = desk["editor"].post(address(piece, "conflict"), sent)
    assert response.status_code == 409
    assert "This person has the piece. Choose who takes it over." in response.text
    assert "A long story." in response.text
    same = desk["editor"].post(address(piece, "conflict"), sent | {"successor": editor.pk})
    assert same.context["form"].errors.keys() == {"successor"}
    assert rows() == before


def test_chief_lets_in_again_with_a_reason(desk, editor, chief):
    piece = make_piece()
    conflict = Conflict.objects.create(submission=piece, user=editor, made_by=chief)
    place = address(piece, "let_in", conflict.pk)
    assert (desk["other"].get(place).status_code, desk["other"].post(place, {"reason": "x"}).status_code) == (403, 403)
    assert desk["chief"].get(place).status_code == 200
    assert desk["chief"].post(place, {"reason": ""}).context["form"].errors.keys() == {"reason"}
    assert Conflict.objects.count() == 1
    response = desk["chief"].post(place, {"reason": "It was a namesake."})
    assert response.url == address(piece) + "#conflicts"
    assert desk["editor"].get(address(piece)).status_code == 200
    assert desk["chief"].get(place).status_code == 404


def test_notes_of_who_was_shut_out_stay_for_the_others(desk, editor, chief):
    piece = make_piece()
    noting.leave(piece, actor=editor, text="I know her.")
    conflicts.shut_out(piece, user=editor, actor=chief, reason="They are friends.")
    assert "I know her." in desk["other"].get(address(piece)).text
