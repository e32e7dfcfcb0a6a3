"""The record of a meeting as a document: what one version says, in the order and the words of the hub's own layout."""

# Long because: each of the sections of one document is a function here, in the order in which they stand.

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from hubwright.domain.cases.topics.recording import Record, RecordVersion
from hubwright.domain.clocks.words import day_said
from hubwright.domain.definitions.hub import Hub
from hubwright.domain.documents import recording_words as w
from hubwright.domain.documents.document import (
    Block,
    Document,
    Fact,
    Facts,
    Paragraph,
    Point,
    Points,
    Row,
    Section,
    Table,
)
from hubwright.domain.documents.information import NATURES
from hubwright.domain.documents.layout import Head, Part, layout_of, left_over, set_out
from hubwright.domain.documents.recording_meeting import Meeting
from hubwright.domain.documents.said import about
from hubwright.domain.texts import Text

KIND = "meeting_record"
_ANALYSIS = ("risk", "protective", "unknown", "analysis")
_FAMILY = ("told", "withheld", "communication")


def document_of(
    hub: Hub,
    record: Record,
    version: RecordVersion,
    *,
    language: str,
    issued_to: str,
    made: str,
    layout: str = "",
    provision: Callable[[str], str] = str,
) -> Document:
    """A version of a record as blocks.

    Args:
        hub: the drawing that the case is pinned to.
        record: already cut down to what whoever it is made for may see, as `version` is, which is one of its own.
        language: "en" or "cy".
        issued_to: whom it is for, in words.
        made: "2026-03-05T10:00Z".
        layout: id of a layout of the hub, or "" for that of the type of meeting, or the first.
        provision: id of a provision of law to its name.
    """
    telling = _Telling(version, language, provision)
    drawn = next((one.record for one in hub.meeting_types if one.id == record.type), None) or ""
    chosen = layout_of(hub, KIND, layout or drawn)
    head = Head(
        reference=version.content["reference"],
        made=made,
        issued_to=issued_to,
        facts=telling.head(),
        version=version.number,
        sealed=version.digest,
    )
    parts = telling.parts()
    document = set_out(hub, KIND, parts, head, language, layout=chosen.id)
    # A layout says in which order and in whose words; nothing that was said or is missing goes unsaid for it.
    return replace(document, sections=(*document.sections, *left_over(chosen, parts, language)))


