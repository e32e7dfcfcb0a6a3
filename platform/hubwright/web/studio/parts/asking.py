"""The fields of an element of the draft, and the element that was typed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from hubwright.domain.access.policy import PERMISSIONS
from hubwright.domain.definitions.elements import MISSING
from hubwright.domain.definitions.using import Spot, at
from hubwright.domain.definitions.using.spots import listed as listed_of
from hubwright.domain.errors import NotFound
from hubwright.web.components import Choice, DateInput, Field, Legend
from hubwright.web.language import gettext, mark, say
from hubwright.web.studio.desk import Desk
from hubwright.web.studio.parts.drawn import (
    ANY,
    COLOUR,
    DAY,
    DECIMAL,
    HOURS,
    LINE,
    LINES,
    LIST,
    LONG,
    MAP,
    MAPS,
    NUMBER,
    NUMBERS,
    OBJECT,
    ONE,
    REF,
    REFS,
    RULE,
    TEXT,
    TEXTS,
    USE,
    YES,
    Drawn,
)  # fmt: skip
from hubwright.web.studio.parts.naming import called, to_choose
from hubwright.web.studio.parts.words import CHOICES, FIELDS, field_called
from hubwright.web.studio.texts import asked
from hubwright.web.work.asked import Values, Wrong, any_of, line, listed, one_of, words

OWN_PAGE = (LIST, OBJECT, RULE)
"""What has pages of its own."""
DAYS = (("mon", mark("Monday")), ("tue", mark("Tuesday")), ("wed", mark("Wednesday")), ("thu", mark("Thursday")),
        ("fri", mark("Friday")), ("sat", mark("Saturday")), ("sun", mark("Sunday")))  # fmt: skip
_FEW = 5
YES_SAID = "yes"
NEEDED = {
    ("deciders", "roles"): "case.decide",
    ("ladders", "role"): "alarm.acknowledge",
    ("meeting_types", "chairs"): "meeting.call",
    ("meeting_types", "minute_takers"): "meeting.minute",
}
"""What a role has to hold for what it is named for, by the part and the field that name it."""
PARTS_OF_A_DAY = ("year", "month", "day")


class Asking:
    """Asks for the fields of one element.

    Args:
        desk: the draft.
        values: what was typed; empty for a page that nobody has sent yet.
        wrong: what is wrong, by the name of a field.
        spot: of the element; of a new one that of its list.
    """

    def __init__(self, desk: Desk, values: Values, wrong: Wrong, spot: Spot = ()) -> None:
        self.desk, self.values, self.wrong, self.spot = desk, values, wrong, spot
        self.makers: Mapping[str, Callable[[Drawn, Any], list[Field]]] = {
            TEXT: self.text,
            LINE: self.line,
            COLOUR: self.line,
            NUMBER: self.line,
            DECIMAL: self.line,
            LONG: self.long,
            YES: self.yes,
            ONE: self.one,
            ANY: self.any,
            REF: self.reference,
            REFS: self.references,
            USE: self.use,
            TEXTS: self.lines,
            LINES: self.lines,
            NUMBERS: self.lines,
            MAP: self.map,
            MAPS: self.map,
            HOURS: self.hours,
            DAY: self.day,
        }

    def fields(self, drawn: Drawn, before: Any) -> list[Field]:
        """The fields of one field of the document; none where it has pages of its own, or is kept as it is."""
        maker = self.makers.get(drawn.kind)
        return [] if maker is None else maker(drawn, before)

    def label(self, drawn: Drawn) -> str:
        if drawn.label:
            return drawn.label
        # What has its name in one language alone is a person.
        person = drawn.name == "name" and drawn.kind == LINE
        if drawn.name not in FIELDS:
            # What goes by an id or a number is asked where it is held: an address that somebody made up leads nowhere.
            raise NotFound("There is no such record.")
        return say("Name") if person else field_called(self.spot, drawn.name)

    def text(self, drawn: Drawn, before: Any) -> list[Field]:
        rows = 6 if drawn.name == "body" else 2
        return asked(self.desk, drawn.name, self.label(drawn), before, self.values, self.wrong, rows=rows)

    def line(self, drawn: Drawn, before: Any) -> list[Field]:
        given = "" if before is MISSING else str(before)
        return [line(drawn.name, self.label(drawn), self.values, self.wrong, given=given, hint=drawn.hint)]

    def long(self, drawn: Drawn, before: Any) -> list[Field]:
        given = "" if before is MISSING else str(before)
        return [words(drawn.name, self.label(drawn), self.values, self.wrong, rows=2, given=given, hint=drawn.hint)]

    def yes(self, drawn: Drawn, before: Any) -> list[Field]:
        choices = [Choice(value=YES_SAID, text=say("Yes")), Choice(value="no", text=say("No"))]
        if not drawn.needed:
            choices.append(Choice(value="", text=say("Not said") if drawn.label else say("As usual")))
        chosen = "" if before is MISSING else YES_SAID if before else "no"
        return [one_of(drawn.name, self.label(drawn), choices, self.values, self.wrong, chosen=chosen, hint=drawn.hint)]

    def one(self, drawn: Drawn, before: Any) -> list[Field]:
        pairs = [(id, choice_of(drawn, id)) for id in drawn.options]
        if drawn.name == "symbol":
            taken = self.beside("symbol")
            pairs = [(id, _taken(said, taken[id])) if id in taken else (id, said) for id, said in pairs]
        return self.chosen_of(drawn, pairs, before)

    def beside(self, field: str) -> dict[str, str]:
        """What the other elements of the same list have in a field, each with what that element is called."""
        held = at(self.desk.tree, self.spot)
        others = held if isinstance(held, list) else at(self.desk.tree, self.spot[:-1])
        mine = held.get("id") if isinstance(held, Mapping) else None
        return {
            str(one[field]): called(self.desk, one)
            for one in listed_of(others)
            if one.get("id") != mine and field in one
        }

    def chosen_of(self, drawn: Drawn, pairs: list[tuple[str, str]], before: Any) -> list[Field]:
        """Few are shown at once, many drop down; what can be left out offers that."""
        chosen = "" if before is MISSING else str(before)
        label, hint = self.label(drawn), drawn.hint
        if len(pairs) > _FEW or not drawn.needed:
            return [listed(drawn.name, label, pairs, self.values, self.wrong, chosen=chosen, hint=hint)]
        choices = [Choice(value=id, text=said) for id, said in pairs]
        return [one_of(drawn.name, label, choices, self.values, self.wrong, chosen=chosen, hint=hint)]

    def any(self, drawn: Drawn, before: Any) -> list[Field]:
        choices = [Choice(value=id, text=choice_of(drawn, id)) for id in drawn.options]
        return [self.ticked(drawn, choices, before)]

    def ticked(self, drawn: Drawn, choices: list[Choice], before: Any) -> Field:
        chosen = () if before is MISSING else before
        return any_of(drawn.name, self.label(drawn), choices, self.values, self.wrong, chosen=chosen, hint=drawn.hint)

    def reference(self, drawn: Drawn, before: Any) -> list[Field]:
        pairs = [(id, self.fitting(drawn, id, said)) for id, said in to_choose(self.desk, drawn.leads)]
        return self.chosen_of(drawn, pairs, before)

    def references(self, drawn: Drawn, before: Any) -> list[Field]:
        choices = [
            Choice(value=id, text=self.fitting(drawn, id, said)) for id, said in to_choose(self.desk, drawn.leads)
        ]
        return [self.ticked(drawn, choices, before)] if choices else []

    def fitting(self, drawn: Drawn, id: str, said: str) -> str:
        """What can be ticked, with what stands against it."""
        needed = NEEDED.get((str(self.spot[0]) if self.spot else "", drawn.name))
        role = next((one for one in listed_of(self.desk.tree.get("roles")) if one["id"] == id), None)
        if needed is None or role is None or needed in role["permissions"]:
            return said
        return gettext("%(role)s (may not %(what)s)", role=said, what=PERMISSIONS[needed].partition(",")[0])

    def use(self, drawn: Drawn, before: Any) -> list[Field]:
        pairs = to_choose(self.desk, "forms" if drawn.name == "form" else "workflows")
        return self.chosen_of(drawn, pairs, MISSING if before is MISSING else before["id"])

    def lines(self, drawn: Drawn, before: Any) -> list[Field]:
        given = [] if before is MISSING else [one["en"] if isinstance(one, Mapping) else str(one) for one in before]
        hint = say("At least one: alarms are told by e-mail.") if self.spot[:2] == ("local", "duty") else drawn.hint
        given_lines = "\n".join(given)
        return [words(drawn.name, self.label(drawn), self.values, self.wrong, rows=3, given=given_lines, hint=hint)]

    def map(self, drawn: Drawn, before: Any) -> list[Field]:
        held = {} if before is MISSING else before
        made: list[Field] = []
        for id, said in names_of(self.desk, drawn, held):
            name, value = f"{drawn.name}-{id}", held.get(id)
            if drawn.pattern == TEXT:
                made += asked(self.desk, name, said, value, self.values, self.wrong, rows=4)
            elif drawn.options:
                pairs = to_choose(self.desk, drawn.options[0])
                label = f"{self.label(drawn)} {said}"
                made.append(listed(name, label, pairs, self.values, self.wrong, chosen=str(value or "")))
            else:
                given = ", ".join(value) if isinstance(value, list) else str(value or "")
                made.append(line(name, f"{self.label(drawn)}: {said}", self.values, self.wrong, given=given))
        if not drawn.leads and drawn.pattern == TEXT and drawn.name != "pages":
            made.append(line(f"{drawn.name}-new", say("Another word"), self.values, self.wrong))
            made.append(words(f"{drawn.name}-new-words", say("What it means"), self.values, self.wrong, rows=2))
        return made

    def day(self, drawn: Drawn, before: Any) -> list[Field]:
        held = dict(zip(PARTS_OF_A_DAY, str(before).split("-"), strict=False)) if before is not MISSING else {}
        given = {part: self.values.get(f"{drawn.name}-{part}", held.get(part, "")) for part in PARTS_OF_A_DAY}
        wrong = say(self.wrong[drawn.name]) if drawn.name in self.wrong else ""
        legend = Legend(self.label(drawn), "govuk-fieldset__legend--s")
        return [DateInput.of(drawn.name, legend, given, error=wrong)]

    def hours(self, drawn: Drawn, before: Any) -> list[Field]:
        held = {} if before is MISSING else before
        return [
            line(f"{drawn.name}-{day}", say(said), self.values, self.wrong,
                 given=", ".join(f"{first}-{last}" for first, last in held.get(day, ())),
                 hint=say("As 09:00-17:00; several with commas; empty for closed.") if day == "mon" else "")
            for day, said in DAYS
        ]  # fmt: skip


def choice_of(drawn: Drawn, id: str) -> str:
    """What one of the words of a choice is called; a plugin's own words stand as it wrote them."""
    return id.replace("_", " ").capitalize() if drawn.label else say(CHOICES[id])


def names_of(desk: Desk, drawn: Drawn, held: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The names under which an object of names may hold something: those it has, and those it may have."""
    leads = drawn.leads or ("pages" if drawn.name == "pages" else "")
    known = to_choose(desk, leads) if leads else []
    return [*known, *((id, id) for id in held if id not in dict(known))]


def _taken(said: str, by: str) -> str:
    return gettext("%(shape)s (%(rating)s has it)", shape=said, rating=by)
