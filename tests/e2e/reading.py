"""An invented article with everything that a page can show, in each language, for the tests of readers."""

from dataclasses import replace

from publishing import html, pictures, services
from publishing.content import PublicByline, PublicPicture
from publishing.models import Article, Author
from publishing.topics import TopicName, create_topic
from tests.publishing.making import bylines_of, make_content
from tests.publishing.pictures.drawing import picture_file

TITLES = {
    "en": "The Ferry at Imam Sahib: What a River Without Lorries Tells Us",
    "fa": "قایق امام‌صاحب: دریایی بی لاری به ما چه می‌گوید",
    "ps": "د امام صاحب بېړۍ: له لاریو پرته سیند موږ ته څه وايي",
}
STANDFIRSTS = {
    "en": "A border that was closed by paper can be opened by paper.",
    "fa": "مرزی که با کاغذ بسته شد، با کاغذ باز می‌شود.",
    "ps": "هغه پوله چې په کاغذ وتړل شوه، په کاغذ پرانیستل کېدای شي.",
}
PARAGRAPHS = {
    "en": "The crossing opened again this spring, and hardly anybody came. In the first week the ferryman counted "
    "eleven lorries; he had painted the boat, and his son had painted the sign that told in three scripts what "
    "everybody on the bank knew already, that the river could be crossed once more by whoever held the paper.",
    "fa": "گذرگاه این بهار دوباره باز شد و کسی چندان نیامد. در هفتهٔ نخست قایق‌ران یازده لاری شمرد؛ قایق را رنگ کرده بود "
    "و پسرش لوحه‌ای را رنگ کرده بود که به سه خط چیزی را می‌گفت که همه در ساحل می‌دانستند، این‌که از دریا بار دیگر "
    "می‌توان گذشت، اگر آن کاغذ در دست باشد.",
    "ps": "لاره پسرلی بیا پرانیستل شوه او ډېر خلک رانغلل. په لومړۍ اونۍ کې بېړۍ‌وان یوولس لارۍ وشمېرلې؛ بېړۍ یې رنګ کړې "
    "وه او زوی یې هغه لوحه رنګ کړې وه چې په دریو لیکدودونو یې هغه څه ویل چې د سیند پر غاړه ټولو ته مالوم وو.",
}
NAMES = {"en": "Mina Rahimi", "fa": "مینا رحیمی", "ps": "مینا رحیمي"}
TOPICS = {"en": "Water", "fa": "آب", "ps": "اوبه"}
LONG_WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaftsverordnung"
MIXED_TITLES = {
    "en": "پل شیرخان",
    "fa": "گزارش «The Bridge» در OECD (2024)، بخش 2: چرا؟",
    "ps": "OECD او افغانستان: 2024",
}


def body_of(language: str, more: str = "") -> str:
    """Return a text with headings, a quotation, a list, a wide table, links and two notes; `more` comes last."""
    words = PARAGRAPHS[language]
    row = "".join(f"<td data-align=end>{number}</td>" for number in range(2019, 2027))
    notes = "".join(
        f'<li id="fn{number}"><p>{STANDFIRSTS[language]} <a href="#fnref{number}" class="footnote-back">↩</a></p></li>'
        for number in (1, 2)
    )
    mark = '<sup class="footnote-ref"><a href="#fn{0}" id="fnref{0}">{0}</a></sup>'
    return html.clean(
        f"<p>{words}{mark.format(1)}</p><p>{words} <a href='https://example.org/ferry'>{NAMES[language]}</a></p>"
        f"<h2>{TITLES[language]}</h2><p>{words}{mark.format(2)}</p><blockquote><p>{words}</p></blockquote>"
        f"<table><thead><tr>{row.replace('td', 'th')}</tr></thead><tbody><tr>{row}</tr></tbody></table>"
        f"<ul><li>{words}</li></ul><h3>{NAMES[language]}</h3>"
        + f"<p>{words}</p>{more}"
        + f'<section class="footnotes"><ol>{notes}</ol></section>'
    )


def publish_whole(language: str, *, has_picture: bool = True, more: str = "") -> tuple[Article, Author]:
    """Publish the article with everything, two beside it and its translation; return it and its author."""
    author = services.create_author(language=language, name=NAMES[language])
    names = {code: TopicName(name=name, description=name) for code, name in TOPICS.items()}
    create_topic("water", names)
    byline = PublicByline(
        name=NAMES[language],
        role=TOPICS[language],
        bio=f"{NAMES[language]}: {STANDFIRSTS[language]}",
        links=("https://example.org/mina",),
        author_public_id=author.public_id,
    )
    picture = None
    if has_picture:
        kept = pictures.keep_picture(picture_file(900, 500))
        picture = PublicPicture(digest=kept.digest, alt=TITLES[language], credit="Bahar Mehr")
    content = make_content(
        language=language,
        title=TITLES[language],
        standfirst=STANDFIRSTS[language],
        body=body_of(language, more),
        bylines=(byline, PublicByline(name="Bahar Mehr", honorific="Dr.")),
        topics=("water",),
        picture=picture,
        pen_name=True,
        editors_note=STANDFIRSTS[language],
        first_published_in="Review",
        first_published_url="https://example.org/first",
        slug="ferry",
    )
    article = services.publish_article(content)
    corrected = replace(content, editors_note="")
    services.correct_article(article, corrected, note=STANDFIRSTS[language], agreement="Agreed.", by="desk")
    services.update_article(article, content, agreement="Agreed.", by="desk")
    beside = (MIXED_TITLES[language], LONG_WORD, (f"{TITLES[language]} " * 9)[:300].strip())
    for title in beside:
        bylines = bylines_of(author, NAMES[language])
        services.publish_article(make_content(language=language, title=title, bylines=bylines, topics=("water",)))
    other = next(code for code in TITLES if code != language)
    translation = make_content(
        language=other, title=TITLES[other], translation_of=article.short_id, translators=("نادر صبا", "Sam Lee")
    )
    services.publish_article(translation)
    return article, author
