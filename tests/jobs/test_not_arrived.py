"""What becomes of a message that comes back, of texts, of quiet hours, and of whatever a training hub would send."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hubwright.actions.accounts import create_account
from hubwright.actions.preferences import Preference, choose, preference_of
from hubwright.actions.receive_contact import receive_contact
from hubwright.domain.access.scope import Everything
from hubwright.domain.cases.commands import Assign, Receive, Tell
from hubwright.domain.cases.entries import OPERATOR
from hubwright.domain.cases.topics.messages import failed_messages
from hubwright.domain.definitions.hub import Hub
from hubwright.domain.errors import Refusal
from hubwright.domain.hubs import hub_of, make_for_training
from hubwright.domain.hubs.stream import HubState
from hubwright.domain.texts import Text
from hubwright.jobs import turn
from hubwright.notices import BounceFolder, FolderTexts
from hubwright.wiring import RandomIds

from tests.databases import Database
from tests.jobs.conftest import SCREENER, Town, oakfield
from tests.notices.test_bounces import report


def outbox(town: Town) -> list[Mapping[str, Any]]:
    with town.store.reading("oakfield") as reading:
        return list(reading.rows("outbox", scope=Everything(), order=("created", "id")))


def tell(town: Town, case: str, how: str = "email") -> None:
    (contact,) = town.state(case).contacts
    town.does(case, Tell(contact, "acknowledge", how))


def an_owner(town: Town) -> None:
    create_account(town.house, name=SCREENER.name, email="alex@care.example", id=SCREENER.id)


def came_back(town: Town, folder: Path, case: str) -> Any:
    """The referrer's message comes back; the turn in which that is found."""
    tell(town, case)
    turn(town.worker())
    (sent,) = [row for row in outbox(town) if row["says"]["post"] == "referrer"]
    (folder / "1.eml").write_text(report(id=sent["id"]))
    return turn(town.worker(bounces=BounceFolder(folder)))


def test_a_message_that_came_back_is_marked_recorded_and_told_to_the_owner(town: Town, tmp_path: Path) -> None:
    an_owner(town)
    case = town.receives()
    town.does(case, Assign(SCREENER.id, SCREENER.name))
    assert came_back(town, tmp_path, case).came_back == 1
    row = next(row for row in outbox(town) if row["says"]["post"] == "referrer")
    assert (row["status"], row["last_error"], row["payload"]) == ("came_back", "came_back", None)
    (failed,) = failed_messages(town.state(case)).values()
    assert (failed.moment, failed.post) == ("acknowledge", "referrer")
    turn(town.worker())
    assert town.receivers()[-1] == "alex@care.example"
    assert "Not done yet" in str(town.room.taken[-1]["Subject"])
    assert list(tmp_path.glob("*.eml")) == []


def test_a_report_about_somebody_elses_message_changes_nothing(town: Town, tmp_path: Path) -> None:
    (tmp_path / "1.eml").write_text(report(id="not-ours"))
    assert turn(town.worker(bounces=BounceFolder(tmp_path))).came_back == 0
    assert list(tmp_path.glob("*.eml")) == []


def test_the_same_report_twice_is_recorded_once(town: Town, tmp_path: Path) -> None:
    case = town.receives()
    came_back(town, tmp_path, case)
    row = next(row for row in outbox(town) if row["says"]["post"] == "referrer")
    (tmp_path / "2.eml").write_text(report(id=row["id"]))
    assert turn(town.worker(bounces=BounceFolder(tmp_path))).came_back == 0
    assert len(failed_messages(town.state(case))) == 1


def test_word_of_a_failure_that_fails_itself_goes_round_nobody(town: Town, tmp_path: Path) -> None:
    case = town.receives()
    came_back(town, tmp_path, case)
    turn(town.worker())
    row = next(row for row in outbox(town) if row["says"]["moment"] == "failed")
    (tmp_path / "2.eml").write_text(report(id=row["id"]))
    turn(town.worker(bounces=BounceFolder(tmp_path)))
    assert len(failed_messages(town.state(case))) == 1
    assert sum(row["says"]["moment"] == "failed" for row in outbox(town)) == 1


def with_texts() -> Hub:
    hub = oakfield()
    letters = tuple(
        replace(one, text=Text("We have it: {{reference}}. {{link}}")) if one.moment == "acknowledge" else one
        for one in hub.letters
    )
    return replace(hub, letters=letters)


@pytest.fixture
def texting(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest, database: Database) -> Town:
    monkeypatch.setattr("tests.jobs.conftest.oakfield", with_texts)
    town: Town = request.getfixturevalue("town")  # drawn once, so after the line above
    return town


