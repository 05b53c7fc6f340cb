"""The project as an app: its checks, its commands and the clock's heartbeat."""

from django.apps import AppConfig
from django.core.checks import Tags, register

from aiss import checks


class ProjectConfig(AppConfig):
    name = "aiss"
    verbose_name = "AISS"

    def ready(self) -> None:
        for check in checks.ALWAYS:
            register(check, Tags.security)
        for check in checks.FOR_REAL:
            register(check, Tags.security, deploy=True)
