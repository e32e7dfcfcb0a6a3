"""Deeds on the draft of a hub: open it, change it, undo, put it forward, throw it away, publish it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from hubwright.actions.alone import gains_alone
from hubwright.actions.house import House, Seated, seated
from hubwright.actions.outcome import Done
from hubwright.actions.post_notices import post
from hubwright.actions.publish_hub import keep_what_is_named, publish_in
from hubwright.actions.templates import ORIGIN, put_templates
from hubwright.domain.access.scope import Everything
from hubwright.domain.cases.entries import OPERATOR, WORKER, Actor
from hubwright.domain.cases.notice import Notice
from hubwright.domain.definitions.canonical import revision_of
from hubwright.domain.definitions.drafting import TAKEN, Published, documents_of, tree_of
from hubwright.domain.definitions.edits import Path
from hubwright.domain.definitions.gaining import Gain
from hubwright.domain.definitions.plugged import Declared
from hubwright.domain.definitions.templates.parts import Template
from hubwright.domain.drafts import (
    STREAM,
    Command,
    Drafting,
    DraftState,
    HoldBack,
    brought_up_to_date,
    decide,
    draft_of,
    opened,
    published,
    tree_now,
)
from hubwright.domain.drafts.state import OPEN, PLANNED
from hubwright.domain.errors import Moved, NotFound, Refusal
from hubwright.domain.hubs import HUB_STREAM, hub_of
from hubwright.ports import Reading, Work

_TRIES = 5

Check = Callable[["Whole"], None]
"""Called with what would be published; raises what stops it."""


@dataclass(frozen=True, slots=True)
class Whole:
    """A draft with everything that is needed to look at it.

    Args:
        state: replayed.
        base: the documents of the revision that it began with.
        tree: every change in it.
        published: "forms" and "workflows" by (id, version) that this hub ever published.
        live: the revision that holds today; another than `state.base` once something else was published meanwhile.
        facts: of the day, which hold over the local part that the draft would publish.
    """

    state: DraftState
    base: Mapping[str, Any]
    tree: Mapping[str, Any]
    published: Published
    live: str
    facts: Mapping[str, Any] = field(default_factory=dict)


def current(reading: Reading) -> Whole | None:
    """The draft of a hub that is open or waits to be published, or None."""
    number = current_number(reading)
    return None if number is None else whole(reading, number)


def current_number(reading: Reading) -> int | None:
    """The number of the draft that is open or waits to be published, or None: one row, and nothing of what is in it."""
    rows = reading.rows(
        "hub_draft", scope=Everything(), where={"standing": [OPEN, PLANNED]}, order=("-draft",), limit=1
    )
    return int(rows[0]["draft"]) if rows else None


def whole(reading: Reading, number: int) -> Whole:
    """One draft.

    Raises:
        NotFound: the hub never had it.
    """
    state = draft_of(reading.entries(f"{STREAM}:{number}"))
    if state is None:
        raise NotFound("There is no such record.")
    revisions, known = ever_published(reading)
    base = revisions[state.base]
    tree = tree_now(tree_of(base, state.scenarios, state.taken), state.changes)
    facts = hub_of(reading.entries(HUB_STREAM)).facts
    return Whole(state, base, tree, known, str(reading.live()[0]), facts)


def ever_published(reading: Reading) -> tuple[dict[str, Any], Published]:
    """The documents of each revision of a hub, and every form and workflow among them by (id, version)."""
    revisions = {row["revision"]: row["documents"] for row in reading.rows("revision", scope=Everything())}
    known: dict[str, dict[tuple[str, int], Any]] = {"forms": {}, "workflows": {}}
    for documents in revisions.values():
        for kind, there in known.items():
            there |= {(one["id"], one["version"]): one for one in documents[kind]}
    return revisions, known


def beside(reading: Reading) -> tuple[dict[str, Any], list[Any]]:
    """What a hub keeps beside its documents: its worked examples by id, and the templates that it took."""
    rows = reading.rows("hub_setting", scope=Everything(), where={"key": ORIGIN})
    kept = rows[0]["value"] if rows else {"scenarios": {}, "taken": []}
    return dict(kept["scenarios"]), list(kept["taken"])


def open_draft(house: House, *, hub: str, actor: Actor, deed: str, note: str = "") -> Done:
    """Begin a draft of what a hub runs on today, or join the one that is open.

    Args:
        house: the ports.
        hub: id of the hub.
        actor: who begins it.
        deed: id of this deed.
        note: what it is for.

    Raises:
        Refusal: the actor may not.
    """

    def once(work: Work) -> dict[str, Any]:
        here = seated(work)
        require(here.reader.may("hub.configure"), actor)
        # One look: between two of them somebody else could begin one, and there would be a second.
        last = work.rows("hub_draft", scope=Everything(), order=("-draft",), limit=1)
        if last and last[0]["standing"] in (OPEN, PLANNED):
            return {"draft": last[0]["draft"]}
        number = last[0]["draft"] + 1 if last else 1
        scenarios, taken = beside(work)
        facts = opened(number, here.revision, note=note, now=work.now, scenarios=scenarios, taken=taken)
        work.append(facts, revision=here.revision)
        return {"draft": number}

    return tried(house, hub, actor, deed, ["open", note], once)


def act_on_draft(
    house: House,
    *,
    hub: str,
    actor: Actor,
    deed: str,
    command: Command,
    keeping: Mapping[str, Template] | None = None,
) -> Done:
    """Change the draft that is open, undo, put it forward, take it back or throw it away.

    Args:
        house, hub, actor, deed: as for `open_draft`.
        command: what is asked to be done; edits name what they saw, so whoever typed it need name no version.
        keeping: templates that come with it, by content hash.

    Returns:
        the number of the draft's last entry.

    Raises:
        Refusal: it is not done yet; with the code "overtaken" where somebody else changed the same thing.
        NotFound: there is no draft.
    """

    def once(work: Work) -> dict[str, Any]:
        here = seated(work)
        require(here.reader.may("hub.configure"), actor)
        found = current(work)
        if found is None:
            raise NotFound("There is no such record.")
        facts = decide(found.state, command, Drafting(found.tree, actor, work.now))
        work.append(facts, revision=found.state.base)
        put_templates(work, keeping or {})
        return {"draft": found.state.number, "head": found.state.head + len(facts)}

    return tried(house, hub, actor, deed, repr(command), once)


def onto(reading: Reading) -> dict[str, Any]:
    """The tree of what holds today: what a draft begins with, or is brought up to date with."""
    live = reading.live()[0]
    rows = reading.rows("revision", scope=Everything(), where={"revision": live})
    scenarios, taken = beside(reading)
    return tree_of(rows[0]["documents"], scenarios, taken)


def bring_up_to_date(
    house: House, *, hub: str, actor: Actor, deed: str, seen: int, live: str, chosen: Mapping[Path, str]
) -> Done:
    """Let the draft that is open go on from what was published meanwhile, every change in it made anew.

    Args:
        house, hub, actor, deed: as for `open_draft`.
        seen: number of the draft's entry up to which whoever chose has looked at it.
        live: the revision that they were shown.
        chosen: for each place that both changed, whose words hold (`drafts.MINE` or `THEIRS`).

    Raises:
        Refusal: a clash is undecided, or the draft or what runs changed since the page was shown.
        NotFound: there is no draft.
    """

    def once(work: Work) -> dict[str, Any]:
        here = seated(work)
        require(here.reader.may("hub.configure"), actor)
        found = current(work)
        if found is None:
            raise NotFound("There is no such record.")
        if found.state.head != seen or found.live != live:
            raise _changed_since()
        if found.live == found.state.base:
            return {"draft": found.state.number}
        scenarios, taken = beside(work)
        facts = brought_up_to_date(
            found.state, found.live, onto(work), chosen, scenarios=scenarios, taken=taken, now=work.now
        )
        work.append(facts, revision=found.live)
        return {"draft": found.state.number}

    return tried(house, hub, actor, deed, ["up_to_date", seen, live, sorted(map(repr, chosen.items()))], once)


def publish_draft(house: House, *, hub: str, actor: Actor, deed: str, note: str, seen: int, check: Check) -> Done:
    """Publish the draft: what begins from now on follows it.

    Args:
        house, hub, actor, deed: as for `open_draft`.
        note: why, for the hub's record.
        seen: number of the entry up to which whoever publishes has looked at it.
        check: looks at what would be published.

    Returns:
        the revision.

    Raises:
        Refusal: somebody changed it since it was looked at, something else was published meanwhile, the check found
            something, or old cases still name what is gone.
        NotFound: there is no draft.
    """

    def once(work: Work) -> dict[str, Any]:
        here = seated(work)
        require(here.reader.may("hub.configure"), actor)
        found = current(work)
        if found is None:
            raise NotFound("There is no such record.")
        if found.state.head != seen:
            raise _changed_since()
        return {"revision": _published(work, here, found, note, check)}

    return tried(house, hub, actor, deed, ["publish", note, seen], once)


def publish_planned(house: House, *, hub: str, deed: str, check: Check) -> Done:
    """Publish the draft whose time has come; where something stops it, it is open again and its planner is told.

    Args:
        house, hub, deed: as for `open_draft`.
        check: looks at what would be published.

    Returns:
        the revision, or why it was held back; nothing where no draft waits any more.
    """

    def once(work: Work) -> dict[str, Any]:
        here = seated(work)
        found = current(work)
        plan = found.state.planned if found else None
        if found is None or plan is None or plan.on is None or plan.on > work.now:
            return {}
        try:
            return {"revision": _published(work, here, found, "", check)}
        except Refusal as stopped:
            held = HoldBack((stopped.why, stopped.do))
            work.append(decide(found.state, held, Drafting(found.tree, work.actor, work.now)), revision=found.live)
            post(house, work, [Notice("not_published", "", "", "studio", post="person", user=plan.by_user)])
            return {"held_back": [stopped.why]}

    return tried(house, hub, WORKER, deed, ["publish_planned"], once)


def alone(
    reading: Reading, here: Seated, found: Whole, actor: Actor, now: datetime, plugins: Declared | None = None
) -> tuple[Gain, ...]:
    """What whoever publishes a draft would come to see by it themselves: then a second person is needed.

    Args:
        reading: of the hub.
        here: the hub's day.
        found: the draft; of one that was put forward, whoever did that counts.
        actor: who publishes it otherwise.
        now: UTC.
        plugins: of this installation, for what their permissions are called.
    """
    plan = found.state.planned
    before = tree_of(found.base, found.state.scenarios, found.state.taken)
    user = plan.by_user if plan else actor.id
    return gains_alone(reading, here, before=before, after=found.tree, user=user, now=now, plugins=plugins)


def _published(work: Work, here: Seated, found: Whole, note: str, check: Check) -> str:
    """Write down that a draft was published and let it hold; the revision. Nothing is written where it is refused."""
    state = found.state
    if found.live != state.base:
        raise Refusal(
            why="Something else was published since this draft began.",
            do="Bring the draft up to date first.",
            code="draft_behind",
        )
    documents, scenarios = documents_of(found.tree, found.base, published=found.published)
    revision = revision_of([documents["hub"], *documents["forms"], *documents["workflows"]])
    two = here.hub.published_by_two or bool(alone(work, here, found, work.actor, work.now))
    facts = published(state, revision, note=note, now=work.now, by=work.actor, by_two=two)
    check(found)
    keep_what_is_named(work, revision, documents)
    work.append(facts, revision=state.base)
    publish_in(work, revision=revision, documents=documents, note=facts[0].body["note"])
    rows = work.rows("hub_setting", scope=Everything(), where={"key": ORIGIN})
    kept = dict(rows[0]["value"]) if rows else {"taken": [], "undo": []}
    work.put("hub_setting", key=ORIGIN, value={**kept, "scenarios": scenarios, "taken": list(found.tree[TAKEN])})
    return revision


def _changed_since() -> Refusal:
    return Refusal(
        why="The draft has been changed since this page was shown.",
        do="Look at what is different now, then go on.",
        code="draft_changed_since",
    )


def tried(
    house: House, hub: str, actor: Actor, deed: str, command: Any, once: Callable[[Work], dict[str, Any]]
) -> Done:
    """Do a deed in a unit of work of its own, again where somebody else wrote to the same streams in between."""
    for attempt in range(_TRIES):
        try:
            with house.store.work(hub, actor, deed=deed, now=house.now(), command=command) as work:
                if (first := work.first_result()) is not None:
                    return Done(first, repeated=True)
                result = once(work)
                work.commit(result)
                return Done(result)
        except Moved:
            if attempt == _TRIES - 1:
                raise
    raise AssertionError("unreachable: the last try returns or raises")


def require(may: bool, actor: Actor) -> None:
    """An operator at the machine sets a hub up; everybody else needs the permission."""
    if actor != OPERATOR and not may:
        raise Refusal(
            why="Your membership of this hub does not include this act.",
            do="Ask whoever keeps the hub's definitions.",
            code="no_authority",
        )
