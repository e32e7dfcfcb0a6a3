"""Beginning at the answer: when one of these is chosen, show those. Each rule that comes of it is as any other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from flask import Response, make_response, redirect, request, url_for

from hubwright.domain.definitions.edits import Edit, Path, between, find
from hubwright.domain.definitions.templates.telling import name_of
from hubwright.domain.definitions.using import as_words, from_words, path_of
from hubwright.domain.definitions.using.spots import replaced
from hubwright.domain.errors import NotFound, Refusal
from hubwright.web.components import Choice
from hubwright.web.language import gettext, say
from hubwright.web.studio.desk import Desk, change
from hubwright.web.studio.frame import page
from hubwright.web.studio.rules.page import refused
from hubwright.web.studio.rules.place import place
from hubwright.web.studio.using import address, now
from hubwright.web.visit import Visit
from hubwright.web.work.asked import any_of

REVEALING = ("choice", "choices", "list", "yes_no_unknown")
"""Types of questions of which an answer is chosen."""


def do(visit: Visit, path: str) -> Response:
    """Choose the answers and what they show, and make the rules as one change."""
    found, at = now(visit), path_of(from_words(path))
    question = find(found.tree, at)
    if len(at) not in (6, 8) or at[0] != "forms" or not isinstance(question, dict) or question["type"] not in REVEALING:
        raise NotFound("There is no such record.")
    if request.method == "GET":
        return _page(found, at, question)
    try:
        change(found, "show when", _edits(found, at, question))
    except Refusal as refusal:
        return _page(found, at, question, refusal)
    return make_response(redirect(address(found, at) or url_for("studio.rules", hub=visit.hub.id, done="1")))


def _page(found: Desk, path: Path, question: dict[str, Any], refusal: Refusal | None = None) -> Response:
    wrong = dict(refusal.fields) if refusal else {}
    answers = [Choice(value=id, text=said) for id, said in _answers(question)]
    things = [Choice(value=as_words(one), text=said) for one, said in _things(found, path)]
    fields = [any_of("chosen", say("When one of these is chosen"), answers, request.form, wrong)]
    if things:
        fields.append(any_of("shown", say("show these, and only then"), things, request.form, wrong))
    intro = "" if things else say("There is nothing behind this question that is always shown.")
    return page(
        found, "studio/ask.html", current="rules", title=name_of(question), refusal=refusal, fields=fields,
        button=say("Save in the draft"), intro=intro,
    )  # fmt: skip


def _answers(question: dict[str, Any]) -> list[tuple[str, str]]:
    if question["type"] == "yes_no_unknown":
        return [("yes", say("Yes")), ("no", say("No"))]
    return [(one["id"], name_of(one)) for one in question.get("options", ())]


def _things(found: Desk, path: Path) -> Iterator[tuple[Path, str]]:
    """What stands behind a question and is always shown: questions of its page or entry, later pages, and theirs."""
    pages = find(found.tree, path[:3])
    names = [one["id"] for one in pages]
    around = find(found.tree, path[:-1])
    behind = [one["id"] for one in around].index(path[-1]) + 1
    for one in around[behind:]:
        if "show" not in one:
            yield (*path[:-1], one["id"]), name_of(one)
    for later in pages[names.index(path[3]) + 1 :] if len(path) == 6 else ():
        if "show" not in later:
            yield (*path[:3], later["id"]), gettext("The page “%(page)s”", page=name_of(later))
            for one in later["questions"]:
                if "show" not in one:
                    yield (*path[:3], later["id"], "questions", one["id"]), name_of(one)


def _edits(found: Desk, path: Path, question: dict[str, Any]) -> list[Edit]:
    known = dict(_answers(question))
    chosen = [one for one in request.form.getlist("chosen") if one in known]
    things = {as_words(one): one for one, _ in _things(found, path)}
    shown = [things[one] for one in request.form.getlist("shown") if one in things]
    wrong = [("chosen", "Choose at least one.")] if not chosen else []
    wrong += [("shown", "Choose what is to be shown.")] if not shown else []
    if wrong:
        raise Refusal(why="Something is not chosen yet.", do="Choose it.", code="not_chosen", fields=tuple(wrong))
    answer = {"answer": [question["id"]]}
    rule: dict[str, Any] = {"is": [answer, chosen[0]]} if len(chosen) == 1 else {"one of": [answer, chosen]}
    if question["type"] == "choices":
        rule = {"contains any of": [answer, chosen]}
    tree: Any = found.tree
    for one in shown:
        there = place(found, (*one, "show"))
        if faults := there.wrong(rule):
            raise refused(there, faults)
        tree = replaced(tree, (*one, "show"), rule)
    return between(found.tree, tree)
