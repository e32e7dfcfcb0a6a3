"""What the value of each type of question looks like, and what is out of shape in one.

An answer is a document `{"state", "value"?, "note"?, "by"?, "at"?}`; only an *answered* one has a value. In words:

short_text          text on one line, at most `max_length` (500) characters
long_text           text, at most `max_length` (20 000) characters
whole_number        a whole number
decimal_number      a decimal as text: "2.50"; at most 15 digits before the point and 10 after it
yes_no_unknown      "yes" or "no"; not knowing is the state *not_known*
date                {"year", "month"?, "day"?, "estimated"?: true}: full, partial or estimated; whole numbers
choice              an option's id
choices             a list of option ids, each once; the empty list is an answer to a question that is not required
                    and offers no "none of these"
list                {"id": an option's id}, or {"other": text} where `other` is set
person              {"given"?, "family"?, "also_known_as"?, "born"?: a date, "unborn"?: true, "expected"?: a date}, and
                    what else `parts` asks for: texts, "address" as an address
people, rows        a list of rows, each {question id: answer document}
address             {"kind": "uk" | "overseas" | "no_fixed_abode", "lines"?: [text], "town"?, "postcode"?, "country"?,
                    "protected"?: true or false}
telephone           {"number": text, "safe"?: "yes" | "no" | "not_known"}
email               {"address": text, "safe"?: as above}
safe_contact        {"times"?: text, "words"?: text, "do_not"?: text, "ways"?: [what `ways` offers]}
nhs_number, upn     text as typed; a wrong check digit warns
consent             {"position": "given" | "refused" | "not_sought", "why"?: text}
declaration         true
file                a list of {"file": id, "name": text, "media": text, "size": bytes}; one that could not be taken is
                    {"name": text, "refused": why}, so that its name is not lost
calculated          worked out by the judge from its formula; whatever is sent is passed over
content             none

Out of shape means wrong type, too large, or unsafe to store. It must be mended, and is kept as typed until then.
Everything else that looks odd is a warning (`plausible`). `schema` says the same as this module in JSON Schema.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from hubwright.domain.answers.answer import NOT_ANSWERED, STATES, Answer, State
from hubwright.domain.definitions.form import Question
from hubwright.domain.rules.values import LARGEST_WHOLE, decimal_of, whole_of

SHORT_TEXT, LONG_TEXT, LINE, NOTE, MOST_ROWS, MOST_FILES = 500, 20_000, 200, 2_000, 30, 10
REFUSED_FILES = ("too_large", "type", "lies", "empty", "too_many")
_KEYS = frozenset({"state", "value", "note", "by", "at"})
_BESIDE = (("note", NOTE), ("by", LINE), ("at", LINE))
ADDRESS_KINDS = ("uk", "overseas", "no_fixed_abode")
ADDRESS_LINES = 5
POSITIONS = ("given", "refused", "not_sought")
SAFE = ("yes", "no", "not_known")
WAYS = ("telephone", "text", "email", "post", "in_person", "through_somebody")
PERSON_PARTS: Mapping[str, tuple[str, ...]] = {
    "name": ("given", "family"),
    "other_names": ("also_known_as",),
    "unborn": ("unborn", "expected"),
}
DEFAULT_PARTS = ("name", "other_names", "born", "unborn")
# Kept out of every text: what no database or page can hold. One line has no line breaks or tabs either.
UNSAFE = "\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f\\ud800-\\udfff"
UNSAFE_IN_LINE = UNSAFE + "\\t\\n\\r"
_UNSAFE, _UNSAFE_IN_LINE = re.compile(f"[{UNSAFE}]"), re.compile(f"[{UNSAFE_IN_LINE}]")


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing out of shape.

    Args:
        code: a key of `messages.MALFORMED`.
        parameters: for its template.
        row, column: where in rows.
    """

    code: str
    parameters: Mapping[str, int | str] = field(default_factory=dict)
    row: int | None = None
    column: str | None = None


def faults(question: Question, document: object) -> Iterator[Fault]:
    """Everything out of shape in the answer to a question.

    Args:
        question: of the form or of one of its rows.
        document: an `Answer`, or its document, or any JSON at all.
    """
    if document is NOT_ANSWERED:
        return
    if isinstance(document, Answer):
        document = document.document()
    if question.type in ("calculated", "content"):
        return
    if (type(document) is not dict and not isinstance(document, Mapping)) or not _KEYS.issuperset(document):
        yield Fault("unreadable")
        return
    state, value = document.get("state"), document.get("value")
    if not isinstance(state, str) or state not in STATES:
        yield Fault("unreadable")
        return
    for key, most in _BESIDE:
        if key in document:
            yield from _text(document[key], most)
    if value is None:
        return
    if state != State.ANSWERED.value:
        yield Fault("unreadable")
    else:
        yield from _SHAPES[question.type](question, value)


