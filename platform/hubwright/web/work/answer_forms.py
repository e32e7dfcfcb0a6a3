"""The questions of an agency's answer, the same for its own people, for a telephone answer and behind a link."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from markupsafe import Markup

from hubwright.domain.access import CheckView
from hubwright.domain.cases import found
from hubwright.domain.cases.commands import Return
from hubwright.domain.cases.state import CheckState
from hubwright.domain.definitions.hub import Agency, CheckQuestion, CheckSet, Hub
from hubwright.domain.texts import Text
from hubwright.reference.guidance import guidance
from hubwright.web.components import Choice, Field
from hubwright.web.language import gettext, plain, say, text
from hubwright.web.work.asked import Values, Wrong, any_of, line, listed, one_of, words
from hubwright.web.work.words import NATURES, PASSING_ON, RETURNS

_LINES = ("kind", "text", "speak_to", "why", "period", "passing_on", "said_by")
_MORE = ("searcher", "searcher_agency", "system_owner", "nature", "sensitivity", "source", "handling", "late_why")
# From so many choices on, how often each was made is shown beside them.
_WORTH_COUNTING = 3
_PART = ("kind", "text", "why", "speak_to")


@dataclass(frozen=True, slots=True)
class Asked:
    """One question as an answer is asked for.

    Args:
        seen: the question as its reader may see it.
        hub: the definitions it was asked under.
        own: it is answered by the agency itself; False for what somebody said by telephone.
        now: UTC.
        systems, period: what the agency searched the last time it answered.
    """

    seen: CheckView
    hub: Hub
    own: bool
    now: datetime
    systems: str = ""
    period: str = ""

    @property
    def agency(self) -> Agency:
        """The agency that is asked."""
        found: Agency = self.hub.find("agencies", self.seen.check.agency)
        return found

    @property
    def check_set(self) -> CheckSet:
        """The set that it belongs to."""
        found: CheckSet = self.hub.find("check_sets", self.seen.check.set)
        return found

    @property
    def late(self) -> bool:
        """Whether its time has passed with no answer."""
        clock = self.seen.clock
        return clock is not None and clock.state == "running" and clock.due < self.now


def what_may_be_shared(asked: Asked) -> tuple[str, str]:
    """Plain guidance beside the question, and where it comes from: the check set's own, or the platform's."""
    own = asked.check_set.guidance
    if own is not None:
        return text(own), ""
    row = guidance("sharing")
    return text(Text(row.en, row.cy)), row.source


def answer_fields(asked: Asked, values: Values, wrong: Wrong) -> list[Field]:
    """The questions; what belongs to one kind of answer opens with it, and what is rarely needed stays folded."""
    agencies = [(one.id, text(one.name)) for one in asked.hub.agencies]
    fields: list[Field] = [
        one_of("kind", say("Your agency's answer"), _kinds(asked, agencies, values, wrong), values, wrong),
        line(
            "searched", say("Systems searched"), values, wrong,
            hint=say("With commas between them."), given=asked.systems or ", ".join(map(plain, asked.agency.systems)),
        ),
        line(
            "period", say("Period searched"), values, wrong,
            hint=say("For example: the last 24 months."), given=asked.period,
        ),
    ]  # fmt: skip
    fields += _parts(asked, values, wrong)
    if asked.late:
        fields.append(
            line("late_why", say("Why does it come late?"), values, wrong, hint=say("Leave open if you wish."))
        )
    if not asked.own:
        fields.append(
            line("said_by", say("Who told you?"), values, wrong, hint=say("You write this down for another agency."))
        )
    fields.append(_rarely(asked, agencies, values, wrong))
    return fields


def _kinds(asked: Asked, agencies: list[tuple[str, str]], values: Values, wrong: Wrong) -> list[Choice]:
    named = any_of(
        "release_to", say("Which agencies?"), [Choice(value=id, text=said) for id, said in agencies], values, wrong
    )
    passing_on = [
        Choice(value=id, text=say(said), reveal=(named,) if id == "to_these" else ()) for id, said in PASSING_ON.items()
    ]
    levels = [Choice(value=one.id, text=text(one.name), hint=text(one.means)) for one in asked.hub.sensitivities]
    usual = Choice(value="", text=say("As usual in the hub"))
    shared: tuple[Field, ...] = (
        words("text", say("What your agency shares"), values, wrong, rows=8),
        words(
            "chronology", say("A list of dates, if you have one"), values, wrong, rows=6,
            hint=say("Paste it: one line each, the date first. Begin a line with * where you want to be asked first."),
        ),
        one_of(
            "passing_on", say("May the hub pass this on?"), passing_on, values, wrong, chosen=asked.agency.passing_on
        ),
    )  # fmt: skip
    shared += tuple(_found(asked, values, wrong))
    if levels:
        shared += (
            one_of(
                "sensitivity", say("How closely is this kept?"), [usual, *levels], values, wrong,
                chosen=asked.agency.sensitivity or "",
            ),
        )  # fmt: skip
    reveal: Mapping[str, tuple[Field, ...]] = {
        "shared": shared,
        "held_not_written": (line("speak_to", say("Speak to"), values, wrong, hint=say("A name and a number.")),),
        "could_not_search": (line("why", say("Why not?"), values, wrong),),
    }
    return [Choice(value=id, text=say(said), reveal=reveal.get(id, ())) for id, said in RETURNS.items()]


def _found(asked: Asked, values: Values, wrong: Wrong) -> Iterator[Field]:
    """What is asked for beside words: people line by line, or an answer for each person asked about."""
    for id, question in found.questions_of(asked.hub, asked.seen.check).items():
        name = f"found-{id}"
        if question.gives == "people":
            yield words(
                name, text(question.text), values, wrong, rows=4,
                hint=say("One person on each line: name, date or year of birth, who they are, with commas between."),
            )  # fmt: skip
            continue
        options = [(one.id, text(one.text)) for one in question.options]
        for subject in asked.seen.subjects:
            about = subject.name or subject.role or gettext("Name not known")
            asks = Markup("{}: {}").format(about, text(question.text))
            yield listed(f"{name}-{subject.id}", asks, options, values, wrong)


def found_command(form: Values, asked: Asked) -> dict[str, Any]:
    """What was typed of it."""
    said: dict[str, Any] = {}
    for id, question in found.questions_of(asked.hub, asked.seen.check).items():
        if question.gives == "people":
            rows = [line.strip() for line in form.get(f"found-{id}", "").splitlines() if line.strip()]
            said[id] = [_person(row) for row in rows]
        else:
            said[id] = {one.id: chosen for one in asked.seen.subjects if (chosen := form.get(f"found-{id}-{one.id}"))}
    return {id: one for id, one in said.items() if one}


def _person(row: str) -> dict[str, str]:
    name, _, rest = (part.strip() for part in row.partition(","))
    born, _, who = (part.strip() for part in rest.partition(","))
    return {"name": name, "born": born, "who": who}


def found_rows(hub: Hub, check: CheckState, names: Mapping[str, str]) -> list[tuple[str, str]]:
    """What was found beside words, as question and answer; counts stand with what nobody answered, and say no more."""
    questions = found.questions_of(hub, check)
    rows = []
    for id, question in questions.items():
        said = (check.answer or {}).get("found", {}).get(id)
        if not said:
            continue
        if question.gives == "people":
            rows.append((text(question.text), "\n".join(", ".join(filter(None, one.values())) for one in said)))
        else:
            options = {one.id: plain(text(one.text)) for one in question.options}
            about = [f"{names[one]}: {options.get(option, option)}" for one, option in said.items() if one in names]
            rows.append((text(question.text), "\n".join(about)))
    return [*rows, *_tallies(check, questions, names)]


def _tallies(
    check: CheckState, questions: Mapping[str, CheckQuestion], names: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    options = {one.id: plain(text(one.text)) for question in questions.values() for one in question.options}
    if sum(one.gives == "choice" for one in questions.values()) < _WORTH_COUNTING or "found" not in (
        check.answer or {}
    ):
        return
    for subject in check.subjects:
        if subject in names:
            counts = found.tally(check, questions, subject)
            said = [f"{options[id]}: {counts[id]}" for id in options if id in counts]
            if "" in counts:
                said.append(gettext("not answered: %(number)s", number=counts[""]))
            yield gettext("Answers for %(name)s, counted", name=names[subject]), ", ".join(said)


def _parts(asked: Asked, values: Values, wrong: Wrong) -> list[Field]:
    """Each of the agency's own bodies, which it asks itself and answers for in one go."""
    kinds = [(id, say(said)) for id, said in RETURNS.items()]
    fields: list[Field] = []
    for body in asked.agency.bodies:
        name = f"parts-{body.id}"
        said = plain(body.name)
        fields += [
            listed(f"{name}-kind", say("%(part)s answered", part=said), kinds, values, wrong),
            words(
                f"{name}-text",
                say("What %(part)s shares, why it could not search, or whom to speak to", part=said),
                values,
                _part_wrong(wrong, name),
                rows=3,
            ),
        ]
    return fields


