"""How to contact somebody safely: with whom, in which ways, when, and what to say if somebody else answers.

Care is to be taken that the risks to everybody are considered, and that things are shared only where it is safe
(S:648-651). An address or a number is not kept here: it stands with the person, where it is protected.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from hubwright.api import Asked, CaseView, Decided, Happened, NotYet, RecordView

from hubwright_marac_links import asking, days

KIND, MAY = "safe_contact", "marac_links.contact"
WAYS: Mapping[str, str] = {
    "call": "Phone call",
    "text": "Text message",
    "email": "E-mail",
    "letter": "Letter",
    "person": "In person",
}
SAYS: Mapping[str, str] = {"yes": "Yes", "no": "No", "not-known": "Not known"}
SCHEMA = asking.record(
    ("victim", "safe_people", "unsafe_people", "ways", "confirmed"),
    safe_people=asking.ids(),
    safe_others=asking.words(),
    unsafe_people=asking.ids(),
    unsafe_others=asking.words(),
    ways={
        "type": "object",
        "additionalProperties": False,
        "required": list(WAYS),
        "properties": {one: {"enum": list(SAYS)} for one in WAYS},
    },
    when=asking.words(),
    somebody_else=asking.words(asking.LONG),
    confirmed=asking.words(10),
    by=asking.words(),
)
_TEXTS = ("safe-others", "unsafe-others", "when", "somebody-else")
_NONE = "Type no address and no number here. They stand with the person, where they are protected."
_ADDRESS = re.compile(r"@|(?:\d[\s()./-]{0,2}){9,}|\b[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}\b", re.IGNORECASE)


def asks(case: CaseView, record: RecordView | None, records: Iterable[RecordView]) -> tuple[asking.Question, ...]:
    """What is asked; somebody who was said to be unsafe, or is alleged to have caused harm, is no choice for safe."""
    everybody = asking.people(case)
    state = record.state if record else {}
    victim = state.get("victim", "")
    others = {id: words for id, words in everybody.items() if id != victim}
    return asking.drawn(
        (
            *(() if record else (asking.one_of("victim", "Whose safe contact is it?", everybody),)),
            asking.some_of("unsafe-people", "Who must not learn of it?", others),
            asking.text("unsafe-others", "Who else must not learn of it?", _NONE),
            asking.some_of("safe-people", "Who is safe to talk to besides them?", _without(others, state, records)),
            asking.text("safe-others", "Who else is safe to talk to?", _NONE),
            *(asking.one_of(f"way-{id}", f"{words}: is it safe?", SAYS) for id, words in WAYS.items()),
            asking.text("when", "When is it safe?"),
            asking.text("somebody-else", "What is said if somebody else answers?", _NONE, long=True),
            asking.day("confirmed-on", "When did they last say so?"),
        )
    )


def _without(offered: Mapping[str, str], state: Mapping[str, Any], records: Iterable[RecordView]) -> Mapping[str, str]:
    # Of whomever it is said to be alleged, in any record: whose safe contact it is may not be chosen yet.
    alleged = {id for one in records for id in one.state.get("alleged", ())}
    never = alleged.union(state.get("unsafe_people", ()))
    return {id: words for id, words in offered.items() if id not in never}


def alleged_by(records: Iterable[RecordView], victim: str) -> set[str]:
    """Everybody who is alleged, in any of these records, to have caused this person harm."""
    return {id for one in records if one.state.get("victim") == victim for id in one.state.get("alleged", ())}


def decide(asked: Asked) -> Decided | NotYet:
    """Keep it, or keep it anew. Nobody who is alleged to have caused harm is ever kept as safe to talk to."""
    everybody = asking.people(asked.case)
    victim = str(asked.record.state["victim"]) if asked.record else asking.picked(asked, "victim", everybody)
    safe = asking.ticked(asked, "safe-people", everybody)
    unsafe = asking.ticked(asked, "unsafe-people", everybody)
    ways = {one: asking.picked(asked, f"way-{one}", SAYS) for one in WAYS}
    confirmed = asking.iso(asked, "confirmed-on")
    wrong = {} if victim else {"victim": "Say whose it is."}
    kept = any(one.kind == KIND and one.state["victim"] == victim for one in asked.beside)
    if kept and not asked.record and victim:
        wrong["victim"] = "This is kept for them already: confirm or change that instead."
    alleged = alleged_by(asked.beside, victim)
    if alleged & set(safe):
        wrong["safe-people"] = "Somebody among them is alleged to have caused harm. They are never safe to talk to."
    elif set(safe) & set(unsafe):
        wrong["safe-people"] = "Somebody stands under safe and under unsafe. Where you are not sure, it is unsafe."
    if victim in unsafe:
        wrong["unsafe-people"] = "This is the person whose contact it is."
    wrong |= {f"way-{one}": "Say yes, no or not known." for one, said in ways.items() if not said}
    wrong |= {one: _NONE for one in _TEXTS if _ADDRESS.search(asked.words(one))}
    if not confirmed or confirmed > days.today(asked.now).isoformat():
        wrong["confirmed-on"] = "Give the day on which they last said so; it does not lie ahead."
    if wrong:
        return NotYet("This is not complete, or not safe.", "Mend what is marked; everything else is kept.", wrong)
    body = {
        "case": asked.case.ref,
        "about": [victim],
        "victim": victim,
        "safe_people": [one for one in safe if one != victim],
        "unsafe_people": list(dict.fromkeys((*unsafe, *sorted(alleged)))),
        "ways": ways,
        "confirmed": confirmed,
        "by": asked.who.name[: asking.SHORT],
    }
    return Decided((Happened("said", body | {one.replace("-", "_"): asked.words(one) for one in _TEXTS}),))
