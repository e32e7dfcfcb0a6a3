"""A plugin in a process of its own: it answers in its time, or is ended and told of; nothing else notices."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hubwright.domain.plugins import CaseView, PersonView, StrandView, as_json
from hubwright.plugging.apart import Faulty, KeptProcess
from hubwright.plugging.installed import installed, known

from tests.plugging.packages import package

NOW = datetime(2027, 3, 1, tzinfo=UTC)
CASE = as_json(
    CaseView("AB12CD34", (PersonView("p1", "Mia Example", "subject"),), (StrandView("child", "new"),), NOW, NOW)
)
WELL = """
    import os, subprocess, sys, time
    from hubwright.api import FACE, Fact, Plugin, Section, Text, hookimpl

    @hookimpl
    def describe():
        return Plugin("shows", Text("Shows"), Text("Shows a case."), "1.0", FACE)

    @hookimpl
    def case_section(case, options):
        match options.get("do"):
            case "sleep":
                time.sleep(60)
            case "raise":
                raise ValueError(case.people[0].name)
            case "nonsense":
                return {"is": "Section", "title": 7}
            case "print":
                print("Mia Example", flush=True)
                os.write(1, b"nonsense")
            case "die":
                os._exit(3)
            case "grow":
                return [bytearray(1 << 20) for _ in range(4000)]
            case "flood":
                return Section("x" * 15_000, tuple(Fact("y" * 15_000) for _ in range(500)))
            case "none":
                return None
        secrets = ",".join(name for name in os.environ if "HUBWRIGHT" in name)
        return Section("Shown", (Fact("Case", case.ref), Fact("Secrets", secrets)))
"""


@pytest.fixture
def shows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[KeptProcess]:
    monkeypatch.setenv("HUBWRIGHT_SECRET_KEY", "a secret of the platform's own")
    package(tmp_path, "shows", WELL)
    process = KeptProcess("shows", more=[tmp_path], megabytes=600)
    yield process
    process.close()


def asked(process: KeptProcess, do: str, seconds: float = 20) -> Any:
    return process.ask("case_section", {"case": CASE, "records": [], "options": {"do": do}}, seconds=seconds)


def test_it_answers_and_knows_no_secret(shows: KeptProcess) -> None:
    section = asked(shows, "")
    assert [one["value"] for one in section["parts"]] == ["AB12CD34", ""]
    assert asked(shows, "none") is None


def test_what_it_prints_is_no_answer(shows: KeptProcess) -> None:
    assert asked(shows, "print")["title"] == "Shown"


@pytest.mark.parametrize(("do", "code"), [("raise", "raised"), ("nonsense", "raised"), ("die", "died"),
                                          ("grow", "too_big"), ("flood", "nonsense")])  # fmt: skip
def test_a_fault_is_told_without_what_it_was_asked_and_the_next_question_is_answered(
    shows: KeptProcess, do: str, code: str
) -> None:
    with pytest.raises(Faulty) as fault:
        asked(shows, do)
    assert fault.value.code == code
    assert "Mia" not in str(fault.value)
    assert asked(shows, "")["title"] == "Shown"


def test_one_that_sleeps_is_ended_and_begins_anew(shows: KeptProcess) -> None:
    asked(shows, "")
    began = time.monotonic()
    with pytest.raises(Faulty, match="too_long"):
        asked(shows, "sleep", 0.2)
    assert time.monotonic() - began < 30
    assert asked(shows, "")["title"] == "Shown"


def test_what_raises_says_the_line_of_its_own_code(shows: KeptProcess) -> None:
    with pytest.raises(Faulty) as fault:
        asked(shows, "raise")
    assert fault.value.why == "ValueError"
    assert fault.value.where.startswith("shows_plugin.py:")


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (WELL.replace("def case_section(case", "def case_sektion(case"), "case_sektion"),
        (WELL.replace("(case, options)", "(case, opshuns)"), "opshuns"),
        (WELL.replace('"1.0", FACE', '"1.0", FACE + 1'), "face"),
        (WELL.replace('Plugin("shows"', 'Plugin("others"'), "entry point"),
        ("import nothing_that_there_is", "nothing_that_there_is"),
        ("x = 1", "describe"),
        ("raise SystemExit(3)", "cannot be used"),
    ],
)
def test_one_that_cannot_be_used_is_refused_with_why(tmp_path: Path, code: str, said: str) -> None:
    package(tmp_path, "shows", code)
    usable, problems = known([tmp_path])
    for one in usable.values():
        one.process.close()
    assert "shows" not in usable
    assert any(said in str(one) for one in problems if one.file == "shows"), problems


def test_those_that_are_installed_are_known_without_being_run(tmp_path: Path) -> None:
    package(tmp_path, "shows", "raise SystemExit(3)")
    assert "shows" in installed([tmp_path])
