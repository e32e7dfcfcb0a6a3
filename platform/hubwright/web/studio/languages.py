"""The texts of a draft in both languages, side by side: what is missing, what is stale, and what readers get to see."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import Any

from flask import Response, current_app, make_response, redirect, request, url_for

from hubwright.domain.access.scope import Everything
from hubwright.domain.definitions.drafting import tree_of
from hubwright.domain.definitions.edits import Edit, Path, applied_all, find, put
from hubwright.domain.definitions.elements import MISSING
from hubwright.domain.definitions.languages import (
    ENGLISH,
    PUBLIC_PARTS,
    STILL_RIGHT,
    WELSH,
    Said,
    Written,
    missing,
    stale,
    texts_in,
    touching,
    written,
)
from hubwright.domain.definitions.templates.sayings import Speaker
from hubwright.domain.errors import NotFound, Refusal
from hubwright.web.components import Choice, Field, Label, Textarea
from hubwright.web.language import mark, say
from hubwright.web.studio.desk import Desk, as_text, change, desk, path_of
from hubwright.web.studio.frame import page
from hubwright.web.studio.places import part_named
from hubwright.web.studio.texts import shown
from hubwright.web.visit import Visit
from hubwright.web.work.asked import any_of, one_of

ON_A_PAGE = 20
_KEPT = 64
_EXTENSION = "hubwright_published_trees"
_LONGEST = 4000
_DOCUMENTS = ("forms", "workflows")
_UNSAID = ("scenarios", "taken")
_SHOWN: Mapping[str, str] = {
    "all": mark("Every text"),
    "missing": mark("Without Welsh"),
    "stale": mark("Stale: the English was changed since"),
}
_BOTH, _ENGLISH_ONLY = "both", "english"


@dataclass(frozen=True, slots=True)
class Row:
    """A text as the page asks for it.

    Args:
        text: as it stands in the draft.
        where: what it is, in words.
        was: the English that the Welsh was written for, where it says something else now.
        en, cy: its two boxes.
    """

    text: Said
    where: str
    was: str
    en: Field
    cy: Field


class Trees:
    """The trees of what hubs published, kept because a revision never changes."""

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[str, str], Mapping[str, Any]] = OrderedDict()
        self._lock = Lock()

    def of(self, visit: Visit) -> list[Mapping[str, Any]]:
        """Everything that a hub published, oldest first."""
        with visit.house.store.reading(visit.hub.id) as reading:
            rows = reading.rows("revision", scope=Everything(), order=("at",))
        made = []
        for row in rows:
            key = visit.hub.id, str(row["revision"])
            with self._lock:
                tree = self._kept.get(key)
            if tree is None:
                tree = tree_of(row["documents"], {})
            with self._lock:
                self._kept[key] = tree
                self._kept.move_to_end(key)
                while len(self._kept) > _KEPT:
                    self._kept.popitem(last=False)
            made.append(tree)
        return made


def show_all(visit: Visit) -> Response:
    """Every part of the hub with how much Welsh is missing or stale, and which languages readers see."""
    found = desk(visit)
    if request.method == "GET":
        return _all(found)
    try:
        change(found, "languages", _published_in(found))
    except Refusal as refusal:
        return _all(found, refusal)
    return make_response(redirect(url_for("studio.languages", hub=visit.hub.id, done="1")))


def show(visit: Visit, part: str) -> Response:
    """The texts of one part, twenty at a time; what was typed on the page is saved as one change."""
    found = desk(visit)
    above = _above(found, part)
    if request.method == "GET":
        return _one(found, part, above)
    try:
        change(found, "texts", written(found.tree, _typed(found, above)))
    except Refusal as refusal:
        return _one(found, part, above, refusal)
    kept: dict[str, Any] = {name: request.args[name] for name in ("show", "at") if name in request.args}
    return make_response(redirect(url_for("studio.language", hub=visit.hub.id, part=part, done="1", **kept)))


def _above(found: Desk, part: str) -> Path:
    path = path_of(part)
    documents = len(path) == 2 and path[0] in _DOCUMENTS
    if not (documents or (len(path) == 1 and path[0] not in (*_DOCUMENTS, *_UNSAID))):
        raise NotFound("There is no such record.")
    if find(found.tree, path) is MISSING:
        raise NotFound("There is no such record.")
    return path


def _parts(found: Desk) -> Iterator[tuple[Path, str]]:
    """The parts of the draft that have texts; what the public reads stands first."""
    for kind in _DOCUMENTS[:1]:
        yield from (((kind, key), shown(one["name"])) for key, one in found.tree[kind].items())
    others = [key for key in found.tree if key not in (*_DOCUMENTS, *_UNSAID)]
    for key in sorted(others, key=lambda one: one not in PUBLIC_PARTS):
        yield (key,), part_named(key)
    yield from ((("workflows", key), shown(one["name"])) for key, one in found.tree["workflows"].items())


def _versions(found: Desk, above: Path, published: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """What held before at a place: everything published up to the draft's base, then the draft after each change."""
    state = found.state
    tree: Mapping[str, Any] = tree_of(found.whole.base, state.scenarios, state.taken)
    made = [*published, tree]
    for one in state.changes:
        tree = applied_all(tree, one.edits)
        if touching(one.edits, above):
            made.append(tree)
    return made


