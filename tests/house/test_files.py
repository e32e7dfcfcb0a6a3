"""What every file promises: a name that says what it is, a length one can read, no word of its writer's machine."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable
from pathlib import Path

import pytest

# A drawer with such a name takes in anything, and nobody finds it again.
DRAWERS = {"utils", "util", "helpers", "helper", "common", "misc", "stuff"}
LONGEST = 400

# Written in parts, so that this file does not find itself.
ELSEWHERE = re.compile(
    r"(?<![\w.:/<>-])/(?:"
    + "|".join(["work", "home", "Users", "root"])
    + r")/\w"
    + r"|\.\./"
    + "shared"
    + r"|\[S"
    + r"\d+\]"
)
FOLDERS_OF_DEFINITIONS = ("form_definitions", "workflow_definitions", "tenant_configs")


def drawers_among(files: Iterable[Path], root: Path) -> list[str]:
    """Python files and folders below `root` with a name that says nothing."""
    return sorted(
        str(path.relative_to(root))
        for path in files
        if path.suffix == ".py" and DRAWERS.intersection(path.relative_to(root).with_suffix("").parts)
    )


def too_long_without_a_reason(files: Iterable[Path]) -> list[str]:
    """Files over the limit that do not say why in a line `# Long because: ...` within their first thirty."""
    found = []
    for path in files:
        lines = path.read_text("utf-8").splitlines()
        if len(lines) > LONGEST and not any(line.startswith("# Long because: ") for line in lines[:30]):
            found.append(f"{path.name}: {len(lines)} lines")
    return found


def words_from_elsewhere(text: str) -> list[str]:
    """Paths of somebody's machine and marks of papers that are not in the repository."""
    return [match.group() for match in ELSEWHERE.finditer(text)]


def canonical(document: object) -> str:
    """The one form of a definition: sorted keys, two spaces, NFC, a newline at the end."""
    return unicodedata.normalize("NFC", json.dumps(document, ensure_ascii=False, indent=2, sort_keys=True)) + "\n"


def as_text(path: Path) -> str | None:
    """What a file says, or None when it is not text."""
    try:
        return path.read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        return None


def test_no_file_or_folder_is_a_drawer(python_files: tuple[Path, ...], root: Path) -> None:
    assert drawers_among(python_files, root) == []


def test_a_drawer_would_be_noticed() -> None:
    files = [Path("a/helpers/names.py"), Path("a/utils.py"), Path("a/common.v1.json"), Path("a/uncommon.py")]
    assert drawers_among(files, Path()) == ["a/helpers/names.py", "a/utils.py"]


def test_a_file_is_as_long_as_one_can_read(python_files: tuple[Path, ...]) -> None:
    assert too_long_without_a_reason(python_files) == []


def test_a_long_file_would_be_noticed_unless_it_says_why(tmp_path: Path) -> None:
    lines = ["pass"] * (LONGEST + 1)
    (tmp_path / "long.py").write_text("\n".join(lines), "utf-8")
    (tmp_path / "said.py").write_text("\n".join(["# Long because: one table, read as one", *lines]), "utf-8")
    (tmp_path / "late.py").write_text("\n".join([*lines, "# Long because: nobody reads this far"]), "utf-8")
    files = [tmp_path / name for name in ("long.py", "said.py", "late.py")]
    assert too_long_without_a_reason(files) == ["long.py: 401 lines", "late.py: 402 lines"]


def test_no_file_speaks_of_the_machine_it_was_written_on(committed: tuple[Path, ...], root: Path) -> None:
    found = {}
    for path in committed:
        text = as_text(path)
        if text is not None and (words := words_from_elsewhere(text)):
            found[str(path.relative_to(root))] = words
    assert found == {}


@pytest.mark.parametrize(
    "word", ["/home/" + "ann/hub", "see /work" + "/main", "../" + "shared/plan.md", "as [S" + "12] says"]
)
def test_a_word_from_elsewhere_would_be_noticed(word: str) -> None:
    assert words_from_elsewhere(word)


@pytest.mark.parametrize("word", ["https://hub.example/work/1", "S:1149", "worker/home/", "`/<hub>/work/today`"])
def test_an_address_of_the_web_is_not_a_path_of_a_machine(word: str) -> None:
    assert not words_from_elsewhere(word)


def test_every_shipped_definition_is_in_the_one_form(committed: tuple[Path, ...], root: Path) -> None:
    shipped = [
        path
        for path in committed
        if path.suffix == ".json" and path.relative_to(root).parts[0] in FOLDERS_OF_DEFINITIONS
    ]
    assert shipped
    texts = {path: path.read_text("utf-8") for path in shipped}
    assert [str(path.relative_to(root)) for path, text in texts.items() if canonical(json.loads(text)) != text] == []


@pytest.mark.parametrize(
    "text", ['{"b":1,"a":2}\n', '{\n  "a": 1\n}', '{\n  "a": "e\u0301"\n}\n', '{\n  "a": "\\u00e9"\n}\n']
)
def test_another_form_would_be_noticed(text: str) -> None:
    assert canonical(json.loads(text)) != text
