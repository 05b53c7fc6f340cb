"""Letters as their keeper sees them: how each one fares, never to whom it goes or what it says."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.timesince import timesince
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from aiss.mail import outbox, pause
from aiss.mail.models import OutgoingEmail

# The value of the right, which a layer above this one names.
MAIL_RIGHT = "mail"


@admin.register(OutgoingEmail)
class OutgoingEmailAdmin(admin.ModelAdmin):
    list_display = [
        "id",
        "kind",
        "language",
        "state",
        "age",
        "attempts",
        "last_code",
        "last_error",
        "possibly_delivered",
    ]
    list_display_links = ["id", "kind"]
    list_filter = ["state", "lane", "kind"]
    list_per_page = 50
    ordering = ["-created_at"]
    show_full_result_count = False
    actions = None
    fields = [
        "kind", "language", "subject", "state", "lane", "created_at", "due_at", "expires_at", "retry_at", "sent_at",
        "forgotten_at", "attempts", "last_code", "last_error", "possibly_delivered", "message_id",
    ]  # fmt: skip
    readonly_fields = fields

    def has_view_permission(self, request: HttpRequest, obj: OutgoingEmail | None = None) -> bool:
        return request.user.is_authenticated and request.user.has_right(MAIL_RIGHT)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: OutgoingEmail | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: OutgoingEmail | None = None) -> bool:
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet[OutgoingEmail]:
        return super().get_queryset(request).without_content()

    def get_urls(self) -> list:
        moves = [
            path("<path:object_id>/retry/", self.admin_site.admin_view(self.retry_view), name="mail_letter_retry"),
            path("<path:object_id>/cancel/", self.admin_site.admin_view(self.cancel_view), name="mail_letter_cancel"),
            path("resume/", self.admin_site.admin_view(self.resume_view), name="mail_resume"),
        ]
        return moves + super().get_urls()

    @admin.display(description=gettext_lazy("age"), ordering="created_at")
    def age(self, email: OutgoingEmail) -> str:
        return timesince(email.created_at, timezone.now(), depth=1)

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        age = outbox.oldest_unsent_age(self.get_queryset(request).order_by())
        context = {"pause": pause.current(), "oldest_unsent_minutes": int(age.total_seconds() // 60) if age else 0}
        return super().changelist_view(request, {**context, **(extra_context or {})})

    def retry_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        email = self._letter(request, object_id)
        return self._move(
            request,
            email=email,
            title=_("Send this letter again"),
            explanation=_("The letter goes to the same recipient with the same text, and counts its attempts anew."),
            button=_("Send again"),
            service=lambda: outbox.retry(email),
            done=_("The letter is on its way to be sent."),
            refused=_("This letter cannot be sent again: it has left, was erased, or is of no use any more."),
        )

    def cancel_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        email = self._letter(request, object_id)
        return self._move(
            request,
            email=email,
            title=_("Cancel this letter"),
            explanation=_("The letter is not sent. Its recipient learns nothing, so tell them some other way."),
            button=_("Cancel the letter"),
            service=lambda: outbox.cancel(email),
            done=_("The letter is cancelled."),
            refused=_("It is too late to cancel this letter: look at its state."),
        )

    def resume_view(self, request: HttpRequest) -> HttpResponse:
        if not self.has_view_permission(request):
            raise PermissionDenied
        return self._move(
            request,
            title=_("Try to send again now"),
            explanation=_("Do this once the mail account works again. One letter is tried first."),
            button=_("Try now"),
            service=outbox.resume,
            done=_("The next letter is tried now."),
            refused=_("Sending is not paused."),
        )

    def _letter(self, request: HttpRequest, object_id: str) -> OutgoingEmail:
        if not self.has_view_permission(request):
            raise PermissionDenied
        email = self.get_object(request, unquote(object_id))
        if email is None:
            raise Http404
        return email

    def _move(
        self,
        request: HttpRequest,
        *,
        service: Callable[[], bool],
        done: str,
        refused: str,
        email: OutgoingEmail | None = None,
        **texts: str,
    ) -> HttpResponse:
        """Ask on GET, act on POST, and go back with a sentence about what became of it."""
        back = reverse("admin:mail_outgoingemail_changelist")
        if request.method != "POST":
            context = {
                **self.admin_site.each_context(request),
                **texts,
                "opts": self.opts,
                "email": email,
                "back": back,
            }
            return TemplateResponse(request, "admin/mail/outgoingemail/move.html", context)
        if service():
            self.message_user(request, done, messages.SUCCESS)
        else:
            self.message_user(request, refused, messages.ERROR)
        return HttpResponseRedirect(back)
