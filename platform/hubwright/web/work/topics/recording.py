"""Records of meetings on the page of a case: which there are, how far each is, and what may be done with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from flask import url_for

from hubwright.domain.cases.topics.minuting import AtMeeting, meetings_of
from hubwright.domain.cases.topics.recording import (
    AmendRecord,
    CheckRecord,
    DraftRecord,
    EditRecord,
    Record,
    RecordVersion,
    SealRecord,
    alleged,
    may_check,
    names_apart,
    records_of,
    reference_of,
)
from hubwright.domain.documents.recording import missing_said, parts_said, words_of_part
from hubwright.domain.documents.recording_words import HOME, OTHERS, STATES
from hubwright.domain.documents.sections import SECTIONS
from hubwright.domain.protection import finder
from hubwright.domain.protection.of_case import of_referrers
from hubwright.web.components import Choice, Field
from hubwright.web.language import current_language, gettext, mark, plain, say, text
from hubwright.web.times import day, short_instant
from hubwright.web.work.asked import Values, Wrong, any_of, line, listed, one_of, words
from hubwright.web.work.deed import Deed
from hubwright.web.work.look import Look
from hubwright.web.work.people_shown import name_of
from hubwright.web.work.topics.cards import TEMPLATE, Cards, Shown, Way, card, way
from hubwright.web.work.topics.topic import Panel, WorkTopic

_BEGUN = ("begun", "ended")


def grouped(digest: str) -> str:
    """The first twelve characters of a hash, in groups that can be read aloud."""
    return " ".join(digest[at : at + 4] for at in range(0, 12, 4)) if digest else ""


def title_of(record: Record, seen: Look) -> str:
    """What a record is called on a page: the kind of meeting and its day."""
    content = record.latest.content
    name, began = content["meeting"]["name"], content["meeting"]["began"]
    at = plain(day(_instant(began))) if began else ""
    kind = name.get(current_language()) or name["en"]
    return (
        gettext("Record: %(meeting)s, %(day)s", meeting=kind, day=at)
        if at
        else gettext("Record: %(meeting)s", meeting=kind)
    )


def _instant(at: str) -> datetime:
    return datetime.fromisoformat(at)


def _writes(seen: Look) -> bool:
    return any(seen.may(one) for one in ("meeting.minute", "record.approve"))


def _held(seen: Look) -> list[AtMeeting]:
    """The meetings that have begun, of a type that has a record; elsewhere minutes stay minutes."""
    recorded = {one.id for one in seen.hub.meeting_types if one.record is not None}
    return [one for one in meetings_of(seen.case).values() if one.state in _BEGUN and one.type in recorded]


def _panel(seen: Look) -> Cards | None:
    records = records_of(seen.case).values()
    ways = (way(seen, "draft-record", say("Draft a record")),) if _held(seen) and _writes(seen) else ()
    if not records and not ways:
        return None
    return Cards(tuple(_card(one, seen) for one in records), ways)


def _card(record: Record, seen: Look) -> Shown:
    version, standing = record.latest, record.standing
    people = [name_of(seen.case.subjects[id], seen) for id in record.subjects if id in seen.case.subjects]
    missing = missing_said(version, current_language()) if version.open else ()
    language = current_language()
    rows = [
        (say("About"), ", ".join(people)),
        (say("Reference"), reference_of(seen.case.ref, record.id)),
        (
            say("Version"),
            gettext("%(number)s: %(state)s", number=version.number, state=STATES[version.state].said_in(language)),
        ),
        (say("By itself"), say("about somebody alleged to have caused harm") if record.separate else ""),
        (say("Checked"), _by(version.checked)),
        (say("Sealed"), _by((standing or version).sealed)),
        (say("Hash begins"), grouped(standing.digest) if standing else ""),
        (say("Missing"), "\n".join(missing)),
        (say("Names to look at"), "\n".join(names_said(record, seen))),
    ]
    return card(title_of(record, seen), rows, *_ways(record, version, seen))


def names_said(record: Record, seen: Look) -> tuple[str, ...]:
    """Who is named in a draft though they have, or are to have, a record of their own, and where; a person looks."""
    if not record.latest.open:
        return ()
    language = current_language()
    sections = {id: name.said_in(language) for id, name in SECTIONS["meeting_record"].items()}
    own = {"people": OTHERS.said_in(language), "household": HOME.said_in(language)}
    places = {**sections, **own, **_parts(record.latest)}
    return tuple(
        gettext(
            "%(name)s belongs in another record, and may be named here: %(places)s.",
            name=name_of(seen.case.subjects[one.person], seen),
            places=", ".join(places.get(place, place) for place in one.places),
        )
        for one in names_apart(seen.case, record)
    )


def _parts(version: RecordVersion) -> dict[str, str]:
    """The parts that may be put in other words, by id."""
    return {"referral": plain(say("What the referral says")), **parts_said(version, current_language())}


def _by(said: Mapping[str, Any] | None) -> str:
    if not said:
        return ""
    at = plain(short_instant(_instant(said["at"])))
    back = gettext("sent back: %(words)s", words=said["words"]) if said.get("right") is False else ""
    return ", ".join(part for part in (said["by"], at, back) if part)


def _ways(record: Record, version: RecordVersion, seen: Look) -> list[Way]:
    read = url_for("work.record", hub=seen.visit.hub.id, ref=seen.case.ref, record=record.id)
    return [Way(read, say("Read it")), *steps(record, version, seen)]


def steps(record: Record, version: RecordVersion, seen: Look) -> list[Way]:
    """What this reader may do with a record, in the order of the work: the case page and the record's own offer it."""
    ways: list[Way] = []
    if version.open and _writes(seen):
        ways.append(way(seen, "edit-record", say("Put a part in other words"), about=record.id))
        ways.append(way(seen, "draft-record", say("Draft it anew"), about=record.id))
    if version.open and _checks(record, version, seen):
        ways.append(way(seen, "check-record", say("Check it"), about=record.id))
    if version.state == "checked" and _approves(record, seen):
        ways.append(way(seen, "seal-record", say("Seal it"), about=record.id))
    if not version.open and _approves(record, seen):
        ways.append(way(seen, "amend-record", say("Amend it"), about=record.id))
    return ways


