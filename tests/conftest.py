"""With REQUIRE_ALL=1 a test that cannot run here fails instead of being skipped."""

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
