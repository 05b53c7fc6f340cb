"""What a piece's page has read already, for its parts to use."""

from dataclasses import dataclass

from django.http import HttpRequest

from submissions.admin.letters import LetterRow
from submissions.models import Event, Submission, Version


@dataclass(frozen=True, kw_only=True)
class Shown:
    """The piece with its current version, and its events (with texts, actors, decisions) and letters, newest first."""

    request: HttpRequest
    piece: Submission
    version: Version
    events: list[Event]
    letters: list[LetterRow]