def _checks(record: Record, version: RecordVersion, seen: Look) -> bool:
    return may_check(record, version, seen.visit.actor.id, seen.visit.reader)


def _approves(record: Record, seen: Look) -> bool:
    return all(seen.may("record.approve", one) for one in record.pathways)


def _of(values: Values, seen: Look) -> Record | None:
    """The record that a page is about, with or without one of its parts ("r1-risk-p1")."""
    id, _, _ = (values.get("about") or values.get("record", "")).partition("-")
    return records_of(seen.case).get(id)


def _drafting(seen: Look, values: Values, wrong: Wrong) -> list[Field]:
    record = _of(values, seen)
    held = _held(seen)
    names = {one.id: text(one.name) for one in seen.hub.meeting_types}
    meetings = [
        (one.meeting, f"{plain(names.get(one.type, one.type))}, {plain(short_instant(one.starts))}") for one in held
    ]
    # An address has its ids in small letters.
    about = {values.get("about", ""), record.meeting.lower() if record else ""}
    known = [one for one, _ in meetings if one.lower() in about]
    values = values.copy()
    values.setdefault("meeting", next(iter(known), meetings[-1][0] if meetings else ""))
    own = [one for one in records_of(seen.case).values() if one.meeting == values["meeting"]]
    apart = alleged(seen.case, own)
    taken = {id for one in own for id in one.subjects}
    free = [one for one in seen.case.subjects if one not in taken and one not in apart]
    chosen = record.subjects if record else free
    people = [
        Choice(
            value=one.id,
            text=name_of(one, seen),
            hint=say("Alleged to have caused harm: a record by itself.") if one.id in apart else "",
        )
        for one in seen.case.subjects.values()
    ]
    yes = [Choice(value="yes", text=say("Yes: they get a record by themselves"))]
    referral = record.latest.content["referral"]["text"] if record else _referral(seen)
    return [
        listed("meeting", say("Of which meeting?"), meetings, values, wrong),
        any_of("subjects", say("About whom?"), people, values, wrong, chosen=chosen),
        any_of(
            "separate", say("Are they alleged to have caused harm?"), yes, values, wrong,
            chosen=["yes"] if record and record.separate else [],
            hint=say("Their record carries nothing of the others, and the others' nothing of them."),
        ),
        words(
            "referral", say("What does the referral say?"), values, wrong, given=referral,
            hint=say("In a few words, from which nobody learns who the referrer is."),
        ),
    ]  # fmt: skip


