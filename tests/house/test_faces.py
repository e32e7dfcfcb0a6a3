"""The book of faces and what is there say the same: each command, option, setting and address, in both directions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from hubwright.cli import main
from hubwright.settings import NAMES
from hubwright.web.routes import ROUTES

# What stands as code: between backticks, or as a line of a block, with settings or a prompt before it.
SAID = re.compile(r"(?:^ {4,}(?:\$ )?|`)(?:[A-Z_]+=\S+ )*(?:\.venv/bin/)?hubwright ((?:\\\n|[^`\n])+)", re.MULTILINE)
SETTING = re.compile(r"\bHUBWRIGHT_[A-Z][A-Z_]*[A-Z]\b")
OPTION = re.compile(r"(?<!\S)\[?(--[a-z-]+)")
# Those that no table of routes holds, because they belong to no hub.
OF_NO_HUB = {"/", "/healthz", "/readyz"}


def leaves(command: click.Command, path: tuple[str, ...] = ()) -> Iterator[tuple[str, click.Command]]:
    """Every command that does something, with the words that call it."""
    if not isinstance(command, click.Group):
        yield " ".join(path), command
        return
    for name in command.list_commands(click.Context(command)):
        below = command.get_command(click.Context(command), name)
        assert below is not None
        yield from leaves(below, (*path, name))


def options(command: click.Command) -> set[str]:
    """The long options of a command, without --help."""
    return {name for one in command.params if isinstance(one, click.Option) for name in one.opts if name[:2] == "--"}


COMMANDS = dict(leaves(main))


def not_there(page: str) -> list[str]:
    """What a page calls `hubwright ...` that no command or option answers to."""
    wrong = []
    for said in SAID.findall(page):
        words = re.split(r"[\s\\]+", said.strip())
        called = next((known for count in (2, 1) if (known := " ".join(words[:count])) in COMMANDS), None)
        if called is None:
            # "`hubwright journal`" speaks of the whole family, and so does "`hubwright journal verify / rebuild`".
            if len(words) > 1 or not (words[0] == "--help" or any(one.split()[0] == words[0] for one in COMMANDS)):
                wrong.append(said)
        elif unknown := set(OPTION.findall(said)) - options(COMMANDS[called]) - {"--help"}:
            wrong.append(f"{called} {' '.join(sorted(unknown))}")
    return wrong


@pytest.fixture(scope="module")
def book(root: Path) -> str:
    return (root / "docs" / "reference" / "faces.md").read_text("utf-8")


@pytest.fixture(scope="module")
def pages(committed: tuple[Path, ...], root: Path) -> dict[str, str]:
    return {str(path.relative_to(root)): path.read_text("utf-8") for path in committed if path.suffix == ".md"}


def test_no_page_calls_a_command_that_is_not_there(pages: dict[str, str]) -> None:
    assert {name: wrong for name, page in pages.items() if (wrong := not_there(page))} == {}


def test_a_command_that_is_not_there_would_be_noticed() -> None:
    page = (
        "`hubwright fly`, `hubwright check --fast PATH`, `hubwright journal`, `hubwright journal burn`\n\n"
        "    $ HUBWRIGHT_DATA=x hubwright seat invite --hub bury \\\n        --colour red\n"
        "    hubwright serve --port 1\n"
    )
    assert not_there(page) == ["fly", "check --fast", "journal burn", "seat invite --colour"]


def test_every_command_stands_in_the_book_with_every_option(book: str) -> None:
    missing = []
    for name, command in COMMANDS.items():
        rows = re.findall(rf"^\| `hubwright {name}\b([^`]*)`", book, re.MULTILINE)
        told = {option for row in rows for option in OPTION.findall(row)}
        missing += [f"{name} {option}" for option in sorted(options(command) - told)] if rows else [name]
    assert missing == []


def test_the_book_has_the_settings_there_are_and_no_others(book: str) -> None:
    told = re.findall(r"^\| `(HUBWRIGHT_[A-Z_]+)` \|", book.split("## Settings")[1], re.MULTILINE)
    assert sorted(told) == sorted(NAMES)


def test_no_page_names_a_setting_that_is_not_there(pages: dict[str, str]) -> None:
    assert {name: left for name, page in pages.items() if (left := set(SETTING.findall(page)) - set(NAMES))} == {}


def addresses(book: str) -> tuple[set[str], set[str]]:
    """The addresses in the table, and the words that stand beside them as pages below or beside."""
    rows = re.findall(r"^\| (`/.*) \| (.*) \|$", book.split("## Addresses")[1], re.MULTILINE)
    return {one for row, _ in rows for one in re.findall(r"`([^`]+)`", row)}, {
        one for _, words in rows for one in re.findall(r"`([^`]+)`", words)
    }


def plain(rule: str) -> list[str]:
    """A route's address as people write it, once for each of the words that it may have in a place."""
    choice = re.search(r"<any\(([^)]*)\):\w+>", rule)
    return [rule.replace(choice.group(0), one.strip()) for one in choice.group(1).split(",")] if choice else [rule]


def test_every_address_in_the_book_is_served_and_every_room_is_in_the_book(book: str) -> None:
    served = {one for route in ROUTES for one in plain(route.rule)}
    told, beside = addresses(book)
    beside_served = {one if one.startswith("/") else f"/<hub>/{one}" for one in beside}
    assert (told | beside_served) - served - OF_NO_HUB == set()
    assert told >= OF_NO_HUB
    rooms = {"/".join(one.split("/")[:3]) for one in served}
    assert rooms - {"/".join(one.split("/")[:3]) for one in told | beside_served} == set()
