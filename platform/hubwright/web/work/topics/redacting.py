"""Copies with parts left out, and what somebody must not learn, as a case shows them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import url_for

from hubwright.domain.cases.topics.redacting import EndKeepFrom, KeepFrom, copies_of, outdated, redacting_of
from hubwright.web.components import Choice, Field
from hubwright.web.language import gettext, mark, ngettext, say
from hubwright.web.work.asked import line, listed, one_of, words
from hubwright.web.work.copy_words import STATE_WORDS, reason_names
from hubwright.web.work.deed import Deed, Values, Wrong
from hubwright.web.work.look import Look
from hubwright.web.work.people_shown import name_of
from hubwright.web.work.topics.cards import TEMPLATE, Cards, Way, card, way
from hubwright.web.work.topics.topic import Panel, WorkTopic

_HANDS = ("record.redact", "record.redact_check", "record.circulate")


def _copies(seen: Look) -> Cards | None:
    copies = copies_of(seen.case)
    hub, ref = seen.visit.hub.id, seen.case.ref
    opens = any(map(seen.may, _HANDS))
    cards = []
    for one in copies.values():
        of = gettext("version %(number)s of the record", number=one.version) if one.record else gettext("a document")
        rows = [
            (say("How far it is"), say(STATE_WORDS[one.state])),
            (say("Made of"), of),
            (say("Left out"), ngettext("%(number)s thing", "%(number)s things", len(one.withheld))),
        ]
        if outdated(seen.case, one):
            rows.append((say("Newer version"), say("The record has a newer version: begin the copy again.")))
        here = Way(url_for("work.copy", hub=hub, ref=ref, copy=one.id), str(say("Open the copy")))
        cards.append(card(one.recipient.name, rows, *([here] if opens else [])))
    begins = [Way(url_for("work.copies", hub=hub, ref=ref), str(say("Make a copy with parts left out")))]
    ways = tuple(begins) if seen.may("record.redact") else ()
    # Where there is none yet, the way to make one stands with the documents.
    return Cards(tuple(cards), ways) if cards else None


def _kept(seen: Look) -> Cards | None:
    ends = seen.may("record.redact")
    cards = [
        card(
            _who(one.subject, one.name, seen),
            [(say("Must not learn"), one.what), (say("Why"), one.why), (say("Written down by"), one.by)],
            *([way(seen, "end-keep-from", str(say("They may learn it")), about=one.id)] if ends else []),
        )
        for one in redacting_of(seen.case).kept.values()
    ]
    ways = (
        (way(seen, "keep-from", str(say("Write down what somebody must not learn"))),) if seen.may("case.note") else ()
    )
    return Cards(tuple(cards), ways) if cards else None


def _who(subject: str, name: str, seen: Look) -> str:
    known = seen.case.subjects.get(subject)
    return name_of(known, seen) if known is not None else name


def _keeping(seen: Look, values: Values, wrong: Wrong) -> list[Field]:
    people = [(one.id, name_of(one, seen)) for one in seen.case.subjects.values()]
    hint = say("The words themselves: a street, a school, a name. They are looked for in everything made for them.")
    return [
        listed("subject", say("Who must not learn it? Leave it empty for somebody else."), people, values, wrong),
        line("name", say("The name of somebody who is no person of this case"), values, wrong),
        line("what", say("What must they not learn?"), values, wrong, hint=hint),
        words("why", say("Why, and who said so?"), values, wrong, rows=3),
    ]


def _keep(form: Values, seen: Look) -> KeepFrom:
    return KeepFrom(
        what=form.get("what", ""), why=form.get("why", ""), subject=form.get("subject", ""), name=form.get("name", "")
    )


def _ending(seen: Look, values: Values, wrong: Wrong) -> list[Field]:
    options = [
        Choice(value=one.id, text=one.what, hint=_who(one.subject, one.name, seen))
        for one in redacting_of(seen.case).kept.values()
    ]
    return [
        one_of("kept", say("What may they learn?"), options, values, wrong, chosen=values.get("about", "")),
        words("reason", say("Why is it safe?"), values, wrong, rows=3),
    ]


def _line(body: Mapping[str, Any], seen: Look) -> list[str]:
    names = reason_names(seen)
    said = [str(body.get("for", "")), *(names.get(one, one) for one in body.get("reasons_given", ()))]
    if "right" in body:
        said.append(str(say("It is right") if body["right"] else say("It goes back")))
    return [one for one in (*said, str(body.get("words", ""))) if one]


def _line_kept(body: Mapping[str, Any], seen: Look) -> list[str]:
    who = _who(body.get("subject", ""), body.get("name", ""), seen)
    return [one for one in (who, body.get("what", ""), body.get("why", "")) if one]


TOPIC = WorkTopic(
    deeds={
        "keep-from": Deed(
            mark("What somebody must not learn"), mark("Write it down"), _keeping, _keep, permission="case.note"
        ),
        "end-keep-from": Deed(
            mark("Let somebody learn what was kept from them"), mark("They may learn it"), _ending,
            lambda form, seen: EndKeepFrom(form.get("kept", ""), form.get("reason", "")), permission="record.redact",
            offered=lambda seen: bool(redacting_of(seen.case).kept),
        ),
    },
    entries={
        "case.redaction_begun": mark("Copy with parts left out begun"),
        "case.redaction_changed": mark("What a copy leaves out decided"),
        "case.redaction_sent": mark("Copy sent to be checked"),
        "case.redaction_checked": mark("Copy checked"),
        "case.redaction_made": mark("Copy made"),
        "case.kept_from": mark("Something is kept from somebody"),
        "case.kept_from_ended": mark("They may learn what was kept from them"),
    },
    lines={
        "case.redaction_begun": _line,
        "case.redaction_changed": _line,
        "case.redaction_sent": _line,
        "case.redaction_checked": _line,
        "case.redaction_made": _line,
        "case.kept_from": _line_kept,
    },
    panels=(
        Panel("copies", mark("Copies with parts left out"), "after", TEMPLATE, _copies),
        Panel("kept-from", mark("What somebody must not learn"), "after", TEMPLATE, _kept),
    ),
)  # fmt: skip
