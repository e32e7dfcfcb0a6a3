"""One deed that a case page offers: where it stands, the form that asks for it and the command it makes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from werkzeug.datastructures import MultiDict

from hubwright.domain.cases.commands import Command
from hubwright.domain.plugins import Notice
from hubwright.web.components import Field
from hubwright.web.language import mark
from hubwright.web.work.look import Look

Values = MultiDict[str, str]
Wrong = Mapping[str, str]

# The groups in which a case page offers its acts, in the order of the work. Protection comes first, always.
GROUPS: Mapping[str, str] = {
    "now": mark("Now"),
    "ask": mark("Information"),
    "decide": mark("Decision"),
    "people": mark("People"),
    "record": mark("Record"),
}


def always(seen: Look) -> bool:
    """Offered on every case."""
    return True


@dataclass(frozen=True, slots=True)
class Deed:
    """One deed as a page.

    Args:
        title: the heading.
        button: the act and its object.
        fields: the questions of its form, with what was typed and what is wrong.
        command: what a filled-in form asks to be done.
        intro: a sentence above the questions, or None.
        notices: sentences that stand out above the questions.
        urgent: it protects now.
        group: of `GROUPS`, where the case page offers it; "" for a deed that has its button elsewhere.
        permission: without which it is not offered (the domain asks again).
        offered: whether there is something for it to do.
        leads_to: the address that it leads on to once done; "" or None for the case page.
        leads_away: whether, once done as the form says, this reader no longer sees the case; None for never.
    """

    title: str
    button: str
    fields: Callable[[Look, Values, Wrong], list[Field]]
    command: Callable[[Values, Look], Command]
    intro: Callable[[Look], str] | None = None
    notices: Callable[[Look], list[Notice]] | None = None
    urgent: bool = False
    group: str = ""
    permission: str = "case.read"
    offered: Callable[[Look], bool] = always
    leads_away: Callable[[Values, Look], bool] | None = None
    leads_to: Callable[[Values, Look], str] | None = None
