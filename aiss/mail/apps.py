from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MailConfig(AppConfig):
    name = "aiss.mail"
    label = "mail"
    verbose_name = _("Letters")

    def ready(self) -> None:
        # Registering is all that the import does, and it needs the applications' registry.
        from aiss.mail import checks  # noqa: F401, PLC0415
