"""The pages that the hub's people have open all day, on a hub with sixty cases: how long, and how many statements."""

from __future__ import annotations

from functools import partial

from hubwright.testing.stories import HEALTH, MANAGER
from hubwright.web.routes import ROUTES

from bench.browser import Browser
from bench.cases import sixty
from bench.figures import Section, spread
from bench.place import HUB, Place, statements
from bench.timing import alone


def measure(place: Place, *, rounds: int, cases: int = 60) -> Section:
    """The section."""
    refs = sixty(place, cases)
    allowed = {route.endpoint: route.statements for route in ROUTES}
    section = Section(
        "Pages of the hub's people",
        f"Each page whole, through the application, with {len(refs)} cases made by real deeds. Statements are those of"
        " one request, its line in the read log included; a route says how many it may send.",
        ("page", "median", "95th percentile", "statements", "allowed", "size"),
    )
    longest = refs[-1]
    pages = (
        ("queue page", MANAGER, f"/{HUB}/queue", "work.queue"),
        ("case page, new", MANAGER, f"/{HUB}/cases/{refs[0]}", "work.case"),
        ("case page, decided and told", MANAGER, f"/{HUB}/cases/{longest}", "work.case"),
        ("partner's checks", HEALTH, f"/{HUB}/checks", "work.checks"),
    )
    for name, actor, address, endpoint in pages:
        browser = place.browser(actor)
        times = alone(partial(_open, browser, address), rounds)
        with statements(place.hubwright) as sent:
            size = _open(browser, address)
        section.add(name, *spread(times), str(len(sent)), str(allowed[endpoint]), f"{size / 1024:.0f} KiB")
    return section


def _open(browser: Browser, address: str) -> int:
    answer = browser.get(address)
    if answer.status != 200:
        raise AssertionError(f"A page of the bench was answered with {answer.status}.")
    return len(answer.body)
