"""Every row that is wanted is lit by a test of its name, or is said to be dark and why; and the books say the same."""

from __future__ import annotations

from pathlib import Path

import pytest
from hubwright.domain.definitions.hub import Hub

from tests.rows.registry import all_rows, row, run
from tests.rows.shipped import gone, put, refused
from tests.rows.table import PAGE, page
from tests.rows.wanted import NOT_LIT, WANTED


def test_every_wanted_row_is_lit_or_said_to_be_dark() -> None:
    lit = set(all_rows())
    assert len(WANTED) == len(set(WANTED))
    assert sorted(set(WANTED) - lit - set(NOT_LIT)) == []


def test_no_row_is_both_lit_and_dark() -> None:
    assert sorted(set(all_rows()) & set(NOT_LIT)) == []


def test_only_wanted_rows_are_said_to_be_dark_and_each_with_a_reason() -> None:
    assert sorted(set(NOT_LIT) - set(WANTED)) == []
    assert [id for id, why in NOT_LIT.items() if len(why) < 20] == []


def test_a_rows_test_carries_its_name_and_stands_by_its_hub(root: Path) -> None:
    for one in all_rows().values():
        assert one.test.startswith(f"test_{one.id.lower().replace('-', '_')}_")
        assert (root / "tenant_configs" / one.hub / "hub.json").is_file()


def test_a_row_cannot_have_two_tests_or_stand_on_nothing() -> None:
    taken = next(iter(all_rows()))

    def another() -> None:
        raise AssertionError("It is never run.")

    for id, without in ((taken, ("/shareable/scales",)), ("NEW-1", ())):
        with pytest.raises(ValueError, match="a row has one test"):
            row(id, hub="bury", shows="It.", source="S:1", without=without)(another)
    assert "NEW-1" not in all_rows()


def test_a_row_that_stands_without_its_element_would_be_noticed() -> None:
    def of_nothing(hub: Hub) -> None:
        assert hub.scales

    def of_ratings(hub: Hub) -> None:
        hub.find("scales", "rag")

    hint = gone("/shareable/doors/for-everybody/hint/cy")
    with pytest.raises(pytest.fail.Exception):
        run(of_nothing, "bury", hint, {})
    renamed = put("/shareable/scales/rag/id", "colours") + put("/shareable/pathways/child/scale", "colours")
    run(of_ratings, "bury", renamed, {})
    with pytest.raises(AssertionError):
        run(of_ratings, "bury", gone("/shareable/scales/rag"), {})
    run(of_ratings, "bury", refused(gone("/shareable/scales/rag")), {})
    with pytest.raises(AssertionError):
        run(of_ratings, "bury", refused(hint), {})
    with pytest.raises(LookupError):
        run(of_ratings, "bury", gone("/shareable/scales/none"), {})


def test_the_table_in_the_books_is_the_tests(root: Path) -> None:
    assert PAGE.read_text("utf-8") == page(), "write it again: python -m tests.rows.table"