def person_keys(question: Question) -> tuple[str, ...]:
    """What a person's value may hold, by the question's `parts`."""
    parts = question.settings.get("parts", DEFAULT_PARTS)
    return tuple(key for part in parts for key in PERSON_PARTS.get(part, (part,)))


def most_rows(question: Question) -> int:
    """How many rows there may be."""
    return int(question.settings.get("most", MOST_ROWS))


def _text(value: object, most: int, *, one_line: bool = False) -> Iterator[Fault]:
    if not isinstance(value, str):
        yield Fault("not-text")
        return
    if len(value) > most:
        yield Fault("too-long", {"most": most})
    if (_UNSAFE_IN_LINE if one_line else _UNSAFE).search(value):
        yield Fault("forbidden-characters")


def _short_text(question: Question, value: object) -> Iterator[Fault]:
    return _text(value, int(question.settings.get("max_length", SHORT_TEXT)), one_line=True)


def _long_text(question: Question, value: object) -> Iterator[Fault]:
    return _text(value, int(question.settings.get("max_length", LONG_TEXT)))


def _line(_question: Question, value: object) -> Iterator[Fault]:
    return _text(value, LINE, one_line=True)


def _whole(_question: Question, value: object) -> Iterator[Fault]:
    number = whole_of(value)
    if number is None:
        yield Fault("not-whole")
    elif abs(number) > LARGEST_WHOLE:
        yield Fault("number-too-large")


def _decimal(_question: Question, value: object) -> Iterator[Fault]:
    if decimal_of(value) is None or value != str(value).strip():
        yield Fault("not-decimal")


def _yes_no(_question: Question, value: object) -> Iterator[Fault]:
    if not isinstance(value, str) or value not in ("yes", "no"):
        yield Fault("not-yes-or-no")


def _date(_question: Question, value: object) -> Iterator[Fault]:
    if not is_date(value):
        yield Fault("not-a-date")


def is_date(value: object) -> bool:
    """Whether a value has the shape of a date. The 31st of February has; it gets a warning."""
    if not isinstance(value, Mapping) or not {"year"} <= set(value) <= {"year", "month", "day", "estimated"}:
        return False
    if not isinstance(value.get("estimated", True), bool) or ("day" in value and "month" not in value):
        return False
    bounds = {"year": 9999, "month": 12, "day": 31}
    numbers = {part: whole_of(value[part]) for part in bounds if part in value}
    return all(number is not None and 1 <= number <= bounds[part] for part, number in numbers.items())


def _is_option(question: Question, value: object) -> bool:
    return isinstance(value, str) and any(option.id == value for option in question.options)


def _choice(question: Question, value: object) -> Iterator[Fault]:
    if not _is_option(question, value):
        yield Fault("not-an-option")


def _choices(question: Question, value: object) -> Iterator[Fault]:
    if not isinstance(value, list) or not all(_is_option(question, item) for item in value):
        yield Fault("not-an-option")
    elif len(set(value)) != len(value):
        yield Fault("chosen-twice")


def _list(question: Question, value: object) -> Iterator[Fault]:
    keys = set(value) if isinstance(value, Mapping) else set()
    if isinstance(value, Mapping) and keys == {"other"} and question.settings.get("other"):
        yield from _text(value["other"], LINE, one_line=True)
    elif not isinstance(value, Mapping) or keys != {"id"} or not _is_option(question, value["id"]):
        yield Fault("not-an-option")


def _person(question: Question, value: object) -> Iterator[Fault]:
    if not isinstance(value, Mapping):
        yield Fault("not-a-person")
        return
    allowed = person_keys(question)
    for key, part in value.items():
        if key not in allowed:
            yield Fault("not-asked-for")
        elif key in ("born", "expected"):
            yield from _date(question, part)
        elif key == "unborn":
            if part is not True:
                yield Fault("not-a-person")
        elif key == "address":
            yield from _address(question, part)
        else:
            yield from _text(part, LINE, one_line=True)


