"""Whatever anybody types stays words: on no page does it become markup, a template, a title or a header."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest
from hubwright.domain.cases.commands import (
    ActNow,
    AddPerson,
    Ask,
    Assign,
    Command,
    Correct,
    Decide,
    Note,
    Rate,
    Return,
    Subject,
    Tell,
)
from hubwright.domain.cases.entries import Actor
from hubwright.testing.stories import MANAGER, POLICE, SCREENER
from hubwright.web.work.deeds import DEEDS

from tests.web.conftest import ADULTS, Place, form_of, soup

EVIL = "\"'><x-evil onload=alert(1)></textarea></title></script><x-evil>{{7*7}}</x-evil>\n{% raw %}\nline"
QUERY = ("view", "tier", "pathway", "agency", "kind", "sort", "page", "reference", "then", "done", "alarm", "reason")


def every_page(case: str) -> list[str]:
    places = ["queue", "checks", "audit", "today", f"cases/{case}", f"checks/{case}/q1", f"checks/{case}/q2"]
    return [f"/oakfield/{path}" for path in (*places, *(f"cases/{case}/{deed}" for deed in DEEDS))]


def a_case_full_of(place: Place, words: str) -> str:
    """A case in which every text that anybody can type is this one."""
    subjects = (Subject("", words, role=words, born={"year": 2019}, address={"lines": [words], "postcode": words}),)
    referrer = {"name": words, "email": "jo@school.example", "telephone": words}
    received = place.receives(subjects=subjects, referrer=referrer, words=words)
    case = received["case"]
    screener: tuple[Command, ...] = (
        Rate("child", "urgent", words),
        Ask("child", shared=words, reason=words),
        Note(words, "fact"),
        AddPerson(Subject("", words, role=words, born={"year": 2015}), words),
        Correct(2, words, words),
        Assign(SCREENER.id, words),
        Return("q2", "shared", words, words, words, (words,), words, "as_needed", words),
    )
    for command in screener:
        place.does(SCREENER, case, command)
    place.does(POLICE, case, Return("q1", "held_not_written", speak_to=words, period=words, why=words))
    place.does(MANAGER, case, Decide("p1", "child", "advice", words, advice=words, views=words, reason_without=words))
    place.does(MANAGER, case, ActNow(what=words, route="protect"))
    place.does(SCREENER, case, Tell(received["contact"], "acknowledge", "telephone", words))
    return case


class TestWordsStayWords:
    # Whoever is let in everywhere sees the most; the others look with the longer work.
    @pytest.mark.parametrize(
        "actor", [MANAGER, *(pytest.param(one, marks=pytest.mark.soak) for one in (SCREENER, POLICE, ADULTS))]
    )
    def test_nothing_that_anybody_types_becomes_markup(self, place: Place, actor: Actor) -> None:
        case = a_case_full_of(place, EVIL)
        seen = 0
        client = place.client(actor)
        for path in every_page(case):
            for query in ("", f"?{urlencode(dict.fromkeys(QUERY, EVIL))}"):
                answer = client.get(path + query)
                page = soup(answer)
                assert not page.select("x-evil, [onload]"), path
                assert "49" not in page.get_text(), path
                assert "x-evil" not in (page.title.get_text() if page.title else ""), path
                seen += "x-evil" in page.get_text()
        assert seen > 10 or actor is not MANAGER

    def test_nothing_that_a_form_sends_back_becomes_markup(self, place: Place) -> None:
        case = a_case_full_of(place, "Plain words.")
        client = place.client(MANAGER)
        for path in every_page(case):
            answer = client.get(path)
            if answer.status_code != 200 or not soup(answer).select("main form[method=post]"):
                continue
            form = form_of(answer)
            for token in (form.get("csrf_token"), "forged"):
                typed = {name: EVIL for name in form if name not in ("csrf_token", "deed", "drawn_from")}
                back = client.post(path, data={**form, **typed, "csrf_token": token, EVIL: EVIL})
                assert back.status_code < 500, path
                assert not soup(back).select("x-evil, [onload]"), path

    def test_a_referrers_words_come_back_as_words_on_every_page(self, place: Place) -> None:
        client = place.client()
        client.post("/oakfield/refer/worry", data=form_of(client.get("/oakfield/refer/worry")))
        path = "/oakfield/refer/worry/all"
        form = form_of(client.get(path))
        typed = {name: EVIL.replace("\n", " ") for name in ("f_who", "f_what", "f_home_lines", "f_home_town")}
        reach = {"f_email": "jo@school.example"}
        pages = [
            client.post(path, data={**form, **typed, "f_email": EVIL}),
            client.post(path, data={**form, **typed, "csrf_token": "forged"}),
            client.post(path, data={**form_of(client.get(path)), **typed, **reach}, follow_redirects=True),
        ]
        check = "/oakfield/refer/worry/check-your-answers"
        pages += [client.get(path), client.get(check)]
        pages.append(client.post(check, data=form_of(client.get(check)), follow_redirects=True))
        sent = "/oakfield/refer/worry/sent"
        pages.append(client.post(sent, data={**form_of(client.get(sent)), "more": EVIL}, follow_redirects=True))
        pages.append(client.get("/oakfield/refer/worry/receipt"))
        for number, page in enumerate(pages):
            assert page.status_code < 500, number
            assert not soup(page).select("x-evil, [onload]"), number
        assert [number for number, page in enumerate(pages) if "x-evil" in soup(page).get_text()] == [0, 1, 2, 3, 4, 7]
