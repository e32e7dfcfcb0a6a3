"""A draft goes out as files and comes in as files: the same bytes both ways, whole or not at all."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
from hubwright.actions.drafting import current
from hubwright.cli.publishing import documents_of
from hubwright.domain.definitions.canonical import canonical
from jsonschema import Draft202012Validator

from tests.web.conftest import form_of, soup
from tests.web.studio.conftest import HUB, Studio, shipped

FORM = "child-referral"


def tree(studio: Studio) -> Any:
    with studio.hubwright.house.store.reading(HUB) as reading:
        found = current(reading)
    assert found is not None
    return found.tree


def file(studio: Studio, client: Any, which: str, kind: str = "json") -> bytes:
    answer = studio.get(client, f"files/{which}/{kind}")
    assert answer.status_code == 200, which
    return bytes(answer.get_data())


def bring(studio: Studio, client: Any, data: bytes | str, **more: Any) -> Any:
    """Send a file, or what is in it where it is a text."""
    held = {name: one[0] for name, one in form_of(studio.get(client, "files")).items()}
    held |= {"text": data} if isinstance(data, str) else {"file": (io.BytesIO(data), "a.json")}
    kind = "application/x-www-form-urlencoded" if isinstance(data, str) else "multipart/form-data"
    return client.post(studio.address("files"), data={**held, **more}, content_type=kind)


def words(answer: Any) -> str:
    return " ".join(soup(answer).text.split())


def test_what_goes_out_is_what_was_published_byte_for_byte_and_comes_in_as_no_change(studio: Studio) -> None:
    ada = studio.begun()
    documents = documents_of(shipped(HUB).hubs[HUB])
    before = tree(studio)
    for kind in ("form", "workflow"):
        for one in documents[f"{kind}s"]:
            data = file(studio, ada, f"{kind}~{one['id']}")
            assert data == canonical(one)
            assert bring(studio, ada, data, taken="instead").status_code == 302
    assert file(studio, ada, "hub") == canonical(documents["hub"])
    assert bring(studio, ada, file(studio, ada, "hub").decode()).status_code == 302
    assert tree(studio) == before
    assert "0 changes" in words(studio.get(ada))


def test_a_changed_form_comes_in_in_place_of_the_one_that_is_there_or_beside_it(studio: Studio) -> None:
    ada = studio.begun()
    before = tree(studio)
    form = json.loads(file(studio, ada, f"form~{FORM}"))
    form["pages"][0]["title"] = {"en": "Who you are"}
    text = json.dumps(form)
    asked = bring(studio, ada, text)
    assert asked.status_code == 422
    assert "in place of the one that is there, or beside it" in words(asked)
    assert form_of(asked)["text"][0].strip() == text
    assert bring(studio, ada, text, taken="beside").status_code == 302
    made = tree(studio)["forms"]
    assert len(made) == len(before["forms"]) + 1
    assert made[FORM] == before["forms"][FORM]
    assert bring(studio, ada, text, taken="instead").status_code == 302
    assert tree(studio)["forms"][FORM]["pages"][0]["title"] == {"en": "Who you are"}
    assert json.loads(file(studio, ada, f"form~{FORM}"))["version"] == form["version"] + 1
    for _ in range(2):
        studio.send(ada, "", form=0)
    assert tree(studio) == before


def test_a_hub_comes_in_whole_and_anothers_place_stays_there(studio: Studio) -> None:
    ada = studio.begun()
    before = tree(studio)
    hub = json.loads(file(studio, ada, "hub"))
    hub["shareable"]["letters"][0]["subject"] = {"en": "We have it"}
    hub |= {"id": "elsewhere", "name": {"en": "Elsewhere"}}
    hub["local"] = {**hub["local"], "brand": {**hub["local"]["brand"], "colour": "#123456"}}
    assert bring(studio, ada, json.dumps(hub)).status_code == 302
    now = tree(studio)
    assert now["letters"][0]["subject"] == {"en": "We have it"}
    assert (now["hub"], now["local"], now["forms"]) == (before["hub"], before["local"], before["forms"])
    door = next(one for one in hub["shareable"]["doors"] if "form" in one)
    door["form"] = {"id": "not-here", "version": 7}
    refused = bring(studio, ada, json.dumps(hub))
    assert refused.status_code == 422
    assert "not-here, version 7" in words(refused)
    assert tree(studio) == now


@pytest.mark.parametrize(
    "data",
    [
        b"", b"   ", b"{", b"[]", b"null", b'"text"', b"\xff\xfe\x00", b"{" * 5000, b"[" * 100000, b'{"$schema": 1}',
        b'{"$schema": "https://hubwright.example/schemas/template.v1.json"}', b'{"a": 1e999, "a": NaN}',
        b'{"$schema": "https://hubwright.example/schemas/form.v1.json", "pages": [{"questions": "<script>"}]}',
        b'{"$schema": "https://hubwright.example/schemas/hub.v1.json", "id": "../../etc", "shareable": {}}',
        b'{"$schema": {"__proto__": []}}', b"x" * 2_000_001,
    ],
    ids=lambda data: repr(data[:40]),
)  # fmt: skip
def test_a_broken_or_hostile_file_changes_nothing_and_says_what_to_do(studio: Studio, data: bytes) -> None:
    ada = studio.begun()
    before = tree(studio)
    # What is as large as this a browser's test keeps in a file, which nobody closes.
    answer = bring(studio, ada, data if len(data) < 400_000 else data.decode())
    assert answer.status_code == 422
    assert "Not done yet" in words(answer)
    assert "<script>" not in answer.get_data(as_text=True).split("</head>")[1].replace("<script>\n", "")
    assert tree(studio) == before


def test_every_problem_of_a_form_is_told_at_once_with_its_place(studio: Studio) -> None:
    ada = studio.begun()
    form = json.loads(file(studio, ada, f"form~{FORM}"))
    form["pages"][0]["title"] = "no text"
    form["pages"][1]["questions"][0]["type"] = "short_txt"
    form["colour"] = "red"
    text = words(bring(studio, ada, json.dumps(form), taken="instead"))
    for place in ("/pages/0/title", "/pages/1/questions/0/type", "/colour"):
        assert place in text
    assert "short_text" in text


def test_a_form_of_the_draft_is_printed_blank_and_says_what_its_answers_look_like(studio: Studio) -> None:
    ada = studio.begun()
    assert studio.send(ada, "forms", form=-1, name="A form of our own").status_code == 302
    id = next(one for one in tree(studio)["forms"] if one.startswith("a-form"))
    assert "What worries you?" in file(studio, ada, f"form~{id}", "blank").decode()
    for form in tree(studio)["forms"]:
        Draft202012Validator.check_schema(json.loads(file(studio, ada, f"form~{form}", "schema")))
    for wrong in (
        "form~nowhere/json",
        "form~nowhere/schema",
        "workflow~x/blank",
        "hub/schema",
        "x/json",
        f"form~{id}/x",
    ):
        assert studio.get(ada, f"files/{wrong}").status_code == 404
