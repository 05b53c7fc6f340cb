"""A published article: after publication this row is the truth."""

from collections.abc import Sequence

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from publishing.content import ACADEMIC, OPINION, ArticleContent, PublicPicture
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

    def by_authors(self, authors: Sequence[int]) -> "ArticleQuerySet":
        """Keep what was written by anybody of `authors`, primary keys of public profiles."""
        return self.filter(pk__in=Byline.objects.filter(author__in=authors).values("article"))

    def about(self, topic: int, language: str) -> "ArticleQuerySet":
        """Keep what is about one topic, newest first: the index of the links has the order."""
        about = self.filter(topic_links__topic=topic, topic_links__language=language)
        return about.order_by("-topic_links__published_at", "-topic_links__article_id")

    def newest_first(self) -> "ArticleQuerySet":
        return self.order_by("-published_at", "-pk")

    def oldest_first(self) -> "ArticleQuerySet":
        return self.order_by("published_at", "pk")

    def older_than(self, article: "Article") -> "ArticleQuerySet":
        """Keep what comes after `article` in a list that begins with the newest."""
        same_moment = Q(published_at=article.published_at, pk__lt=article.pk)
        return self.filter(published_at__lte=article.published_at).filter(
            Q(published_at__lt=article.published_at) | same_moment
        )

    def newer_than(self, article: "Article") -> "ArticleQuerySet":
        same_moment = Q(published_at=article.published_at, pk__gt=article.pk)
        return self.filter(published_at__gte=article.published_at).filter(
            Q(published_at__gt=article.published_at) | same_moment
        )

    def for_links(self) -> "ArticleQuerySet":
        """Load what a link with a name below it prints, in two queries."""
        return self.only("language", "slug", "title", "published_at").prefetch_related("bylines")

    def for_cards(self) -> "ArticleQuerySet":
        """Load what a list prints, and not the text, in three queries."""
        return self.defer("body").prefetch_related("bylines", "topic_links__topic__texts")

    def for_printing(self) -> "ArticleQuerySet":
        """Load everything that `as_printed` reads, in four queries."""
        return self.select_related("picture", "translation_of").prefetch_related(
            "bylines", "topic_links__topic__texts", "corrections"
        )


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
    topics = models.ManyToManyField(
        "publishing.Topic", through="publishing.ArticleTopic", related_name="articles", verbose_name=_("topics")
    )
    picture = models.ForeignKey(
        "publishing.Picture", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("picture")
    )
    picture_alt = models.CharField(_("what the picture shows"), max_length=300, blank=True)
    picture_credit = models.CharField(_("credit of the picture"), max_length=200, blank=True)
    translation_of = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="translations", verbose_name=_("translation of")
    )
    translators = models.JSONField(_("translators"), default=list, blank=True)
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
                name="picture_has_credit_and_words",
                condition=Q(picture__isnull=True) | (~Q(picture_alt="") & ~Q(picture_credit="")),
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
            topics=tuple(link.topic.slug for link in self.topic_links.all()),
            picture=PublicPicture(digest=self.picture.digest, alt=self.picture_alt, credit=self.picture_credit)
            if self.picture
            else None,
            translation_of=self.translation_of.short_id if self.translation_of else "",
            translators=tuple(self.translators),
        )
