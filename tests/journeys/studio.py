"""The starter with one administrator, as whoever runs an installation begins a hub; and what every builder does."""

from __future__ import annotations

from hubwright.actions.accounts import create_account
from hubwright.actions.create_hub import create_hub
from hubwright.actions.publish_hub import publish_hub
from hubwright.actions.run_the_hub import give_a_seat
from hubwright.cli.beginning import begin_with
from hubwright.cli.publishing import documents_of, revision_of_all
from hubwright.domain.cases.entries import OPERATOR
from hubwright.domain.hubs import Seat
from hubwright.loading.library import load_library
from hubwright.wiring import Hubwright

from tests.journeys.conftest import ROOT
from tests.journeys.walking import Walk

NAME = "Oakfield front door"
ADA = "ada@oakfield.example"


def begun(hubwright: Hubwright, hub: str) -> dict[str, str]:
    """The starter under its own name, open to nobody yet, and the seat of one administrator."""
    beginning = begin_with(ROOT / "tenant_configs" / "starter", id=hub, name=NAME)
    create_hub(hubwright.house, hub=hub, name=NAME)
    beginning.publish(hubwright)
    return _seated(hubwright, hub)


def shipped(hubwright: Hubwright, hub: str) -> dict[str, str]:
    """A hub as it is shipped, with what belongs to its place, and the seat of one administrator."""
    loaded = load_library([ROOT / "tenant_configs" / hub]).hubs[hub]
    publish_hub(hubwright.house, hub=hub, name=loaded.hub.name.en, revision=revision_of_all(loaded),
                documents=documents_of(loaded), note="For a journey.", deed="publish")  # fmt: skip
    return _seated(hubwright, hub)


def _seated(hubwright: Hubwright, hub: str) -> dict[str, str]:
    ada = create_account(hubwright.house, name="Ada Example", email=ADA)
    seat = Seat("seat-ada", ada.id, "Ada Example", "childrens-social-care", frozenset({"hub-administrator"}),
                frozenset(), begins=hubwright.house.now())  # fmt: skip
    give_a_seat(hubwright.house, hub=hub, actor=OPERATOR, deed="seat-ada", seat=seat)
    return {"ada": ADA}


def saves(walk: Walk) -> None:
    """Save what was typed in the draft; nothing stands in the way."""
    walk.presses("Save in the draft")
    assert not walk.page.locator(".govuk-error-summary").count(), walk.text
    walk.sees("Saved in the draft.")
