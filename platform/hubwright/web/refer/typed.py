"""What a person typed into the boxes of a question, as the answer it is, and back into the same boxes.

Boxes are named `f_<question>` and `f_<question>_<part>`: ids of questions have no underscore, so no two questions can
share a box. What cannot be read is put into the answer as it was typed; the judge says that it is out of shape.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from hubwright.domain.answers.shapes import person_keys
from hubwright.domain.definitions.form import Question

Typed: TypeAlias = Mapping[str, list[str]]
"""What stands in each box of a question, by part; "" is the question's own box."""

NOT_KNOWN, REFUSED = "not_known", "refused"
_STATES = (REFUSED, NOT_KNOWN)
# Longer than a note can be, words are an answer, whatever box was ticked beside them.
_NOTE = 2000
_DATE = ("day", "month", "year")
_CHOSEN = ("choice", "yes_no_unknown", "consent", "declaration")

Document = dict[str, Any]


def one(typed: Typed, part: str = "") -> str:
    """What stands in one box; the first, where a request names a box twice."""
    found = typed.get(part)
    return found[0].replace("\r\n", "\n") if found else ""


def answer_of(question: Question, typed: Typed) -> Document:
    """The answer document of what was typed. Total.

    Args:
        question: not one with rows, whose answer is made row by row.
        typed: by part.
    """
    value = _READERS[question.type](question, typed)
    state = _state(question, typed)
    if state and question.type in _CHOSEN:
        return _with_note({"state": state}, one(typed, "note"))
    if state:
        words = _words(value)
        note = "\n".join(part for part in (words, one(typed, "note")) if part)
        if len(words) <= _NOTE:
            return _with_note({"state": state}, note)
    if value is None:
        return {"state": "not_answered"}
    return _with_note({"state": "answered", "value": value}, one(typed, "note"))


def typed_of(question: Question, document: Any) -> Typed:
    """What stood in the boxes when this answer was given. Total: the draft may hold anything."""
    if not isinstance(document, Mapping):
        return {}
    boxes: dict[str, list[str]] = {}
    state, value, note = document.get("state"), document.get("value"), document.get("note")
    if value is not None:
        _WRITERS[question.type](question, value, boxes)
    if state in _STATES:
        boxes.setdefault("" if question.type in (*_CHOSEN, "choices") else "state", []).append(str(state))
    if isinstance(note, str) and note:
        boxes["" if question.type in _TEXTS and state in _STATES else "note"] = [note]
    return {part: texts for part, texts in boxes.items() if any(texts)}


def is_untouched(document: Any) -> bool:
    """Whether nothing at all was said."""
    return not isinstance(document, Mapping) or document.get("state") in (None, "not_answered", "not_asked")


def _with_note(document: Document, note: str) -> Document:
    return {**document, "note": note} if note else document


def _state(question: Question, typed: Typed) -> str:
    """The state that was ticked instead of an answer."""
    ticked = typed.get("" if question.type in (*_CHOSEN, "choices") else "state", [])
    if question.type == "choices" and any(value not in _STATES for value in ticked):
        return ""
    return next((state for state in _STATES if state in ticked), "")


def _words(value: Any) -> str:
    """Whatever was typed, as a line of words."""
    if isinstance(value, Mapping):
        return ", ".join(words for part in value.values() if (words := _words(part)))
    if isinstance(value, list):
        return ", ".join(words for part in value if (words := _words(part)))
    return "" if value is None or isinstance(value, bool) else str(value).strip()


def _number(words: str) -> int | str:
    """A whole number, or the words that are none."""
    kept = words.strip()
    return int(kept) if kept.isascii() and kept.isdigit() and len(kept) <= 9 else words


def _text(_question: Question, typed: Typed) -> Any:
    words = one(typed)
    return words if words.strip() else None


def _line(_question: Question, typed: Typed) -> Any:
    return one(typed).strip() or None


def _whole(_question: Question, typed: Typed) -> Any:
    words = one(typed).strip()
    if not words:
        return None
    sign, figures = (-1, words[1:]) if words.startswith("-") else (1, words)
    number = _number(figures)
    return sign * number if isinstance(number, int) else words


def _choice(_question: Question, typed: Typed) -> Any:
    return one(typed) or None


def _choices(_question: Question, typed: Typed) -> Any:
    return [value for value in typed.get("", []) if value not in _STATES] or None


def _list(_question: Question, typed: Typed) -> Any:
    if other := one(typed, "other").strip():
        return {"other": other}
    return {"id": one(typed)} if one(typed) else None


def _date(_question: Question, typed: Typed) -> Any:
    return _date_in(typed, "")


def _date_in(typed: Typed, prefix: str) -> dict[str, Any] | None:
    parts: dict[str, Any] = {part: _number(one(typed, prefix + part)) for part in _DATE if one(typed, prefix + part)}
    if parts and one(typed, f"{prefix}estimated"):
        parts["estimated"] = True
    return parts or None


def _address(_question: Question, typed: Typed) -> Any:
    return _address_in(typed, "")


def _address_in(typed: Typed, prefix: str) -> dict[str, Any] | None:
    parts: dict[str, Any] = {}
    if lines := [line.strip() for line in one(typed, f"{prefix}lines").splitlines() if line.strip()]:
        parts["lines"] = lines
    for part in ("town", "postcode", "country"):
        if words := one(typed, prefix + part).strip():
            parts[part] = words
    kind = one(typed, f"{prefix}kind") or ("uk" if parts else "")
    protected = {"protected": True} if one(typed, f"{prefix}protected") else {}
    return {"kind": kind, **parts, **protected} if kind or protected else None


