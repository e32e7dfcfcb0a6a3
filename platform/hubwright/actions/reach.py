"""Whom publishing reaches, as counts alone: forms in progress and open cases, by what they are pinned to."""

from __future__ import annotations

from dataclasses import dataclass

from hubwright.domain.access.scope import Everything
from hubwright.domain.definitions.hub import Hub
from hubwright.domain.texts import Text
from hubwright.ports import Reading


@dataclass(frozen=True, slots=True)
class Forms:
    """Forms that somebody has begun and not sent.

    Args:
        revision: that they are pinned to.
        form: its name then.
        id, version: of it.
        count: how many.
    """

    revision: str
    form: Text
    id: str
    version: int
    count: int


@dataclass(frozen=True, slots=True)
class Cases:
    """Open cases of one strand at one stage.

    Args:
        revision: that they are pinned to.
        pathway, stage: their names then.
        tier: the name of the rating that holds, or None where there is none.
        count: how many.
    """

    revision: str
    pathway: Text
    stage: Text
    tier: Text | None
    count: int


@dataclass(frozen=True, slots=True)
class Reach:
    """Everything that began and has not ended."""

    forms: tuple[Forms, ...]
    cases: tuple[Cases, ...]

    @property
    def forms_begun(self) -> int:
        """How many forms are in progress."""
        return sum(one.count for one in self.forms)

    @property
    def cases_open(self) -> int:
        """How many strands of cases are open."""
        return sum(one.count for one in self.cases)


def reach(reading: Reading) -> Reach:
    """What is in progress in a hub; nothing that anybody wrote is read."""
    begun = reading.tally("draft", ("revision", "form", "form_version"), scope=Everything(),
                          where={"sent_contact": None})  # fmt: skip
    columns = ("revision", "pathway", "stage", "scale", "tier")
    open_ = reading.tally("case_row", columns, scope=Everything(), where={"closed": None})
    return Reach(
        tuple(
            Forms(revision, reading.hub_at(revision).forms[form, version].name, form, version, count)
            for (revision, form, version), count in begun
        ),
        tuple(
            Cases(revision, *_named(reading.hub_at(revision), pathway, stage, scale, tier), count)
            for (revision, pathway, stage, scale, tier), count in open_
        ),
    )


def _named(hub: Hub, pathway: str, stage: str, scale: str | None, tier: str | None) -> tuple[Text, Text, Text | None]:
    """What a strand, a stage and a tier are called in a drawing.

    A case stands at a stage of the workflow of its first strand, which need not be this one's.
    """
    strand = hub.find("pathways", pathway)
    stages = [one for flow in (strand.workflow, *hub.workflows) for one in hub.workflows[flow].stages]
    rated = next((one for one in hub.find("scales", scale).tiers if one.id == tier), None) if scale else None
    found = next((one.name for one in stages if one.id == stage), Text(stage))
    return strand.name, found, rated.label if rated else None
