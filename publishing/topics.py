"""The topics that the desk keeps: made, named in each language, put in order, deleted while nothing uses them."""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext

from publishing.addresses import latin_slug
from publishing.models import Article, Topic, TopicText
from publishing.search.indexing import reindex


class TopicRefused(Exception):
    """A topic that cannot be kept, or not be taken away; `str()` says what to do."""


@dataclass(frozen=True, kw_only=True)
class TopicName:
    """What a topic is called in one language."""

    name: str
    description: str = ""


def check_slug(slug: str) -> None:
    """Raise TopicRefused unless `slug` can be the address of a new topic."""
    if not slug or latin_slug(slug) != slug:
        raise TopicRefused(
            gettext("The address of the page may hold small Latin letters, digits and hyphens, at most 80 in all.")
        )
    if Topic.objects.filter(slug=slug).exists():
        raise TopicRefused(gettext("There is a topic with this address already. Choose another, or use that one."))


@transaction.atomic
def create_topic(slug: str, names: Mapping[str, TopicName], *, place: int | None = None) -> Topic:
    """Make a topic with its names by language, the last in order unless `place` (from 1) says where.

    Raises TopicRefused.
    """
    check_slug(slug)
    last = Topic.objects.order_by("-position").values_list("position", flat=True).first()
    topic = Topic.objects.create(slug=slug, position=0 if last is None else last + 1)
    return change_topic(topic, names, place=place)


@transaction.atomic
def change_topic(topic: Topic, names: Mapping[str, TopicName], *, place: int | None = None) -> Topic:
    """Call the topic by `names` alone; a language that is not among them has no name of its own any more.

    `place` (from 1) moves it there among the others. Raises TopicRefused for a topic without any name and for a name
    that no column takes.

    The search learns the new names in the same transaction; that takes its time for a topic of thousands of articles.
    """
    if not names:
        raise TopicRefused(gettext("Give the topic a name in at least one language."))
    before = names_of(topic)
    topic.texts.exclude(language__in=names).delete()
    for language, given in names.items():
        text = topic.texts.filter(language=language).first() or TopicText(topic=topic, language=language)
        text.name, text.description = one_line(given.name), one_line(given.description)
        try:
            text.full_clean()
        except ValidationError as error:
            raise TopicRefused(" ".join(error.messages)) from error
        text.save()
    if names_of(topic) != before:
        reindex(Article.objects.filter(topic_links__topic=topic))
    if place is not None:
        others = list(Topic.objects.exclude(pk=topic.pk))
        order_topics([*others[: place - 1], topic])
    return Topic.objects.with_texts().get(pk=topic.pk)


def names_of(topic: Topic) -> dict[str, str]:
    """Return what the topic is called now, by language."""
    return dict(topic.texts.order_by("language").values_list("language", "name"))


def one_line(text: str) -> str:
    """Return `text` with single spaces and no control characters."""
    return " ".join("".join(" " if unicodedata.category(letter) == "Cc" else letter for letter in text).split())


@transaction.atomic
def order_topics(topics: Sequence[Topic]) -> None:
    """Put the given topics in this order, before all others, which keep theirs."""
    first = [topic.pk for topic in topics]
    others = Topic.objects.exclude(pk__in=first).values_list("pk", flat=True)
    for position, pk in enumerate([*first, *others]):
        Topic.objects.filter(pk=pk).exclude(position=position).update(position=position)


def check_unused(topic: Topic) -> None:
    """Raise TopicRefused while any article, hidden ones included, is about the topic."""
    if topic.article_links.exists():
        raise TopicRefused(
            gettext("Articles are about this topic. Give them other topics first; then it can be deleted.")
        )


@transaction.atomic
def delete_topic(topic: Topic) -> None:
    """Take away a topic that no article is about. Raises TopicRefused while one is."""
    locked = Topic.objects.select_for_update().get(pk=topic.pk)
    check_unused(locked)
    locked.delete()
