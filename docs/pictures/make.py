"""Make the pictures of the README and the tutorial anew: one demonstration hub, walked through in a real browser.

Run by hand when pages look different, after `make test` has set up: `.venv/bin/python docs/pictures/make.py`. The hub
runs on a clock of its own that stands on a fixed Tuesday morning: the same pages give the same pictures.
"""

from __future__ import annotations

import io
import logging
import re
import shutil
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from hubwright.actions.publish_hub import publish_hub
from hubwright.actions.seed_demo import SEATED_BEFORE, seed_demo
from hubwright.cli.publishing import documents_of, revision_of_all
from hubwright.jobs.turn import turn
from hubwright.loading.library import load_library
from hubwright.settings import Settings
from hubwright.web.app import create_app
from hubwright.wiring import Hubwright, bring_up_to_date, open_hubwright
from PIL import Image
from playwright.sync_api import Browser, Locator, Page, sync_playwright
from werkzeug.serving import make_server

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
AREA = "bury"
CHILD = "Mia Example"
WIDE, PHONE = {"width": 1280, "height": 900}, {"width": 375, "height": 1500}
SCREEN, LONG = {"width": 1280, "height": 720}, {"width": 1280, "height": 1350}
COLOURS = 256
# A Tuesday in term time, at ten in the morning in London.
START = datetime(2026, 6, 9, 9, 0, tzinfo=UTC)
# In London's time, between the hub's question and the answer of the police.
AS_KNOWN = "2026-06-09T10:40"
MINUTES = {
    "information.p1.health": "Seen at the walk-in centre in May with a sore wrist.",
    "risk.p1": "A mark that nobody explains.",
    "views.p1": "\N{LEFT DOUBLE QUOTATION MARK}I fell off the bed.\N{RIGHT DOUBLE QUOTATION MARK}",
}


@dataclass
class Clock:
    """The hub's clock: it stands still until it is moved on."""

    at: datetime = field(default=START)

    def __call__(self) -> datetime:
        """The hub's present."""
        return self.at

    def later(self, *, minutes: int) -> None:
        """Move it on."""
        self.at += timedelta(minutes=minutes)


@contextmanager
def served(clock: Clock) -> Iterator[tuple[Hubwright, str]]:
    """The demonstration in a folder of its own, seeded and served; gives the address of the hub."""
    with tempfile.TemporaryDirectory(prefix="hubwright-pictures-") as name:
        server = make_server("127.0.0.1", 0, lambda environ, respond: [], threaded=True)
        base = f"http://127.0.0.1:{server.server_port}"
        settings = Settings(
            data=Path(name),
            database_url=f"sqlite:///{name}/hubwright.sqlite",
            database_owner_url="",
            secret_key="a key for pictures, and for nothing else",
            mail_url=f"folder:{name}/mail",
            base_url=base,
        )
        bring_up_to_date(settings)
        hubwright = open_hubwright(settings, now=clock, demo=True)
        seed(hubwright, clock)
        server.app = create_app(hubwright)
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield hubwright, f"{base}/{AREA}/"
        finally:
            server.shutdown()
            thread.join(10)
            server.server_close()
            hubwright.close()


def seed(hubwright: Hubwright, clock: Clock) -> None:
    """Publish the hub as long ago as its demonstration needs, and fill it."""
    library = load_library([ROOT / "tenant_configs" / AREA])
    loaded = library.hubs[AREA]
    before = START - SEATED_BEFORE - timedelta(days=1)
    revision = revision_of_all(loaded)
    publish_hub(
        replace(hubwright.house, now=lambda: before),
        hub=AREA,
        name=loaded.hub.name.en,
        revision=revision,
        documents=documents_of(loaded),
        note="For pictures.",
        deed="publish",
    )
    seed_demo(hubwright.house, hub=AREA, revision=revision, drawing=loaded.hub, document=library.demos[AREA])


def keep(page: Page, name: str, *, shows: str, until: Locator | None = None) -> None:
    """Take a picture of what is on the screen, in few enough colours to stay small.

    Args:
        page: as wide as the picture is to be.
        name: of the file, without its ending.
        shows: how the heading of the page begins.
        until: the picture ends above this; without it, where the window ends.
    """
    page.get_by_role("heading", level=1, name=re.compile(f"^{shows}")).wait_for(state="attached")
    page.wait_for_load_state()
    width = page.viewport_size["width"] if page.viewport_size else WIDE["width"]
    box = until.first.bounding_box() if until else None
    clip = {"x": 0, "y": 0, "width": width, "height": box["y"] if box else page.viewport_size["height"]}
    taken = Image.open(io.BytesIO(page.screenshot(full_page=True, clip=clip, animations="disabled")))
    shrink(taken, HERE / f"{name}.png")


