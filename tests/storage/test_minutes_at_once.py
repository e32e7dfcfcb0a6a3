"""Two who take minutes at one meeting, truly at the same moment: every text either of them sent is there afterwards."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from uuid import uuid4

from hubwright.actions.act_on_case import act_on_case
from hubwright.actions.meetings import call_meeting
from hubwright.actions.receive_contact import receive_contact
from hubwright.domain.answers.answer import Answer, State
from hubwright.domain.cases.apply import case_of
from hubwright.domain.cases.commands import Rate, Receive, Subject
from hubwright.domain.cases.entries import Actor
from hubwright.domain.cases.topics.minuting import WriteLine, meetings_of
from hubwright.domain.meetings.commands import Call
from hubwright.testing.hubs import a_hub
from hubwright.testing.platform import Clock, a_platform, seat
from hubwright.testing.stories import MANAGER, SCREENER

from tests.databases import Database

TIMES = 12


def test_no_text_is_lost_between_two_who_write_in_the_same_boxes(database: Database, tmp_path: Path) -> None:
    clock = Clock()
    hubwright = a_platform(database.url, (a_hub(),), data=tmp_path, clock=clock)
    house = hubwright.house
    for actor in (SCREENER, MANAGER):
        seat(hubwright, "oakfield", actor)
    command = Receive(
        door=a_hub().doors[0].id,
        answers={"what": Answer(State.ANSWERED, "Bruises.")},
        subjects=(Subject("", "Mia Example"),),
        referrer={"name": "Jo Example"},
        what="Bruises.",
        received=clock(),
    )
    case = receive_contact(house, hub="oakfield", deed=uuid4().hex, command=command).result["case"]

    def does(actor: Actor, command: object) -> None:
        act_on_case(house, hub="oakfield", actor=actor, deed=uuid4().hex, case=case, command=command)  # type: ignore[arg-type]

    does(SCREENER, Rate("child", "urgent"))
    called = call_meeting(
        house, hub="oakfield", actor=MANAGER, deed=uuid4().hex, command=Call("strategy", cases=(case,))
    )
    meeting = called.result["meeting"]
    together = Barrier(2)

    def types(actor: Actor) -> set[str]:
        """A page that is never told what the other wrote: each text is sent with the number it was first drawn from."""
        sent = set()
        for time in range(TIMES):
            together.wait()
            for line, part, subject in (("told", "told", ""), ("risk.p1", "risk", "p1")):
                text = f"{actor.name} {line} {time}"
                does(actor, WriteLine(meeting, line, part, text, subject))
                sent.add(text)
        return sent

    with ThreadPoolExecutor(2) as pool:
        sent = set().union(*pool.map(types, (SCREENER, MANAGER)))
    with house.store.reading("oakfield") as reading:
        state = case_of(reading.entries(f"case:{case}"))
    assert state is not None
    lines = meetings_of(state)[meeting].lines
    assert {one.text for line in lines.values() for one in (*line.versions, *line.earlier)} == sent
    for line in lines.values():
        last = {f"{actor.name} {line.id} {TIMES - 1}" for actor in (SCREENER, MANAGER)}
        assert {one.text for one in line.versions} == last
    assert hubwright.store.verify("oakfield") == []
    assert hubwright.store.rebuild("oakfield") == []
    hubwright.close()
