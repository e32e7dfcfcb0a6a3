"""A template as one file: a plain zip, the same bytes for the same content, read as if an enemy had written it.

Files are stored, not compressed: a compressor's bytes change with its version, and a pack is small.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
import stat
import zipfile
from collections import Counter
from pathlib import Path
from typing import Any

from hubwright.domain.definitions.canonical import canonical
from hubwright.domain.definitions.templates.lift import lifted, template_lifted
from hubwright.domain.definitions.templates.packing import circular, told_on
from hubwright.domain.definitions.templates.parts import HUB, Parts, Template, Use, content_of
from hubwright.domain.definitions.templates.personal import personal
from hubwright.domain.problems import Problem
from hubwright.domain.rules.parsing import quoted
from hubwright.loading.reading import read_bytes
from hubwright.loading.shape import shape_problems

MANIFEST, README, LICENCE = "template.json", "README.md", "LICENCE"
LARGEST_PACK = 20_000_000
MOST_ENTRIES = 1_000
LARGEST_ENTRY = 2_000_000
LARGEST_TEXT = 200_000
LARGEST_ALL = 60_000_000

_SLUG = "[a-z][a-z0-9-]{0,59}"
_PLACES = re.compile(
    rf"(?:{re.escape(MANIFEST)}|{re.escape(README)}|{LICENCE}|{re.escape(HUB)}"
    rf"|(?:form|workflow)_definitions/{_SLUG}/v[1-9]\d{{0,4}}\.json|scenarios/{_SLUG}\.json)"
)
_NEEDED = (MANIFEST, README, LICENCE, HUB)
# The first day that a zip can name: a pack says nothing about when and where it was made.
_NEVER = (1980, 1, 1, 0, 0, 0)


def write_pack(template: Template) -> bytes:
    """The bytes of a template's file; the same template gives the same bytes on every machine."""
    files = {place: canonical(document) for place, document in template.parts.documents().items()}
    files |= {README: template.readme.encode("utf-8"), LICENCE: template.licence.encode("utf-8")}
    about = {**template.about, "files": {place: _digest(content) for place, content in files.items()}}
    about["seal"] = _digest(canonical({key: value for key, value in about.items() if key != "seal"}))
    files[MANIFEST] = canonical(about)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as pack:
        for place, content in sorted(files.items(), key=lambda one: (one[0] != MANIFEST, one[0])):
            entry = zipfile.ZipInfo(place, _NEVER)
            entry.create_system, entry.external_attr = 3, 0o100644 << 16
            pack.writestr(entry, content)
    return made.getvalue()


def read_pack_file(path: Path) -> tuple[Template | None, list[Problem]]:
    """The template in a file, or everything that is wrong with it."""
    try:
        size = path.stat().st_size
        if size > LARGEST_PACK:
            return None, [_large(path.name, size)]
        with path.open("rb") as file:
            data = file.read(LARGEST_PACK + 1)
    except OSError as error:
        why = error.strerror or "it cannot be used"
        return None, [
            Problem(path.name, "", f"The file cannot be read: {why}.", "Check that it is there.", "unreadable")
        ]
    return read_pack(data, name=path.name)


def read_pack(data: bytes, *, name: str) -> tuple[Template | None, list[Problem]]:
    """The template in these bytes, in today's shape, or everything that is wrong with it.

    Args:
        data: the file; nobody has looked at it.
        name: what it is called, for the problems.
    """
    if len(data) > LARGEST_PACK:
        return None, [_large(name, len(data))]
    files, problems = _unpacked(data, name)
    if problems:
        return None, problems
    missing = [place for place in _NEEDED if place not in files]
    if missing:
        return None, [
            Problem(name, "", f"It is no template: {', '.join(missing)} is missing.", "Pack it again.", "missing-file")
        ]
    template, problems = _template(files, name)
    return (None, problems) if problems else (template, [])


def _large(name: str, size: int) -> Problem:
    return Problem(
        name, "", f"The file has {size:,} bytes; {LARGEST_PACK:,} is the most.", "Share less at a time.", "too-large"
    )


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _unpacked(data: bytes, name: str) -> tuple[dict[str, bytes], list[Problem]]:
    """The files of a zip, none of which is written anywhere and none of which is larger than it may be."""
    try:
        pack = zipfile.ZipFile(io.BytesIO(data))
        entries = pack.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, EOFError):
        return {}, [
            Problem(
                name, "", "This is no template: it is not a zip file, or it is cut off.", "Get it anew.", "not-a-pack"
            )
        ]
    with pack:
        if len(entries) > MOST_ENTRIES:
            what = f"It holds {len(entries):,} files; {MOST_ENTRIES:,} is the most."
            return {}, [Problem(name, "", what, "Do not open it; ask whoever gave it to you.", "too-many-files")]
        problems = [one for entry in entries for one in _wrong_with(entry, name)]
        problems += [
            Problem(name, "", f"{quoted(place)} stands in it twice.", _ASK, "duplicate-file")
            for place, times in Counter(entry.filename for entry in entries).items()
            if times > 1
        ]
        if sum(entry.file_size for entry in entries) > LARGEST_ALL:
            problems.append(Problem(name, "", "Unpacked it would be far larger than any template.", _ASK, "a-bomb"))
        return ({}, problems) if problems else _read_all(pack, entries, name)


