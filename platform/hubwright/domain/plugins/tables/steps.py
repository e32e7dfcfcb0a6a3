"""A deed in one line, and the one way from its answers to an entry."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from hubwright.domain.plugins.asking import Asked, Decided, Happened, NotYet, RecordView, Tell
from hubwright.domain.plugins.declared import Deed
from hubwright.domain.plugins.tables.asking import NOBODY, Ask, Options, given, missing, questions
from hubwright.domain.plugins.views import CaseView
from hubwright.domain.texts import Text

BEGINS = ("",)


@dataclass(frozen=True, slots=True)
class Made:
    """What a deed makes of its answers beyond keeping them.

    Args:
        body: the whole body of the entry.
        wrong: question to its own message; while there is one, nothing happens.
        tells: who is told that there is something to look at.
    """

    body: Mapping[str, Any]
    wrong: Mapping[str, str] = field(default_factory=dict)
    tells: tuple[Tell, ...] = ()


More = Callable[[Asked, Options, Mapping[str, Any]], Made]
Also = Callable[[CaseView, RecordView | None, Options], tuple[Ask, ...]]


def _no_more(_asked: Asked, _options: Options, body: Mapping[str, Any]) -> Made:
    return Made(body)


def _always(_state: Mapping[str, Any]) -> bool:
    return True


def _none(_case: CaseView, _record: RecordView | None, _options: Options) -> tuple[Ask, ...]:
    return ()


@dataclass(frozen=True, slots=True)
class Step:
    """A deed.

    Args:
        deed: id.
        words: the act and its object, on the button.
        kind: of the record.
        permission: without which nobody does it.
        entry: type of the entry that it makes.
        of: what the record stands at before it; "" where it begins one.
        becomes: what the record stands at after it; "" where that stays.
        asks: what is asked and kept.
        also: what is asked beside it of the people of the case or in the hub's own words, and kept by `more` alone;
            after the first of `asks`, where there are any.
        more: what else follows.
        when: whether the record, which stands at one of `of`, lets it be done.
    """

    deed: str
    words: str
    kind: str
    permission: str
    entry: str
    of: tuple[str, ...]
    becomes: str = ""
    asks: tuple[Ask, ...] = ()
    also: Also = _none
    more: More = _no_more
    when: Callable[[Mapping[str, Any]], bool] = _always

    def fits(self, record: RecordView | None) -> bool:
        """Whether it can be done to a record as it stands, or without one."""
        if record is None:
            return self.begins
        return record.kind == self.kind and record.state["status"] in self.of and self.when(record.state)

    @property
    def begins(self) -> bool:
        """Whether it makes a record."""
        return self.of == BEGINS

    def every(self, case: CaseView, record: RecordView | None, options: Options) -> tuple[Ask, ...]:
        """All that is asked, in order."""
        return (*self.asks[:1], *self.also(case, record, options), *self.asks[1:])

    def declared(self) -> Deed:
        """The deed as the plugin says it of itself, as a hub that has chosen nothing would ask it."""
        asks = questions(self.every(NOBODY, None, {}), NOBODY, {})
        return Deed(self.deed, Text(self.words), self.kind, self.permission, begins=self.begins, asks=asks)


def decided(step: Step, asked: Asked, options: Options) -> Decided | NotYet:
    """What follows from a deed: one entry with what was answered, or everything that is still missing."""
    if not step.fits(asked.record):
        return NotYet("This stands otherwise by now.", "Look at it again before you go on.")
    body = {one.at: given(one, asked, options) for one in step.asks}
    made = step.more(asked, options, {name: value for name, value in body.items() if value is not None})
    wrong = {**made.wrong, **missing(step.asks, body)}
    if wrong:
        return NotYet("This is not complete.", "Look at what is marked; everything else is kept.", wrong)
    begun = {"case": asked.case.ref} if step.begins and asked.case.ref else {}
    after = {"status": step.becomes} if step.becomes else {}
    return Decided((Happened(step.entry, {**begun, **made.body, **after}),), made.tells)
