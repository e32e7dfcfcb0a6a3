"""Make room for a hub in the installation, before it has published how it works."""

from __future__ import annotations

import re

from hubwright.actions.house import House
from hubwright.domain.cases.entries import OPERATOR
from hubwright.domain.definitions.checks.addresses import HUBS
from hubwright.domain.errors import Refusal


def create_hub(house: House, *, hub: str, name: str) -> None:
    """Add a hub to the installation.

    Args:
        house: the ports.
        hub: its id, which its address and its definitions carry: small letters, figures and hyphens, none of `HUBS`.
        name: its name, for the list of hubs.

    Raises:
        Refusal: the id is taken or not one, or there is no name.
    """
    if hub in HUBS or not re.fullmatch(r"[a-z][a-z0-9-]{0,59}", hub):
        raise Refusal(
            why="That is not an id for a hub.",
            do="Use small letters, figures and hyphens, beginning with a letter, "
            f"but not one of the platform's own addresses: {', '.join(sorted(HUBS))}.",
            code="bad_hub_id",
        )
    if not name.strip():
        raise Refusal(why="The hub has no name.", do="Say what it is called.", code="name_missing")
    with house.store.installation.work(OPERATOR) as installation:
        if installation.one("installation_hub", id=hub) is not None:
            raise Refusal(why="There is a hub with this id already.", do="Choose another id.", code="hub_taken")
        installation.put("installation_hub", id=hub, name=name.strip(), created=house.now(), state="open")
        installation.commit()
