"""One way between stages: what has happened, from where, where to, on what it depends and what it asks for first."""

from __future__ import annotations

from typing import Any

from flask import Response, make_response, redirect, request, url_for
from werkzeug.datastructures import MultiDict

from hubwright.domain.definitions.checks.workflow import PROTECTIVE
from hubwright.domain.definitions.conditions import Conditions, conditions_of, rule_of
from hubwright.domain.definitions.edits import Edit, fresh_id, put, siblings
from hubwright.domain.definitions.elements import MISSING
from hubwright.domain.definitions.workflow import REQUIREMENTS, VOTES
from hubwright.domain.errors import NotFound, Refusal
from hubwright.web.components import Choice, Field
from hubwright.web.language import say
from hubwright.web.studio.desk import Desk, change, desk
from hubwright.web.studio.frame import page
from hubwright.web.studio.texts import shown
from hubwright.web.studio.workflows.pages import added, workflow_of
from hubwright.web.studio.workflows.words import AFTER, COUNTS, deeds, needs, options, votes, way_said, when_said
from hubwright.web.visit import Visit
from hubwright.web.work.asked import Values, Wrong, any_of, one_of

NEW = "new-way"
_KEEP, _ANSWERED, _ANY = "keep", "answered", "any"


def do(visit: Visit, workflow: str, way: str) -> Response:
    """Show a way, or change it; `NEW` for one that is to be added."""
    found = desk(visit)
    before = _before(found, workflow, way)
    if request.method == "GET":
        return _page(found, workflow, before, MultiDict())
    try:
        change(found, "way", _edits(found, workflow, way, before))
    except Refusal as refusal:
        return _page(found, workflow, before, request.form, refusal)
    return make_response(redirect(url_for("studio.workflow", hub=visit.hub.id, workflow=workflow, done="1")))


def _before(found: Desk, workflow: str, way: str) -> dict[str, Any]:
    ways = workflow_of(found, workflow)["transitions"]
    if way == NEW:
        return {}
    there = next((one for one in ways if one["id"] == way), None)
    if there is None:
        raise NotFound("There is no such record.")
    return dict(there)


def _edits(found: Desk, workflow: str, way: str, before: dict[str, Any]) -> list[Edit]:
    form = request.form
    stages = [one["id"] for one in workflow_of(found, workflow)["stages"]]
    made: dict[str, Any] = {
        "deed": form.get("after", ""),
        "sources": [one for one in stages if one in form.getlist("sources")],
        "target": form.get("target", ""),
        "when": _when(found, before),
        "needs": [one for one in REQUIREMENTS if one in form.getlist("needs")] or MISSING,
        "or_reason": True if "yes" in form.getlist("or_reason") and form.getlist("needs") else MISSING,
    }
    _complete(made, stages)
    if not before:
        there = siblings(found.tree, ("workflows", workflow, "stages"))
        there += siblings(found.tree, ("workflows", workflow, "transitions"))
        id = fresh_id(f"{made['deed']} {made['target']}".replace("_", " "), there)
        element = {"id": id, **{key: value for key, value in made.items() if value is not MISSING}}
        return added(found, workflow, "transitions", element)
    path = ("workflows", workflow, "transitions", way)
    return [edit for key, value in made.items() for edit in put(found.tree, (*path, key), value)]


def _complete(made: dict[str, Any], stages: list[str]) -> None:
    wrong = []
    if made["deed"] not in AFTER:
        wrong.append(("after", "Choose what has happened."))
    if not made["sources"]:
        wrong.append(("sources", "Choose where a case may stand then."))
    if made["target"] not in stages:
        wrong.append(("target", "Choose where it goes on to."))
    if made["deed"] in PROTECTIVE and made["needs"] is not MISSING:
        wrong.append(("needs", "Protection and information wait for nothing: take the ticks away here."))
    if wrong:
        raise Refusal(
            why="This way is not complete.", do="Fill in what is marked.", code="way_incomplete", fields=tuple(wrong)
        )


