"""An ordinary day at the hub, page by page: read, rate, ask, answer, decide, tell, close."""

from __future__ import annotations

from typing import Any

from hubwright.domain.cases.apply import case_of
from hubwright.domain.cases.commands import ActNow, RaiseAlarm, Rate, Return, Subject
from hubwright.domain.cases.entries import WORKER
from hubwright.domain.cases.state import CaseState
from hubwright.testing.stories import HEALTH, MANAGER, POLICE, SCREENER
from hubwright.web.work.deeds import DEEDS

from tests.web.conftest import Place, form_of, soup


def state(place: Place, case: str) -> CaseState:
    with place.hubwright.store.reading("oakfield") as reading:
        found = case_of(reading.entries(f"case:{case}"))
    assert found is not None
    return found


def sends(client: Any, path: str, **values: Any) -> Any:
    """Fill in the form of a page and send it."""
    return client.post(path, data={**form_of(client.get(path)), **values})


def errors(answer: Any) -> str:
    summary = soup(answer).select_one(".govuk-error-summary")
    return summary.get_text(" ", strip=True) if summary else ""


def test_a_child_referral_goes_from_unread_to_closed(place: Place) -> None:
    received = place.receives()
    case, path = received["case"], f"/oakfield/cases/{received['case']}"
    screener, manager = place.client(SCREENER), place.client(MANAGER)
    assert "Not read" in screener.get("/oakfield/queue").get_data(as_text=True)

    assert sends(screener, f"{path}/read").status_code == 302
    assert sends(screener, f"{path}/rate", tier="urgent", reason="Two bruises, two stories.").status_code == 302
    assert sends(screener, f"{path}/ask", shared="Bruises seen at school.").status_code == 302
    assert [check.agency for check in state(place, case).waiting()] == ["police", "health"]

    police, health = place.client(POLICE), place.client(HEALTH)
    assert f"{case}-q1" in police.get("/oakfield/checks").get_data(as_text=True)
    answered = sends(police, f"/oakfield/checks/{case}/q1", kind="shared", text="Called twice this year.")
    assert answered.status_code == 302
    assert sends(health, f"/oakfield/checks/{case}/q2", kind="not_known").status_code == 302

    assert "Called twice this year." in manager.get(path).get_data(as_text=True)
    assert sends(manager, f"{path}/decide", route="assess", reasons="Harm is likely.").status_code == 302
    assert sends(manager, f"{path}/answer", accepted="yes", by="Jo of the team").status_code == 302
    assert sends(manager, f"{path}/tell", how="email", moment="outcome").status_code == 302
    assert sends(manager, f"{path}/close", reason="All is done.").status_code == 302
    after = state(place, case)
    assert after.standing == "closed"
    assert [decision.route for decision in after.decisions] == ["assess"]
    with place.hubwright.store.reading("oakfield") as reading:
        assert case not in {row["case_ref"] for row in _open_rows(reading)}


def _open_rows(reading: Any) -> Any:
    from hubwright.domain.access.scope import Everything

    return reading.rows("case_row", scope=Everything(), where={"closed": None})


def test_every_refusal_says_why_and_keeps_what_was_typed(place: Place) -> None:
    case = place.asked()
    path = f"/oakfield/cases/{case}/decide"
    answer = sends(place.client(MANAGER), path, route="advice", reasons="A long and careful reason.", advice="")
    assert answer.status_code == 422
    assert "advice" in errors(answer)
    assert "A long and careful reason." in answer.get_data(as_text=True)
    assert state(place, case).decisions == ()


def test_a_screener_who_is_not_the_decider_is_told_who_is(place: Place) -> None:
    case = place.asked()
    path = f"/oakfield/cases/{case}/decide"
    answer = sends(place.client(SCREENER), path, route="assess", reasons="x", reason_without="x")
    assert answer.status_code == 422
    assert "This is decided by: Hub manager." in errors(answer)


