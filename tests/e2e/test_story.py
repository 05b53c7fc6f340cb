"""The main job from end to end: sent, edited, approved, published, read; and nobody is exposed on the way."""

import base64
import quopri
from urllib.parse import quote

import pytest
from django.core import mail
from django.test import Client

from aiss.mail.models import OutgoingEmail
from publishing.addresses import address
from submissions.models import Submission
from submissions.workflow import Status
from tests.e2e.accessibility import axe_findings
from tests.e2e.people import Author, Editor, deliver
from tests.factories import make_staff

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True, serialized_rollback=True)]

ENGLISH = """The Ferry at Imam Sahib

By Bahar Mehr

The crossing opened again this spring, and hardly anybody came.

In the first week the ferryman counted eleven lorries. He had painted the boat, and his son had painted the sign.

In the second week he counted four. The customs house wanted a paper that nobody on the other bank had heard of.

Nobody decided that the river should be a wall. It became one paper at a time, and can stop being one the same way.

Bahar Mehr is a writer who grew up beside the river."""

PERSIAN = """دفترچهٔ برق

نویسنده: نسرین آبشار

خانه‌ای که حساب برق خود را می‌نویسد، کم‌تر در تاریکی می‌ماند.

در کوچهٔ ما هفت خانه یک دفترچه دارند. هر شب کسی می‌نویسد که برق در چه ساعتی آمد و در چه ساعتی رفت.

پس از یک ماه آن‌چه شکایت بود، جدول شد. جدول را به ادارهٔ برق بردیم و برای نخستین بار کسی پاسخ داد.

نسرین آبشار آموزگار است."""

LETTERS_TO_AUTHOR = ["receipt", "acceptance", "proof", "published"]


@pytest.fixture
def chief(db):
    return make_staff("chief_editor", email="chief@example.org", display_name="Parwin")


def _publish(author: Author, editor: Editor, reference: str) -> Submission:
    editor.claim(reference)
    editor.move(reference, "accept")
    editor.move(reference, "send-proof")
    author.approve(reference)
    editor.move(reference, "publish")
    piece = Submission.objects.get(reference=reference)
    assert piece.status == Status.PUBLISHED
    return piece


def test_story_from_the_form_to_the_reader(page_factory, chief):
    author = Author(page_factory(width=390, js=False))
    reference = author.send(ENGLISH, email="bahar@example.org")
    assert author.page.get_by_text(reference).first.is_visible()
    editor = Editor(page_factory(), "chief@example.org")
    editor.claim(reference)
    editor.rewrite(reference, " It would take one week.")
    piece = Submission.objects.get(reference=reference)
    assert (piece.versions.count(), piece.status) == (2, Status.IN_REVIEW)
    editor.move(reference, "accept")
    editor.move(reference, "send-proof")
    author.page.goto(f"/en/my/{reference}/proof/changes/")
    assert author.page.locator("ins").count() > 0
    author.approve(reference)
    editor.move(reference, "publish")
    piece.refresh_from_db()
    reader = page_factory(js=False)
    response = reader.goto(address(piece.article))
    assert "set-cookie" not in response.headers
    assert reader.context.cookies() == []
    text = reader.locator("article").inner_text()
    order = ["The Ferry at Imam Sahib", "Bahar Mehr", "The crossing opened", "In the first week", "one week."]
    order += ["Bahar Mehr is a writer", "please approach us through", "does not reflect the official opinion"]
    places = [text.index(words) for words in order]
    assert places == sorted(places)
    assert [text.count(words) for words in (order[0], order[2])] == [1, 1]
    deliver()
    letters = OutgoingEmail.objects.exclude(kind="code").filter(state="sent")
    assert [letter.kind for letter in letters.order_by("pk") if letter.kind in LETTERS_TO_AUTHOR] == LETTERS_TO_AUTHOR
    assert {message.to[0] for message in mail.outbox} == {"bahar@example.org", "chief@example.org"}


