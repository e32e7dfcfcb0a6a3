"""The forms of deciding, acting now, and what follows: the receiving service's answer, and telling the referrer."""

from __future__ import annotations

from hubwright.domain.cases import commands
from hubwright.domain.cases.decide.deciders import decider_for, fills
from hubwright.domain.cases.decide.deciding import routes_open
from hubwright.web.components import Choice, Field
from hubwright.web.language import plain, say, text
from hubwright.web.work.asked import Values, Wrong, any_of, line, listed, one_of, words
from hubwright.web.work.deed_forms import pathway_choice, pathway_of
from hubwright.web.work.look import Look
from hubwright.web.work.people_shown import name_of
from hubwright.web.work.words import TELLING


def who_decides(seen: Look) -> str:
    """Who decides this, and whether that is the reader."""
    decider = decider_for(seen.case, seen.case.pathways[0], seen.context)
    if fills(decider, seen.context):
        return say("You may decide this.")
    return say("This is decided by: %(who)s. You may prepare it here and hand it to them.", who=text(decider.name))


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
        *pathway_choice(seen, values, wrong),
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
        listed("dissent_by", say("Which agency disagrees, if any?"), _agencies(seen), values, wrong),
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


def _agencies(seen: Look) -> list[tuple[str, str]]:
    return [(agency.id, plain(agency.name)) for agency in seen.hub.agencies]


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
        dissent={form.get("dissent_by", ""): dissent} if dissent else {},
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
        if (id != "email" or any(one.by_email for one in seen.case.contacts.values()))
        and (id != "text" or any(one.by_text for one in seen.case.contacts.values()))
    ]
    return [
        *(
            [one_of("contact", say("Whose contact?"), contacts, values, wrong, chosen=first.ref)]
            if len(contacts) > 1
            else []
        ),
        one_of("moment", say("Of what?"), moments, values, wrong, chosen="outcome" if decided else "acknowledge"),
        one_of("how", say("How?"), options, values, wrong),
        words(
            "words",
            say("What was said, or why they are not told"),
            values,
            wrong,
            rows=3,
            hint=say("They read it behind their link and code. Left empty, they read the hub's own words for this outcome."),
        ),
    ]


def tell(form: Values, seen: Look) -> commands.Tell:
    """The command of telling the referrer."""
    contact = form.get("contact", next(iter(seen.case.contacts)))
    languages = {one.contact.ref: one.contact.language for one in seen.view.contacts}
    return commands.Tell(
        contact=contact,
        moment=form.get("moment", ""),
        how=form.get("how", ""),
        words=form.get("words", ""),
        language=languages.get(contact, "en"),
    )
