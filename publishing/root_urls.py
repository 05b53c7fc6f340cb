"""Addresses outside the languages' prefixes."""

from django.urls import path

from publishing import views

app_name = "root"
urlpatterns = [
    path("", views.entrance, name="entrance"),
    path("a/<slug:short_id>/", views.short_link, name="short-link"),
    path("sitemap.xml", views.sitemap, name="sitemap"),
    path("robots.txt", views.robots, name="robots"),
    path("favicon.ico", views.favicon, name="favicon"),
]