def _rows(question: Question, value: object) -> Iterator[Fault]:
    if not isinstance(value, list):
        yield Fault("not-rows")
        return
    most = most_rows(question)
    if len(value) > most:
        yield Fault("too-many-rows", {"most": most})
    columns = {column.id: column for column in question.rows}
    for index, row in enumerate(value[: most + 1]):
        if not isinstance(row, Mapping):
            yield Fault("unreadable", row=index)
            continue
        for id, document in row.items():
            if id not in columns:
                yield Fault("unknown-question", row=index)
                continue
            for fault in faults(columns[id], document):
                yield Fault(fault.code, fault.parameters, index, id)


def _address(_question: Question, value: object) -> Iterator[Fault]:
    if not isinstance(value, Mapping) or set(value) - {"kind", "lines", "town", "postcode", "country", "protected"}:
        yield Fault("not-an-address")
        return
    lines = value.get("lines", [])
    kind = value.get("kind")
    if not isinstance(kind, str) or kind not in ADDRESS_KINDS or not isinstance(value.get("protected", True), bool):
        yield Fault("not-an-address")
    if not isinstance(lines, list) or len(lines) > ADDRESS_LINES:
        yield Fault("not-an-address")
        lines = []
    for part in [*lines, *(value[key] for key in ("town", "postcode", "country") if key in value)]:
        yield from _text(part, LINE, one_line=True)


def _reach(key: str) -> Callable[[Question, object], Iterator[Fault]]:
    def shape(_question: Question, value: object) -> Iterator[Fault]:
        if not isinstance(value, Mapping) or not {key} <= set(value) <= {key, "safe"}:
            yield Fault("not-a-contact")
            return
        if "safe" in value and not (isinstance(value["safe"], str) and value["safe"] in SAFE):
            yield Fault("not-a-contact")
        yield from _text(value[key], LINE, one_line=True)

    return shape


def _safe_contact(question: Question, value: object) -> Iterator[Fault]:
    if not isinstance(value, Mapping) or set(value) - {"times", "words", "do_not", "ways"}:
        yield Fault("not-a-contact")
        return
    for key in ("times", "words", "do_not"):
        if key in value:
            yield from _text(value[key], NOTE)
    ways, offered = value.get("ways", []), question.settings.get("ways", WAYS)
    if not isinstance(ways, list) or not all(isinstance(way, str) and way in offered for way in ways):
        yield Fault("not-an-option")
    elif len(set(ways)) != len(ways):
        yield Fault("chosen-twice")


def _consent(_question: Question, value: object) -> Iterator[Fault]:
    if not isinstance(value, Mapping) or not {"position"} <= set(value) <= {"position", "why"}:
        yield Fault("not-a-consent")
        return
    if not isinstance(value["position"], str) or value["position"] not in POSITIONS:
        yield Fault("not-a-consent")
    if "why" in value:
        yield from _text(value["why"], NOTE)


def _declaration(_question: Question, value: object) -> Iterator[Fault]:
    if value is not True:
        yield Fault("not-a-declaration")


def most_files(question: Question) -> int:
    """How many files a question takes."""
    return int(question.settings.get("most", MOST_FILES))


def _files(question: Question, value: object) -> Iterator[Fault]:
    if not isinstance(value, list) or not all(map(_is_file, value)):
        yield Fault("not-files")
        return
    if len(value) > most_files(question):
        yield Fault("too-many-rows", {"most": most_files(question)})
    for one in value:
        for key in one.keys() - {"size"}:
            yield from _text(one[key], LINE, one_line=True)


def _is_file(one: object) -> bool:
    if not isinstance(one, Mapping):
        return False
    if one.keys() == {"name", "refused"}:
        return isinstance(one["refused"], str) and one["refused"] in REFUSED_FILES
    size = one.get("size")
    return (
        one.keys() == {"file", "name", "media", "size"}
        and isinstance(size, int)
        and not isinstance(size, bool)
        and 0 <= size <= LARGEST_WHOLE
    )


_SHAPES: Mapping[str, Callable[[Question, Any], Iterator[Fault]]] = {
    "short_text": _short_text,
    "long_text": _long_text,
    "whole_number": _whole,
    "decimal_number": _decimal,
    "yes_no_unknown": _yes_no,
    "date": _date,
    "choice": _choice,
    "choices": _choices,
    "list": _list,
    "person": _person,
    "people": _rows,
    "rows": _rows,
    "address": _address,
    "telephone": _reach("number"),
    "email": _reach("address"),
    "safe_contact": _safe_contact,
    "nhs_number": _line,
    "upn": _line,
    "consent": _consent,
    "declaration": _declaration,
    "file": _files,
}
