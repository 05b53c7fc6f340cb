"""Authors sign in with a code mailed to them; a known and a new address are treated alike."""

import secrets
import unicodedata
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext

from aiss.accounts import limits
from aiss.accounts.addresses import address_index
from aiss.accounts.models import SignInCode, User
from aiss.accounts.numbers import written
from aiss.mail import letters, outbox
from aiss.mail.models import Lane
from aiss.vault import blind_index, normalise_address

# No vowels, so that no word appears, and nothing that a reader takes for something else: 0 O, 1 I L, 2 Z, 5 S, 8 B.
ALPHABET = "34679CDFGHJKMNPQRTVWXY"
LENGTH = 8
MAX_WRONG_TRIES = 6
OPEN_CODES = 3

HOUR = 3600
SENDS_PER_ADDRESS = 5
SENDS_PER_NETWORK = 20
SENDS_OVERALL = 500
WRONG_TRIES_PER_NETWORK = 50
WRONG_TRIES_SECONDS = 900


class CodeRefused(Exception):
    """The code signs nobody in."""

    code = "code_wrong"

    def __str__(self) -> str:
        return gettext("This code is not right. Compare it with the newest letter, or ask for a new code.")


class CodeExpired(CodeRefused):
    code = "code_expired"

    def __str__(self) -> str:
        return gettext("This code has expired. Please ask for a new one.")


class CodeUsed(CodeRefused):
    """The right code, but it signed somebody in at `used_at`."""

    code = "code_used"

    def __init__(self, used_at: datetime) -> None:
        super().__init__(used_at)
        self.used_at = used_at

    def __str__(self) -> str:
        return gettext("This code has been used already. If you are not signed in, please ask for a new one.")


class CodeExhausted(CodeRefused):
    code = "code_exhausted"

    def __str__(self) -> str:
        return gettext("After several wrong tries the code no longer works. Please ask for a new one.")


class AccountRefused(CodeRefused):
    """The code is right, but no author may be signed in with this address."""

    code = "account_refused"

    def __str__(self) -> str:
        return gettext("This address cannot sign in as an author. Please use another address, or write to the desk.")


def send(*, address: str, language: str, network: str, links: Sequence[letters.Link] = ()) -> None:
    """Queue a letter with a fresh code to `address`, whoever it belongs to; the newest three codes stay valid.

    Raises LimitReached, and ValueError for what cannot be an address.
    """
    index = address_index(address)
    limits.hit(scope="code-network", key=network, limit=SENDS_PER_NETWORK, seconds=HOUR)
    limits.hit(scope="code-address", key=index, limit=SENDS_PER_ADDRESS, seconds=HOUR)
    limits.hit(scope="code-overall", key="all", limit=SENDS_OVERALL, seconds=HOUR)
    code = "".join(secrets.choice(ALPHABET) for _place in range(LENGTH))
    now = timezone.now()
    with transaction.atomic():
        row = SignInCode.objects.create(
            address_index=index,
            digest=_digest(index, code),
            language=language,
            created_at=now,
            expires_at=now + timedelta(minutes=settings.CODE_MINUTES),
        )
        values = {"code": f"{code[:4]}-{code[4:]}", "minutes": written(settings.CODE_MINUTES, language)}
        outbox.queue(
            to=normalise_address(address),
            letter=letters.render("code", language, values, links=links),
            dedup_key=f"code:{row.pk}",
            lane=Lane.CODE,
            expires_at=row.expires_at,
            secret=True,
        )


def redeem(*, address: str, code: str, network: str) -> User:
    """Use up `code` and return the account of `address`, which is made now for a new author.

    The code is read in any case, with Persian or Arabic digits, spaces and dashes, and works once. Commits by itself,
    since a wrong try must count whatever becomes of the request: calling it inside a transaction is a RuntimeError.
    Raises CodeRefused or one of its kinds, and LimitReached.
    """
    try:
        index = address_index(address)
    except ValueError:
        raise CodeRefused from None
    limits.hit(scope="code-try", key=network, limit=WRONG_TRIES_PER_NETWORK, seconds=WRONG_TRIES_SECONDS)
    digest = _digest(index, read_code(code))
    with transaction.atomic(durable=True):
        now = timezone.now()
        user = _use_up(index, digest, address, now)
        refusal = None if user else _refusal(index, digest, now)
    if user is None:
        raise refusal
    limits.give_back(scope="code-try", key=network)
    if user.is_staff or not user.is_active:
        raise AccountRefused
    return user


def read_code(text: str) -> str:
    """Return what somebody meant by `text`: digits of any script as ASCII, upper case, letters and digits only."""
    folded = unicodedata.normalize("NFKC", text).upper()
    return "".join(
        str(unicodedata.digit(character)) if character.isdigit() else character
        for character in folded
        if character.isalnum()
    )


def _digest(index: str, code: str) -> str:
    return blind_index(f"{index} {code}", purpose="sign-in code")


def _use_up(index: str, digest: str, address: str, now: datetime) -> User | None:
    """Count a try on each open code, then use up the right one; None where there is none.

    The counting UPDATE comes first and holds the rows, so that no number of tries at the same moment gets past the
    limit, and of two that bring the right code one finds it used.
    """
    open_codes = SignInCode.objects.for_address(index).open(now)
    newest = list(open_codes.select_for_update().order_by("-pk").values_list("pk", flat=True)[:OPEN_CODES])
    tried = open_codes.filter(pk__in=newest)
    tried.update(tries=F("tries") + 1)
    right = tried.filter(digest=digest, tries__lte=MAX_WRONG_TRIES)
    language = right.values_list("language", flat=True).first()
    if language is None or not right.update(used_at=now):
        return None
    return User.objects.create_author(email=address, language=language)


def _refusal(index: str, digest: str, now: datetime) -> CodeRefused:
    """Return why nothing was used up; only who has a code learns what became of it."""
    codes = SignInCode.objects.for_address(index)
    mailed = codes.filter(digest=digest).order_by("-pk").first()
    if mailed and mailed.used_at:
        return CodeUsed(mailed.used_at)
    if mailed and mailed.expires_at <= now:
        return CodeExpired()
    newest = codes.open(now).order_by("-pk").first()
    if newest and newest.tries >= MAX_WRONG_TRIES:
        return CodeExhausted()
    return CodeRefused()
