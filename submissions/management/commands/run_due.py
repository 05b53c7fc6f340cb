from django.core.management.base import BaseCommand

from submissions.services import drafting, publication, reminding


class Command(BaseCommand):
    help = "Do what is due: publish scheduled pieces, remind of proofs, forget old drafts. For cron, without Celery."

    def handle(self, *args, **options) -> None:
        published = publication.publish_due()
        reminded = reminding.remind_of_proofs()
        forgotten = drafting.forget_old()
        self.stdout.write(
            f"Published: {', '.join(published) or 'none'}. Reminded: {reminded}. Drafts forgotten: {forgotten}."
        )
