"""The record of a meeting as a document: what it says of the meeting itself, before what was said there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from hubwright.domain.cases.topics.recording import RecordVersion
from hubwright.domain.clocks.words import moment_said
from hubwright.domain.documents import recording_words as w
from hubwright.domain.documents.document import Fact, Facts, Paragraph, Point, Points, Row, Section, Table
from hubwright.domain.documents.layout import Part
from hubwright.domain.documents.said import about
from hubwright.domain.texts import Text


@dataclass(frozen=True, slots=True)
class Meeting:
    """Says what one version holds of the meeting itself: when, who was there, whom it is about."""

    version: RecordVersion
    language: str
    provision: Callable[[str], str]

    @property
    def content(self) -> Mapping[str, Any]:
        """What the version says, as JSON."""
        return self.version.content

    def say(self, text: Text) -> str:
        """A text in the document's language."""
        return text.said_in(self.language)

    def words(self, said: Mapping[str, Any] | None) -> str:
        """Words of the hub that the record holds in both languages."""
        return Text(said["en"], said.get("cy")).said_in(self.language) if said else ""

    def at(self, moment: str | None) -> str:
        """A moment as the clock on the wall shows it, or "" for none."""
        return moment_said(datetime.fromisoformat(moment).astimezone(UTC), self.language) if moment else ""

    def name(self, id: str) -> str:
        """Somebody the record is about, or "" for nobody of theirs."""
        one = next((one for one in self.content["people"] if one["id"] == id), None)
        if one is None:
            return ""
        return one["name"] or one["role"] or self.say(w.UNBORN if one["unborn"] else w.NO_NAME)

    def part_name(self, id: str) -> str:
        """What a part of the content is called, with whom it is about."""
        part = next((one for one in self.content["parts"] if one["id"] == id), None)
        if part is None:
            agency = next((one for one in self.content["information"] if f"information-{one['agency']}" == id), None)
            return self.words(agency["name"]) if agency else ""
        return ": ".join(one for one in (self.words(part["label"]), self.name(part["subject"])) if one)

    def head(self) -> tuple[Fact, ...]:
        """What stands under the title."""
        meeting = self.content["meeting"]
        facts = [
            ("meeting", w.MEETING, f"{self.words(meeting['name'])}, {self.at(meeting['began'])}".strip(", ")),
            ("state", w.STATE, self.say(w.STATES[self.version.state])),
            *((one, said, self._deed(one)) for one, said in (("checked", w.CHECKED), ("sealed", w.SEALED))),
        ]
        return tuple(Fact(f"head.{id}", self.say(name), text) for id, name, text in facts if text)

    def _deed(self, which: str) -> str:
        said = getattr(self.version, which)
        if not said or (which == "checked" and not said.get("right", True)):
            return self.say(w.NOT_YET)
        return f"{said['by']}, {self.at(said['at'])}"

    def meeting(self) -> Part:
        """When and how it was held, under which guidance, with which quorum."""
        meeting = self.content["meeting"]
        nothing = self.say(w.NOT_RECORDED)
        mode = w.MODES.get(meeting["mode"])
        guidance = "\n".join(
            self.words(one["name"]) + ("" if one["checked"] else f" ({self.say(w.TO_CHECK)})")
            for one in self.content["guidance"]
        )
        rows = [
            ("reference", w.REFERENCE, meeting["reference"]),
            ("kind", w.KIND, self.words(meeting["name"])),
            ("began", w.BEGAN, self.at(meeting["began"]) or nothing),
            ("ended", w.ENDED, self.at(meeting["ended"]) or nothing),
            ("mode", w.MODE, self.say(mode) if mode else nothing),
            ("chair", w.CHAIR, meeting["chair"].get("name", "") or nothing),
            ("minutes", w.MINUTES, meeting["minute_taker"].get("name", "") or nothing),
            ("quorum", w.QUORUM, self._quorum(meeting["quorum"])),
            ("guidance", w.GUIDANCE, guidance or nothing),
        ]
        facts = Facts(tuple(Fact(f"meeting.{id}", self.say(name), text) for id, name, text in rows))
        separate = (Paragraph("meeting.separate", self.say(w.SEPARATE)),) if self.content["separate"] else ()
        return Part((*separate, facts))

    def _quorum(self, quorum: Mapping[str, Any]) -> str:
        met = quorum.get("met")
        if met is None:
            return self.say(w.NOT_RECORDED)
        parts = [self.say(w.QUORATE if met else w.NOT_QUORATE), quorum.get("reason", "")]
        at_end = quorum.get("met_at_end")
        if at_end is not None and at_end != met:
            parts.append(self.say(w.AT_END_MET if at_end else w.AT_END_NOT_MET))
        return ". ".join(one for one in parts if one)

    def attendance(self) -> Part:
        """Who was asked and who came; who came late or left early, and what was decided without them."""
        columns = tuple(self.say(one) for one in (w.AGENCY, w.WHO, w.ATTENDED))
        rows = tuple(
            Row(
                f"attendance.{number}",
                (
                    self.words(one["agency_name"]) or one["organisation"],
                    ", ".join(part for part in (one["name"] or self.say(w.NOT_NAMED), one["role"]) if part),
                    self._came(one),
                ),
                about(f"agency:{one['agency']}"),
            )
            for number, one in enumerate(self.content["attendance"], 1)
        )
        return Part((Table(self.say(w.ATTENDED), columns, rows),))

    def _came(self, one: Mapping[str, Any]) -> str:
        state = w.CAME.get(one["state"])
        said = [self.say(state) if state else one["state"]]
        if one["by"] in w.MODES:
            said.append(self.say(w.MODES[one["by"]]))
        if one["late"]:
            said.append(self.say(w.JOINED).format(at=self.at(one["came"])))
        if one["left"]:
            said.append(self.say(w.LEFT).format(at=self.at(one["left"])))
        absent = dict.fromkeys([*one["decided_before"], *one["decided_after"]])
        if absent:
            said.append(self.say(w.BEFORE).format(who=", ".join(map(self.name, absent))))
        return "; ".join(said)

    def people(self) -> Part:
        """Whom the record is about, who else is on the case, and who else lives there."""
        columns = tuple(self.say(one) for one in (w.NAME, w.BORN, w.ROLE, w.NEEDS))
        rows = tuple(
            Row(
                f"people.{one['id']}",
                (
                    self.name(one["id"]),
                    self._born(one["born"] or one["expected"]),
                    one["role"] or self.say(w.NOT_RECORDED),
                    ", ".join(one["needs"].values()) or self.say(w.NOT_RECORDED),
                ),
                about(f"subject:{one['id']}"),
            )
            for one in self.content["people"]
        )
        others = tuple(
            Point(
                f"people.other.{one['id']}",
                self.say(w.ANOTHER)
                if one["another_record"]
                else ", ".join(part for part in (one["name"], one["role"]) if part) or self.say(w.NO_NAME),
                about(f"person:{one['id']}"),
            )
            for one in self.content["others"]
        )
        home = tuple(
            Paragraph(
                f"people.home.{one['pathway']}", f"{self.say(w.HOUSEHOLD[one['position']])}. {one['words']}".strip()
            )
            for one in self.content["household"]
        )
        under = []
        if others:
            under.append(Section("people-others", self.say(w.OTHERS), (Points(others),), level=2))
        if home:
            under.append(Section("people-home", self.say(w.HOME), home, level=2))
        return Part((Table(self.say(w.PEOPLE), columns, rows),), tuple(under))

    def _born(self, shape: Mapping[str, Any] | None) -> str:
        if not shape or "year" not in shape:
            return self.say(w.NOT_RECORDED)
        return "/".join([*(f"{shape[part]:02d}" for part in ("day", "month") if part in shape), str(shape["year"])])

    def edited(self, part: str) -> tuple[str, str] | None:
        """The words that stand instead of those of the minutes, and who put them so."""
        one = self.content["edited"].get(part)
        if not one or not one["text"]:
            return None
        return one["text"], self.say(w.IN_OTHER_WORDS).format(who=one["by"], at=self.at(one["at"]))