def _when(found: Desk, before: dict[str, Any]) -> Any:
    """The rule that was asked for; the old one, as it was written, where nothing about it was changed."""
    form, old = request.form, before.get("when", MISSING)
    if form.get("depends") == _KEEP and old is not MISSING and conditions_of(old) is None:
        return old
    there = options(found)
    parts: dict[str, Any] = {
        part: tuple(one for one in known if one in form.getlist(part)) for part, known in there.items()
    }
    parts |= {fact: value for fact in COUNTS if (value := form.get(fact, "")) in COUNTS[fact]}
    made = Conditions(**parts, vote=form.get("vote", "") if form.get("vote", "") in VOTES else "")
    if old is not MISSING and (known := conditions_of(old)) is not None and _same(known, made):
        return old
    rule = rule_of(made)
    return MISSING if rule is None else rule


def _same(one: Conditions, other: Conditions) -> bool:
    alike = ("returns_waiting", "undecided", "vote")
    lists = ("tiers", "kinds", "pathways")
    return all(getattr(one, name) == getattr(other, name) for name in alike) and all(
        set(getattr(one, name)) == set(getattr(other, name)) for name in lists
    )


def _fields(found: Desk, workflow: str, before: dict[str, Any], values: Values, wrong: Wrong) -> list[Field]:
    document = workflow_of(found, workflow)
    stages = [Choice(value=one["id"], text=shown(one["name"])) for one in document["stages"]]
    said = conditions_of(before.get("when"))
    known = said or Conditions()
    there = options(found)

    def choices(pairs: Any) -> list[Choice]:
        return [Choice(value=id, text=words) for id, words in pairs]

    def limited(part: str, question: str) -> Field:
        return any_of(part, question, choices(there[part].items()), values, wrong, chosen=getattr(known, part))

    def counted(fact: str, question: str) -> Field:
        asked = [(_ANY, say("It does not matter")), *((id, say(words)) for id, words in COUNTS[fact].items())]
        return one_of(fact, question, choices(asked), values, wrong, chosen=getattr(known, fact) or _ANY)

    made: list[Field] = [
        one_of("after", say("What has happened?"), choices(deeds()), values, wrong, chosen=before.get("deed", "")),
        any_of("sources", say("Where may the case stand?"), stages, values, wrong, chosen=before.get("sources", ())),
        one_of("target", say("Where does it go on to?"), stages, values, wrong, chosen=before.get("target", "")),
    ]
    if said is None:
        kept = say("Keep the rule: %(rule)s", rule=when_said(found, before))
        depends = [(_KEEP, kept), (_ANSWERED, say("Put in its place what is chosen below"))]
        made.append(one_of("depends", say("On what does it depend?"), choices(depends), values, wrong, chosen=_KEEP))
    made += [
        limited("tiers", say("Only with one of these ratings")),
        limited("kinds", say("Only what arrived as one of these")),
        limited("pathways", say("Only for these strands")),
        counted("returns_waiting", say("Agencies that were asked")),
        counted("undecided", say("Decisions")),
        one_of("vote", say("The last vote"), choices([(_ANY, say("It does not matter")), *votes()]), values, wrong,
               chosen=known.vote or _ANY),
        any_of("needs", say("What is needed first?"), choices(needs()), values, wrong, chosen=before.get("needs", ()),
               hint=say("Nothing that protects somebody ever waits for this.")),
        any_of("or_reason", say("Without it"), [Choice(value="yes", text=say("Somebody may give a reason instead"))],
               values, wrong, chosen=("yes",) if before.get("or_reason") else ()),
    ]  # fmt: skip
    return made


def _page(
    found: Desk, workflow: str, before: dict[str, Any], values: Values, refusal: Refusal | None = None
) -> Response:
    document = workflow_of(found, workflow)
    return page(
        found,
        "studio/workflows/part.html",
        current="workflows",
        title=say("A way between stages") if before else say("A new way"),
        refusal=refusal,
        fields=_fields(found, workflow, before, values, dict(refusal.fields) if refusal else {}),
        workflow=workflow,
        said=way_said(found, document, before) if before else "",
    )
