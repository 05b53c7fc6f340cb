"""The letters as the keeper of the outbox sees them, but for those about a piece that does not exist for the viewer."""

from django.contrib import admin
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest

from aiss.accounts.models import User
from aiss.mail.admin import OutgoingEmailAdmin
from aiss.mail.models import OutgoingEmail
from submissions import permissions
from submissions.models import Letter


def letters_shown_to(user: User) -> QuerySet[OutgoingEmail]:
    """Return the letters without those about pieces that are kept from `user`: their subjects name the piece."""
    # Asked letter by letter: of the few that a page is about, not of all that were ever written.
    its_piece = permissions.kept_from(user).filter(pk=OuterRef("event__submission"))
    return OutgoingEmail.objects.exclude(Exists(Letter.objects.filter(Exists(its_piece), email=OuterRef("pk"))))


class OutboxAdmin(OutgoingEmailAdmin):
    """The outbox; a letter that is kept from its viewer is answered like one that does not exist."""

    def get_queryset(self, request: HttpRequest) -> QuerySet[OutgoingEmail]:
        return letters_shown_to(request.user).without_content()


admin.site.unregister(OutgoingEmail)
admin.site.register(OutgoingEmail, OutboxAdmin)
