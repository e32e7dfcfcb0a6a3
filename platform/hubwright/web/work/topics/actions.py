"""Actions on a case: who does what by when, and what became of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from hubwright.domain.cases.topics.actions import Action, AddAction, EndAction, actions
from hubwright.domain.clocks.london import local
from hubwright.web.components import Choice, DateInput, Field, Legend
from hubwright.web.language import gettext, mark, plain, say
from hubwright.web.times import day
from hubwright.web.typed_dates import date_typed
from hubwright.web.work.asked import Values, Wrong, line, listed, one_of, words
from hubwright.web.work.deed import Deed
from hubwright.web.work.deed_forms import pathway_choice, pathway_of
from hubwright.web.work.look import Look
from hubwright.web.work.people_shown import name_of
from hubwright.web.work.topics.cards import TEMPLATE, Cards, Shown, card, way
from hubwright.web.work.topics.topic import Panel, WorkTopic

STATES = {
    "open": mark("To be done"),
    "done": mark("Done"),
    "not_done": mark("Not done"),
    "no_longer_possible": mark("No longer possible"),
}


def _adding(seen: Look, values: Values, wrong: Wrong) -> list[Field]:
    colleagues = [(seat.user, seat.name) for seat in seen.visit.colleagues("case.read")]
    people = [(one.id, name_of(one, seen)) for one in seen.case.subjects.values()]
    agencies = [(id, plain(name)) for id, name in seen.agencies().items()]
    return [
        *pathway_choice(seen, values, wrong),
        words("what", say("What is to be done?"), values, wrong, rows=3),
        listed("subject", say("For whom, if not for all?"), people, values, wrong),
        listed("owner", say("Who in the hub does it?"), colleagues, values, wrong),
        line("owner_name", say("Or who else does it?"), values, wrong, hint=say("A name or a post.")),
        listed("agency", say("Of which agency?"), agencies, values, wrong),
        DateInput.of(
            "due",
            Legend(say("By which day?"), "govuk-fieldset__legend--s"),
            {part: values.get(f"due-{part}", "") for part in ("day", "month", "year")},
            hint=say("May be left open."),
            error=say(wrong["due"]) if "due" in wrong else "",
        ),
    ]


def _add(form: Values, seen: Look) -> AddAction:
    owner = form.get("owner", "")
    names = {seat.user: seat.name for seat in seen.visit.colleagues("case.read")}
    return AddAction(
        pathway=pathway_of(seen, form),
        what=form.get("what", ""),
        owner_name=names.get(owner, form.get("owner_name", "")),
        owner=owner if owner in names else "",
        agency=form.get("agency", ""),
        due=_whole(date_typed(form, "due")),
        subject=form.get("subject", ""),
    )


def _whole(typed: Mapping[str, Any] | None) -> date | None:
    """A day that was typed whole and exists; anything less says no day."""
    try:
        return date(typed["year"], typed["month"], typed["day"]) if typed else None
    except (KeyError, ValueError, TypeError):
        return None


def _ending(seen: Look, values: Values, wrong: Wrong) -> list[Field]:
    owed = [one for one in actions(seen.case).values() if one.owed]
    wanted = values.get("action") or values.get("about", "")
    chosen = wanted if wanted in {one.id for one in owed} else (owed[0].id if owed else "")
    which = [Choice(value=one.id, text=one.what, hint=one.owner_name) for one in owed]
    ends = [Choice(value=id, text=say(STATES[id])) for id in ("done", "not_done", "no_longer_possible")]
    return [
        one_of("action", say("Which action?"), which, values, wrong, chosen=chosen),
        one_of("ended", say("What became of it?"), ends, values, wrong),
        words("words", say("Why, where it is not done"), values, wrong, rows=3),
    ]


def _end(form: Values, seen: Look) -> EndAction:
    return EndAction(form.get("action", ""), form.get("ended", ""), form.get("words", ""))


def _panel(seen: Look) -> Cards | None:
    found = sorted(actions(seen.case).values(), key=lambda one: (not one.owed, one.due or date.max))
    return Cards(tuple(_shown(one, seen) for one in found)) if found else None


def _shown(one: Action, seen: Look) -> Shown:
    due = plain(day(one.due)) if one.due else gettext("no day was said")
    if one.owed and one.due and one.due < local(seen.visit.now).date():
        due = gettext("%(day)s, past its day", day=due)
    who = ", ".join(part for part in (one.owner_name, plain(seen.agencies().get(one.agency, ""))) if part)
    subject = seen.case.subjects.get(one.subject)
    rows = [
        (say("Who"), who),
        (say("By when"), due),
        (say("For whom"), name_of(subject, seen) if subject else ""),
        (say("What became of it"), say(STATES[one.state])),
        (say("Said"), "\n".join(f"{it['words']} ({it['by']})" for it in one.told if it["words"])),
    ]
    mine = one.owner == seen.visit.actor.id or seen.may("case.note", one.pathway)
    ways = [way(seen, "end-action", say("Say what became of it"), about=one.id)] if one.owed and mine else []
    return card(one.what, rows, *ways)


def _line(body: Mapping[str, Any], seen: Look) -> list[str]:
    if "ended" in body:
        found = actions(seen.case).get(body.get("id", ""))
        return [*([found.what] if found else []), plain(say(STATES[body["ended"]]))]
    return [body["owner_name"]] if body.get("owner_name") else []


TOPIC: WorkTopic = WorkTopic(
    deeds={
        "add-action": Deed(
            mark("Agree an action"), mark("Agree it"), _adding, _add, group="decide", permission="case.note"
        ),
        "end-action": Deed(mark("What became of an action"), mark("Record this"), _ending, _end),
    },
    entries={"case.action_agreed": mark("Action agreed"), "case.action_ended": mark("What became of an action")},
    lines={"case.action_agreed": _line, "case.action_ended": _line},
    panels=(Panel("actions", mark("Actions"), "story", TEMPLATE, _panel),),
)