def _referral(seen: Look) -> str:
    """What arrived, without who the referrer is, for whoever drafts to shorten."""
    known = of_referrers([one.contact for one in seen.view.contacts], tuple(seen.case.subjects.values()))
    return finder(known).masked(seen.case.what)


def _draft(form: Values, seen: Look) -> DraftRecord:
    return DraftRecord(
        form.get("meeting", ""),
        tuple(form.getlist("subjects")),
        separate=form.get("separate") == "yes",
        referral=form.get("referral", ""),
    )


def _which(seen: Look, values: Values, wrong: Wrong) -> tuple[Field, Record | None]:
    """Which record, where a page is not about one of them already."""
    records = records_of(seen.case).values()
    record = _of(values, seen) or next(iter(records), None)
    options = [(one.id, f"{title_of(one, seen)} ({reference_of(seen.case.ref, one.id)})") for one in records]
    values = values.copy()
    values["record"] = record.id if record else ""
    return listed("record", say("Which record?"), options, values, wrong), record


def _editing(seen: Look, values: Values, wrong: Wrong) -> list[Field]:
    which, record = _which(seen, values, wrong)
    if record is None:
        return [which]
    _, _, section = values.get("about", "").partition("-")
    values = values.copy()
    values.setdefault("section", section)
    names = _parts(record.latest)
    now = words_of_part(record.latest, values["section"]) if values["section"] in names else ""
    return [
        which,
        listed("section", say("Which part?"), list(names.items()), values, wrong),
        words(
            "text", say("In other words"), values, wrong, rows=8, given=now,
            hint=gettext("It says now: %(words)s", words=now) if now and "text" in wrong
            else say("What was minuted stays as it was written. Left empty, the words of the minutes stand again."),
        ),
    ]  # fmt: skip


def _edit(form: Values, seen: Look) -> EditRecord:
    record = _of(form, seen)
    drawn = form.get("drawn_from", "")
    drawn_from = int(drawn) if drawn.isdecimal() and len(drawn) < 10 else 0
    written = record.latest.written if record else 0
    return EditRecord(
        form.get("record", ""),
        form.get("section", ""),
        form.get("text", ""),
        # What was written after the page was drawn stood on no page that this person saw.
        saw=written if written <= drawn_from else 0,
    )


def _checking(seen: Look, values: Values, wrong: Wrong) -> list[Field]:
    which, record = _which(seen, values, wrong)
    named = names_said(record, seen) if record else ()
    answers = [
        Choice(value="yes", text=say("It is right")),
        Choice(value="no", text=say("It goes back to be put right")),
    ]
    return [
        which,
        one_of(
            "right", say("You have read it whole. Is it right?"), answers, values, wrong,
            hint=" ".join(named),
        ),
        words("words", say("What is to be put right?"), values, wrong, hint=say("Leave open where it is right.")),
    ]  # fmt: skip


def _check(form: Values, seen: Look) -> CheckRecord:
    return CheckRecord(form.get("record", ""), right=form.get("right") == "yes", words=form.get("words", ""))


