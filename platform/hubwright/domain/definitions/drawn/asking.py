"""What agencies are asked, on what basis, and how what they share is kept, as a hub draws it."""

from __future__ import annotations

from dataclasses import dataclass

from hubwright.domain.texts import Text

# Whether agreement to the sharing was sought, and whether people are told before it happens. Neither is ever a gate
# before protection (law 8); "exempt" is for a check set that names why nobody is told first.
CONSENT = ("given", "refused", "not_sought")
TOLD = ("told", "not_told", "exempt")


@dataclass(frozen=True, slots=True)
class CheckOption:
    """One of the answers that may be chosen."""

    id: str
    text: Text


@dataclass(frozen=True, slots=True)
class CheckQuestion:
    """One thing an agency is asked about named people.

    Args:
        gives: "words"; "people", who live in the household, one by one; or "choice", one of `options` for each person.
    """

    id: str
    text: Text
    gives: str = "words"
    options: tuple[CheckOption, ...] = ()


@dataclass(frozen=True, slots=True)
class Ask:
    """What one agency is asked; its own clock wins over the tier's.

    Args:
        remind: minutes before the limit at which the agency is reminded; empty means those of the check set.
        basis_first: a person confirms a whole lawful basis before this is sent, unless somebody must be protected now.
    """

    agency: str
    questions: tuple[CheckQuestion, ...]
    clock: str | None = None
    remind: tuple[int, ...] = ()
    basis_first: bool = False


@dataclass(frozen=True, slots=True)
class Prepared:
    """The rest of a check set's lawful basis, as prepared: a worker confirms it once per send, edited where it differs.

    Args:
        consent: of `CONSENT`; `consent_why` says why it is not sought.
        told: of `TOLD`; `told_why` says why not.
    """

    necessity: Text
    proportionality: Text
    consent: str = "not_sought"
    consent_why: Text | None = None
    told: str = "not_told"
    told_why: Text | None = None


@dataclass(frozen=True, slots=True)
class CheckSet:
    """A bundle of questions to agencies, with the lawful basis prepared for it.

    Args:
        basis: id of a provision in the dated reference data.
        purpose: why the hub asks and the agency may answer.
        other_bases: provisions that a worker may name instead.
        prepared: the rest of the basis, or None where the worker writes it.
        exemption: why people need not be told first, where the law allows that; None where it does not.
        guidance: what may be shared, beside the question; None for the platform's own words.
        kinds: the kinds of contact it is for; empty means all.
        from_tier: asked, and its answers shown, only from this tier upwards; an answer is taken at any time.
        remind: minutes before the limit at which an agency is reminded.
    """

    id: str
    name: Text
    basis: str
    purpose: Text
    asks: tuple[Ask, ...]
    other_bases: tuple[str, ...] = ()
    prepared: Prepared | None = None
    exemption: Text | None = None
    guidance: Text | None = None
    kinds: tuple[str, ...] = ()
    from_tier: str | None = None
    remind: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Body:
    """A part of an agency that it asks itself, so that it can answer once for all of them."""

    id: str
    name: Text


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """How closely a piece of information is kept inside the hub.

    Args:
        means: what it is for, shown beside the choice.
        roles: who sees such a piece, beside the agency that owns it.
    """

    id: str
    name: Text
    means: Text
    roles: frozenset[str]


@dataclass(frozen=True, slots=True)
class Reason:
    """A reason that may be given.

    Args:
        exempt: the law allows not telling people first for this reason.
    """

    id: str
    text: Text
    exempt: bool = False


@dataclass(frozen=True, slots=True)
class Talking:
    """What a hub asks about the people themselves: told, agreeing, wishing, able to decide. None of it is a gate.

    Args:
        question: whether the family was talked to.
        reasons: why not.
        agreement: the other question: whether they agree to a service; None where the hub does not ask.
        wishes: pathways in which what the person wants is asked for.
        capacity: pathways in which capacity is recorded, decision by decision.
    """

    question: Text
    reasons: tuple[Reason, ...]
    agreement: Text | None = None
    wishes: frozenset[str] = frozenset()
    capacity: frozenset[str] = frozenset()
