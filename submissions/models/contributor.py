"""The people of a piece as they want to be printed, and, apart from that, who they are."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from aiss import vault
from aiss.fields import EncryptedTextField
from submissions.validators import validate_line


class Contributor(models.Model):
    """A person on one piece, in the words that will be printed."""

    submission = models.ForeignKey("submissions.Submission", models.CASCADE, related_name="contributors")
    position = models.PositiveSmallIntegerField(_("position"))
    is_submitting = models.BooleanField(_("sent the piece"), default=False)
    public_name = models.CharField(_("name to be printed"), max_length=150, validators=[validate_line])
    honorific = models.CharField(_("honorific"), max_length=40, blank=True, validators=[validate_line])
    role_line = models.CharField(_("role line"), max_length=200, blank=True, validators=[validate_line])
    bio = models.CharField(_("bio"), max_length=600, blank=True)
    affiliation = models.CharField(_("affiliation"), max_length=200, blank=True, validators=[validate_line])
    links = models.JSONField(_("links"), default=list, blank=True)
    profile = models.ForeignKey(
        "publishing.Author", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("public profile")
    )
    address = EncryptedTextField(_("e-mail address"), blank=True, default="")
    confirmation_digest = models.CharField(max_length=64, blank=True, db_index=True)
    confirmed_at = models.DateTimeField(_("name confirmed at"), null=True, blank=True)

    class Meta:
        verbose_name = _("contributor")
        verbose_name_plural = _("contributors")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["submission", "position"], name="contributor_position_once"),
            models.UniqueConstraint(
                fields=["submission"], condition=Q(is_submitting=True), name="one_submitting_contributor"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.submission.reference} · {self.position}"

    def renew_link(self) -> str:
        """Return the token of a fresh link to confirm the name; once saved, an older link stops working."""
        token = vault.new_token()
        self.confirmation_digest = vault.token_digest(token)
        return token

    renew_link.alters_data = True


class Identity(models.Model):
    """Who a contributor is. Only `submissions.identity` reads it, and records each look first."""

    contributor = models.OneToOneField(Contributor, models.CASCADE, related_name="+")
    legal_name = EncryptedTextField(blank=True, default="")
    contact = EncryptedTextField(blank=True, default="")
    country = EncryptedTextField(blank=True, default="")
    pen_name_reason = EncryptedTextField(blank=True, default="")

    class Meta:
        verbose_name = _("identity")
        verbose_name_plural = _("identities")

    def __str__(self) -> str:
        return f"{self.contributor} · identity"


class IdentityLook(models.Model):
    """A record that somebody looked at an identity: written before it is shown."""

    submission = models.ForeignKey("submissions.Submission", models.CASCADE, related_name="+")
    seen_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    seen_at = models.DateTimeField(default=timezone.now)
    reason = EncryptedTextField()

    class Meta:
        ordering = ["-seen_at"]

    def __str__(self) -> str:
        return f"{self.submission.reference} · {self.seen_at:%Y-%m-%d %H:%M}"
