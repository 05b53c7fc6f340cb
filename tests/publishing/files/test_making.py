"""PDFs are made for what an article prints, each version once, and again when it prints something else."""

import datetime
import subprocess
from dataclasses import replace
from shutil import which

import pytest
from django.conf import settings
from django.utils import timezone

from publishing import files, pdf, services
from publishing.content import PublicByline
from publishing.files import making, printing
from publishing.models import Article, ArticleFile, SiteText
from publishing.tasks import make_files
from tests.publishing.making import publish

pytestmark = pytest.mark.django_db
NOTE = (
    '<p>The bridge stands<sup class="footnote-ref"><a href="#fn1" id="fnref1">1</a></sup>.</p>\n'
    '<section class="footnotes"><ol><li id="fn1"><p>Built in 1982. '
    '<a href="#fnref1" class="footnote-back">↩</a></p></li></ol></section>'
)


def text_of(file, tmp_path):
    path = tmp_path / "article.pdf"
    path.write_bytes(bytes(file.data))
    return subprocess.run([which("pdftotext"), "-layout", path, "-"], check=True, capture_output=True, text=True).stdout


def info_of(file, tmp_path):
    path = tmp_path / "article.pdf"
    path.write_bytes(bytes(file.data))
    lines = subprocess.run([which("pdfinfo"), path], check=True, capture_output=True, text=True).stdout.splitlines()
    return {name: value.strip() for name, _colon, value in (line.partition(":") for line in lines)}


def grow_old(seconds=10):
    ArticleFile.objects.update(made_at=timezone.now() - datetime.timedelta(seconds=seconds))


@pytest.fixture
def no_libraries(monkeypatch):
    monkeypatch.setattr(pdf, "LIBRARIES", ("no-library-of-this-name",))


def test_file_is_made_once_for_a_version():
    article = publish()

    first = making.make_file(article)
    second = making.make_file(article)

    assert bytes(first.data[:5]) == b"%PDF-"
    assert (first.pk, bytes(first.data)) == (second.pk, bytes(second.data))
    assert files.find_pdf(Article.objects.for_printing().get()).version == first.version


@pytest.mark.skipif(not which("pdftotext"), reason="poppler-utils is not installed")
def test_file_prints_everything_of_the_article(tmp_path):
    article = publish(
        title="The Bridge <at> Sher Khan",
        body=NOTE,
        licence="CC BY 4.0",
        translators=("Zalmai Durrani",),
        editors_note="Written in spring.",
        first_published_in="The River Review",
        bylines=(PublicByline(name="Mina Rahimi", honorific="Dr", bio="Mina Rahimi writes on rivers."),),
    )
    services.correct_article(
        article,
        replace(article.as_printed(), standfirst="Corrected."),
        note="The year was wrong.",
        agreement="Agreed.",
        by="desk",
    )
    made = making.make_file(article)
    text = " ".join(text_of(made, tmp_path).split())
    info = info_of(made, tmp_path)

    site = SiteText.objects.in_language("en")
    for words in (
        "The Bridge <at> Sher Khan",
        "Dr Mina Rahimi",
        "Zalmai Durrani",
        "Written in spring.",
        "The River Review",
        "Built in 1982.",
        "The year was wrong.",
        "Mina Rahimi writes on rivers.",
        site.disclaimer,
        "CC BY 4.0",
        f"/a/{article.short_id}/",
    ):
        assert words in text
    assert (info["Title"], info["Author"], info["Tagged"]) == ("The Bridge <at> Sher Khan", "Mina Rahimi", "yes")
    assert str(settings.BASE_DIR).encode() not in bytes(made.data)


@pytest.mark.skipif(not which("pdftotext"), reason="poppler-utils is not installed")
def test_file_reads_from_right_to_left(tmp_path):
    article = publish(
        language="fa",
        title="پل شیرخان",
        slug="the-bridge",
        body="<p>پل باز است و AISS می‌نویسد.</p>",
        bylines=(PublicByline(name="مینا رحیمی"),),
    )
    made = making.make_file(article)
    text = text_of(made, tmp_path)

    assert "پل شیرخان" in text
    assert "مینا رحیمی" in text
    assert "AISS" in text
    assert info_of(made, tmp_path)["Title"] == "پل شیرخان"


def test_file_in_an_old_design_is_better_than_none():
    article = publish()
    made = making.make_file(article)
    ArticleFile.objects.update(version=made.version[:-8] + "0" * 8)

    assert files.find_pdf(Article.objects.for_printing().get()).data == bytes(made.data)


def test_round_makes_the_file_asked_for_first_and_then_what_is_missing(monkeypatch):
    old, new = publish(days_ago=2), publish(days_ago=1)
    hidden = publish(state="hidden")

    assert [article.pk for article in making.wanted(old.short_id)] == [old.pk, new.pk, old.pk]
    assert [article.pk for article in making.wanted(hidden.short_id)] == [new.pk, old.pk]

    monkeypatch.setattr(making, "ROUND_SECONDS", 0.0)
    make_files(first=old.short_id, sent_by="an older version")
    assert [file.article for file in ArticleFile.objects.all()] == [old]


def test_article_that_is_too_much_is_tried_again_after_a_day(monkeypatch, caplog):
    article = publish()
    monkeypatch.setattr(pdf, "SECONDS", 0.05)

    assert making.make_files() == 1
    assert bytes(ArticleFile.objects.get().data) == b""
    assert making.make_files() == 0
    with pytest.raises(files.FileMissing):
        files.find_pdf(Article.objects.for_printing().get())
    assert article.title not in caplog.text

    monkeypatch.undo()
    grow_old(2 * 24 * 3600)
    assert making.make_files() == 1
    assert bytes(ArticleFile.objects.get().data[:5]) == b"%PDF-"


def test_nothing_is_made_on_a_bare_machine(no_libraries):
    publish()

    assert (making.make_files(), ArticleFile.objects.count()) == (0, 0)
    with pytest.raises(files.FileMissing):
        files.find_pdf(Article.objects.for_printing().get())


def test_file_made_elsewhere_is_given_on_a_bare_machine(no_libraries):
    article = publish()
    version = printing.version_of(article, SiteText.objects.in_language("en"))
    ArticleFile.objects.create(article=article, kind="pdf", version=version, data=b"%PDF-1.7")

    assert files.find_pdf(Article.objects.for_printing().get()).data == b"%PDF-1.7"


def test_page_fetches_nothing():
    html = '<html lang="en"><head><title>x</title></head><body><img src="file:///etc/hostname" alt="x"></body></html>'

    with pytest.raises(pdf.PdfFailed):
        pdf.make_pdf(html, "", base="https://example.org", identifier="x")
