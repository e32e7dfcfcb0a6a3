"""A demonstration that does not fit its hub is told so, place by place."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from hubwright.loading.library import load_library

REPOSITORY = Path(__file__).parents[2]


def problems(folder: Path, **changes: Any) -> list[tuple[str, str, str | None]]:
    """Pointer, code and nearest name of each problem of Bury's demonstration with other parts."""
    shutil.copytree(REPOSITORY / "tenant_configs" / "bury", folder / "bury")
    path = folder / "bury" / "demo.json"
    document = json.loads(path.read_text("utf-8")) | {"agreements": [], "meetings": []} | changes
    path.write_text(json.dumps(document), "utf-8")
    return [(one.pointer, one.code, one.nearest) for one in load_library([folder], library=[REPOSITORY]).problems]


PERSON = {"id": "sam", "name": "Sam Specimen", "email": "sam@x.example", "agency": "police", "roles": ["partner"]}
CONTACT: dict[str, Any] = {"id": "one", "door": "for-everybody", "minutes_ago": 5, "answers": {}}

MEETING: dict[str, Any] = {
    "id": "m", "type": "picnic", "by": "sam", "chair": "nobody", "cases": ["zzz"], "minutes_ago": 5,
    "steps": [{"do": "take", "by": "nobody", "with": {"case": "zzz"}, "minutes_ago": 4}],
}  # fmt: skip


def answered(value: Any) -> dict[str, Any]:
    return {"state": "answered", "value": value}


def steps(*found: dict[str, Any]) -> dict[str, Any]:
    return {"contacts": [{**CONTACT, "steps": [{"minutes_ago": 1, **step} for step in found]}], "people": [PERSON]}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        (steps(), []),
        ({"id": "burry"}, [("/id", "unknown-reference", None)]),
        (
            {"people": [{**PERSON, "agency": "polise", "roles": ["partnr"]}], "contacts": []},
            [
                ("/people/0/agency", "unknown-reference", "police"),
                ("/people/0/roles/0", "unknown-reference", "partner"),
            ],
        ),
        (
            {
                "people": [PERSON],
                "contacts": [],
                "agreements": [
                    {"agreement": "memorandun", "by": "san", "days_ago": 130, "signed": {"police": "A superintendent"}},
                    {"agreement": "memorandum", "by": "sam", "days_ago": 130, "signed": {"polise": "A superintendent"}},
                ],
            },
            [
                ("/agreements/0/agreement", "unknown-reference", "memorandum"),
                ("/agreements/0/by", "unknown-reference", "sam"),
                ("/agreements/1/signed", "unknown-reference", "police"),
            ],
        ),
        ({"people": [PERSON, PERSON], "contacts": []}, [("/people/1/id", "duplicate-id", None)]),
        (
            {"people": [PERSON], "contacts": [{**CONTACT, "door": "for-everyone"}]},
            [("/contacts/0/door", "unknown-reference", "for-everybody")],
        ),
        (
            {"people": [PERSON], "contacts": [{**CONTACT, "answers": {"wat": {"state": "answered", "value": "x"}}}]},
            [("/contacts/0/answers/wat", "bad-answer", None)],
        ),
        (steps({"do": "read", "by": "san"}), [("/contacts/0/steps/0/by", "unknown-reference", "sam")]),
        (steps({"do": "add", "with": {"text": "More."}}), []),
        (
            steps({"do": "rate", "by": "sam", "with": {"pathway": "child", "tier": "redd"}}),
            [("/contacts/0/steps/0/with/tier", "unknown-reference", "red")],
        ),
        (
            steps({"do": "ask", "by": "sam", "with": {"pathway": "child", "sets": ["x"], "agencies": ["polic"]}}),
            [
                ("/contacts/0/steps/0/with/agencies", "unknown-reference", "police"),
                ("/contacts/0/steps/0/with/sets", "unknown-reference", None),
            ],
        ),
        (
            steps({"do": "assign", "by": "sam", "with": {"owner": "nobody"}}),
            [("/contacts/0/steps/0/with/owner", "unknown-reference", None)],
        ),
        (
            steps({"do": "decide", "by": "sam", "with": {"pathway": ["child"], "route": {}, "tier": 5}}),
            [
                ("/contacts/0/steps/0/with/pathway", "unknown-reference", "child"),
                ("/contacts/0/steps/0/with/route", "unknown-reference", None),
                ("/contacts/0/steps/0/with/tier", "unknown-reference", None),
            ],
        ),
        (
            {"people": [PERSON], "contacts": [{**CONTACT, "answers": {"when": answered({"days_from_start": 10**12})}}]},
            [("/contacts/0/answers/when", "bad-answer", None)],
        ),
        ({"people": [PERSON], "contacts": [{**CONTACT, "answers": {"when": answered({"days_from_start": -3})}}]}, []),
        (
            {"people": [PERSON], "contacts": [CONTACT], "meetings": [MEETING]},
            [
                ("/meetings/0/cases/0", "unknown-reference", None),
                ("/meetings/0/chair", "unknown-reference", None),
                ("/meetings/0/steps/0/by", "unknown-reference", None),
                ("/meetings/0/steps/0/with/case", "unknown-reference", None),
                ("/meetings/0/type", "unknown-reference", None),
            ],
        ),
        (steps({"do": "conquer", "by": "sam"}), [("/contacts/0/steps/0/do", "unknown-word", None)]),
    ],
)
def test_what_does_not_fit_is_told(
    tmp_path: Path, changes: dict[str, Any], expected: list[tuple[str, str, str | None]]
) -> None:
    assert problems(tmp_path, **changes) == expected


def test_a_time_is_given_one_way(tmp_path: Path) -> None:
    twice = {**CONTACT, "working_minutes_ago": 5}
    assert problems(tmp_path, people=[PERSON], contacts=[twice]) != []
