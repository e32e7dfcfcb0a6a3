"""What could be better in how a form asks: what nobody is ever shown, what is asked twice, what rules forget."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import product
from math import prod
from typing import Any

from hubwright.domain.answers.answer import Answer, State
from hubwright.domain.answers.scope import scope_of
from hubwright.domain.definitions.edits import Path
from hubwright.domain.definitions.form import Form, Page, Question
from hubwright.domain.definitions.health.finding import Finding
from hubwright.domain.rules import Rule, reads, shows
from hubwright.domain.rules.parsing import quoted

_SOME_DAY = date(2026, 1, 1)
_MOST_WAYS = 3_000
"""Ways of answering that are tried of one form: a save waits for it. Beyond that nothing is said."""
_FEW_OPTIONS = 6
"""Of a question with several answers, more make too many ways."""
_LITERAL = ("is", "is not", "one of", "contains", "contains any of")
_NOT_ASKED = ("content", "calculated")
_CONTACT = "referrer."
"""Of these the question itself says what they are for: how to reach whoever asks."""
_NEEDED = (
    (frozenset({"subject.name", "subject.people", "subject.person"}), "whom it is about"),
    (frozenset({"concern.what", "concern.kinds"}), "what the worry is"),
)
_PLAIN = re.compile(r"\W+")


def check_asked(
    key: str,
    form: Form,
    *,
    others: Iterable[Rule] = (),
    meanings: Mapping[str, tuple[str, frozenset[str]]] | None = None,
    public: bool = False,
) -> Iterator[Finding]:
    """What could be better in a form.

    Args:
        key: of the form in the tree.
        form: the drawing.
        others: rules elsewhere that read it: suggestions of ratings, strands and proposals.
        meanings: of the vocabulary, by id: what each is called, and the kinds of questions that may mean it.
        public: anybody may come to it.
    """
    above: Path = ("forms", key)
    yield from _never_shown(above, form)
    yield from _twice(above, form)
    yield from _forgotten(above, form, tuple(others))
    yield from _without_meaning(above, form, meanings or {})
    yield from _without_purpose(above, form)
    if public:
        yield from _needed(above, form)


def _placed(above: Path, form: Form) -> Iterator[tuple[Path, Page, Question, Question | None]]:
    """Each question with its path, its page, and the question whose row it is part of."""
    for page in form.pages:
        for question in page.questions:
            path: Path = (*above, "pages", page.id, "questions", question.id)
            yield path, page, question, None
            for column in question.rows:
                yield (*path, "rows", column.id), page, column, question


def _hint(path: Path, code: str, what: str, do: str, *names: str) -> Finding:
    return Finding(path, False, what, do, code, None, names)


def _said(question: Question) -> str:
    return quoted(question.label.en)


# What nobody is ever shown.


def _never_shown(above: Path, form: Form) -> Iterator[Finding]:
    ways = _Ways(form)
    for page in form.pages:
        if page.show is not None and ways.never([page.show]):
            yield _hint(
                (*above, "pages", page.id, "show"),
                "never-shown",
                f"Nobody is ever shown the page {quoted(page.title.en)}: no answers make its rule true.",
                "Put the rule right, or take it away.",
            )
            continue
        for question in page.questions:
            rules = [one for one in (page.show, question.show) if one is not None]
            if question.show is not None and ways.never(rules):
                yield _hint(
                    (*above, "pages", page.id, "questions", question.id, "show"),
                    "never-shown",
                    f"Nobody is ever asked {_said(question)}: no answers make its rule true.",
                    "Put the rule right, or take it away.",
                )


class _Ways:
    """Tries the answers that rules read, and only such as somebody could give who was asked."""

    def __init__(self, form: Form) -> None:
        self.scope = scope_of(form)
        self.questions = {one.id: (page, one) for page in form.pages for one in page.questions}
        self.left = _MOST_WAYS

    def never(self, rules: list[Rule]) -> bool:
        """Whether no answers make all of these true. Where that cannot be tried out, it is not so."""
        needed = self._needed(rules)
        if needed is None or not self._worth(rules, needed):
            return False
        named = self._named(rules)
        choices: list[list[Answer]] = []
        for id in needed:
            answers = self._answers(id)
            if answers is None:
                return False
            # What the rules name comes first: what can be made true is so by that, and soon found.
            choices.append(sorted(answers, key=lambda one: not (one.value in ("yes", "no") or str(one.value) in named)))
        if prod(map(len, choices)) > self.left:
            return False
        for values in product(*choices):
            self.left -= 1
            given = dict(zip(needed, values, strict=True))
            if self._asked(given) and all(self._true(rule, given) for rule in rules):
                return False
        return True

    def _named(self, rules: list[Rule]) -> set[str]:
        handled: defaultdict[str, set[str]] = defaultdict(set)
        for rule in rules:
            _handles(rule, handled)
        return set().union(*handled.values())

    def _worth(self, rules: list[Rule], needed: list[str]) -> bool:
        """One rule over one question that everybody is asked can always be made true, or its type is wrong already."""
        free = all(self._rules_of(id) == [] for id in needed)
        plain = len(rules) == 1 and len(needed) == 1 and rules[0].operator in ("answer", *_LITERAL)
        return not (free and plain)

    def _needed(self, rules: list[Rule]) -> list[str] | None:
        """Every question that decides: those that are read, and those that decide whether these are asked."""
        found: dict[str, None] = {}
        left = [id for rule in rules for id in sorted(reads(rule))]
        while left:
            id = left.pop()
            if id in found:
                continue
            if id not in self.questions or self.questions[id][1].type not in ("choice", "choices", "yes_no_unknown"):
                return None
            found[id] = None
            left += [read for rule in self._rules_of(id) for read in sorted(reads(rule))]
        return list(found)

    def _rules_of(self, id: str) -> list[Rule]:
        page, question = self.questions[id]
        return [one for one in (page.show, question.show) if one is not None]

    def _answers(self, id: str) -> list[Answer] | None:
        question = self.questions[id][1]
        values: list[Any]
        if question.type == "yes_no_unknown":
            values = ["yes", "no"]
        elif question.type == "choice":
            values = [one.id for one in question.options]
        elif len(question.options) > _FEW_OPTIONS:
            return None
        else:
            ids = [one.id for one in question.options]
            values = [[id for at, id in enumerate(ids) if mask >> at & 1] for mask in range(1, 2 ** len(ids))]
        left_open = [State.NOT_ASKED, State.NOT_ANSWERED]
        left_open += [State.NOT_KNOWN] if question.not_known else []
        left_open += [State.REFUSED] if question.refusable else []
        return [*(Answer(State.ANSWERED, value) for value in values), *map(Answer, left_open)]

    def _asked(self, answers: Mapping[str, Answer]) -> bool:
        return all(
            answer.state is State.NOT_ASKED or all(self._true(rule, answers) for rule in self._rules_of(id))
            for id, answer in answers.items()
        )

    def _true(self, rule: Rule, answers: Mapping[str, Answer]) -> bool:
        return shows(rule, answers, scope=self.scope, today=_SOME_DAY)


# What is asked twice.


def _twice(above: Path, form: Form) -> Iterator[Finding]:
    seen: dict[tuple[str, str], str] = {}
    meant: dict[str, Question] = {}
    for path, page, question, holder in _placed(above, form):
        if question.type in _NOT_ASKED:
            continue
        label = _PLAIN.sub(" ", question.label.en.casefold()).strip()
        at = (holder.id if holder else "", label)
        if at in seen:
            where = "in the same rows" if holder else f"on the page {quoted(seen[at])}"
            if not holder and seen[at] == page.title.en:
                where = "on the same page"
            yield _hint(
                path,
                "asked-again",
                f"{_said(question)} is asked twice: it stands {where} as well.",
                "Take one of the two out, or ask the second in other words.",
            )
        elif holder is None and question.meaning and question.meaning in meant:
            yield _hint(
                path,
                "meant-again",
                f"{_said(question)} is said to mean the same as {_said(meant[question.meaning])}: "
                "reports read the one that is answered first.",
                "Give one of the two another meaning, or none.",
            )
        seen.setdefault(at, page.title.en)
        if holder is None and question.meaning:
            meant.setdefault(question.meaning, question)


# Answers that rules forget.


def _forgotten(above: Path, form: Form, others: tuple[Rule, ...]) -> Iterator[Finding]:
    handled: defaultdict[str, set[str]] = defaultdict(set)
    for rule in (*_rules(form), *others):
        _handles(rule, handled)
    for path, _, question, _ in _placed(above, form):
        named = handled.get(question.id, set())
        left = [one for one in question.options if one.id not in named and not one.exclusive]
        if len(named) < 2 or not left or len(left) >= len(named):
            continue
        answers = ", ".join(quoted(one.label.en) for one in left)
        yield _hint(
            path,
            "answer-forgotten",
            f"Rules know most of the answers to {_said(question)}, and none of them knows {answers}.",
            "See whether anything is to follow from it, too.",
        )


def _rules(form: Form) -> Iterator[Rule]:
    if form.danger is not None:
        yield form.danger
    for page in form.pages:
        if page.show is not None:
            yield page.show
    for question in form.questions():
        if question.show is not None:
            yield question.show
        yield from (check.rule for check in question.checks)
        if isinstance(formula := question.settings.get("formula"), Rule):
            yield formula


def _handles(rule: Rule, handled: defaultdict[str, set[str]]) -> None:
    if rule.operator in _LITERAL:
        asked = next((one for one in rule.rules() if one.operator == "answer"), None)
        if asked is not None:
            (id,) = asked.arguments
            for part in rule.arguments:
                handled[str(id)] |= {str(one) for one in (part if isinstance(part, tuple) else (part,))
                                     if isinstance(one, str)}  # fmt: skip
    for part in rule.rules():
        _handles(part, handled)


# What reports would not find, and what is sensitive.


def _without_meaning(above: Path, form: Form, meanings: Mapping[str, tuple[str, frozenset[str]]]) -> Iterator[Finding]:
    called = {_PLAIN.sub(" ", name.casefold()).strip(): id for id, (name, _) in meanings.items() if _about(id)}
    taken = {one.meaning for one in form.questions() if one.meaning}
    for path, _, question, holder in _placed(above, form):
        if question.meaning or (holder is not None and holder.meaning != "subject.people"):
            continue
        id = called.get(_PLAIN.sub(" ", question.label.en.casefold()).strip())
        if id and id not in taken and question.type in meanings[id][1]:
            yield _hint(
                path,
                "without-meaning",
                f"{_said(question)} looks like what reports know as {quoted(meanings[id][0])}, and is not said to mean "
                "that: reports would find nothing.",
                "Say what it means, if it does.",
                question.id,
                id,
            )


def _about(id: str) -> bool:
    return id.startswith(("subject.", "concern.", "referrer."))


def _without_purpose(above: Path, form: Form) -> Iterator[Finding]:
    left: list[tuple[Path, Question]] = []
    for path, page, question, holder in _placed(above, form):
        sensitive = question.sensitivity != "ordinary" and not (question.meaning or "").startswith(_CONTACT)
        explained = question.hint or page.intro or (holder and holder.hint) or question.type in _NOT_ASKED
        if sensitive and not explained:
            left.append((path, question))
    if left:
        many = f"{len(left)} questions are" if len(left) > 1 else f"{_said(left[0][1])} is"
        yield _hint(
            left[0][0],
            "without-purpose",
            f"{many} sensitive or protected, and nothing beside says what the answer is needed for.",
            "Say it in the line of help.",
            *(question.id for _, question in left),
        )


def _needed(above: Path, form: Form) -> Iterator[Finding]:
    """A form that anybody fills in says whom it is about and what the worry is, or reports find neither."""
    taken = {one.meaning for one in form.questions() if one.meaning}
    for some, what in _NEEDED:
        if not some & taken:
            yield _hint(
                above,
                "meaning-missing",
                f"No question of the form {quoted(form.name.en)} is said to mean {what}: reports and the list of "
                "cases would find nothing there.",
                "Choose for the question that asks it what it means, or add one.",
            )
