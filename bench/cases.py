"""Fictional contacts and what people do about them, by the same deeds that pages do."""

from __future__ import annotations

from collections.abc import Sequence

from hubwright.actions.act_on_case import act_on_case
from hubwright.actions.receive_contact import receive_contact
from hubwright.domain.answers.answer import Answer, State
from hubwright.domain.cases.apply import case_of
from hubwright.domain.cases.commands import Ask, Command, Decide, Note, Rate, Read, Receive, Return, Subject, Tell
from hubwright.domain.cases.entries import Actor
from hubwright.domain.cases.state import CaseState
from hubwright.testing.stories import HEALTH, MANAGER, POLICE, SCREENER

from bench.place import HUB, Place

_WORDS = "Bruises were seen on Monday, and again on Wednesday. "


def receive(place: Place, name: str, *, danger: bool = False) -> dict[str, str]:
    """A contact about two children arrives; its reference and its case's."""
    command = Receive(
        door="anyone",
        answers={"long-1": Answer(State.ANSWERED, _WORDS), "short-1": Answer(State.ANSWERED, f"Mia {name}")},
        subjects=(Subject("", f"Mia {name}", born={"year": 2019}), Subject("", f"Ben {name}", born={"year": 2021})),
        referrer={"name": "Jo Example", "email": "jo@school.example"},
        what=_WORDS,
        received=place.clock(),
        danger=danger,
    )
    done = receive_contact(place.hubwright.house, hub=HUB, deed=f"receive-{name}", command=command, revision="r1")
    return {key: str(value) for key, value in done.result.items()}


def sixty(place: Place, count: int = 60) -> Sequence[str]:
    """Cases in every state a day's work leaves them in; their references.

    Args:
        count: sixty, or as many as are wanted.
    """
    return [_case(place, number) for number in range(count)]


def _case(place: Place, number: int) -> str:
    told = receive(place, f"Example {number}", danger=number % 20 == 19)
    case, steps = told["case"], number % 6
    if steps >= 1:
        _do(place, SCREENER, case, number, Read())
        _do(place, SCREENER, case, number, Rate("child", "urgent" if number % 2 else "soon", "Two injuries."))
    if steps >= 2:
        _do(place, SCREENER, case, number, Ask("child"))
    if steps >= 3:
        for actor in (POLICE, HEALTH):
            ask = next(one.ask for one in _state(place, case).checks.values() if one.agency == actor.agency)
            _do(
                place,
                actor,
                case,
                number,
                Return(ask, "shared", "Known since 2024; seen twice.", searched=("records",)),
            )
    if steps >= 4:
        _do(place, SCREENER, case, number, Note("Rang the school: both children are safe there until three."))
        for subject in _state(place, case).subjects:
            _do(place, MANAGER, case, number, Decide(subject, "child", "assess", "An assessment is needed."))
    if steps >= 5:
        _do(place, SCREENER, case, number, Tell(told["contact"], "outcome", "telephone", "We will assess."))
    return case


def _do(place: Place, actor: Actor, case: str, number: int, command: Command) -> None:
    head = _state(place, case).head
    deed = f"case-{number}-{head}-{type(command).__name__}"
    act_on_case(place.hubwright.house, hub=HUB, actor=actor, deed=deed, case=case, command=command)


def _state(place: Place, case: str) -> CaseState:
    with place.hubwright.store.reading(HUB) as reading:
        state = case_of(reading.entries(f"case:{case}"))
    if state is None:
        raise AssertionError("A case of the bench is not on record.")
    return state
