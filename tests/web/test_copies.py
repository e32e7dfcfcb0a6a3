"""A redacted copy for a father who must not learn an address, through the pages: proposed, decided, checked by somebody
else, made, sent by a link and a code, read, and taken back."""

# Long because: one copy is followed from its beginning to the end of its link.

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
from hubwright.actions import documents
from hubwright.actions.check_links import put_link
from hubwright.domain.access.scope import Everything
from hubwright.domain.cases import commands as c
from hubwright.domain.cases.apply import case_of
from hubwright.domain.cases.commands import Subject
from hubwright.domain.cases.entries import WORKER, Actor
from hubwright.domain.cases.state import CaseState
from hubwright.domain.cases.topics.circulating import Withdraw, sendings_of
from hubwright.domain.cases.topics.items import RecordItem
from hubwright.domain.cases.topics.redacting import KeepFrom, copies_of
from hubwright.domain.cases.topics.restricting import Restrict
from hubwright.jobs.turn import turn
from hubwright.testing.platform import seat
from hubwright.testing.stories import MANAGER, POLICE, SCREENER

from tests.web.conftest import ELSEWHERE, Place, form_of, soup

SECOND = Actor("u-second", "Jo Second", "care", frozenset({"manager"}), frozenset({"social_worker"}))
PLACE = {"kind": "uk", "lines": ["14 Zinnia Road"], "town": "Oakfield", "postcode": "ZZ9 4ZZ", "protected": True}
ELSIE = Subject("", "Elsie Sample", born={"year": 2017}, address=PLACE)
MARCUS = Subject("", "Marcus Sample", born={"year": 1988}, role="father")
SECRETS = ("Zinnia", "ZZ9", "Joan", "Refermore")


@pytest.fixture
def case(place: Place) -> str:
    """A case whose record holds the address and the referrer's name, in everybody's words."""
    seat(place.hubwright, "oakfield", SECOND)
    case = place.receives(
        subjects=(ELSIE, MARCUS), referrer={"name": "Joan Refermore", "email": "joan@school.example"}
    )["case"]
    place.does(SCREENER, case, c.Rate("child", "urgent", reason="She hides at 14 Zinnia Rd, says Joan Refermore."))
    place.does(SCREENER, case, c.Note("Elsie is at fourteen Zinnia Road, ZZ94ZZ. She likes school.", "fact", "child"))
    return case


def state_of(place: Place, case: str) -> CaseState:
    with place.hubwright.store.reading("oakfield") as reading:
        state = case_of(reading.entries(f"case:{case}"))
    assert state is not None
    return state


def text_of(answer: Any) -> str:
    return str(soup(answer).select_one("main").get_text(" ", strip=True))  # type: ignore[union-attr]


def begins(place: Place, case: str, **typed: Any) -> Any:
    client = place.client(MANAGER)
    path = f"/oakfield/cases/{case}/copies"
    values = {**form_of(client.get(path)), "source": "chronology", "name": "Mr M. Sample", "kind": "parent"}
    return client.post(path, data={**values, "subject": "p2", "on_behalf": "p1", **typed})


def acts(place: Place, actor: Actor, case: str, number: int = -1, **typed: Any) -> Any:
    client = place.client(actor)
    path = f"/oakfield/cases/{case}/copies/k1"
    return client.post(path, data={**form_of(client.get(path), number), **typed})


def made(place: Place, case: str) -> Any:
    begins(place, case)
    assert acts(place, MANAGER, case).status_code == 302
    assert acts(place, SECOND, case, right="yes").status_code == 302
    answer = acts(place, MANAGER, case)
    assert answer.status_code == 302, text_of(answer)
    return place.client(MANAGER).get(f"/oakfield/cases/{case}/copies/k1")


