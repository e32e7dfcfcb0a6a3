"""Letters to families and people, as a case shows them: what is owed, what waits to leave, what has left."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from flask import url_for

from hubwright.domain.cases.topics.letters import (
    TO_PEOPLE,
    WAYS,
    LetterState,
    SendLetter,
    WithholdLetter,
    WriteLetter,
    letters_of,
    owed_letters,
)
from hubwright.domain.clocks.london import on
from hubwright.web.components import Choice, DateInput, Field, Legend
from hubwright.web.language import current_language, mark, say, text
from hubwright.web.typed_dates import date_typed
from hubwright.web.work.asked import line, one_of, words
from hubwright.web.work.deed import Deed, Values, Wrong
from hubwright.web.work.found_shown import found
from hubwright.web.work.look import Look
from hubwright.web.work.markers_shown import despite
from hubwright.web.work.people_shown import name_of
from hubwright.web.work.topics.topic import Panel, WorkTopic

WAY_WORDS = {"post": mark("By post"), "by_hand": mark("By hand"), "read_out": mark("Read out to them")}
_STATES = {"prepared": mark("not sent yet"), "sent": mark("sent"), "withheld": mark("withheld")}
_LATEST = "23:59"


@dataclass(frozen=True, slots=True)
class Owed:
    """A letter that is owed: the wording, about whom, by when, and the way to write or withhold it."""

    name: str
    about: str
    due: datetime
    write: str
    withhold: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A letter on the case."""

    letter: LetterState
    about: str
    way: str
    state: str
    href: str
    sent: str
    withhold: str


def _names(seen: Look) -> dict[str, str]:
    return {id: name_of(one, seen) for id, one in seen.case.subjects.items()}


def _panel(seen: Look) -> tuple[tuple[Owed, ...], tuple[Shown, ...], str] | None:
    if not any(one.audience in TO_PEOPLE for one in seen.hub.letters):
        return None
    hub, ref = seen.visit.hub.id, seen.case.ref
    names, may = _names(seen), seen.may("case.tell")
    templates = {one.id: text(one.subject) for one in seen.hub.letters}

    def act(deed: str, about: str) -> str:
        return url_for("work.act", hub=hub, ref=ref, deed=deed, about=about) if may else ""

    owed = tuple(
        Owed(
            name=templates.get(template, template),
            about=names.get(about, ""),
            due=seen.case.clocks[clock].due,
            write=act("write-letter", f"{about}-{template}"),
            withhold=act("withhold-letter", f"{about}-{template}"),
        )
        for clock, template, about in owed_letters(seen.case)
        if about in names
    )
    shown = tuple(
        Shown(
            letter=one,
            about=names.get(one.about, ""),
            way=say(WAY_WORDS[one.way]),
            state=say(_STATES[one.state]),
            href=url_for("work.letter", hub=hub, ref=ref, letter=one.id),
            sent=act("send-letter", one.id) if one.state == "prepared" else "",
            withhold=act("withhold-letter", one.id) if one.state == "prepared" else "",
        )
        for one in letters_of(seen.case).values()
    )
    new = url_for("work.act", hub=hub, ref=ref, deed="write-letter") if may else ""
    return (owed, shown, new) if owed or shown or new else None


def _writing(seen: Look, values: Values, wrong: Wrong) -> list[Field]:
    """Which letter, about whom, to whom, how, and how it is known that this is safe."""
    subject, _, template = values.get("about", "").partition("-")
    names = _names(seen)
    letters = [one for one in seen.hub.letters if one.audience in TO_PEOPLE]
    pairs = [
        Choice(value=f"{id}:{pathway}", text=name, hint=text(seen.hub.find("pathways", pathway).name))
        for id, name in names.items()
        for pathway in seen.case.subjects[id].pathways
        if pathway in seen.case.pathways
    ]
    of_them = (pair.value for pair in pairs if pair.value.startswith(f"{subject}:"))
    first = next(of_them, pairs[0].value if pairs else "")
    return [
        one_of(
            "letter", say("Which letter?"),
            [Choice(value=one.id, text=text(one.subject), hint=_for_whom(one.audience)) for one in letters],
            values, wrong, chosen=template or (letters[0].id if len(letters) == 1 else ""),
        ),
        one_of("whom", say("About whom?"), pairs, values, wrong, chosen=first),
        line("addressed", say("To whom is it addressed?"), values, wrong, hint=say("As it shall stand on the letter.")),
        one_of(
            "way", say("How does it reach them?"),
            [Choice(value=id, text=say(WAY_WORDS[id])) for id in WAYS], values, wrong,
        ),
        words(
            "why_safe", say("How do you know that this way is safe?"), values, wrong, rows=3,
            hint=say("Who told you, and when. A letter in the wrong hands can put somebody in danger."),
        ),
        words("words", say("What do you want to add?"), values, wrong, hint=say("May be left empty.")),
        one_of(
            "language", say("In which language?"),
            [Choice(value=code, text=say(_LANGUAGES[code])) for code in seen.hub.languages if code in _LANGUAGES],
            values, wrong, chosen=current_language(),
        ),
        *found(values, wrong),
    ]  # fmt: skip


