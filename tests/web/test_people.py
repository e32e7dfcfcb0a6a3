"""Looking people up, saying who is who, and keeping their record, as pages; and what no page gives away."""

# Long because: one index, looked at by everybody who may and may not see a part of it.

from __future__ import annotations

from typing import Any

import pytest
from hubwright.actions.act_on_case import act_on_case
from hubwright.actions.keep_people import act_on_person, begin_a_person
from hubwright.actions.tell_keepers import tell_keepers
from hubwright.domain.access.scope import Everything
from hubwright.domain.cases.commands import AddPerson, Subject
from hubwright.domain.cases.topics.restricting import Restrict
from hubwright.domain.people import commands
from hubwright.domain.people.commands import Told
from hubwright.testing.stories import MANAGER, POLICE, SCREENER
from hubwright.web.routes import ROUTES
from sqlalchemy import event

from tests.web.conftest import ADULTS, ELSEWHERE, Place, form_of, soup

HOME = {"kind": "uk", "lines": ["14 Zebrafinch Row"], "town": "Oakfield", "postcode": "ZZ99 3VZ"}
MIA = Subject("", "Mia Quillfeather", born={"year": 2019, "month": 3, "day": 12}, address=HOME)


def begun(
    place: Place, name: str = "Mia Quillfeather", hub: str = "oakfield", actor: Any = MANAGER, **born: int
) -> str:
    place.deeds += 1
    told = [Told("name", {"use": "legal", "name": name})]
    if born:
        told.append(Told("born", {"state": "exact", "date": born}))
    done = begin_a_person(
        place.hubwright.house,
        hub=hub,
        actor=actor,
        deed=f"begin-{place.deeds}",
        command=commands.Begin(tuple(told), ("child",)),
    )
    return str(done.result["person"])


def acts(place: Place, person: str, command: Any, actor: Any = MANAGER) -> None:
    place.deeds += 1
    act_on_person(
        place.hubwright.house, hub="oakfield", actor=actor, deed=f"act-{place.deeds}", person=person, command=command
    )


def search(place: Place, typed: str, actor: Any = SCREENER, hub: str = "oakfield") -> Any:
    client = place.client(actor)
    form = form_of(client.get(f"/{hub}/people"))
    return client.post(f"/{hub}/people", data={**form, "name": typed})


def found(answer: Any) -> list[str]:
    return [one.text for one in soup(answer).select(".hw-found__one .hw-reference")]


@pytest.mark.parametrize("typed", ["mia quillfeather", "Quilfether Mia", "Mía", "quillf", "M Quillfeather"])
def test_a_person_of_a_case_is_found_however_they_are_spelt(place: Place, typed: str) -> None:
    case = place.receives(subjects=(MIA,))["case"]
    assert found(search(place, typed)) == [case]
    assert found(search(place, "Benjamin")) == []


def test_what_was_searched_for_stands_in_no_address_and_is_on_the_read_log(place: Place) -> None:
    case = place.receives(subjects=(MIA,))["case"]
    answer = search(place, "Quillfeather")
    assert answer.status_code == 200
    with place.hubwright.store.reading("oakfield") as reading:
        lines = reading.rows("read_log", scope=Everything(), where={"what": "people"})
    assert {(line["purpose"], line["reference"]) for line in lines} == {("seen", ""), ("found", case)}


def test_a_strand_and_a_hub_that_are_not_the_readers_are_found_by_nobody_else(place: Place) -> None:
    place.receives(subjects=(MIA,))
    person = begun(place)
    for actor, hub in ((ADULTS, "oakfield"), (ELSEWHERE, "elmbridge")):
        answer = search(place, "Mia Quillfeather", actor, hub)
        assert found(answer) == []
        assert "Quillfeather" not in soup(answer).select_one("main form").decode().replace("Mia Quillfeather", "")
        assert place.client(actor).get(f"/{hub}/people/{person}").status_code == 404
        assert place.client(actor).get(f"/{hub}/people/{person}/link").status_code == 404
    assert place.client(POLICE).get("/oakfield/people").status_code == 403


def test_a_possible_match_is_proposed_with_its_reasons_and_what_differs(place: Place) -> None:
    first = place.receives(subjects=(MIA,))["case"]
    other = Subject("", "Mia Quillfether", born={"year": 2020, "month": 3, "day": 12}, address=HOME)
    second = place.receives(subjects=(other,))["case"]
    panel = soup(place.client(SCREENER).get(f"/oakfield/cases/{second}")).select_one("section:has(#matches)")
    words = panel.text
    assert first in words
    assert "a name that is alike" in words
    assert "the same address" in words
    assert "Another date of birth" in words
    assert [button["value"] for button in panel.select("button")] == ["same", "not_same", "cannot_tell"]


