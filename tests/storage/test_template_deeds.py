"""Taking a template, its later version, and back again, on both databases: each whole or not at all."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hubwright.actions.gallery import gallery, note_use, share, template_of, versions
from hubwright.actions.templates import take_into_hub, undo_template, upgrade_hub
from hubwright.domain.cases.entries import OPERATOR
from hubwright.domain.definitions.edits import applied_all, put
from hubwright.domain.definitions.templates.into_draft import some_of
from hubwright.domain.definitions.templates.packing import Provenance, make, whole
from hubwright.domain.definitions.templates.parts import Template
from hubwright.domain.errors import NotFound, Refusal
from hubwright.loading.library import load_library
from hubwright.loading.origins import parts_by_kind
from hubwright.wiring import Hubwright

from tests.storage.test_draft_tables import HUB
from tests.storage.test_draft_tables import house as house  # noqa: PLC0414 - the same hub for these tests

ROOT = Path(__file__).parents[2]


def sandwell(version: int, words: str = "", history: tuple[Any, ...] = ()) -> Template:
    """The ratings of Sandwell as a template; `words` are what its first rating is called."""
    found = load_library([ROOT / "tenant_configs" / "sandwell"]).hubs["sandwell"]
    document: Any = found.document
    scale = document["shareable"]["scales"][0]
    if words:
        path = ("shareable", "scales", scale["id"], "tiers", scale["tiers"][0]["id"], "label", "en")
        document = applied_all(document, put(document, path, words))
    parts = whole(document, forms=found.forms, workflows=found.workflows, scenarios={})
    about = Provenance("ratings", {"en": "Ratings"}, "Head of service", version, "england", "OGL", history=history)
    return some_of(make(parts, about, readme="-\n", licence="OGL\n"), [f"scale:{scale['id']}"])


def labels(house: Hubwright) -> list[str]:
    with house.store.reading(HUB) as reading:
        return [tier.label.en for scale in reading.live()[1].scales for tier in scale.tiers]


def nothing(documents: Any, scenarios: Any) -> None:
    """Nothing stands in the way."""


def test_a_template_is_taken_its_later_version_too_and_both_are_undone(house: Hubwright) -> None:
    first = sandwell(1)
    before = labels(house)
    shared: dict[str, Any] = {"hub": HUB, "kinds": parts_by_kind(), "check": nothing}
    take_into_hub(house.house, template=first, deed="take", **shared)
    taken = labels(house)
    assert len(taken) > len(before)
    with pytest.raises(Refusal):
        take_into_hub(house.house, template=first, deed="again", **shared)
    line = ({key: first.about[key] for key in ("id", "version", "content")},)
    later = sandwell(2, "Act at once", line)
    done, made = upgrade_hub(house.house, template=later, deed="upgrade", answers={}, **shared)
    assert done is not None
    assert made.questions == ()
    assert "Act at once" in labels(house)
    undo_template(house.house, hub=HUB, deed="undo-1")
    assert labels(house) == taken
    undo_template(house.house, hub=HUB, deed="undo-2")
    assert labels(house) == before
    assert house.store.verify(HUB) == []


def test_what_a_check_stops_leaves_nothing_behind(house: Hubwright) -> None:
    before = labels(house)

    def stops(documents: Any, scenarios: Any) -> None:
        raise Refusal(why="A scenario fails.", do="Look at it.", code="scenario_failed")

    with pytest.raises(Refusal):
        take_into_hub(house.house, hub=HUB, template=sandwell(1), kinds=parts_by_kind(), deed="take", check=stops)
    assert labels(house) == before
    with pytest.raises(Refusal) as refused:
        undo_template(house.house, hub=HUB, deed="undo")
    assert refused.value.code == "no_undo"


def test_the_gallery_keeps_every_version_and_shows_the_latest(house: Hubwright) -> None:
    first, second = sandwell(1), sandwell(2, "Act at once")
    for one in (first, second):
        share(house.house, hub="", actor=OPERATOR, template=one)
    note_use(house.house, hub=HUB, template=first)
    (shown,) = gallery(house.house)
    assert (shown.about["version"], dict(shown.used_by)) == (2, {HUB: 1})
    assert [one.about["version"] for one in versions(house.house, "ratings")] == [2, 1]
    assert template_of(house.house, first.about["content"]) == first
    with pytest.raises(NotFound):
        template_of(house.house, "none")
    with pytest.raises(Refusal) as refused:
        share(house.house, hub="", actor=OPERATOR, template=replace(first, about={**first.about, "content": "x"}))
    assert refused.value.code == "version_taken"
