"""Modules stay small, are named for what they do, and speak of the desk alone."""

import re

from aiss.env import BASE_DIR
from tests.architecture.sources import files, modules, name

LINES = 300
JUNK_DRAWERS = {"utils", "util", "helpers", "helper", "common", "misc", "tools"}
TOP = {
    ".ci", ".env.example", ".gitignore", ".importlinter", "CHANGELOG.md", "LICENSE", "Makefile", "README.md",
    "SECURITY.md", "aiss", "docs", "manage.py", "publishing", "pyproject.toml", "requirements-dev.in",
    "requirements-dev.txt", "requirements.in", "requirements.txt", "submissions", "templates", "tests",
}  # fmt: skip
RUN_TIME = {
    ".git", ".venv", "var", ".env", ".pytest_cache", ".ruff_cache", ".hypothesis", ".import_linter_cache", "__pycache__"
}  # fmt: skip
TEXT = {".py", ".md", ".html", ".txt", ".css", ".js", ".in", ".toml", ".env", ".po", ".sh", ".yml", ".svg", ""}
# The repository tells of the desk, not of the machines, registries and tools of those who worked on it.
ELSEWHERE = re.compile(
    r"/(?:root|work|opt|home/\w+)/|pythonhosted\.org|pypi\.org/simple|registry\.npmjs\.org|"
    r"\b(?:cla[u]de|anthr[o]pic|chat-?g[p]t|open-?a[i]|copil[o]t)\b",
    re.IGNORECASE,
)


def test_modules_stay_under_three_hundred_lines():
    lengths = {name(path): len(path.read_text(encoding="utf-8").splitlines()) for path in modules(".")}

    assert {path: length for path, length in lengths.items() if length > LINES} == {}


def test_no_module_is_a_junk_drawer():
    assert [name(path) for path in modules(".") if JUNK_DRAWERS & {path.stem, *path.parts}] == []


def test_nothing_else_stands_at_the_top():
    assert {path.name for path in BASE_DIR.iterdir()} - RUN_TIME - TOP == set()


def test_files_speak_of_the_desk_alone():
    found = [
        f"{name(path)}: {match.group()}"
        for path in files()
        if path.suffix in TEXT
        for match in [ELSEWHERE.search(path.read_text(encoding="utf-8", errors="replace"))]
        if match
    ]

    assert found == []
