"""What the desk's templates need: the way around, the home page's numbers, and a piece's state in words."""

import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import template
from django.conf import settings
from django.contrib.admin.templatetags.admin_list import result_headers
from django.contrib.admin.views.main import ChangeList
from django.db.models.options import Options
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from publishing.dates import in_digits_of, in_words, institute_day
from submissions.admin import wording
from submissions.admin.filters import counts
from submissions.admin.home import home_of
from submissions.admin.queue import kept_filters
from submissions.admin.rows import rows_of, waited
from submissions.letters import moment_in_words
from submissions.models import Submission
from submissions.workflow import Status

register = template.Library()

register.filter("waited", waited)

QUEUE = "admin:submissions_submission_changelist"
# What stands in the bar of every page, by the name of its model; the rest is on the home page
DAILY = (
    ("Submission", _("Queue")),
    ("Article", _("Articles")),
    ("OutgoingEmail", _("Letters")),
    ("User", _("Staff")),
    ("SiteText", _("Words of the site")),
)
# The desk's own pages, after the queue
OF_THE_DESK = (
    ("admin:desk_calendar", _("Calendar")),
    ("admin:desk_figures", _("Figures")),
    ("admin:submissions_submission_add", _("Enter a piece")),
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
def list_address(opts: Options) -> str:
    """Return the name of the address of a model's list."""
    return f"admin:{opts.app_label}_{opts.model_name}_changelist"


@register.filter
def moment(value: datetime.datetime) -> str:
    """Return day, hour and time zone in the viewer's language."""
    return moment_in_words(value, get_language())


@register.filter
def clock(value: datetime.datetime) -> str:
    """Return day and hour in the viewer's language, by the institute's clock."""
    return moment_in_words(value, get_language()).rpartition(" (")[0]


@register.filter
def hour(value: datetime.datetime) -> str:
    """Return the hour alone, by the institute's clock."""
    local = value.astimezone(ZoneInfo(settings.INSTITUTE_TIME_ZONE))
    return in_digits_of(get_language(), f"{local:%H:%M}")


@register.filter
def day_in_words(value: datetime.date | datetime.datetime | None) -> str:
    if value is None:
        return ""
    day = institute_day(value) if isinstance(value, datetime.datetime) else value
    return in_words(day, get_language())


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
        links[1:1] = [(label, reverse(name)) for name, label in OF_THE_DESK]
    here = context["request"].path
    open_at = max((path for _label, path in links if here.startswith(path)), key=len, default="")
    return [{"label": label, "address": path, "is_current": path == open_at} for label, path in links]


@register.simple_tag(takes_context=True)
def queue_parts(context: template.Context, changelist: ChangeList) -> dict[str, Any]:
    """Return what stands around the rows of the queue: tabs with their numbers, selects, and the heads of columns."""
    tab, *selects = changelist.filter_specs
    user = context["request"].user
    return {
        "tabs": tab.tabs(changelist, counts(changelist.root_queryset, user)),
        "tab": tab.value(),
        "selects": selects,
        "is_narrowed": any(select.value() for select in selects),
        "heads": list(result_headers(changelist)),
        "rows": rows_of(changelist.result_list),
    }


@register.simple_tag(takes_context=True)
def desk_home(context: template.Context) -> dict[str, Any]:
    """Return what the home page shows to somebody who works with pieces or looks after the letters."""
    return home_of(context["request"].user)
