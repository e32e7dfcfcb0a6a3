"""Professional challenges on a case: both sides, the level that has it, and by when it answers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hubwright.domain.cases.decide.deciders import fills
from hubwright.domain.cases.topics.challenging import (
    AnswerChallenge,
    ClimbChallenge,
    Disagreement,
    RaiseChallenge,
    Said,
    SettleChallenge,
    challenges,
)
from hubwright.web.components import Choice, Field
from hubwright.web.language import gettext, mark, plain, say, text
from hubwright.web.times import short_instant
from hubwright.web.work.asked import Values, Wrong, line, listed, one_of, words
from hubwright.web.work.deed import Deed
from hubwright.web.work.deed_forms import pathway_choice, pathway_of
from hubwright.web.work.look import Look
from hubwright.web.work.topics.cards import TEMPLATE, Cards, Shown, Way, card, way
from hubwright.web.work.topics.topic import Panel, WorkTopic

ABOUT = {"rating": mark("The rating"), "decision": mark("The decision")}
RESULTS = {
    "changed": mark("It is changed"),
    "partly": mark("Some of it is changed"),
    "stands": mark("It stands as it is"),
}
WHAT = {
    "raised": mark("Challenged"),
    "answered": mark("Answered"),
    "climbed": mark("Taken to the next level"),
    "settled": mark("Settled"),
}
STATES = {"open": mark("Waits for an answer"), "answered": mark("Answered"), "settled": mark("Settled")}


def level_name(seen_hub: Any, level: int) -> str:
    """What a level of the hub's ladder is called."""
    ladder = seen_hub.challenge
    return plain(text(ladder.levels[level].name)) if ladder and level < len(ladder.levels) else ""


def about(values: Values, wrong: Wrong) -> list[Field]:
    """What is disagreed with, and why: the same questions for everybody who challenges."""
    options = [Choice(value=id, text=say(said)) for id, said in ABOUT.items()]
    return [
        one_of("about_what", say("What do you disagree with?"), options, values, _named(wrong)),
        words("words", say("What should be otherwise, and why?"), values, wrong),
    ]


def _named(wrong: Wrong) -> Wrong:
    """The domain's name of the field, as the form has it: `about` is taken by what a page is about."""
    return {"about_what" if name == "about" else name: do for name, do in wrong.items()}


def _raising(seen: Look, values: Values, wrong: Wrong) -> list[Field]:
    contacts = [
        (one.ref, f"{plain(seen.hub.find('kinds', one.kind).name)} {one.ref}") for one in seen.case.contacts.values()
    ]
    ladder = seen.hub.challenge
    fields = [*pathway_choice(seen, values, wrong), *about(values, wrong)]
    if ladder and ladder.referrers:
        fields.append(
            listed(
                "contact", say("For the sender of which contact, if not for your own agency?"), contacts, values, wrong
            )
        )
    return [*fields, line("said_by", say("Who said so, where it is not you?"), values, wrong)]


def _raise(form: Values, seen: Look) -> RaiseChallenge:
    return RaiseChallenge(
        form.get("about_what", ""),
        form.get("words", ""),
        pathway=pathway_of(seen, form),
        contact=form.get("contact") or None,
        said_by=form.get("said_by", ""),
    )


def _which(seen: Look, values: Values, wrong: Wrong, *states: str) -> Field:
    open_now = [one for one in challenges(seen.case).values() if one.state in states]
    wanted = values.get("challenge") or values.get("about", "")
    chosen = wanted if wanted in {one.id for one in open_now} else (open_now[0].id if open_now else "")
    options = [Choice(value=one.id, text=_title(one, seen)) for one in open_now]
    return one_of("challenge", say("Which challenge?"), options, values, wrong, chosen=chosen)


def _answering(seen: Look, values: Values, wrong: Wrong) -> list[Field]:
    results = [Choice(value=id, text=say(said)) for id, said in RESULTS.items()]
    return [
        _which(seen, values, wrong, "open"),
        one_of("result", say("What follows from it?"), results, values, wrong),
        words("words", say("Why, for the record"), values, wrong),
        words("back", say("What they are told"), values, wrong, hint=say("They read these words and no others.")),
    ]


def _answer(form: Values, seen: Look) -> AnswerChallenge:
    return AnswerChallenge(
        form.get("challenge", ""), form.get("result", ""), form.get("words", ""), form.get("back", "")
    )


def _going_on(seen: Look, values: Values, wrong: Wrong) -> list[Field]:
    return [
        _which(seen, values, wrong, "open", "answered"),
        words("words", say("What is still disagreed with?"), values, wrong),
        line("said_by", say("Who said so, where it is not you?"), values, wrong),
    ]


