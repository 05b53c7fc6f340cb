"""Form widgets of the editors' side."""

import json
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

LABELS = {
    "toolbar": _("Formatting"),
    "undo": _("Undo"),
    "redo": _("Redo"),
    "heading2": _("Heading"),
    "heading3": _("Subheading"),
    "bold": _("Bold"),
    "italic": _("Italic"),
    "link": _("Link"),
    "subscript": _("Subscript"),
    "superscript": _("Superscript"),
    "bullets": _("Bulleted list"),
    "numbers": _("Numbered list"),
    "outdent": _("Move out of the list"),
    "indent": _("Move deeper into the list"),
    "quote": _("Quotation"),
    "footnote": _("Footnote: insert, or go to it and back"),
    "table": _("Insert a table"),
    "clear": _("Clear formatting"),
    "direction": _("Turn the writing direction"),
    "rowAfter": _("Add a row below"),
    "columnAfter": _("Add a column"),
    "deleteRow": _("Delete the row"),
    "deleteColumn": _("Delete the column"),
    "deleteTable": _("Delete the table"),
    "footnotes": _("Footnotes"),
    "back": _("Back to the text"),
    "orphan": _("No longer mentioned in the text; left out when you save."),
    "linkAddress": _("Web or e-mail address"),
    "linkSave": _("Set the link"),
    "linkRemove": _("Remove the link"),
    "linkWrong": _("This is not a web or e-mail address. Write it like https://example.org or name@example.org."),
    "cancel": _("Cancel"),
    "words": _("Words:"),
}
SCRIPTS = ["schema", "footnotes", "commands", "wordnotes", "paste", "link", "toolbar", "editor"]


class RichTextWidget(forms.Textarea):
    """A textarea that holds canonical HTML; where scripts run, editors work on it as formatted text.

    `language` is that of the text, not of the page; a form may set it on the widget once it knows the piece. What is
    submitted has to go through `publishing.html.clean` like any other text.
    """

    def __init__(self, attrs: dict[str, Any] | None = None, *, language: str = "") -> None:
        super().__init__(attrs)
        self.language = language

    @property
    def media(self) -> forms.Media:
        scripts = ["vendor/prosemirror/prosemirror.min.js", *(f"publishing/editor/{name}.js" for name in SCRIPTS)]
        return forms.Media(
            css={"all": ["publishing/editor/editor.css"]},
            js=[forms.Script(path, defer=True) for path in scripts],
        )

    def build_attrs(self, base_attrs: dict[str, Any], extra_attrs: dict[str, Any] | None = None) -> dict[str, Any]:
        language = self.language or get_language() or settings.LANGUAGE_CODE
        return {
            "lang": language,
            "dir": "rtl" if language in settings.LANGUAGES_BIDI else "ltr",
            "data-rich-text": json.dumps(LABELS, default=str, ensure_ascii=False),
            "data-dirty-warning": True,
            **super().build_attrs(base_attrs, extra_attrs),
        }
