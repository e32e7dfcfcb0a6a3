"""The page of one rule: its sentence, its conditions as rows, and the acts that change it, each one change."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from flask import Response, make_response, redirect, request, url_for

from hubwright.domain.definitions.edits import Edit, between
from hubwright.domain.definitions.using import Spot, as_words, from_words, path_of, rules_in
from hubwright.domain.definitions.using import at as spot_at
from hubwright.domain.definitions.using.spots import replaced
from hubwright.domain.errors import NotFound, Refusal
from hubwright.domain.problems import Problem
from hubwright.domain.rules.building import Clause, Rows, Where, at, changed, rule_of
from hubwright.domain.rules.parsing import quoted
from hubwright.web.components import ErrorLink, ErrorSummary, Field
from hubwright.web.language import gettext, say
from hubwright.web.studio.desk import change
from hubwright.web.studio.frame import page
from hubwright.web.studio.rules.choosing import join_field, others, question_field, same_field
from hubwright.web.studio.rules.formula import formula_fields, formula_typed
from hubwright.web.studio.rules.place import Place, place
from hubwright.web.studio.rules.words import holds_said, purpose_said, without_said
from hubwright.web.studio.texts import asked as asked_text
from hubwright.web.studio.texts import typed as typed_text
from hubwright.web.studio.using import address, now
from hubwright.web.visit import Visit

WORDS = {"check": "message", "suggestion": "because", "proposal": "because"}
"""Where the words of what comes with its rule stand."""


@dataclass(frozen=True, slots=True)
class Line:
    """One condition as the page lists it.

    Args:
        where: its place among the rows, as an address has it.
        words: it as a sentence.
        can_change: it can be opened; a group has its parts opened instead.
        lines: those within it.
        join: of a group or of what is asked of entries with several: "all" or "any"; else "".
        inside: more can be added within it.
    """

    where: str
    words: str
    can_change: bool
    lines: tuple[Line, ...] = ()
    join: str = ""
    inside: bool = False


def show(visit: Visit, spot: str) -> Response:
    """A rule, and the acts on it."""
    found = place(now(visit), from_words(spot), request.values)
    if request.method == "GET":
        return shown(found)
    try:
        unchanged(found)
        act = _ACTS.get(request.form.get("act", ""))
        if act is None:
            raise NotFound("There is no such record.")
        return act(found)
    except Refusal as refusal:
        return shown(found, refusal)


def shown(found: Place, refusal: Refusal | None = None) -> Response:
    """The page.

    Args:
        found: the rule.
        refusal: why an act was not done.
    """
    rows = found.rows
    title = title_of(found)
    asked = question_field(found)
    fields = [asked] if asked else []
    if rows is not None and len(rows.parts) > 1:
        fields.append(join_field("join", rows.join))
    back = address(found.desk, path_of(found.about))
    return page(
        found.desk,
        "studio/rules/rule.html",
        current="rules",
        title=title,
        refusal=refusal,
        errors=ErrorSummary((ErrorLink(f"{say(refusal.why)} {say(refusal.do)}"),)) if refusal else None,
        fields=fields,
        found=found,
        spot=as_words(found.spot),
        said=stands_said(found),
        shows=rows is not None,
        join=fields[-1] if rows is not None and len(rows.parts) > 1 else None,
        asked=asked,
        ways=() if asked else _ways(found),
        lines=tuple(lines(found, rows)) if rows is not None else (),
        negated=rows is not None and rows.negated,
        same=same_field(found),
        back_to=back,
        taken_away=_taken_away(found.purpose),
        carried=carried(found),
        formula=formula_fields(found, dict(refusal.fields) if refusal else {}),
        words=words_fields(found, dict(refusal.fields) if refusal else {}) if found.rule is not None else [],
        also=[found.telling.thing(one[:-1]) for one in elsewhere(found)],
        findings=found.desk.under(*path_of(found.spot)) if found.spot[-1] in path_of(found.spot) else (),
    )  # fmt: skip


def _ways(found: Place) -> tuple[tuple[str, str], ...]:
    """Where to go when nothing may be read here: the words of each way and its page."""
    hub, path = found.desk.visit.hub.id, path_of(found.about)
    if found.purpose != "show" or path[:1] != ("forms",) or len(path) < 4:
        return ()
    here: dict[str, Any] = {"hub": hub, "form": path[1], "page": path[3]}
    if len(path) == 4:
        return (
            (say("Move the page behind others"), url_for("studio.form", **here, _anchor=f"at-{path[3]}")),
            (say("Add a page before it"), url_for("studio.form", **here)),
        )
    last = found.desk.tree["forms"][path[1]]["pages"][-1]["id"] == path[3]
    words = say("Add a page behind this one, and move it there") if last else say("Move it to a later page")
    return (
        (words, url_for("studio.form", **here, _anchor=f"at-{path[5]}")),
        (say("Add a question before it that is chosen from"), url_for("studio.form", **here, _anchor="adding")),
        (say("See all rules, and use another in its place"), url_for("studio.rules", hub=hub)),
    )


def stands_said(found: Place) -> str:
    """What the rule does as it stands now, as one sentence."""
    if found.rule is None:
        return without_said(found.purpose)
    return holds_said(found.purpose, found.said(found.rule))


def title_of(found: Place) -> str:
    """What the page of a rule is called."""
    thing = found.telling.thing(found.about)
    if found.purpose == "suggestion":
        tier = found.beside.get("tier") or spot_at(found.desk.tree, (*found.holder, "tier"))
        thing = found.telling.named("tiers", tier)
    return purpose_said(found.purpose, thing)


def lines(found: Place, rows: Rows, above: Where = ()) -> Iterator[Line]:
    """The conditions of some rows, in their order."""
    for index, part in enumerate(rows.parts):
        where = (*above, index)
        text = ".".join(map(str, where))
        if isinstance(part, Rows):
            inner = tuple(lines(found, part, where))
            yield Line(text, group_said(part), False, inner, part.join, True)
        elif part.inside is not None and (len(part.inside.parts) > 1 or part.inside.negated):
            inner = tuple(lines(found, part.inside, where))
            bare = found.said(rule_of(Rows(parts=(replace(part, inside=Rows(parts=part.inside.parts[:1])),))))
            quantity = bare.partition(":")[0] if part.how in ("any row", "every row", "no row") else bare
            yield Line(text, f"{quantity}:", True, inner, part.inside.join, True)
        else:
            entries = part.inside is not None or part.measure == "count rows"
            yield Line(text, found.said(rule_of(Rows(parts=(part,)))), True, inside=entries)


def group_said(group: Rows) -> str:
    """What a group asks, before its conditions."""
    if group.join == "any":
        return gettext("None of these is so:") if group.negated else gettext("At least one of these is so:")
    return gettext("Not all of these are so:") if group.negated else gettext("All of these are so:")


def unchanged(found: Place) -> None:
    """Holds what the page showed against what stands in the draft.

    Raises:
        Refusal: somebody has changed it since.
    """
    if request.form.get("saw", "") != found.saw:
        raise Refusal(
            why="Somebody else has changed this rule in the meantime: it is shown as it stands now.",
            do="What you did is not done. Look at it, and do it again if it still fits.",
            code="overtaken",
        )


def where_of(text: str) -> Where:
    """A place among rows as an address has it; what no page wrote leads nowhere."""
    parts = text.split(".") if text else []
    return tuple(int(one) if one.isdecimal() and len(one) < 4 else -1 for one in parts)


def saved(found: Place, name: str, rule: Any, holder: Mapping[str, Any] | None = None) -> Response:
    """The rule of a place changed, or the page with what is wrong with it."""
    if rule is not None and (wrong := found.wrong(rule)):
        return shown(found, refused(found, wrong))
    return kept(found, name, rule, holder)


def kept(found: Place, name: str, rule: Any, holder: Mapping[str, Any] | None = None) -> Response:
    """The same of a rule with which nothing is wrong."""
    edits = found.edits(rule, holder)
    if request.form.get("everywhere") and rule is not None:
        edits = everywhere(found, rule)
    change(found.desk, name, edits)
    if rule is None and found.purpose in ("check", "suggestion", "strand", "proposal"):
        return make_response(redirect(url_for("studio.rules", hub=found.desk.visit.hub.id, done="1")))
    spot = as_words(found.saved_at)
    return make_response(redirect(url_for("studio.rule", hub=found.desk.visit.hub.id, spot=spot, done="1")))


def elsewhere(found: Place) -> list[Spot]:
    """Where the same rule stands as well: it may be changed there with it."""
    if found.rule is None or not found.form:
        return []
    return [
        one.spot
        for one in rules_in(found.desk.tree)
        if one.form == found.form and one.spot != found.spot and one.rule == found.rule and one.purpose != "formula"
    ]


def everywhere(found: Place, rule: Any) -> list[Edit]:
    """The edits that make a rule another one wherever it stands.

    Raises:
        Refusal: it cannot stand at one of these places.
    """
    tree: Any = found.desk.tree
    for spot in (found.spot, *elsewhere(found)):
        if wrong := place(found.desk, spot).wrong(rule):
            raise refused(found, wrong)
        tree = replaced(tree, spot, rule)
    return between(found.desk.tree, tree)


def refused(found: Place, wrong: list[Problem]) -> Refusal:
    """A rule that cannot stand here, with everything that is wrong; questions go by their words, not by their ids."""
    labels, _ = found.telling.labels(found.form)

    def said(text: str) -> str:
        for id, label in labels.items():
            text = text.replace(quoted(id), f"“{label}”")
        return text

    return Refusal(
        why=" ".join(dict.fromkeys(said(one.what) for one in wrong)),
        do=" ".join(dict.fromkeys(one.do for one in wrong)),
        code="wrong_rule",
    )


def here(found: Place, **query: Any) -> str:
    """The address of a rule's page."""
    return url_for("studio.rule", hub=found.desk.visit.hub.id, spot=as_words(found.spot), **query)


