"""A workflow in the words of whoever works by it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from hubwright.domain.definitions.conditions import SOME_LEFT, Conditions, conditions_of
from hubwright.domain.definitions.workflow import DEEDS, REQUIREMENTS, VOTES
from hubwright.domain.rules import Rule, parse, sentence
from hubwright.web.language import current_language, gettext, mark, say
from hubwright.web.studio.desk import Desk
from hubwright.web.studio.texts import shown

AFTER: Mapping[str, str] = {
    "receive": mark("more arrives about it"),
    "read": mark("somebody has read it"),
    "rate": mark("it is rated"),
    "ask": mark("agencies are asked"),
    "return": mark("an agency answers"),
    "note": mark("a note is written"),
    "act_now": mark("immediate action begins"),
    "add_person": mark("a person is added"),
    "decide": mark("somebody is decided for"),
    "route": mark("a receiving service answers"),
    "tell": mark("the referrer is told"),
    "close": mark("it is closed"),
    "reopen": mark("it is opened again"),
    "vote": mark("a vote is concluded"),
    "assess": mark("an assessment in the hub is finished"),
}
"""What has happened when a way is taken."""

STANDINGS: Mapping[str, str] = {
    "new": mark("nobody has read it yet"),
    "working": mark("it is being worked on"),
    "waiting": mark("it waits for others"),
    "deciding": mark("it is to be decided"),
    "decided": mark("it is decided"),
    "closed": mark("it is closed"),
}
"""What a stage is to the queue."""

NEEDS: Mapping[str, str] = {
    "rating": mark("it has been rated"),
    "returns": mark("every agency that was asked has answered"),
    "assessment": mark("an assessment in the hub is finished"),
    "decision_for_each": mark("everybody in it has a decision"),
    "plan": mark("there is a plan for whoever goes on from here"),
    "accepted": mark("each receiving service has accepted"),
    "feedback": mark("the referrer has been told"),
}
"""What a way may ask for first."""

VOTE_SAID: Mapping[str, str] = {
    "carried": mark("the vote was carried"),
    "not_carried": mark("the vote was not carried"),
}
COUNTS: Mapping[str, Mapping[str, str]] = {
    "returns_waiting": {
        "none": mark("every agency that was asked has answered"),
        "some": mark("an agency that was asked has not answered yet"),
    },
    "undecided": {
        "none": mark("everybody has a decision"),
        "some": mark("somebody has no decision yet"),
    },
}


def all_said(words: Mapping[str, str], order: Iterable[str]) -> list[tuple[str, str]]:
    """Ids with their words, in an order."""
    return [(one, say(words[one])) for one in order]


def deeds() -> list[tuple[str, str]]:
    """What may have happened."""
    return all_said(AFTER, DEEDS)


def needs() -> list[tuple[str, str]]:
    """What may be asked for first."""
    return all_said(NEEDS, REQUIREMENTS)


def votes() -> list[tuple[str, str]]:
    """What a vote may have come to."""
    return all_said(VOTE_SAID, VOTES)


def options(desk: Desk) -> dict[str, dict[str, str]]:
    """What a way may be limited to: ratings, kinds of contact and strands of the draft, by id."""
    tiers = {
        tier["id"]: shown(tier.get("label") or tier.get("name"), tier["id"])
        for scale in desk.tree.get("scales", ())
        for tier in scale["tiers"]
    }
    kinds = {one["id"]: shown(one["name"]) for one in desk.tree.get("kinds", ())}
    strands = {one["id"]: shown(one["name"]) for one in desk.tree.get("pathways", ())}
    return {"tiers": tiers, "kinds": kinds, "pathways": strands}


def way_said(desk: Desk, workflow: Mapping[str, Any], way: Mapping[str, Any]) -> str:
    """One way as a sentence."""
    stages = {one["id"]: shown(one["name"], one["id"]) for one in workflow["stages"]}
    sources = listed([stages.get(one, one) for one in way["sources"]], gettext("or"))
    parts = [
        say("When %(what)s at %(stages)s", what=gettext(AFTER[way["deed"]]), stages=sources),
        *([gettext("if %(condition)s", condition=condition)] if (condition := when_said(desk, way)) else []),
        gettext("it goes on to %(stage)s", stage=stages.get(way["target"], way["target"]))
        if way["sources"] != [way["target"]]
        else gettext("it stays where it is"),
    ]
    said = f"{', '.join(map(str, parts))}."
    if way.get("needs"):
        wanted = listed([gettext(NEEDS[one]) for one in way["needs"]], gettext("and"))
        said += " " + gettext("First: %(needs)s", needs=wanted)
        said += f"{gettext(', or a reason is given')}." if way.get("or_reason") else "."
    return said


def when_said(desk: Desk, way: Mapping[str, Any]) -> str:
    """On what a way depends, in words; "" for nothing."""
    found = conditions_of(way.get("when"))
    if found is not None:
        return listed(list(_conditions_said(found, options(desk))), gettext("and"))
    rule = parse(way["when"], file="", pointer="")
    if not isinstance(rule, Rule):
        return gettext("a rule holds that cannot be read")
    labels = {
        "tier": gettext("the rating"),
        "kind": gettext("the kind of contact"),
        "pathway": gettext("the strand"),
        "returns_waiting": gettext("the number of agencies that have not answered"),
        "undecided": gettext("the number of people without a decision"),
        "vote": gettext("the vote"),
    }
    there = options(desk)
    known = {"tier": there["tiers"], "kind": there["kinds"], "pathway": there["pathways"]}
    return sentence(rule, labels, known, current_language())


def _conditions_said(found: Conditions, there: Mapping[str, Mapping[str, str]]) -> Iterable[str]:
    either = gettext("or")
    for chosen, part, said in (
        (found.tiers, "tiers", mark("it is rated %(which)s")),
        (found.kinds, "kinds", mark("it arrived as %(which)s")),
        (found.pathways, "pathways", mark("its strand is %(which)s")),
    ):
        if chosen:
            yield gettext(said, which=listed([there[part].get(one, one) for one in chosen], either))
    for fact, value in (("returns_waiting", found.returns_waiting), ("undecided", found.undecided)):
        if value:
            yield gettext(COUNTS[fact]["some" if value == SOME_LEFT else "none"])
    if found.vote:
        yield gettext(VOTE_SAID[found.vote])


def listed(words: list[str], last: str) -> str:
    """ "A, B or C"."""
    plain = [str(one) for one in words]
    return plain[0] if len(plain) == 1 else f" {last} ".join([", ".join(plain[:-1]), plain[-1]]) if plain else ""
