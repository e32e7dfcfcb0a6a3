"""A template in words: what it is, where it comes from and what it holds, for whoever decides to take it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from hubwright.domain.definitions.templates.parts import Template, elements, singular

_UNITS = {
    "elapsed_hour": ("hour", "hours"),
    "working_hour": ("working hour", "working hours"),
    "working_day": ("working day", "working days"),
    "calendar_day": ("day", "days"),
}


def described(template: Template) -> list[str]:
    """The template in paragraphs, in English."""
    return [*headed(template.about), "", "It holds:", *(f"- {line}" for line in _held(template))]


def headed(about: Mapping[str, Any]) -> list[str]:
    """What a manifest says of its template, in English."""
    nation = about["nation"].replace("_", " ").title()
    return [
        f"{said_text(about['name'])}, version {about['version']} of the template {about['id']}.",
        f"{about['owner']} answers for it. Written for {nation}. Licence: {about['licence']}.",
        *([about["note"]] if about.get("note") else []),
        *_origins(about),
        *([f"Chosen from a hub: {', '.join(about['only'])}."] if about["only"] else []),
        *([f"Whoever takes it needs as well: {', '.join(about['needs'])}."] if about["needs"] else []),
        *_looked_at(about),
    ]


def _origins(about: Mapping[str, Any]) -> Iterator[str]:
    chain = [f"{one['id']} version {one['version']}" for one in about["origin"]]
    if chain:
        yield f"Made from {', which was made from '.join(chain)}."
    if about["history"]:
        earlier = ", ".join(f"{one['id']} {one['version']}" for one in about["history"])
        yield f"Earlier versions: {earlier}."


def _looked_at(about: Mapping[str, Any]) -> Iterator[str]:
    if about["looked_at"]:
        yield f"Somebody has looked here and says that nobody real is named: {', '.join(about['looked_at'])}."


def _held(template: Template) -> Iterator[str]:
    parts = template.parts
    by_part: dict[str, list[Mapping[str, Any]]] = {}
    for part, _, element in elements(parts.shareable):
        by_part.setdefault(part, []).append(element)
    for part in sorted(by_part):
        named = "; ".join(_element(part, one) for one in by_part[part])
        yield f"{counted(len(by_part[part]), singular(part).replace('_', ' '), part.replace('_', ' '))}: {named}."
    others = sorted(key for key, value in parts.shareable.items() if key not in by_part and isinstance(value, Mapping))
    if others:
        yield f"Settings of {', '.join(one.replace('_', ' ') for one in others)}."
    for kind, documents in (("form", parts.forms), ("workflow", parts.workflows)):
        if documents:
            named = "; ".join(
                f"{said_text(document['name'])} ({id}, version {version})"
                for (id, version), document in sorted(documents.items())
            )
            yield f"{counted(len(documents), kind, f'{kind}s')}: {named}."
    if parts.scenarios:
        yield f"{counted(len(parts.scenarios), 'scenario', 'scenarios')}: {', '.join(sorted(parts.scenarios))}."


def _element(part: str, element: Mapping[str, Any]) -> str:
    name = name_of(element)
    if "amount" in element and "unit" in element:
        return f"{name}, {time_of(element)}"
    if isinstance(element.get("tiers"), list):
        return f"{name} ({', '.join(name_of(tier) for tier in element['tiers'])})"
    return name


def name_of(element: Mapping[str, Any]) -> str:
    """What an element is called: its name, label, title or subject, else its id."""
    for key in ("name", "label", "title", "subject"):
        if isinstance(element.get(key), Mapping) and "en" in element[key]:
            return str(element[key]["en"])
    return str(element.get("id", ""))


def said_text(text: Any) -> str:
    """A text of a definition in English."""
    return str(text["en"]) if isinstance(text, Mapping) and "en" in text else str(text)


def time_of(clock: Mapping[str, Any]) -> str:
    """How long a clock runs: "4 hours", "1 working day"."""
    one, many = _UNITS.get(clock["unit"], (str(clock["unit"]), str(clock["unit"])))
    return counted(clock["amount"], one, many)


def counted(count: int, one: str, many: str) -> str:
    """A number with its word."""
    return f"{count} {one if count == 1 else many}"
