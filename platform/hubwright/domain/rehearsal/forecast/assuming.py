"""Reading what somebody assumes instead: a JSON document, with every mistake in it told at once."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields, replace
from math import isnan
from typing import Any, Final

from hubwright.domain.definitions.hub import Hub
from hubwright.domain.problems import Problem
from hubwright.domain.rehearsal.forecast.assumptions import WORK, Assumptions
from hubwright.domain.rehearsal.forecast.chance import SHAPES, Duration
from hubwright.domain.rehearsal.forecast.trying import unknown

_NAMES: Final = tuple(field.name for field in fields(Assumptions))
_WEIGHTS: Final = {"hours": 24, "weekdays": 7, "months": 12}
_MOST: Final = {"on_work": 1.0, "more": 1.0, "sent_back": 1.0, "again": 1.0, "meeting_hour": 23.0}
_CHOICES: Final = {"desk": "agency", "arrive": "way to arrive"}
_NAMES_OF: Final = {"fte": "agency", "deciders": "decider", "kinds": "kind of contact", "tiers": "rating"}
_WHEN: Final = ("any_time", "open")


def assumptions_of(document: Any, hub: Hub, file: str) -> tuple[Assumptions, list[Problem]]:
    """The assumptions that a document gives, the usual ones where it says nothing, or everything wrong with it.

    Args:
        document: as parsed.
        hub: whose agencies, deciders, kinds and tiers it may name.
        file: its name, for what is wrong.
    """
    reader = _Reading(hub, file, [])
    if not isinstance(document, dict):
        reader.wrong("", "Assumptions are an object of names and values.", 'Write {"fte": {"police": 4}} for example.')
        return Assumptions(), reader.problems
    given = {}
    for name, value in document.items():
        if name not in _NAMES:
            reader.problems.append(unknown(file, "assumption", name, _NAMES))
        else:
            given[name] = reader.read(name, value)
    return (Assumptions(), reader.problems) if reader.problems else (replace(Assumptions(), **given), [])


@dataclass
class _Reading:
    """One document being read; what is wrong gathers in `problems`."""

    hub: Hub
    file: str
    problems: list[Problem]

    def wrong(self, pointer: str, what: str, do: str) -> None:
        """Keep one thing that is wrong."""
        self.problems.append(Problem(self.file, pointer, what, do, "bad-assumption"))

    def read(self, name: str, value: Any) -> Any:
        """One assumption; what cannot be read comes back as nothing, and is told."""
        at = f"/{name}"
        known = self._known()
        if name in _WEIGHTS:
            return self._weights(at, value, _WEIGHTS[name])
        if name == "takes":
            return self._takes(at, value)
        if name in _CHOICES:
            return self._one_of(at, value, _CHOICES[name], known[name])
        if name in known:
            return self._shares(name, at, value, known[name])
        return self._habit(name, at, value)

    def _known(self) -> dict[str, list[str]]:
        """What an assumption may name, by its own name."""
        agencies = [one.id for one in self.hub.agencies]
        return {
            "desk": agencies,
            "arrive": list(_WHEN),
            "fte": agencies,
            "deciders": [one.id for one in self.hub.deciders],
            "kinds": [one.id for one in self.hub.kinds],
            "tiers": [tier.id for scale in self.hub.scales for tier in scale.tiers],
        }

    def _shares(self, name: str, at: str, value: Any, known: Collection[str]) -> dict[str, float]:
        found = self._named(at, value, _NAMES_OF[name], known)
        if name in ("kinds", "tiers") and found and not sum(found.values()):
            self.wrong(at, "Nothing has a share.", "Give at least one of them a share above 0.")
        return found

    def _habit(self, name: str, at: str, value: Any) -> float | None:
        if name == "decide_without" and value is None:
            return None
        before = len(self.problems)
        number = self._number(at, value, _MOST.get(name, 100_000.0))
        if name == "on_work" and number == 0 and len(self.problems) == before:
            self.wrong(at, "Nobody would have any time for this work.", "Write a part of 1, such as 0.8.")
        return number

    def _number(self, at: str, value: Any, most: float) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float) or (isinstance(value, float) and isnan(value)):
            self.wrong(at, "This is not a number.", "Write a number, without quotation marks.")
        elif not 0 <= value <= most:
            self.wrong(at, "This is too large." if value > most else "This is below 0.", f"Write 0 to {most:g}.")
        else:
            return float(value)
        return 0.0

    def _weights(self, at: str, value: Any, count: int) -> tuple[float, ...]:
        if not isinstance(value, list) or len(value) != count:
            self.wrong(at, f"This is not a list of {count} weights.", f"Write {count} numbers between brackets.")
            return ()
        found = tuple(self._number(f"{at}/{index}", one, 1e9) for index, one in enumerate(value))
        if not sum(found):
            self.wrong(at, "Nothing has a weight.", "Give at least one of them a weight above 0.")
        return found

    def _one_of(self, at: str, value: Any, kind: str, known: Collection[str]) -> str:
        if not isinstance(value, str) or value not in known:
            self.problems.append(unknown(f"{self.file}#{at}", kind, str(value), known))
        return str(value)

    def _named(self, at: str, value: Any, kind: str, known: Collection[str]) -> dict[str, float]:
        if not isinstance(value, dict):
            self.wrong(at, "This is not an object of names and numbers.", 'Write {"name": 1}.')
            return {}
        self.problems += [unknown(f"{self.file}#{at}", kind, name, known) for name in value if name not in known]
        return {name: self._number(f"{at}/{name}", one, 1e6) for name, one in value.items()}

    def _takes(self, at: str, value: Any) -> dict[str, Duration]:
        if not isinstance(value, dict):
            self.wrong(at, "This is not an object of work and minutes.", 'Write {"return": 30}.')
            return {}
        known = [*WORK, *(f"return:{one.id}" for one in self.hub.agencies)]
        self.problems += [unknown(f"{self.file}#{at}", "work", name, known) for name in value if name not in known]
        return {name: self._duration(f"{at}/{name}", one) for name, one in value.items()}

    def _duration(self, at: str, value: Any) -> Duration:
        parts: Mapping[str, Any] = value if isinstance(value, dict) else {"minutes": value}
        if strange := sorted(set(parts) - {"minutes", "spread", "shape"}):
            self.problems.append(unknown(f"{self.file}#{at}", "part of a time", strange[0], ("minutes", "spread")))
        shape = parts.get("shape", "lognormal")
        if shape not in SHAPES:
            self.problems.append(unknown(f"{self.file}#{at}", "shape", str(shape), SHAPES))
        minutes = self._number(f"{at}/minutes", parts.get("minutes"), 100_000.0)
        return Duration(minutes, self._number(f"{at}/spread", parts.get("spread", 0.75), 10.0), shape)
