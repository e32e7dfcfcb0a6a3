"""Every deed that a case page offers: the form that asks for it and the command it makes."""

from __future__ import annotations

from collections.abc import Mapping

from hubwright.domain.cases import commands
from hubwright.web.components import Field
from hubwright.web.language import mark
from hubwright.web.work import asking_forms, deciding_forms
from hubwright.web.work import deed_forms as forms
from hubwright.web.work.deed import Deed, Values, Wrong
from hubwright.web.work.look import Look
from hubwright.web.work.plugin_notices import before_asking
from hubwright.web.work.topics import TOPICS


def _nothing(seen: Look, values: Values, wrong: Wrong) -> list[Field]:
    return []


def _is_open(seen: Look) -> bool:
    return seen.case.closed is None


def _is_closed(seen: Look) -> bool:
    return seen.case.closed is not None


def _receiver_waits(seen: Look) -> bool:
    return any(id.startswith("accept:") and clock.state == "running" for id, clock in seen.case.clocks.items())


DEEDS: Mapping[str, Deed] = {
    "read": Deed(mark("Read this contact"), mark("I have read this"), _nothing, lambda form, seen: commands.Read()),
    "act-now": Deed(
        mark("Start immediate action"),
        mark("Start now"),
        deciding_forms.acting_now,
        deciding_forms.act_now,
        intro=deciding_forms.nothing_is_needed_first,
        urgent=True,
        group="now",
        permission="case.act_now",
    ),
    "rate": Deed(
        mark("Rate"), mark("Record the rating"), forms.rating, forms.rate, group="now", permission="case.rate"
    ),
    "ask": Deed(
        mark("Ask agencies"),
        mark("Ask these agencies"),
        asking_forms.asking,
        asking_forms.ask,
        intro=asking_forms.why_we_may_ask,
        notices=before_asking,
        group="ask",
        permission="case.ask",
    ),
    "ask-again": Deed(
        mark("Ask again"),
        mark("Ask these again"),
        asking_forms.asking_again,
        asking_forms.ask_again,
        notices=before_asking,
        group="ask",
        permission="case.ask",
        offered=asking_forms.something_outdated,
    ),
    "decide": Deed(
        mark("Record the decision"),
        mark("Record the decision"),
        deciding_forms.deciding,
        deciding_forms.decide,
        intro=deciding_forms.who_decides,
        group="decide",
        permission="case.decide",
    ),
    "decide-together": Deed(
        mark("Decide for several together"),
        mark("Record these decisions"),
        deciding_forms.deciding_together,
        deciding_forms.decide_together,
        intro=deciding_forms.together_intro,
        group="decide",
        permission="case.decide",
        offered=deciding_forms.several_wait,
    ),
    "answer": Deed(
        mark("Record what the receiving service said"),
        mark("Record their answer"),
        deciding_forms.answering,
        deciding_forms.answer_route,
        group="decide",
        permission="case.note",
        offered=_receiver_waits,
    ),
    "tell": Deed(
        mark("Tell the referrer"),
        mark("Record this"),
        deciding_forms.telling,
        deciding_forms.tell,
        group="decide",
        permission="case.tell",
    ),
    "note": Deed(
        mark("Write a note"), mark("Keep this note"), forms.noting, forms.note, group="record", permission="case.note"
    ),
    "add-person": Deed(
        mark("Add a person"),
        mark("Add this person"),
        forms.adding_person,
        forms.add_person,
        group="people",
        permission="case.note",
    ),
    "assign": Deed(
        mark("Give it an owner"),
        mark("Give it to them"),
        forms.assigning,
        forms.assign,
        group="now",
        permission="case.assign",
    ),
    "correct": Deed(
        mark("Correct the record"),
        mark("Record the correction"),
        forms.correcting,
        forms.correct,
        group="record",
        permission="case.correct",
    ),
    "close": Deed(
        mark("Close the case"),
        mark("Close the case"),
        forms.closing,
        forms.close,
        group="record",
        permission="case.close",
        offered=_is_open,
    ),
    "reopen": Deed(
        mark("Reopen the case"),
        mark("Reopen the case"),
        forms.closing,
        forms.reopen,
        group="record",
        permission="case.close",
        offered=_is_closed,
    ),
    "take-on": Deed(mark("Take on the alarm"), mark("I take this on"), forms.alarming, forms.take_on),
    **{id: deed for topic in TOPICS for id, deed in topic.deeds.items()},
}
