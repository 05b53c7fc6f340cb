"""Everything public, one file a concern."""

from publishing.models.article import Article
from publishing.models.article_file import ArticleFile
from publishing.models.author import Author, AuthorText
from publishing.models.byline import Byline
from publishing.models.correction import Correction
from publishing.models.generation import ChangedKey, Generation
from publishing.models.old_address import OldAddress
from publishing.models.picture import Picture, PictureFile
from publishing.models.revision import ArticleRevision
from publishing.models.search import SearchEntry, SearchName
from publishing.models.site import SiteText
from publishing.models.site_page import SitePage
from publishing.models.topic import ArticleTopic, Topic, TopicText
from publishing.models.work import Work

__all__ = [
    "Article",
    "ArticleFile",
    "ArticleRevision",
    "ArticleTopic",
    "Author",
    "AuthorText",
    "Byline",
    "ChangedKey",
    "Correction",
    "Generation",
    "OldAddress",
    "Picture",
    "PictureFile",
    "SearchEntry",
    "SearchName",
    "SitePage",
    "SiteText",
    "Topic",
    "TopicText",
    "Work",
]
