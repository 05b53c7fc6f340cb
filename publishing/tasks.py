"""What the worker is told: to look which files are missing."""

from typing import Any

from celery import shared_task

from publishing.files import making


@shared_task(name="publishing.make_files")
def make_files(first: str = "", **_kwargs: Any) -> None:
    making.make_files(first=first)
