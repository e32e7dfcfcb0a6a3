"""What the books say is there: links lead somewhere, commands exist, and versions agree."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import hubwright
import pytest

LINK = re.compile(r"\[[^\]\[]*\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+ +(.*)$", re.MULTILINE)
# Only what stands as code: "make sure" is English.
MADE = re.compile(r"(?:^ {4,}|`)(?:[A-Z_]+=\S+ )*make ([a-z]+)", re.MULTILINE)
FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)


def anchors(page: str) -> set[str]:
    """The names under which a page's headings can be linked to."""
    plain = (re.sub(r"[^\w\- ]", "", heading.lower()) for heading in HEADING.findall(FENCE.sub("", page)))
    return {words.strip().replace(" ", "-") for words in plain}


def links_to_nowhere(page: Path) -> list[str]:
    """Relative links of a page to a file, folder or heading that is not there."""
    found = []
    for link in LINK.findall(FENCE.sub("", page.read_text("utf-8"))):
        if re.match(r"[a-z]+:", link):
            continue
        place, _, anchor = link.partition("#")
        target = page.parent / place if place else page
        if not target.exists() or (anchor and anchor not in anchors(target.read_text("utf-8"))):
            found.append(link)
    return found


def targets(makefile: str) -> dict[str, str]:
    """Each public target of a Makefile with the sentence that explains it."""
    return dict(re.findall(r"^([a-z]+):.*?## (.+)$", makefile, re.MULTILINE))


def unknown_commands(pages: Iterable[str], known: Iterable[str]) -> list[str]:
    """What pages call `make <this>` and no Makefile knows."""
    return sorted({command for page in pages for command in MADE.findall(page)} - set(known))


def newest_version(changelog: str) -> str:
    """The version whose changes stand first in a changelog."""
    found = re.search(r"^## (\d+\.\d+\.\d+)", changelog, re.MULTILINE)
    return found.group(1) if found else ""


@pytest.fixture(scope="session")
def pages(committed: tuple[Path, ...]) -> dict[Path, str]:
    """Every page of the books and of the folders."""
    return {path: path.read_text("utf-8") for path in committed if path.suffix == ".md"}


def test_every_link_leads_somewhere(pages: dict[Path, str], root: Path) -> None:
    assert root / "docs" / "README.md" in pages
    broken = {str(page.relative_to(root)): links for page in pages if (links := links_to_nowhere(page))}
    assert broken == {}


def test_a_broken_link_would_be_noticed(tmp_path: Path) -> None:
    (tmp_path / "other.md").write_text("# One thing: *and* another\n```\n# not a heading\n```\n", "utf-8")
    page = tmp_path / "page.md"
    page.write_text(
        "# Here\n[a](other.md) [b](other.md#one-thing-and-another) [c](https://hub.example/x) [d](#here)\n"
        "[e](gone.md) [f](other.md#not-a-heading) [g](#there)\n```\n[h](shown-only.md)\n```\n",
        "utf-8",
    )
    assert links_to_nowhere(page) == ["gone.md", "other.md#not-a-heading", "#there"]


def test_every_command_in_the_pages_exists(pages: dict[Path, str], root: Path) -> None:
    known = targets((root / "Makefile").read_text("utf-8"))
    assert unknown_commands(pages.values(), known) == []


def test_the_readme_names_running_and_testing(root: Path) -> None:
    assert {"run", "test"} <= set(MADE.findall((root / "README.md").read_text("utf-8")))


def test_a_command_that_is_not_there_would_be_noticed() -> None:
    pages = ["Make sure to\n\n    PORT=1 make fly\n", "first `make run`, never make haste"]
    assert unknown_commands(pages, ["run"]) == ["fly"]


def test_every_command_stands_in_the_reference(root: Path) -> None:
    reference = (root / "docs" / "reference" / "faces.md").read_text("utf-8")
    known = set(targets((root / "Makefile").read_text("utf-8"))) - {"help"}
    assert set(MADE.findall(reference)) == known


