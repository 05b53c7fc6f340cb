"""The project's own files, as the tests of its architecture read them."""

import ast
from functools import cache
from pathlib import Path

from aiss.env import BASE_DIR

PACKAGES = ("aiss", "publishing", "submissions")
NOT_OURS = {".git", ".venv", "var", "vendor", "node_modules", "__pycache__", ".ruff_cache", ".pytest_cache"}
NOT_OURS |= {".hypothesis", ".import_linter_cache"}


def files(*folders: str, pattern: str = "*") -> list[Path]:
    """Return our files under `folders`, or under the whole project, that match `pattern`, sorted."""
    found = [path for folder in folders or (".",) for path in (BASE_DIR / folder).rglob(pattern)]
    return sorted(
        path for path in found if path.is_file() and not NOT_OURS.intersection(path.relative_to(BASE_DIR).parts)
    )


def modules(*folders: str) -> list[Path]:
    """Return the Python modules under `folders`, migrations apart; without folders those of every package of ours."""
    return [path for path in files(*(folders or PACKAGES), pattern="*.py") if "migrations" not in path.parts]


def name(path: Path) -> str:
    """Return how a finding calls `path`."""
    return path.relative_to(BASE_DIR).as_posix()


@cache
def tree(path: Path) -> ast.Module:
    """Return the syntax tree of the module at `path`."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))
