"""What happened is appended in one module and changed in none; only the demo sets its stories' times back."""

import ast

from tests.architecture.sources import modules, name, tree

RECORDS = {"Event", "EventText", "Attachment"}
RELATED = {"events", "texts", "attachments"}
VARIABLES = {"event", "events"}
CHANGES = {"update", "delete", "bulk_update", "update_or_create", "save"}
# `_move` saves the event that the move has made, which is not in the table yet.
SAVES = ("submissions/services/moving.py", "event.save()")


def words(node):
    """Return every name that the expression `node` is made of: `piece.events.filter()` gives piece, events, filter."""
    found = set()
    for part in ast.walk(node):
        if isinstance(part, ast.Name):
            found.add(part.id)
        elif isinstance(part, ast.Attribute):
            found.add(part.attr)
    return found


def chain(node):
    """Return the names in front of the last dot of the call `node`, without those of its arguments."""
    found, part = set(), node.func.value
    while isinstance(part, ast.Attribute | ast.Call | ast.Subscript):
        if isinstance(part, ast.Attribute):
            found.add(part.attr)
        part = part.func if isinstance(part, ast.Call) else part.value
    return found | words(part)


def changes_record(node):
    """Tell whether the syntax node `node` changes or deletes what happened."""
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in CHANGES):
        return False
    return bool(chain(node) & (RECORDS | RELATED | VARIABLES))


def places():
    return [
        (name(path), ast.unparse(node))
        for path in modules("aiss", "publishing", "submissions")
        for node in ast.walk(tree(path))
        if changes_record(node)
    ]


def test_nothing_changes_or_deletes_what_happened():
    # Profiles have texts as well, in their own app.
    assert [place for place in places() if not place[0].startswith("publishing/")] == [SAVES]


def test_search_sees_every_spelling():
    spellings = [
        "Event.objects.filter(pk=1).update(at=now)",
        "Event.objects.all().delete()",
        "piece.events.filter(action='x').delete()",
        "piece.events.all()[0].delete()",
        "EventText.objects.bulk_update(texts, ['text'])",
        "event.texts.update(text='')",
        "event.save()",
        "move.event.delete()",
    ]

    assert [any(map(changes_record, ast.walk(ast.parse(spelling)))) for spelling in spellings] == [True] * 8


def test_search_leaves_reading_and_appending_alone():
    lines = [
        "Event.objects.create(submission=piece)",
        "EventText.objects.bulk_create(texts)",
        "piece.events.filter(pk__gt=seen)",
        "piece.save()",
        "Decision.objects.filter(pk=event.decision_id).update(taken_back_at=now)",
    ]

    assert [any(map(changes_record, ast.walk(ast.parse(line)))) for line in lines] == [False] * 5
