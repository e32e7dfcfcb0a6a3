"""What the people themselves know, agree to, want and can decide, beside them on the page of a case."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import url_for

from hubwright.domain.cases.topics.talking import (
    AGREED,
    CAPACITY,
    RecordAgreement,
    RecordCapacity,
    RecordTalk,
    RecordWishes,
    talked,
)
from hubwright.web.components import Choice, Field
from hubwright.web.language import mark, plain, say, text
from hubwright.web.times import short_instant
from hubwright.web.work.asked import Values, Wrong, line, listed, one_of, words
from hubwright.web.work.deed import Deed
from hubwright.web.work.deed_forms import pathway_choice, pathway_of
from hubwright.web.work.look import Look
from hubwright.web.work.people_shown import name_of
from hubwright.web.work.topics.topic import Panel, WorkTopic

_AGREED: Mapping[str, str] = {
    "given": mark("They agree"),
    "refused": mark("They do not agree"),
    "withdrawn": mark("They no longer agree"),
    "not_asked": mark("Nobody has asked them"),
}
_CAPACITY: Mapping[str, str] = {
    "has": mark("They can make this decision"),
    "lacks": mark("They cannot make this decision"),
    "not_assessed": mark("Not assessed: presumed that they can"),
}


@dataclass(frozen=True, slots=True)
class Shown:
    """What is on record, and the ways to add to it.

    Args:
        lines: question, answer, who and when.
        open_question: the hub's question that nobody has answered yet, or "".
        ways: address and words.
    """

    lines: tuple[tuple[str, str, str], ...]
    open_question: str
    ways: tuple[tuple[str, str], ...]


def _show(seen: Look) -> Shown | None:
    drawn = seen.hub.talking
    if drawn is None:
        return None
    found = talked(seen.case)
    reasons = {one.id: text(one.text) for one in drawn.reasons}
    lines = [(text(drawn.question), _talk(one, reasons), _by(one)) for one in found.talks]
    lines += [
        (f"{_who(one, seen)}: {plain(drawn.agreement)}", _joined(say(_AGREED[one["answer"]]), one["by"], one["words"]),
         _by(one))
        for one in found.agreements
    ]  # fmt: skip
    lines += [
        (f"{_who(one, seen)}: {plain(say('What they want'))}", _joined(one["wishes"], one["heard"], one["why_not"]),
         _by(one))
        for one in found.wishes
    ]  # fmt: skip
    lines += [
        (f"{_who(one, seen)}: {one['decision']}",
         _joined(say(_CAPACITY[one["finding"]]), one["why"], one["by"], one["best_interests"]), _by(one))
        for one in found.capacity
    ]  # fmt: skip
    ways = [(id, say(deed.title)) for id, deed in TOPIC.deeds.items() if seen.may("case.note") and deed.offered(seen)]
    return Shown(
        lines=tuple(lines),
        open_question="" if found.talks else text(drawn.question),
        ways=tuple((url_for("work.act", hub=seen.visit.hub.id, ref=seen.case.ref, deed=id), said) for id, said in ways),
    )


def _talk(one: Mapping[str, Any], reasons: Mapping[str, str]) -> str:
    if one["talked"]:
        told = say("Told before anything was shared") if one["told_first"] else ""
        return _joined(say("Yes"), told, one["words"])
    exempt = say("They need not be told first: the law allows it here") if one["exempt"] else ""
    return _joined(say("No"), reasons.get(one["why_not"], ""), exempt, one["words"])


def _joined(*parts: str) -> str:
    said = [plain(part) for part in parts if part]
    return " ".join(part if part.endswith((".", "?", "!")) else f"{part}." for part in said)


def _by(one: Mapping[str, Any]) -> str:
    return f"{one['by_name']}, {plain(short_instant(datetime.fromisoformat(one['at'])))}"


def _who(one: Mapping[str, Any], seen: Look) -> str:
    person = seen.case.subjects.get(one["subject"])
    return str(plain(name_of(person, seen))) if person else ""


def _of_whom(seen: Look, part: str, values: Values, wrong: Wrong) -> Field:
    drawn = seen.hub.talking
    strands = getattr(drawn, part) if drawn and part else frozenset(seen.case.pathways)
    people = [
        (one.id, str(plain(name_of(one, seen)))) for one in seen.case.subjects.values() if strands & set(one.pathways)
    ]
    return listed("subject", say("About whom?"), people, values, wrong)


def _talking(seen: Look, values: Values, wrong: Wrong) -> list[Field]:
    drawn = seen.hub.talking
    if drawn is None:
        return []
    reasons = [Choice(value=one.id, text=text(one.text)) for one in drawn.reasons]
    why = one_of("reason", say("Why not?"), reasons, values, wrong)
    first = one_of(
        "told_first",
        say("Were they told before anything was shared?"),
        [Choice(value="yes", text=say("Yes")), Choice(value="no", text=say("No"))],
        values,
        wrong,
    )
    answers = [Choice(value="yes", text=say("Yes"), reveal=(first,)), Choice(value="no", text=say("No"), reveal=(why,))]
    return [
        *pathway_choice(seen, values, wrong),
        one_of("talked", text(drawn.question), answers, values, wrong),
        words("words", say("What was said, or more about why not"), values, wrong, rows=3),
    ]


def _talk_command(form: Values, seen: Look) -> RecordTalk:
    yes = form.get("talked") == "yes"
    told = form.get("told_first", "")
    return RecordTalk(
        pathway=pathway_of(seen, form),
        talked=yes,
        reason="" if yes else form.get("reason", ""),
        told_first={"yes": True, "no": False}.get(told) if yes else False,
        words=form.get("words", ""),
    )


def _agreeing(seen: Look, values: Values, wrong: Wrong) -> list[Field]:
    drawn = seen.hub.talking
    answers = [Choice(value=id, text=say(_AGREED[id])) for id in AGREED]
    return [
        _of_whom(seen, "", values, wrong),
        one_of("answer", text(drawn.agreement) if drawn else "", answers, values, wrong),
        line("by", say("Who answered?"), values, wrong),
        words("words", say("What they said"), values, wrong, rows=3),
    ]


def _agreement(form: Values, seen: Look) -> RecordAgreement:
    return RecordAgreement(**{name: form.get(name, "") for name in ("subject", "answer", "by", "words")})


def _wishing(seen: Look, values: Values, wrong: Wrong) -> list[Field]:
    return [
        _of_whom(seen, "wishes", values, wrong),
        words("wishes", say("What do they want, in their own words?"), values, wrong),
        line("heard", say("How is that known?"), values, wrong, hint=say("For example: from her, alone.")),
        line("why_not", say("If nobody asked them, why not?"), values, wrong),
    ]


def _wishes(form: Values, seen: Look) -> RecordWishes:
    return RecordWishes(**{name: form.get(name, "") for name in ("subject", "wishes", "heard", "why_not")})


def _assessing(seen: Look, values: Values, wrong: Wrong) -> list[Field]:
    findings = [Choice(value=id, text=say(_CAPACITY[id])) for id in CAPACITY]
    return [
        _of_whom(seen, "capacity", values, wrong),
        line("decision", say("Which decision is it about?"), values, wrong, hint=say("One decision at a time.")),
        one_of("finding", say("What was found?"), findings, values, wrong),
        words("why", say("What does it rest on, and how were they helped to decide?"), values, wrong, rows=3),
        line("by", say("Who assessed it?"), values, wrong),
        words(
            "best_interests", say("If they cannot: what is best for them, and who was heard?"), values, wrong, rows=3
        ),
    ]


def _capacity(form: Values, seen: Look) -> RecordCapacity:
    names = ("subject", "decision", "finding", "why", "by", "best_interests")
    return RecordCapacity(**{name: form.get(name, "") for name in names})


def _said_of(part: str) -> Any:
    def offered(seen: Look) -> bool:
        drawn = seen.hub.talking
        asked = getattr(drawn, part) if drawn else None
        return bool(asked & set(seen.case.pathways) if isinstance(asked, frozenset) else asked)

    return offered


def _capacity_is_presumed(seen: Look) -> str:
    return say("People are presumed able to decide, also unwisely. Write down one decision at a time.")


def _line(body: Mapping[str, Any], seen: Look) -> list[str]:
    if "talked" in body:
        drawn = seen.hub.talking
        reasons = {one.id: text(one.text) for one in drawn.reasons} if drawn else {}
        return [say("Yes") if body["talked"] else _joined(say("No"), reasons.get(body["why_not"], ""))]
    if "finding" in body:
        return [_who(body, seen), body["decision"], say(_CAPACITY[body["finding"]])]
    if "answer" in body:
        return [_who(body, seen), say(_AGREED[body["answer"]])]
    return [_who(body, seen), body["wishes"] or body["why_not"]]


TOPIC: WorkTopic = WorkTopic(
    deeds={
        "family": Deed(
            mark("Talking to the family"), mark("Record this"), _talking, _talk_command,
            permission="case.note", offered=_said_of("reasons"),
        ),
        "agreement": Deed(
            mark("Agreement to a service"), mark("Record this"), _agreeing, _agreement,
            permission="case.note", offered=_said_of("agreement"),
        ),
        "wishes": Deed(
            mark("What they want"), mark("Record this"), _wishing, _wishes,
            permission="case.note", offered=_said_of("wishes"),
        ),
        "capacity": Deed(
            mark("Capacity for one decision"), mark("Record this"), _assessing, _capacity,
            intro=_capacity_is_presumed, permission="case.note", offered=_said_of("capacity"),
        ),
    },
    entries={
        "case.family_talked": mark("Talking to the family"),
        "case.agreement_recorded": mark("Agreement to a service"),
        "case.wishes_recorded": mark("What they want"),
        "case.capacity_recorded": mark("Capacity for one decision"),
    },
    lines=dict.fromkeys(
        ("case.family_talked", "case.agreement_recorded", "case.wishes_recorded", "case.capacity_recorded"), _line
    ),
    panels=(Panel("talking", mark("Their own voice"), "who", "talking.html", _show),),
)  # fmt: skip
