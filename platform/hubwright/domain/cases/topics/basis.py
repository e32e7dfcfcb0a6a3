"""Why the hub may share or ask: one lawful basis on record for each disclosure, and for each refusal to disclose.

The check set prepares it, a named person confirms it once per send, and only what differs is written. It never holds
up protection: what went out before it was confirmed is shown until somebody has done so (law 8).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from typing import Any

from hubwright.domain.cases.commands import GivenBasis, TopicCommand
from hubwright.domain.cases.context import Context
from hubwright.domain.cases.decide.starting import fact, known_pathway, numbered
from hubwright.domain.cases.entries import Entry, Fact
from hubwright.domain.cases.state import CaseState
from hubwright.domain.cases.topics.topic import Seeing, Telling, Topic, keeping, kept
from hubwright.domain.definitions.hub import CONSENT, TOLD, Agreement, CheckSet
from hubwright.domain.errors import Refusal

NAME = "basis"
CONFIDENCE = ("", "consent", "statute", "public_interest")
_WORDS = ("purpose", "necessity", "proportionality", "consent_why", "told_why", "threshold")
_MORE = ("receiver", "categories", "handling", "advice", "guidance")


@dataclass(frozen=True, slots=True)
class RecordBasis(TopicCommand):
    """Record why something was shared outside the checks, or why it was not shared.

    Args:
        sharing: False for a decision not to share.
        receiver: with whom, in words.
        subjects: about whom; empty means everybody in the strand.
        categories: what kinds of information.
        confidence: of `CONFIDENCE`: what lifts the duty of confidence.
        handling: what may be done with it onward.
        advice: whose advice was taken.
        guidance: the edition of the guidance it rests on.
        review: date shape, when it is looked at again, or None.
    """

    pathway: str
    basis: GivenBasis
    sharing: bool = True
    receiver: str = ""
    subjects: tuple[str, ...] = ()
    categories: str = ""
    confidence: str = ""
    handling: str = ""
    advice: str = ""
    guidance: str = ""
    review: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class ConfirmBasis(TopicCommand):
    """Confirm a basis that something went out under, put right where it differs."""

    id: str
    basis: GivenBasis


@dataclass(frozen=True, slots=True)
class Basis:
    """One lawful basis.

    Args:
        body: as the entry wrote it, with what was put right since.
        by, agency, at: who sent or recorded it.
        confirmed_by: who confirmed it; "" while nobody has.
    """

    id: str
    pathway: str
    number: int
    body: Mapping[str, Any]
    by: str
    agency: str | None
    at: str
    confirmed_by: str = ""
    earlier: tuple[Mapping[str, Any], ...] = field(default=())


def bases(state: CaseState) -> tuple[Basis, ...]:
    """Each basis of a case, in the order in which they were recorded."""
    return tuple(kept(state, NAME, {}).values())


def of_ask(state: CaseState, ask: str) -> Basis | None:
    """The basis that an ask went out under, or None for one sent before bases were kept."""
    return next((one for one in bases(state) if ask in one.body.get("asks", ())), None)


def for_asks(
    state: CaseState,
    asks: Sequence[Mapping[str, Any]],
    sets: Mapping[str, CheckSet],
    given: GivenBasis | None,
    context: Context,
    *,
    pathway: str,
    urgent: bool = False,
) -> Fact:
    """The entry of the bases of one send: one for each check set, prepared by it and edited as given.

    Args:
        asks: as `case.agencies_asked` writes them.
        sets: the check sets, by id.
        given: as the sender confirmed it.
        urgent: it goes out first and is confirmed afterwards.

    Raises:
        Refusal: a set asks for a whole basis first and it is not there, or what is given is not well formed.
    """
    written = []
    for ahead, (id, check_set) in enumerate(sets.items()):
        own = [ask for ask in asks if ask["set"] == id]
        if not own:
            continue
        body = {**prepared(check_set), **_edited(given)}
        wrong = _wrong(body, check_set, context)
        if _first(check_set, own):
            wrong += _unfinished(body, confirmed=given is not None and given.confirmed)
        if wrong and not urgent:
            raise Refusal(
                why="An agency that is asked needs a recorded lawful basis first."
                if _first(check_set, own)
                else "The lawful basis is not complete.",
                do="Complete and confirm it, or say that somebody must be protected now and confirm it afterwards.",
                code="basis_missing",
                fields=tuple(wrong),
            )
        written.append(
            {
                "id": numbered("b", kept(state, NAME, {}), ahead),
                "sharing": True,
                "sets": [id],
                "asks": [ask["id"] for ask in own],
                "agencies": [ask["agency"] for ask in own],
                "subjects": list(dict.fromkeys(one for ask in own for one in ask["subjects"])),
                **body,
                "edited": sorted(_edited(given)),
                "confirmed": bool(given and given.confirmed and not wrong),
                "skipped": bool(wrong),
                **leaning(id, own, context),
            }
        )
    return fact(state, "case.basis_recorded", {"pathway": pathway, "bases": written}, context)


def leaning(check_set: str, asks: Sequence[Mapping[str, Any]], context: Context) -> dict[str, Any]:
    """The agreements that a send leans on and that do not hold today; said on record, and never a stop.

    Args:
        check_set: its id.
        asks: of this check set.
    """
    found = not_holding(context.hub.agreements, context.agreements, {check_set}, {ask["agency"] for ask in asks})
    return {"agreements": found} if found else {}


def not_holding(
    agreements: Iterable[Agreement], standings: Mapping[str, str], check_sets: Set[str], agencies: Set[str]
) -> list[dict[str, str]]:
    """The agreements that something leans on and that do not hold, each as an entry writes it.

    Args:
        agreements: as the hub draws them.
        standings: agreement to how it stands today.
        check_sets: ids of the check sets that it is about; an agreement that names none is for everything.
        agencies: ids of the agencies that give or get something.
    """
    return [
        {"id": one.id, "state": standings[one.id]}
        for one in agreements
        if standings.get(one.id) in _DOES_NOT_HOLD
        and (not one.check_sets or check_sets & set(one.check_sets))
        and agencies & set(one.between)
    ]


def asked_again(state: CaseState, pairs: Sequence[tuple[str, Mapping[str, Any]]], context: Context) -> list[Fact]:
    """The bases of asks that repeat earlier ones: each as it stands for the ask it repeats, confirmed by sending it,
    and leaning on the agreements as they stand today.

    Args:
        pairs: id of the earlier ask, and the new one as `case.agencies_asked` writes it.
    """
    written = []
    for ahead, (earlier, ask) in enumerate(pairs):
        basis = of_ask(state, earlier)
        if basis is not None:
            before = {name: value for name, value in basis.body.items() if name != "agreements"}
            again = {"id": numbered("b", kept(state, NAME, {}), ahead), "asks": [ask["id"]], "repeats": basis.id}
            about = {"agencies": [ask["agency"]], "subjects": ask["subjects"]}
            written.append({**before, **again, **about, **leaning(ask["set"], [ask], context)})
    body = {"pathway": pairs[0][1]["pathway"] if pairs else "", "bases": written}
    return [fact(state, "case.basis_recorded", body, context)] if written else []


def prepared(check_set: CheckSet) -> dict[str, Any]:
    """A check set's basis as prepared, in words: what a page shows and a sender confirms."""
    rest = check_set.prepared
    return {
        "provision": check_set.basis,
        "purpose": check_set.purpose.en,
        "necessity": rest.necessity.en if rest else "",
        "proportionality": rest.proportionality.en if rest else "",
        "consent": rest.consent if rest else "",
        "consent_why": rest.consent_why.en if rest and rest.consent_why else "",
        "told": rest.told if rest else "",
        "told_why": _told_why(check_set),
        "threshold": "",
    }


