"""What an article got wrong, in words that readers see."""

from django.db import models
from django.db.models import Prefetch, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from publishing.lifecycle import Output, states_shown_in
from publishing.models.article import Article


class CorrectionQuerySet(models.QuerySet):
    """The log of corrections, which begins with the newest."""

    def public_in(self, language: str) -> "CorrectionQuerySet":
        """Keep the corrections of articles in the lists of `language` now; nothing leads to the others."""
        return self.filter(article__language=language, article__state__in=states_shown_in(Output.LIST))

    def newest_first(self) -> "CorrectionQuerySet":
        return self.order_by("-made_at", "-pk")

    def oldest_first(self) -> "CorrectionQuerySet":
        return self.order_by("made_at", "pk")

    def older_than(self, other: "Correction") -> "CorrectionQuerySet":
        same_moment = Q(made_at=other.made_at, pk__lt=other.pk)
        return self.filter(made_at__lte=other.made_at).filter(Q(made_at__lt=other.made_at) | same_moment)

    def newer_than(self, other: "Correction") -> "CorrectionQuerySet":
        same_moment = Q(made_at=other.made_at, pk__gt=other.pk)
        return self.filter(made_at__gte=other.made_at).filter(Q(made_at__gt=other.made_at) | same_moment)

    def for_log(self) -> "CorrectionQuerySet":
        """Load with each correction the link to its article and the names below it, in two queries more."""
        return self.prefetch_related(Prefetch("article", queryset=Article.objects.for_links()))


class Correction(models.Model):
    """A public note below the text; there is one for each revision that corrects."""

    article = models.ForeignKey("publishing.Article", models.CASCADE, related_name="corrections")
    revision = models.OneToOneField("publishing.ArticleRevision", models.PROTECT, related_name="correction")
    note = models.TextField(_("note for readers"))
    made_at = models.DateTimeField(_("made at"), default=timezone.now)

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        ordering = ["made_at", "pk"]
        indexes = [models.Index(fields=["-made_at", "-id"], name="correction_log")]
        constraints = [models.CheckConstraint(name="correction_has_note", condition=~models.Q(note=""))]

    def __str__(self) -> str:
        return f"{self.article.short_id} · {self.made_at:%Y-%m-%d}"
