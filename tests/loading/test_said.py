"""What a check finds in a draft is said with labels: no id, no pointer and no word of the files is left in it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from hubwright.domain.definitions.drafting import tree_of
from hubwright.domain.definitions.health import Finding, mends
from hubwright.loading.drafting import Drawn, drawn

FOLDER = Path(__file__).parents[1] / "definitions"
# Broken in ways that no page of the Studio can make: what the documents say of one another, and bytes that are no text.
_NEVER = ("a-form-that-does-not-exist", "a-workflow-that-does-not-exist", "a-lone-surrogate")
_A_FILE_SAYS = re.compile(
    r"[a-z]_[a-z]|/[a-z]+/|\[|_definitions|asks_household|JSON|\bids?\b|tenant|\bcy\b|\bwhose\b \w+ is \""
    r"|lowering_top|return_clock|\"(tiny|rg|up|office|look|worker|builder|partner|referral|front|back)\""
)


def of_kind(folder: Path, mark: str) -> Iterator[dict[str, Any]]:
    for file in sorted(folder.rglob("*.json")):
        try:
            document = json.loads(file.read_bytes())
        except (ValueError, RecursionError):
            continue
        if isinstance(document, dict) and mark in document and "broken" not in file.relative_to(folder).parts:
            yield document


@cache
def sound(mark: str) -> dict[str, Any]:
    return next(of_kind(FOLDER, mark))


def looked_at(case: Path) -> tuple[Any, Drawn] | None:
    """A broken example in the hub that all of them are made from, as a draft."""
    made = {mark: next(of_kind(case / "definitions", mark), None) for mark in ("shareable", "pages", "stages")}
    if not any(made.values()):
        return None
    own = {"id": "tiny", "version": 1}
    base = {
        "hub": made["shareable"] or sound("shareable"),
        "forms": [{**(made["pages"] or sound("pages")), **own}],
        "workflows": [{**(made["stages"] or sound("stages")), **own}],
    }
    try:
        tree = tree_of(base, {})
    except KeyError:
        return None
    return tree, drawn(tree, base, published={"forms": {}, "workflows": {}})


def test_nothing_that_is_found_in_a_broken_example_is_said_in_the_words_of_files() -> None:
    said: dict[str, Finding] = {}
    wrong: list[tuple[str, str, str]] = []
    for case in sorted((FOLDER / "broken").iterdir()):
        found = None if case.name in _NEVER else looked_at(case)
        if found is None:
            continue
        tree, look = found
        for one in look.findings:
            said.setdefault(one.code, one)
            typed = one.code == "unknown-merge-field"
            wrong += (
                [(case.name, one.what, one.do)] if not typed and _A_FILE_SAYS.search(f"{one.what} {one.do}") else []
            )
            assert one.what[:1] == one.what[:1].upper(), one.what
            for mend in mends(one, tree):
                assert mend.edits, (case.name, mend.words)
                assert not _A_FILE_SAYS.search(mend.words), (case.name, mend.words)
    assert not wrong
    assert len(said) > 90
    assert (
        said["no-decision-clock"].what == 'The rating "Green" counts in timeliness and has no clock for its decision.'
    )
    assert said["circle"].what.startswith('Rules go round in a circle: "Kind" is shown by "Two"')
    assert said["no-channel"].path[0] == "local"
