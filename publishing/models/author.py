"""The public profile of somebody who writes: a name and a few words in each language, and nothing else."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from publishing.identifiers import new_author_id
from publishing.models.article import Article


class AuthorQuerySet(models.QuerySet):
    def with_texts(self) -> "AuthorQuerySet":
        return self.prefetch_related("texts")

    def public_now(self) -> "AuthorQuerySet":
        """Keep the authors who have an article in the lists now; the others have no page."""
        return self.filter(Exists(Article.objects.public_now().filter(bylines__author=OuterRef("pk"))))


class Author(models.Model):
    """A public profile. Two persons never share one, and one person may have several under different names."""

    public_id = models.CharField(max_length=12, unique=True, default=new_author_id, editable=False)
    slug = models.SlugField(_("address of the page"), max_length=80, unique=True)
    aliases = models.TextField(
        _("other spellings of the name"),
        blank=True,
        help_text=_("One on each line, for example Mohammad, Muhammad. The search finds them; no page shows them."),
    )

    objects = AuthorQuerySet.as_manager()

    class Meta:
        verbose_name = _("author's profile")
        verbose_name_plural = _("authors' profiles")
        ordering = ["slug"]

    def __str__(self) -> str:
        return self.slug

    def text_in(self, language: str) -> "AuthorText | None":
        """Return the name and bio in `language`, or in the first language that has them; None where there are none."""
        texts = {text.language: text for text in self.texts.all()}
        return texts.get(language) or next((texts[code] for code, _ in settings.LANGUAGES if code in texts), None)


class AuthorText(models.Model):
    """The name and bio of an author in one language."""

    author = models.ForeignKey(Author, models.CASCADE, related_name="texts")
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES)
    name = models.CharField(_("name"), max_length=150)
    bio = models.CharField(_("bio"), max_length=600, blank=True)

    class Meta:
        verbose_name = _("name and bio in one language")
        verbose_name_plural = _("names and bios")
        ordering = ["language"]
        constraints = [
            models.UniqueConstraint(
                fields=["author", "language"],
                name="author_text_once",
                violation_error_message=_("This author has a text in this language already. Change that one."),
            ),
            models.CheckConstraint(name="author_text_has_name", condition=~models.Q(name="")),
        ]

    def __str__(self) -> str:
        return self.name
