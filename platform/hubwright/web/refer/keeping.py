"""The draft behind the pages: whose code this browser holds, what was typed so far, and how it is kept.

The code stands in the browser's session cookie, which no script can read, and nowhere else: not in an address, not in
a page that did not ask for it, not in the browser's storage.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, TypeVar

from flask import session

from hubwright.domain.answers.judge import Judgement, check
from hubwright.domain.cases.entries import REFERRER
from hubwright.domain.clocks.london import local
from hubwright.domain.definitions.form import Form
from hubwright.domain.definitions.hub import Door, Hub
from hubwright.domain.errors import Moved
from hubwright.ports import Draft
from hubwright.web.visit import Visit

_SESSION = "drafts"
_TRIES = 4
# A draft as large as this holds every answer at its longest; what is larger is not a form.
_LARGEST = 1_500_000

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Kept:
    """A draft with the drawings it is pinned to.

    Args:
        code: under which it is sealed.
        hub, form: as they were when it was begun.
        answers: answer documents by question id, as typed.
        asked: places that were asked about again once, and may now stand.
    """

    code: str
    draft: Draft
    hub: Hub
    form: Form
    answers: Mapping[str, Any]
    asked: frozenset[str] = frozenset()

    @property
    def key(self) -> tuple[str, ...]:
        """What the compiled pages of its form are kept under."""
        return (self.hub.id, self.draft.revision, self.form.id, str(self.form.version))

    def judged(self, visit: Visit) -> Judgement:
        """What the judge says of it today."""
        return check(self.form, self.answers, today_of(visit))


def today_of(visit: Visit) -> date:
    """The day in London."""
    return local(visit.now).date()


def begin(visit: Visit, door: Door) -> Kept:
    """A new draft at a door; this browser holds its code from now on."""
    kept = replace(unbegun(visit, door), code=visit.house.ids.code())
    with visit.house.store.work(visit.hub.id, REFERRER, deed="", now=visit.now) as work:
        work.keep_draft(kept.code, kept.draft)
        work.commit()
    remember(visit, door.leads_to[0], kept.code)
    return kept


def unbegun(visit: Visit, door: Door) -> Kept:
    """An empty draft that is not kept yet and has no code."""
    draft = Draft(
        form=door.leads_to,
        revision=visit.revision,
        door=door.id,
        answers=_packed({}, frozenset()),
        created=visit.now,
        saved=visit.now,
        ends=visit.now + timedelta(days=visit.hub.draft_days),
    )
    return Kept("", draft, visit.hub, visit.hub.forms[door.leads_to], {})


def remember(visit: Visit, form: str, code: str) -> None:
    """Let this browser hold the code of its draft of a form."""
    session[_SESSION] = {**session.get(_SESSION, {}), f"{visit.hub.id}/{form}": code}


def forget(visit: Visit, form: str) -> None:
    """This browser no longer holds the draft of a form."""
    place = f"{visit.hub.id}/{form}"
    session[_SESSION] = {key: code for key, code in session.get(_SESSION, {}).items() if key != place}


def code_here(visit: Visit, form: str) -> str | None:
    """The code that this browser holds for a form, or None."""
    held = session.get(_SESSION)
    code = held.get(f"{visit.hub.id}/{form}") if isinstance(held, dict) else None
    return code if isinstance(code, str) else None


def here(visit: Visit, form: str) -> Kept | None:
    """The draft of a form that this browser works on, or None: none was begun, or it has ended."""
    code = code_here(visit, form)
    found = by_code(visit, code) if code else None
    return found if found is not None and found.form.id == form else None


def by_code(visit: Visit, code: str) -> Kept | None:
    """The draft under a code in this hub, or None: there is none, or its days are over."""
    with visit.house.store.reading(visit.hub.id) as reading:
        draft = reading.draft(code)
        if draft is None or draft.ends <= visit.now:
            return None
        hub = visit.pinned(reading, draft.revision)
    return _opened(code, draft, hub)


def change(visit: Visit, kept: Kept, what: Callable[[dict[str, Any]], Mapping[str, Any]], **more: Any) -> Kept:
    """Change what is kept, together with whatever another page kept in the meantime.

    Args:
        kept: the draft as this request found it.
        what: the answers as they stand to the answers as they shall be.
        more: parts of the draft to set beside them (`asked`, `reply_to`).
    """
    asked = frozenset(more.pop("asked", ())) | kept.asked

    def keep() -> Kept:
        with visit.house.store.work(visit.hub.id, REFERRER, deed="", now=visit.now) as work:
            draft = work.draft(kept.code) or kept.draft
            answers = what(dict(_unpacked(draft)[0]))
            packed = _packed(answers, asked | _unpacked(draft)[1])
            ends = visit.now + timedelta(days=kept.hub.draft_days)
            draft = replace(draft, answers=packed, saved=visit.now, ends=ends, **more)
            work.keep_draft(kept.code, draft)
            work.commit()
        return replace(kept, draft=draft, answers=answers, asked=asked)

    return again(keep)


def again(deed: Callable[[], T]) -> T:
    """Do something that may be beaten to it by another request, and once more if it was."""
    for _ in range(_TRIES - 1):
        try:
            return deed()
        except Moved:
            continue
    return deed()


def too_large(answers: Mapping[str, Any]) -> bool:
    """Whether this is more than a form can hold."""
    return len(json.dumps(answers)) > _LARGEST


def _opened(code: str, draft: Draft, hub: Hub) -> Kept | None:
    form = hub.forms.get(draft.form)
    if form is None:
        return None
    answers, asked = _unpacked(draft)
    return Kept(code, draft, hub, form, answers, asked)


def _packed(answers: Mapping[str, Any], asked: frozenset[str]) -> dict[str, Any]:
    return {"answers": dict(answers), "asked": sorted(asked)}


def _unpacked(draft: Draft) -> tuple[Mapping[str, Any], frozenset[str]]:
    return draft.answers.get("answers", {}), frozenset(draft.answers.get("asked", ()))
