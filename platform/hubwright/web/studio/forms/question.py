"""One question: its words, its type, its options and entries, who reads it, what uses it, and how it looks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from flask import Response, make_response, redirect, request, url_for
from werkzeug.datastructures import MultiDict

from hubwright.domain.definitions.edits import FIRST, Edit, Path, add, applied_all, find, fresh_id, move, put, siblings
from hubwright.domain.definitions.elements import MISSING
from hubwright.domain.definitions.using import Telling, as_words
from hubwright.domain.errors import NotFound, Refusal
from hubwright.web.components import Checkboxes, Choice, DateInput, Field, Radios
from hubwright.web.language import say
from hubwright.web.look import with_frame
from hubwright.web.studio.desk import Desk, change, desk
from hubwright.web.studio.forms.asking import edits_of, fields_of
from hubwright.web.studio.forms.kinds import NOT_ASKED, TYPES, WITH_OPTIONS, WITH_ROWS, begun
from hubwright.web.studio.forms.places import form_of, ids_in, question_of
from hubwright.web.studio.frame import page
from hubwright.web.studio.meant import read_as, unread
from hubwright.web.studio.rules.place import NEW
from hubwright.web.studio.rules.when import REVEALING
from hubwright.web.studio.texts import asked, shown, typed
from hubwright.web.studio.using import used_by
from hubwright.web.visit import Visit
from hubwright.web.work.asked import any_of, line, listed, words

_SAVE = "save"


def show(visit: Visit, form: str, question: str) -> Response:
    """The question; saving it, or a press of a button of one of its options or entries."""
    found = desk(visit)
    path, held = question_of(found, form, question)
    if request.method == "GET":
        return _page(found, form, path, held, MultiDict())
    act = request.form.get("act", _SAVE)
    try:
        edits = _saved(found, form, path, held) if act == _SAVE else _did(found, form, path, held, act)
        change(found, f"question {act}", edits)
    except _Asks as asks:
        return _page(found, form, path, held, request.form, asks=asks)
    except Refusal as refusal:
        return _page(found, form, path, held, request.form, refusal=refusal)
    return make_response(redirect(url_for("studio.question", hub=visit.hub.id, form=form, question=question, done="1")))


class _Asks(Exception):
    """Another type would take something away, or what reports read would be said nowhere: it is said before."""

    def __init__(self, lost: list[str], unread: tuple[str, ...]) -> None:
        super().__init__("asks")
        self.lost, self.unread = lost, unread


def _saved(found: Desk, form: str, path: Path, held: Mapping[str, Any]) -> list[Edit]:
    edits, lost = edits_of(found, path, held, request.form)
    if request.form.get("loses") != "yes":
        nowhere = unread(form_of(found, form), held, find(applied_all(found.tree, edits), path))
        if lost or nowhere:
            raise _Asks(lost, nowhere)
    return edits


def _did(found: Desk, form: str, path: Path, held: Mapping[str, Any], act: str) -> list[Edit]:
    """What a button of an option or an entry does."""
    if act == "add_options":
        return _more_options(found, path, held)
    if act == "add_row":
        return _more_rows(found, form, path)
    part, id = request.form.get("part", ""), request.form.get("id", "")
    there = siblings(found.tree, (*path, part))
    if part not in ("options", "rows") or id not in there:
        raise NotFound("There is no such record.")
    at = there.index(id)
    if act == "option":
        return _option(found, (*path, "options", id))
    if act in ("up", "down"):
        after = (there[at - 2] if at > 1 else FIRST) if act == "up" else there[min(at + 1, len(there) - 1)]
        return move(found.tree, (*path, part, id), after=after)
    raise NotFound("There is no such record.")


def _more_options(found: Desk, path: Path, held: Mapping[str, Any]) -> list[Edit]:
    """One option for each line that was typed; Welsh is written beside each afterwards."""
    lines = [one.strip() for one in request.form.get("more", "").splitlines() if one.strip()]
    if not lines:
        do = "Write one choice on each line."
        raise Refusal(why="Nothing is written.", do=do, code="no_options", fields=(("more", do),))
    taken = {one["id"] for one in held.get("options", ())}
    made = list(held.get("options", ()))
    for words_of in lines:
        id = fresh_id(words_of, taken, otherwise="choice")
        taken.add(id)
        made.append({"id": id, "label": {"en": words_of}})
    new = made[len(held.get("options", ())) :]
    edits: list[Edit] = []
    last = held["options"][-1]["id"] if held.get("options") else FIRST
    for one in new:
        edits += add(found.tree, (*path, "options"), one, after=last)
        last = one["id"]
    return edits


def _option(found: Desk, path: Path) -> list[Edit]:
    label, hint = typed("option", found.at(*path, "label"), request.form), typed("option-hint", None, request.form)
    if label is MISSING or not label.get("en"):
        do = "Write what can be chosen."
        raise Refusal(why="The choice has no words.", do=do, code="option_empty", fields=(("option-en", do),))
    alone = True if "yes" in request.form.getlist("exclusive") else MISSING
    return [
        *put(found.tree, (*path, "label"), label),
        *put(found.tree, (*path, "hint"), hint),
        *put(found.tree, (*path, "exclusive"), alone),
    ]


def _more_rows(found: Desk, form: str, path: Path) -> list[Edit]:
    label, type = request.form.get("row_label", "").strip(), request.form.get("row_type", "")
    wrong = [("row_label", "Write the question.")] if not label else []
    wrong += [("row_type", "Choose how it is answered.")] if type not in TYPES or type in WITH_ROWS else []
    if wrong:
        raise Refusal(
            why="The question is not complete.",
            do="Fill in what is marked.",
            code="row_incomplete",
            fields=tuple(wrong),
        )
    made = begun(type, {"en": label}, ids_in(form_of(found, form)))
    return add(found.tree, (*path, "rows"), made)


def _page(
    found: Desk,
    form: str,
    path: Path,
    held: Mapping[str, Any],
    values: Any,
    *,
    refusal: Refusal | None = None,
    asks: _Asks | None = None,
) -> Response:
    visit = found.visit
    wrong = dict(refusal.fields) if refusal else {}
    acting = values.get("act", _SAVE) if values else _SAVE
    own = fields_of(found, held, values if acting == _SAVE else MultiDict(), wrong)
    more = words("more", say("More choices, one on each line"), values, wrong, rows=3)
    rows: list[Field] = [
        line("row_label", say("Another question in each entry"), values, wrong),
        listed("row_type", say("How is it answered?"),
               [(id, say(said)) for id, said in TYPES.items() if id not in WITH_ROWS], values, wrong),
    ]  # fmt: skip
    at = path[path.index("pages") + 1]
    return with_frame(
        page(
            found,
            "studio/forms/question.html",
            current="forms",
            title=shown(held["label"], say("A question")),
            refusal=refusal,
            fields=[*own, more, *rows],
            form=form,
            question=held["id"],
            own=own,
            loses=asks.lost if asks else [],
            unread=asks.unread if asks else (),
            read_as=read_as(held),
            options=_options(found, path, held, values if acting == "option" else MultiDict(), wrong),
            with_options=held["type"] in WITH_OPTIONS,
            more=more,
            rows=[(one["id"], shown(one["label"]), say(TYPES[one["type"]]), as_words((*path, "rows", one["id"])))
                  for one in held.get("rows", ())],
            with_rows=held["type"] in WITH_ROWS,
            adding=rows,
            rules=_rules(found, form, path, held),
            uses=used_by(found, path),
            remove=as_words(path),
            reveals=held["type"] in REVEALING,
            preview=url_for("studio.preview", hub=visit.hub.id, form=form, page=at),
            wide=(wide := "wide" in request.args),
            switch=url_for("studio.question", hub=visit.hub.id, form=form, question=held["id"],
                           wide=None if wide else "1"),
            found_here=found.under(*path),
        )
    )  # fmt: skip


def _rules(found: Desk, form: str, path: Path, held: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    """The question's rules: what each is for, its sentence, and where it is built."""
    telling = Telling(found.tree)
    made = [(say("Shown when"), telling.rule(held["show"], form) if "show" in held else say("Always"),
             as_words((*path, "show")))]  # fmt: skip
    if held["type"] == "calculated":
        formula = held.get("settings", {}).get("formula")
        made.append((say("Worked out as"), telling.rule(formula, form), as_words((*path, "settings", "formula"))))
    if held["type"] not in NOT_ASKED:
        made += [
            (say("Check"), telling.rule(check["rule"], form), as_words((*path, "checks", number, "rule")))
            for number, check in enumerate(held.get("checks", ()))
        ]
        made.append((say("Another check"), say("None yet"), as_words((*path, "checks", NEW, "rule"))))
    return made


