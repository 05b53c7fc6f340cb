"""The desk's pages for what is public, one file a concern."""

from publishing.admin.articles import ArticleAdmin
from publishing.admin.authors import AuthorAdmin
from publishing.admin.old_addresses import OldAddressAdmin
from publishing.admin.site import SiteTextAdmin
from publishing.admin.site_pages import SitePageAdmin
from publishing.admin.topics import TopicAdmin

__all__ = ["ArticleAdmin", "AuthorAdmin", "OldAddressAdmin", "SitePageAdmin", "SiteTextAdmin", "TopicAdmin"]
