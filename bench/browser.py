"""The smallest browser: calls a WSGI application in this process and keeps its cookies. One for every application."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from io import BytesIO
from typing import Any
from urllib.parse import urlencode, urlsplit

Values = Mapping[str, str | Sequence[str]]
HOST = "hubs.example"


@dataclass(frozen=True)
class Answer:
    """What an application gave back."""

    status: int
    headers: Sequence[tuple[str, str]]
    body: bytes

    @property
    def location(self) -> str:
        """Where it sends the browser, without the host."""
        parts = urlsplit(next(value for name, value in self.headers if name.lower() == "location"))
        return f"{parts.path}?{parts.query}" if parts.query else parts.path


@dataclass
class Browser:
    """One browser at one application.

    Args:
        came_from: the address it calls from.
    """

    app: Any
    came_from: str = "127.0.0.1"
    cookies: dict[str, str] = field(default_factory=dict)

    def get(self, address: str) -> Answer:
        """Open a page."""
        return self.call("GET", address, b"")

    def post(self, address: str, body: bytes) -> Answer:
        """Send a form, already written down by `written`."""
        return self.call("POST", address, body)

    def call(self, method: str, address: str, body: bytes) -> Answer:
        """One request, whole answer."""
        path, _, query = address.partition("?")
        told: list[Any] = []
        environ = {
            "REQUEST_METHOD": method,
            "SCRIPT_NAME": "",
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "SERVER_NAME": HOST,
            "SERVER_PORT": "80",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "HTTP_HOST": HOST,
            "REMOTE_ADDR": self.came_from,
            "HTTP_COOKIE": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
            "CONTENT_TYPE": "application/x-www-form-urlencoded" if body else "",
            "CONTENT_LENGTH": str(len(body)),
            "wsgi.version": (1, 0),
            "wsgi.url_scheme": "http",
            "wsgi.input": BytesIO(body),
            "wsgi.errors": BytesIO(),
            "wsgi.multithread": False,
            "wsgi.multiprocess": False,
            "wsgi.run_once": False,
        }
        chunks: Iterable[bytes] = self.app(environ, lambda status, headers, _error=None: told.append((status, headers)))
        whole = b"".join(chunks)
        if hasattr(chunks, "close"):
            chunks.close()
        status, headers = told[0]
        for name, value in headers:
            if name.lower() == "set-cookie":
                key, _, rest = value.partition("=")
                self.cookies[key] = rest.partition(";")[0]
        return Answer(int(status[:3]), headers, whole)


def written(values: Values) -> bytes:
    """A form's values as a browser sends them."""
    return urlencode(values, doseq=True).encode()


@dataclass
class FormFound:
    """A form of a page: where it is sent, what its boxes hold, and its buttons."""

    action: str
    values: dict[str, list[str]] = field(default_factory=dict)
    buttons: list[tuple[str, str]] = field(default_factory=list)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[FormFound] = []
        self._open: FormFound | None = None
        self._list = self._typed = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        has = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._open = FormFound(has.get("action", ""))
            self.forms.append(self._open)
        elif self._open is not None and tag == "button":
            self._open.buttons.append((has.get("name", ""), has.get("value", "")))
        elif self._open is not None and tag == "input" and has.get("name"):
            kind = has.get("type", "text")
            if kind not in ("radio", "checkbox") or "checked" in has:
                self._open.values.setdefault(has["name"], []).append(has.get("value", ""))
        elif self._open is not None and tag == "select":
            self._list = has.get("name", "")
        elif self._open is not None and tag == "option" and self._list:
            # A list that drops down shows its first line until another is chosen.
            if "selected" in has or self._list not in self._open.values:
                self._open.values[self._list] = [has.get("value", "")]
        elif self._open is not None and tag == "textarea" and has.get("name"):
            self._typed = has["name"]
            self._open.values[self._typed] = [""]

    def handle_data(self, data: str) -> None:
        if self._open is not None and self._typed:
            self._open.values[self._typed][0] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._open = None
        elif tag == "select":
            self._list = ""
        elif tag == "textarea":
            self._typed = ""


def forms_of(answer: Answer) -> list[FormFound]:
    """The forms of a page, in order."""
    reader = _Reader()
    reader.feed(answer.body.decode())
    return reader.forms
