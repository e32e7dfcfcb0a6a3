"""Writes messages into a folder instead of sending them, for the demo and for trying things out."""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from pathlib import Path

from hubwright.domain.errors import MailFailed
from hubwright.notices.message import message

SENDER = "hubwright@localhost"


class FolderMail:
    """The `Mail` port into a folder: each message a file that any mail program opens.

    Args:
        path: the folder; made, for its owner's eyes only, when the first message comes.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    def send(self, *, to: str, subject: str, body: str, message_id: str) -> None:
        """Write one message. The same id again takes the place of the first.

        Raises:
            MailFailed: the message cannot be (permanent), or the folder cannot be written to (for now).
        """
        letter = message(sender=SENDER, to=to, subject=subject, body=body, message_id=message_id)
        try:
            self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._write(f"{_file_name(message_id)}.eml", letter.as_bytes())
        except OSError:
            raise MailFailed("The mail folder could not be written to.", permanent=False) from None

    def _write(self, name: str, content: bytes) -> None:
        """Whole or not at all, so that whoever watches the folder never reads half a message."""
        handle, half = tempfile.mkstemp(dir=self.path, prefix=".", suffix=".part")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            Path(half).replace(self.path / name)
        except OSError:
            Path(half).unlink(missing_ok=True)
            raise


def _file_name(message_id: str) -> str:
    """The id itself where it makes a plain file name, else its digest."""
    if re.fullmatch(r"[A-Za-z0-9_-]{1,100}", message_id):
        return message_id
    return hashlib.sha256(message_id.encode()).hexdigest()[:32]
