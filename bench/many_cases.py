"""The queue of a hub that has run for years, beside plain SQL that fetches the same rows.

`python -m bench.many_cases 200000` measures so many by themselves, and prints. The cases are real: each is one of a few
that were played through the decider, told again of other people under other references.
"""

from __future__ import annotations

import json
import random
import sqlite3
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from hubwright.domain.cases.commands import Assign, Close, Decide, Rate, Read, Subject, Tell
from hubwright.domain.cases.entries import Fact
from hubwright.testing.stories import MANAGER, SCREENER, Story
from hubwright.web.routes import ROUTES

from bench.browser import Browser
from bench.figures import Section, spread
from bench.people import made_up
from bench.place import HUB, Place, a_place, forty_question_hub, statements
from bench.timing import Way, alternate

CASES, MANY, OPEN_PER_HUNDRED = 20_000, 200_000, 1
_SEED = 20260609
_NAME = "Mia Example"

_PAGE = """
SELECT * FROM case_row WHERE hub_id = ? AND standing IN ('new', 'working', 'waiting', 'deciding', 'decided')
ORDER BY danger DESC, due_at IS NULL, due_at LIMIT 25
"""
_COUNT = """
SELECT count(*) FROM case_row WHERE hub_id = ? AND standing IN ('new', 'working', 'waiting', 'deciding', 'decided')
"""


class _Plays:
    """Cases played once, whose facts are told again.

    Args:
        place: whose hub they are played on.
    """

    def __init__(self, place: Place) -> None:
        self._hub = forty_question_hub()
        self._now = place.clock()

    def _begun(self) -> Story:
        story = Story(self._hub, now=self._now)
        story.receives(Subject("", _NAME, born={"year": 2019}))
        return story

    def closed(self) -> list[Fact]:
        """Read, rated, decided, told and closed."""
        story = self._begun()
        story.does(SCREENER, Read())
        story.does(SCREENER, Rate("child", "soon", "No injury was seen."))
        story.does(SCREENER, Assign(SCREENER.id, SCREENER.name))
        story.does(MANAGER, Decide("p1", "child", "advice", "Help is in place.", advice="Ring again if it changes."))
        story.does(SCREENER, Tell(story.contact, "outcome", "telephone", "We gave advice."))
        story.does(MANAGER, Close("All is done."))
        return _facts(story)

    def open(self) -> list[list[Fact]]:
        """Cases as they stand on a working day: unread, read, rated high, rated low with an owner."""
        unread, read, high, low = (self._begun() for _ in range(4))
        for story in (read, high, low):
            story.does(SCREENER, Read())
        high.does(SCREENER, Rate("child", "urgent", "Two injuries."))
        low.does(SCREENER, Rate("child", "soon", "One injury."))
        low.does(SCREENER, Assign(SCREENER.id, SCREENER.name))
        return [_facts(story) for story in (unread, read, high, low)]


def _facts(story: Story) -> list[Fact]:
    return [
        Fact(one.stream, one.type, one.version, one.body, one.happened, one.received)
        for stream in sorted(story.streams)
        for one in story.streams[stream]
        if not one.stream.startswith("hub")
    ]


def _told_again(play: Sequence[Fact], number: int, name: str, back: timedelta) -> Iterator[Fact]:
    """The facts of a case under other references, of somebody else, that much earlier."""
    case, contact = (f"{letter}{number:07d}" for letter in "CK")
    old = {fact.stream.partition(":")[0]: fact.stream.partition(":")[2] for fact in play}
    for fact in play:
        text = json.dumps(fact.body, sort_keys=True)
        text = text.replace(old["case"], case).replace(old["contact"], contact).replace(_NAME, name)
        kind = fact.stream.partition(":")[0]
        yield replace(
            fact,
            stream=f"{kind}:{case if kind == 'case' else contact}",
            body=_earlier(json.loads(text), back),
            happened=fact.happened - back,
            received=fact.received - back,
        )


