"""Oakfield: from a description in prose to a hub of its own, in the browser alone, and a referral through it.

docs/tutorial/a-hub-of-your-own.md tells the same for whoever does it by hand.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.databases import Database
from tests.journeys import people, referrer
from tests.journeys.conftest import PASSWORD, running
from tests.journeys.studio import begun, saves
from tests.journeys.walking import Walk, somebody

# Some seventy pages, each looked at: longer than a journey may take.
pytestmark = [pytest.mark.journey, pytest.mark.storage, pytest.mark.soak]

FORM = "Tell us about a child: for professionals"
HELP, WHAT_HELPS = "Does the child need help to talk with us?", "What helps them to talk?"
ACKNOWLEDGED = "Oakfield has what you sent: {{reference}}. We answer within one working day."
WORRY = "He comes to school without a coat, and says that nobody is at home."
PEOPLE = {
    "sam": ("Sam Example", "sam@oakfield.example", "Children's social care", "Level three social worker"),
    "mo": ("Mo Example", "mo@oakfield.example", "Children's social care", "Children's Services team manager"),
    "ed": ("Ed Example", "ed@oakfield.example", "Education", "Partner agency"),
}


def test_a_hub_described_in_prose_is_made_in_the_browser_and_takes_a_referral(
    browser: Browser, postgresql_database: Database, tmp_path: Path
) -> None:
    with running(postgresql_database, tmp_path, "oakfield", begun) as hub:
        with somebody(browser, hub, "oakfield-ada") as ada:
            people.signs_in(ada, "ada")
            ada.presses("Begin a draft")
            _five_agencies(ada)
            _asks_two_questions(ada)
            _three_clocks_for_each_of_four_ratings(ada)
            _checks(ada)
            _meets_and_decides(ada)
            _writes(ada)
            _says_what_belongs_to_the_place(ada)
            _publishes(ada)
            _invites(ada)
            _opens(ada)
        with somebody(browser, hub, "oakfield-teacher") as teacher:
            _refers(teacher)
        with somebody(browser, hub, "oakfield-hub") as worker:
            _works_through(worker)


def _five_agencies(walk: Walk) -> None:
    """Two of seven are taken out, with all that names them."""
    for agency in ("Probation", "Youth Offending Service"):
        walk.follows("The hub")
        walk.follows("Agencies")
        walk.follows(agency)
        walk.follows("Take it out")
        for one in walk.page.locator("main input[type=radio][value=also]").all():
            walk.acts += 1
            one.check()
        if walk.page.get_by_role("button", name="Show what would change").count():
            walk.presses("Show what would change")
        walk.presses("Take it out of the draft")
        assert agency not in walk.text


def _asks_two_questions(walk: Walk) -> None:
    """One of them only where the other is answered with Yes."""
    walk.follows("Forms")
    walk.follows(FORM)
    for question, kind in ((HELP, "Yes, no or not known"), (WHAT_HELPS, "A few words")):
        walk.follows("Add a question to What worries you?")
        walk.writes("The question", question)
        walk.picks("How is it answered?", kind)
        walk.presses("Add it")
        if question == HELP:
            walk.follows("Back to the form")
    walk.follows("Shown when")
    walk.picks("Which answer is it about?", HELP)
    walk.presses("Continue")
    walk.page.get_by_label("is", exact=True).check()
    walk.page.get_by_label("Yes", exact=True).check()
    walk.acts += 2
    saves(walk)
    walk.sees(f"It is shown when {HELP} is Yes.")


def _three_clocks_for_each_of_four_ratings(walk: Walk) -> None:
    """The scale is called BRAG; Green gets a time for meeting, and Blue, the lowest, is new with all three."""
    _part(walk, "Ratings", "Red, amber, green")
    walk.writes("What is it called?", "BRAG")
    saves(walk)
    clocks = (("Meeting, green", "2"), ("Return, blue", "2"), ("Meeting, blue", "3"), ("Decision, blue", "5"))
    for name, days in clocks:
        _part(walk, "Clocks", "Add a clock")
        walk.writes("What is it called?", name)
        walk.writes("How much?", days)
        walk.chooses("Of what?", "Working days")
        walk.chooses("Hours", "Office hours")
        saves(walk)
    _part(walk, "Ratings", "BRAG", "Change Ratings", "Green")
    walk.picks("Meeting", "Daily meeting")
    walk.picks("By when do you meet?", "Meeting, green")
    saves(walk)
    _part(walk, "Ratings", "BRAG", "Change Ratings", "Add an entry")
    walk.writes("What is it called?", "Blue")
    walk.writes("Colour", "#1d70b8")
    walk.picks("Shape", "Diamond")
    walk.writes("What does it mean?", "A question: somebody asks for advice. It does not mean safe.")
    walk.page.get_by_label("Short checks", exact=True).check()
    walk.picks("Who decides? Children", "Social worker of the hub")
    walk.picks("By when is it decided?", "Decision, blue")
    walk.picks("Meeting", "Daily meeting")
    walk.picks("By when do you meet?", "Meeting, blue")
    walk.picks("By when do agencies answer?", "Return, blue")
    walk.page.get_by_label("No further action, with advice", exact=True).check()
    walk.acts += 2
    saves(walk)


def _part(walk: Walk, *ways: str) -> None:
    """From wherever the builder is to a part of the hub, link by link."""
    for way in ("The hub", *ways):
        (walk.presses if way.startswith("Add ") else walk.follows)(way)


def _checks(walk: Walk) -> None:
    """Health is asked one thing more."""
    _part(walk, "Checks", "Full checks", "Change Who is asked what", "Health", "Change Questions", "Add an entry")
    walk.writes("Words, or a short wording for texts", "Has the child been to the hospital's emergency department?")
    saves(walk)


def _meets_and_decides(walk: Walk) -> None:
    """An early help panel, and somebody who decides for it."""
    _part(walk, "Meetings", "Add a type of meeting")
    walk.writes("What is it called?", "Early help panel meeting")
    walk.chooses("What is it?", "Panel")
    walk.chooses("How can it be held?", "By video")
    walk.chooses("Who may chair?", "Children's Services team manager")
    saves(walk)
    _part(walk, "Who decides", "Add a decider")
    walk.writes("What is it called?", "Manager of early help")
    walk.chooses("Roles", "Children's Services team manager")
    walk.picks("Which qualification?", "Registered social worker")
    saves(walk)
    _part(walk, "Ratings", "BRAG", "Change Ratings", "Green")
    walk.picks("Who decides? Children", "Manager of early help")
    saves(walk)


def _writes(walk: Walk) -> None:
    """What the referrer reads first is in the hub's own words."""
    _part(walk, "Letters and notices", "We have what you sent")
    walk.writes("The words of the letter", ACKNOWLEDGED)
    saves(walk)