def test_somebody_says_the_same_and_both_cases_stand_on_one_record(place: Place) -> None:
    first = place.receives(subjects=(MIA,))["case"]
    place.clock.later(days=30)
    second = place.receives(subjects=(MIA,))["case"]
    client = place.client(SCREENER)
    page = client.get(f"/oakfield/cases/{second}")
    answer = client.post(f"/oakfield/cases/{second}/matches", data={**form_with(page, "answer"), "answer": "same"})
    assert answer.status_code == 302
    words = soup(client.get(f"/oakfield/cases/{second}")).select_one("section:has(#matches)").text
    assert "1 earlier case" in words
    assert "1 within 12 months" in words
    assert "On record as" in words
    person = found(search(place, "Mia Quillfeather"))
    assert len(person) == 1
    record = soup(client.get(f"/oakfield/people/{person[0]}")).select_one("main").text
    assert first in record
    assert second in record
    assert "14 Zebrafinch Row" in record


def form_with(page: Any, name: str) -> dict[str, Any]:
    """What a browser would send of the form of the page that has this button."""
    forms = soup(page).select("main form")
    number = next(index for index, form in enumerate(forms) if form.select(f'button[name="{name}"]'))
    return form_of(page, number)


@pytest.mark.parametrize(("answer", "words"), [("not_same", "Not the same"), ("cannot_tell", "Cannot tell")])
def test_another_answer_stays_on_record_and_is_not_asked_again(place: Place, answer: str, words: str) -> None:
    person = begun(place, year=2019, month=3, day=12)
    case = place.receives(subjects=(MIA,))["case"]
    client = place.client(SCREENER)
    page = client.get(f"/oakfield/cases/{case}")
    client.post(f"/oakfield/cases/{case}/matches", data={**form_with(page, "answer"), "answer": answer})
    panel = soup(client.get(f"/oakfield/cases/{case}")).select_one("section:has(#matches)")
    assert not panel.select("button")
    assert words in panel.text
    assert words in soup(client.get(f"/oakfield/people/{person}")).select_one("main").text


def test_no_answer_at_all_is_not_done_yet(place: Place) -> None:
    begun(place)
    case = place.receives(subjects=(MIA,))["case"]
    client = place.client(SCREENER)
    form = form_with(client.get(f"/oakfield/cases/{case}"), "answer")
    assert client.post(f"/oakfield/cases/{case}/matches", data=form).status_code == 422
    gone = {**form, "answer": "same", "person": "NOBODY99"}
    assert client.post(f"/oakfield/cases/{case}/matches", data=gone).status_code == 404


def test_a_fact_is_recorded_and_put_right_and_both_are_shown(place: Place) -> None:
    person = begun(place, "Mia Exampel")
    client = place.client(SCREENER)
    address = f"/oakfield/people/{person}/record-name?replaces=k1"
    form = form_of(client.get(address))
    again = client.post(address, data={**form, "name": "Mia Example", "use": "legal"})
    assert again.status_code == 422
    assert "Mia Example" in soup(again).select_one('input[name="name"]')["value"]
    done = client.post(address, data={**form, "name": "Mia Example", "use": "legal", "why": "The school's register."})
    assert done.status_code == 302
    record = soup(client.get(f"/oakfield/people/{person}"))
    assert record.select_one("h1").text.strip() == "Mia Example"
    assert "Mia Exampel" in record.select_one("main details").text


@pytest.mark.parametrize(
    ("kind", "typed", "shown"),
    [
        ("born", {"date-year": "2019", "state": "estimated"}, "about 2019"),
        ("expected", {"date-year": "2026", "date-month": "11"}, "November 2026"),
        ("sex", {"sex": "female"}, "Female"),
        ("identifier", {"scheme": "nhs", "value": "943 476 5918"}, "check digit does not fit"),
        ("address", {"address": "uk", "lines": "14 Zebrafinch Row", "postcode": "ZZ99 3VZ"}, "14 Zebrafinch Row"),
        ("contact", {"way": "telephone", "value": "01632", "safe": "no", "times": "before three"}, "before three"),
        ("needs", {"need": "interpreter", "words": "Polish"}, "Polish"),
        ("responsibility", {"who": "Her mother", "holds": "not_known"}, "Her mother: Not known"),
        ("household", {"name": "The Row", "from-year": "2026", "from-month": "1", "from-day": "2"}, "since 2 January"),
    ],
)  # fmt: skip
def test_each_kind_of_fact_has_its_form(place: Place, kind: str, typed: dict[str, str], shown: str) -> None:
    person = begun(place)
    client = place.client(SCREENER)
    address = f"/oakfield/people/{person}/record-{kind}"
    done = client.post(address, data={**form_of(client.get(address)), **typed})
    assert done.status_code == 302
    assert shown in soup(client.get(f"/oakfield/people/{person}")).select_one("main").text


