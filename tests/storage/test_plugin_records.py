"""Records of plugins on both databases: written with their deed, found by their keys, rebuilt, and each its hub's."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from hubwright.actions.act_on_case import act_on_case
from hubwright.actions.keep_people import act_on_person, begin_a_person
from hubwright.actions.plugins import records_of_hub
from hubwright.actions.plugins_elsewhere import elsewhere, view_of
from hubwright.actions.receive_contact import receive_contact
from hubwright.domain.access import scope
from hubwright.domain.access.plugins import handed
from hubwright.domain.access.reader import Reader, reader_of
from hubwright.domain.access.scope import Everything
from hubwright.domain.answers.answer import Answer, State
from hubwright.domain.cases.commands import Receive, Subject
from hubwright.domain.cases.entries import Actor
from hubwright.domain.cases.topics.restricting import Restrict
from hubwright.domain.definitions.drawn.plugins import PluginUse
from hubwright.domain.people.commands import AnswerMention, Begin, Told
from hubwright.domain.plugins import Key, Kind, Plugin, record_of, recorded
from hubwright.domain.texts import Text
from hubwright.storage.revisions import hold_today
from hubwright.testing.hubs import a_hub
from hubwright.testing.platform import Clock, a_platform, seat
from hubwright.testing.stories import MANAGER, SCREENER
from hubwright.wiring import Hubwright

from tests.databases import Database

OFFER = Kind("offer", Text("Offer"), "help.offer", {"type": "object"}, (Key("case", "case"), Key("until", "until")))


@pytest.fixture
def house(database: Database, tmp_path: Path) -> Iterator[Hubwright]:
    hubwright = a_platform(database.url, (a_hub(), a_hub(id="elmbridge")), data=tmp_path, clock=Clock())
    for actor in (SCREENER, MANAGER):
        seat(hubwright, "oakfield", actor)
    yield hubwright
    hubwright.close()


PLACE = Kind("place", Text("Place"), "help.offer", {"type": "object"})
REFERRAL = Kind(
    "referral", Text("Referral"), "help.offer", {"type": "object"}, (Key("case", "case"),), about="about", across=True
)
HELP = Plugin("help", Text("Help"), Text("Helps."), "1.0", 1, kinds=(OFFER, PLACE, REFERRAL))


def arrives(house: Hubwright, deed: str = "r") -> str:
    answers = {"what": Answer(State.ANSWERED, "Bruises.")}
    mia = Subject("", "Mia Example")
    command = Receive("anyone", answers, (mia,), {}, "Bruises.", house.house.now())
    return str(receive_contact(house.house, hub="oakfield", deed=deed, command=command, revision="r1").result["case"])


def keeps(
    house: Hubwright, ref: str, case: str, state: str, until: str = "", *, kind: Kind = OFFER, about: str = ""
) -> None:
    now: datetime = house.house.now()
    steps = [(state, {}, {"case": case, "state": state, "until": until, "about": [about] if about else []})]
    with house.store.work("oakfield", MANAGER, deed=f"keep-{ref}-{state}", now=now) as work:
        work.entries(f"plugin:{ref}")
        work.append(recorded(steps, plugin="help", kind=kind, ref=ref, case=case, now=now), revision="r1")
        work.commit()


def rows(house: Hubwright, hub: str = "oakfield", **where: object) -> list[str]:
    with house.store.reading(hub) as reading:
        return [row["record"] for row in reading.rows("plugin_record", scope=Everything(), where=where)]


def a_reader(actor: Actor, *more: str) -> Reader:
    hub = a_hub()
    roles = tuple(replace(one, permissions=one.permissions | set(more)) for one in hub.roles)
    return reader_of(replace(hub, roles=roles), actor)


def test_what_belongs_to_no_case_is_read_under_the_permission_of_its_kind_alone(house: Hubwright) -> None:
    keeps(house, "REC1", arrives(house), "offered")
    keeps(house, "REC2", "", "seen", kind=PLACE)
    with house.store.reading("oakfield") as reading:
        found = records_of_hub(reading, a_reader(MANAGER, "help.offer"), HELP)
        assert [(one.ref, kind.id) for one, kind in found] == [("REC2", "place")]
        assert records_of_hub(reading, a_reader(MANAGER), HELP) == ()
    with house.store.reading("elmbridge") as reading:
        assert records_of_hub(reading, a_reader(MANAGER, "help.offer"), HELP) == ()


def test_a_record_is_told_in_the_other_case_of_its_people_once_somebody_found_them_the_same(house: Hubwright) -> None:
    first, second = arrives(house), arrives(house, "again")
    keeps(house, "REC1", first, "referred", kind=REFERRAL, about="p1")
    keeps(house, "REC2", first, "offered")
    reader = a_reader(MANAGER, "help.offer")

    def told(case: str, who: Reader = reader) -> list[tuple[str, tuple[str, ...]]]:
        now = house.house.now()
        with house.store.reading("oakfield") as reading:
            view = view_of(reading, who, case, now)
            assert view is not None
            return [(one.ref, one.about) for one in elsewhere(reading, who, HELP, handed(view, now, a_hub()), now)]

    assert told(second) == []
    names = (Told("name", {"use": "legal", "name": "Mia Example"}, first),)
    begun = begin_a_person(
        house.house, hub="oakfield", actor=MANAGER, deed="b", command=Begin(names, (), (first, "p1"))
    )
    same = AnswerMention(second, "p1", ("child",), "same", "The same date of birth.")
    act_on_person(
        house.house, hub="oakfield", actor=MANAGER, deed="s", person=str(begun.result["person"]), command=same
    )
    assert told(second) == [("REC1", ("p1",))]
    assert told(first) == []
    assert told(second, a_reader(MANAGER)) == []


def test_a_record_is_found_by_its_keys_and_rebuilt_from_its_entries(house: Hubwright) -> None:
    case = arrives(house)
    keeps(house, "REC1", case, "offered", until="2027-01-01")
    keeps(house, "REC1", case, "accepted", until="2027-02-01")
    keeps(house, "REC2", "", "offered")
    assert rows(house, plugin="help", case_ref=case) == ["REC1"]
    assert rows(house, **{"key_2<=": "2027-01-15"}) == []
    assert rows(house, **{"key_2>": "2027-01-15"}) == ["REC1"]
    assert rows(house, hub="elmbridge") == []
    with house.store.reading("oakfield") as reading:
        record = record_of(reading.entries("plugin:REC1"))
    assert record is not None
    assert [one.type for one in record.steps] == ["offered", "accepted"]
    assert record.state["state"] == "accepted"
    assert record.keys == {"case": case, "until": "2027-02-01"}
    assert house.store.rebuild("oakfield") == []
    assert house.store.verify("oakfield") == []


def test_a_record_of_a_case_is_in_the_list_of_whoever_sees_the_case_and_of_nobody_else(house: Hubwright) -> None:
    case = arrives(house)
    keeps(house, "REC1", case, "offered")
    keeps(house, "REC2", "", "offered")

    def listed(actor: Actor) -> list[str]:
        here = scope(reader_of(a_hub(), actor), "plugin_record", house.house.now())
        with house.store.reading("oakfield") as reading:
            return [row["record"] for row in reading.rows("plugin_record", scope=here)]

    assert listed(SCREENER) == ["REC1"]
    shut = Restrict("restricted", "Somebody here is named.", named=((MANAGER.id, MANAGER.name),))
    act_on_case(house.house, hub="oakfield", actor=MANAGER, deed="s", case=case, command=shut)
    assert listed(SCREENER) == []
    assert listed(MANAGER) == ["REC1"]


def test_an_old_case_has_the_plugins_of_today() -> None:
    on = (PluginUse("help", {"days": 5}),)
    assert hold_today(a_hub(), replace(a_hub(), plugins=on)).plugins == on
    assert hold_today(replace(a_hub(), plugins=on), a_hub()).plugins == ()