def test_a_stale_page_comes_back_with_the_difference_and_what_was_typed(place: Place) -> None:
    case = place.receives()["case"]
    client, path = place.client(SCREENER), f"/oakfield/cases/{case}/rate"
    form = form_of(client.get(path))
    place.does(MANAGER, case, Rate("child", "soon", "Seen by the manager."))
    answer = client.post(path, data={**form, "tier": "urgent", "reason": "My own reason."})
    assert answer.status_code == 409
    page = answer.get_data(as_text=True)
    assert "Rated" in page
    assert MANAGER.name in page
    assert "My own reason." in page
    again = client.post(path, data={**form_of(answer), "tier": "urgent", "reason": "My own reason."})
    assert again.status_code == 302
    rating = state(place, case).rating("child")
    assert rating is not None
    assert rating.tier == "urgent"


def test_a_page_drawn_before_something_that_does_not_matter_goes_through(place: Place) -> None:
    case = place.receives()["case"]
    client, path = place.client(SCREENER), f"/oakfield/cases/{case}/note"
    form = form_of(client.get(path))
    place.does(MANAGER, case, Rate("child", "soon"))
    assert client.post(path, data={**form, "text": "Rang the school.", "nature": "fact"}).status_code == 302


def test_the_same_page_sent_twice_is_one_deed(place: Place) -> None:
    case = place.receives()["case"]
    client, path = place.client(SCREENER), f"/oakfield/cases/{case}/note"
    form = {**form_of(client.get(path)), "text": "Rang the school.", "nature": "fact"}
    assert client.post(path, data=form).status_code == 302
    before = state(place, case).head
    assert client.post(path, data=form).status_code == 302
    assert state(place, case).head == before


def test_a_form_without_its_token_is_asked_again_with_everything_typed(place: Place) -> None:
    case = place.receives()["case"]
    client, path = place.client(SCREENER), f"/oakfield/cases/{case}/note"
    form = {**form_of(client.get(path)), "text": "Rang the school.", "nature": "fact", "csrf_token": "old"}
    answer = client.post(path, data=form)
    assert answer.status_code == 400
    assert "Rang the school." in answer.get_data(as_text=True)
    head = state(place, case).head
    assert client.post(path, data=form_of(answer)).status_code == 302
    assert state(place, case).head == head + 1


def test_a_locked_page_keeps_what_was_typed_until_the_password_is_given(place: Place) -> None:
    from hubwright.web.sign_in import passwords

    passwords.choose(place.hubwright, SCREENER.id, "three fictional words")
    case = place.receives()["case"]
    client, path = place.client(SCREENER), f"/oakfield/cases/{case}/note"
    form = {**form_of(client.get(path)), "text": "Rang the school.", "nature": "fact"}
    place.clock.later(minutes=31)
    answer = client.post(path, data=form)
    assert answer.status_code == 401
    wrong = client.post(path, data={**form_of(answer), "unlock_password": "not this one at all"})
    assert wrong.status_code == 401
    head = state(place, case).head
    right = client.post(path, data={**form_of(wrong), "unlock_password": "three fictional words"})
    assert right.status_code == 302
    assert state(place, case).head == head + 1


def test_immediate_action_needs_no_words_from_any_stage(place: Place) -> None:
    case = place.receives()["case"]
    path = f"/oakfield/cases/{case}/act-now"
    assert sends(place.client(SCREENER), path).status_code == 302
    page = place.client(SCREENER).get(f"/oakfield/cases/{case}").get_data(as_text=True)
    assert "Immediate action was started first" in page
    assert state(place, case).actions


