"""The letters that go out for a draft: the code that confirms its address, and the private link that opens it again."""

from django.db import transaction
from django.utils.translation import gettext

from aiss import vault
from aiss.accounts import codes, limits
from submissions import letters, notifications
from submissions.models import Draft, DraftLink
from submissions.services import drafting
from submissions.services.moving import MoveRefused

SECOND_CLICK_SECONDS = 15
LINKS_PER_HOUR = {"network": 20, "address": 5}


class AddressMissing(MoveRefused):
    def __str__(self) -> str:
        return gettext("Please write your e-mail address first, such as name@example.org.")


def send_code(draft: Draft, *, network: str) -> None:
    """Mail the code that confirms the address, and note that the author wants the piece sent.

    A second click within seconds mails nothing more. Raises AddressMissing, limits.LimitReached.
    """
    if not draft.address_index:
        raise AddressMissing
    click = {"scope": "draft-code", "key": f"{draft.pk} {draft.address_index}"}
    try:
        limits.hit(**click, limit=1, seconds=SECOND_CLICK_SECONDS)
    except limits.LimitReached:
        return
    language = draft.fields["letter_language"] or draft.language
    link = letters.code_link(language)
    try:
        codes.send(address=draft.fields["email"], language=language, network=network, links=[link])
    except limits.LimitReached:
        limits.clear(**click)
        raise
    drafting.change(draft, is_asked_for=True)


def send_link(draft: Draft, *, network: str) -> None:
    """Mail a private link that opens the draft elsewhere. Raises AddressMissing, limits.LimitReached."""
    if not draft.address_index:
        raise AddressMissing
    address = draft.fields["email"]
    limits.hit(scope="draft-link-network", key=network, limit=LINKS_PER_HOUR["network"], seconds=3600)
    limits.hit(scope="draft-link", key=draft.address_index, limit=LINKS_PER_HOUR["address"], seconds=3600)
    token = vault.new_token()
    with transaction.atomic():
        link = DraftLink.objects.create(draft=draft, token_digest=vault.token_digest(token))
        notifications.draft_link(draft, address=address, token=token, link_id=link.pk)


def open_link(token: str) -> str:
    """Return a fresh token for the draft behind a private link; the link keeps working. Raises DraftLost."""
    link = linked(token)
    return drafting.open_again(link.draft)


def linked(token: str) -> DraftLink:
    """Return what a private link leads to. Raises DraftLost."""
    digest = vault.token_digest(token)
    link = DraftLink.objects.select_related("draft").defer("draft__upload").filter(token_digest=digest).first()
    if link is None:
        raise drafting.DraftLost
    return link
