"""Words that may give a protected address, number or person away: those that wait, and the places kept back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import url_for

from hubwright.domain.cases.topics import protecting_words
from hubwright.domain.cases.topics.protecting_words import Found, Place, entitled, protecting_of
from hubwright.domain.protection.known import PROTECTED
from hubwright.web.components import Choice, Field
from hubwright.web.language import mark, say
from hubwright.web.work.asked import line, listed, one_of, words
from hubwright.web.work.deed import Deed, Values, Wrong
from hubwright.web.work.look import Look
from hubwright.web.work.topics.topic import Panel, WorkTopic

REASONS = {
    "written": mark("as it was given"),
    "shortened": mark("shortened"),
    "order": mark("in another order"),
    "misspelt": mark("misspelt"),
    "lines": mark("over several lines"),
    "postcode": mark("by its postcode"),
}
OF = {
    "protected": mark("May be a protected address, number or place"),
    "referrer": mark("May say who the referrer is"),
}


@dataclass(frozen=True, slots=True)
class Kept:
    """What the panel shows.

    Args:
        waiting: what may be given away, the words, and how they differ.
        places: text and reason of each place that is kept back.
        ways: address and words of the deeds that are open to this reader.
    """

    waiting: tuple[tuple[str, str, str], ...]
    places: tuple[tuple[str, str], ...]
    ways: tuple[tuple[str, str], ...]


def _kept(seen: Look) -> Kept | None:
    known = protecting_of(seen.case)
    if not known.waiting and not known.places:
        return None
    offered = {"judge-words": bool(known.waiting), "open-place": bool(known.places)}
    return Kept(
        waiting=tuple((say(OF[one.of]), one.words, say(REASONS[one.reason])) for one in known.waiting),
        places=tuple((one.text, one.reason) for one in known.places.values()),
        ways=tuple(
            (url_for("work.act", hub=seen.visit.hub.id, ref=seen.case.ref, deed=id), say(TOPIC.deeds[id].title))
            for id, open in offered.items()
            if open
        ),
    )


def _protecting(seen: Look, values: Values, wrong: Wrong) -> list[Field]:
    hint = say("As you know it: a line of the address, the name of a house, a telephone number.")
    return [
        line("text", say("What must not be given away?"), values, wrong, hint=hint),
        words("reason", say("Why, and from whom?"), values, wrong, rows=3),
    ]


def _protect(form: Values, seen: Look) -> protecting_words.ProtectPlace:
    return protecting_words.ProtectPlace(form.get("text", ""), form.get("reason", ""))


def _opening(seen: Look, values: Values, wrong: Wrong) -> list[Field]:
    places: Mapping[str, Place] = protecting_of(seen.case).places
    return [
        listed("place", say("Which one?"), [(id, one.text) for id, one in places.items()], values, wrong),
        words("reason", say("Why?"), values, wrong, rows=3),
    ]


def _open(form: Values, seen: Look) -> protecting_words.OpenPlace:
    return protecting_words.OpenPlace(form.get("place", ""), form.get("reason", ""))


def _judging(seen: Look, values: Values, wrong: Wrong) -> list[Field]:
    waiting: tuple[Found, ...] = protecting_of(seen.case).waiting
    first = waiting[0].words if waiting else ""
    found = [Choice(value=one.words, text=one.words, hint=say(OF[one.of])) for one in waiting]
    verdicts = [
        Choice(value="yes", text=say("Yes: keep them back")),
        Choice(value="no", text=say("No: everybody who reads the case may read them")),
    ]
    return [
        one_of("words", say("Which words?"), found, values, wrong, chosen=first),
        one_of("is_it", say("Do they give it away?"), verdicts, values, wrong),
    ]


def _judge(form: Values, seen: Look) -> protecting_words.JudgeWords:
    return protecting_words.JudgeWords(form.get("words", ""), {"yes": True, "no": False}.get(form.get("is_it", "")))


def _may_protect(seen: Look) -> bool:
    return entitled(seen.case, PROTECTED, seen.visit.reader)


def _judged(body: Mapping[str, Any], seen: Look) -> list[str]:
    if "words" not in body:
        return []
    return [body["words"], say("kept back") if body["is_it"] else say("something else")]


TOPIC = WorkTopic(
    deeds={
        "protect-place": Deed(
            mark("Keep a place or number back"),
            mark("Keep it back"),
            _protecting,
            _protect,
            group="people",
            permission="protected.read",
            offered=_may_protect,
        ),
        "open-place": Deed(
            mark("Stop keeping it back"), mark("Let it be known again"), _opening, _open, permission="protected.read"
        ),
        "judge-words": Deed(mark("Decide about words that were noticed"), mark("Record this"), _judging, _judge),
    },
    entries={
        "case.place_protected": mark("A place or number kept back"),
        "case.place_opened": mark("A place or number no longer kept back"),
        "case.words_noticed": mark("Words noticed that may give something away"),
        "case.words_judged": mark("Decided about words that were noticed"),
    },
    lines={
        "case.place_protected": lambda body, seen: [body.get("place_text", "")],
        "case.words_noticed": lambda body, seen: [", ".join(one["words"] for one in body.get("found", ()))],
        "case.words_judged": _judged,
    },
    panels=(Panel("kept-back", mark("Words that are kept back"), "who", "kept_back.html", _kept),),
)
