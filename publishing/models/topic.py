"""What articles are about: a few topics that the desk keeps, named in each language."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Prefetch, Q
from django.utils.translation import gettext_lazy as _

from publishing.lifecycle import Output, states_shown_in
from publishing.models.article import Article


def has_articles_in(language: str) -> Exists:
    """Return the condition that a topic has an article in the lists of `language` now."""
    return Exists(ArticleTopic.objects.public_now().filter(topic=OuterRef("pk"), language=language))


class TopicQuerySet(models.QuerySet):
    def with_texts(self) -> "TopicQuerySet":
        return self.prefetch_related("texts")

    def public_in(self, language: str) -> "TopicQuerySet":
        """Keep the topics that have an article in the lists of `language` now; the others have no page there."""
        return self.filter(has_articles_in(language))


class Topic(models.Model):
    """One topic. Its address is Latin and the same in every language."""

    slug = models.SlugField(_("address of the page"), max_length=80, unique=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    objects = TopicQuerySet.as_manager()

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ["position", "slug"]

    def __str__(self) -> str:
        return self.slug

    def text_in(self, language: str) -> "TopicText | None":
        """Return the name in `language`, or in the first language that has one; None where there is none."""
        texts = {text.language: text for text in self.texts.all()}
        return texts.get(language) or next((texts[code] for code, _ in settings.LANGUAGES if code in texts), None)


class TopicText(models.Model):
    """The name of a topic in one language."""

    topic = models.ForeignKey(Topic, models.CASCADE, related_name="texts")
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES)
    name = models.CharField(_("name"), max_length=80)
    description = models.CharField(_("description"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("name in one language")
        verbose_name_plural = _("names")
        ordering = ["language"]
        constraints = [
            models.UniqueConstraint(
                fields=["topic", "language"],
                name="topic_text_once",
                violation_error_message=_("This topic has a name in this language already. Change that one."),
            ),
            models.CheckConstraint(name="topic_text_has_name", condition=~models.Q(name="")),
        ]

    def __str__(self) -> str:
        return self.name


class ArticleTopicQuerySet(models.QuerySet):
    """The list of a topic is a list of links: their index has its order, and any page of it costs the same."""

    def public_now(self) -> "ArticleTopicQuerySet":
        """Keep the links of articles that a list may show now."""
        return self.filter(article__state__in=states_shown_in(Output.LIST))

    def about(self, topic: int, language: str) -> "ArticleTopicQuerySet":
        return self.filter(topic=topic, language=language)

    def newest_first(self) -> "ArticleTopicQuerySet":
        return self.order_by("-published_at", "-article_id")

    def oldest_first(self) -> "ArticleTopicQuerySet":
        return self.order_by("published_at", "article_id")

    def older_than(self, article: Article) -> "ArticleTopicQuerySet":
        """Keep what comes after `article` in a list that begins with the newest."""
        same_moment = Q(published_at=article.published_at, article__lt=article.pk)
        return self.filter(published_at__lte=article.published_at).filter(
            Q(published_at__lt=article.published_at) | same_moment
        )

    def newer_than(self, article: Article) -> "ArticleTopicQuerySet":
        same_moment = Q(published_at=article.published_at, article__gt=article.pk)
        return self.filter(published_at__gte=article.published_at).filter(
            Q(published_at__gt=article.published_at) | same_moment
        )

    def for_cards(self) -> "ArticleTopicQuerySet":
        """Load with each link the article as lists print it."""
        return self.prefetch_related(Prefetch("article", queryset=Article.objects.for_cards()))


class ArticleTopicManager(models.Manager.from_queryset(ArticleTopicQuerySet)):
    """Links come with their topic: whatever lists them names it."""

    def get_queryset(self) -> models.QuerySet:
        return super().get_queryset().select_related("topic")


class ArticleTopic(models.Model):
    """That an article is about a topic. Language and date are the article's, kept here so that an index orders them."""

    article = models.ForeignKey("publishing.Article", models.CASCADE, related_name="topic_links")
    topic = models.ForeignKey(Topic, models.PROTECT, related_name="article_links")
    position = models.PositiveSmallIntegerField(_("position"))
    language = models.CharField(max_length=5)
    published_at = models.DateTimeField()

    objects = ArticleTopicManager()

    class Meta:
        verbose_name = _("topic of an article")
        verbose_name_plural = _("topics of articles")
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["article", "topic"], name="article_topic_once")]
        indexes = [models.Index(fields=["topic", "language", "-published_at", "-article"], name="topic_list")]

    def __str__(self) -> str:
        return f"{self.article_id} · {self.topic_id}"

    @property
    def short_id(self) -> str:
        """The short id of the article, by which lists go on."""
        return self.article.short_id
