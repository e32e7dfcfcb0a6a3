"""In which order things that read each other are worked out, and which of them go round in a circle."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cycles:
    """Circles of reading, each as the names along it, the first not repeated at the end ("a" reads "b" reads "a")."""

    circles: tuple[tuple[str, ...], ...]


def order(edges: Mapping[str, frozenset[str]]) -> list[str] | Cycles:
    """The names so that each comes after what it reads, or the circles that make it impossible.

    Args:
        edges: each name with the names that it reads; names that are read but have no entry of their own are left out.
    """
    groups = list(_groups(edges))
    circles = tuple(_circle(group, edges) for group in groups if len(group) > 1 or group[0] in edges[group[0]])
    return Cycles(circles) if circles else [name for group in groups for name in group]


def _groups(edges: Mapping[str, frozenset[str]]) -> Iterator[list[str]]:
    """Strongly connected groups, those read first (Tarjan, 1972), without recursion so that length is no danger."""
    found: dict[str, int] = {}
    lowest: dict[str, int] = {}
    waiting: list[str] = []
    held: set[str] = set()
    for start in edges:
        if start in found:
            continue
        trail = [(start, _known(start, edges))]
        found[start] = lowest[start] = len(found)
        waiting.append(start)
        held.add(start)
        while trail:
            name, rest = trail[-1]
            following = next(rest, None)
            if following is None:
                trail.pop()
                if trail:
                    above = trail[-1][0]
                    lowest[above] = min(lowest[above], lowest[name])
                if lowest[name] == found[name]:
                    yield _taken(name, waiting, held)
            elif following not in found:
                found[following] = lowest[following] = len(found)
                waiting.append(following)
                held.add(following)
                trail.append((following, _known(following, edges)))
            elif following in held:
                lowest[name] = min(lowest[name], found[following])


def _known(name: str, edges: Mapping[str, frozenset[str]]) -> Iterator[str]:
    return iter(sorted(other for other in edges[name] if other in edges))


def _taken(name: str, waiting: list[str], held: set[str]) -> list[str]:
    group = []
    while True:
        group.append(waiting.pop())
        held.discard(group[-1])
        if group[-1] == name:
            return group


def _circle(group: list[str], edges: Mapping[str, frozenset[str]]) -> tuple[str, ...]:
    """One circle within a group, from its first name in alphabetical order, each reading the next."""
    members = set(group)
    start = min(members)
    came_from: dict[str, str] = {}
    queue = [start]
    for name in queue:
        for following in sorted(edges[name] & members):
            if following == start:
                path = [name]
                while path[-1] != start:
                    path.append(came_from[path[-1]])
                return tuple(reversed(path))
            if following not in came_from:
                came_from[following] = name
                queue.append(following)
    return tuple(sorted(members))
