"""Articles of the old archive: published whole with their dates and addresses, or not at all."""

import datetime

import pytest
from django.utils import timezone

from aiss.accounts.models import User
from aiss.mail.models import OutgoingEmail
from publishing.dates import institute_day
from publishing.models import Article, Author, OldAddress
from publishing.old_addresses import add_old_address
from submissions.models import Draft, Submission
from submissions.services import archive, drafting, indexing
from submissions.services.archive import Entry
from submissions.services.door import DoorRefused
from tests.factories import make_author, make_staff
from tests.publishing.making import carry_out, make_content, publish

pytestmark = pytest.mark.django_db
DAY = datetime.date(2019, 5, 3)


def make_entry(**changes):
    fields = {"published_on": DAY, "old_addresses": ("/aiss/45",)}
    own = {name: changes.pop(name) for name in ("published_on", "old_addresses", "profiles") if name in changes}
    return Entry(content=make_content(**changes), **fields | own)


def add(entry, **keywords):
    return archive.add_published_before(entry, actor=make_staff("editor"), **keywords)


def there(**changes):
    entry = make_entry(**changes)
    return archive.already_there(
        language=entry.content.language,
        title=entry.content.title,
        published_on=entry.published_on,
        old_addresses=entry.old_addresses,
    )


def counts():
    return (Article.objects.count(), OldAddress.objects.count(), Author.objects.count())


def test_article_is_public_under_its_own_day_and_old_address(client):
    editor = make_staff("editor")

    article = archive.add_published_before(make_entry(), actor=editor)

    assert institute_day(article.published_at) == DAY
    assert article.revisions.get().made_by == editor.public_id
    assert client.get("/aiss/45").status_code == 301
    assert (Submission.objects.count(), OutgoingEmail.objects.count()) == (0, 0)


def test_article_of_today_lies_not_in_the_future():
    article = add(make_entry(published_on=timezone.localdate()))

    assert article.published_at <= timezone.now()


@pytest.mark.parametrize("who", ["author", "administrator"])
def test_article_needs_the_right_to_publish(who):
    actor = make_author() if who == "author" else make_staff(who)

    with pytest.raises(archive.MayNotPublish):
        archive.add_published_before(make_entry(), actor=actor)
    assert counts() == (0, 0, 0)


def test_clock_may_publish_for_the_command():
    assert archive.add_published_before(make_entry(), actor=User.objects.system()).pk


def test_tomorrow_is_refused():
    with pytest.raises(archive.InFuture):
        add(make_entry(published_on=timezone.localdate() + datetime.timedelta(days=1)))
    assert counts() == (0, 0, 0)


def test_address_that_leads_elsewhere_leaves_nothing_behind():
    add_old_address("/aiss/46", target="/en/")

    with pytest.raises(archive.NotPlaced, match="/aiss/46"):
        add(make_entry(old_addresses=("/aiss/45", "/aiss/46"), profiles=("+",)))
    assert counts() == (0, 1, 0)


def test_content_that_cannot_be_printed_leaves_nothing_behind():
    with pytest.raises(DoorRefused):
        add(make_entry(topics=("no-such-topic",), profiles=("+",)))
    assert counts() == (0, 0, 0)


def test_profiles_are_found_made_or_left_out():
    known = Author.objects.create(slug="known")
    known.texts.create(language="fa", name="مینا رحیمی")

    article = add(make_entry(profiles=("known",)))
    assert article.bylines.get().author == known
    assert {text.language: text.name for text in known.texts.all()} == {"fa": "مینا رحیمی", "en": "Mina Rahimi"}

    assert add(make_entry(profiles=("mina-r",), old_addresses=())).bylines.get().author.slug == "mina-r"
    assert add(make_entry(profiles=("+",), old_addresses=())).bylines.get().author.slug == "mina-rahimi"
    assert add(make_entry(profiles=("",), old_addresses=())).bylines.get().author is None
    assert add(make_entry(old_addresses=())).bylines.get().author is None


def test_profile_with_an_impossible_address_is_refused():
    with pytest.raises(DoorRefused):
        add(make_entry(profiles=("Mina Rahimi",)))
    assert counts() == (0, 0, 0)


def test_draft_gives_one_article():
    draft, _token = drafting.start(language="en")
    add(make_entry(), draft=draft)

    with pytest.raises(drafting.DraftLost):
        add(make_entry(old_addresses=()), draft=draft)
    assert (Article.objects.count(), Draft.objects.count()) == (1, 0)


@pytest.mark.parametrize("move", ["", "hide", "remove"])
def test_article_is_known_by_its_old_address(move):
    article = add(make_entry())
    if move:
        article = carry_out(article, move)

    assert there(title="Another title") == article
    assert there(title="Another title", old_addresses=()) is None
    assert there(language="fa") is None


def test_article_is_known_by_title_day_and_language():
    article = add(make_entry(title="The Bridge: Part One", old_addresses=()))
    same = {"title": "the bridge — part one", "old_addresses": ()}

    assert there(**same) == article
    assert there(**same, language="fa") is None
    assert there(**same, published_on=DAY + datetime.timedelta(days=1)) is None


def test_look_alikes_share_the_title_the_day_or_the_text():
    words = " ".join(f"word{number}" for number in range(400))
    by_title = publish(title="A Bridge", body="<p>Other words.</p>")
    by_day = add(make_entry(title="A River", body="<p>Quite other words.</p>"))
    by_text = publish(title="A Road", body=f"<p>{words}</p>")
    publish(title="A Lake", body="<p>Nothing in common.</p>")
    indexing.index_missing()

    found = archive.look_alikes(make_entry(title="A bridge", body=f"<p>Before. {words}</p>"))

    assert {article.pk for article in found} == {by_title.pk, by_day.pk, by_text.pk}


def test_saved_page_is_read_without_what_stands_around():
    page = (
        "<!doctype html><html><head><title>Old site</title></head><body><nav>Menu</nav><article><h1>The Bridge</h1>"
        "<p>By Mina Rahimi</p><p>The <b>bridge</b> stands.</p><script>x()</script><img src=x.png>"
        "<p>Nobody crosses it.</p></article><footer>Foot</footer></body></html>"
    )

    manuscript, language = archive.read(page.encode(), filename="old.html", language="en")

    assert language == "en"
    assert manuscript.proposals.title == "The Bridge"
    assert manuscript.proposals.names == ("Mina Rahimi",)
    body = "<p>The <strong>bridge</strong> stands.</p>\n<p>Nobody crosses it.</p>"
    assert manuscript.proposals.body_without == body
    assert len(manuscript.notes) == 1
