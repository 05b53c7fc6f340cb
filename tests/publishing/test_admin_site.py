"""Topics and the pages about the institute at the desk."""

import pytest
from django.urls import reverse

from aiss.accounts.models import Role, User
from publishing.models import SitePage, Topic
from publishing.topics import TopicName, create_topic
from tests.publishing.making import publish

pytestmark = pytest.mark.django_db
MODELS = ("topic", "sitepage")
NAMES = {f"{part}_{code}": "" for part in ("name", "description") for code in ("en", "fa", "ps")}


def sign_in(client, role="administrator"):
    user = User.objects.create_staff(
        email=f"{role}@example.org", display_name=role, roles=[Role.objects.get(code=role)], language="en"
    )
    client.force_login(user)


def make_topic(slug="water") -> Topic:
    return create_topic(slug, {"en": TopicName(name=slug.title(), description="On it.")})


def url(model, page, *args):
    return reverse(f"admin:publishing_{model}_{page}", args=args)


@pytest.mark.parametrize("role", [None, "editor", "chief_editor", "administrator"])
@pytest.mark.parametrize("model", MODELS)
def test_pages_open_for_those_who_look_after_the_site(client, role, model):
    if role:
        sign_in(client, role)
    one = make_topic() if model == "topic" else SitePage.objects.first()
    expected = {None: 302, "editor": 403, "chief_editor": 200, "administrator": 200}[role]
    pages = [url(model, "changelist"), url(model, "add"), url(model, "change", one.pk), url(model, "delete", one.pk)]

    assert [client.get(page).status_code for page in pages] == [expected] * 4


@pytest.mark.parametrize("page", ["add", "change", "delete"])
@pytest.mark.parametrize("model", MODELS)
def test_editor_without_the_right_changes_nothing(client, model, page):
    sign_in(client, "editor")
    topic, site_page = make_topic(), SitePage.objects.first()
    one = topic if model == "topic" else site_page

    assert client.post(url(model, page, *([] if page == "add" else [one.pk])), {"post": "yes"}).status_code == 403
    assert (Topic.objects.count(), SitePage.objects.count()) == (1, 9)


def test_topic_is_made_with_its_names(client):
    sign_in(client)
    make_topic("schools")

    answer = client.post(
        url("topic", "add"),
        {**NAMES, "slug": "water", "place": "1", "name_en": "Water", "name_fa": "آب", "description_fa": "رودها."},
    )

    assert answer.status_code == 302
    topic = Topic.objects.get(slug="water")
    assert [(text.language, text.name, text.description) for text in topic.texts.all()] == [
        ("en", "Water", ""),
        ("fa", "آب", "رودها."),
    ]
    assert [topic.slug for topic in Topic.objects.all()] == ["water", "schools"]


def test_topic_is_renamed_and_keeps_its_address(client):
    sign_in(client)
    topic = make_topic()

    shown = client.get(url("topic", "change", topic.pk)).content.decode()
    client.post(url("topic", "change", topic.pk), {**NAMES, "slug": "other", "place": "", "name_ps": "اوبه"})

    assert 'value="Water"' in shown
    topic.refresh_from_db()
    assert topic.slug == "water"
    assert [(text.language, text.name) for text in topic.texts.all()] == [("ps", "اوبه")]


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"slug": "water", "name_en": "Water"}, "There is a topic with this address already."),
        ({"slug": "Water-", "name_en": "Water"}, "The address of the page may hold small Latin letters"),
        ({"slug": "rivers"}, "Give the topic a name in at least one language."),
    ],
)
def test_refused_topic_is_told_why(client, fields, words):
    sign_in(client)
    make_topic()

    answer = client.post(url("topic", "add"), {**NAMES, "place": "", **fields})

    assert answer.status_code == 200
    assert words in answer.content.decode()
    assert Topic.objects.count() == 1


@pytest.mark.parametrize("method", ["get", "post"])
def test_topic_in_use_is_not_deleted(client, method):
    sign_in(client)
    topic = make_topic()
    publish(topics=("water",), state="hidden", title="A Secret")

    answer = getattr(client, method)(url("topic", "delete", topic.pk), {"post": "yes"}, follow=True)

    assert "Give them other topics first" in answer.content.decode()
    assert "A Secret" not in answer.content.decode()
    assert Topic.objects.count() == 1


def test_unused_topic_is_deleted(client):
    sign_in(client)
    topic = make_topic()

    client.post(url("topic", "delete", topic.pk), {"post": "yes"})

    assert Topic.objects.count() == 0


def test_page_is_written_in_the_editor_of_its_language(client):
    sign_in(client)
    page = SitePage.objects.get(slug="about", language="fa")

    shown = client.get(url("sitepage", "change", page.pk)).content.decode()

    assert "data-rich-text=" in shown
    assert 'lang="fa"' in shown.partition("<textarea")[2].partition(">")[0]
    assert "publishing/editor/editor.js" in shown
    assert 'href="/fa/about/"' in shown


def test_page_is_changed_and_cleaned(client):
    sign_in(client)
    page = SitePage.objects.get(slug="about", language="en")

    client.post(
        url("sitepage", "change", page.pk),
        {"slug": "about", "title": "Us", "body": "<p onclick='x'>Now <b>right</b>.</p>", "position": "1"},
    )

    page.refresh_from_db()
    assert (page.language, page.title, page.body) == ("en", "Us", "<p>Now <strong>right</strong>.</p>")
    assert "Now <strong>right</strong>." in client.get("/en/about/").content.decode()


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"slug": "articles"}, "Another part of the site has this address."),
        ({"slug": "about"}, "There is a page with this address in this language already."),
        ({"body": "<script>x</script>"}, "The page has no text. Write it first."),
    ],
)
def test_refused_page_is_told_why(client, fields, words):
    sign_in(client)
    before = SitePage.objects.count()
    data = {"language": "en", "slug": "imprint", "title": "Imprint", "body": "<p>Us.</p>", "position": "4"}

    answer = client.post(url("sitepage", "add"), data | fields)

    assert words in answer.content.decode()
    assert SitePage.objects.count() == before
    assert client.post(url("sitepage", "add"), data).status_code == 302
    assert SitePage.objects.count() == before + 1


def test_page_is_deleted(client):
    sign_in(client)
    page = SitePage.objects.get(slug="about", language="ps")

    client.post(url("sitepage", "delete", page.pk), {"post": "yes"})

    assert client.get("/ps/about/").status_code == 404
    assert client.get("/en/about/").status_code == 200


@pytest.mark.parametrize("count", [1, 3])
def test_topic_list_queries_are_constant(client, django_assert_num_queries, count):
    sign_in(client)
    for number in range(count):
        make_topic(f"topic-{number}")
    client.get(url("topic", "changelist"))

    with django_assert_num_queries(6):
        assert client.get(url("topic", "changelist")).status_code == 200
