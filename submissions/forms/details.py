"""Second step: what will be printed around the text, who writes, and what the author declares."""

from typing import Any

from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from submissions.forms.base import AuthorForm, Fold, Part
from submissions.forms.calls import CallField, choices_of
from submissions.forms.fields import AddressField, LineField, LinksField, MessageField, ParagraphField
from submissions.forms.people import BIO_LENGTH, NAME_LENGTH, ROLE_LENGTH, BaseCoauthors, coauthors
from submissions.forms.text import STANDFIRST_LENGTH, TITLE_LENGTH
from submissions.models import DECLARATIONS, Draft, Kind, LicenceText
from submissions.services import calls, drafting

NOTE_LENGTH = 5000
UNKNOWN_CHOICE = {"invalid_choice": _("Please choose one of the list.")}
NEW_LICENCE = _("The declaration is a new one. Please read it again.")
OTHER_LICENCE = _("This kind of piece has a declaration of its own. Please read it, and agree once more.")
PEN_NAME = ("is_pen_name", "legal_name", "pen_name_reason")
ABOUT_AUTHOR = ("honorific", "role_line", "affiliation", "links")
ABOUT_PIECE = ("piece_language", "letter_language", "note_to_editor")


class DetailsForm(AuthorForm):
    take_out = forms.BooleanField(
        label=_("Take these lines out of the text: they will be printed from the fields below."), required=False
    )
    title = LineField(
        label=_("Title"), max_length=TITLE_LENGTH, error_messages={"required": _("Please write a title.")}
    )
    standfirst = ParagraphField(
        label=_("Standfirst"),
        required=False,
        max_length=STANDFIRST_LENGTH,
        help_text=_("One or two sentences below the title, if you like."),
    )
    public_name = LineField(
        label=_("Your name as it will be printed"),
        max_length=NAME_LENGTH,
        error_messages={"required": _("Please write the name that will be printed.")},
    )
    is_pen_name = forms.BooleanField(label=_("The name above is a pen name."), required=False)
    legal_name = LineField(
        label=_("Your legal name"),
        required=False,
        max_length=200,
        help_text=_(
            "Not needed to send the piece. It is kept encrypted and apart; only a chief editor can open it, and each "
            "look is recorded."
        ),
    )
    pen_name_reason = MessageField(label=_("Why a pen name"), required=False, max_length=2000)
    bio = ParagraphField(
        label=_("One line about you, printed below the text"),
        max_length=BIO_LENGTH,
        error_messages={"required": _("Please write one line about yourself, such as “Bahar Mehr is a writer.”")},
    )
    email = AddressField(
        label=_("Your e-mail address"),
        help_text=_("We send a code there to confirm it. The address is not published."),
        error_messages={"required": _("Please write your e-mail address.")},
    )
    honorific = LineField(
        label=_("Honorific"),
        required=False,
        max_length=40,
        help_text=_("Such as Dr or Professor, if you want it printed."),
    )
    role_line = LineField(
        label=_("Role"), required=False, max_length=ROLE_LENGTH, help_text=_("Such as “Researcher, Kabul University”.")
    )
    affiliation = LineField(
        label=_("Affiliation"), required=False, max_length=200, help_text=_("For the editor; it is not printed.")
    )
    links = LinksField(
        label=_("Links to print below the text"),
        required=False,
        max_length=2000,
        help_text=_("Your page or profile, one a line."),
    )
    kind = forms.ChoiceField(label=_("Kind of piece"), error_messages=UNKNOWN_CHOICE)
    call = CallField(widget=forms.Select)
    piece_language = forms.ChoiceField(
        label=_("Language of the piece"), choices=settings.LANGUAGES, error_messages=UNKNOWN_CHOICE
    )
    letter_language = forms.ChoiceField(
        label=_("Language of our letters to you"), choices=settings.LANGUAGES, error_messages=UNKNOWN_CHOICE
    )
    note_to_editor = MessageField(
        label=_("Note to the editor"),
        required=False,
        max_length=NOTE_LENGTH,
        help_text=_("What the piece answers, whether it is urgent, anything we should know."),
    )
    is_agreed = forms.BooleanField(
        label=_("I have read this and agree."),
        error_messages={"required": _("Please read the declaration and tick the box.")},
    )
    # The layout's licence part sends it: the text that is on the page, not the one that was on the page before.
    licence = forms.ModelChoiceField(
        LicenceText.objects.all(), required=False, error_messages={"invalid_choice": NEW_LICENCE}
    )
    published_before = MessageField(
        label=_("Where it was published or offered before"), required=False, max_length=3000
    )
    conflict_of_interest = MessageField(label=_("Interests or funding to name"), required=False, max_length=3000)
    ai_use = MessageField(label=_("How AI tools were used"), required=False, max_length=3000)

    def __init__(self, data: Any = None, *, draft: Draft, kind: Kind, licence: LicenceText, rows: int = 0) -> None:
        """Show the draft's fields, filled in from what was found in the text where nothing has been typed yet.

        `licence` is what an author of `kind`, the one that is chosen now, agrees to.
        """
        self.shown_licence = licence
        found = drafting.proposed(draft)
        values = {name: draft.fields[name] or found.get(name, "") for name in self.base_fields if name in draft.fields}
        super().__init__(data, initial=values | {"take_out": not draft.fields["is_left_in"], "licence": licence.pk})
        self.initial["kind"] = kind.code
        self.kinds = list(Kind.objects.offered())
        self.fields["kind"].choices = [(kind.code, kind.name_in(get_language())) for kind in self.kinds]
        self._offer_calls(draft.fields["call"])
        self.declarations = self._ask_declarations()
        for name in (*PEN_NAME, *self.declarations, "note_to_editor"):
            self.fields[name].widget.attrs.setdefault("rows", 3)
        for name in ("standfirst", "bio"):
            self.fields[name].widget.attrs["rows"] = 2
        people = draft.fields["coauthors"] or found.pop("coauthors", [])
        self.coauthors: BaseCoauthors = coauthors(data, people=people, rows=rows)
        self.found = [(self.fields[name].label, value) for name, value in found.items() if name in self.fields]
        self.helper.layout = self._layout()

    def _offer_calls(self, chosen: str) -> None:
        offered = calls.on_offer(chosen)
        if offered:
            self.fields["call"].widget.choices = choices_of(offered)
        else:
            del self.fields["call"]

    def _ask_declarations(self) -> list[str]:
        """Keep the declarations that some kind on offer asks for, each with the kinds that do where not all do."""
        for name in DECLARATIONS:
            asking = [kind for kind in self.kinds if name in kind.declarations_asked]
            if not asking:
                del self.fields[name]
            elif len(asking) < len(self.kinds):
                names = ", ".join(kind.name_in(get_language()) for kind in asking)
                self.fields[name].help_text = _("Asked for: %(kinds)s.") % {"kinds": names}
        return [name for name in DECLARATIONS if name in self.fields]

    def _layout(self) -> Layout:
        box = [Part("submissions/forms/_found.html", found=self.found), "take_out"] if self.found else []
        about = ["kind", Part("submissions/forms/_guidance.html"), *(["call"] if "call" in self.fields else [])]
        differs = [Fold(_("Something in it is different for this piece"), *self.declarations)]
        return Layout(
            *box,
            Fieldset(_("What you send"), *about),
            Fieldset(_("What will be printed"), "title", "standfirst", "public_name", *self._pen_name(), "bio"),
            Fieldset(_("Where we reach you"), "email"),
            Fieldset(
                _("If you like"),
                Fold(_("More about you"), *ABOUT_AUTHOR),
                CoauthorsFold(_("Co-authors"), Part("submissions/forms/_coauthors.html"), css_id="coauthors"),
                ChoicesFold(_("About the piece and our letters"), *ABOUT_PIECE, css_id="about-piece"),
            ),
            Fieldset(
                _("Declaration"),
                Part("submissions/forms/_licence.html"),
                *(differs if self.declarations else []),
                "is_agreed",
            ),
        )

    def _pen_name(self) -> list[Any]:
        hint = Part("submissions/forms/_pen_name.html")
        return [Fold(_("You may write under a pen name."), hint, *PEN_NAME)]

    def is_valid(self) -> bool:
        # Both are asked, so that one round shows everything that is wrong.
        are_people_valid = self.coauthors.is_valid()
        return super().is_valid() and are_people_valid

    def clean(self) -> dict[str, Any]:
        agreed_to = self.cleaned_data.get("licence")
        if self.cleaned_data.get("is_agreed") and not self._is_shown(agreed_to):
            is_of_another = agreed_to is not None and agreed_to.kind_id != self.shown_licence.kind_id
            sentence = OTHER_LICENCE if is_of_another else NEW_LICENCE
            self.add_error("is_agreed", ValidationError(sentence, code="changed"))
        return self.cleaned_data

    def _is_shown(self, agreed_to: LicenceText | None) -> bool:
        """Tell whether the author read the text in force for the kind, in whichever language."""
        shown = self.shown_licence
        return agreed_to is not None and (agreed_to.kind_id, agreed_to.version) == (shown.kind_id, shown.version)

    def to_keep(self) -> dict[str, Any]:
        """Return values for the draft's fields, and which of them cannot be sent as they are."""
        values = self.kept()
        leaves_in = not values.pop("take_out") and bool(self.found)
        licence = values.pop("licence", None)
        values["licence"] = licence.pk if isinstance(licence, LicenceText) and values["is_agreed"] else 0
        if isinstance(values["links"], str):
            values["links"] = values["links"].splitlines()
        faulty = [name for name in self.errors if name in values]
        if not self.coauthors.is_valid():
            faulty.append("coauthors")
        return {**values, "coauthors": self.coauthors.kept(), "is_left_in": leaves_in, "faulty": faulty}

    @property
    def faults(self) -> list[tuple[str, list[str]]]:
        found = super().faults
        for form in self.coauthors.forms:
            found += form.faults
        return found


class CoauthorsFold(Fold):
    def is_open(self, form: DetailsForm, names: Any) -> bool:
        rows = form.coauthors
        return rows.is_shown or (rows.is_bound and bool(rows.kept()))


class ChoicesFold(Fold):
    """Choices always hold something: open only where one is refused, or a note was written."""

    def is_open(self, form: forms.Form, names: Any) -> bool:
        return any(form[name].errors for name in names) or bool(form["note_to_editor"].value())


def as_typed(draft: Draft) -> dict[str, Any]:
    """Return the draft's fields as a browser would send them, so that a form shows what is wrong with them."""
    people = draft.fields["coauthors"]
    data = {name: draft.fields[name] for name in DetailsForm.base_fields if name in draft.fields}
    data |= {"links": "\n".join(draft.fields["links"]), "take_out": not draft.fields["is_left_in"]}
    data["licence"] = draft.fields["licence"] or ""
    data |= {"coauthor-TOTAL_FORMS": len(people) + 1, "coauthor-INITIAL_FORMS": 0}
    for number, person in enumerate(people):
        data |= {f"coauthor-{number}-{name}": value for name, value in person.items()}
    return data
