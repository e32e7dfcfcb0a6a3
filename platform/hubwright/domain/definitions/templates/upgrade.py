"""Taking a template's later improvements: a three-way merge by id in which nothing of either side is lost in silence.

What both sides changed differently is a question with three answers. All questions come at once, and until each has its
answer nothing is changed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from hubwright.domain.definitions.difference import difference
from hubwright.domain.definitions.elements import by_key, copied, key_of
from hubwright.domain.definitions.merge import Conflict, merge
from hubwright.domain.definitions.plugged import Declared
from hubwright.domain.definitions.templates.bundle import ABOUT, DOCUMENTS, Tree, bundle, unbundle, with_ids
from hubwright.domain.definitions.templates.keeping import kept
from hubwright.domain.definitions.templates.parts import Parts, Use, elements
from hubwright.domain.definitions.templates.questions import Question, question_of
from hubwright.domain.definitions.templates.references import Ids
from hubwright.domain.definitions.templates.sayings import Speaker, sentences
from hubwright.domain.definitions.words import lay_words
from hubwright.domain.errors import Refusal

_LATER: dict[str, Any] = {"later": True}
_LONGEST_ID = 60


@dataclass(frozen=True, slots=True)
class Upgrade:
    """What an upgrade would make of a hub.

    Args:
        parts: the hub's part after it.
        questions: those without an answer; while there are any, nothing may be written.
        later: those that were put off and are asked again next time.
        changes: what becomes different for the hub, in sentences.
        told: what went, what stayed although the original took it out, and why.
        ids: (part, id in the template) to the id here, where it is another.
        asked: every question, answered or not.
    """

    parts: Parts
    questions: tuple[Question, ...]
    later: tuple[str, ...] = ()
    changes: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    ids: Ids = field(default_factory=dict)
    asked: tuple[Question, ...] = ()


@dataclass(frozen=True, slots=True)
class Sides:
    """The three versions that an upgrade is made of, and what is around them.

    Args:
        origin: the template as it was taken.
        ours: the hub today.
        theirs: the template as it is now.
        name: what the council that made the template is called, in sentences.
        prefix: what an id begins with when it would collide.
        ids: (part, id in the template) to the id here, from when it was taken.
        later: questions that were put off last time.
        whole: the hub as such came from the template; otherwise it is about some elements, and the rest stays.
        published: "forms" and "workflows" by (id, version) that are there already and stay as they are.
        plugins: of this installation, for what they are called and what their options name.
    """

    origin: Parts
    ours: Parts
    theirs: Parts
    name: str
    prefix: str
    ids: Ids = field(default_factory=dict)
    later: tuple[str, ...] = ()
    whole: bool = True
    published: Mapping[str, Mapping[Use, Any]] = field(default_factory=dict)
    plugins: Declared | None = None


def upgrade(sides: Sides, answers: Mapping[str, str] | None = None) -> Upgrade:
    """Merge.

    Args:
        sides: the three versions.
        answers: "ours", "theirs", "both" or "later" by the id of a question.

    Raises:
        Refusal: an answer belongs to no question, or is none of its answers.
    """
    given = dict(answers or {})
    ids = dict(sides.ids)
    first = _merged(sides, ids, {})
    asked = {one.id: one for one in first.asked}
    _check_answers(asked, given)
    if not given:
        return replace(first, questions=first.asked, ids=ids)
    # Theirs beside ours: it comes under another id, so that the two no longer meet.
    for question, answer in given.items():
        if answer == "both" and asked[question].kind == "added":
            part, _, id = question.partition("/")
            ids[part, _id_in_template(sides.ids, part, id)] = free_id(sides.prefix, id, sides, part)
    # What is put off stays as the hub has it.
    made = _merged(sides, ids, {id: "ours" if answer == "later" else answer for id, answer in given.items()})
    later = tuple(sorted(id for id, answer in given.items() if answer == "later"))
    # An answer may bring up another question: that is asked as well.
    more = {one.id: one for one in made.asked}
    return replace(made, questions=made.asked, later=later, ids=ids, asked=tuple({**asked, **more}.values()))


def _check_answers(asked: Mapping[str, Question], given: Mapping[str, str]) -> None:
    unknown = sorted(set(given) - set(asked))
    wrong = sorted(id for id in given if id in asked and given[id] not in asked[id].choices)
    if unknown:
        raise Refusal(
            why=f"There is no question {', '.join(unknown)}.",
            do=f"The questions are: {', '.join(sorted(asked)) or 'none'}.",
            code="unknown_question",
        )
    if wrong:
        said = "; ".join(f"{id}: {', '.join(asked[id].choices)}" for id in wrong)
        raise Refusal(why="An answer is none of those offered.", do=f"Answer with one of: {said}.", code="bad_answer")


def _id_in_template(ids: Ids, part: str, id: str) -> str:
    return next((known for (of, known), other in ids.items() if of == part and other == id), id)


def free_id(prefix: str, id: str, sides: Sides, part: str) -> str:
    """An id for an element of a template that meets another under its own."""
    kinds = {"forms": sides.published.get("forms", {}), "workflows": sides.published.get("workflows", {})}
    taken = {one for _, one, _ in elements(sides.ours.shareable)} | {one for one, _ in kinds.get(part, {})}
    taken |= set(sides.ours.scenarios)
    wanted = id if id.startswith(f"{prefix}-") else f"{prefix}-{id}"
    wanted = wanted[: _LONGEST_ID - 4].rstrip("-")
    found, count = wanted, 1
    while found in taken:
        count += 1
        found = f"{wanted}-{count}"
    return found


def _merged(sides: Sides, ids: Ids, answers: Mapping[str, str]) -> Upgrade:
    base, theirs = (bundle(with_ids(one, ids, sides.plugins)) for one in (sides.origin, sides.theirs))
    ours = bundle(sides.ours)
    if not sides.whole:
        base[ABOUT] = theirs[ABOUT] = ours[ABOUT]
    known = _names(base) | _names(theirs)
    held = ours if sides.whole else _restricted(ours, known)
    _put_off(base, sides.later, held)
    result = merge(base, held, theirs, answers=answers, again=sides.later)
    merged: Tree = copied(result.document)
    tree = merged if sides.whole else _laid_into(ours, merged, known)
    speaker = Speaker(ours, theirs, base, plugins=sides.plugins)
    told = [*kept(tree, ours, theirs, sides.name, speaker, sides.plugins)]
    lost = list(_lost_words(tree, ours, speaker))
    for conflict in [one for one in lost if answers.get(one.path) == "theirs"]:
        _drop_words(tree, conflict.path)
    for conflict in [one for one in lost if answers.get(one.path) != "theirs"]:
        kind, id = conflict.path.split("/")[1:3]
        tree[kind][id] = ours[kind][id]
    open_ones = [*result.conflicts, *(one for one in lost if one.path not in answers)]
    told = [*(_gone(path, speaker) for path in _went(ours, tree)), *told]
    return Upgrade(
        parts=unbundle(
            tree, ours=sides.ours, theirs=with_ids(sides.theirs, ids, sides.plugins), published=sides.published
        ),
        questions=(),
        changes=tuple(sentences(ours, tree, plugins=sides.plugins)),
        told=tuple(dict.fromkeys(told)),
        asked=tuple(question_of(one, speaker, sides.name) for one in open_ones),
    )


def _went(ours: Tree, tree: Tree) -> list[str]:
    return [change.path for change in difference(ours, tree) if change.what == "removed"]


def _gone(path: str, speaker: Speaker) -> str:
    thing = speaker.thing(path)
    return f"{thing[:1].upper()}{thing[1:]} goes: the original took it out, and you had not changed it."


def _names(tree: Tree) -> set[tuple[str, str]]:
    names = {(part, id) for part, id, _ in elements(tree)}
    return names | {(part, id) for part in DOCUMENTS for id in tree[part]}


def _restricted(tree: Tree, names: set[tuple[str, str]]) -> Tree:
    """The elements of a hub that a template of some parts is about, and no others."""
    made: Tree = {ABOUT: tree[ABOUT]}
    for part, held in tree.items():
        if part in DOCUMENTS:
            made[part] = {id: one for id, one in held.items() if (part, id) in names}
        elif isinstance(held, list) and (kept := [one for one in held if (part, key_of(one)) in names]):
            made[part] = kept
    return made


def _laid_into(tree: Tree, merged: Tree, names: set[tuple[str, str]]) -> Tree:
    """The whole hub with the merged elements in place of those the template is about."""
    made: Tree = copied(tree)
    for part, held in merged.items():
        if part in DOCUMENTS:
            made[part] = {id: one for id, one in made[part].items() if (part, id) not in names} | held
        elif isinstance(held, list):
            new = {one["id"]: one for one in held}
            stays = [new.pop(key_of(one) or "", one) for one in made.get(part, ()) if _stays(part, one, names, new)]
            made[part] = [*stays, *new.values()]
    for part in {part for part, _ in names} - set(merged) - set(DOCUMENTS):
        made[part] = [one for one in made.get(part, ()) if (part, key_of(one)) not in names]
    return made


def _stays(part: str, one: Any, names: set[tuple[str, str]], new: Mapping[str, Any]) -> bool:
    return (part, key_of(one)) not in names or key_of(one) in new


def _put_off(base: Tree, later: tuple[str, ...], ours: Tree) -> Tree:
    """The common version with what was put off made unlike either side, so that it is asked about again."""
    for path in later:
        if path.startswith("words/"):
            # It was put off because the document had changed: seen from the one we have, it has changed again.
            _, kind, id, _ = path.split("/", 3)
            if kind in DOCUMENTS and id in ours[kind]:
                base[kind][id] = copied(ours[kind][id])
            continue
        above, _, last = path.rpartition("/")
        if all(isinstance(held := _at(side, path), list) and by_key(held) is not None for side in (base, ours)):
            # The order of a list: the merge itself asks about that again.
            continue
        place, mine = _at(base, above), _at(ours, above)
        if isinstance(place, dict):
            place[last] = dict(_LATER)
        elif isinstance(place, list):
            order = [key_of(one) for one in mine] if isinstance(mine, list) else []
            before = set(order[: order.index(last)]) if last in order else set()
            held = [one for one in place if key_of(one) != last]
            behind = [at for at, one in enumerate(held) if key_of(one) in before]
            held.insert(behind[-1] + 1 if behind else 0, {"id": last, **_LATER})
            place[:] = held
    return base


def _at(tree: Any, path: str) -> Any:
    for step in path.split("/") if path else ():
        inside = by_key(tree) if isinstance(tree, list) else tree
        tree = inside.get(step) if isinstance(inside, Mapping) else None
    return tree


def _lost_words(tree: Tree, ours: Tree, speaker: Speaker) -> Iterator[Conflict]:
    """The hub's own words for which a changed document has no place any more."""
    for kind in ("forms", "workflows"):
        for id, words in tree.get("words", {}).get(kind, {}).items():
            document = tree[kind].get(id)
            if document is None or document == ours[kind].get(id):
                continue
            for path, text in words.items():
                _, lost = lay_words(document, {path: text}, file="", pointer="")
                if lost:
                    yield Conflict(f"words/{kind}/{id}/{path}", "", "words", None, text, speaker.thing(f"{kind}/{id}"))


def _drop_words(tree: Tree, path: str) -> None:
    _, kind, id, place = path.split("/", 3)
    del tree["words"][kind][id][place]
    if not tree["words"][kind][id]:
        del tree["words"][kind][id]
    if not tree["words"][kind]:
        del tree["words"][kind]
    if not tree["words"]:
        del tree["words"]
