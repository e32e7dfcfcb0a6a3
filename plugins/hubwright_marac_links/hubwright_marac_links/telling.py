"""What the IDVA is told of safeguarding plans for the children (S:662-664): that there is one, and who leads."""

from __future__ import annotations

from collections.abc import Mapping

from hubwright.api import Asked, CaseView, Decided, Happened, NotYet, Tell

from hubwright_marac_links import asking, days
from hubwright_marac_links.options import Options

KIND, MAY = "told", "marac_links.idva"
PLANS: Mapping[str, str] = {
    "protection": "Child protection plan",
    "need": "Child in need plan",
    "care": "Plan for a child in care",
    "early": "Early help plan",
    "other": "Another plan",
}
SCHEMA = asking.record(
    ("victim", "children", "plan", "since", "leads", "told_on"),
    children=asking.ids(1),
    plan=asking.among(PLANS),
    since=asking.words(10),
    leads=asking.words(),
    reach=asking.words(),
    told_on=asking.words(10),
    by=asking.words(),
)
"""`about` is the victim and the children: what is told here is about them, so whoever does not see one of them on the
case does not get it."""


def asks(case: CaseView) -> tuple[asking.Question, ...]:
    """What is asked."""
    everybody = asking.people(case)
    return asking.drawn(
        (
            asking.one_of("victim", "Whom does the IDVA support?", everybody),
            asking.some_of("children", "Which children is the plan for?", everybody),
            asking.one_of("plan", "Which kind of plan is it?", PLANS),
            asking.day("since", "Since when?"),
            asking.text("leads", "Who leads it?", "A name or a team."),
            asking.text("reach", "How does the IDVA reach them at work?"),
        )
    )


def decide(asked: Asked, chosen: Options) -> Decided | NotYet:
    """Tell the IDVA, with a message that says only that there is something to look at."""
    everybody = asking.people(asked.case)
    victim = asking.picked(asked, "victim", everybody)
    children = asking.ticked(asked, "children", everybody)
    said = {
        "plan": asking.picked(asked, "plan", PLANS),
        "since": asking.iso(asked, "since"),
        "leads": asked.words("leads"),
        "reach": asked.words("reach"),
    }
    needed = {"plan": "Say which kind.", "since": "Say since when.", "leads": "Say who leads it.",
              "reach": "Say how the IDVA reaches them."}  # fmt: skip
    wrong = {id: message for id, message in needed.items() if not said[id]}
    if not victim:
        wrong["victim"] = "Say whom the IDVA supports."
    if not children or victim in children:
        wrong["children"] = "Say which children, and not the person whom the IDVA supports."
    role = str(chosen.get("idva_role") or "")
    if wrong or not role:
        why = "This is not complete." if role else "The hub has not said who the IDVA is here."
        do = (
            "Fill in what is marked."
            if role
            else "Ask an administrator to choose the role, and tell the IDVA yourself."
        )
        return NotYet(why, do, wrong)
    body = said | {
        "case": asked.case.ref,
        "about": [victim, *children],
        "victim": victim,
        "children": children,
        "told_on": days.today(asked.now).isoformat(),
        "by": asked.who.name[: asking.SHORT],
    }
    return Decided((Happened("told", body),), (Tell(role=role),))
