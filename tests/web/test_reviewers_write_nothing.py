"""A seat that reads alone writes nothing, whichever way it comes, and still sends a referral like anybody."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, fields
from pathlib import Path
from typing import Any

import hubwright.actions
import pytest
from hubwright.actions.accounts import account_by_email
from hubwright.actions.act_on_case import act_on_case
from hubwright.actions.documents import ask
from hubwright.actions.packs import ask_for_pack
from hubwright.actions.preferences import Preference, choose
from hubwright.actions.reviewers import Invitation, invite_reviewer
from hubwright.actions.saved_views import drop_view, save_view
from hubwright.domain.access.scope import Everything
from hubwright.domain.cases.deeds import _DEEDS
from hubwright.domain.documents.composing import Wanted
from hubwright.domain.errors import Refusal
from hubwright.domain.hubs import HUB_STREAM, Seat, hub_of

from tests.web import test_reviewers
from tests.web.conftest import Place, form_of, soup
from tests.web.test_reviewers import LOOKS, entries, given

place = test_reviewers.place

# Each way into a hub's database that asks for no seat, and why none is needed.
WITHOUT_A_SEAT: Mapping[str, str] = {
    "documents.note": "the background work's own",
    "documents.remove_old": "the background work's own",
    "trials.note_trial": "the background work's own",
    "tell_keepers.tell_keepers": "the background work's own",
    "plugins_react._reacts": "the background work's own",
    "train_hub.train_hub": "the operator's own",
    "train_hub._members": "the operator's own",
    "post_account_letter.post_account_letter": "the operator's own",
    "publish_hub.publish_hub": "the operator's own",
    "templates.take_into_hub": "the operator's own",
    "templates.upgrade_hub": "the operator's own",
    "templates.undo_template": "the operator's own",
    "templates.keep_origin": "the operator's own",
    "circulate.open_sending": "whoever holds the link and its code, in no seat",
    "papers_sent.ask_by_link": "whoever holds the link and gave its code, in no seat",
    "opening.open_test_message": "whoever at an agency holds the link of its test message, in no seat",
    "check_links.answer_by_link": "whoever holds the link and its code, in no seat",
}
_ASKS = {"seated", "may_write"}


def _calls(function: ast.AST) -> set[str]:
    called = (one.func for one in ast.walk(function) if isinstance(one, ast.Call))
    return {str(getattr(one, "attr", "") or getattr(one, "id", "")) for one in called}


def _opens_a_hub(function: ast.AST) -> bool:
    """Whether it calls `store.work` of a hub; `store.installation.work` is for accounts, in no hub."""
    return any(
        isinstance(one, ast.Call)
        and isinstance(one.func, ast.Attribute)
        and one.func.attr == "work"
        and getattr(one.func.value, "attr", getattr(one.func.value, "id", "")) == "store"
        for one in ast.walk(function)
    )


def openings() -> Iterator[tuple[str, bool]]:
    """Each function that opens a hub for writing, and whether it, or what it calls beside it, asks for the seat."""
    for path in sorted(Path(hubwright.actions.__path__[0]).glob("*.py")):
        tree = ast.parse(path.read_text())
        functions = {one.name: one for one in ast.walk(tree) if isinstance(one, ast.FunctionDef)}
        for name, function in functions.items():
            if not _opens_a_hub(function):
                continue
            reached: set[str] = set()
            waiting = [name]
            while waiting:
                here = _calls(functions[waiting.pop()]) - reached
                reached |= here
                waiting += [one for one in here if one in functions]
            yield f"{path.stem}.{name}", bool(reached & _ASKS)


def test_every_way_to_write_asks_for_the_seat_or_says_why_it_needs_none() -> None:
    found = dict(openings())
    assert len(found) > 20
    assert {name for name, asks in found.items() if not asks} == set(WITHOUT_A_SEAT)


def a(command: type) -> Any:
    """A command with nothing in it: what it says is not reached."""
    needed = [one.name for one in fields(command) if one.default is MISSING and one.default_factory is MISSING]
    return command(**dict.fromkeys(needed, ""))


def refused(deed: Any) -> str:
    with pytest.raises(Refusal) as found:
        deed()
    return found.value.code


def test_every_deed_on_a_case_is_refused_to_it(place: Place) -> None:
    case = place.asked()
    given(place)
    before, house = entries(place), place.hubwright.house
    assert len(_DEEDS) > 60
    for command in _DEEDS:
        made, deed = a(command), f"x-{command.__name__}"
        code = refused(
            lambda m=made, d=deed: act_on_case(house, hub="oakfield", actor=LOOKS, deed=d, case=case, command=m)
        )
        assert code == "reads_only", command.__name__
    assert entries(place) == before


def test_what_is_a_persons_own_is_not_written_for_it_either(place: Place) -> None:
    case = place.asked()
    given(place)
    house, hub = place.hubwright.house, "oakfield"
    seat = held(place)
    ways = {
        "preference": lambda: choose(house, hub=hub, actor=LOOKS, preference=Preference()),
        "view": lambda: save_view(house, hub=hub, actor=LOOKS, name="Mine", query={}),
        "drop": lambda: drop_view(house, hub=hub, actor=LOOKS, name="Mine"),
        "document": lambda: ask(
            house, hub=hub, actor=LOOKS, seat=seat, deed="d", case=case, wanted=Wanted("chronology"), language="en"
        ),
        "pack": lambda: ask_for_pack(house, hub=hub, actor=LOOKS, seat=seat, deed="p", meeting="M", language="en"),
        "invite": lambda: invite_reviewer(house, hub=hub, actor=LOOKS, deed="i", invitation=INVITED),
    }
    assert {name: refused(way) for name, way in ways.items()} == dict.fromkeys(ways, "reads_only")
    assert account_by_email(house, INVITED.email) is None


INVITED = Invitation("Nia New", "nia@peer.example", "care", "reviewer", None, "To help.")


def held(place: Place) -> Seat:
    """Their seat."""
    with place.hubwright.store.reading("oakfield") as reading:
        return hub_of(reading.entries(HUB_STREAM)).seats[f"seat-{LOOKS.id}"]


def test_whoever_looks_in_and_is_worried_sends_a_referral_as_anybody_does(place: Place) -> None:
    given(place)
    client = place.client(LOOKS)
    path = "/oakfield/refer/worry"
    answer = client.get(path)
    for _ in range(12):
        if "/sent" in (answer.headers.get("Location") or "") or answer.request.path.endswith("/sent"):
            break
        page = soup(answer)
        form = form_of(answer) | {"what": "A bruise."}
        answer = client.post(answer.request.path, data=form, follow_redirects=True)
        assert answer.status_code == 200, page.get_text()
    assert answer.request.path.endswith("/sent")
    with place.hubwright.store.reading("oakfield") as reading:
        (case,) = {row["case_ref"] for row in reading.rows("case_row", scope=Everything())}
        entry = reading.entries(f"case:{case}")[0]
    assert (entry.actor, entry.agency) == ("referrer", None)
