"""Letters to a co-author, and to somebody with a draft."""

from django.conf import settings

from aiss.mail import letters as rendering
from aiss.mail import outbox
from aiss.mail.models import Lane
from submissions import letters
from submissions.models import Contributor, Draft, Event, Letter


def name_to_confirm(event: Event, *, person: Contributor, token: str) -> None:
    """Ask a co-author to confirm the printed name; the letter goes to their address and holds their link alone."""
    language = event.submission.letter_language
    printed = letters.joined((person.public_name, person.role_line), language)
    letter = rendering.render(
        "name-to-confirm",
        language,
        letters.values(event.submission, language, person=printed),
        links=[letters.name_link(token, language)],
    )
    email = outbox.queue(
        to=person.address,
        letter=letter,
        dedup_key=f"event-{event.pk}:name:{person.pk}",
        lane=Lane.DECISION,
        secret=True,
    )
    Letter.objects.get_or_create(email=email, defaults={"event": event})


def draft_link(draft: Draft, *, address: str, token: str, link_id: int) -> None:
    """Mail the private link to a draft; it is no piece yet, so the letter belongs to no event."""
    language = draft.fields["letter_language"] or draft.language
    letter = rendering.render(
        "draft-link", language, {"days": str(settings.DRAFT_DAYS)}, links=[letters.draft_link(token, language)]
    )
    outbox.queue(to=address, letter=letter, dedup_key=f"draft-link-{link_id}", lane=Lane.CODE, secret=True)