def test_a_person_added_later_gets_an_outcome_of_their_own(place: Place) -> None:
    case = place.receives()["case"]
    path = f"/oakfield/cases/{case}/add-person"
    no_date = {"born-day": "31", "born-month": "2", "born-year": "2020"}
    bad = sends(place.client(SCREENER), path, name="Ben Example", **no_date)
    assert bad.status_code == 422
    assert "date" in errors(bad)
    assert soup(bad).select_one('[name="born-day"]')["value"] == "31"  # type: ignore[index]
    done = sends(place.client(SCREENER), path, name="", role="unborn brother or sister", unborn="yes")
    assert done.status_code == 302
    assert [subject.unborn for subject in state(place, case).subjects.values()] == [False, True]
    assert len(state(place, case).undecided()) == 2


def test_an_alarm_is_taken_on_by_name(place: Place) -> None:
    case = place.receives(danger=True)["case"]
    client = place.client(SCREENER)
    page = client.get(f"/oakfield/cases/{case}")
    assert "someone is in danger now" in page.get_data(as_text=True)
    form = form_of(page, 0)
    assert client.post(f"/oakfield/cases/{case}/take-on", data=form).status_code == 302
    assert [alarm.acknowledged_by for alarm in state(place, case).alarms.values()] == [SCREENER.name]


def test_a_late_answer_after_closing_is_taken(place: Place) -> None:
    case = place.asked()
    place.does(MANAGER, case, ActNow("Visited at once.", route="protect"))
    answer = sends(place.client(POLICE), f"/oakfield/checks/{case}/q1", kind="known_nothing_relevant")
    assert answer.status_code == 302
    assert state(place, case).checks["q1"].state == "answered"


def test_what_an_agency_answered_is_kept_when_it_answers_again(place: Place) -> None:
    case = place.asked()
    place.does(POLICE, case, Return("q1", "shared", text="First answer."))
    sends(place.client(POLICE), f"/oakfield/checks/{case}/q1", kind="shared", text="Second answer.")
    check = state(place, case).checks["q1"]
    assert check.answer is not None
    assert check.answer["text"] == "Second answer."
    assert [earlier["text"] for earlier in check.earlier] == ["First answer."]


def test_a_closure_moves_open_clocks_and_says_why(place: Place) -> None:
    case = place.receives()["case"]
    before = {clock.id: clock.due for clock in state(place, case).running()}
    manager = place.client(MANAGER)
    values = {"day-day": "9", "day-month": "6", "day-year": "2026", "why": "The building is flooded"}
    form = form_of(manager.get("/oakfield/today"), 0)
    assert manager.post("/oakfield/today", data={**form, **values}).status_code == 302
    after = state(place, case)
    assert all(clock.due >= before[clock.id] for clock in after.running())
    assert any(clock.due > before[clock.id] for clock in after.running())
    assert "The building is flooded" in manager.get(f"/oakfield/cases/{case}").get_data(as_text=True)


def test_an_adult_and_a_child_in_one_contact_are_two_strands_of_one_case(place: Place) -> None:
    subjects = (Subject("", "Mia Example", born={"year": 2019}), Subject("", "Gran Example", born={"year": 1944}))
    case = place.receives(subjects=subjects)["case"]
    from tests.web.conftest import ADULTS

    seen = place.client(ADULTS).get(f"/oakfield/cases/{case}").get_data(as_text=True)
    assert "Gran Example" in seen
    assert "Mia Example" not in seen.split("What was said")[0]
    whole = place.client(SCREENER).get(f"/oakfield/cases/{case}").get_data(as_text=True)
    assert "Mia Example" in whole
    assert "Gran Example" in whole


def test_hostile_forms_never_break_a_page(place: Place) -> None:
    case = place.asked()
    client = place.client(MANAGER)
    hostile = {
        "pathway": "../../etc",
        "tier": "\x00",
        "subject": "p999",
        "route": "<script>x",
        "number": "9" * 500,
        "whom": ":::",
        "contact": "nope",
        "how": "\u2620",
        "moment": "x" * 5000,
        "drawn_from": "-1e9",
        "alarm": "a999",
        "owner": "' OR 1=1 --",
        "born-year": "999999999",
        "sets": "x",
        "agencies": "y",
        "subjects": "z",
    }
    for deed in DEEDS:
        answer = sends(client, f"/oakfield/cases/{case}/{deed}", **hostile)
        assert answer.status_code in (302, 409, 422), deed
        assert "<script>x" not in answer.get_data(as_text=True)
    assert client.get(f"/oakfield/cases/{case}/no-such-deed").status_code == 404
    assert client.get("/oakfield/queue?page=99999999999999&tier=%00&agency=x&sort=y&view=z").status_code == 200


