"""Whether a form can be filled in: its ids, its rules and their order, its meanings, and what is enough to send."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from hubwright.domain.access.policy import PERMISSIONS
from hubwright.domain.answers.dependencies import PAGE, dependencies, row_dependencies
from hubwright.domain.answers.scope import row_scope, scope_of
from hubwright.domain.definitions.checks.addresses import FORMS, check_address
from hubwright.domain.definitions.checks.findings import Findings
from hubwright.domain.definitions.checks.words import missing_welsh, texts
from hubwright.domain.definitions.form import Form, Page, Question
from hubwright.domain.definitions.reference import Reference
from hubwright.domain.rules import Cycles, Rule, Type, check_types, is_plain_reveal, order, reads, type_of_rule
from hubwright.domain.rules.parsing import nearest, quoted

_NUMBERED = {"whole_number": "whole", "decimal_number": "decimal"}


@dataclass(frozen=True, slots=True)
class _Placed:
    """A question with its place: `at` is (page, question) by number, `holder` the question whose row it is part of."""

    question: Question
    pointer: str
    at: tuple[int, int]
    holder: Question | None = None


def check_form(form: Form, document: Mapping[str, Any], *, file: str, reference: Reference) -> Findings:
    """What is wrong with a form by itself, whatever hub uses it.

    Args:
        form: the drawing.
        document: the document it was drawn from.
        file: its name.
        reference: the dated reference data.
    """
    findings = Findings(file)
    check_address(form.id, FORMS, findings)
    placed = list(_placed(form))
    _ids(form, placed, findings)
    _enough(form, findings)
    for one in placed:
        _settings(one, findings)
        _mapped(one, reference, findings)
    _types(form, placed, findings)
    _reading(form, placed, findings)
    _circles(form, placed, findings)
    _languages(document, findings)
    return findings


def _placed(form: Form) -> Iterator[_Placed]:
    for at_page, page in enumerate(form.pages):
        for index, question in enumerate(page.questions):
            pointer = f"/pages/{at_page}/questions/{index}"
            yield _Placed(question, pointer, (at_page, index))
            for at_row, column in enumerate(question.rows):
                yield _Placed(column, f"{pointer}/rows/{at_row}", (at_page, index), question)


def _ids(form: Form, placed: list[_Placed], findings: Findings) -> None:
    places: dict[str, str] = {}
    named = [(f"/pages/{index}/id", page.id) for index, page in enumerate(form.pages)]
    named += [(f"{one.pointer}/id", one.question.id) for one in placed]
    for pointer, id in named:
        if id in places:
            findings.twice(pointer, id, places[id])
        places.setdefault(id, pointer)
    for one in placed:
        options: dict[str, str] = {}
        for index, option in enumerate(one.question.options):
            pointer = f"{one.pointer}/options/{index}/id"
            if option.id in options:
                findings.twice(pointer, option.id, options[option.id])
            options.setdefault(option.id, pointer)


def _enough(form: Form, findings: Findings) -> None:
    if not form.enough:
        findings.problem(
            "",
            "nothing-is-enough",
            "The form does not say which questions are enough, so nothing could be sent before its end.",
            "Add enough: the ids of at most three questions (who, what worries you, how to reach you).",
        )
    top: dict[str, Question] = {}
    for page in form.pages:
        for question in page.questions:
            top.setdefault(question.id, question)
    for index, id in enumerate(form.enough):
        named = top.get(id)
        if named is None or named.type == "content":
            findings.problem(
                f"/enough/{index}",
                "unknown-reference",
                f"{quoted(id)} is not a question of this form that can be answered.",
                "Name a question that stands on a page, not within rows.",
                nearest(id, top),
            )
        elif not (named.not_known or named.refusable):
            findings.problem(
                f"/enough/{index}",
                "must-be-answered",
                f"{quoted(id)} can be left open in no way, so that a worried person could not send anything.",
                "Let it be not_known or refusable: not knowing is an answer.",
            )
    if form.danger is None:
        findings.hint(
            "", "no-danger-rule", "No answer of this form says that someone is in danger now.", "Add a danger rule."
        )


def _settings(one: _Placed, findings: Findings) -> None:
    settings, pointer = one.question.settings, f"{one.pointer}/settings"
    least, most = settings.get("least"), settings.get("most")
    if least is not None and most is not None and float(least) > float(most):
        findings.problem(f"{pointer}/most", "least-above-most", "The most is below the least.", "Exchange the two.")
    if settings.get("not_after_today") and settings.get("not_before_today"):
        findings.problem(
            f"{pointer}/not_before_today",
            "only-today",
            "A date that is neither before nor after today can only be today.",
            "Take one of the two out.",
        )
    exclusive = [option for option in one.question.options if option.exclusive]
    if exclusive and one.question.type != "choices":
        findings.hint(
            f"{one.pointer}/options", "exclusive-alone", "Of one choice every option is exclusive.", "Take it out."
        )


def _mapped(one: _Placed, reference: Reference, findings: Findings) -> None:
    question, pointer = one.question, one.pointer
    if question.meaning is not None and question.meaning not in reference.meanings:
        findings.problem(
            f"{pointer}/meaning",
            "unknown-reference",
            f"{quoted(question.meaning)} is not a meaning of the vocabulary.",
            "Look at the reference of meanings, or leave it out.",
            nearest(question.meaning, reference.meanings),
        )
    elif question.meaning is not None and question.type not in reference.meanings[question.meaning]:
        kinds = ", ".join(sorted(reference.meanings[question.meaning]))
        findings.problem(
            f"{pointer}/meaning",
            "meaning-of-another-type",
            f"A question of the type {quoted(question.type)} cannot mean {quoted(question.meaning)}.",
            f"Make it one of: {kinds}; or map it to another meaning.",
        )
    for index, permission in enumerate(question.visible_to):
        if permission not in PERMISSIONS:
            findings.problem(
                f"{pointer}/visible_to/{index}",
                "unknown-reference",
                f"{quoted(permission)} is not a permission.",
                "Name a permission that roles can hold.",
                nearest(permission, PERMISSIONS),
            )
    if question.sensitivity == "protected" and not question.visible_to:
        findings.problem(
            pointer,
            "protected-for-all",
            "The answer is protected, but every reader of the contact would see it.",
            'Say who may see it: "visible_to": ["protected.read"].',
        )


def _rules(question: Question, pointer: str) -> Iterator[tuple[str, Rule]]:
    """The rules of a question that give yes or no, each with its pointer."""
    if question.show is not None:
        yield f"{pointer}/show", question.show
    for index, check in enumerate(question.checks):
        yield f"{pointer}/checks/{index}/rule", check.rule


def _types(form: Form, placed: list[_Placed], findings: Findings) -> None:
    scope = scope_of(form)
    if form.danger is not None:
        findings.problems += check_types(form.danger, scope, file=findings.file, pointer="/danger")
    for index, page in enumerate(form.pages):
        if page.show is not None:
            findings.problems += check_types(page.show, scope, file=findings.file, pointer=f"/pages/{index}/show")
    for one in placed:
        inside = scope if one.holder is None else row_scope(form, one.holder)
        for pointer, rule in _rules(one.question, one.pointer):
            findings.problems += check_types(rule, inside, file=findings.file, pointer=pointer)
        formula = one.question.settings.get("formula")
        if isinstance(formula, Rule):
            _formula(one, formula, inside, findings)


def _formula(one: _Placed, formula: Rule, scope: Mapping[str, Type], findings: Findings) -> None:
    pointer = f"{one.pointer}/settings/formula"
    wrong = check_types(formula, scope, file=findings.file, pointer=pointer, wants=None)
    findings.problems += wrong
    given, wanted = type_of_rule(formula, scope), str(one.question.settings.get("gives"))
    kind = _NUMBERED.get(wanted, wanted)
    # A chain of texts is the choice among them; a whole number serves as a decimal.
    fits = {kind, "text" if kind == "choice" else kind, "whole" if kind == "decimal" else kind}
    if not wrong and given is not None and given.kind.value not in fits:
        findings.problem(
            f"{one.pointer}/settings/gives",
            "gives-another-type",
            f"The formula gives {given.said()}, not what {quoted(wanted)} says.",
            "Change the one or the other.",
        )


def _reading(form: Form, placed: list[_Placed], findings: Findings) -> None:
    """A show rule reads pages that come before; of its own page, only a choice that stands above, as a plain reveal."""
    where = {one.question.id: one for one in placed}
    for index, page in enumerate(form.pages):
        if page.show is not None:
            for id in sorted(reads(page.show)):
                if id in where and where[id].at[0] >= index:
                    _too_early(f"/pages/{index}/show", id, findings)
    for one in placed:
        if one.question.show is not None:
            _shown(form, one, one.question.show, where, findings)


def _shown(form: Form, one: _Placed, rule: Rule, where: Mapping[str, _Placed], findings: Findings) -> None:
    pointer = f"{one.pointer}/show"
    plain = is_plain_reveal(rule)
    for id in sorted(reads(rule)):
        read = where.get(id)
        if read is None or read.at[0] < one.at[0]:
            continue
        same_row = one.holder is not None and read.holder == one.holder
        page: Page = form.pages[one.at[0]]
        beside = one.holder.rows if one.holder is not None and same_row else page.questions
        names = [question.id for question in beside]
        above = (
            read.at[0] == one.at[0]
            and id in names
            and one.question.id in names
            and names.index(id) < names.index(one.question.id)
        )
        if id == one.question.id:
            continue  # said as a circle
        if read.at[0] > one.at[0] or (read.at[0] == one.at[0] and not above):
            _too_early(pointer, id, findings)
        elif plain is None or read.question.type not in ("choice", "choices", "yes_no_unknown"):
            findings.problem(
                pointer,
                "reads-own-page",
                f"This reads {quoted(id)}, which stands on the same page, in another way than as a plain reveal.",
                "Move the question to a later page, or show it when a choice is one of its options.",
            )


def _too_early(pointer: str, id: str, findings: Findings) -> None:
    findings.problem(
        pointer,
        "reads-later-page",
        f"This reads {quoted(id)}, which is asked only afterwards.",
        "Move what is shown to a later page, or ask the other first.",
    )


def _circles(form: Form, placed: list[_Placed], findings: Findings) -> None:
    graphs = [dependencies(form)]
    graphs += [row_dependencies(question) for page in form.pages for question in page.questions if question.rows]
    pointers = {one.question.id: one.pointer for one in placed}
    pointers |= {f"{PAGE}{page.id}": f"/pages/{index}" for index, page in enumerate(form.pages)}
    for graph in graphs:
        known = {name: frozenset(read for read in names if read in pointers) for name, names in graph.items()}
        sorted_names = order(known)
        if not isinstance(sorted_names, Cycles):
            continue
        for circle in sorted_names.circles:
            names = [name.removeprefix(PAGE) for name in circle]
            path = " reads ".join([*names, names[0]])
            findings.problem(
                pointers[circle[0]],
                "circle",
                f"Rules go round in a circle: {path}."[:200],
                "Take one of these rules away.",
            )


def _languages(document: Mapping[str, Any], findings: Findings) -> None:
    languages = document.get("languages", ["en"])
    if "en" not in languages:
        findings.problem("/languages", "no-english", "English is missing.", 'Add "en": every text has it.')
    if "cy" in languages:
        missing_welsh(texts(document), findings)
    for index, language in enumerate(document.get("unchecked", ())):
        if language not in languages:
            findings.problem(
                f"/unchecked/{index}",
                "unknown-reference",
                f"{quoted(language)} is not a language of this form.",
                "Name a language that stands under languages.",
            )