def test_the_address_and_the_referrer_are_proposed_and_the_copy_holds_neither(place: Place, case: str) -> None:
    assert begins(place, case).status_code == 302
    page = place.client(MANAGER).get(f"/oakfield/cases/{case}/copies/k1")
    assert "A protected address may stand here" in text_of(page)
    assert "It may say who told the hub" in text_of(page)
    whole = str(copies_of(state_of(place, case))["k1"].content)
    result = soup(page).select(".hw-copy-text")[-1].get_text(" ")
    for secret in SECRETS:
        assert secret in whole, secret
        assert secret not in result, secret
    assert "She likes school" in result
    page = made_after(place, case)
    result = soup(page).select(".hw-copy-text")[-1].get_text(" ")
    copy = copies_of(state_of(place, case))["k1"]
    for secret in SECRETS:
        assert secret not in result
        assert secret not in str(copy.made)
    assert "Mr M. Sample" in str(copy.made)


def made_after(place: Place, case: str) -> Any:
    acts(place, MANAGER, case)
    acts(place, SECOND, case, right="yes")
    acts(place, MANAGER, case)
    return place.client(MANAGER).get(f"/oakfield/cases/{case}/copies/k1")


def test_what_there_is_none_of_has_no_panel_and_its_way_in_stands_with_the_documents(place: Place, case: str) -> None:
    def page() -> Any:
        return soup(place.client(MANAGER).get(f"/oakfield/cases/{case}"))

    def ways() -> list[str]:
        return [one["href"].rpartition("/")[2] for one in page().select('section[aria-labelledby="documents"] a')]

    assert not page().select("#copies, #kept-from, #files")
    assert ways() == ["documents", "copies", "keep-from", "files"]
    begins(place, case)
    place.does(SCREENER, case, KeepFrom("the aunt in Leeds", "His cousin works there.", name="PC Cousin"))
    assert len(page().select("#copies, #kept-from")) == 2
    assert ways() == ["documents", "files"]
    for panel in ("copies", "kept-from"):
        assert page().select(f'section[aria-labelledby="{panel}"] a')


def test_what_is_missing_is_said_and_what_was_typed_stays(place: Place, case: str) -> None:
    answer = begins(place, case, name="", source="")
    assert answer.status_code == 422
    answer = begins(place, case, name=" ", kind="")
    assert answer.status_code == 422
    assert "Write who gets it" in text_of(answer)
    assert copies_of(state_of(place, case)) == {}


def test_what_one_agency_shared_is_decided_about_in_one_and_still_piece_by_piece(place: Place, case: str) -> None:
    place.does(SCREENER, case, c.Ask("child"))
    for at in range(3):
        place.does(
            MANAGER, case, RecordItem("child", "police", "PC Pat", f"Called {at + 2} times.", passing_on="as_needed")
        )
    begins(place, case, source="decision_record")
    page = soup(place.client(MANAGER).get(f"/oakfield/cases/{case}/copies/k1"))
    assert page.select_one('select[name="all-police"], input[name="all-police"]')

    def stays() -> list[str]:
        return [one.why for one in copies_of(state_of(place, case))["k1"].choices if one.of == "police" and one.stays]

    assert acts(place, MANAGER, case, act="change", **{"all-police": "stay", "all-why-police": ""}).status_code == 422
    answer = acts(place, MANAGER, case, act="change", **{"all-police": "stay", "all-why-police": "They told him."})
    assert answer.status_code == 302
    assert set(stays()) == {"They told him."}
    assert len(stays()) >= 3
    acts(place, MANAGER, case, act="change", **{"all-police": "out"})
    assert stays() == []


def test_letting_something_stay_needs_words_and_adding_needs_a_reason(place: Place, case: str) -> None:
    begins(place, case)
    copy = copies_of(state_of(place, case))["k1"]
    id = next(one.withheld.id for one in copy.choices if one.withheld.words)
    answer = acts(place, MANAGER, case, 0, **{f"do-{id}": "stay"})
    assert answer.status_code == 422
    assert "Say why this may be known" in text_of(answer)
    answer = acts(place, MANAGER, case, 0, words="She likes school", reason="")
    assert answer.status_code == 422
    assert "Choose a reason" in text_of(answer)
    assert acts(place, MANAGER, case, 0, words="She likes school", reason="expectations").status_code == 302
    last = copies_of(state_of(place, case))["k1"].choices[-1]
    assert (last.withheld.words, last.withheld.reason) == ("She likes school", "expectations")
    page = place.client(MANAGER).get(f"/oakfield/cases/{case}/copies/k1")
    assert "She likes school" not in soup(page).select(".hw-copy-text")[-1].get_text(" ")


