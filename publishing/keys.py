"""The names of what a page is made from. A page is dropped when something behind one of its keys changes.

The triggers of migration 0006 advance them, in the transaction of the change:

| key               | advanced when                                                                              |
|-------------------|--------------------------------------------------------------------------------------------|
| `article:<id>`    | anything that the article's own page prints of it changed, corrections and topics included |
| `card:<id>`       | something that a list prints of it changed                                                  |
| `work:<id>`       | one of the articles that translate each other came, went, moved or got another title       |
| `list:<language>` | an article came into the lists of the language, left them or got another date              |
| `author:<id>`     | the profile or its texts changed, or an article by the author came, went or got other names |
| `topic:<id>`      | an article about the topic came or went, or the topic itself changed                       |
| `topics`          | the name of any topic changed, or there is one more or one less                            |
| `corrections:<language>` | a correction was made to an article in the language                                 |
| `site:<language>` | the institute's words changed, or which pages stand at the foot of each page               |
| `page:<id>`       | the text of a page about the institute changed                                             |
"""

from django.conf import settings


def languages() -> list[str]:
    return [code for code, _ in settings.LANGUAGES]


def article(pk: int) -> str:
    return f"article:{pk}"


def card(pk: int) -> str:
    return f"card:{pk}"


def work(pk: int) -> str:
    return f"work:{pk}"


def listed(language: str) -> str:
    return f"list:{language}"


def author(pk: int) -> str:
    return f"author:{pk}"


def topic(pk: int) -> str:
    return f"topic:{pk}"


def corrections(language: str) -> str:
    return f"corrections:{language}"


def site(language: str) -> str:
    return f"site:{language}"


def page(pk: int) -> str:
    return f"page:{pk}"


TOPICS = "topics"
