"""Last step: the code from the letter. Entering it signs the author in and sends the piece."""

import time
from contextlib import suppress
from datetime import timedelta

from django.contrib import messages
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from aiss.accounts import codes
from aiss.accounts.backends import CODE_BACKEND
from aiss.accounts.models import User
from submissions.forms.signing_in import AddressForm, CodeForm
from submissions.models import Submission
from submissions.services import confirming, drafting, submitting
from submissions.views.base import DRAFT_COOKIE, REFUSALS, DraftPage, forget, status_of

# How long the second of two clicks waits for the first to finish.
PATIENCE = 3.0
PAUSE = 0.1
JUST_NOW = timedelta(minutes=10)


class CodePage(DraftPage):
    """Ask for the code, and for the address too where this browser holds no draft."""

    template_name = "submissions/code.html"

    @cached_property
    def token(self) -> str:
        return self.request.COOKIES.get(DRAFT_COOKIE, "")

    @cached_property
    def address(self) -> str:
        """Return where this browser's code went, or nothing where it has to be asked."""
        if self.draft is not None:
            return self.draft.fields["email"]
        if self.request.method == "POST" and "email" not in self.request.POST:
            piece = submitting.sent_from(self.token)
            return piece.author.email if piece else ""
        return ""

    def get(self, request: HttpRequest) -> HttpResponse:
        if self.draft is not None:
            return self.unfinished() or self.show(CodeForm(address=self.address))
        piece = submitting.sent_from(self.token)
        if piece is not None and request.user == piece.author:
            return self.to("piece", piece.reference)
        return self.to("my") if request.user.is_authenticated else self.show(CodeForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        others = {"resend": self.resend, "change-address": self.change_address} if self.draft else {}
        return others.get(request.POST.get("action"), self.enter)()

    def enter(self) -> HttpResponse:
        request = self.request
        form = CodeForm(request.POST, address=self.address)
        if not form.is_valid():
            return self.show(form)
        try:
            user = self.redeem(form)
            login(request, user, backend=CODE_BACKEND)
            piece = self.send(user, form.sent_to)
        except submitting.DraftIncomplete:
            return self.to("details", check=1)
        except REFUSALS as refusal:
            form.add_error("code", str(refusal))
            return self.show(form, status=status_of(refusal))
        if piece is None:
            return self.to("my")
        messages.success(request, _("Your piece has arrived. We have sent you a letter that says so."))
        return forget(self.to("piece", piece.reference))

    def redeem(self, form: CodeForm) -> User:
        """Return whom the code signs in; on a second click, whose piece the first one has just sent."""
        try:
            return codes.redeem(address=form.sent_to, code=form.cleaned_data["code"], network=self.network)
        except codes.CodeUsed as refusal:
            is_recent = timezone.now() - refusal.used_at < JUST_NOW
            piece = self.sent_by_first_click() if is_recent else None
            if piece is None:
                raise
            return piece.author

    def sent_by_first_click(self) -> Submission | None:
        """Return the piece that this browser's draft became just now, waiting for a click that is still under way."""
        until = time.monotonic() + PATIENCE
        piece = submitting.sent_from(self.token)
        while piece is None and self.draft is not None and time.monotonic() < until:
            time.sleep(PAUSE)
            piece = submitting.sent_from(self.token)
        return piece

    def send(self, user: User, address: str) -> Submission | None:
        """Send what waits for this code: this browser's draft or, where it has none, the one meant to be sent."""
        draft = self.draft or drafting.waiting_for(address)
        if draft is not None and draft.address_index == user.email_index:
            with suppress(drafting.DraftLost):
                return submitting.submit(draft, author=user)
        piece = submitting.sent_from(self.token)
        return piece if piece and piece.author == user else None

    def resend(self) -> HttpResponse:
        try:
            confirming.send_code(self.draft, network=self.network)
        except REFUSALS as refusal:
            messages.error(self.request, str(refusal))
            return self.show(CodeForm(address=self.address), status=status_of(refusal))
        messages.success(self.request, _("A new code is on its way. The older one still works."))
        return self.to("code")

    def change_address(self) -> HttpResponse:
        form = AddressForm(self.request.POST)
        if not form.is_valid():
            return self.show(CodeForm(address=self.address), address_form=form)
        try:
            self.draft = drafting.change(self.draft, email=form.cleaned_data["email"])
            confirming.send_code(self.draft, network=self.network)
        except REFUSALS as refusal:
            form.add_error("email", str(refusal))
            return self.show(CodeForm(address=self.address), address_form=form, status=status_of(refusal))
        messages.success(self.request, _("We have sent a code to the new address."))
        return self.to("code")

    def unfinished(self) -> HttpResponse | None:
        """Return the way to the step that comes before any code, if one does."""
        names = drafting.missing(self.draft)
        if "body" in names:
            return self.to("start")
        if names:
            return self.to("details", check=1)
        return None if self.draft.fields["is_asked_for"] else self.to("preview")

    def show(self, form: CodeForm, *, status: int = 200, address_form: AddressForm | None = None) -> HttpResponse:
        return self.page(
            status=status,
            form=form,
            address=self.address,
            address_form=address_form or AddressForm(initial={"email": self.address if self.draft else ""}),
            draft=self.draft,
        )