def _sealing(seen: Look, values: Values, wrong: Wrong) -> list[Field]:
    which, record = _which(seen, values, wrong)
    missing = missing_said(record.latest, current_language()) if record else ()
    said = (
        gettext("Missing: %(what)s", what=" · ".join(missing)) if missing else say("Nothing that is needed is missing.")
    )
    hint = " ".join([said, *(names_said(record, seen) if record else ())])
    return [which, words("reason", say("Why is it sealed with something missing?"), values, wrong, hint=hint, rows=3)]


def _seal(form: Values, seen: Look) -> SealRecord:
    return SealRecord(form.get("record", ""), form.get("reason", ""))


def _amending(seen: Look, values: Values, wrong: Wrong) -> list[Field]:
    which, _ = _which(seen, values, wrong)
    return [
        which,
        line("what", say("What changes?"), values, wrong),
        words("why", say("Why does it change?"), values, wrong, rows=3),
    ]


def _amend(form: Values, seen: Look) -> AmendRecord:
    return AmendRecord(form.get("record", ""), form.get("what", ""), form.get("why", ""))


def _onward(form: Values, seen: Look) -> str:
    """The record that was just worked on, where the next step stands; one just drafted is the latest of its meeting."""
    record = _of(form, seen)
    if record is None:
        own = [one for one in records_of(seen.case).values() if one.meeting == form.get("meeting", "")]
        record = max(own, key=lambda one: one.latest.written, default=None)
    if record is None:
        return ""
    return url_for("work.record", hub=seen.visit.hub.id, ref=seen.case.ref, record=record.id, done="1")


def _any(state: str) -> Callable[[Look], bool]:
    """Offered where some record is open, checked or sealed."""

    def offered(seen: Look) -> bool:
        latest = [one.latest for one in records_of(seen.case).values()]
        return any(one.open if state == "open" else one.state in state.split() for one in latest)

    return offered


def _line(body: Mapping[str, Any], seen: Look) -> list[str]:
    if "record" not in body:  # who is shown parts of a case alone reads that it happened
        return []
    said = [reference_of(seen.case.ref, body["record"]), gettext("version %(number)s", number=body["version"])]
    if "right" in body:
        said.append(plain(say("It is right") if body["right"] else say("It goes back to be put right")))
    if body.get("digest"):
        said.append(gettext("hash begins %(hash)s", hash=grouped(body["digest"])))
    return [", ".join(said)]


def _never(seen: Look) -> str:
    return say("Once sealed it is never changed. What comes later is a new version, which says what changed and why.")


TOPIC: WorkTopic = WorkTopic(
    deeds={
        "draft-record": Deed(
            mark("Draft the record of a meeting"), mark("Draft it"), _drafting, _draft,
            offered=lambda seen: bool(_held(seen)) and _writes(seen), leads_to=_onward,
        ),
        "edit-record": Deed(
            mark("Put a part of a record in other words"), mark("Keep these words"), _editing, _edit,
            offered=_any("open"), leads_to=_onward,
        ),
        "check-record": Deed(
            mark("Check a record"), mark("Say so"), _checking, _check,
            offered=_any("open"), leads_to=_onward,
        ),
        "seal-record": Deed(
            mark("Seal a record"), mark("Seal it"), _sealing, _seal,
            intro=_never, permission="record.approve", offered=_any("open"), leads_to=_onward,
        ),
        "amend-record": Deed(
            mark("Amend a sealed record"), mark("Begin a new version"), _amending, _amend,
            intro=_never, permission="record.approve", offered=_any("sealed"), leads_to=_onward,
        ),
    },
    entries={
        "case.record_drafted": mark("Record of a meeting drafted"),
        "case.record_edited": mark("Record put in other words"),
        "case.record_checked": mark("Record checked"),
        "case.record_sealed": mark("Record sealed"),
        "case.record_amended": mark("New version of a record begun"),
    },
    lines=dict.fromkeys(
        (f"case.record_{one}" for one in ("drafted", "edited", "checked", "sealed", "amended")), _line
    ),
    panels=(Panel("records", mark("Records of meetings"), "story", TEMPLATE, _panel),),
)  # fmt: skip
