"""What a person has to decide in an upgrade: one sentence, and what each answer would do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from hubwright.domain.definitions.elements import MISSING
from hubwright.domain.definitions.merge import Conflict
from hubwright.domain.definitions.templates.sayings import Speaker

LATER = "leave it as it stands for now, and be asked again at the next upgrade"


@dataclass(frozen=True, slots=True)
class Question:
    """One question.

    Args:
        id: the id path of what it is about; answers are given by it.
        kind: of the conflict.
        sentence: what happened, in one sentence.
        choices: each answer with what it does.
    """

    id: str
    kind: str
    sentence: str
    choices: Mapping[str, str]


def question_of(conflict: Conflict, speaker: Speaker, name: str) -> Question:
    """The question that a conflict asks.

    Args:
        conflict: where both sides changed something.
        speaker: says what it is about.
        name: of those who made the template.
    """
    path, kind = conflict.path, conflict.kind
    thing = speaker.thing(path.removesuffix("/amount") if path.endswith("/amount") else path)
    ours, theirs = _said(speaker, path, conflict)
    was = (
        "" if conflict.base is MISSING or _put_off(conflict.base) else f" It was {speaker.value(path, conflict.base)}."
    )
    match kind:
        case "we_took_out":
            sentence = f"You took out {thing}, and {name} has changed it since."
            choices = {"ours": "it stays out", "theirs": "it comes back as it is now", "later": LATER}
        case "they_took_out":
            sentence = f"{name} took out {thing}, which you had changed."
            choices = {"ours": "it stays as you have it", "theirs": "it goes", "later": LATER}
        case "added":
            sentence = f"You and {name} have each added {thing}, and they are not the same."
            beside = path.count("/") == 1
            choices = {"ours": "yours stays", "theirs": "theirs takes its place"}
            choices |= {"both": "yours stays, theirs comes under another id"} if beside else {"later": LATER}
        case "order":
            sentence = f"You and {name} have put {thing} in different orders."
            choices = {"ours": "yours stays", "theirs": "theirs holds", "later": LATER}
        case "words":
            sentence = f"Your own words {ours} have no place in {conflict.theirs} as {name} has it now."
            choices = {"ours": "your words and the version they belong to stay", "theirs": "the new one, without them"}
            choices["later"] = LATER
        case _:
            sentence = f"You and {name} have both changed {thing}: you have {ours}, {name} has {theirs}.{was}"
            choices = {"ours": f"keep {ours}", "theirs": f"take {theirs}"}
            choices |= {"both": "everything that either of you has"} if kind == "list" else {"later": LATER}
    return Question(path, kind, sentence, choices)


def _said(speaker: Speaker, path: str, conflict: Conflict) -> tuple[str, str]:
    """The two values in words; of two clocks what they are counted in as well, where that is what differs."""
    sides = conflict.ours, conflict.theirs
    ours, theirs = (speaker.value(path, one) for one in sides)
    if ours == theirs and all(isinstance(one, Mapping) and "amount" in one for one in sides):
        return speaker.counted_in(sides[0]), speaker.counted_in(sides[1])
    return ours, theirs


def _put_off(value: Any) -> bool:
    return isinstance(value, Mapping) and value.get("later") is True
