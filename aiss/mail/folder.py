"""Where letters go without a mail server: a folder with one file a letter, which any mail program opens."""

import os
from email.utils import parsedate_to_datetime
from pathlib import Path
from uuid import uuid4

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.message import SafeMIMEText


class FolderBackend(BaseEmailBackend):
    """Writes to `settings.EMAIL_FILE_PATH`; a file is whole or absent, and never overwritten.

    A file is named by the message's own date and Message-ID: a second attempt at the same letter finds it there.
    """

    def send_messages(self, email_messages: list[EmailMessage]) -> int:
        folder = Path(settings.EMAIL_FILE_PATH)
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for email in email_messages:
            self._write(folder, email.message())
        return len(email_messages)

    def _write(self, folder: Path, message: SafeMIMEText) -> None:
        written_at = parsedate_to_datetime(message["Date"]).strftime("%Y%m%d-%H%M%S")
        identity = "".join(c for c in message["Message-ID"].partition("@")[0] if c.isalnum())
        draft = folder / f".{uuid4().hex}"
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(message.as_bytes(linesep="\r\n"))
                file.flush()
                os.fsync(file.fileno())
            try:
                os.link(draft, folder / f"{written_at}-{identity}.eml")
            except FileExistsError:
                # An earlier attempt got this far and died before it could say so.
                return
        finally:
            draft.unlink()
