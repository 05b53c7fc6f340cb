"""Articles at the desk: read, and moved by buttons that lead to a page of their own; nothing is edited in place."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _

from publishing.addresses import address
from publishing.admin import permissions
from publishing.admin.moves import OFFERED, REFUSALS, offered_to
from publishing.models import Article, ArticleRevision
from publishing.pages.article import render_preview


class RevisionInline(admin.TabularInline):
    model = ArticleRevision
    fields = readonly_fields = ["number", "change", "made_at", "made_by", "agreement", "reason"]
    extra = 0
    can_delete = False

    def has_view_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        return permissions.can_see_articles(request.user)

    def has_add_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        return False


@admin.register(Article)
class ArticleAdmin(admin.ModelAdmin):
    change_form_template = "admin/publishing/article/change_form.html"
    list_display = ["title", "names", "language", "state", "published_at"]
    list_filter = ["state", "language", "kind"]
    list_per_page = 50
    search_fields = ["title", "bylines__name", "short_id"]
    date_hierarchy = "published_at"
    fields = readonly_fields = [
        "public_address",
        "state",
        "state_since",
        "retraction_note",
        "title",
        "names",
        "standfirst",
        "printed_page",
        "editors_note",
        "licence",
        "words",
        "published_at",
        "updated_at",
    ]
    inlines = [RevisionInline]
    actions = None

    def get_queryset(self, request: HttpRequest):
        return super().get_queryset(request).prefetch_related("bylines")

    @admin.display(description=_("authors"))
    def names(self, article: Article) -> str:
        return format_html_join(", ", "<bdi>{}</bdi>", ((byline.name,) for byline in article.bylines.all()))

    @admin.display(description=_("text"))
    def printed_page(self, article: Article) -> str:
        there = reverse("admin:publishing_article_printed", args=[article.pk])
        return format_html('<a href="{}">{}</a>', there, _("Read it as it is printed now."))

    @admin.display(description=_("address"))
    def public_address(self, article: Article) -> str:
        return format_html('<a href="{0}" dir="ltr">{0}</a>', address(article))

    def has_module_permission(self, request: HttpRequest) -> bool:
        return permissions.can_see_articles(request.user)

    def has_view_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        return permissions.can_see_articles(request.user)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        return False

    def get_urls(self):
        move = path(
            "<path:object_id>/move/<slug:move>/",
            self.admin_site.admin_view(self.move_view),
            name="publishing_article_move",
        )
        printed = path(
            "<path:object_id>/printed/",
            self.admin_site.admin_view(self.printed_view),
            name="publishing_article_printed",
        )
        return [move, printed, *super().get_urls()]

    def render_change_form(self, request, context, *args, **kwargs):
        article = kwargs.get("obj")
        moves = offered_to(request.user, article) if article else {}
        return super().render_change_form(request, {**context, "moves": moves}, *args, **kwargs)

    def printed_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Show what the article prints, hidden or not, to those who may see articles at the desk."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        article = self.get_object(request, object_id)
        if article is None:
            raise Http404
        return HttpResponse(render_preview(article.as_printed()))

    def move_view(self, request: HttpRequest, object_id: str, move: str) -> HttpResponse:
        """Show what a move does and asks for; on POST carry it out."""
        article = self.get_object(request, object_id)
        if article is None or move not in OFFERED:
            raise Http404
        if not permissions.can_move_article(request.user, move):
            raise PermissionDenied
        offered = OFFERED[move]
        sent = (request.POST, request.FILES) if request.method == "POST" else ()
        form = offered.form(*sent, article=article)
        if request.method == "POST" and form.is_valid():
            try:
                offered.service(article, by=request.user.public_id, **form.arguments())
            except REFUSALS as error:
                form.add_error(None, str(error))
            else:
                messages.success(request, offered.done)
                return HttpResponseRedirect(reverse("admin:publishing_article_change", args=[article.pk]))
        context = {
            **self.admin_site.each_context(request),
            "title": offered.label,
            "subtitle": article.title,
            "opts": self.opts,
            "article": article,
            "offered": offered,
            "form": form,
            "media": self.media + form.media,
        }
        return TemplateResponse(request, "admin/publishing/article/move.html", context)
