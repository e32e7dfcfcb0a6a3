"""Hours, clocks, ladders and duty: whether time runs as it says, and whether a person is told when it runs out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from hubwright.domain.definitions.checks.findings import Findings, numbered
from hubwright.domain.rules.parsing import quoted

WORKING = ("working_hour", "working_day")


def check_time(document: Mapping[str, Any], findings: Findings) -> None:
    """Calendars, clocks, ladders, duty posts and closed days of a hub document."""
    shareable, local = document["shareable"], document["local"]
    _calendars(shareable, findings)
    _clocks(shareable, findings)
    for pointer, ladder in numbered(shareable, "ladders", "/shareable"):
        _ladder(ladder, pointer, document, findings)
    _duty(local, findings)
    for pointer, day in numbered(local, "closures", "/local"):
        try:
            date.fromisoformat(day)
        except ValueError:
            findings.problem(pointer, "no-such-day", f"There is no day {quoted(day)}.", "Write a day that exists.")


def _calendars(shareable: Mapping[str, Any], findings: Findings) -> None:
    for pointer, calendar in numbered(shareable, "calendars", "/shareable"):
        if not any(calendar["hours"].values()):
            findings.problem(
                f"{pointer}/hours",
                "never-opens",
                f"The calendar {quoted(calendar['id'])} never opens, so a clock on it would never end.",
                "Give it hours on at least one day of the week.",
            )
        for day, spans in calendar["hours"].items():
            last = ""
            for index, (opens, closes) in enumerate(spans):
                if closes <= opens or opens < last:
                    findings.problem(
                        f"{pointer}/hours/{day}/{index}",
                        "hours-order",
                        "These hours end before they begin, or begin before the hours before them have ended.",
                        "Write the hours of a day in order, each as opening and closing time.",
                    )
                last = max(last, closes)


def _clocks(shareable: Mapping[str, Any], findings: Findings) -> None:
    clocks = {one["id"]: one for one in shareable["clocks"]}
    for pointer, one in numbered(shareable, "clocks", "/shareable"):
        if one["unit"] in WORKING and one.get("out_of_hours", "waits") == "runs":
            findings.problem(
                f"{pointer}/out_of_hours",
                "runs-while-closed",
                "A clock in working time cannot run through the night.",
                'Count in elapsed hours or calendar days, or let it wait ("waits").',
            )
    for pointer, kind in numbered(shareable, "kinds", "/shareable"):
        for name in ("first_look", "acknowledge"):
            rule = clocks.get(kind.get(name))
            if rule is not None and rule.get("starts", "deed") != "received":
                findings.problem(
                    f"{pointer}/{name}",
                    "not-from-receipt",
                    f"{quoted(rule['id'])} does not run from receipt, so nothing would start it.",
                    'Use a clock whose starts is "received".',
                )
        looked = clocks.get(kind["first_look"])
        if looked is not None and looked.get("out_of_hours", "waits") != "runs":
            findings.hint(
                f"{pointer}/first_look",
                "first-look-waits",
                "Nobody is alarmed at night about what arrives at night.",
                "Consider a first look in elapsed hours that runs.",
            )


def _ladder(ladder: Mapping[str, Any], pointer: str, document: Mapping[str, Any], findings: Findings) -> None:
    local, roles = document["local"], {one["id"]: one for one in document["shareable"]["roles"]}
    rungs = ladder["rungs"]
    if not rungs:
        findings.problem(
            f"{pointer}/rungs",
            "nobody-at-the-end",
            f"The ladder {quoted(ladder['id'])} tells nobody.",
            "Add at least one rung; the last one repeats until a person acknowledges.",
        )
    for index, rung in enumerate(rungs):
        here = f"{pointer}/rungs/{index}"
        role = roles.get(rung.get("role", ""))
        if role is not None and "alarm.acknowledge" not in role["permissions"]:
            findings.problem(
                f"{here}/role",
                "cannot-acknowledge",
                f"The role {quoted(role['id'])} is told but may not take an alarm on.",
                "Give the role alarm.acknowledge, or tell another.",
            )
        if role is not None and "email" in rung["by"] and role["id"] not in local.get("role_mailboxes", {}):
            findings.problem(
                f"{here}/by",
                "no-channel",
                f"The role {quoted(role['id'])} is told by e-mail but has no mailbox.",
                "Add it to local/role_mailboxes, or tell it on the screen only.",
            )
        if index and rung["after"] == 0 and rungs[index - 1] == rung:
            findings.hint(here, "same-rung", "This rung repeats the one before at once.", "Leave it out.")
    if rungs and "email" not in rungs[-1]["by"]:
        findings.problem(
            f"{pointer}/rungs/{len(rungs) - 1}/by",
            "nobody-at-the-end",
            "The last rung shows on a screen only, where at night nobody may look.",
            "Let the last rung tell a person by e-mail.",
        )
    if rungs and rungs[-1]["after"] == 0:
        findings.problem(
            f"{pointer}/rungs/{len(rungs) - 1}/after",
            "repeats-at-once",
            "The last rung repeats, and with no minutes between it would repeat without end at once.",
            "Give it at least one minute.",
        )


def _duty(local: Mapping[str, Any], findings: Findings) -> None:
    for when, hours in (("open", "while the hub is open"), ("closed", "while the hub is closed")):
        posts = [one for one in local["duty"] if one["when"] == when]
        if not posts:
            findings.problem(
                "/local/duty",
                "no-duty",
                f"Nobody is on duty {hours}, so nobody would answer an alarm.",
                f'Add a duty post whose when is "{when}".',
            )
        elif not any(one["emails"] for one in posts):
            findings.problem(
                f"/local/duty/{local['duty'].index(posts[0])}/emails",
                "no-channel",
                f"The duty post {hours} has no address for alarms.",
                "Add at least one e-mail address.",
            )
