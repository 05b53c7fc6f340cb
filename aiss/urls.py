"""Every address of the project. Pages for readers and authors stand under their language; the admin does not."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path
from django.views.generic import RedirectView

from aiss.health import healthz

handler404 = "publishing.views.old_addresses.page_not_found"
urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("admin/", admin.site.urls),
    path("staff/", include("aiss.accounts.urls")),
    path("demo/mail/", include("aiss.mail.demo_urls")),
    # The sign-in page of Django's admin offers whatever has this name.
    path(
        "admin-password/", RedirectView.as_view(pattern_name="accounts:password-forgotten"), name="admin_password_reset"
    ),
    path("", include("publishing.root_urls")),
    *i18n_patterns(
        path("", include("submissions.urls")),
        path("", include("publishing.urls")),
    ),
]
