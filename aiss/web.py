"""How granian serves the desk: `python -m aiss.web`.

No access log, because readers are nobody's business. `aiss.intake` says what becomes of bodies and threads.
"""

import errno
import socket

from granian import Granian
from granian.constants import HTTPModes, Interfaces
from granian.http import HTTP1Settings
from granian.log import LogLevels

from aiss import settings
from aiss.intake import BODIES_AT_ONCE

READERS_AT_ONCE = 16  # threads that no upload may take
REASONS = {
    errno.EADDRINUSE: "Port {port} is taken by another program. Choose another one, for example PORT={other}.",
    errno.EACCES: "This account may not open port {port}. Choose one above 1023, for example PORT={other}.",
    errno.EADDRNOTAVAIL: "HOST={host} is no address of this machine. Use 127.0.0.1, or 0.0.0.0 for every address.",
}


class CannotListen(Exception):
    """Nothing can listen on the host and the port of the settings; the text says what to do."""


def refuse_taken_port(host: str, port: int) -> None:
    """Raise CannotListen where nothing can listen there. granian would share the port with another granian."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as listener:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind(address)
    except socket.gaierror:
        raise CannotListen(REASONS[errno.EADDRNOTAVAIL].format(host=host)) from None
    except OSError as error:
        reason = REASONS.get(error.errno, "Port {port} cannot be opened: {error}.")
        message = reason.format(host=host, port=port, other=port + 1 if 1023 < port < 65535 else 8000, error=error)
        raise CannotListen(message) from None


def server() -> Granian:
    """Return the server that the settings describe, ready to be started."""
    return Granian(
        target="aiss.wsgi:application",
        address=settings.HOST,
        port=settings.PORT,
        interface=Interfaces.WSGI,
        http=HTTPModes.http1,
        websockets=False,
        workers=settings.WEB_WORKERS,
        blocking_threads=BODIES_AT_ONCE + READERS_AT_ONCE,
        backpressure=1024,  # connections of a process, those that wait for their next request included
        # Who says nothing is hung up on: before the headers are there, and between two requests.
        http1_settings=HTTP1Settings(header_read_timeout=15_000, max_buffer_size=64 * 1024),
        respawn_failed_workers=True,
        respawn_interval=1,
        workers_kill_timeout=20,
        log_access=False,
        # Below an error granian tells of its starts and of what it thinks of the number of threads.
        log_level=LogLevels.error,
        log_dictconfig=settings.LOGGING
        | {"loggers": {"_granian": {"handlers": ["console"], "level": "ERROR", "propagate": False}}},
    )


if __name__ == "__main__":
    try:
        refuse_taken_port(settings.HOST, settings.PORT)
    except CannotListen as refusal:
        raise SystemExit(str(refusal)) from None
    server().serve()
