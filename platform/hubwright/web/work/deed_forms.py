"""The questions of each deed's form, and the command its answers make."""

from __future__ import annotations

from werkzeug.datastructures import MultiDict

from hubwright.domain.cases import commands
from hubwright.domain.cases.commands import Subject
from hubwright.domain.cases.decide.deciding import decider_for, fills, routes_open
from hubwright.domain.cases.decide.owing import current_tier
from hubwright.web.components import Choice, DateInput, Field, Legend
from hubwright.web.language import gettext, plain, say, text
from hubwright.web.typed_dates import date_typed
from hubwright.web.work.asked import Values, Wrong, any_of, line, listed, one_of, words
from hubwright.web.work.case_parts import name_of
from hubwright.web.work.look import Look
from hubwright.web.work.words import NATURES, TELLING


def pathway_of(seen: Look, values: Values) -> str:
    """The strand that a form is about: what it says, or the only or first one."""
    wanted = values.get("pathway", "")
    return wanted if wanted in seen.case.pathways else seen.case.pathways[0]


def _pathways(seen: Look, values: Values, wrong: Wrong) -> list[Field]:
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
        *_pathways(seen, values, wrong),
        one_of("tier", say("How urgent is this?"), options, values, wrong, chosen=current.tier if current else ""),
        words("reason", say("Why?"), values, wrong, hint=say("A lower rating than before needs its reason.")),
    ]


def rate(form: Values, seen: Look) -> commands.Rate:
    """The command of a rating."""
    return commands.Rate(pathway_of(seen, form), form.get("tier", ""), form.get("reason", ""))


def why_we_may_ask(seen: Look) -> str:
    """What stands above the form: what is sent, and on what basis."""
    return say(
        "Each agency sees its own questions, the people you tick and the words you write here. Nothing else is sent."
    )


def asking(seen: Look, values: Values, wrong: Wrong) -> list[Field]:
    """The rating's bundle ticked, the rest offered with a reason."""
    pathway = pathway_of(seen, values)
    tier = current_tier(seen.case, pathway, seen.context)
    bundle = tier.checks if tier else seen.hub.find("pathways", pathway).checks
    sets = [
        Choice(value=one.id, text=text(one.name), hint=text(one.purpose))
        for one in sorted(seen.hub.check_sets, key=lambda one: one.id not in bundle)
    ]
    chosen = list(bundle)[:1] if tier is None else list(bundle)
    agencies = seen.agencies()
    asked = {ask.agency for one in seen.hub.check_sets if one.id in bundle for ask in one.asks}
    everyone = sorted(
        {ask.agency for one in seen.hub.check_sets for ask in one.asks}, key=lambda id: plain(agencies[id])
    )
    in_strand = [one for one in seen.case.subjects.values() if pathway in one.pathways]
    return [
        *_pathways(seen, values, wrong),
        any_of("sets", say("Which checks?"), sets, values, wrong, chosen=chosen),
        any_of(
            "agencies", say("Which agencies?"), [Choice(value=id, text=agencies[id]) for id in everyone], values, wrong,
            chosen=asked,
        ),
        any_of(
            "subjects", say("About whom?"), [Choice(value=one.id, text=name_of(one, seen)) for one in in_strand],
            values, wrong, chosen=[one.id for one in in_strand],
        ),
        words(
            "shared", say("What do they need to know to answer?"), values, wrong,
            hint=say("Write only what an agency needs. The referrer's words are not sent unless you write them here."),
        ),
        line("reason", say("Why, if this is more than the rating sends"), values, wrong),
    ]  # fmt: skip


def ask(form: Values, seen: Look) -> commands.Ask:
    """The command of asking agencies."""
    return commands.Ask(
        pathway=pathway_of(seen, form),
        sets=tuple(form.getlist("sets")),
        agencies=tuple(form.getlist("agencies")),
        subjects=tuple(form.getlist("subjects")),
        shared=form.get("shared", ""),
        reason=form.get("reason", ""),
    )


def who_decides(seen: Look) -> str:
    """Who decides this, and whether that is the reader."""
    decider = decider_for(seen.case, seen.case.pathways[0], seen.context)
    if fills(decider, seen.context):
        return say("You may decide this.")
    return say("This is decided by: %(who)s. You may prepare it here and hand it to them.", who=plain(decider.name))


