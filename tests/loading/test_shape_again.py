"""Looking at a document again says what looking at it the first time says, whatever is wrong with it."""

from __future__ import annotations

import copy
import json
import random
from pathlib import Path
from typing import Any

import pytest
from hubwright.loading.shape import shape_problems
from hubwright.loading.shape_again import shape_again
from hypothesis import given, settings
from hypothesis import strategies as st

ROOT = Path(__file__).parents[2]
FORM = json.loads((ROOT / "form_definitions/child-referral/v1.json").read_text("utf-8"))
HUB = json.loads((ROOT / "tenant_configs/starter/hub.json").read_text("utf-8"))


def spoilt(document: Any, choose: random.Random) -> Any:
    """A document with something in it taken away, or something else in its place."""
    made = copy.deepcopy(document)
    place, key = made, choose.choice(list(made))
    while isinstance(place[key], dict | list) and place[key] and choose.random() < 0.85:
        place = place[key]
        key = choose.choice(list(place)) if isinstance(place, dict) else choose.randrange(len(place))
    if choose.random() < 0.5:
        del place[key]
    else:
        place[key] = choose.choice([None, 7, "Not a slug!", [], {}, [{}], {"en": ""}])
    return made


@settings(max_examples=40, deadline=None)
@given(st.sampled_from([("form", FORM), ("hub", HUB)]), st.randoms(use_true_random=False))
def test_it_says_the_same_of_whatever_is_spoilt(known: tuple[str, Any], choose: random.Random) -> None:
    kind, document = known
    made = spoilt(document, choose)
    assert set(shape_again(kind, made, file="f")) == set(shape_problems(kind, made, file="f"))


@pytest.mark.parametrize("document", [None, [], "text", {"pages": []}, {"pages": {}}, {**FORM, "pages": [None, 3]},
                                      {**FORM, "pages": FORM["pages"] * 9}])  # fmt: skip
def test_it_says_the_same_of_what_is_no_form_at_all(document: Any) -> None:
    assert shape_again("form", document, file="f") == shape_problems("form", document, file="f")
