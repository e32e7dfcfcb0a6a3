"""Letters to families, adults and young people: written from the hub's wording, each with its clock, sent only in a way
that is known to be safe, and withheld only with a reason.

A letter is prepared, looked at, printed, and recorded as sent: two acts, so that nobody records what has not left.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from hubwright.domain.cases.commands import Subject, TopicCommand
from hubwright.domain.cases.context import Context
from hubwright.domain.cases.decide.starting import clock, fact, known_pathway, met, numbered, today, words_needed
from hubwright.domain.cases.entries import Entry, Fact
from hubwright.domain.cases.state import CaseState
from hubwright.domain.cases.topics.topic import Seeing, Telling, Topic, keeping, kept
from hubwright.domain.cases.wording import Written, letter_for, outcome_words, worded
from hubwright.domain.cases.written import moment
from hubwright.domain.clocks.words import day_said
from hubwright.domain.definitions.hub import Letter
from hubwright.domain.errors import Refusal

NAME = "letters"
TO_PEOPLE = ("family", "adult", "young_person")
WAYS = ("post", "by_hand", "read_out")
"""How such a letter reaches somebody. None of them is e-mail: it says what the hub decided."""


@dataclass(frozen=True, slots=True)
class WriteLetter(TopicCommand):
    """Prepare a letter.

    Args:
        letter: id of the hub's wording.
        subject: whom it is about, by id.
        pathway: the strand.
        addressed: to whom, as it stands on the letter ("Ms A. Example").
        way: of `WAYS`.
        why_safe: how it is known that this way is safe for whoever it is about.
        words: what the worker adds.
        language: "en" or "cy".
        found: why it goes out although something in it may have to be kept back.
    """

    letter: str
    subject: str
    pathway: str
    addressed: str
    way: str
    why_safe: str
    words: str = ""
    language: str = "en"
    found: str = ""


@dataclass(frozen=True, slots=True)
class SendLetter(TopicCommand):
    """Record that a letter has left.

    Args:
        letter: its id within the case.
        note: anything to say about how ("second class, window envelope").
        happened: when, where that was not now; UTC.
        despite: why it goes out although a marker says that the family must not be contacted.
        found: why it goes out although something in it may have to be kept back.
    """

    letter: str
    note: str = ""
    happened: datetime | None = None
    despite: str = ""
    found: str = ""


@dataclass(frozen=True, slots=True)
class WithholdLetter(TopicCommand):
    """Say that a letter is not sent, and why.

    Args:
        owed: the clock of a letter that is owed ("letter:...:p1").
        letter: id within the case of one that was prepared; one of the two.
    """

    reason: str
    owed: str = ""
    letter: str = ""


@dataclass(frozen=True, slots=True)
class LetterState:
    """A letter on a case.

    Args:
        id: within the case.
        template: id of the hub's wording.
        subject, text: what it says, filled.
        about: id of the person.
        state: "prepared", "sent" or "withheld".
        note: how it was sent, or why it was withheld.
    """

    id: str
    template: str
    audience: str
    about: str
    pathway: str
    addressed: str
    way: str
    why_safe: str
    subject: str
    text: str
    language: str
    by: str
    at: datetime
    number: int
    state: str = "prepared"
    note: str = ""
    sent: datetime | None = None


def letters_of(state: CaseState) -> Mapping[str, LetterState]:
    """The letters of a case by id; of a case cut down to a reader, those that they see."""
    found: Mapping[str, LetterState] = kept(state, NAME, {})
    return found


def owed_letters(state: CaseState) -> tuple[tuple[str, str, str], ...]:
    """The letters that are owed: (clock, id of the wording, id of the person)."""
    running = (one.id for one in state.clocks.values() if one.state == "running" and one.id.startswith("letter:"))
    return tuple((id, parts[1], parts[2]) for id in running if len(parts := id.split(":")) == 3)


def write_letter(state: CaseState, command: WriteLetter, context: Context) -> list[Fact]:
    """Prepare a letter, also on a closed case."""
    known_pathway(state, command.pathway)
    context.require("case.tell", command.pathway)
    drawn = _drawn(command.letter, context)
    about = _about(state, command)
    addressed = words_needed(
        command.addressed,
        field="addressed",
        why="It is not said to whom the letter is addressed.",
        do="Write their name as it shall stand on the letter.",
    )
    if command.way not in WAYS:
        raise Refusal(
            why="It is not said how the letter reaches them.",
            do="Choose how.",
            code="way_missing",
            fields=(("way", "Choose how the letter reaches them."),),
        )
    why_safe = words_needed(
        command.why_safe,
        field="why_safe",
        why="It does not say how you know that this way is safe.",
        do="Say who told you and when, or find out first. A letter in the wrong hands can put somebody in danger.",
    )
    given = _given(state, command, about, context)
    body = {
        "id": numbered("l", letters_of(state)),
        "template": drawn.id,
        "audience": drawn.audience,
        "about": about.id,
        "pathway": command.pathway,
        "addressed": addressed,
        "way": command.way,
        "why_safe": why_safe,
        "subject": worded(drawn.subject, given, command.language),
        "text": worded(drawn.body, given, command.language),
        "language": command.language,
    }
    return [fact(state, "case.letter_written", body, context)]


def _drawn(id: str, context: Context) -> Letter:
    for one in context.hub.letters:
        if one.id == id and one.audience in TO_PEOPLE:
            return one
    raise Refusal(
        why="The hub has no such letter.",
        do="Choose one of those shown.",
        code="no_letter",
        fields=(("letter", "Choose a letter."),),
    )


def _about(state: CaseState, command: WriteLetter) -> Subject:
    about = state.subjects.get(command.subject)
    if about is None or command.pathway not in about.pathways:
        raise Refusal(why="This person is not on this pathway.", do="Choose one of the people shown.", code="no_person")
    return about


def _given(state: CaseState, command: WriteLetter, about: Subject, context: Context) -> Written:
    decision = state.decision(about.id, command.pathway)
    named = outcome_words(context.hub, decision.route) if decision is not None else {}
    said = {key: text.said_in(command.language) for key, text in named.items()}
    open_now = context.calendars[context.hub.calendar].is_open(context.now)
    posts = {post.when: post.telephone for post in context.hub.local.duty}
    return Written(
        reference=state.ref,
        hub=context.hub.name.said_in(command.language),
        telephone=posts.get("open", "") if open_now else posts.get("open", posts.get("closed", "")),
        date=day_said(today(context), command.language),
        addressed=command.addressed.strip(),
        person=about.name,
        words=command.words.strip(),
        **said,
    )


def send_letter(state: CaseState, command: SendLetter, context: Context) -> list[Fact]:
    """Record that a letter has left, and meet the clock that it was owed under."""
    letter = _prepared(state, command.letter)
    context.require("case.tell", letter.pathway)
    happened = command.happened or context.now
    if happened > context.now:
        raise Refusal(
            why="That time is still to come.",
            do="Record it when the letter has left.",
            code="time_to_come",
            fields=(("happened", "Say when it left; that cannot be later than now."),),
        )
    ends = [f"letter:{letter.template}:{letter.about}"]
    body = {"letter": letter.id, "note": command.note.strip(), "sent": moment(happened), **met(state, ends)}
    return [fact(state, "case.letter_sent", body, context, happened=happened)]


def withhold_letter(state: CaseState, command: WithholdLetter, context: Context) -> list[Fact]:
    """Say that a letter is not sent, with the reason."""
    reason = words_needed(
        command.reason,
        field="reason",
        why="It does not say why the letter is withheld.",
        do="Say why it would not be safe or right to send it.",
    )
    if command.letter:
        letter = _prepared(state, command.letter)
        context.require("case.tell", letter.pathway)
        ends, body = f"letter:{letter.template}:{letter.about}", {"letter": letter.id, "about": letter.about}
    else:
        found = {clock: about for clock, _, about in owed_letters(state)}
        if command.owed not in found:
            raise Refusal(why="This letter is not owed.", do="Look at what the case still owes.", code="not_owed")
        context.require("case.tell", state.clocks[command.owed].pathway)
        ends, body = command.owed, {"letter": "", "about": found[command.owed]}
    return [fact(state, "case.letter_withheld", {**body, "reason": reason, **met(state, [ends])}, context)]


def _prepared(state: CaseState, id: str) -> LetterState:
    letter = letters_of(state).get(id)
    if letter is None or letter.state != "prepared":
        raise Refusal(
            why="There is no such letter that waits to be sent.",
            do="Look at the letters of this case.",
            code="no_letter",
        )
    return letter


def owed_on_decision(state: CaseState, facts: list[Fact], context: Context) -> list[Fact]:
    """The letters that a decision makes the hub owe, each with its clock from now."""
    clocks: list[dict[str, Any]] = []
    for decided in (one for one in facts if one.type == "case.decided" and one.stream == state.stream):
        subject, pathway = decided.body["subject"], decided.body["pathway"]
        stands_for = context.hub.find("pathways", pathway).stands_for
        for letter in _owed_for(stands_for, decided.body["meaning"], context):
            id = f"letter:{letter.id}:{subject}"
            running = state.clocks.get(id)
            if running is None or running.state != "running":
                rule = letter.clock or ""
                clocks.append(clock(id, rule, context, received=context.now, pathway=pathway))
    return [fact(state, "case.letters_owed", {"clocks": clocks}, context)] if clocks else []


def _owed_for(stands_for: str, meaning: str, context: Context) -> Iterable[Letter]:
    """For each kind of person, the one letter that fits this outcome, where it has a clock."""
    audiences = ("adult",) if stands_for == "adult" else ("family", "young_person")
    found = (letter_for(context.hub, audience, "outcome", meaning) for audience in audiences)
    return [letter for letter in found if letter is not None and letter.clock]


def _written(state: CaseState, entry: Entry) -> CaseState:
    body = entry.body
    letter = LetterState(
        **{key: body[key] for key in _PARTS}, by=entry.actor_name, at=entry.happened, number=entry.number
    )
    return replace(state, topics=keeping(state, NAME, {**letters_of(state), letter.id: letter}))


_PARTS = (
    "id", "template", "audience", "about", "pathway", "addressed", "way", "why_safe", "subject", "text", "language",
)  # fmt: skip


def _sent(state: CaseState, entry: Entry) -> CaseState:
    return _changed(state, entry, state="sent", note=entry.body["note"], sent=entry.happened)


def _withheld(state: CaseState, entry: Entry) -> CaseState:
    return _changed(state, entry, state="withheld", note=entry.body["reason"])


def _changed(case: CaseState, entry: Entry, **changes: Any) -> CaseState:
    letters = dict(letters_of(case))
    known = letters.get(entry.body["letter"])
    if known is None:
        return case
    letters[known.id] = replace(known, **changes)
    return replace(case, topics=keeping(case, NAME, letters))


def _owed(state: CaseState, entry: Entry) -> CaseState:
    return state


def _still_owed(state: CaseState, context: Context) -> Refusal | None:
    """A letter that is owed is sent or withheld with a reason before the case is closed."""
    if not owed_letters(state):
        return None
    return Refusal(
        why="A letter to the family or the person is still owed.",
        do="Send it, or say why it is withheld.",
        code="letter_owed",
    )


def _cut(letters: Mapping[str, LetterState], seeing: Seeing, state: CaseState) -> dict[str, LetterState]:
    """The letters of the strands that a reader reads."""
    return {
        id: replace(
            one,
            addressed=seeing.text(one.addressed),
            why_safe=seeing.text(one.why_safe),
            subject=seeing.text(one.subject),
            text=seeing.text(one.text),
            note=seeing.text(one.note),
        )
        for id, one in letters.items()
        if one.pathway in seeing.seen
    }


def _tell_written(telling: Telling, body: Mapping[str, Any]) -> dict[str, Any] | None:
    if body["pathway"] not in telling.seeing.seen:
        return None
    return telling.keep(body, "addressed", "way", "subject", "why_safe")


def _tell_sent(telling: Telling, body: Mapping[str, Any]) -> dict[str, Any] | None:
    letter = letters_of(telling.state).get(body["letter"])
    if letter is None or letter.pathway not in telling.seeing.seen:
        return None
    said = {**body, "addressed": letter.addressed, "subject": letter.subject}
    return telling.keep(said, "addressed", "subject", "note")


def _tell_withheld(telling: Telling, body: Mapping[str, Any]) -> dict[str, Any] | None:
    if body["about"] not in telling.people:
        return None
    return telling.keep(body, "reason")


def _tell_owed(telling: Telling, body: Mapping[str, Any]) -> dict[str, Any] | None:
    clocks = telling.clocks(body["clocks"])
    return {"clocks": clocks} if clocks else None


TOPIC = Topic(
    name=NAME,
    deeds={WriteLetter: write_letter, SendLetter: send_letter, WithholdLetter: withhold_letter},
    follows=owed_on_decision,
    steps={
        "case.letter_written": _written,
        "case.letter_sent": _sent,
        "case.letter_withheld": _withheld,
        "case.letters_owed": _owed,
    },
    tells={
        "case.letter_written": _tell_written,
        "case.letter_sent": _tell_sent,
        "case.letter_withheld": _tell_withheld,
        "case.letters_owed": _tell_owed,
    },
    cut=_cut,
    reads={SendLetter: frozenset({"case.letter_sent", "case.letter_withheld"})},
    holds_open=_still_owed,
)
