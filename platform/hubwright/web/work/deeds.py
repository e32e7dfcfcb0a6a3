"""Every deed that a case page offers: the form that asks for it and the command it makes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from werkzeug.datastructures import MultiDict

from hubwright.domain.cases import commands
from hubwright.domain.cases.commands import Command
from hubwright.web.components import Field
from hubwright.web.language import mark
from hubwright.web.work import asking_forms, deciding_forms
from hubwright.web.work import deed_forms as forms
from hubwright.web.work.look import Look

Values = MultiDict[str, str]
Wrong = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Deed:
    """One deed as a page.

    Args:
        title: the heading.
        button: the act and its object.
        fields: the questions of its form, with what was typed and what is wrong.
        command: what a filled-in form asks to be done.
        intro: a sentence above the questions, or None.
        urgent: it protects now.
    """

    title: str
    button: str
    fields: Callable[[Look, Values, Wrong], list[Field]]
    command: Callable[[Values, Look], Command]
    intro: Callable[[Look], str] | None = None
    urgent: bool = False


def _nothing(seen: Look, values: Values, wrong: Wrong) -> list[Field]:
    return []


DEEDS: Mapping[str, Deed] = {
    "read": Deed(mark("Read this contact"), mark("I have read this"), _nothing, lambda form, seen: commands.Read()),
    "rate": Deed(mark("Rate"), mark("Record the rating"), forms.rating, forms.rate),
    "ask": Deed(
        mark("Ask agencies"),
        mark("Ask these agencies"),
        asking_forms.asking,
        asking_forms.ask,
        intro=asking_forms.why_we_may_ask,
    ),
    "decide": Deed(
        mark("Record the decision"),
        mark("Record the decision"),
        deciding_forms.deciding,
        deciding_forms.decide,
        intro=deciding_forms.who_decides,
    ),
    "act-now": Deed(
        mark("Start immediate action"),
        mark("Start now"),
        deciding_forms.acting_now,
        deciding_forms.act_now,
        intro=deciding_forms.nothing_is_needed_first,
        urgent=True,
    ),
    "answer": Deed(
        mark("Record what the receiving service said"),
        mark("Record their answer"),
        deciding_forms.answering,
        deciding_forms.answer_route,
    ),
    "tell": Deed(mark("Tell the referrer"), mark("Record this"), deciding_forms.telling, deciding_forms.tell),
    "note": Deed(mark("Write a note"), mark("Keep this note"), forms.noting, forms.note),
    "add-person": Deed(mark("Add a person"), mark("Add this person"), forms.adding_person, forms.add_person),
    "assign": Deed(mark("Give it an owner"), mark("Give it to them"), forms.assigning, forms.assign),
    "correct": Deed(mark("Correct the record"), mark("Record the correction"), forms.correcting, forms.correct),
    "close": Deed(mark("Close the case"), mark("Close the case"), forms.closing, forms.close),
    "reopen": Deed(mark("Reopen the case"), mark("Reopen the case"), forms.closing, forms.reopen),
    "take-on": Deed(mark("Take on the alarm"), mark("I take this on"), forms.alarming, forms.take_on),
}
