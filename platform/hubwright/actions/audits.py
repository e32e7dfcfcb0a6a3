"""Deeds on audits of decisions: load, ask the domain, save."""

from __future__ import annotations

from hubwright.actions.house import House, context_of, seated
from hubwright.actions.outcome import Done
from hubwright.domain.access import Reader, scope
from hubwright.domain.access.entering import lets_in
from hubwright.domain.access.scope import All, OneOf
from hubwright.domain.audits import STREAM, Answer, Candidate, Draw, Item, audit_of, begin, decide
from hubwright.domain.audits.commands import Command
from hubwright.domain.audits.state import AuditState
from hubwright.domain.cases.apply import case_of
from hubwright.domain.cases.entries import Actor
from hubwright.domain.errors import Moved, NotFound
from hubwright.ports import Work

_TRIES = 5


def draw_sample(house: House, *, hub: str, actor: Actor, deed: str, command: Draw) -> Done:
    """Draw a sample of the decisions that this actor may know of.

    Args:
        house: the ports.
        hub: id of the hub.
        actor: who draws.
        deed: id of this deed.
        command: what is asked for.

    Raises:
        Refusal: the actor may not, or there is nothing to draw.
    """
    with house.store.work(hub, actor, deed=deed, now=house.now(), command=repr(command)) as work:
        if (first := work.first_result()) is not None:
            return Done(first, repeated=True)
        here = seated(work)
        within = scope(here.reader, "case_decision", work.now)
        if command.pathways:
            within = All((within, OneOf("pathway", frozenset(command.pathways))))
        found = [
            Candidate(
                item=Item(row["case_ref"], row["number"], row["subject"], row["pathway"]),
                what=row["what"],
                route=row["route"],
                threshold=row["threshold"],
                by_user=row["by_user"],
                at=row["decided_at"],
            )
            for row in work.rows("case_decision", scope=within)
        ]
        facts = begin(command, found, context_of(house, work, here))
        work.append(facts, revision=here.revision)
        result = {"audit": facts[0].body["audit"]}
        work.commit(result)
        return Done(result)


def act_on_audit(house: House, *, hub: str, actor: Actor, deed: str, audit: str, command: Command) -> Done:
    """Answer about one decision of a sample, or write what was found months later.

    Args:
        house, hub, actor, deed: as for `draw_sample`.
        audit: its reference.
        command: what is asked to be done.

    Raises:
        Refusal: it is not done yet.
        NotFound: there is no such audit, or this actor may not know of it or of that case.
    """
    for attempt in range(_TRIES):
        try:
            opened = house.store.work(hub, actor, deed=deed, now=house.now(), command=[audit, repr(command)])
            with opened as work:
                return _once(house, work, audit, command)
        except Moved:
            if attempt == _TRIES - 1:
                raise
    raise AssertionError("unreachable: the last try returns or raises")


def _once(house: House, work: Work, audit: str, command: Command) -> Done:
    if (first := work.first_result()) is not None:
        return Done(first, repeated=True)
    here = seated(work)
    state = audit_of(work.entries(f"{STREAM}:{audit}"))
    if state is None or not here.reader.may("decision.audit"):
        raise NotFound("There is no such record.")
    context = context_of(house, work, here, revision=state.revision)
    decided_by = ""
    if isinstance(command, Answer) and 1 <= command.place <= len(state.sample):
        decided_by = _decided_by(work, state, command.place, here.reader)
    work.append(decide(state, command, context, decided_by=decided_by), revision=state.revision)
    result = {"audit": audit}
    work.commit(result)
    return Done(result)


def _decided_by(work: Work, state: AuditState, place: int, reader: Reader) -> str:
    """Who made the decision: the entry says it, whatever became of the case since."""
    item = state.sample[place - 1]
    entries = work.entries(f"case:{item.case}")
    case = case_of(entries)
    if case is None or not lets_in(case, reader, work.now) or not reader.may("decision.audit", item.pathway):
        raise NotFound("There is no such record.")
    return next((entry.actor for entry in entries if entry.number == item.number), "")
