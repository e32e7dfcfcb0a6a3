"""Facts of the day that may be set over the published ones: state, duty posts, mailboxes. They hold at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from hubwright.domain.cases.entries import Fact
from hubwright.domain.definitions.hub import DutyPost, Hub
from hubwright.domain.errors import Refusal
from hubwright.domain.hubs.stream import HubState, hub_fact
from hubwright.domain.texts import Text

# Facts of the day that may be set over the published document's `local` part.
FACTS = ("state", "duty", "mailboxes", "role_mailboxes", "data_protection_contact")


def set_fact(fact: str, value: Any, *, now: datetime) -> list[Fact]:
    """Set a fact of the day over the published one.

    Args:
        fact: one of `FACTS`.
        value: JSON in the shape that the hub's document has for it.
        now: UTC.

    Raises:
        Refusal: it is not one of `FACTS`, or has not its shape: every later deed of the hub would stumble over it.
    """
    if fact not in FACTS:
        raise Refusal(why="This is not a fact of the day.", do="Change it in the definitions.", code="not_live")
    if not _SHAPES[fact](value):
        raise Refusal(
            why="This fact of the day is not complete.",
            do="Fill in each part as the page shows it.",
            code="fact_incomplete",
            fields=((fact, "Fill in each part."),),
        )
    return [hub_fact("hub.fact_set", {"fact": fact, "value": value}, now)]


def today(hub: Hub, state: HubState) -> Hub:
    """The hub with its facts of the day laid over what was published.

    Args:
        hub: a drawing.
        state: the hub's own stream, replayed.
    """
    if not state.facts:
        return hub
    facts = {name: _DRAW.get(name, lambda value: value)(value) for name, value in state.facts.items()}
    return replace(hub, local=replace(hub.local, **facts))


def _texts(value: Any) -> bool:
    return isinstance(value, list | tuple) and all(isinstance(one, str) and one.strip() for one in value)


def _post(value: Any) -> bool:
    """Whether this is one post of the duty rota: hours, a name in English at least, a number, and where alarms go."""
    return (
        isinstance(value, Mapping)
        and value.get("when") in ("open", "closed")
        and _text(value.get("name"))
        and isinstance(value.get("telephone"), str)
        and bool(value["telephone"].strip())
        and _texts(value.get("emails"))
    )


def _text(value: Any) -> bool:
    return isinstance(value, Mapping) and isinstance(value.get("en"), str) and bool(value["en"].strip())


_SHAPES: Mapping[str, Callable[[Any], bool]] = {
    "state": lambda value: value in ("not_yet_open", "open", "closed"),
    "duty": lambda value: (
        isinstance(value, list | tuple)
        and all(map(_post, value))
        # Somebody answers at every hour.
        and {post["when"] for post in value} == {"open", "closed"}
    ),
    "mailboxes": lambda value: isinstance(value, Mapping) and _texts([*value.keys(), *value.values()]),
    "role_mailboxes": lambda value: isinstance(value, Mapping) and all(map(_texts, value.values())),
    "data_protection_contact": lambda value: isinstance(value, str),
}

_DRAW: Mapping[str, Callable[[Any], Any]] = {
    "duty": lambda posts: tuple(
        DutyPost(post["when"], Text.of(post["name"]), post["telephone"], tuple(post["emails"])) for post in posts
    ),
    "role_mailboxes": lambda boxes: {role: tuple(addresses) for role, addresses in boxes.items()},
}
