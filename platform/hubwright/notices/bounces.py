"""Messages that came back: reports of non-delivery (RFC 3464) in a folder that the council's mail server fills.

Only the id of the message and the kind of failure are read. What else a report holds, such as the address and the words
of a server, is never kept, and a report that is understood is removed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import message_from_binary_file, policy
from email.errors import MessageError
from email.message import EmailMessage, Message
from pathlib import Path
from typing import Final

from hubwright.ports import Bounce

_LARGEST: Final = 2_000_000
_ID: Final = re.compile(r"<([^<>@\s]{1,200})@[^<>\s]+>")
_PERMANENT: Final = re.compile(r"\s*5\.\d+\.\d+")
_SET_ASIDE: Final = "not-understood"


class BounceFolder:
    """The `Bounces` port on a folder of messages, or on a Maildir (its `new` and `cur`).

    Args:
        path: the folder; it need not be there yet.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    def look(self) -> Iterator[Bounce]:
        """What came back, oldest name first. What is no report of a failure is set aside, for a person to read."""
        for file in self._files():
            found = _read(file)
            if found is None:
                self._set_aside(file)
            else:
                yield Bounce(message=found[0], permanent=found[1], token=str(file))

    def done(self, bounce: Bounce) -> None:
        """This one has been seen to."""
        Path(bounce.token).unlink(missing_ok=True)

    def _files(self) -> list[Path]:
        folders = [self.path / part for part in ("new", "cur") if (self.path / part).is_dir()] or [self.path]
        found = [one for folder in folders if folder.is_dir() for one in folder.iterdir()]
        return sorted(one for one in found if one.is_file() and not one.name.startswith("."))

    def _set_aside(self, file: Path) -> None:
        aside = self.path / _SET_ASIDE
        aside.mkdir(mode=0o700, exist_ok=True)
        file.replace(aside / file.name)


def _read(file: Path) -> tuple[str, bool] | None:
    """The id of the message that came back and whether that is for good, or None where the file is no such report."""
    if file.stat().st_size > _LARGEST:
        return None
    try:
        with file.open("rb") as opened:
            report = message_from_binary_file(opened, policy=policy.default)
        failed = _failed(report)
        id = _original(report)
    except (MessageError, ValueError, LookupError, KeyError, IndexError, AttributeError, TypeError):
        return None  # it is not what mail should be, and says nothing that could be trusted
    return (id, failed) if id is not None and failed is not None else None


def _failed(report: Message) -> bool | None:
    """Whether the failure is for good; None where the report speaks of none (a delay, or an automatic reply)."""
    for part in report.walk():
        if part.get_content_type() != "message/delivery-status":
            continue
        for fields in part.get_payload():
            if isinstance(fields, Message) and str(fields.get("Action", "")).strip().lower() == "failed":
                return bool(_PERMANENT.match(str(fields.get("Status", "5.0.0"))))
    return None


def _original(report: EmailMessage | Message) -> str | None:
    """The id that our own message carried, from the copy of it that a report encloses."""
    for part in report.walk():
        kind = part.get_content_type()
        if kind == "message/rfc822":
            enclosed = part.get_payload()
            first = enclosed[0] if isinstance(enclosed, list) and enclosed else None
            said = str(first.get("Message-ID", "")) if isinstance(first, Message) else ""
        elif kind == "text/rfc822-headers":
            text = part.get_content() if isinstance(part, EmailMessage) else str(part.get_payload())
            line = re.search(r"^Message-ID:\s*(\S+)", text, re.IGNORECASE | re.MULTILINE)
            said = line[1] if line else ""
        else:
            continue
        if (found := _ID.search(said)) is not None:
            return found[1]
    return None
