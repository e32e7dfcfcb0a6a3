"""A stand-in for GOV.UK Notify on a free port: it behaves as its documents say, token and all."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

SERVICE = "26785a09-ab16-4eb0-8407-a37497a57506"
SECRET = "3d844edf-8d35-48ac-975b-e847b4f122b0"
TEMPLATE = "f33517ff-2a88-4f6e-b855-c550268ce08a"
KEY = f"my_test_key-{SERVICE}-{SECRET}"


@dataclass
class Account:
    """What the stand-in took, what it thinks the hour is, and what it is told to answer instead.

    Args:
        now: seconds since 1970.
        instead: (status, kind of error) for the next requests, or None to take them.
    """

    now: float
    taken: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    asked: int = 0
    instead: tuple[int, str] | None = None


def _open(part: str) -> Any:
    return json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))


def _refused(account: Account, header: str) -> str | None:
    """Why a token is not let in, or None."""
    scheme, _, token = header.partition(" ")
    head, claims, signature = token.split(".")
    signed = hmac.new(SECRET.encode(), f"{head}.{claims}".encode(), hashlib.sha256).digest()
    if scheme != "Bearer" or _open(head) != {"typ": "JWT", "alg": "HS256"} or _open(claims)["iss"] != SERVICE:
        return "Invalid token: service not found"
    if not hmac.compare_digest(base64.urlsafe_b64encode(signed).rstrip(b"=").decode(), signature):
        return "Invalid token: API key not found"
    if abs(_open(claims)["iat"] - account.now) > 30:
        return "Error: Your system clock must be accurate to within 30 seconds"
    return None


@contextmanager
def notify(at: datetime) -> Iterator[tuple[Account, str]]:
    """A running stand-in whose clock stands at an hour, and the URL with which it is reached."""
    account = Account(at.timestamp())

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, format: str, *args: Any) -> None:
            """Silent."""

        def answer(self, status: int, body: dict[str, Any]) -> None:
            said = json.dumps(body).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(said)))
            self.end_headers()
            self.wfile.write(said)

        def wrong(self, status: int, kind: str, message: str) -> None:
            self.answer(status, {"status_code": status, "errors": [{"error": kind, "message": message}]})

        def do_POST(self) -> None:
            account.asked += 1
            given = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            receiver = str(given.get("phone_number") or given.get("email_address"))
            if (why := _refused(account, self.headers["Authorization"])) is not None:
                self.wrong(403, "AuthError", why)
            elif account.instead is not None:
                # Its own words repeat the receiver, as a real answer may.
                self.wrong(account.instead[0], account.instead[1], f"not to {receiver}")
            elif given["template_id"] != TEMPLATE or self.headers["Content-Type"] != "application/json":
                self.wrong(400, "BadRequestError", "Template not found")
            elif receiver.startswith("+447700900404"):
                self.wrong(400, "ValidationError", f"phone_number {receiver} Not a UK mobile number")
            else:
                account.taken.append((self.path, given))
                self.answer(201, {"id": "740e5834-3a29-46b4-9a6f-16142fde533a", "reference": given["reference"]})

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield account, f"notify+http://127.0.0.1:{server.server_port}/?key={KEY}&template={TEMPLATE}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
