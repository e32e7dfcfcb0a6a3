"""Every moment at which a plugin may have its say is in the book as it is, with an example that is tested, a test and
a plugin that uses it."""

from __future__ import annotations

import ast
import re
import textwrap
from collections.abc import Iterator
from pathlib import Path

import pytest
from hubwright import hooks
from hubwright.plugging.sources import HOOKS
from hubwright.testing.plugin_hub import Drawn, PluginHub

PART = re.compile(r"^### `(\w+)`\n(.*?)(?=^##|\Z)", re.MULTILINE | re.DOTALL)
CODE = re.compile(r"(?:^From `([^`]+)`:\n\n)?^```python\n(.*?)^```", re.MULTILINE | re.DOTALL)


def signature(function: str) -> str:
    """What a function takes and gives, however it is broken into lines."""
    (node,) = ast.parse(f"{function.strip()}:\n    ...").body
    assert isinstance(node, ast.FunctionDef)
    return f"{node.name}({ast.unparse(node.args)}) -> {ast.unparse(node.returns) if node.returns else ''}"


def used_in(sources: Iterator[Path]) -> set[str]:
    """The moments at which these files have their say."""
    return {
        node.name
        for source in sources
        for node in ast.walk(ast.parse(source.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef) and "hookimpl" in map(ast.unparse, node.decorator_list)
    }


def wrong_in(book: str, root: Path) -> list[str]:
    """Where the book and what there is are not the same."""
    source = ast.parse(Path(hooks.__file__).read_text("utf-8"))
    real = {node.name: node for node in source.body if isinstance(node, ast.FunctionDef)}
    parts = dict(PART.findall(book))
    found = [f"{name} is not there" for name in parts.keys() - real.keys()]
    for name, node in real.items():
        blocks = CODE.findall(parts.get(name, ""))
        examples = [(file, words) for file, words in blocks if file]
        says = [words for file, words in blocks if not file]
        node.body, node.decorator_list = [ast.Pass()], []
        if [signature(one) for one in says] != [signature(ast.unparse(node).rpartition(":")[0])]:
            found.append(f"{name} is said otherwise")
        if not examples:
            found.append(f"{name} has no example")
        for file, words in examples:
            if not (root / file).is_file() or words not in (root / file).read_text("utf-8"):
                found.append(f"{name}: {file} has no such lines")
    return found


@pytest.fixture(scope="module")
def book(root: Path) -> str:
    return (root / "docs" / "reference" / "plugins.md").read_text("utf-8")


def test_the_book_says_every_moment_as_it_is_with_examples_that_are_tested(book: str, root: Path) -> None:
    assert wrong_in(book, root) == []


@pytest.mark.parametrize(
    ("said", "instead", "wrong"),
    [
        ("### `well`", "### `welll`", "welll is not there"),
        ("### `well`", "### well", "well has no example"),
        ("def well(options: Mapping[str, Any]) -> list[str]", "def well(options: Any) -> list[str]", "said otherwise"),
        ("    return []\n", "    return [1]\n", "has no such lines"),
    ],
)
def test_a_book_that_says_otherwise_would_be_noticed(
    book: str, root: Path, said: str, instead: str, wrong: str
) -> None:
    assert said in book
    assert any(wrong in one for one in wrong_in(book.replace(said, instead), root))


def test_every_moment_is_used_by_a_plugin_of_ours_and_tested(root: Path) -> None:
    plugins = root / "plugins"
    used = used_in(plugins.glob("hubwright_*/hubwright_*/**/*.py"))
    assert set(HOOKS) - used == set()
    tests = [*plugins.glob("*/tests/*.py"), *(root / "tests" / "plugging").glob("*.py")]
    words = {word for one in tests for word in re.findall(r"\b\w+\b(?=\()|(?<=\")\w+(?=\")", one.read_text("utf-8"))}
    assert set(HOOKS) - words == set()


def test_a_moment_that_nobody_uses_would_be_noticed(tmp_path: Path) -> None:
    source = tmp_path / "plugin.py"
    source.write_text("@hookimpl\ndef well(options):\n    return []\n\ndef decide(asked):\n    pass\n", "utf-8")
    assert used_in(iter([source])) == {"well"}


def test_what_is_to_begin_from_uses_all_that_a_first_plugin_needs(root: Path) -> None:
    words = (root / "platform" / "hubwright" / "cli" / "skeleton" / "plugin.py.txt").read_text("utf-8")
    marked = re.findall(r"@hookimpl\ndef (\w+)", textwrap.dedent(words))
    assert {"describe", "well", "decide", "apply", "case_section"} <= set(marked) <= set(HOOKS)


def test_the_way_to_a_plugin_names_what_the_hub_in_memory_has(root: Path) -> None:
    page = (root / "docs" / "how-to" / "write-a-plugin.md").read_text("utf-8")
    named = set(re.findall(r"\bhub\.(\w+)", page))
    assert {"receives", "does", "refuses", "section", "records", "later"} <= named
    assert [one for one in named if not hasattr(PluginHub, one)] == []
    drawn = set(re.findall(r"`(?:hub\.section\(\))?\.(\w+)`", page))
    assert drawn == {"facts", "notices", "tables", "acts"} <= set(Drawn.__dataclass_fields__)
