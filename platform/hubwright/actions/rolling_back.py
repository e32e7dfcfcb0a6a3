"""What a hub published, when and why; and going back to what held before, in one step."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from hubwright.actions.alone import gains_alone
from hubwright.actions.drafting import ever_published, require, tried
from hubwright.actions.house import House, Seated, seated
from hubwright.actions.outcome import Done
from hubwright.actions.publish_hub import publish_in
from hubwright.actions.templates import ORIGIN
from hubwright.domain.access.scope import Everything
from hubwright.domain.cases.entries import Actor
from hubwright.domain.definitions.canonical import revision_of
from hubwright.domain.definitions.drafting import Published, tree_of
from hubwright.domain.definitions.gaining import Gain
from hubwright.domain.definitions.retiring import kept_beside
from hubwright.domain.definitions.split import uses
from hubwright.domain.drafts import STREAM, draft_of
from hubwright.domain.drafts.state import PUBLISHED
from hubwright.domain.errors import Refusal
from hubwright.domain.hubs import HUB_STREAM
from hubwright.ports import Reading, Work

InTheWay = Callable[[Mapping[str, Any], Published], tuple[str, ...]]
"""Documents and what was ever published, to why they cannot be published, in sentences."""


@dataclass(frozen=True, slots=True)
class Publishing:
    """One time that something was published.

    Args:
        number: of its entry in the hub's stream.
        by: who did it; "" for an operator at the machine or the background work.
        why: as they said.
        before: the revision that held until then, or "".
    """

    number: int
    revision: str
    by: str
    at: datetime
    why: str
    before: str


@dataclass(frozen=True, slots=True)
class Back:
    """What going back would publish.

    Args:
        to: the publishing that is gone back to.
        documents: its own, with what cases began with meanwhile.
        revision: of these.
        kept: part and id of each thing that was not in it and is kept.
        in_the_way: why it cannot be done, in sentences.
    """

    to: Publishing
    documents: Mapping[str, Any]
    revision: str
    kept: tuple[tuple[str, str], ...]
    in_the_way: tuple[str, ...]


def history(reading: Reading) -> tuple[Publishing, ...]:
    """Everything that a hub published, the newest first; in whichever way it was published."""
    found: list[Publishing] = []
    for entry in reading.entries(HUB_STREAM):
        if entry.type == "hub.published" and entry.destroyed is None:
            before = found[-1].revision if found else ""
            one = Publishing(
                entry.number, entry.body["revision"], entry.actor_name, entry.recorded, entry.body["note"], before
            )
            found.append(one)
    return tuple(reversed(found))


def back(reading: Reading, check: InTheWay) -> Back | None:
    """What going back one step would publish, or None where nothing else was ever published."""
    live = reading.live()[0]
    to = next((one for one in history(reading) if one.revision != live), None)
    if to is None:
        return None
    revisions, known = ever_published(reading)
    told = [one.revision for one in reversed(history(reading))]
    # What stands nowhere in the history is a sketch for a rehearsal: nothing ever began under it.
    before = [revisions[one]["hub"] for one in dict.fromkeys(told)]
    documents = dict(revisions[to.revision])
    hub, kept = kept_beside(documents["hub"], before)
    if kept:
        there = {(one["id"], one["version"]) for one in documents["workflows"]}
        missing = [known["workflows"][use] for use in sorted(uses(hub)[1] - there)]
        documents = {**documents, "hub": hub, "workflows": [*documents["workflows"], *missing]}
    revision = to.revision
    if kept:
        revision = revision_of([documents["hub"], *documents["forms"], *documents["workflows"]])
    return Back(to, documents, revision, tuple(kept), check(documents, known))


def roll_back(house: House, *, hub: str, actor: Actor, deed: str, note: str, seen: str, check: InTheWay) -> Done:
    """Publish anew what held before. What was submitted, and every case and form in progress, keeps its own.

    Args:
        house: the ports.
        hub: id of the hub.
        actor: who goes back.
        deed: id of this deed.
        note: why, for the hub's record.
        seen: the revision that held when the page was shown.
        check: says why documents cannot be published.

    Raises:
        Refusal: there is nothing to go back to, something stands in the way, it does not say why, something else was
            published meanwhile, or whoever goes back would see more by it.
    """

    def once(work: Work) -> dict[str, Any]:
        here = seated(work)
        require(here.reader.may("hub.configure"), actor)
        found = back(work, check)
        if here.revision != seen:
            raise Refusal(
                why="Something else was published meanwhile.",
                do="Look at the history, then go on.",
                code="published_meanwhile",
            )
        if found is None:
            raise Refusal(
                why="Nothing was published before this.", do="Change it in a draft.", code="nothing_to_roll_back"
            )
        if not note.strip():
            do = "Say why, for the hub's record."
            raise Refusal(why="It does not say why.", do=do, code="why_missing", fields=(("note", do),))
        if found.in_the_way:
            raise Refusal(
                why=" ".join(found.in_the_way),
                do="Begin a draft and change back there what is to be as before.",
                code="roll_back_stopped",
            )
        if mine := gains_back(work, here, found, actor, work.now):
            raise Refusal(
                why=f"Going back would let yourself {'; '.join(may for one in mine for may in one.may)}.",
                do="Ask a colleague who keeps the definitions as well to go back.",
                code="second_person",
            )
        _with_examples(work, here.revision)
        publish_in(work, revision=found.revision, documents=found.documents, note=note.strip())
        return {"revision": found.revision}

    return tried(house, hub, actor, deed, ["roll_back", note, seen], once)


def gains_back(reading: Reading, here: Seated, found: Back, actor: Actor, now: datetime) -> tuple[Gain, ...]:
    """What whoever goes back would come to see by it themselves: then somebody else does it."""
    rows = reading.rows("revision", scope=Everything(), where={"revision": here.revision})
    before, after = tree_of(rows[0]["documents"], {}), tree_of(found.documents, {})
    return gains_alone(reading, here, before=before, after=after, user=actor.id, now=now)


def _with_examples(work: Work, live: str) -> None:
    """The worked examples and templates go back as well, where a draft of this hub had changed them."""
    rows = work.rows("hub_draft", scope=Everything(), where={"standing": PUBLISHED}, order=("-draft",), limit=1)
    state = draft_of(work.entries(f"{STREAM}:{rows[0]['draft']}")) if rows else None
    if state is None or state.revision != live:
        return
    kept = work.rows("hub_setting", scope=Everything(), where={"key": ORIGIN})
    value = {
        **(kept[0]["value"] if kept else {"undo": []}),
        "scenarios": dict(state.scenarios),
        "taken": list(state.taken),
    }
    work.put("hub_setting", key=ORIGIN, value=value)
