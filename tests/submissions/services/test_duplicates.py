"""What is found like a piece, for whom, and how little it asks of the database."""

import random

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from publishing import services as publishing
from publishing.content import ArticleContent, PublicByline
from publishing.loading.texts import TextMaker, as_html
from submissions.models import Conflict, MarkOf, Submission, TextMark
from submissions.services import duplicates, editing, indexing
from submissions.services.versions import Text
from tests.factories import make_author, make_piece, make_piece_in, make_staff

pytestmark = pytest.mark.django_db


def body(words=300, *, seed=1, language="en"):
    dice = random.Random(seed)  # noqa: S311 - nothing here is secret
    return as_html(TextMaker(language, dice).paragraphs(words))


def paragraphs(html, start, end):
    return "\n".join(html.split("\n")[start:end])


@pytest.fixture
def editor():
    return make_staff("chief_editor")


@pytest.fixture
def colleague(editor):
    return make_staff("editor")


def piece(number, html, **fields):
    return make_piece(title=f"Title{number} of its{number} own{number}", body=html, **fields)


def article(html, title="Words Printed Elsewhere First"):
    content = ArticleContent(
        language="en",
        kind="opinion",
        title=title,
        standfirst="",
        body=html,
        bylines=(PublicByline(name="Bahar Mehr", bio="A writer."),),
    )
    return publishing.publish_article(content)


def look(submission, viewer):
    return duplicates.look(submission, submission.current_version, viewer=viewer)


def glance(submission, viewer):
    return duplicates.glance(submission, viewer=viewer)


def test_copy_is_found_from_both_sides_with_its_share(editor):
    old = piece(1, body())
    new = piece(2, body())

    for one, other in ((old, new), (new, old)):
        assert [(similar.piece, similar.text_percent) for similar in look(one, editor)] == [(other, 100)]
        assert [(similar.piece, similar.text_percent) for similar in glance(one, editor)] == [(other, 100)]


def test_part_of_a_longer_text_is_found_with_the_passage(editor):
    long = body(900)
    old = piece(1, long)
    new = piece(2, paragraphs(long, 2, 5))

    (similar,) = look(new, editor)

    assert (similar.piece, similar.text_percent) == (old, 100)
    assert similar.overlap.passages[0].here == similar.overlap.passages[0].there


def test_same_title_is_found_though_the_texts_differ(editor):
    old = make_piece(title="A Bridge Nobody Crosses", body=body(seed=1))
    new = make_piece(title="The bridge nobody crosses!", body=body(seed=2))

    (similar,) = glance(new, editor)

    assert (similar.piece, similar.title_percent, similar.is_like_in_text) == (old, 60, False)


def test_other_texts_are_not_found(editor):
    piece(1, body(seed=1))
    new = piece(2, body(seed=2))

    assert look(new, editor) == glance(new, editor) == []


@pytest.mark.parametrize(
    "html",
    [
        "<p>؟!</p>",
        "<p>Yes.</p>",
        '<p>See<sup class="footnote-ref"><a href="#fn1" id="fnref1">1</a></sup></p><section class="footnotes"><ol>'
        '<li id="fn1"><p>Only a note.</p></li></ol></section>',
    ],
)
def test_hardly_any_text_is_looked_up_without_harm(editor, html):
    piece(1, html)

    assert [similar.text_percent for similar in look(piece(2, html), editor)] in ([], [100])


def test_piece_kept_as_sent_has_marks_of_its_title_alone(editor):
    new = make_piece(body="", is_kept_as_sent=True, title="A Scan of Something")

    assert set(TextMark.objects.filter(submission=new).values_list("part", flat=True)) == {MarkOf.TITLE}
    assert look(new, editor) == []


def test_sentence_that_everybody_ends_with_makes_nobody_alike(editor):
    call = "<p>The article does not reflect the official opinion of the institute nor that of any of its partners.</p>"
    pieces = [piece(number, f"{body(60, seed=number)}\n{call}") for number in range(duplicates.COMMON + 2)]

    assert glance(pieces[-1], editor) == []


def test_text_sent_thirty_times_is_still_found(editor):
    pieces = [piece(number, body()) for number in range(30)]

    assert len(glance(pieces[0], editor)) == duplicates.AT_A_GLANCE
    assert [similar.text_percent for similar in look(pieces[0], editor)] == [100] * duplicates.SHOWN


def test_piece_that_its_viewer_is_shut_out_of_is_not_found(editor, colleague):
    old = piece(1, body())
    new = piece(2, body())
    Conflict.objects.create(submission=old, user=colleague, made_by=editor)

    assert look(new, colleague) == glance(new, colleague) == []
    assert [similar.piece for similar in look(new, editor)] == [old]