def _rows(found: Place) -> Rows:
    if found.rows is None:
        raise NotFound("There is no such record.")
    return found.rows


def _part(found: Place) -> tuple[Rows, Where, Clause | Rows]:
    rows, where = _rows(found), where_of(request.form.get("where", ""))
    part = at(rows, where)
    if part is None:
        raise NotFound("There is no such record.")
    return rows, where, part


def _take(found: Place) -> Response:
    rows, where, _ = _part(found)
    return saved(found, "rule", rule_of(changed(rows, where, None)) if where else None)


def _turn(found: Place) -> Response:
    rows, where, part = _part(found)
    if isinstance(part, Clause) and part.how in ("any row", "no row"):
        turned: Clause | Rows = replace(part, how="no row" if part.how == "any row" else "any row", negated=False)
    else:
        turned = replace(part, negated=not part.negated)
    return saved(found, "rule", rule_of(changed(rows, where, turned)))


def _join(found: Place) -> Response:
    rows, where, part = _part(found)
    join = request.form.get("join", "")
    if join not in ("all", "any"):
        raise NotFound("There is no such record.")
    if isinstance(part, Clause):
        made: Clause | Rows = replace(part, inside=replace(part.inside or Rows(), join=join))
    else:
        made = replace(part, join=join)
    return saved(found, "rule", rule_of(changed(rows, where, made)))


