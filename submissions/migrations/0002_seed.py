"""The kinds of pieces and the licence text that the desk starts with, in three languages."""

from django.db import migrations

KINDS = [
    ("opinion", "Opinion", "دیدگاه", "نظر", 700, 1600, 1),
    ("academic", "Academic article", "مقالهٔ علمی", "علمي مقاله", 2500, 8000, 2),
]

LICENCE = {
    "en": (
        "The text is my own work, or that of the authors named here, and nobody else has to agree to its publication. "
        "It has not been published before and is not on offer elsewhere. I have no conflict of interest to name, and no "
        "part of the text was written by an AI tool, unless I say so below. I keep the copyright. I give the Afghan "
        "Institute for Strategic Studies the non-exclusive right to edit, translate with my approval, publish and archive "
        "the piece, under the licence CC BY-NC-ND 4.0. I will see the final text before it is published, and until then I "
        "may withdraw it."
    ),
    "fa": (
        "این متن کار خود من یا کار نویسندگانی است که نام‌شان در این‌جا آمده است و نشر آن به موافقت کس دیگری نیاز ندارد. "
        "پیش از این نشر نشده و به جای دیگری فرستاده نشده است. تضاد منافعی ندارم و هیچ بخشی از متن را ابزار هوش مصنوعی "
        "ننوشته است، مگر آن‌چه در پایین می‌نویسم. حق مؤلف از من می‌ماند. به انستیتوت مطالعات استراتژیک افغانستان حق "
        "غیرانحصاری می‌دهم که نوشته را ویرایش، با موافقت من ترجمه، نشر و بایگانی کند، زیر مجوز CC BY-NC-ND 4.0. متن نهایی "
        "را پیش از نشر می‌بینم و تا آن زمان می‌توانم آن را پس بگیرم."
    ),
    "ps": (
        "دا متن زما خپل کار دی، یا د هغو لیکوالو کار دی چې نومونه یې دلته راغلي دي، او خپرول یې د بل چا موافقې ته اړتیا "
        "نه لري. تر دې مخکې نه دی خپور شوی او بل ځای ته نه دی استول شوی. د ګټو ټکر نه لرم او د متن هېڅ برخه د مصنوعي "
        "ځیرکتیا وسیلې نه ده لیکلې، مګر دا چې لاندې یې ووایم. د مؤلف حق زما پاتې کېږي. د افغانستان د ستراتیژیکو مطالعاتو "
        "انستیتوت ته نا انحصاري حق ورکوم چې لیکنه سمه کړي، زما په موافقه یې وژباړي، خپره یې کړي او په آرشیف کې یې وساتي، د "
        "CC BY-NC-ND 4.0 د جواز لاندې. وروستی متن تر خپرېدو مخکې وینم او تر هغه وخته یې بېرته اخیستلی شم."
    ),
}


def seed(apps, schema_editor):
    kind = apps.get_model("submissions", "Kind")
    for code, name_en, name_fa, name_ps, least, most, position in KINDS:
        kind.objects.create(
            code=code, name_en=name_en, name_fa=name_fa, name_ps=name_ps,
            min_words=least, max_words=most, position=position,
        )
    licence = apps.get_model("submissions", "LicenceText")
    for language, text in LICENCE.items():
        licence.objects.create(version=1, language=language, text=text)


class Migration(migrations.Migration):
    dependencies = [("submissions", "0001_initial")]
    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]
