"""The boxes for topics, by name in the language of whoever ticks them."""

from collections.abc import Iterable

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from publishing.models import Topic


def topic_field(chosen: Iterable[str]) -> forms.MultipleChoiceField:
    """Return a field for the topics that there are, in their order; its value is a list of slugs."""
    topics = [(topic.slug, topic.text_in(get_language())) for topic in Topic.objects.with_texts()]
    return forms.MultipleChoiceField(
        label=_("Topics"),
        required=False,
        choices=[(slug, text.name if text else slug) for slug, text in topics],
        initial=list(chosen),
        widget=forms.CheckboxSelectMultiple,
    )


def in_order(chosen: Iterable[str], before: Iterable[str]) -> tuple[str, ...]:
    """Return the chosen topics: first those that stood there before, in their order."""
    wanted = list(chosen)
    return tuple(dict.fromkeys([*(slug for slug in before if slug in wanted), *wanted]))
