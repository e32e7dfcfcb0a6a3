"""The part of the case page: how to contact safely first, then what both forums have to know of each other."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from hubwright.api import Act, CaseView, Fact, Heading, Notice, Paper, Part, RecordView, Section, Table

from hubwright_marac_links import asking, contact, days, options, referral, risk, telling, warning
from hubwright_marac_links.options import Options


def section(
    case: CaseView, records: tuple[RecordView, ...], elsewhere: tuple[RecordView, ...], chosen: Options
) -> Section:
    """What one reader gets, from those records that they may see."""
    today = days.today(case.now)
    parts: list[Part] = [*warning.of_contact(case, records)]
    for one in _of(records, contact.KIND):
        parts += _contact(case, one, records)
    parts += warning.of_flags(case, records, elsewhere, today, chosen)
    parts += warning.of_both(case, records, chosen)
    for one in reversed(_of(records, referral.KIND)):
        parts += _referral(case, one, today, chosen)
    for one in reversed(_of(records, risk.KIND)):
        parts += _risk(case, one, today)
    for one in reversed(_of(records, telling.KIND)):
        parts += _told(case, one)
    parts += [
        Act("complete", "Complete the risk tool"),
        Act("refer", f"Refer to the {options.forum(chosen)}"),
        Act("say_contact", "Say how to contact somebody safely"),
        Act("tell_idva", "Tell the IDVA of a plan for the children"),
    ]
    return Section(options.forum(chosen), tuple(parts))


def contact_facts(case: CaseView, one: RecordView, records: tuple[RecordView, ...]) -> Iterator[Fact]:
    """How to contact somebody safely; no address and no number stands here.

    Args:
        case: as its reader sees it.
        one: what was said.
        records: of the case; whoever one of them says is alleged to have caused harm is not shown as safe any more.
    """
    state = one.state
    alleged = contact.alleged_by(records, state["victim"])
    safe = [id for id in state["safe_people"] if id not in alleged]
    never = list(dict.fromkeys((*state["unsafe_people"], *sorted(alleged))))
    by = {said: [words for id, words in contact.WAYS.items() if state["ways"][id] == said] for said in contact.SAYS}
    yield Fact("Safe", ", ".join(by["yes"]) or "Nothing is known to be safe")
    yield Fact("Not safe", ", ".join(by["no"]))
    yield Fact("Not known, so not used", ", ".join(by["not-known"]))
    for label, people, others in (
        ("Must not learn of it", never, "unsafe_others"),
        ("Safe to talk to", safe, "safe_others"),
    ):
        yield Fact(label, "; ".join(filter(None, (asking.names(case, people), state.get(others, "")))))
    yield Fact("When", state.get("when", ""))
    yield Fact("If somebody else answers", state.get("somebody_else", ""))
    yield Fact("Last confirmed", days.said(state["confirmed"]))


def referral_facts(case: CaseView, one: RecordView) -> Iterator[Fact]:
    """What was said when it was referred."""
    said = one.state
    yield Fact("Who may be harmed", asking.name(case, said["victim"]))
    alleged = (asking.names(case, said.get("alleged", ())), said.get("alleged_words", ""))
    yield Fact("Alleged to have caused harm", "; ".join(filter(None, alleged)))
    yield Fact("Children", asking.names(case, said.get("children", ())))
    yield Fact("Grounds", "; ".join(referral.GROUNDS[one] for one in said.get("grounds", ())))
    yield Fact("Reasons", said.get("reasons", ""))
    yield Fact("They know of it", referral.AGREES.get(said.get("aware", ""), ""))
    yield Fact("They agree", referral.AGREES.get(said.get("agrees", ""), ""))
    yield Fact("Why without", said.get("without", ""))
    yield Fact("Referred", f"{days.said(said.get('referred_on'))}, {said.get('by', '')}")
    yield Fact("Referred before on", days.said(said.get("earlier")))


def _contact(case: CaseView, one: RecordView, records: tuple[RecordView, ...]) -> Iterator[Part]:
    yield Heading(f"How to contact {asking.name(case, one.state['victim'])} safely")
    yield from (fact for fact in contact_facts(case, one, records) if fact.value)
    yield Act("renew_contact", "Confirm or change how to contact safely", one.ref)


def _referral(case: CaseView, one: RecordView, today: date, chosen: Options) -> Iterator[Part]:
    state, status, forum = one.state, one.state["status"], options.forum(chosen)
    yield Heading(f"Referral to the {forum}, {days.said(days.today(one.begun))}")
    yield Fact("Now", referral.STATUS[status])
    if status == referral.PROPOSED:
        yield Fact("Proposed", days.said(state.get("proposed_on")))
        yield Act("take_up", "Make the referral that was proposed", one.ref)
        yield Act("not_refer", "Do not refer", one.ref)
        return
    if status == referral.NOT_REFERRED:
        yield Fact("Why not", state["why_not"])
        return
    yield from (fact for fact in referral_facts(case, one) if fact.value)
    late = state.get("meeting") and status == referral.LISTED and state["meeting"] < today.isoformat()
    if late:
        yield Notice(f"The meeting was on {days.said(state['meeting'])}; nothing has come back yet.", "warning")
    for label, at in (("Meeting", "meeting"), ("Heard", "heard_on")):
        if state.get(at):
            yield Fact(label, days.said(state[at]))
    if state.get("plan"):
        yield Fact("A plan exists", asking.YES_NO[state["plan"]])
        yield Fact("Plan of", days.said(state.get("plan_on")))
    yield from _actions(case, state.get("actions", ()), today)
    yield Paper(f"Referral pack for the {forum}", one.ref)
    yield from _next(one)


def _actions(case: CaseView, actions: tuple[dict[str, str], ...], today: date) -> Iterator[Part]:
    if not actions:
        return
    late = [one for one in actions if not one["done"] and one["due"] < today.isoformat()]
    for one in late:
        yield Notice(f"Late since {days.said(one['due'])}: {one['what']}", "warning")
    yield Table(
        "What this hub is to do",
        ("What", "Agency", "By", "Done"),
        tuple(
            (one["what"], case.agencies.get(one["agency"], one["agency"]), days.said(one["due"]),
             days.said(one["done"]) or "Not yet")
            for one in actions
        ),
    )  # fmt: skip


def _next(one: RecordView) -> Iterator[Act]:
    status = one.state["status"]
    if status == referral.REFERRED:
        yield Act("listed", "It is on an agenda", one.ref)
    if status == referral.LISTED:
        yield Act("listed", "Change the meeting, or for whom it waits", one.ref)
    if status in (referral.REFERRED, referral.LISTED):
        yield Act("heard", "It was heard", one.ref)
    if status == referral.HEARD:
        still = referral.open_actions(one.state)
        yield Act("add_actions", "Add actions for this hub", one.ref)
        yield Act("action_done", "An action is done", one.ref) if still else Act("close", "Nothing is left", one.ref)


def _risk(case: CaseView, one: RecordView, today: date) -> Iterator[Part]:
    state, tool = one.state, one.state["tool"]
    yield Heading(f"Risk tool for {asking.name(case, state['victim'])}, {days.said(days.today(one.begun))}")
    yield Fact("Tool", f"{tool['name']}, {tool['version']} ({tool['owner']})")
    if state["status"] == risk.BEGUN:
        yield Fact("Now", f"Begun: {len(state['answers'])} of {len(state['questions'])} questions. Judgement missing.")
        yield Act("go_on", "Go on with the risk tool", one.ref)
        return
    if state["review"] < today.isoformat():
        yield Notice(f"The risk was to be looked at again on {days.said(state['review'])}.", "warning")
    if risk.reaches(state):
        yield Notice(
            f"As many answers are yes as the hub calls visible high risk ({tool['high_at']}). A person decides what "
            "follows.",
            "important",
        )
    yield from risk_facts(one)


def risk_facts(one: RecordView) -> Iterator[Fact]:
    """When, how many answers were yes, and the judgement; never the answers."""
    state = one.state
    yield Fact("Professional judgement", state["judgement"])
    yield Fact("Assessed", f"{days.said(state['assessed'])}, {state.get('by', '')}")
    yield Fact("Answers of yes", f"{state['count']} of {len(state['questions'])}. A count alone decides nothing.")
    yield Fact("Looked at again", days.said(state["review"]))


def _told(case: CaseView, one: RecordView) -> Iterator[Part]:
    state = one.state
    yield Heading(f"The IDVA was told on {days.said(state['told_on'])}")
    yield Fact("Plan", f"{telling.PLANS[state['plan']]}, since {days.said(state['since'])}")
    yield Fact("For", asking.names(case, state["children"]))
    yield Fact("Leads", "; ".join(filter(None, (state["leads"], state.get("reach", "")))))


def _of(records: tuple[RecordView, ...], kind: str) -> list[RecordView]:
    return [one for one in records if one.kind == kind]
