"""A co-author's printed name: ask for the confirmation once more."""

from typing import Any

from django.http import Http404
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from submissions.admin.moves.base import MoveView
from submissions.models import Contributor
from submissions.services import proofing


class AskNameAgainView(MoveView):
    move = "edit_details"
    button = _("Send the letter")
    intro = _("The co-author gets a letter with a fresh link. The link in an older letter stops working.")

    @cached_property
    def person(self) -> Contributor:
        people = self.piece.contributors.filter(is_submitting=False, confirmed_at=None)
        person = people.filter(pk=self.kwargs["person"]).first()
        if person is None:
            raise Http404
        return person

    def shown(self, form: Any) -> dict[str, Any]:
        title = gettext("Ask %(name)s again to confirm the printed name") % {"name": self.person.public_name}
        return {"title": title}

    def carry_out(self, form):
        proofing.ask_name_again(
            self.piece, actor=self.request.user, contributor=self.person, seen=self.seen, reason=form.reason()
        )
        return gettext("The letter goes out now.")
