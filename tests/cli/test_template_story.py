"""A template between two councils, at the terminal: taken, changed on both sides, upgraded, undone, taken again."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from hubwright.domain.access.scope import Everything
from hubwright.settings import read_settings
from hubwright.wiring import open_hubwright

from tests.cli.conftest import KEY, Terminal
from tests.cli.two_councils import (
    QUESTION,
    ROOT,
    Area,
    a_better_form,
    bytes_of,
    changed,
    four_words_and_a_clock,
    one,
    shareable,
    tell,
)


@pytest.fixture
def area(tmp_path: Path, terminal: Terminal) -> Area:
    return Area(tmp_path / "area", terminal)


@pytest.mark.storage
def test_merton_takes_changes_and_upgrades_and_an_open_case_does_not_notice(area: Area, tmp_path: Path) -> None:
    tell(area.sandwell, "red-on-friday", "2026-05-22T20:50")
    first = area.pack(1)
    assert "version 1 of the template sandwell" in area.run("template", "show", first).output
    area.take(first)
    changed(area.merton, four_words_and_a_clock)
    tell(area.merton, "merton-red", "2026-05-22T20:50")
    area.run("hub", "import", area.merton)
    reports = tmp_path / "reports"
    reports.mkdir()
    (reports / "1.txt").write_text("Subject: Kim Example\nCircumstances: Alone at night.\n")
    area.run("contacts", "import", "merton", reports, "--door", "by-file")

    a_better_form(area)
    second = area.pack(2)
    told = area.run("template", "compare", first, second).output
    assert 'The clock "Decision, amber" runs 16 hours; it was 24 hours.' in told
    before = bytes_of(area.merton)
    asked = area.upgrade(second, code=3)
    assert asked.count("\n? ") == 1
    assert 'both changed the clock "Decision, amber": you have 20 hours' in asked
    assert bytes_of(area.merton) == before

    done = area.upgrade(second, f"{QUESTION}=ours")
    assert 'The clock "Tell the referrer what became of it" runs 2 working days; it was 3 working days.' in done
    assert "2 scenarios were run, and nothing was otherwise than expected." in done
    assert "2 as expected" in area.run("rehearse", area.merton).output
    now = shareable(area.merton)
    assert one(now["clocks"], "amber-decision")["amount"] == 20
    assert one(now["clocks"], "feedback")["amount"] == 2
    assert one(now["doors"], "for-professionals")["form"] == {"id": "child-referral", "version": 3}
    assert one(now["agencies"], "police")["name"]["en"] == "Metropolitan Police"
    assert now["words"]["forms"]["child-referral"] == {"name": {"en": "Tell Merton about a child"}}

    area.run("hub", "import", area.merton, "--note", "Sandwell's second version.")
    hubwright = open_hubwright(read_settings({"HUBWRIGHT_DATA": str(area.terminal.data), "HUBWRIGHT_SECRET_KEY": KEY}))
    try:
        with hubwright.store.reading("merton") as reading:
            live, drawing = reading.live()
            row, *_ = reading.rows("case_row", scope=Everything())
            opened = reading.entries(f"case:{row['case_ref']}")[0].revision
            pinned = reading.hub_at(opened)
    finally:
        hubwright.close()
    assert opened != live
    door = next(door for door in pinned.doors if door.id == "for-professionals")
    assert door.form == ("child-referral", 1)
    amounts = [hub.find("clocks", "feedback").amount for hub in (pinned, drawing)]
    assert amounts == [3, 2]


def test_undo_brings_back_byte_for_byte_what_was(area: Area) -> None:
    area.take(area.pack(1))
    (area.merton / "notes.txt").write_text("Ours, and nobody else's.")
    changed(area.merton, four_words_and_a_clock)
    before = bytes_of(area.merton)
    a_better_form(area)
    second = area.pack(2)
    area.upgrade(second, f"{QUESTION}=theirs")
    assert one(shareable(area.merton)["clocks"], "amber-decision")["amount"] == 16
    assert bytes_of(area.merton) != before
    area.run("template", "undo", area.merton)
    assert bytes_of(area.merton) == before
    area.upgrade(second, f"{QUESTION}=ours")
    changed(area.merton, lambda hub: hub["glossary"].clear())
    assert "Changed since" in area.run("template", "undo", area.merton, code=1).output


def test_what_was_taken_is_packed_again_under_the_same_hash(area: Area) -> None:
    first = area.pack(1)
    area.take(first)
    area.run("template", "pack", area.merton, "-o", area.folder / "merton.template")
    contents = [
        area.run("template", "show", pack).output.rsplit("Content: ", 1)[1]
        for pack in (first, area.folder / "merton.template")
    ]
    assert contents[0] == contents[1]
    assert "Made from sandwell version 1." in area.run("template", "show", area.folder / "merton.template").output
    assert "hold the same" in area.run("template", "compare", first, area.merton).output


def test_a_template_is_taken_three_times_while_both_sides_change_it(area: Area) -> None:
    area.take(area.pack(1))
    changed(area.merton, four_words_and_a_clock)
    a_better_form(area)
    area.upgrade(area.pack(2), f"{QUESTION}=later")

    def split_renamed_and_reordered(hub: dict[str, Any]) -> None:
        hub["routes"].reverse()
        old = one(hub["check_sets"], "short-checks")
        hub["check_sets"].append(json.loads(json.dumps(old)) | {"id": "shorter-checks"})
        old["name"]["en"] = "Short checks, first half"
        hub["glossary"]["early-help"] = {"en": "Help before it is needed."}

    changed(area.sandwell, split_renamed_and_reordered)
    # The template goes by another id from now on; its history says which one it was.
    third = area.folder / "sandwell-3.template"
    second = area.folder / "sandwell-2.template"
    area.run("template", "pack", area.sandwell, "-o", third, "--after", second, "--id", "black-country")
    asked = area.upgrade(third, code=3)
    assert QUESTION in asked
    assert asked.count("\n? ") == 1
    done = area.upgrade(third, f"{QUESTION}=ours")
    assert "Short checks, first half" in done
    now = shareable(area.merton)
    assert {"short-checks", "shorter-checks"} <= {element["id"] for element in now["check_sets"]}
    assert [route["id"] for route in now["routes"]] == [route["id"] for route in shareable(area.sandwell)["routes"]]
    assert one(now["routes"], "to-early-help")["name"]["en"] == "Early Help in Merton"
    assert one(now["clocks"], "amber-decision")["amount"] == 20
    assert "nothing to do" in area.upgrade(third)
    taken = json.loads((area.merton / "origin.json").read_bytes())["taken"]
    assert [(entry["id"], entry["version"], entry["later"]) for entry in taken] == [("black-country", 3, [])]
    assert sorted(path.name for path in (area.merton / "origin").glob("*.template")) == ["black-country.template"]


@pytest.mark.soak
def test_a_merge_over_what_was_deleted_is_a_question_and_what_is_still_named_stays(area: Area) -> None:
    area.take(area.pack(1))
    changed(area.merton, lambda hub: one(hub["routes"], "womens-aid-support")["name"].update(en="Merton Women's Aid"))
    changed(area.merton, lambda hub: one(hub["scales"][0]["tiers"], "amber").update(return_clock="green-return"))

    def cut(hub: dict[str, Any]) -> None:
        hub["routes"] = [route for route in hub["routes"] if route["id"] != "womens-aid-support"]
        one(hub["scales"][0]["tiers"], "green").update(return_clock="amber-return")
        hub["clocks"] = [clock for clock in hub["clocks"] if clock["id"] != "green-return"]

    changed(area.sandwell, cut)
    second = area.pack(2)
    asked = area.upgrade(second, code=3)
    assert 'took out the route "Merton Women\'s Aid", which you had changed' in asked
    done = area.upgrade(second, "routes/womens-aid-support=ours")
    assert 'The clock "Return, green" stays, because the return clock of the tier "Amber"' in done
    now = shareable(area.merton)
    assert one(now["routes"], "womens-aid-support")["name"]["en"] == "Merton Women's Aid"
    assert one(now["clocks"], "green-return")["amount"] == 36


@pytest.mark.soak
def test_words_of_ours_that_have_no_place_any_more_are_a_question(area: Area) -> None:
    area.take(area.pack(1))
    form = json.loads((area.folder / "form_definitions" / "child-referral" / "v1.json").read_bytes())
    gone = form["pages"][-1]["id"]
    words = {f"pages/{gone}/title": {"en": "And last"}, "name": {"en": "Tell Merton"}}
    changed(area.merton, lambda hub: hub.update(words={"forms": {"child-referral": words}}))
    form["version"] = 3
    form["pages"][-1]["id"] = "another-page"
    (area.folder / "form_definitions" / "child-referral" / "v3.json").write_text(json.dumps(form))
    changed(area.sandwell, lambda hub: one(hub["doors"], "for-professionals")["form"].update(version=3))
    second = area.pack(2)
    question = f"words/forms/child-referral/pages/{gone}/title"
    assert question in area.upgrade(second, code=3)
    area.upgrade(second, f"{question}=ours")
    assert one(shareable(area.merton)["doors"], "for-professionals")["form"]["version"] == 1
    area.run("template", "undo", area.merton)
    area.upgrade(second, f"{question}=theirs")
    now = shareable(area.merton)
    assert one(now["doors"], "for-professionals")["form"]["version"] == 3
    assert now["words"]["forms"]["child-referral"] == {"name": {"en": "Tell Merton"}}


@pytest.mark.soak
def test_single_parts_come_beside_what_is_there_and_get_another_id_where_they_collide(area: Area) -> None:
    shutil.copytree(ROOT / "tenant_configs" / "kent", area.folder / "tenant_configs" / "kent")
    kent = area.folder / "tenant_configs" / "kent"
    pack = area.folder / "part.template"
    area.run("template", "pack", area.sandwell, "-o", pack, "--only", "scale:rag", "--only", "letter:letter-ask")
    before = shareable(kent)
    lacking = area.run("template", "take", pack, "--into", kent, code=1).output
    assert "It needs what this hub does not have: " in lacking
    area.run(
        "template", "pack", area.sandwell, "-o", pack, "--only", "letter:letter-ask", "--only", "form:child-referral"
    )
    changed(area.sandwell, lambda hub: one(hub["letters"], "letter-ask")["subject"].update(en="Please answer"))
    said = area.run("template", "take", pack, "--into", kent).output
    now = shareable(kent)
    assert {key: value for key, value in now.items() if key != "letters"} == {
        key: value for key, value in before.items() if key != "letters"
    }
    if one(before["letters"], "letter-ask") != one(now["letters"], "letter-ask"):
        raise AssertionError("What was there was changed.")
    came = [letter["id"] for letter in now["letters"] if letter not in before["letters"]]
    assert all(id.startswith("sandwell-") for id in came)
    assert all(f"is called {id} here" in said for id in came)
    later = area.folder / "later.template"
    area.run("template", "pack", area.sandwell, "-o", later, "--after", pack, "--only", "letter:letter-ask")
    area.run("template", "upgrade", kent, later)
    assert any(letter["subject"]["en"] == "Please answer" for letter in shareable(kent)["letters"])
    area.run("template", "undo", kent)
    area.run("template", "undo", kent)
    assert shareable(kent) == before


@pytest.mark.parametrize("answer", ["nonsense", "clocks/amber-decision/amount=maybe", "no/such/question=ours"])
def test_an_answer_that_is_none_changes_nothing(area: Area, answer: str) -> None:
    area.take(area.pack(1))
    changed(area.merton, four_words_and_a_clock)
    a_better_form(area)
    second, before = area.pack(2), bytes_of(area.merton)
    result = area.terminal.run("template", "upgrade", area.merton, second, "--answer", answer)
    assert result.exit_code in (1, 2)
    assert bytes_of(area.merton) == before


def test_a_hub_that_would_not_hold_together_is_not_written(area: Area) -> None:
    area.take(area.pack(1))
    changed(area.merton, lambda hub: hub["scales"][0]["tiers"].reverse())
    second = area.pack(1)
    before = bytes_of(area.merton)
    assert area.terminal.run("template", "take", second, "--into", area.sandwell).exit_code == 1
    for other in ("there-is-no-such-hub", area.folder):
        assert area.terminal.run("template", "upgrade", other, second).exit_code in (1, 2)
    broken = area.folder / "broken.template"
    broken.write_bytes(second.read_bytes().replace(b"How", b"Who"))
    assert "is damaged" in area.run("template", "upgrade", area.merton, broken, code=1).output
    assert bytes_of(area.merton) == before


@pytest.mark.soak
def test_an_earlier_version_and_a_strange_template_are_refused(area: Area) -> None:
    first = area.pack(1)
    area.take(first)
    a_better_form(area)
    area.upgrade(area.pack(2))
    assert "this is an earlier one" in area.upgrade(first, code=1)
    strange = area.folder / "strange.template"
    area.run("template", "pack", area.sandwell, "-o", strange, "--id", "strange", "--only", "form:child-referral")
    assert "was not made from that template" in area.upgrade(strange, code=1)
    (area.merton / "origin" / "sandwell.template").unlink()
    changed(area.sandwell, lambda hub: hub["glossary"].clear())
    assert "not in its folder any more" in area.upgrade(area.pack(3), code=1)


def test_a_person_in_what_is_to_be_shared_is_told_with_its_place_and_nothing_is_written(area: Area) -> None:
    changed(area.sandwell, lambda hub: hub["routes"][0]["name"].update(en="Margaret Holloway decides"))
    made = area.folder / "x.template"
    said = area.run("template", "pack", area.sandwell, "-o", made, code=1).output
    assert "hub.json#/shareable/routes/0/name/en: This looks like somebody's name." in said
    assert "Holloway" not in said
    assert not made.exists()
    area.run("template", "pack", area.sandwell, "-o", made, "--looked-at", "hub.json#/shareable/routes/0")
    assert "nobody real is named: hub.json#/shareable/routes/0" in area.run("template", "show", made).output


@pytest.mark.soak
def test_what_breaks_a_scenario_of_either_side_is_not_written(area: Area) -> None:
    tell(area.sandwell, "red-on-friday", "2026-05-22T20:50")
    area.take(area.pack(1))
    tell(area.merton, "merton-red", "2026-05-22T20:50")
    before = bytes_of(area.merton)
    tell(area.sandwell, "red-on-friday", "2026-05-22T18:50")
    changed(area.sandwell, lambda hub: one(hub["clocks"], "red-decision").update(amount=2))
    second = area.pack(2)
    said = area.upgrade(second, code=1)
    assert "Nothing was written: a scenario does not come out as it says." in said
    assert "1 as expected" in said or "1 NOT as expected" in said
    assert bytes_of(area.merton) == before
    tell(area.merton, "merton-red", "2026-05-22T18:50")
    assert "2 scenarios were run" in area.upgrade(second)
    told = json.loads((area.merton / "scenarios" / "red-on-friday.json").read_bytes())
    assert (told["hub"], told["steps"][1]["then"]["clocks"]["decision:child"]["due"]) == ("merton", "2026-05-22T18:50")


def test_the_same_scenario_gives_the_same_hash_on_whichever_hub_it_is_told(area: Area) -> None:
    tell(area.sandwell, "red-on-friday", "2026-05-22T20:50")
    first = area.pack(1)
    area.take(first)
    made = area.folder / "merton.template"
    area.run("template", "pack", area.merton, "-o", made)
    assert "hold the same" in area.run("template", "compare", first, made).output
    contents = [area.run("template", "show", pack).output.rsplit("Content: ", 1)[1] for pack in (first, made)]
    assert contents[0] == contents[1]


def test_somebody_real_in_a_scenario_does_not_leave(area: Area) -> None:
    tell(area.sandwell, "red-on-friday", "2026-05-22T20:50")
    path = area.sandwell / "scenarios" / "red-on-friday.json"
    path.write_text(path.read_text().replace("Kim Example", "Margaret Holloway"))
    made = area.folder / "x.template"
    said = area.run("template", "pack", area.sandwell, "-o", made, code=1).output
    assert "scenarios/red-on-friday.json#/steps/0/with/answers/children/0/child-name: This looks like somebody" in said
    assert not made.exists()
