"""The shape of documents that are looked at again and again while somebody edits them: only what changed is held to
its schema anew.

A form is looked at page by page, because an edit changes one page of it; every other document whole.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any

from hubwright.domain.problems import Problem
from hubwright.loading.shape import MOST_PROBLEMS, shape_problems

_PAGE = {
    "id": "page",
    "title": {"en": "-"},
    "questions": [{"id": "question", "type": "short_text", "label": {"en": "-"}}],
}
_FIRST = "/pages/0"


def shape_again(kind: str, document: Any, *, file: str) -> list[Problem]:
    """What `shape_problems` says of the same document, sooner where most of it was looked at before.

    Args:
        kind, document, file: as `shape_problems` takes them.
    """
    pages = document.get("pages") if isinstance(document, Mapping) else None
    if kind != "form" or not isinstance(pages, list) or not pages:
        return list(_whole(kind, _text(document), file))
    # How many pages there may be is said of all of them, what is in each of each.
    around = [*_whole(kind, _text({**document, "pages": [_PAGE] * len(pages)}), file)]
    for index, page in enumerate(pages):
        found = _whole(kind, _text({"pages": [page]}), file)
        around += [replace(one, pointer=f"/pages/{index}{one.pointer[len(_FIRST) :]}") for one in found if _in_it(one)]
    return sorted(dict.fromkeys(around), key=lambda one: (one.pointer, one.code))[:MOST_PROBLEMS]


def _in_it(problem: Problem) -> bool:
    return problem.pointer == _FIRST or problem.pointer.startswith(f"{_FIRST}/")


@lru_cache(maxsize=4096)
def _whole(kind: str, text: str, file: str) -> tuple[Problem, ...]:
    return tuple(shape_problems(kind, json.loads(text), file=file))


def _text(document: Any) -> str:
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"))
