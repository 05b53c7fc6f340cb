"""What happens because nothing happened: reminders, missed promises, idle claims. Each function is one of the clock's.

What is due is asked of the tables, never of a memory of earlier runs: a clock that stood still for days loses nothing,
and of several reminders that came due meanwhile only the latest is sent.
"""

from submissions.services.reminding.authors import remind_of_changes, remind_of_proofs
from submissions.services.reminding.claims import release_idle_claims
from submissions.services.reminding.promises import tell_of_missed_promises
from submissions.services.reminding.reviewers import remind_of_reviews

__all__ = [
    "release_idle_claims",
    "remind_of_changes",
    "remind_of_proofs",
    "remind_of_reviews",
    "tell_of_missed_promises",
]