def test_a_part_in_a_case_stands_with_its_case(place: Place) -> None:
    case, person = place.receives()["case"], begun(place)
    client = place.client(SCREENER)
    address = f"/oakfield/people/{person}/record-relationship"
    typed = {"role": "younger sister", "to": "Ben Sample", "case": case.lower()}
    assert client.post(address, data={**form_of(client.get(address)), **typed}).status_code == 302
    record = soup(client.get(f"/oakfield/people/{person}")).select_one("main").text
    assert "younger sister of Ben Sample" in record
    assert f"case {case}" in record


@pytest.mark.parametrize(
    ("kind", "typed", "wrong"),
    [
        ("born", {"date-year": "2019", "date-month": "2", "date-day": "30", "state": "exact"}, "date"),
        ("born", {"date-year": "2030", "state": "partial"}, "still to come"),
        ("address", {"address": "uk", "from-year": "2026"}, "day, month and year"),
        ("relationship", {"role": "sister", "to": "Ben"}, "in which case"),
        ("name", {"name": "", "use": "legal"}, "Write the name"),
        ("needs", {"need": "interpreter", "words": "Polish", "case": "NOCASE99"}, "eight letters and digits"),
    ],
)
def test_what_cannot_be_is_not_done_yet_and_kept(place: Place, kind: str, typed: dict[str, str], wrong: str) -> None:
    person = begun(place)
    client = place.client(SCREENER)
    address = f"/oakfield/people/{person}/record-{kind}"
    answer = client.post(address, data={**form_of(client.get(address)), **typed})
    assert answer.status_code == 422
    assert wrong in soup(answer).select_one(".govuk-error-summary").text


def test_two_records_are_linked_with_a_reason_and_parted_again(place: Place) -> None:
    one, two = begun(place), begun(place, "Mia Quillfether")
    client = place.client(MANAGER)
    link = f"/oakfield/people/{one}/link"
    form = form_of(client.get(link))
    assert client.post(link, data={**form, "other": two}).status_code == 422
    assert client.post(link, data={**form, "other": two, "why": "One birth certificate."}).status_code == 302
    assert f"({two})" in soup(client.get(f"/oakfield/people/{one}")).select_one("main").text
    assert f"({one})" in soup(client.get(f"/oakfield/people/{two}")).select_one("main").text
    part = f"/oakfield/people/{one}/part"
    assert client.post(part, data={**form_of(client.get(part)), "why": "Two after all."}).status_code == 302
    assert f"({two})" not in soup(client.get(f"/oakfield/people/{one}")).select_one("main").text


def test_nobody_is_linked_with_a_person_of_another_hub(place: Place) -> None:
    one, other = begun(place), begun(place, hub="elmbridge", actor=ELSEWHERE)
    client = place.client(MANAGER)
    link = f"/oakfield/people/{one}/link"
    answer = client.post(link, data={**form_of(client.get(link)), "other": other, "why": "x"})
    assert answer.status_code == 422
    assert "no such person in this hub" in soup(answer).text.lower() or "of other hubs" in soup(answer).text


def test_a_page_that_was_drawn_before_a_change_is_told_so(place: Place) -> None:
    person = begun(place)
    client = place.client(MANAGER)
    address = f"/oakfield/people/{person}/seal"
    form = form_of(client.get(address))
    acts(place, person, commands.Record((Told("name", {"use": "alias", "name": "Mya"}),)))
    answer = client.post(address, data={**form, "keepers": [MANAGER.id], "why": "Adopted."})
    assert answer.status_code == 422
    assert "changed while you were looking" in soup(answer).text