_ASK = "Do not use it; ask whoever gave it to you."


def _wrong_with(entry: zipfile.ZipInfo, name: str) -> list[Problem]:
    """What an entry's own description gives away, before a byte of it is unpacked."""
    place, kind = entry.orig_filename, stat.S_IFMT(entry.external_attr >> 16)
    checks = (
        (entry.flag_bits & 0x1 or entry.flag_bits & 0x40, "encrypted", "It is encrypted: nobody can look into it."),
        (kind not in (0, stat.S_IFREG), "a-link", "It is a link or a device, not a file."),
        (
            entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED),
            "unknown-compression",
            "It is compressed in a way that templates are not.",
        ),
        (
            place.startswith(("/", "\\")) or ".." in re.split(r"[/\\]", place) or re.match(r"[A-Za-z]:", place),
            "leads-out",
            "Its name leads out of the template.",
        ),
        (not place.isascii() or not place.isprintable(), "bad-name", "Its name is not written in plain letters."),
        (entry.file_size > LARGEST_ENTRY, "a-bomb", f"Unpacked it has {entry.file_size:,} bytes."),
    )
    shown = quoted(place.encode("ascii", "backslashreplace").decode("ascii"))
    found = [Problem(name, "", f"{shown}: {what}", _ASK, code) for wrong, code, what in checks if wrong]
    if not found and not _PLACES.fullmatch(place):
        return [Problem(name, "", f"{shown} has no place in a template.", "Take it out.", "unknown-file")]
    return found


def _read_all(
    pack: zipfile.ZipFile, entries: list[zipfile.ZipInfo], name: str
) -> tuple[dict[str, bytes], list[Problem]]:
    files = {}
    for entry in entries:
        try:
            with pack.open(entry) as file:
                # What an entry says of its own size may be a lie; never more than the most is unpacked.
                content = file.read(LARGEST_ENTRY + 1)
                whole = len(content) <= LARGEST_ENTRY and not file.read(1)
        except Exception:  # The library raises many kinds on hostile bytes, and each means the same.
            whole, content = False, b""
        if not whole or len(content) != entry.file_size:
            what = f"{quoted(entry.filename)} is damaged, or larger than it says."
            return {}, [Problem(name, "", what, "Get it anew.", "damaged")]
        files[entry.filename] = content
    return files, []


def _template(files: dict[str, bytes], name: str) -> tuple[Template | None, list[Problem]]:
    about, problems = read_bytes(files[MANIFEST], name=MANIFEST)
    if problems:
        return None, problems
    if not isinstance(about, dict):
        return None, [Problem(MANIFEST, "", "The manifest is no object.", "Pack it again.", "wrong-type")]
    about, problems = lifted("template", about, file=MANIFEST)
    problems = problems or shape_problems("template", about, file=MANIFEST)
    if problems:
        return None, problems
    problems = _tampered(about, files, name)
    if problems:
        return None, problems
    documents, texts = {}, {}
    for place, content in files.items():
        if place in (README, LICENCE):
            texts[place], wrong = _text(content, place)
        elif place != MANIFEST:
            documents[place], wrong = read_bytes(content, name=place)
            if not wrong and not isinstance(documents[place], dict):
                wrong = [Problem(place, "", "A definition is an object.", "Start it with {.", "wrong-type")]
        else:
            continue
        problems += wrong
    if problems:
        return None, problems
    return _judged(about, documents, texts, name)


def _tampered(about: dict[str, Any], files: dict[str, bytes], name: str) -> list[Problem]:
    told = about["files"]
    there = {place: _digest(content) for place, content in files.items() if place != MANIFEST}
    unsealed = {key: value for key, value in about.items() if key != "seal"}
    problems = []
    if about["seal"] != _digest(canonical(unsealed)):
        problems.append(Problem(name, "", "The manifest was changed after it was packed.", _ASK, "tampered"))
    for place in sorted({*told, *there}):
        if place not in there:
            what = f"{quoted(place)} was taken out after it was packed."
        elif place not in told:
            what = f"{quoted(place)} was put in after it was packed."
        elif told[place] != there[place]:
            what = f"{quoted(place)} was changed after it was packed."
        else:
            continue
        problems.append(Problem(name, "", what, _ASK, "tampered"))
    return problems


