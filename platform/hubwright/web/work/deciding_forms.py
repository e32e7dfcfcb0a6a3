"""The forms of deciding, acting now, and what follows: the receiving service's answer, and telling the referrer."""

from __future__ import annotations

from dataclasses import replace

from hubwright.domain.cases import commands
from hubwright.domain.cases.decide.deciders import decider_for, fills
from hubwright.domain.cases.decide.deciding import offered_first, routes_open
from hubwright.domain.cases.decide.preparing import asked_for, to_be_heard
from hubwright.domain.cases.topics.adults import adult
from hubwright.domain.cases.topics.household import answered
from hubwright.web.answers_shown import birth_words
from hubwright.web.components import Choice, Field
from hubwright.web.language import gettext, plain, say, text
from hubwright.web.work.asked import Values, Wrong, any_of, line, listed, one_of, words
from hubwright.web.work.deed_forms import pathway_choice, pathway_of
from hubwright.web.work.found_shown import found
from hubwright.web.work.look import Look
from hubwright.web.work.markers_shown import despite
from hubwright.web.work.people_shown import name_of
from hubwright.web.work.topics.adults import limbs, limbs_typed
from hubwright.web.work.topics.household import question as household_question
from hubwright.web.work.words import RETURNS, TELLING, THRESHOLD


def who_decides(seen: Look) -> str:
    """Who decides this, and whether that is the reader."""
    decider = decider_for(seen.case, seen.case.pathways[0], seen.context)
    if fills(decider, seen.context):
        return say("You may decide this.")
    return say("This is decided by: %(who)s. You may prepare it here and hand it to them.", who=text(decider.name))


def deciding(seen: Look, values: Values, wrong: Wrong) -> list[Field]:
    """For whom, where they go next, and why; and whatever of the work before has not been done yet."""
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
    chosen = values.get("about", "") if values.get("about") in {one.id for one in pairs} else ""
    first = chosen or (people[0].value if people else "")
    return [
        *pathway_choice(seen, values, wrong),
        one_of("subject", say("For whom?"), people, values, wrong, chosen=first),
        *_before(seen, pathway, first, values, wrong),
        *_what_follows(seen, pathway, values, wrong),
        words(
            "views",
            say("What does the child or adult want?"),
            values,
            wrong,
            hint=say("Their own words, as far as known."),
            rows=3,
        ),
        listed("dissent_by", say("Which agency disagrees, if any?"), _agencies(seen), values, wrong),
        words("dissent", say("Who disagrees, and why?"), values, wrong, rows=3),
        *_without(seen, pathway, values, wrong),
    ]


def _before(seen: Look, pathway: str, subject: str, values: Values, wrong: Wrong) -> list[Field]:
    """What usually comes before a decision and is missing, so that one page can do for a routine."""
    fields: list[Field] = []
    drawn = seen.hub.find("pathways", pathway)
    if drawn.scale and seen.case.rating(pathway) is None and seen.may("case.rate", pathway):
        suggested = {one["tier"] for one in seen.case.suggestions if one["pathway"] == pathway and one["result"]}
        tiers = [
            Choice(
                value=one.id,
                text=text(one.label),
                hint=say("suggested by the hub's rules") if one.id in suggested else text(one.means),
            )
            for one in seen.hub.find("scales", drawn.scale).tiers
        ]
        fields.append(one_of("tier", say("How urgent is this?"), tiers, values, wrong))
    if drawn.asks_household and answered(seen.case, pathway) is None:
        fields.append(household_question(seen, values, wrong))
    asks = asked_for(seen.case, pathway, seen.context)
    if "limbs" in asks:
        fields += limbs(values, wrong, adult(seen.case, subject, pathway).limbs)
    if "threshold" in asks:
        found = [Choice(value=id, text=say(said)) for id, said in THRESHOLD.items()]
        fields.append(one_of("threshold", say("Is the threshold met?"), found, values, wrong))
    names = seen.agencies()
    for agency in to_be_heard(seen.case, pathway, seen.context):
        said = gettext("What does %(agency)s think?", agency=plain(names.get(agency, agency)))
        own = {f"view_{agency}": do for name, do in wrong.items() if name == "agency_views"}
        fields.append(words(f"view_{agency}", said, values, own, rows=2))
    return fields


def _what_follows(seen: Look, pathway: str, values: Values, wrong: Wrong) -> list[Field]:
    """The outcome, with the reasons for it."""
    open_now = routes_open(seen.case, pathway, seen.context)
    routes = [Choice(value=one.id, text=text(one.name), hint=text(one.to) if one.to else "") for one in open_now]
    offered = offered_first(seen.case, pathway, seen.context)
    fields: list[Field] = [
        one_of(
            "route", say("What happens next for them?"), routes, values, wrong, chosen=offered,
            hint=say("What this rating offers first is chosen already; you decide.") if offered else "",
        ),
        words(
            "reasons", say("Why?"), values, wrong, hint=say("Your reasons, and the threshold you find met or not met.")
        ),
        words(
            "advice",
            say("Advice or signposting given"),
            values,
            wrong,
            hint=say("Needed where nothing further happens."),
            rows=3,
        ),
    ]  # fmt: skip
    if any(one.takes_recommendation for one in open_now):
        fields.append(
            words("recommendation", say("What do you recommend to whoever takes it on?"), values, wrong, rows=3)
        )
    return fields


