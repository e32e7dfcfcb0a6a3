"""What a hub chooses: its forum, its risk tool, how long a flag stands, and who is told."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Options = Mapping[str, Any]
FORUM, MONTHS = "MARAC", 12
LONGEST, MOST = 300, 60
SAMPLE: Mapping[str, Any] = {
    "name": "Sample, for trying out; not a validated tool",
    "version": "1",
    "owner": "Hubwright",
    "licence": "Free to use for trying out; not for practice.",
    "questions": (
        "Do they say that they are afraid of what may happen next?",
        "Does it happen more often, or is it becoming worse?",
        "Does somebody else decide whom they see, where they go or what they spend?",
        "Has anybody hurt them so that they needed care, or kept them from getting care?",
        "Has anybody pressed on their neck, or kept them from breathing?",
        "Has anybody said that they would kill or badly hurt them, a child or somebody close to them?",
        "Is something changing now or soon, such as a parting, a birth or a day in court?",
        "Are they followed, watched or sent messages that they do not want?",
        "Is there a weapon, or a thing that was used as one, within reach of whoever harms them?",
        "Do children see or hear what happens, or are they used in it?",
    ),
}
"""Questions in words of our own, for hubs that try the plugin out. No licensed tool comes with it: a hub types in the
wording of the tool that it is licensed to use."""


def _text(title: str, longest: int, description: str = "", **more: Any) -> Mapping[str, Any]:
    said = {"description": description} if description else {}
    return {"type": "string", "title": title, "maxLength": longest} | said | more


SCHEMA: Mapping[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "properties": {
        "forum": _text("What is the forum called?", 60, default=FORUM),
        "tool": {
            "type": "object",
            "title": "Which risk tool does the hub use?",
            "description": "Without one, a short sample is used that is for trying out only.",
            "additionalProperties": False,
            "required": ["name", "version", "owner", "licence", "questions"],
            "properties": {
                "name": _text("Its name", 200),
                "version": _text("Its version", 60),
                "owner": _text("Whose it is", 200),
                "licence": _text("How the hub may use it", 1000),
                "questions": {
                    "type": "array",
                    "title": "Its questions, one a line, as they are worded",
                    "items": {"type": "string", "maxLength": LONGEST, "minLength": 1},
                    "minItems": 1,
                    "maxItems": MOST,
                },
                "high_at": {
                    "type": "integer",
                    "title": "How many answers of yes make it visible high risk?",
                    "description": "Leave it empty for no number. Fewer never mean a lower risk, and judgement is "
                    "always enough.",
                    "minimum": 1,
                    "maximum": MOST,
                },
            },
        },
        "months": {
            "type": "integer",
            "title": "For how many months does a flag stand, and is another referral a repeat?",
            "minimum": 1,
            "maximum": 60,
            "default": MONTHS,
        },
        "idva_role": _text("Who is told of plans for the children?", 60, names="roles"),
        "coordinator_role": _text("Who is told that a referral was made?", 60, names="roles"),
        "route": _text(
            "Which route proposes a referral?", 60, "A person still refers, or says why not.", names="routes"
        ),
    },
}


def forum(options: Options) -> str:
    """What the forum is called."""
    return str(options.get("forum") or "").strip() or FORUM


def months(options: Options) -> int:
    """For how many months a flag stands, and another referral is a repeat."""
    return int(options.get("months") or MONTHS)


def own_tool(options: Options) -> bool:
    """Whether the hub has a tool of its own."""
    return bool(options.get("tool"))


def tool(options: Options) -> Mapping[str, Any]:
    """The tool that is used today, as a record keeps it."""
    used = options.get("tool") or SAMPLE
    return {
        "name": used["name"],
        "version": used["version"],
        "owner": used["owner"],
        "licence": used["licence"],
        "sample": not own_tool(options),
        **({"high_at": used["high_at"]} if used.get("high_at") else {}),
    }


def questions(options: Options) -> list[str]:
    """What the tool asks today, word for word."""
    return [str(one).strip() for one in (options.get("tool") or SAMPLE)["questions"]]


def wrong(options: Options) -> list[str]:
    """What a schema cannot see of them, as sentences."""
    found = []
    used = options.get("tool") or {}
    asked = [str(one).strip() for one in used.get("questions", ())]
    if used and not all(asked):
        found.append("A question of the risk tool is empty.")
    if len(set(asked)) < len(asked):
        found.append("The risk tool asks the same question twice.")
    if used.get("high_at", 0) > len(asked):
        found.append("More answers of yes are needed for visible high risk than the tool has questions.")
    if used and not all(str(used.get(part, "")).strip() for part in ("name", "version", "owner", "licence")):
        found.append("The risk tool lacks its name, its version, whose it is, or how the hub may use it.")
    return found
