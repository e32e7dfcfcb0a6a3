"""An agency's answer as one reader may see it: by how closely the agency keeps it, and from which rating it is shown.

An answer is always taken (law: receiving is never gated). Who sees it is decided here, once, for pages and the record.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hubwright.domain.access.keeping_back import Sight
from hubwright.domain.cases.state import CaseState, CheckState

KEPT_BACK = "kept_back"
"""Stands where the kind of an answer would be, as long as the rating is below the threshold of its checks."""

_SAID = ("by", "agency", "at", "number")
_NOTHING: Mapping[str, Any] = {
    "text": "",
    "speak_to": "",
    "why": "",
    "searched": [],
    "period": "",
    "passing_on": "hub_only",
    "said_by": "",
}


def answer_shown(
    answer: Mapping[str, Any] | None, check: CheckState, seeing: Sight, state: CaseState
) -> Mapping[str, Any] | None:
    """The answer, or that there is one; `kept` then says why no more is shown: "threshold" or "sensitivity".

    Args:
        answer: as the entry wrote it, or None.
        check: the question; its agency always sees its own.
        seeing: the reader.
        state: the case, for the rating that holds.
    """
    if answer is None:
        return None
    told = {key: answer[key] for key in _SAID if key in answer}
    own = seeing.reader.agency == check.agency
    rating = state.rating(check.pathway)
    if not own and check.shown_from is not None and (rating is None or rating.position > check.shown_from):
        return {**_NOTHING, **told, "kind": KEPT_BACK, "kept": "threshold"}
    if not own and not seeing.sees(answer.get("sensitivity", ""), check.agency):
        return {**_NOTHING, **told, "kind": answer["kind"], "kept": "sensitivity"}
    shown: dict[str, Any] = seeing.within(dict(answer))
    if "chronology" in shown:
        rows = [one for one in shown["chronology"]["rows"] if seeing.sees(one.get("sensitivity", ""), check.agency)]
        shown["chronology"] = {**shown["chronology"], "rows": rows}
    return shown