def _without(seen: Look, pathway: str, values: Values, wrong: Wrong) -> list[Field]:
    """Why it is decided without something that usually comes first."""
    if seen.case.waiting(pathway):
        return [
            words(
                "reason_without", say("Why this cannot wait for every answer"), values, wrong, rows=3,
                hint=say("Some agencies have not answered yet. That is no stop: say why."),
            )
        ]  # fmt: skip
    asked = asked_for(seen.case, pathway, seen.context) or to_be_heard(seen.case, pathway, seen.context)
    if seen.case.rating(pathway) is None or "reason_without" in wrong or asked:
        return [
            words(
                "reason_without",
                say("Why it is decided without a step that usually comes first"),
                values,
                wrong,
                rows=3,
            )
        ]
    return []


def _agencies(seen: Look) -> list[tuple[str, str]]:
    return [(agency.id, plain(agency.name)) for agency in seen.hub.agencies]


def decide(form: Values, seen: Look) -> commands.Decide:
    """The command of a decision."""
    dissent = form.get("dissent", "").strip()
    views = {name.removeprefix("view_"): said for name, said in form.items() if name.startswith("view_")}
    return commands.Decide(
        subject=form.get("subject", ""),
        pathway=pathway_of(seen, form),
        route=form.get("route", ""),
        reasons=form.get("reasons", ""),
        advice=form.get("advice", ""),
        views=form.get("views", ""),
        dissent={form.get("dissent_by", ""): dissent} if dissent else {},
        reason_without=form.get("reason_without", ""),
        threshold=form.get("threshold", ""),
        agency_views={agency: said for agency, said in views.items() if said.strip()},
        recommendation=form.get("recommendation", ""),
        tier=form.get("tier", ""),
        household=form.get("household", ""),
        household_words=form.get("household_words", ""),
        limbs=limbs_typed(form),
    )


def together_intro(seen: Look) -> str:
    """What stands above a decision for several."""
    return say("Open each person below, and tick those for whom the same holds. Each gets a decision of their own.")


def several_wait(seen: Look) -> bool:
    """Whether more than one person of a strand waits for a decision."""
    return any(len(seen.case.undecided(pathway)) > 1 for pathway in seen.case.pathways)


def deciding_together(seen: Look, values: Values, wrong: Wrong) -> list[Field]:
    """Each person who waits, laid open with a tick and a reason of their own; then what holds for all of them."""
    pathway = pathway_of(seen, values)
    fields: list[Field] = [*pathway_choice(seen, values, wrong)]
    for subject, _ in seen.case.undecided(pathway):
        name = name_of(seen.case.subjects[subject], seen)
        own = words(
            f"reasons_{subject}", gettext("Why, where it differs for %(name)s", name=name), values, wrong, rows=2
        )
        views = words(f"views_{subject}", gettext("What does %(name)s want?", name=name), values, wrong, rows=2)
        said = gettext("I have looked at %(name)s, and this holds", name=name)
        tick = Choice(value=subject, text=said, reveal=(own, views))
        ticked = {f"tick_{subject}": do for field, do in wrong.items() if field == "together"}
        hint = _known_of(seen, subject, pathway)
        fields.append(any_of(f"tick_{subject}", name, [tick], values, ticked, hint=hint))
    first = next((subject for subject, _ in seen.case.undecided(pathway)), "")
    return [
        *fields,
        *_before(seen, pathway, first, values, wrong),
        *_what_follows(seen, pathway, values, wrong),
        *_without(seen, pathway, values, wrong),
    ]


def _known_of(seen: Look, subject: str, pathway: str) -> str:
    """What there is on one person: who they are in this, their age, and what agencies said about them."""
    one = seen.case.subjects[subject]
    parts = [one.role, plain(birth_words(one, seen.visit.now))]
    names = seen.agencies()
    for check in seen.case.checks.values():
        if check.pathway == pathway and subject in check.subjects:
            said = (
                check.answer["text"] or plain(say(RETURNS[check.answer["kind"]])) if check.answer else gettext("waits")
            )
            parts.append(f"{plain(names.get(check.agency, check.agency))}: {said}")
    return ". ".join(part for part in parts if part)


def decide_together(form: Values, seen: Look) -> commands.DecideTogether:
    """The command of a decision for several: what was answered once counts for the first, and so for all."""
    shared = decide(form, seen)
    decisions: list[commands.Decide] = []
    for subject in seen.case.subjects:
        if subject not in form.getlist(f"tick_{subject}"):
            continue
        mine = replace(
            shared,
            subject=subject,
            reasons=form.get(f"reasons_{subject}", "").strip() or shared.reasons,
            views=form.get(f"views_{subject}", "").strip() or shared.views,
        )
        decisions.append(replace(mine, tier="", household="", household_words="") if decisions else mine)
    return commands.DecideTogether(tuple(decisions))


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
            hint=say(
                "They read it behind their link and code. Left empty, they read the hub's own words for this outcome."
            ),
        ),
        *despite(seen, values, wrong),
        *found(values, wrong),
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
        despite=form.get("despite", ""),
        found=form.get("found", ""),
    )
