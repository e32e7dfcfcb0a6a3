"""The files of a case as a reader sees them: those put on it, and those that referrers handed in."""

from __future__ import annotations

from dataclasses import dataclass, replace

from flask import url_for

from hubwright.domain.answers.files import files_in
from hubwright.domain.cases.topics.filing import files_of
from hubwright.ports import KeptFile
from hubwright.web.language import say
from hubwright.web.times import short_instant
from hubwright.web.work.look import Look
from hubwright.web.work.words import FILES, VERDICTS


@dataclass(frozen=True, slots=True)
class FileShown:
    """One file in the list.

    Args:
        href: where it is opened, "" while it may not be.
        state: why not, or a warning that stands beside it.
    """

    name: str
    kind: str
    about: str
    given: str
    size: str
    href: str
    state: str


def names_of_files(seen: Look) -> dict[str, str]:
    """The files that this reader may know of: id to the name by which they may know it."""
    names = {id: one.name for id, one in files_of(seen.case).items()}
    for view in seen.view.contacts:
        contact = view.contact
        for answers in (contact.answers, contact.hidden, *(one["answers"] for one in contact.additions)):
            names |= {one["file"]: str(one.get("name", "")) for one in files_in(answers)}
    return names


def seen_files(seen: Look) -> list[KeptFile]:
    """The same, as they are kept."""
    names = names_of_files(seen)
    if not names:
        return []
    found = seen.visit.house.store.files.about(seen.visit.hub.id, sorted(names))
    return [replace(one, name=names[one.id]) for one in found]


def may_be_opened(file: KeptFile, seen: Look) -> bool:
    """Whether it may be opened now: looked into and clean, or the hub opens what nobody could look into."""
    return file.state == "clean" or (file.state == "not_scanned" and seen.hub.files.not_scanned == "opened")


def files(seen: Look) -> list[FileShown]:
    """The files of the case, newest last."""
    found = seen_files(seen)
    own = files_of(seen.case)
    shown = []
    for file in sorted(found, key=lambda one: own[one.id].number if one.id in own else 0):
        on_case = own.get(file.id)
        shown.append(
            FileShown(
                name=file.name,
                kind=say(FILES[on_case.kind]) if on_case else say("From the referrer"),
                about=on_case.about if on_case else "",
                given=", ".join(part for part in (on_case.given_by, on_case.by, short_instant(on_case.at)) if part)
                if on_case
                else "",
                size=_size(file.size),
                href=url_for("work.file", hub=seen.visit.hub.id, ref=seen.case.ref, file=file.id)
                if may_be_opened(file, seen)
                else "",
                state=say(VERDICTS[file.state]) if file.state != "clean" else "",
            )
        )
    return shown


def _size(count: int) -> str:
    """A size as people say it; 1 kB is 1,000 bytes."""
    return f"{count / 1_000_000:.1f} MB" if count >= 100_000 else f"{max(count // 1000, 1)} kB"
