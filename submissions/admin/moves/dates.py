"""Moving a date: of publication, or the day by which an author answers. Each is one form."""

from typing import Any

from django.conf import settings
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from publishing.dates import in_words
from submissions.admin.moves.base import MoveView
from submissions.admin_forms.dates import MoveDueForm, RescheduleForm
from submissions.letters import moment_in_words
from submissions.services import deciding, publication


class RescheduleView(MoveView):
    move = "reschedule"
    form_class = RescheduleForm
    template_name = "admin/submissions/submission/publish.html"
    button = _("Move the date")
    intro = _("The piece stays scheduled and approved; it is published by itself at the new time.")

    def initial(self) -> dict[str, Any]:
        return {"publish_at": self.piece.publish_at}

    def shown(self, form: RescheduleForm) -> dict[str, Any]:
        return {"time_zone": settings.INSTITUTE_TIME_ZONE, "is_closed": form.is_held}

    def carry_out(self, form: RescheduleForm) -> str:
        publish_at = form.cleaned_data["publish_at"]
        publication.reschedule(
            self.piece,
            actor=self.request.user,
            publish_at=publish_at,
            letter=form.letter_choice(),
            seen=self.seen,
            reason=form.reason(),
            override_reason=form.override_reason(),
        )
        return gettext("The date is moved. It will be published on %(when)s.") % {
            "when": moment_in_words(publish_at, get_language())
        }


class MoveDueView(MoveView):
    move = "move_due"
    form_class = MoveDueForm
    button = _("Give this day")
    intro = _("The author gets until another day for what they were asked for.")

    def initial(self) -> dict[str, Any]:
        return {"due_on": self.piece.due_on}

    def carry_out(self, form: MoveDueForm) -> str:
        due_on = form.cleaned_data["due_on"]
        deciding.move_due(
            self.piece,
            actor=self.request.user,
            due_on=due_on,
            letter=form.letter_choice(),
            seen=self.seen,
            reason=form.reason(),
        )
        return gettext("The author has until %(day)s.") % {"day": in_words(due_on, get_language())}
