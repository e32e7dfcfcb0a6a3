"""Ready pages and questions to begin with: found by a word, looked at, and added to a form as copies of its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from flask import Response, make_response, redirect, request, url_for
from werkzeug.datastructures import MultiDict

from hubwright.domain.definitions.edits import FIRST, Edit, add
from hubwright.domain.errors import NotFound, Refusal
from hubwright.domain.rules import Rule, parse, reads
from hubwright.reference import table
from hubwright.reference.meanings import meanings
from hubwright.web.language import say
from hubwright.web.studio.desk import Desk, change, desk
from hubwright.web.studio.forms.copying import copied
from hubwright.web.studio.forms.kinds import TYPES
from hubwright.web.studio.forms.places import FORMS, form_of, ids_in, page_of, questions, room_for
from hubwright.web.studio.frame import page
from hubwright.web.studio.texts import shown
from hubwright.web.visit import Visit
from hubwright.web.work.asked import line, listed

_ROWS = ("people", "rows")
_MOST_OPTIONS = 6


@dataclass(frozen=True, slots=True)
class Ready:
    """Something that can be taken into a form.

    Args:
        id: of the page, or of the page and the question with "/" between them.
        about: what it belongs to.
        element: a page or a question as JSON.
    """

    id: str
    about: str
    element: Mapping[str, Any]

    @property
    def is_page(self) -> bool:
        """It is a whole page."""
        return "questions" in self.element


@cache
def all_ready() -> tuple[Ready, ...]:
    """Everything that is ready: each page, and behind it each of its questions that asks something new."""
    made: list[Ready] = []
    asked: set[tuple[str, str]] = set()
    for row in table("ready"):
        about = row["about"]["en"]
        made.append(Ready(row["id"], about, row["page"]))
        for one in _by_themselves(row["page"]):
            if (key := (one["type"], one["label"]["en"])) not in asked:
                asked.add(key)
                made.append(Ready(f"{row['id']}/{one['id']}", about, one))
    return tuple(made)


def _by_themselves(page: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Each question without the rules that read what does not come with it."""
    for question in page["questions"]:
        for one in (question, *question.get("rows", ())):
            if one["type"] == "content":
                continue
            own = {one["id"], *(row["id"] for row in one.get("rows", ()))}
            alone = dict(one)
            if "show" in alone and not _reads(alone["show"]) <= own:
                del alone["show"]
            checks = [each for each in alone.pop("checks", ()) if _reads(each["rule"]) <= own]
            yield {**alone, **({"checks": checks} if checks else {})}


def _reads(rule: Any) -> frozenset[str]:
    drawn = parse(rule, file="", pointer="")
    return frozenset(reads(drawn)) if isinstance(drawn, Rule) else frozenset()


def show(visit: Visit, form: str) -> Response:
    """What is ready, by a word of it; a press of a button adds one."""
    found = desk(visit)
    document = form_of(found, form)
    if request.method == "GET":
        return _page(found, form, document)
    chosen = next((one for one in all_ready() if one.id == request.form.get("what")), None)
    if chosen is None:
        raise NotFound("There is no such record.")
    made = _in_languages(copied(chosen.element, ids_in(document), beside=False), found.at("hub", "languages"))
    try:
        edits = _edits(found, form, document, chosen, made)
        change(found, "add ready page" if chosen.is_page else "add ready question", edits)
    except Refusal as refusal:
        return _page(found, form, document, refusal)
    at = made["id"] if chosen.is_page else request.form.get("page", "")
    again = url_for("studio.form", hub=visit.hub.id, form=form, page=at, done="1")
    return make_response(redirect(f"{again}#at-{made['id']}"))


def _edits(found: Desk, form: str, document: Mapping[str, Any], chosen: Ready, made: dict[str, Any]) -> list[Edit]:
    if chosen.is_page:
        room_for(document, None)
        pages = document["pages"]
        return add(found.tree, (FORMS, form, "pages"), made, after=pages[-1]["id"] if pages else FIRST)
    to, held = page_of(found, form, request.form.get("page", ""))
    room_for(document, held)
    return add(found.tree, (*to, "questions"), made)


def _in_languages(value: Any, languages: list[str]) -> Any:
    """The same with the texts of a hub's languages alone."""
    if isinstance(value, Mapping):
        text = "en" in value and set(value) <= {"en", "cy"}
        return {key: _in_languages(one, languages) for key, one in value.items() if not text or key in languages}
    return [_in_languages(one, languages) for one in value] if isinstance(value, list) else value


def _page(found: Desk, form: str, document: Mapping[str, Any], refusal: Refusal | None = None) -> Response:
    wanted = request.values.get("find", "").strip()
    at = request.values.get("page", "")
    names = [(one["id"], shown(one["title"])) for one in document["pages"]]
    here = at if at in dict(names) else names[-1][0]
    asked = {one["meaning"]: shown(one["label"]) for _, one in questions(document) if "meaning" in one}
    groups: dict[str, list[dict[str, Any]]] = {}
    fitting = [one for one in all_ready() if _fits(one, wanted)]
    for one in fitting:
        groups.setdefault(say(one.about), []).append(_row(one, asked))
    values = MultiDict({"find": wanted, "page": here})
    find = line("find", say("Find by a word"), values, {})
    to = listed("page", say("To which page are questions added?"), names, values, {}, chosen=here)
    return page(
        found,
        "studio/forms/ready.html",
        current="forms",
        title=say("Ready pages and questions"),
        refusal=refusal,
        form=form,
        name=shown(document["name"]),
        here=here,
        here_named=dict(names)[here],
        find=find,
        to=to,
        wanted=wanted,
        groups=groups,
        number=len(fitting),
    )


def _fits(one: Ready, wanted: str) -> bool:
    said = " ".join(_words(one.element)).casefold()
    return all(word in said for word in wanted.casefold().split())


def _words(element: Mapping[str, Any]) -> Iterator[str]:
    """Everything that somebody may remember of it."""
    for name in ("title", "label", "hint", "intro"):
        if name in element:
            yield element[name]["en"]
    if "type" in element:
        yield TYPES[element["type"]]
    if (meaning := meanings().get(element.get("meaning", ""))) is not None:
        yield meaning.name["en"]
    for inner in (*element.get("questions", ()), *element.get("rows", ()), *element.get("options", ())):
        yield from _words(inner)


def _row(one: Ready, asked: Mapping[str, str]) -> dict[str, Any]:
    """One of the list."""
    element = one.element
    options = [shown(each["label"]) for each in element.get("options", ())]
    inner = [shown(each["label"]) for each in (*element.get("questions", ()), *element.get("rows", ()))]
    return {
        "id": one.id,
        "whole": one.is_page,
        "label": shown(element["title"] if one.is_page else element["label"]),
        "type": "" if one.is_page else say(TYPES[element["type"]]),
        "hint": shown(element["hint"]) if "hint" in element else "",
        "holds": inner if one.is_page or element["type"] in _ROWS else options[:_MOST_OPTIONS],
        "more": 0 if inner else max(len(options) - _MOST_OPTIONS, 0),
        "there": asked.get(element.get("meaning", ""), ""),
    }
