"""Topics, picture and translation are chosen at the proof, frozen in it, and still there at the next one."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from publishing import pictures
from publishing.content import ArticleContent, PublicPicture
from publishing.models import Topic
from submissions.printing import PrintedExtras, content_of
from submissions.services import proofing
from tests.factories import make_piece_in
from tests.publishing.making import publish
from tests.publishing.pictures.drawing import picture_file
from tests.submissions.admin.conftest import address, post

pytestmark = pytest.mark.django_db
TOMORROW = (timezone.localdate() + datetime.timedelta(days=1)).isoformat()


@pytest.fixture
def topics():
    return [Topic.objects.create(slug=slug, position=place) for place, slug in enumerate(("law", "water"))]


def proof_of(piece):
    piece.refresh_from_db()
    return ArticleContent.from_json(piece.live_proof.content)


def test_proof_freezes_what_was_chosen(desk, editor, topics):
    piece = make_piece_in("accepted", handler=editor)
    original = publish(language="fa", slug="bridge")
    kept = pictures.keep_picture(picture_file())

    post(
        desk["editor"],
        piece,
        "send_proof",
        due_on=TOMORROW,
        topics=["water", "law"],
        picture_file=SimpleUploadedFile("x.jpg", picture_file(), "image/jpeg"),
        picture_alt="A bridge.",
        picture_credit="Mina",
        translation_of=original.short_id,
        translators="Zalmai\nNur Jan",
    )

    content = proof_of(piece)
    assert content.topics == ("water", "law")
    assert content.picture == PublicPicture(digest=kept.digest, alt="A bridge.", credit="Mina")
    assert (content.translation_of, content.translators) == (original.short_id, ("Zalmai", "Nur Jan"))
    assert content.digest() == piece.live_proof.digest == content_of(piece, piece.current_version).digest()


def test_next_proof_starts_from_the_last_one(desk, editor, topics):
    piece = make_piece_in("accepted", handler=editor)
    extras = PrintedExtras(topics=("water",), translators=("Zalmai",))
    proofing.send_proof(piece, actor=editor, extras=extras)
    proofing.recall_proof(piece, actor=editor, reason="A misprint.")

    form = desk["editor"].get(address(piece, "send_proof")).context["form"]
    assert (form["topics"].value(), form["translators"].value()) == (["water"], "Zalmai")

    proofing.send_proof(piece, actor=editor)
    assert (proof_of(piece).topics, proof_of(piece).translators) == (("water",), ("Zalmai",))


def test_picture_is_kept_through_a_mistake(desk, editor):
    piece = make_piece_in("accepted", handler=editor)
    sent = {"picture_file": SimpleUploadedFile("x.jpg", picture_file(), "image/jpeg"), "picture_alt": "A bridge."}

    answer = post(desk["editor"], piece, "send_proof", **sent, due_on=TOMORROW)

    kept = pictures.keep_picture(picture_file())
    assert list(answer.context["form"].errors) == ["picture_credit"]
    page = answer.content.decode()
    assert (f'value="{kept.digest}"' in page, 'src="data:image/jpeg;base64,' in page) == (True, True)
    post(
        desk["editor"],
        piece,
        "send_proof",
        due_on=TOMORROW,
        picture_digest=kept.digest,
        picture_alt="A bridge.",
        picture_credit="Mina",
    )
    assert proof_of(piece).picture.digest == kept.digest


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("topics", ["nowhere"]),
        ("picture_digest", "a" * 64),
        ("translation_of", "nowhere"),
        ("translators", "Zal\u202emai"),
        ("picture_alt", "A \u202ebridge."),
    ],
)
def test_what_cannot_be_printed_is_refused(desk, editor, topics, field, value):
    piece = make_piece_in("accepted", handler=editor)

    answer = post(desk["editor"], piece, "send_proof", **{field: value})

    assert field in answer.context["form"].errors
    piece.refresh_from_db()
    assert piece.status == "accepted"


def test_piece_without_extras_has_the_digest_that_it_always_had(editor):
    piece = make_piece_in("proof_sent", handler=editor)
    frozen = piece.live_proof.content

    assert piece.printed_extras == {}
    assert set(frozen) & {"topics", "picture", "translation_of", "translators"} == set()
    assert content_of(piece, piece.current_version).digest() == piece.live_proof.digest


def test_extras_survive_being_stored():
    extras = PrintedExtras(
        topics=("law",),
        picture=PublicPicture(digest="a", alt="b", credit="c"),
        translation_of="abc",
        translators=("Zalmai",),
    )

    class Piece:
        printed_extras = extras.to_json()

    assert PrintedExtras.of(Piece()) == extras
