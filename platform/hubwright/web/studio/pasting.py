"""A form on paper becomes pages of the draft: pasted, shown as it was understood, corrected, added."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import Response, make_response, redirect, request, url_for

from hubwright.domain.definitions.edits import Edit, add, fresh_id, put, siblings
from hubwright.domain.definitions.pasting import LEFT, MOST_LINES, NAME, PAGE, Guess, Kept, pages_of, read
from hubwright.domain.errors import NotFound, Refusal
from hubwright.reference.meanings import meanings
from hubwright.schemas import address
from hubwright.web.components import Field, Label, Textarea, TextInput
from hubwright.web.language import current_language, gettext, say
from hubwright.web.studio.desk import Desk, change, desk
from hubwright.web.studio.forms.kinds import TYPES
from hubwright.web.studio.forms.places import FORMS, form_of, ids_in, questions
from hubwright.web.studio.frame import page
from hubwright.web.studio.texts import shown
from hubwright.web.visit import Visit
from hubwright.web.work.asked import Values, line, listed, words

_NEW = "new form"
_LONGEST = 4000
_MOST_PAGES = 60
_CHOSEN = ("choice", "choices", "list", "people", "rows")
_OF_PAPER = tuple(type for type in TYPES if type != "calculated")


@dataclass(frozen=True, slots=True)
class Line:
    """One guess as the page shows it: what was pasted, and what it is said to be now.

    Args:
        number: from 0, as its fields are named.
        guess: what it was understood as.
        kept: what it is to be.
        reads: its meaning in words, where one was suggested; `means`: whether it is to have it.
        wrong: what is to be mended, by field.
    """

    number: int
    guess: Guess
    kept: Kept
    reads: str
    means: bool
    wrong: dict[str, str]


def show(visit: Visit) -> Response:
    """Paste, then correct; only the second press of a button changes the draft."""
    found = desk(visit)
    values = request.form
    if request.method == "GET":
        return _ask(found)
    pasted = values.get("pasted", "")
    try:
        guesses = _read(pasted)
        into = _into(found)
    except Refusal as refusal:
        return _ask(found, refusal)
    if values.get("act") != "make":
        return _correct(found, guesses, _lines(found, into, guesses, first=True), into)
    lines = _lines(found, into, guesses, first=False)
    try:
        form, edits = _made(found, into, lines)
        change(found, "paste", edits)
    except Refusal as refusal:
        return _correct(found, guesses, lines, into, refusal)
    return make_response(redirect(url_for("studio.form", hub=visit.hub.id, form=form, done="1")))


def _read(pasted: str) -> tuple[Guess, ...]:
    if not pasted.strip():
        do = "Copy the words of your form, and paste them here."
        raise Refusal(why="Nothing is pasted.", do=do, code="nothing_pasted", fields=(("pasted", do),))
    if len(pasted.splitlines()) > MOST_LINES:
        do = "Paste it in parts: at most 2,000 lines at a time."
        raise Refusal(why="This is too long for one form.", do=do, code="pasted_too_long", fields=(("pasted", do),))
    return read(pasted)


def _into(found: Desk) -> str:
    """The form that the pages are for, or "" for a new one."""
    into = request.values.get("into", "")
    if into in ("", _NEW):
        return ""
    form_of(found, into)
    return into


def _lines(found: Desk, into: str, guesses: Sequence[Guess], *, first: bool) -> list[Line]:
    """Each guess with what was said of it, or as it was understood where nobody has said anything yet."""
    there = {one.get("meaning") for _, one in questions(form_of(found, into))} if into else set()
    return [_line(number, guess, there, first) for number, guess in enumerate(guesses)]


def _line(number: int, guess: Guess, there: set[Any], first: bool) -> Line:
    values = request.form
    suggested = guess.meaning if guess.meaning not in there else ""
    below = guess.options or tuple(name for name, _ in guess.rows)
    if first or f"as-{number}" not in values:
        kept = Kept(guess.kind, guess.words, guess.hint, below, suggested)
    else:
        kind, typed = values[f"as-{number}"], values.get(f"words-{number}", "").strip()
        if kind not in (LEFT, NAME, PAGE, *_OF_PAPER):
            raise NotFound("There is no such record.")
        options = tuple(one.strip() for one in values.get(f"options-{number}", "").splitlines() if one.strip())
        fits = bool(suggested) and meanings()[suggested].fits(kind) and f"means-{number}" in values
        kept = Kept(kind, typed, values.get(f"hint-{number}", "").strip(), options, suggested if fits else "")
    name = meanings()[suggested].name if suggested else {}
    reads = str(name.get(current_language(), name.get("en", "")))
    return Line(number, guess, kept, reads, bool(kept.meaning), {})


def _made(found: Desk, into: str, lines: Sequence[Line]) -> tuple[str, list[Edit]]:
    """The form, and the one change that adds what was pasted.

    Raises:
        Refusal: something is to be mended first; everything at once, at its own line.
    """
    name = request.form.get("name", "").strip()
    wrong = list(_wrong(lines))
    if not into and not name:
        wrong.insert(0, ("name", "Write what the form is called."))
    if wrong:
        for field, said in wrong:
            part, _, number = field.rpartition("-")
            if part:
                lines[int(number)].wrong[part] = said
        raise Refusal(
            why="Some lines are not complete.", do="Mend what is marked.", code="pasted_incomplete", fields=tuple(wrong)
        )
    document = form_of(found, into) if into else None
    pages = pages_of(
        [one.kept for one in lines],
        ids_in(document) if document else (),
        first=gettext("First page"),
        entry=gettext("entry"),
        continued=gettext("(continued)"),
    )
    if not pages:
        raise Refusal(
            why="No line makes a question.",
            do="Choose how at least one of them is answered.",
            code="nothing_asked",
        )
    if len(pages) + (len(document["pages"]) if document else 0) > _MOST_PAGES:
        raise Refusal(
            why="A form has sixty pages at most.", do="Leave some headings out, or paste less.", code="too_many_pages"
        )
    if document is not None:
        last = siblings(found.tree, (FORMS, into, "pages"))[-1]
        edits: list[Edit] = []
        for made in pages:
            edits += add(found.tree, (FORMS, into, "pages"), made, after=last)
            last = made["id"]
        return into, edits
    id = fresh_id(name, found.tree[FORMS], otherwise="form")
    new = {
        "$schema": address("form"),
        "schema_version": 1,
        "id": id,
        "name": {"en": name[:_LONGEST]},
        "owner": found.at("hub", "owner"),
        "pages": pages,
    }
    return id, put(found.tree, (FORMS, id), new)


def _wrong(lines: Sequence[Line]) -> list[tuple[str, str]]:
    wrong = []
    for one in lines:
        kind, number = one.kept.kind, one.number
        if kind in (LEFT, NAME):
            continue
        if not one.kept.words:
            wrong.append((f"words-{number}", "Write the words, or leave the line out."))
        longest = max(map(len, (one.kept.words, one.kept.hint, *one.kept.options)))
        if longest > _LONGEST:
            wrong.append((f"words-{number}", "This is too long for a form: shorten it."))
        if kind in _CHOSEN and not one.kept.options:
            wrong.append((f"options-{number}", "Write what can be chosen, or what an entry asks: each on a line."))
    return wrong


def _ask(found: Desk, refusal: Refusal | None = None) -> Response:
    wrong = dict(refusal.fields) if refusal else {}
    values: Values = request.values
    forms = [(_NEW, say("A new form")), *((key, shown(one["name"])) for key, one in found.tree[FORMS].items())]
    into = listed("into", say("Where does it go?"), forms, values, {}, chosen=_NEW)
    said = say(
        "Questions, headings, boxes to tick and tables, as they stand in Word or in a PDF. Nothing is saved yet."
    )
    fields: list[Field] = [words("pasted", say("The words of your form"), values, wrong, hint=said, rows=18), into]
    title = say("Paste a form that you have")
    return page(found, "studio/pasting/paste.html", current="forms", title=title, refusal=refusal, fields=fields)


def _correct(
    found: Desk, guesses: Sequence[Guess], lines: Sequence[Line], into: str, refusal: Refusal | None = None
) -> Response:
    wrong = dict(refusal.fields) if refusal else {}
    given = next((one.words for one in guesses if one.kind == NAME), "")
    name = line("name", say("What is the form called?"), request.form, wrong, given=given)
    fields: list[Field] = [] if into else [name]
    fields += [field for one in lines for field in _marked(one)]
    types = [(PAGE, say("Heading of a page")), (LEFT, say("Leave it out")), (NAME, say("The name of the form"))]
    types += [(id, say(TYPES[id])) for id in _OF_PAPER]
    made = [one for one in lines if one.kept.kind not in (PAGE, LEFT, NAME)]
    return page(
        found,
        "studio/pasting/correct.html",
        current="forms",
        title=say("Is this what your form asks?"),
        refusal=refusal,
        fields=fields,
        name=None if into else name,
        into=into,
        pasted=request.form.get("pasted", ""),
        lines=lines,
        types=types,
        left=sum(one.kept.kind == LEFT for one in lines),
        questions=len(made),
        pages=sum(one.kept.kind == PAGE for one in lines),
    )


def _marked(one: Line) -> list[Field]:
    """The fields of a line to which the list of what is to be mended leads."""
    made: list[Field] = []
    if "words" in one.wrong:
        made.append(TextInput(name=f"words-{one.number}", label=Label("")))
    if "options" in one.wrong:
        made.append(Textarea(name=f"options-{one.number}", label=Label("")))
    return made