def test_a_sealed_record_is_there_for_its_keeper_alone(place: Place) -> None:
    person = begun(place, year=2019, month=3, day=12)
    acts(place, person, commands.Seal((MANAGER.id,), "A new name after adoption."))
    case = place.receives(subjects=(MIA,))["case"]
    screener = place.client(SCREENER)
    assert person in found(search(place, "Mia Quillfeather", MANAGER))
    assert person not in found(search(place, "Mia Quillfeather", SCREENER))
    assert screener.get(f"/oakfield/people/{person}").status_code == 404
    assert screener.get(f"/oakfield/people/{person}/record-name").status_code == 404
    for page in (screener.get(f"/oakfield/cases/{case}"), screener.get("/oakfield/people")):
        assert person not in page.get_data(as_text=True)
    link = form_of(screener.get(f"/oakfield/people/{begun(place, 'Ben Sample')}/link"))
    assert "other" in link


def test_the_keeper_is_told_of_a_match_and_answers_and_the_searcher_is_not(place: Place) -> None:
    person = begun(place, year=2019, month=3, day=12)
    acts(place, person, commands.Seal((MANAGER.id,), "A new name after adoption."))
    case = place.receives(subjects=(MIA,))["case"]
    with place.hubwright.store.reading("oakfield") as reading:
        assert [row["kind"] for row in reading.rows("outbox", scope=Everything())].count("keepers") == 1
    assert tell_keepers(place.hubwright.house, hub="oakfield", case=case) == 1
    assert tell_keepers(place.hubwright.house, hub="oakfield", case=case) == 0
    assert case in soup(place.client(MANAGER).get("/oakfield/people")).select_one("main").text
    assert case not in soup(place.client(SCREENER).get("/oakfield/people")).select_one("main").text
    assert person not in place.client(SCREENER).get(f"/oakfield/cases/{case}").get_data(as_text=True)
    client = place.client(MANAGER)
    page = client.get(f"/oakfield/people/{person}")
    form = form_with(page, "answer")
    done = client.post(f"/oakfield/people/{person}/answer", data={**form, "answer": "not_same"})
    assert done.status_code == 302
    assert "Waiting for your answer" not in client.get("/oakfield/people").get_data(as_text=True)


def test_a_person_added_to_a_case_later_is_looked_for_too(place: Place) -> None:
    person = begun(place, year=2019, month=3, day=12)
    case = place.receives(subjects=(Subject("", "Ben Sample"),))["case"]
    acts(place, person, commands.Seal((MANAGER.id,), "A witness."))
    act_on_case(
        place.hubwright.house,
        hub="oakfield",
        actor=SCREENER,
        deed="add",
        case=case,
        command=AddPerson(MIA, "Her mother said so."),
    )
    assert tell_keepers(place.hubwright.house, hub="oakfield", case=case) == 1


HIDDEN = Subject(
    "",
    "Zoe Wombatgate",
    address={**HOME, "protected": True},
    known={"telephone": {"number": "01632 960987", "protected": True}},
)


def test_a_protected_address_or_number_is_no_reason_for_who_may_not_see_it(place: Place) -> None:
    """The manager may see protected addresses, and is told of the match; nobody finds one by typing it."""
    place.receives(subjects=(HIDDEN,))
    case = place.receives(
        subjects=(Subject("", "Ben Sample", address=HOME, known={"telephone": {"number": "01632960987"}}),)
    )["case"]
    wide = soup(place.client(MANAGER).get(f"/oakfield/cases/{case}")).select_one("section:has(#matches)").text
    assert "Wombatgate" in wide
    assert "the same address" in wide
    for typed in ("Zebrafinch", "ZZ99 3VZ", "960987", "14 Zebrafinch Row"):
        assert found(search(place, typed, MANAGER)) == []


def test_an_address_protected_in_another_strand_is_no_reason_for_a_reader_of_one(place: Place) -> None:
    hidden = place.receives(subjects=(HIDDEN,))["case"]
    case = place.receives(subjects=(Subject("", "Ben Sample", address=HOME),))["case"]
    page = place.client(ADULTS).get(f"/oakfield/cases/{case}").get_data(as_text=True)
    assert "Ben Sample" in page
    assert hidden not in page
    assert "Wombatgate" not in page
    assert hidden in place.client(MANAGER).get(f"/oakfield/cases/{case}").get_data(as_text=True)


