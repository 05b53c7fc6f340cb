"""What the search looks through: words and names, folded. Nothing here is shown to anybody.

One row for each article that the search may find; migration 0008 puts an index of the engine's own behind `words`.
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class SearchEntry(models.Model):
    """The words of one article, each once; `publishing.search.entries` says how they are written.

    `place` is the newer the greater, so that the index itself has the order of the answers.
    """

    place = models.BigIntegerField(primary_key=True)
    article = models.OneToOneField("publishing.Article", models.CASCADE, related_name="search_entry")
    words = models.TextField()

    class Meta:
        verbose_name = _("words of an article for the search")
        verbose_name_plural = _("words of articles for the search")
        constraints = [models.CheckConstraint(name="search_entry_has_words", condition=~Q(words=""))]

    def __str__(self) -> str:
        return str(self.article_id)


class SearchName(models.Model):
    """One word of the names of authors, to find those that are written nearly alike; `sound` is its consonants."""

    word = models.CharField(max_length=40, unique=True)
    sound = models.CharField(max_length=40, db_index=True)

    class Meta:
        verbose_name = _("name for the search")
        verbose_name_plural = _("names for the search")

    def __str__(self) -> str:
        return self.word
