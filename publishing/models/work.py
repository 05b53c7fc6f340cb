"""What translations of one piece have in common."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Work(models.Model):
    """A piece in the abstract: articles that translate each other share one."""

    class Meta:
        verbose_name = _("work")
        verbose_name_plural = _("works")

    def __str__(self) -> str:
        return f"work {self.pk}"