def _text(content: bytes, place: str) -> tuple[str, list[Problem]]:
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return "", [Problem(place, "", "The text is not UTF-8.", "Save it as UTF-8.", "not-utf-8")]
    if len(content) > LARGEST_TEXT:
        return "", [Problem(place, "", "The text is far too long.", "Shorten it.", "too-long")]
    if any(mark not in "\n\t" and not mark.isprintable() for mark in text.replace("\r\n", "\n")):
        return "", [
            Problem(place, "", "The text holds marks that nobody can see.", "Take them out.", "bad-character"),
        ]
    return text, []


def _judged(
    about: dict[str, Any], documents: dict[str, dict[str, Any]], texts: dict[str, str], name: str
) -> tuple[Template | None, list[Problem]]:
    """The template, if each document is what its place says and nothing in it had to stay at home."""
    forms: dict[Use, dict[str, Any]] = {}
    workflows: dict[Use, dict[str, Any]] = {}
    scenarios: dict[str, dict[str, Any]] = {}
    problems: list[Problem] = []
    for place, document in documents.items():
        kind, *way = place.split("/")
        if place == HUB:
            continue
        id = way[0].removesuffix(".json")
        version = int(way[1][1:].removesuffix(".json")) if len(way) > 1 else None
        if document.get("id") != id or (version is not None and document.get("version") != version):
            what = "The file's place does not agree with its id and version."
            problems.append(Problem(place, "/id", what, "Pack it again.", "wrong-place"))
        elif kind == "scenarios":
            scenarios[id] = document
        else:
            (forms if kind.startswith("form") else workflows)[id, version or 0] = document
    parts = Parts(hub=documents[HUB], forms=forms, workflows=workflows, scenarios=scenarios)
    template = Template(about=_plain(about), parts=parts, readme=texts[README], licence=texts[LICENCE])
    if not problems and about["content"] != content_of(parts):
        problems.append(Problem(name, "", "The content hash is not that of the content.", _ASK, "tampered"))
    if circular(about):
        what = "It stands among its own origins: it cannot have been made from itself."
        problems.append(Problem(MANIFEST, "/origin", what, _ASK, "circular-origin"))
    lifted_template, newer = template_lifted(template)
    problems += newer
    if not newer:
        problems += fit_to_travel(lifted_template) + _shapes(lifted_template)
    return (None, sorted(problems)) if problems else (lifted_template, [])


def _plain(about: dict[str, Any]) -> dict[str, Any]:
    """The manifest without what only its file says."""
    return {key: value for key, value in about.items() if key not in ("files", "seal")}


def fit_to_travel(template: Template) -> list[Problem]:
    """Every place in a template that may not leave a hub, nor come to another."""
    read: dict[str, Any] = dict(template.parts.documents())
    read |= {README: {"text": template.readme}}
    read[MANIFEST] = {key: template.about[key] for key in ("name", "owner", "note", "licence") if key in template.about}
    made_up = [f"scenarios/{id}.json" for id in template.parts.scenarios]
    return personal(read, looked_at=template.about["looked_at"], made_up=made_up)


def _shapes(template: Template) -> list[Problem]:
    parts, problems = template.parts, []
    for kind, documents in (("form", parts.forms), ("workflow", parts.workflows)):
        for use, document in documents.items():
            place = f"{kind}_definitions/{use[0]}/v{use[1]}.json"
            problems += shape_problems(kind, json.loads(canonical(document)), file=place)
    for id, scenario in parts.scenarios.items():
        told = json.loads(canonical(told_on(scenario, template.about["id"])))
        problems += shape_problems("scenario", told, file=f"scenarios/{id}.json")
    return problems + hub_shape(template)


def hub_shape(template: Template) -> list[Problem]:
    """What is wrong with the shape of the hub's part; a template of some parts need not have them all."""
    about, hub = template.about, template.parts.hub
    document = {
        "$schema": about["$schema"].replace("template", "hub"),
        "id": about["id"],
        "name": about["name"],
        "owner": about["owner"],
        "local": {
            "nation": about["nation"],
            "state": "not_yet_open",
            "councils": [about["name"]],
            "areas": about["name"],
        }
        | {"duty": [], "brand": {"colour": "#000000"}},
        **hub,
    }
    found = shape_problems("hub", document, file=HUB)
    if about["only"]:
        found = [one for one in found if not (one.code == "missing" and one.pointer == "/shareable")]
    return found
