"""Each contact of a case as it came: written in a form, told at the telephone, or taken from a report."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from hubwright.domain.access import ContactView
from hubwright.domain.cases.state import ContactState, written_in
from hubwright.web.answers_shown import answer_rows
from hubwright.web.components import Row, SummaryList
from hubwright.web.language import gettext, mark, say, text
from hubwright.web.typed_lines import lines
from hubwright.web.work.look import Look

# States that say nothing: their questions stand in one line, so that what was said can be found.
_SILENT = ("not_answered", "not_asked")

MAY_SAY = {
    "yes": mark("Yes, we may say who called"),
    "no": mark("No, nobody is to learn who called"),
    "ask_first": mark("Only after asking them"),
}


@dataclass(frozen=True, slots=True)
class ContactShown:
    """One contact as it came.

    Args:
        withheld: how many answers are kept from this reader.
        came: how it came where nobody filled in a form ("Taken by telephone by ..."), or "".
        original: what arrived as a file, whole, or "" where there was none or it is kept from this reader.
        left: the parts of it that were not understood.
        kept_back: it came as a file that this reader may not see whole.
        joined_from: the case that it opened, where it was joined to this one, or "".
    """

    ref: str
    kind: str
    source: str
    received: datetime
    answers: SummaryList
    hidden: SummaryList | None
    view_of_risk: str
    missing: tuple[str, ...]
    withheld: int
    verified: bool
    additions: tuple[tuple[datetime, str, SummaryList | None], ...]
    came: str
    original: str
    left: tuple[str, ...]
    kept_back: bool
    joined_from: str


def contacts(seen: Look) -> list[ContactShown]:
    """What was said, as it was written, told or sent."""
    return [_shown(view, seen) for view in seen.view.contacts]


def _shown(view: ContactView, seen: Look) -> ContactShown:
    contact = view.contact
    form = seen.forms.get(contact.form)
    labels = {one.id: text(one.label) for one in form.questions() if one.type != "content"} if form else {}
    said = {id: one for id, one in contact.answers.items() if one.get("state") not in _SILENT}
    rows = answer_rows(form, said) if form else ()
    silent = [words for id, words in labels.items() if contact.answers.get(id, {}).get("state") == "not_answered"]
    hidden = answer_rows(form, contact.hidden) if form else ()
    original = contact.original or {}
    return ContactShown(
        ref=contact.ref,
        kind=next((text(one.name) for one in seen.drawing_of(contact).kinds if one.id == contact.kind), contact.kind),
        source=contact.source,
        received=contact.received,
        answers=SummaryList((*_told(view), *rows)),
        hidden=SummaryList(hidden) if hidden else None,
        view_of_risk=contact.view_of_risk,
        missing=tuple(silent),
        withheld=len(view.withheld & set(labels)),
        verified=contact.verified,
        additions=tuple(_additions(contact, seen)),
        came=_came(contact),
        original=str(original.get("text", "")),
        left=tuple(original.get("left", ())),
        kept_back=view.keeps_original,
        joined_from=contact.joined[-1]["from"] if contact.joined else "",
    )


def _told(view: ContactView) -> Iterator[Row]:
    """What was told or read where nobody filled in a form; who it was, as far as this reader may know."""
    contact = view.contact
    if contact.answers:
        return
    referrer, call = contact.referrer, contact.call or {}
    parts = (
        (say("What was said"), contact.what),
        (say("Who told us"), ", ".join(filter(None, (referrer.get(one) for one in ("name", "role", "organisation"))))),
        (say("Ring back on"), _number(contact)),
        (say("E-mail"), referrer.get("email", "")),
        (say("When to ring, and what else was said"), call.get("other", "")),
        (say("May we say who called?"), say(MAY_SAY[call["may_say"]]) if call.get("may_say") in MAY_SAY else ""),
    )
    yield from (Row(key, lines(value)) for key, value in parts if value)


def _number(contact: ContactState) -> str:
    number = str(contact.referrer.get("telephone", ""))
    if number and contact.referrer.get("telephone_safe") == "no":
        return gettext("%(number)s (not safe to ring)", number=number)
    return number


def _came(contact: ContactState) -> str:
    if contact.call is not None:
        return gettext("Told by telephone; taken by %(name)s.", name=str(contact.call.get("taken_by", "")))
    if contact.original is not None:
        return gettext("Taken from the file %(name)s.", name=str(contact.original.get("name", "")))
    return ""


def _additions(contact: ContactState, seen: Look) -> Iterator[tuple[datetime, str, SummaryList | None]]:
    for one in contact.additions:
        form = seen.forms.get(written_in(contact, one))
        more = answer_rows(form, one["answers"]) if form else ()
        at = datetime.fromisoformat(one["received"]).astimezone(UTC)
        yield at, one["text"], SummaryList(more) if more else None
