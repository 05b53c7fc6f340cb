"""What sorts of pieces the desk takes, and what each asks of its authors, reviewers and editors."""

from django.core.validators import slug_re
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

# Each is a field of `Declaration`, and `asks_<name>` one of the kind
DECLARATIONS = ("published_before", "conflict_of_interest", "ai_use")


class PrintedAs(models.TextChoices):
    """The kinds that the public site knows; `publishing.content.ArticleContent.kind`."""

    OPINION = "opinion", _("Opinion")
    ACADEMIC = "academic", _("Academic article")


class Anonymity(models.TextChoices):
    """Who learns whose name when a piece of this kind is reviewed."""

    OPEN = "open", _("open: both sides know each other")
    AUTHOR_HIDDEN = "author_hidden", _("the reviewer does not learn the author's name")
    BOTH_HIDDEN = "both_hidden", _("neither side learns the other's name")


class KindQuerySet(models.QuerySet):
    def offered(self) -> "KindQuerySet":
        return self.filter(is_offered=True).order_by("position", "pk")

    def named(self, code: str) -> "Kind":
        """Return the kind with this code, or the first one on offer where there is none."""
        return (self.filter(code=code).first() if slug_re.fullmatch(code) else None) or self.offered()[0]


class InThreeLanguages(models.Model):
    """Words that stand in a row once a language, in fields named `<name>_<language>`; English where one is empty."""

    class Meta:
        abstract = True

    def in_language(self, name: str, language: str) -> str:
        return getattr(self, f"{name}_{language}", "") or getattr(self, f"{name}_en")


class Kind(InThreeLanguages):
    """A sort of piece: its names, its range of words, and what it takes to publish one."""

    code = models.SlugField(_("code"), unique=True)
    name_en = models.CharField(_("name in English"), max_length=100)
    name_fa = models.CharField(_("name in Persian"), max_length=100)
    name_ps = models.CharField(_("name in Pashto"), max_length=100)
    printed_as = models.CharField(_("printed as"), max_length=10, choices=PrintedAs.choices, default=PrintedAs.OPINION)
    min_words = models.PositiveIntegerField(_("fewest words"))
    max_words = models.PositiveIntegerField(_("most words"))
    guidance_en = models.TextField(_("guidance in English"), blank=True)
    guidance_fa = models.TextField(_("guidance in Persian"), blank=True)
    guidance_ps = models.TextField(_("guidance in Pashto"), blank=True)
    asks_published_before = models.BooleanField(_("asks whether it was offered or published elsewhere"), default=True)
    asks_conflict_of_interest = models.BooleanField(_("asks for conflicts of interest and funding"), default=True)
    asks_ai_use = models.BooleanField(_("asks for the use of AI"), default=True)
    needs_review = models.BooleanField(
        _("needs a review"), default=False, help_text=_("Accepting asks for a finished review, or for a reason.")
    )
    anonymity = models.CharField(
        _("names in a review"), max_length=15, choices=Anonymity.choices, default=Anonymity.AUTHOR_HIDDEN
    )
    review_days = models.PositiveSmallIntegerField(_("days for a review"), default=14)
    is_offered = models.BooleanField(_("offered to authors"), default=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    objects = KindQuerySet.as_manager()

    class Meta:
        verbose_name = _("kind of piece")
        verbose_name_plural = _("kinds of pieces")
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(min_words__lte=models.F("max_words")),
                name="kind_words_in_order",
                violation_error_message=_("The fewest words cannot be more than the most words."),
            ),
            models.CheckConstraint(condition=models.Q(printed_as__in=PrintedAs.values), name="kind_printed_as_known"),
            models.CheckConstraint(condition=models.Q(anonymity__in=Anonymity.values), name="kind_anonymity_known"),
            models.CheckConstraint(
                condition=models.Q(review_days__gte=1),
                name="kind_review_days_positive",
                violation_error_message=_("A reviewer needs at least one day."),
            ),
        ]

    def __str__(self) -> str:
        return self.name_in(get_language() or "en")

    def name_in(self, language: str) -> str:
        return self.in_language("name", language)

    @property
    def declarations_asked(self) -> list[str]:
        """Return the names of the declarations that an author of this kind is asked for."""
        return [name for name in DECLARATIONS if getattr(self, f"asks_{name}")]


class ReviewQuestion(InThreeLanguages):
    """One question of the form that a reviewer of this kind fills in."""

    kind = models.ForeignKey(Kind, models.CASCADE, related_name="questions", verbose_name=_("kind"))
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    text_en = models.CharField(_("question in English"), max_length=500)
    text_fa = models.CharField(_("question in Persian"), max_length=500, blank=True)
    text_ps = models.CharField(_("question in Pashto"), max_length=500, blank=True)
    is_required = models.BooleanField(_("has to be answered"), default=True)
    is_for_author = models.BooleanField(
        _("the answer may go to the author"), default=False, help_text=_("The editor still chooses.")
    )
    is_asked = models.BooleanField(_("asked now"), default=True)

    class Meta:
        verbose_name = _("question to reviewers")
        verbose_name_plural = _("questions to reviewers")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.in_language("text", get_language() or "en")
