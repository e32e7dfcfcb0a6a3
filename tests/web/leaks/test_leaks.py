"""What is kept from a reader is in no page, list, count, order, answer, address or log that they can bring about.

New routes are walked by themselves: every GET of the table is asked with every reference that there is.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Any

import pytest
from hubwright.web.routes import ROUTES, Route
from hubwright.web.work.deeds import DEEDS
from hubwright.web.work.queue_filter import SORTS

from tests.web.conftest import Place

from .conftest import (
    KEEPER,
    MARKS,
    OUTSIDERS,
    POSTCODE,
    RESTRICTED_MARKS,
    SEALED_MARKS,
    SECOND,
    STREET,
    Planted,
    forbidden,
    hide,
    plain,
)

# What stands in the places of an address that name something else than a case.
PARTS: dict[str, tuple[str, ...]] = {
    "<ask>": ("q1", "q2"),
    "<file>": ("f1",),
    "<item>": ("i1", "i2"),
    "<letter>": ("l1",),
    "<matter>": ("m1", "m2", "m3"),
    "<record>": ("r1",),
    "<form>": ("worry",),
    "<page>": ("all",),
    "<row>": ("1",),
    "<seat>": ("seat-u-keeper",),
    "<number>": ("1", "2"),
    "<any(accessibility, privacy, complaints):page>": ("privacy",),
}
QUERIES = ("", "?view=closed", "?view=unread", "?sort=newest", "?agency=police", "?reference=", "?all=1")


def addresses(route: Route, cases: list[str]) -> Iterator[str]:
    """Every address of a route that somebody could think of."""
    deeds = tuple(DEEDS)
    names = [one for one in ("<ref>", "<deed>", *PARTS) if one in route.rule]
    values = {**PARTS, "<ref>": tuple(cases), "<deed>": deeds}
    choices = [values[name] for name in names]
    for chosen in product(*choices):
        path = route.rule.replace("<hub>", "oakfield")
        for name, value in zip(names, chosen, strict=True):
            path = path.replace(name, value)
        yield path if "<" not in path else path.replace("<", "").replace(">", "")


def answers(place: Place, who: str, cases: list[str]) -> Iterator[tuple[str, Any]]:
    """Every page that a reader can ask for."""
    client = place.client(OUTSIDERS[who])
    for route in ROUTES:
        if "GET" not in route.methods:
            continue
        for path in addresses(route, cases):
            # The acts of a case differ in their forms alone; the case page has the same marks.
            for query in QUERIES if "<ref>" not in route.rule else QUERIES[:1]:
                yield f"{path}{query}", client.get(f"{path}{query}")


# Each reader walks some hundreds of pages. Those from whom most is kept walk with every run, the others with the soak.
USUAL = ("neither", "partner")


def walked(*readers: str) -> list[Any]:
    """These readers, those who walk with the soak alone marked so."""
    return [who if who in USUAL else pytest.param(who, marks=pytest.mark.soak) for who in readers]


@pytest.mark.parametrize("who", walked(*OUTSIDERS))
def test_nothing_that_is_kept_from_a_reader_is_in_any_page(planted: Planted, who: str, capfd: Any) -> None:
    marks = forbidden(planted, who)
    found = []
    for path, answer in answers(planted.place, who, [planted.open, *planted.meetings]):
        said = f"{answer.get_data(as_text=True)} {dict(answer.headers)}".lower()
        found += [(path, mark) for mark in marks if mark in said]
        assert answer.status_code < 500, path
    assert found == []
    logged = "".join(capfd.readouterr()).lower()
    assert [mark for some in MARKS.values() for mark in some if mark in logged] == []
    assert [mark for mark in (*RESTRICTED_MARKS, *SEALED_MARKS) if mark in logged] == []


@pytest.mark.parametrize("who", walked("everything", "partner"))
def test_what_only_some_may_know_of_answers_as_what_does_not_exist(planted: Planted, who: str) -> None:
    client = planted.place.client(OUTSIDERS[who])
    missing = "ZZZZZZZZ"
    differing = []
    for route in ROUTES:
        if "GET" not in route.methods or "<ref>" not in route.rule or route.rule.startswith("/<hub>/people"):
            continue
        for path in addresses(route, ["{ref}"]):
            nothing = client.get(path.replace("{ref}", missing))
            for hidden in (planted.restricted, planted.sealed):
                answer = client.get(path.replace("{ref}", hidden))
                same = (answer.status_code, plain(answer, hidden)) == (nothing.status_code, plain(nothing, missing))
                differing += [] if same else [(path, hidden, answer.status_code, nothing.status_code)]
    assert differing == []


def test_the_keepers_see_all_of_it(planted: Planted) -> None:
    client = planted.place.client(KEEPER)
    page = client.get(f"/oakfield/cases/{planted.open}").get_data(as_text=True).lower()
    assert all(mark in page for mark in ("zebrafinch row", "zz99 3vz", "quillfeather", "zebrafich"))
    queue = client.get("/oakfield/queue").get_data(as_text=True).lower()
    assert all(mark in queue for mark in ("wigglesworth", "thistlethwaite"))
    discussion, daily = planted.meetings
    for path in (f"meetings/{discussion}/minutes/m1", f"cases/{planted.open}/records/r1"):
        page = client.get(f"/oakfield/{path}").get_data(as_text=True).lower()
        assert [mark for mark in ("zebrafinch row", "quillfeather") if mark not in page] == [], path
    agenda = client.get(f"/oakfield/meetings/{daily}").get_data(as_text=True)
    assert planted.restricted in agenda
    assert planted.sealed in agenda
    assert "xylophone" in client.get(f"/oakfield/cases/{planted.restricted}").get_data(as_text=True).lower()
    assert "bassoon" in client.get(f"/oakfield/cases/{planted.sealed}").get_data(as_text=True).lower()


@pytest.mark.parametrize("who", walked("everything", "neither", "reads", "partner", "audits"))
def test_a_hidden_case_moves_no_count_no_order_and_no_page(empty: Place, who: str) -> None:
    client = empty.client(OUTSIDERS[who])
    seen = {}
    paths = [f"/oakfield/queue?sort={sort}" for sort in SORTS]
    paths += [f"/oakfield/queue?view={view}" for view in ("open", "mine", "unread", "waiting", "undecided", "closed")]
    paths += ["/oakfield/queue?tier=urgent", "/oakfield/queue?agency=police", "/oakfield/checks"]
    paths += ["/oakfield/checks?view=answered", "/oakfield/people", "/oakfield/wall", "/oakfield/hand-over"]
    for path in paths:
        seen[path] = plain(client.get(path))
    hide(empty, "restricted", "Petronella Wigglesworth", "Xylophone lessons.", "Marmaduke")
    hide(empty, "sealed", "Algernon Thistlethwaite", "Bassoon lessons.", "Marmaduke")
    assert [path for path in paths if plain(client.get(path)) != seen[path]] == []


def test_no_deed_reaches_what_only_some_may_know_of(planted: Planted) -> None:
    from hubwright.domain.cases.apply import case_of

    def heads() -> list[int]:
        with planted.place.hubwright.store.reading("oakfield") as reading:
            states = [case_of(reading.entries(f"case:{one}")) for one in (planted.restricted, planted.sealed)]
        return [state.head for state in states if state is not None]

    before = heads()
    for who, deed in product(OUTSIDERS, DEEDS):
        client = planted.place.client(OUTSIDERS[who])
        for hidden in (planted.restricted, planted.sealed):
            answer = client.post(f"/oakfield/cases/{hidden}/{deed}", data={"text": "x", "reason": "x", "deed": "d1"})
            assert answer.status_code in (400, 401, 403, 404)
    assert heads() == before


@pytest.mark.parametrize("who", ["everything", "neither", "reads"])
def test_a_search_finds_nobody_whom_only_some_may_know_of(planted: Planted, who: str) -> None:
    from tests.web.conftest import form_of

    client = planted.place.client(OUTSIDERS[who])
    form = form_of(client.get("/oakfield/people"))

    def found(words: str) -> str:
        values = {name: [words] if value == [""] else value for name, value in form.items()}
        return plain(client.post("/oakfield/people", data=values), words)

    nothing = found("Nobody Whatsoever")
    hidden = ("Petronella Wigglesworth", "Algernon Thistlethwaite", "Wigglesworth")
    assert [one for one in hidden if found(one) != nothing] == []
    if who != "everything":
        assert [one for one in (STREET, POSTCODE) if found(one) != nothing] == []


def test_a_restricted_case_raises_its_voice_to_whoever_may_open_it(planted: Planted) -> None:
    from hubwright.domain.access.scope import Everything
    from hubwright.domain.cases.commands import RaiseAlarm, TellRung
    from hubwright.domain.cases.entries import WORKER

    place = planted.place
    place.clock.later(days=2)
    place.does(WORKER, planted.sealed, RaiseAlarm("decision:child"))
    place.does(WORKER, planted.sealed, TellRung("a1"))
    with place.hubwright.store.reading("oakfield") as reading:
        rows = reading.rows("outbox", scope=Everything())
    told = [row["payload"] for row in rows if row["payload"].get("moment") == "alarm"]
    assert {KEEPER.id, SECOND.id} <= {one.get("user") for one in told}
    marks = (*SEALED_MARKS, *(mark for some in MARKS.values() for mark in some))
    assert [mark for mark in marks if mark in repr(told).lower()] == []


class TestBreakingGlass:
    def test_it_opens_a_restricted_case_and_no_other(self, planted: Planted) -> None:
        client = planted.place.client(OUTSIDERS["everything"])
        opened = _breaks(client, planted.restricted)
        assert opened.status_code == 302
        assert "Xylophone" in client.get(opened.headers["Location"]).get_data(as_text=True)
        answers = {_without(_breaks(client, one), one) for one in (planted.sealed, "ZZZZZZZZ", planted.open[::-1])}
        assert len(answers) == 1

    def test_it_shuts_again_by_itself(self, planted: Planted) -> None:
        client = planted.place.client(OUTSIDERS["everything"])
        _breaks(client, planted.restricted)
        planted.place.clock.later(hours=5)
        client = planted.place.client(OUTSIDERS["everything"])
        assert client.get(f"/oakfield/cases/{planted.restricted}").status_code == 404

    def test_without_a_reason_nothing_is_said_about_what_there_is(self, planted: Planted) -> None:
        client = planted.place.client(OUTSIDERS["everything"])
        answers = {_without(_breaks(client, one, ""), one) for one in (planted.restricted, planted.sealed, "ZZZZZZZZ")}
        assert len(answers) == 1

    def test_a_partner_cannot(self, planted: Planted) -> None:
        assert planted.place.client(OUTSIDERS["partner"]).get("/oakfield/restricted").status_code == 403


def _breaks(client: Any, reference: str, reason: str = "The mother rang.") -> Any:
    from tests.web.conftest import form_of

    form = form_of(client.get("/oakfield/restricted"))
    return client.post("/oakfield/restricted", data={**form, "reference": reference, "reason": reason})


def _without(answer: Any, reference: str) -> tuple[int, str]:
    return answer.status_code, plain(answer, reference)
