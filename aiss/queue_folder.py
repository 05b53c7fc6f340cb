"""Celery's messages in a folder, for one machine without Redis: kombu's filesystem transport, made safe to read.

kombu writes a message in place, and a worker that reads it half written stops for good.
"""

import os
import tempfile
from contextlib import suppress
from pathlib import Path
from queue import Empty
from time import monotonic_ns
from typing import Any
from uuid import uuid4

from kombu import Connection
from kombu.transport import filesystem
from kombu.transport.virtual import BrokerState
from kombu.utils.json import dumps, loads


class Channel(filesystem.Channel):
    """Every file appears whole under its name, or not at all; one that cannot be read is dropped."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for folder in (self.data_folder_in, self.data_folder_out, self.control_folder):
            Path(folder).mkdir(mode=0o700, parents=True, exist_ok=True)

    def get_table(self, exchange: str) -> list:
        # Unreadable counts as not yet written: binding again is what every worker does at its start.
        with suppress(ValueError):
            return super().get_table(exchange)
        return []

    def _queue_bind(self, exchange: str, routing_key: str, pattern: str, queue: str) -> None:
        file = self._exchange_file(exchange)
        binding = filesystem.exchange_queue_t(routing_key or "", pattern or "", queue or "")
        bindings = self.get_table(exchange)
        if binding not in bindings:
            _write_whole(file, dumps([binding, *bindings]))

    def _put(self, queue: str, payload: dict, **_kwargs: Any) -> None:
        name = f"{monotonic_ns():020}_{uuid4()}.{queue}.msg"
        _write_whole(Path(self.data_folder_out) / name, dumps(payload))

    def _get(self, queue: str) -> dict:
        folder = Path(self.data_folder_in)
        for name in sorted(os.listdir(folder)):
            if name.partition(".")[2] != f"{queue}.msg":
                continue
            taken = folder / f".{uuid4()}"
            try:
                # Only one of several workers succeeds in this.
                (folder / name).rename(taken)
                text = taken.read_text()
                taken.unlink()
                return loads(text)
            except (FileNotFoundError, ValueError):
                continue
        raise Empty


class Transport(filesystem.Transport):
    Channel = Channel

    def __init__(self, client: Connection, **kwargs: Any) -> None:
        super().__init__(client, **kwargs)
        # kombu shares what it knows of bindings among all folders of a process; here the folder alone knows.
        self.state = BrokerState()


def _write_whole(path: Path, text: str) -> None:
    descriptor, draft = tempfile.mkstemp(dir=path.parent, prefix=".")
    with os.fdopen(descriptor, "w") as file:
        file.write(text)
    os.replace(draft, path)
