from django.apps import AppConfig
from django.core import checks
from django.utils.translation import gettext_lazy as _

from publishing.checks import pdf_can_be_made


class PublishingConfig(AppConfig):
    name = "publishing"
    verbose_name = _("Publishing")

    def ready(self) -> None:
        checks.register(pdf_can_be_made, checks.Tags.compatibility, deploy=True)
