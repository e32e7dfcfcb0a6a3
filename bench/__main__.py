"""`python -m bench`: measure everything, print it, and keep it in docs/figures/bench.md (`--quick` keeps nothing)."""

from __future__ import annotations

import argparse
import logging
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from bench import casework, compiling, form_page, people, protected_words, replay, thinking
from bench.figures import milliseconds
from bench.machine import facts, load, one_commit
from bench.place import a_place

KEPT = Path(__file__).parents[1] / "docs" / "figures" / "bench.md"
_ROUNDS, _QUICK = 200, 2


def main() -> None:
    """Measure, print and keep."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument(
        "--quick", action="store_true", help="a few turns of everything, to see that it runs; keeps nothing"
    )
    parser.add_argument(
        "--people", type=int, default=people.MANY, help="among how many people names are searched; a tenth of it first"
    )
    asked = parser.parse_args()
    quick = asked.quick
    logging.disable(logging.CRITICAL)
    whole = measured(quick=quick, among=200 if quick else asked.people)
    sys.stdout.write(whole)
    if not quick:
        KEPT.write_text(whole, "utf-8")


def measured(*, quick: bool, among: int) -> str:
    """All sections, as Markdown.

    Args:
        quick: a few turns of everything.
        among: so many people are searched; a tenth of them first, to show the growth.
    """
    rounds = _QUICK if quick else _ROUNDS
    with TemporaryDirectory(prefix="bench-") as name:
        folder = Path(name)
        told, before = facts(), load()
        commit = one_commit(folder, 5 if quick else 200)
        with a_place(folder / "form") as place:
            sections = [form_page.measure(place, folder, rounds=rounds)]
        with a_place(folder / "replay") as place:
            file = folder / "replay" / "hubwright.sqlite"
            sections.append(replay.measure(place, file, rounds=rounds, entries=20 if quick else replay.ENTRIES))
        sections.append(compiling.measure(rounds=rounds, hubs=5 if quick else compiling.HUNDRED))
        sections.append(thinking.measure(rounds=rounds))
        sections += protected_words.measure(rounds=rounds)
        with a_place(folder / "casework") as place:
            sections.append(casework.measure(place, rounds=rounds, cases=6 if quick else 60))
        for count in (among // 10, among):
            with a_place(folder / f"people-{count}") as place:
                file = folder / f"people-{count}" / "hubwright.sqlite"
                sections.append(people.measure(place, file, people=count, rounds=rounds))
    told.append(f"Load average at the start {before:.1f}, at the end {load():.1f}, the bench itself being 1.")
    told.append(f"One durable commit of one row, with the standard library alone: {milliseconds(commit)}.")
    title = "# Speed" if not quick else "# Speed, a quick look: too few turns to mean anything"
    head = [title, "", "Made by `make bench`; see [what these figures are for](README.md).", ""]
    return "\n".join([*head, *(f"- {fact}" for fact in told), "", *(section.markdown() for section in sections)])


if __name__ == "__main__":
    main()
