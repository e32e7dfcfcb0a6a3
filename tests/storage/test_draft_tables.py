"""Drafts of a hub on both databases: one is open at a time, its row is written with its deed and rebuilt the same."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hubwright.actions.drafting import act_on_draft, current, open_draft, publish_draft
from hubwright.actions.publish_hub import publish_hub
from hubwright.cli.publishing import documents_of, revision_of_all
from hubwright.domain.access.scope import Everything
from hubwright.domain.cases.entries import OPERATOR
from hubwright.domain.definitions.edits import put
from hubwright.domain.drafts import Change, Discard, Undo
from hubwright.domain.errors import Moved, NotFound, Refusal
from hubwright.loading.library import LoadedHub, load_library
from hubwright.settings import Settings
from hubwright.testing.platform import Clock
from hubwright.wiring import Hubwright, open_hubwright

from tests.databases import Database

ROOT = Path(__file__).parents[2]
HUB = "first-response"
NAME = ("hub", "name", "en")


@cache
def loaded() -> LoadedHub:
    return load_library([ROOT / "tenant_configs" / HUB]).hubs[HUB]


@pytest.fixture
def house(database: Database, tmp_path: Path) -> Iterator[Hubwright]:
    settings = Settings(
        data=tmp_path,
        database_url=database.url,
        database_owner_url="",
        secret_key="a key for tests, and for nothing else at all",
        mail_url=f"folder:{tmp_path / 'mail'}",
        base_url="http://hubs.example",
    )
    hubwright = open_hubwright(settings, now=Clock())
    publish_hub(
        hubwright.house, hub=HUB, name="First response", revision=revision_of_all(loaded()),
        documents=documents_of(loaded()), note="for a test", deed="publish",
    )  # fmt: skip
    yield hubwright
    hubwright.close()


def rename(house: Hubwright, deed: str, to: str) -> None:
    with house.store.reading(HUB) as reading:
        found = current(reading)
    assert found is not None
    edits = tuple(put(found.tree, NAME, to))
    act_on_draft(house.house, hub=HUB, actor=OPERATOR, deed=deed, command=Change("rename", edits))


def rows(house: Hubwright) -> list[dict[str, Any]]:
    with house.store.reading(HUB) as reading:
        return [dict(row) for row in reading.rows("hub_draft", scope=Everything())]


def test_a_draft_is_changed_undone_published_and_rebuilt_the_same(house: Hubwright) -> None:
    open_draft(house.house, hub=HUB, actor=OPERATOR, deed="open")
    rename(house, "one", "First response service")
    rename(house, "two", "First help")
    act_on_draft(house.house, hub=HUB, actor=OPERATOR, deed="undo", command=Undo())
    assert [(row["standing"], row["changes"]) for row in rows(house)] == [("open", 1)]
    head = rows(house)[0]["head"]
    done = publish_draft(
        house.house, hub=HUB, actor=OPERATOR, deed="out", note="A new name", seen=head, check=lambda _: None
    )
    with house.store.reading(HUB) as reading:
        revision, hub = reading.live()
        assert current(reading) is None
    assert revision == done.result["revision"]
    assert hub.name.en == "First response service"
    before = rows(house)
    assert house.store.rebuild(HUB) == []
    assert rows(house) == before
    assert house.store.verify(HUB) == []


def test_what_was_changed_since_it_was_looked_at_is_not_published(house: Hubwright) -> None:
    open_draft(house.house, hub=HUB, actor=OPERATOR, deed="open")
    rename(house, "one", "First response service")
    with pytest.raises(Refusal) as stopped:
        publish_draft(house.house, hub=HUB, actor=OPERATOR, deed="out", note="x", seen=1, check=lambda _: None)
    assert stopped.value.code == "draft_changed_since"
    assert [row["standing"] for row in rows(house)] == ["open"]


def test_two_people_who_begin_at_one_moment_share_one_draft(house: Hubwright) -> None:
    results: list[Any] = []

    def begin(deed: str) -> None:
        results.append(open_draft(house.house, hub=HUB, actor=OPERATOR, deed=deed).result["draft"])

    both = [threading.Thread(target=begin, args=(deed,)) for deed in ("mine", "yours")]
    for one in both:
        one.start()
    for one in both:
        one.join()
    assert results == [1, 1]
    assert len(rows(house)) == 1


def test_of_two_who_change_the_same_words_at_one_moment_one_is_told(house: Hubwright) -> None:
    open_draft(house.house, hub=HUB, actor=OPERATOR, deed="open")
    came: list[str] = []
    ready = threading.Barrier(2)
    with house.store.reading(HUB) as reading:
        found = current(reading)
    assert found is not None

    def change(to: str) -> None:
        edits = tuple(put(found.tree, NAME, to))
        ready.wait()
        try:
            act_on_draft(house.house, hub=HUB, actor=OPERATOR, deed=to, command=Change("rename", edits))
            came.append("done")
        except Refusal as refusal:
            came.append(refusal.code)

    both = [threading.Thread(target=change, args=(to,)) for to in ("Mine", "Yours")]
    for one in both:
        one.start()
    for one in both:
        one.join()
    assert sorted(came) == ["done", "overtaken"]
    assert rows(house)[0]["changes"] == 1


def test_drafts_are_tallied_by_where_they_stand(house: Hubwright) -> None:
    for number in range(2):
        open_draft(house.house, hub=HUB, actor=OPERATOR, deed=f"open-{number}")
        act_on_draft(house.house, hub=HUB, actor=OPERATOR, deed=f"away-{number}", command=Discard("A trial"))
    open_draft(house.house, hub=HUB, actor=OPERATOR, deed="open")
    with house.store.reading(HUB) as reading:
        assert reading.tally("hub_draft", ("standing", "plan_at"), scope=Everything()) == [
            (("discarded", None), 2),
            (("open", None), 1),
        ]
        assert reading.tally("hub_draft", ("draft",), scope=Everything(), where={"standing": "open"}) == [((3,), 1)]
        with pytest.raises(LookupError):
            reading.tally("revision", ("documents",), scope=Everything())


def test_of_two_who_publish_at_one_moment_one_is_told_and_one_revision_holds(house: Hubwright) -> None:
    open_draft(house.house, hub=HUB, actor=OPERATOR, deed="open")
    rename(house, "one", "First response service")
    head = rows(house)[0]["head"]
    loaded_documents = documents_of(loaded())
    theirs = {**loaded_documents, "hub": {**loaded_documents["hub"], "note": "From a folder."}}
    came: list[str] = []
    ready = threading.Barrier(4)

    def once(act: Any) -> None:
        ready.wait()
        try:
            act()
            came.append("done")
        except Refusal as refusal:
            came.append(refusal.code)
        except NotFound:
            came.append("no draft")
        except Moved:
            came.append("moved")

    def publish(deed: str) -> Any:
        return publish_draft(
            house.house, hub=HUB, actor=OPERATOR, deed=deed, note="At once", seen=head, check=lambda _: None
        )

    acts: list[Any] = [
        lambda: publish("mine"),
        lambda: publish("yours"),
        # The same press sent twice is one deed.
        lambda: publish("yours"),
        lambda: publish_hub(
            house.house, hub=HUB, name="First response", revision="f" * 64, documents=theirs, note="x", deed="folder"
        ),
    ]
    all_of_them = [threading.Thread(target=once, args=(act,)) for act in acts]
    for one in all_of_them:
        one.start()
    for one in all_of_them:
        one.join()
    assert len(came) == 4
    assert set(came) <= {"done", "no draft", "draft_behind", "moved"}
    with house.store.reading(HUB) as reading:
        told = [one.body["revision"] for one in reading.entries("hub") if one.type == "hub.published"]
        live = reading.live()[0]
    assert len(told) == len(set(told))
    assert live == told[-1]
    published = [row["standing"] for row in rows(house)]
    assert published in (["published"], ["open"])
    assert len(told) == 1 + (published == ["published"]) + ("f" * 64 in told)
    assert house.store.verify(HUB) == []
    assert house.store.rebuild(HUB) == []
