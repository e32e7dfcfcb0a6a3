"""Publish a revision of a hub: from now on what begins follows it, and what began before keeps its own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hubwright.actions.house import House
from hubwright.actions.outcome import Done
from hubwright.domain.cases.entries import OPERATOR
from hubwright.domain.hubs import HUB_STREAM, hub_of, publish


def publish_hub(
    house: House, *, hub: str, name: str, revision: str, documents: Mapping[str, Any], note: str, deed: str
) -> Done:
    """Publish.

    Args:
        house: the ports.
        hub: id of the hub; it is created when the installation does not know it.
        name: its name, for the list of hubs.
        revision: the hash of the documents.
        documents: the hub document and those it uses, as `loading` found them without problems.
        note: why, for the record.
        deed: id of this deed.
    """
    with house.store.installation.work(OPERATOR) as installation:
        if installation.one("installation_hub", id=hub) is None:
            installation.put("installation_hub", id=hub, name=name, created=house.now(), state="open")
            installation.commit()
    with house.store.work(hub, OPERATOR, deed=deed, now=house.now(), command=["publish", revision]) as work:
        if (first := work.first_result()) is not None:
            return Done(first, repeated=True)
        state = hub_of(work.entries(HUB_STREAM))
        work.publish(revision, documents)
        if state.revision != revision:
            work.append(publish(revision, note=note, now=work.now), revision=revision)
        result = {"revision": revision}
        work.commit(result)
        return Done(result)
