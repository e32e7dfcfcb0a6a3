"""What the rules of a hub's scales suggest about a contact, with the reason; a person rates (law 5).

Worked out once, when the contact arrives or grows, and kept in that entry: replay asks no rule. A rule that could not
be assessed says what is missing; it is never quietly the lowest (law 6).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from hubwright.domain.answers.answer import Answer
from hubwright.domain.answers.scope import scope_of
from hubwright.domain.cases.context import Context
from hubwright.domain.cases.decide.starting import today
from hubwright.domain.definitions.form import Form
from hubwright.domain.rules import assess


def suggested(
    form: Form | None, answers: Mapping[str, Answer], pathways: Iterable[str], context: Context
) -> dict[str, Any]:
    """The `suggested` part of an entry's body: each rule that said yes or could not be assessed; empty where none did.

    Args:
        form: that the answers were given to, or None where there is none.
        answers: by question id.
        pathways: the strands of the case.
        context: with the scales.
    """
    if form is None:
        return {}
    scope, found = scope_of(form), []
    for pathway in pathways:
        drawn = context.hub.find("pathways", pathway)
        for scale_id in (drawn.scale, *drawn.beside):
            scale = context.hub.find("scales", scale_id) if scale_id else None
            for one in scale.suggestions if scale else ():
                if one.form != form.id or one.rule is None:
                    continue
                says = assess(one.rule, answers, scope=scope, today=today(context))
                if says.result is False:
                    continue
                found.append(
                    {
                        "pathway": pathway,
                        "scale": scale_id,
                        "id": one.id,
                        "tier": one.tier,
                        "because": {"en": one.because.en, "cy": one.because.cy},
                        "result": says.result,
                        "missing": [_label(form, id) for id in says.missing],
                    }
                )
    return {"suggested": found} if found else {}


def _label(form: Form, id: str) -> dict[str, str | None]:
    label = next((one.label for one in form.questions() if one.id == id), None)
    return {"en": label.en, "cy": label.cy} if label else {"en": id, "cy": None}
