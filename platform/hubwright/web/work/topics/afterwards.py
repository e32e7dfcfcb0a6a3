"""What came after a case was closed: the question stands above everything on its page until it is answered."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import url_for

from hubwright.domain.cases.topics.afterwards import DecideAfresh, Question, open_questions
from hubwright.web.components import Choice, Field
from hubwright.web.language import mark, say
from hubwright.web.work.asked import one_of, words
from hubwright.web.work.deed import Deed, Values, Wrong
from hubwright.web.work.look import Look
from hubwright.web.work.topics.topic import Panel, WorkTopic

_CAME = {
    "contact": mark("The referrer sent more after this was closed."),
    "return": mark("An agency answered after this was closed."),
}
_DEED = "decide-afresh"


def _panel(seen: Look) -> list[tuple[Question, str, str]] | None:
    may = any(seen.may("case.decide", pathway) for pathway in seen.case.pathways)
    href = url_for("work.act", hub=seen.visit.hub.id, ref=seen.case.ref, deed=_DEED) if may else ""
    return [(one, say(_CAME[one.came]), href) for one in open_questions(seen.case)] or None


def _deciding(seen: Look, values: Values, wrong: Wrong) -> list[Field]:
    return [
        one_of(
            "stands", say("Does the decision stand?"),
            [
                Choice(value="yes", text=say("It stands")),
                Choice(value="no", text=say("No: open the case and decide again")),
            ],
            values, wrong,
        ),
        words("reason", say("Why?"), values, wrong, hint=say("Read what came first.")),
    ]  # fmt: skip


def _decide(form: Values, seen: Look) -> DecideAfresh:
    return DecideAfresh({"yes": True, "no": False}.get(form.get("stands", "")), form.get("reason", ""))


def _answered(body: Mapping[str, Any], seen: Look) -> list[str]:
    if "stands" not in body:
        return []
    return [say("The decision stands") if body["stands"] else say("It is decided again")]


TOPIC = WorkTopic(
    deeds={
        _DEED: Deed(
            mark("Say whether the decision stands"),
            mark("Record this"),
            _deciding,
            _decide,
            permission="case.decide",
            offered=lambda seen: bool(open_questions(seen.case)),
        )
    },
    entries={
        "case.fresh_decision_asked": mark("A fresh decision is asked for"),
        "case.fresh_decision": mark("Fresh decision"),
        "case.decided_afresh": mark("Decided again"),
    },
    lines={
        "case.fresh_decision_asked": lambda body, seen: [
            *([say(_CAME[body["came"]])] if body.get("came") in _CAME else []),
            *([", ".join(body["asked_of"])] if body.get("asked_of") else []),
        ],
        "case.fresh_decision": _answered,
    },
    panels=(Panel("afterwards", mark("Came after closing"), "top", "afterwards.html", _panel),),
    clocks={"fresh": mark("fresh decision")},
)
