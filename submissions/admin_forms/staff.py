"""Who works at the desk."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from aiss.accounts.forms import AddressField
from aiss.accounts.models import Role, User
from aiss.accounts.rights import Right
from submissions.admin_forms.fields import EditorField, LineField


class RolesField(forms.ModelMultipleChoiceField):
    """Roles, each with what it allows."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            **{
                "queryset": Role.objects.all(),
                "label": _("Roles"),
                "widget": forms.CheckboxSelectMultiple,
                "error_messages": {"required": _("Choose at least one role.")},
                **kwargs,
            }
        )

    def label_from_instance(self, role: Role) -> str:
        rights = ", ".join(str(Right(right).label) for right in role.rights)
        return f"{role}: {rights}"


class InviteForm(forms.Form):
    display_name = LineField(
        label=_("Name"), max_length=120, help_text=_("As colleagues see it at the desk. Authors see it in letters.")
    )
    address = AddressField(help_text=_("The invitation goes there. Its link works once, for seven days."))
    language = forms.ChoiceField(label=_("Language of the desk and of letters"), choices=settings.LANGUAGES)
    roles = RolesField()


class SuccessorMixin:
    """Who takes over what a person has."""

    def add_successor(self, user: User) -> None:
        """Ask for everybody who may have a piece: whether they have one is not for everybody to know."""
        if not user.has_right(Right.HANDLE):
            return
        editors = User.objects.with_right(Right.HANDLE).exclude(pk=user.pk).order_by("display_name")
        self.fields["successor"] = EditorField(
            label=_("Who takes over their pieces?"),
            queryset=editors,
            required=False,
            empty_label=_("Nobody: back to the queue, and what is accepted comes to me"),
        )

    def successor(self) -> User | None:
        return self.cleaned_data.get("successor")


class RolesForm(SuccessorMixin, forms.Form):
    roles = RolesField()

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["roles"].initial = [role.pk for role in user.roles.all()]
        self.add_successor(user)


class DeactivateForm(SuccessorMixin, forms.Form):
    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.add_successor(user)