def test_only_somebody_else_checks_and_nothing_is_made_before(place: Place, case: str) -> None:
    begins(place, case)
    acts(place, MANAGER, case)
    own = place.client(MANAGER).get(f"/oakfield/cases/{case}/copies/k1")
    assert "somebody else has to check it" in text_of(own)
    assert not soup(own).select("main form")
    answer = acts(place, SECOND, case, right="no", words="")
    assert answer.status_code == 422
    assert acts(place, SECOND, case, right="no", words="The aunt too.").status_code == 302
    assert "sent it back" in text_of(place.client(MANAGER).get(f"/oakfield/cases/{case}/copies/k1"))


def test_a_copy_waits_on_the_page_of_whoever_may_check_it_and_not_on_that_of_whoever_made_it(
    place: Place, case: str
) -> None:
    begins(place, case)
    acts(place, MANAGER, case, act="send")
    href = f"/oakfield/cases/{case}/copies/k1"

    def waits(actor: Actor) -> bool:
        return bool(
            soup(place.client(actor).get("/oakfield/work")).select(
                f'section[aria-labelledby="copies"] a[href="{href}"]'
            )
        )

    assert waits(SECOND)
    assert not waits(MANAGER), "it is their own"
    assert not waits(POLICE)
    acts(place, SECOND, case, act="check", right="yes")
    assert not waits(SECOND)


def test_who_may_not_gets_no_page(place: Place, case: str) -> None:
    begins(place, case)
    for actor in (POLICE, ELSEWHERE):
        for path in ("copies", "copies/k1", "send/copy/k1"):
            assert place.client(actor).get(f"/oakfield/cases/{case}/{path}").status_code in (403, 404)
    assert place.client(MANAGER).get(f"/oakfield/cases/{case}/copies/k9").status_code == 404
    assert place.client(MANAGER).get(f"/oakfield/cases/{case}/send/copy/k1").status_code == 404


def sends(place: Place, case: str, **typed: Any) -> Any:
    client = place.client(MANAGER)
    path = f"/oakfield/cases/{case}/send/copy/k1"
    return client.post(path, data={**form_of(client.get(path)), "how": "link", "ends": "7", **typed})


def link_and_code(answer: Any) -> tuple[str, str]:
    page = soup(answer)
    link = page.select_one("p.hw-typed").get_text(strip=True)  # type: ignore[union-attr]
    code = page.select_one(".hw-code").get_text(strip=True)  # type: ignore[union-attr]
    return "/" + link.split("/", 3)[3], code


def test_a_link_and_its_code_open_the_copy_until_it_is_taken_back(place: Place, case: str) -> None:
    made(place, case)
    link, code = link_and_code(sends(place, case))
    assert re.fullmatch(r"/oakfield/document/[\w-]+", link)
    father = place.client()
    first = father.get(link)
    assert "She likes school" not in text_of(first)
    assert father.post(link, data={**form_of(first), "code": "WRONGONE"}).status_code == 422
    answer = father.post(link, data={**form_of(father.get(link)), "code": code.lower()})
    assert answer.status_code == 302
    page = father.get(link)
    assert "She likes school" in text_of(page)
    assert "Mr M. Sample" in text_of(page)
    assert page.headers["Cache-Control"] == "no-store"
    for secret in SECRETS:
        assert secret not in page.get_data(as_text=True)
    assert len(sendings_of(state_of(place, case))["c1"].opened) == 1
    assert "Once" in text_of(place.client(MANAGER).get(f"/oakfield/cases/{case}"))
    with place.hubwright.store.reading("oakfield") as reading:
        rows = reading.rows("read_log", scope=Everything(), where={"what": "document"})
    assert {(row["user_id"], row["reference"], row["purpose"]) for row in rows} >= {("link", f"{case}/c1", "seen")}
    client = place.client(MANAGER)
    path = f"/oakfield/cases/{case}/withdraw-sending?about=c1"
    client.post(path, data={**form_of(client.get(path)), "reason": "It went to the wrong person."})
    gone = father.get(link)
    assert gone.status_code == 410
    assert "ring the hub" in text_of(gone)
    assert "She likes school" not in text_of(gone)


