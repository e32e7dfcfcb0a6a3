"""The lives of cases without anybody in them, read from the journal to be told again on a draft."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from hubwright.actions.house import House
from hubwright.domain.access.scope import Everything
from hubwright.domain.cases.apply import case_of
from hubwright.domain.cases.contact import contact_of
from hubwright.domain.cases.topics.restricting import OPEN, access_of
from hubwright.domain.rehearsal.replay.lives import life_of
from hubwright.ports import Reading


def lives_of(house: House, *, hub: str, begins: datetime, ends: datetime) -> list[dict[str, Any]]:
    """The cases received from `begins` up to before `ends`, in the order of receipt, with nobody in them.

    Cases that are shown to named people only are left out: how few they are may say whose they are. So are those whose
    record was destroyed.

    Args:
        house: the ports.
        hub: id of the hub.
        begins, ends: UTC.
    """
    with house.store.reading(hub) as reading:
        where = {"received>=": begins, "received<": ends}
        rows = reading.rows("case_row", scope=Everything(), where=where, order=("received",))
        told = [_life(reading, ref) for ref in dict.fromkeys(row["case_ref"] for row in rows)]
    return [one for one in told if one is not None]


def _life(reading: Reading, ref: str) -> dict[str, Any] | None:
    case = case_of(reading.entries(f"case:{ref}"))
    if case is None or not case.pathways or access_of(case).level != OPEN or not case.contacts:
        return None
    contact = contact_of(reading.entries(f"contact:{next(iter(case.contacts))}"))
    if contact is None or contact.destroyed:
        return None
    forms = reading.hub_at(contact.revision).forms
    return life_of(case, contact, forms.get(contact.form))
