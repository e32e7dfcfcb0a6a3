"""Three versions into one: what a hub made of a document, and what became of the original meanwhile.

Everything goes by id. What only one side changed is taken; what both changed alike is taken once; what they changed
differently stays as the hub has it until a person answers. An element that one side took out and the other changed
stays, and is told: no id is lost without a word. What only makes sense together is never put together from two sides.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from hubwright.domain.definitions.difference import difference
from hubwright.domain.definitions.elements import MISSING, OBJECT, by_key, joined, same
from hubwright.domain.rules.operators import OPERATORS

TOGETHER = ("amount", "unit", "calendar", "out_of_hours", "starts")
"""Fields that say one thing between them: 4 of ours with the working days of theirs would be a time nobody chose."""

LANGUAGES = frozenset({"en", "cy"})
"""The names in a text: a translation of other words than those beside it would mislead."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """One place where both sides changed something in different ways.

    Args:
        path: id path.
        sentence: what happened there; the merged document holds what it says.
        kind: "changed", "list", "order", "added" (by both, under one id), "we_took_out" or "they_took_out".
        base, ours, theirs: the three values; `MISSING` where there is none.
    """

    path: str
    sentence: str
    kind: str = field(default="changed", compare=False)
    base: Any = field(default=None, compare=False, repr=False)
    ours: Any = field(default=None, compare=False, repr=False)
    theirs: Any = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Merged:
    """What came of a merge.

    Args:
        document: the merged document.
        conflicts: where a person has to look, in order of place; those that were answered are left out.
        gone: id paths of all that a side took out and that nobody had changed: to be told, never silent.
    """

    document: dict[str, Any]
    conflicts: tuple[Conflict, ...] = ()
    gone: tuple[str, ...] = ()


def merge(
    base: Mapping[str, Any],
    ours: Mapping[str, Any],
    theirs: Mapping[str, Any],
    *,
    answers: Mapping[str, str] | None = None,
    again: Collection[str] = (),
) -> Merged:
    """The document in which both sides' changes stand.

    Args:
        base: the version that both began with.
        ours: what the hub made of it; stays where the two cannot both stand and nobody has answered.
        theirs: what became of the original.
        answers: "ours", "theirs" or (for lists of plain values) "both", by the path of the conflict.
        again: paths of lists whose order was put off earlier: it is asked about wherever the two differ.
    """
    merger = _Merger(answers or {}, again)
    document = merger.value(base, ours, theirs, "")
    return Merged(
        document=document,
        conflicts=tuple(sorted(merger.conflicts, key=lambda one: one.path)),
        gone=tuple(change.path for change in difference(base, document) if change.what == "removed"),
    )


def whole_only(value: Any) -> bool:
    """Whether a value is one thing to its author: a text in its languages, a rule, the name of a shared document."""
    if not isinstance(value, OBJECT) or not value:
        return False
    names = set(value)
    rule = len(names) == 1 and next(iter(names)) in OPERATORS
    return rule or names <= LANGUAGES or (names == {"id", "version"} and isinstance(value["version"], int))


class _Merger:
    def __init__(self, answers: Mapping[str, str], again: Collection[str]) -> None:
        self.answers, self.again = answers, again
        self.conflicts: list[Conflict] = []

    def conflict(self, conflict: Conflict) -> Any:
        """What stands there: by the answer, or what nobody loses anything by."""
        match self.answers.get(conflict.path):
            case "ours":
                return conflict.ours
            case "theirs":
                return conflict.theirs
            case "both" if conflict.kind == "list":
                return _union(conflict.base, conflict.ours, conflict.theirs)
        self.conflicts.append(conflict)
        return conflict.theirs if conflict.ours is MISSING else conflict.ours

    def differ(self, path: str, kind: str, said: str, three: tuple[Any, Any, Any]) -> Any:
        return self.conflict(Conflict(path, f"{path or 'The document'}: {said}", kind, *three))

    def value(self, base: Any, ours: Any, theirs: Any, path: str) -> Any:
        """The merged value; `MISSING` where it is taken out."""
        if same(ours, theirs) or same(theirs, base):
            return ours
        if same(ours, base):
            return theirs
        if ours is MISSING or theirs is MISSING:
            kind, said = (
                ("we_took_out", "we took it out, the original changed it. It stays until somebody decides.")
                if ours is MISSING
                else ("they_took_out", "the original took it out, we changed it. It stays until somebody decides.")
            )
            return self.differ(path, kind, said, (base, ours, theirs))
        return self.both(base, ours, theirs, path)

    def both(self, base: Any, ours: Any, theirs: Any, path: str) -> Any:
        """The merged value of what both sides have and changed."""
        three = base, ours, theirs
        if isinstance(ours, OBJECT) and isinstance(theirs, OBJECT) and not any(map(whole_only, three)):
            if base is MISSING and "id" in ours and ours.get("id") == theirs.get("id"):
                said = "we and the original added it differently. Ours stays until somebody decides."
                return self.differ(path, "added", said, three)
            return self.parts(base if isinstance(base, Mapping) else {}, ours, theirs, path)
        if isinstance(ours, list) and isinstance(theirs, list):
            return self.lists(base if isinstance(base, list) else [], ours, theirs, path)
        said = "we and the original changed it differently. Ours stays until somebody decides."
        return self.differ(path, "changed", said, three)

    def parts(self, base: Mapping[str, Any], ours: Mapping[str, Any], theirs: Mapping[str, Any], path: str) -> Any:
        merged: dict[str, Any] = {}
        together = self.together(base, ours, theirs, path)
        for key in dict.fromkeys([*ours, *theirs, *base]):
            if together is not None and key in TOGETHER:
                value = together.get(key, MISSING)
            else:
                mine, yours = ours.get(key, MISSING), theirs.get(key, MISSING)
                value = self.value(base.get(key, MISSING), mine, yours, joined(path, key))
            if value is not MISSING:
                merged[key] = value
        return merged

    def together(self, *sides: Any) -> dict[str, Any] | None:
        """The fields that say one thing between them, where there are such; told at the first of them."""
        *three, path = sides
        if not any(TOGETHER[0] in side for side in three):
            return None
        base, ours, theirs = ({key: side[key] for key in TOGETHER if key in side} for side in three)
        if same(ours, theirs) or same(theirs, base):
            return ours
        if same(ours, base):
            return theirs
        said = "we and the original changed the time differently. Ours stays until somebody decides."
        found: dict[str, Any] = self.differ(joined(path, TOGETHER[0]), "changed", said, (base, ours, theirs))
        return found

    def lists(self, base: list[Any], ours: list[Any], theirs: list[Any], path: str) -> list[Any]:
        keyed = [by_key(values) for values in (base, ours, theirs)]
        if any(one is None for one in keyed):
            said = "we and the original changed the list differently. Ours stays until somebody decides."
            kind = "list" if all(map(_plain, (base, ours, theirs))) else "changed"
            found: list[Any] = self.differ(path, kind, said, (base, ours, theirs))
            return found
        old, mine, yours = (one or {} for one in keyed)
        merged = self.parts(old, mine, yours, path)
        order = self.order(list(old), list(mine), list(yours), path)
        return [merged[key] for key in order if key in merged]

    def order(self, base: Sequence[str], ours: Sequence[str], theirs: Sequence[str], path: str) -> list[str]:
        """All keys in an order that keeps what either side did; it does not matter which side is which."""
        spine = self.spine(base, ours, theirs, path)
        after = _followers(spine, ours), _followers(spine, theirs)
        order: dict[str, None] = {}
        for anchor in [None, *spine]:
            if anchor is not None:
                order[anchor] = None
            for run in sorted(side.get(anchor, []) for side in after):
                order.update(dict.fromkeys(run))
        return list(order)

    def spine(self, base: Sequence[str], ours: Sequence[str], theirs: Sequence[str], path: str) -> list[str]:
        """The keys that were there before, in the order of the side that changed it."""
        before = set(base)
        known_ours = [key for key in ours if key in before]
        known_theirs = [key for key in theirs if key in before]
        ours_has, theirs_has = set(ours), set(theirs)
        moved_ours = known_ours != [key for key in base if key in ours_has]
        moved_theirs = known_theirs != [key for key in base if key in theirs_has]
        common = [key for key in known_ours if key in theirs_has], [key for key in known_theirs if key in ours_has]
        lead = known_ours if moved_ours else known_theirs if moved_theirs else list(base)
        if (path in self.again or (moved_ours and moved_theirs)) and common[0] != common[1]:
            said = "we and the original put it in different orders. Ours stays until somebody decides."
            answer = self.differ(path, "order", said, (list(base), common[0], common[1]))
            lead = known_theirs if answer is common[1] else known_ours
        # What the leading side took out but the merge may keep stands behind what it stood behind before.
        there = set(lead)
        for at, key in enumerate(base):
            if key not in there:
                behind = next((other for other in reversed(base[:at]) if other in there), None)
                lead.insert(0 if behind is None else lead.index(behind) + 1, key)
                there.add(key)
        return lead


def _plain(values: list[Any]) -> bool:
    return all(isinstance(one, str) for one in values) and len(set(values)) == len(values)


def _union(base: Any, ours: list[Any], theirs: list[Any]) -> list[Any]:
    """What either side has, without what either side took out."""
    old = base if isinstance(base, list) else []
    out = {one for one in old if one not in ours or one not in theirs}
    return [one for one in dict.fromkeys([*ours, *theirs]) if one not in out]


def _followers(spine: Sequence[str], side: Sequence[str]) -> dict[str | None, list[str]]:
    """The keys that a side added, by the old key they stand behind (None at the start)."""
    following: dict[str | None, list[str]] = {}
    anchor = None
    old = set(spine)
    for key in side:
        if key in old:
            anchor = key
        else:
            following.setdefault(anchor, []).append(key)
    return following
