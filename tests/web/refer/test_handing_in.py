"""A school hands in what it has: pictures and documents beside words, and what cannot be taken leaves its name."""

from __future__ import annotations

import io
from typing import Any

from hubwright.domain.answers.files import files_in
from hubwright.jobs.turn import turn

from tests.web.conftest import form_of, soup
from tests.web.refer.conftest import FORM, Referrer

PICTURE = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01" + b"of a map" * 900


def hands_in(referrer: Referrer, *files: tuple[bytes, str], act: str = "hand-in") -> Any:
    url = referrer.url("refer", FORM, "files")
    values: dict[str, Any] = {**form_of(referrer.client.get(url)), "act": act}
    values["f_handed-in"] = [(io.BytesIO(content), name) for content, name in files]
    referrer.last = referrer.client.post(url, data=values, content_type="multipart/form-data", follow_redirects=True)
    return referrer.last


def names(answer: Any) -> list[str]:
    return [one.text for one in soup(answer).select(".hw-handed__name")]


def kept_files(referrer: Referrer) -> int:
    return len(referrer.hubwright.store.files.quarantined("bury", limit=99))


def test_files_go_with_the_contact_and_stay_when_the_draft_has_ended(referrer: Referrer) -> None:
    referrer.begin().enough()
    assert names(hands_in(referrer, (PICTURE, "map.jpg"), (b"%PDF-1.7\n%%EOF", "report.pdf"))) == [
        "map.jpg",
        "report.pdf",
    ]
    referrer.sent()
    contact = referrer.contacts()[0]
    assert [one["name"] for one in files_in(contact.answers)] == ["map.jpg", "report.pdf"]
    referrer.clock.pass_by(days=40)
    turn(referrer.hubwright.worker())
    assert len(referrer.hubwright.store.files.about("bury", [one["file"] for one in files_in(contact.answers)])) == 2


def test_files_of_a_draft_that_is_never_sent_go_with_it(referrer: Referrer) -> None:
    referrer.begin()
    hands_in(referrer, (PICTURE, "map.jpg"))
    assert kept_files(referrer) == 1
    turn(referrer.hubwright.worker())
    referrer.clock.pass_by(days=40)
    turn(referrer.hubwright.worker())
    referrer.clock.pass_by(hours=2)
    turn(referrer.hubwright.worker())
    with referrer.hubwright.store.reading("bury") as reading:
        assert not reading.entries("contact:any")
    assert referrer.hubwright.store.files.sweep("bury", before=referrer.clock()) == 0
    assert kept_files(referrer) == 0


def test_a_file_that_was_removed_is_gone(referrer: Referrer) -> None:
    referrer.begin()
    hands_in(referrer, (PICTURE, "map.jpg"), (PICTURE, "second.jpg"))
    drop = soup(referrer.last).select_one(".hw-handed button")
    assert names(referrer.page("files", act=drop["value"])) == ["second.jpg"]
    assert kept_files(referrer) == 1


def test_what_cannot_be_taken_leaves_its_name_with_the_hub(referrer: Referrer) -> None:
    referrer.begin().enough()
    hands_in(referrer, (b"MZ\x90\0" + b"\0" * 300, "run.exe"), (b"%PDF-1.7\n%%EOF", "arm.jpg"), (b"", "empty.txt"))
    page = soup(referrer.last).get_text(" ", strip=True)
    assert "Not a kind of file" in page
    assert "Not what its name says" in page
    assert "choose it again" in page
    assert kept_files(referrer) == 0
    referrer.sent()
    answer = referrer.contacts()[0].answers["handed-in"]["value"]
    assert [(one["name"], one["refused"]) for one in answer] == [
        ("run.exe", "type"),
        ("arm.jpg", "lies"),
        ("empty.txt", "empty"),
    ]


def test_one_too_many_is_said_and_the_others_stay(referrer: Referrer) -> None:
    referrer.begin()
    hands_in(referrer, *[(PICTURE, f"{number}.jpg") for number in range(6)])
    assert names(referrer.last) == ["0.jpg", "1.jpg", "2.jpg", "3.jpg", "4.jpg", "5.jpg"]
    assert "One file too many" in referrer.last.text
    assert kept_files(referrer) == 5


def test_going_on_keeps_what_was_chosen_too(referrer: Referrer) -> None:
    referrer.begin()
    hands_in(referrer, (PICTURE, "map.jpg"), act="")
    assert names(referrer.get("refer", FORM, "files")) == ["map.jpg"]


def test_the_name_a_browser_sends_has_no_path_and_no_markup(referrer: Referrer) -> None:
    referrer.begin()
    hands_in(referrer, (PICTURE, "C:/Users/jo/<b>map.jpg"))
    assert names(referrer.last) == ["<b>map.jpg"]


def test_nothing_is_taken_from_a_page_that_is_not_ours(referrer: Referrer) -> None:
    referrer.begin()
    answer = referrer.client.post(
        referrer.url("refer", FORM, "files"),
        data={"f_handed-in": (io.BytesIO(PICTURE), "map.jpg")},
        content_type="multipart/form-data",
    )
    assert answer.status_code == 400
    assert kept_files(referrer) == 0


def test_another_browser_cannot_let_it_go(referrer: Referrer, another: Referrer) -> None:
    referrer.begin()
    another.begin()
    hands_in(referrer, (PICTURE, "map.jpg"))
    another.page("files", act="drop-handed-in.0")
    assert kept_files(referrer) == 1
