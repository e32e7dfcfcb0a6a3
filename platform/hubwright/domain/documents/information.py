"""What agencies shared, as it stands in documents: each piece with whose it is, and, where it leaves, only what may."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from hubwright.domain.cases.found import questions_of
from hubwright.domain.cases.state import CheckState
from hubwright.domain.cases.topics.items import items_of, may_leave, releases_of
from hubwright.domain.cases.topics.items.item import Item
from hubwright.domain.documents.document import Paragraph, Row, Section, Table
from hubwright.domain.documents.layout import Part
from hubwright.domain.documents.said import Teller, about
from hubwright.domain.texts import Text

NATURES: Mapping[str, Text] = {
    "fact": Text("Fact", "Ffaith"),
    "witnessed": Text("Witnessed", "Tystiwyd"),
    "hearsay": Text("Hearsay", "Ail-law"),
    "opinion": Text("Opinion", "Barn"),
}
RETURNS: Mapping[str, Text] = {
    "not_known": Text("Not known to us", "Ddim yn hysbys i ni"),
    "known_nothing_relevant": Text("Known, nothing relevant", "Hysbys, dim byd perthnasol"),
    "shared": Text("Information was shared", "Rhannwyd gwybodaeth"),
    "held_not_written": Text("Something is held that cannot be written", "Delir rhywbeth na ellir ei ysgrifennu"),
    "not_identified": Text("The person could not be identified", "Ni ellid adnabod y person"),
    "could_not_search": Text("The search could not be made", "Ni ellid chwilio"),
}
_WAITING = Text("No answer yet", "Dim ateb eto")
_SHOWN_LATER = Text("Answered", "Wedi ateb")
_CAPTION = Text("What was shared", "Yr hyn a rannwyd")
_COLUMNS = (Text("What", "Beth"), Text("Kind", "Math"), Text("From", "Oddi wrth"))
_LEFT_OUT = Text(
    "Pieces of information left out because their owner has not released them: {count}.",
    "Darnau o wybodaeth a adawyd allan am nad yw eu perchennog wedi'u rhyddhau: {count}.",
)


@dataclass(frozen=True, slots=True)
class Outside:
    """That a document leaves the hub.

    Args:
        to: id of the agency it goes to, or "" for anybody else.
    """

    to: str = ""


def information(teller: Teller, *, leaving: Outside | None = None) -> Part:
    """What agencies shared, agency by agency, with what came of each question.

    Args:
        teller: of the case.
        leaving: for a document that leaves the hub: a piece that its owner has not released stays out, and the
            document says how many did.
    """
    case = teller.case
    pieces = items_of(case)
    free = [one for one in pieces if leaving is None or _free(teller, one, leaving)]
    asked = [check.agency for check in case.checks.values()]
    agencies = list(dict.fromkeys([*asked, *(one.owner for one in free)]))
    under = tuple(_agency(teller, id, [one for one in free if one.owner == id], leaving) for id in agencies)
    kept = len(pieces) - len(free)
    said = teller.say(_LEFT_OUT).format(count=kept)
    return Part((Paragraph("information.left_out", said),) if kept else (), under)


def _free(teller: Teller, item: Item, leaving: Outside) -> bool:
    return may_leave(item, leaving.to, releases_of(teller.case, item.id))


def _agency(teller: Teller, id: str, pieces: list[Item], leaving: Outside | None) -> Section:
    mark = f"agency:{id}"
    answers = tuple(_answers(teller, id, mark, leaving))
    columns = tuple(teller.say(one) for one in _COLUMNS)
    rows = tuple(
        Row(
            f"information-{id}.{one.id}",
            (one.text, teller.say(NATURES.get(one.nature, Text(""))), one.source or one.searcher),
            about(mark, f"item:{one.id}"),
        )
        for one in pieces
    )
    table = (Table(teller.say(_CAPTION), columns, rows),) if rows else ()
    return Section(f"information-{id}", teller.agency(id), (*answers, *table), level=2)


def _answers(teller: Teller, agency: str, mark: str, leaving: Outside | None) -> Iterator[Paragraph]:
    for check in teller.case.checks.values():
        if check.agency == agency:
            kind = check.answer["kind"] if check.answer else ""
            said = RETURNS.get(kind, _SHOWN_LATER) if check.answer else _WAITING
            whom = ", ".join(name for one in check.subjects if (name := teller.named(one)))
            text = f"{whom}: {teller.say(said)}" if whom else teller.say(said)
            marks = about(mark, *(f"subject:{one}" for one in check.subjects))
            yield Paragraph(f"information-{agency}.{check.ask}", text, marks)
            beside = found_beside(teller, check) if leaving is None or _lets_go(check, leaving) else ()
            for id, question, answer, people in beside:
                # As asked, so that one answer is not taken for another.
                yield Paragraph(f"information-{agency}.{check.ask}.{id}", f"{question} {answer}", about(mark, *people))


def _lets_go(check: CheckState, leaving: Outside) -> bool:
    """Whether the agency said with its answer that it may go there; nobody is asked later about what is no piece."""
    answer = check.answer or {}
    to_these = answer.get("passing_on") == "to_these" and leaving.to in answer.get("release_to", ())
    return answer.get("passing_on") == "as_needed" or (bool(leaving.to) and (to_these or leaving.to == check.agency))


def found_beside(teller: Teller, check: CheckState) -> Iterator[tuple[str, str, str, tuple[str, ...]]]:
    """What an agency found beside its words, as (id, question, answer, marks of whom it is about).

    Who is not seen by whoever the document is for is not named; nor is an option that the hub has no longer.
    """
    for id, question in questions_of(teller.hub, check).items():
        said = (check.answer or {}).get("found", {}).get(id)
        asked = teller.say(question.text)
        if isinstance(said, Mapping):
            options = {one.id: teller.say(one.text) for one in question.options}
            for subject, option in said.items():
                if (name := teller.named(subject)) and option in options:
                    yield f"{id}.{subject}", asked, f"{name}: {options[option]}", (f"subject:{subject}",)
        elif said:
            lines = (", ".join(part for part in one.values() if part) for one in said)
            marks = tuple(f"subject:{one}" for one in check.subjects)
            yield id, asked, "; ".join(lines), marks
