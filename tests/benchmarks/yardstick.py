"""The yardstick: the list of one row of a plain ModelAdmin on a plain AdminSite, in Django's own templates."""

from unittest.mock import patch

from django.conf import settings
from django.contrib import admin
from django.template import loader
from django.template.utils import EngineHandler
from django.urls import path, reverse
from django.utils import timezone

from aiss import urls
from aiss.mail.models import Heartbeat


class OpenAdmin(admin.ModelAdmin):
    """A plain ModelAdmin; our users hold no permissions of Django's, so it asks for none."""

    def _yes(self, request, obj=None):
        return True

    has_view_permission = has_change_permission = has_delete_permission = has_module_permission = _yes

    def has_add_permission(self, request):
        return True


site = admin.AdminSite(name="bare")
site.register(Heartbeat, OpenAdmin)
urlpatterns = [path("bare/", site.urls), *urls.urlpatterns]

# Django's own templates, without ours in front of them
DJANGOS = EngineHandler([settings.TEMPLATES[0] | {"DIRS": []}])


def getting(client):
    """Make the one row and return what gets its list."""
    Heartbeat.objects.all().delete()
    Heartbeat.objects.create(source="bench", seen_at=timezone.now())
    address = reverse("bare:mail_heartbeat_changelist")

    def get():
        with patch.object(loader, "engines", DJANGOS):
            return client.get(address)

    return get
