"""Who may reach which page: every route, every kind of reader. A yes that is not listed here fails.

Each *no* is asked with a reference that exists, and that its owner is shown in the same test.
"""

from __future__ import annotations

from hubwright.actions.keep_people import begin_a_person
from hubwright.domain.cases.entries import Actor
from hubwright.domain.people.commands import Begin, Told
from hubwright.testing.stories import HEALTH, MANAGER, POLICE, SCREENER
from hubwright.web.guards import Anyone
from hubwright.web.routes import ROUTES, Route

from tests.web.conftest import ADULTS, ELSEWHERE, NOWHERE, Place

READERS: dict[str, Actor | None] = {
    "screener": SCREENER,
    "manager": MANAGER,
    "police": POLICE,
    "health": HEALTH,
    "adults only": ADULTS,
    "another hub's manager": ELSEWHERE,
    "no membership": NOWHERE,
    "not signed in": None,
}

EVERYONE_SEATED = {"screener", "manager", "police", "health", "adults only"}

# Every yes, by endpoint. Public pages are not here: their guard says so, and the test holds them to it.
YES: dict[str, set[str]] = {
    "partnership.agencies": {"manager"},
    "studio.home": {"manager"},
    "studio.undo": {"manager"},
    "studio.moving": {"manager"},
    "studio.history": {"manager"},
    "studio.publish": {"manager"},
    "studio.live": {"manager"},
    "work.facts": {"manager"},
    "work.queue": {"screener", "manager", "adults only"},
    "work.glass": {"manager"},
    "work.case": {"screener", "manager"},
    "work.act": {"screener", "manager"},
    "people.search": {"screener", "manager", "adults only"},
    "people.begin": {"screener", "manager", "adults only"},
    "people.person": {"screener", "manager"},
    "people.act": {"screener", "manager"},
    "people.answer": {"screener", "manager", "adults only"},
    "work.checks": EVERYONE_SEATED,
    "work.check": {"screener", "manager", "police"},
    "work.audit": {"manager"},
    "work.today": {"manager"},
    "work.letter": set(),
    "work.record": set(),
    "work.copies": {"screener", "manager"},
    "work.copy": set(),
    "work.sending": set(),
    "work.readiness": {"manager"},
    "work.messages": {"screener", "manager", "adults only"},
    "work.preferences": EVERYONE_SEATED,
    "public.referrals": {"screener", "manager", "adults only"},
    "public.referral": set(),
    "work.saved_views": {"screener", "manager", "adults only"},
    "work.assign": {"screener", "manager", "adults only"},
    "record.chronology": {"screener", "manager"},
    "record.as_of": {"screener", "manager"},
    "record.of_person": {"screener", "manager"},
    "record.seen_by": {"manager"},
    "record.check_seen_by": set(),
    "record.review": {"manager"},
    "record.audits": {"manager", "screener", "adults only"},
    "record.reviewers": {"manager"},
    "record.agreements": {"manager", "screener", "adults only"},
    "record.audit": set(),
    "record.audited": set(),
    "record.incidents": {"manager", "screener", "adults only"},
    "record.new_incident": set(),
    "record.incident": set(),
    "meetings.all": EVERYONE_SEATED,
    "meetings.keep_ours": EVERYONE_SEATED,
    "meetings.keep_line": {"screener", "manager", "adults only"},
    "meetings.new": set(),
    "meetings.show": set(),
    "meetings.pack": set(),
    "day.my_work": EVERYONE_SEATED,
    "day.hand_over": {"screener", "manager", "adults only"},
    "day.rota": {"screener", "manager", "adults only"},
    "day.cover": {"screener", "manager", "adults only"},
    "day.arrange": {"manager"},
    "day.wall": {"screener", "manager", "adults only"},
    "contacts.arrived": {"screener", "manager", "adults only"},
    "work.add_file": {"screener", "manager"},
    "documents.of_case": {"screener", "manager"},
    "documents.one": set(),
    "documents.file": set(),
    "documents.pack": EVERYONE_SEATED,
    "documents.record": EVERYONE_SEATED,
    "work.file": set(),
    "work.own_part": {"screener", "manager", "police", "health"},
    "work.to_enter": {"screener", "manager", "adults only"},
    "work.punctuality": EVERYONE_SEATED,
    "work.bring_in": EVERYONE_SEATED,
    "work.make_link": {"screener", "manager"},
    "sign_in.home": EVERYONE_SEATED,
    "sign_in.unlock": EVERYONE_SEATED,
    "sign_in.seat": EVERYONE_SEATED,
}


def address(route: Route, hub: str, case: str, person: str) -> str:
    of_person = route.rule.startswith("/<hub>/people/")
    parts = {
        "<hub>": hub,
        "<ref>": person if of_person else case,
        "<deed>": "record-name" if of_person else "rate",
        "<ask>": "q1",
        "<seat>": f"seat-{SCREENER.id}",
    }
    rule = route.rule
    for name, value in parts.items():
        rule = rule.replace(name, value)
    return rule


