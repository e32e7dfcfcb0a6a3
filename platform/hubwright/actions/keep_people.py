"""Deeds on the records of people: begin one, add to it, answer who is who, link and part, seal."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from hubwright.actions.house import House, Seated, context_of, seated
from hubwright.actions.outcome import Done
from hubwright.actions.post_notices import post
from hubwright.domain.access import Reader, person_view, scope
from hubwright.domain.cases.apply import case_of
from hubwright.domain.cases.commands import Subject
from hubwright.domain.cases.entries import WORKER, Actor
from hubwright.domain.cases.notice import Notice
from hubwright.domain.errors import Moved, NotFound, Refusal
from hubwright.domain.people import commands
from hubwright.domain.people.commands import Command, Told
from hubwright.domain.people.decide import decide
from hubwright.domain.people.state import STREAM, PersonState
from hubwright.domain.people.stream import person_of
from hubwright.ports import Reading, Work

_TRIES = 5


def begin_a_person(house: House, *, hub: str, actor: Actor, deed: str, command: commands.Begin) -> Done:
    """Begin the record of a person.

    Args:
        house: the ports.
        hub: id of the hub.
        actor: who begins it.
        deed: id of this deed; a repeat gets the first result.
        command: what is known of them, and the mention it begins from. The strands are what the actor may keep.

    Returns:
        `{"person": reference, "head": 1}`.

    Raises:
        Refusal: it is not done yet.
        NotFound: there is no such case or subject, or the actor may not know of it.
    """
    with house.store.work(hub, actor, deed=deed, now=house.now(), command=["person", repr(command)]) as work:
        if (first := work.first_result()) is not None:
            return Done(first, repeated=True)
        here = seated(work)
        if command.mention is not None:
            subject = _mentioned(work, here, *command.mention)
            command = replace(command, pathways=subject.pathways)
        for told in command.told:
            _may_name(work, here, told.case)
        facts = decide(None, command, context_of(house, work, here))
        recorded = work.append(facts, revision=here.revision)
        result = {"person": facts[0].body["person"], "head": recorded[-1].number}
        work.commit(result)
        return Done(result)


def act_on_person(
    house: House, *, hub: str, actor: Actor, deed: str, person: str, command: Command, drawn_from: int | None = None
) -> Done:
    """Do a deed on a person's record.

    Args:
        house, hub, actor, deed: as for `begin_a_person`.
        person: their reference.
        command: what is asked to be done.
        drawn_from: the number of the person's entry that the page was drawn from, or None for no page.

    Raises:
        Refusal: it is not done yet; also where the record was changed since the page was drawn.
        NotFound: there is no such person, or the actor may not know of them.
    """
    for attempt in range(_TRIES):
        try:
            asked = ["person", person, repr(command)]
            with house.store.work(hub, actor, deed=deed, now=house.now(), command=asked) as work:
                return _once(house, work, person, command, drawn_from)
        except Moved:
            if attempt == _TRIES - 1:
                raise
    raise AssertionError("unreachable: the last try returns or raises")


def _once(house: House, work: Work, person: str, command: Command, drawn_from: int | None) -> Done:
    if (first := work.first_result()) is not None:
        return Done(first, repeated=True)
    here = seated(work)
    found = _found(work, person, here)
    if found is None:
        raise NotFound("There is no such person in this hub.")
    state, view = found
    if drawn_from is not None and drawn_from < state.head and not isinstance(command, commands.Record):
        raise Refusal(
            why="The record of this person was changed while you were looking at it.",
            do="Look at it as it is now; if what you chose still holds, press the button again.",
            code="stale",
        )
    command = _within_sight(work, here, view, command)
    other = None
    if isinstance(command, commands.Link):
        linked = _found(work, command.other, here)
        other = linked[0] if linked else None
    elif isinstance(command, commands.Unlink) and state.linked_to is not None:
        work.entries(f"{STREAM}:{state.linked_to}")  # this deed writes there too, and must know where it ends
    facts = decide(state, command, context_of(house, work, here), other=other)
    recorded = work.append(facts, revision=here.revision)
    if facts and isinstance(command, commands.TellKeeper):
        post(house, work, (Notice("alarm", "", person, "person", user=keeper) for keeper in sorted(state.keepers)))
    numbers = [one.number for one in recorded if one.stream == state.stream]
    result = {"person": person, "head": max(numbers, default=state.head)}
    work.commit(result)
    return Done(result)


def _found(work: Work, person: str, here: Seated) -> tuple[PersonState, PersonState] | None:
    """A person whole and as the actor sees them; the background work, which decides nothing, sees all."""
    if work.actor == WORKER:
        state = person_of(work.entries(f"{STREAM}:{person}"))
        return None if state is None else (state, state)
    return seen_person(work, person, here.reader, work.now)


def _within_sight(work: Work, here: Seated, view: PersonState, command: Command) -> Command:
    """The command, as far as it speaks of what the actor may know of.

    Raises:
        NotFound: it speaks of something else.
    """
    if isinstance(command, commands.AnswerMention) and (command.case, command.subject) in view.matches:
        # A keeper was asked about this mention, and answers also where the case itself is closed to them.
        command = replace(command, pathways=view.pathways, told=())
    elif isinstance(command, commands.AnswerMention):
        subject = _mentioned(work, here, command.case, command.subject)
        command = replace(command, pathways=subject.pathways)
    told: tuple[Told, ...] = getattr(command, "told", ())
    for one in told:
        _may_name(work, here, one.case)
    touched = [one.replaces for one in told if one.replaces] + (
        [command.known] if isinstance(command, commands.Withdraw) else []
    )
    if set(touched) - set(view.known):
        raise NotFound("There is no such line in this record.")
    return command


def _mentioned(work: Work, here: Seated, case: str, subject: str) -> Subject:
    """Somebody in a case, with the strands in which the actor sees them.

    Raises:
        NotFound: there is nobody there whom the actor may know of.
    """
    state = case_of(work.entries(f"case:{case}"))
    rows = work.rows("case_row", scope=scope(here.reader, "case_row", work.now), where={"case_ref": case})
    seen = {row["pathway"] for row in rows}
    found = state.subjects.get(subject) if state else None
    if found is None or not seen & set(found.pathways):
        raise NotFound("There is no such person in this case.")
    return replace(found, pathways=tuple(one for one in found.pathways if one in seen))


def _may_name(work: Work, here: Seated, case: str) -> None:
    """Stop where a fact would name a case that the actor may not know of, or that there is not."""
    if case and not work.count("case_row", scope=scope(here.reader, "case_row", work.now), where={"case_ref": case}):
        raise Refusal(
            why="There is no such case in this hub.",
            do="Check the reference; it has eight letters and digits.",
            code="no_case",
            fields=(("case", "Check the reference; it has eight letters and digits."),),
        )


def seen_person(reading: Reading, ref: str, reader: Reader, now: datetime) -> tuple[PersonState, PersonState] | None:
    """A person whole, and as a reader may see them; None where there is nothing for the reader to see.

    Args:
        reading: of the hub, or a deed's work.
        ref: the person's reference.
        reader: with today's grants.
        now: UTC.
    """
    state = person_of(reading.entries(f"{STREAM}:{ref}"))
    if state is None:
        return None
    told = {one.case for one in state.known.values()} | {one.case for one in state.mentions.values()}
    named = sorted(told - {""})
    within = scope(reader, "case_row", now)
    rows = reading.rows("case_row", scope=within, where={"case_ref": named}) if named else ()
    view = person_view(state, {row["case_ref"] for row in rows}, reader, now)
    return None if view is None else (state, view)
