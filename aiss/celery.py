"""The Celery application. Messages only say "look in the table": losing every one costs seconds, never a letter."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "aiss.settings")
app = Celery("aiss")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.autodiscover_tasks(related_name="periodic")
