"""The pages about the institute: written in the editor, or as HTML where scripts do not run."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from publishing import html, site_pages
from publishing.addresses import page_address
from publishing.admin import permissions
from publishing.models import SitePage
from publishing.widgets import RichTextWidget

TEXT_LENGTH = 200_000


class SitePageForm(forms.ModelForm):
    body = forms.CharField(
        label=_("Text"),
        max_length=TEXT_LENGTH,
        widget=RichTextWidget(attrs={"rows": 24, "class": "vLargeTextField"}),
        help_text=_("Where no editor appears, it is HTML; it is cleaned when you save it."),
    )

    class Meta:
        model = SitePage
        fields = ("language", "slug", "title", "body", "position")
        widgets = {"title": forms.TextInput(attrs={"dir": "auto", "class": "vTextField"})}
        help_texts = {
            "slug": _(
                "Small letters a to z, digits and hyphens. The same address in another language makes the two pages "
                "translations of each other. Links to the old address break when you change it."
            ),
            "position": _("The lowest number stands first."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].widget.language = self.instance.language or self.initial.get("language", "")

    def clean_slug(self) -> str:
        slug = self.cleaned_data["slug"]
        try:
            site_pages.check_slug(slug)
        except site_pages.SitePageRefused as refusal:
            raise ValidationError(str(refusal), code="slug") from refusal
        return slug

    def clean_body(self) -> str:
        body = html.clean(self.cleaned_data["body"])
        if not html.text_of(body).strip():
            raise ValidationError(_("The page has no text. Write it first."), code="required")
        return body


@admin.register(SitePage)
class SitePageAdmin(admin.ModelAdmin):
    form = SitePageForm
    fields = ["language", "slug", "title", "body", "position"]
    list_display = ["title", "language", "slug", "position"]
    list_filter = ["language"]
    actions = None
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).defer("body")

    def get_readonly_fields(self, request: HttpRequest, obj: SitePage | None = None) -> tuple[str, ...]:
        return ("language",) if obj else ()

    def get_view_on_site_url(self, obj: SitePage | None = None) -> str | None:
        return page_address("site-page", obj.language, obj.slug) if obj else None

    def save_model(self, request: HttpRequest, obj: SitePage, form: SitePageForm, change: bool) -> None:
        site_pages.write_page(obj)

    def delete_model(self, request: HttpRequest, obj: SitePage) -> None:
        site_pages.delete_page(obj)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return permissions.can_edit_site_words(request.user)

    def has_view_permission(self, request: HttpRequest, obj: SitePage | None = None) -> bool:
        return permissions.can_edit_site_words(request.user)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return permissions.can_edit_site_words(request.user)

    def has_change_permission(self, request: HttpRequest, obj: SitePage | None = None) -> bool:
        return permissions.can_edit_site_words(request.user)

    def has_delete_permission(self, request: HttpRequest, obj: SitePage | None = None) -> bool:
        return permissions.can_edit_site_words(request.user)
