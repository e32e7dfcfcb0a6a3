"""The element of the draft that was typed: each field of a page read back into what the document has there."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from hubwright.domain.definitions.edits import fresh_id
from hubwright.domain.definitions.elements import MISSING
from hubwright.domain.errors import Refusal
from hubwright.web.language import gettext
from hubwright.web.studio.desk import Desk
from hubwright.web.studio.parts.asking import DAYS, OWN_PAGE, PARTS_OF_A_DAY, YES_SAID, names_of
from hubwright.web.studio.parts.drawn import (
    ANY,
    COLOUR,
    DAY,
    DECIMAL,
    HOURS,
    KEPT,
    LINES,
    MAP,
    MAPS,
    NUMBER,
    NUMBERS,
    ONE,
    REF,
    REFS,
    TEXT,
    TEXTS,
    USE,
    YES,
    Drawn,
)  # fmt: skip
from hubwright.web.studio.parts.naming import to_choose
from hubwright.web.studio.texts import typed
from hubwright.web.typed_dates import date_typed
from hubwright.web.work.asked import Values

SEVERAL = (ANY, REFS, LINES, NUMBERS)
"""What can be answered with nothing, and is answered then."""
_SPAN = re.compile(r"^\s*(\d{1,2}:\d{2})\s*(?:-|to|\N{EN DASH})\s*(\d{1,2}:\d{2})\s*$")
_DECIMAL = re.compile(r"[0-9]{1,12}(\.[0-9]{1,6})?")
_FIRST_YEAR = 1900


class Reading:
    """Reads the fields of one element as they were typed.

    Args:
        desk: the draft.
        values: what was typed.
    """

    def __init__(self, desk: Desk, values: Values) -> None:
        self.desk, self.values = desk, values
        self.wrong: list[tuple[str, str]] = []

    def value(self, drawn: Drawn, before: Any) -> Any:
        """What a field is to be; `MISSING` for nothing. What has pages of its own stays."""
        if drawn.kind in (*OWN_PAGE, KEPT):
            return before
        made = self._read(drawn, before)
        if made is MISSING and before is not MISSING and before in ([], {}):
            # Said to be empty, and still so.
            return before
        if made is MISSING and drawn.needed:
            place = f"{drawn.name}-en" if drawn.kind == TEXT else drawn.name
            if drawn.kind == HOURS:
                return {}
            if drawn.kind in SEVERAL and drawn.label and not drawn.least:
                return []
            # What was typed and cannot be read has been said already.
            if place not in dict(self.wrong):
                self.wrong.append((place, "This cannot be left empty."))
        return made

    def _read(self, drawn: Drawn, before: Any) -> Any:
        readers: Mapping[str, Callable[[Drawn, Any], Any]] = {
            TEXT: lambda one, held: typed(one.name, held, self.values),
            YES: lambda one, held: {YES_SAID: True, "no": False}.get(self.values.get(one.name, ""), MISSING),
            MAP: self._map,
            MAPS: self._map,
            HOURS: self._hours,
            DAY: self._day,
            ANY: self._ticked,
            REFS: self._ticked,
            TEXTS: self._lines,
            LINES: self._lines,
            NUMBERS: self._lines,
        }
        return readers.get(drawn.kind, self._line)(drawn, before)

    def _line(self, drawn: Drawn, before: Any) -> Any:
        written = self.values.get(drawn.name, "").strip().replace("\r\n", "\n")
        if not written:
            return MISSING
        if drawn.kind in (ONE, REF, USE):
            return self._chosen(drawn, before, written)
        if drawn.kind == NUMBER:
            return self._number(drawn, drawn.name, written)
        if drawn.kind == DECIMAL and not _DECIMAL.fullmatch(written):
            self.wrong.append((drawn.name, "Write a number, as 1.5."))
        if drawn.kind == COLOUR and not re.fullmatch(r"#[0-9a-fA-F]{6}", written):
            self.wrong.append((drawn.name, "Write a colour as # and six figures or letters from a to f."))
        if drawn.label and drawn.longest and len(written) > drawn.longest:
            self.wrong.append((drawn.name, f"Write at most {drawn.longest} letters."))
        if drawn.pattern and not re.search(drawn.pattern, written):
            self.wrong.append((drawn.name, "This is not written as it should be."))
        return written.lower() if drawn.kind == COLOUR else written

    def _chosen(self, drawn: Drawn, before: Any, written: str) -> Any:
        leads = drawn.leads or ("forms" if drawn.name == "form" else "workflows")
        known = drawn.options if drawn.kind == ONE else tuple(id for id, _ in to_choose(self.desk, leads))
        if written not in known:
            self.wrong.append((drawn.name, "Choose one of those shown."))
            return before
        if drawn.kind == USE:
            return before if before is not MISSING and before["id"] == written else {"id": written}
        return written

    def _number(self, drawn: Drawn, name: str, written: str) -> Any:
        whole = written.isascii() and written.removeprefix("-").isdecimal() and len(written) < 12
        low = whole and (drawn.least is None or int(written) >= drawn.least)
        if low and (drawn.most is None or int(written) <= drawn.most):
            return int(written)
        bounds = gettext("from %(least)s to %(most)s", least=drawn.least, most=drawn.most)
        self.wrong.append(
            (name, f"Write a whole number {bounds}." if drawn.most is not None else "Write a whole number.")
        )
        return MISSING

    def _ticked(self, drawn: Drawn, before: Any) -> Any:
        known = drawn.options if drawn.kind == ANY else tuple(id for id, _ in to_choose(self.desk, drawn.leads))
        chosen = set(self.values.getlist(drawn.name))
        held = [] if before is MISSING else list(before)
        # In the order in which it was, so that a page that changes nothing changes nothing.
        kept = [one for one in held if one in chosen]
        return [*kept, *(id for id in known if id in chosen and id not in kept)] or MISSING

    def _lines(self, drawn: Drawn, before: Any) -> Any:
        given = [one.strip() for one in self.values.get(drawn.name, "").splitlines() if one.strip()]
        if drawn.kind == NUMBERS:
            return [self._number(drawn, drawn.name, one) for one in given] or MISSING
        if drawn.kind == TEXTS:
            held = {one["en"]: one for one in ([] if before is MISSING else before)}
            return [held.get(one, {"en": one}) for one in given] or MISSING
        if drawn.pattern and not all(re.search(drawn.pattern, one) for one in given):
            self.wrong.append((drawn.name, "One of these lines is not written as it should be."))
        return given or MISSING

    def _map(self, drawn: Drawn, before: Any) -> Any:
        made: dict[str, Any] = {}
        held = {} if before is MISSING else before
        for id, _ in names_of(self.desk, drawn, held):
            name = f"{drawn.name}-{id}"
            value: Any = MISSING
            if drawn.pattern == TEXT:
                value = typed(name, held.get(id), self.values)
            elif written := self.values.get(name, "").strip():
                value = [one.strip() for one in written.split(",") if one.strip()] if drawn.kind == MAPS else written
                if drawn.pattern and isinstance(value, str) and not re.search(drawn.pattern, value):
                    self.wrong.append((name, "This is not written as it should be."))
            if value is not MISSING:
                made[id] = value
        if word := self.values.get(f"{drawn.name}-new", "").strip():
            id, meaning = fresh_id(word, made, otherwise="word"), self.values.get(f"{drawn.name}-new-words", "").strip()
            if not meaning:
                self.wrong.append((f"{drawn.name}-new-words", "Write what the word means."))
            made[id] = {"en": meaning}
        return made or MISSING

    def _day(self, drawn: Drawn, before: Any) -> Any:
        try:
            found = date_typed(self.values, drawn.name)
        except Refusal:
            found = {}
        if found is None:
            return MISSING
        # Somebody who writes 27 for the year means another century than the first.
        if len(found) < len(PARTS_OF_A_DAY) or found["year"] < _FIRST_YEAR:
            self.wrong.append((drawn.name, "Write a day, a month and a year, such as 27 3 2027."))
            return before
        return "-".join(str(found[part]).zfill(2) for part in PARTS_OF_A_DAY)

    def _hours(self, drawn: Drawn, before: Any) -> Any:
        made: dict[str, list[list[str]]] = {}
        for day, _ in DAYS:
            name = f"{drawn.name}-{day}"
            spans = [one for one in self.values.get(name, "").split(",") if one.strip()]
            found = [_SPAN.match(one) for one in spans]
            if not all(found):
                self.wrong.append((name, "Write from and to, as 09:00-17:00."))
            elif found:
                made[day] = [[one.group(1).zfill(5), one.group(2).zfill(5)] for one in found if one]
        return made or MISSING
