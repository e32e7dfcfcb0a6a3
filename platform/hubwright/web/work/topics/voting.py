"""Votes of agencies, as a case page shows them: who said what, who is silent, and what a person concludes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hubwright.domain.cases.topics.voting import (
    Ballot,
    CastVote,
    ConcludeVote,
    OpenVote,
    ballots,
)
from hubwright.domain.texts import Text
from hubwright.web.components import Choice, Field
from hubwright.web.language import gettext, mark, plain, say, text
from hubwright.web.work.asked import Values, Wrong, line, listed, one_of, words
from hubwright.web.work.deed import Deed
from hubwright.web.work.deed_forms import pathway_choice, pathway_of
from hubwright.web.work.look import Look
from hubwright.web.work.topics.cards import TEMPLATE, Cards, Shown, card, way
from hubwright.web.work.topics.topic import Panel, WorkTopic
from hubwright.web.work.words import VOTES


def question_of(ballot: Ballot) -> str:
    """What the agencies are asked."""
    return plain(text(Text(ballot.question["en"], ballot.question.get("cy"))))


def _opening(seen: Look, values: Values, wrong: Wrong) -> list[Field]:
    options = [Choice(value=one.id, text=text(one.name), hint=text(one.question)) for one in seen.hub.votes]
    return [
        *pathway_choice(seen, values, wrong),
        one_of("vote", say("Which vote?"), options, values, wrong, chosen=options[0].value if options else ""),
        words("words", say("What should they know?"), values, wrong, rows=3),
    ]


def _open(form: Values, seen: Look) -> OpenVote:
    return OpenVote(pathway_of(seen, form), form.get("vote", ""), form.get("words", ""))


def _about(seen: Look, values: Values) -> Ballot | None:
    found = ballots(seen.case)
    return found.get(values.get("ballot") or values.get("about", "")) or next(reversed(list(found.values())), None)


def _ballot(seen: Look, values: Values, wrong: Wrong) -> list[Field]:
    chosen = _about(seen, values)
    options = [Choice(value=one.id, text=question_of(one)) for one in ballots(seen.case).values()]
    return [one_of("ballot", say("Which vote?"), options, values, wrong, chosen=chosen.id if chosen else "")]


def _casting(seen: Look, values: Values, wrong: Wrong) -> list[Field]:
    ballot = _about(seen, values)
    agencies = [(id, plain(seen.agencies()[id])) for id in (ballot.agencies if ballot else ()) if id in seen.agencies()]
    own = seen.visit.actor.agency
    choices = [Choice(value="yes", text=say("Yes")), Choice(value="no", text=say("No"))]
    if own not in dict(agencies):
        own = ""
    return [
        *_ballot(seen, values, wrong),
        listed("agency", say("For which agency?"), agencies, _with(values, "agency", own or ""), wrong),
        one_of("says", say("What do they say?"), choices, values, wrong),
        words("words", say("Why, as far as they said"), values, wrong, rows=3),
        line("said_by", say("Who said so, where it is not you?"), values, wrong),
    ]


def _with(values: Values, name: str, given: str) -> Values:
    """What was typed, with something standing there at first."""
    if name in values or not given:
        return values
    filled = values.copy()
    filled[name] = given
    return filled


def _cast(form: Values, seen: Look) -> CastVote:
    agency = form.get("agency", "")
    return CastVote(
        form.get("ballot", ""),
        form.get("says", ""),
        form.get("words", ""),
        agency=agency or None,
        said_by=form.get("said_by", ""),
    )


def _concluding(seen: Look, values: Values, wrong: Wrong) -> list[Field]:
    options = [Choice(value="yes", text=say("It is agreed")), Choice(value="no", text=say("It is not agreed"))]
    return [
        *_ballot(seen, values, wrong),
        one_of("carried", say("What follows?"), options, values, wrong),
        words("reasons", say("Why?"), values, wrong, hint=say("Needed where not every agency said so.")),
    ]


def _conclude(form: Values, seen: Look) -> ConcludeVote:
    return ConcludeVote(form.get("ballot", ""), form.get("carried") == "yes", form.get("reasons", ""))


def _panel(seen: Look) -> Cards | None:
    found = list(ballots(seen.case).values())
    return Cards(tuple(_shown(one, seen) for one in reversed(found))) if found else None


def _shown(ballot: Ballot, seen: Look) -> Shown:
    names = seen.agencies()
    rows = []
    for agency, says in ballot.standing().items():
        vote = ballot.votes.get(agency, {})
        who = vote.get("said_by") or vote.get("by", "")
        rows.append(
            (
                names.get(agency, agency),
                "\n".join(one for one in (plain(say(VOTES[says])), vote.get("words", ""), who) if one),
            )
        )
    if ballot.carried is not None:
        result = say("It is agreed") if ballot.carried else say("It is not agreed")
        rows += [
            (say("What follows"), result),
            (say("Why"), ballot.reasons),
            (say("Concluded by"), ballot.concluded_by),
        ]
    ways = []
    if ballot.concluded is None:
        ways.append(way(seen, "vote", say("Record an answer"), about=ballot.id))
        if seen.may("case.decide", ballot.pathway):
            ways.append(way(seen, "conclude-vote", say("Conclude the vote"), about=ballot.id))
    return card(question_of(ballot), rows, *ways)


def _tell_opened(body: Mapping[str, Any], seen: Look) -> list[str]:
    return [plain(text(Text(body["question"]["en"], body["question"].get("cy"))))] if "question" in body else []


def _tell_cast(body: Mapping[str, Any], seen: Look) -> list[str]:
    if "says" not in body:
        return []
    return [f"{plain(seen.agencies().get(body['agency'], body['agency']))}: {plain(say(VOTES[body['says']]))}"]


def _tell_concluded(body: Mapping[str, Any], seen: Look) -> list[str]:
    if "carried" not in body:
        return []
    return [gettext("It is agreed") if body["carried"] else gettext("It is not agreed")]


TOPIC: WorkTopic = WorkTopic(
    deeds={
        "open-vote": Deed(
            mark("Ask agencies to vote"),
            mark("Ask them to vote"),
            _opening,
            _open,
            group="decide",
            permission="case.decide",
            offered=lambda seen: bool(seen.hub.votes) and seen.case.closed is None,
        ),
        "vote": Deed(mark("Record an agency's vote"), mark("Record it"), _casting, _cast),
        "conclude-vote": Deed(
            mark("Conclude the vote"), mark("Conclude it"), _concluding, _conclude, permission="case.decide"
        ),
    },
    entries={
        "case.vote_opened": mark("Agencies asked to vote"),
        "case.vote_cast": mark("An agency voted"),
        "case.vote_concluded": mark("Vote concluded"),
    },
    lines={
        "case.vote_opened": _tell_opened,
        "case.vote_cast": _tell_cast,
        "case.vote_concluded": _tell_concluded,
    },
    panels=(Panel("votes", mark("Votes"), "story", TEMPLATE, _panel),),
    clocks={"vote": mark("vote")},
)
