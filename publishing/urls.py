"""Addresses under a language's prefix."""

from django.urls import path

from publishing.views import browsing, citing, feeding, files, reading, searching

app_name = "publishing"
urlpatterns = [
    path("", reading.home, name="home"),
    path("articles/", reading.article_list, name="article-list"),
    path("articles/before/<slug:before>/", reading.article_list, name="article-list-before"),
    path("articles/after/<slug:after>/", reading.article_list, name="article-list-after"),
    path("articles/<slug:slug>/", reading.article, name="article"),
    path("articles/<slug:slug>/republish/", files.article_republish, name="article-republish"),
    path("articles/<slug:slug>.txt", files.article_text, name="article-text"),
    path("articles/<slug:slug>.pdf", files.article_pdf, name="article-pdf"),
    path("articles/<slug:slug>.png", files.article_card, name="article-card"),
    path("articles/<slug:slug>/cite/", citing.article_cite, name="article-cite"),
    path("articles/<slug:slug>.bib", citing.article_bibtex, name="article-bibtex"),
    path("articles/<slug:slug>.ris", citing.article_ris, name="article-ris"),
    path("articles/<slug:slug>.csl.json", citing.article_csl, name="article-csl"),
    path("authors/<slug:slug>/", reading.author, name="author"),
    path("authors/<slug:slug>/before/<slug:before>/", reading.author, name="author-before"),
    path("authors/<slug:slug>/after/<slug:after>/", reading.author, name="author-after"),
    path("authors/<slug:slug>/feed.<slug:ending>", feeding.author_feed, name="author-feed"),
    path("feed.atom", feeding.language_feed, {"ending": "atom"}, name="feed"),
    path("feed.rss", feeding.language_feed, {"ending": "rss"}, name="feed-rss"),
    path("feed.json", feeding.language_feed, {"ending": "json"}, name="feed-json"),
    path("topics/", browsing.topic_list, name="topic-list"),
    path("topics/<slug:slug>/", browsing.topic, name="topic"),
    path("topics/<slug:slug>/before/<slug:before>/", browsing.topic, name="topic-before"),
    path("topics/<slug:slug>/after/<slug:after>/", browsing.topic, name="topic-after"),
    path("topics/<slug:slug>/feed.<slug:ending>", feeding.topic_feed, name="topic-feed"),
    path("archive/", browsing.archive, name="archive"),
    path("archive/<int:year>/", browsing.archive_year, name="archive-year"),
    path("archive/<int:year>/<int:month>/", browsing.archive_month, name="archive-month"),
    path("archive/<int:year>/<int:month>/before/<slug:before>/", browsing.archive_month, name="archive-month-before"),
    path("archive/<int:year>/<int:month>/after/<slug:after>/", browsing.archive_month, name="archive-month-after"),
    path("corrections/", browsing.corrections, name="corrections"),
    path("corrections/before/<int:before>/", browsing.corrections, name="corrections-before"),
    path("corrections/after/<int:after>/", browsing.corrections, name="corrections-after"),
    path("search/", searching.search, name="search"),
    # What is no other page may be one that the institute wrote about itself: this stays the last line
    path("<slug:slug>/", browsing.site_page, name="site-page"),
]
