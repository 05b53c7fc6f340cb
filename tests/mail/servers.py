"""Mail servers that behave, and some that do not."""

import asyncio
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

OK = "250 OK"
DROP = "drop"
HOLD = "hold"


class Post:
    """A handler that answers as told, one answer a letter, then "250 OK"; it keeps what it accepted or lost."""

    def __init__(self, *, sender: str = OK, recipient: str = OK, data: tuple[str, ...] = ()) -> None:
        self.sender, self.recipient, self.data = sender, recipient, list(data)
        self.envelopes: list[Envelope] = []
        self.held = threading.Event()

    async def handle_MAIL(  # noqa: N802 - aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        envelope.mail_from = address
        return self.sender

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.recipient == OK:
            envelope.rcpt_tos.append(address)
        return self.recipient

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        answer = self.data.pop(0) if self.data else OK
        if answer in {OK, DROP, HOLD}:
            self.envelopes.append(envelope)
        if answer == HOLD:
            self.held.set()
            await asyncio.sleep(30)
        if answer == DROP:
            server.transport.abort()
        return answer

    @property
    def contents(self) -> list[bytes]:
        return [envelope.original_content for envelope in self.envelopes]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def mail_server(post: Post, **options: object) -> Iterator[int]:
    """Run an SMTP server on a free port and yield that."""
    controller = Controller(post, hostname="127.0.0.1", port=free_port(), **options)
    controller.start()
    try:
        yield controller.port
    finally:
        controller.stop()


def password_is(password: str) -> Callable[..., AuthResult]:
    def authenticate(
        server: SMTP, session: Session, envelope: Envelope, mechanism: str, login: LoginPassword
    ) -> AuthResult:
        return AuthResult(success=login.password == password.encode(), handled=False)

    return authenticate


@contextmanager
def raw_server(talk: Callable[[socket.socket], None]) -> Iterator[int]:
    """Let `talk` handle each connection to a free port, which is yielded; it may as well say nothing at all."""
    listener = socket.create_server(("127.0.0.1", 0))
    connections: list[socket.socket] = []

    def serve() -> None:
        while True:
            try:
                connection, _address = listener.accept()
                connections.append(connection)
                talk(connection)
            except OSError:
                return

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield listener.getsockname()[1]
    finally:
        # Closing alone does not wake a thread that waits in accept().
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        for connection in connections:
            connection.close()
        thread.join(5)


def silent(_connection: socket.socket) -> None:
    """Accept, and never say a word."""


def busy(connection: socket.socket) -> None:
    connection.sendall(b"421 4.3.2 Too many connections\r\n")
    connection.close()


def dripping(connection: socket.socket) -> None:
    """Greet for ever, one byte at a time, never quiet for as long as a read may take."""

    def drip() -> None:
        stop = threading.Event()
        try:
            while not stop.wait(0.05):
                connection.sendall(b"2")
        except OSError:
            return

    threading.Thread(target=drip, daemon=True).start()
