"""The Welsh of a draft: which texts have none, and which were written for an English that says something else by now.

What the English said when the Welsh was written is read from what was published and from the changes of the draft, so
nobody has to note it. Where somebody has looked and the Welsh still fits, the hub document says so (`still_right`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from hubwright.domain.definitions.edits import Edit, Path, find, put
from hubwright.domain.definitions.elements import MISSING, OBJECT, by_key

ENGLISH, WELSH = "en", "cy"
STILL_RIGHT = "still_right"
"""The field of the hub document in which somebody said that a Welsh text fits an English that was changed later."""

PUBLIC_PARTS = ("forms", "hub", "doors", "kinds", "letters", "pathways", "local")
"""Parts of a hub that the public reads; workers read the rest, in English."""

_LONGEST_KEY = 400
_MARK = 16


@dataclass(frozen=True, slots=True)
class Said:
    """A text of the draft, in its languages.

    Args:
        path: of the nearest thing that goes by an id.
        inside: further steps from there, of numbers in lists whose elements go by nothing.
        en, cy: its words; "" where there are none.
    """

    path: Path
    inside: tuple[str | int, ...]
    en: str
    cy: str

    @property
    def key(self) -> str:
        """What the text goes by in an address, a form's field and the hub document."""
        return "~".join([*self.path, *map(str, self.inside)])

    @property
    def public(self) -> bool:
        """Whether the public reads it."""
        return self.path[0] in PUBLIC_PARTS


def texts_in(tree: Mapping[str, Any], above: Path) -> Iterator[Said]:
    """Every text of the draft at a place and below it, in the order in which it stands there."""
    yield from _texts(find(tree, above), above, (), named=True)


def _texts(value: Any, path: Path, inside: tuple[str | int, ...], *, named: bool) -> Iterator[Said]:
    if isinstance(value, OBJECT):
        if _is_text(value):
            yield Said(path, inside, value[ENGLISH], str(value.get(WELSH, "")))
            return
        for key, part in value.items():
            step = ((*path, key), inside) if named else (path, (*inside, key))
            yield from _texts(part, *step, named=named)
    elif isinstance(value, list):
        keyed = by_key(value) if named else None
        for number, part in enumerate(value):
            if keyed is not None:
                yield from _texts(part, (*path, list(keyed)[number]), inside, named=True)
            else:
                yield from _texts(part, path, (*inside, number), named=False)


def _is_text(value: Mapping[str, Any]) -> bool:
    return isinstance(value.get(ENGLISH), str) and value.keys() <= {ENGLISH, WELSH}


def in_english(document: Any) -> Any:
    """The same document without its Welsh: what readers get of one whose Welsh is not ready."""
    if isinstance(document, OBJECT):
        if _is_text(document):
            return {ENGLISH: document[ENGLISH]}
        return {key: in_english(part) for key, part in document.items()}
    return [in_english(part) for part in document] if isinstance(document, list) else document


def missing(text: Said) -> bool:
    """Whether nobody has written its Welsh."""
    return not text.cy


def stale(text: Said, versions: Sequence[Mapping[str, Any]], still_right: Mapping[str, str]) -> str:
    """The English that a Welsh text was written for, where it says something else now; "" where the Welsh is fresh.

    Args:
        text: as it stands now.
        versions: trees that held before, oldest first: what was published, then the draft after each of its changes.
        still_right: what somebody said fits, as the hub document has it.
    """
    if not text.cy or still_right.get(text.key) == mark_of(text.en):
        return ""
    written_for = text.en
    for version in reversed(versions):
        before = _looked_up(version, text)
        if before is None or before.get(WELSH) != text.cy:
            break
        written_for = str(before.get(ENGLISH, ""))
    return written_for if written_for != text.en else ""


def _looked_up(tree: Mapping[str, Any], text: Said) -> Mapping[str, Any] | None:
    found = find(tree, text.path)
    for step in text.inside:
        if isinstance(step, int):
            found = found[step] if isinstance(found, list) and step < len(found) else MISSING
        else:
            found = found.get(step, MISSING) if isinstance(found, OBJECT) else MISSING
    return found if isinstance(found, OBJECT) else None


def mark_of(english: str) -> str:
    """What the hub document keeps of an English text for which its Welsh still fits."""
    return hashlib.sha256(english.encode("utf-8", "replace")).hexdigest()[:_MARK]


def touching(edits: Iterable[Edit], above: Path) -> bool:
    """Whether a change is about anything at a place, below it or above it."""
    return any(one.path[: len(above)] == above[: len(one.path)] for one in edits)


@dataclass(frozen=True, slots=True)
class Written:
    """What somebody typed for a text.

    Args:
        text: as they saw it.
        en, cy: what it is to say; without Welsh, "".
        fits: the Welsh, though it stays as it is, still fits.
    """

    text: Said
    en: str
    cy: str
    fits: bool = False


def written(tree: Mapping[str, Any], typed: Iterable[Written]) -> list[Edit]:
    """The edits by which the texts say what was typed; none for what says so already."""
    made: dict[Path, Any] = {}
    found = find(tree, ("hub", STILL_RIGHT))
    right: Mapping[str, str] = found if isinstance(found, OBJECT) else {}
    fits: dict[str, str] = {}
    for one in typed:
        text = one.text
        to = {ENGLISH: one.en, **({WELSH: one.cy} if one.cy else {})}
        if (one.en, one.cy) != (text.en, text.cy):
            made[text.path] = _replaced(made.get(text.path, find(tree, text.path)), text.inside, to)
        if one.fits and one.cy and one.cy == text.cy and len(text.key) <= _LONGEST_KEY:
            fits[text.key] = mark_of(one.en)
    edits = [edit for path, to in made.items() for edit in put(tree, path, to)]
    if not right and fits:
        return [*edits, *put(tree, ("hub", STILL_RIGHT), fits)]
    return [*edits, *(edit for key, mark in fits.items() for edit in put(tree, ("hub", STILL_RIGHT, key), mark))]


def _replaced(value: Any, inside: tuple[str | int, ...], to: Any) -> Any:
    """The same value with another text at a place of it."""
    if not inside:
        return to
    step, rest = inside[0], inside[1:]
    if isinstance(step, int):
        return [_replaced(one, rest, to) if at == step else one for at, one in enumerate(value)]
    return {key: _replaced(one, rest, to) if key == step else one for key, one in value.items()}
