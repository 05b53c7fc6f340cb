"""Addresses under a language's prefix."""

from django.urls import path

from publishing import views

app_name = "publishing"
urlpatterns = [
    path("", views.home, name="home"),
    path("articles/", views.article_list, name="article-list"),
    path("articles/<slug:slug>/", views.article, name="article"),
    path("authors/<slug:slug>/", views.author, name="author"),
    path("feed.atom", views.feed, name="feed"),
]
