"""What holds for every test: none may be skipped with REQUIRE_ALL=1, and the seeded rows come back after each."""

import os

import pytest

REQUIRE_ALL = os.environ.get("REQUIRE_ALL") == "1"


def refuse_skip(report):
    """Turn a skipped `report` into a failed one that keeps the reason; an expected failure stays what it is."""
    if REQUIRE_ALL and report.skipped and not hasattr(report, "wasxfail"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        report.outcome = "failed"
        report.longrepr = f"REQUIRE_ALL=1 lets no test be skipped: {reason}"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport():
    report = yield
    refuse_skip(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report():
    report = yield
    refuse_skip(report)
    return report


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """Have every test that empties the tables put the seeded rows back: roles, kinds, words of the site.

    Mixed with tests that do not, Django would make its own rows anew and then meet them in the seeded ones.
    """
    for item in items:
        marker = item.get_closest_marker("django_db")
        is_committing = marker is not None and marker.kwargs.get("transaction", False)
        if is_committing:
            item.add_marker(pytest.mark.django_db(**{**marker.kwargs, "serialized_rollback": True}), append=False)
        elif {"transactional_db", "live_server"} & set(item.fixturenames):
            item.fixturenames.append("django_db_serialized_rollback")
