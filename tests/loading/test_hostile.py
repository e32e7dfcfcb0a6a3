"""Whatever is done to a definition, there is an answer and never a traceback."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from hubwright.domain.problems import Problem
from hubwright.loading.check import check_paths
from hubwright.loading.reading import LARGEST_FILE, read_bytes
from hubwright.loading.shape import shape_problems
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

REPOSITORY = Path(__file__).parents[2]
SMALL = REPOSITORY / "tests" / "definitions"
SHIPPED = {
    "form": json.loads((REPOSITORY / "form_definitions" / "worried-about-an-adult" / "v1.json").read_bytes()),
    "tiny-form": json.loads((SMALL / "form_definitions" / "tiny" / "v1.json").read_bytes()),
    "workflow": json.loads((REPOSITORY / "workflow_definitions" / "rate-ask-decide" / "v1.json").read_bytes()),
    "hub": json.loads((SMALL / "tenant_configs" / "tiny" / "hub.json").read_bytes()),
    "bury": json.loads((REPOSITORY / "tenant_configs" / "bury" / "hub.json").read_bytes()),
}
JUNK: list[Any] = [
    *(
        None,
        True,
        0,
        -1,
        10**14,
        "",
        "x",
        "a-name",
        "is",
        "<b>",
        "{{case}}",
        "\u202e",
        "é" * 300,
        "2026-02-30",
        "25:61",
    ),
    *(
        [],
        [[]],
        [None],
        {},
        {"is": []},
        {"en": ""},
        {"en": "x"},
        {"id": "x"},
        {"answer": ["who"]},
        {"not": [{"not": []}]},
    ),
]


def places(value: Any, way: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every place in a document, deepest last."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [way, *(place for key, part in inner for place in places(part, (*way, key)))]


PLACES = {name: places(document)[1:] for name, document in SHIPPED.items()}


def at(document: Any, way: tuple[Any, ...]) -> Any:
    for step in way:
        document = document[step]
    return document


@st.composite
def mutated(draw: st.DrawFn) -> Any:
    name = draw(st.sampled_from(sorted(SHIPPED)))
    document = copy.deepcopy(SHIPPED[name])
    for _ in range(draw(st.integers(1, 3))):
        way = draw(st.sampled_from(PLACES[name]))
        try:
            holder, key = at(document, way[:-1]), way[-1]
            match draw(st.sampled_from(["junk", "remove", "twin", "rename", "swap"])):
                case "junk":
                    holder[key] = copy.deepcopy(draw(st.sampled_from(JUNK)))
                case "remove":
                    del holder[key]
                case "twin" if isinstance(holder, list):
                    holder.append(copy.deepcopy(holder[key]))
                case "rename" if isinstance(holder, dict):
                    holder[draw(st.sampled_from(["id", "form", "rows", "/~", "x" * 70]))] = holder.pop(key)
                case _:
                    holder[key] = copy.deepcopy(at(document, draw(st.sampled_from(PLACES[name]))))
        except (KeyError, IndexError, TypeError, AttributeError):
            continue  # an earlier change took the place away
    return document


def answered(found: list[Problem]) -> None:
    for one in found:
        assert one.what
        assert one.do
        assert one.code
        assert len(one.what) <= 400


@given(mutated())
@settings(
    max_examples=120, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], deadline=None
)
def test_a_mutated_definition_is_answered(tmp_path_factory: pytest.TempPathFactory, document: Any) -> None:
    path = tmp_path_factory.mktemp("mutated") / "document.json"
    path.write_text(json.dumps(document, ensure_ascii=True), encoding="utf-8")
    answered(check_paths([path], library=[SMALL]))


@given(st.binary(max_size=200) | st.text(max_size=100).map(lambda text: text.encode("utf-8", "surrogatepass")))
@settings(max_examples=200, deadline=None)
def test_any_bytes_at_all_are_answered(data: bytes) -> None:
    value, found = read_bytes(data, name="any")
    assert found or json.loads(data) == value
    answered(found)


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "large.json"
    path.write_bytes(b" " * (LARGEST_FILE + 1))
    assert [one.code for one in check_paths([path])] == ["too-large"]


def test_a_link_that_leads_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret.json").write_text('{"secret": "of the machine"}', encoding="utf-8")
    folder = tmp_path / "pack"
    folder.mkdir()
    (folder / "form.json").symlink_to(tmp_path / "secret.json")
    found = check_paths([folder])
    assert [one.code for one in found] == ["outside-folder"]
    assert "secret" not in str(found)


def test_a_link_to_itself_and_a_folder_named_like_a_file_are_answered(tmp_path: Path) -> None:
    (tmp_path / "loop.json").symlink_to(tmp_path / "loop.json")
    (tmp_path / "folder.json").mkdir()
    answered(check_paths([tmp_path]))
    assert {one.file for one in check_paths([tmp_path])} == {"loop.json", "folder.json"}


def test_a_path_that_is_not_there_is_a_problem(tmp_path: Path) -> None:
    assert [one.code for one in check_paths([tmp_path / "nowhere.json"])] == ["unreadable"]


def test_what_was_submitted_is_quoted_only_in_part(tmp_path: Path) -> None:
    long = "a person's whole story " * 50
    document = copy.deepcopy(SHIPPED["tiny-form"])
    document["id"] = long
    document["pages"][0]["questions"][0]["type"] = long
    document[long] = 1
    path = tmp_path / "form.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    found = check_paths([path])
    assert {one.code for one in found} == {"too-long", "wrong-form", "unknown-name", "unknown-word"}
    assert all(len(one.what) < 200 for one in found)


def test_a_file_of_nothing_but_repetition_is_answered_with_a_few_problems() -> None:
    twice = b"{" + b",".join(b'"a%d":1' % (number % 60_000) for number in range(120_000)) + b"}"
    _, found = read_bytes(twice, name="twice")
    assert {one.code for one in found} == {"duplicate-key"}
    assert len(found) <= 50


def test_a_form_with_everything_unknown_is_answered_with_a_few_problems(tmp_path: Path) -> None:
    path = tmp_path / "form.json"
    unknown = {f"name-{number}": number for number in range(50_000)}
    path.write_text(json.dumps({**SHIPPED["tiny-form"], **unknown}), encoding="utf-8")
    assert 0 < len(check_paths([path])) <= 200


@pytest.mark.parametrize(
    "id", ["tiny\n", "tiny\u200b", "ti\u202eny", "t\u0456ny", "__proto__", "tiny~x", "../tiny", ""]
)
def test_an_id_that_is_not_what_it_looks_like_is_refused(id: str) -> None:
    found = shape_problems("form", {**SHIPPED["tiny-form"], "id": id}, file="form")
    assert [one.pointer for one in found] == ["/id"]


def test_what_ends_with_a_line_break_or_has_other_figures_fits_no_pattern() -> None:
    hub = copy.deepcopy(SHIPPED["bury"])
    hub["local"]["brand"]["colour"] = "#1d3f72\n"
    hub["local"]["mailboxes"] = {name: f"{box}\n" for name, box in list(hub["local"]["mailboxes"].items())[:1]}
    hub["local"]["closures"] = ["٢٠٢٦-١٢-٢٤"]
    found = {one.pointer.split("/")[2] for one in shape_problems("hub", hub, file="hub")}
    assert found == {"brand", "mailboxes", "closures"}


@pytest.mark.parametrize("words", ["\u200b", "\u00a0", "Worried\u202e?dluohs uoy", "\u2066"])
def test_words_that_nobody_sees_or_that_turn_around_are_refused(words: str) -> None:
    found = shape_problems("form", {**SHIPPED["tiny-form"], "name": {"en": words}}, file="form")
    assert [(one.pointer, one.do) for one in found] == [("/name/en", "Write some words, without hidden marks.")]
    assert shape_problems("form", {**SHIPPED["tiny-form"], "name": {"en": "Ymholiad 😀 é"}}, file="form") == []
