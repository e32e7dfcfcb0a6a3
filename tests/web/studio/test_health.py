"""The health check: every finding in a practitioner's words, at the page that mends it, and mended by one press."""

from __future__ import annotations

from typing import Any

from flask.testing import FlaskClient

from tests.web.conftest import soup
from tests.web.studio.conftest import Studio
from tests.web.studio.test_parts import words


def rows(studio: Studio, client: FlaskClient) -> list[Any]:
    answer = studio.get(client, "health")
    assert answer.status_code == 200
    return soup(answer).select(".hw-studio-health__row")


def row(studio: Studio, client: FlaskClient, text: str) -> Any:
    found = [one for one in rows(studio, client) if text in " ".join(one.text.split())]
    assert len(found) == 1, [" ".join(one.text.split()) for one in rows(studio, client)]
    return found[0]


def press(studio: Studio, client: FlaskClient, text: str, button: str) -> None:
    """Press a mend of one finding."""
    held = next(one for one in row(studio, client, text).select("form") if button in one.text)
    typed = {str(one["name"]): str(one["value"]) for one in held.select("input, button")}
    answer = client.post(studio.address("health"), data=typed)
    assert (answer.status_code, answer.headers.get("Location", "")[-11:]) == (302, "done=mended")


def test_each_finding_is_said_with_names_leads_to_its_page_and_is_mended_by_one_press(studio: Studio) -> None:
    ada = studio.begun()
    bar = soup(studio.get(ada)).select_one(".hw-studio-bar__found a")
    assert bar is not None
    assert bar["href"] == studio.address("health")
    assert row(studio, ada, "agencies that are asked").select_one("a")["href"] == studio.address("members")
    sensitive = [one for one in rows(studio, ada) if "questions are sensitive or protected" in one.text]
    assert all(len(one.select("a")) > 1 for one in sensitive)
    # A role without its mailbox is told by two ladders, and said once, at the place of the mailboxes.
    boxes = "parts/local~role_mailboxes"
    gone: dict[str, Any] = {"role_mailboxes-team-manager": ""}
    assert studio.send(ada, boxes, **gone).status_code == 302
    found = row(studio, ada, 'team manager" is told by e-mail when time runs out, and has no mailbox.')
    assert found.select_one("a")["href"].endswith(boxes)
    assert "To mend:" in found.text
    press(studio, ada, "team manager", "Tell it on the screen only")
    assert not [one for one in rows(studio, ada) if "team manager" in one.text]


def test_a_colour_is_made_darker_a_circle_is_cut_and_what_is_gone_already_says_so(studio: Studio) -> None:
    ada = studio.begun()
    assert studio.send(ada, "parts/local~brand", colour="#ffff99", text="#ffffff").status_code == 302
    held = row(studio, ada, "Text on the hub's colour is hard to read.").select_one("form")
    typed = {str(one["name"]): str(one["value"]) for one in held.select("input, button")}
    press(studio, ada, "Text on the hub's colour", "Make the colour darker")
    assert "Text on the hub's colour" not in words(studio.get(ada, "health"))
    assert ada.post(studio.address("health"), data=typed).headers["Location"].endswith("done=gone")
    assert "findings in the health check" in words(studio.get(ada, "publish")) or "found nothing" in words(
        studio.get(ada, "publish")
    )


def test_pages_say_what_stands_against_a_choice_before_it_is_made(studio: Studio) -> None:
    ada = studio.begun()
    tier = words(studio.get(ada, "parts/scales~rag~tiers~amber"))
    assert "Square (Red has it)" in tier
    assert "Triangle (" not in tier
    decider = words(studio.get(ada, "parts/deciders~new"))
    assert "(may not decide)" in decider
    assert "At least one: alarms are told by e-mail." in words(studio.get(ada, "parts/local~duty~open"))
    letter = words(studio.get(ada, "parts/letters~new"))
    assert "Subject line" in letter
    assert "Short wording for a text message" in letter
    assert "What is somebody called there?" in words(studio.get(ada, "parts/pathways~new"))
