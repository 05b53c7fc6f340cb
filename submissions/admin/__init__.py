"""The editors' desk in the Django admin, one file a concern; importing a module registers its pages."""

from submissions.admin import articles, calls, kinds, letter_texts, licences, outbox, queue, staff

__all__ = ["articles", "calls", "kinds", "letter_texts", "licences", "outbox", "queue", "staff"]
