"""The scenarios of the shipped hubs, told on a hub whole or with something taken out of it."""

from __future__ import annotations

import json
from datetime import date, timedelta
from functools import cache
from typing import Any

from hubwright.actions.copy_aids import copy_aids
from hubwright.calendars import bank_holidays, calendars_of
from hubwright.domain.definitions.hub import Hub
from hubwright.domain.rehearsal.checks import check_scenario
from hubwright.domain.rehearsal.rehearse import Report, rehearse
from hubwright.domain.rehearsal.scenario import draw_scenario
from hubwright.domain.rehearsal.world import Around
from hubwright.reference.editions import guidance_that_holds
from hubwright.reference.provisions import provisions_that_hold

from tests.rows.shipped import ROOT, WHOLE, Without, drawn

# Each of these is only ever read by a page or a report, which a scenario has none of. This list only ever gets shorter.
NOT_SEEN: dict[str, str] = {
    "form_definitions/child-referral /pages/telling/questions/informed/meaning": "what pages and reports read it as",
    "/shareable/routes/single-assessment/takes_recommendation": "whether the page asks for a recommendation",
}
# Rows that no scenario tells yet. This list only ever gets shorter.
# What one place writes of its people, its money and whom it told stays there, and an example travels.
# What a plugin does is told on a hub that has it on, and an example of a hub asks for no plugin.
_UNTOLD: dict[str, tuple[int, ...]] = {"SET": (1, 2, 3, 4), "CSE": (1,), "MAR": (1, 2, 3, 4)}
UNTOLD = frozenset(f"{area}-{number}" for area, numbers in _UNTOLD.items() for number in numbers)
# Rows that wait for what is not built: each needs a scenario that says what it waits for.
WAITING = ("COR-5", "BUR-5", "CAM-5", "CAM-6", "CAM-9", "EAL-3", "EAL-5", "HAM-4", "KPI-1", "MER-8")


@cache
def documents() -> tuple[tuple[str, dict[str, Any]], ...]:
    """Every scenario that is shipped, with the folder of its hub."""
    paths = sorted((ROOT / "tenant_configs").glob("*/scenarios/*.json"))
    return tuple((path.parent.parent.name, json.loads(path.read_bytes())) for path in paths)


@cache
def told_rows() -> frozenset[str]:
    """The rows that a scenario tells, or says what they wait for."""
    return frozenset(row for _, document in documents() for row in document.get("rows", ()))


def told(row: str, area: str = "", without: Without = WHOLE, *, so_far: bool = False) -> list[Report]:
    """The scenarios of a row, told; none where one does not fit what is left of the hub.

    Args:
        row: its name.
        area: the folder of the hub that the element is taken out of; "" tells them all on their own.
        without: the element.
        so_far: also those that wait for something, as far as they are written.
    """
    reports = []
    for folder, whole in documents():
        if row not in whole.get("rows", ()) or area not in ("", folder):
            continue
        document = {name: part for name, part in whole.items() if name != "waits_for" or not so_far}
        hub, problems = drawn(folder, without)
        if problems or check_scenario(document, hub, file=document["id"]).problems:
            return []
        scenario = draw_scenario(document)
        reports.append(rehearse(scenario, hub, around(hub, scenario.begins.date())))
    return reports


def around(hub: Hub, begins: date) -> Around:
    """What a scenario is told in: the days on which a hub is closed, and the law of its nation."""
    year = timedelta(days=366)
    nation = hub.local.nation
    return Around(
        calendars=calendars_of(hub, bank_holidays, {}, begins - year, begins + 2 * year),
        provisions=lambda day: provisions_that_hold(nation, day),
        guidance=lambda day: guidance_that_holds(nation, day),
        aids=copy_aids,
    )
