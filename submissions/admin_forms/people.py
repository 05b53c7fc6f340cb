"""Who is printed and how: the people of a piece, and the bylines of an article."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

from aiss.vault import normalise_address
from publishing.content import PublicByline
from publishing.models import Author
from submissions.admin_forms.fields import LineField, LinesField, ParagraphField
from submissions.models import Submission
from submissions.services import profiles
from submissions.services.editing import Person

NEW_PROFILE = "new"
LINKS = 5
IN_ORDER = ("pk", "public_name", "honorific", "role_line", "bio", "affiliation", "links", "profile", "address")
is_web_address = URLValidator(schemes=["http", "https"])


class LinksField(LinesField):
    """Web addresses, one a line; the value is a tuple."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            **{
                "label": _("Links"),
                "required": False,
                "max_length": 2000,
                "help_text": _("One a line, beginning with https://."),
                "widget": forms.Textarea(attrs={"rows": 2, "dir": "ltr"}),
                **kwargs,
            }
        )

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list | tuple) else value

    def clean(self, value: Any) -> tuple[str, ...]:
        links = tuple(line.strip() for line in super().clean(value).splitlines() if line.strip())
        if len(links) > LINKS:
            raise ValidationError(_("Please keep to five links."), code="too_many")
        for link in links:
            is_web_address(link)
        return links

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(self.prepare_value(initial), data)


class PrintedForm(forms.Form):
    """One printed name with what stands around it."""

    public_name = LineField(label=_("Name to be printed"), max_length=150)
    honorific = LineField(label=_("Honorific"), max_length=40, required=False)
    role_line = LineField(label=_("Role line"), max_length=200, required=False)
    bio = ParagraphField(label=_("Bio"), max_length=600, required=False)
    links = LinksField()


class PersonForm(PrintedForm):
    """A contributor. Who sent the piece cannot be taken out."""

    pk = forms.IntegerField(required=False, widget=forms.HiddenInput)
    affiliation = LineField(label=_("Affiliation"), max_length=200, required=False)
    profile = forms.ChoiceField(
        label=_("Public profile"),
        required=False,
        help_text=_("The author's page on the site. Only profiles under exactly this printed name are proposed."),
    )
    address = forms.EmailField(
        label=_("E-mail address"),
        required=False,
        help_text=_("To confirm the printed name. Leave it empty to keep the address that the desk has."),
        widget=forms.EmailInput(attrs={"dir": "ltr", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, piece: Submission, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.piece = piece
        self.is_submitting = bool(self.initial.get("is_submitting"))
        if self.is_submitting:
            del self.fields["address"]
        self.order_fields(
            ["pk", "public_name", "honorific", "role_line", "bio", "affiliation", "links", "profile", "address"]
        )
        profiles = self._profiles(self.initial.get("public_name", ""))
        self.fields["profile"].choices = [
            ("", _("None")),
            *((str(pk), str(author)) for pk, author in profiles.items()),
            (NEW_PROFILE, _("A new profile under this name")),
        ]

    def _profiles(self, public_name: str) -> dict[int, Author]:
        return profiles.used_under(self.piece, public_name) if public_name else {}

    def clean_address(self) -> str:
        address = self.cleaned_data["address"]
        try:
            return normalise_address(address) if address else ""
        except ValueError as error:
            raise ValidationError(_("Write an e-mail address, such as name@example.org."), code="invalid") from error

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        chosen = data.get("profile")
        if chosen and chosen != NEW_PROFILE and int(chosen) not in self._profiles(data.get("public_name", "")):
            self.add_error(
                "profile",
                ValidationError(
                    _("This profile stands under another printed name. Choose none, or a new one."), code="other_name"
                ),
            )
        return data

    def person(self) -> Person:
        """Return what was filled in, as the service takes it."""
        data = self.cleaned_data
        chosen = data["profile"]
        return Person(
            pk=data["pk"],
            public_name=data["public_name"],
            honorific=data["honorific"],
            role_line=data["role_line"],
            bio=data["bio"],
            affiliation=data["affiliation"],
            links=data["links"],
            profile_id=int(chosen) if chosen and chosen != NEW_PROFILE else None,
            has_new_profile=chosen == NEW_PROFILE,
            address=data.get("address", ""),
        )


class BasePeopleFormSet(forms.BaseFormSet):
    """Forms in the order they are printed; a blank one at the end adds somebody."""

    def kept_forms(self) -> list[forms.Form]:
        """Return the filled-in forms that are not taken out, in their order; for a valid set."""
        return list(self.ordered_forms)

    def add_fields(self, form: forms.Form, index: int | None) -> None:
        super().add_fields(form, index)
        form.fields["ORDER"].label = _("Place")
        form.fields["ORDER"].required = False
        if form.initial.get("is_submitting"):
            del form.fields["DELETE"]
        elif "DELETE" in form.fields:
            form.fields["DELETE"].label = _("Take out")

    def clean(self) -> None:
        if not any(self.errors) and not self.non_form_errors() and not self.kept_forms():
            raise ValidationError(_("Somebody has to be named. Keep at least one person."), code="nobody")


def people_formset(form: type[forms.Form]) -> type[BasePeopleFormSet]:
    return forms.formset_factory(
        form,
        formset=BasePeopleFormSet,
        extra=1,
        can_order=True,
        can_delete=True,
        can_delete_extra=False,
        max_num=20,
        absolute_max=30,
    )


PeopleFormSet = people_formset(PersonForm)


class BylineForm(PrintedForm):
    """A printed name of a public article. Under a changed name the link to the old profile falls away."""

    def byline(self) -> PublicByline:
        data = self.cleaned_data
        is_same_name = data["public_name"] == self.initial.get("public_name")
        return PublicByline(
            name=data["public_name"],
            honorific=data["honorific"],
            role=data["role_line"],
            bio=data["bio"],
            links=data["links"],
            author_public_id=self.initial.get("author_public_id", "") if is_same_name else "",
        )


BylineFormSet = people_formset(BylineForm)
