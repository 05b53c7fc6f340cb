"""Manuscripts: uploaded bytes or pasted text in, clean canonical text out. No database, no files, no network."""

from submissions.manuscripts.formats import is_kept_as_sent
from submissions.manuscripts.images import ExtractedImage
from submissions.manuscripts.proposals import Proposals
from submissions.manuscripts.reading import Manuscript, read, read_page, read_pasted
from submissions.manuscripts.refusals import ConversionBusy, ManuscriptRefused

__all__ = [
    "ConversionBusy",
    "ExtractedImage",
    "Manuscript",
    "ManuscriptRefused",
    "Proposals",
    "is_kept_as_sent",
    "read",
    "read_page",
    "read_pasted",
]