def _part_wrong(wrong: Wrong, name: str) -> Wrong:
    """One box takes whatever the part's kind of answer needs."""
    found = next((wrong[f"{name}-{key}"] for key in _PART[1:] if f"{name}-{key}" in wrong), None)
    return {f"{name}-text": found} if found else {}


def _rarely(asked: Asked, agencies: list[tuple[str, str]], values: Values, wrong: Wrong) -> Field:
    natures = [Choice(value=id, text=say(said)) for id, said in NATURES.items()]
    more = (
        line("searcher", say("Who searched"), values, wrong, hint=say("If it was not you.")),
        listed("searcher_agency", say("Whose person is that?"), agencies, values, wrong),
        listed("system_owner", say("Whose system was searched?"), agencies, values, wrong),
        one_of("nature", say("What kind of knowledge is this?"), natures, values, wrong, chosen=asked.agency.nature),
        line("source", say("Where does your agency have it from?"), values, wrong),
        line("handling", say("What should the hub mind when it uses this?"), values, wrong),
    )
    opened = any(name in wrong for name in _MORE)
    return any_of(
        "more", say("Who searched, and what kind of knowledge it is"),
        [Choice(value="yes", text=say("Something is not as usual: I say it here"), reveal=more,
                checked=True if opened else None)],
        values, wrong,
        hint=say("Otherwise: you searched your own agency's systems."),
    )  # fmt: skip


