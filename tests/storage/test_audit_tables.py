"""Decisions and audits of them as lists on both databases: written with their deed, and rebuilt the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hubwright.actions.act_on_case import act_on_case
from hubwright.actions.audits import act_on_audit, draw_sample
from hubwright.actions.receive_contact import receive_contact
from hubwright.domain.access.scope import Everything
from hubwright.domain.answers.answer import Answer, State
from hubwright.domain.audits import Answer as Found
from hubwright.domain.audits import Draw, Evaluate
from hubwright.domain.cases.commands import Decide, Rate, Receive, Subject
from hubwright.domain.definitions.hub import AuditAnswer, AuditQuestion, DecisionAudit
from hubwright.testing.hubs import a_hub, a_text
from hubwright.testing.platform import Clock, a_platform, seat
from hubwright.testing.stories import MANAGER, SCREENER
from hubwright.wiring import Hubwright

from tests.databases import Database

SECOND = replace(MANAGER, id="u-kit", name="Kit Example")
FORM = DecisionAudit((AuditQuestion("reasons", a_text("Clear?"), (AuditAnswer("good", a_text("Good")),)),))
TABLES = ("case_decision", "audit_row")


@pytest.fixture
def house(database: Database, tmp_path: Path) -> Iterator[Hubwright]:
    hub = replace(a_hub(), decision_audit=FORM)
    hubwright = a_platform(database.url, (hub,), data=tmp_path, clock=Clock())
    for actor in (SCREENER, MANAGER, SECOND):
        seat(hubwright, "oakfield", actor)
    yield hubwright
    hubwright.close()


def rows(house: Hubwright) -> dict[str, list[dict[str, object]]]:
    with house.store.reading("oakfield") as reading:
        return {table: [dict(row) for row in reading.rows(table, scope=Everything())] for table in TABLES}


def test_what_the_journal_holds_gives_the_same_decisions_and_audits_again(house: Hubwright) -> None:
    answers = {"what": Answer(State.ANSWERED, "Bruises.")}
    command = Receive("anyone", answers, (Subject("", "Mia Example"),), {}, "Bruises.", house.house.now())
    case = receive_contact(house.house, hub="oakfield", deed="r", command=command, revision="r1").result["case"]
    decide = Decide("p1", "child", "advice", "Clear reasons.", advice="Talk.", reason_without="No need.")
    for deed, doing in (("t", Rate("child", "urgent")), ("d", decide)):
        act_on_case(house.house, hub="oakfield", actor=MANAGER, deed=deed, case=case, command=doing)
    day = house.house.now().date()
    asked = Draw("Are reasons clear?", day, day, how_many=5)
    audit = draw_sample(house.house, hub="oakfield", actor=SECOND, deed="s", command=asked).result["audit"]
    for number, said in enumerate((Found(1, "agree", {"reasons": "good"}), Evaluate(3, "Clearer."))):
        act_on_audit(house.house, hub="oakfield", actor=SECOND, deed=f"a{number}", audit=audit, command=said)
    before = rows(house)
    assert [row["case_ref"] for row in before["case_decision"]] == [case]
    assert [row["audit_ref"] for row in before["audit_row"]] == [audit]
    assert house.store.rebuild("oakfield") == []
    assert rows(house) == before
    assert house.store.verify("oakfield") == []