def deciding(seen: Look, values: Values, wrong: Wrong) -> list[Field]:
    """For whom, where they go next, and why."""
    pathway = pathway_of(seen, values)
    pairs = [one for one in seen.case.subjects.values() if pathway in one.pathways]
    waiting = {subject for subject, _ in seen.case.undecided(pathway)}
    people = [
        Choice(
            value=one.id,
            text=name_of(one, seen),
            hint=say("not decided yet") if one.id in waiting else say("decided; a new decision takes its place"),
        )
        for one in sorted(pairs, key=lambda one: one.id not in waiting)
    ]
    routes = [
        Choice(value=one.id, text=text(one.name), hint=text(one.to) if one.to else "")
        for one in routes_open(seen.case, pathway, seen.context)
    ]
    fields: list[Field] = [
        *_pathways(seen, values, wrong),
        one_of("subject", say("For whom?"), people, values, wrong, chosen=people[0].value if people else ""),
        one_of("route", say("What happens next for them?"), routes, values, wrong),
        words(
            "reasons", say("Why?"), values, wrong, hint=say("Your reasons, and the threshold you find met or not met.")
        ),
        words(
            "views",
            say("What does the child or adult want?"),
            values,
            wrong,
            hint=say("Their own words, as far as known."),
            rows=3,
        ),
        words(
            "advice",
            say("Advice or signposting given"),
            values,
            wrong,
            hint=say("Needed where nothing further happens."),
            rows=3,
        ),
        words("dissent", say("Who disagrees, and why?"), values, wrong, rows=3),
    ]
    if seen.case.waiting(pathway):
        fields.append(
            words(
                "reason_without", say("Why this cannot wait for every answer"), values, wrong, rows=3,
                hint=say("Some agencies have not answered yet. That is no stop: say why."),
            )
        )  # fmt: skip
    elif seen.case.rating(pathway) is None or "reason_without" in wrong:
        fields.append(
            words(
                "reason_without",
                say("Why it is decided without a step that usually comes first"),
                values,
                wrong,
                rows=3,
            )
        )
    return fields


def decide(form: Values, seen: Look) -> commands.Decide:
    """The command of a decision."""
    dissent = form.get("dissent", "").strip()
    return commands.Decide(
        subject=form.get("subject", ""),
        pathway=pathway_of(seen, form),
        route=form.get("route", ""),
        reasons=form.get("reasons", ""),
        advice=form.get("advice", ""),
        views=form.get("views", ""),
        dissent={"recorded": dissent} if dissent else {},
        reason_without=form.get("reason_without", ""),
    )


def nothing_is_needed_first(seen: Look) -> str:
    """What stands above immediate action."""
    return say("No rating, answer or second person is needed first. Write as much as you can now and the rest later.")


def acting_now(seen: Look, values: Values, wrong: Wrong) -> list[Field]:
    """What is being done; every question may stay open."""
    routes = [
        Choice(value=one.id, text=text(one.name))
        for one in seen.hub.routes
        if one.protective and one.pathways & set(seen.case.pathways)
    ]
    people = [Choice(value=one.id, text=name_of(one, seen)) for one in seen.case.subjects.values()]
    fields: list[Field] = []
    if routes:
        other = Choice(value="", text=say("Something else"))
        fields.append(one_of("route", say("What is started?"), [*routes, other], values, wrong))
    return [
        *fields,
        any_of("subjects", say("For whom?"), people, values, wrong, chosen=[one.value for one in people]),
        words("what", say("What are you doing?"), values, wrong, hint=say("May be left open now.")),
    ]


def act_now(form: Values, seen: Look) -> commands.ActNow:
    """The command of immediate action."""
    return commands.ActNow(
        what=form.get("what", ""), route=form.get("route") or None, subjects=tuple(form.getlist("subjects"))
    )