def _told_why(check_set: CheckSet) -> str:
    rest = check_set.prepared
    if rest and rest.told_why:
        return rest.told_why.en
    return check_set.exemption.en if rest and rest.told == "exempt" and check_set.exemption else ""


def _edited(given: GivenBasis | None) -> dict[str, Any]:
    names = ("provision", "consent", "told", *_WORDS)
    return {name: value for name in names if given and (value := str(getattr(given, name)).strip())}


def _first(check_set: CheckSet, asks: Iterable[Mapping[str, Any]]) -> bool:
    asked = {ask["agency"] for ask in asks}
    return any(ask.basis_first for ask in check_set.asks if ask.agency in asked)


def _wrong(body: Mapping[str, Any], check_set: CheckSet | None, context: Context) -> list[tuple[str, str]]:
    """What is given and cannot be."""
    wrong = []
    if body["provision"] not in context.provisions:
        wrong.append(("provision", "Choose a provision that holds today."))
    if body["consent"] not in ("", *CONSENT):
        wrong.append(("consent", "Choose whether agreement was sought."))
    if body["told"] not in ("", *TOLD) or (body["told"] == "exempt" and check_set and check_set.exemption is None):
        wrong.append(("told", "Choose whether they are told first; no exemption is named for these checks."))
    return wrong


def _unfinished(body: Mapping[str, Any], *, confirmed: bool) -> list[tuple[str, str]]:
    """What a whole basis still lacks."""
    wanted = {
        "necessity": "Say why this is needed.",
        "proportionality": "Say why it is no more than is needed.",
        "consent": "Say whether agreement was sought.",
        "told": "Say whether they are told first.",
    }
    wrong = [(name, do) for name, do in wanted.items() if not body[name]]
    if body["consent"] == "not_sought" and not body["consent_why"]:
        wrong.append(("consent_why", "Say why agreement is not sought."))
    if not confirmed:
        wrong.append(("confirmed", "Confirm the lawful basis."))
    return wrong