def _reach(key: str) -> Callable[[Question, Typed], Any]:
    def read(_question: Question, typed: Typed) -> Any:
        words, safe = one(typed).strip(), one(typed, "safe")
        if not words and not safe:
            return None
        return {key: words, "safe": safe} if safe else {key: words}

    return read


def _safe_contact(_question: Question, typed: Typed) -> Any:
    parts: dict[str, Any] = {key: one(typed, key) for key in ("times", "words", "do_not") if one(typed, key).strip()}
    if ways := typed.get("ways"):
        parts["ways"] = list(ways)
    return parts or None


def _consent(_question: Question, typed: Typed) -> Any:
    position, why = one(typed), one(typed, "why")
    if not position and not why.strip():
        return None
    return {"position": position, "why": why} if why.strip() else {"position": position}


def _declaration(_question: Question, typed: Typed) -> Any:
    ticked = one(typed)
    return True if ticked == "yes" else ticked or None


def _person(question: Question, typed: Typed) -> Any:
    parts: dict[str, Any] = {}
    for key in person_keys(question):
        if key in ("born", "expected"):
            found: Any = _date_in(typed, f"{key}_")
        elif key == "address":
            found = _address_in(typed, "address_")
        elif key == "unborn":
            found = True if one(typed, key) == "yes" else None
        else:
            found = one(typed, key).strip()
        if found:
            parts[key] = found
    return parts or None


def _nothing(_question: Question, _typed: Typed) -> Any:
    return None


_READERS: Mapping[str, Callable[[Question, Typed], Any]] = {
    "short_text": _line,
    "long_text": _text,
    "whole_number": _whole,
    "decimal_number": _line,
    "yes_no_unknown": _choice,
    "date": _date,
    "choice": _choice,
    "choices": _choices,
    "list": _list,
    "person": _person,
    "people": _nothing,
    "rows": _nothing,
    "address": _address,
    "telephone": _reach("number"),
    "email": _reach("address"),
    "safe_contact": _safe_contact,
    "nhs_number": _line,
    "upn": _line,
    "consent": _consent,
    "declaration": _declaration,
    "file": _nothing,
    "calculated": _nothing,
    "content": _nothing,
}

Boxes: TypeAlias = dict[str, list[str]]


def _write_text(_question: Question, value: Any, boxes: Boxes) -> None:
    boxes[""] = [_words(value) if isinstance(value, Mapping | list) else str(value)]


def _write_choices(_question: Question, value: Any, boxes: Boxes) -> None:
    boxes[""] = [str(item) for item in value] if isinstance(value, list) else [str(value)]


def _write_list(_question: Question, value: Any, boxes: Boxes) -> None:
    if isinstance(value, Mapping):
        boxes[""], boxes["other"] = [str(value.get("id", ""))], [str(value.get("other", ""))]


def _write_parts(question: Question, value: Any, boxes: Boxes) -> None:
    """A value of several parts, each in a box of its own; lists of lines share one."""
    if isinstance(value, Mapping):
        _write_mapping(value, "", boxes, lists=("ways",))
    else:
        boxes[next(iter(_FIRST.get(question.type, ("",))))] = [_words(value)]


# Where words go that should have been a value of parts.
_FIRST = {"date": ("year",), "address": ("lines",), "person": ("family",), "safe_contact": ("words",)}


def _write_mapping(value: Mapping[Any, Any], prefix: str, boxes: Boxes, *, lists: tuple[str, ...] = ()) -> None:
    for key, part in value.items():
        name = f"{prefix}{key}"
        if isinstance(part, Mapping):
            _write_mapping(part, f"{name}_", boxes)
        elif isinstance(part, list):
            boxes[name] = [str(item) for item in part] if key in lists else ["\n".join(str(line) for line in part)]
        elif part is True:
            boxes[name] = ["yes"]
        else:
            boxes[name] = ["" if part is None else str(part)]


def _write_reach(key: str) -> Callable[[Question, Any, Boxes], None]:
    def write(_question: Question, value: Any, boxes: Boxes) -> None:
        if isinstance(value, Mapping):
            boxes[""], boxes["safe"] = [str(value.get(key, ""))], [str(value.get("safe", ""))]
        else:
            boxes[""] = [_words(value)]

    return write


def _write_consent(_question: Question, value: Any, boxes: Boxes) -> None:
    if isinstance(value, Mapping):
        boxes[""], boxes["why"] = [str(value.get("position", ""))], [str(value.get("why", ""))]


def _write_declaration(_question: Question, value: Any, boxes: Boxes) -> None:
    boxes[""] = ["yes" if value is True else str(value)]


def _write_nothing(_question: Question, _value: Any, _boxes: Boxes) -> None:
    """Rows, calculated values and content have no box of their own."""


_TEXTS = ("short_text", "long_text", "whole_number", "decimal_number", "nhs_number", "upn")
_WRITERS: Mapping[str, Callable[[Question, Any, Boxes], None]] = {
    **dict.fromkeys((*_TEXTS, "yes_no_unknown", "choice"), _write_text),
    "choices": _write_choices,
    "list": _write_list,
    **dict.fromkeys(("date", "person", "address", "safe_contact"), _write_parts),
    "telephone": _write_reach("number"),
    "email": _write_reach("address"),
    "consent": _write_consent,
    "declaration": _write_declaration,
    **dict.fromkeys(("people", "rows", "file", "calculated", "content"), _write_nothing),
}
