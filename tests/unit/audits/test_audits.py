"""Samples that anybody can draw again, audits by somebody else, and what they come to."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import count

import pytest
from hubwright.domain.access import reader_of
from hubwright.domain.audits import (
    Answer,
    Candidate,
    Draw,
    Evaluate,
    Item,
    agreement,
    audit_of,
    begin,
    decide,
    drawn_from,
    eligible,
    project_audit,
    rates,
    size_of,
)
from hubwright.domain.cases.context import Context
from hubwright.domain.cases.entries import Entry
from hubwright.domain.clocks.months import months_after
from hubwright.domain.definitions.hub import AuditAnswer, AuditQuestion, DecisionAudit
from hubwright.domain.errors import Broken, Refusal
from hubwright.testing.hubs import a_hub, a_text
from hubwright.testing.stories import MANAGER, MONDAY, POLICE, SCREENER
from hypothesis import given, settings
from hypothesis import strategies as st

SCALE = (AuditAnswer("good", a_text("Good")), AuditAnswer("poor", a_text("Poor")))
FORM = DecisionAudit((AuditQuestion("reasons", a_text("Are the reasons clear?"), SCALE),), told=("health",))


def with_audits(**parts):
    hub = a_hub()
    roles = tuple(
        replace(one, permissions=one.permissions | {"decision.audit"}) if one.id in ("manager", "worker") else one
        for one in hub.roles
    )
    return replace(hub, roles=roles, decision_audit=replace(FORM, **parts))


HUB = with_audits()
ROUTE = HUB.routes[0].id


def candidate(number=1, case="C1", by="u-alex", days=0, **parts) -> Candidate:
    item = Item(case, number, "p1", parts.pop("pathway", "child"))
    known = {"what": "decision", "route": ROUTE, "threshold": "", **parts}
    return Candidate(item=item, by_user=by, at=MONDAY - timedelta(days=days), **known)


WEEK = Draw("Are reasons clear?", date(2026, 6, 1), date(2026, 6, 8), how_many=5)


class Tale:
    """An audit in memory."""

    def __init__(self, draw=WEEK, candidates=None, hub=HUB, actor=MANAGER):
        self.hub, self.now, self.ids = hub, MONDAY, (f"REF{n:05d}" for n in count(1))
        self.entries: list[Entry] = []
        found = [candidate(n, f"C{n % 7}") for n in range(1, 21)] if candidates is None else candidates
        self.add(begin(draw, found, self.context(actor)), actor)

    def context(self, actor):
        return Context(self.hub, "r1", actor, reader_of(self.hub, actor), self.now, {}, self.ids)

    @property
    def state(self):
        state = audit_of(self.entries)
        assert state is not None
        return state

    def does(self, command, actor=MANAGER, decided_by="u-somebody"):
        self.add(decide(self.state, command, self.context(actor), decided_by=decided_by), actor)
        return self.state

    def add(self, facts, actor):
        for fact in facts:
            self.entries.append(
                Entry(
                    stream=fact.stream,
                    number=len(self.entries) + 1,
                    type=fact.type,
                    version=fact.version,
                    body=fact.body,
                    happened=fact.happened,
                    received=fact.received,
                    recorded=self.now,
                    actor=actor.id,
                    actor_name=actor.name,
                    agency=actor.agency,
                    revision="r1",
                    deed="d",
                )
            )


ITEMS = st.lists(
    st.builds(Item, st.sampled_from(["A", "B", "C", "D"]), st.integers(1, 30), st.just("p1"), st.just("child")),
    min_size=1,
    max_size=40,
    unique=True,
)


class TestTheLot:
    @given(ITEMS, st.text(), st.integers(0, 50), st.randoms())
    @settings(max_examples=60)
    def test_the_same_seed_draws_the_same_sample_in_whatever_order_the_list_comes(self, items, seed, size, random):
        mixed = list(items)
        random.shuffle(mixed)
        sample = drawn_from(items, seed, size)
        assert sample == drawn_from(mixed, seed, size)
        assert len(sample) == min(size, len(items))
        assert set(sample) <= set(items)

    @given(ITEMS)
    @settings(max_examples=20)
    def test_every_eligible_decision_can_be_drawn(self, items):
        left = set(items)
        for seed in range(2000):
            left -= set(drawn_from(items, f"seed {seed}", 1))
            if not left:
                return
        pytest.fail(f"never drawn: {left}")

    def test_none_is_drawn_much_more_often_than_another(self):
        items = [Item(f"C{n}", 1, "p1", "child") for n in range(10)]
        times = dict.fromkeys(items, 0)
        for seed in range(2000):
            for item in drawn_from(items, f"{seed}", 3):
                times[item] += 1
        # 600 are expected of each; five standard deviations to either side.
        assert all(498 < one < 702 for one in times.values()), times

    @given(
        st.lists(st.sampled_from(["u-alex", "u-sam", "u-kim"]), min_size=1, max_size=20),
        st.sampled_from(["u-alex", "u-sam"]),
    )
    @settings(max_examples=40)
    def test_the_auditors_own_are_never_drawn_and_are_counted(self, who, auditor):
        found = [candidate(n, by=by) for n, by in enumerate(who, 1)]
        if set(who) == {auditor}:
            with pytest.raises(Refusal):
                Tale(replace(WEEK, auditor=auditor, how_many=20), found)
            return
        state = Tale(replace(WEEK, auditor=auditor, how_many=20), found).state
        own = {one.item for one in found if one.by_user == auditor}
        assert set(state.sample) == {one.item for one in found} - own
        assert state.left_out == len(own)

    def test_a_share_is_rounded_up_and_never_more_than_there_are(self):
        share = replace(WEEK, how_many=None, share=10)
        assert [size_of(share, one) for one in (0, 1, 10, 11, 100)] == [0, 1, 1, 2, 10]
        assert size_of(WEEK, 3) == 3


class TestWhatIsAskedFor:
    def test_days_are_london_days_and_both_count(self):
        late = replace(candidate(2), at=MONDAY.replace(hour=22, minute=59))
        after = replace(candidate(3), at=MONDAY.replace(hour=23, minute=30))
        found = eligible([candidate(1, days=7), candidate(4, days=8), late, after], WEEK)
        assert [one.item.number for one in found] == [1, 2]

    def test_outcome_and_strand_narrow_it(self):
        found = [candidate(1), candidate(2, route="other"), candidate(3, pathway="adult")]
        asked = replace(WEEK, routes=(ROUTE,), pathways=("child",))
        assert [one.item.number for one in eligible(found, asked)] == [1]

    def test_below_the_threshold_are_what_was_found_not_met_and_contacts_that_ended_without_a_decision(self):
        found = [
            candidate(1, threshold="met"),
            candidate(2, threshold="not_met"),
            candidate(3, what="ending", route=""),
        ]
        asked = replace(WEEK, below_threshold=True)
        assert [one.item.number for one in eligible(found, asked)] == [2, 3]

    def test_everything_that_is_wrong_is_said_at_once(self):
        with pytest.raises(Refusal) as refused:
            Tale(Draw("", date(2026, 6, 8), date(2026, 6, 1), routes=("no",), how_many=5, share=5))
        assert set(dict(refused.value.fields)) == {"purpose", "last", "routes", "how_many"}

    def test_nothing_to_draw_is_said(self):
        with pytest.raises(Refusal) as refused:
            Tale(candidates=[])
        assert refused.value.code == "nothing_to_draw"

    def test_a_hub_without_a_form_is_told_so(self):
        with pytest.raises(Refusal) as refused:
            Tale(hub=replace(HUB, decision_audit=None))
        assert refused.value.code == "no_audit_form"

    def test_whoever_may_not_audit_draws_nothing(self):
        with pytest.raises(Refusal) as refused:
            Tale(actor=POLICE)
        assert refused.value.code == "no_authority"


class TestTheEntry:
    def test_the_drawing_is_on_record_so_that_anybody_can_repeat_it(self):
        state = Tale().state
        assert state.fair
        assert (len(state.frame), len(state.sample)) == (20, 5)
        assert not replace(state, seed="another").fair

    def test_it_holds_references_and_numbers_and_nothing_that_was_decided(self):
        body = Tale().entries[0].body
        assert ROUTE not in str(body["frame"])
        assert "u-alex" not in str(body)

    def test_it_is_looked_at_again_after_the_hubs_months(self):
        assert Tale().state.due == {3: date(2026, 9, 8), 6: date(2026, 12, 8), 12: date(2027, 6, 8)}

    def test_an_audit_whose_beginning_was_destroyed_takes_nothing_more(self):
        tale = Tale()
        tale.entries[0] = replace(tale.entries[0], body={}, destroyed="Retention")
        assert project_audit(tale.entries)["audit_row"][0]["sampled"] == 0
        with pytest.raises(Refusal) as refused:
            tale.does(Evaluate(3, "Better."))
        assert refused.value.code == "destroyed"

    def test_a_stream_that_begins_otherwise_is_broken(self):
        tale = Tale()
        tale.does(Evaluate(3, "Better."))
        with pytest.raises(Broken):
            audit_of(tale.entries[1:])


AGREE = Answer(1, "agree", {"reasons": "good"})


class TestAnswering:
    def test_nobody_audits_their_own_decision(self):
        with pytest.raises(Refusal) as refused:
            Tale().does(AGREE, decided_by=MANAGER.id)
        assert refused.value.code == "own_decision"

    def test_what_is_missing_is_said_at_once(self):
        with pytest.raises(Refusal) as refused:
            Tale().does(Answer(1, "otherwise", {"reasons": "no"}, told=("health", "nobody")))
        assert set(dict(refused.value.fields)) == {"q-reasons", "why", "told", "learning"}

    def test_a_decision_that_is_not_in_the_sample_is_refused(self):
        for place in (0, 6):
            with pytest.raises(Refusal):
                Tale().does(replace(AGREE, place=place))

    def test_a_second_auditor_is_heard_and_saying_it_again_counts_once(self):
        tale = Tale(hub=with_audits(auditors=2))
        tale.does(AGREE)
        assert tale.state.complete == 0
        tale.does(replace(AGREE, verdict="otherwise", why="Too late."), actor=SCREENER)
        tale.does(replace(AGREE, verdict="cannot_tell", why="Nothing is said."))
        assert [one.verdict for one in tale.state.of(1)] == ["cannot_tell", "otherwise"]
        assert tale.state.complete == 1

    def test_rates_name_nobody(self):
        tale = Tale()
        tale.does(AGREE)
        tale.does(
            Answer(2, "otherwise", {"reasons": "cannot_tell"}, why="No.", learning="Ask first.", told=("health",))
        )
        tale.does(Answer(3, "cannot_tell", {"reasons": "poor"}, why="Nothing is said."))
        whole, one = rates(tale.state, {1: ROUTE, 2: ROUTE})
        assert (whole.sampled, whole.looked_at, whole.agree, whole.otherwise, whole.cannot_tell) == (5, 3, 1, 1, 1)
        assert (one.outcome, one.sampled, one.looked_at, agreement(one)) == (ROUTE, 2, 2, 50)
        assert agreement(replace(whole, agree=0, otherwise=0)) is None


class TestLater:
    def test_what_was_found_is_written_once_and_the_next_day_comes(self):
        tale = Tale()
        assert tale.does(Evaluate(3, "Reasons are clearer.")).next_due == date(2026, 12, 8)
        for command in (Evaluate(3, "Again."), Evaluate(5, "Never."), Evaluate(6, " ")):
            with pytest.raises(Refusal):
                tale.does(command)

    def test_the_last_day_of_a_month_stays_the_last(self):
        assert months_after(date(2026, 11, 30), 3) == date(2027, 2, 28)
        assert months_after(date(2026, 1, 31), 0) == date(2026, 1, 31)
        assert months_after(date(2026, 1, 31), 12) == date(2027, 1, 31)
