"""ClamAV's daemon, spoken to in its own stream protocol: no file of ours ever lies open on a disk for it."""

from __future__ import annotations

import socket
import struct
from collections.abc import Iterable
from pathlib import Path

from hubwright.domain.errors import ScanFailed

_PATIENCE = 60.0  # seconds for one answer; a large document takes a few
_LARGEST = 64 * 1024


class Clamd:
    """A `Scanner` behind a socket.

    Args:
        place: host and port, or the path of a local socket.
    """

    name = "clamd"

    def __init__(self, place: tuple[str, int] | Path) -> None:
        self._place = place

    def infected(self, content: Iterable[bytes]) -> bool | None:
        """Whether the daemon finds malware in these bytes; None where it cannot look into them at all.

        Raises:
            ScanFailed: it is away.
        """
        try:
            with self._connected() as daemon:
                daemon.sendall(b"zINSTREAM\0")
                for piece in content:
                    _send(daemon, piece)
                daemon.sendall(struct.pack("!I", 0))
                answer = _answer(daemon)
        except OSError as error:
            raise ScanFailed("The scanner did not answer.") from error
        if answer.endswith(b" FOUND"):
            return True
        if answer.endswith(b": OK"):
            return False
        if b"size limit exceeded" in answer:
            return None
        raise ScanFailed("The scanner could not look into this file now.")

    def _connected(self) -> socket.socket:
        if isinstance(self._place, Path):
            daemon = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
            daemon.settimeout(_PATIENCE)
            daemon.connect(str(self._place))
            return daemon
        return socket.create_connection(self._place, timeout=_PATIENCE)


def _send(daemon: socket.socket, piece: bytes) -> None:
    """One piece, in chunks with their length; none may be empty, for an empty one ends the stream."""
    for start in range(0, len(piece), _LARGEST):
        chunk = piece[start : start + _LARGEST]
        daemon.sendall(struct.pack("!I", len(chunk)) + chunk)


def _answer(daemon: socket.socket) -> bytes:
    heard = bytearray()
    while not heard.endswith(b"\0") and len(heard) < _LARGEST:
        more = daemon.recv(4096)
        if not more:
            break
        heard += more
    return bytes(heard.rstrip(b"\0"))