def test_own_piece_is_not_found_by_its_author_at_the_desk(editor, colleague):
    piece(1, body(), author=colleague)
    new = piece(2, body())

    assert look(new, colleague) == []


def test_nothing_is_found_for_somebody_without_the_desk(editor):
    piece(1, body())
    new = piece(2, body())

    assert look(new, make_staff("administrator")) == look(new, make_author()) == []


def test_withdrawn_piece_of_the_same_account_is_found_and_said_to_be(editor):
    author = make_author()
    old = make_piece_in("withdrawn", handler=editor, author=author, body=body())
    new = make_piece(author, body=body())

    (similar,) = look(new, editor)

    assert (similar.piece, similar.is_by_same_author) == (old, True)


@pytest.mark.parametrize(("name", "is_said"), [("Bahar Mehr", True), ("Sitara", False)])
def test_account_behind_a_pen_name_is_not_told_by_another_name(editor, name, is_said):
    author = make_author()
    make_piece(author, body=body(), public_name="Bahar Mehr")
    new = make_piece(author, body=body(), public_name=name, is_pen_name=True)

    assert [similar.is_by_same_author for similar in look(new, editor)] == [is_said]


def test_published_piece_is_found_once_with_its_article(editor):
    old = make_piece_in("published", handler=editor, body=body())
    new = piece(2, body())

    (similar,) = look(new, editor)

    assert (similar.piece, similar.article) == (old, old.article)
    assert TextMark.objects.filter(article__isnull=False).count() == 0


def test_article_that_never_was_a_piece_is_found(editor):
    printed = article(body())
    new = piece(1, body())

    (similar,) = look(new, editor)

    assert (similar.piece, similar.article, similar.title) == (None, printed, printed.title)
    assert similar.text_percent == 100


def test_article_that_cannot_be_read_is_not_found(editor):
    printed = article(body())
    indexing.index_missing()
    publishing.hide_article(printed, reason="For a test.", by="")

    assert look(piece(1, body()), editor) == []


def test_new_version_replaces_the_marks(editor):
    old = make_piece_in("in_review", handler=editor, body=body(seed=1))
    new = piece(2, body(seed=1))
    text = Text(title="Quite Another Thing Now", standfirst="", body=body(seed=2))
    editing.save_version(old, text, actor=editor, based_on=1)

    assert look(new, editor) == []
    assert [similar.piece for similar in look(piece(3, body(seed=2)), editor)] == [old]


def test_marks_of_an_ordinary_text_take_two_queries(editor):
    new = piece(1, body(800))
    version = new.current_version
    with CaptureQueriesContext(connection) as captured:
        indexing.remember(new, version)

    assert [query["sql"].split()[0] for query in captured] == ["SELECT", "UPDATE", "DELETE", "INSERT"]


@pytest.mark.parametrize("others", [1, 3])
def test_glance_asks_the_same_for_any_number_found(editor, others, django_assert_num_queries):
    for number in range(others):
        piece(number, body())
    new = piece(9, body())
    assert editor.rights  # known to every page by then
    with django_assert_num_queries(4):
        assert len(duplicates.glance(new, viewer=editor)) == others


def test_glance_that_finds_nothing_asks_once(editor, django_assert_num_queries):
    piece(1, body(seed=1))
    new = piece(2, body(seed=2))
    with django_assert_num_queries(1):
        assert duplicates.glance(new, viewer=editor) == []


def test_clock_makes_up_for_what_is_not_indexed(editor):
    old, new = piece(1, body()), piece(2, body())
    before = {row.pk: row.sought for row in Submission.objects.all()}
    TextMark.objects.all().delete()
    Submission.objects.update(sought="")
    article(body(seed=3))

    assert glance(new, editor) == []
    assert (indexing.index_missing(), TextMark.objects.filter(article__isnull=False).exists()) == (3, True)
    assert indexing.index_missing() == 0
    assert [similar.piece for similar in look(new, editor)] == [old]
    assert {row.pk: row.sought for row in Submission.objects.all()} == before


def test_text_without_words_is_indexed_once(editor):
    new = make_piece(title="؟!", body="<p>…</p>")

    assert list(TextMark.objects.filter(submission=new).values_list("value", flat=True)) == [indexing.NO_WORDS]
    assert indexing.index_missing() == 0
    assert look(make_piece(title="!", body="<p>؟</p>"), editor) == []
