"""Who the author is: shown to those with the right, on a recorded reason, and never kept by a cache."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_variables

from submissions import identity, permissions
from submissions.admin.pages import PiecePage
from submissions.admin_forms.identity import LookForm


class IdentityView(PiecePage):
    """A GET asks for the reason; a POST with one shows the data, on that page alone."""

    template_name = "admin/submissions/submission/identity.html"
    title = _("Who the author is")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self._check()
        return self.render_to_response(self.get_context_data(form=LookForm()))

    @method_decorator(sensitive_variables())
    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self._check()
        form = LookForm(request.POST)
        people: list[identity.PrivateData] = []
        if form.is_valid():
            try:
                people = identity.look(self.piece, actor=request.user, reason=form.cleaned_data["reason"])
            except (identity.IdentityRefused, identity.LookNeedsReason) as refusal:
                form.add_error(None, ValidationError(str(refusal), code="refused"))
        return self.render_to_response(self.get_context_data(form=form, people=people))

    def _check(self) -> None:
        if not permissions.can_see_identity(self.request.user, self.piece):
            raise PermissionDenied
