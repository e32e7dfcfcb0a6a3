"""What was decided for whom and why, and what was agreed: the parts that several kinds of document share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from hubwright.domain.cases.state import Decision
from hubwright.domain.cases.topics.actions import actions
from hubwright.domain.documents.document import Fact, Facts, Row, Section, Table
from hubwright.domain.documents.layout import Part
from hubwright.domain.documents.said import Teller, about
from hubwright.domain.texts import Text

_NAMES: Mapping[str, Text] = {
    "outcome": Text("Decided", "Penderfynwyd"),
    "by": Text("By", "Gan"),
    "at": Text("When", "Pryd"),
    "threshold": Text("Threshold", "Trothwy"),
    "reasons": Text("Reasons", "Rhesymau"),
    "views": Text("Views of the child or adult", "Barn y plentyn neu'r oedolyn"),
    "advice": Text("Advice", "Cyngor"),
    "recommendation": Text("Recommendation", "Argymhelliad"),
    "without": Text("Decided without", "Penderfynwyd heb"),
    "answer": Text("What the receiving service answered", "Ateb y gwasanaeth sy'n derbyn"),
}
_THRESHOLD = {
    "met": Text("Met", "Wedi'i gyrraedd"),
    "not_met": Text("Not met", "Heb ei gyrraedd"),
    "not_known": Text("Not known yet", "Ddim yn hysbys eto"),
}
_STATES = {
    "open": Text("To be done", "I'w wneud"),
    "done": Text("Done", "Wedi'i wneud"),
    "not_done": Text("Not done", "Heb ei wneud"),
    "no_longer_possible": Text("No longer possible", "Ddim yn bosibl mwyach"),
}
_RATED = (Text("When", "Pryd"), Text("Rating", "Graddfa"), Text("By", "Gan"), Text("Why", "Pam"))
_RATINGS = Text("Ratings, oldest first", "Graddfeydd, yr hynaf yn gyntaf")
_AGREED = (Text("What", "Beth"), Text("Who", "Pwy"), Text("By when", "Erbyn pryd"), Text("State", "Cyflwr"))
_ACTIONS = Text("Actions agreed", "Camau gweithredu y cytunwyd arnynt")
_DISSENTED = (Text("For", "Ar gyfer"), Text("Whose", "Pwy"), Text("What they said", "Yr hyn a ddywedwyd"))
_DISSENT = Text("Disagreement on record", "Anghytundeb ar gofnod")


def ratings(teller: Teller) -> Part:
    """Each rating in order: when, which, by whom and why."""
    columns = tuple(teller.say(one) for one in _RATED)
    rows = tuple(
        Row(
            f"ratings.{one.number}",
            (
                teller.moment(one.at),
                teller.tier(one.scale, one.tier),
                ", ".join(part for part in (one.by, teller.agency(one.agency)) if part),
                one.reason,
            ),
            about(f"agency:{one.agency or ''}"),
        )
        for one in teller.case.ratings
    )
    return Part((Table(teller.say(_RATINGS), columns, rows),))


def decisions(teller: Teller) -> Part:
    """Each decision under the name of whom it is for, oldest first."""
    return Part(under=tuple(_decision(teller, one) for one in teller.case.decisions))


def _decision(teller: Teller, decision: Decision) -> Section:
    id = f"decisions-{decision.subject}-{decision.number}"
    marks = about(f"subject:{decision.subject}")
    parts = {
        "outcome": teller.route(decision),
        "by": ", ".join(part for part in (decision.by, teller.agency(decision.agency)) if part),
        "at": teller.moment(decision.at),
        "threshold": teller.say(_THRESHOLD[decision.threshold]) if decision.threshold in _THRESHOLD else "",
        "reasons": decision.reasons,
        "views": decision.views,
        "advice": decision.advice,
        "recommendation": decision.recommendation,
        "without": decision.reason_without,
        "answer": decision.answer,
    }
    facts = tuple(Fact(f"{id}.{key}", teller.say(_NAMES[key]), text, marks) for key, text in parts.items() if text)
    heading = teller.named(decision.subject) or teller.route(decision)
    return Section(id, heading, (Facts(facts),), level=2)


def dissent(teller: Teller) -> Part:
    """Who disagreed with which decision, in their words."""
    rows = tuple(
        Row(
            f"dissent.{one.number}-{one.subject}-{agency}",
            (teller.named(one.subject), teller.agency(agency), said),
            about(f"subject:{one.subject}", f"agency:{agency}"),
        )
        for one in teller.case.decisions
        for agency, said in one.dissent.items()
    )
    return Part((Table(teller.say(_DISSENT), tuple(teller.say(one) for one in _DISSENTED), rows),))


def agreed(teller: Teller, *, only: Iterable[str] | None = None) -> Part:
    """What was agreed: who does what by when, and what became of it.

    Args:
        teller: of the case.
        only: ids of actions; None for all.
    """
    rows = tuple(
        Row(
            f"actions.{one.id}",
            (
                "\n".join(part for part in (one.what, teller.named(one.subject)) if part),
                ", ".join(part for part in (one.owner_name, teller.agency(one.agency)) if part),
                teller.day(one.due) if one.due else "",
                teller.say(_STATES.get(one.state, Text(one.state))),
            ),
            about(f"subject:{one.subject}", f"agency:{one.agency}"),
        )
        for one in actions(teller.case).values()
        if only is None or one.id in set(only)
    )
    return Part((Table(teller.say(_ACTIONS), tuple(teller.say(one) for one in _AGREED), rows),))
