"""One rule of a draft where it stands: what it says, what it may read there, and the edits that give it another."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from hubwright.domain.answers.scope import row_scope, scope_of
from hubwright.domain.definitions.canonical import canonical
from hubwright.domain.definitions.checks import check_form
from hubwright.domain.definitions.draw_form import draw_form
from hubwright.domain.definitions.drawn.ways import proposal_scope
from hubwright.domain.definitions.edits import FIRST, Edit, add, applied_all, between, find, fresh_id, siblings, take
from hubwright.domain.definitions.elements import MISSING
from hubwright.domain.definitions.form import Form
from hubwright.domain.definitions.using import Spot, Telling, at, form_read, path_of, purpose_of
from hubwright.domain.definitions.using.spots import replaced
from hubwright.domain.errors import NotFound
from hubwright.domain.problems import Problem
from hubwright.domain.rules import Rule, Type, check_types, parse, type_of_rule
from hubwright.domain.rules.building import Clause, Rows, rows_of, rule_of
from hubwright.domain.rules.kinds import Kind
from hubwright.loading.reference_data import reference_data
from hubwright.web.studio.desk import Desk

# What goes with its rule: it is nothing without one.
_WITH_HOLDER = ("check", "suggestion", "strand", "proposal")
# How far above a rule stands what it is about, where that is not what holds it.
_ABOVE = {"check": 3, "strand": 3, "formula": 2}
NEW = "+"
"""Stands in a spot for an element that is not there yet: no id is written so."""
ACTS = ("pass_on", "join", "not_for_hub")
"""What can be proposed to whoever looks first."""

# Kinds of questions of which one may show what stands further down on the same page.
_REVEALING = ("choice", "choices", "yes_no_unknown")


@dataclass(frozen=True, slots=True)
class Place:
    """A rule in front of somebody.

    Args:
        desk: the draft.
        spot: where it stands.
        purpose: what it is for, as `using.RULES` says.
        form: the key of the form whose questions it reads, or "".
        rule: as JSON, or None where there is none yet.
        scope: what it may read, each question with its type; None while its form is out of shape.
        telling: says rules and things of the draft in words.
        beside: of what is new and comes with its rule, its other fields.
    """

    desk: Desk
    spot: Spot
    purpose: str
    form: str
    rule: Any
    scope: Mapping[str, Type] | None
    telling: Telling
    beside: Mapping[str, str] = field(default_factory=dict)

    @property
    def new(self) -> bool:
        """What has the rule is not there yet."""
        return self.spot[-2] == NEW

    @property
    def about(self) -> Spot:
        """The spot of what the rule is about: of a check its question, of what is new what it comes into."""
        if self.new:
            return self.spot[:-3]
        return self.spot[: -_ABOVE.get(self.purpose, 1)]

    @property
    def rows(self) -> Rows | None:
        """The rows that make it, or None where no rows do."""
        return rows_of(self.rule)

    @property
    def saw(self) -> str:
        """A mark of what stands here, by which a page knows that somebody else has changed it."""
        return hashlib.sha256(canonical({"rule": self.rule})).hexdigest()[:16]

    def said(self, rule: Any) -> str:
        """A rule of this place in words."""
        return self.telling.rule(rule, self.form)

    def said_of(self, part: Clause | Rows) -> str:
        """One condition of this place in words."""
        return self.said(rule_of(Rows(parts=(part,))))

    @property
    def holder(self) -> Spot:
        """The spot of what has the rule."""
        return self.spot[:-1]

    @property
    def removable(self) -> bool:
        """It may be taken away: a calculated question has no value without its formula."""
        return self.purpose != "formula" and self.rule is not None

    def edits(self, rule: Any, holder: Mapping[str, Any] | None = None) -> list[Edit]:
        """What makes this the rule; with None there is none any more, and what is nothing without a rule goes with it.

        Args:
            rule: as JSON, or None.
            holder: what is to hold it besides, where it is new: a check with its message.
        """
        tree = self.desk.tree
        if rule is None:
            gone = self.holder if self.purpose in _WITH_HOLDER else self.spot
            return between(tree, replaced(tree, gone, MISSING))
        if self.new:
            above = self.holder[:-1]
            made: dict[str, Any] = {**self.beside, **(holder or {}), str(self.spot[-1]): rule}
            after = replaced(tree, above, [*_listed(tree, above), made])
        else:
            after = replaced(tree, self.spot, rule)
        return between(tree, after)

    @property
    def saved_at(self) -> Spot:
        """Where the rule stands once it is saved."""
        if not self.new:
            return self.spot
        above = self.holder[:-1]
        return (*above, self.beside.get("id", len(_listed(self.desk.tree, above))), self.spot[-1])

    def wrong(self, rule: Any) -> list[Problem]:
        """What would be wrong with a rule here: its types, and that it reads only what is asked before."""
        parsed = parse(rule, file="", pointer="")
        if not isinstance(parsed, Rule):
            return parsed
        if self.scope is None:
            return []
        found = check_types(parsed, self.scope, file="", pointer="")
        if not found and self.purpose != "formula" and type_of_rule(parsed, self.scope) is not None:
            kind = type_of_rule(parsed, self.scope)
            if kind is not None and kind.kind is not Kind.YES_NO:
                return [Problem("", "", "This rule does not say yes or no.", "Compare what is answered.", "rule-type")]
        return found or self._of_form(rule)

    def _of_form(self, rule: Any) -> list[Problem]:
        """What the form as a whole would have wrong that it has not wrong now."""
        if self.purpose not in ("show", "check", "formula", "danger") or self.form not in self.desk.drawn.forms:
            return []
        if self.new:
            above = self.holder[:-1]
            made = {self.spot[-1]: rule, "message": {"en": "-"}}
            return self.of_form(replaced(self.desk.tree, above, [*_listed(self.desk.tree, above), made]))
        return self.of_form(replaced(self.desk.tree, self.spot, rule))

    def of_form(self, tree: Mapping[str, Any]) -> list[Problem]:
        """What the form of this rule would have wrong in a tree that it has not wrong now."""
        before = {(one.code, one.what) for one in _wrong_with(self.form, self.desk.tree["forms"][self.form])}
        return [one for one in _wrong_with(self.form, tree["forms"][self.form]) if (one.code, one.what) not in before]

    def readable(self) -> dict[str, Type]:
        """What a new condition may read: of a rule that shows something, what is asked before."""
        if self.scope is None:
            return {}
        drawing = self.desk.drawn.forms.get(self.form)
        if self.purpose != "show" or drawing is None:
            return dict(self.scope)
        before = _before(drawing, [str(step) for step in self.spot])
        return {id: type for id, type in self.scope.items() if id in before}


def _wrong_with(form: str, document: Mapping[str, Any]) -> list[Problem]:
    """What is wrong with a form by itself, as the checks say it."""
    drawing, problems = draw_form({"version": 1, **document}, file=form)
    return [*problems, *check_form(drawing, document, file=form, reference=reference_data()).problems]


def place(desk: Desk, spot: Spot, values: Mapping[str, str] | None = None) -> Place:
    """A rule of the draft, or the place of one that is not there yet.

    Args:
        desk: the draft.
        spot: of the rule; with `NEW` of one whose element comes with it.
        values: what was chosen for a new element: "form" and "tier", "pathway", or "act".

    Raises:
        NotFound: no rule may stand there.
    """
    purpose = purpose_of(spot)
    new = len(spot) > 3 and spot[-2] == NEW and purpose in _WITH_HOLDER
    holder = at(desk.tree, spot[:-3] if new else spot[:-1])
    beside = _beside(desk, purpose, spot, values or {}) if new else {}
    if not purpose or purpose == "transition" or not isinstance(holder, dict) or beside is None:
        raise NotFound("There is no such record.")
    form = beside.get("form") or form_read(desk.tree, spot, purpose)
    rule = None if new or (found := at(desk.tree, spot)) is MISSING else found
    return Place(
        desk, spot, purpose, form, rule, _scope(desk, spot, purpose, form), Telling(desk.tree), beside
    )  # fmt: skip


def _beside(desk: Desk, purpose: str, spot: Spot, values: Mapping[str, str]) -> dict[str, str] | None:
    """The fields of a new element beside its rule; None where something is not chosen, or cannot be."""
    tree, holder = desk.tree, at(desk.tree, spot[:-3])
    if not isinstance(holder, dict):
        return None
    taken = [str(one.get("id", "")) for one in _listed(tree, spot[:-2])]
    form, tier, pathway, act = (values.get(name, "") for name in ("form", "tier", "pathway", "act"))
    made: dict[str, str] | None = {} if purpose == "check" else None
    if purpose == "suggestion" and form in tree["forms"] and tier in [one["id"] for one in holder["tiers"]]:
        made = {"id": fresh_id(tier, taken), "form": form, "tier": tier}
    elif purpose == "strand" and "form" in holder and pathway in [one["id"] for one in tree["pathways"]]:
        made = {"pathway": pathway}
    elif purpose == "proposal" and act in ACTS:
        made = {"id": fresh_id(act, taken), "act": act}
    return made


def _listed(tree: Mapping[str, Any], above: Spot) -> list[Any]:
    held = at(tree, above)
    return held if isinstance(held, list) else []


def _scope(desk: Desk, spot: Spot, purpose: str, form: str) -> Mapping[str, Type] | None:
    if purpose == "proposal":
        return None if desk.drawn.hub is None else proposal_scope(desk.drawn.hub.doors)
    drawing = desk.drawn.forms.get(form)
    if drawing is None:
        return None
    if "rows" in spot:
        held = spot[spot.index("rows") - 1]
        holder = next((one for page in drawing.pages for one in page.questions if one.id == held), None)
        return None if holder is None else row_scope(drawing, holder)
    return scope_of(drawing)


def _before(form: Form, steps: list[str]) -> set[str]:
    """The questions that are asked before a page or a question: of its own page, those that may show it."""
    page = next((index for index, one in enumerate(form.pages) if one.id == steps[3]), len(form.pages))
    found = {one.id for earlier in form.pages[:page] for one in earlier.questions}
    if len(steps) < 6 or page == len(form.pages):
        return found
    beside = list(form.pages[page].questions)
    found |= _above(beside, steps[5])
    if "rows" in steps:
        holder = next((one for one in beside if one.id == steps[5]), None)
        found |= _above(list(holder.rows) if holder else [], steps[7])
    return found


def _above(questions: list[Any], id: str) -> set[str]:
    names = [one.id for one in questions]
    stop = names.index(id) if id in names else 0
    return {one.id for one in questions[:stop] if one.type in _REVEALING}


def on_later_page(found: Place, rule: Any) -> tuple[list[Edit], Spot, list[Problem]] | None:
    """What a rule shows, put first on the page after, where it may read the page that it stands on now.

    Returns:
        The edits, where the rule stands then, and what would be wrong; None where there is no page after, or nothing
        would stay on this one.
    """
    tree, spot = found.desk.tree, found.spot
    path = path_of(spot[:6])
    if found.purpose != "show" or len(spot) != 7 or path != spot[:6]:
        return None
    names = siblings(tree, path[:3])
    next_page = names.index(path[3]) + 1
    if next_page == len(names) or len(siblings(tree, path[:5])) == 1:
        return None
    to = (*path[:3], names[next_page], "questions")
    edits = take(tree, path)
    edits += add(applied_all(tree, edits), to, {**find(tree, path), "show": rule}, after=FIRST)
    return edits, (*to, path[5], "show"), found.of_form(applied_all(tree, edits))
