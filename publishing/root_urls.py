"""Addresses outside the languages' prefixes."""

from django.urls import path

from publishing.views import files, leading, machines

app_name = "root"
urlpatterns = [
    path("", leading.entrance, name="entrance"),
    path("a/<slug:short_id>/", leading.short_link, name="short-link"),
    path("sitemap.xml", machines.sitemap, name="sitemap"),
    path("sitemap-<slug:part>.xml", machines.sitemap_part, name="sitemap-part"),
    path(".well-known/security.txt", machines.security, name="security"),
    path("robots.txt", machines.robots, name="robots"),
    path("pictures/<slug:digest>-<int:width>.<slug:extension>", files.picture, name="picture"),
    path("favicon.ico", leading.favicon, name="favicon"),
]