def reached(place: Place, route: Route, who: str, url: str) -> bool:
    """Whether the page let this reader in: not sent to sign in, not told that it is not theirs, not missing."""
    client = place.client(READERS[who])
    answer = client.get(url) if "GET" in route.methods else client.post(url)
    if answer.status_code == 302:
        return "/sign-in" not in answer.headers["Location"]
    # A form of ours that came without its token was let in, and asked again.
    return answer.status_code in (200, 400)


def on_record(place: Place) -> str:
    """A person in the index, known in one strand; their reference."""
    told = (Told("name", {"use": "legal", "name": "Mia Example"}),)
    done = begin_a_person(
        place.hubwright.house, hub="oakfield", actor=MANAGER, deed="begin", command=Begin(told, ("child",))
    )
    return str(done.result["person"])


def test_no_reader_reaches_a_page_that_is_not_listed_as_theirs(place: Place) -> None:
    case, person = place.asked(), on_record(place)
    wrong = []
    for route in ROUTES:
        if isinstance(route.guard, Anyone):
            continue
        for who in READERS:
            may = who in YES.get(route.endpoint, set())
            if reached(place, route, who, address(route, "oakfield", case, person)) != may:
                wrong.append((route.endpoint, who, "should be let in" if may else "was let in"))
    assert not wrong, "\n".join(map(repr, wrong))


def test_no_reader_reaches_a_case_under_another_hubs_address(place: Place) -> None:
    case = place.asked()
    assert place.client(MANAGER).get(f"/oakfield/cases/{case}").status_code == 200
    for who, actor in READERS.items():
        client = place.client(actor)
        for path in (f"/elmbridge/cases/{case}", f"/elmbridge/cases/{case}/rate", f"/elmbridge/checks/{case}/q1"):
            assert client.get(path).status_code in (302, 403, 404), (who, path)


def test_an_agency_does_not_reach_what_another_agency_was_asked(place: Place) -> None:
    case = place.asked()
    assert place.client(POLICE).get(f"/oakfield/checks/{case}/q1").status_code == 200
    assert place.client(HEALTH).get(f"/oakfield/checks/{case}/q2").status_code == 200
    assert place.client(HEALTH).get(f"/oakfield/checks/{case}/q1").status_code == 404
    assert place.client(POLICE).get(f"/oakfield/checks/{case}/q2").status_code == 404


def test_a_missing_reference_and_a_forbidden_one_look_the_same(place: Place) -> None:
    case = place.asked()
    forbidden = place.client(ADULTS).get(f"/oakfield/cases/{case}")
    missing = place.client(ADULTS).get("/oakfield/cases/00000000")
    assert place.client(SCREENER).get(f"/oakfield/cases/{case}").status_code == 200
    assert (forbidden.status_code, missing.status_code) == (404, 404)
    words = [answer.get_data(as_text=True).split("<main", 1)[1].split("</main>")[0] for answer in (forbidden, missing)]
    assert words[0] == words[1]


def test_the_queue_of_one_pathway_holds_nothing_of_the_other(place: Place) -> None:
    case = place.asked()
    assert case in place.client(SCREENER).get("/oakfield/queue").get_data(as_text=True)
    seen = place.client(ADULTS).get("/oakfield/queue").get_data(as_text=True)
    assert case not in seen
    assert "Mia Example" not in seen
    assert "0 pieces of work" in seen


def test_a_leaver_is_out_with_the_next_click(place: Place) -> None:
    from hubwright.actions.run_the_hub import end_a_seat

    case = place.asked()
    client = place.client(SCREENER)
    assert client.get(f"/oakfield/cases/{case}").status_code == 200
    place.clock.later(seconds=1)
    end_a_seat(
        place.hubwright.house, hub="oakfield", actor=MANAGER, deed="leaves", seat=f"seat-{SCREENER.id}", why="Left"
    )
    assert client.get(f"/oakfield/cases/{case}").status_code == 403


def test_reads_are_on_record_and_nothing_else_is_written_by_them(place: Place) -> None:
    case = place.asked()
    before = _entries(place, case)
    place.client(SCREENER).get(f"/oakfield/cases/{case}")
    place.client(ADULTS).get(f"/oakfield/cases/{case}")
    place.client(MANAGER).get(f"/oakfield/audit?reference={case}")
    page = place.client(MANAGER).get(f"/oakfield/audit?reference={case}").get_data(as_text=True)
    assert SCREENER.name in page
    assert ADULTS.name in page
    assert "refused" in page
    assert _entries(place, case) == before


def _entries(place: Place, case: str) -> int:
    with place.hubwright.store.reading("oakfield") as reading:
        return len(reading.entries(f"case:{case}"))


def test_every_route_is_served_and_nothing_else_is(place: Place) -> None:
    served = {rule.endpoint for rule in place.app.url_map.iter_rules()}
    named = {route.endpoint for route in ROUTES}
    beside = {"static", "operators.healthz", "operators.readyz", "public.front"}
    assert named <= served
    assert served - named <= beside


def test_who_the_referrer_is_stays_with_those_who_may_know(place: Place) -> None:
    case = place.asked()
    assert "jo@school.example" not in place.client(POLICE).get(f"/oakfield/checks/{case}/q1").get_data(as_text=True)
    assert "Jo Secret" not in place.client(POLICE).get(f"/oakfield/checks/{case}/q1").get_data(as_text=True)
