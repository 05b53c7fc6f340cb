import json
import re

from django.conf import settings
from django.contrib.staticfiles import finders
from django.utils.translation import override

from publishing.widgets import LABELS, RichTextWidget

VENDOR = settings.BASE_DIR / "aiss" / "static" / "vendor" / "prosemirror"
EDITOR = settings.BASE_DIR / "publishing" / "static" / "publishing" / "editor"


def attributes(html):
    return dict(re.findall(r'([a-z-]+)="([^"]*)"', html))


def test_rich_text_widget_is_a_textarea_in_the_texts_own_language_and_direction():
    html = RichTextWidget(attrs={"rows": 5}, language="ps").render("body", "<p>یو</p>", {"id": "id_body"})

    found = attributes(html)
    assert [found[name] for name in ("name", "rows", "lang", "dir", "id")] == ["body", "5", "ps", "rtl", "id_body"]
    assert " data-dirty-warning " in html
    assert "&lt;p&gt;یو&lt;/p&gt;</textarea>" in html


def test_rich_text_widget_without_a_language_takes_the_pages():
    with override("fa"):
        found = attributes(RichTextWidget().render("body", ""))

    assert (found["lang"], found["dir"]) == ("fa", "rtl")


def test_rich_text_widget_can_be_told_not_to_warn():
    html = RichTextWidget(attrs={"data-dirty-warning": False}).render("body", "")

    assert "data-dirty-warning" not in html


def test_rich_text_widget_loads_files_that_exist_and_ships_every_label_its_scripts_ask_for():
    addresses = re.findall(r'(?:src|href)="/static/([^"]+)"', str(RichTextWidget().media))
    scripts = "".join(path.read_text() for path in EDITOR.glob("*.js"))
    actions = re.findall(r"^        (\w+): (?:\{|\w+Button\()", (EDITOR / "commands.js").read_text(), re.MULTILINE)

    assert [address for address in addresses if finders.find(address) is None] == []
    assert len(addresses) == len(set(addresses)) == len(list(EDITOR.iterdir())) + 1  # and ProseMirror
    assert set(re.findall(r"labels\.(\w+)", scripts)) | {*actions, "link"} == set(LABELS)


def test_vendored_prosemirror_names_no_registry_and_carries_the_licence_of_every_package():
    lock = json.loads((VENDOR / "package-lock.json").read_text())["packages"]
    bundled = {
        f"{path.removeprefix('node_modules/')} {package['version']}"
        for path, package in lock.items()
        if path and not package.get("dev")
    }
    licences = (VENDOR / "LICENSES.txt").read_text()

    assert set(re.findall(r"^==== (.+) ====$", licences, re.MULTILINE)) == bundled
    assert [path for path, package in lock.items() if "resolved" in package] == []
    assert "registry" not in "".join(path.read_text() for path in VENDOR.glob("*.js*"))
