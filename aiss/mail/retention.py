"""Letters are remembered; what they said and to whom is not, once nobody needs it."""

from datetime import timedelta

from django.db.models.functions import Now

from aiss.mail.models import OutgoingEmail

KEPT = timedelta(days=90)


def forget_old_letters(age: timedelta = KEPT) -> int:
    """Erase address and bodies of letters that ended longer ago than `age`; return how many rows were changed."""
    return OutgoingEmail.objects.to_forget(age).update(recipient="", text="", html="", forgotten_at=Now())
