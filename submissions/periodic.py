"""What beat runs; each task is one call, and `manage.py run_due` makes the same calls from cron."""

from celery import shared_task

from submissions.services import drafting, publication, reminding


@shared_task(name="submissions.publish_due")
def publish_due() -> None:
    publication.publish_due()


@shared_task(name="submissions.remind_of_proofs")
def remind_of_proofs() -> None:
    reminding.remind_of_proofs()


@shared_task(name="submissions.forget_old_drafts")
def forget_old_drafts() -> None:
    drafting.forget_old()