def test_a_restricted_case_is_found_counted_and_proposed_to_nobody_who_is_not_named(place: Place) -> None:
    kept = place.receives(subjects=(MIA,))["case"]
    open_one = place.receives(subjects=(MIA,))["case"]
    client = place.client(MANAGER)
    page = client.get(f"/oakfield/cases/{kept}")
    client.post(f"/oakfield/cases/{kept}/matches", data={**form_with(page, "answer"), "answer": "same"})
    person = next(one for one in found(search(place, "Mia Quillfeather", MANAGER)) if one not in (kept, open_one))
    named = ((MANAGER.id, MANAGER.name),)
    place.does(MANAGER, kept, Restrict(level="restricted", reason="A colleague's family.", named=named))
    assert kept in client.get(f"/oakfield/people/{person}").get_data(as_text=True)
    screener = place.client(SCREENER)
    answers = [
        screener.get(f"/oakfield/cases/{open_one}"),
        screener.get(f"/oakfield/people/{person}"),
        search(place, "Mia Quillfeather"),
        search(place, "Quillfeather"),
    ]
    for answer in answers:
        assert answer.status_code == 200
        assert kept not in answer.get_data(as_text=True)
    assert "1 case that you may see" in soup(answers[1]).text


def test_a_person_known_from_a_restricted_case_alone_is_known_to_nobody_else(place: Place) -> None:
    kept = place.receives(subjects=(MIA,))["case"]
    told = (Told("name", {"use": "legal", "name": "Mia Quillfeather"}, kept),)
    done = begin_a_person(
        place.hubwright.house, hub="oakfield", actor=MANAGER, deed="b", command=commands.Begin(told, (), (kept, "p1"))
    )
    person = done.result["person"]
    place.does(MANAGER, kept, Restrict(level="restricted", reason="x", named=((MANAGER.id, MANAGER.name),)))
    assert place.client(SCREENER).get(f"/oakfield/people/{person}").status_code == 404
    assert found(search(place, "Mia Quillfeather")) == []
    assert found(search(place, "Mia Quillfeather", MANAGER)) == [person]


def test_what_a_page_of_people_asks_does_not_grow_with_how_many_there_are(place: Place) -> None:
    for number in range(12):
        place.receives(subjects=(Subject("", f"Mia Quillfeather {number}"),))
        begun(place, f"Mia Quillfeather {number}")
    assert len(found(search(place, "Mia Quillfeather"))) == 24


def test_a_record_begins_on_its_page(place: Place) -> None:
    client = place.client(SCREENER)
    form = form_of(client.get("/oakfield/people/begin"))
    empty = client.post("/oakfield/people/begin", data={**form, "pathways": ["child"]})
    assert empty.status_code == 422
    typed = {"name": "Zoë O'Brien", "use": "legal", "date-year": "2019", "state": "partial", "pathways": ["child"]}
    done = client.post("/oakfield/people/begin", data={**form, **typed})
    assert done.status_code == 302
    assert "Zoë O'Brien" in client.get(done.headers["Location"]).get_data(as_text=True).replace("&#39;", "'")


def test_no_page_of_people_asks_more_than_it_says_nor_writes_more_than_its_line_in_the_read_log(place: Place) -> None:
    first = place.receives(subjects=(MIA, Subject("", "Ben Quillfeather", address=HOME)))["case"]
    case = place.receives(subjects=(MIA, Subject("", "Ben Quillfether", address=HOME)))["case"]
    client = place.client(MANAGER)
    for ref in (first, case):
        form = form_with(client.get(f"/oakfield/cases/{ref}"), "answer")
        client.post(f"/oakfield/cases/{ref}/matches", data={**form, "answer": "same"})
    person = found(search(place, "Mia Quillfeather", MANAGER))[0]
    sent: list[str] = []
    engines = place.hubwright.store.engines
    for engine in (engines.read, engines.write):
        event.listen(engine, "before_cursor_execute", lambda *said: sent.append(said[2]))
    over = []
    for route in ROUTES:
        if "GET" in route.methods and (route.endpoint.startswith("people.") or route.endpoint == "work.case"):
            ref = case if route.endpoint == "work.case" else person
            path = route.rule.replace("<hub>", "oakfield").replace("<ref>", ref).replace("<deed>", "record-name")
            sent.clear()
            assert client.get(path).status_code == 200, path
            asked = [one for one in sent if not one.startswith(("BEGIN", "PRAGMA"))]
            if len(asked) > route.statements:
                over.append((route.endpoint, len(asked), route.statements))
            written = [one for one in asked if not one.startswith("SELECT")]
            assert len(written) == (1 if route.reads else 0), path
    assert over == []
