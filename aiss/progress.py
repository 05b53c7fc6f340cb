"""How far a long command has come: one line that is written over at a terminal, now and then a line elsewhere."""

import time
from typing import TextIO

TERMINAL_EVERY = 0.2
PLAIN_EVERY = 10.0


class Progress:
    """Says where a command is, at most every few moments; `done` ends the line."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._is_terminal = stream.isatty()
        self._every = TERMINAL_EVERY if self._is_terminal else PLAIN_EVERY
        self._last = time.monotonic() if not self._is_terminal else 0.0
        self._width = 0

    def tell(self, words: str) -> None:
        now = time.monotonic()
        if now - self._last < self._every:
            return
        self._last = now
        if self._is_terminal:
            self._stream.write(f"\r{words.ljust(self._width)}")
            self._width = len(words)
        else:
            self._stream.write(f"{words}\n")
        self._stream.flush()

    def done(self) -> None:
        """Leave the terminal's line clean for what follows."""
        if self._is_terminal and self._width:
            self._stream.write(f"\r{' ' * self._width}\r")
            self._stream.flush()
            self._width = 0
