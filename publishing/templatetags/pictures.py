"""How a template finds the files of a picture."""

from django import template

from publishing.pictures import ShownPicture, shown
from publishing.printing import PrintedArticle

register = template.Library()


@register.simple_tag
def shown_picture(printed: PrintedArticle) -> ShownPicture | None:
    """Return the picture of an article; of one that is not public yet as data, since it has no address."""
    is_public = printed.published_at is not None
    return shown(printed.content.picture, is_public=is_public) if printed.content.picture else None