def _earlier(value: Any, back: timedelta) -> Any:
    """JSON with every instant in it moved back."""
    if isinstance(value, dict):
        return {key: _earlier(part, back) for key, part in value.items()}
    if isinstance(value, list):
        return [_earlier(part, back) for part in value]
    if isinstance(value, str) and len(value) > 19 and value[10:11] == "T" and value[:4].isdigit():
        return (datetime.fromisoformat(value) - back).isoformat()
    return value


def told(place: Place, cases: int) -> Iterator[Fact]:
    """The facts of so many cases, one in a hundred of them open."""
    chance = random.Random(_SEED)
    plays = _Plays(place)
    closed, opened = plays.closed(), plays.open()
    for number, somebody in enumerate(made_up(cases, chance)):
        if number % 100 < OPEN_PER_HUNDRED:
            back = timedelta(minutes=chance.randrange(60 * 24 * 3))
            yield from _told_again(opened[number // 100 % len(opened)], number, somebody.name, back)
        else:
            back = timedelta(minutes=chance.randrange(60 * 24 * 3000) + 60 * 24 * 5)
            yield from _told_again(closed, number, somebody.name, back)


def measure(place: Place, file: Path, *, cases: int, rounds: int) -> Section:
    """The section.

    Args:
        place: with an empty hub.
        file: its database.
        cases: how many; one in a hundred is open.
        rounds: how often each page is opened.
    """
    start = perf_counter()
    entries = place.hubwright.store.write_new_streams(
        HUB, told(place, cases), actor=MANAGER, revision="r1", deed="bench-cases", now=place.clock()
    )
    built = perf_counter() - start
    allowed = {route.endpoint: route.statements for route in ROUTES}
    section = Section(
        f"Queue of a hub with {cases:,} cases, {cases * OPEN_PER_HUNDRED // 100:,} of them open",
        "Each page whole, through the application. The plain SQL is sent to the same file through the standard library:"
        " it counts the open rows and fetches the twenty-five that the queue's first page shows, and draws nothing.",
        ("what", "median", "95th percentile", "statements", "allowed"),
    )
    browser = place.browser(MANAGER)
    pages = {
        "queue page": f"/{HUB}/queue",
        "queue page, one rating": f"/{HUB}/queue?tier=urgent",
        "queue page, the last of the open ones": f"/{HUB}/queue?page={max(cases * OPEN_PER_HUNDRED // 100 // 25, 1)}",
        "queue page, closed cases": f"/{HUB}/queue?view=closed",
        "my work": f"/{HUB}/work",
        "wall": f"/{HUB}/wall",
    }
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as driver:
        times = alternate(
            {
                **{name: Way(partial(_open, browser, address)) for name, address in pages.items()},
                "plain SQL, the open rows counted and one page fetched": Way(partial(_by_hand, driver)),
            },
            rounds,
        )
    for name, one in times.items():
        if name in pages:
            with statements(place.hubwright) as sent:
                _open(browser, pages[name])
            section.add(name, *spread(one), str(len(sent)), str(allowed["work.queue"] if "queue" in name else "-"))
        else:
            section.add(name, *spread(one), "2", "-")
    section.after.append(
        f"{entries:,} entries of {cases:,} cases were written by the journal and projected from it by a rebuild in"
        f" {built:,.0f} s; the database is {file.stat().st_size / 2**20:,.0f} MiB."
    )
    return section


def _by_hand(driver: sqlite3.Connection) -> None:
    driver.execute(_COUNT, (HUB,)).fetchall()
    driver.execute(_PAGE, (HUB,)).fetchall()


def _open(browser: Browser, address: str) -> None:
    answer = browser.get(address)
    if answer.status != 200:
        raise AssertionError(f"A page of the bench was answered with {answer.status}.")


def main() -> None:
    """Measure one size alone, and print."""
    cases = int(sys.argv[1]) if len(sys.argv) > 1 else CASES
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 50
    with TemporaryDirectory(prefix="bench-") as name, a_place(Path(name) / "cases") as place:
        print(measure(place, Path(name) / "cases" / "hubwright.sqlite", cases=cases, rounds=rounds).markdown())


if __name__ == "__main__":
    main()
