"""A hub's own words, laid over a document that it shares with others. Words never change its structure."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Any

from hubwright.domain.problems import Problem
from hubwright.domain.rules.parsing import escaped, quoted


def lay_words(
    document: Mapping[str, Any], words: Mapping[str, Mapping[str, str]], *, file: str, pointer: str
) -> tuple[dict[str, Any], list[Problem]]:
    """The document with these words in place of its own, and the words that found no place.

    Args:
        document: a form or workflow document.
        words: id path to text: "pages/about/questions/name/label". Lists are walked by the ids of their elements.
        file, pointer: where the words stand, for the problems.
    """
    laid = copy.deepcopy(dict(document))
    problems = []
    for path, text in words.items():
        *way, last = path.split("/")
        place = laid
        for step in way:
            place = _inside(place, step)
        if isinstance(place, dict) and isinstance(place.get(last), dict) and "en" in place[last]:
            place[last] = dict(text)
        else:
            problems.append(
                Problem(
                    file,
                    f"{pointer}/{escaped(path)}",
                    f"There is no text at {quoted(path)} in the shared document.",
                    "Name the way to a text by ids, as pages/about/title.",
                    "words-without-place",
                )
            )
    return laid, problems


def _inside(place: Any, step: str) -> Any:
    if isinstance(place, dict):
        return place.get(step)
    if isinstance(place, list):
        return next((one for one in place if isinstance(one, dict) and one.get("id") == step), None)
    return None
