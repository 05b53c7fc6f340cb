"""From an approved proof to a public page: a date, or now."""

from django.conf import settings
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from publishing import services as publishing
from submissions.admin.moves.base import MoveView
from submissions.admin_forms.proofing import PublishForm, ScheduleForm
from submissions.letters import moment_in_words
from submissions.services import publication


class ScheduleView(MoveView):
    move = "schedule"
    form_class = ScheduleForm
    template_name = "admin/submissions/submission/publish.html"
    intro = _("The approved proof is published by itself at the time you set. Until then it can be taken back.")

    def shown(self, form):
        return {"time_zone": settings.INSTITUTE_TIME_ZONE, "is_closed": form.is_held}

    def carry_out(self, form):
        publish_at = form.cleaned_data["publish_at"]
        publication.schedule(
            self.piece,
            actor=self.request.user,
            publish_at=publish_at,
            letter=form.letter_choice(),
            seen=self.seen,
            reason=form.reason(),
            override_reason=form.override_reason(),
        )
        return gettext("It will be published on %(when)s.") % {"when": moment_in_words(publish_at, get_language())}


class UnscheduleView(MoveView):
    move = "unschedule"
    intro = _("The date falls away. The proof stays approved.")

    def carry_out(self, form):
        publication.unschedule(
            self.piece,
            actor=self.request.user,
            letter=form.letter_choice(),
            seen=self.seen,
            reason=form.reason(),
        )
        return gettext("The date is taken back. The piece stays approved.")


class PublishView(MoveView):
    move = "publish"
    form_class = PublishForm
    template_name = "admin/submissions/submission/publish.html"
    intro = _("The approved proof becomes public at once, exactly as it was approved.")

    def shown(self, form):
        return {"is_closed": form.is_held}

    def carry_out(self, form):
        publication.publish(
            self.piece,
            actor=self.request.user,
            letter=form.letter_choice(),
            seen=self.seen,
            reason=form.reason(),
            override_reason=form.override_reason(),
        )
        return gettext("Published: %(address)s") % {"address": publishing.address(self.piece.article)}
