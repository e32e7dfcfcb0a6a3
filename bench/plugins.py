"""`python -m bench.plugins`: what all shipped plugins cost a submission, a rating and a case page, beside none of them.

`--quick` keeps nothing.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import uuid4

from hubwright.actions.act_on_case import act_on_case
from hubwright.actions.receive_contact import receive_contact
from hubwright.domain.answers.answer import Answer, State
from hubwright.domain.cases.commands import Rate, Receive, Subject
from hubwright.domain.definitions.drawn.plugins import PluginUse
from hubwright.domain.plugins.options import defaults_of
from hubwright.plugging.held import HeldPlugins
from hubwright.plugging.installed import known
from hubwright.storage import migrate
from hubwright.testing.hubs import a_hub
from hubwright.testing.platform import Clock, a_platform, seat
from hubwright.testing.stories import MANAGER, SCREENER
from hubwright.web.app import create_app

from bench.figures import Section, spread
from bench.machine import facts, load
from bench.place import HUB, Place
from bench.timing import Way, alternate

KEPT = Path(__file__).parents[1] / "docs" / "figures" / "plugins.md"
NONE, ALL = "no plugin", "all shipped plugins"


@contextmanager
def a_place(folder: Path, *, on: bool) -> Iterator[Place]:
    """Oakfield with every plugin of the repository on, or with none; its manager may do all that they declare."""
    folder.mkdir()
    url = f"sqlite:///{folder / 'hubwright.sqlite'}"
    migrate.upgrade(url)
    clock = Clock(datetime.now(UTC))
    usable, problems = known() if on else ({}, [])
    if problems:
        raise AssertionError(f"A plugin of the repository cannot be used: {problems}")
    hub = a_hub()
    if on:
        given = {permission.id for one in usable.values() for permission in one.plugin.permissions}
        roles = tuple(
            replace(one, permissions=one.permissions | given) if one.id in MANAGER.roles else one for one in hub.roles
        )
        uses = tuple(PluginUse(id, defaults_of(one.plugin.options)) for id, one in usable.items())
        hub = replace(hub, roles=roles, plugins=uses)
    hubwright = a_platform(url, (hub,), data=folder, clock=clock)
    held = HeldPlugins(lambda: usable, installation=hubwright.store.installation, now=clock)
    hubwright = replace(hubwright, house=replace(hubwright.house, plugins=held))
    for actor in (SCREENER, MANAGER):
        seat(hubwright, HUB, actor)
    try:
        yield Place(hubwright, create_app(hubwright), clock)
    finally:
        hubwright.close()


def arrives(place: Place) -> str:
    """A contact is submitted; the reference of its case."""
    house = place.hubwright.house
    answers = {"what": Answer(State.ANSWERED, "Bruises seen at school.")}
    mia = Subject("", "Mia Example", born={"year": 2019})
    command = Receive("anyone", answers, (mia,), {}, "Bruises seen at school.", house.now())
    return str(receive_contact(house, hub=HUB, deed=uuid4().hex, command=command, revision="r1").result["case"])


def rates(place: Place, case: str, tier: str) -> None:
    """Somebody rates it."""
    act_on_case(
        place.hubwright.house, hub=HUB, actor=SCREENER, deed=uuid4().hex, case=case,
        command=Rate("child", tier, reason="As the scale says."),
    )  # fmt: skip


def measured(*, quick: bool) -> str:
    """The page."""
    told, before, turns = facts(), load(), 3 if quick else 60
    section = Section(
        "What plugins cost",
        "A submission and a rating wait for no plugin; a case page asks each of them once, in its own process.",
        ("what", "with", "median", "95th percentile"),
    )
    with TemporaryDirectory() as folder, ExitStack() as stack:
        places = {
            name: stack.enter_context(a_place(Path(folder) / str(on), on=on))
            for name, on in ((NONE, False), (ALL, True))
        }
        browsers = {name: place.browser(MANAGER) for name, place in places.items()}
        cases = {name: arrives(place) for name, place in places.items()}
        tiers = {name: count() for name in places}
        acts = {
            "a submission": {name: Way(lambda place=place: arrives(place)) for name, place in places.items()},
            "a rating": {
                name: Way(
                    lambda name=name, place=place: rates(place, cases[name], ("soon", "urgent")[next(tiers[name]) % 2])
                )
                for name, place in places.items()
            },
            "a case page": {
                name: Way(lambda browser=browser, name=name: browser.get(f"/{HUB}/cases/{cases[name]}"))
                for name, browser in browsers.items()
            },
        }
        for what, ways in acts.items():
            times = alternate(ways, turns)
            for name, one in times.items():
                section.add(what, name, *spread(one))
            more = times[ALL].median - times[NONE].median
            section.after.append(f"{what[:1].upper()}{what[1:]} with all of them takes {more:.2f} ms more.")
    told.append(f"Load average at the start {before:.1f}, at the end {load():.1f}.")
    head = ["# Plugins", "", "Made by `python -m bench.plugins`; see [what these figures are for](README.md).", ""]
    return "\n".join([*head, *(f"- {fact}" for fact in told), "", section.markdown()])


def main() -> None:
    """Measure, print and keep."""
    parser = argparse.ArgumentParser(prog="python -m bench.plugins", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="three turns; keeps nothing")
    quick = parser.parse_args().quick
    page = measured(quick=quick)
    sys.stdout.write(page)
    if not quick:
        KEPT.write_text(page, "utf-8")


if __name__ == "__main__":
    main()
