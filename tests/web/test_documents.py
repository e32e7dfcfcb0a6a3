"""Documents as pages: asked for, waited for, taken by whoever asked and nobody else, and said where there is none."""

from __future__ import annotations

from typing import Any

from hubwright.actions.run_the_hub import end_a_seat
from hubwright.domain.access.scope import Everything
from hubwright.domain.cases import commands as c
from hubwright.domain.cases.entries import OPERATOR
from hubwright.domain.documents.document import Document
from hubwright.jobs import Worker, turn
from hubwright.testing.stories import MANAGER, POLICE, SCREENER

from tests.web.conftest import Place, form_of, soup

PDF = b"%PDF-1.7 a document"


class Press:
    def pdf(self, document: Document) -> bytes:
        return PDF


def work(place: Place) -> None:
    worker: Worker = place.hubwright.worker()
    object.__setattr__(worker, "printer", Press())
    turn(worker)
    for printing in list(worker.printing.values()):
        printing.thread.join(20)
    turn(worker)


def ask(client: Any, case: str, **parts: str) -> Any:
    path = f"/oakfield/cases/{case}/documents"
    values = {"kind": "chronology", "issued_to": "Ms P. O'Neil", "for": "hub", **parts}
    return client.post(path, data={**form_of(client.get(path)), **values})


def words(answer: Any) -> str:
    return str(soup(answer).get_text(" ", strip=True))


def test_a_document_is_asked_for_waited_for_and_taken(place: Place) -> None:
    case, client = place.asked(), place.client(MANAGER)
    assert "Make a document, or take one" in words(client.get(f"/oakfield/cases/{case}"))
    sent = ask(client, case)
    assert sent.status_code == 302
    waiting = client.get(sent.location)
    assert "Waiting to be made" in words(waiting)
    assert soup(waiting).select_one("noscript") is not None
    assert client.get(f"{sent.location}/file").status_code == 404
    work(place)
    ready = client.get(sent.location)
    assert "Ready" in words(ready)
    assert soup(ready).select_one("[data-document-waits]") is None
    taken = client.get(soup(ready).select_one("a[download]")["href"])  # type: ignore[index]
    assert (taken.data, taken.mimetype) == (PDF, "application/pdf")
    assert taken.headers["Content-Disposition"] == f"attachment; filename*=UTF-8''{case}-chronology.pdf"
    assert "sandbox" in taken.headers["Content-Security-Policy"]
    assert "Ms P. O'Neil" in words(client.get(f"/oakfield/cases/{case}/documents"))


def test_taking_it_is_on_record_under_the_case(place: Place) -> None:
    case, client = place.asked(), place.client(MANAGER)
    at = ask(client, case).location
    work(place)
    client.get(f"{at}/file")
    with place.hubwright.store.reading("oakfield") as reading:
        rows = reading.rows("read_log", scope=Everything(), where={"what": "document"})
    assert [(row["user_id"], row["case_ref"], row["purpose"]) for row in rows] == [(MANAGER.id, case, "seen")]


def test_nobody_else_finds_it_or_takes_it(place: Place) -> None:
    case, client = place.asked(), place.client(MANAGER)
    at = ask(client, case).location
    work(place)
    for other in (SCREENER, POLICE, None):
        for path in (at, f"{at}/file"):
            assert place.client(other).get(path).status_code in (302, 403, 404)
    assert "Documents that you asked for" not in words(place.client(SCREENER).get(f"/oakfield/cases/{case}/documents"))
    assert place.client(MANAGER).get(at.replace(case, "ZZZZZZZZ")).status_code == 404


def test_whoever_has_left_takes_nothing_away(place: Place) -> None:
    case, client = place.asked(), place.client(MANAGER)
    at = ask(client, case).location
    work(place)
    end_a_seat(place.hubwright.house, hub="oakfield", actor=OPERATOR, deed="e", seat=f"seat-{MANAGER.id}", why="Left.")
    place.clock.later(minutes=1)
    assert client.get(f"{at}/file").status_code in (302, 403, 404)


def test_everything_that_is_missing_is_said_at_once_and_what_was_typed_stays(place: Place) -> None:
    case, client = place.asked(), place.client(MANAGER)
    answer = ask(client, case, kind="conference_summary", issued_to=" ", words="Diolch \U0001f600")
    assert answer.status_code == 422
    links = [one["href"] for one in soup(answer).select(".govuk-error-summary a")]
    assert {"#issued_to", "#subject"} <= set(links)
    assert "Diolch \U0001f600" in answer.get_data(as_text=True)


def test_what_stops_a_document_is_shown_with_what_to_do(place: Place) -> None:
    case, client = place.asked(), place.client(MANAGER)
    place.does(SCREENER, case, c.Rate("child", "urgent", "Jo Secret rang <b>again</b>."))
    at = ask(client, case, kind="conference_summary", subject="p1").location
    work(place)
    said = words(client.get(at))
    assert "something in it may give away what is protected" in said
    assert "Jo Secret" in said
    assert "Then ask again." in said


def test_a_chronology_for_somebody_outside_is_stopped_and_goes_with_a_reason_on_record(place: Place) -> None:
    case, client = place.asked(), place.client(MANAGER)
    place.does(SCREENER, case, c.Rate("child", "urgent", "Jo Secret rang <b>again</b>."))
    at = ask(client, case, **{"for": "outside"}).location
    work(place)
    said = words(client.get(at))
    assert "Jo Secret" in said
    assert "say why it may go out all the same" in said
    again = ask(client, case, **{"for": "outside"}, found="The court has ordered the whole file.").location
    work(place)
    assert "Take the PDF file" in words(client.get(again))
    with place.hubwright.house.store.reading("oakfield") as reading:
        out = [one for one in reading.entries(f"case:{case}") if one.type == "case.let_out"]
    assert [one.body["reason"] for one in out] == ["The court has ordered the whole file."]
    later = ask(client, case, **{"for": "outside"}).location
    work(place)
    assert "Jo Secret" in words(client.get(later))


def test_whether_it_leaves_the_hub_is_always_said(place: Place) -> None:
    case, client = place.asked(), place.client(MANAGER)
    answer = ask(client, case, **{"for": ""})
    assert answer.status_code == 422
    assert "#for" in [one["href"] for one in soup(answer).select(".govuk-error-summary a")]


def test_a_printing_that_fails_says_so(place: Place) -> None:
    case, client = place.asked(), place.client(MANAGER)
    at = ask(client, case).location
    worker = place.hubwright.worker()

    class Broken:
        def pdf(self, document: Document) -> bytes:
            raise ValueError(document.title)

    object.__setattr__(worker, "printer", Broken())
    turn(worker)
    for printing in list(worker.printing.values()):
        printing.thread.join(20)
    turn(worker)
    assert "Printing broke off. " in words(client.get(at))


def test_the_same_page_sent_twice_leads_to_the_same_document(place: Place) -> None:
    case, client = place.asked(), place.client(MANAGER)
    path = f"/oakfield/cases/{case}/documents"
    form = {**form_of(client.get(path)), "kind": "chronology", "issued_to": "Somebody", "for": "hub"}
    assert client.post(path, data=form).location == client.post(path, data=form).location


def test_a_language_that_the_hub_does_not_serve_is_its_own(place: Place) -> None:
    case, client = place.asked(), place.client(MANAGER)
    at = ask(client, case, language="xx'; DROP").location
    work(place)
    assert "Ready" in words(client.get(at))
