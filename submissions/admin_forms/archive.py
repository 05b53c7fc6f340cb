"""An article that was published before: first its text, then what is printed around it."""

import datetime
from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from publishing.content import ArticleContent, PublicByline
from publishing.models import Author, Topic
from publishing.models.article import Kind
from publishing.old_addresses import OldAddressRefused, checked_path, place_of
from submissions.admin_forms.fields import LineField, LinesField, ParagraphField
from submissions.admin_forms.received import ReadForm
from submissions.admin_forms.texts import standfirst_field, title_field
from submissions.services.archive import NEW_PROFILE, NO_PROFILE, Entry
from submissions.validators import validate_line
from submissions.written_days import DayRefused, day_from

MOST_BYLINES = 12
MOST_ADDRESSES = 20
# Of most articles there is none of this to say; on the page they stand behind a line that opens them
RARE = (
    "first_published_in",
    "first_published_url",
    "translation_of",
    "translators",
    "editors_note",
    "licence",
    "pen_name",
)


class ReadBeforeForm(ReadForm):
    """The text, which may be a saved page of the old site too."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].label = _("Language of the article")
        self.fields["file"].help_text = _("A .docx, .odt, .rtf, .md, .txt or .html is read. At most 10 MB.")
        self.fields["file"].widget.attrs["accept"] = ".docx,.odt,.rtf,.md,.txt,.html,.htm"


class PastDayField(LineField):
    """A day that has come, in either calendar and in any digits; the value is a date."""

    def clean(self, value: Any) -> datetime.date:
        text = super().clean(value)
        try:
            day = day_from(text)
        except DayRefused as refusal:
            raise ValidationError(str(refusal), code="no_day") from refusal
        if day > timezone.localdate():
            raise ValidationError(_("This day has not come yet. Write the day of publication."), code="future")
        return day


class BylineForm(forms.Form):
    """One printed name, and the profile that it leads to."""

    name = LineField(label=_("Name to be printed"), max_length=150)
    honorific = LineField(label=_("Honorific"), max_length=40, required=False)
    role = LineField(label=_("Role line"), max_length=200, required=False)
    bio = ParagraphField(label=_("Bio"), max_length=600, required=False)
    profile = forms.ChoiceField(label=_("Public profile"), required=False)

    def __init__(self, *args: Any, profiles: Sequence[tuple[str, Any]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["profile"].choices = profiles

    def byline(self) -> PublicByline:
        return PublicByline(**{name: self.cleaned_data[name] for name in ("name", "honorific", "role", "bio")})


def profile_choices() -> list[tuple[str, Any]]:
    """Return every author's profile by its address, with its name in the active language, in two queries."""
    language = get_language() or settings.LANGUAGE_CODE
    found = [
        (author.slug, f"{text.name if text else ''} · {author.slug}")
        for author in Author.objects.with_texts().order_by("slug")
        for text in [author.text_in(language)]
    ]
    return [(NO_PROFILE, _("None")), (NEW_PROFILE, _("A new profile under this name")), *found]


