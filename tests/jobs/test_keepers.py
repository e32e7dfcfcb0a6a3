"""A sealed record's keeper is told by the background work, once, and with nothing of the case but a link."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

from hubwright.actions.keep_people import act_on_person, begin_a_person
from hubwright.actions.tell_keepers import tell_keepers
from hubwright.domain.access.scope import Everything
from hubwright.domain.people.commands import Begin, Seal, Told
from hubwright.jobs import turn
from hubwright.testing.platform import seat
from hubwright.testing.stories import MANAGER
from hubwright.wiring import Hubwright

from tests.jobs.conftest import NAME, Town


def kept(town: Town, *, sealed: bool) -> str:
    """A record of somebody with the name that arrives, in the manager's keeping."""
    seat(cast(Hubwright, SimpleNamespace(store=town.store, house=town.house)), "oakfield", MANAGER)
    told = (
        Told("name", {"use": "legal", "name": NAME}),
        Told("born", {"state": "partial", "date": {"year": 2019}}),
    )
    done = begin_a_person(town.house, hub="oakfield", actor=MANAGER, deed="begin", command=Begin(told, ("child",)))
    person = str(done.result["person"])
    if sealed:
        seal = Seal((MANAGER.id,), "A new name after adoption.")
        act_on_person(town.house, hub="oakfield", actor=MANAGER, deed="seal", person=person, command=seal)
    return person


def jobs(town: Town) -> list[str]:
    with town.store.reading("oakfield") as reading:
        return [str(row["kind"]) for row in reading.rows("outbox", scope=Everything())]


def matches(town: Town) -> list[Any]:
    with town.store.reading("oakfield") as reading:
        return list(reading.rows("person_match", scope=Everything()))


def test_the_keeper_gets_a_link_to_their_record_and_no_name(town: Town) -> None:
    person = kept(town, sealed=True)
    town.receives()
    turn(town.worker())
    turn(town.worker())
    told = [one for one in town.room.taken if MANAGER.id in str(one["To"])]
    assert len(told) == 1
    words = told[0].get_content()
    assert f"/oakfield/people/{person}" in words
    assert NAME not in words
    (match,) = matches(town)
    assert (match["keeper"], match["answered_at"]) == (MANAGER.id, None)
    assert match["due_at"] > town.clock.at


def test_where_nothing_is_sealed_nothing_is_looked_for(town: Town) -> None:
    kept(town, sealed=False)
    town.receives()
    assert "keepers" not in jobs(town)
    assert matches(town) == []


def test_a_case_is_looked_at_again_without_telling_twice(town: Town) -> None:
    kept(town, sealed=True)
    case = town.receives()
    turn(town.worker())
    assert tell_keepers(town.house, hub="oakfield", case=case) == 0
    assert tell_keepers(town.house, hub="oakfield", case="NOCASE99") == 0
    assert len(matches(town)) == 1
