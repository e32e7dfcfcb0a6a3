"""Who may know of a case at all: restricted and sealed cases with named people, conflicts of interest, broken glass.

A restricted case is there for nobody but the people and roles named on it. A sealed one cannot be reached by breaking
glass either: the accused may be a user of this very system. A conflict of interest shuts one person out of a case
whatever else they hold. The policy that reads this lies in `domain.access.entering`.
"""

from __future__ import annotations

from hubwright.domain.cases.topics.restricting.deeds import (
    BreakGlass,
    Exclude,
    Lift,
    Name,
    Readmit,
    Restrict,
    Unname,
    break_glass,
    exclude,
    lift,
    name,
    readmit,
    restrict,
    unname,
)
from hubwright.domain.cases.topics.restricting.knowing import (
    GUARDED,
    LEVELS,
    NAME,
    OPEN,
    RESTRICTED,
    SEALED,
    Access,
    Broken,
    Somebody,
    access_of,
    on_receipt,
)
from hubwright.domain.cases.topics.restricting.record import STEPS, TELLS, cut, glass_notice, rows
from hubwright.domain.cases.topics.topic import Topic

__all__ = [
    "GUARDED",
    "LEVELS",
    "NAME",
    "OPEN",
    "RESTRICTED",
    "SEALED",
    "TOPIC",
    "Access",
    "BreakGlass",
    "Broken",
    "Exclude",
    "Lift",
    "Name",
    "Readmit",
    "Restrict",
    "Somebody",
    "Unname",
    "access_of",
    "on_receipt",
]

_LISTS = frozenset({"case.restricted", "case.named", "case.unnamed", "case.restriction_lifted", "case.excluded"})

TOPIC = Topic(
    name=NAME,
    deeds={
        Restrict: restrict,
        Name: name,
        Unname: unname,
        Lift: lift,
        Exclude: exclude,
        Readmit: readmit,
        BreakGlass: break_glass,
    },
    steps=STEPS,
    tells=TELLS,
    cut=cut,
    reads={
        Restrict: _LISTS,
        Name: _LISTS,
        Unname: _LISTS,
        Lift: _LISTS,
        Readmit: _LISTS | {"case.readmitted"},
    },
    rows=rows,
    notices={"case.glass_broken": glass_notice},
)