def _still_right(found: Desk) -> Mapping[str, str]:
    said = find(found.tree, ("hub", STILL_RIGHT))
    return said if isinstance(said, Mapping) else {}


def _trees() -> Trees:
    trees: Trees = current_app.extensions.setdefault(_EXTENSION, Trees())
    return trees


def _all(found: Desk, refusal: Refusal | None = None) -> Response:
    published, right = _trees().of(found.visit), _still_right(found)
    rows = []
    for path, name in _parts(found):
        texts = list(texts_in(found.tree, path))
        if texts:
            versions = _versions(found, path, published)
            old = sum(bool(stale(one, versions, right)) for one in texts)
            public = path[0] in PUBLIC_PARTS
            rows.append((as_text(path), name, len(texts), sum(map(missing, texts)), old, public))
    return page(
        found,
        "studio/languages/all.html",
        current="languages",
        title=say("Languages"),
        refusal=refusal,
        fields=list(_asked(found)),
        rows=rows,
    )


def _asked(found: Desk) -> Iterator[Field]:
    hub, forms = found.at("hub"), found.tree["forms"]
    choices = [
        Choice(value=_BOTH, text=say("English and Welsh")),
        Choice(value=_ENGLISH_ONLY, text=say("English only, while the Welsh is being written")),
    ]
    said = say("In English only, no page offers Welsh, whatever is written here already.")
    yield one_of("offered", say("Which languages do readers see?"), choices, request.form, {}, hint=said,
                 chosen=_BOTH if WELSH in hub["languages"] else _ENGLISH_ONLY)  # fmt: skip
    named = [("hub", say("The hub's own words")), *((key, shown(one["name"])) for key, one in forms.items())]
    with_welsh = [key for key, one in forms.items() if WELSH in one.get("languages", (WELSH,))]
    said = say("What is not ticked is shown in English, and its missing Welsh is no hint.")
    yield any_of("ready", say("Which forms have Welsh?"), [Choice(value=key, text=name) for key, name in named[1:]],
                 request.form, {}, hint=said, chosen=with_welsh)  # fmt: skip
    checked = [key for key, _ in named if WELSH not in _document(found, key).get("unchecked", ())]
    said = say("Tick what somebody who speaks Welsh has read. The English stays beside the Welsh for readers.")
    yield any_of("checked", say("What has a Welsh speaker checked?"),
                 [Choice(value=key, text=name) for key, name in named], request.form, {}, hint=said,
                 chosen=checked)  # fmt: skip


def _document(found: Desk, key: str) -> Mapping[str, Any]:
    held: Mapping[str, Any] = found.tree["hub"] if key == "hub" else found.tree["forms"][key]
    return held


def _published_in(found: Desk) -> list[Edit]:
    offered = request.form.get("offered", "")
    if offered not in (_BOTH, _ENGLISH_ONLY):
        raise NotFound("There is no such record.")
    ready, checked = (set(request.form.getlist(name)) for name in ("ready", "checked"))
    edits: list[Edit] = []
    for key in ("hub", *found.tree["forms"]):
        held = _document(found, key)
        path: Path = ("hub",) if key == "hub" else ("forms", key)
        wanted = offered == _BOTH if key == "hub" else key in ready
        # A form that says nothing yet says it from now on, so that what was ticked is what holds.
        said = list(held.get("languages", ()))
        edits += _listing(found, (*path, "languages"), said or [ENGLISH], wanted, needed=True)
        edits += [] if said or wanted else put(found.tree, (*path, "languages"), [ENGLISH])
        # What no reader sees in Welsh has no Welsh that anybody would have to check.
        unread = wanted and key not in checked
        edits += _listing(found, (*path, "unchecked"), list(held.get("unchecked", ())), unread, needed=False)
    return edits


