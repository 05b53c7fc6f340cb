"""Authors' public profiles: made when an editor chooses to, never joined automatically."""

from django.core.exceptions import ValidationError
from django.db import transaction

from publishing.addresses import free_author_slug
from publishing.models import Author, AuthorText


class ProfileRefused(Exception):
    """A profile that cannot be shown; `str()` says what is wrong with it."""


@transaction.atomic
def create_author(*, language: str, name: str, bio: str = "") -> Author:
    """Return a new public profile with its texts in one language. Raises ProfileRefused."""
    author = Author()
    author.slug = free_author_slug(name, author.public_id)
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
    return text
