"""What an author meets of the kinds: guidance, the declarations asked, the licence text, and how it is printed."""

import pytest

from submissions.models import Kind, LicenceText, Submission
from submissions.printing import content_of_draft
from submissions.services import licences
from tests.factories import make_draft, make_piece
from tests.submissions.views.walk import DETAILS, draft_of, step, url, walk_to_details, walk_to_preview

pytestmark = pytest.mark.django_db

SAID = {"published_before": "On my page.", "conflict_of_interest": "A grant.", "ai_use": "Spelling."}


def academic():
    return Kind.objects.get(code="academic")


def faults(response) -> list[str]:
    return [sentence for _id, sentences in response.context["form"].faults for sentence in sentences]


@pytest.mark.parametrize("language", ["en", "fa", "ps"])
@pytest.mark.parametrize("name", ["start", "details"])
def test_guidance_of_each_kind_stands_where_it_is_chosen_in_the_pages_language(client, name, language):
    walk_to_details(client)
    page = client.get(url(name, language=language))
    for kind in Kind.objects.all():
        assert getattr(kind, f"guidance_{language}").split(".")[0].replace("'", "&#x27;") in page.text


def test_guidance_that_a_language_lacks_is_english(client):
    Kind.objects.update(guidance_fa="")
    assert academic().guidance_en[:30] in client.get(url("start", language="fa")).text


def test_kind_no_longer_offered_is_not_chosen_for_an_author(client):
    Kind.objects.filter(code="opinion").update(is_offered=False)
    walk_to_details(client)
    form = client.get(url("details")).context["form"]
    assert (form["kind"].value(), form.fields["kind"].choices) == ("academic", [("academic", "Academic article")])


# Declarations


def test_declaration_that_one_kind_asks_for_says_which(client):
    Kind.objects.filter(code="opinion").update(asks_ai_use=False)
    walk_to_details(client)
    fields = client.get(url("details")).context["form"].fields
    assert fields["ai_use"].help_text == "Asked for: Academic article."
    assert fields["published_before"].help_text == ""


def test_declaration_that_nobody_asks_for_is_not_there(client):
    Kind.objects.update(asks_ai_use=False, asks_published_before=False, asks_conflict_of_interest=False)
    walk_to_preview(client, **SAID)
    form = client.get(url("details")).context["form"]
    assert not {"ai_use", "published_before", "conflict_of_interest"} & form.fields.keys()
    assert draft_of(client).fields["ai_use"] == ""


@pytest.mark.parametrize(("kind", "stored"), [("opinion", ""), ("academic", "Spelling.")])
def test_declaration_that_the_chosen_kind_does_not_ask_for_is_not_stored(kind, stored):
    Kind.objects.filter(code="opinion").update(asks_ai_use=False)
    piece = make_piece(kind=kind, **SAID)
    assert piece.declaration.ai_use == stored
    assert piece.declaration.conflict_of_interest == "A grant."


# The licence text


def test_licence_of_the_chosen_kind_is_shown_and_kept(client):
    own = licences.add(LicenceText(kind=academic(), language="en", text="For scholars."))
    walk_to_details(client)
    assert "For scholars." not in client.get(url("details")).text
    response = step(client, "details", DETAILS | {"kind": "academic"})
    assert faults(response) == ["This kind of piece has a declaration of its own. Please read it, and agree once more."]
    assert "For scholars." in response.text
    assert draft_of(client).fields["kind"] == "academic"
    assert step(client, "details", DETAILS | {"kind": "academic", "licence": own.pk}).headers["Location"] == url(
        "preview"
    )
    assert draft_of(client).fields["licence"] == own.pk
    assert "For scholars." in client.get(url("details")).text


def test_licence_of_the_kind_that_was_left_is_asked_for_again(client):
    own = licences.add(LicenceText(kind=academic(), language="en", text="For scholars."))
    walk_to_preview(client, kind="academic", licence=own.pk)
    response = step(client, "details", DETAILS | {"kind": "opinion", "licence": own.pk})
    assert len(faults(response)) == 1
    assert draft_of(client).fields["is_agreed"] is True
    assert "is_agreed" in draft_of(client).fields["faulty"]
    assert client.get(url("preview")).headers["Location"] == url("details") + "?check=1"


def test_licence_that_all_kinds_share_is_agreed_to_once(client):
    walk_to_preview(client, kind="opinion")
    assert step(client, "details", DETAILS | {"kind": "academic"}).headers["Location"] == url("preview")


def test_piece_without_an_agreement_of_its_own_has_that_of_its_kind():
    own = licences.add(LicenceText(kind=academic(), language="en", text="For scholars."))
    assert make_piece(kind="academic").declaration.licence == own


# In print


def test_kind_is_printed_as_what_the_public_site_knows(client):
    Kind.objects.create(
        code="book-review", name_en="Book review", name_fa="نقد", name_ps="نقد", min_words=1, max_words=9, position=3
    )
    draft = make_draft(kind="book-review")
    assert content_of_draft(draft).kind == "opinion"
    Kind.objects.filter(code="book-review").update(printed_as="academic")
    assert content_of_draft(draft).kind == "academic"
    walk_to_preview(client, kind="book-review")
    assert client.get(url("preview")).status_code == 200
    assert Submission.objects.count() == 0


@pytest.mark.parametrize("kind", ["sonnet", "", "a b", "\x00"])
def test_kind_that_is_none_is_refused_and_nothing_is_lost(client, kind):
    walk_to_details(client)
    response = step(client, "details", DETAILS | {"kind": kind})
    assert response.status_code == 200
    assert draft_of(client).fields["title"] == DETAILS["title"]
