"""What a piece will print: the one place that turns a version and its contributors into public content."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Self

from publishing import html
from publishing.content import ArticleContent, PublicByline, PublicPicture
from submissions.manuscripts import export
from submissions.models import Contributor, Draft, Kind, Submission, Version

# What the authors' licence text (models.LicenceText, version 1) agrees to
ARTICLE_LICENCE = "CC BY-NC-ND 4.0"


@dataclass(frozen=True, kw_only=True)
class PrintedExtras:
    """What the desk prints around a piece: as in `ArticleContent`, under the same names."""

    topics: tuple[str, ...] = ()
    picture: PublicPicture | None = None
    translation_of: str = ""
    translators: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Return what `Submission.printed_extras` holds; nothing for nothing."""
        data = {
            "topics": list(self.topics),
            "picture": vars(self.picture) if self.picture else None,
            "translation_of": self.translation_of,
            "translators": list(self.translators),
        }
        return {name: value for name, value in data.items() if value}

    @classmethod
    def of(cls, submission: Submission) -> Self:
        data = submission.printed_extras
        picture = data.get("picture")
        return cls(
            topics=tuple(data.get("topics", ())),
            picture=PublicPicture(**picture) if picture else None,
            translation_of=data.get("translation_of", ""),
            translators=tuple(data.get("translators", ())),
        )


def byline_of(person: Contributor) -> PublicByline:
    return PublicByline(
        name=person.public_name,
        honorific=person.honorific,
        role=person.role_line,
        bio=person.bio,
        links=tuple(person.links),
        author_public_id=person.profile.public_id if person.profile else "",
    )


def content_of(
    submission: Submission,
    version: Version,
    *,
    people: Iterable[Contributor] | None = None,
    extras: PrintedExtras | None = None,
) -> ArticleContent:
    """Return everything that would be printed if `version` were published now; `people` if they are at hand.

    `extras` stand in place of those that the piece holds.
    """
    extras = extras or PrintedExtras.of(submission)
    if people is None:
        people = submission.contributors.select_related("profile").order_by("position")
    return ArticleContent(
        language=submission.language,
        kind=submission.kind.printed_as,
        title=version.title,
        standfirst=version.standfirst,
        body=version.body,
        bylines=tuple(byline_of(person) for person in people),
        pen_name=submission.is_pen_name and submission.discloses_pen_name,
        licence=ARTICLE_LICENCE,
        slug=submission.slug,
        topics=extras.topics,
        picture=extras.picture,
        translation_of=extras.translation_of,
        translators=extras.translators,
    )


def content_of_draft(draft: Draft) -> ArticleContent:
    """Return everything that would be printed if the draft were published as it is."""
    fields = draft.fields
    author = PublicByline(
        name=fields["public_name"],
        honorific=fields["honorific"],
        role=fields["role_line"],
        bio=fields["bio"],
        links=tuple(fields["links"]),
    )
    coauthors = (
        PublicByline(name=person["public_name"], role=person.get("role_line", ""), bio=person.get("bio", ""))
        for person in fields["coauthors"]
    )
    return ArticleContent(
        language=fields["piece_language"] or draft.language,
        kind=Kind.objects.named(fields["kind"]).printed_as,
        title=fields["title"],
        standfirst=fields["standfirst"],
        body=html.clean(fields["body"]),
        bylines=(author, *coauthors),
        pen_name=fields["is_pen_name"],
        licence=ARTICLE_LICENCE,
    )


def docx_of(submission: Submission, version: Version) -> bytes:
    """Return `version` as a clean .docx that names nobody but the printed names.

    Raises export.ExportFailed, ConversionBusy.
    """
    return export.to_docx(
        title=version.title,
        standfirst=version.standfirst,
        bylines=[person.public_name for person in submission.contributors.order_by("position")],
        body=version.body,
        language=submission.language,
        reference=submission.reference,
    )
