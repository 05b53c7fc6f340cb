"""Every text that a person reads stands in every language, and the compiled catalogues are those of the sources."""

import shutil
import subprocess
import sys

import polib
import pytest
from django.conf import settings

from aiss.env import BASE_DIR

SOURCES = ["aiss", "publishing", "submissions", "templates"]
LANGUAGES = [code for code, _ in settings.LANGUAGES if code != "en"]


def catalogue(language, suffix):
    return BASE_DIR / "aiss" / "locale" / language / "LC_MESSAGES" / f"django.{suffix}"


def texts(entries):
    return {(entry.msgctxt, entry.msgid, entry.msgid_plural) for entry in entries}


@pytest.fixture(scope="module")
def texts_in_the_sources(tmp_path_factory):
    folder = tmp_path_factory.mktemp("sources")
    (folder / "locale").mkdir()
    for source in SOURCES:
        # without the catalogues, or the command would write into them
        shutil.copytree(BASE_DIR / source, folder / source, ignore=shutil.ignore_patterns("locale", "vendor"))
    command = [sys.executable, "-m", "django", "makemessages", "--locale=fa"]
    subprocess.run(command, cwd=folder, env={"PATH": "/usr/bin:/bin"}, check=True, capture_output=True)
    return texts(polib.pofile(str(folder / "locale" / "fa" / "LC_MESSAGES" / "django.po")))


@pytest.mark.parametrize("language", LANGUAGES)
def test_catalogue_is_complete(language):
    entries = polib.pofile(str(catalogue(language, "po")))

    assert [entry.msgid for entry in entries.untranslated_entries() + entries.fuzzy_entries()] == []
    assert [entry.msgid for entry in entries.obsolete_entries()] == []


@pytest.mark.skipif(shutil.which("xgettext") is None, reason="gettext is missing: apt install gettext")
@pytest.mark.parametrize("language", LANGUAGES)
def test_catalogue_holds_the_texts_of_the_sources(language, texts_in_the_sources):
    held = texts(polib.pofile(str(catalogue(language, "po"))))

    assert texts_in_the_sources - held == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_compiled_catalogue_is_that_of_the_source(language):
    source = polib.pofile(str(catalogue(language, "po")))
    compiled = polib.mofile(str(catalogue(language, "mo")))

    written = {(entry.msgctxt, entry.msgid): (entry.msgstr, entry.msgstr_plural) for entry in source}
    assert {(entry.msgctxt, entry.msgid): (entry.msgstr, entry.msgstr_plural) for entry in compiled} == written


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_keep_every_placeholder(language):
    entries = polib.pofile(str(catalogue(language, "po")))
    differing = [
        entry.msgid
        for entry in entries
        for text in [entry.msgstr, *entry.msgstr_plural.values()]
        if text and placeholders(text) - placeholders(entry.msgid) - placeholders(entry.msgid_plural)
    ]
    missing = [
        entry.msgid
        for entry in entries
        if entry.msgstr and not entry.msgid_plural and placeholders(entry.msgid) - placeholders(entry.msgstr)
    ]

    assert differing + missing == []


def placeholders(text):
    return {word.partition(")")[0] for word in text.split("%(")[1:]}
