"""A scenario fits its hub: its posts, doors, answers, deeds and what it expects are the hub's own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from hubwright.domain.answers.judge import check
from hubwright.domain.cases.commands import Subject
from hubwright.domain.definitions.checks.findings import Findings, numbered
from hubwright.domain.definitions.hub import Hub
from hubwright.domain.rehearsal.daily import HUB_DEEDS, MAY_BE_LEFT_OUT
from hubwright.domain.rehearsal.doing import ARRIVING, OF_THE_REFERRER, REFERRED, answered
from hubwright.domain.rehearsal.naming import DEEDS, MEETS, made, needed, unknown, value_of, written
from hubwright.domain.rules.parsing import nearest, quoted

LONGEST = timedelta(days=1000)
"""No story lasts longer: whoever saves, publishes or looks at a draft waits until it is told."""
FIRST_YEAR, LAST_YEAR = 2000, 2099

# What stands for a field that a scenario cannot know: the agency for the question that it was asked, and so on.
_STANDS_FOR = {"ask": ("agency",), "person": ("agency",), "matter": ("of",)}
# Fields that are filled in where a scenario leaves them out.
_FILLED = frozenset({"contact", "ask", "alarm", "owner_name", "matter", "person"})
# A field that names something of the hub, and what it is called.
_NAMES = {
    "pathway": ("pathways", "a pathway"),
    "route": ("routes", "a route"),
    "agency": ("agencies", "an agency"),
    "door": ("doors", "a door"),
    "type": ("meeting_types", "a type of meeting"),
    "scale": ("scales", "a scale"),
    "agreement": ("agreements", "an agreement"),
    "incident": ("incidents", "a kind of incident"),
}
# What is told without a command has its shapes here.
_SHAPES: Mapping[str, tuple[type, str]] = {
    **dict.fromkeys(("door", "words", "agreement", "agency", "signed_by", "purpose"), (str, "a text")),
    **dict.fromkeys(("person", "verdict", "why", "found"), (str, "a text")),
    **dict.fromkeys(("danger", "below_threshold"), (bool, "true or false")),
    **dict.fromkeys(("how_many", "months"), (int, "a whole number")),
    **dict.fromkeys(("about", "routes"), (list, "a list")),
    **dict.fromkeys(("incident", "what", "step", "text"), (str, "a text")),
    **dict.fromkeys(("answers", "row"), (Mapping, "an object")),
}
# What an expectation names: the look, the part of the hub, what it is called.
_EXPECTED = {
    "kind": ("kinds", "a kind of contact"),
    "strands": ("pathways", "a pathway"),
    "asked": ("agencies", "an agency"),
    "questions": ("check_sets", "a check set"),
    "waits_for": ("agencies", "an agency"),
    "doors": ("doors", "a door"),
    "there": ("agencies", "an agency"),
    "nobody_decides": ("deciders", "a decider"),
    "agreements": ("agreements", "an agreement"),
    "incidents": ("incidents", "a kind of incident"),
    "read_by": ("agencies", "an agency"),
    "staffed": ("agencies", "an agency"),
    "planned": ("agencies", "an agency"),
    "for_whom": ("pathways", "a pathway"),
    "linked": ("agencies", "an agency"),
    "said_by": ("agencies", "an agency"),
    "to_ring": ("agencies", "an agency"),
    "line_manages": ("roles", "a role"),
    "looks_in_for": ("roles", "a role"),
    "talks": ("pathways", "a pathway"),
}


def check_scenario(document: Mapping[str, Any], hub: Hub, *, file: str) -> Findings:
    """Everything in which a scenario does not fit its hub.

    Args:
        document: in the shape of its schema.
        hub: the hub's drawing.
        file: the document's name, for the problems.
    """
    findings = Findings(file)
    posts = _posts(document, hub, findings)
    if document.get("waits_for"):
        return findings
    _time(document, findings)
    if not document["steps"]:
        findings.problem("/steps", "empty-scenario", "Nothing happens in this scenario.", "Write its first step.")
    for pointer, step in numbered(document, "steps"):
        _step(step, hub, posts, pointer, findings)
    return findings


def _time(document: Mapping[str, Any], findings: Findings) -> None:
    """The times of a story exist, and it ends: it is told step by step, with every alarm that rings meanwhile."""
    begins = _moment(document["begins"])
    if begins is None or not FIRST_YEAR <= begins.year <= LAST_YEAR:
        findings.problem(
            "/begins", "no-such-time", "No story begins at this time.", "Write a time as 2026-05-22T16:50."
        )
        return
    lasts = timedelta()
    for pointer, step in numbered(document, "steps"):
        after = step.get("after", {})
        at = _moment(step["at"]) if "at" in step else begins + lasts
        if at is None:
            findings.problem(
                f"{pointer}/at", "no-such-time", "There is no such time.", "Write a time as 2026-05-22T16:50."
            )
            continue
        lasts = max(lasts, at - begins)
        hours = after.get("days", 0) * 24 + after.get("hours", 0) + after.get("minutes", 0) / 60
        if hours > LONGEST.days * 24 or (lasts := lasts + timedelta(hours=hours)) > LONGEST:
            findings.problem(
                pointer,
                "story-too-long",
                f"The story lasts longer than {LONGEST.days} days.",
                "Let less time pass, or tell it in two stories.",
            )
            return


def _moment(written: str) -> datetime | None:
    try:
        return datetime.fromisoformat(written)
    except ValueError:
        return None


def _posts(document: Mapping[str, Any], hub: Hub, findings: Findings) -> set[str]:
    roles, agencies = {one.id for one in hub.roles}, {one.id for one in hub.agencies}
    seen: dict[str, str] = {}
    for pointer, post in numbered(document, "posts"):
        if post["id"] in seen:
            findings.twice(f"{pointer}/id", post["id"], seen[post["id"]])
        seen.setdefault(post["id"], pointer)
        if post["role"] not in roles:
            findings.unknown(f"{pointer}/role", "a role", post["role"], roles)
        if post["agency"] not in agencies:
            findings.unknown(f"{pointer}/agency", "an agency", post["agency"], agencies)
    return set(seen)


def _step(step: Mapping[str, Any], hub: Hub, posts: set[str], pointer: str, findings: Findings) -> None:
    times = [name for name in ("at", "after", "until") if name in step]
    if len(times) > 1:
        findings.problem(
            f"{pointer}/{times[1]}", "two-times", "This step says twice when it happens.", "Leave one of the two out."
        )
    if "do" in step and "meets" in step:
        findings.problem(f"{pointer}/meets", "two-deeds", "This step does two things.", "Make it two steps.")
    theirs = step.get("by") == REFERRED and step.get("do") in OF_THE_REFERRER
    if "by" in step and step["by"] not in posts and not theirs:
        findings.unknown(f"{pointer}/by", "a post of this scenario", step["by"], posts)
    given = step.get("with", {})
    if "do" in step:
        _done(step, given, hub, pointer, findings)
    elif "meets" in step:
        _deed(step["meets"], MEETS, given, step, hub, pointer, findings)
    elif given:
        findings.problem(f"{pointer}/with", "nothing-done", "This step does nothing with it.", "Say what it does: do.")
    for part in ("then", "never"):
        _expected(step.get(part, {}), hub, posts, f"{pointer}/{part}", findings)


def _done(step: Mapping[str, Any], given: Mapping[str, Any], hub: Hub, pointer: str, findings: Findings) -> None:
    told = {**ARRIVING, **HUB_DEEDS}
    if step["do"] not in told:
        _deed(step["do"], {**DEEDS, **dict.fromkeys(told, object)}, given, step, hub, pointer, findings)
        return
    known = told[step["do"]]
    _only(given, known, f"{pointer}/with", findings)
    _told_in_shape({name: given[name] for name in known if name in given}, f"{pointer}/with", findings)
    for name in known:
        if name not in given and name not in ("danger", "about", *MAY_BE_LEFT_OUT):
            findings.problem(
                f"{pointer}/with", "missing-field", f"{quoted(step['do'])} needs {name}.", f"Write {name} here."
            )
    if "by" not in step and (step["do"] == "rings" or step["do"] in HUB_DEEDS):
        findings.problem(pointer, "nobody-acts", "Somebody of the hub does this.", "Say who: by.")
    _names(given, hub, f"{pointer}/with", findings)
    doors = {door.id: door for door in hub.doors}
    door = given.get("door")
    if (
        step["do"] == "arrives"
        and isinstance(door, str)
        and door in doors
        and isinstance(given.get("answers"), Mapping)
    ):
        _answers(doors[door].form, given["answers"], hub, f"{pointer}/with", findings)


def _told_in_shape(given: Mapping[str, Any], pointer: str, findings: Findings) -> None:
    for field, value in given.items():
        wanted, called = _SHAPES[field]
        if not isinstance(value, wanted) or (wanted is int and isinstance(value, bool)):
            findings.problem(f"{pointer}/{field}", "bad-value", f"Here {called} is needed.", "Write it in that shape.")
    about = given.get("about")
    for index, one in enumerate(about if isinstance(about, list) else ()):
        try:
            made(Subject, {"id": "", **one})
        except (TypeError, ValueError, KeyError):
            findings.problem(
                f"{pointer}/about/{index}",
                "bad-value",
                "This is not how a person is described.",
                f"Use some of: {', '.join(name for name in written(Subject) if name != 'id')}.",
            )


def _answers(
    use: tuple[str, int] | None, answers: Mapping[str, Any], hub: Hub, pointer: str, findings: Findings
) -> None:
    if use is None:
        findings.problem(f"{pointer}/door", "no-form", "This door has no form to answer.", "Let somebody ring instead.")
        return
    told = {id: answered(value) for id, value in answers.items()}
    for finding in check(hub.forms[use], told, date(2026, 1, 1)).malformed:
        findings.problem(
            f"{pointer}/answers/{finding.question}",
            "bad-answer",
            "This answer does not have the shape of its question, or there is no such question.",
            "Write it as the form's questions say.",
        )


def _deed(
    name: str,
    deeds: Mapping[str, type],
    given: Mapping[str, Any],
    step: Mapping[str, Any],
    hub: Hub,
    pointer: str,
    findings: Findings,
) -> None:
    """A deed that there is, done by somebody, with its own fields and nothing else."""
    if name not in deeds:
        where = f"{pointer}/{'meets' if step.get('meets') == name else 'do'}"
        near = nearest(name, sorted(deeds))
        findings.problem(
            where, "unknown-deed", f"There is no deed {quoted(name)}.", f"Use one of: {', '.join(sorted(deeds))}.", near
        )
        return
    if "by" not in step:
        findings.problem(pointer, "nobody-acts", f"Nobody does {quoted(name)}.", "Say which post does it: by.")
    command = deeds[name]
    fields = set(written(command))
    allowed = tuple(one for field in fields for one in _STANDS_FOR.get(field, ()))
    for field in unknown(command, given, allowed):
        findings.problem(
            f"{pointer}/with/{field}",
            "unknown-field",
            f"{quoted(name)} has no {quoted(field)}.",
            f"Use one of: {', '.join(sorted({*fields, *allowed}))}.",
            nearest(field, sorted({*fields, *allowed})),
        )
    # Which of them a deed is about may be written by what stands for it, and has to be said in one of the two ways.
    named = {one for one in ("ask", "person") if "agency" not in given or "agency" in fields}
    for field in sorted(needed(command) - set(given) - (_FILLED - named)):
        findings.problem(f"{pointer}/with", "missing-field", f"{quoted(name)} needs {field}.", f"Write {field} here.")
    _names(given, hub, f"{pointer}/with", findings)
    _shaped(command, given, fields, f"{pointer}/with", findings)


def _shaped(command: type, given: Mapping[str, Any], fields: set[str], pointer: str, findings: Findings) -> None:
    for field, value in given.items():
        if field not in fields:
            continue
        try:
            value_of(command, field, value)
        except (TypeError, ValueError, KeyError) as error:
            said = str(error) if str(error).endswith("is needed") else "another shape is needed"
            findings.problem(f"{pointer}/{field}", "bad-value", f"Here {said}.", "Write it in that shape.")


def _only(given: Mapping[str, Any], known: Iterable[str], pointer: str, findings: Findings) -> None:
    for field in given:
        if field not in known:
            findings.problem(
                f"{pointer}/{field}", "unknown-field", f"There is no {quoted(field)} here.",
                f"Use one of: {', '.join(known)}.", nearest(field, list(known)),
            )  # fmt: skip


def _names(given: Mapping[str, Any], hub: Hub, pointer: str, findings: Findings) -> None:
    for field, (part, thing) in _NAMES.items():
        if isinstance(given.get(field), str):
            names = {one.id for one in getattr(hub, part)}
            if given[field] not in names:
                findings.unknown(f"{pointer}/{field}", thing, given[field], names)
    if isinstance(given.get("tier"), str):
        tiers = {tier.id for scale in hub.scales for tier in scale.tiers}
        if given["tier"] and given["tier"] not in tiers:
            findings.unknown(f"{pointer}/tier", "a tier", given["tier"], tiers)


def _expected(wanted: Mapping[str, Any], hub: Hub, posts: set[str], pointer: str, findings: Findings) -> None:
    for look, (part, thing) in _EXPECTED.items():
        names = {one.id for one in getattr(hub, part)}
        for name in _several(wanted.get(look)):
            if name not in names:
                findings.unknown(f"{pointer}/{look}", thing, name, names)
    for look, known, thing in (
        ("seen_by", posts, "a post of this scenario"),
        ("see_wall", posts, "a post of this scenario"),
        ("reads", posts, "a post of this scenario"),
        ("no_last_day", posts, "a post of this scenario"),
        ("leaves", posts, "a post of this scenario"),
        ("suggested", {tier.id for scale in hub.scales for tier in scale.tiers}, "a tier"),
        ("stage", {stage.id for flow in hub.workflows.values() for stage in flow.stages}, "a stage"),
    ):
        for name in _several(wanted.get(look)):
            if name not in known:
                findings.unknown(f"{pointer}/{look}", thing, name, known)
    routes = {one.id for one in hub.routes}
    for person, route in wanted.get("outcomes", {}).items():
        if route is not None and route not in routes:
            findings.unknown(f"{pointer}/outcomes/{person}", "a route", route, routes)


def _several(value: Any) -> list[str]:
    return [value] if isinstance(value, str) else list(value or ())
