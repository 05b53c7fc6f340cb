"""What the desk's templates need: the way around, the home page's numbers, and a piece's state in words."""

import datetime
from typing import Any

from django import template
from django.contrib.admin.templatetags.admin_list import result_headers
from django.contrib.admin.views.main import ChangeList
from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from publishing.dates import in_digits_of, in_words, institute_day
from submissions import permissions
from submissions.admin import wording
from submissions.admin.filters import TABS, counts
from submissions.admin.queue import kept_filters
from submissions.letters import moment_in_words
from submissions.models import Submission
from submissions.workflow import WAITING_FOR_DESK, Status

register = template.Library()

QUEUE = "admin:submissions_submission_changelist"
CARDS = ("you", "unclaimed", "author", "overdue", "urgent")
NEXT_UP = 6
# What stands in the bar of every page, by the name of its model; the rest is on the home page
DAILY = (
    ("Submission", _("Queue")),
    ("Article", _("Articles")),
    ("OutgoingEmail", _("Letters")),
    ("User", _("Staff")),
    ("SiteText", _("Words of the site")),
)


@register.filter
def tone(piece: Submission) -> str:
    """Return the class of the piece's chip."""
    return wording.tone_of(piece.status, piece.who_acts_next)


@register.filter
def next_step(piece: Submission) -> str:
    """Return in a few words what has to happen now."""
    return wording.NEXT_STEP[Status(piece.status)]


@register.filter
def moment(value: datetime.datetime) -> str:
    """Return day, hour and time zone in the viewer's language."""
    return moment_in_words(value, get_language())


@register.filter
def clock(value: datetime.datetime) -> str:
    """Return day and hour in the viewer's language, by the institute's clock."""
    return moment_in_words(value, get_language()).rpartition(" (")[0]


@register.filter
def day_in_words(value: datetime.date | datetime.datetime | None) -> str:
    if value is None:
        return ""
    day = institute_day(value) if isinstance(value, datetime.datetime) else value
    return in_words(day, get_language())


@register.filter
def waited(days: int) -> str:
    """Return "today", "1 day", "5 days"."""
    if days < 1:
        return gettext("today")
    if days == 1:
        return gettext("1 day")
    return gettext("%(days)s days") % {"days": in_digits_of(get_language(), days)}


@register.simple_tag(takes_context=True)
def queue_address(context: template.Context) -> str:
    """Return the way back to the queue as the viewer last narrowed it."""
    query = kept_filters(context["request"])
    return reverse(QUEUE) + (f"?{query}" if query else "")


@register.simple_tag(takes_context=True)
def desk_links(context: template.Context) -> list[dict[str, Any]]:
    """List the parts of the desk that the viewer uses daily and may enter, the one that is open marked."""
    apps = context.get("available_apps") or []
    lists = {model["object_name"]: model["admin_url"] for app in apps for model in app["models"]}
    links = [(label, lists[name]) for name, label in DAILY if lists.get(name)]
    if "Submission" in lists:
        links.insert(1, (_("Enter a piece"), reverse("admin:submissions_submission_add")))
    here = context["request"].path
    open_at = max((path for _label, path in links if here.startswith(path)), key=len, default="")
    return [{"label": label, "address": path, "is_current": path == open_at} for label, path in links]


@register.simple_tag(takes_context=True)
def queue_parts(context: template.Context, changelist: ChangeList) -> dict[str, Any]:
    """Return what stands around the rows of the queue: tabs with their numbers, selects, and the heads of columns."""
    tab, *selects = changelist.filter_specs
    user = context["request"].user
    return {
        "tabs": tab.tabs(changelist, counts(permissions.visible_at_desk(user), user)),
        "tab": tab.value(),
        "selects": selects,
        "is_narrowed": any(select.value() for select in selects),
        "heads": list(result_headers(changelist)),
    }


@register.simple_tag(takes_context=True)
def desk_home(context: template.Context) -> dict[str, Any]:
    """Return what the home page shows to somebody who works with pieces: numbers, and what comes next."""
    user = context["request"].user
    if not permissions.can_use_desk(user):
        return {}
    visible = permissions.visible_at_desk(user)
    numbers = counts(visible, user)
    queue = reverse(QUEUE)
    cards = [
        {"name": name, "label": TABS[name][0], "number": numbers[name], "address": f"{queue}?show={name}"}
        for name in CARDS
    ]
    next_up = visible.with_people().defer("article__body", "note_to_editor").filter(status__in=WAITING_FOR_DESK)
    mine = TABS["you"][1](next_up, user) | TABS["unclaimed"][1](next_up, user)
    return {"cards": cards, "next_up": mine.order_by("due_on", "status_since")[:NEXT_UP]}