def test_story_in_persian(page_factory, chief):
    author = Author(page_factory(width=390, language="fa", js=False), "fa")
    reference = author.send(PERSIAN, email="nasrin@example.org")
    piece = _publish(author, Editor(page_factory(), "chief@example.org"), reference)
    reader = page_factory(width=390, language="fa", js=False)
    reader.goto(address(piece.article))
    html = reader.locator("html")
    assert (html.get_attribute("lang"), html.get_attribute("dir")) == ("fa", "rtl")
    text = reader.locator("article").inner_text()
    for words in ("دفترچهٔ برق", "نسرین آبشار", "هفت خانه یک دفترچه دارند", "نسرین آبشار آموزگار است"):
        assert text.count(words) >= 1
    assert reader.evaluate("document.documentElement.scrollWidth <= 390")
    assert {letter.language for letter in OutgoingEmail.objects.filter(kind__in=LETTERS_TO_AUTHOR)} == {"fa"}


def _disguises(word: str) -> list[bytes]:
    """Return the shapes in which a word may hide in a page, a header or a letter."""
    raw = word.encode()
    shapes = {
        raw,
        quote(word).encode(),
        quopri.encodestring(raw).strip(),
        base64.b64encode(raw),
        word.encode("utf-16-le"),
    }
    shapes |= {base64.b64encode(b"_" * shift + raw)[4:-4] for shift in (1, 2)}
    shapes.add("".join(f"&#{ord(letter)};" for letter in word).encode())
    return [shape for shape in shapes | {shape.lower() for shape in shapes} if shape]


def _assert_hidden(secrets: list[str], place: str, content: bytes) -> None:
    lowered = content.lower()
    found = [
        secret for secret in secrets for shape in _disguises(secret) if shape in content or shape.lower() in lowered
    ]
    assert (place, found) == (place, [])


def test_story_under_a_pen_name_leaves_no_trace_of_the_real_one(page_factory, chief):
    secrets = ["Zarghunaqadirzai", "zq-hidden@example.org", "Nangarhargate"]
    author = Author(page_factory(js=False))
    reference = author.send(
        ENGLISH, email=secrets[1], legal_name=secrets[0], pen_name_reason=f"My family lives near {secrets[2]}."
    )
    editor = Editor(page_factory(), "chief@example.org")
    piece = _publish(author, editor, reference)
    deliver()
    reader = Client()
    article = piece.article
    public = ["/", "/en/", "/fa/", "/ps/", "/en/articles/", address(article), f"/a/{article.short_id}/", "/sitemap.xml"]
    public += [f"/en/authors/{byline.author.slug}/" for byline in article.bylines.all()]
    public += ["/en/feed.atom", "/robots.txt", "/en/nothing-here/", "/healthz"]
    for path in public:
        response = reader.get(path)
        headers = "\n".join(f"{name}: {value}" for name, value in response.headers.items()).encode()
        _assert_hidden(secrets, path, headers + response.content)
    editor.open(reference)
    for path in (editor.page.url, "/admin/submissions/submission/?status=all"):
        editor.page.goto(path)
        _assert_hidden(secrets, "desk", editor.page.content().encode())
    for secret in secrets:
        editor.page.goto(f"/admin/submissions/submission/?q={secret}")
        assert editor.page.get_by_text(reference).count() == 0
    for message in mail.outbox:
        source = message.message().as_bytes()
        body = b"".join(part.get_payload(decode=True) or b"" for part in message.message().walk())
        _assert_hidden([secrets[0], secrets[2]], "letter", source + body)
        if message.to != [secrets[1]]:
            _assert_hidden(secrets, "letter to somebody else", source + body)


@pytest.mark.parametrize("language", ["en", "fa", "ps"])
def test_axe_finds_nothing_on_what_readers_and_authors_open_first(page_factory, language):
    page = page_factory(width=390, language=language)
    for path in ("", "articles/", "submit/", "sign-in/", "code/"):
        page.goto(f"/{language}/{path}")
        assert (path, axe_findings(page)) == (path, [])