class _Telling(Meeting):
    """Says what one version holds, whole."""

    __slots__ = ()

    def parts(self) -> dict[str, Part]:
        return {
            "meeting": self.meeting(),
            "attendance": self.attendance(),
            "people": self.people(),
            "referral": self.referral(),
            "information": self.information(),
            "analysis": self.said(*_ANALYSIS),
            "views": self.said("views"),
            "points": self.said(*self._rest()),
            "decisions": self.decisions(),
            "dissent": self.dissent(),
            "actions": self.actions(),
            "family": self.said(*_FAMILY),
            "basis": self.basis(),
            "next-meeting": self.next_meeting(),
            "circulation": self.circulation(),
            "versions": self.versions(),
            "missing": self.missing(),
        }

    def _rest(self) -> tuple[str, ...]:
        """What the parts of the minutes stand for that no section of its own holds."""
        own = {*_ANALYSIS, *_FAMILY, "views", "next_meeting"}
        return tuple(dict.fromkeys(one["stands_for"] for one in self.content["parts"] if one["stands_for"] not in own))

    def referral(self) -> Part:
        referral = self.content["referral"]
        said = self.edited("referral")
        facts = Facts((Fact("referral.received", self.say(w.RECEIVED), self.at(referral["received"])),))
        text = said[0] if said else referral["text"]
        return Part((facts, Paragraph("referral.text", text, ("referrer",))))

    def information(self) -> Part:
        if "information" in self.content.get("kept_back", ()):
            return Part((Paragraph("information.kept_back", self.say(w.NOT_SHOWN)),))
        return Part(under=tuple(self._agency(one) for one in self.content["information"]))

    def _agency(self, one: Mapping[str, Any]) -> Section:
        id = f"information-{one['agency'] or 'others'}"
        mark = f"agency:{one['agency']}"
        answers = "\n".join(map(self._answer, one["answers"]))
        before = (Facts((Fact(f"{id}.asked", self.say(w.BEFOREHAND), answers, about(mark)),)),)
        heading = self.words(one["name"]) or self.say(w.NO_AGENCY)
        lines = self._lines(id, one["lines"], mark, w.NOTHING_SAID)
        blocks = (*(before if answers else ()), *self._shared(id, one["answers"], mark), *lines)
        return Section(id, heading, blocks, level=2)

    def _answer(self, answer: Mapping[str, Any]) -> str:
        """That it was asked, what came of it, and what of that does not stand here."""
        said = [self.say(w.ANSWERS.get(answer["answer"], Text(answer["answer"])))]
        if kept := answer.get("not_released"):
            said.append(self.say(w.NOT_RELEASED).format(count=kept))
        if answer.get("kept_back"):
            said.append(self.say(w.KEPT_CLOSER))
        return f"{self.at(answer['asked'])}: {'; '.join(said)}"

    def _shared(self, id: str, answers: Iterable[Mapping[str, Any]], mark: str) -> tuple[Block, ...]:
        """What it shared when it was asked, piece by piece. Records that were sealed early do not hold it."""
        rows = tuple(
            Row(
                f"{id}.shared.{one['item']}",
                (one["text"], self.say(NATURES[one["nature"]]) if one["nature"] in NATURES else "", one["source"]),
                about(mark, f"item:{one['item']}", *(f"subject:{person}" for person in one["subjects"])),
            )
            for answer in answers
            for one in answer.get("shared", ())
        )
        columns = tuple(self.say(one) for one in (w.SHARED_BEFORE, w.NATURE, w.FROM))
        return (Table(self.say(w.SHARED_BEFORE), columns, rows),) if rows else ()

    def _lines(
        self, id: str, lines: Iterable[Mapping[str, Any]], mark: str = "", nothing: Text | None = None
    ) -> tuple[Block, ...]:
        """What was minuted, or the words that somebody put in its place."""
        said = self.edited(id)
        if said is not None:
            return (Paragraph(f"{id}.edited", said[0], about(mark)), Paragraph(f"{id}.edited_by", said[1]))
        rows = tuple(lines)
        if not rows:
            return (Paragraph(f"{id}.nothing", self.say(nothing)),) if nothing else ()
        columns = tuple(self.say(one) for one in (w.SAID, w.SOURCE, w.NATURE, w.WRITTEN_BY))
        table = Table(
            self.say(w.SAID),
            columns,
            tuple(
                Row(
                    f"{id}.{number}",
                    (
                        line["text"] + (f"\n[{self.say(w.BOTH)}]" if line["contested"] else ""),
                        self.name(line["subject"]) or self.say(w.ABOUT_ALL),
                        self.say(NATURES[line["nature"]]) if line["nature"] in NATURES else "",
                        f"{line['by']}, {self.at(line['at'])}",
                    ),
                    about(mark, f"agency:{line['agency']}", f"subject:{line['subject']}"),
                )
                for number, line in enumerate(rows, 1)
            ),
        )
        return (table,)

    def said(self, *stand_for: str) -> Part:
        """The parts of the minutes that stand for one of these, each under its own heading."""
        return Part(under=tuple(self._said(one) for one in self.content["parts"] if one["stands_for"] in stand_for))

    def _said(self, part: Mapping[str, Any]) -> Section:
        id = part["id"]
        hidden = [f"not_to:{one['id']}" for one in self.content["people"]] if part["stands_for"] == "withheld" else []
        marks = about(f"subject:{part['subject']}", *hidden)
        said = self.edited(id)
        blocks: tuple[Block, ...]
        if said is not None:
            blocks = (Paragraph(f"{id}.edited", said[0], marks), Paragraph(f"{id}.edited_by", said[1]))
        else:
            points = tuple(
                Point(
                    f"{id}.{number}",
                    line["text"] + (f" [{self.say(w.BOTH)}]" if line["contested"] else ""),
                    about(*marks, f"agency:{line['agency']}"),
                )
                for number, line in enumerate(part["lines"], 1)
            )
            nothing = Paragraph(f"{id}.nothing", f"{self.say(w.MISSING['not_written'])}.")
            blocks = (Points(points),) if points else (nothing,)
        return Section(id, self.part_name(id), blocks, level=2)

    def decisions(self) -> Part:
        return Part(under=tuple(self._decision(one["id"]) for one in self.content["people"]))

    def _decision(self, subject: str) -> Section:
        own = [one for one in self.content["decisions"] if one["subject"] == subject]
        id = f"decision-{subject}"
        nothing = Paragraph(f"{id}.nothing", f"{self.say(w.MISSING['not_decided'])}.")
        blocks = tuple(self._facts(f"{id}.{number}", one) for number, one in enumerate(own, 1))
        return Section(id, self.name(subject), blocks or (nothing,), level=2)

    def _facts(self, id: str, one: Mapping[str, Any]) -> Facts:
        kept = "decisions" in self.content.get("kept_back", ())
        threshold = w.THRESHOLDS.get(one["threshold"])
        views = "\n".join(f"{self.words(said['name'])}: {said['words']}" for said in one["agency_views"])
        parts = [
            ("outcome", w.DECIDED, self.words(one["name"])),
            ("threshold", w.THRESHOLD, self.say(threshold) if threshold else self.say(w.NOT_RECORDED)),
            ("reasons", w.REASONS, self.say(w.NOT_SHOWN) if kept else one["reasons"]),
            ("views", w.VIEWS, one["views"]),
            ("advice", w.ADVICE, one["advice"]),
            ("recommendation", w.RECOMMENDATION, one["recommendation"]),
            ("agencies", w.AGENCY_VIEWS, views),
            ("without", w.WITHOUT, one["reason_without"]),
            ("by", w.BY, f"{one['by']}, {self.at(one['at'])}"),
        ]
        marks = about(f"subject:{one['subject']}")
        return Facts(tuple(Fact(f"{id}.{key}", self.say(name), text, marks) for key, name, text in parts if text))

    def dissent(self) -> Part:
        rows = tuple(
            Row(
                f"dissent.{one['subject']}.{said['agency']}",
                (self.name(one["subject"]), self.words(said["name"]), said["words"]),
                about(f"subject:{one['subject']}", f"agency:{said['agency']}"),
            )
            for one in self.content["decisions"]
            for said in one["dissent"]
        )
        columns = tuple(self.say(one) for one in (w.FOR, w.WHOSE, w.THEY_SAID))
        if rows:
            return Part((Table(self.say(w.DISSENT), columns, rows),))
        return Part((Paragraph("dissent.nobody", self.say(w.NO_DISSENT)),))

    def actions(self) -> Part:
        columns = tuple(self.say(one) for one in (w.WHAT, w.WHO, w.DUE, w.FOR))
        rows = tuple(
            Row(
                f"actions.{one['id']}",
                (
                    one["what"],
                    ", ".join(part for part in (one["owner"], self.words(one["agency_name"])) if part),
                    day_said(date.fromisoformat(one["due"]), self.language) if one["due"] else self.say(w.NO_DAY),
                    self.name(one["subject"]) or self.say(w.ABOUT_ALL),
                ),
                about(f"subject:{one['subject']}", f"agency:{one['agency']}"),
            )
            for one in self.content["actions"]
        )
        return Part((Table(self.say(w.ACTIONS), columns, rows),))

    def basis(self) -> Part:
        return Part(
            tuple(
                Facts(
                    (
                        Fact(
                            f"basis.{one['id']}",
                            self.say(w.SHARED if one["sharing"] else w.NOT_SHARED),
                            "\n".join(self._ground(one)),
                        ),
                    )
                )
                for one in self.content["basis"]
            )
        )

    def _ground(self, one: Mapping[str, Any]) -> Iterator[str]:
        consent, told = w.CONSENTS.get(one["consent"]), w.CONSENTS.get(one["told"])
        yield self.provision(one["provision"])
        yield from (one[name] for name in ("purpose", "necessity", "proportionality", "threshold") if one[name])
        for said, why in ((consent, one["consent_why"]), (told, one["told_why"])):
            if said is not None:
                yield ": ".join(part for part in (self.say(said), why) if part)
        yield one["confirmed_by"] or self.say(w.NOBODY_CONFIRMED)

    def next_meeting(self) -> Part:
        at = self.content["next"]["at"]
        told = self.said("next_meeting").under
        text = f"{self.say(w.NEXT)}: {self.at(at)}" if at else self.say(w.NO_NEXT)
        return Part((Paragraph("next.at", text),) if at or not told else (), told)

    def circulation(self) -> Part:
        points = tuple(
            Point(f"circulation.{one['agency']}", self.words(one["name"]), about(f"agency:{one['agency']}"))
            for one in self.content["distribution"]
        )
        return Part((Points(points),))

    def versions(self) -> Part:
        columns = tuple(self.say(one) for one in (w.VERSION, w.CHANGES, w.WHY, w.BY))
        first = Row("versions.1", ("1", self.say(w.FIRST), "", ""))
        rows = tuple(
            Row(
                f"versions.{one['version']}",
                (str(one["version"]), one["what"], one["why"], f"{one['by']}, {self.at(one['at'])}"),
            )
            for one in self.content["amendments"]
        )
        return Part((Table(self.say(w.VERSION), columns, (first, *rows)),))

    def missing(self) -> Part:
        points = tuple(
            Point(f"missing.{number}", text, about(f"subject:{one['subject']}", f"agency:{one['agency']}"))
            for number, (one, text) in enumerate(self.missing_words(), 1)
        )
        if not points:
            return Part((Paragraph("missing.nothing", self.say(w.NOTHING_MISSING)),))
        reason = self.content["approval"].get("reason", "")
        why = (Facts((Fact("missing.why", self.say(w.MISSING_WHY), reason),)),) if reason else ()
        return Part((Points(points), *why))

    def missing_words(self) -> Iterator[tuple[Mapping[str, str], str]]:
        for one in self.content["missing"]:
            agency = next(
                (
                    self.words(row["agency_name"])
                    for row in self.content["attendance"]
                    if row["agency"] == one["agency"]
                ),
                "",
            )
            subject = self.part_name(one["part"]) if one["part"] else self.name(one["subject"]) or agency
            said = self.say(w.MISSING[one["what"]])
            yield one, f"{subject}: {said[0].lower()}{said[1:]}" if subject and not said.endswith(".") else said


def missing_said(version: RecordVersion, language: str) -> tuple[str, ...]:
    """What a version needs and does not have, in sentences."""
    return tuple(text for _, text in _Telling(version, language, str).missing_words())


def parts_said(version: RecordVersion, language: str) -> dict[str, str]:
    """Ids of the parts that somebody may put in other words, to what they are called."""
    telling = _Telling(version, language, str)
    agencies = {
        f"information-{one['agency'] or 'others'}": telling.words(one["name"]) or telling.say(w.NO_AGENCY)
        for one in version.content["information"]
    }
    return {**agencies, **{one["id"]: telling.part_name(one["id"]) for one in version.content["parts"]}}


def words_of_part(version: RecordVersion, part: str) -> str:
    """What a part says now: the words put in its place, or those of the minutes, line by line."""
    content = version.content
    edited = content["edited"].get(part)
    if edited and edited["text"]:
        return str(edited["text"])
    if part == "referral":
        return str(content["referral"]["text"])
    lines = [
        line["text"]
        for one in (*content["parts"], *content["information"])
        if part in (one.get("id"), f"information-{one.get('agency') or 'others'}")
        for line in one["lines"]
    ]
    return "\n".join(lines)
