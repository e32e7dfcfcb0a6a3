"""Ways in, ways through and ways out, as a hub draws them: kinds, doors, pathways, routes and letters."""

from __future__ import annotations

from dataclasses import dataclass

from hubwright.domain.texts import Text


@dataclass(frozen=True, slots=True)
class Pathway:
    """One kind of subject and the way the hub works for them.

    Args:
        subject: what a subject is called ("child", "adult").
        stands_for: "child" or "adult": which law's floors hold.
        until_age: below this age in whole years, or None.
        unborn: takes unborn babies.
        workflow: id and version.
        scale: the scale it is rated on, or None where the hub does not rate.
        decider: who decides where no rating says otherwise.
        decision_clock: the clock of a decision where no rating says otherwise, or None.
        checks: the check sets that may be sent where no rating says otherwise.
    """

    id: str
    name: Text
    subject: Text
    stands_for: str
    workflow: tuple[str, int]
    decider: str
    scale: str | None = None
    decision_clock: str | None = None
    checks: tuple[str, ...] = ()
    from_age: int | None = None
    until_age: int | None = None
    unborn: bool = False


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of contact.

    Args:
        first_look: the clock from receipt within which a person must have read it.
        acknowledge: the clock within which the referrer hears, or None.
        pathways: which strands it may open.
        counted: it counts in timeliness.
    """

    id: str
    name: Text
    first_look: str
    first_look_ladder: str
    pathways: tuple[str, ...]
    acknowledge: str | None = None
    feedback: str | None = None
    counted: bool = True


@dataclass(frozen=True, slots=True)
class Door:
    """A way in for one kind of referrer, in their own words. `form` is (id, version); the URL is `refer/<form id>`."""

    id: str
    name: Text
    hint: Text
    kind: str
    form: tuple[str, int]
    source: str


@dataclass(frozen=True, slots=True)
class Route:
    """Where a person goes next.

    Args:
        meaning: from the vocabulary of outcomes ("early_help", "section_47", "no_further_action", ...).
        pathways: for whom it is open.
        to: the receiving body in words, or None when nobody receives.
        accept_clock: by when it must be accepted, or None.
        needs_advice: the advice that was given must be recorded.
        protective: an act that protects now; it may be started from any stage and nothing delays it (law 8).
    """

    id: str
    name: Text
    meaning: str
    pathways: frozenset[str]
    to: Text | None = None
    accept_clock: str | None = None
    needs_advice: bool = False
    protective: bool = False


@dataclass(frozen=True, slots=True)
class Letter:
    """A notice's wording; it carries a reference and a link, never case content.

    Args:
        moment: "acknowledge", "outcome", "ask", "alarm", "draft_kept" or "draft_ending".
        subject, body: with merge fields `{{reference}}`, `{{link}}`, `{{hub}}`, `{{telephone}}`, `{{due}}` only.
    """

    id: str
    moment: str
    subject: Text
    body: Text