def record(state: CaseState, command: RecordBasis, context: Context) -> list[Fact]:
    """Put a disclosure, or a decision not to disclose, on record with its basis."""
    known_pathway(state, command.pathway)
    context.require("case.ask", command.pathway)
    in_strand = [one.id for one in state.subjects.values() if command.pathway in one.pathways]
    empty = {"provision": "", "consent": "", "told": "", **dict.fromkeys(_WORDS, "")}
    body = {**empty, **_edited(command.basis)}
    wrong = _wrong(body, None, context)
    if not command.receiver.strip():
        wrong.append(("receiver", "Say with whom it is shared, or was not."))
    if not body["purpose"]:
        wrong.append(("purpose", "Say what it is for."))
    if command.confidence not in CONFIDENCE:
        wrong.append(("confidence", "Choose what lifts the duty of confidence."))
    if set(command.subjects) - set(in_strand):
        wrong.append(("subjects", "Choose from the people shown."))
    if wrong:
        raise Refusal(
            why="The lawful basis is not complete.", do=wrong[0][1], code="basis_incomplete", fields=tuple(wrong)
        )
    basis = {
        "id": numbered("b", kept(state, NAME, {})),
        "sharing": command.sharing,
        "subjects": list(dict.fromkeys(command.subjects)) or in_strand,
        **body,
        **{name: str(getattr(command, name)).strip() for name in _MORE},
        "confidence": command.confidence,
        "confirmed": True,
        **({"review": dict(command.review)} if command.review else {}),
    }
    return [fact(state, "case.basis_recorded", {"pathway": command.pathway, "bases": [basis]}, context)]


def confirm(state: CaseState, command: ConfirmBasis, context: Context) -> list[Fact]:
    """A named person stands for a basis that something went out under."""
    basis = kept(state, NAME, {}).get(command.id)
    if basis is None:
        raise Refusal(
            why="There is no such lawful basis on this case.", do="Choose one of those shown.", code="no_basis"
        )
    context.require("case.ask", basis.pathway)
    changed = _edited(command.basis)
    sets = basis.body.get("sets", ())
    drawn = context.hub.find("check_sets", sets[0]) if sets else None
    body = {**basis.body, **changed}
    if wrong := [*_wrong(body, drawn, context), *_unfinished(body, confirmed=True)]:
        raise Refusal(
            why="The lawful basis is not complete.", do=wrong[0][1], code="basis_incomplete", fields=tuple(wrong)
        )
    return [fact(state, "case.basis_confirmed", {"id": basis.id, "pathway": basis.pathway, **changed}, context)]


def _recorded(state: CaseState, entry: Entry) -> CaseState:
    found = dict(kept(state, NAME, {}))
    for body in entry.body["bases"]:
        found[body["id"]] = Basis(
            id=body["id"],
            pathway=entry.body["pathway"],
            number=entry.number,
            body=body,
            by=entry.actor_name,
            agency=entry.agency,
            at=entry.happened.isoformat(),
            confirmed_by=entry.actor_name if body["confirmed"] else "",
        )
    return replace(state, topics=keeping(state, NAME, found))


def _confirmed(state: CaseState, entry: Entry) -> CaseState:
    found = dict(kept(state, NAME, {}))
    basis = found.get(entry.body["id"])
    if basis is None:
        return state
    changed = {name: value for name, value in entry.body.items() if name not in ("id", "pathway")}
    found[basis.id] = replace(
        basis,
        body={**basis.body, **changed, "confirmed": True},
        confirmed_by=entry.actor_name,
        earlier=(*basis.earlier, basis.body) if changed else basis.earlier,
    )
    return replace(state, topics=keeping(state, NAME, found))


def _cut(found: Mapping[str, Basis], seeing: Seeing, state: CaseState) -> dict[str, Basis]:
    return {
        id: replace(one, body=seeing.within(one.body), earlier=tuple(seeing.within(body) for body in one.earlier))
        for id, one in found.items()
        if one.pathway in seeing.seen
    }


def _tell_recorded(telling: Telling, body: Mapping[str, Any]) -> dict[str, Any] | None:
    return telling.keep(body, "pathway", "bases") if body["pathway"] in telling.seeing.seen else None


def _tell_confirmed(telling: Telling, body: Mapping[str, Any]) -> dict[str, Any] | None:
    seen = body["pathway"] in telling.seeing.seen
    return telling.keep(body, "id", "pathway", "provision", "consent", "told", *_WORDS) if seen else None


_DOES_NOT_HOLD = frozenset({"waits", "expired", "ended"})

TOPIC = Topic(
    name=NAME,
    deeds={RecordBasis: record, ConfirmBasis: confirm},
    steps={"case.basis_recorded": _recorded, "case.basis_confirmed": _confirmed},
    tells={"case.basis_recorded": _tell_recorded, "case.basis_confirmed": _tell_confirmed},
    cut=_cut,
)
