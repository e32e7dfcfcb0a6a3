"""Whether something may be shown to leave: the last look of a deed, for what a page offers to be taken away."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from hubwright.actions.house import House
from hubwright.domain.cases.apply import case_of
from hubwright.domain.cases.contact import contact_of
from hubwright.domain.cases.state import CaseState, ContactState
from hubwright.domain.cases.topics.letting_out import EXITS, Going, found_in
from hubwright.domain.protection import may_leave
from hubwright.domain.protection.of_case import looking
from hubwright.ports import Reading


def kinds_in_the_way(house: House, *, hub: str, case: str, type: str, body: Mapping[str, object]) -> tuple[str, ...]:
    """What would be found in something that leaves with an entry, by kind, and that nobody has decided about.

    Args:
        house, hub, case: of which case.
        type: of the entry with which it would leave, of `letting_out.EXITS`.
        body: as far as that entry would say what leaves.
    """
    with house.store.reading(hub) as reading:
        state = case_of(reading.entries(f"case:{case}"))
        if state is None:
            return ()
        return _kinds(state, contacts_of(reading, state), EXITS[type](state, body))


def kinds_in(house: House, *, hub: str, case: str, texts: Iterable[str]) -> tuple[str, ...]:
    """What would be found, by kind, in texts that a page shows to be printed."""
    going = Going("printed", {str(at): text for at, text in enumerate(texts)})
    with house.store.reading(hub) as reading:
        state = case_of(reading.entries(f"case:{case}"))
        return () if state is None else _kinds(state, contacts_of(reading, state), (going,))


def _kinds(state: CaseState, contacts: list[ContactState], goings: Iterable[Going]) -> tuple[str, ...]:
    finds = looking(state, contacts)
    return tuple(dict.fromkeys(one["what"] for going in goings for one in found_in(state, going, finds)))


def contacts_of(reading: Reading, state: CaseState) -> list[ContactState]:
    """The contacts of a case, whole."""
    found = (contact_of(reading.entries(f"contact:{ref}")) for ref in state.contacts)
    return [one for one in found if one is not None]


def holds_nothing(payload: Mapping[str, object], state: CaseState, contacts: Iterable[ContactState]) -> bool:
    """Whether what a machine would be told gives nothing away; nobody is there to decide, so what does is not told.

    Args:
        payload: what would be sent.
        state, contacts: the case and its contacts, whole.
    """
    texts = {name: str(value) for name, value in payload.items()}
    return may_leave(texts, (), looking(state, tuple(contacts))).free
