"""Writes messages into a folder instead of sending them, for the demo and for trying things out."""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from pathlib import Path

from hubwright.domain.errors import MailFailed
from hubwright.notices.message import message
from hubwright.notices.texting import checked

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
        _kept(self.path, f"{_file_name(message_id)}.eml", letter.as_bytes())


class FolderTexts:
    """The `Texts` port into a folder: each text message a plain file, its number on the first line.

    Args:
        path: as for `FolderMail`.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    def send(self, *, to: str, body: str, message_id: str) -> None:
        """Write one text message. The same id again takes the place of the first.

        Raises:
            MailFailed: the number or the words cannot be (permanent), or the folder cannot be written to (for now).
        """
        number = checked(to, body)
        _kept(self.path, f"{_file_name(message_id)}.txt", f"{number}\n\n{body}\n".encode())


def _kept(folder: Path, name: str, content: bytes) -> None:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        _write(folder, name, content)
    except OSError:
        raise MailFailed("The folder for messages could not be written to.", permanent=False) from None


def _write(folder: Path, name: str, content: bytes) -> None:
    """Whole or not at all, so that whoever watches the folder never reads half a message."""
    handle, half = tempfile.mkstemp(dir=folder, prefix=".", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(half).replace(folder / name)
    except OSError:
        Path(half).unlink(missing_ok=True)
        raise


def _file_name(message_id: str) -> str:
    """The id itself where it makes a plain file name, else its digest."""
    if re.fullmatch(r"[A-Za-z0-9_-]{1,100}", message_id):
        return message_id
    return hashlib.sha256(message_id.encode()).hexdigest()[:32]
