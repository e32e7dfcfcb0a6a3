"""A walk through a draft's form in the preview: the page a referrer would see, drawn by what draws it for them.

Nothing of it is kept: the page carries what was answered so far, and says why it shows what it shows.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC
from typing import Any

from flask import request

from hubwright.domain.answers.paging import enough, progress
from hubwright.domain.answers.shapes import most_rows
from hubwright.domain.definitions.form import Form, Page, Question
from hubwright.ports import Draft
from hubwright.web.answers_shown import answer_words, row_title
from hubwright.web.components import Button, Card, Field, NotificationBanner, Row, SummaryList
from hubwright.web.language import plain, say, text
from hubwright.web.refer import handing_in
from hubwright.web.refer.asking import key_of
from hubwright.web.refer.blocks import Block, Rows
from hubwright.web.refer.drawing import plan
from hubwright.web.refer.fields import UNASKED, page_form
from hubwright.web.refer.findings import asked_place, messages, summary
from hubwright.web.refer.keeping import Kept
from hubwright.web.refer.places import row_address, row_at
from hubwright.web.refer.screen import Screen, rows_of, screen
from hubwright.web.refer.typed import is_untouched, typed_of
from hubwright.web.visit import Visit

SO_FAR, ENTRY = "so_far", "entry"
"""What a page of the walk carries: everything answered, and which entry of a list it is about."""
HERE = "here"
"""Pressed by nobody: the page is shown with what was answered before."""
_LARGEST = 500_000
_ADD, _CHANGE, _REMOVE = "add-", "change-", "remove-"


@dataclass(frozen=True, slots=True)
class Walk:
    """One page of the walk.

    Args:
        seen: the page, or an entry on a page of its own, over what was answered.
        said: what is wrong, by question id.
        notice: what is said above it, or "".
        asked: what was asked again once.
        over: the last page is behind.
    """

    seen: Screen
    said: Mapping[str, str]
    notice: str = ""
    over: bool = False

    @property
    def hidden(self) -> bool:
        """The answers hide the page; in the preview it is drawn all the same."""
        return self.seen.page.id not in self.seen.judgement.pages

    @property
    def carried(self) -> tuple[tuple[str, str], ...]:
        """What the page carries on: names with values."""
        kept, holder = self.seen.kept, self.seen.holder
        so_far = {"answers": kept.answers, "asked": sorted(kept.asked)}
        entry = row_address(holder, self.seen.row) if holder else ""
        return (SO_FAR, json.dumps(so_far, separators=(",", ":"))), (ENTRY, entry)

    def drawn(self, visit: Visit) -> Mapping[str, Any]:
        """What the template draws."""
        seen = self.seen
        typed = {one.id: typed_of(one, seen.answers.get(one.id)) for one in seen.questions if one.type not in UNASKED}
        shown = {one.id for one in seen.questions if one.show is None} if self.hidden else seen.shown
        at = progress(seen.kept.form, seen.judgement, seen.step)
        return {
            "heading": text(seen.page.title) if seen.holder is None else row_title(seen.holder, seen.row),
            "title": plain(seen.page.title),
            "intro": text(seen.page.intro) if seen.holder is None else "",
            "blocks": plan(seen.key, seen.questions).draw(
                shown=shown, typed=typed, errors=self.said, rows=self._rows
            ),
            "errors": summary(dict(self.said), seen.questions),
            "notices": [NotificationBanner(self.notice)] if self.notice else [],
            "progress": None if self.hidden else (at.number, at.about),
            "buttons": self._buttons(),
            "entries": self._entries(),
            "carried": self.carried,
            "over": self.over,
            "page_hidden": self.hidden,
        }  # fmt: skip

    def _buttons(self) -> tuple[Button, ...]:
        buttons = [Button(text=say("Continue"))]
        if enough(self.seen.kept.form, self.seen.judgement.answers):
            buttons.append(Button(text=say("Send what I have now"), name="act", value="send"))
        quiet = "govuk-button--secondary"
        buttons.append(Button(text=say("Back"), name="act", value="back", classes=quiet))
        buttons.append(Button(text=say("Save and come back later"), name="act", value="later", classes=quiet))
        return tuple(buttons)

    def _rows(self, question: Question, beside: tuple[Field, ...], error: str) -> Block:
        if question.type == "file":
            return handing_in.block(self.seen, question, beside, error)
        rows = rows_of(self.seen.kept.answers, question)
        noun = text(question.row_name) if question.row_name else say("entry")
        words = say("Add another %(row)s", row=noun) if rows else say("Add %(row)s", row=noun)
        button = Button(text=words, name="act", value=f"{_ADD}{question.id}", classes="govuk-button--secondary")
        return Rows(
            key=key_of(question),
            legend=text(question.label),
            hint=text(question.hint),
            error=error,
            lists=tuple(_card(question, index, row) for index, row in enumerate(rows)),
            empty=say("Nobody yet.") if question.type == "people" else say("Nothing yet."),
            add=None if len(rows) >= most_rows(question) else replace(button, id=key_of(question)),
            fields=() if rows else beside,
        )

    def _entries(self) -> list[tuple[str, str, str]]:
        """Every entry of a list on the page: its name, and what the buttons that change and remove it send."""
        if self.seen.holder is not None:
            return []
        return [
            (row_title(question, index), f"{_CHANGE}{at}", f"{_REMOVE}{at}")
            for question in self.seen.questions
            if question.rows and question.id in self.seen.shown
            for index, _ in enumerate(rows_of(self.seen.kept.answers, question))
            for at in (row_address(question, index),)
        ]


def _card(question: Question, index: int, row: dict[str, object]) -> SummaryList:
    lines = [
        Row(text(column.label), answer_words(column, row[column.id]))
        for column in question.rows
        if column.id in row and not is_untouched(row[column.id])
    ]
    return SummaryList(tuple(lines), card=Card(title=row_title(question, index)))


def walk(visit: Visit, form: Form, address: str, page: Page, *, act: bool = True) -> Walk:
    """The page that whoever previews is on after what was pressed.

    Args:
        form: the draft's drawing.
        address: of its document: what its compiled pages are kept under.
        page: the page that was asked for, or is left by what was pressed.
        act: what was pressed is done; else the page is only drawn with what was typed.
    """
    answers, asked = _so_far()
    draft = Draft(
        form=(form.id, form.version), revision=f"preview {address}", door=None, answers={},
        created=visit.now, saved=visit.now, ends=visit.now,
    )  # fmt: skip
    place = row_at(page, request.form.get(ENTRY, ""))
    # An entry further on than the next one is no page of ours.
    if place is not None and place[1] > len(rows_of(answers, place[0])):
        place = None
    seen = screen(visit, Kept("", draft, visit.hub, form, answers, asked), page, *(place or (None, 0)))
    if SO_FAR not in request.form or request.form.get("act") == HERE:
        return Walk(seen, {})
    typed = page_form(seen.key, seen.questions, seen.answers)
    at = visit.now.astimezone(UTC).isoformat(timespec="seconds")
    seen = seen.with_answers(visit, seen.merged(dict(answers), typed.answers(), at))
    return _onward(visit, seen, request.form.get("act", "")) if act else Walk(seen, messages(seen.found().malformed))


def _so_far() -> tuple[dict[str, Any], frozenset[str]]:
    """What the page carried. It may hold anything: the judge reads it as what a referrer typed."""
    raw = request.form.get(SO_FAR, "")
    try:
        held = json.loads(raw) if len(raw) <= _LARGEST else {}
    except (ValueError, RecursionError):
        held = {}
    answers = held.get("answers") if isinstance(held, dict) else None
    asked = held.get("asked") if isinstance(held, dict) else None
    return (
        dict(answers) if isinstance(answers, dict) else {},
        frozenset(one for one in asked if isinstance(one, str)) if isinstance(asked, list) else frozenset(),
    )


def _onward(visit: Visit, seen: Screen, act: str) -> Walk:
    if act == "back":
        return _to(visit, seen, seen.before())
    if act in ("send", "later") or act == handing_in.ADD or act.startswith(handing_in.DROP):
        return Walk(seen, {}, say("This is a preview: nothing is sent, kept or handed in."))
    if act.startswith(_ADD):
        holder = next((one for one in seen.page.questions if one.id == act.removeprefix(_ADD) and one.rows), None)
        count = len(rows_of(seen.kept.answers, holder)) if holder else 0
        at = None if holder is None or count >= most_rows(holder) else (holder, count)
        return Walk(screen(visit, seen.kept, seen.page, *(at or (None, 0))), {})
    if act.startswith((_CHANGE, _REMOVE)):
        return _entry(visit, seen, act)
    return Walk(seen, messages(seen.found().malformed)) if act == "look" else _continued(visit, seen)


def _continued(visit: Visit, seen: Screen) -> Walk:
    """What *Continue* leads to: the same page with what is wrong or asked again once, the next one, or the end."""
    found = seen.found()
    again = found.not_asked_before(seen.kept.asked)
    if found.malformed:
        return Walk(seen, messages(found.malformed))
    if again:
        kept = replace(seen.kept, asked=seen.kept.asked | set(map(asked_place, again)))
        words = say("Please look at this once more. You can go on without changing anything: we do not ask again.")
        return Walk(screen(visit, kept, seen.page, seen.holder, seen.row), messages(again), words)
    step = seen.after()
    return replace(Walk(seen, {}), over=True) if step is None else _to(visit, seen, step)


def _to(visit: Visit, seen: Screen, step: Any) -> Walk:
    """Another page over the same answers; the same one where there is none."""
    page = next((one for one in seen.kept.form.pages if step is not None and one.id == step.page), seen.page)
    return Walk(screen(visit, seen.kept, page), {})


def _entry(visit: Visit, seen: Screen, act: str) -> Walk:
    place = row_at(seen.page, act.removeprefix(_CHANGE).removeprefix(_REMOVE))
    if place is None or place[1] >= len(rows_of(seen.kept.answers, place[0])):
        return Walk(screen(visit, seen.kept, seen.page), {})
    if act.startswith(_CHANGE):
        return Walk(screen(visit, seen.kept, seen.page, *place), {})
    rows = rows_of(seen.kept.answers, place[0])
    del rows[place[1]]
    left = {"state": "answered", "value": rows} if rows else {"state": "not_answered"}
    return Walk(screen(visit, replace(seen.kept, answers={**seen.kept.answers, place[0].id: left}), seen.page), {})
