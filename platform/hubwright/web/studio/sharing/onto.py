"""The draft as something a template is taken into, and a template in plain words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from hubwright.actions.gallery import Shared
from hubwright.domain.definitions.templates.into_draft import Onto
from hubwright.domain.definitions.templates.origin import Taken, continues
from hubwright.domain.definitions.templates.parts import Template, elements, singular
from hubwright.domain.definitions.templates.telling import name_of, said_text
from hubwright.loading.origins import parts_by_kind
from hubwright.web.studio.desk import Desk
from hubwright.web.studio.places import part_named

_DOCUMENTS = (("forms", "form"), ("workflows", "workflow"))


def onto(desk: Desk) -> Onto:
    """The draft in front of somebody, for a template to be taken into."""
    drawn = desk.drawn
    return Onto(desk.tree, drawn.documents, drawn.scenarios, desk.whole.published, parts_by_kind(), desk.plugins)


def held(template: Template) -> list[tuple[str, list[tuple[str, str]]]]:
    """What a template holds: a kind of thing in words, and each thing of it as (what it is chosen by, its name)."""
    found: dict[str, list[tuple[str, str]]] = {}
    for part, id, element in elements(template.parts.shareable):
        found.setdefault(part_named(part), []).append((f"{singular(part)}:{id}", name_of(element)))
    for name, kind in _DOCUMENTS:
        documents: Mapping[Any, Mapping[str, Any]] = getattr(template.parts, name)
        newest = {id: one for (id, _), one in sorted(documents.items())}
        if newest:
            found[part_named(name)] = [(f"{kind}:{id}", said_text(one["name"])) for id, one in newest.items()]
    return sorted(found.items())


def newer(taken: Taken, shared: tuple[Shared, ...]) -> Shared | None:
    """A later version of what was taken, where the gallery has one."""
    for one in shared:
        about = one.about
        line = {taken.content} & {before["content"] for before in about["history"]}
        if (line or about["id"] == taken.id) and about["version"] > taken.version:
            return one
    return None


def known(onto: Onto, template: Template) -> Iterator[Taken]:
    """What the hub took of a template, in an earlier state of it."""
    for one in onto.taken:
        if continues(one, template) and one.version < template.about["version"]:
            yield one
