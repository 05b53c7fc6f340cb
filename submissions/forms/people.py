"""Who is printed beside the author."""

from typing import Any

from crispy_forms.layout import Layout
from django.forms import BaseFormSet, formset_factory
from django.utils.translation import gettext_lazy as _

from submissions.forms.base import AuthorForm
from submissions.forms.fields import AddressField, LineField, ParagraphField

BLANK_ROWS = 3
MAX_ROWS = 20
NAME_LENGTH = 150
ROLE_LENGTH = 200
BIO_LENGTH = 600


class CoauthorForm(AuthorForm):
    public_name = LineField(
        label=_("Name as it will be printed"),
        max_length=NAME_LENGTH,
        error_messages={"required": _("Please write the co-author's name, or empty the whole row.")},
    )
    role_line = LineField(
        label=_("Role, such as “Researcher, Kabul University”"), max_length=ROLE_LENGTH, required=False
    )
    bio = ParagraphField(label=_("One line about this person"), max_length=BIO_LENGTH, required=False)
    address = AddressField(
        label=_("E-mail address"),
        required=False,
        help_text=_("We ask your co-author to confirm the printed name. The address is not published."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["bio"].widget.attrs["rows"] = 2
        self.helper.layout = Layout("public_name", "role_line", "bio", "address")


class BaseCoauthors(BaseFormSet):
    """Rows of which any may be blank: emptying one takes the person out."""

    def __init__(self, data: Any = None, *, people: list[dict[str, str]], is_shown: bool, **kwargs: Any) -> None:
        self.people = people
        self.is_shown = is_shown
        super().__init__(data, initial=people if data is None else None, prefix="coauthor", **kwargs)

    def initial_form_count(self) -> int:
        return 0 if self.is_bound else super().initial_form_count()

    def kept(self) -> list[dict[str, str]]:
        """Return every row that holds anything, as it is or as it was typed; all of before, if no row arrived."""
        if self.is_bound and not self.management_form.is_valid():
            return self.people
        rows = [form.kept() for form in self.forms]
        return [row for row in rows if any(str(value).strip() for value in row.values())]


def coauthors(data: Any = None, *, people: list[dict[str, str]], rows: int = 0) -> BaseCoauthors:
    """Return the rows for `people` and some blank ones: three at first, or up to `rows` in all."""
    blank = max(rows - len(people), 1) if rows or people else BLANK_ROWS
    factory = formset_factory(
        CoauthorForm, formset=BaseCoauthors, extra=blank, max_num=MAX_ROWS, absolute_max=MAX_ROWS, validate_max=True
    )
    return factory(data, people=people, is_shown=bool(people or rows))
