"""The institute's own words in its three languages; edited in the admin from then on."""

from django.db import migrations

TEXTS = {
    "en": {
        "institute_name": "Afghan Institute for Strategic Studies",
        "tagline": "Opinion and analysis on Afghanistan and its region",
        "call": (
            "Academicians and Officials interested to publish their academic pieces on this page, "
            "please approach us through: contact@aissonline.org."
        ),
        "disclaimer": "The article does not reflect the official opinion of the AISS.",
        "pen_name_note": "The author writes under a pen name.",
    },
    "fa": {
        "institute_name": "انستیتوت مطالعات استراتژیک افغانستان",
        "tagline": "دیدگاه و تحلیل دربارهٔ افغانستان و منطقه",
        "call": (
            "دانشگاهیان و مقام‌هایی که می‌خواهند نوشته‌های علمی خود را در این صفحه نشر کنند، "
            "لطفاً از این نشانی با ما در تماس شوند: contact@aissonline.org."
        ),
        "disclaimer": "این مقاله بازتاب‌دهندهٔ دیدگاه رسمی انستیتوت مطالعات استراتژیک افغانستان نیست.",
        "pen_name_note": "نویسنده با نام مستعار می‌نویسد.",
    },
    "ps": {
        "institute_name": "د افغانستان د ستراتیژیکو مطالعاتو انستیتوت",
        "tagline": "د افغانستان او سیمې په اړه نظر او شننه",
        "call": (
            "هغه پوهان او چارواکي چې غواړي خپلې علمي لیکنې په دې پاڼه کې خپرې کړي، "
            "مهرباني وکړئ په دې پته له موږ سره اړیکه ونیسئ: contact@aissonline.org."
        ),
        "disclaimer": "دا لیکنه د افغانستان د ستراتیژیکو مطالعاتو د انستیتوت رسمي نظر نه څرګندوي.",
        "pen_name_note": "لیکوال په مستعار نوم لیکنه کوي.",
    },
}
CONTACT_ADDRESS = "contact@aissonline.org"


def write_texts(apps, schema_editor):
    site_text = apps.get_model("publishing", "SiteText")
    for language, words in TEXTS.items():
        site_text.objects.get_or_create(language=language, defaults={"contact_address": CONTACT_ADDRESS, **words})


class Migration(migrations.Migration):
    dependencies = [("publishing", "0001_initial")]

    operations = [migrations.RunPython(write_texts, migrations.RunPython.noop)]
