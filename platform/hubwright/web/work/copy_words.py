"""How copies with parts left out, and what becomes of them, are called on a page."""

from __future__ import annotations

from collections.abc import Mapping

from hubwright.domain.clocks.london import local
from hubwright.domain.texts import Text
from hubwright.reference.withholding import grounds
from hubwright.web.language import mark, plain, text
from hubwright.web.work.look import Look

KIND_WORDS: Mapping[str, str] = {
    "subject": mark("The person it is about"),
    "parent": mark("A parent, who asks for themselves or a child"),
    "family": mark("Somebody else of the family, or another person"),
    "agency": mark("An agency"),
    "court": mark("A court"),
}
BECAUSE_WORDS: Mapping[str, str] = {
    "address": mark("A protected address may stand here"),
    "number": mark("A protected number may stand here"),
    "referrer": mark("It may say who told the hub"),
    "third_party": mark("It is about somebody else"),
    "unreleased": mark("Its owner has not released it"),
    "agency": mark("It is an agency's information"),
    "not_to": mark("They must not learn it"),
    "": mark("Added by a person"),
}
SHOWN_WORDS: Mapping[str, str] = {
    "reason": mark("A mark with the reason"),
    "mark": mark("A mark without the reason"),
    "gone": mark("Nothing: no trace of it"),
}
STATE_WORDS: Mapping[str, str] = {
    "begun": mark("Being decided"),
    "checking": mark("Waits for a second person"),
    "back": mark("Sent back"),
    "checked": mark("Checked: it may be made"),
    "made": mark("Made"),
}
FOUND_WORDS: Mapping[str, str] = {
    "address": mark("a protected address"),
    "number": mark("a protected number"),
    "name": mark("a protected name or place"),
    "referrer": mark("who told the hub"),
    "item": mark("what an agency has not released"),
}
WAY_WORDS: Mapping[str, str] = {
    "link": mark("By a link and a code"),
    "post": mark("By post"),
    "by_hand": mark("By hand"),
}


def reason_names(seen: Look) -> dict[str, str]:
    """The reasons for leaving something out that hold today, by code."""
    visit = seen.visit
    holding = grounds(visit.hub.local.nation, local(visit.now).date())
    return {code: plain(text(Text.of(one.name))) for code, one in holding.items()}
