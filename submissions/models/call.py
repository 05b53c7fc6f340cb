"""A themed call for pieces. The rolling call, which never closes, is a word of the site: `publishing.SiteText.call`."""

import datetime

from django.core.validators import slug_re
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from submissions.models.kind import InThreeLanguages

GRACE = datetime.timedelta(days=1)  # between choosing a call and sending the piece


class CallQuerySet(models.QuerySet):
    def open_on(self, day: datetime.date | None = None) -> "CallQuerySet":
        """Return the calls that take pieces on `day` (today), the one that closes first at the head."""
        day = day or timezone.localdate()
        is_open = Q(opens_on__lte=day) & (Q(closes_on=None) | Q(closes_on__gte=day))
        return self.filter(is_open).order_by(F("closes_on").asc(nulls_last=True), "pk")

    def coded(self, code: str) -> "CallQuerySet":
        """Keep the call with this code; what stands in an address or a form may be no code at all."""
        return self.filter(code=code) if slug_re.fullmatch(code) else self.none()

    def taking(self, day: datetime.date | None = None) -> "CallQuerySet":
        """Return the calls that take a piece on `day` (today) from whoever chose them in time: one day's grace."""
        day = day or timezone.localdate()
        return self.open_on(day) | self.open_on(day - GRACE)


class Call(InThreeLanguages):
    """A theme on which pieces are wanted, from one day to another, both included, by the institute's clock."""

    code = models.SlugField(_("code"), unique=True)
    title_en = models.CharField(_("title in English"), max_length=200)
    title_fa = models.CharField(_("title in Persian"), max_length=200, blank=True)
    title_ps = models.CharField(_("title in Pashto"), max_length=200, blank=True)
    text_en = models.TextField(_("text in English"))
    text_fa = models.TextField(_("text in Persian"), blank=True)
    text_ps = models.TextField(_("text in Pashto"), blank=True)
    kind = models.ForeignKey(
        "submissions.Kind", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("kind")
    )
    opens_on = models.DateField(_("opens on"))
    closes_on = models.DateField(_("closes on"), null=True, blank=True, help_text=_("The last day. Empty: stays open."))

    objects = CallQuerySet.as_manager()

    class Meta:
        verbose_name = _("call for pieces")
        verbose_name_plural = _("calls for pieces")
        ordering = ["-opens_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_on=None) | Q(closes_on__gte=F("opens_on")),
                name="call_closes_after_opening",
                violation_error_message=_("A call cannot close before it opens."),
            ),
        ]

    def __str__(self) -> str:
        return self.in_language("title", get_language() or "en")

    @property
    def is_open(self) -> bool:
        today = timezone.localdate()
        return self.opens_on <= today and (self.closes_on is None or today <= self.closes_on)
