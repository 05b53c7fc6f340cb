"""Files of articles that take a while to make: made by the worker, kept for the version that they print."""

from dataclasses import dataclass

from publishing import pdf
from publishing.files.printing import says_the_same, version_of
from publishing.files.ringing import bell
from publishing.models import Article, SiteText
from publishing.models.article_file import FileKind


class FileMissing(Exception):
    """There will be no such file: the machine cannot make it, or this article is too much for it."""


class FileComing(Exception):
    """The file is being made."""


@dataclass(frozen=True, kw_only=True)
class ReadyFile:
    data: bytes
    version: str


def find_pdf(article: Article) -> ReadyFile:
    """Return the PDF of `article`, loaded with its corrections, as it is printed now, and never as it was before.

    Raises FileComing, having rung for the worker, and FileMissing.
    """
    found = article.files.filter(kind=FileKind.PDF).first()
    version = version_of(article, SiteText.objects.in_language(article.language))
    is_current = found is not None and says_the_same(found.version, version)
    if is_current and not found.data:
        raise FileMissing
    if is_current and (found.version == version or not pdf.is_possible()):
        return ReadyFile(data=bytes(found.data), version=found.version)
    if not pdf.is_possible():
        raise FileMissing
    bell.ring(article.short_id)
    if is_current:
        return ReadyFile(data=bytes(found.data), version=found.version)
    raise FileComing
