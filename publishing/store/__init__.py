"""Pages kept ready in memory, answered before Django runs and dropped when what they show changes.

See docs/adr/0011-pages-are-kept-ready.md.
"""

from publishing.store.application import PageStore

__all__ = ["PageStore"]
