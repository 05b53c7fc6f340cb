"""The old archive, imported line by line: what is there stays, what is wrong is told, the rest is public."""

import datetime

import pytest

from aiss.mail.models import OutgoingEmail
from publishing.dates import institute_day
from publishing.models import Article, Author, OldAddress, Topic
from publishing.old_addresses import add_old_address
from submissions.models import Submission
from tests.factories import make_staff
from tests.publishing.making import carry_out
from tests.submissions.importing.making import TEXT, import_folder, make_folder

pytestmark = pytest.mark.django_db
ROW = {"file": "a.txt", "date": "2019-05-03", "old_addresses": "/aiss/1; /pr/1"}


def results(report):
    return {name: line["result"] for name, line in report.items()}


def test_document_proposes_what_the_table_leaves_out(tmp_path, client):
    folder = make_folder(tmp_path, ROW, a_txt=TEXT)

    code, out, report = import_folder(folder)

    article = Article.objects.get()
    assert (code, results(report)) == (0, {"a.txt": "imported"})
    assert out == f"1 imported. The report is in {folder / 'report.csv'}.\n"
    assert (article.title, article.language, article.kind) == ("The Bridge", "en", "opinion")
    assert [(byline.name, byline.bio) for byline in article.bylines.all()] == [
        ("Mina Rahimi", "Mina Rahimi writes on rivers.")
    ]
    assert institute_day(article.published_at) == datetime.date(2019, 5, 3)
    assert report["a.txt"]["address"].endswith("/en/articles/the-bridge/")
    assert [client.get(path)["Location"] for path in ("/aiss/1", "/pr/1/")] == ["/en/articles/the-bridge/"] * 2
    assert (Submission.objects.count(), OutgoingEmail.objects.count()) == (0, 0)


def test_table_goes_before_the_document(tmp_path):
    Topic.objects.create(slug="water")
    row = ROW | {
        "title": "Another Title",
        "standfirst": "Another standfirst.",
        "authors": "Karim Noor; Lida Omar",
        "bio": "Karim Noor writes.",
        "date": "۱۳۹۸/۲/۱۳",
        "kind": "academic",
        "topics": "water",
        "slug": "another",
        "licence": "By permission",
        "first_published_in": "The Paper",
        "first_published_url": "https://paper.example/1",
    }
    import_folder(make_folder(tmp_path, row, a_txt=TEXT))

    content = Article.objects.get().as_printed()
    assert (content.title, content.standfirst, content.kind) == ("Another Title", "Another standfirst.", "academic")
    assert [(byline.name, byline.bio) for byline in content.bylines] == [
        ("Karim Noor", "Karim Noor writes."),
        ("Lida Omar", ""),
    ]
    assert (content.topics, content.slug, content.licence) == (("water",), "another", "By permission")
    assert (content.first_published_in, content.first_published_url) == ("The Paper", "https://paper.example/1")


def test_no_word_of_the_text_is_lost_to_a_standfirst_of_the_table(tmp_path):
    text = TEXT.replace("The bridge stands open.", "*The bridge* stands open.")
    import_folder(make_folder(tmp_path, ROW | {"standfirst": "Mine."}, a_txt=text))

    article = Article.objects.get()
    assert "stands open" in article.body
    assert article.standfirst == "Mine."


def test_second_run_imports_only_what_is_missing(tmp_path):
    rows = [ROW, ROW | {"file": "b.txt", "title": "Missing", "old_addresses": ""}]
    folder = make_folder(tmp_path, *rows, a_txt=TEXT)
    assert import_folder(folder)[0] == 1

    make_folder(tmp_path, *rows, b_txt=TEXT)
    code, _out, report = import_folder(folder)

    assert (code, results(report)) == (0, {"a.txt": "already there", "b.txt": "imported"})
    assert import_folder(folder)[2]["b.txt"]["result"] == "already there"
    assert Article.objects.count() == 2


@pytest.mark.parametrize("move", ["hide", "remove"])
def test_what_was_taken_away_does_not_come_back(tmp_path, move):
    folder = make_folder(tmp_path, ROW, a_txt=TEXT)
    import_folder(folder)
    carry_out(Article.objects.get(), move)

    _code, _out, report = import_folder(folder)

    assert results(report) == {"a.txt": "already there"}
    assert Article.objects.count() == 1


def test_bad_lines_stop_nobody_else(tmp_path):
    add_old_address("/taken", target="/en/")
    good = {"date": "2019-05-03", "old_addresses": ""}
    rows = [
        good | {"file": "no-such.txt"},
        good | {"file": "../a.txt"},
        good | {"file": ""} | {"title": "No file"},
        good | {"file": "a.txt", "date": "soon"},
        good | {"file": "b.txt", "language": "de"},
        good | {"file": "c.txt", "kind": "poem"},
        good | {"file": "d.txt", "topics": "no-such"},
        good | {"file": "e.txt", "date": "2999-01-01"},
        good | {"file": "f.txt", "old_addresses": "/taken"},
        good | {"file": "empty.txt"},
        good | {"file": "g.txt", "title": "The last"},
    ]
    names = {f"{letter}_txt": TEXT for letter in "abcdefg"}
    folder = make_folder(tmp_path / "in", *rows, empty_txt="", **names)

    code, out, report = import_folder(folder)

    assert code == 1
    assert [article.title for article in Article.objects.all()] == ["The last"]
    assert all(line["why"].endswith((".", ")")) for line in report.values() if line["result"] == "refused")
    assert (len(report), sum(line["result"] == "refused" for line in report.values())) == (11, 10)
    assert "Line 2, no-such.txt: The folder holds no such file." in out
    assert out.endswith("Some lines were refused; the report says why.")
    assert (OldAddress.objects.count(), Author.objects.count()) == (1, 0)


