"""Which themed call a piece answers: chosen while the call is open, and kept for a day longer."""

from django.utils.translation import get_language

from submissions.models import Call, Draft, Kind, LicenceText
from submissions.services import drafting


def taken(code: str) -> Call | None:
    """Return the call with this code if it takes a piece now from somebody who chose it in time."""
    return Call.objects.taking().coded(code).first()


def missed(code: str) -> Call | None:
    """Return the call with this code if it takes nothing any more: a piece goes on without it."""
    return None if taken(code) else Call.objects.coded(code).first()


def on_offer(chosen: str = "") -> list[Call]:
    """Return the calls that an author may choose: those open today, and the `chosen` one whatever became of it."""
    calls = list(Call.objects.open_on())
    if chosen and chosen not in {call.code for call in calls}:
        calls += Call.objects.coded(chosen)
    return calls


def answer(draft: Draft, code: str) -> Draft:
    """Note which call the draft answers (empty: none); the kind that the call asks for is chosen with it.

    Where that kind has a declaration of its own, the author is asked to agree again. Raises DraftLost.
    """
    if code == draft.fields["call"]:
        return draft
    call = taken(code)
    if call is None or call.kind is None or not call.kind.is_offered or call.kind.code == draft.fields["kind"]:
        return drafting.change(draft, call=code)
    before = LicenceText.objects.current(get_language(), Kind.objects.named(draft.fields["kind"]))
    is_same = before == LicenceText.objects.current(get_language(), call.kind)
    anew = {} if is_same else {"is_agreed": False, "licence": 0}
    return drafting.change(draft, call=code, kind=call.kind.code, **anew)
