"""Who works at the desk: the list, an invitation, roles, and the end of somebody's rights."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from aiss.accounts import staff
from aiss.accounts.models import User
from aiss.accounts.models.user import SYSTEM_ID
from submissions import permissions
from submissions.admin.closed import ClosedAdmin
from submissions.admin.pages import DeskPage
from submissions.admin_forms.staff import DeactivateForm, InviteForm, RolesForm
from submissions.models import Submission
from submissions.services import staffing
from submissions.services.moving import MoveRefused
from submissions.workflow import HANDLED

# Roles are the desk's own; Django's groups give nobody anything here.
admin.site.unregister(Group)

REFUSALS = (staff.NotPermitted, staff.AlreadyStaff, staff.AddressTaken, staff.NotStaff, staff.LastHolder, MoveRefused)


def staff_list(viewer: User) -> QuerySet:
    """Return everybody who works or worked at the desk, with how many open pieces each has that `viewer` may know."""
    held = (
        Submission.objects.filter(handler=OuterRef("pk"), status__in=HANDLED)
        .exclude(pk__in=permissions.kept_from(viewer).values("pk"))
        .order_by()
        .values("handler")
        .annotate(number=Count("pk"))
        .values("number")
    )
    people = User.objects.filter(is_staff=True).exclude(public_id=SYSTEM_ID).prefetch_related("roles")
    return people.annotate(pieces=Coalesce(Subquery(held), 0)).order_by("-is_active", "display_name", "pk")


class StaffPage(DeskPage):
    """A page for those who look after the staff list."""

    template_name = "admin/accounts/user/form.html"
    button: Any = ""
    intro: Any = ""

    def may_enter(self) -> bool:
        return permissions.can_manage_staff(self.request.user)

    def get_form(self, data: Any = None) -> forms.Form:
        raise NotImplementedError

    def carry_out(self, form: forms.Form) -> str:
        """Call the one service and return what to tell. Raises one of REFUSALS."""
        raise NotImplementedError

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self._page(self.get_form())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.get_form(request.POST)
        if not form.is_valid():
            return self._page(form)
        try:
            sentence = self.carry_out(form)
        except REFUSALS as refusal:
            form.add_error(None, ValidationError(str(refusal), code=type(refusal).__name__))
            return self._page(form, status=409)
        messages.success(request, sentence)
        return HttpResponseRedirect(reverse("admin:accounts_user_changelist"))

    def _page(self, form: forms.Form, *, status: int = 200) -> HttpResponse:
        context = self.get_context_data(form=form, button=self.button, intro=self.intro)
        return self.render_to_response(context, status=status)


class InviteView(StaffPage):
    title = _("Invite somebody to the desk")
    button = _("Send the invitation")
    intro = _("They choose a password through the link in the letter. Until then the account is closed.")

    def get_form(self, data: Any = None) -> InviteForm:
        return InviteForm(data, initial={"language": self.request.user.language})

    def carry_out(self, form: InviteForm) -> str:
        user = staff.invite(by=self.request.user, **form.cleaned_data)
        return gettext("%(name)s is invited.") % {"name": user.display_name}


class PersonPage(StaffPage):
    """A page of one member of staff."""

    @cached_property
    def person(self) -> User:
        person = staff_list(self.request.user).filter(pk=self.kwargs["pk"]).first()
        if person is None:
            raise Http404
        return person

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        is_self = self.person == self.request.user
        return super().get_context_data(**{"person": self.person, "is_self": is_self, **context})


class RolesView(PersonPage):
    title = _("Roles")
    template_name = "admin/accounts/user/person.html"
    button = _("Save the roles")
    intro = _("The change counts from their next click on.")

    def get_form(self, data: Any = None) -> RolesForm:
        return RolesForm(data, user=self.person)

    def carry_out(self, form: RolesForm) -> str:
        roles = list(form.cleaned_data["roles"])
        staffing.set_roles(self.person, actor=self.request.user, roles=roles, successor=form.successor())
        return gettext("The roles of %(name)s are saved.") % {"name": self.person.display_name}


class DeactivateView(PersonPage):
    title = _("Deactivate")
    button = _("Deactivate")
    intro = _("They are signed out at once and cannot come back. What they did stays on record.")

    def get_form(self, data: Any = None) -> DeactivateForm:
        return DeactivateForm(data, user=self.person)

    def carry_out(self, form: DeactivateForm) -> str:
        staffing.deactivate(self.person, actor=self.request.user, successor=form.successor())
        return gettext("%(name)s is deactivated.") % {"name": self.person.display_name}


@admin.register(User)
class StaffAdmin(ClosedAdmin):
    list_display = ("display_name", "is_active")
    list_per_page = 100
    change_list_template = "admin/accounts/user/staff.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return staff_list(request.user)

    def get_ordering(self, request: HttpRequest) -> tuple[str, ...]:
        return ("-is_active", "display_name", "pk")

    def has_module_permission(self, request: HttpRequest) -> bool:
        return permissions.can_manage_staff(request.user)

    def has_view_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        return permissions.can_manage_staff(request.user)

    def changelist_view(self, request: HttpRequest, extra_context: dict | None = None) -> HttpResponse:
        return super().changelist_view(request, {"title": _("Staff"), **(extra_context or {})})

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        return [
            path("add/", view(InviteView.as_view()), name="accounts_user_add"),
            path("<int:pk>/", view(RolesView.as_view()), name="accounts_user_change"),
            path("<int:pk>/deactivate/", view(DeactivateView.as_view()), name="accounts_user_deactivate"),
            *super().get_urls(),
        ]
