"""The same questions on both engines, and the same answers."""

import pytest

from publishing import profiles
from publishing.content import PublicByline
from publishing.models import Topic, TopicText
from publishing.search.finding import answers
from publishing.search.queries import read_query
from tests.publishing.making import bylines_of, make_author, publish

pytestmark = pytest.mark.django_db
ZWNJ = "\u200c"


def by(name):
    return (PublicByline(name=name),)


def found(typed, language="en"):
    return [article.title for article in answers(read_query(typed), language).articles]


@pytest.fixture
def english():
    publish(title="Rivers and Bridges", body="<p>The <em>dam</em>s of Kunduz.</p>", bylines=by("Mohammad Karimi"))
    publish(title="The Winter Market", standfirst="", body="<p>A naïve city’s children.</p>", bylines=by("Laila Amiri"))
    publish(
        title="Schools",
        standfirst="",
        body="<p>Article 14 of the law, in 1404, closed well-known academies; Kabul's stood.</p>",
        bylines=by("Sayed Hussain Noori"),
    )


@pytest.fixture
def persian():
    publish(
        language="fa",
        title=f"آب می{ZWNJ}رود",
        standfirst="",
        body=f"<p>در سال ۱۴۰۴ کتاب{ZWNJ}های تازه، خانهٔ کهنه و مُحَمَّد.</p>",
        bylines=by("یاسمین کریمی"),
    )
    publish(
        language="fa",
        title="مكتب دختران",
        standfirst="",
        body="<p>زندگي در مدرسة کابل: نمیداند.</p>",
        bylines=by("زهرا احمدي"),
    )


@pytest.fixture
def pashto():
    publish(
        language="ps",
        title="د ښوونځي پوښتنه",
        standfirst="",
        body="<p>ګډون او پوهنه، ژوند او هیله.</p>",
        bylines=by("پلوشه ځدراڼ"),
    )


@pytest.mark.parametrize(
    ("typed", "titles"),
    [
        ("river", ["Rivers and Bridges"]),
        ("BRIDGES bridge", ["Rivers and Bridges"]),
        ("dams", ["Rivers and Bridges"]),
        ("kund", ["Rivers and Bridges"]),
        ("kund river", []),
        ("naive cities", ["The Winter Market"]),
        ("city's", ["The Winter Market"]),
        ("market laila", ["The Winter Market"]),
        ("market karimi", []),
        ("۱۴۰۴", ["Schools"]),
        ("1404 well known", ["Schools"]),
        ("kabul academy", ["Schools"]),
        ("Muhamad", ["Rivers and Bridges"]),
        ("Mohamed Kareemi", ["Rivers and Bridges"]),
        ("Hussein", ["Schools"]),
        ("Leila", ["The Winter Market"]),
        ("1", []),
        ("zebra", []),
    ],
)
def test_english_question(english, typed, titles):
    assert found(typed) == titles


@pytest.mark.parametrize(
    ("typed", "titles"),
    [
        (f"می{ZWNJ}رود", [f"آب می{ZWNJ}رود"]),
        ("می رود", [f"آب می{ZWNJ}رود"]),
        ("میرود", [f"آب می{ZWNJ}رود"]),
        (f"نمی{ZWNJ}داند", ["مكتب دختران"]),
        ("نمی داند", ["مكتب دختران"]),
        ("کتابها", [f"آب می{ZWNJ}رود"]),
        ("کتاب های", [f"آب می{ZWNJ}رود"]),
        ("كتاب", [f"آب می{ZWNJ}رود"]),
        ("1404", [f"آب می{ZWNJ}رود"]),
        ("١٤٠٤", [f"آب می{ZWNJ}رود"]),
        ("خانه", [f"آب می{ZWNJ}رود"]),
        ("خانۀ", [f"آب می{ZWNJ}رود"]),
        ("محمد", [f"آب می{ZWNJ}رود"]),
        ("مکتب", ["مكتب دختران"]),
        ("زندگی", ["مكتب دختران"]),
        ("مدرسه", ["مكتب دختران"]),
        ("احمدی", ["مكتب دختران"]),
        ("کريمي", [f"آب می{ZWNJ}رود"]),
        ("یاسمن", [f"آب می{ZWNJ}رود"]),
        ("پارلمان", []),
    ],
)
def test_persian_question(persian, typed, titles):
    assert found(typed, "fa") == titles


@pytest.mark.parametrize(
    ("typed", "titles"),
    [
        ("ښوونځی", ["د ښوونځي پوښتنه"]),
        ("ښوونځي", ["د ښوونځي پوښتنه"]),
        ("گډون", ["د ښوونځي پوښتنه"]),
        ("هیله ژوند", ["د ښوونځي پوښتنه"]),
        ("هيله", ["د ښوونځي پوښتنه"]),
        ("پوهن", ["د ښوونځي پوښتنه"]),
        ("پلوشې", ["د ښوونځي پوښتنه"]),
        ("پلوشه", ["د ښوونځي پوښتنه"]),
    ],
)
def test_pashto_question(pashto, typed, titles):
    assert found(typed, "ps") == titles


def test_question_in_all_languages(english, persian, pashto):
    assert len(found("1404", "")) == 2
    assert found("1404", "ps") == []


def test_title_stands_before_standfirst_before_text_and_newer_before_older():
    bodies = "<p>Nothing here.</p>"
    publish(title="Old text", body="<p>The glacier.</p>", days_ago=9)
    publish(title="New text", body="<p>The glacier.</p>", days_ago=1)
    publish(title="Standfirst", standfirst="Of a glacier.", body=bodies, days_ago=30)
    publish(title="Said often", body=f"<p>{('The glacier melts. ' * 4).strip()}</p>", days_ago=31)
    publish(title="An old glacier", body=bodies, days_ago=90)
    publish(title="A new glacier", body=bodies, days_ago=80)
    publish(title="By name", bylines=by("Roya Glacier"), body=bodies, days_ago=85)
    publish(title="Goes on", body="<p>The glaciers of glacierland; glacierland.</p>", days_ago=99)
    publish(title="Glacierology", body=bodies, days_ago=2)

    assert found("glacier") == [
        "A new glacier",
        "By name",
        "An old glacier",
        "Standfirst",
        "Said often",
        "New text",
        "Old text",
        "Goes on",
        "Glacierology",
    ]


def test_article_is_found_by_its_topics_in_its_own_language():
    topic = Topic.objects.create(slug="migration")
    TopicText.objects.create(topic=topic, language="en", name="Migration")
    TopicText.objects.create(topic=topic, language="fa", name="مهاجرت")
    publish(title="Leaving", topics=("migration",))

    assert found("migrations") == ["Leaving"]
    assert found("مهاجرت") == []


def test_author_is_found_by_the_name_in_every_language_and_by_other_spellings():
    author = make_author("Mina Rahimi")
    publish(title="Leaving", bylines=bylines_of(author))
    assert found("Sharifzada") == found("رحیمی") == []

    profiles.set_author_text(author, language="fa", name="مینا رحیمی")
    profiles.set_aliases(author, "Meena\n Raheemi Sharifzada \n\n")

    assert author.aliases == "Meena\nRaheemi Sharifzada"
    assert found("Sharifzada") == found("رحيمي") == found("mina Raheemi") == ["Leaving"]
