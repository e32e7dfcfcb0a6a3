"""What an agency answers beside its words: who lives in a household, or one of several answers for each person.

Housing knows who else lives there and health which immunisations a child has had (S:1447-1451). Where answers are
counted, what was not answered is counted beside them: it is never taken for "no", and no number is a finding.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from hubwright.domain.cases.state import CheckState
from hubwright.domain.definitions.hub import CheckQuestion, Hub

_LONGEST, _MOST = 200, 40
_OF_A_PERSON = ("name", "born", "who")


def questions_of(hub: Hub, check: CheckState) -> dict[str, CheckQuestion]:
    """The questions of a check that ask for more than words, by id; none where the hub has them no longer."""
    asks = [ask for one in hub.check_sets if one.id == check.set for ask in one.asks if ask.agency == check.agency]
    return {one.id: one for ask in asks for one in ask.questions if one.gives != "words" and one.id in check.questions}


def wrong(found: Mapping[str, Any], check: CheckState, hub: Hub) -> Iterator[tuple[str, str]]:
    """What cannot be taken of an answer, by field (`found-<question>`)."""
    questions = questions_of(hub, check)
    for id, said in found.items():
        question = questions.get(id)
        if question is None:
            yield f"found-{id}", "This was not asked."
        elif question.gives == "people":
            yield from _wrong_people(id, said)
        else:
            options = {one.id for one in question.options}
            shaped = isinstance(said, Mapping) and all(isinstance(one, str) for one in said.values())
            if not shaped or set(said) - set(check.subjects) or set(said.values()) - options:
                yield f"found-{id}", "Choose from those shown, for the people who are asked about."


def _wrong_people(id: str, said: Any) -> Iterator[tuple[str, str]]:
    shaped = isinstance(said, list | tuple) and all(isinstance(one, Mapping) for one in said)
    if not shaped or any(not str(one.get("name", "")).strip() for one in said):
        yield f"found-{id}", "Write one person on each line, the name first."
    elif len(said) > _MOST or any(len(str(one.get(part, ""))) > _LONGEST for one in said for part in _OF_A_PERSON):
        yield f"found-{id}", "Write at most forty people, and few words about each."


def written(found: Mapping[str, Any]) -> dict[str, Any]:
    """An answer's structured part as an entry writes it; what says nothing is left out."""
    kept: dict[str, Any] = {}
    for id, said in found.items():
        if isinstance(said, Mapping):
            kept[id] = {subject: option for subject, option in said.items() if option}
        else:
            kept[id] = [{part: str(one.get(part, "")).strip() for part in _OF_A_PERSON} for one in said]
    return {id: said for id, said in kept.items() if said}


def people(check: CheckState) -> tuple[Mapping[str, str], ...]:
    """Those of whom an agency said that they live in the household: `name`, `born` and `who`, as it wrote them."""
    found = (check.answer or {}).get("found", {})
    return tuple(one for said in found.values() if isinstance(said, list | tuple) for one in said)


def chosen(check: CheckState, question: str) -> Mapping[str, str]:
    """Which answer an agency chose for each person."""
    found = (check.answer or {}).get("found", {}).get(question, {})
    return found if isinstance(found, Mapping) else {}


def tally(check: CheckState, questions: Mapping[str, CheckQuestion], subject: str) -> dict[str, int]:
    """How often each answer was chosen for a person; under "" how many of the questions nobody answered."""
    counts: dict[str, int] = {}
    for id, question in questions.items():
        if question.gives == "choice":
            option = chosen(check, id).get(subject, "")
            counts[option] = counts.get(option, 0) + 1
    return counts
