"""Readers of every cut, and a case with marks in it that no one else must see."""

from __future__ import annotations

from dataclasses import replace

from hubwright.domain.access import PERMISSIONS, Reader, reader_of
from hubwright.domain.answers.answer import Answer, State
from hubwright.domain.cases import commands as c
from hubwright.domain.cases.commands import Subject
from hubwright.domain.cases.entries import Actor
from hubwright.domain.definitions.form import Form, Page, Question
from hubwright.domain.definitions.hub import Hub, Role
from hubwright.testing.hubs import a_form, a_hub, a_text
from hubwright.testing.stories import MANAGER, SCREENER, Story

STREET, POSTCODE = "1 Zebrafinch Row", "ZZ99 3VZ"
REFERRER_NAME, REFERRER_EMAIL, REFERRER_PHONE = "Jo Quillfeather", "jo@quill.example", "01632 960987"
HIDDEN_WORDS = "Wombatgate"
CHILD_ONLY, ADULT_ONLY, HEALTH_ONLY = "Pomegranate", "Kumquat", "Persimmon"
ADDRESS = {"kind": "uk", "lines": [STREET], "town": "Oakfield", "postcode": POSTCODE, "protected": True}

ALL = frozenset(PERMISSIONS) - {"check.answer"}
ROLES = (
    Role("everything", a_text("Everything"), ALL),
    Role("reads", a_text("Reads"), frozenset({"case.read"})),
    Role("reads-adults", a_text("Reads adults"), frozenset({"case.read"}), frozenset({"adult"})),
    Role("all-adults", a_text("All adults"), ALL, frozenset({"adult"})),
    Role("all-children", a_text("All children"), ALL, frozenset({"child"})),
    Role("answers", a_text("Answers"), frozenset({"check.answer"})),
    Role("answers-adults", a_text("Answers for adults"), frozenset({"check.answer"}), frozenset({"adult"})),
    Role("knows-referrers", a_text("Knows referrers"), frozenset({"case.read", "referrer.identity"})),
    Role("sees-hidden", a_text("Sees hidden"), frozenset({"case.read", "hidden_answers.read"})),
    Role("sees-homes", a_text("Sees homes"), frozenset({"case.read", "protected.read"})),
    Role("reads-checks", a_text("Reads checks"), ALL, sections=frozenset({"checks"})),
    Role("reads-contacts", a_text("Reads contacts"), ALL, sections=frozenset({"contacts"})),
    Role("nothing", a_text("Nothing"), frozenset()),
)


def a_worrying_form() -> Form:
    rows = (
        Question("row_name", "short_text", a_text("Name"), meaning="subject.name"),
        Question("row_home", "address", a_text("Home"), meaning="subject.address"),
    )
    questions = (
        *a_form().pages[0].questions,
        Question("sender", "short_text", a_text("Your name"), meaning="referrer.name"),
        Question("risk", "short_text", a_text("How worried are you?"), meaning="referrer.view_of_risk"),
        Question("people", "people", a_text("Who?"), rows=rows),
        Question("one", "person", a_text("One person"), settings={"parts": ["name", "address"]}),
        Question("where", "address", a_text("Where is it?")),
        Question("managers", "long_text", a_text("For managers"), visible_to=("seat.manage",)),
    )
    return Form("worry", 1, a_text("Tell us"), "Hub manager", (Page("all", a_text("All"), questions),))


def a_marked_hub() -> Hub:
    hub = a_hub(forms={("worry", 1): a_worrying_form()})
    return replace(hub, roles=(*hub.roles, *ROLES))


def reader(*roles: str, agency: str = "care", user: str = "u-1", **times) -> Reader:
    return reader_of(a_marked_hub(), Actor(user, "One Example", agency, frozenset(roles)), **times)


def _said(value) -> Answer:
    return Answer(State.ANSWERED, value)


def a_marked_story() -> Story:
    """A child and an adult in one contact, with marks wherever something might slip through."""
    story = Story(a_marked_hub())
    child = Subject("", "Kim Example", born={"year": 2015}, address=ADDRESS, role=f"lives at {STREET}")
    adult = Subject("", "Ada Example", born={"year": 1950})
    row = {"row_name": _said("Kim Example").document(), "row_home": _said(ADDRESS).document()}
    story.receives(
        child,
        adult,
        answers={
            "what": _said(f"I am {REFERRER_NAME.upper()}, her teacher. She lives at {STREET}."),
            "email": _said({"address": REFERRER_EMAIL}),
            "sender": _said(REFERRER_NAME),
            "risk": _said("High"),
            "people": _said([row]),
            "one": _said({"given": "Kim", "address": ADDRESS}),
            "where": _said(ADDRESS),
            "managers": _said("For managers alone"),
            "stray": _said("Nobody knows what this is"),
        },
        hidden={"home": _said(ADDRESS), "what": _said(HIDDEN_WORDS)},
        referrer={"name": REFERRER_NAME, "email": REFERRER_EMAIL, "telephone": REFERRER_PHONE},
        what=f"I am {REFERRER_NAME}, her teacher. She lives at {STREET}, {POSTCODE}.",
        view_of_risk=f"{REFERRER_NAME} is very worried",
        draft="lookup-of-a-draft",
    )
    added = {"where": _said(ADDRESS), "home": _said(ADDRESS), "sender": _said(REFERRER_NAME)}
    more = c.AddToContact(story.contact, added, f"Ring me, {REFERRER_NAME}, {REFERRER_PHONE}.", story.now)
    story.does(SCREENER, more)
    story.does(SCREENER, c.Rate("child", "urgent", f"{CHILD_ONLY}: seen at {STREET}."))
    story.does(SCREENER, c.Rate("adult", "soon", ADULT_ONLY))
    story.does(SCREENER, c.Ask("child", shared=f"{CHILD_ONLY}. {REFERRER_NAME} saw bruises at {STREET}."))
    story.does(SCREENER, c.Ask("adult", agencies=("police",), shared=ADULT_ONLY))
    story.does(SCREENER, c.Return("q2", "shared", text=f"{HEALTH_ONLY} {CHILD_ONLY}", said_by="Dr Example"))
    story.does(SCREENER, c.Note(f"{CHILD_ONLY} {REFERRER_NAME} rang.", pathway="child"))
    story.does(SCREENER, c.Note(f"{ADULT_ONLY} is well.", pathway="adult"))
    story.does(SCREENER, c.Note(f"{CHILD_ONLY} and {ADULT_ONLY} together."))
    story.does(MANAGER, c.ActNow(f"{CHILD_ONLY}: police to {STREET}.", "protect", ("p1",)))
    views = f"{ADULT_ONLY}: asked {REFERRER_NAME} not to come."
    story.does(MANAGER, c.Decide("p2", "adult", "advice", ADULT_ONLY, "Ring us.", views, reason_without="Clear."))
    story.does(SCREENER, c.AddPerson(Subject("", f"{CHILD_ONLY} Example", unborn=True), f"{CHILD_ONLY} is due."))
    known = story.state.subjects["p1"]
    right = replace(known, name="Kym Example")
    story.does(SCREENER, c.Correct(1, f"{CHILD_ONLY}: Kym", f"{REFERRER_NAME} rang", right))
    story.later(days=3).watches()
    return story
