"""The demo's themed call, open for some weeks around the day on which the demo is made."""

import datetime

from django.utils import timezone

from submissions.models import Call

OPEN_SINCE, OPEN_FOR = 20, 40  # days


def make_call() -> Call:
    """Return the call, made now where it is missing."""
    today = timezone.localdate()
    call, _is_new = Call.objects.get_or_create(
        code="shared-water",
        defaults={
            "title_en": "Shared water",
            "title_fa": "آب مشترک",
            "title_ps": "ګډې اوبه",
            "text_en": "Rivers, wells and karezes are shared by people who do not always agree. We look for pieces by "
            "those who live from them, mend them or count them.",
            "text_fa": "دریا، چاه و کاریز میان کسانی مشترک است که همیشه با هم موافق نیستند. نوشته‌های کسانی را "
            "می‌جوییم که از آب زندگی می‌کنند، آن را نگاه می‌دارند یا حساب می‌کنند.",
            "text_ps": "سیندونه، څاګانې او کارېزونه د هغو خلکو ګډ دي چې تل سره سلا نه وي. د هغو کسانو لیکنې لټوو چې له "
            "اوبو ژوند کوي، یې ساتي یا یې شمېري.",
            "opens_on": today - datetime.timedelta(days=OPEN_SINCE),
            "closes_on": today + datetime.timedelta(days=OPEN_FOR),
        },
    )
    return call
