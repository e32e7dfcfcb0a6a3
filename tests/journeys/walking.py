"""One person's way through the pages: every act is counted, and every page that comes is looked at by a machine.

With JOURNEY_PICTURES naming a folder, each page is also put there as a picture, for eyes.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Locator, Page

from tests.journeys.conftest import Running, inspected, visitor

_PICTURES = os.environ.get("JOURNEY_PICTURES", "")


@dataclass
class Walk:
    """Somebody at their browser.

    Args:
        page: what they see.
        hub: where they are.
        who: for the names of pictures.
        eyes: a page that runs scripts, for looking at what a browser without them was sent; None where it runs them.
        acts: presses, choices and fields filled in so far.
        seen: pages seen so far.
    """

    page: Page
    hub: Running
    who: str
    eyes: Page | None = None
    acts: int = 0
    seen: int = 0

    def goes(self, path: str = "") -> None:
        """Type an address of the hub."""
        self.page.goto(self.hub.url(path))
        self._looks()

    def is_kept_out_of(self, path: str) -> None:
        """Type an address of the hub, and be told no in a page that gives nothing away."""
        answer = self.page.goto(self.hub.url(path))
        assert answer is not None
        assert answer.status in (403, 404), (path, answer.status)
        self._looks()

    def presses(self, button: str) -> None:
        """Press a button that leads to another page."""
        self._leads_on(self.page.get_by_role("button", name=button, exact=True).first)

    def follows(self, link: str, within: Locator | None = None) -> None:
        """Follow the first link with these words in it."""
        self._leads_on((within or self.page.locator("body")).get_by_role("link", name=link).first)

    def follows_url(self, address: str) -> None:
        """Open an address that came by letter."""
        self.page.goto(address)
        self._looks()

    def _leads_on(self, way: Locator) -> None:
        self.acts += 1
        with self.page.expect_navigation():
            way.click()
        self._looks()

    def writes(self, question: str, words: str) -> None:
        """Fill in a box."""
        self.acts += 1
        self.page.get_by_label(question, exact=True).fill(words)

    def writes_date(self, question: str, *, day: str = "", month: str = "", year: str) -> None:
        """Fill in as much of a date as is known."""
        boxes = self.page.get_by_role("group", name=question)
        for part, words in (("Day", day), ("Month", month), ("Year", year)):
            if words:
                self.acts += 1
                boxes.get_by_label(part, exact=True).fill(words)

    def chooses(self, question: str, *answers: str) -> None:
        """Choose one of several, or several."""
        for answer in answers:
            self.acts += 1
            self.page.get_by_role("group", name=question).get_by_label(answer, exact=True).first.check()

    def unticks(self, question: str, *answers: str) -> None:
        """Take a tick away."""
        for answer in answers:
            self.acts += 1
            self.page.get_by_role("group", name=question).get_by_label(answer, exact=True).uncheck()

    def picks(self, question: str, answer: str) -> None:
        """Choose from a list that drops down."""
        self.acts += 1
        self.page.get_by_label(question, exact=True).select_option(label=answer)

    def does_not_know(self, question: str, words: str = "I do not know") -> None:
        """Tick *I do not know* (or *I would rather not say*) below a question."""
        self.acts += 1
        said = re.compile(rf"{re.escape(words)}\s*:\s*{re.escape(question)}")
        self.page.get_by_role("checkbox", name=said).check()

    @property
    def text(self) -> str:
        """What the page says."""
        return self.page.locator("main").inner_text()

    def sees(self, *words: str) -> None:
        """All of these words stand on the page."""
        missing = [one for one in words if one not in self.text]
        assert not missing, (missing, self.page.url, self.text)

    def sees_nothing_of(self, *words: str) -> None:
        """None of these words stands anywhere in the page, its title or its address."""
        everything = self.page.content() + self.page.title() + self.page.url
        found = [one for one in words if one in everything]
        assert not found, (found, self.page.url)

    def next_act(self) -> str:
        """What the bar at the foot of a case says must happen next."""
        return self.page.locator(".hw-next").inner_text()

    def alerts(self) -> str:
        """What stands out above a page."""
        return " ".join(self.page.locator(".moj-alert").all_inner_texts())

    def value(self, question: str) -> str:
        """What stands in a box."""
        return self.page.get_by_label(question, exact=True).input_value()

    def _looks(self) -> None:
        self.seen += 1
        if _PICTURES:
            title = re.sub(r"[^a-z]+", "-", self.page.title().split(" - ")[0].lower())[:40]
            self.page.screenshot(path=str(Path(_PICTURES) / f"{self.who}-{self.seen:02}-{title}.png"), full_page=True)
        if self.eyes is None:
            inspected(self.page)
        else:
            _shows(self.eyes, self.page)
            inspected(self.eyes)


def _shows(eyes: Page, page: Page) -> None:
    """Show in one browser what another without scripts was sent: the same page, address and all, less its scripts."""
    bare = re.sub(r"<script\b.*?</script>", "", page.content(), flags=re.DOTALL)
    eyes.route(
        lambda url: url == page.url, lambda route: route.fulfill(body=bare, content_type="text/html; charset=utf-8")
    )
    eyes.goto(page.url)
    eyes.unroute_all()


@contextmanager
def somebody(browser: Browser, hub: Running, who: str, *, scripts: bool = True, narrow: bool = False) -> Iterator[Walk]:
    """A browser of their own, for as long as they sit at it."""
    with ExitStack() as stack:
        page = stack.enter_context(visitor(browser, scripts=scripts, narrow=narrow))
        eyes = None if scripts else stack.enter_context(visitor(browser, narrow=narrow))
        yield Walk(page, hub, who, eyes)