def test_every_decision_is_listed_and_has_its_four_parts(root: Path) -> None:
    folder = root / "docs" / "decisions"
    index = (folder / "README.md").read_text("utf-8")
    records = sorted(folder.glob("[0-9]*.md"))
    assert [record.name[:4] for record in records] == [f"{number:04}" for number in range(1, len(records) + 1)]
    for record in records:
        text = record.read_text("utf-8")
        assert f"]({record.name})" in index
        assert [part for part in ("Context", "Choice", "Price", "Held by") if f"**{part}.**" not in text] == [], (
            record.name
        )


def test_the_package_and_the_changelog_agree_on_the_version(root: Path) -> None:
    assert newest_version((root / "CHANGELOG.md").read_text("utf-8")) == hubwright.__version__


def test_the_newest_version_is_the_first_in_the_changelog() -> None:
    assert newest_version("# Changelog\n\n## 0.10.0, not yet released\n\n## 0.9.0\n") == "0.10.0"


def test_the_journals_book_has_every_entry_and_version(root: Path) -> None:
    from hubwright.domain.audits import CURRENT as OF_AN_AUDIT
    from hubwright.domain.cases.lift import CURRENT
    from hubwright.domain.drafts import CURRENT as OF_A_DRAFT
    from hubwright.domain.hubs.stream import CURRENT as OF_THE_HUB
    from hubwright.domain.incidents import CURRENT as OF_AN_INCIDENT
    from hubwright.domain.meetings import CURRENT as OF_A_MEETING
    from hubwright.domain.people.stream import CURRENT as OF_A_PERSON
    from hubwright.domain.plugins import CURRENT as OF_A_PLUGIN
    from hubwright.domain.reviews import CURRENT as OF_A_REVIEW

    book = (root / "docs/reference/journal.md").read_text("utf-8")
    told = set(re.findall(r"^### `([a-z._]+)` version (\d+)$", book, re.MULTILINE))
    others = {**OF_AN_INCIDENT, **OF_A_REVIEW, **OF_AN_AUDIT, **OF_A_MEETING, **OF_A_DRAFT, **OF_A_PLUGIN}
    of_all = {**CURRENT, **OF_THE_HUB, **OF_A_PERSON, **others}
    assert told == {(type, str(version)) for type, version in of_all.items()}


def test_the_book_of_access_has_every_permission_in_its_own_words(root: Path) -> None:
    from hubwright.domain.access import PERMISSIONS

    book = (root / "docs/reference/access.md").read_text("utf-8")
    assert dict(re.findall(r"^\| `([a-z._]+)` \| (.+) \|$", book, re.MULTILINE)) == dict(PERMISSIONS)


# A desktop, a telephone, and a sheet of A4 at 80 dots an inch.
WIDTHS = {1280, 375, 662}
MOST_BYTES = 150_000
MOST_WORDS_OF_A_TITLE = 5
PICTURE = re.compile(r"!\[([^\]]*)\]\(([^)\s]+\.png)\)")


def test_every_picture_is_small_is_shown_and_is_told_to_whoever_cannot_see_it(
    pages: dict[Path, str], root: Path
) -> None:
    shown = [
        ((page.parent / place).resolve(), words)
        for page, text in pages.items()
        for words, place in PICTURE.findall(text)
    ]
    taken = {picture.resolve() for picture in (root / "docs" / "pictures").glob("*.png")}
    assert {picture for picture, _ in shown} == taken
    for picture, words in shown:
        assert len(words.split()) > MOST_WORDS_OF_A_TITLE, f"{picture.name} needs words that tell what is seen"
        head = picture.read_bytes()
        assert len(head) <= MOST_BYTES, f"{picture.name} is larger than {MOST_BYTES // 1000} kB"
        assert int.from_bytes(head[16:20], "big") in WIDTHS, f"{picture.name} has another width"
