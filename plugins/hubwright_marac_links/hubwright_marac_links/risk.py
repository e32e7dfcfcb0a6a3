"""A risk tool, as somebody completed it: what was asked, word for word, what was answered, and a judgement.

The hub completes it with the person themselves (S:655-657), and lets the forum make its own (S:666-668). The number of
answers of yes is kept because people ask for it; nothing here, and nothing that reads it, decides by it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hubwright.api import Asked, CaseView, Decided, Happened, NotYet, RecordView

from hubwright_marac_links import asking, days, options
from hubwright_marac_links.options import Options

KIND, MAY = "risk", "marac_links.risk"
BEGUN, COMPLETE = "begun", "complete"
BLOCK = 10
"""How many questions stand on one page: each takes three places of the forty that a page has."""
ANSWERS: Mapping[str, str] = {"yes": "Yes", "no": "No", "not-known": "They do not know", "not-asked": "Not asked"}
SOURCES: Mapping[str, str] = {"self": "The person themselves", "professional": "A professional", "record": "A record"}
SCHEMA = asking.record(
    ("victim", "alleged", "status", "tool", "questions", "answers", "count"),
    status={"type": "string", "enum": [BEGUN, COMPLETE]},
    alleged=asking.ids(),
    tool={
        "type": "object",
        "additionalProperties": False,
        "required": ["name", "version", "owner", "licence", "sample"],
        "properties": {
            "name": asking.words(),
            "version": asking.words(60),
            "owner": asking.words(),
            "licence": asking.words(1000),
            "sample": {"type": "boolean"},
            "high_at": {"type": "integer", "minimum": 1, "maximum": options.MOST},
        },
    },
    questions={"type": "array", "items": asking.words(options.LONGEST), "minItems": 1, "maxItems": options.MOST},
    answers={
        "type": "array",
        "maxItems": options.MOST,
        "items": {
            "type": "object",
            "additionalProperties": False,
            "required": ["question", "answer", "source", "comment"],
            "properties": {
                "question": asking.words(options.LONGEST),
                "answer": {"enum": list(ANSWERS)},
                "source": asking.among(SOURCES),
                "comment": asking.words(),
            },
        },
    },
    count={"type": "integer", "minimum": 0, "maximum": options.MOST},
    judgement=asking.words(asking.LONG),
    assessed=asking.words(10),
    review=asking.words(10),
    by=asking.words(),
)
"""`about` is the victim alone: whoever does not see the victim on the case never gets the record. The person alleged
stands in `alleged` and not in `about`, so that a wall towards them hides nothing from those who protect the victim."""

ALONE = asking.one_of(
    "alone",
    "Can they be spoken with alone now, out of sight and hearing of the person alleged to have caused harm?",
    {"yes": "Yes", "no": "No", "not-known": "I do not know"},
    "Telephone and messages count too: somebody may be listening or reading.",
)
_STOP = "Stop here. Find a safe way first: another time, another place, or somebody whom they trust."


def asks(case: CaseView, record: RecordView | None, chosen: Options) -> tuple[asking.Question, ...]:
    """What is asked: whether it is safe, before anything else; then the tool, as many questions as a page holds.

    Args:
        case: whose people can be named.
        record: what was begun before, or None.
        chosen: of the hub.
    """
    everybody = asking.people(case)
    whom = () if record else (
        asking.one_of("victim", "Who may be harmed?", everybody),
        asking.some_of("alleged", "Who is alleged to have caused harm, if they stand in this case?", everybody),
    )  # fmt: skip
    number, block, last = _part(record, chosen)
    tool = [one for at, words in enumerate(block, start=number + 1) for one in _tool(at, words)]
    return asking.drawn((ALONE, *whom, *tool, *(_END if last else ())))


_END = (
    asking.day("assessed-on", "When was this talked about?"),
    asking.text(
        "judgement",
        "What is your professional judgement?",
        "It is always enough, whatever the number of answers is. Say what worries you, and what keeps them safe.",
        long=True,
    ),
    asking.day("review-on", "When is it looked at again?"),
)


def _tool(at: int, words: str) -> tuple[asking.Question, ...]:
    return (
        asking.one_of(f"q{at}", words, ANSWERS),
        asking.one_of(f"q{at}-source", f"Question {at}: who says so?", SOURCES),
        asking.text(f"q{at}-comment", f"Question {at}: comment"),
    )


def _part(record: RecordView | None, chosen: Options) -> tuple[int, list[str], bool]:
    """How many are answered, the questions of this page, and whether it is the last."""
    every = list(record.state["questions"]) if record else options.questions(chosen)
    number = len(record.state["answers"]) if record else 0
    return number, every[number : number + BLOCK], number + BLOCK >= len(every)


def complete(asked: Asked, chosen: Options) -> Decided | NotYet:
    """Keep a page of answers. It goes no further unless they can be spoken with alone."""
    if asked.record and asked.record.state["status"] == COMPLETE:
        return NotYet("This was completed by now.", "Look at the case again.")
    if asked.words("alone") != "yes":
        # The one answer without which nobody should be asked for the others.
        return NotYet("It is not known to be safe to talk.", _STOP, {"alone": _STOP})
    number, block, last = _part(asked.record, chosen)
    body: dict[str, Any] = {} if asked.record else _begun(asked, chosen)
    wrong = {} if asked.record else whom_wrong(body["victim"], body["alleged"], needed=False)
    answers = [_answer(asked, at, words) for at, words in enumerate(block, start=number + 1)]
    for at, one in enumerate(answers, start=number + 1):
        if not one["answer"]:
            wrong[f"q{at}"] = "Answer this; that it was not asked is an answer too."
        elif one["answer"] != "not-asked" and not one["source"]:
            wrong[f"q{at}-source"] = "Say where the answer comes from."
    if last:
        wrong |= _ended(asked, body)
    if wrong:
        return NotYet("This is not complete.", "Fill in what is marked; everything else is kept.", wrong)
    kept = [*(asked.record.state["answers"] if asked.record else ()), *answers]
    body |= {
        "answers": kept,
        "count": sum(one["answer"] == "yes" for one in kept),
        "status": COMPLETE if last else BEGUN,
        "by": asked.who.name[: asking.SHORT],
    }
    return Decided((Happened("answered", body),))


def whom_wrong(victim: str, alleged: list[str], *, needed: bool) -> dict[str, str]:
    """What is wrong with who is named: question to its message.

    Args:
        victim: id, "" for nobody.
        alleged: ids.
        needed: whether somebody has to be named as alleged.
    """
    wrong = {} if victim else {"victim": "Say who may be harmed."}
    if needed and not alleged:
        wrong["alleged"] = "Say who is alleged to have caused harm."
    if victim and victim in alleged:
        wrong["alleged"] = "The person who may be harmed cannot be the one alleged to have caused it."
    return wrong


def _begun(asked: Asked, chosen: Options) -> dict[str, Any]:
    everybody = asking.people(asked.case)
    victim = asking.picked(asked, "victim", everybody)
    return {
        "case": asked.case.ref,
        "about": [victim],
        "victim": victim,
        "alleged": asking.ticked(asked, "alleged", everybody),
        "tool": options.tool(chosen),
        "questions": options.questions(chosen),
    }


def _answer(asked: Asked, at: int, words: str) -> dict[str, str]:
    return {
        "question": words,
        "answer": asking.picked(asked, f"q{at}", ANSWERS),
        "source": asking.picked(asked, f"q{at}-source", SOURCES),
        "comment": asked.words(f"q{at}-comment"),
    }


def _ended(asked: Asked, body: dict[str, Any]) -> dict[str, str]:
    body |= {
        "judgement": asked.words("judgement"),
        "assessed": asking.iso(asked, "assessed-on"),
        "review": asking.iso(asked, "review-on"),
    }
    wrong, today = {}, days.today(asked.now).isoformat()
    if not body["judgement"]:
        wrong["judgement"] = "Write down your professional judgement; no number stands for it."
    if not body["assessed"] or body["assessed"] > today:
        wrong["assessed-on"] = "Give the day, which does not lie ahead."
    if not body["review"] or body["review"] <= max(today, body["assessed"]):
        wrong["review-on"] = "Give a day that lies ahead."
    return wrong


def reaches(state: Mapping[str, Any]) -> bool:
    """Whether as many answers are yes as the hub calls visible high risk; never that they are too few for anything."""
    at = state["tool"].get("high_at")
    return bool(at) and state["status"] == COMPLETE and state["count"] >= at
