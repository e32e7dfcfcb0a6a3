"""The questions of each deed's form, and the command its answers make."""

from __future__ import annotations

from werkzeug.datastructures import MultiDict

from hubwright.domain.cases import commands
from hubwright.domain.cases.commands import Subject
from hubwright.web.components import Choice, DateInput, Field, Legend
from hubwright.web.language import plain, say, text
from hubwright.web.typed_dates import date_typed
from hubwright.web.work.asked import Values, Wrong, any_of, line, listed, one_of, words
from hubwright.web.work.clocks_shown import alarm_about
from hubwright.web.work.look import Look
from hubwright.web.work.words import NATURES, entry_name


def pathway_of(seen: Look, values: Values) -> str:
    """The strand that a form is about: what it says, or the only or first one."""
    wanted = values.get("pathway", "")
    return wanted if wanted in seen.case.pathways else seen.case.pathways[0]


def pathway_choice(seen: Look, values: Values, wrong: Wrong) -> list[Field]:
    """Which strand, where there are several."""
    if len(seen.case.pathways) == 1:
        return []
    options = [Choice(value=id, text=text(seen.hub.find("pathways", id).name)) for id in seen.case.pathways]
    return [one_of("pathway", say("Which pathway?"), options, values, wrong, chosen=pathway_of(seen, values))]


def rating(seen: Look, values: Values, wrong: Wrong) -> list[Field]:
    """The tiers of the strand's scale, each with what it means."""
    pathway = pathway_of(seen, values)
    scale_id = seen.hub.find("pathways", pathway).scale
    tiers = seen.hub.find("scales", scale_id).tiers if scale_id else ()
    options = [Choice(value=tier.id, text=text(tier.label), hint=text(tier.means)) for tier in tiers]
    current = seen.case.rating(pathway)
    return [
        *pathway_choice(seen, values, wrong),
        one_of("tier", say("How urgent is this?"), options, values, wrong, chosen=current.tier if current else ""),
        words("reason", say("Why?"), values, wrong, hint=say("A lower rating than before needs its reason.")),
    ]


def rate(form: Values, seen: Look) -> commands.Rate:
    """The command of a rating."""
    return commands.Rate(pathway_of(seen, form), form.get("tier", ""), form.get("reason", ""))


def noting(seen: Look, values: Values, wrong: Wrong) -> list[Field]:
    """A note and what kind of knowledge it is."""
    natures = [Choice(value=id, text=say(said)) for id, said in NATURES.items()]
    whole = Choice(value="", text=say("The whole case"))
    strands = [Choice(value=id, text=text(seen.hub.find("pathways", id).name)) for id in seen.case.pathways]
    about = [one_of("pathway", say("What is it about?"), [whole, *strands], values, wrong)] if len(strands) > 1 else []
    return [
        words("text", say("Note"), values, wrong),
        *about,
        one_of("nature", say("What kind of note is this?"), natures, values, wrong),
    ]


def note(form: Values, seen: Look) -> commands.Note:
    """The command of a note."""
    return commands.Note(form.get("text", ""), form.get("nature", ""), form.get("pathway") or None)


def adding_person(seen: Look, values: Values, wrong: Wrong) -> list[Field]:
    """Who else the case is about."""
    return [
        line("name", say("Name"), values, wrong, hint=say("Leave open if nobody knows it.")),
        line(
            "role",
            say("Who are they in this?"),
            values,
            wrong,
            hint=say("For example: older brother, mother's partner."),
        ),
        any_of("unborn", say("Not yet born?"), [Choice(value="yes", text=say("An unborn baby"))], values, wrong),
        DateInput.of(
            "born",
            Legend(say("Date of birth, or expected date"), "govuk-fieldset__legend--s"),
            {part: values.get(f"born-{part}", "") for part in ("day", "month", "year")},
            hint=say("As much as you know; a year alone will do."),
            error=say(wrong["born"]) if "born" in wrong else "",
        ),
        words("why", say("How did they come to light?"), values, wrong, rows=3),
    ]


def add_person(form: Values, seen: Look) -> commands.AddPerson:
    """The command of adding a person."""
    unborn = "yes" in form.getlist("unborn")
    date = date_typed(form, "born")
    subject = Subject(
        id="",
        name=form.get("name", "").strip(),
        role=form.get("role", "").strip(),
        unborn=unborn,
        born=None if unborn else date,
        expected=date if unborn else None,
    )
    return commands.AddPerson(subject, form.get("why", ""))


def assigning(seen: Look, values: Values, wrong: Wrong) -> list[Field]:
    """Everybody who may work on cases here today."""
    people = [(seat.user, seat.name) for seat in seen.visit.colleagues("case.read")]
    return [listed("owner", say("Who owns it?"), people, values, wrong)]


def assign(form: Values, seen: Look) -> commands.Assign:
    """The command of giving a case its owner; only somebody with a seat here can be one."""
    owner = form.get("owner", "")
    names = {seat.user: seat.name for seat in seen.visit.colleagues("case.read")}
    return commands.Assign(owner if owner in names else "", names.get(owner, ""))


def correcting(seen: Look, values: Values, wrong: Wrong) -> list[Field]:
    """Which entry is wrong, what is right, and how we know."""
    entries = [(str(one.number), f"{one.number}. {plain(entry_name(one.type))}, {one.by}") for one in seen.record]
    return [
        listed("number", say("Which entry is wrong?"), entries, values, wrong),
        words("text", say("What is right?"), values, wrong),
        words("why", say("How do we know?"), values, wrong, rows=3),
    ]


def correct(form: Values, seen: Look) -> commands.Correct:
    """The command of a correction."""
    number = form.get("number", "")
    return commands.Correct(
        number=int(number) if number.isdecimal() and len(number) < 10 else 0,
        text=form.get("text", ""),
        why=form.get("why", ""),
    )


def closing(seen: Look, values: Values, wrong: Wrong) -> list[Field]:
    """Why it is closed, or opened again, now; and, where something usual is missing, why it is closed all the same."""
    without = words("reason_without", say("Why it is closed without that"), values, wrong, rows=3)
    asked = "reason_without" in wrong or "reason_without" in values
    return [words("reason", say("Why?"), values, wrong), *([without] if asked else [])]


def close(form: Values, seen: Look) -> commands.Close:
    """The command of closing."""
    return commands.Close(form.get("reason", ""), form.get("reason_without", ""))


def reopen(form: Values, seen: Look) -> commands.Reopen:
    """The command of opening again."""
    return commands.Reopen(form.get("reason", ""))


def alarming(seen: Look, values: Values, wrong: Wrong) -> list[Field]:
    """Which alarm; the case page has a button for each."""
    waiting = [
        (alarm.id, alarm_about(seen, alarm)) for alarm in seen.case.alarms.values() if alarm.acknowledged is None
    ]
    return [listed("alarm", say("Which alarm?"), waiting, values, wrong)]


def take_on(form: MultiDict[str, str], seen: Look) -> commands.AcknowledgeAlarm:
    """The command of taking an alarm on."""
    return commands.AcknowledgeAlarm(form.get("alarm", ""))
