"""The unit works with a young person: the risk to them comes first, then that to their family (S:1825-1827)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from hubwright.api import (
    BEGINS,
    Ask,
    Asked,
    CaseView,
    Fact,
    Made,
    Options,
    Part,
    RecordView,
    Step,
    Table,
    Tell,
    asking,
    showing,
)

KIND, MAY = "work", "embedded_unit.work"
OFFERED, WORKING, ENDED = "offered", "working", "ended"
OPEN = (OFFERED, WORKING)
NOW: Mapping[str, str] = {OFFERED: "Offered", WORKING: "The unit works with the young person", ENDED: "Ended"}

RISK = (
    Ask("risk-to", "long_text", "What has happened to the young person, and what could happen to them?",
        "They come first, whatever they are thought to have done.", "Write down the risk to the young person.",
        "Risk to the young person"),
    Ask("risk-family", "long_text", "What could happen to their family?",
        "Brothers and sisters, a partner, whoever lives with them. Where nothing is known, say so.",
        "Write down the risk to their family, or that none is known.", "Risk to their family"),
    Ask("risk-by", "long_text", "What may they be led or made to do to others?", shown="Risk to others"),
)  # fmt: skip
LEAD = Ask("lead", "short_text", "Who in the unit leads?", needed="Say who leads.", shown="Leads")
AGENCIES = Ask("agencies", "choices", "Which agencies share the work?",
               "Each is told that there is something to look at.", shown="Shared with",
               choices=asking.agencies)  # fmt: skip
OFFER = (
    *RISK,
    Ask("young-person", "choice", "Which young person is it?", needed="Say who it is.", shown="Young person",
        choices=asking.people),
    LEAD,
    AGENCIES,
)  # fmt: skip
START = (
    Ask("agreed", "long_text", "What did the young person say to it?", needed="Write down what they said.",
        shown="Young person's own view"),
)  # fmt: skip
END = (
    Ask("reason", "long_text", "Why does the work end?", needed="Write down why.", shown="Why it ended"),
    Ask("goes-on", "long_text", "Who goes on with the young person and their family, and with what?",
        needed="Say who goes on, or that nobody does.", shown="Who goes on"),
)  # fmt: skip
ASKS = (*OFFER, *START, *END)
SCHEMA = asking.schema(
    ASKS,
    ("case", "status", "about", "risk_to", "risk_family", "lead", "family"),
    case=asking.text(60),
    status={"type": "string", "enum": list(NOW)},
    about=asking.listed(most=1),
    family={
        "type": "array",
        "maxItems": asking.MOST,
        "items": {
            "type": "object",
            "properties": {"person": asking.text(60), "relation": asking.text()},
            "required": ["person", "relation"],
            "additionalProperties": False,
        },
    },
)


def _tells(ids: Iterable[str]) -> tuple[Tell, ...]:
    return tuple(Tell(agency=id) for id in ids)


def _offer(asked: Asked, _options: Options, body: Mapping[str, Any]) -> Made:
    wrong = {}
    for one in asked.beside:
        if one.kind == KIND and one.state["status"] in OPEN and one.state["young_person"] == body["young_person"]:
            wrong["young-person"] = "The unit works with this young person already, or has offered to."
    return Made({**body, "about": [body["young_person"]], "family": []}, wrong, _tells(body["agencies"]))


def _share(asked: Asked, _options: Options, body: Mapping[str, Any]) -> Made:
    before = asked.record.state.get("agencies", ()) if asked.record else ()
    return Made(body, tells=_tells(id for id in body["agencies"] if id not in before))


def _others(case: CaseView, record: RecordView | None) -> Mapping[str, str]:
    about = record.about or record.state["about"] if record else ()
    return {id: name for id, name in asking.people(case, {}).items() if id not in about}


def _relations(case: CaseView, record: RecordView | None, _options: Options) -> tuple[Ask, ...]:
    others = _others(case, record)
    held = {one["person"] for one in record.state["family"]} if record else set()
    inside = {id: name for id, name in others.items() if id in held}
    return (
        *(Ask(f"r-{id}", "short_text", f"How does {name[:100]} belong to the young person?",
              "In words, such as sister. Left empty, it stays as it is.") for id, name in others.items()),
        Ask("no-longer", "choices", "Who does not belong to them after all?", choices=lambda _case, _options: inside),
    )  # fmt: skip


def _family(asked: Asked, options: Options, body: Mapping[str, Any]) -> Made:
    *relations, no_longer = _relations(asked.case, asked.record, options)
    held = {one["person"]: one["relation"] for one in asked.record.state["family"]} if asked.record else {}
    typed = {one.id.removeprefix("r-"): asking.given(one, asked, options) for one in relations}
    gone = asking.given(no_longer, asked, options)
    # Whoever is kept from the one who writes stays as they are.
    after = {**held, **{id: words for id, words in typed.items() if words}}
    family = [{"person": id, "relation": words} for id, words in after.items() if id not in gone]
    wrong = {}
    if not gone and not any(typed.values()):
        wrong = {relations[0].id if relations else "no-longer": "Say how somebody belongs to the young person."}
    return Made({"family": family}, wrong)


STEPS = (
    Step("offer_work", "Offer the unit's work", KIND, MAY, "offered", BEGINS, OFFERED, OFFER, more=_offer),
    Step("start", "Record that the work has begun", KIND, MAY, "started", (OFFERED,), WORKING, START),
    Step("risks", "Write down how the risk stands now", KIND, MAY, "risk_written", OPEN, asks=RISK),
    Step("family", "Say who of the family belongs to it", KIND, MAY, "family_said", OPEN, also=_relations,
         more=_family),
    Step("share", "Say which agencies share the work", KIND, MAY, "shared", OPEN, asks=(AGENCIES,), more=_share),
    Step("lead", "Say who leads from now on", KIND, MAY, "led", OPEN, asks=(LEAD,)),
    Step("end", "End the work", KIND, MAY, "ended", OPEN, ENDED, END),
)  # fmt: skip


def shown(record: RecordView, case: CaseView, options: Options) -> Iterator[Part]:
    """The work with a young person, the risk to them on top; of their family those whom the reader sees."""
    state = record.state
    yield from showing.facts(ASKS, state, case, options)
    yield Fact("Now", NOW[state["status"]])
    names = asking.people(case, {})
    seen = tuple((names[one["person"]], one["relation"]) for one in state["family"] if one["person"] in names)
    if seen:
        yield Table("Family that belongs to it", ("Who", "How"), seen)


def elsewhere(records: tuple[RecordView, ...], case: CaseView) -> Iterator[Part]:
    """The work with the same young people that stands in other cases, which the reader may open too."""
    found = [one for one in records if one.kind == KIND]
    names = asking.people(case, {})
    rows = tuple(
        (one.case, ", ".join(names.get(id, "") for id in one.about), one.state["lead"], NOW[one.state["status"]])
        for one in found
    )
    if rows:
        yield Table("The same young people in other cases", ("Case", "Who", "Leads", "Now"), rows,
                    tuple(one.case for one in found))  # fmt: skip
