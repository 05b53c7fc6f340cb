"""The staff's own pages: accept an invitation, ask for a password letter, choose a password."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse_lazy
from django.utils import translation
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods
from django.views.generic import FormView, TemplateView

from aiss.accounts import limits, passwords, staff
from aiss.accounts.forms import ChoosePasswordForm, PasswordForgottenForm
from aiss.accounts.models import User
from aiss.accounts.numbers import written


@sensitive_post_parameters()
@sensitive_variables()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    return _choose_password(request, token, passwords.person_invited(token), staff.accept_invitation)


@sensitive_post_parameters()
@sensitive_variables()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def password_set(request: HttpRequest, token: str) -> HttpResponse:
    return _choose_password(request, token, passwords.person_with_reset(token), passwords.reset)


@method_decorator(never_cache, name="dispatch")
class PasswordForgottenView(FormView):
    form_class = PasswordForgottenForm
    template_name = "accounts/password_forgotten.html"
    success_url = reverse_lazy("accounts:password-forgotten-sent")

    def form_valid(self, form: PasswordForgottenForm) -> HttpResponse:
        try:
            passwords.send_reset(address=form.cleaned_data["address"], network=limits.network_key(self.request))
        except limits.LimitReached as error:
            form.add_error(None, ValidationError(str(error), code=error.code))
            return self.form_invalid(form)
        return super().form_valid(form)


@method_decorator(never_cache, name="dispatch")
class PasswordForgottenSentView(TemplateView):
    template_name = "accounts/password_forgotten_sent.html"

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(minutes=written(passwords.RESET_MINUTES, translation.get_language()), **kwargs)


def _choose_password(
    request: HttpRequest, token: str, person: User | None, choose: Callable[..., User]
) -> HttpResponse:
    """Answer a mailed link in the language of the person it was sent to; only a POST changes anything."""
    if person is None:
        return render(request, "accounts/link_refused.html", {"reason": str(passwords.LinkRefused())}, status=410)
    with translation.override(person.language):
        form = ChoosePasswordForm(request.POST if request.method == "POST" else None)
        if request.method == "POST" and form.is_valid():
            try:
                choose(token=token, password=form.cleaned_data["password"])
            except passwords.LinkRefused as error:
                return render(request, "accounts/link_refused.html", {"reason": str(error)}, status=410)
            except ValidationError as error:
                form.add_error("password", error)
            else:
                messages.success(request, _("Your password is saved. Please sign in with it."))
                return redirect("admin:login")
        return render(request, "accounts/choose_password.html", {"form": form, "person": person})
