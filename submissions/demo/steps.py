"""What happens to a piece of the demo, step by step: each function here returns one call of a service."""

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from django.utils import timezone

from aiss.accounts.models import User
from publishing import html, pictures
from publishing.content import PublicPicture
from publishing.models import Article
from submissions.demo import drawing
from submissions.demo.people import SignIn
from submissions.demo.sheets import Sheet
from submissions.models import Submission
from submissions.printing import PrintedExtras
from submissions.services import (
    aftercare,
    claiming,
    deciding,
    drafting,
    editing,
    proofing,
    publication,
    reminding,
    submitting,
    withdrawing,
)
from submissions.services.moving import Mailed
from submissions.services.versions import Text


@dataclass
class Scene:
    """Where a story stands: its sheet, who is at the desk, when the step under way happens, and the piece by now."""

    sheet: Sheet
    staff: Mapping[SignIn, User]
    moment: datetime.datetime = field(default_factory=timezone.now)
    piece: Submission | None = None

    def in_days(self, days: int) -> datetime.date:
        return timezone.localdate(self.moment) + datetime.timedelta(days=days)


Act = Callable[[Scene], object]


def replaced(text: str, changes: Mapping[str, str]) -> str:
    """Return `text` with each of `changes` made. Raises LookupError where there is nothing to change."""
    for old, new in changes.items():
        if old not in text:
            raise LookupError(old)
        text = text.replace(old, new)
    return text


def _text(scene: Scene, changes: Mapping[str, str]) -> Text:
    current = scene.piece.current_version
    return Text(title=current.title, standfirst=current.standfirst, body=replaced(current.body, changes))


# How it arrives


def send() -> Act:
    """The author fills in the form, pastes or uploads the text, and sends it."""

    def act(scene: Scene) -> None:
        sheet = scene.sheet
        draft, _token = drafting.start(language=sheet.language)
        drafting.change(draft, **sheet.fields())
        if sheet.is_html:
            drafting.change(draft, body=html.clean(sheet.body))
        elif sheet.filename:
            data = sheet.body.encode()
            drafting.put_file(draft, data, filename=sheet.filename, media_type="text/plain", network="demo")
        else:
            drafting.put_text(draft, sheet.body)
        author = User.objects.create_author(email=sheet.address, language=sheet.language)
        scene.piece = submitting.submit(draft, author=author)

    return act


def send_by_mail(by: SignIn, message: str) -> Act:
    """The author writes a letter instead, and an editor enters the piece."""

    def act(scene: Scene) -> None:
        sheet = scene.sheet
        fields = sheet.fields() | {"piece_language": sheet.language, "letter_language": sheet.language}
        scene.piece = submitting.enter_received(
            actor=scene.staff[by],
            address=sheet.address,
            fields=fields | {"body": html.from_plain_text(sheet.body)},
            sent_file=None,
            mailed=Mailed(text=message),
        )

    return act


# At the desk


def claim(by: SignIn) -> Act:
    return lambda scene: claiming.claim(scene.piece, actor=scene.staff[by])


def assign(by: SignIn, to: SignIn) -> Act:
    return lambda scene: claiming.assign(scene.piece, actor=scene.staff[by], handler=scene.staff[to])


def edit(changes: Mapping[str, str]) -> Act:
    """The handling editor saves a new version with `changes` made to the text."""
    return lambda scene: editing.save_version(
        scene.piece,
        _text(scene, changes),
        actor=scene.piece.handler,
        based_on=scene.piece.current_version.number,
    )


def set_details() -> Act:
    """The handling editor gives the page its address and every author a public profile."""

    def act(scene: Scene) -> None:
        piece = scene.piece
        people = [
            editing.Person(
                pk=person.pk,
                public_name=person.public_name,
                honorific=person.honorific,
                role_line=person.role_line,
                bio=person.bio,
                links=tuple(person.links),
                has_new_profile=True,
            )
            for person in piece.contributors.all()
        ]
        editing.edit_details(
            piece,
            actor=piece.handler,
            people=people,
            kind=piece.kind,
            slug=scene.sheet.slug,
            is_pen_name=piece.is_pen_name,
            discloses_pen_name=piece.discloses_pen_name,
        )

    return act


def request_changes(message: str, *, days: int) -> Act:
    return lambda scene: deciding.request_changes(
        scene.piece, actor=scene.piece.handler, message=message, due_on=scene.in_days(days)
    )


def accept() -> Act:
    return lambda scene: deciding.accept(scene.piece, actor=scene.piece.handler)


def decline(by: SignIn, decline_reason: str, note: str) -> Act:
    return lambda scene: deciding.decline(
        scene.piece, actor=scene.staff[by], decline_reason=decline_reason, reason=note
    )


def extras_of(sheet: Sheet) -> PrintedExtras:
    """Return what the desk prints around the piece; an original that was not published is not named."""
    picture = None
    if sheet.picture:
        kept = pictures.keep_picture(drawing.river())
        picture = PublicPicture(digest=kept.digest, alt=sheet.picture_alt, credit=sheet.picture_credit)
    original = Article.objects.filter(slug=sheet.translation_of).first() if sheet.translation_of else None
    return PrintedExtras(
        topics=tuple(sheet.topics.split()),
        picture=picture,
        translation_of=original.short_id if original else "",
        translators=tuple(filter(None, [sheet.translators])),
    )


def send_proof(*, days: int) -> Act:
    return lambda scene: proofing.send_proof(
        scene.piece, actor=scene.piece.handler, due_on=scene.in_days(days), extras=extras_of(scene.sheet)
    )


def remind() -> Act:
    return lambda scene: reminding.remind_of_proofs()


def schedule(*, days: int) -> Act:
    """A date `days` from now on, at nine in the morning of the institute's clock."""

    def act(scene: Scene) -> None:
        nine = timezone.localtime().replace(hour=9, minute=0, second=0, microsecond=0)
        publish_at = nine + datetime.timedelta(days=days)
        publication.schedule(scene.piece, actor=scene.piece.handler, publish_at=publish_at)

    return act


def publish() -> Act:
    return lambda scene: publication.publish(scene.piece, actor=scene.piece.handler)


def correct(changes: Mapping[str, str], *, note: str, reason: str) -> Act:
    def act(scene: Scene) -> None:
        body = replaced(scene.piece.article.body, changes)
        content = aftercare.changed_content(scene.piece, body=body)
        aftercare.correct(scene.piece, actor=scene.piece.handler, content=content, note=note, reason=reason)

    return act


def hide(reason: str) -> Act:
    return lambda scene: aftercare.hide(scene.piece, actor=scene.piece.handler, reason=reason)


# The author


def answer(changes: Mapping[str, str], *, reply: str) -> Act:
    return lambda scene: editing.resubmit(scene.piece, _text(scene, changes), actor=scene.piece.author, reply=reply)


def approve() -> Act:
    return lambda scene: proofing.approve_proof(
        scene.piece, actor=scene.piece.author, digest=scene.piece.live_proof.digest
    )


def dispute(message: str) -> Act:
    return lambda scene: proofing.dispute_proof(
        scene.piece, actor=scene.piece.author, digest=scene.piece.live_proof.digest, message=message
    )


def withdraw(message: str) -> Act:
    return lambda scene: withdrawing.withdraw(scene.piece, actor=scene.piece.author, message=message)


def ask_takedown(message: str) -> Act:
    return lambda scene: aftercare.ask_takedown(scene.piece, actor=scene.piece.author, message=message)