def _clear(found: Place) -> Response:
    if not found.removable:
        raise NotFound("There is no such record.")
    return saved(found, "no rule", None)


def _same(found: Place) -> Response:
    chosen = request.form.get("same", "")
    one = next((rule for id, rule, _ in others(found) if id == chosen), None)
    if one is None:
        raise Refusal(why="It does not say which rule.", do="Choose one of the rules of this form.", code="no_rule")
    return saved(found, "same rule", one)


def _words(found: Place) -> Response:
    """The words that go with a rule: what a check says, why something is suggested or proposed."""
    if found.purpose not in WORDS or found.rule is None:
        raise NotFound("There is no such record.")
    spot = (*found.holder, WORDS[found.purpose])
    message = typed_text("message", spot_at(found.desk.tree, spot), request.form)
    if not isinstance(message, dict) or "en" not in message:
        raise no_words()
    change(found.desk, "words", between(found.desk.tree, replaced(found.desk.tree, spot, message)))
    return make_response(redirect(here(found, done="1")))


def no_words() -> Refusal:
    """What is new and comes with its rule says something to a person, and says nothing yet."""
    words = "Write what is to be said: a person reads it."
    return Refusal(why="The words are missing.", do=words, code="no_words", fields=(("message-en", words),))


def words_fields(found: Place, wrong: Mapping[str, str]) -> list[Field]:
    """The words that go with a rule, in each language of the hub."""
    if found.purpose not in WORDS:
        return []
    asked = {
        "check": say("What it says when this is not so"),
        "suggestion": say("Why it is suggested"),
        "proposal": say("Why it is proposed"),
    }
    raw = None if found.new else spot_at(found.desk.tree, (*found.holder, WORDS[found.purpose]))
    hint = say("It is a warning that is shown once; the answer may stand.") if found.purpose == "check" else ""
    return asked_text(found.desk, "message", asked[found.purpose], raw, request.form, wrong, hint=hint)


def _formula(found: Place) -> Response:
    """How a question is worked out, with the type that this gives."""
    if found.purpose != "formula":
        raise NotFound("There is no such record.")
    formula, gives = formula_typed(found, request.form)
    tree = replaced(found.desk.tree, found.spot, formula)
    tree = replaced(tree, (*found.holder, "gives"), gives)
    if wrong := found.of_form(tree):
        raise refused(found, wrong)
    change(found.desk, "formula", between(found.desk.tree, tree))
    return make_response(redirect(here(found, done="1")))


_ACTS: Mapping[str, Callable[[Place], Response]] = {
    "formula": _formula,
    "words": _words,
    "take": _take,
    "turn": _turn,
    "join": _join,
    "clear": _clear,
    "same": _same,
}


def carried(found: Place) -> dict[str, str]:
    """What the pages of a new element carry: what was chosen for it."""
    return {key: one for key, one in found.beside.items() if key != "id"}


def _taken_away(purpose: str) -> str:
    """The button that takes a rule away."""
    said = {
        "show": gettext("Show it always"),
        "check": gettext("Take this check out"),
        "suggestion": gettext("Take this suggestion out"),
        "strand": gettext("Let the door not open it"),
        "proposal": gettext("Take this proposal out"),
    }
    return said.get(purpose, gettext("Take the rule away"))
