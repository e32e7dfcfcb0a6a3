"""Who would see more of people and their cases once a draft is published: by role, in words.

Whoever builds a hub need not see a case. So what a role gains is told apart from everything else that changes, and
nobody who builds a hub that is at work gives their own role sight of it alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from hubwright.domain.definitions.drafting import Tree
from hubwright.domain.definitions.hub import SECTIONS
from hubwright.domain.definitions.plugged import Declared, may
from hubwright.domain.definitions.templates.telling import name_of

HARMLESS = frozenset({"contact.take", "wall.read", "incident.record", "referral.own", "agreement.keep", "document.make",
                      "hub.live", "hub.configure"})  # fmt: skip
"""Permissions that show nobody more about people than they can read without them. All others do, or lead there."""

_READ = "case.read"
_OF_A_CASE: Mapping[str, str] = {
    "contacts": "read what referrers wrote",
    "checks": "read what agencies answered",
    "decisions": "read what was decided, and why",
    "rest": "read what else stands on a case",
}
_ALL = "*"


@dataclass(frozen=True, slots=True)
class Gain:
    """What one role may see or do from the moment of publishing that it may not today.

    Args:
        role: its id.
        name: of the role, in English.
        may: in English, each to be read after "may".
    """

    role: str
    name: str
    may: tuple[str, ...]


def gained(before: Tree, after: Tree, *, plugins: Declared | None = None) -> tuple[Gain, ...]:
    """What each role gains, in the order of the roles; nothing of those that gain nothing.

    Args:
        before, after: what `drafting.tree_of` gives.
        plugins: of this installation, for what their permissions are called.
    """
    strands = {str(one["id"]): name_of(one) for one in after.get("pathways", ())}
    held = {one["id"]: _held(one, strands) for one in before.get("roles", ())}
    found = []
    for role in after.get("roles", ()):
        had = held.get(role["id"], {})
        more = {what: where - had.get(what, frozenset()) for what, where in _held(role, strands).items()}
        gains = [*_said(more, strands, plugins), *_kept(before, after, role["id"])]
        if gains:
            found.append(Gain(role["id"], name_of(role), tuple(gains)))
    return tuple(found)


def gains_of(roles: Iterable[str], gains: Iterable[Gain]) -> tuple[Gain, ...]:
    """Of these gains, those of somebody with these roles."""
    theirs = frozenset(roles)
    return tuple(one for one in gains if one.role in theirs)


def _held(role: Mapping[str, Any], strands: Iterable[str]) -> dict[str, frozenset[str]]:
    """Each thing that a role may, and the strands that it may it in; a role without limits may it everywhere."""
    where = frozenset(role.get("pathways", ())) or frozenset((*strands, _ALL))
    held = {one: where for one in role.get("permissions", ()) if one not in HARMLESS}
    if held.pop(_READ, None) is not None:
        held |= {f"{_READ}/{one}": where for one in role.get("sections") or SECTIONS}
    box = role.get("time_boxed")
    # Without an end, and with every case rather than those of a sample, it is another sight.
    wider = [] if box else ["unlimited"]
    wider += [] if box and box.get("only_sampled") else ["unsampled"]
    return held | {f"{what}/{more}": where for what, where in held.items() for more in wider}


def _said(more: Mapping[str, frozenset[str]], strands: Mapping[str, str], plugins: Declared | None) -> list[str]:
    """What is gained, in words; of what is held without limits it is said once, and all of a case is one thing."""
    gains: dict[str, frozenset[str]] = {}
    for what, where in more.items():
        if where:
            plain = what.removesuffix("/unlimited").removesuffix("/unsampled")
            gains[plain] = gains.get(plain, frozenset()) | where
    parts = [f"{_READ}/{one}" for one in SECTIONS]
    if all(one in gains for one in parts) and len({gains[one] for one in parts}) == 1:
        gains = {_READ: gains[parts[0]], **{what: where for what, where in gains.items() if what not in parts}}
    return [_one(what, where, strands, plugins) for what, where in gains.items()]


def _one(what: str, where: frozenset[str], strands: Mapping[str, str], plugins: Declared | None) -> str:
    section = what.removeprefix(f"{_READ}/")
    said = _OF_A_CASE.get(section, section) if section != what else may(what, plugins)
    if _ALL in where or where >= strands.keys():
        return said
    return f"{said}, for {', '.join(strands.get(one, one) for one in sorted(where))}"


def _kept(before: Tree, after: Tree, role: str) -> list[str]:
    """Pieces of information that are kept closely and that a role comes to read."""
    had = {one["id"] for one in before.get("sensitivities", ()) if role in one.get("roles", ())}
    return [
        f"read information kept as “{name_of(one)}”"
        for one in after.get("sensitivities", ())
        if role in one.get("roles", ()) and one["id"] not in had
    ]
