"""Staff sign in with address and password; wrong tries are counted the same whether or not the address is known."""

from django.contrib.auth import authenticate
from django.http import HttpRequest
from django.utils.translation import gettext

from aiss.accounts import limits
from aiss.accounts.addresses import address_index
from aiss.accounts.models import User

ADDRESS_SCOPE = "sign-in-address"
NETWORK_SCOPE = "sign-in-network"
WRONG_TRIES_PER_ADDRESS = 10
WRONG_TRIES_PER_NETWORK = 50
SECONDS = 900


class SignInRefused(Exception):
    """The address or the password is wrong; which of them is not told."""

    code = "invalid_login"

    def __str__(self) -> str:
        return gettext("The address or the password is not right. Please try again, or ask for a new password.")


class NoRole(SignInRefused):
    code = "no_role"

    def __str__(self) -> str:
        return gettext("Your account has no role at present. Please ask whoever looks after the staff list for one.")


def sign_in_staff(*, request: HttpRequest, address: str, password: str) -> User:
    """Return the member of staff with this address and password, who holds at least one right.

    A try is counted before it is judged and given back if it was right, so that tries at the same moment all count.
    Raises LimitReached and SignInRefused.
    """
    try:
        index = address_index(address)
    except ValueError:
        raise SignInRefused from None
    network = limits.network_key(request)
    limits.hit(scope=NETWORK_SCOPE, key=network, limit=WRONG_TRIES_PER_NETWORK, seconds=SECONDS)
    limits.hit(scope=ADDRESS_SCOPE, key=index, limit=WRONG_TRIES_PER_ADDRESS, seconds=SECONDS)
    user = authenticate(request, username=address, password=password)
    if user is None:
        raise SignInRefused
    limits.give_back(scope=NETWORK_SCOPE, key=network)
    limits.clear(scope=ADDRESS_SCOPE, key=index)
    if not user.rights:
        raise NoRole
    return user
