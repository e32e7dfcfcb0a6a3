"""The small parts that fields are made of."""

from __future__ import annotations

from dataclasses import dataclass

Words = str
"""What a component says: a plain string (escaped), `Markup` (as it is) or words with their English beside them."""


@dataclass(frozen=True, slots=True)
class Label:
    """What one input is called.

    Args:
        text: the words; "" for no label.
        classes: "govuk-label--l" and the like.
        heading: it is the page's heading too.
        target: id of the input; fields fill it in themselves.
    """

    text: Words
    classes: str = ""
    heading: bool = False
    target: str = ""


@dataclass(frozen=True, slots=True)
class Legend:
    """What a group of inputs is called; as `Label`."""

    text: Words
    classes: str = ""
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Fieldset:
    """A group of inputs.

    Args:
        legend: its name, or None.
        described_by: ids of what else describes it.
        role: "group" for text inputs, which some screen readers need.
    """

    legend: Legend | None = None
    described_by: str = ""
    classes: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True)
class Hint:
    """A sentence that helps to answer."""

    text: Words
    id: str = ""
    classes: str = ""


@dataclass(frozen=True, slots=True)
class ErrorMessage:
    """What is wrong with one answer and what to do.

    Args:
        prefix: read out before it, None for the usual word; "" for none.
    """

    text: Words
    id: str = ""
    classes: str = ""
    prefix: Words | None = None


def joined(*ids: str) -> str:
    """Ids as the value of `aria-describedby`, the empty ones left out."""
    return " ".join(id for id in ids if id)
