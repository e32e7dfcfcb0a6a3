"""Three versions into one: what a hub made of a document, and what became of the original meanwhile.

Everything goes by id. What only one side changed is taken; what both changed alike is taken once; what they changed
differently stays as the hub has it, and is told. An element that one side took out and the other changed stays, and is
told: no id is lost without a word.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from hubwright.domain.definitions.difference import difference
from hubwright.domain.definitions.elements import MISSING, by_key, joined, same


@dataclass(frozen=True, slots=True)
class Conflict:
    """One place where both sides changed something in different ways; the merged document holds `ours`."""

    path: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Merged:
    """What came of a merge.

    Args:
        document: the merged document.
        conflicts: where a person has to look, in order of place.
        gone: id paths of all that a side took out and that nobody had changed: to be told, never silent.
    """

    document: dict[str, Any]
    conflicts: tuple[Conflict, ...] = ()
    gone: tuple[str, ...] = ()


def merge(base: Mapping[str, Any], ours: Mapping[str, Any], theirs: Mapping[str, Any]) -> Merged:
    """The document in which both sides' changes stand.

    Args:
        base: the version that both began with.
        ours: what the hub made of it; wins where the two cannot both stand.
        theirs: what became of the original.
    """
    merger = _Merger()
    document = merger.value(base, ours, theirs, "")
    return Merged(
        document=document,
        conflicts=tuple(sorted(merger.conflicts, key=lambda one: one.path)),
        gone=tuple(change.path for change in difference(base, document) if change.what == "removed"),
    )


class _Merger:
    def __init__(self) -> None:
        self.conflicts: list[Conflict] = []

    def conflict(self, path: str, sentence: str) -> None:
        self.conflicts.append(Conflict(path, f"{path or 'The document'}: {sentence}"))

    def value(self, base: Any, ours: Any, theirs: Any, path: str) -> Any:
        """The merged value; `MISSING` where it is taken out."""
        if same(ours, theirs) or same(theirs, base):
            return ours
        if same(ours, base):
            return theirs
        if ours is MISSING or theirs is MISSING:
            here, side = (
                (theirs, "we took it out, the original changed it")
                if ours is MISSING
                else (
                    ours,
                    "the original took it out, we changed it",
                )
            )
            self.conflict(path, f"{side}. It stays until somebody decides.")
            return here
        if isinstance(ours, Mapping) and isinstance(theirs, Mapping):
            return self.parts(base if isinstance(base, Mapping) else {}, ours, theirs, path)
        if isinstance(ours, list) and isinstance(theirs, list):
            return self.lists(base if isinstance(base, list) else [], ours, theirs, path)
        self.conflict(path, "we and the original changed it differently. Ours stays until somebody decides.")
        return ours

    def parts(self, base: Mapping[str, Any], ours: Mapping[str, Any], theirs: Mapping[str, Any], path: str) -> Any:
        merged = {}
        for key in dict.fromkeys([*ours, *theirs, *base]):
            value = self.value(
                base.get(key, MISSING), ours.get(key, MISSING), theirs.get(key, MISSING), joined(path, key)
            )
            if value is not MISSING:
                merged[key] = value
        return merged

    def lists(self, base: list[Any], ours: list[Any], theirs: list[Any], path: str) -> list[Any]:
        keyed = [by_key(values) for values in (base, ours, theirs)]
        if any(one is None for one in keyed):
            self.conflict(path, "we and the original changed the list differently. Ours stays until somebody decides.")
            return ours
        old, mine, yours = (one or {} for one in keyed)
        merged = self.parts(old, mine, yours, path)
        order = self.order(list(old), list(mine), list(yours), path)
        return [merged[key] for key in order if key in merged]

    def order(self, base: Sequence[str], ours: Sequence[str], theirs: Sequence[str], path: str) -> list[str]:
        """All keys in an order that keeps what either side did; it does not matter which side is which."""
        spine = self.spine(base, ours, theirs, path)
        after = _followers(spine, ours), _followers(spine, theirs)
        order: list[str] = []
        for anchor in [None, *spine]:
            order += [] if anchor is None else [anchor]
            for run in sorted(side.get(anchor, []) for side in after):
                order += [key for key in run if key not in order]
        return order

    def spine(self, base: Sequence[str], ours: Sequence[str], theirs: Sequence[str], path: str) -> list[str]:
        """The keys that were there before, in the order of the side that changed it."""

        def moved(side: Sequence[str]) -> bool:
            return [key for key in side if key in base] != [key for key in base if key in side]

        def known(side: Sequence[str]) -> list[str]:
            return [key for key in side if key in base]

        both = [key for key in known(ours) if key in theirs] == [key for key in known(theirs) if key in ours]
        if moved(ours) and moved(theirs) and not both:
            self.conflict(path, "we and the original put it in different orders. Ours stays until somebody decides.")
        lead = known(ours) if moved(ours) else known(theirs) if moved(theirs) else list(base)
        # What the leading side took out but the merge may keep stands behind what it stood behind before.
        for key in base:
            if key not in lead:
                before = [other for other in base[: base.index(key)] if other in lead]
                lead.insert(lead.index(before[-1]) + 1 if before else 0, key)
        return lead


def _followers(spine: Sequence[str], side: Sequence[str]) -> dict[str | None, list[str]]:
    """The keys that a side added, by the old key they stand behind (None at the start)."""
    following: dict[str | None, list[str]] = {}
    anchor = None
    for key in side:
        if key in spine:
            anchor = key
        else:
            following.setdefault(anchor, []).append(key)
    return following
