"""Composes a document about a case for one reader, of nothing but what that reader may see."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from hubwright.domain.access.record import Line
from hubwright.domain.clocks.london import local
from hubwright.domain.documents.chronology import chronology
from hubwright.domain.documents.deciding import agreed, decisions, dissent, ratings
from hubwright.domain.documents.document import Document, Fact, Paragraph
from hubwright.domain.documents.information import Outside, information
from hubwright.domain.documents.layout import Head, Part, set_out
from hubwright.domain.documents.letters import agency_return, referrer_letter
from hubwright.domain.documents.people import people
from hubwright.domain.documents.said import Teller, about, subjects
from hubwright.domain.documents.sections import LETTERS
from hubwright.domain.documents.summary import summary
from hubwright.domain.errors import Refusal
from hubwright.domain.texts import Text

ABOUT_A_CASE = ("chronology", "decision_record", "referrer_letter", "agency_return", "conference_summary")
"""The kinds that are made of one case whenever somebody asks."""

RECORD, COPY = "meeting_record", "copy"
"""Kinds whose content stands on the case already, sealed or checked, and is printed as it stands."""

PAPER = "plugin_paper"
"""What a plugin says about one of its records; it always leaves the hub."""

_REFERENCE, _RECEIVED = Text("Reference", "Cyfeirnod"), Text("Received", "Derbyniwyd")
_KNOWN, _BY = Text("As known at", "Fel yr oedd yn hysbys"), Text("Made by", "Gwnaed gan")


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which document.

    Args:
        kind: of `ABOUT_A_CASE`.
        issued_to: whom it is for, in words.
        subject: id of a person of the case, where it is about one; a conference summary always is.
        ask: id of the question whose answer it shows, for an agency's return.
        to: id of the agency it goes to, or "".
        words: what a worker adds to a letter.
        layout: id of one of several layouts of the hub for this kind, or "".
        record, version: id of a record of a meeting and the number of its version, for `RECORD`.
        copy: id of a copy from which something is left out, for `COPY`.
        plugin: id of the plugin, for `PAPER`; `record` is then of its own.
        outside: it is for somebody outside the hub, so that it is looked through before it is given out.
        found: why it goes although something in it may have to be kept back.
    """

    kind: str
    issued_to: str = ""
    subject: str = ""
    ask: str = ""
    to: str = ""
    words: str = ""
    layout: str = ""
    record: str = ""
    version: int = 0
    copy: str = ""
    plugin: str = ""
    outside: bool = False
    found: str = ""


def wrong_with(wanted: Wanted, teller: Teller) -> Refusal | None:
    """Why a document cannot be made of a case, or None.

    Args:
        wanted: which one.
        teller: of the case, as whoever asks for it may see it.
    """
    case = teller.case
    wrong: list[tuple[str, str]] = []
    if wanted.kind not in ABOUT_A_CASE:
        wrong.append(("kind", "Choose which document."))
    if not wanted.issued_to.strip():
        wrong.append(("issued_to", "Say whom it is for: the name stands on every page."))
    if wanted.subject not in ("", *case.subjects) or (wanted.kind == "conference_summary" and not wanted.subject):
        wrong.append(("subject", "Choose one of the people shown."))
    if wanted.kind == "agency_return" and (wanted.ask not in case.checks or not case.checks[wanted.ask].answer):
        wrong.append(("ask", "Choose one of the answers shown."))
    if wanted.to and wanted.to not in {one.id for one in teller.hub.agencies}:
        wrong.append(("to", "Choose from the agencies shown."))
    if not wrong:
        return None
    return Refusal(
        why="It is not clear which document is to be made.", do=wrong[0][1], code="document", fields=tuple(wrong)
    )


def composed(wanted: Wanted, teller: Teller, lines: Iterable[Line], *, by: str, at: datetime) -> Document:
    """The document.

    Args:
        wanted: which one; `wrong_with` has found nothing.
        teller: of the case, cut down for whoever asked.
        lines: of its record, cut down likewise.
        by: who asked for it, in words.
        at: as of when, UTC.
    """
    case = teller.case
    outside = wanted.kind in LETTERS
    contact = next(iter(case.contacts), case.ref) if outside else case.ref
    facts = [Fact("head.reference", teller.say(_REFERENCE), contact)]
    if not outside:
        facts += [
            Fact("head.received", teller.say(_RECEIVED), teller.moment(case.received)),
            Fact("head.known", teller.say(_KNOWN), teller.moment(at)),
            Fact("head.by", teller.say(_BY), by),
        ]
    head = Head(reference=contact, made=f"{at:%Y-%m-%dT%H:%MZ}", issued_to=wanted.issued_to.strip(), facts=tuple(facts))
    content = _content(wanted, teller, lines, contact=contact, at=at)
    return set_out(teller.hub, wanted.kind, content, head, teller.language, layout=wanted.layout)


def _content(
    wanted: Wanted, teller: Teller, lines: Iterable[Line], *, contact: str, at: datetime
) -> Mapping[str, Part]:
    if wanted.kind == "chronology":
        return chronology(teller, lines, subject=wanted.subject)
    if wanted.kind == "decision_record":
        return _decided(teller)
    if wanted.kind == "agency_return":
        return agency_return(teller, ask=wanted.ask)
    if wanted.kind == "conference_summary":
        return summary(teller, subject=wanted.subject, leaving=Outside(wanted.to))
    return referrer_letter(
        teller,
        contact=contact,
        addressed=wanted.issued_to.strip(),
        today=teller.day(local(at).date()),
        words=wanted.words.strip(),
    )


def _decided(teller: Teller) -> Mapping[str, Part]:
    marks = about("referrer", *subjects(teller.case.subjects))
    return {
        "people": people(teller),
        "concern": Part((Paragraph("concern.what", teller.case.what, marks),)),
        "ratings": ratings(teller),
        "information": information(teller),
        "decisions": decisions(teller),
        "dissent": dissent(teller),
        "actions": agreed(teller),
    }
