"""Versions: read, downloaded under the reference, compared."""

import io
import zipfile

import pytest

from submissions.manuscripts import child
from submissions.models import Version
from submissions.services import claiming, editing
from submissions.services.versions import Text
from tests.factories import make_author, make_piece, make_staff
from tests.submissions.views.walk import sign_in, url

pytestmark = pytest.mark.django_db


@pytest.fixture
def piece():
    piece = make_piece(make_author("bahar@example.org"), is_pen_name=True, legal_name="Zarmina Qaderi")
    chief = make_staff("chief_editor", display_name="Zohra Secretname")
    claiming.claim(piece, actor=chief)
    text = Text(title="Another Title", standfirst="", body="<p>Written <strong>anew</strong>.</p><script>x</script>")
    editing.save_version(piece, text, actor=chief, based_on=1)
    return piece


@pytest.fixture
def browser(client, piece):
    return sign_in(client, piece.author)


def test_version_is_shown_with_its_formatting(browser, piece):
    page = browser.get(url("version", piece.reference, 2)).text
    assert "<p>Written <strong>anew</strong>.</p>" in page
    assert "Secretname" not in page


def test_version_downloads_as_docx_named_by_its_reference_and_naming_nobody(browser, piece):
    response = browser.get(url("version-docx", piece.reference, 1))
    assert response.headers["Content-Disposition"] == f'attachment; filename="{piece.reference}-v1.docx"'
    assert response.headers["Cache-Control"] == "no-store, private"
    with zipfile.ZipFile(io.BytesIO(response.content)) as archive:
        everything = b" ".join(archive.read(name) for name in archive.namelist())
    assert b"Bahar Mehr" in everything
    for private in (b"Zarmina", b"example.org", b"Secretname", piece.author.public_id.encode()):
        assert private not in everything


def test_version_download_on_a_busy_machine_says_when_to_try_again(browser, piece):
    with child.slot(), child.slot():
        response = browser.get(url("version-docx", piece.reference, 1), follow=True)
    assert "Please try again in a minute" in response.text


def test_version_changes_are_shown_against_the_one_before(browser, piece):
    page = browser.get(url("version-changes", piece.reference, 2)).text
    assert "Version 2 against version 1." in page
    assert "<del>" in page
    assert "<ins>" in page


@pytest.mark.parametrize(("name", "number"), [("version", 9), ("version-docx", 9), ("version-changes", 1)])
def test_version_that_never_was_is_unknown(browser, piece, name, number):
    assert browser.get(url(name, piece.reference, number)).status_code == 404


def test_version_erased_is_unknown_and_told_as_erased(browser, piece):
    Version.objects.filter(submission=piece, number=1).update(erased_at="2026-01-01T00:00:00Z", body="", title="")
    assert browser.get(url("version", piece.reference, 1)).status_code == 404
    assert browser.get(url("version-changes", piece.reference, 2)).status_code == 404
    assert "The text of this version is erased." in browser.get(url("piece", piece.reference)).text
