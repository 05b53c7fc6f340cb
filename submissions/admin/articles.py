"""The articles at the desk, but for those of a piece that is kept from the viewer: their reasons are the desk's own."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from publishing.admin.articles import ArticleAdmin
from publishing.models import Article
from submissions import permissions


class ArticlesAdmin(ArticleAdmin):
    """The articles; one that is kept from its viewer is answered like one that does not exist."""

    def get_queryset(self, request: HttpRequest) -> QuerySet[Article]:
        kept = permissions.kept_from(request.user).exclude(article=None)
        return super().get_queryset(request).exclude(pk__in=kept.values("article"))


admin.site.unregister(Article)
admin.site.register(Article, ArticlesAdmin)
