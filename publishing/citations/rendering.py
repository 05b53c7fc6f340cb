"""The files of an article's citation, as a reader takes them away."""

from collections.abc import Callable
from dataclasses import dataclass

from publishing import keys
from publishing.citations.exchange import bibtex, csl_json, ris
from publishing.citations.reference import Item, reference_of
from publishing.models import Article, SiteText
from publishing.rendered import Rendered


@dataclass(frozen=True, kw_only=True)
class Format:
    """A format of references; `name` is that of its address in `publishing.urls`."""

    name: str
    label: str
    ending: str
    content_type: str
    write: Callable[[Item], str]


BIBTEX = Format(
    name="article-bibtex",
    label="BibTeX",
    ending="bib",
    content_type="application/x-bibtex; charset=utf-8",
    write=bibtex,
)
RIS = Format(
    name="article-ris",
    label="RIS",
    ending="ris",
    content_type="application/x-research-info-systems; charset=utf-8",
    write=ris,
)
CSL_JSON = Format(
    name="article-csl",
    label="CSL-JSON",
    ending="csl.json",
    content_type="application/vnd.citationstyles.csl+json",
    write=csl_json,
)
FORMATS = (BIBTEX, RIS, CSL_JSON)


def citation_keys(article: Article) -> set[str]:
    """Return the keys of everything that a citation of `article` says; an original's title may change by itself."""
    own = {keys.article(article.pk), keys.site(article.language)}
    authors = {keys.author(byline.author_id) for byline in article.bylines.all() if byline.author_id}
    return own | authors | ({keys.work(article.work_id)} if article.translation_of_id else set())


def render_reference(article: Article, form: Format) -> Rendered:
    """Return the file of a published article, loaded with `for_printing`."""
    site = SiteText.objects.in_language(article.language)
    return Rendered(
        body=form.write(reference_of(article, site)).encode(),
        keys=frozenset(citation_keys(article)),
        content_type=form.content_type,
        filename=f"{article.slug}.{form.ending}",
    )
