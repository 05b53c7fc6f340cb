"""What all author's forms have in common, and the parts that their layouts are made of."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div
from crispy_forms.utils import TEMPLATE_PACK
from django import forms
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

TYPED_LENGTH = 20_000


class AuthorForm(forms.Form):
    """A form that no browser holds back: the server keeps what was typed first, and then says what is missing."""

    use_required_attribute = False
    direct = (forms.TextInput, forms.Textarea)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        self.helper.include_media = False
        for field in self.fields.values():
            if isinstance(field.widget, self.direct):
                field.widget.attrs.setdefault("dir", "auto")
            if field.required:
                field.widget.attrs["aria-required"] = "true"
            if field.error_messages.get("required") == forms.Field.default_error_messages["required"]:
                field.error_messages["required"] = _("Please fill this in.")

    def typed(self, name: str) -> Any:
        """Return what was typed into a field, whether or not it can be used, cut where it is beyond all measure."""
        value = self.fields[name].widget.value_from_datadict(self.data, self.files, self.add_prefix(name))
        if value is None:
            return ""
        return value[:TYPED_LENGTH] if isinstance(value, str) else value

    def kept(self) -> dict[str, Any]:
        """Return a value to keep for every field: the clean one, or what was typed where it is refused."""
        clean = self.cleaned_data if self.is_bound and hasattr(self, "cleaned_data") else {}
        return {name: clean[name] if name in clean else self.typed(name) for name in self.fields}

    @property
    def faults(self) -> list[tuple[str, list[str]]]:
        """Return id and sentences of each refused field, for the summary above the form."""
        return [
            (self[name].id_for_label, list(sentences)) for name, sentences in self.errors.items() if name in self.fields
        ]


class Fold(Div):
    """Fields behind a line that unfolds without a script; open where one of them holds something or is refused."""

    template = "submissions/forms/_fold.html"

    def __init__(self, summary: str, *fields: Any, **kwargs: Any) -> None:
        super().__init__(*fields, **kwargs)
        self.summary = summary

    def render(self, form: forms.Form, context: Any, template_pack: str = TEMPLATE_PACK, **kwargs: Any) -> str:
        names = [name for name in self.fields if isinstance(name, str) and name in form.fields]
        return render_to_string(
            self.template,
            {
                "summary": self.summary,
                "css_id": self.css_id,
                "is_open": self.is_open(form, names),
                "fields": self.get_rendered_fields(form, context, template_pack, **kwargs),
            },
        )

    def is_open(self, form: forms.Form, names: Any) -> bool:
        return any(form[name].errors or form[name].value() for name in names)


class Part:
    """A template of our own between the fields of a layout; it sees `form` and the page's context."""

    def __init__(self, template: str, **values: Any) -> None:
        self.template = template
        self.values = values

    def render(self, form: forms.Form, context: Any, template_pack: str = TEMPLATE_PACK, **kwargs: Any) -> str:
        return render_to_string(self.template, {**context.flatten(), "form": form, **self.values})
