"""What programs learn of an article from its head: schema.org as JSON-LD.

Everything comes from what the page prints; nothing else is in reach.
"""

from typing import Any

from django.contrib.staticfiles.storage import staticfiles_storage

from publishing.addresses import HREFLANGS, absolute, address, home_address
from publishing.content import ACADEMIC
from publishing.models import Article
from publishing.printing import Person, PrintedArticle

Data = dict[str, Any]


def language_tag(language: str) -> str:
    return HREFLANGS.get(language, language)


def person(found: Person) -> Data:
    """Return a public name, and the address of the public profile where there is one."""
    return {"@type": "Person", "name": found.printed.name} | ({"url": absolute(found.address)} if found.address else {})


def article_data(printed: PrintedArticle, article: Article, siblings: list[Article], card: str) -> Data:
    """Return the article as schema.org has it; `card` is the path of its drawn picture."""
    content, url = printed.content, absolute(printed.address)
    publisher = {
        "@type": "Organization",
        "name": printed.site.institute_name,
        "url": absolute(home_address(content.language)),
        "logo": absolute(staticfiles_storage.url("aiss/favicon.svg")),
    }
    data: Data = {
        "@context": "https://schema.org",
        "@type": "ScholarlyArticle" if content.kind == ACADEMIC else "OpinionNewsArticle",
        "@id": url,
        "url": url,
        "mainEntityOfPage": url,
        "headline": content.title,
        "author": [person(found) for found in printed.people],
        "datePublished": printed.published_at.isoformat(),
        "dateModified": (printed.updated_at or printed.published_at).isoformat(),
        "inLanguage": language_tag(content.language),
        "publisher": publisher,
        "image": absolute(card),
        "wordCount": printed.words,
        "isAccessibleForFree": True,
        "license": printed.licence_address or printed.licence,
    }
    if content.standfirst:
        data["description"] = content.standfirst
    if printed.topics:
        data["articleSection"] = [topic.name for topic in printed.topics]
    if content.translators:
        data["translator"] = [{"@type": "Person", "name": name} for name in content.translators]
    for sibling in siblings:
        relation = "translationOfWork" if sibling.pk == article.translation_of_id else "workTranslation"
        work = {"@id": absolute(address(sibling)), "inLanguage": language_tag(sibling.language), "name": sibling.title}
        data.setdefault(relation, []).append({"@type": "CreativeWork", **work})
    if printed.corrections:
        data["correction"] = [
            {"@type": "CorrectionComment", "text": correction.note, "datePublished": correction.made_at.isoformat()}
            for correction in printed.corrections
        ]
    return data
