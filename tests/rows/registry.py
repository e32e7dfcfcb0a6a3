"""How a row is written: what it is called, which hub shows it, and what it cannot do without."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from hubwright.domain.errors import Refusal

from tests.rows.shipped import WHOLE, Without, drawn, gone

FAILS = (AssertionError, Refusal, LookupError, pytest.fail.Exception)
"""How a row that misses its element may end."""

Told = Callable[..., None]


@dataclass(frozen=True, slots=True)
class Row:
    """One acceptance row.

    Args:
        id: its name ("COR-1").
        hub: the folder of the hub that shows it.
        shows: what it shows, in a sentence.
        source: where the report says so ("S:829-836").
        file, test: where it stands.
        without: what it cannot do without, each taken out by itself.
        having: what the hub chose beside what is shipped, such as a plugin that it has on.
    """

    id: str
    hub: str
    shows: str
    source: str
    file: str
    test: str
    without: tuple[Without, ...]
    having: Without = WHOLE


ROWS: dict[str, Row] = {}


def row(
    id: str, *, hub: str, shows: str, source: str, without: tuple[Without | str, ...], having: Without = WHOLE
) -> Callable[[Told], Told]:
    """Make a test of a row: run on the hub as it is shipped, and once more for each thing taken out of it.

    The test is given `hub`, the drawing, and whatever fixtures it asks for. With something taken out it has to fail;
    a `Without` that is `refused` has to be refused by `hubwright check` instead.

    Args:
        id: the row's name.
        hub: the folder below tenant_configs.
        shows: what it shows, in a sentence.
        source: where the report says so.
        without: what to take out; a pointer alone is `gone(pointer)`.
        having: what the hub chose beside what is shipped, put there before anything is taken out.

    Raises:
        ValueError: the row has a test already, or would be lit by nothing.
    """
    taken = tuple(gone(one) if isinstance(one, str) else one for one in without)

    def register(told: Told) -> Told:
        file = Path(inspect.getfile(told)).name
        if not taken or (id in ROWS and (ROWS[id].file, ROWS[id].test) != (file, told.__name__)):
            raise ValueError(f"{id}: a row has one test, and something that it cannot do without.")
        ROWS[id] = Row(id, hub, shows, source, file, told.__name__, taken, having)

        @wraps(told)
        def test(without: Without, **fixtures: Any) -> None:
            run(told, hub, without, fixtures, having)

        asked = inspect.signature(told).parameters.values()
        kept = [one.replace(kind=inspect.Parameter.KEYWORD_ONLY) for one in asked if one.name != "hub"]
        first = inspect.Parameter("without", inspect.Parameter.POSITIONAL_OR_KEYWORD)
        test.__signature__ = inspect.Signature([first, *kept])  # type: ignore[attr-defined]
        del test.__wrapped__  # type: ignore[attr-defined]
        names = [f"{id} whole", *(f"{id} without {one}" for one in taken)]
        return pytest.mark.parametrize("without", [WHOLE, *taken], ids=names)(test)

    return register


def run(told: Told, area: str, without: Without, fixtures: dict[str, Any], having: Without = WHOLE) -> None:
    """Tell a row on the whole hub, or see it fail without one of its elements."""
    hub, problems = drawn(area, having + without)
    if without.refused:
        assert problems, f"The check takes the hub without {without}."
        return
    assert not problems, f"This leaves no hub, so that the row may say refused(): {'; '.join(map(str, problems))}"
    if without == WHOLE:
        told(hub, **fixtures)
        return
    with pytest.raises(FAILS):
        told(hub, **fixtures)


def all_rows() -> dict[str, Row]:
    """Every row that has a test, by its name."""
    here = Path(__file__).parent
    for path in sorted(here.glob("test_*.py")):
        import_module(f"tests.rows.{path.stem}")
    return dict(sorted(ROWS.items()))
