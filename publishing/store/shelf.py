"""Which pages are kept: found by address, dropped by key, within a bound of memory."""

import threading
from collections import OrderedDict, defaultdict
from typing import NamedTuple

from publishing.store.entries import Entry
from publishing.store.truth import Look

MOST_MOVED = 10_000
LARGEST_SHARE = 4  # no page takes more than this part of the memory


class Note(NamedTuple):
    """What the last look had found when a rendering began, and how often all had been dropped by then."""

    number: int
    seconds: int
    era: int


class Shelf:
    """Pages by address. Reading `pages` needs no lock; everything else is done under one."""

    def __init__(self, limit: int) -> None:
        self.pages: dict[str, Entry] = {}
        self.size = 0
        self.seconds = 0
        self.seen: int | None = None
        self._limit = limit
        self._lock = threading.Lock()
        self._order: OrderedDict[str, Entry] = OrderedDict()
        self._made_from: defaultdict[str, set[str]] = defaultdict(set)
        self._era = 0
        self._in_flight = 0
        self._moved: dict[str, int] = {}

    def apply(self, look: Look) -> None:
        """Drop what `look` says has changed: everything, where it does not follow on the look before."""
        with self._lock:
            is_going_back = look.number is None or self.seen is None or look.number < self.seen
            if is_going_back or look.is_new or look.is_too_much:
                self._drop_all()
            else:
                for key in look.moved:
                    for path in self._made_from.pop(key, ()):
                        self._drop(path)
                if self._in_flight:
                    self._moved.update(look.moved)
                if len(self._moved) > MOST_MOVED:
                    self._drop_all()
            self.seen, self.seconds = look.number, look.seconds

    def begin(self) -> Note | None:
        """Return what a rendering that begins now has to know, or None where nothing is known; `end` has to follow."""
        with self._lock:
            if self.seen is None:
                return None
            self._in_flight += 1
            return Note(self.seen, self.seconds, self._era)

    def end(self) -> None:
        """Say that a rendering is over."""
        with self._lock:
            self._in_flight -= 1
            if not self._in_flight:
                self._moved.clear()

    def keep(self, path: str, entry: Entry, note: Note) -> bool:
        """Keep `entry`, unless one of its keys moved after `note`; return whether it was not overtaken."""
        with self._lock:
            if note.era != self._era or any(self._moved.get(key, -1) > note.number for key in entry.keys):
                return False
            if entry.size * LARGEST_SHARE > self._limit:
                return True
            self._drop(path)
            self.pages[path] = self._order[path] = entry
            self.size += entry.size
            for key in entry.keys:
                self._made_from[key].add(path)
            self._shrink()
            return True

    def grow(self, path: str, entry: Entry, added: int) -> None:
        """Count what `entry` gained since it was kept."""
        with self._lock:
            if self.pages.get(path) is entry:
                entry.size += added
                self.size += added
                self._shrink()

    def _drop_all(self) -> None:
        self.pages.clear()
        self._order.clear()
        self._made_from.clear()
        self._moved.clear()
        self.size = 0
        self._era += 1

    def _drop(self, path: str) -> None:
        entry = self.pages.pop(path, None)
        if entry is None:
            return
        del self._order[path]
        self.size -= entry.size
        for key in entry.keys:
            paths = self._made_from.get(key)
            if paths is not None:
                paths.discard(path)
                if not paths:
                    del self._made_from[key]

    def _shrink(self) -> None:
        """Drop the oldest until the rest fits; one that was asked for since it was last looked at goes to the end."""
        while self.size > self._limit and self._order:
            path, entry = next(iter(self._order.items()))
            if entry.used:
                entry.used = False
                self._order.move_to_end(path)
            else:
                self._drop(path)
