"""What happens to an article after publication."""

from dataclasses import replace

import pytest
from django.db import IntegrityError, transaction

from publishing import services
from publishing.content import PublicByline
from publishing.lifecycle import MOVES, State
from publishing.models import Article, ArticleRevision
from tests.publishing.making import BODY, MOVES_TO, carry_out, publish

pytestmark = pytest.mark.django_db
CONTENT_MOVES = ("update", "correct")
STATE_MOVES = [move for move in MOVES if move not in CONTENT_MOVES]


def changed(article, **changes):
    return replace(article.as_printed(), **changes)


def update(article, content, **words):
    return services.update_article(article, content, **{"agreement": "Agreed by letter.", "by": "desk"} | words)


def correct(article, content, **words):
    defaults = {"agreement": "Agreed by letter.", "by": "desk", "note": "It was a Tuesday."}
    return services.correct_article(article, content, **defaults | words)


def test_update_changes_what_is_printed_and_keeps_the_address():
    article = publish(title="The Brigde")
    slug = article.slug

    article = update(article, changed(article, title="The Bridge", slug="another"))

    assert (article.title, article.slug) == ("The Bridge", slug)
    assert article.updated_at is not None
    assert article.corrections.count() == 0
    revision = article.revisions.first()
    assert (revision.number, revision.change, revision.agreement) == (2, "update", "Agreed by letter.")
    assert revision.digest == article.digest == article.as_printed().digest()


def test_update_changes_a_printed_name():
    article = publish()

    article = update(article, changed(article, bylines=(PublicByline(name="Another Name"),)))

    assert [byline.name for byline in article.bylines.all()] == ["Another Name"]


def test_correction_leaves_a_note_for_readers(client):
    article = publish()

    article = correct(article, changed(article, body=BODY.replace("open", "shut")))

    correction = article.corrections.get()
    assert (correction.note, correction.revision.change) == ("It was a Tuesday.", "correct")
    page = client.get(f"/en/articles/{article.slug}/").content.decode()
    assert "It was a Tuesday." in page
    assert "The bridge stands shut." in page


@pytest.mark.parametrize(
    ("verb", "words", "refusal"),
    [
        (update, {"agreement": " "}, services.GroundMissing),
        (correct, {"agreement": ""}, services.GroundMissing),
        (correct, {"note": " "}, services.GroundMissing),
        (update, {"seen": 7}, services.StaleArticle),
    ],
)
def test_change_without_its_ground_is_refused(verb, words, refusal):
    article = publish()

    with pytest.raises(refusal):
        verb(article, changed(article, title="Another"), **words)

    assert Article.objects.get().title == article.title
    assert ArticleRevision.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({}, services.NothingChanged),
        ({"title": ""}, services.ContentRefused),
        ({"language": "fa"}, services.ContentRefused),
        ({"body": "<script>go()</script>"}, services.ContentRefused),
        ({"bylines": (PublicByline(name="x" * 200),)}, services.ContentRefused),
    ],
)
def test_change_that_cannot_be_printed_is_refused(changes, refusal):
    article = publish()

    with pytest.raises(refusal):
        update(article, changed(article, **changes))

    fresh = Article.objects.get()
    assert (fresh.as_printed(), fresh.updated_at) == (article.as_printed(), None)
    assert ArticleRevision.objects.count() == 1


@pytest.mark.parametrize("state", MOVES_TO)
@pytest.mark.parametrize("move", STATE_MOVES)
def test_move_follows_the_table(state, move):
    article = publish(state=state)
    revisions = article.revisions.count()

    if state in MOVES[move].sources:
        moved = carry_out(article, move)
        expected = State.PUBLIC if MOVES[move].goes_back else MOVES[move].target
        assert Article.objects.get().state == moved.state == expected
        assert moved.revisions.first().change == move
        assert moved.revisions.count() == revisions + 1
    else:
        with pytest.raises(services.WrongState):
            carry_out(article, move)
        assert Article.objects.get().state == state
        assert article.revisions.count() == revisions


@pytest.mark.parametrize("state", MOVES_TO)
@pytest.mark.parametrize("verb", [update, correct])
def test_content_changes_where_the_table_allows(state, verb):
    article = publish(state=state)
    is_allowed = state in MOVES["update"].sources

    if is_allowed:
        assert verb(article, changed(article, title="Another")).state == state
    else:
        with pytest.raises(services.WrongState):
            verb(article, changed(article, title="Another"))
    assert (Article.objects.get().title == "Another") is is_allowed


@pytest.mark.parametrize("state", ["public", "delisted", "retracted"])
def test_showing_again_returns_to_the_state_before_hiding(state):
    article = carry_out(publish(state=state), "hide")

    article = carry_out(article, "unhide")

    assert (article.state, article.state_before_hiding) == (state, "")


@pytest.mark.parametrize(
    ("verb", "words"),
    [(services.retract_article, {"note": " "}), (services.remove_article, {"reason": ""})],
)
def test_grave_move_without_words_is_refused(verb, words):
    article = publish()

    with pytest.raises(services.GroundMissing):
        verb(article, by="desk", **words)

    assert Article.objects.get().state == "public"


def test_hiding_needs_no_words():
    article = services.hide_article(publish(), reason="", by="desk")

    assert article.state == "hidden"


def test_database_refuses_to_change_a_revision():
    publish()

    with pytest.raises(IntegrityError), transaction.atomic():
        ArticleRevision.objects.update(content="")

    assert ArticleRevision.objects.get().as_printed().body == BODY


@pytest.mark.parametrize(
    "values",
    [
        {"state": "hidden"},
        {"state": "retracted"},
        {"state": "unknown"},
        {"state_before_hiding": "public"},
        {"title": ""},
        {"kind": "poem"},
    ],
)
def test_database_refuses_a_state_without_its_evidence(values):
    article = publish()

    with pytest.raises(IntegrityError), transaction.atomic():
        Article.objects.filter(pk=article.pk).update(**values)


@pytest.mark.parametrize("refusal", [services.GroundMissing, services.StaleArticle, services.NothingChanged])
def test_refusal_says_what_to_do(refusal):
    assert str(refusal()).endswith(".")


def test_refusal_of_a_state_names_it():
    article = publish(state="hidden")

    with pytest.raises(services.WrongState) as refusal:
        services.delist_article(article, reason="", by="desk")

    assert str(refusal.value) == "The article is hidden now, so this cannot be done. Reload the page to see what can."
