"""Writing to the desk: the form stands on the piece's page, and here on a page of its own."""

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from submissions.forms.answers import WriteForm
from submissions.services import conversing
from submissions.views.leaving import MovePage


class WritePage(MovePage):
    """A message to the desk; a second click sends nothing, which the service sees by the words themselves."""

    action = "write_back"
    form_class = WriteForm
    verb = staticmethod(conversing.write_back)
    title = _("Write to the desk")
    lede = _("Your editor gets a letter that says you have written, and answers on your piece's page.")
    button = _("Send the message")
    done = _("Your message is with the desk.")
    is_bound_to_page = False

    def has_just(self, action: str) -> bool:
        """Tell whether the very words of this POST were the last thing that happened."""
        last = self.piece.events.order_by("-pk").prefetch_related("texts").first()
        message = self.request.POST.get("message", "").replace("\r\n", "\n").strip()
        return super().has_just(action) and message in [text.text for text in last.texts.all()]

    def to_piece(self) -> HttpResponse:
        return self.to("piece", self.piece.reference, fragment="conversation")
