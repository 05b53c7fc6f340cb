"""What the site writes about: the list of topics, and the articles about one of them."""

from dataclasses import replace

from django.db.models import Exists, OuterRef

from publishing import keys
from publishing.addresses import each_language, hreflangs, page_address
from publishing.models import ArticleTopic, Topic
from publishing.models.topic import has_articles_in
from publishing.pages.lists import slice_of
from publishing.pages.rendering import NoSuchPage, card_keys, render_page
from publishing.rendered import Rendered


def topic_address(topic: Topic, language: str) -> str:
    return page_address("topic", language, topic.slug)


def render_topic_list(language: str) -> Rendered:
    """Return the list of the topics that have an article in `language`.

    It is made from every topic, shown or not: one that had no article is listed with its first.
    """
    topics = list(Topic.objects.with_texts().annotate(is_public=has_articles_in(language)))
    shown = [(topic_address(topic, language), topic.text_in(language)) for topic in topics if topic.is_public]
    alternates = each_language("topic-list")
    context = {
        "topics": [{"address": address, "text": text} for address, text in shown if text],
        "section": "topics",
        "alternates": alternates,
        "hreflangs": hreflangs(alternates),
    }
    made_from = {keys.TOPICS, keys.listed(language), *(keys.topic(topic.pk) for topic in topics)}
    return render_page("publishing/topic_list.html", language, context, made_from=made_from, path=alternates[language])


def languages_of(topic: Topic) -> list[str]:
    """Return the languages in which the topic has a page now, in one query."""
    languages = keys.languages()
    links = ArticleTopic.objects.public_now().filter(topic=OuterRef("pk"))
    held = [Exists(links.filter(language=code)) for code in languages]
    found = Topic.objects.filter(pk=topic.pk).values_list(*held).get()
    return [code for code, holds in zip(languages, found, strict=True) if holds]


def render_topic(topic: Topic, language: str, *, before: str = "", after: str = "") -> Rendered:
    """Return a page of the articles about `topic`, loaded with texts. Raises NoSuchPage where there is none."""
    links = ArticleTopic.objects.public_now().about(topic.pk, language).for_cards()
    found = slice_of(links, before=before, after=after)
    text = topic.text_in(language)
    if text is None or not found.articles:
        raise NoSuchPage
    page = replace(found, articles=[link.article for link in found.articles])
    alternates = {code: topic_address(topic, code) for code in languages_of(topic)}
    context = {
        "topic": topic,
        "text": text,
        "page": page,
        "section": "topics",
        "alternates": alternates,
        "hreflangs": [] if before or after else hreflangs(alternates),
    }
    made_from = card_keys(page.articles) | {keys.topic(topic.pk)}
    return render_page(
        "publishing/topic.html", language, context, made_from=made_from, path=topic_address(topic, language)
    )
