"""The project. Importing it makes our Celery application the one that tasks are queued through."""

from aiss.celery import app as celery_app

__all__ = ["celery_app"]
