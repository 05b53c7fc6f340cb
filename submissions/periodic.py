"""What beat runs; each task is one call, and `manage.py run_due` makes the same calls from cron."""

from celery import shared_task

from submissions.services import drafting, indexing, publication, reminding, working_copies


@shared_task(name="submissions.publish_due")
def publish_due() -> None:
    publication.publish_due()


@shared_task(name="submissions.tell_of_missed_promises")
def tell_of_missed_promises() -> None:
    reminding.tell_of_missed_promises()


@shared_task(name="submissions.remind_of_changes")
def remind_of_changes() -> None:
    reminding.remind_of_changes()


@shared_task(name="submissions.remind_of_proofs")
def remind_of_proofs() -> None:
    reminding.remind_of_proofs()


@shared_task(name="submissions.remind_of_reviews")
def remind_of_reviews() -> None:
    reminding.remind_of_reviews()


@shared_task(name="submissions.release_idle_claims")
def release_idle_claims() -> None:
    reminding.release_idle_claims()


@shared_task(name="submissions.forget_old_drafts")
def forget_old_drafts() -> None:
    drafting.forget_old()


@shared_task(name="submissions.index_texts")
def index_texts() -> None:
    indexing.index_missing()


@shared_task(name="submissions.forget_old_edits")
def forget_old_edits() -> None:
    working_copies.forget_old()
