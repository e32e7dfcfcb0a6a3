"""One piece of shared information, read from the returns of agencies and from what they said without being asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from hubwright.domain.cases.chronology import in_order
from hubwright.domain.cases.state import CaseState, CheckState
from hubwright.domain.cases.topics.topic import kept

NAME = "items"
SECTION = "case.read/checks"
"""The grant with which somebody reads what agencies shared."""


@dataclass(frozen=True, slots=True)
class Item:
    """A piece of information.

    Args:
        id: within the case.
        owner: the agency whose it is; only its people release it.
        searcher, searcher_agency: who found it, and whose they are; system_owner: whose system it lay in.
        source: where the owner has it from, in words.
        nature: "fact", "witnessed", "hearsay" or "opinion".
        sensitivity: id of one of the hub's levels, or "".
        handling: what to mind when it is used.
        passing_on: of `commands.PASSING_ON`; release_to: the agencies of "to_these".
        ask: the question it answers, or "".
        body: the body of the agency that it came from, or "".
        derived_from: the item it is a copy of with parts taken out, or "".
        number: of its entry.
    """

    id: str
    owner: str
    pathway: str
    text: str
    searcher: str
    number: int
    at: str
    searcher_agency: str = ""
    system_owner: str = ""
    source: str = ""
    nature: str = ""
    sensitivity: str = ""
    handling: str = ""
    passing_on: str = "ask_first"
    release_to: tuple[str, ...] = ()
    ask: str = ""
    body: str = ""
    derived_from: str = ""


@dataclass(frozen=True, slots=True)
class Kept:
    """What the case keeps about its items beside the returns themselves.

    Args:
        recorded: items said without being asked, and copies with parts taken out, by id.
        asked: requests for release, oldest first; `releases` the owners' answers; `left` what went out.
    """

    recorded: Mapping[str, Item] = field(default_factory=dict)
    asked: tuple[Mapping[str, Any], ...] = ()
    releases: tuple[Mapping[str, Any], ...] = ()
    left: tuple[Mapping[str, Any], ...] = ()


def kept_of(state: CaseState) -> Kept:
    """What the topic keeps of a case."""
    found: Kept = kept(state, NAME, Kept())
    return found


def items_of(state: CaseState) -> tuple[Item, ...]:
    """Every piece of information on a case, oldest first."""
    found = [item for check in state.checks.values() for item in _of_check(check)]
    return tuple(sorted([*found, *kept_of(state).recorded.values()], key=lambda one: (one.number, one.id)))


def item_of(state: CaseState, id: str) -> Item | None:
    """The piece with this id, or None."""
    return next((one for one in items_of(state) if one.id == id), None)


def _of_check(check: CheckState) -> Iterator[Item]:
    for answer in (*check.earlier, check.answer):
        if answer is not None and "kept" not in answer:
            yield from _of_answer(check, answer)


def _of_answer(check: CheckState, answer: Mapping[str, Any]) -> Iterator[Item]:
    """The words of an answer, its chronology as one block, marked exceptions by themselves, and each body's part."""
    id = f"{check.ask}-{answer['number']}"
    if answer["kind"] == "shared" and answer["text"]:
        yield _item(id, check, answer, answer["text"])
    rows = in_order(answer.get("chronology", {}).get("rows", ()))
    usual = [row for row in rows if not _differs(row)]
    if usual:
        yield _item(f"{id}-list", check, answer, "\n".join(map(row_words, usual)))
    for index, row in enumerate(rows):
        if _differs(row):
            own = {key: row[key] for key in ("nature", "passing_on", "sensitivity") if row.get(key)}
            yield _item(f"{id}-row{index}", check, {**answer, **own}, row_words(row))
    for body, part in answer.get("parts", {}).items():
        if part["kind"] == "shared" and part.get("text"):
            yield _item(f"{id}-{body}", check, answer, part["text"], body=body)


def _differs(row: Mapping[str, Any]) -> bool:
    return any(row.get(key) for key in ("nature", "passing_on", "sensitivity"))


def row_words(row: Mapping[str, Any]) -> str:
    """A row of a chronology in one line, its date first."""
    found = row["date"]
    parts = [f"{found[part]:02d}" for part in ("day", "month") if part in found]
    return f"{'/'.join([*parts, str(found['year'])])} {row['text']}"


def _item(id: str, check: CheckState, answer: Mapping[str, Any], text: str, body: str = "") -> Item:
    return Item(
        id=id,
        owner=check.agency,
        pathway=check.pathway,
        text=text,
        searcher=answer.get("searcher", "") or answer["said_by"] or answer["by"],
        number=answer["number"],
        at=answer["at"],
        searcher_agency=answer.get("searcher_agency", check.agency),
        system_owner=answer.get("system_owner", check.agency),
        source=answer.get("source", ""),
        nature=answer.get("nature", ""),
        sensitivity=answer.get("sensitivity", ""),
        handling=answer.get("handling", ""),
        passing_on=answer["passing_on"],
        release_to=tuple(answer.get("release_to", ())),
        ask=check.ask,
        body=body,
    )