class BaseBylines(forms.BaseFormSet):
    """Names in the order they are printed; one that stays empty is left out."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, prefix="people", form_kwargs={"profiles": profile_choices()}, **kwargs)

    def clean(self) -> None:
        if not any(self.errors) and not self.filled_in():
            raise ValidationError(_("Write at least one name to be printed."), code="no_name")

    @property
    def shown(self) -> list[BylineForm]:
        """Return the forms that are filled in, or one; `spare` are the others."""
        return [form for position, form in enumerate(self.forms) if position == 0 or _is_used(form)]

    @property
    def spare(self) -> list[BylineForm]:
        return [form for form in self.forms if form not in self.shown]

    def filled_in(self) -> list[BylineForm]:
        return [form for form in self.forms if form.has_changed() and form.cleaned_data.get("name")]


def _is_used(form: BylineForm) -> bool:
    return bool(form.initial or (form.is_bound and form.has_changed()))


Bylines = forms.formset_factory(BylineForm, formset=BaseBylines, extra=2, max_num=MOST_BYLINES, validate_max=True)


class EntryForm(forms.Form):
    """What is printed around the text, and where the article stood."""

    language = forms.ChoiceField(label=_("Language of the article"), choices=settings.LANGUAGES)
    kind = forms.ChoiceField(label=_("Kind"), choices=Kind.choices)
    title = title_field()
    standfirst = standfirst_field()
    published_on = PastDayField(
        label=_("Day of publication"),
        max_length=60,
        help_text=_("In either calendar, for example 2019-05-03, 3 May 2019 or ۱۳۹۸/۲/۱۳."),
    )
    first_published_in = LineField(label=_("First published in"), required=False, max_length=200)
    first_published_url = forms.CharField(
        label=_("Address of the first publication"),
        required=False,
        max_length=500,
        validators=[URLValidator(schemes=["http", "https"])],
        widget=forms.URLInput(attrs={"dir": "ltr"}),
    )
    old_addresses = LinesField(
        label=_("Old addresses"),
        required=False,
        max_length=10_000,
        help_text=_("Where it stood on the institute's former sites, one a line. They lead here from now on."),
        widget=forms.Textarea(attrs={"rows": 2, "dir": "ltr"}),
    )
    topics = forms.MultipleChoiceField(label=_("Topics"), required=False, widget=forms.CheckboxSelectMultiple)
    translation_of = LineField(
        label=_("Translation of"),
        required=False,
        max_length=500,
        help_text=_("The address here of the article that this one translates."),
        widget=forms.TextInput(attrs={"dir": "ltr"}),
    )
    translators = LinesField(
        label=_("Translators"),
        required=False,
        max_length=1000,
        help_text=_("Their names, one a line."),
        widget=forms.Textarea(attrs={"rows": 1, "dir": "auto"}),
    )
    editors_note = ParagraphField(label=_("Editor's note"), required=False, max_length=2000)
    licence = LineField(
        label=_("Licence"), required=False, max_length=100, help_text=_("Empty for the one that every article has.")
    )
    pen_name = forms.BooleanField(label=_("The page says that the name is a pen name"), required=False)
    takes_out = forms.BooleanField(
        label=_("Take these lines out of the text"),
        required=False,
        help_text=_(
            "The title, name, standfirst or bio found at its beginning and end, so that nothing is printed twice."
        ),
    )
    is_another = forms.BooleanField(label=_("This is another article. Publish it as well."), required=False)

    def __init__(self, *args: Any, has_proposals: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not has_proposals:
            del self.fields["takes_out"]
        topics = [(topic.slug, topic.text_in(get_language()) or topic.slug) for topic in Topic.objects.with_texts()]
        self.fields["topics"].choices = topics
        if not topics:
            del self.fields["topics"]

    @property
    def usual_fields(self) -> list[forms.BoundField]:
        return [field for field in self if field.name not in {*RARE, "is_another", "takes_out"}]

    @property
    def rare_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in RARE]

    @property
    def has_rare(self) -> bool:
        return any(field.errors or field.value() for field in self.rare_fields)

    def clean_old_addresses(self) -> tuple[str, ...]:
        lines = [line for line in self.cleaned_data["old_addresses"].splitlines() if line.strip()]
        if len(lines) > MOST_ADDRESSES:
            raise ValidationError(_("Please keep to twenty old addresses."), code="too_many")
        try:
            return tuple(dict.fromkeys(map(checked_path, lines)))
        except OldAddressRefused as refusal:
            raise ValidationError(str(refusal), code="refused") from refusal

    def clean_translation_of(self) -> str:
        text = self.cleaned_data["translation_of"]
        if not text:
            return ""
        try:
            place = place_of(text)
        except OldAddressRefused as refusal:
            raise ValidationError(str(refusal), code="refused") from refusal
        if isinstance(place, str):
            raise ValidationError(_("This is not the address of an article of this site."), code="no_article")
        return place.short_id

    def clean_translators(self) -> tuple[str, ...]:
        names = tuple(line.strip() for line in self.cleaned_data["translators"].splitlines() if line.strip())
        for name in names:
            validate_line(name)
        return names

    def entry(self, people: BaseBylines, body: str) -> Entry:
        """Return the article as the service takes it; for a valid form and valid names."""
        data = self.cleaned_data
        copied = ("language", "kind", "title", "standfirst", "first_published_in", "first_published_url", "licence")
        copied += ("editors_note", "pen_name", "translation_of", "translators")
        filled_in = people.filled_in()
        content = ArticleContent(
            body=body,
            bylines=tuple(form.byline() for form in filled_in),
            topics=tuple(data.get("topics", ())),
            **{name: data[name] for name in copied},
        )
        return Entry(
            content=content,
            published_on=data["published_on"],
            old_addresses=data["old_addresses"],
            profiles=tuple(form.cleaned_data["profile"] for form in filled_in),
        )
