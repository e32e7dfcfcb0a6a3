"""Every problem in the definitions under some paths: what `hubwright check` prints."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from hubwright.domain.problems import Hint, Problem
from hubwright.loading.library import Installed, load_library


def check_paths(paths: Iterable[Path | str], *, library: Iterable[Path | str] = ()) -> list[Problem]:
    """All problems of what lies under these paths and of the shared documents it uses, in order of place.

    Args:
        paths: files or folders; a folder that holds the roots means those.
        library: further folders that hold roots of shared documents.
    """
    return list(load_library(paths, library=library).problems)


def examine_paths(
    paths: Iterable[Path | str], *, library: Iterable[Path | str] = (), plugins: Installed | None = None
) -> tuple[list[Problem], list[Hint], int]:
    """The problems, the hints and the number of documents looked at; `plugins` says which are installed."""
    found = load_library(paths, library=library, plugins=plugins)
    return list(found.problems), list(found.hints), len([one for one in found.sources if one.asked])