def test_a_link_ends_with_its_days(place: Place, case: str) -> None:
    made(place, case)
    link, code = link_and_code(sends(place, case))
    father = place.client()
    page = father.get(link)
    place.clock.later(days=8)
    assert father.post(link, data={**form_of(page), "code": code}).status_code == 410
    assert father.get(link).status_code == 410


def test_who_dies_before_the_link_is_made_has_sent_nothing_and_presses_again(
    place: Place, case: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    made(place, case)

    def dies(*_: Any, **__: Any) -> tuple[str, str]:
        raise SystemError("killed")

    with monkeypatch.context() as killed:
        killed.setattr("hubwright.actions.circulate.put_link", dies)
        assert sends(place, case).status_code == 500
    assert not sendings_of(state_of(place, case)), "what has no link does not stand on the case as sent"
    link, code = link_and_code(sends(place, case))
    father = place.client()
    assert father.post(link, data={**form_of(father.get(link)), "code": code}).status_code == 302
    assert list(sendings_of(state_of(place, case))) == ["c1"]


def paper(place: Place, father: Any, link: str) -> Any:
    """Press for the file on the page of a link, and let the background work print it."""
    page = father.get(link)
    assert father.post(link, data={**form_of(page), "act": "paper"}).status_code == 302
    assert "is being made" in text_of(father.get(link))
    worker = place.hubwright.worker()
    turn(worker)
    for printing in list(worker.printing.values()):
        printing.thread.join(90)
    turn(worker)
    return father.get(f"{link}/file")


def test_whoever_has_the_link_takes_that_document_as_a_file_with_their_name_until_it_is_taken_back(
    place: Place, case: str, tmp_path: Path
) -> None:
    made(place, case)
    link, code = link_and_code(sends(place, case))
    stranger, father = place.client(), place.client()
    assert father.get(f"{link}/file").status_code == 404, "the code comes first"
    father.post(link, data={**form_of(father.get(link)), "code": code})
    assert father.get(f"{link}/file").status_code == 404, "nobody has asked for it yet"
    taken = paper(place, father, link)
    assert taken.headers["Content-Type"] == "application/pdf"
    file = tmp_path / "taken.pdf"
    file.write_bytes(taken.data)
    said = subprocess.run(["pdftotext", str(file), "-"], capture_output=True, check=True).stdout.decode()
    assert "Mr M. Sample" in said
    assert "She likes school" in " ".join(said.split())
    assert [one for one in SECRETS if one in said] == []
    assert "Take the PDF file" in text_of(father.get(link))
    assert stranger.get(f"{link}/file").status_code == 404, "an address alone opens nothing"
    place.does(MANAGER, case, Withdraw("c1", "It went to the wrong person."))
    gone = father.get(f"{link}/file")
    assert gone.status_code == 410
    assert not gone.data.startswith(b"%PDF")


@pytest.mark.parametrize(
    "ending",
    [
        pytest.param("days", marks=pytest.mark.soak),
        "sealed",
        pytest.param("new link", marks=pytest.mark.soak),
    ],
)
def test_a_file_ends_with_its_link_however_that_ends(place: Place, case: str, ending: str) -> None:
    made(place, case)
    link, code = link_and_code(sends(place, case))
    father = place.client()
    father.post(link, data={**form_of(father.get(link)), "code": code})
    assert paper(place, father, link).status_code == 200
    if ending == "days":
        place.clock.later(days=7)
    elif ending == "sealed":
        place.does(MANAGER, case, Restrict("sealed", "Somebody here is named.", named=((SCREENER.id, SCREENER.name),)))
    else:
        with place.hubwright.store.work("oakfield", WORKER, deed="", now=place.clock()) as work:
            put_link(place.hubwright.house, work, case=case, thing="c1")
            work.commit()
    assert father.get(f"{link}/file").status_code == (404 if ending == "new link" else 410)


def test_a_link_that_ends_while_its_file_is_being_asked_for_makes_none(place: Place, case: str) -> None:
    made(place, case)
    link, code = link_and_code(sends(place, case))
    father = place.client()
    father.post(link, data={**form_of(father.get(link)), "code": code})
    father.post(link, data={**form_of(father.get(link)), "act": "paper"})
    place.does(MANAGER, case, Withdraw("c1", "It went to the wrong person."))
    worker = place.hubwright.worker()
    turn(worker)
    assert not worker.printing
    (asked,) = documents.asked(place.hubwright.house, hub="oakfield", user="link", case=case)
    assert (asked.state, asked.file) == ("failed", "")


def test_an_open_page_and_a_leaked_address_end_when_the_case_is_sealed(place: Place, case: str) -> None:
    made(place, case)
    link, code = link_and_code(sends(place, case))
    father = place.client()
    father.post(link, data={**form_of(father.get(link)), "code": code})
    assert "She likes school" in text_of(father.get(link))
    place.does(MANAGER, case, Restrict("sealed", "Somebody here is named.", named=((SCREENER.id, SCREENER.name),)))
    assert father.get(link).status_code == 410
    assert "She likes school" not in text_of(father.get(link))
    stranger = place.client()
    assert stranger.get(link).status_code == 410
    assert "named people only" in text_of(place.client(MANAGER).get(f"/oakfield/cases/{case}"))


def test_what_somebody_must_not_learn_is_written_down_and_proposed_for_them(place: Place, case: str) -> None:
    client = place.client(SCREENER)
    path = f"/oakfield/cases/{case}/keep-from"
    typed = {"subject": "p2", "what": "likes school", "why": "He waits at the gate, says the school."}
    assert client.post(path, data={**form_of(client.get(path)), **typed}).status_code == 302
    assert "likes school" in text_of(client.get(f"/oakfield/cases/{case}"))
    begins(place, case)
    page = place.client(MANAGER).get(f"/oakfield/cases/{case}/copies/k1")
    assert "They must not learn it" in text_of(page)
    assert "likes school" not in soup(page).select(".hw-copy-text")[-1].get_text(" ")


def test_two_who_decide_at_once_do_not_overwrite_each_other(place: Place, case: str) -> None:
    begins(place, case)
    first, second = place.client(MANAGER), place.client(SECOND)
    path = f"/oakfield/cases/{case}/copies/k1"
    one, two = form_of(first.get(path), 0), form_of(second.get(path), 0)
    first.post(path, data={**one, "words": "She likes school", "reason": "expectations"})
    answer = second.post(path, data={**two, "words": "fourteen", "reason": "serious_harm"})
    assert answer.status_code == 409
    assert "changed meanwhile" in text_of(answer)


def test_a_letter_with_the_address_comes_back_and_goes_with_a_reason(place: Place, case: str) -> None:
    client = place.client(MANAGER)
    path = f"/oakfield/cases/{case}/tell"
    typed = {"moment": "acknowledge", "how": "telephone", "words": "Thank you. She is at 14 Zinnia Rd."}
    answer = client.post(path, data={**form_of(client.get(path)), **typed})
    assert answer.status_code == 422
    assert "A protected address may stand in it" in text_of(answer)
    kept = form_of(answer)
    assert kept["words"] == ["Thank you. She is at 14 Zinnia Rd."]
    assert client.post(path, data={**kept, **typed, "found": "The referrer lives there too."}).status_code == 302
    page = text_of(client.get(f"/oakfield/cases/{case}"))
    assert "Let out although something was found in it" in page
    assert "The referrer lives there too." in page


def test_a_chronology_that_says_where_somebody_hides_is_not_printed_from_its_page(place: Place, case: str) -> None:
    page = soup(place.client(MANAGER).get(f"/oakfield/cases/{case}/chronology"))
    assert "hw-not-printed" in page.select_one("table").parent["class"]  # type: ignore[union-attr]
    assert "a protected address" in page.select_one("main").get_text()  # type: ignore[union-attr]
    harmless = place.receives(subjects=(MARCUS,))["case"]
    plain = soup(place.client(MANAGER).get(f"/oakfield/cases/{harmless}/chronology"))
    assert "hw-not-printed" not in (plain.select_one("table").parent.get("class") or [])  # type: ignore[union-attr]
