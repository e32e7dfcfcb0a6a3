"""What a worked example expected and what was seen, in the words of the draft: nobody reads an id."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from hubwright.domain.definitions.edits import Path
from hubwright.web.language import gettext, mark, say
from hubwright.web.studio.places import PARTS, place_of
from hubwright.web.studio.texts import shown
from hubwright.web.times import LONDON, short_instant

LOOKS: Mapping[str, str] = {
    "agenda": mark("On the agenda"),
    "agreements": mark("Agreement"),
    "alarms": mark("Alarms"),
    "allocated": mark("Given at the meeting to"),
    "answered": mark("Answered"),
    "asked": mark("Asked"),
    "attends": mark("How they attend"),
    "called": mark("Called"),
    "clocks": mark("Clock"),
    "closed": mark("Closed"),
    "counted": mark("Counts for timeliness"),
    "danger": mark("In danger now"),
    "doors": mark("Open ways in"),
    "ended": mark("How it ended"),
    "kind": mark("Kind of contact"),
    "known_of": mark("Known of them"),
    "letter_says": mark("In the letter"),
    "letters": mark("Letters"),
    "nobody_decides": mark("Nobody can decide"),
    "offered": mark("Outcome offered first"),
    "outcomes": mark("Outcome"),
    "owner": mark("Who has it"),
    "proposed": mark("Proposed"),
    "questions": mark("Sets of questions asked"),
    "quorate": mark("Enough are there to decide"),
    "rated_in_words": mark("Rating as it is read"),
    "ratings": mark("Rating"),
    "reached": mark("Reached by telephone"),
    "read_by": mark("What this agency wrote is read by"),
    "reads": mark("What they read"),
    "said": mark("What happened is said"),
    "seen_by": mark("Who can see it"),
    "stage": mark("Stage"),
    "standing": mark("Standing"),
    "strands": mark("Strands"),
    "strands_of": mark("Strands of each person"),
    "suggested": mark("Ratings suggested"),
    "told": mark("Who was told"),
    "undecided": mark("Not decided yet for"),
    "waits_for": mark("Still to answer"),
}
"""The looks of a story whose own name would not say what they are."""

CLOCKS: Mapping[str, str] = {
    "accept": mark("taking it on"),
    "acknowledge": mark("acknowledging it"),
    "decision": mark("the decision"),
    "first_look": mark("the first look"),
    "meeting": mark("the meeting"),
    "return": mark("the answer"),
}
"""What the first word of a clock's name is the time for."""

_SLUG = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
_WALL = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d")
_NAMED = ("name", "label", "question", "heading", "subject")


@dataclass(frozen=True, slots=True)
class Why:
    """What made it so: in words, and the page of the Studio where it is changed, or ""."""

    words: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class Looked:
    """One expectation of a step: what was looked at, what was expected, what was seen, and what made it so."""

    what: str
    expected: str
    found: str
    why: tuple[Why, ...]
    holds: bool


class Names:
    """What the ids of a draft are called.

    Args:
        tree: the draft.
        scenario: the worked example whose posts are meant, or None.
    """

    def __init__(self, tree: Mapping[str, Any], scenario: Mapping[str, Any] | None = None) -> None:
        self._names: dict[str, str] = {}
        for part in ("forms", "check_sets", "workflows"):
            self._gather(tree.get(part))
        for part in sorted(set(tree) - {"forms", "check_sets", "workflows", "scenarios", "local", "hub"}):
            self._gather(tree[part])
        for part in ("roles", "agencies", "pathways"):
            self._gather(tree.get(part))
        if scenario is not None:
            for post in scenario.get("posts", ()):
                self._names[post["id"]] = self._names.get(post["role"], post["id"].replace("-", " "))

    def _gather(self, node: Any) -> None:
        if isinstance(node, list):
            for one in node:
                self._gather(one)
        elif isinstance(node, Mapping):
            if isinstance(node.get("id"), str):
                said = next((words for name in _NAMED if (words := shown(node.get(name)))), "")
                if said:
                    self._names[node["id"]] = said
            for key, one in node.items():
                if isinstance(one, list | Mapping):
                    self._gather(one)
                    if isinstance(one, Mapping) and (words := shown(one.get("name"))):
                        self._names[key] = words

    def of(self, id: str) -> str:
        """What something is called: its own words, or the id as words."""
        if _WALL.fullmatch(id):
            return short_instant(datetime.fromisoformat(id).replace(tzinfo=LONDON))
        if id in self._names:
            return self._names[id]
        first, colon, rest = id.partition(":")
        if colon:
            head = say(CLOCKS[first]) if first in CLOCKS else self.of(first)
            return f"{head}: {', '.join(self.of(one) for one in rest.split(':'))}"
        if id in CLOCKS:
            return say(CLOCKS[id])
        return id.replace("-", " ").replace("_", " ") if _SLUG.fullmatch(id) else id

    def value(self, value: Any) -> str:
        """A value that was expected or found."""
        if value is None:
            return gettext("nothing")
        if isinstance(value, bool):
            return gettext("yes") if value else gettext("no")
        if isinstance(value, str):
            return self.of(value)
        if isinstance(value, list):
            return ", ".join(self.value(one) for one in value) or gettext("nobody and nothing")
        if isinstance(value, Mapping):
            parts = [self._part(name, one) for name, one in value.items()]
            return "; ".join(parts) or gettext("nothing")
        return str(value)

    def _part(self, name: str, value: Any) -> str:
        if isinstance(value, Mapping) and set(value) == {"due"}:
            return gettext("%(what)s is due %(when)s", what=self.of(name), when=self.value(value["due"]))
        return gettext("%(what)s: %(value)s", what=self.of(name), value=self.value(value))


def looked(seen: Mapping[str, Any], names: Names, hub: str) -> Looked:
    """One expectation in words.

    Args:
        seen: as a rehearsal answers it.
        names: of the draft.
        hub: id of the hub, for the pages that `why` leads to.
    """
    what, expected, found = seen["what"], seen["expected"], seen["found"]
    why = tuple(_why(seen["why"], names, hub))
    if what == "refused":
        wanted = gettext("It can be done") if expected == "done" else gettext("It cannot be done")
        return Looked(gettext("What is done"), wanted, _done(found), why, seen["holds"])
    said = names.value(expected)
    if seen["never"]:
        said = (
            names.value(not expected) if isinstance(expected, bool) else gettext("Nothing of this: %(what)s", what=said)
        )
    return Looked(say(LOOKS[what]) if what in LOOKS else names.of(what).capitalize(), said, names.value(found), why,
                  seen["holds"])  # fmt: skip


def _done(found: str) -> str:
    return {
        "done": gettext("It was done"),
        "not there": gettext("What it is about is not there"),
        "not told": gettext("It cannot be told like this"),
    }.get(found, gettext("It could not be done"))


def _why(why: str, names: Names, hub: str) -> Iterator[Why]:
    if not why.startswith("/"):
        if why:
            yield Why(why)
        return
    for pointer in why.split("; "):
        steps = [one.replace("~1", "/").replace("~0", "~") for one in pointer.split("/")[1:]]
        path: Path = tuple(steps[1:] if steps[:1] == ["shareable"] else steps)
        if not path:
            continue
        part = say(PARTS[path[0]]) if path[0] in PARTS else names.of(path[0]).capitalize()
        yield Why(f"{part}: {names.of(path[1])}" if len(path) > 1 else part, place_of(hub, path[:2]))