def test_check_changes_nothing_and_says_the_same(tmp_path):
    rows = [
        ROW | {"authors": "Mina Rahimi [mina]"},
        ROW | {"file": "b.txt"},
        ROW | {"file": "c.txt", "date": ""},
        {"file": "d.txt", "language": "fa", "title": "پل", "date": "2019-05-03", "translation_of": "a.txt"},
    ]
    folder = make_folder(tmp_path, *rows, **{f"{letter}_txt": TEXT for letter in "abcd"})

    code, _out, report = import_folder(folder, "--check")
    assert (code, Article.objects.count(), OldAddress.objects.count(), Author.objects.count()) == (1, 0, 0, 0)
    expected = {
        "a.txt": "would be imported",
        "b.txt": "already there",
        "c.txt": "refused",
        "d.txt": "would be imported",
    }
    assert results(report) == expected

    _code, _out, report = import_folder(folder)
    imported = {name: result.replace("would be imported", "imported") for name, result in expected.items()}
    assert results(report) == imported


def test_translations_follow_their_originals_wherever_they_stand(tmp_path):
    rows = [
        {"file": "fa.txt", "language": "fa", "title": "پل", "date": "1398-02-14", "translation_of": "en.txt",
         "translators": "Lida Omar; Sami Khan"},
        {"file": "en.txt", "date": "2019-05-03"},
        {"file": "lost.txt", "language": "ps", "title": "x", "date": "2019-05-03", "translation_of": "none.txt"},
    ]  # fmt: skip
    folder = make_folder(tmp_path, *rows, fa_txt=TEXT, en_txt=TEXT, lost_txt=TEXT)

    _code, _out, report = import_folder(folder)

    persian, english = Article.objects.get(language="fa"), Article.objects.get(language="en")
    assert (persian.translation_of, persian.work) == (english, english.work)
    assert persian.translators == ["Lida Omar", "Sami Khan"]
    assert list(report) == ["fa.txt", "en.txt", "lost.txt"]
    assert report["lost.txt"]["result"] == "refused"


def test_translation_of_a_refused_original_is_refused(tmp_path):
    rows = [
        {"file": "en.txt", "date": ""},
        {"file": "fa.txt", "language": "fa", "title": "پل", "date": "2019-05-03", "translation_of": "en.txt"},
    ]
    _code, _out, report = import_folder(make_folder(tmp_path, *rows, fa_txt=TEXT, en_txt=TEXT))

    assert results(report) == {"en.txt": "refused", "fa.txt": "refused"}


def test_profiles_are_named_in_brackets(tmp_path):
    rows = [
        ROW | {"authors": "Mina Rahimi [mina]; Karim Noor; Lida Omar [+]"},
        {"file": "b.txt", "title": "Second", "date": "2019-06-03", "authors": "Dr. Mina Rahimi [mina]"},
    ]
    import_folder(make_folder(tmp_path, *rows, a_txt=TEXT, b_txt=TEXT))

    profiles = [
        byline.author and byline.author.slug for byline in Article.objects.get(title="The Bridge").bylines.all()
    ]
    assert profiles == ["mina", None, "lida-omar"]
    assert Article.objects.get(title="Second").bylines.get().author.slug == "mina"
    assert Author.objects.count() == 2


def test_editor_is_named_in_the_history(tmp_path):
    editor = make_staff("editor", email="mina@example.org")
    import_folder(make_folder(tmp_path, ROW, a_txt=TEXT), "--by", "mina@example.org")

    assert Article.objects.get().revisions.get().made_by == editor.public_id


@pytest.mark.parametrize("address", ["nobody@example.org", "admin@example.org"])
def test_somebody_without_the_right_imports_nothing(tmp_path, address):
    make_staff("administrator", email="admin@example.org")
    code, out, report = import_folder(make_folder(tmp_path, ROW, a_txt=TEXT), "--by", address)

    assert (code, out, report) == (1, "Nobody with this address may publish.", {})
    assert Article.objects.count() == 0


def test_report_goes_where_it_is_wanted(tmp_path):
    folder = make_folder(tmp_path / "in", ROW, a_txt=TEXT)
    target = tmp_path / "out.csv"

    import_folder(folder, "--report", str(target))

    assert target.read_bytes().startswith(b"\xef\xbb\xbf")
    assert not (folder / "report.csv").exists()
