"""The desk's pages for what is public, one file a concern."""

from publishing.admin.articles import ArticleAdmin
from publishing.admin.authors import AuthorAdmin
from publishing.admin.site import SiteTextAdmin

__all__ = ["ArticleAdmin", "AuthorAdmin", "SiteTextAdmin"]
