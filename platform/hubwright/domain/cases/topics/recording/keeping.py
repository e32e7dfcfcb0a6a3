"""What becomes of records on the case: steps, what each reader sees of them, and what their lines of the record say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from hubwright.domain.cases.entries import Entry
from hubwright.domain.cases.state import CaseState
from hubwright.domain.cases.topics.recording.composing import written_at
from hubwright.domain.cases.topics.recording.deeds import amend, check, draft, edit, seal
from hubwright.domain.cases.topics.recording.state import (
    NAME,
    AmendRecord,
    CheckRecord,
    DraftRecord,
    EditRecord,
    Record,
    RecordVersion,
    SealRecord,
    records_of,
)
from hubwright.domain.cases.topics.topic import Rows, Seeing, Telling, Topic, keeping
from hubwright.domain.documents.document import hashed
from hubwright.domain.errors import Broken


def _drafted(state: CaseState, entry: Entry) -> CaseState:
    body = entry.body
    known = records_of(state).get(body["record"])
    record = known or Record(
        id=body["record"],
        meeting=body["meeting"],
        type=body["type"],
        stands_for=body["stands_for"],
        subjects=tuple(body["subjects"]),
        pathways=tuple(body["pathways"]),
        at=entry.happened,
        separate=body["separate"],
    )
    last = record.versions[-1] if record.versions else None
    version = RecordVersion(
        number=body["version"],
        state="draft",
        content=body["content"],
        what=last.what if last else "",
        why=last.why if last else "",
        drafted=_who(entry),
        written=entry.number,
    )
    kept = tuple(one for one in record.versions if one.number != version.number)
    return _with(state, replace(record, pathways=tuple(body["pathways"]), versions=(*kept, version)))


def _edited(state: CaseState, entry: Entry) -> CaseState:
    return _changed(state, entry, state="draft", content=entry.body["content"], checked=None)


def _checked(state: CaseState, entry: Entry) -> CaseState:
    right = entry.body["right"]
    said = {**_who(entry), "right": right, "words": entry.body["words"]}
    return _changed(state, entry, state="checked" if right else "draft", checked=said)


def _sealed(state: CaseState, entry: Entry) -> CaseState:
    """Sealed: what was sealed has to be what its digest is of, now and whenever it is replayed."""
    body = entry.body
    if hashed(body["content"]) != body["digest"]:
        raise Broken(f"Entry {entry.number} of {entry.stream} is a sealed record that is not what its digest is of.")
    sealed = _changed(state, entry, state="sealed", content=body["content"], digest=body["digest"], sealed=_who(entry))
    record = records_of(sealed).get(body["record"])
    if record is None:
        return sealed
    versions = tuple(
        replace(one, state="superseded") if one.state == "sealed" and one.number != body["version"] else one
        for one in record.versions
    )
    return _with(sealed, replace(record, versions=versions))


def _amended(state: CaseState, entry: Entry) -> CaseState:
    body = entry.body
    record = records_of(state).get(body["record"])
    if record is None:
        return state
    version = RecordVersion(
        number=body["version"],
        state="draft",
        content=body["content"],
        what=body["what"],
        why=body["why"],
        drafted=_who(entry),
        written=entry.number,
    )
    return _with(state, replace(record, versions=(*record.versions, version)))


def _who(entry: Entry) -> dict[str, str]:
    return {**written_at(entry.happened, entry.actor_name, entry.actor), "agency": entry.agency or ""}


def _changed(case: CaseState, entry: Entry, **parts: Any) -> CaseState:
    """The case with the version that an entry names changed. What is sealed stays as it is, whatever an entry says."""
    record = records_of(case).get(entry.body["record"])
    if record is None:
        return case
    versions = tuple(
        replace(one, written=entry.number, **parts) if one.number == entry.body["version"] and one.open else one
        for one in record.versions
    )
    return _with(case, replace(record, versions=versions))


def _with(state: CaseState, record: Record) -> CaseState:
    return replace(state, topics=keeping(state, NAME, {**records_of(state), record.id: record}))


def _seen(pathways: tuple[str, ...], seeing: Seeing) -> bool:
    """A record is one thing: whoever does not read every strand of its people reads none of it."""
    return bool(pathways) and set(pathways) <= seeing.seen


def _cut(value: Mapping[str, Record], seeing: Seeing, state: CaseState) -> dict[str, Record]:
    return {id: cut_record(one, seeing) for id, one in value.items() if _seen(one.pathways, seeing)}


def cut_record(record: Record, seeing: Seeing) -> Record:
    """A record as a reader of its strands may see it: without the sections that their role is not shown."""
    return replace(record, versions=tuple(_cut_version(one, record, seeing) for one in record.versions))


def _cut_version(version: RecordVersion, record: Record, seeing: Seeing) -> RecordVersion:
    content = dict(version.content)
    if not all(seeing.may(_CHECKS, one) for one in record.pathways):
        content["information"] = []
        content["kept_back"] = ["information"]
    if not all(seeing.may(_DECISIONS, one) for one in record.pathways):
        content["decisions"] = [{**one, **_NO_REASONS} for one in content["decisions"]]
        content["kept_back"] = [*content.get("kept_back", ()), "decisions"]
    return replace(
        version, content=seeing.within(content), what=seeing.text(version.what), why=seeing.text(version.why)
    )


_CHECKS, _DECISIONS = "case.read/checks", "case.read/decisions"
_NO_REASONS: Mapping[str, Any] = {
    "reasons": "",
    "advice": "",
    "views": "",
    "dissent": [],
    "agency_views": [],
    "recommendation": "",
}


def _tell(telling: Telling, body: Mapping[str, Any]) -> dict[str, Any] | None:
    """A line says which record and version, and why; what the record says is read on the record itself."""
    if not _seen(tuple(body["pathways"]), telling.seeing):
        return None
    return telling.keep(
        body, "record", "version", "meeting", "section", "right", "words", "reason", "what", "why", "digest"
    )


def _rows(state: CaseState) -> Rows:
    """Each sealed version by its digest: what it says stays in the journal."""
    return {
        "case_sealed": [
            {
                "case_ref": state.ref,
                "record": record.id,
                "version": one.number,
                "stream": state.stream,
                "digest": one.digest,
                "holds": one.state == "sealed",
            }
            for record in records_of(state).values()
            for one in record.versions
            if one.digest
        ]
    }


_WRITTEN = frozenset({"case.record_drafted", "case.record_edited", "case.record_amended"})
_READ = _WRITTEN | {"case.record_checked", "case.record_sealed"}

TOPIC = Topic(
    name=NAME,
    deeds={DraftRecord: draft, EditRecord: edit, CheckRecord: check, SealRecord: seal, AmendRecord: amend},
    steps={
        "case.record_drafted": _drafted,
        "case.record_edited": _edited,
        "case.record_checked": _checked,
        "case.record_sealed": _sealed,
        "case.record_amended": _amended,
    },
    tells={
        "case.record_drafted": _tell,
        "case.record_edited": _tell,
        "case.record_checked": _tell,
        "case.record_sealed": _tell,
        "case.record_amended": _tell,
    },
    cut=_cut,
    rows=_rows,
    # What is read and approved has to be what the page showed.
    reads={CheckRecord: _WRITTEN, SealRecord: _READ, DraftRecord: _READ},
)
