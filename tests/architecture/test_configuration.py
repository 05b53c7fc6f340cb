"""The variables that are read, those in `.env.example` and those in docs/configuration.md are the same ones."""

import ast
import re

from aiss.env import BASE_DIR
from tests.architecture.sources import modules, name, tree

READERS = {"required", "text", "flag", "number"}


def is_reader(function):
    """Return whether the called expression `function` reads a variable: `env.str`, `required`, `os.environ.get`."""
    if isinstance(function, ast.Name):
        return function.id in READERS
    source = ast.unparse(function)
    return source.startswith("env.") or source == "os.environ.get"


def variables_read():
    """Return the names that the settings and `aiss.env` read from the environment."""
    return {
        node.args[0].value
        for path in modules("aiss")
        if name(path) in {"aiss/settings.py", "aiss/env.py"}
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and is_reader(node.func) and node.args
        if isinstance(node.args[0], ast.Constant)
    }


def test_variables_are_read_by_the_settings_alone():
    found = [
        f"{name(path)}:{node.lineno}"
        for path in modules()
        if name(path) not in {"aiss/settings.py", "aiss/env.py"}
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ImportFrom)
        and node.module == "aiss.env"
        and {a.name for a in node.names} - {"BASE_DIR", "default_file"}
    ]

    assert found == []


def test_example_file_names_every_variable_once():
    lines = (BASE_DIR / ".env.example").read_text(encoding="utf-8").splitlines()
    named = [match.group(1) for line in lines if (match := re.match(r"#?([A-Z][A-Z0-9_]+)=", line))]

    assert sorted(named) == sorted(variables_read())


def test_configuration_page_names_every_variable_once():
    page = (BASE_DIR / "docs" / "configuration.md").read_text(encoding="utf-8")

    assert sorted(re.findall(r"^\| `([A-Z0-9_]+)` \|", page, re.MULTILINE)) == sorted(variables_read())
