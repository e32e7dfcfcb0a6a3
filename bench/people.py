"""Search by name among many people: how long, how often the one meant is found, and beside plain SQL for the same rows.

`python -m bench.people 500000` measures so many by themselves, and prints.
"""

from __future__ import annotations

import random
import sqlite3
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from hubwright.actions.find_people import search
from hubwright.domain.access import reader_of, scope
from hubwright.domain.cases.entries import Fact
from hubwright.testing.stories import MANAGER

from bench.browser import Browser, written
from bench.figures import Section, milliseconds, spread
from bench.place import HUB, Place, a_place, statements
from bench.timing import Times

PEOPLE, MANY = 20_000, 500_000
_SEED = 20260608

_ON = (
    "b",
    "br",
    "c",
    "ch",
    "cl",
    "d",
    "dr",
    "f",
    "fl",
    "g",
    "gr",
    "h",
    "j",
    "k",
    "l",
    "m",
    "n",
    "p",
    "r",
    "s",
    "sh",
    "st",
    "t",
)
_IN = ["a", "e", "i", "o", "u", "ai", "ea", "ee", "ie", "oo", "ou", "y"]
_OFF = ["", "", "n", "r", "l", "s", "t", "m", "ck", "nd", "rt", "ll", "th", "son", "ley", "ton"]
_ACCENTS = {"a": "á", "e": "é", "i": "í", "o": "ö", "u": "ü", "s": "š", "c": "ç", "n": "ñ"}


@dataclass(frozen=True)
class Somebody:
    """A made-up person.

    Args:
        ref: of their record.
        name: as it stands there.
    """

    ref: str
    name: str


