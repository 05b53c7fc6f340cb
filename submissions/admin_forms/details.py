"""The names and details of a piece before publication."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from publishing.addresses import SLUG_LENGTH, latin_slug
from submissions.admin_forms.base import MoveForm
from submissions.admin_forms.people import PeopleFormSet
from submissions.models import Contributor, Kind
from submissions.services.editing import Person


def initial_of(person: Contributor) -> dict[str, Any]:
    return {
        "pk": person.pk,
        "is_submitting": person.is_submitting,
        "public_name": person.public_name,
        "honorific": person.honorific,
        "role_line": person.role_line,
        "bio": person.bio,
        "affiliation": person.affiliation,
        "links": person.links,
        "profile": str(person.profile_id or ""),
    }


class DetailsForm(MoveForm):
    """Kind, address of the page, pen name; and, as a set of forms, the people."""

    kind = forms.ModelChoiceField(queryset=Kind.objects.all(), label=_("Kind"), empty_label=None)
    slug = forms.CharField(
        label=_("Address of the page"),
        required=False,
        max_length=SLUG_LENGTH,
        help_text=_("Small Latin letters, digits and hyphens. Left empty, it is made from a Latin title."),
        widget=forms.TextInput(attrs={"dir": "ltr"}),
    )
    is_pen_name = forms.BooleanField(label=_("Published under a pen name"), required=False)
    discloses_pen_name = forms.BooleanField(
        label=_("The page says that the name is a pen name"),
        required=False,
        help_text=_("Only where it is one."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = PeopleFormSet(
            self.data if self.is_bound else None,
            prefix="people",
            initial=[initial_of(person) for person in self.piece.contributors.all()],
            form_kwargs={"piece": self.piece},
        )

    def clean_slug(self) -> str:
        slug = self.cleaned_data["slug"]
        if slug and latin_slug(slug) != slug:
            raise ValidationError(
                _("Use small Latin letters, digits and hyphens alone, such as a-bridge-nobody-crosses."), code="slug"
            )
        return slug

    def is_valid(self) -> bool:
        return all([super().is_valid(), self.people.is_valid()])

    def has_changed(self) -> bool:
        return super().has_changed() or self.people.has_changed()

    def persons(self) -> list[Person]:
        return [form.person() for form in self.people.kept_forms()]
