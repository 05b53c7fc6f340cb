"""The sample manuscripts, imported as an archive; collected where they are at hand."""

import shutil

import pytest

from publishing.models import Article
from tests import samples
from tests.submissions.importing.making import import_folder, make_folder

pytestmark = pytest.mark.django_db
ROWS = [
    {"file": "moscows-gamble.docx", "date": "2025-07-08", "old_addresses": "/en/opinions/details/moscows-gamble"},
    {"file": "helmand-fa.docx", "date": "۱۴۰۲/۹/۶", "old_addresses": "/per/opinions/details/7"},
    {"file": "education-ps.docx", "date": "2024-01-02"},
    {"file": "transit-academic-en.odt", "date": "2023-03-04", "kind": "academic"},
]
LANGUAGES = {"moscows-gamble.docx": "en", "helmand-fa.docx": "fa", "education-ps.docx": "ps"}


def test_samples_are_imported_once(tmp_path):
    folder = make_folder(tmp_path / "archive", *ROWS)
    for row in ROWS:
        shutil.copy(samples.FOLDER / row["file"], folder)

    code, _out, report = import_folder(folder)
    assert (code, {line["result"] for line in report.values()}) == (0, {"imported"})
    for name, language in LANGUAGES.items():
        assert f"/{language}/articles/" in report[name]["address"]
    (gamble,) = Article.objects.filter(title__startswith="Moscow")
    assert gamble.bylines.get().bio
    assert "official opinion" not in gamble.body

    code, _out, report = import_folder(folder)
    assert (code, {line["result"] for line in report.values()}) == (0, {"already there"})
    assert Article.objects.count() == 4
