"""Publish a revision of a hub: from now on what begins follows it, and what began before keeps its own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hubwright.actions.began import missed
from hubwright.actions.house import House
from hubwright.actions.outcome import Done
from hubwright.domain.cases.entries import OPERATOR
from hubwright.domain.errors import Refusal
from hubwright.domain.hubs import HUB_STREAM, HubState, hub_of, publish, today
from hubwright.domain.hubs.opening import opened_by_publishing
from hubwright.ports import Work


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

    Raises:
        Refusal: somebody needs roles, agencies or pathways that these documents lack.
    """
    with house.store.installation.work(OPERATOR) as installation:
        if installation.one("installation_hub", id=hub) is None:
            installation.put("installation_hub", id=hub, name=name, created=house.now(), state="open")
            installation.commit()
    with house.store.work(hub, OPERATOR, deed=deed, now=house.now(), command=["publish", revision]) as work:
        if (first := work.first_result()) is not None:
            return Done(first, repeated=True)
        publish_in(work, revision=revision, documents=documents, note=note)
        result = {"revision": revision}
        work.commit(result)
        return Done(result)


def publish_in(work: Work, *, revision: str, documents: Mapping[str, Any], note: str) -> None:
    """Publish within a unit of work that does more than that.

    Args:
        work: of the hub.
        revision, documents, note: as `publish_hub` has them.

    Raises:
        Refusal: somebody needs roles, agencies or pathways that these documents lack, or they would open a hub that
            nobody has opened.
    """
    keep_what_is_named(work, revision, documents)
    state = hub_of(work.entries(HUB_STREAM))
    if state.revision:
        _stays_shut(work, state, documents)
    work.publish(revision, documents)
    if state.revision != revision:
        work.append(publish(revision, note=note, now=work.now), revision=revision)


def _stays_shut(work: Work, state: HubState, documents: Mapping[str, Any]) -> None:
    """Only the act of opening opens a hub that has published something.

    Raises:
        Refusal: these documents would.
    """
    coming = state.facts.get("state", documents["hub"]["local"]["state"])
    refused = opened_by_publishing(today(work.live()[1], state).local.state, coming)
    if refused is not None:
        raise refused


def keep_what_is_named(work: Work, revision: str, documents: Mapping[str, Any]) -> None:
    """Stop where documents lack what somebody who began with an earlier revision, or sits in the hub, still needs.

    Raises:
        Refusal: they do.
    """
    if gone := missed(work, documents, revision=revision, now=work.now):
        raise Refusal(
            why=" ".join(problem.what for problem in gone),
            do=" ".join(dict.fromkeys(problem.do for problem in gone)),
            code="still_named",
        )