def _listing(found: Desk, path: Path, there: list[str], welsh: bool, *, needed: bool) -> list[Edit]:
    if (WELSH in there) == welsh:
        return []
    to = [*there, WELSH] if welsh else [one for one in there if one != WELSH]
    return put(found.tree, path, to if to or needed else MISSING)


def _rows(found: Desk, above: Path) -> list[tuple[Said, str]]:
    """The texts that the page is about, each with the English that its Welsh was written for."""
    versions, right = _versions(found, above, _trees().of(found.visit)), _still_right(found)
    return [(one, stale(one, versions, right)) for one in texts_in(found.tree, above)]


def _one(found: Desk, part: str, above: Path, refusal: Refusal | None = None) -> Response:
    rows = _rows(found, above)
    wanted = request.args.get("show", "all")
    sieves = {"missing": lambda row: missing(row[0]), "stale": lambda row: bool(row[1])}
    kept = list(filter(sieves[wanted], rows)) if wanted in sieves else rows
    # What came back refused is shown again, whatever the sieve says of it by now.
    sent = set(request.form.getlist("key")) if refusal else set()
    last = max((len(kept) - 1) // ON_A_PAGE, 0)
    asked = request.args.get("at", "0")
    at = min(int(asked), last) if asked.isdecimal() and len(asked) < 6 else 0
    here = [row for row in rows if row[0].key in sent] or kept[at * ON_A_PAGE : (at + 1) * ON_A_PAGE]
    wrong = dict(refusal.fields) if refusal else {}
    speaker = Speaker(found.tree)
    shown_rows = [_row(speaker, number, text, was, wrong) for number, (text, was) in enumerate(here)]
    counted = {"all": len(rows), **{name: sum(map(sieve, rows)) for name, sieve in sieves.items()}}
    filters = [(name, say(said), counted[name], name == wanted) for name, said in _SHOWN.items()]
    return page(
        found,
        "studio/languages/one.html",
        current="languages",
        title=_title(found, above),
        refusal=refusal,
        fields=[field for one in shown_rows for field in (one.en, one.cy)],
        part=part,
        rows=shown_rows,
        filters=filters,
        wanted=wanted if wanted in _SHOWN else "all",
        at=at,
        last=last,
        public=above[0] in PUBLIC_PARTS,
    )


def _title(found: Desk, above: Path) -> str:
    return shown(found.at(*above)["name"]) if above[0] in _DOCUMENTS else part_named(above[0])


def _row(speaker: Speaker, number: int, text: Said, was: str, wrong: Mapping[str, str]) -> Row:
    def box(language: str, words: str) -> Field:
        name = f"{language}-{number}"
        said = say("English") if language == ENGLISH else say("Welsh")
        return Textarea(
            name=name,
            label=Label(said),
            value=request.form.get(name, words),
            rows=min(max(len(max(text.en, text.cy, key=len)) // 45 + 1, 2), 12),
            error=say(wrong[name]) if name in wrong else "",
        )

    where = speaker.thing("/".join(text.path)).removeprefix("the ")
    return Row(text, where[:1].upper() + where[1:], was, box(ENGLISH, text.en), box(WELSH, text.cy))


def _typed(found: Desk, above: Path) -> list[Written]:
    """What the page's boxes hold, each for the text that it was shown for.

    Raises:
        Refusal: some English is empty, or something is too long.
    """
    values = request.form
    there = {one.key: one for one in texts_in(found.tree, above)}
    made, wrong = [], []
    for number, key in enumerate(values.getlist("key")[:ON_A_PAGE]):
        if key not in there:
            raise NotFound("There is no such record.")
        words = {one: values.get(f"{one}-{number}", "").strip().replace("\r\n", "\n") for one in (ENGLISH, WELSH)}
        if not words[ENGLISH]:
            wrong.append((f"en-{number}", "Write the English: every text has it."))
        wrong += [(f"{one}-{number}", "This is too long: shorten it.") for one in words if len(words[one]) > _LONGEST]
        made.append(Written(there[key], words[ENGLISH], words[WELSH], f"fits-{number}" in values))
    if wrong:
        raise Refusal(
            why="Some texts are not complete.", do="Mend what is marked.", code="texts_incomplete", fields=tuple(wrong)
        )
    return made