def made_up(count: int, chance: random.Random) -> Iterator[Somebody]:
    """People whose names are spread as names are: a few that thousands have, and very many that few have."""
    given = _names(max(200, min(6_000, count // 40)), chance)
    family = _names(max(400, min(60_000, count // 6)), chance)
    for number in range(count):
        parts = [next_of(given, chance), next_of(family, chance)]
        if chance.random() < 0.2:
            parts.insert(1, next_of(given, chance))
        yield Somebody(f"B{number:07d}", " ".join(part.capitalize() for part in parts))


Names = tuple[list[str], list[float]]


def _names(count: int, chance: random.Random) -> Names:
    made: dict[str, None] = {}
    while len(made) < count:
        syllables = chance.choice((1, 2, 2, 2, 3))
        word = "".join(chance.choice(_ON) + chance.choice(_IN) for _ in range(syllables)) + chance.choice(_OFF)
        if len(word) > 2:
            made[word] = None
    # The n-th most frequent name is n times as rare as the most frequent.
    return list(made), list(accumulate(1 / rank for rank in range(1, count + 1)))


def next_of(names: Names, chance: random.Random) -> str:
    """A name, the frequent ones often."""
    return chance.choices(names[0], cum_weights=names[1])[0]


def _begun(people: Sequence[Somebody], place: Place, chance: random.Random) -> Iterator[Fact]:
    now = place.clock()
    for one in people:
        facts = [
            {"id": "k1", "kind": "name", "parts": {"use": "legal", "name": one.name}},
            {
                "id": "k2",
                "kind": "born",
                "parts": {
                    "state": "exact",
                    "date": {
                        "year": chance.randint(1930, 2026),
                        "month": chance.randint(1, 12),
                        "day": chance.randint(1, 28),
                    },
                },
            },
        ]
        body = {"person": one.ref, "pathways": ["child"], "facts": facts}
        yield Fact(f"person:{one.ref}", "person.begun", 1, body, now, now)


def slipped(word: str, chance: random.Random) -> str:
    """One slip of the hand."""
    at, letter = chance.randrange(len(word)), chance.choice("abcdefghijklmnopqrstuvwxyz")
    return chance.choice(
        (
            word[:at] + word[at + 1 :],
            word[:at] + letter + word[at:],
            word[:at] + letter + word[at + 1 :],
            word[:at] + word[at : at + 2][::-1] + word[at + 2 :],
        )
    )


def _misspelt(name: str, chance: random.Random) -> str:
    parts = name.split()
    at = chance.randrange(len(parts))
    return " ".join(slipped(part, chance) if number == at else part for number, part in enumerate(parts))


WAYS: dict[str, Callable[[str, random.Random], str]] = {
    "as it is written": lambda name, chance: name,
    "one slip": _misspelt,
    "a slip in each part": lambda name, chance: " ".join(slipped(part, chance) for part in name.split()),
    "with accents": lambda name, chance: "".join(_ACCENTS.get(letter, letter) for letter in name),
    "reversed": lambda name, chance: " ".join(reversed(name.split())),
    "beginnings of each part": lambda name, chance: " ".join(part[: max(3, len(part) - 2)] for part in name.split()),
    "one part alone": lambda name, chance: name.split()[-1],
    "nobody's name": lambda name, chance: "Xqzvbn Wvkjqx",
}


def measure(place: Place, file: Path, *, people: int, rounds: int) -> Section:
    """The section.

    Args:
        place: with an empty hub.
        file: its database.
        people: how many.
        rounds: searches of each kind.
    """
    chance = random.Random(_SEED)
    everybody = list(made_up(people, chance))
    start = perf_counter()
    place.hubwright.store.write_new_streams(
        HUB, _begun(everybody, place, chance), actor=MANAGER, revision="r1", deed="bench-people", now=place.clock()
    )
    built = perf_counter() - start
    section = Section(
        f"Search by name among {people:,} people",
        "Each search is of another person, in the scope of a reader of every strand. *Found* is how often the one meant"
        " is among what was found; a part alone finds too many to show them all. The plain SQL is sent to the same file"
        " through the standard library and fetches the rows that the search found, by their names.",
        ("typed", "median", "95th percentile", "found", "rows", "plain SQL, median", "95th percentile"),
    )
    for way, typed in WAYS.items():
        section.add(way, *_one_way(place, file, everybody, typed, rounds, chance))
    times, sent, size = _page(place, everybody, min(rounds, 50), chance)
    section.after.append(
        f"The page of a search, whole: median {milliseconds(times.median)}, 95th percentile {milliseconds(times.p95)},"
        f" {sent} statements, {size / 1024:.0f} KiB."
    )
    section.after.append(
        f"{people:,} people were written as entries by the journal and projected from it in {built:,.0f} s"
        f" ({people / built:,.0f} a second); the database is {file.stat().st_size / 2**20:,.0f} MiB."
    )
    return section


def _one_way(
    place: Place,
    file: Path,
    everybody: Sequence[Somebody],
    typed: Callable[[str, random.Random], str],
    rounds: int,
    chance: random.Random,
) -> tuple[str, ...]:
    store = place.hubwright.store
    with store.reading(HUB) as reading:
        reader = reader_of(reading.live()[1], MANAGER)
    names = scope(reader, "name_posting", place.clock())
    plain = sqlite3.connect(f"file:{file}?mode=ro", uri=True)
    ours, theirs, hits, rows = [], [], 0, []
    for turn in range(-3, rounds):
        one = chance.choice(everybody)
        words = typed(one.name, chance)
        start = perf_counter()
        with store.reading(HUB) as reading:
            found = search(reading, words, names)
        spent = perf_counter() - start
        wanted = sorted({hit.row["name"] for hit in found.hits})
        asked = f"SELECT * FROM name_posting WHERE hub_id = ? AND name IN ({','.join('?' * len(wanted))}) LIMIT 400"  # noqa: S608
        start = perf_counter()
        plain.execute(asked, (HUB, *wanted)).fetchall()
        by_hand = perf_counter() - start
        if turn >= 0:
            ours.append(spent * 1e3)
            theirs.append(by_hand * 1e3)
            hits += any(hit.row["person_ref"] == one.ref for hit in found.hits)
            rows.append(len(found.hits))
    plain.close()
    each, beside = Times(tuple(ours)), Times(tuple(theirs))
    return (*spread(each), f"{100 * hits / rounds:.0f}%", f"{sum(rows) / rounds:.0f}", *spread(beside))


def _page(place: Place, everybody: Sequence[Somebody], rounds: int, chance: random.Random) -> tuple[Times, int, int]:
    browser = place.browser(MANAGER)
    address = f"/{HUB}/people"
    spent, size = [], 0
    for turn in range(-2, rounds):
        form = _form(browser, address)
        name = _misspelt(chance.choice(everybody).name, chance)
        start = perf_counter()
        answer = browser.post(address, written({**form, "name": name}))
        if answer.status != 200:
            raise AssertionError(f"A page of the bench was answered with {answer.status}.")
        size = len(answer.body)
        if turn >= 0:
            spent.append((perf_counter() - start) * 1e3)
    form = _form(browser, address)
    with statements(place.hubwright) as sent:
        browser.post(address, written({**form, "name": name}))
    return Times(tuple(spent)), len(sent), size


def _form(browser: Browser, address: str) -> dict[str, str]:
    page = browser.get(address).body.decode("utf-8")
    begins = page.rindex('name="csrf_token" value="') + len('name="csrf_token" value="')
    return {"csrf_token": page[begins : page.index('"', begins)]}


def main() -> None:
    """Measure one size alone, and print."""
    people = int(sys.argv[1]) if len(sys.argv) > 1 else PEOPLE
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 200
    with TemporaryDirectory(prefix="bench-") as name, a_place(Path(name) / "people") as place:
        file = Path(name) / "people" / "hubwright.sqlite"
        print(measure(place, file, people=people, rounds=rounds).markdown())


if __name__ == "__main__":
    main()
