"""Any form of the hub on paper: every question with room to write, for the day when the network is down.

What the screen would hide by a rule stands on paper with the rule in words beside it: paper hides nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

from flask import Response, make_response, render_template, url_for

from hubwright.domain.definitions.form import Form, Question
from hubwright.domain.errors import NotFound
from hubwright.domain.rules.sentences import sentence
from hubwright.web.components import BackLink
from hubwright.web.language import current_language, mark, say, text
from hubwright.web.public.whom_to_ring import hours_now
from hubwright.web.surroundings import public_chrome
from hubwright.web.visit import Visit

# How many people or rows a sheet has room for; more go on a second sheet.
_ROWS = 3
_LONG, _SHORT = 6, 1
_LEFT_OUT = {"calculated"}
_BOXES = {"yes_no_unknown": (mark("Yes"), mark("No"), mark("I do not know"))}
_SPACES = {"long_text": _LONG, "address": 4, "person": 3}


@dataclass(frozen=True, slots=True)
class Asked:
    """One question on paper.

    Args:
        kind: "words" (nothing to write), "boxes", "date", "rows" or "lines".
        only: when it is to be answered, in words; "" for always.
        boxes: what may be ticked.
        lines: how many to write on.
        rows: the questions of one row, once for each row that there is room for.
    """

    label: str
    hint: str
    kind: str
    only: str
    boxes: tuple[str, ...] = ()
    lines: int = _SHORT
    rows: tuple[tuple[str, tuple[Asked, ...]], ...] = ()


def show(visit: Visit, form: str) -> Response:
    """The form, empty, to be printed.

    Raises:
        NotFound: no door of the hub leads to it.
    """
    door = next((one for one in visit.hub.doors if one.form is not None and one.form[0] == form), None)
    if door is None or door.form is None:
        raise NotFound("This hub has no such form.")
    return printed(visit, visit.hub.forms[door.form], back=url_for("public.hub", hub=visit.hub.id))


def printed(visit: Visit, drawn: Form, *, back: str) -> Response:
    """A form of the hub or of its draft, empty, to be printed; `back` is the address that the page leads back to."""
    labels = {question.id: str(text(question.label)) for question in drawn.questions()}
    body = render_template(
        "public/blank.html",
        chrome=public_chrome(visit),
        title=text(drawn.name),
        heading=text(drawn.name),
        back=BackLink(back),
        hours=hours_now(visit),
        hub_name=text(visit.hub.name),
        pages=[
            (text(page.title), text(page.intro), _only(page.show, labels), _asked(page.questions, labels))
            for page in drawn.pages
        ],
    )
    return make_response(body)


def _asked(questions: tuple[Question, ...], labels: dict[str, str]) -> tuple[Asked, ...]:
    return tuple(_one(question, labels) for question in questions if question.type not in _LEFT_OUT)


def _only(rule: object, labels: dict[str, str]) -> str:
    return sentence(rule, labels, language=current_language()) if rule is not None else ""  # type: ignore[arg-type]


def _one(question: Question, labels: dict[str, str]) -> Asked:
    kind, boxes = "lines", tuple(text(one.label) for one in question.options)
    rows: tuple[tuple[str, tuple[Asked, ...]], ...] = ()
    if question.type == "content":
        kind = "words"
    elif question.type in _BOXES or boxes:
        kind = "boxes"
        boxes = boxes or tuple(say(word) for word in _BOXES[question.type])
    elif question.type == "date":
        kind = "date"
    elif question.rows:
        kind = "rows"
        name = text(question.row_name)
        inner = _asked(question.rows, labels)
        rows = tuple((f"{name} {number}".strip(), inner) for number in range(1, _ROWS + 1))
    if kind == "boxes" and question.not_known and question.type not in _BOXES:
        boxes = (*boxes, say("I do not know"))
    return Asked(
        label=text(question.label),
        hint=text(question.hint),
        kind=kind,
        only=_only(question.show, labels),
        boxes=boxes,
        lines=_SPACES.get(question.type, _SHORT),
        rows=rows,
    )


def forms_of(visit: Visit) -> list[tuple[str, str]]:
    """Each form that a door leads to, once: its name and where it is printed from."""
    found: dict[str, Form] = {
        door.form[0]: visit.hub.forms[door.form] for door in visit.hub.doors if door.form is not None
    }
    return [(text(form.name), url_for("public.blank", hub=visit.hub.id, form=id)) for id, form in found.items()]
