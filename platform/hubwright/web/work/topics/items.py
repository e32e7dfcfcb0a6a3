"""Pieces of information on the page of a case: whose each is, how it is kept, and the way for it to leave the hub."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import url_for
from markupsafe import Markup

from hubwright.domain.cases.topics.items import (
    AskRelease,
    Item,
    PassOn,
    RecordItem,
    TakeOut,
    asked_of,
    check_sets_of,
    items_of,
    left_of,
    releases_of,
)
from hubwright.web.components import Choice, Field
from hubwright.web.language import gettext, mark, plain, say, text
from hubwright.web.work.agreements_shown import agreements_said, unheld
from hubwright.web.work.asked import Values, Wrong, any_of, line, listed, one_of, words
from hubwright.web.work.deed import Deed
from hubwright.web.work.deed_forms import pathway_choice, pathway_of
from hubwright.web.work.look import Look
from hubwright.web.work.topics.topic import Panel, WorkTopic
from hubwright.web.work.words import NATURES, PASSING_ON

# Where a sentence or a line ends: what a person takes out of a copy is chosen by these.
_SENTENCE = re.compile(r"[^\n.!?]*(?:[.!?]+|\n|$)\s*")


@dataclass(frozen=True, slots=True)
class Shown:
    """One piece as the page shows it."""

    id: str
    owner: str
    text: str
    facts: tuple[tuple[str, str], ...]
    state: str
    acts: tuple[tuple[str, str], ...]


def _show(seen: Look) -> list[Shown] | None:
    return [_shown(one, seen) for one in reversed(items_of(seen.case))] or None


def _shown(item: Item, seen: Look) -> Shown:
    names = seen.agencies()
    levels = {one.id: text(one.name) for one in seen.visit.hub.sensitivities}
    facts = (
        (say("Kind of knowledge"), say(NATURES[item.nature]) if item.nature in NATURES else ""),
        (say("Searched by"), f"{item.searcher}, {plain(names.get(item.searcher_agency or item.owner, ''))}"),
        (say("In the system of"), names.get(item.system_owner, "") if item.system_owner != item.owner else ""),
        (say("Where it is from"), item.source),
        (say("Mind when using it"), item.handling),
        (say("Kept as"), levels.get(item.sensitivity, "")),
        (say("A copy of"), item.derived_from),
    )
    return Shown(
        id=item.id,
        owner=names.get(item.owner, item.owner),
        text=item.text,
        facts=tuple((said, value) for said, value in facts if value),
        state=_state(item, seen),
        acts=_acts(item, seen),
    )


def _state(item: Item, seen: Look) -> str:
    """Whether it may leave, in words: the owner's last word, or what it said when it shared."""
    names = seen.agencies()
    releases = releases_of(seen.case, item.id)
    left = left_of(seen.case, item.id)
    said = [say(PASSING_ON[item.passing_on])]
    if releases:
        last = releases[-1]
        to = ", ".join(plain(names.get(one, one)) for one in last.to)
        said = [
            (say("Released to %(who)s", who=to) if to else say("Released"))
            if last.released
            else say("Not released: %(why)s", why=last.reason)
        ]
    elif asked_of(seen.case, item.id):
        said = [say("Its release has been asked for")]
    said += [say("went to %(who)s", who=plain(names.get(one["to"], one.get("receiver", "")))) for one in left]
    return "; ".join(map(str, map(plain, said)))


def _acts(item: Item, seen: Look) -> tuple[tuple[str, str], ...]:
    if not seen.may("case.ask", item.pathway):
        return ()
    acts = (
        ("ask-release", say("Ask its owner for release")),
        ("pass-on", say("Pass it on")),
        ("take-out", say("Make a copy with parts taken out")),
    )
    return tuple(
        (url_for("work.act", hub=seen.visit.hub.id, ref=seen.case.ref, deed=deed, about=item.id), words)
        for deed, words in acts
    )


def _which(seen: Look, values: Values, wrong: Wrong) -> Field:
    names = seen.agencies()
    options = [(one.id, f"{plain(names.get(one.owner, one.owner))}: {one.text[:60]}") for one in items_of(seen.case)]
    return listed("about", say("Which piece of information?"), options, values, wrong)


def _agencies(name: str, question: str, seen: Look, values: Values, wrong: Wrong, hint: str = "") -> Field:
    options = [Choice(value=id, text=said) for id, said in seen.agencies().items()]
    return any_of(name, question, options, values, wrong, hint=hint)


def _recording(seen: Look, values: Values, wrong: Wrong) -> list[Field]:
    natures = [Choice(value=id, text=say(said)) for id, said in NATURES.items()]
    passing_on = [Choice(value=id, text=say(said)) for id, said in PASSING_ON.items() if id != "to_these"]
    levels = [Choice(value=one.id, text=text(one.name), hint=text(one.means)) for one in seen.hub.sensitivities]
    usual = Choice(value="", text=say("As usual in the hub"))
    closely = (
        [one_of("sensitivity", say("How closely is this kept?"), [usual, *levels], values, wrong)] if levels else []
    )
    owners = [(id, plain(said)) for id, said in seen.agencies().items()]
    return [
        *pathway_choice(seen, values, wrong),
        listed("owner", say("Whose information is it?"), owners, values, wrong),
        line("said_by", say("Who told you?"), values, wrong),
        words("text", say("What was said"), values, wrong),
        one_of("nature", say("What kind of knowledge is this?"), natures, values, wrong),
        one_of("passing_on", say("May the hub pass this on?"), passing_on, values, wrong, chosen="ask_first"),
        *closely,
        line("source", say("Where does your agency have it from?"), values, wrong),
        line("handling", say("What should the hub mind when it uses this?"), values, wrong),
    ]


