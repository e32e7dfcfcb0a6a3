"""Words in two languages and times as people read them."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from hubwright.domain.texts import Text
from hubwright.web import catalogue, times
from hubwright.web.language import Beside, gettext, ngettext, plain, say, speaking, text
from hypothesis import given, settings
from hypothesis import strategies as st
from markupsafe import escape

NOW = datetime(2026, 11, 27, 16, 12, tzinfo=UTC)


def test_every_word_of_the_platform_has_been_written_in_welsh() -> None:
    without = catalogue.missing()
    assert not without, f"run `python -m hubwright.web.catalogue update`, then write in Welsh: {without}"


def test_the_catalogue_holds_nothing_that_no_page_says() -> None:
    said = {message.id for message in catalogue.gather()}
    assert {message.id for message in catalogue.read() if message.id} <= said


def test_the_catalogue_says_that_nobody_has_checked_it() -> None:
    assert "UNCHECKED" in catalogue.read().header_comment


def test_every_welsh_message_keeps_the_places_for_values() -> None:
    def places(words: str) -> list[str]:
        return sorted(re.findall(r"%\(\w+\)s|%\{\w+\}|%s", words))

    for message in catalogue.read():
        if not message.id:
            continue
        english = message.id if isinstance(message.id, str) else message.id[-1]
        for words in [message.string] if isinstance(message.string, str) else message.string:
            assert places(words) == places(english), english


def test_words_are_english_until_welsh_is_spoken() -> None:
    assert gettext("Not sent yet") == "Not sent yet"
    with speaking("cy"):
        assert gettext("Not sent yet") == "Heb ei anfon eto"
        with speaking("fr"):
            assert gettext("Not sent yet") == "Not sent yet"
        assert gettext("Not sent yet") == "Heb ei anfon eto"
    assert gettext("Not sent yet") == "Not sent yet"


def test_welsh_stands_with_its_english_and_both_are_escaped() -> None:
    with speaking("cy"):
        words = say("This is not the real %(name)s. Nobody reads what is sent.", name="<b>")
        html = str(escape(words))
    assert "Nid hwn yw'r <b> go iawn" in words
    assert '<span class="hw-english" lang="en">This is not the real &lt;b&gt;.' in html
    assert "<b>" not in html


def test_a_hubs_words_without_welsh_are_marked_as_english() -> None:
    with speaking("cy"):
        assert str(escape(text(Text("Why?")))) == '<span lang="en">Why?</span>'
        assert str(escape(text(Text("Why?", "Pam?")))) == 'Pam? <span class="hw-english" lang="en">Why?</span>'
    assert str(escape(text(Text("Why?", "Pam?")))) == "Why?"


def test_bare_words_carry_nothing_with_them() -> None:
    with speaking("cy"):
        assert str(escape(plain(Text("Why?", "Pam?")))) == "Pam?"
        assert str(escape(plain(Beside("Pam?", "Why?")))) == "Pam?"
    assert plain(None) == ""


def test_a_number_chooses_its_words() -> None:
    assert ngettext("%(number)s day", "%(number)s days", 1) == "1 day"
    assert ngettext("%(number)s day", "%(number)s days", 2) == "2 days"
    with speaking("cy"):
        assert ngettext("%(number)s day", "%(number)s days", 2) == "2 ddiwrnod"


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (38, "38 min left"),
        (0, "due now"),
        (-20, "late 20 min"),
        (60, "1 h left"),
        (125, "2 h 5 min left"),
        (60 * 24, "1 day left"),
        (60 * 24 * 3 + 59, "3 days left"),
        (-0.5, "late under 1 min"),
    ],
)
def test_time_left_is_said_in_words(minutes: float, words: str) -> None:
    assert times.time_left(NOW + timedelta(minutes=minutes), NOW) == words


def test_time_left_in_welsh_has_the_english_beside_it() -> None:
    with speaking("cy"):
        words = times.time_left(NOW + timedelta(minutes=38), NOW)
    assert words == "38 mun ar ôl"
    assert isinstance(words, Beside)
    assert words.english == "38 min left"


@given(st.integers(-(10**7), 10**7))
@settings(max_examples=60)
def test_late_is_said_exactly_when_the_time_has_passed(seconds: int) -> None:
    words = times.time_left(NOW + timedelta(seconds=seconds), NOW)
    assert words.startswith("late ") == (seconds < 0)


def test_an_instant_is_shown_in_london() -> None:
    assert times.instant(datetime(2026, 11, 27, 16, 50, tzinfo=UTC)) == "Friday 27 November 2026, 4:50 pm"
    assert times.instant(datetime(2026, 7, 1, 23, 30, tzinfo=UTC)) == "Thursday 2 July 2026, 12:30 am"
    assert times.day(datetime(2026, 7, 1, 23, 30, tzinfo=UTC)) == "2 July 2026"
    assert times.day(date(2026, 7, 1)) == "1 July 2026"
    with speaking("cy"):
        assert "Tachwedd 2026" in times.instant(NOW)


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        times.instant(datetime(2026, 7, 1, 23, 30))  # noqa: DTZ001
