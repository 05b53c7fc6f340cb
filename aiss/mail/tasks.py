"""What Celery is told: to look in the table. Arguments hold no data of anybody."""

from typing import Any

from celery import shared_task

from aiss.mail import delivery, retention


@shared_task(name="aiss.mail.deliver_due")
def deliver_due(**_kwargs: Any) -> None:
    delivery.deliver_due()


@shared_task(name="aiss.mail.forget_old_letters")
def forget_old_letters(**_kwargs: Any) -> None:
    retention.forget_old_letters()
