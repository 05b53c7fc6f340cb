"""The drawn picture of an article."""

from django.utils.translation import override

from publishing import cards, keys
from publishing.models import Article, SiteText
from publishing.printing import printed_articles, with_separators
from publishing.rendered import Rendered


def render_card(article: Article) -> Rendered:
    """Return the picture that other sites show beside a link to `article`."""
    site = SiteText.objects.in_language(article.language)
    (printed,) = printed_articles([article], site)
    names = [f"{person.printed.honorific} {person.printed.name}".strip() for person in printed.people]
    with override(article.language):
        card = cards.Card(
            language=article.language,
            institute=site.institute_name,
            kicker=" / ".join([printed.kind_label, *(topic.name for topic in printed.topics[:2])]),
            title=article.title,
            byline="".join(f"{separator}{name}" for separator, name in with_separators(names, article.language)),
        )
    made_from = frozenset({keys.article(article.pk), keys.site(article.language), keys.TOPICS})
    return Rendered(body=cards.draw(card), keys=made_from, content_type="image/png")