def _says_what_belongs_to_the_place(walk: Walk) -> None:
    """What no template carries: names, addresses, numbers."""
    _part(walk, "What belongs to the place")
    walk.writes("Councils, one on each line", "Oakfield Council")
    walk.writes("The areas, in words", "Oakfield and the villages around it")
    walk.writes("Who answers for data protection? An e-mail address", "privacy@oakfield.example")
    for page in ("Accessibility", "Privacy", "Complaints"):
        walk.writes(page, f"What Oakfield says about {page.lower()}.")
    for one in walk.page.locator("input[name^=mailboxes-], input[name^=role_mailboxes-]").all():
        walk.acts += 1
        one.fill("team@oakfield.example")
    saves(walk)
    for when, number in (("Open", "01632 960001"), ("Closed", "01632 960002")):
        _part(walk, "What belongs to the place", "Change Duty posts", "Add an entry")
        walk.chooses("When?", when)
        walk.writes("What is it called?", f"Duty while it is {when.lower()}")
        walk.writes("Telephone number", number)
        walk.writes("E-mail addresses, one on each line", "duty@oakfield.example")
        saves(walk)


def _publishes(walk: Walk) -> None:
    walk.follows("Publish")
    walk.sees("0 problems")
    walk.writes("Why is it published?", "As our partnership decided in November.")
    walk.presses("Publish the draft")


def _invites(walk: Walk) -> None:
    """One by one, each to their own address; the next draft is begun beside it."""
    walk.goes("studio")
    walk.presses("Begin a draft")
    walk.follows("Setting up")
    walk.follows("people of each agency")
    for name, email, agency, role in PEOPLE.values():
        walk.writes("Name, as shown on the record", name)
        walk.writes("Their own e-mail address", email)
        walk.chooses("Agency", agency)
        walk.chooses("What do they do here?", role)
        if agency == "Children's social care":
            walk.chooses("Qualification", "Registered social worker")
        walk.presses("Invite them")
        walk.sees(name)


def _opens(walk: Walk) -> None:
    """With what is still missing said, and who answers for it."""
    walk.follows("Setting up")
    walk.follows("Open to referrals")
    walk.writes("Why does it open without what is missing, and who answers for that?", "A rehearsal; Ada answers.")
    walk.presses("Open to referrals")
    walk.sees("This hub takes referrals.")


def _refers(walk: Walk) -> None:
    """A teacher meets both questions, the second only after the first."""
    referrer.opens_the_door(walk, "I work with children")
    referrer.names_a_child(walk, "Max Example", year="2018")
    walk.presses("Continue")
    walk.chooses(HELP, "Yes")
    walk.writes(WHAT_HELPS, "Somebody who signs.")
    referrer.says_what_worries(walk, WORRY)
    referrer.says_how_to_reach(walk)
    walk.presses("Continue")
    walk.presses("Send what I have now")
    referrer.sent(walk)


def _works_through(walk: Walk) -> None:
    """Read, rated Blue, asked, answered, decided, told and closed, by people who chose a password from their letter."""
    _takes_the_seat(walk, "sam")
    case = people.opens_the_case(walk, "Max Example")
    walk.sees("Somebody who signs.")
    people.reads_it(walk)
    walk.presses("Tell the referrer")
    walk.chooses("Of what?", "That we have it")
    people.says_it(walk, "It is here, and somebody reads it.")
    _, words = people.letter(walk.hub, referrer.FAMILY, "We have what you sent")
    assert "Oakfield has what you sent" in words
    people.rates(walk, "Blue")
    people.asks_the_agencies(walk)
    people.signs_out(walk)
    _takes_the_seat(walk, "ed")
    walk.follows(case)
    people.answers(walk, "Known, nothing relevant")
    people.signs_out(walk)
    people.signs_in(walk, "sam")
    people.opens_the_case(walk, case)
    people.decides(walk, "Max Example", "No further action, with advice", "School goes on helping.",
                   advice="The school has a fund for clothes.", without="Nothing more is expected.")  # fmt: skip
    people.tells_the_referrer(walk, "Thank you. School goes on helping.")
    people.closes(walk, "Nothing is left to do.")
    walk.sees("Closed")


def _takes_the_seat(walk: Walk, person: str) -> None:
    """From the invitation's letter to a password of their own."""
    _, email, *_ = PEOPLE[person]
    walk.hub.people[person] = email
    _, words = people.letter(walk.hub, email, "")
    # The letter says it in both languages, with the same link.
    walk.follows_url(people.link_in(words.split("Dyma")[0]))
    walk.writes("New password", PASSWORD)
    walk.writes("The same password again", PASSWORD)
    walk.presses("Keep this password")
    walk.hub.with_password.add(person)
    people.signs_in(walk, person)
