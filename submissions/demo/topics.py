"""What the demo's articles are about."""

from publishing.models import Topic
from publishing.topics import TopicName, create_topic

TOPICS = {
    "water": {"en": "Water", "fa": "آب", "ps": "اوبه"},
    "education": {"en": "Education", "fa": "آموزش", "ps": "زده‌کړه"},
    "exile": {"en": "Exile and return", "fa": "تبعید و بازگشت", "ps": "جلاوطني او بېرته ستنېدل"},
    "media": {"en": "Media", "fa": "رسانه‌ها", "ps": "رسنۍ"},
    "borders": {"en": "Borders and neighbours", "fa": "مرزها و همسایگان", "ps": "پولې او ګاونډیان"},
}


def make_topics() -> None:
    """Add the topics that are missing; what is there stays as it is."""
    there = set(Topic.objects.values_list("slug", flat=True))
    for slug, names in TOPICS.items():
        if slug not in there:
            create_topic(slug, {language: TopicName(name=name) for language, name in names.items()})