def answering(seen: Look, values: Values, wrong: Wrong) -> list[Field]:
    """Whom the receiving side answered about, and what."""
    waiting = [id for id, clock in seen.case.clocks.items() if id.startswith("accept:") and clock.state == "running"]
    people = []
    for id in waiting:
        _, subject, pathway = id.split(":")
        decision = seen.case.decision(subject, pathway)
        route = text(seen.hub.find("routes", decision.route).name) if decision else ""
        people.append(Choice(value=f"{subject}:{pathway}", text=name_of(seen.case.subjects[subject], seen), hint=route))
    return [
        one_of("whom", say("About whom?"), people, values, wrong, chosen=people[0].value if people else ""),
        one_of(
            "accepted", say("What did they say?"),
            [Choice(value="yes", text=say("Accepted")), Choice(value="no", text=say("Returned"))], values, wrong,
        ),
        line("by", say("Who said so?"), values, wrong),
        words("reason", say("Their reason, where it was returned"), values, wrong, rows=3),
    ]  # fmt: skip


def answer_route(form: Values, seen: Look) -> commands.AnswerRoute:
    """The command of a receiving side's answer; anything but a clear yes is a return, which asks for its reason."""
    subject, _, pathway = form.get("whom", "").partition(":")
    return commands.AnswerRoute(
        subject=subject,
        pathway=pathway,
        accepted=form.get("accepted") == "yes",
        by=form.get("by", ""),
        reason=form.get("reason", ""),
    )


def telling(seen: Look, values: Values, wrong: Wrong) -> list[Field]:
    """Which referrer, of what, how."""
    contacts = [
        Choice(value=one.ref, text=f"{text(seen.hub.find('kinds', one.kind).name)} {one.ref}")
        for one in seen.case.contacts.values()
    ]
    decided = not seen.case.undecided()
    moments = [
        Choice(value="outcome", text=say("What became of it")),
        Choice(value="acknowledge", text=say("That we have it")),
    ]
    first = next(iter(seen.case.contacts.values()))
    options = [
        Choice(value=id, text=say(said))
        for id, said in TELLING.items()
        if id != "email" or any(one.by_email for one in seen.case.contacts.values())
    ]
    return [
        *(
            [one_of("contact", say("Whose contact?"), contacts, values, wrong, chosen=first.ref)]
            if len(contacts) > 1
            else []
        ),
        one_of("moment", say("Of what?"), moments, values, wrong, chosen="outcome" if decided else "acknowledge"),
        one_of("how", say("How?"), options, values, wrong),
        words("words", say("What was said, or why they are not told"), values, wrong, rows=3),
    ]


def tell(form: Values, seen: Look) -> commands.Tell:
    """The command of telling the referrer."""
    first = next(iter(seen.case.contacts))
    return commands.Tell(
        contact=form.get("contact", first),
        moment=form.get("moment", ""),
        how=form.get("how", ""),
        words=form.get("words", ""),
    )


def noting(seen: Look, values: Values, wrong: Wrong) -> list[Field]:
    """A note and what kind of knowledge it is."""
    natures = [Choice(value=id, text=say(said)) for id, said in NATURES.items()]
    return [
        words("text", say("Note"), values, wrong),
        one_of("nature", say("What kind of note is this?"), natures, values, wrong),
    ]


def note(form: Values, seen: Look) -> commands.Note:
    """The command of a note."""
    return commands.Note(form.get("text", ""), form.get("nature", ""))


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
    entries = [(str(one.number), f"{one.number}. {gettext(one.said)}, {one.by}") for one in seen.record]
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
    """Why it is closed, or opened again, now."""
    return [words("reason", say("Why?"), values, wrong)]


def close(form: Values, seen: Look) -> commands.Close:
    """The command of closing."""
    return commands.Close(form.get("reason", ""))


def reopen(form: Values, seen: Look) -> commands.Reopen:
    """The command of opening again."""
    return commands.Reopen(form.get("reason", ""))


def alarming(seen: Look, values: Values, wrong: Wrong) -> list[Field]:
    """Which alarm; the case page has a button for each."""
    waiting = [(alarm.id, alarm.why) for alarm in seen.case.alarms.values() if alarm.acknowledged is None]
    return [listed("alarm", say("Which alarm?"), waiting, values, wrong)]


def take_on(form: MultiDict[str, str], seen: Look) -> commands.AcknowledgeAlarm:
    """The command of taking an alarm on."""
    return commands.AcknowledgeAlarm(form.get("alarm", ""))