def shrink(taken: Image.Image, file: Path) -> None:
    """Write a picture in few enough colours to stay small."""
    # Of the ways to choose a palette, the one that keeps rare colours too: the others turn a small amber sign red.
    few = taken.convert("RGB").quantize(COLOURS, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    few.save(file, optimize=True)
    print(f"{file.name}: {taken.width} x {taken.height}, {file.stat().st_size // 1000} kB")


@contextmanager
def visitor(browser: Browser, size: dict[str, int]) -> Iterator[Page]:
    """Somebody's own browser."""
    context = browser.new_context(viewport=size, locale="en-GB", timezone_id="Europe/London")  # type: ignore[arg-type]
    context.set_default_timeout(10_000)
    try:
        yield context.new_page()
    finally:
        context.close()


def referrer(page: Page, hub: str) -> None:
    """A teacher tells the hub about a child, and a picture is taken of three of her pages."""
    page.goto(hub)
    keep(page, "hub", shows="Bury", until=page.get_by_role("heading", name="Come back"))
    page.get_by_role("link", name="I work with children").click()
    page.get_by_role("button", name="Start").click()
    page.get_by_role("button", name="Add child").click()
    page.get_by_label("Name", exact=True).fill(CHILD)
    page.get_by_role("group", name="Is this a baby").get_by_label("No", exact=True).check()
    page.get_by_role("group", name="Date of birth").get_by_label("Year").fill("2019")
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("group", name="in danger right now").get_by_label("No", exact=True).check()
    page.get_by_role("textbox", name="What are you worried about?").fill(
        "A bruise on the arm, the shape of a hand. She went quiet when asked."
    )
    keep(page, "referrer", shows="What worries you")
    page.get_by_role("button", name="Continue").click()
    page.get_by_label("By e-mail", exact=True).check()
    page.get_by_role("textbox", name="What is the e-mail address?").fill("tara.teacher@school.example")
    page.get_by_role("textbox", name="Your name").fill("Tara Teacher")
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("button", name="Send what I have now").click()
    keep(page, "sent", shows="Sent")


def comes_in(page: Page, hub: str, person: str) -> None:
    """Sign in by the button of one of the demonstration's people."""
    page.goto(f"{hub}sign-in")
    page.get_by_role("button", name=person).click()


def worker(page: Page, hub: str) -> str:
    """A social worker of the hub takes the teacher's contact from the queue, rates it and asks the agencies."""
    comes_in(page, hub, "Sam Specimen")
    keep(page, "queue", shows="Queue")
    open_case(page)
    act(page, "Rate")
    page.get_by_role("radio", name="Amber").check()
    page.get_by_label("Why?").fill("A bruise that nobody has explained.")
    page.get_by_role("button", name="Record the rating").click()
    act(page, "Ask agencies")
    page.get_by_label("What do they need to know to answer?").fill("School saw a bruise on the child's arm today.")
    page.get_by_role("button", name="Ask these agencies").click()
    return urlsplit(page.url).path.rpartition("/")[2]


def partner(page: Page, hub: str, case: str) -> None:
    """A police officer answers what the hub asked their agency about a case, and sees nothing wider."""
    comes_in(page, hub, "Pat Pretend")
    keep(page, "inbox", shows="")
    # No name stands in the list of an agency's checks.
    page.get_by_role("link", name=re.compile(case)).click()
    # Before anything is chosen: what an answer goes on to ask would hide the kinds of answer there are.
    keep(page, "partner", shows="Bury", until=page.get_by_text("Systems searched"))
    page.get_by_role("radio", name="We hold something and share it").check()
    page.get_by_role("textbox", name="What").first.fill("One call to the home in March; no further action.")
    page.get_by_role("button", name="Send answer").click()


def worker_again(page: Page, hub: str) -> None:
    """What the police said stands on the case."""
    comes_in(page, hub, "Sam Specimen")
    open_case(page)
    keep(page, "case", shows="Case")


def as_known_then(page: Page, hub: str, case: str) -> None:
    """The same case as it was known before the police had answered."""
    page.goto(f"{hub}cases/{case}/as-of?at={AS_KNOWN}")
    page.set_viewport_size(LONG)
    keep(page, "as-of", shows="As known")


def wall(page: Page, hub: str) -> None:
    """What hangs in the room: the most urgent, without a name."""
    comes_in(page, hub, "Morgan Makebelieve")
    page.goto(f"{hub}wall")
    keep(page, "wall", shows="")


def discussion(page: Page, hub: str, case: str) -> None:
    """The manager calls a strategy discussion about the teacher's case, and the minutes are begun."""
    page.goto(f"{hub}cases/{case}")
    act(page, "Start: Strategy discussion")
    page.get_by_role("button", name="Call this meeting").click()
    nurse = page.locator(".hw-person").filter(has_text="Health safeguarding")
    nurse.get_by_role("combobox").first.select_option(label="By telephone")
    page.get_by_role("button", name="Note who is there").click()
    keep(page, "meeting", shows="Strategy discussion", until=page.get_by_role("heading", name="End", exact=True))
    meeting = page.url
    comes_in(page, hub, "Toni Tabulate")
    page.goto(meeting)
    page.get_by_role("link", name=re.compile("^Minutes")).first.click()
    for box, words in MINUTES.items():
        page.locator(f'textarea[id="{box}"]').fill(words)
    page.get_by_role("button", name="Save", exact=True).click()
    keep(page, "minutes", shows="")


def sealed(page: Page, hub: str, hubwright: Hubwright, clock: Clock) -> None:
    """A record of the demonstration that was sealed, and the first page of its file."""
    comes_in(page, hub, "Morgan Makebelieve")
    page.goto(f"{hub}meetings?view=past")
    page.locator("table a").first.click()
    page.get_by_role("link", name=re.compile("^The record")).first.click()
    keep(page, "record", shows="")
    page.get_by_role("link", name="Make it as a file").click()
    page.get_by_role("group", name="Are they of the hub?").get_by_label("Somebody of the hub").check()
    page.get_by_label("Whom is it for?").fill("Morgan Makebelieve, Children's Services")
    page.get_by_role("button", name="Make it", exact=True).click()
    clock.later(minutes=1)
    working, take = hubwright.worker(), page.get_by_role("link", name="Take the PDF file")
    # It is printed in a process of its own, which the worker that began it looks after.
    for _ in range(60):
        turn(working)
        page.reload()
        if take.count():
            break
        page.wait_for_timeout(500)
    file = page.request.get(urljoin(page.url, take.get_attribute("href") or "")).body()
    drawn = subprocess.run(  # noqa: S603 - a program of Debian, on a file of our own
        [shutil.which("pdftoppm") or "pdftoppm", "-png", "-r", "80", "-l", "1", "-"],
        input=file,
        stdout=subprocess.PIPE,
        check=True,
    )
    shrink(Image.open(io.BytesIO(drawn.stdout)), HERE / "record-file.png")


def studio(page: Page, hub: str) -> None:
    """The hub's administrator begins a draft: a form beside its preview, the stages drawn, what the check found."""
    comes_in(page, hub, "Jo Justso")
    page.goto(f"{hub}studio")
    page.get_by_role("button", name="Begin a draft").click()
    page.get_by_role("link", name="Forms", exact=True).click()
    page.locator("main a", has_text="Tell us").first.click()
    page.frame_locator("iframe").first.get_by_role("heading").first.wait_for()
    keep(page, "studio-form", shows="Tell us")
    page.goto(f"{hub}studio/workflows")
    page.locator("main a[href*='/studio/workflows/']").first.click()
    keep(page, "studio-stages", shows="")
    page.goto(f"{hub}studio/health")
    keep(page, "studio-health", shows="")


def open_case(page: Page) -> None:
    """The teacher's contact, from the queue."""
    page.get_by_role("link", name=CHILD).click()


def act(page: Page, name: str) -> None:
    """One of the acts that a case page offers."""
    page.locator("main").get_by_role("link", name=name, exact=True).or_(
        page.locator("main").get_by_role("button", name=name, exact=True)
    ).first.click()


def pass_time(hubwright: Hubwright, clock: Clock, *, minutes: int) -> None:
    """Some minutes later, with the background work done that fell due in them."""
    clock.later(minutes=minutes)
    turn(hubwright.worker())


def main() -> None:
    """Take every picture."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    clock = Clock()
    with served(clock) as (hubwright, hub), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"))
        with visitor(browser, WIDE) as page:
            referrer(page, hub)
        pass_time(hubwright, clock, minutes=12)
        with visitor(browser, WIDE) as page:
            case = worker(page, hub)
        pass_time(hubwright, clock, minutes=34)
        with visitor(browser, WIDE) as page:
            partner(page, hub, case)
        pass_time(hubwright, clock, minutes=19)
        with visitor(browser, WIDE) as page:
            worker_again(page, hub)
            as_known_then(page, hub, case)
        with visitor(browser, SCREEN) as page:
            wall(page, hub)
        with visitor(browser, LONG) as page:
            comes_in(page, hub, "Morgan Makebelieve")
            discussion(page, hub, case)
            sealed(page, hub, hubwright, clock)
        with visitor(browser, PHONE) as page:
            comes_in(page, hub, "Sam Specimen")
            page.goto(f"{hub}queue?view=unread")
            keep(page, "queue-on-a-phone", shows="Queue")
        with visitor(browser, WIDE) as page:
            studio(page, hub)
        browser.close()


if __name__ == "__main__":
    main()
