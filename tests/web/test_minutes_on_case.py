"""What was minuted stands on the page of the case, folded by meeting, for those who read it."""

from __future__ import annotations

from bs4 import Tag
from hubwright.domain.cases.entries import Actor
from hubwright.domain.cases.topics.minuting import ChooseText, WriteLine

from tests.web.conftest import ADULTS, Place, soup
from tests.web.test_day_pages import text_of
from tests.web.test_minutes import HARD, SCREENER, TONI, Meeting


def writes(meeting: Meeting, actor: Actor, line: str, text: str, **about: str) -> None:
    part = line.partition(".")[0]
    meeting.place.does(actor, meeting.case, WriteLine(meeting.ref, line, part, text, **about))


def panel(meeting: Meeting) -> Tag | None:
    page = soup(meeting.place.client(SCREENER).get(f"/oakfield/cases/{meeting.case}"))
    return page.select_one('section[aria-labelledby="minutes"]')


def said_of(meeting: Meeting) -> str:
    found = panel(meeting)
    return found.get_text(" ", strip=True) if found is not None else ""


def test_lines_stand_by_meeting_folded_with_whose_they_are(place: Place) -> None:
    meeting = Meeting(place)
    writes(meeting, SCREENER, "told", HARD)
    writes(meeting, TONI, "known.p1.police", "Two calls in May.", subject="p1", agency="police", nature="hearsay")
    found = panel(meeting)
    assert found is not None
    (fold,) = found.select("details")
    assert fold.get("open") is None
    said = fold.get_text(" ", strip=True)
    assert "Siân O'Hara: «الطفلة بخير» \U0001f9f8 <b>bold</b>" in said
    assert SCREENER.name in said
    assert "Mia Example" in said
    assert "Two calls in May." in said


def test_two_texts_that_stand_are_both_shown_until_somebody_chose(place: Place) -> None:
    meeting = Meeting(place)
    writes(meeting, SCREENER, "told", "Tell her mother.")
    writes(meeting, TONI, "told", "Tell nobody yet.")
    said = said_of(meeting)
    assert all(words in said for words in ("Tell her mother.", "Tell nobody yet.", "Nobody has chosen yet."))
    saw = meeting.lines["told"].number
    place.does(SCREENER, meeting.case, ChooseText(meeting.ref, "told", "Tell nobody before the medical.", saw))
    said = said_of(meeting)
    assert "Tell nobody before the medical." in said
    assert "Nobody has chosen yet." not in said


def test_what_was_struck_out_is_not_among_the_lines_that_hold(place: Place) -> None:
    meeting = Meeting(place)
    writes(meeting, SCREENER, "told", "Words that were struck.")
    writes(meeting, SCREENER, "told", "")
    assert panel(meeting) is None
    writes(meeting, SCREENER, "risk.p1", "Marks on both arms.", subject="p1")
    said = said_of(meeting)
    assert "Marks on both arms." in said
    assert "Words that were struck." not in said


def test_what_was_typed_on_and_on_is_one_line_of_the_record(place: Place) -> None:
    meeting = Meeting(place)
    for text in ("Her mother", "Her mother is told", "Her mother is told today."):
        writes(meeting, SCREENER, "told", text)
    writes(meeting, TONI, "risk.p1", "Marks on both arms.", subject="p1")
    said = text_of(meeting.place.client(SCREENER).get(f"/oakfield/cases/{meeting.case}"))
    # Once in its panel and once in the record; the drafts of it nowhere.
    assert said.count("Her mother is told today.") == 2
    assert said.count("Her mother") == 2
    assert said.count("Minutes written") == 2


def test_who_does_not_read_the_strand_sees_no_meeting(place: Place) -> None:
    meeting = Meeting(place)
    writes(meeting, SCREENER, "told", "Tell nobody yet.")
    answer = meeting.place.client(ADULTS).get(f"/oakfield/cases/{meeting.case}")
    assert "Tell nobody yet." not in answer.get_data(as_text=True)
