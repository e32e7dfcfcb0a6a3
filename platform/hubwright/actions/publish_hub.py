"""Publish a revision of a hub: from now on what begins follows it, and what began before keeps its own."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from hubwright.actions.house import House
from hubwright.actions.outcome import Done
from hubwright.domain.access.scope import Everything
from hubwright.domain.cases.entries import OPERATOR
from hubwright.domain.definitions.retiring import still_named
from hubwright.domain.definitions.split import split
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
        Refusal: an earlier revision names roles, agencies or pathways that these documents lack.
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


def publish_in(
    work: Work, *, revision: str, documents: Mapping[str, Any], note: str, beside: Collection[str] = ()
) -> None:
    """Publish within a unit of work that does more than that.

    Args:
        work: of the hub.
        revision, documents, note: as `publish_hub` has them.
        beside: revisions under which nothing ever began, which therefore hold nobody to what they name.

    Raises:
        Refusal: an earlier revision names roles, agencies or pathways that these documents lack, or they would open a
            hub that nobody has opened.
    """
    keep_what_is_named(work, revision, documents, beside)
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


def keep_what_is_named(work: Work, revision: str, documents: Mapping[str, Any], beside: Collection[str] = ()) -> None:
    """Stop where documents lack what an earlier revision names.

    Held against every earlier revision: a closed case can be opened again, and a kept form is pinned as well.

    Raises:
        Refusal: they do.
    """
    earlier = [
        split(row["documents"]["hub"])[0]
        for row in work.rows("revision", scope=Everything())
        if row["revision"] != revision and row["revision"] not in beside
    ]
    if not earlier:
        return
    coming, live = split(documents["hub"])
    gone = still_named(earlier, live, file="hub.json", coming=coming)
    if gone:
        raise Refusal(
            why=" ".join(problem.what for problem in gone),
            do="Keep each of them; without seats, questions or contacts they do no harm.",
            code="still_named",
        )
