"""Which public profile a printed name leads to: chosen by an editor, never joined by itself."""

from collections.abc import Mapping

from django.utils.translation import gettext

from publishing import services as publishing
from publishing.models import Author
from submissions.models import Contributor, Submission
from submissions.services.door import through_the_door
from submissions.services.moving import MoveRefused


class ProfileOfAnother(MoveRefused):
    def __str__(self) -> str:
        return gettext("This profile stands under another printed name. Choose none, or a new one.")


def used_under(piece: Submission, public_name: str) -> dict[int, Author]:
    """Return the profiles, by id, that this account used already under exactly this printed name."""
    used = Contributor.objects.filter(
        submission__author=piece.author_id, public_name=public_name, profile__isnull=False
    ).select_related("profile")
    return {person.profile_id: person.profile for person in used}


def make_for(contributor: Contributor) -> Author:
    """Return a new profile under the contributor's printed name and bio. Raises DoorRefused."""
    language = contributor.submission.language
    with through_the_door():
        return publishing.create_author(language=language, name=contributor.public_name, bio=contributor.bio)


def give(piece: Submission, chosen: Mapping[int, int | None]) -> None:
    """Give contributors their profiles: `chosen` maps a contributor's id to a profile's, or to None for a new one.

    Call it with the piece locked. Raises ProfileOfAnother, DoorRefused.
    """
    for contributor in piece.contributors.filter(pk__in=chosen):
        profile_id = chosen[contributor.pk]
        if profile_id is None:
            contributor.profile = make_for(contributor)
        elif profile_id in used_under(piece, contributor.public_name):
            contributor.profile_id = profile_id
        else:
            raise ProfileOfAnother
        contributor.save(update_fields=["profile"])
