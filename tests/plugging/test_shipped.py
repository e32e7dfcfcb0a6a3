"""The plugins that are shipped: each can be used as it is, and answers in a process of its own."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from itertools import product
from pathlib import Path

import pytest
from hubwright.domain.plugins import CaseView, PersonView, as_json, of_json
from hubwright.domain.plugins.options import defaults_of
from hubwright.domain.plugins.sections import Section, problems_of_section
from hubwright.loading.plugin_forms import form_of, problems_of_deeds
from hubwright.plugging.installed import Known, known

ROOT = Path(__file__).parents[2]
NOW = datetime(2027, 3, 1, tzinfo=UTC)
EMPTY = CaseView("AB12CD34", (), (), NOW, NOW)


@pytest.fixture(scope="module")
def usable() -> Iterator[Mapping[str, Known]]:
    found, problems = known(also=problems_of_deeds)
    assert problems == []
    yield found
    for one in found.values():
        one.process.close()


def test_every_plugin_of_the_repository_can_be_used(usable: Mapping[str, Known]) -> None:
    shipped = {
        name
        for about in (ROOT / "plugins").glob("*/pyproject.toml")
        for name in tomllib.loads(about.read_text("utf-8"))["project"]["entry-points"]["hubwright.plugins"]
    }
    assert shipped
    assert shipped <= set(usable)


def test_each_draws_an_empty_case_and_is_well_with_its_own_defaults(usable: Mapping[str, Known]) -> None:
    for one in usable.values():
        options = defaults_of(one.plugin.options)
        given = {"case": as_json(EMPTY), "records": [], "elsewhere": [], "options": options}
        section = of_json(Section, one.process.ask("case_section", given, seconds=20))
        assert problems_of_section(section) == []
        assert one.process.ask("well", {"options": options}, seconds=20) == []


def test_each_deed_is_drawn_as_a_form_is_whoever_stands_in_the_case(usable: Mapping[str, Known]) -> None:
    people = (PersonView("p1", "Ada Example", "subject"), PersonView("p2", "", "child"))
    full = replace(EMPTY, people=people, agencies={"police": "Police"})
    for one in usable.values():
        options = defaults_of(one.plugin.options)
        for deed, case in product(one.plugin.deeds, (EMPTY, full)):
            asks = None
            if "asks" in one.hooks:
                given = {"deed": deed.id, "case": as_json(case), "record": None, "records": [], "options": options}
                asks = one.process.ask("asks", given, seconds=20)
            form = form_of(one.plugin, deed, asks)
            assert (form is None) == (not (deed.asks if asks is None else asks))
