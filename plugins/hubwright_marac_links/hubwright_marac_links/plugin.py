"""The plugin: what it keeps, and who answers at which moment."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from hubwright.api import (
    FACE,
    Asked,
    Begun,
    CaseView,
    Decided,
    Deed,
    Happened,
    Key,
    Kind,
    Notice,
    NotYet,
    Page,
    Permission,
    Plugin,
    RecordView,
    Section,
    Text,
    hookimpl,
)

from hubwright_marac_links import (
    agenda,
    asking,
    coming_back,
    contact,
    options,
    pack,
    referral,
    referring,
    risk,
    showing,
    telling,
    warning,
)
from hubwright_marac_links.options import Options

# Named apart, as the moments take an argument of that name.
chosen_of = options
_CASE, _STATUS = Key("case", "case"), Key("status", "status")


@hookimpl
def describe() -> Plugin:
    """Who the plugin is."""
    to_refer, to_coordinate = referral.MAY, referral.COORDINATE
    return Plugin(
        id="marac-links",
        name=Text("MARAC links"),
        does=Text("Refers to a MARAC, keeps what comes back, and says how to contact somebody safely."),
        version="1.0",
        face=FACE,
        options=options.SCHEMA,
        permissions=(
            Permission(risk.MAY, Text("complete the risk tool for a MARAC, and read it")),
            Permission(referral.MAY, Text("refer to a MARAC, and see referrals")),
            Permission(contact.MAY, Text("write down how to contact somebody safely, and read it")),
            Permission(referral.COORDINATE, Text("see the agenda of a MARAC, and record what comes back")),
            Permission(telling.MAY, Text("see what the IDVA is told of plans for the children")),
        ),
        needs=(referring.BORN,),
        kinds=(
            Kind(
                risk.KIND, Text("Risk tool"), risk.MAY, risk.SCHEMA,
                (_CASE, _STATUS, Key("review", "review")), about="about",
            ),
            Kind(
                referral.KIND, Text("Referral to a MARAC"), referral.MAY, referral.SCHEMA,
                (_CASE, _STATUS, Key("meeting", "meeting"), Key("flag_until", "flag_until")),
                about="about", across=True, papers=referral.MAY,
            ),
            Kind(contact.KIND, Text("Safe contact"), contact.MAY, contact.SCHEMA, (_CASE,), about="about"),
            Kind(telling.KIND, Text("Told to the IDVA"), telling.MAY, telling.SCHEMA, (_CASE,), about="about"),
        ),
        deeds=(
            Deed("complete", Text("Complete the risk tool"), risk.KIND, risk.MAY, begins=True),
            Deed("go_on", Text("Go on with the risk tool"), risk.KIND, risk.MAY),
            Deed("refer", Text("Refer to the MARAC"), referral.KIND, to_refer, begins=True),
            Deed("take_up", Text("Make the referral that was proposed"), referral.KIND, to_refer),
            Deed("not_refer", Text("Do not refer"), referral.KIND, to_refer),
            Deed("listed", Text("Record the meeting and for whom it waits"), referral.KIND, to_coordinate),
            Deed("heard", Text("Record what came back"), referral.KIND, to_coordinate),
            Deed("add_actions", Text("Add actions for this hub"), referral.KIND, to_coordinate),
            Deed("action_done", Text("Record that an action is done"), referral.KIND, to_coordinate),
            Deed("close", Text("Record that nothing is left"), referral.KIND, to_coordinate),
            Deed("say_contact", Text("Say how to contact somebody safely"), contact.KIND, contact.MAY, begins=True),
            Deed("renew_contact", Text("Confirm or change how to contact safely"), contact.KIND, contact.MAY),
            Deed("tell_idva", Text("Tell the IDVA of a plan for the children"), telling.KIND, to_refer, begins=True),
        ),
        pages=(Page(agenda.PAGE, Text("MARAC"), referral.KIND, to_coordinate),),
    )  # fmt: skip


@hookimpl
def well(options: Mapping[str, Any]) -> list[str]:
    """What a schema cannot see of the options."""
    return chosen_of.wrong(options)


@hookimpl
def asks(
    deed: str,
    case: CaseView,
    record: RecordView | None,
    records: tuple[RecordView, ...],
    options: Mapping[str, Any],
) -> tuple[Mapping[str, Any], ...]:
    """What a deed asks, on this case and in this hub."""
    if deed in ("say_contact", "renew_contact"):
        return contact.asks(case, record, records)
    drawn = _ASKS.get(deed)
    return drawn(case, record, options) if drawn else ()


@hookimpl
def decide(asked: Asked, options: Mapping[str, Any]) -> Decided | NotYet:
    """What follows from a deed."""
    return _DECIDES[asked.deed](asked, options)


_WHY_NOT = (asking.text("why-not", "Why is it not referred?", long=True),)
_ASKS: Mapping[str, Callable[[CaseView, RecordView | None, Options], tuple[asking.Question, ...]]] = {
    "complete": risk.asks,
    "go_on": risk.asks,
    "refer": lambda case, record, chosen: referring.asks(case, chosen),
    "take_up": lambda case, record, chosen: referring.asks(case, chosen),
    "not_refer": lambda case, record, chosen: _WHY_NOT,
    "listed": lambda case, record, chosen: coming_back.asks_listed(case, chosen),
    "heard": lambda case, record, chosen: coming_back.asks_heard(case),
    "add_actions": lambda case, record, chosen: coming_back.asks_actions(case),
    "action_done": lambda case, record, chosen: coming_back.asks_done(record),
    "tell_idva": lambda case, record, chosen: telling.asks(case),
}
"""Of each deed, what it asks; one that is not named is a press."""
_DECIDES: Mapping[str, Callable[[Asked, Options], Decided | NotYet]] = {
    "complete": risk.complete,
    "go_on": risk.complete,
    "refer": referring.refer,
    "take_up": referring.refer,
    "not_refer": lambda asked, chosen: referring.not_refer(asked),
    "listed": lambda asked, chosen: coming_back.listed(asked),
    "heard": coming_back.heard,
    "add_actions": lambda asked, chosen: coming_back.add_actions(asked),
    "action_done": lambda asked, chosen: coming_back.action_done(asked),
    "close": lambda asked, chosen: coming_back.close(asked),
    "say_contact": lambda asked, chosen: contact.decide(asked),
    "renew_contact": lambda asked, chosen: contact.decide(asked),
    "tell_idva": telling.decide,
}


@hookimpl
def apply(kind: str, state: Mapping[str, Any] | None, entry: Happened) -> Mapping[str, Any]:
    """A record after an entry."""
    return referral.after(state, entry) if kind == referral.KIND else {**(state or {}), **entry.body}


@hookimpl
def route_chosen(
    case: CaseView, pathway: str, person: str, route: str, records: tuple[RecordView, ...], options: Mapping[str, Any]
) -> Begun | None:
    """Propose a referral where the hub's route for it was chosen."""
    return referring.propose(case, person, route, records, options)


@hookimpl
def check_put_together(
    case: CaseView, records: tuple[RecordView, ...], options: Mapping[str, Any]
) -> tuple[Notice, ...]:
    """How to contact safely, and whom the forum has asked already."""
    return (*warning.of_contact(case, records), *warning.of_asked(case, records, options))


@hookimpl
def case_section(
    case: CaseView, records: tuple[RecordView, ...], elsewhere: tuple[RecordView, ...], options: Mapping[str, Any]
) -> Section | None:
    """The part of the case page."""
    return showing.section(case, records, elsewhere, options)


@hookimpl
def page(
    page: str,
    records: tuple[RecordView, ...],
    cases: tuple[CaseView, ...],
    now: datetime,
    options: Mapping[str, Any],
) -> Section:
    """The coordinator's agenda."""
    return agenda.page(records, cases, now, options)


@hookimpl
def paper(
    case: CaseView, record: RecordView, records: tuple[RecordView, ...], options: Mapping[str, Any]
) -> Section | None:
    """The referral pack."""
    return pack.paper(case, record, records)
