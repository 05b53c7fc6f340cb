"""One line in the code base assigns a submission's status."""

import ast

from tests.architecture.sources import modules, name, tree

HOME = ("submissions/services/moving.py", "_move")
# Made-up pieces for measuring are born in their status: no move leads there, and no desk in use takes them.
MADE_UP = ("submissions/loading/pieces.py", "make")
WRITES = {"update", "create", "get_or_create", "update_or_create", "bulk_update", "Submission"}


def called(node):
    """Return the last part of the name that the call `node` calls."""
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def target_names(node):
    """Return the attributes that the statement `node` assigns to, as written: `piece.status`."""
    targets = node.targets if isinstance(node, ast.Assign) else [node.target]
    flat = [part for target in targets for part in ast.walk(target)]
    return [ast.unparse(part) for part in flat if isinstance(part, ast.Attribute) and isinstance(part.ctx, ast.Store)]


def writes_status(node):
    """Return whether the syntax node `node` gives something called `status` a value."""
    if isinstance(node, ast.Assign | ast.AugAssign | ast.AnnAssign):
        return any(target.endswith(".status") for target in target_names(node))
    if not isinstance(node, ast.Call):
        return False
    strings = [leaf.value for argument in node.args for leaf in ast.walk(argument) if isinstance(leaf, ast.Constant)]
    if called(node) in {"setattr", "bulk_update"}:
        return "status" in strings
    return called(node) in WRITES and "status" in [keyword.arg for keyword in node.keywords]


def keeps_own_status(node):
    """Return whether `node` only notes a status on an object of its own class, as an exception does."""
    return isinstance(node, ast.Assign | ast.AnnAssign) and target_names(node) == ["self.status"]


def assignments(path):
    """Return `(function, line)` for each place in the module at `path` that assigns a piece's status."""
    is_model = "models" in path.parts
    found = []
    for function in ast.walk(tree(path)):
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
            found += [(function.name, node.lineno) for node in ast.walk(function) if counts(node, is_model)]
    inside = {line for _, line in found}
    outside = [node.lineno for node in ast.walk(tree(path)) if counts(node, is_model)]
    return found + [("", line) for line in outside if line not in inside]


def counts(node, is_model):
    return writes_status(node) and (is_model or not keeps_own_status(node))


def test_status_is_assigned_in_one_place():
    places = [(name(path), function) for path in modules("submissions") for function, _ in assignments(path)]

    assert [place for place in places if place not in {HOME, MADE_UP}] == []
    assert len(places) <= 2


def test_search_for_assignments_sees_every_spelling():
    spellings = [
        "piece.status = new",
        "piece.status, piece.note = new, ''",
        "piece.status += 'x'",
        "piece.status: str = new",
        "setattr(piece, 'status', new)",
        "Submission.objects.filter(pk=1).update(status=new)",
        "Submission.objects.bulk_update(pieces, ['status'])",
        "Submission.objects.create(status=new)",
        "Submission(status=new)",
    ]

    assert [any(map(writes_status, ast.walk(ast.parse(spelling)))) for spelling in spellings] == [True] * len(spellings)


def test_search_for_assignments_leaves_reading_alone():
    readings = [
        "new = piece.status",
        "pieces.filter(status=new)",
        "render(request, status=404)",
        "if piece.status: pass",
    ]

    assert [any(map(writes_status, ast.walk(ast.parse(reading)))) for reading in readings] == [False] * len(readings)
