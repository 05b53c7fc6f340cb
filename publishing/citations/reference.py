"""An article as one item of CSL-JSON: what every citation and every file for reference managers is made from."""

from typing import Any

from publishing import dates
from publishing.addresses import HREFLANGS, absolute, address
from publishing.citations.names import csl_name, one_line
from publishing.content import ACADEMIC
from publishing.lifecycle import Page, states_with_page
from publishing.models import Article, SiteText

JOURNAL_ARTICLE = "article-journal"
WEB_PAGE = "webpage"

Item = dict[str, Any]


def reference_of(article: Article, site: SiteText) -> Item:
    """Return the item of a published article, loaded with `for_printing`; it needs no query.

    `id` is the article's slug. The institute stands for an author where nobody is named. The day of reading
    (`accessed`) is the reader's to add.
    """
    day = dates.institute_day(article.published_at)
    institute = one_line(site.institute_name)
    item: Item = {
        "id": article.slug,
        "type": JOURNAL_ARTICLE if article.kind == ACADEMIC else WEB_PAGE,
        "title": one_line(article.title),
        "author": [csl_name(byline.name, is_whole=article.pen_name) for byline in article.bylines.all()]
        or [{"literal": institute}],
        "container-title": institute,
        "issued": {"date-parts": [[day.year, day.month, day.day]]},
        "URL": absolute(address(article)),
        "language": HREFLANGS.get(article.language, article.language),
    }
    if article.translators:
        item["translator"] = [csl_name(name) for name in article.translators]
    original = article.translation_of
    if original and original.state in states_with_page(Page.WHOLE, Page.UNLISTED):
        item["original-title"] = one_line(original.title)
    return item
