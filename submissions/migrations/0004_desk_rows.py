"""What the desk starts with: guidance, questions to reviewers and checklists for the two kinds, in three languages."""

from django.db import migrations
from django.db.models import Min

GUIDANCE = {
    "opinion": (
        "One argument, stated early, for readers who are not specialists. Name your sources as links or in the text.",
        "یک استدلال که زود گفته شود، برای خوانندهٔ غیرمتخصص. منابع خود را به شکل پیوند یا در متن نام ببرید.",
        "یو استدلال چې ژر وویل شي، د هغو لوستونکو لپاره چې متخصصان نه دي. خپلې سرچینې د لینک په بڼه یا په متن کې ونوموئ.",
    ),
    "academic": (
        "Question, method, evidence and what follows from it, with footnotes for every source. "
        "At least one reader outside the desk gives an opinion; neither side learns the other's name.",
        "پرسش، روش، شواهد و نتیجهٔ آن، با پانوشت برای هر منبع. دست‌کم یک خواننده بیرون از دفتر نظر "
        "می‌دهد؛ هیچ طرف نام طرف دیگر را نمی‌داند.",
        "پوښتنه، طریقه، شواهد او پایله یې، د هرې سرچینې لپاره لمنلیک. لږ تر لږه یو لوستونکی له دفتر "
        "بهر خپل نظر ورکوي؛ هېڅ لوری د بل نوم نه پېژني.",
    ),
}

# code of the kind: (English, Persian, Pashto, has to be answered, may go to the author)
QUESTIONS = {
    "opinion": [
        (
            "Does the argument hold?",
            "آیا استدلال استوار است؟",
            "ایا استدلال ټینګ دی؟",
            True,
            True,
        ),
        (
            "Is anything in it wrong, unfair or a risk to somebody?",
            "آیا چیزی در آن نادرست، ناعادلانه یا خطری برای کسی است؟",
            "ایا په کې کوم څه ناسم، ناعادلانه یا د چا لپاره خطر دی؟",
            True,
            False,
        ),
    ],
    "academic": [
        (
            "Is the question clear, and does the method answer it?",
            "آیا پرسش روشن است و روش به آن پاسخ می‌دهد؟",
            "ایا پوښتنه څرګنده ده او طریقه یې ځواب ورکوي؟",
            True,
            True,
        ),
        (
            "Does the evidence carry the conclusions?",
            "آیا شواهد از نتیجه‌ها پشتیبانی می‌کند؟",
            "ایا شواهد پایلې ثابتوي؟",
            True,
            True,
        ),
        (
            "Is the literature that matters there?",
            "آیا ادبیات مهم موضوع آمده است؟",
            "ایا د موضوع مهم آثار یاد شوي دي؟",
            False,
            True,
        ),
        (
            "Is anything in it a risk to somebody?",
            "آیا چیزی در آن خطری برای کسی است؟",
            "ایا په کې کوم څه د چا لپاره خطر دی؟",
            True,
            False,
        ),
    ],
}

# English, Persian, Pashto, how it is seen, whether it holds publication
CHECKLIST = [
    ("Every printed name is confirmed", "هر نامِ چاپی تأیید شده است", "هر چاپي نوم تایید شوی دی", "bylines", True),
    ("Every author has a bio", "هر نویسنده معرفی دارد", "هر لیکوال پېژندنه لري", "bios", True),
    ("The links are checked", "پیوندها وارسی شده‌اند", "لینکونه کتل شوي دي", "links", True),
    (
        "Title and final text are approved",
        "عنوان و متن نهایی تأیید شده‌اند",
        "سرلیک او وروستی متن تایید شوي دي",
        "proof",
        True,
    ),
    (
        "The disclaimer exists in the piece's language",
        "سلب مسئولیت در زبان نوشته موجود است",
        "د مسوولیت نه منلو یادښت د لیکنې په ژبه شته",
        "disclaimer",
        True,
    ),
    (
        "Nothing in the text gives away somebody at risk",
        "هیچ چیز در متن کسی را که در خطر است آشکار نمی‌کند",
        "په متن کې هېڅ شی هغه څوک نه رسوا کوي چې په خطر کې وي",
        "by_hand",
        False,
    ),
]


def seed(apps, schema_editor):
    kinds = {kind.code: kind for kind in apps.get_model("submissions", "Kind").objects.all()}
    question_model = apps.get_model("submissions", "ReviewQuestion")
    item_model = apps.get_model("submissions", "ChecklistItem")
    for code, kind in kinds.items():
        if code in GUIDANCE:
            kind.guidance_en, kind.guidance_fa, kind.guidance_ps = GUIDANCE[code]
        if code == "academic":
            kind.printed_as, kind.needs_review = "academic", True
            kind.anonymity, kind.review_days = "both_hidden", 28
        kind.save()
        for position, (en, fa, ps, is_required, is_for_author) in enumerate(QUESTIONS.get(code, []), start=1):
            question_model.objects.create(
                kind=kind, position=position, text_en=en, text_fa=fa, text_ps=ps,
                is_required=is_required, is_for_author=is_for_author,
            )
        for position, (en, fa, ps, check_by, is_required) in enumerate(CHECKLIST, start=1):
            item_model.objects.create(
                kind=kind, position=position, text_en=en, text_fa=fa, text_ps=ps,
                check_by=check_by, is_required=is_required,
            )


def date_first_decisions(apps, schema_editor):
    """Pieces from before this migration know from their decisions when they were first answered."""
    decisions = apps.get_model("submissions", "Decision").objects
    submissions = apps.get_model("submissions", "Submission").objects
    for row in decisions.values("submission").annotate(first=Min("made_at")).order_by():
        submissions.filter(pk=row["submission"]).update(answered_at=row["first"], decided_at=row["first"])


class Migration(migrations.Migration):
    dependencies = [("submissions", "0003_desk")]
    operations = [
        migrations.RunPython(seed, migrations.RunPython.noop),
        migrations.RunPython(date_first_decisions, migrations.RunPython.noop),
    ]
