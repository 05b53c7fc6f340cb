"""The editors' desk in the Django admin, one file a concern; importing a module registers its pages."""

from submissions.admin import kinds, queue, staff

__all__ = ["kinds", "queue", "staff"]
