"""Do one deed on a case: rate, ask, return, note, act now, decide, tell, close and the rest share these steps."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, replace

from hubwright.actions.copy_aids import copy_aids
from hubwright.actions.house import House, Seated, context_of, seated
from hubwright.actions.outcome import Done, Stale
from hubwright.actions.plugins_react import react_later
from hubwright.actions.post_notices import post
from hubwright.actions.send_decisions import send_decisions
from hubwright.actions.tell_keepers import look_later
from hubwright.domain.access import lets_in
from hubwright.domain.cases.addressing import to_person
from hubwright.domain.cases.apply import case_of
from hubwright.domain.cases.commands import AddPerson, Assign, Command, Correct
from hubwright.domain.cases.contact import contact_of
from hubwright.domain.cases.context import Context
from hubwright.domain.cases.deeds import decide
from hubwright.domain.cases.entries import WORKER, Actor, Entry, Fact
from hubwright.domain.cases.lift import lifted
from hubwright.domain.cases.notice import Notice
from hubwright.domain.cases.notices import notices_of
from hubwright.domain.cases.stale import touching
from hubwright.domain.cases.state import CaseState, ContactState
from hubwright.domain.cases.topics.items import items_of
from hubwright.domain.cases.topics.joining import JoinTo, join
from hubwright.domain.cases.topics.letting_out import EXITS, look
from hubwright.domain.cases.topics.moving import MoveEntry, move
from hubwright.domain.cases.topics.protecting_words import noticed
from hubwright.domain.cases.topics.redrawing import MoveToRevision, back_to
from hubwright.domain.cases.topics.restricting import RESTRICTED, BreakGlass, access_of
from hubwright.domain.cases.topics.voting import asked_of
from hubwright.domain.errors import Moved, NotFound, Refusal
from hubwright.domain.protection.of_case import looking, newly_found
from hubwright.ports import Work

# Somebody else wrote to the same case between our read and our write: read again and decide again.
_TRIES = 5


def act_on_case(
    house: House,
    *,
    hub: str,
    actor: Actor,
    deed: str,
    case: str,
    command: Command,
    drawn_from: int | None = None,
    then: Callable[[Work, Sequence[Entry]], None] | None = None,
) -> Done | Stale:
    """Do a deed on a case.

    Args:
        house: the ports.
        hub: id of the hub.
        actor: who acts, with the roles of their seat.
        deed: id of this deed, unique in the hub; a repeat gets the first result.
        case: the case's reference.
        command: what is asked to be done.
        drawn_from: the case's entry number that the page was drawn from, or None for no page.
        then: what is written with the deed or not at all, given what was put on record. It is called again where
            somebody else's writing came between, so it does nothing outside of the work that it is given.

    Raises:
        Refusal: it is not done yet.
        NotFound: there is no such case, or this actor may not know of it.
    """
    for attempt in range(_TRIES):
        try:
            with house.store.work(hub, actor, deed=deed, now=house.now(), command=[case, repr(command)]) as work:
                return _once(house, work, case, command, drawn_from, then)
        except Moved:
            if attempt == _TRIES - 1:
                raise
    raise AssertionError("unreachable: the last try returns or raises")


def _once(
    house: House,
    work: Work,
    case: str,
    command: Command,
    drawn_from: int | None,
    then: Callable[[Work, Sequence[Entry]], None] | None,
) -> Done | Stale:
    if (first := work.first_result()) is not None:
        return Done(first, repeated=True)
    here = seated(work)
    entries = work.entries(f"case:{case}")
    state = case_of(entries)
    if state is None or not _may_know(state, here, work, command):
        raise NotFound("There is no such case in this hub.")
    if drawn_from is not None and drawn_from > state.head:
        drawn_from = 0  # no page of ours was drawn from an entry that is still to come
    since = (lifted(entry) for entry in entries if drawn_from is not None and entry.number > drawn_from)
    if touched := touching(command, since):
        return Stale(touched)
    if isinstance(command, Assign):
        _holds_a_seat(command, here, work)
    command = _laid_in(house, work, here, state, command, drawn_from)
    context = context_of(house, work, here, revision=state.revision)
    into = _other_case(work, here, command) if isinstance(command, JoinTo | MoveEntry) else None
    # Read before anything is written: a deed may write to its contacts' streams too, and must know where they end.
    contacts = _contacts(work, state)
    if any(part.name == "aids" for part in fields(command)):
        aids = copy_aids(state, [*contacts.values()], here.hub, work.now)
        command = replace(command, aids=aids)  # type: ignore[call-arg]
    facts = decide(state, command, context) if into is None else _with(house, work, here, state, into, command, context)
    facts = [*facts, *_looked_over(state, [*contacts.values()], entries, facts, command, context)]
    recorded = _put_on_record(work, facts, state, into, command)
    post(house, work, _notices(work, here, context, contacts, facts, state))
    send_decisions(house, work, here.hub, recorded, state, [*contacts.values()])
    react_later(house, work, here.hub, recorded)
    if isinstance(command, AddPerson | Correct):
        look_later(house, work, case)
    if then is not None:
        then(work, recorded)
    numbers = [one.number for one in recorded if one.stream == state.stream]
    result = {"case": case, "head": max(numbers, default=state.head)}
    work.commit(result)
    return Done(result)


def _laid_in(
    house: House, work: Work, here: Seated, state: CaseState, command: Command, drawn_from: int | None
) -> Command:
    """The command with what it needs to know beside what a person typed."""
    if any(part.name == "drawn_from" for part in fields(command)):
        # What came after the page was drawn has not been read by whoever acts from it.
        command = replace(command, drawn_from=drawn_from)  # type: ignore[arg-type]
    if isinstance(command, MoveToRevision):
        onto = back_to(state) if command.back else here.revision
        command = replace(command, there=context_of(house, work, here, revision=onto) if onto else None)
    return command


def _looked_over(
    state: CaseState,
    contacts: Sequence[ContactState],
    entries: Sequence[Entry],
    facts: list[Fact],
    command: Command,
    context: Context,
) -> list[Fact]:
    """What is put on record beside the facts themselves: that something was let out, and words that may give it away.

    Raises:
        Refusal: something would leave that may have to be kept back, and nobody said why it may go.
    """
    found: list[Fact] = []
    if any(one.type in EXITS for one in facts):
        found += look(state, facts, looking(state, contacts), getattr(command, "found", ""), context)
    if context.actor != WORKER:
        found += noticed(state, newly_found(state, contacts, entries, facts), context)
    return found


def _with(
    house: House, work: Work, here: Seated, state: CaseState, into: CaseState, command: Command, context: Context
) -> list[Fact]:
    """What is decided with both cases at hand."""
    if isinstance(command, MoveEntry):
        entries = work.entries(state.stream)
        wrong = next((lifted(entry) for entry in entries if entry.number == command.number), None)
        return move(state, into, wrong, command, context)
    there = context_of(house, work, here, revision=into.revision)
    return join(state, into, command, context, there)  # type: ignore[arg-type]


def _put_on_record(
    work: Work, facts: list[Fact], state: CaseState, into: CaseState | None, command: Command
) -> list[Entry]:
    """Append the facts, those of another case under the revision that it is pinned to; streams in id order."""
    if isinstance(command, MoveToRevision) and command.there is not None:
        return list(work.append(facts, revision=command.there.revision))
    if into is None:
        return list(work.append(facts, revision=state.revision))
    revisions = {into.stream: into.revision}
    recorded: list[Entry] = []
    for stream in sorted({fact.stream for fact in facts}):
        own = [fact for fact in facts if fact.stream == stream]
        recorded += work.append(own, revision=revisions.get(stream, state.revision))
    return recorded


def _other_case(work: Work, here: Seated, command: JoinTo | MoveEntry) -> CaseState:
    """The case that a deed is about as well.

    Raises:
        Refusal: there is none, or the actor may not know that there is.
    """
    other = case_of(work.entries(f"case:{command.case}"))
    if other is None or not _may_know(other, here, work, command):
        raise Refusal(
            why="There is no such case in this hub.",
            do="Check the reference; it has eight letters and digits.",
            code="no_case",
            fields=(("case", "Check the reference of the other case."),),
        )
    return other


def _holds_a_seat(command: Assign, here: Seated, work: Work) -> None:
    """Stop where a case would be given to somebody who has no place in this hub today: nobody would look at it.

    Raises:
        Refusal: they hold no seat.
    """
    if command.owner and not here.state.seats_of(command.owner, work.now):
        raise Refusal(
            why="Whoever was chosen has no membership of this hub today.",
            do="Choose somebody who has.",
            code="no_seat",
            fields=(("owner", "Choose somebody who is a member of this hub today."),),
        )


def _may_know(state: CaseState, here: Seated, work: Work, command: Command) -> bool:
    """Whether the actor may know of the case: the background work, a reader of a strand, or an agency asked.

    Glass is there to be broken by whoever would read the case if it were not restricted; a sealed one has none.
    """
    actor, reader = work.actor, here.reader
    if actor == WORKER:
        return True
    if not lets_in(state, reader, work.now):
        access = access_of(state)
        breaks = isinstance(command, BreakGlass) and access.level == RESTRICTED and actor.id not in access.excluded
        return breaks and any(reader.may("case.read", pathway) for pathway in state.pathways)
    asked = (
        any(one.agency == actor.agency for one in state.checks.values())
        or any(one.owner == actor.agency for one in items_of(state))
        or bool(asked_of(state, actor.agency))
    )
    return any(reader.may("case.read", pathway) for pathway in state.pathways) or (asked and reader.may("check.answer"))


def _notices(
    work: Work,
    here: Seated,
    context: Context,
    contacts: Mapping[str, ContactState],
    facts: list[Fact],
    state: CaseState,
) -> list[Notice]:
    """What follows from the facts, addressed as the hub's daily facts say.

    The alarm of a case that only some may know of goes to them as well: whoever is on duty may not be able to open it.
    """
    found = notices_of(
        facts,
        here.hub,
        contacts=contacts,
        open_now=context.calendars[context.hub.calendar].is_open(work.now),
        case=state,
    )
    alarms = [one for one in facts if one.type == "case.alarm_told"]
    return found + [to_person("alarm", user, state.ref) for _ in alarms for user in access_of(state).named]


def _contacts(work: Work, state: CaseState) -> Mapping[str, ContactState]:
    found = {}
    for ref in state.contacts:
        contact = contact_of(work.entries(f"contact:{ref}"))
        if contact is not None:
            found[ref] = contact
    return found
