"""Whatever comes into a draft as a file comes in whole or is told what is wrong; the draft can be drawn either way."""

from __future__ import annotations

import copy
import json
import random
from collections.abc import Iterator
from functools import cache
from typing import Any

from hubwright.cli.publishing import documents_of
from hubwright.domain.definitions.canonical import canonical
from hubwright.domain.definitions.drafting import tree_of
from hubwright.domain.definitions.edits import applied_all, between
from hubwright.loading.coming_in import laid_in, read_document
from hubwright.loading.drafting import drawn
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.web.studio.conftest import HUB, shipped

JUNK: tuple[Any, ...] = (None, 1, -1, "", [], {}, "x" * 70, {"en": "x"}, True, ["a", "a"], {"answer": ["x"]}, "red")


@cache
def documents() -> dict[str, Any]:
    """What the starter hub publishes."""
    return documents_of(shipped(HUB).hubs[HUB])


@cache
def tree() -> dict[str, Any]:
    """The draft of it that nobody has changed yet."""
    return tree_of(documents(), {})


def published() -> dict[str, Any]:
    return {part: {(one["id"], one["version"]): one for one in documents()[part]} for part in ("forms", "workflows")}


def places(value: Any, at: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Every place of a document, as steps."""
    yield at
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, part in inner:
        yield from places(part, (*at, step))


def spoilt(lot: random.Random) -> Any:
    """A document of the hub with a part gone, doubled, carried elsewhere or made nonsense."""
    made = copy.deepcopy(lot.choice([*documents()["forms"], *documents()["workflows"], documents()["hub"]]))
    for _ in range(lot.randint(1, 2)):
        *above, last = lot.choice([one for one in places(made) if one])
        held = made
        for step in above:
            held = held[step]
        act = lot.randrange(4)
        if act == 0:
            del held[last]
        elif act == 1 and isinstance(held, list):
            held.append(copy.deepcopy(held[last]))
        elif act == 2:
            held[last] = copy.deepcopy(lot.choice(list(held.values()) if isinstance(held, dict) else held))
        else:
            held[last] = lot.choice(JUNK)
    return made


@given(st.randoms(use_true_random=False), st.booleans())
@settings(max_examples=60, deadline=None)
def test_a_spoilt_document_comes_in_whole_or_says_why_not(lot: random.Random, beside: bool) -> None:
    document, problems = read_document(json.dumps(spoilt(lot)).encode(), name="it")
    if document is None:
        assert problems
        assert all(one.what and one.do for one in problems)
        return
    made, problems = laid_in(
        document, tree(), documents=documents(), published=published(), beside=beside, name="it"
    )  # fmt: skip
    if problems:
        assert made is tree()
        return
    assert canonical(applied_all(tree(), between(tree(), made))) == canonical(made)
    drawn(made, documents(), published=published())


def test_what_the_hub_has_comes_in_as_no_change() -> None:
    for one in (*documents()["forms"], *documents()["workflows"], documents()["hub"]):
        document, problems = read_document(canonical(one), name="it")
        assert document is not None, problems
        made, problems = laid_in(
            document, tree(), documents=documents(), published=published(), beside=False, name="it"
        )  # fmt: skip
        assert not problems
        assert not between(tree(), made)
