"""A pack is the same bytes for the same content, and whatever an enemy makes of one is refused in sentences."""

from __future__ import annotations

import hashlib
import io
import json
import struct
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hubwright.domain.definitions.canonical import canonical
from hubwright.domain.definitions.templates.lift import CURRENT
from hubwright.domain.definitions.templates.packing import Provenance, make, only
from hubwright.domain.definitions.templates.parts import Template, content_of
from hubwright.domain.definitions.templates.personal import personal
from hubwright.loading.hub_folder import read_hub_folder
from hubwright.loading.packs import MANIFEST, read_pack, read_pack_file, write_pack
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

ROOT = Path(__file__).parents[2]
SANDWELL = Provenance(
    id="sandwell", name={"en": "Sandwell"}, owner="Hub lead", version=1, nation="england", licence="MIT License"
)


@pytest.fixture(scope="module")
def template() -> Template:
    folder, problems = read_hub_folder(ROOT / "tenant_configs" / "sandwell")
    assert folder is not None, problems
    return make(folder.parts, SANDWELL, readme="How we work.\n", licence="MIT License\n")


@pytest.fixture(scope="module")
def packed(template: Template) -> bytes:
    return write_pack(template)


def files_of(packed: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(packed)) as pack:
        return {name: pack.read(name) for name in pack.namelist()}


def zipped(files: dict[str, bytes], change: Callable[[zipfile.ZipInfo], None] = lambda _: None) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as pack:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name)
            change(entry)
            pack.writestr(entry, content)
    return made.getvalue()


def sealed(files: dict[str, bytes], **about: Any) -> bytes:
    """A pack whose maker went to the trouble of working out every hash again."""
    manifest = {**json.loads(files[MANIFEST]), **about}
    manifest.pop("seal")
    manifest["files"] = {
        name: hashlib.sha256(content).hexdigest() for name, content in files.items() if name != MANIFEST
    }
    manifest["seal"] = hashlib.sha256(canonical(manifest)).hexdigest()
    return zipped({**files, MANIFEST: canonical(manifest)})


def codes(data: bytes) -> set[str]:
    found, problems = read_pack(data, name="x.template")
    assert (found is None) == bool(problems)
    for one in problems:
        assert one.what.endswith((".", ")"))
        assert len(one.what) <= 300
    return {one.code for one in problems}


def test_the_same_template_gives_the_same_bytes_and_comes_back_whole(template: Template, packed: bytes) -> None:
    assert write_pack(template) == packed
    again, problems = read_pack(packed, name="x")
    assert problems == []
    assert again == template
    assert again is not None
    assert write_pack(again) == packed


def test_a_part_comes_back_whole_and_tells_what_it_needs(template: Template) -> None:
    part = make(only(template.parts, ["scale:rag"]), SANDWELL, readme="-", licence="MIT", chosen=["scale:rag"])
    again, problems = read_pack(write_pack(part), name="x")
    assert (again, problems) == (part, [])
    assert "clock:red-return" in part.about["needs"]


def test_a_part_with_its_needs_needs_nothing(template: Template) -> None:
    parts = only(template.parts, ["scale:rag"], with_needs=True)
    made = make(parts, SANDWELL, readme="-", licence="MIT", chosen=["scale:rag"])
    assert made.about["needs"] == []


def test_a_pack_packed_again_by_another_program_still_opens(template: Template, packed: bytes) -> None:
    def deflated(entry: zipfile.ZipInfo) -> None:
        entry.compress_type = zipfile.ZIP_DEFLATED

    assert read_pack(zipped(files_of(packed), deflated), name="x")[0] == template


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("../evil.json", "leads-out"),
        ("/etc/evil.json", "leads-out"),
        ("C:\\evil.json", "leads-out"),
        ("form_definitions\\..\\evil.json", "leads-out"),
        ("form_definitions/x/../../evil.json", "leads-out"),
        ("run.exe", "unknown-file"),
        ("hub.json/", "unknown-file"),
        ("scenarios/Été.json", "bad-name"),
        ("scenarios/a\nb.json", "bad-name"),
    ],
)
def test_a_name_that_has_no_place_in_a_template_is_refused(packed: bytes, name: str, code: str) -> None:
    assert codes(zipped({**files_of(packed), name: b"{}"})) == {code}


