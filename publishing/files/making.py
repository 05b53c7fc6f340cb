"""Making the files that take a while, for each version once; only the worker calls this."""

import datetime
import logging
import time
from collections.abc import Iterator

from django.conf import settings
from django.utils import timezone

from publishing import keys, pdf
from publishing.files.printing import page_for_print, style, version_of
from publishing.lifecycle import Output
from publishing.models import Article, ArticleFile, ChangedKey, SiteText
from publishing.models.article_file import FileKind

# How far back a change is looked for; what is older is made when somebody asks for it
LOOKS_BACK = datetime.timedelta(days=2)
TRIES_AGAIN_AFTER = datetime.timedelta(days=1)
# A round begins no file after this long; with the longest file it stays below the time that a task may take
ROUND_SECONDS = 15.0
BATCH = 20

logger = logging.getLogger(__name__)


def make_file(article: Article) -> ArticleFile:
    """Return the PDF of `article` as it is printed now, made unless it is there.

    One that cannot be made is kept as an empty file, and tried again after a day or when the article has changed.
    """
    began = timezone.now()
    article = Article.objects.for_printing().get(pk=article.pk)
    site = SiteText.objects.in_language(article.language)
    version = version_of(article, site)
    found = ArticleFile.objects.filter(article=article, kind=FileKind.PDF).first()
    if found and found.version == version and (found.data or found.made_at > began - TRIES_AGAIN_AFTER):
        ArticleFile.objects.filter(pk=found.pk).update(made_at=began if found.data else found.made_at)
        return found
    page = page_for_print(article, site)
    try:
        data = pdf.make_pdf(page, style(), base=settings.SITE_URL, identifier=version)
    except pdf.PdfFailed:
        logger.exception("No PDF could be made of the article %s.", article.short_id)
        data = b""
    # The moment before anything was read: a change that came meanwhile is seen by the next round
    values = {"version": version, "data": data, "made_at": began}
    made, _is_new = ArticleFile.objects.update_or_create(article=article, kind=FileKind.PDF, defaults=values)
    return made


def make_files(*, first: str = "") -> int:
    """Make what is missing or says something old, the article with the short id `first` before all others.

    Stops after some seconds; the next round goes on. Returns how many were looked at.
    """
    if not pdf.is_possible():
        return 0
    ends = time.monotonic() + ROUND_SECONDS
    count = 0
    for article in wanted(first):
        if count and time.monotonic() > ends:
            break
        make_file(article)
        count += 1
    return count


def wanted(first: str) -> Iterator[Article]:
    shown = Article.objects.shown_in(Output.FILE).only("pk")
    yield from shown.filter(short_id=first)
    for pk in dict.fromkeys([*changed(), *missing(), *failed()]):
        yield from shown.filter(pk=pk)


def missing() -> list[int]:
    """Return the newest articles without a file."""
    bare = Article.objects.shown_in(Output.FILE).exclude(files__kind=FileKind.PDF).newest_first()
    return list(bare.values_list("pk", flat=True)[:BATCH])


def failed() -> list[int]:
    before = timezone.now() - TRIES_AGAIN_AFTER
    tried = ArticleFile.objects.filter(kind=FileKind.PDF, data=b"", made_at__lt=before).order_by("made_at")
    return list(tried.values_list("article", flat=True)[:BATCH])


def changed() -> list[int]:
    """Return the articles that changed, or whose site's words did, since their files were made."""
    since = int((timezone.now() - LOOKS_BACK).timestamp())
    recent = ChangedKey.objects.filter(changed_at__gte=since)
    articles = dict(recent.filter(key__startswith=keys.article(0)[:-1]).values_list("key", "changed_at"))
    stale: list[int] = []
    ids = {int(key.partition(":")[2]): at for key, at in articles.items()}
    files = ArticleFile.objects.filter(kind=FileKind.PDF).exclude(data=b"")
    for pk, made_at in files.filter(article__in=ids).values_list("article", "made_at"):
        if made_at.timestamp() < ids[pk] + 1:
            stale.append(pk)
    for language in keys.languages():
        at = recent.filter(key=keys.site(language)).values_list("changed_at", flat=True).first()
        if at is not None:
            moment = datetime.datetime.fromtimestamp(at + 1, tz=datetime.UTC)
            old = files.filter(article__language=language, made_at__lt=moment).order_by("-article")
            stale += old.values_list("article", flat=True)[:BATCH]
    return stale
