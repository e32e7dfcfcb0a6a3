"""What changed between two versions of a document, by id and in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from hubwright.domain.definitions.elements import MISSING, OBJECT, by_key, same
from hubwright.domain.rules.parsing import quoted


@dataclass(frozen=True, slots=True)
class Change:
    """One change.

    Args:
        path: id path, "shareable/scales/rag/tiers/red/label/en".
        what: "added", "removed", "changed" or "reordered".
        before, after: the values; None where there was or is none.
        steps: the path step by step, since an id may itself hold a slash.
    """

    path: str
    what: str
    before: Any = None
    after: Any = None
    steps: tuple[str, ...] = field(default=(), compare=False)

    def sentence(self) -> str:
        """The change as one sentence."""
        match self.what:
            case "added":
                return f"{self.path} was added."
            case "removed":
                return f"{self.path} was taken out."
            case "reordered":
                return f"{self.path} stands in another order."
            case _:
                return f"{self.path} changed from {_shown(self.before)} to {_shown(self.after)}."


def difference(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Change]:
    """Every change from one version of a document to another, in order of its place.

    Args:
        before, after: plain JSON documents.
    """
    return list(_changes(before, after, ()))


def _changes(before: Any, after: Any, steps: tuple[str, ...]) -> Iterator[Change]:
    if same(before, after):
        return
    path = "/".join(steps)
    if before is MISSING:
        yield Change(path, "added", None, after, steps)
    elif after is MISSING:
        yield Change(path, "removed", before, None, steps)
    elif isinstance(before, OBJECT) and isinstance(after, OBJECT):
        yield from _parts(before, after, steps)
    elif isinstance(before, list) and isinstance(after, list):
        old, new = by_key(before), by_key(after)
        if old is None or new is None:
            yield Change(path, "changed", before, after, steps)
            return
        yield from _parts(old, new, steps)
        if [key for key in old if key in new] != [key for key in new if key in old]:
            yield Change(path, "reordered", list(old), list(new), steps)
    else:
        yield Change(path, "changed", before, after, steps)


def _parts(before: Mapping[str, Any], after: Mapping[str, Any], steps: tuple[str, ...]) -> Iterator[Change]:
    for key in sorted({*before, *after}):
        yield from _changes(before.get(key, MISSING), after.get(key, MISSING), (*steps, key))


def _shown(value: Any) -> str:
    if isinstance(value, str):
        return quoted(value)
    if isinstance(value, Mapping | list):
        return f"a {'list' if isinstance(value, list) else 'group'} of {len(value)}"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "nothing" if value is None else str(value)
