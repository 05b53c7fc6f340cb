import pytest
from django.urls import reverse

from aiss.accounts.models import Role, User
from publishing.admin.moves import OFFERED
from publishing.admin.permissions import GRAVE_MOVES
from publishing.lifecycle import MOVES
from publishing.models import Article, SiteText
from tests.publishing.making import MOVES_TO, make_author, publish

pytestmark = pytest.mark.django_db
PAGES = ("publishing_article_changelist", "publishing_author_changelist", "publishing_sitetext_changelist")
MAY_OPEN = {
    "editor": {"publishing_article_changelist", "publishing_author_changelist"},
    "chief_editor": set(PAGES),
    "administrator": {"publishing_sitetext_changelist"},
}


@pytest.fixture
def sign_in(client):
    def signed_in(role):
        user = User.objects.create_staff(
            email=f"{role}@example.org", display_name=role, roles=[Role.objects.get(code=role)], language="en"
        )
        client.force_login(user)
        return user

    return signed_in


def change_page(article):
    return reverse("admin:publishing_article_change", args=[article.pk])


def move_page(article, move):
    return reverse("admin:publishing_article_move", args=[article.pk, move])


@pytest.mark.parametrize("role", MAY_OPEN)
@pytest.mark.parametrize("page", PAGES)
def test_page_opens_for_those_with_the_right(client, sign_in, role, page):
    sign_in(role)

    assert client.get(reverse(f"admin:{page}")).status_code == (200 if page in MAY_OPEN[role] else 403)


@pytest.mark.parametrize("path", ["add", "delete"])
def test_articles_are_neither_added_nor_deleted_by_hand(client, sign_in, path):
    sign_in("chief_editor")
    article = publish()
    arguments = [] if path == "add" else [article.pk]

    assert client.post(reverse(f"admin:publishing_article_{path}", args=arguments)).status_code == 403
    assert Article.objects.count() == 1


def test_article_is_read_and_not_edited_in_place(client, sign_in):
    sign_in("chief_editor")
    article = publish()

    page = client.get(change_page(article)).content.decode()
    answer = client.post(change_page(article), {"title": "Another"})

    assert article.title in page
    assert 'name="title"' not in page
    assert answer.status_code == 403
    assert Article.objects.get().title == article.title


@pytest.mark.parametrize(("role", "status"), [("editor", 200), ("administrator", 403)])
def test_hidden_article_is_read_at_the_desk(client, sign_in, role, status):
    sign_in(role)
    article = publish(state="hidden")

    answer = client.get(reverse("admin:publishing_article_printed", args=[article.pk]))

    assert answer.status_code == status
    if status == 200:
        assert "no-store" in answer["Cache-Control"]
        assert "Nobody crosses it." in answer.content.decode()


@pytest.mark.parametrize("state", MOVES_TO)
@pytest.mark.parametrize("role", ["editor", "chief_editor"])
def test_buttons_are_the_moves_allowed_now(client, sign_in, state, role):
    sign_in(role)
    article = publish(state=state)

    page = client.get(change_page(article)).content.decode()

    offered = {move for move in MOVES if move_page(article, move) in page}
    allowed = {move for move in MOVES if state in MOVES[move].sources}
    assert offered == (allowed if role == "chief_editor" else allowed - GRAVE_MOVES)


def test_every_move_has_a_page():
    own = {name for name, offered in OFFERED.items() if not offered.goes_as}
    assert own == set(MOVES)


@pytest.mark.parametrize(
    ("move", "state", "words", "result"),
    [
        ("hide", "public", {"reason": ""}, "hidden"),
        ("unhide", "hidden", {"reason": "Safe again."}, "public"),
        ("delist", "public", {}, "delisted"),
        ("relist", "delisted", {}, "public"),
        ("retract", "public", {"note": "It was wrong."}, "retracted"),
        ("remove", "hidden", {"reason": "By order."}, "removed"),
    ],
)
def test_move_is_carried_out_on_post_alone(client, sign_in, move, state, words, result):
    user = sign_in("chief_editor")
    article = publish(state=state)

    assert client.get(move_page(article, move)).status_code == 200
    assert Article.objects.get().state == state
    answer = client.post(move_page(article, move), words, follow=True)

    assert Article.objects.get().state == result
    assert article.revisions.first().made_by == user.public_id
    assert str(OFFERED[move].done) in answer.content.decode()


