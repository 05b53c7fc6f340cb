"""The rules of the house for templates, and for the one place that calls text safe."""

import ast
import re

import pytest

from tests.architecture.sources import files, modules, name, tree

TEMPLATES = files("templates", "aiss", "publishing", "submissions", pattern="*.html")
MAIL_BASE = "templates/emails/base.html"  # a letter has no stylesheet beside it
FORBIDDEN = {
    "calls text safe": re.compile(r"\|\s*safe(seq)?\b|{%-?\s*autoescape\s+off"),
    "has inline style": re.compile(r"<[^>]*\sstyle\s*=|<style\b", re.IGNORECASE),
    "has an inline script": re.compile(
        r"<script\b(?![^>]*\ssrc\s*=)(?![^>]*type=\"application/(?:ld\+)?json\")", re.IGNORECASE
    ),
    "has an inline handler": re.compile(r"<[^>]*\son[a-z]+\s*=", re.IGNORECASE),
    "has a javascript: address": re.compile(r"javascript:", re.IGNORECASE),
    "asks a third party": re.compile(r"(?:src|srcset|poster|data)\s*=\s*[\"'](?:https?:)?//", re.IGNORECASE),
    "has an untrimmed blocktranslate": re.compile(r"{%\s*blocktrans(?:late)?\b(?![^%]*\btrimmed\b)"),
    "uses an old tag name": re.compile(r"{%\s*(?:trans|blocktrans)\s"),
}
SAFE_NAMES = {"mark_safe", "SafeString", "SafeText", "SafeData", "html_safe"}


@pytest.mark.parametrize("fault", FORBIDDEN)
def test_templates_keep_the_rule(fault):
    allowed = {MAIL_BASE} if fault == "has inline style" else set()
    found = [name(path) for path in TEMPLATES if FORBIDDEN[fault].search(path.read_text(encoding="utf-8"))]

    assert [path for path in found if path not in allowed] == []


def test_partials_open_with_a_comment_of_their_variables():
    partials = [path for path in TEMPLATES if path.name.startswith("_")]

    assert [name(path) for path in partials if not path.read_text(encoding="utf-8").startswith("{#")] == []


@pytest.mark.parametrize(
    ("fault", "text"),
    [
        ("calls text safe", "{{ body|safe }}"),
        ("has inline style", '<p style="color: red">'),
        ("has an inline script", "<script>alert(1)</script>"),
        ("has an inline handler", '<a href="/" onclick="go()">'),
        ("has a javascript: address", '<a href="javascript:go()">'),
        ("asks a third party", '<img src="//example.org/a.png">'),
        ("has an untrimmed blocktranslate", "{% blocktranslate with a=b %}"),
        ("uses an old tag name", '{% trans "Yes." %}'),
    ],
)
def test_search_finds_each_fault(fault, text):
    assert FORBIDDEN[fault].search(text)


@pytest.mark.parametrize("fault", FORBIDDEN)
def test_search_leaves_clean_markup_alone(fault):
    clean = (
        '{% blocktranslate trimmed with a=b %}…{% endblocktranslate %}<script src="/s.js" defer></script>'
        '<script id="d" type="application/ld+json">{}</script><section class="on-air"><a href="https://example.org/">'
    )

    assert not FORBIDDEN[fault].search(clean)


def test_text_is_called_safe_in_one_module_alone():
    found = [
        f"{name(path)}:{node.lineno}"
        for path in modules()
        for node in ast.walk(tree(path))
        if (isinstance(node, ast.ImportFrom) and SAFE_NAMES & {alias.name for alias in node.names})
        or (isinstance(node, ast.Attribute) and node.attr in {"mark_safe", "html_safe"})
        or (isinstance(node, ast.FunctionDef) and node.name == "__html__")
        if name(path) != "publishing/html.py"
    ]

    assert found == []
