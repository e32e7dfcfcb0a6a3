"""Actions with an owner and a day: what was agreed, who does it, by when, and what became of it.

"Not done" and "no longer possible" are two things: the first is owed still, the second never can be.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from hubwright.domain.cases.commands import TopicCommand
from hubwright.domain.cases.context import Context
from hubwright.domain.cases.decide.starting import fact, known_pathway, numbered
from hubwright.domain.cases.entries import Entry, Fact
from hubwright.domain.cases.state import CaseState
from hubwright.domain.cases.topics.minuting.state import meetings_of
from hubwright.domain.cases.topics.restricting import access_of
from hubwright.domain.cases.topics.topic import Rows, Seeing, Telling, Topic, keeping, kept
from hubwright.domain.errors import Refusal

ENDS = ("done", "not_done", "no_longer_possible")
_SETTLED = ("done", "no_longer_possible")


@dataclass(frozen=True, slots=True)
class AddAction(TopicCommand):
    """Agree an action.

    Args:
        what: what is to be done.
        owner_name: who does it; a person of the hub or anybody else, by name or post.
        owner: user id where it is somebody with a seat here, else "".
        agency: id of their agency, or "".
        due: the day by which, or None where nobody said.
        subject: for whom, or "" for everybody in the strand.
        meeting: reference of the meeting at which it is agreed, or "".
    """

    pathway: str
    what: str
    owner_name: str
    owner: str = ""
    agency: str = ""
    due: date | None = None
    subject: str = ""
    meeting: str = ""


@dataclass(frozen=True, slots=True)
class EndAction(TopicCommand):
    """Say what became of an action; anything but done needs its reason."""

    action: str
    ended: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Action:
    """An action as it stands.

    Args:
        state: "open", or of `ENDS`; "not_done" is still owed.
        told: each time somebody said what became of it: state, words, by, at.
    """

    id: str
    pathway: str
    what: str
    owner: str
    owner_name: str
    agency: str
    due: date | None
    subject: str
    by: str
    at: datetime
    state: str = "open"
    meeting: str = ""
    told: tuple[Mapping[str, Any], ...] = ()

    @property
    def owed(self) -> bool:
        """Whether somebody has still to do it."""
        return self.state not in _SETTLED


def actions(state: CaseState) -> Mapping[str, Action]:
    """The actions of a case, by id ("t1")."""
    found: Mapping[str, Action] = kept(state, TOPIC.name, {})
    return found


def add(state: CaseState, command: AddAction, context: Context) -> list[Fact]:
    """Put an action on record with its owner and day."""
    known_pathway(state, command.pathway)
    context.require("case.note", command.pathway)
    wrong = []
    if not command.what.strip():
        wrong.append(("what", "Say what is to be done."))
    if not (command.owner_name.strip() or command.owner):
        wrong.append(("owner_name", "Say who does it."))
    if command.agency and command.agency not in {one.id for one in context.hub.agencies}:
        wrong.append(("agency", "Choose from the agencies shown."))
    if command.subject and command.subject not in state.subjects:
        wrong.append(("subject", "Choose one of the people shown."))
    if command.meeting and command.meeting not in meetings_of(state):
        wrong.append(("meeting", "This case is not on the agenda of that meeting; agree it without the meeting."))
    if wrong:
        raise Refusal(why="The action is not complete.", do=wrong[0][1], code="action_missing", fields=tuple(wrong))
    body = {
        "id": numbered("t", actions(state)),
        "pathway": command.pathway,
        "what": command.what.strip(),
        "owner": command.owner,
        "owner_name": command.owner_name.strip(),
        "agency": command.agency,
        "due": command.due.isoformat() if command.due else None,
        "subject": command.subject,
        "meeting": command.meeting,
    }
    return [fact(state, "case.action_agreed", body, context)]


def end(state: CaseState, command: EndAction, context: Context) -> list[Fact]:
    """Put on record what became of an action."""
    found = actions(state).get(command.action)
    if found is None or not _may(found, context):
        raise Refusal(why="There is no such action.", do="Choose one of those shown.", code="no_action")
    wrong = []
    if command.ended not in ENDS:
        wrong.append(("ended", "Say whether it is done, not done, or no longer possible."))
    elif command.ended != "done" and not command.words.strip():
        wrong.append(("words", "Say why."))
    if wrong:
        raise Refusal(
            why="It is not said what became of it.", do=wrong[0][1], code="ending_missing", fields=tuple(wrong)
        )
    body = {"id": found.id, "pathway": found.pathway, "ended": command.ended, "words": command.words.strip()}
    return [fact(state, "case.action_ended", body, context)]


def _may(found: Action, context: Context) -> bool:
    """Its owner, or whoever may write on the case."""
    own = found.owner == context.actor.id and context.authority.may("case.read", found.pathway)
    return own or context.authority.may("case.note", found.pathway)


def _agreed(state: CaseState, entry: Entry) -> CaseState:
    body = entry.body
    one = Action(
        id=body["id"],
        pathway=body["pathway"],
        what=body["what"],
        owner=body["owner"],
        owner_name=body["owner_name"],
        agency=body["agency"],
        due=date.fromisoformat(body["due"]) if body["due"] else None,
        subject=body["subject"],
        by=entry.actor_name,
        at=entry.happened,
        meeting=body.get("meeting", ""),
    )
    return _with(state, one)


def _ended(state: CaseState, entry: Entry) -> CaseState:
    body = entry.body
    found = actions(state).get(body["id"])
    if found is None:
        return state
    said = {"state": body["ended"], "words": body["words"], "by": entry.actor_name, "at": entry.happened.isoformat()}
    return _with(state, replace(found, state=body["ended"], told=(*found.told, said)))


def _with(state: CaseState, one: Action) -> CaseState:
    return replace(state, topics=keeping(state, TOPIC.name, {**actions(state), one.id: one}))


def _tell(telling: Telling, body: Mapping[str, Any]) -> dict[str, Any] | None:
    if body["pathway"] not in telling.seeing.seen:
        return None
    return telling.keep(
        body, "id", "pathway", "what", "owner_name", "agency", "due", "subject", "meeting", "ended", "words"
    )


def _cut(value: Mapping[str, Action], seeing: Seeing, state: CaseState) -> Mapping[str, Action]:
    return {
        id: replace(
            one, what=seeing.text(one.what), owner_name=seeing.text(one.owner_name), told=seeing.within(one.told)
        )
        for id, one in value.items()
        if one.pathway in seeing.seen
    }


def _rows(state: CaseState) -> Rows:
    rows = [
        {
            "case_ref": state.ref,
            "action": one.id,
            "pathway": one.pathway,
            "stream": state.stream,
            "access": access_of(state).marked,
            "owner": one.owner,
            "agency": one.agency,
            "due_on": one.due.isoformat() if one.due else None,
            "state": one.state,
        }
        for one in actions(state).values()
    ]
    return {"case_action": rows}


TOPIC = Topic(
    name="actions",
    deeds={AddAction: add, EndAction: end},
    steps={"case.action_agreed": _agreed, "case.action_ended": _ended},
    tells={"case.action_agreed": _tell, "case.action_ended": _tell},
    cut=_cut,
    reads={EndAction: frozenset({"case.action_ended"})},
    rows=_rows,
)