@pytest.mark.parametrize(("move", "words"), [("retract", {"note": ""}), ("remove", {"reason": ""}), ("relist", {})])
def test_refused_move_keeps_the_form_and_changes_nothing(client, sign_in, move, words):
    sign_in("chief_editor")
    article = publish()

    answer = client.post(move_page(article, move), words)

    assert answer.status_code == 200
    assert answer.context["form"].errors
    assert (Article.objects.get().state, article.revisions.count()) == ("public", 1)


@pytest.mark.parametrize("move", sorted(GRAVE_MOVES))
def test_grave_move_is_refused_to_an_editor(client, sign_in, move):
    sign_in("editor")
    article = publish()

    assert client.post(move_page(article, move), {"reason": "x", "note": "x"}).status_code == 403
    assert Article.objects.get().state == "public"


@pytest.mark.parametrize("path", ["no-such-move", "publish"])
def test_unknown_move_is_not_found(client, sign_in, path):
    sign_in("editor")

    assert client.get(move_page(publish(), path)).status_code == 404


def correction_of(client, article, **changes):
    form = client.get(move_page(article, "correct")).context["form"]
    shown = {name: form.get_initial_for_field(field, name) or "" for name, field in form.fields.items()}
    return shown | {"agreement": "Agreed.", "note": "A slip."} | changes


def test_correction_changes_text_and_name(client, sign_in):
    sign_in("editor")
    article = publish()
    data = correction_of(client, article, body="<p onclick='x'>Now <b>right</b>.</p>", name_1="M. Rahimi")

    client.post(move_page(article, "correct"), data)

    fresh = Article.objects.get()
    assert fresh.body == "<p>Now <strong>right</strong>.</p>"
    assert [byline.name for byline in fresh.bylines.all()] == ["M. Rahimi"]
    assert fresh.corrections.get().note == "A slip."


def test_correction_of_an_article_changed_meanwhile_keeps_the_text(client, sign_in):
    sign_in("editor")
    article = publish()
    data = correction_of(client, article, title="Mine")
    client.post(move_page(article, "correct"), data | {"title": "Theirs"})

    answer = client.post(move_page(article, "correct"), data)

    assert "Somebody changed the article meanwhile." in answer.content.decode()
    assert 'value="Mine"' in answer.content.decode()
    assert Article.objects.get().title == "Theirs"


@pytest.mark.parametrize("count", [1, 3])
def test_article_list_queries_are_constant(client, sign_in, django_assert_num_queries, count):
    sign_in("editor")
    for _ in range(count):
        publish()

    with django_assert_num_queries(9):
        assert client.get(reverse("admin:publishing_article_changelist")).status_code == 200


def test_words_of_the_site_are_edited_and_never_added(client, sign_in):
    sign_in("administrator")
    text = SiteText.objects.get(language="fa")
    page = reverse("admin:publishing_sitetext_change", args=[text.pk])
    data = {name: getattr(text, name) for name in ("institute_name", "call", "disclaimer", "contact_address")}

    client.post(page, data | {"disclaimer": "سخن نویسنده است."})

    assert SiteText.objects.get(language="fa").disclaimer == "سخن نویسنده است."
    assert client.get(reverse("admin:publishing_sitetext_add")).status_code == 403


def test_profile_gets_a_text_in_another_language(client, sign_in):
    sign_in("editor")
    author = make_author()
    text = author.texts.get()
    rows = [(text.pk, "en", "Mina Rahimi"), ("", "fa", "مینا رحیمی")]
    data = {"texts-TOTAL_FORMS": 2, "texts-INITIAL_FORMS": 1}
    for number, (row, language, name) in enumerate(rows):
        values = {"id": row, "author": author.pk, "language": language, "name": name, "bio": ""}
        data |= {f"texts-{number}-{key}": value for key, value in values.items()}

    client.post(reverse("admin:publishing_author_change", args=[author.pk]), data)

    assert {text.language: text.name for text in author.texts.all()} == {"en": "Mina Rahimi", "fa": "مینا رحیمی"}
