"""Bury, from a teacher's first look at the page to the day she adds one thing more."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.databases import Database
from tests.journeys import people, referrer
from tests.journeys.conftest import Running, running
from tests.journeys.referrer import FAMILY, NAMES, WORRY
from tests.journeys.walking import Walk, somebody

pytestmark = pytest.mark.journey

DOOR = "I work with children"


def a_teacher_tells_everything(browser: Browser, hub: Running) -> tuple[str, str]:
    """All the pages, with a break in the middle; the reference and the code."""
    with somebody(browser, hub, "teacher") as teacher:
        referrer.opens_the_door(teacher, DOOR)
        referrer.names_a_child(teacher, "Mia Example", year="2001")
        teacher.sees("From this date the person is 18 or older")
        teacher.writes_date("Date of birth", year="2019")
        teacher.presses("Continue")
        referrer.names_a_child(teacher, "Leo Example")
        referrer.names_an_unborn_baby(teacher, month="3", year="2027")
        teacher.presses("Continue")
        teacher.chooses("Which of these is it about?", "Hurt or injury")
        referrer.says_what_worries(teacher)
        referrer.says_how_to_reach(teacher)
        teacher.picks("Where do you know the children from?", "Primary school")
        teacher.presses("Back")
        assert teacher.value("What are you worried about?") == WORRY
        teacher.presses("Continue")
        assert teacher.value("What is the e-mail address?") == FAMILY
        link, code = referrer.keeps_it_for_later(teacher)
        teacher.sees_nothing_of(*NAMES)
    with somebody(browser, hub, "teacher-again") as teacher:
        referrer.comes_back(teacher, link, code)
        teacher.sees("Before the birth", "Not sent yet")
        teacher.does_not_know("Which midwife or hospital looks after the pregnancy?")
        teacher.presses("Continue")
        teacher.writes_date("When did it happen, or when did you notice?", year="2026")
        teacher.chooses("Has a child been injured?", "Yes")
        teacher.writes("What injury have you seen or been told about?", "A bruise on the upper arm.")
        teacher.chooses("Is a child due to go home today?", "I do not know")
        referrer.continues_to(teacher, "Check your answers")
        teacher.sees("Mia Example", WORRY, "Not known", "A bruise on the upper arm.")
        teacher.follows("Change (When did it happen?)")
        teacher.writes("What injury have you seen or been told about?", "A bruise on the left upper arm.")
        teacher.presses("Continue")
        teacher.sees("A bruise on the left upper arm.")
        return _sends_twice(teacher)


def _sends_twice(teacher: Walk) -> tuple[str, str]:
    """The same page in two tabs, and Send pressed in both."""
    other = Walk(teacher.page.context.new_page(), teacher.hub, "teacher-tab")
    other.follows_url(teacher.page.url)
    teacher.presses("Send")
    reference, code = referrer.sent(teacher)
    other.presses("Send")
    assert referrer.sent(other) == (reference, code)
    teacher.sees_nothing_of(*NAMES)
    return reference, code


def the_hub_takes_it_up(browser: Browser, hub: Running, reference: str) -> str:
    """Unread in the queue, read, rated, and the agencies asked; the reference of the case."""
    with somebody(browser, hub, "screener") as screener:
        people.signs_in(screener, "sam")
        screener.sees("Unread 1", "Mia Example", "Not read yet")
        case = people.opens_the_case(screener, "Mia Example", view="unread")
        screener.sees(reference, "Leo Example", "Unborn baby", WORRY, "A bruise on the left upper arm.")
        people.reads_it(screener)
        people.rates(screener, "Amber")
        people.asks_the_agencies(screener, "A bruise in the shape of a hand.")
        screener.sees("Waiting for agencies", "Police", "Housing")
        assert screener.page.title().startswith(case)
    return case


def a_letter_leads_to(hub: Running, address: str, subject: str, case: str) -> str:
    """The link of a letter that names nobody and says nothing of the case."""
    title, words = people.letter(hub, address, subject)
    for secret in (*NAMES, "bruise", "Mia", "Leo", "Tara"):
        assert secret not in title + words
    assert case in title + words
    return people.link_in(words)


def two_agencies_answer(browser: Browser, hub: Running, case: str) -> None:
    """Police share something; health do not know the family. Each sees its own question and no more."""
    link = a_letter_leads_to(hub, "police@bury-hub.example", "asks you something", case)
    with somebody(browser, hub, "police") as police:
        police.follows_url(link)
        people.gives_a_password(police, "pat")
        police.sees("Mia Example", "Incidents, calls and intelligence", "A bruise in the shape of a hand.")
        police.sees_nothing_of("Tara Teacher", WORRY, "Are these children registered", "left upper arm")
        people.answers(police, "We hold something and share it", shared="Two calls about shouting this year.")
        police.sees("Your answer is with the hub.", "Two calls about shouting this year.")
        police.is_kept_out_of(f"cases/{case}")
    with somebody(browser, hub, "health") as health:
        people.signs_in(health, "hari")
        health.follows(case)
        people.answers(health, "Not known to us")
        health.sees("Your answer is with the hub.", "Not known to us")
        health.sees_nothing_of("Two calls about shouting this year.")


def the_manager_decides_for_each(browser: Browser, hub: Running, case: str) -> None:
    """Three people, three outcomes, each with reasons; then the receiving service, the referrer, and the end."""
    with somebody(browser, hub, "manager") as manager:
        people.signs_in(manager, "morgan")
        people.opens_the_case(manager, case)
        manager.sees("Two calls about shouting this year.", "Not known to us")
        people.decides(
            manager, "Mia Example", "Child and family assessment", "A mark that nobody explains.",
            without="The bruise is fresh; the others may answer later.",
        )  # fmt: skip
        people.decides(
            manager, "Leo Example", "Early Help Panel", "No mark, but a tired home.", without="He is seen at school."
        )
        people.decides(
            manager, "Unborn baby", "No further action, with advice", "The midwife knows and looks again.",
            advice="Ring us when the baby is born.", without="Nothing more is expected.",
        )  # fmt: skip
        manager.sees("Decided", "A mark that nobody explains.", "No mark, but a tired home.", "The midwife knows")
        people.records_their_answer(manager, "Leo Example", "Accepted", "Pia Panel")
        manager.sees("Early Help Panel (accepted)", "Leo Example: accepted, Pia Panel")
        people.tells_the_referrer(manager, "Thank you. The children are being helped.")
        people.closes(manager, "Everyone has somebody who goes on.")
        manager.sees("Closed")


def the_teacher_hears_and_adds(browser: Browser, hub: Running, reference: str, code: str) -> None:
    """A letter without a word of the case; then her code, what became of it, and one thing more."""
    title, words = people.letter(hub, FAMILY, "There is news about")
    for secret in (*NAMES, "bruise", "helped", "assessment"):
        assert secret not in title + words
    with somebody(browser, hub, "teacher-hears") as teacher:
        referrer.asks_what_became_of_it(teacher, reference, code)
        teacher.sees("A person at the hub has read it.", "Thank you. The children are being helped.")
        teacher.sees_nothing_of("No mark, but a tired home.")
        referrer.adds(teacher, "Mia came in with another bruise today.")
        teacher.sees("Sent")


def the_hub_sees_it_again(browser: Browser, hub: Running, case: str) -> None:
    """What comes late stands unread, on a case that is open again."""
    with somebody(browser, hub, "screener-again") as screener:
        people.signs_in(screener, "sam")
        screener.sees("Unread 1")
        people.opens_the_case(screener, case, view="unread")
        screener.sees("Mia came in with another bruise today.")


def the_auditor_sees_who_read(browser: Browser, hub: Running, case: str) -> None:
    """Who read the case, and no case."""
    with somebody(browser, hub, "auditor") as auditor:
        people.signs_in(auditor, "ash")
        auditor.goes("audit")
        auditor.writes("Reference of a case or check, or how it begins", case)
        auditor.presses("Show reads of this")
        auditor.sees("Sam Specimen", "Morgan Makebelieve", "a case")
        auditor.sees_nothing_of(*NAMES)


@pytest.mark.soak
@pytest.mark.storage
def test_a_teachers_worry_goes_from_the_door_to_an_outcome_for_each_child(
    browser: Browser, postgresql_database: Database, tmp_path: Path
) -> None:
    with running(postgresql_database, tmp_path, "bury") as hub:
        reference, code = a_teacher_tells_everything(browser, hub)
        case = the_hub_takes_it_up(browser, hub, reference)
        two_agencies_answer(browser, hub, case)
        the_manager_decides_for_each(browser, hub, case)
        the_teacher_hears_and_adds(browser, hub, reference, code)
        the_hub_sees_it_again(browser, hub, case)
        the_auditor_sees_who_read(browser, hub, case)
