"""Old addresses: where pages of the former sites stood, and where each leads now."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from publishing.addresses import address
from publishing.admin import permissions
from publishing.lifecycle import SHOWN, Page, State
from publishing.models import OldAddress
from publishing.old_addresses import OldAddressRefused, checked_path, normalised, place_of

WIDE = {"dir": "ltr", "class": "vLargeTextField", "size": 80}


class OldAddressForm(forms.ModelForm):
    """An old address as it was copied, and the new one: an article's, or any other of this site."""

    path = forms.CharField(
        label=_("Old address"),
        max_length=2000,
        widget=forms.TextInput(WIDE),
        help_text=_("As it stands in the old link; the host does not matter."),
    )
    leads_to = forms.CharField(
        label=_("Leads to"),
        max_length=2000,
        widget=forms.TextInput(WIDE),
        help_text=_("The address of the article's page here, or another path of this site, for example /en/about/."),
    )

    class Meta:
        model = OldAddress
        fields = ["path"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["leads_to"] = there(self.instance)

    def clean_path(self) -> str:
        try:
            return checked_path(self.cleaned_data["path"])
        except OldAddressRefused as refusal:
            raise ValidationError(str(refusal), code="refused") from refusal

    def clean_leads_to(self) -> str:
        try:
            place = place_of(self.cleaned_data["leads_to"])
        except OldAddressRefused as refusal:
            raise ValidationError(str(refusal), code="refused") from refusal
        is_path = isinstance(place, str)
        self.instance.article, self.instance.target = (None, place) if is_path else (place, "")
        return there(self.instance)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if self.instance.target and normalised(self.instance.target) == data.get("path"):
            self.add_error("leads_to", ValidationError(_("The old address and the new one are the same."), code="same"))
        return data


def there(row: OldAddress) -> str:
    return address(row.article) if row.article else row.target


@admin.register(OldAddress)
class OldAddressAdmin(admin.ModelAdmin):
    form = OldAddressForm
    fields = ["path", "leads_to"]
    list_display = ["shown_path", "leads_to"]
    list_per_page = 50
    search_fields = ["path", "target", "article__title", "article__slug"]
    search_help_text = _("A part of the old address, or of the article's title.")
    actions = None

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).select_related("article")

    def get_search_results(self, request: HttpRequest, queryset: QuerySet, search_term: str) -> tuple[QuerySet, bool]:
        """Find a pasted link whatever its host and spelling."""
        if "/" in search_term:
            return queryset.filter(path__contains=normalised(search_term)), False
        return super().get_search_results(request, queryset, search_term)

    @admin.display(description=_("old address"), ordering="path")
    def shown_path(self, row: OldAddress) -> str:
        return format_html('<span dir="ltr">{}</span>', row.path)

    @admin.display(description=_("leads to"))
    def leads_to(self, row: OldAddress) -> str:
        if row.article is None:
            return format_html('<span dir="ltr">{}</span>', row.target)
        if SHOWN[State(row.article.state)].page == Page.GONE:
            return row.article.get_state_display()
        return format_html("<bdi>{}</bdi> ({})", row.article.title, row.article.get_state_display())

    def has_module_permission(self, request: HttpRequest) -> bool:
        return permissions.can_edit_site_words(request.user)

    def has_view_permission(self, request: HttpRequest, obj: OldAddress | None = None) -> bool:
        return permissions.can_edit_site_words(request.user)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return permissions.can_edit_site_words(request.user)

    def has_change_permission(self, request: HttpRequest, obj: OldAddress | None = None) -> bool:
        return permissions.can_edit_site_words(request.user)

    def has_delete_permission(self, request: HttpRequest, obj: OldAddress | None = None) -> bool:
        return permissions.can_edit_site_words(request.user)
