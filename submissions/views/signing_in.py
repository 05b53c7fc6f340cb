"""Signing in with a code, and out again."""

import base64
import binascii
from datetime import timedelta

from django.conf import settings
from django.contrib.auth import login, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language

from aiss import vault
from aiss.accounts import codes
from aiss.accounts.backends import CODE_BACKEND
from aiss.accounts.models import User
from submissions.forms.signing_in import AddressForm, CodeForm
from submissions.views.base import REFUSALS, AuthorPage, status_of

# The address that a code went to, sealed: a page that the phone dropped can be loaded again.
ADDRESS_COOKIE = "address"
ADDRESS_SECONDS = 3600
CONTEXT = "cookie.address"
SECOND_CLICK = timedelta(seconds=10)


def next_address(request: HttpRequest) -> str:
    """Return where the person wanted to go, if it is a page of ours."""
    wanted = request.POST.get("next") or request.GET.get("next", "")
    is_ours = wanted.startswith("/") and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    return wanted if is_ours else ""


def sealed(address: str) -> str:
    return base64.urlsafe_b64encode(vault.seal(address.encode(), context=CONTEXT)).decode("ascii")


def unsealed(cookie: str) -> str:
    """Return the address that `sealed` hid, or nothing where somebody made the cookie up."""
    try:
        return vault.unseal(base64.urlsafe_b64decode(cookie), context=CONTEXT).decode()
    except (binascii.Error, ValueError, vault.CannotUnseal):
        return ""


class SignInPage(AuthorPage):
    """Ask for the address; a known and a new one are answered alike."""

    template_name = "submissions/sign_in.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            return redirect(next_address(request)) if next_address(request) else self.to("my")
        return self.show(AddressForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        form = AddressForm(request.POST)
        if not form.is_valid():
            return self.show(form)
        address = form.cleaned_data["email"]
        try:
            codes.send(address=address, language=get_language(), network=self.network)
        except REFUSALS as refusal:
            form.add_error("email", str(refusal))
            return self.show(form, status=status_of(refusal))
        wanted = next_address(request)
        response = self.to("sign-in-code", **({"next": wanted} if wanted else {}))
        response.set_cookie(
            ADDRESS_COOKIE,
            sealed(address),
            max_age=ADDRESS_SECONDS,
            httponly=True,
            samesite="Lax",
            secure=settings.SESSION_COOKIE_SECURE,
        )
        return response

    def show(self, form: AddressForm, *, status: int = 200) -> HttpResponse:
        return self.page(form=form, next=next_address(self.request), status=status)


class SignInCodePage(AuthorPage):
    """Ask for the code; nothing is sent to the desk by entering it here."""

    template_name = "submissions/sign_in_code.html"

    @property
    def address(self) -> str:
        return unsealed(self.request.COOKIES.get(ADDRESS_COOKIE, ""))

    def get(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            return redirect(next_address(request)) if next_address(request) else self.to("my")
        return self.show(CodeForm(address=self.address))

    def post(self, request: HttpRequest) -> HttpResponse:
        address = "" if "email" in request.POST else self.address
        form = CodeForm(request.POST, address=address)
        if not form.is_valid():
            return self.show(form)
        try:
            user = self.redeem(form)
        except REFUSALS as refusal:
            form.add_error("code", str(refusal))
            return self.show(form, status=status_of(refusal))
        login(request, user, backend=CODE_BACKEND)
        response = redirect(next_address(request)) if next_address(request) else self.to("my")
        response.delete_cookie(ADDRESS_COOKIE, samesite="Lax")
        return response

    def redeem(self, form: CodeForm) -> User:
        """Return whom the code signs in, also on a second click within seconds in the browser that asked for it."""
        try:
            return codes.redeem(address=form.sent_to, code=form.cleaned_data["code"], network=self.network)
        except codes.CodeUsed as refusal:
            is_second_click = form.address and timezone.now() - refusal.used_at < SECOND_CLICK
            user = User.objects.by_email(form.sent_to) if is_second_click else None
            if user is None or user.is_staff or not user.is_active:
                raise
            return user

    def show(self, form: CodeForm, *, status: int = 200) -> HttpResponse:
        return self.page(form=form, address=form.address, next=next_address(self.request), status=status)


class SignOutPage(AuthorPage):
    """Only a POST signs out; somebody who opens the address gets the button."""

    template_name = "submissions/sign_out.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.page() if request.user.is_authenticated else self.to("start")

    def post(self, request: HttpRequest) -> HttpResponse:
        logout(request)
        return self.to("signed-out")


class SignedOutPage(AuthorPage):
    template_name = "submissions/signed_off.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.page()
