"""What a page asks about a question of the draft, and the edits that the answers make."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hubwright.domain.access.policy import PERMISSIONS
from hubwright.domain.definitions.edits import Edit, Path, put
from hubwright.domain.definitions.elements import MISSING
from hubwright.domain.errors import Refusal
from hubwright.reference import table
from hubwright.web.components import Choice, Field
from hubwright.web.language import say
from hubwright.web.studio.desk import Desk
from hubwright.web.studio.forms.kinds import (
    CHOICES,
    NOT_ASKED,
    SENSITIVITIES,
    SETTINGS,
    TYPES,
    WITH_OPTIONS,
    WITH_ROWS,
    Setting,
    begun,
    settings_of,
)
from hubwright.web.studio.texts import asked, typed
from hubwright.web.work.asked import Values, Wrong, any_of, line, listed, one_of

_YES = "yes"
# Who may see an answer is asked of those permissions with which something of a contact is read.
_SEEING = ("referrer.identity", "protected.read", "hidden_answers.read", "case.read", "case.decide", "case.rate")


def fields_of(desk: Desk, question: Mapping[str, Any], values: Values, wrong: Wrong) -> list[Field]:
    """The fields of a question: its words first, then its type and what that type alone has, then the rest."""
    type = values.get("type", question["type"])
    types = [(id, say(words)) for id, words in TYPES.items()]
    made = [
        *asked(desk, "label", say("The question") if type not in NOT_ASKED else say("Its name"), question["label"],
               values, wrong),
        *asked(desk, "hint", say("A line of help below it"), question.get("hint"), values, wrong),
        listed("type", say("How is it answered?"), types, values, wrong, chosen=question["type"],
               hint=say("What does not fit another type is taken away when you save; the page says what.")),
    ]  # fmt: skip
    if type in WITH_ROWS:
        made += asked(desk, "row_name", say("What is one entry called?"), question.get("row_name"), values, wrong)
    made += [_setting_field(desk, one, question, values, wrong) for one in settings_of(question["type"]) if
             one.kind != "text"]  # fmt: skip
    for one in settings_of(question["type"]):
        if one.kind == "text":
            raw = question.get("settings", {}).get(one.name)
            made += asked(desk, f"setting-{one.name}", say(SETTINGS[one.name]), raw, values, wrong, rows=3)
    return made if type in NOT_ASKED else [*made, *_answering(question, values, wrong)]


def _answering(question: Mapping[str, Any], values: Values, wrong: Wrong) -> list[Field]:
    def yes(name: str, legend: str, words: str) -> Field:
        chosen = (_YES,) if question.get(name) else ()
        return any_of(name, legend, [Choice(value=_YES, text=words)], values, wrong, chosen=chosen)

    sensitivities = [Choice(value=id, text=say(words)) for id, words in SENSITIVITIES.items()]
    seeing = [Choice(value=id, text=say("Whoever may %(what)s", what=PERMISSIONS[id])) for id in _SEEING]
    kept = [id for id in question.get("visible_to", ()) if id not in _SEEING]
    seeing += [Choice(value=id, text=say("Whoever may %(what)s", what=PERMISSIONS.get(id, id))) for id in kept]
    return [
        yes("required", say("When it is left empty"), say("Ask again once. It never stops anybody from sending.")),
        yes("not_known", say("I do not know"), say("Offer it as an answer")),
        yes("refusable", say("I would rather not say"), say("Offer it as an answer")),
        _meaning(question, values, wrong),
        one_of("sensitivity", say("How closely is the answer kept?"), sensitivities, values, wrong,
               chosen=question.get("sensitivity", "ordinary"),
               hint=say("For what is not ordinary, say in the line of help above what it is needed for.")),
        any_of("visible_to", say("Who sees the answer?"), seeing, values, wrong,
               chosen=question.get("visible_to", ()), hint=say("Leave it empty for everybody who reads the contact.")),
    ]  # fmt: skip


def _meaning(question: Mapping[str, Any], values: Values, wrong: Wrong) -> Field:
    fitting = [row for row in table("meanings") if question["type"] in row["types"]]
    choices = [("none", say("Nothing: reports and other systems do not read it"))]
    choices += [(row["id"], row["name"]["en"]) for row in fitting]
    chosen = question.get("meaning", "none")
    hint = say("Every hub asks in its own words; this is how reports, plugins and the case know it.")
    return listed("meaning", say("What do reports read this as?"), choices, values, wrong, hint=hint, chosen=chosen)


def _setting_field(desk: Desk, one: Setting, question: Mapping[str, Any], values: Values, wrong: Wrong) -> Field:
    name, words = f"setting-{one.name}", say(SETTINGS[one.name])
    before = question.get("settings", {}).get(one.name)
    choices = [Choice(value=id, text=say(CHOICES.get(id, id))) for id in one.options]
    if one.kind == "yes":
        return any_of(
            name, words, [Choice(value=_YES, text=say("Yes"))], values, wrong, chosen=(_YES,) if before else ()
        )
    if one.kind == "any":
        return any_of(name, words, choices, values, wrong, chosen=before or ())
    if one.kind == "one":
        return one_of(name, words, choices, values, wrong, chosen=str(before or ""))
    return line(name, words, values, wrong, given="" if before is None else str(before))


def edits_of(desk: Desk, path: Path, question: Mapping[str, Any], values: Values) -> tuple[list[Edit], list[str]]:
    """What the answers change of a question, and what another type takes away from it, in words.

    Raises:
        Refusal: everything that cannot be so, at once.
    """
    type, wrong = values.get("type", question["type"]), []
    label = typed("label", question["label"], values)
    if label is MISSING or not label.get("en"):
        wrong.append(("label-en", "Write the question."))
    if type not in TYPES:
        wrong.append(("type", "Choose how it is answered."))
    after = {**question, "label": label, "type": type}
    _optional(after, "hint", typed("hint", question.get("hint"), values))
    lost: list[str] = []
    if type == question["type"]:
        _settings(after, type, values, wrong)
        _answers(after, type, values)
        if type in WITH_ROWS:
            after["row_name"] = typed("row_name", question.get("row_name"), values)
            if after["row_name"] is MISSING:
                wrong.append(("row_name-en", "Write what one entry is called."))
    elif not wrong:
        lost = _of_another_type(after, question, type)
    if wrong:
        raise Refusal(
            why="This question is not complete.", do="Put right what is marked; everything else is kept.",
            code="question_incomplete", fields=tuple(wrong),
        )  # fmt: skip
    names = dict.fromkeys([*question, *after])
    return [edit for name in names for edit in put(desk.tree, (*path, name), after.get(name, MISSING))], lost


def _optional(after: dict[str, Any], name: str, value: Any) -> None:
    if value is MISSING:
        after.pop(name, None)
    else:
        after[name] = value


def _answers(after: dict[str, Any], type: str, values: Values) -> None:
    if type in NOT_ASKED:
        return
    for name in ("required", "not_known", "refusable"):
        _optional(after, name, True if _YES in values.getlist(name) else MISSING)
    meaning = values.get("meaning", "none")
    fitting = {row["id"] for row in table("meanings") if type in row["types"]}
    _optional(after, "meaning", meaning if meaning in fitting else MISSING)
    kept = values.get("sensitivity", "ordinary")
    _optional(after, "sensitivity", kept if kept in SENSITIVITIES and kept != "ordinary" else MISSING)
    seeing = [id for id in PERMISSIONS if id in values.getlist("visible_to")]
    _optional(after, "visible_to", seeing or MISSING)


def _settings(after: dict[str, Any], type: str, values: Values, wrong: list[tuple[str, str]]) -> None:
    made = dict(after.get("settings", {}))
    for one in settings_of(type):
        name = f"setting-{one.name}"
        value = typed(name, made.get(one.name), values) if one.kind == "text" else _setting(one, values, wrong)
        if value is MISSING and one.needed:
            place = f"{name}-en" if one.kind == "text" else name
            wrong.append((place, "This cannot be left empty."))
        _optional(made, one.name, value)
    _optional(after, "settings", made or MISSING)


def _setting(one: Setting, values: Values, wrong: list[tuple[str, str]]) -> Any:
    name = f"setting-{one.name}"
    given, written = values.getlist(name), values.get(name, "").strip()
    if one.kind == "yes":
        return True if _YES in given else MISSING
    if one.kind == "any":
        return [id for id in one.options if id in given] or MISSING
    if one.kind == "one":
        return written if written in one.options else MISSING
    if not written:
        return MISSING
    return _number(one, name, written, wrong)


def _number(one: Setting, name: str, written: str, wrong: list[tuple[str, str]]) -> Any:
    digits = written.removeprefix("-")
    whole = digits.isascii() and digits.isdecimal() and len(digits) < 11
    if one.kind == "decimal":
        before, _, after = digits.partition(".")
        if before.isdecimal() and digits.isascii() and (not after or after.isdecimal()) and len(digits) < 20:
            return written
    elif whole and (one.least is None or int(written) >= one.least) and (one.most is None or int(written) <= one.most):
        return int(written)
    wrong.append(
        (name, f"Write a number from {one.least} to {one.most}." if one.most is not None else "Write a number.")
    )
    return MISSING


def _of_another_type(after: dict[str, Any], question: Mapping[str, Any], type: str) -> list[str]:
    """Makes a question one of another type: what fits stays, what it cannot be without is begun, the rest is told."""
    lost = []
    fresh = begun(type, question["label"], set())
    for name, words, fits in (
        ("options", say("its options"), type in WITH_OPTIONS),
        ("rows", say("what is asked in each entry"), type in WITH_ROWS),
        ("row_name", "", type in WITH_ROWS),
        ("settings", say("its settings"), False),
        ("checks", say("its checks"), False),
        ("meaning", say("what reports read it as"), _means(question.get("meaning"), type)),
    ):
        if name in after and not fits:
            del after[name]
            if words:
                lost.append(words)
    for name, value in fresh.items():
        if name not in ("id", "label", "type"):
            after.setdefault(name, value)
    if type in NOT_ASKED:
        for name in ("required", "not_known", "refusable", "sensitivity", "visible_to"):
            after.pop(name, None)
    return lost


def _means(meaning: str | None, type: str) -> bool:
    return any(row["id"] == meaning and type in row["types"] for row in table("meanings"))
