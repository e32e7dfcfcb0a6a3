"""Who sees what, asked by the thing and by the person; it follows the draft."""

from __future__ import annotations

from typing import Any

from tests.web.conftest import soup
from tests.web.studio.conftest import Studio


def row(studio: Studio, client: Any, question: str) -> str:
    for one in soup(studio.get(client, "access")).select(".govuk-summary-list__row"):
        if question in one.text:
            return " ".join(one.text.split())
    raise AssertionError(question)


def test_each_question_names_the_roles_that_it_comes_to(studio: Studio) -> None:
    ada = studio.begun()
    question = "Who can see a protected address or number?"
    assert "Level three social worker" in row(studio, ada, question)
    assert "Partner agency" not in row(studio, ada, question)
    held = [one["value"] for one in soup(studio.get(ada, "parts/roles~social-worker")).select(
        "input[name=permissions][checked]")]  # fmt: skip
    kept: Any = {"permissions": [one for one in held if one != "protected.read"]}
    assert studio.send(ada, "parts/roles~social-worker", **kept).status_code == 302
    assert "Level three social worker" not in row(studio, ada, question), "it follows the draft"


def test_a_role_is_told_in_sentences_with_what_it_does_not_see(studio: Studio) -> None:
    ada = studio.begun()
    partner = " ".join(soup(studio.get(ada, "access", role="partner")).text.split())
    assert "the questions put to their own agency" in partner
    admin = " ".join(soup(studio.get(ada, "access", role="hub-administrator")).text.split())
    assert "Of a case: nothing." in admin
    assert "Held today by: Ada Example, Ben Example" in admin
    assert studio.get(ada, "access", role="none").status_code == 200


def test_what_a_role_would_read_is_shown_on_an_invented_case(studio: Studio) -> None:
    ada = studio.begun()
    shown = soup(studio.get(ada, "access/case", role="social-worker"))
    assert "Nobody who builds a hub reads its cases." in shown.text
    assert shown.select_one(".hw-shown-case h2") is not None, "the case is drawn as it is for whoever reads it"
    assert not shown.select(".hw-shown-case a[href]"), "nothing leads to a record that is not there"
    nothing = soup(studio.get(ada, "access/case", role="hub-administrator"))
    assert "They would read nothing of this case." in nothing.text
    assert studio.get(ada, "access/case", role="none", example="none").status_code == 200
