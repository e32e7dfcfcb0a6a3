"""Take a template into a hub of this installation, take its later version, undo: each one deed, whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from hubwright.actions.house import House
from hubwright.actions.outcome import Done
from hubwright.actions.publish_hub import publish_in
from hubwright.domain.access.scope import Everything
from hubwright.domain.cases.entries import OPERATOR
from hubwright.domain.definitions.canonical import revision_of
from hubwright.domain.definitions.templates.kept import (
    parts_of_revision,
    revision_of_parts,
    template_as_json,
    template_from_json,
)
from hubwright.domain.definitions.templates.origin import Taken, as_document, continues, from_document, taken_from
from hubwright.domain.definitions.templates.parts import Template
from hubwright.domain.definitions.templates.taking import take_parts
from hubwright.domain.definitions.templates.upgrade import Sides, Upgrade, upgrade
from hubwright.domain.errors import Refusal
from hubwright.ports import Work

ORIGIN = "origin"
"""The setting of a hub that holds what it took, its scenarios, and what can be undone."""

Check = Callable[[Mapping[str, Any], Mapping[str, Any]], None]
"""Called with the documents to be published and the scenarios by id; raises what stops the deed."""


def keep_origin(
    house: House, *, hub: str, taken: tuple[Taken, ...], templates: Mapping[str, Template], scenarios: Mapping[str, Any]
) -> None:
    """Remember what a hub that was imported from a folder had taken there.

    A folder without a record of that, such as one that was exported, takes nothing away from what is known here.

    Args:
        house: the ports.
        hub: its id.
        taken: what it took.
        templates: each of them, by content hash.
        scenarios: the hub's own, by id.
    """
    now = house.now()
    with house.store.work(hub, OPERATOR, deed=f"origin-{house.ids.token()}", now=now) as work:
        put_templates(work, templates)
        kept = {**_origin(work), "scenarios": dict(scenarios)}
        if taken:
            kept["taken"] = [as_document(one) for one in taken]
        work.put("hub_setting", key=ORIGIN, value=kept)
        work.commit({})


def take_into_hub(
    house: House,
    *,
    hub: str,
    template: Template,
    kinds: Mapping[str, str],
    deed: str,
    check: Check,
    instead: bool = False,
) -> tuple[Done, Upgrade]:
    """Take single parts of a template beside what a hub has, and publish that.

    Args:
        house: the ports.
        hub: id of a hub that has published something.
        template: of some parts.
        kinds: "clock" to "clocks", for the ids that are kept.
        deed: id of this deed.
        check: looks at what would be published.
        instead: what has the same id here gives way.

    Raises:
        Refusal: it is no template of parts, needs what is not there, or was taken already.
    """
    with house.store.work(
        hub, OPERATOR, deed=deed, now=house.now(), command=["take", template.about["content"], instead]
    ) as work:
        documents, kept = _live(work), _origin(work)
        taken = _taken(kept, kinds)
        if any(continues(one, template) for one in taken):
            raise Refusal(
                why="This hub has taken that template already.",
                do="Take its later version with `hubwright template upgrade`.",
                code="taken_already",
            )
        ours = parts_of_revision(documents, kept["scenarios"])
        made = take_parts(template, ours=ours, published=_published(work), instead=instead)
        done = _publish(work, template, made, (*taken, taken_from(template, ids=made.ids)), documents, kept, check)
        return done, made


def upgrade_hub(
    house: House,
    *,
    hub: str,
    template: Template,
    kinds: Mapping[str, str],
    answers: Mapping[str, str],
    deed: str,
    check: Check,
) -> tuple[Done | None, Upgrade]:
    """Take a template's later version into a hub that took an earlier one, and publish that.

    Args:
        house: the ports.
        hub: its id.
        template: the later version.
        kinds: "clock" to "clocks", for the ids that are kept.
        answers: by the id of a question.
        deed: id of this deed.
        check: looks at what would be published; the scenarios of both sides are run there.

    Returns:
        what was done, or None while questions are open and nothing was changed; and the upgrade.

    Raises:
        Refusal: the hub was not made from that template, or an answer is none.
    """
    command = ["upgrade", template.about["content"], dict(answers)]
    with house.store.work(hub, OPERATOR, deed=deed, now=house.now(), command=command) as work:
        documents, kept = _live(work), _origin(work)
        taken = _taken(kept, kinds)
        known = next((one for one in taken if continues(one, template)), None)
        if known is None:
            raise Refusal(
                why="This hub was not made from that template, or has a later version of it already.",
                do="`hubwright template show` tells what a template is and what came before it.",
                code="not_from_it",
            )
        sides = Sides(
            origin=_template(work, known).parts,
            ours=parts_of_revision(documents, kept["scenarios"]),
            theirs=template.parts,
            name=str(template.about["name"]["en"]),
            prefix=template.about["id"],
            ids=known.ids,
            later=known.later,
            whole=known.whole,
            published=_published(work),
        )
        made = upgrade(sides, answers)
        if made.questions:
            return None, made
        now = taken_from(template, ids=made.ids, later=made.later)
        after = tuple(now if one is known else one for one in taken)
        return _publish(work, template, made, after, documents, kept, check), made


def undo_template(house: House, *, hub: str, deed: str) -> str:
    """Publish again, byte for byte, what a hub had before the last template; gives what is undone, in words.

    Args:
        house: the ports.
        hub: its id.
        deed: id of this deed.

    Raises:
        Refusal: there is nothing to undo, the hub has been changed since, or cases began with what would go.
    """
    with house.store.work(hub, OPERATOR, deed=deed, now=house.now(), command=["undo"]) as work:
        kept = _origin(work)
        if not kept["undo"]:
            raise Refusal(why="Nothing was taken into this hub that could be undone.", do="Look at it.", code="no_undo")
        *earlier, last = kept["undo"]
        live, _ = work.live()
        if live != last["after"]:
            raise Refusal(
                why="The hub has been published anew since.",
                do="Change what you do not want in its definitions, and publish those.",
                code="changed_since",
            )
        before = _documents(work, last["before"])
        publish_in(work, revision=last["before"], documents=before, note=f"Undone: {last['what']}.")
        work.put(
            "hub_setting",
            key=ORIGIN,
            value={"taken": last["taken"], "scenarios": last["scenarios"], "undo": earlier},
        )
        work.commit({"revision": last["before"]})
        return str(last["what"])


def _publish(
    work: Work,
    template: Template,
    made: Upgrade,
    taken: tuple[Taken, ...],
    documents: Mapping[str, Any],
    kept: Mapping[str, Any],
    check: Check,
) -> Done:
    after = revision_of_parts(documents["hub"], made.parts)
    check(after, made.parts.scenarios)
    live, _ = work.live()
    revision = revision_of([after["hub"], *after["forms"], *after["workflows"]])
    what = f"{template.about['name']['en']}, version {template.about['version']}, was taken"
    publish_in(work, revision=revision, documents=after, note=f"{what}.")
    put_templates(work, {template.about["content"]: template})
    undo = {"what": what, "before": live, "after": revision, "taken": kept["taken"], "scenarios": kept["scenarios"]}
    value = {
        "taken": [as_document(one) for one in taken],
        "scenarios": {id: dict(one) for id, one in made.parts.scenarios.items()},
        "undo": [*kept["undo"], undo],
    }
    work.put("hub_setting", key=ORIGIN, value=value)
    result = {"revision": revision}
    work.commit(result)
    return Done(result)


def _live(work: Work) -> Mapping[str, Any]:
    return _documents(work, work.live()[0])


def _documents(work: Work, revision: str) -> Mapping[str, Any]:
    rows = work.rows("revision", scope=Everything(), where={"revision": revision})
    documents: Mapping[str, Any] = rows[0]["documents"]
    return documents


def _published(work: Work) -> dict[str, dict[tuple[str, int], Any]]:
    """Every form and workflow that this hub ever published: a version is never another document."""
    found: dict[str, dict[tuple[str, int], Any]] = {"forms": {}, "workflows": {}}
    for row in work.rows("revision", scope=Everything()):
        for kind, there in found.items():
            there |= {(one["id"], one["version"]): one for one in row["documents"][kind]}
    return found


def _origin(work: Work) -> dict[str, Any]:
    rows = work.rows("hub_setting", scope=Everything(), where={"key": ORIGIN})
    return dict(rows[0]["value"]) if rows else {"taken": [], "scenarios": {}, "undo": []}


def _taken(kept: Mapping[str, Any], kinds: Mapping[str, str]) -> tuple[Taken, ...]:
    return tuple(from_document(one, kinds) for one in kept["taken"])


def put_templates(work: Work, templates: Mapping[str, Template]) -> None:
    """Keep templates with a hub, by content hash: an upgrade is held against what was taken."""
    for content, template in templates.items():
        work.put("hub_setting", key=f"{ORIGIN} {content}", value=template_as_json(template))


def _template(work: Work, known: Taken) -> Template:
    rows = work.rows("hub_setting", scope=Everything(), where={"key": f"{ORIGIN} {known.content}"})
    if not rows:
        raise Refusal(
            why="The template that this hub was made from is not kept here any more.",
            do="Import the hub's folder again, with what lies in its folder origin/.",
            code="missing_origin",
        )
    return template_from_json(rows[0]["value"])
