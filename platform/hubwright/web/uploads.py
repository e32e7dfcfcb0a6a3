"""Files in requests: held in memory, never on a disk, and cut off at their limit with their name kept.

A page that takes a file takes words as well. A file that is too large must not cost the person what they wrote, so the
request is read to its end and only the file's own bytes are dropped.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import IO, Any

from flask import Request, request
from werkzeug.datastructures import FileStorage

from hubwright.scanning import media_of

# What a hub may allow at most for one file (`schemas/hub.v1.json`), and one byte to tell that there was more.
LARGEST = 50 * 1_000_000 + 1
# What one request may hold in memory, whatever it brings: anybody may send one to a hub.
ROOM = 60 * 1_000_000
# A request that is larger than this is not read at all: nobody's connection to a hub sends it by mistake.
LARGEST_REQUEST = 150 * 1_000_000


class Held(io.BytesIO):
    """A file's bytes as far as they are kept; what goes beyond is dropped.

    Args:
        room: bytes that the whole request may still keep; shared by its files.
    """

    def __init__(self, room: list[int]) -> None:
        super().__init__()
        self._room = room

    def write(self, piece: Any, /) -> int:
        """Keep a piece, as far as there is room."""
        data = bytes(piece)
        kept = data[: max(min(LARGEST - self.tell(), self._room[0]), 0)]
        self._room[0] -= len(kept)
        super().write(kept)
        # What was dropped counts as written, so that the request is read to its end.
        return len(data)


class UploadRequest(Request):
    """A request whose files never touch a disk."""

    def _get_file_stream(
        self,
        total_content_length: int | None,
        content_type: str | None,
        filename: str | None = None,
        content_length: int | None = None,
    ) -> IO[bytes]:
        room: list[int] = self.__dict__.setdefault("_room_for_files", [ROOM])
        return Held(room)


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it was posted.

    Args:
        name: as given, without a path.
        media: its type by content.
        size: in bytes; beyond `LARGEST` it is not counted further.
    """

    name: str
    content: bytes
    media: str

    @property
    def size(self) -> int:
        """In bytes, as far as it was read."""
        return len(self.content)


def uploads(field: str, *, most: int = 1) -> Sequence[Upload]:
    """The files that a field of the form holds; an empty choice is none.

    Args:
        field: its name.
        most: at most so many are read.
    """
    given = [one for one in request.files.getlist(field) if one.filename]
    return [_read(one) for one in given[:most]]


def _read(given: FileStorage) -> Upload:
    content = given.stream.read()
    # A browser may send a path; what stands behind the last stroke is the name.
    name = (given.filename or "").replace("\\", "/").rpartition("/")[2].strip()
    return Upload(name=name, content=content, media=media_of(content))
