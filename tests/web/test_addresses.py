"""Ids of definitions become parts of addresses: those that the platform uses itself are refused by the checks."""

from __future__ import annotations

import re

from hubwright.domain.definitions.checks.addresses import FORMS, HUBS
from hubwright.web.app import HubId
from hubwright.web.routes import ROUTES

from tests.web.conftest import Place


def words(rules: list[str], place: int, before: tuple[str, ...] = ()) -> set[str]:
    """What stands as a plain word at this place of these addresses, where no id can stand then."""
    split = [rule.strip("/").split("/") for rule in rules]
    return {
        parts[place]
        for parts in split
        if len(parts) > place and parts[place] and tuple(parts[:place]) == before and "<" not in parts[place]
    }


def test_a_form_may_not_be_called_as_a_page_beside_the_forms() -> None:
    assert words([route.rule for route in ROUTES], 2, ("<hub>", "refer")) == FORMS


def test_a_hub_may_not_be_called_as_what_is_served_beside_the_hubs(place: Place) -> None:
    served = [rule.rule for rule in place.app.url_map.iter_rules()]
    assert words(served, 0) <= HUBS
    assert words(served, 0), "the platform serves something beside the hubs"


def test_the_address_of_a_hub_and_the_check_of_its_id_agree() -> None:
    assert [id for id in sorted(HUBS) if re.fullmatch(HubId.regex, id)] == []
    assert re.fullmatch(HubId.regex, "oakfield")
