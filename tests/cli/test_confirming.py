"""A copy of a sealed record, confirmed at the terminal against the journal."""

from __future__ import annotations

import pytest
from hubwright.actions.verify_record import CONFIRMED, LATER, NOT_SEALED
from hubwright.cli import journal

from .conftest import Terminal

GIVEN = ("--record", "7K3Q9M2X-R1", "--version", "1", "--hash", "0" * 64)


def a_hub(terminal: Terminal) -> None:
    assert terminal.run("migrate").exit_code == 0


@pytest.mark.parametrize(
    ("found", "code", "words"),
    [
        (CONFIRMED, 0, "confirmed"),
        (LATER, 1, "a later version holds"),
        (NOT_SEALED, 2, "not what was sealed"),
    ],
)
def test_each_answer_has_its_words_and_exit_code(terminal, monkeypatch, found, code, words):
    a_hub(terminal)
    asked = []
    monkeypatch.setattr(journal, "_hubs", lambda hubwright, chosen: ["oakfield"])
    monkeypatch.setattr(journal, "confirm_sealed", lambda reading, *given: asked.append(given) or found)
    result = terminal.run("journal", "verify", *GIVEN)
    assert (result.exit_code, result.output.strip()) == (code, words)
    assert asked == [("7K3Q9M2X-R1", 1, "0" * 64)]


def test_a_record_that_no_hub_sealed_is_not_what_was_sealed(terminal):
    a_hub(terminal)
    result = terminal.run("journal", "verify", *GIVEN)
    assert (result.exit_code, result.output.strip()) == (2, "not what was sealed")


@pytest.mark.parametrize("given", [GIVEN[:2], GIVEN[:4], GIVEN[4:], ("--record", "", "--version", "1")])
def test_a_part_of_it_alone_is_wrong_usage(terminal, given):
    result = terminal.run("journal", "verify", *given)
    assert (result.exit_code, "together" in result.output) == (2, True)


def test_a_hub_that_there_is_not_is_a_sentence(terminal):
    a_hub(terminal)
    result = terminal.run("journal", "verify", *GIVEN, "--hub", "nowhere")
    assert (result.exit_code, "no hub with that id" in result.output) == (3, True)


def test_a_database_that_cannot_be_read_is_no_answer(terminal):
    a_hub(terminal)
    terminal.unset("HUBWRIGHT_SECRET_KEY")
    assert terminal.run("journal", "verify", *GIVEN).exit_code == 3
