"""How answers are shown to anyone who may see them: questions in the page's language, answers in words, never as JSON.

The five things an answer can be stay five different things here (law 6), and what is kept back from a reader says so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from markupsafe import Markup, escape

from hubwright.domain.definitions.form import Form, Question
from hubwright.web.births_shown import birth_words
from hubwright.web.components import Row
from hubwright.web.dates_shown import date_words, spoken_both
from hubwright.web.language import current_language, gettext, mark, say, text
from hubwright.web.typed_lines import lines

__all__ = ["address_words", "answer_rows", "answer_words", "birth_words", "date_words", "row_title", "spoken_both"]

STATES = {
    "not_known": mark("Not known"),
    "refused": mark("Preferred not to say"),
    "not_answered": mark("Not answered"),
    "not_asked": mark("Not asked"),
}
ADDRESS_KINDS = {
    "uk": mark("In the United Kingdom"),
    "overseas": mark("In another country"),
    "no_fixed_abode": mark("No fixed address"),
}
CONSENT = {
    "given": mark("Yes, they know and agree"),
    "refused": mark("They know and do not agree"),
    "not_sought": mark("They have not been asked"),
}
SAFE = {"yes": mark("Safe to use"), "no": mark("Not safe to use"), "not_known": mark("Not known whether safe")}
WAYS = {
    "telephone": mark("Telephone"),
    "text": mark("Text message"),
    "email": mark("E-mail"),
    "post": mark("Post"),
    "in_person": mark("In person"),
    "through_somebody": mark("Through somebody they trust"),
}
PERSON_PARTS = {
    "given": mark("First names"),
    "family": mark("Last name"),
    "also_known_as": mark("Other names"),
    "born": mark("Date of birth"),
    "unborn": mark("Not yet born"),
    "expected": mark("Expected"),
    "sex": mark("Sex"),
    "gender": mark("Gender"),
    "ethnicity": mark("Ethnicity"),
    "language": mark("Language"),
    "interpreter": mark("Interpreter"),
    "disability": mark("Disability"),
    "address": mark("Address"),
    "school": mark("School"),
    "nhs_number": mark("NHS number"),
    "upn": mark("Unique pupil number"),
    "relationship": mark("Who they are"),
    "role": mark("Their part in this"),
    "whereabouts": mark("Where they are now"),
}


def answer_rows(form: Form, answers: Mapping[str, Any]) -> tuple[Row, ...]:
    """Answers as rows of a summary list, in the order of the form.

    Args:
        form: the drawing that they are pinned to.
        answers: answer documents by question id, or by place in a row ("children/2/child-born"), as far as the reader
            may see them. What was not asked is left out.
    """
    rows: list[Row] = []
    for page in form.pages:
        for question in page.questions:
            if question.id in answers:
                rows += _row(question, answers[question.id])
            for place in sorted(place for place in answers if place.startswith(f"{question.id}/")):
                rows += _placed(question, place, answers[place])
    return tuple(rows)


def _row(question: Question, document: Any) -> Iterator[Row]:
    if question.type == "content" or (isinstance(document, Mapping) and document.get("state") == "not_asked"):
        return
    yield Row(text(question.label), answer_words(question, document))


def _placed(holder: Question, place: str, document: Any) -> Iterator[Row]:
    _, number, *rest = place.split("/")
    column = next((one for one in holder.rows if rest == [one.id]), None)
    if column is not None and number.isdecimal():
        key = escape(row_title(holder, int(number) - 1)) + Markup(": ") + escape(text(column.label))
        yield Row(key, answer_words(column, document))


def row_title(holder: Question, index: int) -> str:
    """What one row is called: "Child 2".

    Args:
        holder: the question that holds the rows.
        index: 0 for the first.
    """

    def words() -> str:
        name = holder.row_name.said_in(current_language()) if holder.row_name else gettext("Entry")
        return f"{name[:1].upper()}{name[1:]} {index + 1}"

    return spoken_both(words)


def answer_words(question: Question, document: Any) -> str:
    """One answer in words: plain text, or `Markup` where it has lines.

    Args:
        question: whose answer it is.
        document: the answer as on record, a withheld marker, or anything else at all.
    """
    if not isinstance(document, Mapping):
        return say(STATES["not_answered"])
    if document.get("withheld"):
        return say("Withheld from you")
    state = document.get("state")
    if state == "answered" and document.get("value") is not None:
        words = value_words(question, document["value"])
    else:
        words = say(STATES.get(str(state), STATES["not_answered"]))
    beside = [words]
    if document.get("note"):
        beside.append(lines(str(document["note"])))
    if document.get("by"):
        beside.append(say("Said by: %(who)s", who=str(document["by"])))
    return _stacked(beside)


def value_words(question: Question, value: Any) -> str:
    """The value of an answered question in words, whatever its shape; what is out of shape is shown as it was typed."""
    if isinstance(value, Mapping) and value.get("withheld"):
        return say("Withheld from you")
    teller = _TELLERS.get(question.type)
    told = teller(question, value) if teller else None
    return lines(_as_typed(value)) if told is None else told


def _stacked(parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else Markup("<br>").join(escape(part) for part in parts)


def _as_typed(value: Any) -> str:
    """Whatever was typed, without brackets or quotes: a person reads this."""
    if isinstance(value, Mapping):
        return ", ".join(_as_typed(part) for part in value.values() if part not in (None, ""))
    if isinstance(value, list | tuple):
        return ", ".join(_as_typed(part) for part in value)
    return "" if value is None else str(value)


def _yes_no(_question: Question, value: Any) -> str | None:
    return {"yes": say("Yes"), "no": say("No")}.get(value) if isinstance(value, str) else None


def _option(question: Question, value: Any) -> str | None:
    return next((text(option.label) for option in question.options if option.id == value), None)


def _options(question: Question, value: Any) -> str | None:
    if not isinstance(value, list):
        return None
    if not value:
        return say("None of these")
    return _stacked([_option(question, one) or str(one) for one in value])


def _listed(question: Question, value: Any) -> str | None:
    if not isinstance(value, Mapping):
        return None
    return _option(question, value.get("id")) or (str(value["other"]) if "other" in value else None)


def _date(_question: Question, value: Any) -> str | None:
    return date_words(value)


def _person(_question: Question, value: Any) -> str | None:
    if not isinstance(value, Mapping):
        return None
    parts = []
    for key, part in value.items():
        if key == "unborn":
            parts.append(say(PERSON_PARTS["unborn"]))
            continue
        if key in ("born", "expected"):
            words = date_words(part) or _as_typed(part)
        elif key == "address":
            words = address_words(part) if isinstance(part, Mapping) else _as_typed(part)
        else:
            words = _as_typed(part)
        if words and key in PERSON_PARTS:
            parts.append(escape(say(PERSON_PARTS[key])) + ": " + escape(words))
    return _stacked(parts) if parts else ""


def _rows(question: Question, value: Any) -> str | None:
    if not isinstance(value, list):
        return None
    if not value:
        return say("Nobody named") if question.type == "people" else say("Nothing entered")
    return Markup("").join(
        Markup('<div class="hw-row"><strong>{}</strong>{}</div>').format(
            row_title(question, index), _cells(question, row)
        )
        for index, row in enumerate(value)
    )


def _cells(question: Question, row: Any) -> Markup:
    if not isinstance(row, Mapping):
        return Markup("<br>{}").format(_as_typed(row))
    said = []
    for column in question.rows:
        document = row.get(column.id)
        if document is None or column.type == "content":
            continue
        if isinstance(document, Mapping) and document.get("state") in ("not_answered", "not_asked"):
            continue
        said.append(Markup("<br>{}: {}").format(text(column.label), answer_words(column, document)))
    return Markup("").join(said) or Markup("<br>{}").format(say("Nothing said"))


def _address(_question: Question, value: Any) -> str | None:
    return address_words(value) if isinstance(value, Mapping) else None


def address_words(address: Mapping[str, Any] | None) -> str:
    """An address in lines; a protected one says so, and one kept back from the reader says that.

    Args:
        address: address shape, a withheld marker, or None where nobody knows it.
    """
    if not address:
        return say("Not known")
    if address.get("withheld"):
        return say("Withheld from you")
    given = address.get("lines") if isinstance(address.get("lines"), list) else []
    parts = [str(line) for line in given or () if line]
    parts += [str(address[key]) for key in ("town", "postcode", "country") if address.get(key)]
    if address.get("kind") == "no_fixed_abode":
        parts.insert(0, say(ADDRESS_KINDS["no_fixed_abode"]))
    if address.get("protected"):
        parts.append(say("Must be kept private"))
    return _stacked(parts) if parts else say("Not known")


def _reach(key: str) -> Callable[[Question, Any], str | None]:
    def told(_question: Question, value: Any) -> str | None:
        if not isinstance(value, Mapping):
            return None
        parts = [str(value.get(key, ""))]
        if str(value.get("safe")) in SAFE:
            parts.append(say(SAFE[str(value["safe"])]))
        return _stacked(parts)

    return told


def _safe_contact(_question: Question, value: Any) -> str | None:
    if not isinstance(value, Mapping):
        return None
    offered = value.get("ways")
    ways = [say(WAYS[str(way)]) for way in offered if str(way) in WAYS] if isinstance(offered, list) else []
    parts: list[str] = [Markup(", ").join(escape(way) for way in ways)] if ways else []
    for key, heading in (
        ("times", say("Safe times")),
        ("words", say("What to say")),
        ("do_not", say("What not to do")),
    ):
        if value.get(key):
            parts.append(escape(heading) + ": " + escape(lines(str(value[key]))))
    return _stacked(parts) if parts else None


def _consent(_question: Question, value: Any) -> str | None:
    if not isinstance(value, Mapping) or str(value.get("position")) not in CONSENT:
        return None
    parts = [say(CONSENT[str(value["position"])])]
    if value.get("why"):
        parts.append(lines(str(value["why"])))
    return _stacked(parts)


def _declaration(_question: Question, value: Any) -> str | None:
    return say("Confirmed") if value is True else None


def _files(_question: Question, value: Any) -> str | None:
    if not isinstance(value, list) or not all(isinstance(one, Mapping) for one in value):
        return None
    names = [_file_words(one) for one in value]
    return _stacked(names) if names else None


def _file_words(one: Mapping[str, Any]) -> str:
    """A file's name, and that it was not taken where it was not: the hub then knows that there was one."""
    name = str(one.get("name", ""))
    return name if "file" in one else say("%(name)s (could not be taken)", name=name)


def _calculated(question: Question, value: Any) -> str | None:
    return date_words(value) or _yes_no(question, value)


_TELLERS: Mapping[str, Callable[[Question, Any], str | None]] = {
    "yes_no_unknown": _yes_no,
    "date": _date,
    "choice": _option,
    "choices": _options,
    "list": _listed,
    "person": _person,
    "people": _rows,
    "rows": _rows,
    "address": _address,
    "telephone": _reach("number"),
    "email": _reach("address"),
    "safe_contact": _safe_contact,
    "consent": _consent,
    "declaration": _declaration,
    "file": _files,
    "calculated": _calculated,
}