def _options(
    found: Desk, path: Path, held: Mapping[str, Any], values: Any, wrong: Mapping[str, str]
) -> list[tuple[str, str, list[Field], str]]:
    """Each option: its id, its words, the fields that change it, and where it is taken out."""
    made = []
    for one in held.get("options", ()):
        own = values if values.get("id") == one["id"] else MultiDict()
        fields = [
            *asked(found, "option", say("Words"), one["label"], own, wrong if own else {}),
            *asked(found, "option-hint", say("A line below it"), one.get("hint"), own, {}),
            any_of("exclusive", say("Alone, as “None of these”"),
                   [Choice(value="yes", text=say("Choosing it takes back the others"))],
                   own, {}, chosen=("yes",) if one.get("exclusive") else ()),
        ]  # fmt: skip
        made.append(
            (one["id"], shown(one["label"]), _own_ids(fields, one["id"]), as_words((*path, "options", one["id"])))
        )
    return made


def _own_ids(fields: list[Field], id: str) -> list[Field]:
    """The same fields with ids of their own: every option of a question has them on one page."""
    made: list[Field] = []
    for one in fields:
        if isinstance(one, Radios | Checkboxes):
            made.append(replace(one, id_prefix=f"{id}-{one.name}"))
        elif not isinstance(one, DateInput):
            made.append(replace(one, id=f"{id}-{one.name}"))
    return made
