"""docs/workflow.md tells editors the same table that the code runs."""

from aiss.env import BASE_DIR
from submissions.workflow import AUTHOR_READS, TRANSITIONS, WHAT_HAPPENS_NEXT, WHO_ACTS_NEXT, Status

FORMER = "as before the decision"


def _row(*cells: object) -> str:
    return f"| {' | '.join(str(cell) for cell in cells)} |"


def _status_rows() -> list[str]:
    return [
        _row(status.value, status.label, AUTHOR_READS[status], WHO_ACTS_NEXT[status].label, WHAT_HAPPENS_NEXT[status])
        for status in Status
    ]


def _transition_rows() -> list[str]:
    rows = []
    for row in TRANSITIONS.values():
        moves = ", ".join(
            source if source == target else f"{source} → {target or FORMER}" for source, target in row.moves.items()
        )
        who = ", ".join(sorted(row.who))
        rows.append(_row(row.name, row.label, moves, who, "yes" if row.needs_reason else "", ", ".join(row.letters)))
    return rows


def test_workflow_page_equals_the_table():
    page = (BASE_DIR / "docs" / "workflow.md").read_text()
    found = [
        line
        for line in page.splitlines()
        if line.startswith("| ") and not line.startswith(("| status |", "| move |", "| ---"))
    ]
    assert found == _status_rows() + _transition_rows()