def _climb(form: Values, seen: Look) -> ClimbChallenge:
    return ClimbChallenge(form.get("challenge", ""), form.get("words", ""), said_by=form.get("said_by", ""))


def _settling(seen: Look, values: Values, wrong: Wrong) -> list[Field]:
    return [
        _which(seen, values, wrong, "open", "answered"),
        words("words", say("In which words, if any?"), values, wrong, rows=3),
        line("said_by", say("Who said so, where it is not you?"), values, wrong),
    ]


def _settle(form: Values, seen: Look) -> SettleChallenge:
    return SettleChallenge(form.get("challenge", ""), form.get("words", ""), said_by=form.get("said_by", ""))


def _title(one: Disagreement, seen: Look) -> str:
    who = plain(seen.agencies().get(one.agency or "", "")) if one.agency else gettext("The referrer")
    return f"{who}: {plain(say(ABOUT[one.about]))}"


def said_rows(one: Disagreement, agencies: Mapping[str, str], *, hub: Any, whole: bool) -> list[tuple[Any, Any]]:
    """Both sides, in the order in which they spoke; without `whole`, of the hub's answers only what was said back."""
    rows: list[tuple[Any, Any]] = [
        (say(WHAT[it.what]), "\n".join(part for part in _parts(it, agencies, whole=whole) if part)) for it in one.said
    ]
    due = plain(short_instant(one.due))
    level = level_name(hub, one.level)
    rows.append(
        (
            say("Where it is"),
            f"{plain(say(STATES[one.state]))}, {level}, {due}" if one.state == "open" else say(STATES[one.state]),
        )
    )
    return rows


def _parts(it: Said, agencies: Mapping[str, str], *, whole: bool) -> list[str]:
    inside = it.what == "answered" and not whole
    who = it.said_by or (it.by if whole else "")
    agency = plain(agencies.get(it.agency or "", "")) if whole else ""
    by = ", ".join(part for part in (who, agency, plain(short_instant(it.at))) if part)
    result = plain(say(RESULTS[it.result])) if it.result else ""
    return [result, "" if inside else it.words, it.back if inside or it.back != it.words else "", by]


def _panel(seen: Look) -> Cards | None:
    found = list(challenges(seen.case).values())
    return Cards(tuple(_shown(one, seen) for one in reversed(found))) if found else None


def _shown(one: Disagreement, seen: Look) -> Shown:
    ways: list[Way] = []
    ladder = seen.hub.challenge
    if one.state == "open" and ladder and fills(ladder.levels[one.level], seen.context):
        ways.append(way(seen, "answer-challenge", say("Answer it"), about=one.id))
    if one.state != "settled":
        last = ladder is None or one.level + 1 >= len(ladder.levels)
        if not last and (one.state == "answered" or one.due <= seen.visit.now):
            ways.append(way(seen, "climb-challenge", say("Take it to the next level"), about=one.id))
        ways.append(way(seen, "settle-challenge", say("It is settled"), about=one.id))
    return card(_title(one, seen), said_rows(one, seen.agencies(), hub=seen.hub, whole=True), *ways)


def _line(body: Mapping[str, Any], seen: Look) -> list[str]:
    parts = []
    if body.get("about"):
        parts.append(plain(say(ABOUT[body["about"]])))
    if body.get("result"):
        parts.append(plain(say(RESULTS[body["result"]])))
    return parts


def _next(seen: Look) -> tuple[str, str] | None:
    ladder = seen.hub.challenge
    for one in challenges(seen.case).values():
        if one.state == "open" and ladder and fills(ladder.levels[one.level], seen.context):
            return ("answer-challenge", say("Answer the challenge"))
    return None


TOPIC: WorkTopic = WorkTopic(
    deeds={
        "challenge": Deed(
            mark("Challenge a rating or decision"),
            mark("Put it on record"),
            _raising,
            _raise,
            group="record",
            offered=lambda seen: seen.hub.challenge is not None,
        ),
        "answer-challenge": Deed(mark("Answer the challenge"), mark("Record the answer"), _answering, _answer),
        "climb-challenge": Deed(mark("Take it to the next level"), mark("Take it further"), _going_on, _climb),
        "settle-challenge": Deed(mark("Settle the challenge"), mark("It is settled"), _settling, _settle),
    },
    entries={
        "case.challenged": mark("Challenged"),
        "case.challenge_answered": mark("Challenge answered"),
        "case.challenge_climbed": mark("Challenge taken further"),
        "case.challenge_settled": mark("Challenge settled"),
    },
    lines={"case.challenged": _line, "case.challenge_answered": _line},
    panels=(Panel("challenges", mark("Professional challenge"), "story", TEMPLATE, _panel),),
    clocks={"challenge": mark("challenge")},
    next=_next,
)