def answer_command(ask: str, form: Values, asked: Asked) -> Return:
    """The command of an answer; what is folded counts only where it was opened."""
    more = _MORE if "yes" in form.getlist("more") else ("sensitivity", "late_why")
    said: dict[str, Any] = {name: form.get(name, "") for name in (*_LINES, *more)}
    return Return(
        ask=ask,
        **said,
        searched=tuple(one.strip() for one in form.get("searched", "").split(",") if one.strip()),
        release_to=tuple(form.getlist("release_to")),
        chronology=form.get("chronology", "") if form.get("kind") == "shared" else "",
        found=found_command(form, asked) if form.get("kind") == "shared" else {},
        parts={body.id: _part(form, body.id) for body in asked.agency.bodies if form.get(f"parts-{body.id}-kind")},
    )


def _part(form: Values, body: str) -> dict[str, str]:
    kind, said = form.get(f"parts-{body}-kind", ""), form.get(f"parts-{body}-text", "").strip()
    field = {"could_not_search": "why", "held_not_written": "speak_to"}.get(kind, "text")
    return {"kind": kind, field: said}


def lines_of(asked: Asked) -> list[tuple[str, str]]:
    """The dated list of an answer, as it stands: what was read as a date, and each line kept as written."""
    block = (asked.seen.check.answer or {}).get("chronology", {})
    rows = [(date_said(row["date"]), row["text"]) for row in block.get("rows", ())]
    return [*rows, *(("", one["text"]) for one in block.get("unparsed", ()))]


def date_said(shape: Mapping[str, int]) -> Markup:
    """A date shape in figures, the day first."""
    parts = [f"{shape[part]:02d}" for part in ("day", "month") if part in shape]
    return Markup("{}").format("/".join([*parts, str(shape["year"])]))
