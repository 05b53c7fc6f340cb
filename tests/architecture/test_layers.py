"""What import-linter cannot see: arrows made of strings, database fields and reverse accessors."""

import ast
import re

import pytest
from django.apps import apps

from tests.architecture.sources import files, modules, name, tree

BELOW_SUBMISSIONS = ["mail", "accounts", "publishing"]
NAMES_SUBMISSIONS = re.compile(r"submissions($|[.:/]|_[a-z]+$)")


def related_apps(app_label, *, hidden):
    """Return `model.field → app` for each relation of the models of `app_label`, reverse ones included."""
    return sorted(
        (f"{model.__name__}.{field.name}", field.related_model._meta.app_label)
        for model in apps.get_app_config(app_label).get_models(include_auto_created=True)
        for field in model._meta.get_fields(include_hidden=hidden)
        if isinstance(field.related_model, type)
    )


@pytest.mark.parametrize("app_label", BELOW_SUBMISSIONS)
def test_models_below_submissions_have_no_visible_relation_to_them(app_label):
    found = [relation for relation, other in related_apps(app_label, hidden=False) if other == "submissions"]

    assert found == []


def test_public_models_have_no_relation_to_accounts_or_mail():
    found = [relation for relation, other in related_apps("publishing", hidden=False) if other in {"accounts", "mail"}]

    assert found == []


@pytest.mark.parametrize("app_label", BELOW_SUBMISSIONS)
def test_models_below_submissions_use_no_generic_relation(app_label):
    found = [relation for relation, other in related_apps(app_label, hidden=False) if other == "contenttypes"]

    assert found == []


@pytest.mark.parametrize("folder", ["aiss/mail", "aiss/accounts", "publishing"])
def test_modules_below_submissions_do_not_name_them(folder):
    found = [
        f"{name(path)}:{node.lineno} {node.value}"
        for path in modules(folder)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and NAMES_SUBMISSIONS.match(node.value)
    ]

    assert found == []


def test_public_templates_do_not_reach_into_submissions():
    found = [
        name(path)
        for path in files("templates/publishing", "templates/emails")
        if re.search(r"""["'](submissions[:/.])""", path.read_text(encoding="utf-8"))
    ]

    assert found == []


def test_environment_is_read_in_one_place():
    found = [
        f"{name(path)}:{node.lineno}"
        for path in modules()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Attribute) and node.attr in {"environ", "getenv", "putenv"}
        if name(path) not in {"aiss/env.py", "aiss/celery.py", "aiss/wsgi.py", "aiss/database_copy.py"}
    ]

    assert found == []


def test_signals_are_not_used_for_our_own_logic():
    found = [
        name(path)
        for path in modules()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ImportFrom) and node.module in {"django.dispatch", "django.db.models.signals"}
    ]

    assert found == []
