"""What a test does on the pages of rules: find one, press its buttons, add a condition, read its sentence."""

from __future__ import annotations

from typing import Any

from flask.testing import FlaskClient

from tests.web.conftest import form_of, soup
from tests.web.studio.conftest import Studio

FORM = "forms~child-referral"


def page_of(answer: Any) -> Any:
    """A page, to look things up in."""
    return soup(answer)


def sentence(answer: Any) -> str:
    return str(page_of(answer).select_one(".hw-studio-sentence").text)


def where_of(studio: Studio, client: FlaskClient, question: str, field: str = "show") -> str:
    """The address of the rule of a question of the referral form, as the list of rules links to it."""
    listed = page_of(studio.get(client, "rules"))
    links = [a["href"] for a in listed.select("main a") if f"{FORM}~" in a["href"]]
    found = [one for one in links if one.endswith(f"~{question}~{field}")]
    return str(found[0]).removeprefix("/starter/studio/")


def press(studio: Studio, client: FlaskClient, page: str, act: str, nth: int = 0, **typed: Any) -> Any:
    """Press one of the buttons of a rule's page."""
    shown = studio.get(client, page)
    forms = [one for one in page_of(shown).select("main form") if one.select_one(f'button[value="{act}"]')]
    values = {field["name"]: field.get("value", "") for field in forms[nth].select("input[type=hidden]")}
    return client.post(studio.address(page), data={**values, "act": act, **typed})


def add(studio: Studio, client: FlaskClient, page: str, question: str, *, group: str = "", where: str = "",
        **typed: Any) -> Any:  # fmt: skip
    """Choose a question, then say what must be so of it."""
    address = f"{studio.address(page)}/condition?question={question}&group={group}&where={where}"
    shown = client.get(address)
    assert shown.status_code == 200, shown.status_code
    return client.post(f"{studio.address(page)}/condition", data={**form_of(shown, -1), **typed})


def questions(answer: Any) -> dict[str, str]:
    """The questions that may be chosen, by their words."""
    return {one.text.strip(): one["value"] for one in page_of(answer).select("select[name=question] option")}
