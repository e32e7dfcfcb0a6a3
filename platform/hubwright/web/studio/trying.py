"""Trying a draft's form out: its questions as a referrer is asked them, and why each rule gives what it gives.

Nothing that is typed here is kept: the page carries it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from flask import Response, request

from hubwright.domain.answers.judge import Judgement, check
from hubwright.domain.answers.reasons import Reason, Shown, reason, reasons, worked_out
from hubwright.domain.answers.scope import scope_of
from hubwright.domain.definitions.canonical import address_of
from hubwright.domain.definitions.form import Form, Question
from hubwright.domain.definitions.using import Spot, Telling, as_words, at, rules_in
from hubwright.domain.errors import NotFound
from hubwright.domain.rules import Rule, parse, said_value
from hubwright.domain.rules.changing import ENTRIES, WITH, WITHOUT, Flip
from hubwright.domain.rules.values import iso_date
from hubwright.web.language import gettext, say, text
from hubwright.web.refer.blocks import Block
from hubwright.web.refer.drawing import plan
from hubwright.web.refer.fields import UNASKED, is_listed, name_of, parts_of
from hubwright.web.refer.keeping import today_of
from hubwright.web.refer.typed import Typed, answer_of
from hubwright.web.studio.desk import Desk, desk
from hubwright.web.studio.frame import page
from hubwright.web.visit import Visit

ENTRIES_SHOWN = 2
"""How many entries of a list can be filled in here."""
_OF_HUB = ("suggestion", "strand")


@dataclass(frozen=True, slots=True)
class Told:
    """One rule, explained.

    Args:
        about: what it is about.
        gave: what that means: "It is hidden."
        sentence: the rule.
        spot: where it is changed.
        lines: each part with what it gave: how deep it stands, and the words.
        missing: the questions whose answers are in the way.
        changes: what would change it, in sentences.
    """

    about: str
    gave: str
    sentence: str
    spot: str
    lines: tuple[tuple[int, str], ...]
    missing: tuple[str, ...]
    changes: tuple[str, ...]


def show(visit: Visit, form: str) -> Response:
    """The form with what was typed, and what each of its rules gave."""
    found = desk(visit)
    document, drawing = at(found.tree, ("forms", form)), found.drawn.forms.get(form)
    if not isinstance(document, dict):
        raise NotFound("There is no such record.")
    title = say("Try “%(form)s”", form=document["name"]["en"])
    if drawing is None:
        return page(found, "studio/rules/try.html", current="rules", title=title, pages=(), told=(), broken=True)
    key = ("try", visit.hub.id, form, address_of(document))
    answers = answers_of(drawing)
    judgement = check(drawing, answers, today_of(visit))
    speaker = Speaker(found, form, judgement)
    return page(
        found,
        "studio/rules/try.html",
        current="rules",
        title=title,
        pages=tuple(_pages(drawing, judgement, key)),
        told=(*speaker.of_form(drawing, visit), *speaker.of_hub(drawing, visit)),
        broken=False,
        form=form,
    )


def _typed(question: Question) -> Typed:
    """What stands in the boxes of a question, by part."""
    boxes = {part: f"{name_of(question)}_{part}" if part else name_of(question) for part in parts_of(question)}
    return {part: request.form.getlist(name) for part, name in boxes.items() if name in request.form}


def _entry(holder: Question, row: int) -> tuple[Question, ...]:
    """The questions of one entry under names of their own; here nothing of an entry is hidden."""
    return tuple(
        replace(one, id=f"{holder.id}--{row}--{one.id}", show=None) for one in holder.rows if not is_listed(one)
    )


def answers_of(form: Form) -> dict[str, Any]:
    """What was typed on a form that is tried out, by question, as a form sends it."""
    answers: dict[str, Any] = {}
    for drawn in form.pages:
        for question in drawn.questions:
            if question.rows:
                entries = [_row(question, row) for row in range(1, ENTRIES_SHOWN + 1)]
                if filled := [one for one in entries if one]:
                    answers[question.id] = {"state": "answered", "value": filled}
            elif question.type not in UNASKED and not is_listed(question) and (typed := _typed(question)):
                answers[question.id] = answer_of(question, typed)
    return answers


def _row(holder: Question, row: int) -> dict[str, Any]:
    said = {
        question.id: answer_of(named, _typed(named))
        for question, named in zip((one for one in holder.rows if not is_listed(one)), _entry(holder, row), strict=True)
        if question.type not in UNASKED
    }
    return said if any(one["state"] != "not_answered" for one in said.values()) else {}


def _pages(form: Form, judgement: Judgement, key: tuple[str, ...]) -> Iterator[tuple[str, list[Any]]]:
    """Each page that is shown: its title, and its blocks with the entries of its lists."""
    for drawn in form.pages:
        if drawn.id not in judgement.pages:
            continue
        plain = tuple(one for one in drawn.questions if not is_listed(one))
        typed = {one.id: _typed(one) for one in plain if one.type not in UNASKED}
        blocks: list[tuple[str, Iterable[Block]]] = []
        for question in drawn.questions:
            if question.rows and question.id in judgement.questions:
                for row in range(1, ENTRIES_SHOWN + 1):
                    entry = _entry(question, row)
                    inside = {one.id: _typed(one) for one in entry if one.type not in UNASKED}
                    name = gettext("%(what)s: entry %(number)s", what=text(question.label), number=row)
                    blocks.append((name, _drawn((*key, drawn.id, question.id, str(row)), entry, inside)))
        shown = plan((*key, drawn.id), plain).draw(
            shown=frozenset(judgement.questions), typed=typed, errors={}, rows=_no_rows
        )
        yield text(drawn.title), [*blocks, ("", shown)]


def _drawn(key: tuple[str, ...], questions: tuple[Question, ...], typed: Mapping[str, Typed]) -> Iterable[Block]:
    return plan(key, questions).draw(shown={one.id for one in questions}, typed=typed, errors={}, rows=_no_rows)


def _no_rows(*_: Any) -> Any:
    raise AssertionError("lists are drawn entry by entry")


class Speaker:
    """Says what the rules of a form and of the hub gave for some answers."""

    def __init__(self, found: Desk, form: str, judgement: Judgement) -> None:
        self.found, self.form, self.judgement = found, form, judgement
        self.telling = Telling(found.tree)
        self.labels, self.options = self.telling.labels(form)

    def of_form(self, drawing: Form, visit: Visit, only: str = "") -> Iterator[Told]:
        """Why each page and question is shown or hidden, and what the alarm's rule says.

        Args:
            only: the page that is asked about, or "" for all.
        """
        for one in reasons(drawing, self.judgement, today_of(visit), only=only):
            if one.reason is not None:
                yield self.told(one.reason, self.about(drawing, one), self.shown(one), self.spot(drawing, one))
        if drawing.danger is not None:
            gave = self.why(drawing, drawing.danger, visit)
            if not only or gave.result:
                yield self.told(gave, say("The alarm"), self.raised(gave), ("forms", self.form, "danger"))

    def of_hub(self, drawing: Form, visit: Visit) -> Iterator[Told]:
        """What ratings are suggested and which pathways are opened, and why."""
        for one in rules_in(self.found.tree):
            if one.purpose in _OF_HUB and one.form.partition("@")[0] == self.form.partition("@")[0]:
                rule = parse(one.rule, file="", pointer="")
                if isinstance(rule, Rule):
                    gave = self.why(drawing, rule, visit)
                    part, field = ("tiers", "tier") if one.purpose == "suggestion" else ("pathways", "pathway")
                    about = self.telling.named(part, at(self.found.tree, (*one.spot[:-1], field)))
                    yield self.told(gave, about[:1].upper() + about[1:], self.proposed(gave, one.purpose), one.spot)

    def why(self, drawing: Form, rule: Rule, visit: Visit) -> Reason:
        return reason(
            rule,
            self.judgement.settled,
            scope=scope_of(drawing),
            today=today_of(visit),
            fixed=worked_out(drawing),
        )

    def told(self, gave: Reason, about: str, meaning: str, spot: Spot) -> Told:
        return Told(
            about,
            meaning,
            self.telling.rule(gave.rule.document, self.form),
            as_words(spot),
            tuple(gave.part.lines(self.labels, self.options)),
            tuple(self.labels.get(id, id) for id in gave.missing),
            tuple(self.change(one) for one in gave.flips),
        )

    def about(self, drawing: Form, one: Shown) -> str:
        if not one.question:
            title = next(drawn.title for drawn in drawing.pages if drawn.id == one.page)
            return gettext("The page “%(page)s”", page=text(title))
        label = self.labels.get(one.question, one.question)
        return gettext("%(question)s, of entry %(number)s", question=label, number=one.row) if one.row else label

    def spot(self, drawing: Form, one: Shown) -> Spot:
        spot: Spot = ("forms", self.form, "pages", one.page)
        if one.holder:
            return (*spot, "questions", one.holder, "rows", one.question, "show")
        return (*spot, "questions", one.question, "show") if one.question else (*spot, "show")

    def shown(self, one: Shown) -> str:
        if one.shown:
            return gettext("It is shown.")
        if one.reason is not None and one.reason.result is None:
            return gettext("It is hidden, because something is not known yet.")
        return gettext("It is hidden.")

    def raised(self, gave: Reason) -> str:
        if gave.result is None:
            return gettext("Whether it is raised could not be told: something is not known yet.")
        return gettext("It is raised.") if gave.result else gettext("It is not raised.")

    def proposed(self, gave: Reason, purpose: str) -> str:
        if gave.result is None:
            return gettext("It could not be assessed: something is not known yet.")
        if purpose == "suggestion":
            return gettext("It is suggested. A person rates.") if gave.result else gettext("It is not suggested.")
        return gettext("It is opened.") if gave.result else gettext("It is not opened.")

    def change(self, one: Flip) -> str:
        """One answer that would change it, as a sentence."""
        label = self.labels.get(one.question, one.question)
        if one.row:
            label = gettext("%(question)s, of entry %(number)s,", question=label, number=one.row)
        values = gettext(" or ").join(self.value(one.question, value) for value in one.values)
        if one.how == ENTRIES:
            return gettext("if %(question)s had %(number)s entries", question=label, number=one.values[0])
        if one.how == WITH:
            return gettext("if %(question)s included %(values)s", question=label, values=values)
        if one.how == WITHOUT:
            return gettext("if %(question)s did not include %(values)s", question=label, values=values)
        return gettext("if %(question)s were %(values)s", question=label, values=values)

    def value(self, question: str, value: str | int) -> str:
        if isinstance(value, str) and (day := iso_date(value)) is not None:
            return said_value(day)
        if value in ("yes", "no"):
            return gettext("Yes") if value == "yes" else gettext("No")
        return self.options.get(question, {}).get(str(value), str(value))
