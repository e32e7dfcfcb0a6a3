"""Files on a case, through its pages: handed in, looked into, opened by whoever may, and by nobody else."""

from __future__ import annotations

import io
from typing import Any

import pytest
from hubwright.domain.access.scope import Everything
from hubwright.jobs.turn import turn
from hubwright.scanning import scanner_from_url
from hubwright.testing.stories import HEALTH, MANAGER, SCREENER
from hubwright.web import uploads
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from tests.scanning.daemon import MALWARE, daemon
from tests.web.conftest import ADULTS, ELSEWHERE, Place, form_of, soup

PICTURE = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01" + b"of an arm" * 50_000


def hands_in(client: Any, case: str, content: bytes = PICTURE, name: str = "arm.jpg", **more: str) -> Any:
    path = f"/oakfield/cases/{case}/files"
    values = {**form_of(client.get(path)), "kind": "photograph", "about": "Left arm.", **more}
    values["file"] = FileStorage(io.BytesIO(content), filename=name)
    # Made in memory: the client's own way leaves a temporary file open.
    boundary, body = encode_multipart(values)
    return client.post(path, data=body, content_type=f"multipart/form-data; boundary={boundary}")


def opens(client: Any, case: str) -> str:
    """The address of the case's only file that can be opened, or ""."""
    link = soup(client.get(f"/oakfield/cases/{case}")).select_one(".hw-files a")
    return str(link["href"]) if link else ""


def scanned(place: Place, url: str) -> None:
    worker = place.hubwright.worker()
    turn(type(worker)(**{**{f: getattr(worker, f) for f in worker.__slots__}, "scanner": scanner_from_url(url)}))


def test_a_photograph_can_be_opened_once_something_has_looked_into_it(place: Place) -> None:
    case, screener = place.receives()["case"], place.client(SCREENER)
    assert hands_in(screener, case).status_code == 302
    page = soup(screener.get(f"/oakfield/cases/{case}")).select_one("#files").parent.get_text(" ", strip=True)
    assert "arm.jpg" in page
    assert "Being looked into" in page
    assert opens(screener, case) == ""
    with daemon() as url:
        scanned(place, url)
    answer = screener.get(opens(screener, case))
    assert answer.data == PICTURE
    assert answer.mimetype == "image/jpeg"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in answer.headers["Cache-Control"]


def test_each_opening_is_on_record_before_its_first_byte(place: Place) -> None:
    case, screener = place.receives()["case"], place.client(SCREENER)
    hands_in(screener, case)
    with daemon() as url:
        scanned(place, url)
    address = opens(screener, case)
    screener.get(address)
    with place.hubwright.store.reading("oakfield") as reading:
        rows = reading.rows("read_log", scope=Everything(), where={"what": "file"})
    assert [(row["user_id"], row["reference"]) for row in rows] == [(SCREENER.id, "/".join(address.split("/")[3:6:2]))]


def test_an_infected_file_stays_closed_and_the_case_says_so(place: Place) -> None:
    case, screener = place.receives()["case"], place.client(SCREENER)
    hands_in(screener, case, PICTURE + MALWARE)
    with daemon() as url:
        scanned(place, url)
    page = screener.get(f"/oakfield/cases/{case}").get_data(as_text=True)
    assert "Malware was found in it" in page
    assert opens(screener, case) == ""
    with place.hubwright.store.reading("oakfield") as reading:
        file = reading.rows("file_row", scope=Everything())[0]["file"]
    assert screener.get(f"/oakfield/cases/{case}/files/{file}").status_code == 404


def test_without_a_scanner_the_file_stays_closed_unless_the_hub_says_otherwise(place: Place) -> None:
    case, screener = place.receives()["case"], place.client(SCREENER)
    hands_in(screener, case)
    turn(place.hubwright.worker())
    assert "Nobody has looked into it for malware" in screener.get(f"/oakfield/cases/{case}").get_data(as_text=True)
    assert opens(screener, case) == ""


def test_a_scanner_that_is_away_leaves_the_file_in_quarantine_for_the_next_turn(place: Place) -> None:
    case, screener = place.receives()["case"], place.client(SCREENER)
    hands_in(screener, case)
    with daemon() as url:
        pass
    scanned(place, url)
    assert "Being looked into" in screener.get(f"/oakfield/cases/{case}").get_data(as_text=True)


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"<!doctype html><script>alert(1)</script>", "arm.jpg", "not a kind of file"),
        (b"%PDF-1.7\n1 0 obj\n%%EOF", "arm.jpg", "what is in it is something else"),
        (b"", "arm.jpg", "empty"),
        (PICTURE * 50, "arm.jpg", "larger than 20 MB"),
    ],
)
def test_a_file_that_cannot_be_taken_leaves_its_name_and_the_words(place: Place, content, name, said) -> None:
    case, screener = place.receives()["case"], place.client(SCREENER)
    answer = hands_in(screener, case, content, name)
    assert answer.status_code == 422
    page = soup(answer)
    assert said in page.select_one(".govuk-error-summary").get_text(" ", strip=True)
    assert name in page.get_text(" ", strip=True)
    assert page.select_one("textarea[name=about]").text.strip() == "Left arm."
    assert place.hubwright.store.files.quarantined("oakfield", limit=9) == []


def test_what_is_missing_is_said_all_at_once(place: Place) -> None:
    case, screener = place.receives()["case"], place.client(SCREENER)
    answer = hands_in(screener, case, b"", kind="")
    assert len(soup(answer).select(".govuk-error-summary li")) == 2


def test_a_file_far_too_large_costs_nobody_their_words(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "LARGEST", 21_000_000)
    case, screener = place.receives()["case"], place.client(SCREENER)
    answer = hands_in(screener, case, b"\xff\xd8\xff" + b"x" * 30_000_000)
    assert answer.status_code == 422
    assert "Left arm." in answer.get_data(as_text=True)


def test_nobody_else_opens_it_or_learns_that_it_is_there(place: Place) -> None:
    case, screener = place.receives()["case"], place.client(SCREENER)
    hands_in(screener, case, about="Left arm.")
    with daemon() as url:
        scanned(place, url)
    address = opens(screener, case)
    for other in (ADULTS, HEALTH):
        assert place.client(other).get(address).status_code in (403, 404)
    assert place.client(ELSEWHERE).get(address.replace("oakfield", "elmbridge")).status_code == 404
    assert place.client().get(address).status_code == 302  # to the sign-in page
    other = place.receives()["case"]
    assert screener.get(address.replace(case, other)).status_code == 404
    assert place.client(MANAGER).get(address).status_code == 200


def test_a_page_open_too_long_keeps_nothing_and_says_so(place: Place) -> None:
    case = place.receives()["case"]
    answer = place.client(SCREENER).post(
        f"/oakfield/cases/{case}/files",
        data={"file": (io.BytesIO(PICTURE), "arm.jpg"), "about": "Left arm."},
        content_type="multipart/form-data",
    )
    assert answer.status_code == 400
    assert "Left arm." in answer.get_data(as_text=True)
    assert place.hubwright.store.files.quarantined("oakfield", limit=9) == []