def receives_by_telephone(town: Town, number: str = "07700 900123") -> str:
    with town.store.reading("oakfield") as reading:
        revision, _ = reading.live()
    command = Receive("anyone", {}, (), {"name": "Jo", "telephone": number}, "A worry.", town.clock.at)
    done = receive_contact(town.house, hub="oakfield", deed=RandomIds().token(), command=command, revision=revision)
    return str(done.result["case"])


def test_a_referrer_with_a_mobile_is_texted_in_the_short_wording(texting: Town, tmp_path: Path) -> None:
    case = receives_by_telephone(texting)
    tell(texting, case, "text")
    assert turn(texting.worker(texts=FolderTexts(tmp_path / "texts"))).sent == 1
    (file,) = (tmp_path / "texts").iterdir()
    (contact,) = texting.state(case).contacts
    assert file.read_text("utf-8").startswith(f"+447700900123\n\nWe have it: {contact}. https://hub.example/")


def test_a_number_that_takes_no_texts_is_not_offered_one(texting: Town) -> None:
    case = receives_by_telephone(texting, "01632 960001")
    with pytest.raises(Refusal) as refused:
        tell(texting, case, "text")
    assert refused.value.code == "no_safe_mobile"


def test_a_hub_without_a_short_wording_gives_the_text_up_and_says_so(town: Town, tmp_path: Path) -> None:
    tell(town, receives_by_telephone(town), "text")
    assert turn(town.worker(texts=FolderTexts(tmp_path))).given_up == 1
    (row,) = [row for row in outbox(town) if row["says"]["post"] == "referrer"]
    assert row["last_error"] == "no_letter"


def about_a_failure(town: Town, tmp_path: Path) -> str:
    """A case of Alex's whose message to the referrer came back: Alex is to be told."""
    an_owner(town)
    case = town.receives()
    town.does(case, Assign(SCREENER.id, SCREENER.name))
    (tmp_path / "back").mkdir()
    came_back(town, tmp_path / "back", case)
    return case


def test_somebody_hears_by_text_where_they_chose_it(town: Town, tmp_path: Path) -> None:
    about_a_failure(town, tmp_path)
    choose(town.house, hub="oakfield", actor=SCREENER, preference=Preference("text", "07700 900456"))
    turn(town.worker(texts=FolderTexts(tmp_path / "texts")))
    (file,) = (tmp_path / "texts").iterdir()
    assert file.read_text("utf-8").startswith("+447700900456\n")


def test_what_is_not_urgent_waits_out_the_quiet_hours(town: Town, tmp_path: Path) -> None:
    about_a_failure(town, tmp_path)  # at two in the morning
    choose(town.house, hub="oakfield", actor=SCREENER, preference=Preference("email", "", "20:00", "7:30"))
    turn(town.worker())
    assert "alex@care.example" not in town.receivers()
    town.clock.later(hours=5, minutes=29)
    turn(town.worker())
    assert "alex@care.example" not in town.receivers()
    town.clock.later(minutes=2)
    turn(town.worker())
    assert "alex@care.example" in town.receivers()


@pytest.mark.parametrize(
    ("preference", "field"),
    [
        (Preference("pigeon"), "channel"),
        (Preference("text", "01632 960001"), "mobile"),
        (Preference("email", "", "20:00", ""), "quiet_from"),
        (Preference("email", "", "late", "07:00"), "quiet_from"),
        (Preference("email", "", "07:00", "07:00"), "quiet_from"),
    ],
)
def test_a_choice_that_cannot_be_is_not_kept(town: Town, preference: Preference, field: str) -> None:
    with pytest.raises(Refusal) as refused:
        choose(town.house, hub="oakfield", actor=SCREENER, preference=preference)
    assert dict(refused.value.fields).keys() == {field}
    assert preference_of(town.house, hub="oakfield", user=SCREENER.id) == Preference()


def test_nothing_leaves_a_hub_for_training(town: Town) -> None:
    case = town.receives()
    tell(town, case)
    with town.store.work("oakfield", OPERATOR, deed="training", now=town.clock.at) as work:
        work.entries("hub")
        work.append(make_for_training(HubState(), "oakfield", now=town.clock.at), revision="r1")
        work.commit({})
    turn(town.worker())
    town.clock.later(days=2)
    turn(town.worker())
    assert town.room.taken == []
    assert {row["status"] for row in outbox(town)} == {"kept"}


def test_a_hub_with_people_never_becomes_one_for_training(town: Town) -> None:
    with town.store.reading("oakfield") as reading:
        state = hub_of(reading.entries("hub"))
    with pytest.raises(Refusal) as refused:
        make_for_training(state, "oakfield", now=town.clock.at + timedelta(days=1))
    assert refused.value.code == "hub_in_use"