def test_a_name_in_bytes_that_are_no_utf_8_is_refused(packed: bytes) -> None:
    data = zipped({**files_of(packed), "scenarios/qqqq.json": b"{}"}).replace(b"qqqq", b"q\xff\xfeq")
    assert codes(data) == {"bad-name"}


def test_a_file_that_stands_twice_is_refused(packed: bytes) -> None:
    made = io.BytesIO(packed)
    with zipfile.ZipFile(made, "a") as pack, pytest.warns(UserWarning, match="Duplicate"):
        pack.writestr("hub.json", b"{}")
    assert codes(made.getvalue()) == {"duplicate-file"}


def test_a_link_is_refused(packed: bytes) -> None:
    def link(entry: zipfile.ZipInfo) -> None:
        entry.create_system, entry.external_attr = 3, 0o120777 << 16

    assert codes(zipped(files_of(packed), link)) == {"a-link"}


def test_an_encrypted_pack_is_refused(packed: bytes) -> None:
    data = bytearray(packed)
    place = data.find(b"PK\x01\x02")
    data[place + 8] |= 1
    assert codes(bytes(data)) == {"encrypted"}


def test_a_bomb_is_refused_by_what_it_says_of_itself(packed: bytes) -> None:
    def deflated(entry: zipfile.ZipInfo) -> None:
        entry.compress_type = zipfile.ZIP_DEFLATED

    assert codes(zipped({**files_of(packed), "scenarios/big.json": b" " * 30_000_000}, deflated)) == {"a-bomb"}


def test_a_bomb_that_lies_about_its_size_is_refused_by_what_comes_out(packed: bytes) -> None:
    def deflated(entry: zipfile.ZipInfo) -> None:
        entry.compress_type = zipfile.ZIP_DEFLATED

    data = zipped({**files_of(packed), "scenarios/big.json": b" " * 30_000_000}, deflated)
    assert codes(data.replace(struct.pack("<L", 30_000_000), struct.pack("<L", 1_000))) == {"damaged"}


def test_too_many_files_are_refused() -> None:
    assert codes(zipped({f"scenarios/a{number}.json": b"{}" for number in range(1_001)})) == {"too-many-files"}


def test_a_file_beyond_all_measure_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "x.template"
    with path.open("wb") as file:
        file.truncate(20_000_001)
    assert [one.code for one in read_pack_file(path)[1]] == ["too-large"]


@pytest.mark.parametrize("content", [b"", b"PK", b"no zip at all", b"\0" * 1000])
def test_what_is_no_zip_is_refused(content: bytes) -> None:
    assert codes(content) == {"not-a-pack"}


def test_a_zip_without_a_manifest_is_refused(packed: bytes) -> None:
    assert codes(zipped({name: one for name, one in files_of(packed).items() if name != MANIFEST})) == {"missing-file"}


def test_a_changed_a_missing_and_an_added_file_are_each_told(packed: bytes) -> None:
    files = files_of(packed)
    form = next(name for name in files if name.startswith("form_"))
    files["README.md"] += b"And more."
    files["scenarios/added.json"] = b"{}"
    del files[form]
    found, problems = read_pack(zipped(files), name="x")
    assert found is None
    assert [(one.code, one.what.split('"')[1]) for one in problems] == [
        ("tampered", "README.md"),
        ("tampered", form),
        ("tampered", "scenarios/added.json"),
    ]


def test_a_changed_manifest_is_refused(packed: bytes) -> None:
    files = files_of(packed)
    files[MANIFEST] = canonical({**json.loads(files[MANIFEST]), "version": 7})
    assert codes(zipped(files)) == {"tampered"}


def test_content_under_a_false_hash_is_refused(packed: bytes) -> None:
    assert codes(sealed(files_of(packed), content="0" * 64)) == {"tampered"}


