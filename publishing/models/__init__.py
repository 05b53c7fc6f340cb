"""Everything public, one file a concern."""

from publishing.models.article import Article
from publishing.models.author import Author, AuthorText
from publishing.models.byline import Byline
from publishing.models.correction import Correction
from publishing.models.revision import ArticleRevision
from publishing.models.site import SiteText
from publishing.models.work import Work

__all__ = ["Article", "ArticleRevision", "Author", "AuthorText", "Byline", "Correction", "SiteText", "Work"]
