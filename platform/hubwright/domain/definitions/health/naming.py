"""What the things of a draft are called where a sentence has to name them: by their labels, never by their ids."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from hubwright.domain.access.policy import PERMISSIONS
from hubwright.domain.definitions.drafting import LOCAL
from hubwright.domain.definitions.edits import Path, find
from hubwright.domain.definitions.elements import MISSING, OBJECT
from hubwright.domain.definitions.templates.parts import singular
from hubwright.domain.definitions.templates.telling import name_of
from hubwright.domain.definitions.using.spots import listed
from hubwright.domain.rules.parsing import quoted

_NOUNS = {
    "check_sets": "set of checks",
    "clocks": "clock",
    "contributions": "entry",
    "documents": "document",
    "doors": "way in",
    "duty": "duty post",
    "elsewhere": "way elsewhere",
    "incidents": "kind of incident",
    "kinds": "kind of contact",
    "letters": "letter",
    "meeting_types": "meeting",
    "options": "answer",
    "pathways": "strand",
    "routes": "outcome",
    "rows": "question",
    "sensitivities": "level",
    "tiers": "rating",
    "transitions": "way on",
    "workflows": "order of stages",
}
MOMENTS = {
    "acknowledge": "when something arrived",
    "outcome": "when the outcome is known",
    "ask": "when agencies are asked",
    "alarm": "when an alarm goes off",
    "draft_kept": "when an unsent form is kept",
    "draft_ending": "when an unsent form runs out",
}
_WORDS = {
    **MOMENTS,
    "adult": "adults",
    "child": "children",
    "accessibility": "Accessibility",
    "complaints": "Complaints",
    "privacy": "Privacy",
    "cy": "Welsh",
    "en": "English",
}

FIELDS = {
    "enough": "what is enough to send it",
    "hears": "who hears of it",
    "reads": "the columns of a list",
    "starts": "from when it runs",
    "between": "between whom it is",
    "any_of": "one of several agencies",
    "handover_url": "the address of the case system",
}


class Names:
    """Calls things of one draft by their names.

    Args:
        tree: the draft.
        words: what ids of the reference data are called.
    """

    def __init__(self, tree: Mapping[str, Any], words: Mapping[str, str] | None = None) -> None:
        self.tree, self.words = tree, words or {}

    def thing(self, path: Path) -> str:
        """The nearest thing with a name of its own at a place or above it: 'the rating "Amber"'."""
        if path[:1] == ("plugins",) and len(path) > 1:
            # It is called as it calls itself: the hub has no words for it.
            return f"the plugin {quoted(self.words.get(path[1]) or plainly(path[1]))}"
        for depth in range(len(path), 1, -1):
            element = find(self.tree, path[:depth])
            if isinstance(element, OBJECT) and (name := self.name(element)):
                list_of = path[depth - 2]
                return f"the {_NOUNS.get(list_of, singular(list_of).replace('_', ' '))} {quoted(name)}"
        if path[:2] == (LOCAL, "pages") and len(path) > 2:
            return f"the public page {quoted(plainly(path[2]))}"
        return "the place" if path[:1] == (LOCAL,) else "the hub"

    def name(self, element: Mapping[str, Any]) -> str:
        """What an element is called; "" where it has no name of its own and is about nothing that has."""
        if isinstance(name := element.get("name"), str):
            return name
        told = {key: value for key, value in element.items() if key != "id"}
        if name := name_of(told):
            return name
        if isinstance(text := told.get("text"), OBJECT) and "en" in text:
            return str(text["en"])
        if isinstance(agency := told.get("agency"), str):
            return self.called("agencies", agency)
        if isinstance(sources := told.get("sources"), list) and "target" in told:
            return self._way(sources, told["target"])
        return ""

    def _way(self, sources: list[Any], target: Any) -> str:
        stages = {
            str(one.get("id")): name_of(one)
            for flow in self.tree.get("workflows", {}).values()
            for one in listed(flow.get("stages"))
        }
        first = ", ".join(stages.get(str(one), "a stage that is gone") for one in sources)
        return f"{first} to {stages.get(str(target), 'a stage that is gone')}"

    def called(self, part: str, id: str, near: Path = ()) -> str:
        """What the element of a part with an id is called; words for an id that nothing has."""
        for element in self._with(id, part, near):
            if name := self.name(element):
                return name
        return plainly(id)

    def any(self, id: str, near: Path = ()) -> str:
        """What something is called of which only the id is known, looked for around a place first."""
        if id in PERMISSIONS:
            return PERMISSIONS[id]
        for element in self._with(id, "", near):
            if name := self.name(element):
                return name
        return self.words.get(id) or plainly(id)

    def _with(self, id: str, part: str, near: Path) -> Iterator[Mapping[str, Any]]:
        for depth in range(len(near), 1, -1):
            yield from _holding(find(self.tree, near[:depth]), id)
        if part and part != "tiers":
            yield from (one for one in listed(self.tree.get(part)) if one.get("id") == id)
            return
        for name, held in self.tree.items():
            if name in ("forms", "workflows") and isinstance(held, OBJECT):
                yield from (one for key, one in held.items() if key.partition("@")[0] == id)
            elif isinstance(held, list):
                yield from (one for one in listed(held) if id in (one.get("id"), one.get("agency")))
        for scale in listed(self.tree.get("scales")):
            yield from (one for one in listed(scale.get("tiers")) if one.get("id") == id)


def _holding(element: Any, id: str) -> Iterator[Mapping[str, Any]]:
    """Elements with an id within something, at any depth; of a form its questions, pages and answers."""
    if element is MISSING:
        return
    if isinstance(element, OBJECT):
        if element.get("id") == id:
            yield element
        for held in element.values():
            if isinstance(held, list):
                yield from _holding(held, id)
    elif isinstance(element, list):
        for one in element:
            if isinstance(one, OBJECT):
                yield from _holding(one, id)


def plainly(id: str) -> str:
    """An id that nothing has, or a word of the platform, as words."""
    return _WORDS.get(id) or id.replace("_", " ").replace("-", " ").replace(".", ", ")
