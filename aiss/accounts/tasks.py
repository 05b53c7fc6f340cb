from celery import shared_task

from aiss.accounts import sweeping


@shared_task(name="aiss.accounts.forget_expired")
def forget_expired() -> None:
    sweeping.forget_expired()
