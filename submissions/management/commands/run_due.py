from django.core.management.base import BaseCommand

from submissions.services import drafting, indexing, publication, reminding, working_copies

REMINDERS = (
    reminding.tell_of_missed_promises,
    reminding.remind_of_changes,
    reminding.remind_of_proofs,
    reminding.remind_of_reviews,
)


class Command(BaseCommand):
    help = "Do what is due: publish, remind, put idle claims back, forget old drafts. For cron, without Celery."

    def handle(self, *args, **options) -> None:
        published = publication.publish_due()
        reminded = sum(remind() for remind in REMINDERS)
        released = reminding.release_idle_claims()
        forgotten = drafting.forget_old()
        working_copies.forget_old()
        indexing.index_missing()
        self.stdout.write(
            f"Published: {', '.join(published) or 'none'}. Reminded: {reminded}. Put back into the queue: {released}. "
            f"Drafts forgotten: {forgotten}."
        )
