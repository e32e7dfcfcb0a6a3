"""A page of questions, compiled once for each language, and drawn with what was typed and what is wrong."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import groupby

from markupsafe import Markup

from hubwright.domain.definitions.form import Question
from hubwright.domain.rules import is_plain_reveal
from hubwright.domain.texts import Text
from hubwright.web.components import Field, Fieldset, Legend
from hubwright.web.language import current_language, text
from hubwright.web.refer.asking import LEGEND, Maker, beside_maker, is_group, key_of
from hubwright.web.refer.blocks import Block, Content, Drawn, Group, One
from hubwright.web.refer.boxes import maker_of
from hubwright.web.refer.cutting import Cutting, cutting_of
from hubwright.web.refer.fields import Questions, is_listed
from hubwright.web.refer.typed import Typed

RowsOf = Callable[[Question, tuple[Field, ...], str], Block]
"""Draws the list of a question's rows: question, the boxes beside it, and the error."""


@dataclass(slots=True)
class _Planned:
    """One question with what its options reveal on the same page.

    Args:
        reveals: option id to the questions that choosing it asks.
        after: questions that more than one option asks; they stand below, always in sight.
    """

    question: Question
    make: Maker | None
    words: Content | None = None
    beside: Callable[[Typed], tuple[Field, ...]] | None = None
    group: Group | None = None
    cutting: Cutting | None = None
    reveals: dict[str, list[_Planned]] = field(default_factory=dict)
    after: list[_Planned] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Plan:
    """A page, compiled."""

    tops: tuple[_Planned, ...]

    def draw(
        self,
        *,
        shown: Collection[str],
        typed: Mapping[str, Typed],
        errors: Mapping[str, str],
        rows: RowsOf,
    ) -> tuple[Block, ...]:
        """The page's blocks.

        Args:
            shown: ids of the questions that the answers show; what an option on this page reveals is always drawn.
            typed: what stands in the boxes, by question id.
            errors: what is wrong, by question id.
            rows: draws a list of rows.
        """
        drawn: list[Block] = []
        for planned in self.tops:
            if planned.question.id in shown:
                _draw(planned, typed, errors, rows, drawn)
        return tuple(_joined(drawn))


def _draw(
    planned: _Planned, typed: Mapping[str, Typed], errors: Mapping[str, str], rows: RowsOf, drawn: list[Block]
) -> None:
    question = planned.question
    error = errors.get(question.id, "")
    if planned.words is not None:
        drawn.append(planned.words)
    elif planned.beside is not None:
        drawn.append(rows(question, planned.beside(typed.get(question.id, {})), error))
    elif planned.make is not None:
        if planned.cutting is not None and not error and not planned.reveals:
            drawn.append(Drawn(planned.cutting.html(typed.get(question.id, {}))))
        else:
            _draw_boxes(planned, _boxes(planned, typed, errors), error, drawn)
    for other in planned.after:
        _draw(other, typed, errors, rows, drawn)


def _joined(blocks: list[Block]) -> Iterator[Block]:
    """The blocks with neighbours that are markup already made into one: a call of a macro for each costs too much."""
    for ready, group in groupby(blocks, key=lambda block: isinstance(block, Drawn)):
        if ready:
            yield Drawn(Markup("\n").join(block.html for block in group if isinstance(block, Drawn)))
        else:
            yield from group


def _draw_boxes(planned: _Planned, boxes: tuple[Field, ...], error: str, drawn: list[Block]) -> None:
    if planned.group is not None:
        drawn.append(replace(planned.group, fields=boxes, error=error))
    else:
        drawn.extend(map(One, boxes))


def _boxes(planned: _Planned, typed: Mapping[str, Typed], errors: Mapping[str, str]) -> tuple[Field, ...]:
    if planned.make is None:
        return ()
    reveals = {
        option: tuple(box for inner in asked for box in _boxes(inner, typed, errors))
        for option, asked in planned.reveals.items()
    }
    id = planned.question.id
    return planned.make(typed.get(id, {}), errors.get(id, ""), reveals)


@lru_cache(maxsize=1024)
def _plan(key: tuple[str, ...], language: str, questions: Questions) -> Plan:
    asked = [question for question in questions.asked if question.type != "calculated"]
    by_id = {question.id: question for question in asked}
    planned: dict[str, _Planned] = {}
    tops = []
    for question in asked:
        holder, options = _revealed_by(question, by_id)
        nested = holder is not None and len(options) == 1
        one = planned[question.id] = _planned(question, small=nested)
        if holder is None or holder.id not in planned:
            tops.append(one)
        elif nested:
            planned[holder.id].reveals.setdefault(options[0], []).append(one)
        else:
            planned[holder.id].after.append(one)
    return Plan(tuple(tops))


def plan(key: tuple[str, ...], questions: tuple[Question, ...]) -> Plan:
    """The plan of a page in the language being spoken, made once and kept.

    Args:
        key: hub, revision, form, version and page: what never changes once published.
        questions: of the page, or of one row.
    """
    return _plan(key, current_language(), Questions(questions))


def _revealed_by(question: Question, by_id: Mapping[str, Question]) -> tuple[Question | None, tuple[str, ...]]:
    """The question on the same page whose options reveal this one, and which; (None, ()) when none does."""
    found = is_plain_reveal(question.show) if question.show is not None else None
    if found is None or found[0] not in by_id or found[0] == question.id:
        return None, ()
    return by_id[found[0]], found[1] if by_id[found[0]].type in ("choice", "choices", "yes_no_unknown") else ("", "")


def _planned(question: Question, *, small: bool) -> _Planned:
    if question.type == "content":
        shown_as = str(question.settings.get("shown_as", "text"))
        body = text(Text.of(question.settings["body"]))
        return _Planned(question, None, words=Content(text(question.label), body, shown_as))
    if is_listed(question):
        return _Planned(question, None, beside=beside_maker(question))
    group = None
    if is_group(question):
        group = Group(
            key=key_of(question),
            fieldset=Fieldset(legend=Legend(text(question.label), LEGEND)),
            fields=(),
            hint=text(question.hint),
        )
    make = maker_of(question, small=small)
    return _Planned(question, make, group=group, cutting=cutting_of(question, make))
