"""What stands for an address that was given once, for a contact about several people."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import SimpleNamespace
from typing import Any, cast

import pytest
from hubwright.domain.definitions.form import Form
from hubwright.testing.hubs import a_hub
from hubwright.web.language import plain
from hubwright.web.work.look import Look
from hubwright.web.work.people_shown import address_for_all

from tests.web.conftest import Place

ANSWERED = {"state": "answered", "value": {"kind": "uk", "lines": ["1 Nowhere Road"]}}


def a_look(answers: Mapping[str, Any], withheld: frozenset[str] = frozenset()) -> Look:
    """A case with one contact, whose form asks once where they all live."""
    use, form = next(iter(a_hub().forms.items()))
    pages = tuple(
        replace(page, questions=tuple(_lives(one) if one.id == "home" else one for one in page.questions))
        for page in form.pages
    )
    forms: dict[tuple[str, int], Form] = {use: replace(form, pages=pages)}
    contact = SimpleNamespace(contact=SimpleNamespace(form=use, answers=answers), withheld=withheld)
    return cast(Look, SimpleNamespace(forms=forms, view=SimpleNamespace(contacts=[contact])))


def _lives(question: Any) -> Any:
    return replace(question, meaning="subject.address")


@pytest.mark.parametrize(
    ("answers", "withheld", "said"),
    [
        ({"home": ANSWERED}, frozenset(), "Given once for all: see what was said"),
        ({}, frozenset({"home"}), "Withheld from you"),
        ({"home": {"state": "not_known"}}, frozenset(), ""),
        ({}, frozenset(), ""),
    ],
)
def test_an_address_given_for_all_is_not_called_unknown(
    place: Place, answers: Mapping[str, Any], withheld: frozenset[str], said: str
) -> None:
    with place.app.test_request_context("/"):
        assert plain(address_for_all(a_look(answers, withheld))) == said
