"""When something was sent and yet nothing was said: white space, an empty address, boxes that nobody ticked."""

from __future__ import annotations

from collections.abc import Mapping

from hubwright.domain.answers.answer import Answer, State
from hubwright.domain.definitions.form import Question

# Parts that are chosen for a person before they say anything.
_PRESET = {"kind", "safe", "protected", "estimated"}


def is_blank(question: Question, answer: Answer) -> bool:
    """Whether an *answered* answer says nothing, so that it counts as *not answered*.

    0 and "no" are answers. An empty set of choices is one where the question allows it: it is not required and offers
    no option that stands alone ("none of these"). No rows at all are no answer to a required question, nor is an empty
    person, address or number to any; "no fixed abode" is an address.
    """
    if answer.state is not State.ANSWERED:
        return False
    value = answer.value
    if question.type == "choices" and value == []:
        return question.required or any(option.exclusive for option in question.options)
    if question.type in ("people", "rows", "file") and value == []:
        return question.required
    if question.type == "address" and isinstance(value, Mapping) and value.get("kind") == "no_fixed_abode":
        return False
    return _says_nothing(value)


def _says_nothing(value: object, depth: int = 3) -> bool:
    """Whether there is nothing in a value; the deepest of ours is an address within a person."""
    if value is None:
        return True
    if isinstance(value, str):
        return not value.strip()
    if isinstance(value, Mapping) and depth > 0:
        return all(key in _PRESET or part == [] or _says_nothing(part, depth - 1) for key, part in value.items())
    return False
