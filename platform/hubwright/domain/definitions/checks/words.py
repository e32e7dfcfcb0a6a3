"""Words and looks: letters that carry no case content, colours that can be read, languages that are whole."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from hubwright.domain.definitions.checks.colour import READABLE, contrast
from hubwright.domain.definitions.checks.findings import Findings, at, numbered
from hubwright.domain.rules.parsing import escaped, nearest, quoted

MOMENTS = ("acknowledge", "outcome", "ask", "alarm", "draft_kept", "draft_ending")
MERGE_FIELDS = ("reference", "link", "hub", "telephone", "due")
"""All that a notice may carry; none of them is case content."""

WRITTEN_FIELDS = (
    "reference", "hub", "telephone", "date", "addressed", "person", "outcome", "receiver", "words",
)  # fmt: skip
"""All that a letter written for a person may carry (`cases.wording`)."""

LONGEST_TEXT = 480
"""A text message in three parts; more was not meant to be one."""

PUBLIC_PAGES = ("accessibility", "privacy", "complaints")
WHITE = "#ffffff"

_FIELD = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)


def check_words(document: Mapping[str, Any], findings: Findings) -> None:
    """Letters, colours, symbols, public pages and languages of a hub document."""
    _letters(document["shareable"], findings)
    _colours(document, findings)
    for page in PUBLIC_PAGES:
        if page not in document["local"].get("pages", {}):
            findings.problem(
                "/local/pages", "no-page", f"The public page {quoted(page)} has no words.", f"Add {quoted(page)}."
            )
    _languages(document, findings)


def _letters(shareable: Mapping[str, Any], findings: Findings) -> None:
    seen: set[tuple[str, str, str]] = set()
    known = {route["meaning"] for route in shareable.get("routes", ())}
    for pointer, letter in numbered(shareable, "letters", "/shareable"):
        audience = letter.get("audience", "")
        for meaning in letter.get("meanings", ("",)) if audience else ("",):
            if (audience, letter["moment"], meaning) in seen:
                findings.problem(
                    f"{pointer}/moment",
                    "two-letters",
                    f"There is another letter for {quoted(letter['moment'])}, and only one can be sent.",
                    "Keep one of them, or say for which outcomes each is.",
                )
            seen.add((audience, letter["moment"], meaning))
        for place, meaning in at(("meanings", "*"), letter, pointer):
            if meaning not in known:
                findings.problem(
                    place,
                    "outcome-of-no-route",
                    f"No route of this hub means {quoted(meaning)}, so this letter would never be written.",
                    "Name the meaning of one of its routes.",
                    nearest(meaning, known),
                )
        if audience:
            _written(letter, pointer, findings)
        else:
            _notice(letter, pointer, findings)
    for moment in MOMENTS:
        if ("", moment, "") not in seen:
            findings.problem(
                "/shareable/letters",
                "no-letter",
                f"There is no letter for {quoted(moment)}.",
                f'Add one whose moment is "{moment}".',
            )


def _notice(letter: Mapping[str, Any], pointer: str, findings: Findings) -> None:
    """A notice carries a reference and a link; what belongs to a letter for a person has no place in it."""
    for part in ("meanings", "clock"):
        if part in letter:
            findings.problem(
                f"{pointer}/{part}",
                "notice-with-an-outcome",
                "A notice is the same whatever was decided: it says that there is something to read.",
                "Leave it out, or name the audience of a letter that is written for a person.",
            )
    for part in ("subject", "body", "text"):
        for language, text in letter.get(part, {}).items():
            _fields(text, f"{pointer}/{part}/{language}", MERGE_FIELDS, findings)
            if part == "text" and len(text) > LONGEST_TEXT // 2:
                findings.problem(
                    f"{pointer}/text/{language}",
                    "long-text-message",
                    "This is long for a text message, once its link is filled in.",
                    f"Use at most {LONGEST_TEXT // 2} signs.",
                )


def _written(letter: Mapping[str, Any], pointer: str, findings: Findings) -> None:
    """A letter for a person is printed or lies behind a code, so it is no text message."""
    if "text" in letter:
        findings.problem(
            f"{pointer}/text",
            "letter-as-text-message",
            "A letter that is written for a person is never sent as a text message.",
            "Leave the wording of a text message to the notice.",
        )
    for part in ("subject", "body"):
        for language, text in letter[part].items():
            _fields(text, f"{pointer}/{part}/{language}", WRITTEN_FIELDS, findings)


def _fields(text: str, pointer: str, allowed: tuple[str, ...], findings: Findings) -> None:
    for found in _FIELD.findall(text):
        name = found.strip()
        if name not in allowed:
            why = (
                f"A notice cannot carry {quoted(name)}: it holds a reference and a link, never case content."
                if allowed is MERGE_FIELDS
                else f"A letter cannot be filled with {quoted(name)}."
            )
            findings.problem(
                pointer, "unknown-merge-field", why, f"Use only: {', '.join(allowed)}.", nearest(name, allowed)
            )
    if re.search(r"[{}]", _FIELD.sub("", text)):
        findings.problem(
            pointer,
            "stray-brace",
            "A brace stands alone, so that a merge field may show as it is written.",
            "Write merge fields as {{reference}}.",
        )


def _colours(document: Mapping[str, Any], findings: Findings) -> None:
    brand = document["local"]["brand"]
    if contrast(brand["colour"], brand.get("text", WHITE)) < READABLE:
        findings.problem(
            "/local/brand/colour",
            "too-little-contrast",
            "Text on the hub's colour is hard to read.",
            "Take a darker colour, or another colour of text: contrast must be 4.5 to 1.",
        )
    for pointer, scale in numbered(document["shareable"], "scales", "/shareable"):
        seen: dict[tuple[str, str], str] = {}
        for place, tier in numbered(scale, "tiers", pointer):
            if contrast(tier["colour"], WHITE) < READABLE:
                findings.problem(
                    f"{place}/colour",
                    "too-little-contrast",
                    f"The colour of {quoted(tier['id'])} is hard to tell from a white page.",
                    "Take a darker colour: contrast must be 4.5 to 1.",
                )
            for part, value in (
                ("colour", tier["colour"]),
                ("symbol", tier["symbol"]),
                ("label", tier["label"]["en"].lower()),
            ):
                if (part, value) in seen:
                    findings.problem(
                        f"{place}/{part}",
                        "tiers-look-alike",
                        f"{quoted(tier['id'])} has the {part} of {quoted(seen[part, value])}.",
                        "Give each tier a colour, a symbol and a word of its own.",
                    )
                seen.setdefault((part, value), tier["id"])
        lowest = scale["tiers"][-1]
        if re.search(r"\bsafe\b", lowest["label"]["en"], re.IGNORECASE):
            findings.problem(
                f"{pointer}/tiers/{len(scale['tiers']) - 1}/label/en",
                "reads-as-safe",
                "The lowest rating reads as safe, which no rating can promise.",
                "Say what the hub will do, or how urgent it is.",
            )


_PUBLIC = (
    "name",
    "shareable/doors/*/name",
    "shareable/doors/*/hint",
    "shareable/kinds/*/name",
    "shareable/letters/*/subject",
    "shareable/letters/*/body",
    "shareable/letters/*/text",
    "shareable/pathways/*/name",
    "shareable/pathways/*/subject",
    "local/duty/*/name",
    "local/pages/*",
)
"""What the public reads of a hub; the rest is read by workers, in English."""


def _languages(document: Mapping[str, Any], findings: Findings) -> None:
    languages = document["languages"]
    if "en" not in languages:
        findings.problem("/languages", "no-english", "English is missing.", 'Add "en": every text has it.')
    for index, language in enumerate(document.get("unchecked", ())):
        if language not in languages:
            findings.problem(
                f"/unchecked/{index}",
                "unknown-reference",
                f"{quoted(language)} is not a language of this hub.",
                "Name a language that stands under languages.",
            )
    if "cy" in languages:
        ways = (tuple(way.split("/")) for way in _PUBLIC)
        missing_welsh((found for way in ways for found in at(way, document)), findings)


def missing_welsh(texts: Iterator[tuple[str, Any]], findings: Findings) -> None:
    """One hint for all texts without Welsh, at the first of them."""
    missing = [pointer for pointer, text in texts if "cy" not in text]
    if missing:
        findings.hint(
            missing[0],
            "missing-welsh",
            f"{len(missing)} of the texts that the public reads have no Welsh; this is the first.",
            "Add cy to each; until then the English is shown.",
        )


def texts(value: Any, pointer: str = "") -> Iterator[tuple[str, Any]]:
    """Every text of a document, with its pointer."""
    if isinstance(value, Mapping):
        if isinstance(value.get("en"), str):
            yield pointer, value
        else:
            for name, part in value.items():
                yield from texts(part, f"{pointer}/{escaped(name)}")
    elif isinstance(value, list):
        for index, part in enumerate(value):
            yield from texts(part, f"{pointer}/{index}")
