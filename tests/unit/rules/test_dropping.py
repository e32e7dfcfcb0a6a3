"""A rule without what goes: only what names it, and nothing of the rest, is lost."""

from __future__ import annotations

from typing import Any

import pytest
from hubwright.domain.rules.dropping import Gone, without
from hypothesis import given
from hypothesis import strategies as st

HURT = {"answer": ["hurt"]}
SEEN = {"is": [{"answer": ["seen"]}, "yes"]}
HARMS = {"contains any of": [{"answer": ["harms"]}, ["bruise", "neglect"]]}
GONE = Gone(frozenset({"hurt"}), frozenset({("harms", "bruise"), ("where", "home")}))


@pytest.mark.parametrize(
    ("rule", "left"),
    [
        (HURT, None),
        (SEEN, SEEN),
        ({"not": [HURT]}, None),
        ({"all": [HURT, SEEN]}, SEEN),
        ({"any": [HURT, {"not": [HURT]}]}, None),
        ({"all": [HURT, SEEN, SEEN]}, {"all": [SEEN, SEEN]}),
        ({"all": [{"any": [HURT, SEEN]}, SEEN]}, {"all": [SEEN, SEEN]}),
        (HARMS, {"contains any of": [{"answer": ["harms"]}, ["neglect"]]}),
        ({"one of": [{"answer": ["where"]}, ["home"]]}, None),
        ({"is": [{"answer": ["where"]}, "home"]}, None),
        ({"is": [{"answer": ["other"]}, "home"]}, {"is": [{"answer": ["other"]}, "home"]}),
        ({"at least": [{"plus": [1, HURT]}, 3]}, None),
        ({"any row": [{"answer": ["children"]}, HURT]}, None),
        ({"any row": [{"answer": ["children"]}, {"all": [HURT, SEEN]}]}, {"any row": [{"answer": ["children"]}, SEEN]}),
        ({"any row": [HURT, SEEN]}, None),
        ({"at least": [{"count rows": [{"answer": ["children"]}, HARMS]}, 2]}, None),
        ({"if": [SEEN, {"answer": ["hurt"]}, 0]}, None),
        ("nothing like a rule", "nothing like a rule"),
        ({"is": "nothing like a list"}, {"is": "nothing like a list"}),
        ({"all": []}, {"all": []}),
        ({"not": []}, None),
    ],
)
def test_what_names_it_goes_and_the_rest_stays(rule: Any, left: Any) -> None:
    assert without(rule, GONE) == left


anything: st.SearchStrategy[Any] = st.recursive(
    st.sampled_from([HURT, SEEN, HARMS, {"answer": ["children"]}, "yes", 3, True]),
    lambda inner: st.dictionaries(
        st.sampled_from(["all", "any", "not", "is", "any row", "count rows", "at least", "if"]),
        st.lists(inner, max_size=3),
        max_size=2,
    ),
    max_leaves=12,
)


@given(anything)
def test_what_is_left_names_nothing_that_went_and_needs_no_second_going(rule: Any) -> None:
    left = without(rule, GONE)
    assert without(left, GONE) == left
    if isinstance(rule, dict) and len(rule) == 1:
        assert "'hurt'" not in repr(left) or "answer" not in repr(left) or _odd(rule)


def _odd(rule: Any) -> bool:
    """Whether a part of it is no rule, which is left as it is."""
    if isinstance(rule, dict):
        return len(rule) != 1 or any(_odd(one) for one in rule.values())
    return isinstance(rule, list) and any(_odd(one) for one in rule)