def _record(form: Values, seen: Look) -> RecordItem:
    names = ("owner", "said_by", "text", "nature", "passing_on", "sensitivity", "source", "handling")
    said: dict[str, Any] = {name: form.get(name, "") for name in names}
    return RecordItem(pathway=pathway_of(seen, form), **said)


def _asking(seen: Look, values: Values, wrong: Wrong) -> list[Field]:
    return [
        _which(seen, values, wrong),
        _agencies("to", say("To which agencies would it go?"), seen, values, wrong),
        line("why", say("What is it needed for?"), values, wrong),
    ]


def _ask(form: Values, seen: Look) -> AskRelease:
    return AskRelease(form.get("about", ""), tuple(form.getlist("to")), form.get("why", ""))


def _leans_on(seen: Look) -> str:
    """Which agreements the pieces of this case would leave under and do not hold today."""
    found = [
        said
        for one in items_of(seen.case)
        for said in unheld(seen.visit, check_sets_of(seen.case, one), frozenset({one.owner}))
    ]
    return Markup(" ").join(dict.fromkeys(found))


def _passing(seen: Look, values: Values, wrong: Wrong) -> list[Field]:
    agencies = [(id, plain(said)) for id, said in seen.agencies().items()]
    return [
        _which(seen, values, wrong),
        listed("to", say("To which agency does it go?"), agencies, values, wrong),
        line("receiver", say("Or to whom else?"), values, wrong),
        line("how", say("How does it go?"), values, wrong, hint=say("For example: by telephone, in a letter.")),
        words(
            "protect", say("If it cannot wait for its owner: whom must it protect, and why now?"), values, wrong,
            rows=2, hint=say("Its owner is told at once."),
        ),
    ]  # fmt: skip


def _pass(form: Values, seen: Look) -> PassOn:
    names = ("to", "receiver", "how", "protect")
    return PassOn(form.get("about", ""), **{name: form.get(name, "") for name in names})


def pieces(words: str) -> list[tuple[int, int]]:
    """Where each sentence or line of a text begins and ends."""
    return [match.span() for match in _SENTENCE.finditer(words) if match[0].strip()]


def _taking_out(seen: Look, values: Values, wrong: Wrong) -> list[Field]:
    item = next((one for one in items_of(seen.case) if one.id == values.get("about")), None)
    fields = [_which(seen, values, wrong)]
    if item is not None:
        options = [
            Choice(value=f"{start}-{end}", text=item.text[start:end].strip()) for start, end in pieces(item.text)
        ]
        fields.append(any_of("spans", say("What is taken out?"), options, values, wrong))
        fields.append(
            line(
                "exact", say("And these words, wherever they stand"), values, wrong,
                hint=say("With commas between them; a name, for example."),
            )
        )  # fmt: skip
    fields.append(line("why", say("For whom is the copy, and why without this?"), values, wrong))
    return fields


def _take_out(form: Values, seen: Look) -> TakeOut:
    item = next((one for one in items_of(seen.case) if one.id == form.get("about")), None)
    spans: list[tuple[int, int]] = []
    for one in form.getlist("spans"):
        start, _, end = one.partition("-")
        if start.isdecimal() and end.isdecimal() and len(one) < 20:
            spans.append((int(start), int(end)))
    for wanted in (one.strip() for one in form.get("exact", "").split(",")):
        if wanted and item is not None:
            spans += [match.span() for match in re.finditer(re.escape(wanted), item.text, re.IGNORECASE)]
    seen_text = item.text if item is not None else None
    return TakeOut(form.get("about", ""), tuple(dict.fromkeys(spans)), form.get("why", ""), seen=seen_text)


def _there_is_one(seen: Look) -> bool:
    return bool(items_of(seen.case))


def _line(body: Mapping[str, Any], seen: Look) -> list[str]:
    names = seen.agencies()
    if "left" in body:
        said = []
        for one in body["left"]:
            to = gettext("to %(who)s", who=plain(names.get(one["to"], one.get("receiver", ""))))
            said.append(to + (f": {one['reason']}" if one["emergency"] else ""))
            said += agreements_said(one.get("agreements", ()), seen.visit)
        return said
    if isinstance(body.get("item"), Mapping):
        return [plain(names.get(body["item"]["owner"], "")), body["item"]["text"]]
    return [plain(names.get(body.get("owner", ""), "")), *agreements_said(body.get("agreements", ()), seen.visit)]


TOPIC: WorkTopic = WorkTopic(
    deeds={
        "record-item": Deed(
            mark("Write down what an agency said"), mark("Keep this"), _recording, _record,
            group="ask", permission="case.ask",
        ),
        "ask-release": Deed(
            mark("Ask its owner for release"), mark("Ask the owner"), _asking, _ask,
            intro=_leans_on, permission="case.ask", offered=_there_is_one,
        ),
        "pass-on": Deed(
            mark("Pass it on"), mark("Record that it goes"), _passing, _pass,
            intro=_leans_on, permission="case.ask", offered=_there_is_one,
        ),
        "take-out": Deed(
            mark("Make a copy with parts taken out"), mark("Make the copy"), _taking_out, _take_out,
            permission="case.ask", offered=_there_is_one,
        ),
    },
    entries={
        "case.item_recorded": mark("An agency said something"),
        "case.item_copied": mark("Copy with parts taken out"),
        "case.release_asked": mark("Release asked for"),
        "case.release_answered": mark("The owner answered about release"),
        "case.items_left": mark("Passed on"),
    },
    lines=dict.fromkeys(
        (
            "case.item_recorded",
            "case.item_copied",
            "case.release_asked",
            "case.release_answered",
            "case.items_left",
        ),
        _line,
    ),
    panels=(Panel("items", mark("Information"), "story", "items.html", _show),),
)  # fmt: skip