_LANGUAGES = {"en": mark("English"), "cy": mark("Welsh")}
_AUDIENCES = {
    "family": mark("to the family"),
    "adult": mark("to the adult"),
    "young_person": mark("to the young person"),
}


def _for_whom(audience: str) -> str:
    return say(_AUDIENCES[audience])


def _write(form: Values, seen: Look) -> WriteLetter:
    subject, _, pathway = form.get("whom", "").partition(":")
    return WriteLetter(
        letter=form.get("letter", ""),
        subject=subject,
        pathway=pathway or seen.case.pathways[0],
        addressed=form.get("addressed", ""),
        way=form.get("way", ""),
        why_safe=form.get("why_safe", ""),
        words=form.get("words", ""),
        language=form.get("language", "en") if form.get("language") in seen.hub.languages else "en",
        found=form.get("found", ""),
    )


def _which(seen: Look, values: Values, wrong: Wrong) -> list[Field]:
    """Which of the letters that wait."""
    waiting = [one for one in letters_of(seen.case).values() if one.state == "prepared"]
    options = [Choice(value=one.id, text=one.addressed, hint=one.subject) for one in waiting]
    chosen = values.get("about", options[0].value if options else "")
    return [one_of("letter", say("Which letter?"), options, values, wrong, chosen=chosen)]


def _sending(seen: Look, values: Values, wrong: Wrong) -> list[Field]:
    return [
        *_which(seen, values, wrong),
        DateInput.of(
            "happened",
            Legend(say("Which day did it leave?"), "govuk-fieldset__legend--s"),
            {part: values.get(f"happened-{part}", "") for part in ("day", "month", "year")},
            hint=say("Leave open for now."),
            error=say(wrong["happened"]) if "happened" in wrong else "",
        ),
        line("note", say("Anything to say about how?"), values, wrong),
        *despite(seen, values, wrong),
        *found(values, wrong),
    ]


def _send(form: Values, seen: Look) -> SendLetter:
    day = date_typed(form, "happened")
    happened = None
    if day is not None and {"year", "month", "day"} <= set(day):
        end = on(date(day["year"], day["month"], day["day"]), time.fromisoformat(_LATEST))
        happened = min(end, seen.visit.now) if end.date() <= seen.visit.now.date() else end
    why = (form.get("despite", ""), form.get("found", ""))
    return SendLetter(form.get("letter", ""), form.get("note", ""), happened, *why)


def _withholding(seen: Look, values: Values, wrong: Wrong) -> list[Field]:
    names = _names(seen)
    templates = {one.id: text(one.subject) for one in seen.hub.letters}
    owed = [
        Choice(value=clock, text=names.get(about, ""), hint=templates.get(template, ""))
        for clock, template, about in owed_letters(seen.case)
    ]
    waiting = [one for one in letters_of(seen.case).values() if one.state == "prepared"]
    options = [*owed, *(Choice(value=one.id, text=one.addressed, hint=one.subject) for one in waiting)]
    about = values.get("about", "")
    subject, _, template = about.partition("-")
    chosen = about if about in {one.id for one in waiting} else f"letter:{template}:{subject}"
    return [
        one_of("which", say("Which letter?"), options, values, wrong, chosen=chosen),
        words("reason", say("Why is it not sent?"), values, wrong),
    ]


def _withhold(form: Values, seen: Look) -> WithholdLetter:
    which = form.get("which", "")
    owed = which.startswith("letter:")
    return WithholdLetter(form.get("reason", ""), owed=which if owed else "", letter="" if owed else which)


TOPIC = WorkTopic(
    deeds={
        "write-letter": Deed(
            mark("Write a letter"), mark("Prepare the letter"), _writing, _write, permission="case.tell"
        ),
        "send-letter": Deed(
            mark("Record that a letter has left"), mark("It has left"), _sending, _send, permission="case.tell"
        ),
        "withhold-letter": Deed(
            mark("Withhold a letter"), mark("Record why it is withheld"), _withholding, _withhold,
            permission="case.tell",
        ),
    },
    entries={
        "case.letter_written": mark("Letter prepared"),
        "case.letter_sent": mark("Letter sent"),
        "case.letter_withheld": mark("Letter withheld"),
        "case.letters_owed": mark("Letters owed"),
    },
    lines={
        "case.letter_written": lambda body, seen: [
            body.get("subject", ""), body.get("addressed", ""), say(WAY_WORDS[body["way"]]), body.get("why_safe", ""),
        ] if "way" in body else [],
        "case.letter_sent": lambda body, seen: [
            body[part] for part in ("subject", "addressed", "note") if body.get(part)
        ],
    },
    panels=(Panel("letters", mark("Letters"), "after", "letters.html", _panel),),
    clocks={"letter": mark("letter to the family or the person")},
)  # fmt: skip
