"""A hub is data: no name that an area gave to its own things stands in the platform's Python."""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

PARTS = {"agencies", "roles", "tiers", "routes", "areas"}

# The room that builds made-up hubs for tests has to call their things something.
BUILDERS = "testing"

# A string of the code that happens to be some hub's id as well, and why the code may say it: file to string to reason.
MAY_SAY: dict[str, dict[str, str]] = {
    "domain/cases/decide/alarming.py": {"soon": "the alarm before a limit, the same in every hub"},
    "domain/definitions/using/examples.py": {"planned": "what a worked example looks at, the same in every hub"},
    "domain/protection/words.py": {"green": "the last word of many a street's name"},
    "domain/rehearsal/checks.py": {"planned": "what a worked example looks at, the same in every hub"},
    "domain/rehearsal/expecting.py": {"planned": "what a worked example looks at, the same in every hub"},
    "web/day/wall.py": {"urgent": "the layout of a screen, in its address"},
    "web/work/words.py": {"soon": "the alarm before a limit, the same in every hub"},
}


def named_by(document: Any) -> Iterator[str]:
    """Every id of an agency, role, tier or route and every colour of a tier in a definition of a hub."""
    if isinstance(document, Mapping):
        for key, value in document.items():
            if key in PARTS:
                yield from ids_among(value)
            if key == "colour" and isinstance(value, str):
                yield value
            yield from named_by(value)
    elif isinstance(document, list):
        for element in document:
            yield from named_by(element)


def ids_among(elements: Any) -> Iterator[str]:
    """The ids of a list of elements, each an object with an id."""
    if isinstance(elements, list):
        yield from (element["id"] for element in elements if isinstance(element, Mapping) and "id" in element)


def words_of_shipped_hubs(configs: Path) -> set[str]:
    """What the hubs below `configs` are called, and what they call their own things."""
    words = set()
    for path in configs.glob("*/hub.json"):
        document = json.loads(path.read_text("utf-8"))
        words |= {path.parent.name, document["id"], *named_by(document)}
    return words


def strings_of(path: Path) -> Iterator[tuple[int, str]]:
    """Line and value of every string that a Python file uses; what only explains (docstrings) is left out."""
    tree = ast.parse(path.read_text("utf-8"))
    explains = {
        id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in explains:
            yield node.lineno, node.value


def said_in_code(package: Path, words: set[str], may_say: Mapping[str, Mapping[str, str]]) -> list[str]:
    """Where a hub's word stands in Python below `package` without a reason in `may_say`."""
    return [
        f"{name}:{line} {value!r}"
        for path in sorted(package.rglob("*.py"))
        if (name := path.relative_to(package).as_posix())
        if name.partition("/")[0] != BUILDERS
        for line, value in strings_of(path)
        if value in words and value not in may_say.get(name, {})
    ]


def test_no_word_of_a_hub_stands_in_code(root: Path) -> None:
    words = words_of_shipped_hubs(root / "tenant_configs")
    assert words, "the shipped hubs name something"
    assert said_in_code(root / "platform" / "hubwright", words, MAY_SAY) == []


def test_each_exception_is_still_needed(root: Path) -> None:
    package = root / "platform" / "hubwright"
    unneeded = [
        f"{name}: {word!r}"
        for name, reasons in MAY_SAY.items()
        for word in reasons
        if word not in {value for _, value in strings_of(package / name)}
    ]
    assert unneeded == []


def test_a_hubs_word_in_code_would_be_noticed(tmp_path: Path) -> None:
    hub = tmp_path / "configs" / "anyton"
    hub.mkdir(parents=True)
    document = {
        "id": "anyton",
        "shareable": {
            "agencies": [{"id": "constables"}],
            "scales": [{"id": "s", "tiers": [{"id": "scarlet", "colour": "#ff2400"}]}],
            "routes": [{"id": "visit-at-home", "pathways": ["child"]}],
        },
    }
    (hub / "hub.json").write_text(json.dumps(document), "utf-8")
    words = words_of_shipped_hubs(tmp_path / "configs")
    assert words == {"anyton", "constables", "scarlet", "#ff2400", "visit-at-home"}

    package = tmp_path / "package"
    package.mkdir()
    (package / "rate.py").write_text('"""scarlet"""\nif tier == "scarlet":\n    ask("constables", "child")\n', "utf-8")
    found = ["rate.py:2 'scarlet'", "rate.py:3 'constables'"]
    assert sorted(said_in_code(package, words, {})) == found
    assert said_in_code(package, words, {"rate.py": {"scarlet": "a reason"}}) == found[1:]
