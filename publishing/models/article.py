"""A published article: after publication this row is the truth."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from publishing.content import ACADEMIC, OPINION, ArticleContent
from publishing.identifiers import new_short_id
from publishing.lifecycle import HIDEABLE, Output, Page, State, states_shown_in, states_with_page
from publishing.models.byline import Byline


class Kind(models.TextChoices):
    OPINION = OPINION, _("Opinion")
    ACADEMIC = ACADEMIC, _("Academic article")


class ArticleQuerySet(models.QuerySet):
    def shown_in(self, output: Output) -> "ArticleQuerySet":
        """Keep what `output` may show now, as the lifecycle table has it."""
        return self.filter(state__in=states_shown_in(output))

    def public_now(self) -> "ArticleQuerySet":
        """Keep what a list may show now."""
        return self.shown_in(Output.LIST)

    def readable_now(self) -> "ArticleQuerySet":
        """Keep what can be read at its own address now, listed or not."""
        return self.filter(state__in=states_with_page(Page.WHOLE, Page.UNLISTED))

    def in_language(self, language: str) -> "ArticleQuerySet":
        return self.filter(language=language)

    def by_author(self, author) -> "ArticleQuerySet":
        return self.filter(Exists(Byline.objects.filter(article=OuterRef("pk"), author=author)))

    def newest_first(self) -> "ArticleQuerySet":
        return self.order_by("-published_at", "-pk")

    def for_cards(self) -> "ArticleQuerySet":
        """Load what a list prints, and not the text, in two queries."""
        return self.defer("body").prefetch_related("bylines")


class Article(models.Model):
    """One article in one language. No foreign key leads to a user, and none to what came before publication."""

    short_id = models.CharField(_("short address"), max_length=8, unique=True, default=new_short_id, editable=False)
    slug = models.SlugField(_("address of the page"), max_length=100, unique=True, editable=False)
    work = models.ForeignKey("publishing.Work", models.PROTECT, related_name="articles", verbose_name=_("work"))
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    title = models.CharField(_("title"), max_length=300)
    standfirst = models.TextField(_("standfirst"), blank=True)
    body = models.TextField(_("text"), help_text=_("Canonical HTML; see publishing.html."))
    pen_name = models.BooleanField(_("the page says that the name is a pen name"), default=False)
    licence = models.CharField(_("licence"), max_length=100, blank=True)
    editors_note = models.TextField(_("editor's note"), blank=True)
    first_published_in = models.CharField(_("first published in"), max_length=200, blank=True)
    first_published_url = models.URLField(_("address of the first publication"), max_length=500, blank=True)
    words = models.PositiveIntegerField(_("words"))
    digest = models.CharField(_("digest"), max_length=64, editable=False)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.PUBLIC, editable=False)
    state_since = models.DateTimeField(_("in this state since"), editable=False)
    state_before_hiding = models.CharField(max_length=10, choices=State.choices, blank=True, editable=False)
    retraction_note = models.TextField(_("why it was retracted"), blank=True)
    published_at = models.DateTimeField(_("published at"), editable=False)
    updated_at = models.DateTimeField(_("updated at"), null=True, blank=True, editable=False)

    objects = ArticleQuerySet.as_manager()

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        ordering = ["-published_at", "-pk"]
        indexes = [
            models.Index(fields=["language", "state", "-published_at", "-id"], name="article_list"),
            models.Index(fields=["published_at"], name="article_published"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["work", "language"],
                name="work_once_in_a_language",
                violation_error_message=_("This piece is published in this language already."),
            ),
            models.CheckConstraint(name="article_state_known", condition=Q(state__in=State.values)),
            models.CheckConstraint(name="article_kind_known", condition=Q(kind__in=Kind.values)),
            models.CheckConstraint(name="article_has_title", condition=~Q(title="")),
            models.CheckConstraint(
                name="hidden_knows_the_way_back",
                condition=Q(state=State.HIDDEN, state_before_hiding__in=HIDEABLE)
                | (~Q(state=State.HIDDEN) & Q(state_before_hiding="")),
            ),
            models.CheckConstraint(
                name="retracted_has_note", condition=~Q(state=State.RETRACTED) | ~Q(retraction_note="")
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def as_printed(self) -> ArticleContent:
        """Return everything this article prints now."""
        return ArticleContent(
            language=self.language,
            kind=self.kind,
            title=self.title,
            standfirst=self.standfirst,
            body=self.body,
            bylines=tuple(byline.as_printed() for byline in self.bylines.all()),
            pen_name=self.pen_name,
            licence=self.licence,
            editors_note=self.editors_note,
            first_published_in=self.first_published_in,
            first_published_url=self.first_published_url,
            slug=self.slug,
        )
