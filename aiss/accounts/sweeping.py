"""What expired is forgotten: counters, codes, links and sessions."""

from datetime import timedelta
from importlib import import_module

from django.conf import settings
from django.utils import timezone

from aiss.accounts.models import Invitation, LimitCounter, PasswordReset, SignInCode

# An expired code is remembered for a day, so that its holder reads "expired" and not "wrong".
CODES_REMEMBERED = timedelta(days=1)


def forget_expired() -> int:
    """Delete expired limit counters, codes, password links and sessions; return how many rows of the first three."""
    now = timezone.now()
    expired = [
        LimitCounter.objects.filter(expires_at__lte=now),
        SignInCode.objects.filter(expires_at__lte=now - CODES_REMEMBERED),
        Invitation.objects.filter(expires_at__lte=now),
        PasswordReset.objects.filter(expires_at__lte=now),
    ]
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
    return sum(rows.delete()[0] for rows in expired)
