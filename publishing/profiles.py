"""Authors' public profiles: made when an editor chooses to, never joined automatically."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext

from publishing.addresses import free_author_slug, latin_slug
from publishing.models import Article, Author, AuthorText
from publishing.search.indexing import reindex


class ProfileRefused(Exception):
    """A profile that cannot be shown; `str()` says what is wrong with it."""


@transaction.atomic
def create_author(*, language: str, name: str, bio: str = "", slug: str = "") -> Author:
    """Return a new public profile with its texts in one language; `slug` is its address, if it has to be a certain one.

    Raises ProfileRefused.
    """
    if slug and (latin_slug(slug) != slug or Author.objects.filter(slug=slug).exists()):
        raise ProfileRefused(gettext("The profile cannot have this address. Take small Latin letters and hyphens."))
    author = Author()
    author.slug = slug or free_author_slug(name, author.public_id)
    author.save()
    set_author_text(author, language=language, name=name, bio=bio)
    return author


@transaction.atomic
def set_author_text(author: Author, *, language: str, name: str, bio: str = "") -> AuthorText:
    """Make the profile show `name` and `bio` in `language`; articles keep what they printed. Raises ProfileRefused."""
    text = author.texts.filter(language=language).first() or AuthorText(author=author, language=language)
    text.name, text.bio = name, bio
    try:
        text.full_clean(exclude=["author"])
    except ValidationError as error:
        raise ProfileRefused(" ".join(error.messages)) from error
    text.save()
    reindex_author(author)
    return text


@transaction.atomic
def set_aliases(author: Author, aliases: str) -> None:
    """Have the search find the author's articles by other spellings of the name, one on each line."""
    author.aliases = "\n".join(line.strip() for line in aliases.splitlines() if line.strip())
    author.save(update_fields=["aliases"])
    reindex_author(author)


def reindex_author(author: Author) -> None:
    """Have the search find the author's articles by the names that the profile has now."""
    reindex(Article.objects.by_authors([author.pk]))
