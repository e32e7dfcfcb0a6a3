"""A seat that looks in for a time: it reads, it writes nothing at all, and it ends at its minute."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hubwright.actions.act_on_case import act_on_case
from hubwright.actions.run_the_hub import give_a_seat
from hubwright.domain.access.scope import Everything
from hubwright.domain.cases.commands import Rate
from hubwright.domain.cases.entries import OPERATOR, Actor
from hubwright.domain.definitions.hub import Role, TimeBox
from hubwright.domain.errors import Refusal
from hubwright.domain.hubs import Seat
from hubwright.testing.hubs import a_hub, a_text
from hubwright.testing.platform import Clock, a_platform, seat
from hubwright.testing.stories import MANAGER, SCREENER
from hubwright.web.app import create_app
from hubwright.web.routes import ROUTES
from hubwright.web.work.deeds import DEEDS

from tests.databases import Database
from tests.web.conftest import Place, form_of, soup

LOOKS = Actor("u-rev", "Rev Example", "care", frozenset({"reviewer"}))
SAMPLED = Actor("u-sml", "Sml Example", "care", frozenset({"sampled"}))
READS = frozenset({"case.read", "case.note", "case.rate", "case.ask", "people.read", "audit.read"})
BOXED = (
    Role("reviewer", a_text("Reviewer"), READS, time_boxed=TimeBox(14)),
    Role("sampled", a_text("Peer"), READS, time_boxed=TimeBox(7, only_sampled=True)),
)


@pytest.fixture
def place(sqlite_database: Database, tmp_path: Path) -> Iterator[Place]:
    """Oakfield, which lets others look in."""
    hub, clock = a_hub(), Clock()
    hub = replace(hub, roles=(*hub.roles, *BOXED))
    hubwright = a_platform(sqlite_database.url, (hub,), data=tmp_path, clock=clock)
    for actor in (SCREENER, MANAGER):
        seat(hubwright, "oakfield", actor)
    app = create_app(hubwright)
    app.testing = False
    yield Place(hubwright, app, clock)
    hubwright.close()


def given(place: Place, actor: Actor = LOOKS, **parts: object) -> None:
    """A seat for somebody who looks in."""
    with place.hubwright.store.installation.work(OPERATOR) as installation:
        installation.put(
            "installation_user",
            id=actor.id,
            email=f"{actor.id}@peer.example",
            name=actor.name,
            created=place.clock(),
            disabled_at=None,
        )
        installation.commit()
    now = place.clock()
    held = Seat(f"seat-{actor.id}", actor.id, actor.name, "care", actor.roles, frozenset(), now)
    wanted = {"ends": now + timedelta(days=7), "purpose": "Peer review.", "invited_by": "Sam", **parts}
    give_a_seat(
        place.hubwright.house, hub="oakfield", actor=OPERATOR, deed=f"seat-{actor.id}", seat=replace(held, **wanted)
    )


def entries(place: Place) -> int:
    with place.hubwright.store.reading("oakfield") as reading:
        return sum(len(reading.entries(stream)) for stream in ("hub", *streams(place)))


def streams(place: Place) -> set[str]:
    with place.hubwright.store.reading("oakfield") as reading:
        return {f"case:{row['case_ref']}" for row in reading.rows("case_row", scope=Everything())}


def test_a_seat_without_an_end_a_purpose_or_an_inviter_is_not_given(place: Place) -> None:
    too_late = place.clock() + timedelta(days=15)
    for parts, field in (
        ({"ends": None}, "ends"),
        ({"ends": too_late}, "ends"),
        ({"purpose": " "}, "purpose"),
        ({"invited_by": ""}, "invited_by"),
    ):
        with pytest.raises(Refusal) as refused:
            given_again(place, **parts)
        assert [name for name, _ in refused.value.fields] == [field]
    with pytest.raises(Refusal) as refused:
        given_again(place, SAMPLED)
    assert [name for name, _ in refused.value.fields] == ["audit"]


def given_again(place: Place, actor: Actor = LOOKS, **parts: object) -> None:
    now = place.clock()
    held = Seat(f"seat-{actor.id}", actor.id, actor.name, "care", actor.roles, frozenset(), now)
    wanted = {"ends": now + timedelta(days=7), "purpose": "Peer review.", "invited_by": "Sam", **parts}
    seat_wanted = replace(held, **wanted)
    give_a_seat(place.hubwright.house, hub="oakfield", actor=OPERATOR, deed=f"again-{parts}", seat=seat_wanted)


def test_it_reads_and_is_told_until_when(place: Place) -> None:
    case = place.asked()
    given(place)
    page = soup(place.client(LOOKS).get(f"/oakfield/cases/{case}")).get_text()
    assert "Mia Example" in page
    assert "can write nothing" in page


def test_no_page_writes_anything_for_it(place: Place) -> None:
    case = place.asked()
    given(place)
    before = entries(place)
    client = place.client(LOOKS)
    let_through = []
    for route in ROUTES:
        # Signing in writes nothing of the hub's, and whoever is worried may refer (below).
        if "POST" not in route.methods or route.endpoint.startswith(("sign_in.", "refer.")):
            continue
        deeds = DEEDS if "<deed>" in route.rule and "cases" in route.rule else ("rate",)
        for deed in deeds:
            path = route.rule.replace("<hub>", "oakfield").replace("<ref>", case).replace("<deed>", deed)
            path = path.replace("<ask>", "q1").replace("<form>", "anyone").replace("<", "").replace(">", "")
            answer = client.post(path, data={"deed": f"{route.endpoint}-{deed}", "text": "A note."})
            page = answer.get_data(as_text=True)
            closed = "for reading alone" in page or "does not include this" in page
            if answer.status_code != 403 or not closed:
                let_through.append((path, answer.status_code))
    assert let_through == []
    assert entries(place) == before


def test_no_deed_is_done_for_it_where_there_is_no_page(place: Place) -> None:
    case = place.asked()
    given(place)
    for deed, command in enumerate((Rate("child", "standard"), Rate("child", "urgent"))):
        with pytest.raises(Refusal) as refused:
            act_on_case(place.hubwright.house, hub="oakfield", actor=LOOKS, deed=f"x{deed}", case=case, command=command)
        assert refused.value.code == "reads_only"


def test_it_ends_at_its_minute(place: Place) -> None:
    case = place.asked()
    given(place, ends=place.clock() + timedelta(minutes=10))
    client = place.client(LOOKS)
    place.clock.later(minutes=9, seconds=59)
    assert client.get(f"/oakfield/cases/{case}").status_code == 200
    place.clock.later(seconds=1)
    assert client.get(f"/oakfield/cases/{case}").status_code == 403


def test_one_that_sees_a_sample_sees_nothing_else(place: Place) -> None:
    one, other = place.asked(), place.asked()
    given(place, SAMPLED, only=frozenset({one}))
    client = place.client(SAMPLED)
    assert client.get(f"/oakfield/cases/{one}").status_code == 200
    assert client.get(f"/oakfield/cases/{other}").status_code == 404
    queue = client.get("/oakfield/queue").get_data(as_text=True)
    assert (one in queue, other in queue) == (True, False)
    for path in ("/oakfield/checks", "/oakfield/hand-over", "/oakfield/work", f"/oakfield/audit?reference={other}"):
        assert client.get(path).get_data(as_text=True).count(f"/cases/{other}") == 0, path
    assert client.get("/oakfield/people").status_code == 403


def test_the_hub_invites_somebody_and_sees_what_they_have_read(place: Place) -> None:
    case = place.asked()
    client = place.client(MANAGER)
    form = form_of(client.get("/oakfield/reviewers"))
    last = (place.clock() + timedelta(days=5)).date()
    form |= {"name": "Pia Peer", "email": "pia@peer.example", "role": "reviewer", "agency": "care"}
    day = {"ends-day": str(last.day), "ends-month": str(last.month), "ends-year": str(last.year)}
    assert client.post("/oakfield/reviewers", data=form | day).status_code == 422
    answer = client.post("/oakfield/reviewers", data=form | day | {"purpose": "Board review."})
    assert answer.status_code == 302, soup(answer).select_one("main").get_text()
    with place.hubwright.store.reading("oakfield") as reading:
        (row,) = [one for one in reading.rows("seat_row", scope=Everything()) if one["name"] == "Pia Peer"]
    pia = Actor(row["user_id"], "Pia Peer", "care", frozenset({"reviewer"}))
    assert place.client(pia).get(f"/oakfield/cases/{case}").status_code == 200
    page = soup(client.get("/oakfield/reviewers")).select_one("main").get_text()
    assert all(said in page for said in ("Pia Peer", "Board review.", MANAGER.name, case))


def accounts(place: Place) -> int:
    with place.hubwright.store.installation.reading() as installation:
        return len(installation.rows("installation_user"))


@pytest.mark.parametrize(
    "forged",
    [
        pytest.param({"role": "manager"}, id="a manager"),
        pytest.param({"role": ""}, id="no role"),
        pytest.param({"role": "nobody"}, id="no such role"),
        pytest.param({"agency": "elsewhere"}, id="no such agency"),
        pytest.param({"ends-year": "2099"}, id="an end too late"),
    ],
)
def test_an_invitation_gives_no_seat_but_one_that_looks_in_and_refused_leaves_no_account(
    place: Place, forged: dict[str, str]
) -> None:
    client = place.client(MANAGER)
    last = (place.clock() + timedelta(days=5)).date()
    form = form_of(client.get("/oakfield/reviewers")) | {"purpose": "Board review.", "name": "Pia Peer"}
    form |= {"email": "pia@peer.example", "role": "reviewer", "agency": "care", "deed": "forged"}
    form |= {"ends-day": str(last.day), "ends-month": str(last.month), "ends-year": str(last.year)}
    before, written = accounts(place), entries(place)
    assert client.post("/oakfield/reviewers", data=form | forged).status_code == 422
    assert (accounts(place), entries(place)) == (before, written)
