"""Pages about the institute to begin with; edited in the admin from then on."""

from django.db import migrations

CONTACT = '<a href="mailto:contact@aissonline.org">contact@aissonline.org</a>'
LICENCE = '<a href="https://creativecommons.org/licenses/by-nc-nd/4.0/">CC BY-NC-ND 4.0</a>'


def page(text):
    """Return canonical HTML: a line that begins with "# " is a heading, any other one a paragraph."""
    lines = (line.strip() for line in text.format(contact=CONTACT, licence=LICENCE).strip().splitlines())
    return "\n".join(f"<h2>{line[2:]}</h2>" if line.startswith("# ") else f"<p>{line}</p>" for line in lines if line)


ABOUT_EN = """
These are the opinion pages of the Afghan Institute for Strategic Studies (AISS). They carry opinion pieces and academic articles on Afghanistan and its region, in English, Persian (Dari) and Pashto.
# Who writes here
Scholars, officials, journalists, and anybody who knows something that others should know. Each piece says who wrote it, or carries a pen name where a name would put its author in danger.
# How a piece comes about
An editor reads every piece that we receive, and its author gets an answer. What we accept is edited together with the author, who sees the final page and approves it before it is published. Under “Write for us” you find what we look for, which calls are open, and each step on the way.
# Whose opinion it is
The articles give the views of their authors. They do not reflect the official opinion of the AISS.
# Made to be read anywhere
The pages are light, so that they open on a slow line and an old phone. They can be read without scripts, printed, and followed by a feed.
"""
ABOUT_FA = """
این صفحه‌های دیدگاه انستیتوت مطالعات استراتژیک افغانستان (AISS) است. در آن دیدگاه‌ها و مقاله‌های علمی دربارهٔ افغانستان و منطقهٔ آن به انگلیسی، فارسی دری و پشتو نشر می‌شود.
# چه کسانی این‌جا می‌نویسند
پژوهشگران، مقام‌ها، روزنامه‌نگاران و هر کسی که چیزی می‌داند که دیگران نیز باید بدانند. هر نوشته می‌گوید چه کسی آن را نوشته است، یا اگر نام برای نویسنده خطر داشته باشد، نام مستعار دارد.
# یک نوشته چگونه به این‌جا می‌رسد
هر نوشته‌ای را که به ما می‌رسد یک ویراستار می‌خواند و نویسندهٔ آن پاسخ می‌گیرد. آنچه می‌پذیریم با همکاری نویسنده ویرایش می‌شود؛ او صفحهٔ نهایی را می‌بیند و پیش از نشر تأیید می‌کند. در بخش «برای ما بنویسید» می‌یابید که چه می‌خواهیم، کدام فراخوان‌ها باز است و گام‌های راه کدام است.
# دیدگاه چه کسی است
مقاله‌ها دیدگاه نویسندگان خود را بیان می‌کنند و بازتاب‌دهندهٔ دیدگاه رسمی انستیتوت مطالعات استراتژیک افغانستان نیستند.
# برای خواندن در هر جا
صفحه‌ها سبک است تا با خط کند و تلفون کهنه نیز باز شود. می‌توان آن‌ها را بدون اسکریپت خواند، چاپ کرد و با خوراک دنبال کرد.
"""
ABOUT_PS = """
دا د افغانستان د ستراتیژیکو مطالعاتو د انستیتوت (AISS) د نظر پاڼې دي. په دې کې د افغانستان او د هغه د سیمې په اړه د نظر لیکنې او علمي مقالې په انګلیسي، فارسي دري او پښتو خپرېږي.
# څوک دلته لیکي
څېړونکي، چارواکي، خبریالان او هر هغه څوک چې داسې څه پوهېږي چې نور هم باید پرې پوه شي. هره لیکنه وایي چې چا لیکلې ده، یا که نوم لیکوال ته خطر ولري، مستعار نوم لري.
# لیکنه څنګه تر دې ځایه رسېږي
هره لیکنه چې موږ ته رارسېږي یو سمونوال یې لولي او لیکوال یې ځواب ترلاسه کوي. هغه څه چې منو یې، له لیکوال سره یو ځای سمېږي؛ هغه وروستۍ پاڼه ویني او تر خپرېدو مخکې یې تاییدوي. د «موږ ته ولیکئ» په برخه کې مومئ چې موږ څه غواړو، کومې بلنې پرانیستې دي او د لارې ګامونه کوم دي.
# نظر د چا دی
مقالې د خپلو لیکوالو نظر څرګندوي او د افغانستان د ستراتیژیکو مطالعاتو د انستیتوت رسمي نظر نه څرګندوي.
# په هر ځای کې د لوستلو لپاره
پاڼې سپکې دي، څو په ورو لیکه او زاړه ټلیفون کې هم پرانیستل شي. بې سکریپټه لوستل کېږي، چاپېږي او د فیډ له لارې څارل کېدای شي.
"""
CONTACT_EN = """
Write to us at {contact}. You may write in English, Persian or Pashto.
# You want to publish here
Send your piece under “Write for us”. You need no account. If you cannot use the form, send your text by e-mail and we enter it for you.
# You have sent a piece
Its page shows where it stands at any time, and there you can write to the desk. The way to it is in every letter from us.
# You found a mistake
Tell us which article and what is wrong. We correct mistakes and say so.
# Your article has to come down, or your name has to change
Ask for it on the page of your piece, or write to the address above. An editor can hide an article at once.
"""
CONTACT_FA = """
به این نشانی به ما بنویسید: {contact}. می‌توانید به انگلیسی، فارسی یا پشتو بنویسید.
# می‌خواهید این‌جا نشر کنید
نوشته‌تان را در بخش «برای ما بنویسید» بفرستید. به حساب نیاز ندارید. اگر نمی‌توانید فورم را به کار ببرید، متن را با ایمیل بفرستید تا ما آن را وارد کنیم.
# نوشته‌ای فرستاده‌اید
صفحهٔ آن هر زمان نشان می‌دهد که کار آن به کجا رسیده است، و همان‌جا می‌توانید به دفتر تحریر بنویسید. راه رسیدن به آن در هر نامهٔ ما آمده است.
# اشتباهی یافته‌اید
به ما بگویید در کدام مقاله و چه چیزی نادرست است. اشتباه‌ها را تصحیح می‌کنیم و آن را می‌گوییم.
# مقالهٔ شما باید برداشته شود یا نام‌تان تغییر کند
آن را در صفحهٔ نوشته‌تان بخواهید یا به نشانی بالا بنویسید. ویراستار می‌تواند مقاله را بی‌درنگ پنهان کند.
"""
CONTACT_PS = """
موږ ته په دې پته ولیکئ: {contact}. په انګلیسي، فارسي یا پښتو لیکلی شئ.
# غواړئ دلته خپرونه وکړئ
خپله لیکنه د «موږ ته ولیکئ» په برخه کې راولېږئ. حساب ته اړتیا نشته. که فورمه نه شئ کارولی، متن په برېښنالیک راولېږئ، موږ به یې ننباسو.
# لیکنه مو رالېږلې ده
د هغې پاڼه هر وخت ښيي چې چېرته رسېدلې ده، او هلته د تحریر دفتر ته لیکلی شئ. لاره یې زموږ په هر لیک کې شته.
# تېروتنه مو موندلې ده
راته ووایاست چې په کومه مقاله کې او څه ناسم دي. موږ تېروتنې سموو او دا وایو.
# مقاله مو باید لرې شي یا نوم مو باید بدل شي
دا د خپلې لیکنې په پاڼه کې وغواړئ، یا پورتنۍ پتې ته ولیکئ. سمونوال مقاله سمدستي پټولی شي.
"""
POLICIES_EN = """
# Opinion
The articles give the views of their authors. They do not reflect the official opinion of the AISS. Each article says so.
# Approval
No new piece is published before its author has approved the final page, word by word. Only the chief editor can pass over this, and has to write down why.
# Corrections
Where an article got something wrong, we correct it, say below the text what was wrong and when it was corrected, and list it under “Corrections”. A slip of the pen is mended without a note; the article then shows the day of the change. Where an article cannot stand at all, a notice takes its place and stays there. Tell us of a mistake at {contact}.
# Pen names
An author may write under a pen name. The legal name is not needed to send a piece. If an author gives it, it is kept encrypted and apart from the piece; only a chief editor can open it, and each look is recorded. The pen name is the only name that is printed, and the only one that the desk works with.
# Taking down and changing a name
An author can ask at any time, also after publication, to have an article taken down or a printed name changed. The editors hear of it at once and can hide the article with one click; from then on its address answers that it is gone.
# Licence
Authors keep their copyright. Unless an article says otherwise, it is under the licence {licence}: you may republish it unchanged, naming its author and linking to the article here, but not for money and not in an altered form. For a translation, ask us first.
# Privacy of readers
The pages for readers set no cookie. They load nothing from anybody else's server, contain no advertisement and follow nobody. The site's own records hold no address of a visitor's device and no name of a visitor's browser.
# Privacy of authors
The form sets a cookie that finds your draft again and one that wards off forged forms, and signing in takes one more; they serve nothing else. A draft is kept encrypted and deleted after 30 days. Your e-mail address is kept encrypted; we use it for the code that sends your piece and for letters about it, and show it to no reader. The text and address of a letter are erased 90 days after it was sent. The file that you upload is kept encrypted as it came; what is printed is a text without the file's hidden data, and pictures from it lose theirs. The texts of a piece and the record of what was decided about it are kept.
"""
POLICIES_FA = """
# دیدگاه
مقاله‌ها دیدگاه نویسندگان خود را بیان می‌کنند و بازتاب‌دهندهٔ دیدگاه رسمی انستیتوت مطالعات استراتژیک افغانستان نیستند. هر مقاله این را می‌گوید.
# تأیید نویسنده
هیچ نوشتهٔ تازه‌ای پیش از آن نشر نمی‌شود که نویسنده صفحهٔ نهایی را کلمه به کلمه تأیید کرده باشد. تنها سردبیر می‌تواند از این بگذرد و باید دلیل آن را بنویسد.
# تصحیح
اگر مقاله‌ای چیزی را نادرست گفته باشد، آن را تصحیح می‌کنیم، در زیر متن می‌گوییم که چه نادرست بود و چه زمانی تصحیح شد، و در بخش «تصحیح‌ها» فهرست می‌کنیم. لغزش قلم بدون یادداشت درست می‌شود؛ آن‌گاه مقاله روز تغییر را نشان می‌دهد. اگر مقاله‌ای هیچ نتواند بماند، اعلانی به جای آن می‌آید و همان‌جا می‌ماند. اگر اشتباهی یافتید به ما بنویسید: {contact}.
# نام مستعار
نویسنده می‌تواند با نام مستعار بنویسد. برای فرستادن نوشته نام قانونی لازم نیست. اگر نویسنده آن را بدهد، رمزگذاری‌شده و جدا از نوشته نگه داشته می‌شود؛ تنها سردبیر می‌تواند آن را باز کند و هر بار دیدن آن ثبت می‌شود. تنها نامی که نشر می‌شود و دفتر تحریر با آن کار می‌کند همان نام مستعار است.
# برداشتن از نشر و تغییر نام
نویسنده هر زمان، پس از نشر نیز، می‌تواند بخواهد که مقاله‌اش برداشته شود یا نام چاپ‌شده تغییر کند. ویراستاران بی‌درنگ خبر می‌شوند و می‌توانند مقاله را با یک کلیک پنهان کنند؛ از آن پس نشانی آن پاسخ می‌دهد که مقاله برداشته شده است.
# مجوز
حق مؤلف از نویسندگان می‌ماند. اگر مقاله چیز دیگری نگوید، زیر مجوز {licence} است: می‌توانید آن را بی‌تغییر، با نام نویسنده و پیوند به مقاله در این‌جا، بازنشر کنید، اما نه در برابر پول و نه به شکل تغییریافته. برای ترجمه، نخست از ما بپرسید.
# حریم خوانندگان
صفحه‌های خوانندگان هیچ کوکی نمی‌گذارد. از سرور هیچ کس دیگری چیزی بار نمی‌کند، آگهی ندارد و کسی را دنبال نمی‌کند. در ثبت‌های خود سایت نه نشانی دستگاه بازدیدکننده می‌آید و نه نام مرورگر او.
# حریم نویسندگان
فورم یک کوکی می‌گذارد که پیش‌نویس شما را دوباره می‌یابد و یکی که جلو فورم‌های جعلی را می‌گیرد، و ورود به حساب یک کوکی دیگر می‌خواهد؛ این‌ها به کار دیگری نمی‌آید. پیش‌نویس رمزگذاری‌شده نگه داشته و پس از ۳۰ روز حذف می‌شود. نشانی ایمیل شما رمزگذاری‌شده نگه داشته می‌شود؛ آن را برای کُدی که نوشته را می‌فرستد و برای نامه‌های مربوط به آن به کار می‌بریم و به هیچ خواننده‌ای نشان نمی‌دهیم. متن و نشانی هر نامه ۹۰ روز پس از فرستادن پاک می‌شود. فایلی که می‌فرستید، همان‌گونه که آمده، رمزگذاری‌شده نگه داشته می‌شود؛ آنچه نشر می‌شود متنی بدون داده‌های پنهان فایل است، و از تصویرهای آن نیز این داده‌ها گرفته می‌شود. متن‌های یک نوشته و ثبت تصمیم‌ها دربارهٔ آن نگه داشته می‌شود.
"""
POLICIES_PS = """
# نظر
مقالې د خپلو لیکوالو نظر څرګندوي او د افغانستان د ستراتیژیکو مطالعاتو د انستیتوت رسمي نظر نه څرګندوي. هره مقاله دا وایي.
# د لیکوال تایید
هېڅ نوې لیکنه تر هغه مخکې نه خپرېږي چې لیکوال یې وروستۍ پاڼه کلمه په کلمه تایید کړې وي. یوازې مشر سمونوال له دې تېرېدلی شي او باید دلیل یې ولیکي.
# سمون
که مقالې کوم شی ناسم ویلی وي، سموو یې، تر متن لاندې وایو چې څه ناسم وو او کله سم شول، او د «سمونونه» په برخه کې یې لړلیک کوو. د قلم ښویېدنه بې یادښته سمېږي؛ بیا مقاله د بدلون ورځ ښيي. که مقاله هېڅ پاتې نه شي کېدای، خبرتیا یې ځای نیسي او هماغلته پاتې کېږي. که تېروتنه مو وموندله، راته ولیکئ: {contact}.
# مستعار نوم
لیکوال په مستعار نوم لیکلی شي. د لیکنې لېږلو ته قانوني نوم اړین نه دی. که لیکوال یې ورکړي، رمز شوی او له لیکنې جلا ساتل کېږي؛ یوازې مشر سمونوال یې پرانیستلای شي او هره کتنه ثبتېږي. یوازې همدا مستعار نوم خپرېږي او د تحریر دفتر هم یوازې له همدې سره کار کوي.
# د خپرونې لرې کول او د نوم بدلول
لیکوال هر وخت، تر خپرېدو وروسته هم، غوښتلی شي چې مقاله یې لرې شي یا چاپ شوی نوم یې بدل شي. سمونوالان سمدستي خبرېږي او مقاله په یوه کلیک پټولی شي؛ له هغې وروسته یې پته ځواب ورکوي چې مقاله لرې شوې ده.
# جواز
د مؤلف حق د لیکوالو پاتې کېږي. که مقاله بل څه ونه وایي، د {licence} د جواز لاندې ده: تاسو یې بې بدلونه، د لیکوال په نوم او دلته مقالې ته په لینک، بیا خپرولی شئ، خو نه د پیسو لپاره او نه په بدل شوي ډول. د ژباړې لپاره لومړی له موږ وپوښتئ.
# د لوستونکو محرمیت
د لوستونکو پاڼې هېڅ کوکي نه ږدي. د بل هېچا له سرور څخه څه نه راوړي، اعلان نه لري او څوک نه څاري. د سایټ په خپلو ثبتونو کې نه د لیدونکي د وسیلې پته راځي او نه د هغه د براوزر نوم.
# د لیکوالو محرمیت
فورمه یوه کوکي ږدي چې ستاسو مسوده بیا مومي او یوه چې د جعلي فورمو مخه نیسي، او حساب ته ننوتل یوه بله غواړي؛ دا د بل څه لپاره نه دي. مسوده رمز شوې ساتل کېږي او تر ۳۰ ورځو وروسته ړنګېږي. ستاسو د برېښنالیک پته رمز شوې ساتل کېږي؛ موږ یې د هغه کوډ لپاره کاروو چې لیکنه لېږي او د هغې د لیکونو لپاره، او هېڅ لوستونکي ته یې نه ښیو. د هر لیک متن او پته تر لېږلو ۹۰ ورځې وروسته پاکېږي. هغه فایل چې لېږئ یې، هماغسې چې راغلی، رمز شوی ساتل کېږي؛ هغه څه چې خپرېږي د فایل له پټو معلوماتو پرته متن دی، او له انځورونو یې هم دا معلومات لرې کېږي. د لیکنې متنونه او د هغې په اړه د پرېکړو ثبت ساتل کېږي.
"""
PAGES = [  # (slug, position, {language: (title, canonical HTML)})
    (
        "about",
        1,
        {
            "en": ("About us", page(ABOUT_EN)),
            "fa": ("دربارهٔ ما", page(ABOUT_FA)),
            "ps": ("زموږ په اړه", page(ABOUT_PS)),
        },
    ),
    (
        "contact",
        2,
        {
            "en": ("Contact", page(CONTACT_EN)),
            "fa": ("تماس با ما", page(CONTACT_FA)),
            "ps": ("له موږ سره اړیکه", page(CONTACT_PS)),
        },
    ),
    (
        "policies",
        3,
        {
            "en": ("Policies", page(POLICIES_EN)),
            "fa": ("اصول کار ما", page(POLICIES_FA)),
            "ps": ("زموږ د کار اصول", page(POLICIES_PS)),
        },
    ),
]


def write_pages(apps, schema_editor):
    site_page = apps.get_model("publishing", "SitePage")
    for slug, position, texts in PAGES:
        for language, (title, body) in texts.items():
            site_page.objects.get_or_create(
                language=language, slug=slug, defaults={"position": position, "title": title, "body": body}
            )


class Migration(migrations.Migration):
    dependencies = [("publishing", "0006_changed_keys")]

    operations = [migrations.RunPython(write_pages, migrations.RunPython.noop)]