def test_a_newer_schema_is_refused_and_says_what_to_do(template: Template, packed: bytes) -> None:
    assert codes(sealed(files_of(packed), schema_version=2)) == {"newer-schema"}
    (use, form), *_ = template.parts.forms.items()
    newer = replace(template.parts, forms={**template.parts.forms, use: {**form, "schema_version": 2}})
    data = write_pack(replace(template, about={**template.about, "content": content_of(newer)}, parts=newer))
    _, problems = read_pack(data, name="x")
    assert [one.code for one in problems] == ["newer-schema"]
    assert "Bring Hubwright up to date" in problems[0].do


def test_a_circular_origin_is_refused(packed: bytes) -> None:
    chain = [{"id": "merton", "version": 1, "content": "1" * 64}, {"id": "sandwell", "version": 1, "content": "2" * 64}]
    assert codes(sealed(files_of(packed), origin=chain)) == {"circular-origin"}


def test_a_document_under_another_id_is_refused(template: Template, packed: bytes) -> None:
    (use, form), *_ = template.parts.forms.items()
    other = replace(template.parts, forms={**template.parts.forms, use: {**form, "id": "another"}})
    data = write_pack(replace(template, about={**template.about, "content": content_of(other)}, parts=other))
    assert codes(data) == {"wrong-place"}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Ask Margaret Holloway first.", "looks-like-a-person"),
        ("Ring 0121 569 3100.", "a-telephone-number"),
        ("Write to hub@sandwell.gov.uk.", "an-email-address"),
        ("Post to https://hooks.chat.example/services/T0/B0/x.", "a-web-address"),
    ],
)
def test_what_must_stay_at_home_is_refused_on_arrival_as_well(template: Template, text: str, code: str) -> None:
    shareable = json.loads(json.dumps(template.parts.shareable))
    shareable["routes"][0]["name"]["en"] = text
    parts = replace(template.parts, hub={**template.parts.hub, "shareable": shareable})
    data = write_pack(replace(template, about={**template.about, "content": content_of(parts)}, parts=parts))
    _, problems = read_pack(data, name="x")
    assert [(one.file, one.pointer, one.code) for one in problems] == [
        ("hub.json", "/shareable/routes/0/name/en", code)
    ]
    assert text not in str(problems[0])


def test_a_local_part_is_refused(template: Template) -> None:
    parts = replace(template.parts, hub={**template.parts.hub, "local": {"mailboxes": {}}})
    data = write_pack(replace(template, about={**template.about, "content": content_of(parts)}, parts=parts))
    assert "a-local-part" in codes(data)


@given(data=st.data())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_flipped_byte_is_taken_for_the_template(data: st.DataObject, template: Template, packed: bytes) -> None:
    place = data.draw(st.integers(0, len(packed) - 1))
    flipped = bytearray(packed)
    flipped[place] ^= 1 << data.draw(st.integers(0, 7))
    found, problems = read_pack(bytes(flipped), name="x")
    # A bit of the zip's own book-keeping may change without changing what is read.
    assert problems if found is None else found == template


@pytest.mark.parametrize("path", sorted((ROOT / "tests" / "packs").glob("*.template")), ids=lambda path: path.stem)
def test_a_pack_that_was_ever_made_still_opens(path: Path) -> None:
    """One pack of each schema version, never made anew: what a council put away years ago must open."""
    found, problems = read_pack_file(path)
    assert problems == []
    assert found is not None
    assert found.about["id"] == "first-of-all"
    assert len(found.parts.shareable["scales"][0]["tiers"]) == 3


def test_there_is_a_pack_of_every_schema_version() -> None:
    made = {path.stem for path in (ROOT / "tests" / "packs").glob("*.template")}
    assert made == {f"schema-{version}" for version in range(1, max(CURRENT.values()) + 1)}


@pytest.mark.parametrize("area", sorted(path.parent.name for path in (ROOT / "tenant_configs").glob("*/hub.json")))
def test_every_shipped_hub_and_its_scenarios_may_travel(area: str) -> None:
    folder = ROOT / "tenant_configs" / area
    hub = json.loads((folder / "hub.json").read_bytes())
    told = {f"scenarios/{path.name}": json.loads(path.read_bytes()) for path in folder.glob("scenarios/*.json")}
    assert personal({"hub.json": {"shareable": hub["shareable"]}, **told}, made_up=list(told)) == []
