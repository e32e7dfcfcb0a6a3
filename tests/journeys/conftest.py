"""A hub that runs for real while a browser walks through it: server, worker, mail server, database, Chromium."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from axe_playwright_python.sync_playwright import Axe
from hubwright.actions.accounts import create_account
from hubwright.actions.publish_hub import publish_hub
from hubwright.actions.run_the_hub import give_a_seat
from hubwright.cli.publishing import documents_of, revision_of_all
from hubwright.domain.cases.entries import OPERATOR
from hubwright.domain.hubs import Seat
from hubwright.jobs.beside import Beside
from hubwright.loading.library import load_library
from hubwright.settings import Settings
from hubwright.web.app import create_app
from hubwright.web.sign_in import passwords
from hubwright.wiring import Hubwright, open_hubwright
from playwright.sync_api import Browser, BrowserContext, Page
from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server

from tests.databases import Database
from tests.notices.servers import free_port

ROOT = Path(__file__).parents[2]
PASSWORD = "three fictional words"
WIDE = {"width": 1280, "height": 900}
NARROW = {"width": 320, "height": 640}
# Seconds: a journey that waits for a letter or a file waits for what makes it, and not for its pauses.
TURN = 0.5

_UNSEEN = re.compile(r'\bnonce="[^"]*"|(?<=name="csrf_token" value=")[^"]*|(?<=name="deed" value=")[^"]*')
# One rule on one element, and nothing else: govuk-frontend's own script sets aria-expanded on a radio that reveals.
EXEMPT = ("aria-allowed-attr", "input[aria-controls][aria-expanded]")


# What reaches past the right edge, the innermost last.
STICKS_OUT = """[...document.querySelectorAll("body *")]
    .filter((one) => one.getBoundingClientRect().right > document.documentElement.clientWidth + 0.5)
    .map((one) => `${one.tagName} ${one.className} ${one.textContent.trim().slice(0, 40)}`).slice(-6)"""


@dataclass
class Postbox:
    """Every message that a real SMTP server was handed."""

    messages: list[tuple[str, str, str]] = field(default_factory=list)

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802 - aiosmtpd's name
        message = message_from_bytes(envelope.content)
        payload = message.get_payload(decode=True)
        words = payload.decode() if isinstance(payload, bytes) else str(payload)
        self.messages.append((envelope.rcpt_tos[0], str(message["Subject"]), words))
        return "250 OK"

    def to(self, address: str) -> list[tuple[str, str, str]]:
        """The messages to one address."""
        return [one for one in self.messages if one[0] == address]


@dataclass
class Running:
    """A hub being served.

    Args:
        base: the address of the installation.
        hub: id of the hub.
        people: who has a seat: id to e-mail address.
        post: what was mailed.
        with_password: those of them who have chosen a password; to choose one takes time, as it must.
    """

    hubwright: Hubwright
    base: str
    hub: str
    people: dict[str, str]
    post: Postbox
    with_password: set[str] = field(default_factory=set)

    def password_of(self, person: str) -> str:
        """The password of one of the people, chosen when it is first asked for."""
        if person not in self.with_password:
            with self.hubwright.house.store.installation.reading() as installation:
                row = installation.one("installation_user", email=self.people[person])
            passwords.choose(self.hubwright, row["id"], PASSWORD)
            self.with_password.add(person)
        return PASSWORD

    def url(self, path: str = "") -> str:
        """An address in the hub."""
        return f"{self.base}/{self.hub}/{path}"


class Quiet(WSGIRequestHandler):
    """Tells of no request: a journey makes hundreds, and what went wrong should stand alone."""

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        pass


@contextmanager
def running(
    database: Database, folder: Path, area: str, begin: Callable[[Hubwright, str], dict[str, str]] | None = None
) -> Iterator[Running]:
    """Serve one of the shipped hubs, with the people of its demonstration; or what `begin` makes, and its people."""
    post = Postbox()
    port = free_port()
    smtp = Controller(post, hostname="127.0.0.1", port=port)
    smtp.start()
    server = make_server("127.0.0.1", 0, lambda environ, respond: [], threaded=True, request_handler=Quiet)
    base = f"http://127.0.0.1:{server.server_port}"
    settings = Settings(
        data=folder,
        database_url=database.url,
        database_owner_url="",
        secret_key="a key for journeys, and for nothing else",
        mail_url=f"smtp://127.0.0.1:{port}",
        base_url=base,
    )
    hubwright = open_hubwright(settings)
    worker = Beside(every=TURN)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    # A server that was never started cannot be stopped: it begins before anything that may fail.
    thread.start()
    try:
        people = (begin or open_hub)(hubwright, area)
        app = create_app(hubwright)
        app.config["MINUTES_LOOK_EVERY"] = 1
        server.app = _whole(app)
        worker.start(hubwright.worker())
        yield Running(hubwright, base, area, people, post)
    finally:
        _stop(server, thread)
        worker.stop()
        smtp.stop()
        hubwright.close()


def _whole(app: Any) -> Any:
    """The application, each answer finished before any of it is sent: this server closes none that a browser drops."""

    def answer(environ: Any, start_response: Any) -> list[bytes]:
        parts = app(environ, start_response)
        try:
            return [b"".join(parts)]
        finally:
            parts.close()

    return answer


def _stop(server: BaseWSGIServer, thread: threading.Thread) -> None:
    server.shutdown()
    thread.join(10)
    server.server_close()


def open_hub(hubwright: Hubwright, area: str, root: Path = ROOT) -> dict[str, str]:
    """A hub as its documents draw it, open, with the people of its demonstration."""
    library = load_library([root / "tenant_configs" / area])
    loaded = library.hubs[area]
    publish_hub(
        hubwright.house,
        hub=area,
        name=loaded.hub.name.en,
        revision=revision_of_all(loaded),
        documents=documents_of(loaded),
        note="For a journey.",
        deed="publish",
    )
    people = {}
    for person in library.demos[area]["people"]:
        made = create_account(hubwright.house, name=person["name"], email=person["email"])
        give_a_seat(
            hubwright.house,
            hub=area,
            actor=OPERATOR,
            deed=f"seat-{person['id']}",
            seat=_seat(person, made.id, hubwright),
        )
        people[person["id"]] = person["email"]
    return people


def _seat(person: dict[str, Any], user: str, hubwright: Hubwright) -> Seat:
    return Seat(
        id=f"seat-{person['id']}",
        user=user,
        name=person["name"],
        agency=person["agency"],
        roles=frozenset(person["roles"]),
        qualifications=frozenset(person.get("qualifications", ())),
        begins=hubwright.house.now(),
    )


@contextmanager
def visitor(browser: Browser, *, scripts: bool = True, narrow: bool = False) -> Iterator[Page]:
    """Somebody's browser: nothing of anybody else's visit is in it."""
    context: BrowserContext = browser.new_context(
        java_script_enabled=scripts, viewport=NARROW if narrow else WIDE, locale="en-GB", timezone_id="Europe/London"
    )
    context.set_default_timeout(30_000)
    try:
        yield context.new_page()
    finally:
        context.close()


def inspected(page: Page) -> None:
    """Nothing is wrong with a page that a machine can see: axe, one heading, a title, nothing wider than the screen."""
    assert page.locator("h1").count() == 1, page.url
    assert page.title()
    if (looks := _looks_of(page)) in _inspected:
        return
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0, (f"{page.url} is {wide} px wider than the screen", page.evaluate(STICKS_OUT))
    found = [
        (violation["id"], node["target"], violation["help"])
        for violation in Axe().run(page).response["violations"]
        for node in violation["nodes"]
        if not _exempt(page, violation["id"], node["target"][0])
    ]
    assert not found, (page.url, found)
    _inspected.add(looks)


_inspected: set[tuple[Any, str]] = set()


def _looks_of(page: Page) -> tuple[Any, str]:
    """A page and its width, less what is drawn anew for each visit and seen by nobody: it is looked at once."""
    return page.viewport_size and page.viewport_size["width"], _UNSEEN.sub("", page.content())


def _exempt(page: Page, rule: str, target: str) -> bool:
    return rule == EXEMPT[0] and page.locator(target).and_(page.locator(EXEMPT[1])).count() > 0
