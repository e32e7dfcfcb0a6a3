"""Who may reach a page at all. Every route names one of these; what is not named is shut."""

from __future__ import annotations

from dataclasses import dataclass

from hubwright.web.visit import Visit


@dataclass(frozen=True, slots=True)
class Anyone:
    """Open to everybody, signed in or not."""

    def lets_in(self, visit: Visit) -> bool:
        """Always."""
        return True


@dataclass(frozen=True, slots=True)
class Seated:
    """Somebody with a seat in this hub, whatever its roles."""

    def lets_in(self, visit: Visit) -> bool:
        """Whether they hold a seat here now."""
        return visit.seat is not None


@dataclass(frozen=True, slots=True)
class Needs:
    """Somebody whose roles in this hub hold at least one of these permissions today."""

    permissions: tuple[str, ...]

    def lets_in(self, visit: Visit) -> bool:
        """Whether one of the permissions is theirs."""
        return visit.seat is not None and any(visit.reader.may(permission) for permission in self.permissions)


Guard = Anyone | Seated | Needs


def needs(*permissions: str) -> Needs:
    """The guard that asks for one of these permissions."""
    return Needs(permissions)
