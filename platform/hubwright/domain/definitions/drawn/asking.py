"""What agencies are asked, and on what basis, as a hub draws it."""

from __future__ import annotations

from dataclasses import dataclass

from hubwright.domain.texts import Text


@dataclass(frozen=True, slots=True)
class CheckQuestion:
    """One thing an agency is asked about named people."""

    id: str
    text: Text


@dataclass(frozen=True, slots=True)
class Ask:
    """What one agency is asked; its own clock wins over the tier's."""

    agency: str
    questions: tuple[CheckQuestion, ...]
    clock: str | None = None


@dataclass(frozen=True, slots=True)
class CheckSet:
    """A bundle of questions to agencies, with the lawful basis prepared for it.

    Args:
        basis: id of a provision in the dated reference data.
        purpose: why the hub asks and the agency may answer.
    """

    id: str
    name: Text
    basis: str
    purpose: Text
    asks: tuple[Ask, ...]
