"""How Django finds the person behind a session, and staff by address and password."""

from django.contrib.auth.backends import BaseBackend
from django.http import HttpRequest

from aiss.accounts.models import User

CODE_BACKEND = "aiss.accounts.backends.CodeBackend"


class EmailBackend(BaseBackend):
    def authenticate(
        self, request: HttpRequest | None, username: str | None = None, password: str | None = None
    ) -> User | None:
        """Return the active member of staff with this address and password; hash once whoever it is."""
        if username is None or password is None:
            return None
        user = User.objects.active_staff().by_email(username)
        if user is None:
            User().set_password(password)
            return None
        return user if user.check_password(password) else None

    def get_user(self, user_id: int) -> User | None:
        """Return the person of a session, author or staff, while active."""
        return User.objects.filter(pk=user_id, is_active=True).first()


class CodeBackend(EmailBackend):
    """Marks the session of somebody who signed in with a mailed code: an author's, which never opens the desk."""

    def authenticate(self, request: HttpRequest | None, **credentials: str) -> None:
        """Return nobody: a code is redeemed by `codes.redeem`, not by a form that knows passwords."""
        return
