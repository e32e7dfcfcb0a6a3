"""What becomes of messages: letters filled, addresses that bounce, servers that are away, drafts that end."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hubwright.actions.post_account_letter import post_account_letter
from hubwright.domain.access.scope import Everything
from hubwright.domain.cases.commands import Ask, Rate, Tell
from hubwright.domain.cases.entries import OPERATOR
from hubwright.jobs import turn
from hubwright.jobs.sending import FIRST_PAUSE, LONGEST_PAUSE, TRIES, pause
from hubwright.notices import mail_from_url
from hubwright.ports import Draft

from tests.jobs.conftest import Town, publish
from tests.notices.servers import free_port


def outbox(town: Town) -> list[Mapping[str, Any]]:
    with town.store.reading("oakfield") as reading:
        return list(reading.rows("outbox", scope=Everything()))


def tell(town: Town, case: str) -> None:
    (contact,) = town.state(case).contacts
    town.does(case, Tell(contact, "acknowledge", "email"))


def test_an_agency_gets_its_link_and_by_when(town: Town) -> None:
    case = town.receives()
    town.does(case, Rate("child", "soon", "A worry."))
    town.does(case, Ask("child", agencies=("police",)))
    turn(town.worker())
    (message,) = town.room.taken
    assert message["To"] == "police@oakfield.example"
    assert f"https://hub.example/oakfield/checks/{case}/q1" in message.get_content()


def test_the_referrer_gets_their_own_place(town: Town) -> None:
    tell(town, town.receives())
    assert turn(town.worker()).sent == 1
    (message,) = town.room.taken
    assert message["To"] == "jo@school.example"


def test_an_address_that_bounces_is_given_up_and_seen_and_stops_nobody(town: Town) -> None:
    first = town.receives(email="gone@school.example")
    tell(town, first)
    tell(town, town.receives())
    done = turn(town.worker())
    assert (done.sent, done.given_up) == (2, 1), "the other message, and word of the failure to the duty holder"
    assert "night@oakfield.example" in town.receivers()
    (given_up,) = [row for row in outbox(town) if row["status"] == "given_up"]
    assert given_up["last_error"] == "mail_refused"
    town.clock.later(days=2)
    assert turn(town.worker()).given_up == 0, "it is not tried again"


def test_a_full_mailbox_is_tried_again_with_growing_pauses(town: Town) -> None:
    tell(town, town.receives(email="full@school.example"))
    assert turn(town.worker()).put_off == 1
    assert turn(town.worker()).put_off == 0, "not before the pause is over"
    town.clock.later(seconds=FIRST_PAUSE.total_seconds())
    assert turn(town.worker()).put_off == 1
    town.clock.later(seconds=FIRST_PAUSE.total_seconds())
    assert turn(town.worker()).put_off == 0, "the second pause is longer"
    (row,) = outbox(town)
    assert (row["status"], row["attempts"], row["last_error"]) == ("waiting", 2, "mail_not_taken")


def test_pauses_double_up_to_an_hour_and_last_three_days_in_all() -> None:
    pauses = [pause(attempt) for attempt in range(1, TRIES)]
    assert pauses[:3] == [FIRST_PAUSE, 2 * FIRST_PAUSE, 4 * FIRST_PAUSE]
    assert max(pauses) == LONGEST_PAUSE
    assert timedelta(days=2, hours=20) < sum(pauses, timedelta()) < timedelta(days=3, hours=4)


def test_a_server_that_is_away_loses_nothing_and_is_not_hammered(town: Town) -> None:
    for _ in range(3):
        tell(town, town.receives())
    away = mail_from_url(f"smtp://localhost:{free_port()}?from=hub@oakfield.example")
    done = turn(town.worker(mail=away))
    assert (done.sent, done.put_off) == (0, 1), "one try in a turn is enough to see that nobody answers"
    town.clock.later(minutes=1)
    assert turn(town.worker()).sent == 3


def test_what_can_never_be_written_is_given_up_with_its_reason(town: Town) -> None:
    with town.store.work("oakfield", OPERATOR, deed="", now=town.clock.at) as work:
        work.put("outbox", id="x1", kind="pigeon", run_at=work.now, payload={})
        lost = {"moment": "solstice", "to": "a@b.example", "reference": "R", "place": "case", "language": "en"}
        work.put("outbox", id="x2", kind="notice", run_at=work.now, payload=lost)
        work.commit()
    assert turn(town.worker()).given_up == 2
    assert {row["id"]: row["last_error"] for row in outbox(town)} == {"x1": "unreadable_job", "x2": "no_letter"}


def test_a_letter_that_breaks_off_is_tried_again(town: Town) -> None:
    class Breaks:
        def send(self, *, to: str, subject: str, body: str, message_id: str) -> None:
            raise ZeroDivisionError

    tell(town, town.receives())
    assert turn(town.worker(mail=Breaks())).failed == 1
    town.clock.later(minutes=1)
    assert turn(town.worker()).sent == 1


def test_somebody_who_signs_in_gets_their_link_in_every_language_of_the_hub(town: Town) -> None:
    link = "https://hub.example/oakfield/choose-password/t0ken"
    post_account_letter(town.house, hub="oakfield", to="alex@care.example", link=link)
    turn(town.worker())
    (message,) = town.room.taken
    assert message.get_content().count(link) == 2
    assert message["Subject"] == "Choose your password / Dewiswch eich cyfrinair"


def test_a_bad_hub_never_stops_the_others(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(town.house, "ashfield")
    town.receives()
    town.clock.later(hours=1)
    seal = town.store.seal_heads

    def broken(hub: str, now: Any) -> int:
        if hub == "ashfield":
            raise ValueError("something on disk")
        return seal(hub, now)

    monkeypatch.setattr(town.store, "seal_heads", broken)
    done = turn(town.worker())
    assert (done.failed, done.sealed, done.sent) == (1, 1, 1)


def test_stream_heads_are_sealed_once_an_hour(town: Town) -> None:
    town.receives()
    worker = town.worker()
    assert [turn(worker).sealed for _ in range(2)] == [1, 0]
    town.clock.later(hours=1)
    assert turn(worker).sealed == 1
    assert town.store.verify("oakfield") == []


def draft(town: Town, **changes: Any) -> Draft:
    now = town.clock.at
    kept = Draft(
        form=("worry", 1),
        revision="r1",
        door="anyone",
        answers={"what": {"state": "answered", "value": "Something."}},
        created=now,
        saved=now,
        ends=now + timedelta(days=5),
        reply_to="jo@school.example",
    )
    return replace(kept, **changes)


def keep(town: Town, code: str, kept: Draft) -> None:
    with town.store.work("oakfield", OPERATOR, deed="", now=town.clock.at) as work:
        work.keep_draft(code, kept)
        work.commit()


def test_a_draft_that_ends_is_announced_once_and_then_removed(town: Town) -> None:
    keep(town, "CODE-ONE", draft(town))
    keep(town, "CODE-TWO", draft(town, reply_to=None))
    keep(town, "CODE-THREE", draft(town, sent_contact="ABCD1234"))
    worker = town.worker()
    assert turn(worker).warned == 0, "five days are left"
    town.clock.later(days=3)
    assert turn(worker).warned == 1
    assert turn(worker).warned == 0
    (message,) = town.room.taken
    assert message["To"] == "jo@school.example"
    assert message.get_content().startswith(
        "Not sent yet; removed on Sunday 29 November 2026. https://hub.example/oakfield/refer/"
    )
    assert "Something" not in message.get_content()
    town.clock.later(days=2)
    assert turn(worker).removed == 3
    with town.store.reading("oakfield") as reading:
        assert reading.draft("CODE-ONE") is None
