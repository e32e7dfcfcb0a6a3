"""A daemon that speaks ClamAV's stream protocol, and finds what the test says is malware."""

from __future__ import annotations

import socketserver
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager

MALWARE = b"this is malware, says the test"


class _Handler(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        assert self.rfile.read(10) == b"zINSTREAM\0"
        content = b""
        while length := struct.unpack("!I", self.rfile.read(4))[0]:
            content += self.rfile.read(length)
        if len(content) > self.server.limit:  # type: ignore[attr-defined]
            self.wfile.write(b"INSTREAM size limit exceeded. ERROR\0")
        elif MALWARE in content:
            self.wfile.write(b"stream: Test.Malware FOUND\0")
        else:
            self.wfile.write(b"stream: OK\0")


@contextmanager
def daemon(limit: int = 1_000_000) -> Iterator[str]:
    """The URL of a daemon that runs for as long as the block does."""
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Handler) as server:
        server.limit = limit  # type: ignore[attr-defined]
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"clamd://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
        thread.join()
