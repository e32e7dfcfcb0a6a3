"""The last look before something leaves the hub: a letter, an answer to a referrer, a decision for another system, a
copy, a record that is sent.

What may give away a protected address or number, who the referrer is, or what another agency has not released stops the
deed until a person says why it may go out all the same. Nothing is ever let out silently, and nothing that protects is
held up: what goes to agencies in the hub's own work is not looked at here (law 8).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from hubwright.domain.cases.context import Context
from hubwright.domain.cases.decide.starting import fact
from hubwright.domain.cases.entries import Entry, Fact
from hubwright.domain.cases.state import CaseState
from hubwright.domain.cases.topics.circulating.sending import COPY, what_goes
from hubwright.domain.cases.topics.items import items_of, may_leave, releases_of
from hubwright.domain.cases.topics.letters import letters_of
from hubwright.domain.cases.topics.protecting_words import entitled
from hubwright.domain.cases.topics.redacting import copies_of
from hubwright.domain.cases.topics.topic import Telling, Topic, keeping, kept
from hubwright.domain.documents.occurring import squeezed, takes_over
from hubwright.domain.documents.reading import strings
from hubwright.domain.errors import Refusal
from hubwright.domain.protection import Finder, finder
from hubwright.domain.protection import may_leave as words_may_leave
from hubwright.domain.protection.known import PROTECTED, REFERRER

NAME = "letting_out"


@dataclass(frozen=True, slots=True)
class Going:
    """Something that is about to leave.

    Args:
        thing: which, within the case ("letter:l1"): what was decided about it holds for it from then on.
        texts: by name, everything that it says.
        to: id of the agency that gets it, or "".
        to_referrer: it goes to whoever sent the contact, who knows who they are.
        settled: words that somebody let stay in it with reasons before.
    """

    thing: str
    texts: Mapping[str, str]
    to: str = ""
    to_referrer: bool = False
    settled: frozenset[str] = frozenset()


def look(state: CaseState, facts: Iterable[Fact], finds: Finder, why: str, context: Context) -> list[Fact]:
    """What the record says where something leaves although it may give something away.

    Args:
        state: the case as it stands.
        facts: what a deed is about to record.
        finds: what is protected on the case, and who its referrers are.
        why: what the person said why it may go out.
        context: of the deed.

    Raises:
        Refusal: something was found, and nobody has said why it may go out.
    """
    found: list[dict[str, Any]] = []
    for one in facts:
        exit = EXITS.get(one.type)
        for going in exit(state, one.body) if exit is not None else ():
            found += _in(going, state, finds)
    return let_out(state, found, why, context)


def look_at(state: CaseState, going: Going, finds: Finder, why: str, context: Context) -> list[Fact]:
    """The same for something that leaves without a deed of its own: a document that is printed, a list."""
    return let_out(state, list(_in(going, state, finds)), why, context)


def found_in(state: CaseState, going: Going, finds: Finder) -> list[dict[str, Any]]:
    """What may be given away, for a page that shows it before anybody decides."""
    return list(_in(going, state, finds))


def let_out(state: CaseState, found: list[dict[str, Any]], why: str, context: Context) -> list[Fact]:
    """Stop, or put on record that a person let it out."""
    if not found:
        return []
    if not why.strip():
        said = tuple(dict.fromkeys(_SAID[one["what"]] for one in found))
        raise Refusal(
            why="Something in it may have to be kept back.",
            do="Take it out, or say why it may go out all the same.",
            code="may_give_away",
            fields=(("found", " ".join(said)),),
        )
    return [fact(state, "case.let_out", {"found": found, "reason": why.strip()}, context)]


_SAID = {
    "address": "A protected address may stand in it.",
    "number": "A protected number may stand in it.",
    "name": "A protected name or place may stand in it.",
    "referrer": "It may say who told the hub.",
    "item": "It holds what an agency shared and has not released.",
}
_KINDS = {"address": "address", "number": "number", "email": "number"}


def _in(going: Going, state: CaseState, finds: Finder) -> Iterator[dict[str, Any]]:
    decided = going.settled | decided_of(state).get(going.thing, frozenset())
    looking = finder((one for one in finds.known if one.of == PROTECTED), finds.cleared) if going.to_referrer else finds
    for place, hits in words_may_leave(going.texts, (), looking).hits.items():
        for hit in hits:
            words = going.texts[place][hit.start : hit.end]
            if squeezed(words) not in decided:
                what = "referrer" if hit.of == REFERRER else _KINDS.get(hit.kind, "name")
                yield {"thing": going.thing, "place": place, "what": what, "words": words, "of": hit.of}
    for item in items_of(state):
        if item.id in decided or may_leave(item, going.to, releases_of(state, item.id)):
            continue
        places = [name for name, text in going.texts.items() if takes_over(item.text, text)]
        if places:
            yield {"thing": going.thing, "place": places[0], "what": "item", "words": item.id, "of": item.owner}


def decided_of(state: CaseState) -> Mapping[str, frozenset[str]]:
    """What was decided about each thing: words, squeezed, and ids of pieces of information."""
    found: Mapping[str, frozenset[str]] = kept(state, NAME, {})
    return found


def _letter_written(state: CaseState, body: Mapping[str, Any]) -> Iterator[Going]:
    yield Going(f"letter:{body['id']}", {part: body[part] for part in ("addressed", "subject", "text")})


def _letter_sent(state: CaseState, body: Mapping[str, Any]) -> Iterator[Going]:
    letter = letters_of(state).get(body["letter"])
    if letter is not None:
        texts = {"addressed": letter.addressed, "subject": letter.subject, "text": letter.text}
        yield Going(f"letter:{letter.id}", texts)


def _told(state: CaseState, body: Mapping[str, Any]) -> Iterator[Going]:
    if body["how"] != "withheld":
        yield Going(f"told:{body['contact']}:{body['moment']}", {"words": body["words"]}, to_referrer=True)


def _handed_over(state: CaseState, body: Mapping[str, Any]) -> Iterator[Going]:
    for one in state.decisions:
        if (one.subject, one.pathway, one.number) == (body["subject"], body["pathway"], body["number"]):
            said = {part: getattr(one, part) for part in ("reasons", "views", "advice", "recommendation")}
            dissent = "; ".join(one.dissent.values())
            yield Going(f"decision:{one.number}:{one.subject}", {**said, "dissent": dissent})


def _copy_made(state: CaseState, body: Mapping[str, Any]) -> Iterator[Going]:
    copy = copies_of(state).get(body["copy"])
    if copy is not None:
        texts = {f"{at}": text for at, text in enumerate(strings(body["document"]))}
        yield Going(f"copy:{copy.id}", texts, copy.recipient.agency, settled=_stays(state, copy.id))


def _circulated(state: CaseState, body: Mapping[str, Any]) -> Iterator[Going]:
    content = what_goes(state, body["what"], body["id"], body["version"])
    texts = {f"{at}": text for at, text in enumerate(strings(content))}
    if body["what"] == COPY:
        # What may stay in a copy was decided when it was made.
        yield Going(f"copy:{body['id']}", texts, body["agency"], settled=_stays(state, body["id"]))
    else:
        yield Going(f"record:{body['id']}:{body['version']}:{body['agency']}", texts, body["agency"])


def _stays(state: CaseState, id: str) -> frozenset[str]:
    """Words that a person let stay in a copy, with why."""
    copy = copies_of(state).get(id)
    choices = copy.choices if copy is not None else ()
    return frozenset(squeezed(one.withheld.words) for one in choices if one.stays and one.withheld.words)


EXITS: Mapping[str, Callable[[CaseState, Mapping[str, Any]], Iterable[Going]]] = {
    "case.letter_written": _letter_written,
    "case.letter_sent": _letter_sent,
    "contact.told": _told,
    "case.given_to_system": _handed_over,
    "case.redaction_made": _copy_made,
    "case.circulated": _circulated,
}
"""Entries with which something leaves the hub, to what it is that leaves; `tests/house/test_exits` holds it."""


def _on_let_out(state: CaseState, entry: Entry) -> CaseState:
    decided = dict(decided_of(state))
    for one in entry.body["found"]:
        words = one["words"] if one["what"] == "item" else squeezed(one["words"])
        decided[one["thing"]] = decided.get(one["thing"], frozenset()) | {words}
    return replace(state, topics=keeping(state, NAME, decided))


def _tell(telling: Telling, body: Mapping[str, Any]) -> dict[str, Any] | None:
    """What it was is for whoever may see it; that somebody let something out, and why, is for every reader."""
    whole = all(entitled(telling.state, one, telling.seeing) for one in (PROTECTED, REFERRER))
    kinds = sorted({one["what"] for one in body["found"]})
    found = body["found"] if whole else []
    return telling.keep({**body, "kinds": kinds, "found": found}, "kinds", "found", "reason")


TOPIC = Topic(
    name=NAME,
    steps={"case.let_out": _on_let_out},
    tells={"case.let_out": _tell},
)
