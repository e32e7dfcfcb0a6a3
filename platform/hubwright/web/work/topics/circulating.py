"""To whom records and copies went, as a case shows it; what was let out all the same."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import url_for

from hubwright.domain.cases.topics.circulating import (
    COPY,
    KEPT_FROM,
    RECORD,
    SHUT,
    Sending,
    Withdraw,
    sendings_of,
)
from hubwright.domain.cases.topics.recording import records_of
from hubwright.domain.cases.topics.redacting import copies_of
from hubwright.web.components import Choice, Field
from hubwright.web.language import gettext, mark, plain, say
from hubwright.web.times import short_instant
from hubwright.web.work.asked import one_of, words
from hubwright.web.work.copy_words import FOUND_WORDS, WAY_WORDS
from hubwright.web.work.deed import Deed, Values, Wrong
from hubwright.web.work.look import Look
from hubwright.web.work.topics.cards import TEMPLATE, Cards, Way, card, way
from hubwright.web.work.topics.topic import Panel, WorkTopic

_WHAT = {"record": mark("The record"), "copy": mark("A copy with parts left out")}

_BECAUSE = {
    SHUT: mark("because the case is shown to named people only"),
    KEPT_FROM: mark("because it holds what they must not learn"),
}


def _panel(seen: Look) -> Cards | None:
    may = seen.may("record.circulate")
    cards = []
    for one in reversed(tuple(sendings_of(seen.case).values())):
        rows = [
            (say("What"), _what(one)),
            (say("How"), say(WAY_WORDS[one.how])),
            (say("Sent"), gettext("%(at)s, %(name)s", at=plain(short_instant(one.at)), name=one.by)),
            (say("Opened"), _opened(one)),
            (say("Link opens until"), plain(short_instant(one.ends)) if one.ends and one.withdrawn is None else ""),
            (say("Taken back"), _withdrawn(one)),
        ]
        back = [way(seen, "withdraw-sending", str(say("Take it back")), about=one.id)]
        cards.append(card(one.to, rows, *(back if may and one.withdrawn is None else [])))
    ways = tuple(_ready(seen)) if may else ()
    return Cards(tuple(cards), ways) if cards or ways else None


def _what(one: Sending) -> str:
    what = plain(say(_WHAT[one.what]))
    return gettext("%(what)s, version %(number)s", what=what, number=one.version) if one.version else what


def _opened(one: Sending) -> str:
    if not one.opened:
        return plain(say("Not yet")) if one.how == "link" else ""
    first = plain(short_instant(one.opened[0]))
    if len(one.opened) == 1:
        return gettext("Once, %(at)s", at=first)
    return gettext("%(number)s times, first %(at)s", number=len(one.opened), at=first)


def _withdrawn(one: Sending) -> str:
    if one.withdrawn is None:
        return ""
    at = plain(short_instant(one.withdrawn))
    if one.because in _BECAUSE:
        return f"{at}, {plain(say(_BECAUSE[one.because]))}"
    return f"{at}, {one.reason}" if one.reason else gettext("%(at)s, by a newer version", at=at)


def _ready(seen: Look) -> list[Way]:
    """What could be sent: each sealed record, each copy that was made."""
    hub, ref = seen.visit.hub.id, seen.case.ref
    records = [
        (RECORD, one.id, gettext("Send the record of %(day)s", day=f"{one.at:%d/%m/%Y}"))
        for one in records_of(seen.case).values()
        if one.standing is not None
    ]
    copies = [
        (COPY, one.id, gettext("Send the copy for %(name)s", name=one.recipient.name))
        for one in copies_of(seen.case).values()
        if one.made is not None
    ]
    return [
        Way(url_for("work.sending", hub=hub, ref=ref, what=what, id=id), said) for what, id, said in (*records, *copies)
    ]


def _withdrawing(seen: Look, values: Values, wrong: Wrong) -> list[Field]:
    out = [one for one in sendings_of(seen.case).values() if one.withdrawn is None]
    options = [Choice(value=one.id, text=one.to, hint=_what(one)) for one in out]
    return [
        one_of("sending", say("What is taken back?"), options, values, wrong, chosen=values.get("about", "")),
        words("reason", say("Why must they not have it?"), values, wrong, rows=3),
    ]


def _line(body: Mapping[str, Any], seen: Look) -> list[str]:
    to = body.get("to", "")
    said = [to] if isinstance(to, str) else [str(one) for one in to]
    if body.get("how") in WAY_WORDS:
        said.append(plain(say(WAY_WORDS[body["how"]])))
    if body.get("because") in _BECAUSE:
        said.append(plain(say(_BECAUSE[body["because"]])))
    return [one for one in said if one]


def _line_let_out(body: Mapping[str, Any], seen: Look) -> list[str]:
    kinds = [plain(say(FOUND_WORDS[one])) for one in body.get("kinds", ()) if one in FOUND_WORDS]
    found = [one["words"] for one in body.get("found", ()) if one["what"] != "item"]
    return [", ".join(part) for part in (kinds, found) if part]


TOPIC = WorkTopic(
    deeds={
        "withdraw-sending": Deed(
            mark("Take back what was sent"), mark("Take it back"), _withdrawing,
            lambda form, seen: Withdraw(form.get("sending", ""), form.get("reason", "")),
            permission="record.circulate",
            offered=lambda seen: any(one.withdrawn is None for one in sendings_of(seen.case).values()),
        ),
    },
    entries={
        "case.circulated": mark("Sent"),
        "case.circulation_opened": mark("Opened by its link"),
        "case.circulation_withdrawn": mark("Taken back"),
        "case.let_out": mark("Let out although something was found in it"),
    },
    lines={
        "case.circulated": _line,
        "case.circulation_opened": _line,
        "case.circulation_withdrawn": _line,
        "case.let_out": _line_let_out,
    },
    panels=(Panel("sent", mark("To whom it went"), "after", TEMPLATE, _panel),),
)  # fmt: skip
