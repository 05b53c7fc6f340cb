"""Finding the article that another one translates, from what a person typed or copied."""

from urllib.parse import urlsplit

from django.db.models import Q
from django.utils.translation import gettext

from publishing.lifecycle import State
from publishing.models import Article


class OriginalRefused(Exception):
    """No article that can be the original; `str()` says why."""


def find_original(text: str, *, language: str, article: Article | None = None) -> Article:
    """Return the article whose address, short link or short id `text` is, as the original of one in `language`.

    `article` is the translation, if it is public already. Raises OriginalRefused.
    """
    parts = [part for part in urlsplit(text.strip()).path.split("/") if part]
    name = parts[-1] if parts else ""
    found = Article.objects.filter(Q(short_id=name) | Q(slug=name)).exclude(state=State.REMOVED).first()
    if found is None or found == article:
        raise OriginalRefused(gettext("There is no article at this address. Copy it from the article's page."))
    others = found.work.articles.filter(language=language)
    if others.exclude(pk=article.pk if article else None).exists():
        raise OriginalRefused(gettext("This piece is published in this language already."))
    return found
