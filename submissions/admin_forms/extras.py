"""What the desk prints around a piece: its topics, a picture, and of what it is a translation."""

from publishing.admin.picture_fields import PictureFieldsMixin
from publishing.admin.topic_field import in_order, topic_field
from publishing.admin.translation_fields import TranslationFieldsMixin
from submissions.printing import PrintedExtras


class ExtrasMixin(PictureFieldsMixin, TranslationFieldsMixin):
    """Fields for the `PrintedExtras` of a piece; add them with `add_extras_fields`."""

    def add_extras_fields(self) -> None:
        self.kept_extras = PrintedExtras.of(self.piece)
        self.fields["topics"] = topic_field(self.kept_extras.topics)
        if not self.fields["topics"].choices:
            del self.fields["topics"]
        self.add_picture_fields(self.kept_extras.picture)
        self.add_translation_fields(self.piece.language, self.kept_extras.translation_of, self.kept_extras.translators)

    def extras(self) -> PrintedExtras:
        """Return what was chosen; for a valid form."""
        return PrintedExtras(
            topics=in_order(self.cleaned_data.get("topics", []), self.kept_extras.topics),
            picture=self.chosen_picture(),
            translation_of=self.cleaned_data["translation_of"],
            translators=self.cleaned_data["translators"],
        )

    def shown_extras(self) -> PrintedExtras:
        """Return what the page shows of the piece: what was chosen, once it holds."""
        return self.extras() if self.is_bound and self.is_valid() else self.kept_extras