def address(rule: str, case: str) -> str:
    for name, value in {"<hub>": "oakfield", "<ref>": case, "<deed>": "rate", "<ask>": "q1"}.items():
        rule = rule.replace(name, value)
    return rule


def test_no_get_writes_more_than_its_line_in_the_read_log_nor_asks_more_than_it_says(place: Place) -> None:
    from hubwright.web.routes import ROUTES
    from sqlalchemy import event

    case = place.asked()
    sent: list[str] = []
    written: list[str] = []
    engines = place.hubwright.store.engines

    def count(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        sent.append(statement)

    def count_writes(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        sent.append(statement)
        if not statement.startswith(("BEGIN", "PRAGMA", "SELECT")):
            written.append(statement)

    event.listen(engines.read, "before_cursor_execute", count)
    event.listen(engines.write, "before_cursor_execute", count_writes)
    client = place.client(MANAGER)
    over = []
    for route in ROUTES:
        if "GET" not in route.methods or not route.endpoint.startswith("work."):
            continue
        if "<" in address(route.rule, case):
            continue  # of a thing that is not on this case; each has a test of its own that opens one
        path = address(route.rule, case)
        sent.clear()
        written.clear()
        assert client.get(path).status_code == 200, path
        if len(sent) > route.statements:
            over.append((route.endpoint, len(sent), route.statements))
        assert [one for one in written if "read_log" not in one] == [], path
        assert len(written) == (1 if route.reads else 0), path
    assert not over


def test_a_link_can_name_a_strand_and_puts_no_words_into_a_form(place: Place) -> None:
    case = place.asked()
    path = f"/oakfield/cases/{case}/decide?pathway=child&reasons=Prepared+elsewhere&route=advice"
    page = place.client(MANAGER).get(path).get_data(as_text=True)
    assert "Prepared elsewhere" not in page.split("<main")[1]


def test_an_agency_sees_who_asks(place: Place) -> None:
    case = place.asked()
    assert f"Asked by {SCREENER.name}" in place.client(POLICE).get(f"/oakfield/checks/{case}/q1").get_data(as_text=True)


def test_several_missed_clocks_are_one_block_that_names_each(place: Place) -> None:
    case = place.receives(danger=True)["case"]
    place.clock.later(days=60)
    for clock in [id for id, clock in state(place, case).clocks.items() if clock.state == "running"]:
        place.does(WORKER, case, RaiseAlarm(clock))
    late = [one for one in state(place, case).alarms.values() if one.acknowledged is None]
    assert len(late) > 1
    client = place.client(SCREENER)
    page = soup(client.get(f"/oakfield/cases/{case}"))
    (block,) = page.select(".hw-alarm")
    named = [one.get_text() for one in block.select("li strong")]
    assert len(named) == len(set(named)) == len(late)
    assert any(": first look" in name for name in named)
    assert [button.get_text() for button in block.select("button")] == [f"I take this on: {name}" for name in named]
    asked = soup(client.get(f"/oakfield/cases/{case}/take-on")).select_one("main form")
    assert asked is not None
    assert [name for name in named if name not in asked.get_text(" ", strip=True)] == []


def test_on_a_telephone_the_first_case_of_the_queue_stands_above_the_form_that_saves_a_view(place: Place) -> None:
    case = place.receives()["case"]
    page = place.client(SCREENER).get("/oakfield/queue").get_data(as_text=True)
    assert page.index(case) < page.index("Save this view")
