"""The decisions that make a hub, in the order in which a partnership takes them, and how each stands in the draft."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from hubwright.domain.definitions.edits import Path
from hubwright.domain.definitions.templates.telling import name_of, time_of
from hubwright.web.language import gettext, mark, ngettext
from hubwright.web.studio.desk import Desk

Stands = Callable[[Desk], str]


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision.

    Args:
        question, hint: in the administrator's words.
        places: of the draft's tree, where it is made.
        stands: what the draft says today, in words.
    """

    id: str
    question: str
    hint: str
    places: tuple[Path, ...]
    stands: Stands


def _named(part: str) -> Stands:
    """The names of what stands in a list."""

    def said(desk: Desk) -> str:
        names = [name_of(one) for one in desk.tree.get(part, ())]
        return ", ".join(names) if names else gettext("nothing yet")

    return said


def _tiers(desk: Desk) -> str:
    return "; ".join(", ".join(name_of(tier) for tier in scale["tiers"]) for scale in desk.tree.get("scales", ()))


def _clocks(desk: Desk) -> str:
    named = [f"{name_of(one)}: {time_of(one)}" for one in desk.tree.get("clocks", ())]
    return "; ".join(named)


def _first_look(desk: Desk) -> str:
    first = [one for one in desk.tree.get("clocks", ()) if one.get("ladder")][:1]
    return "; ".join(f"{name_of(one)}: {time_of(one)}" for one in first)


def _forms(desk: Desk) -> str:
    return "; ".join(
        f"{one['name']['en']} ({ngettext('%(number)s question', '%(number)s questions', _questions(one))})"
        for one in desk.tree["forms"].values()
    )


def _questions(form: Mapping[str, Any]) -> int:
    return sum(len(page["questions"]) for page in form["pages"])


def _asks(desk: Desk) -> str:
    return "; ".join(
        f"{name_of(one)}: {ngettext('%(number)s agency', '%(number)s agencies', len(one['asks']))}"
        for one in desk.tree.get("check_sets", ())
    )


def _served(desk: Desk) -> str:
    local, own = desk.tree["local"], desk.tree["hub"]["name"]
    # A hub that is made anew has its own name there, until somebody says whom it serves.
    said = [one["en"] for one in local["councils"] if one != own]
    areas = [local["areas"]["en"]] if local["areas"] != own else []
    return "; ".join([*([", ".join(said)] if said else []), *areas]) or gettext("nothing yet")


def _workflows(desk: Desk) -> str:
    return "; ".join(one["name"]["en"] for one in desk.tree["workflows"].values())


def _challenge(desk: Desk) -> str:
    levels: Sequence[Any] = desk.tree.get("challenge", {}).get("levels", ())
    return ", ".join(name_of(one) for one in levels) or gettext("nothing yet")


def _contacts(desk: Desk) -> str:
    local = desk.tree["local"]
    pages = local.get("pages", {})
    named = local.get("data_protection_contact") or gettext("nobody yet")
    said = gettext("written") if "complaints" in pages else gettext("not written yet")
    return gettext("Data protection: %(who)s; complaints page: %(said)s", who=named, said=said)


DECISIONS: tuple[Decision, ...] = (
    Decision("served", mark("Whom and where do you serve?"),
             mark("The councils, the areas in words, the nation whose law holds."), (("local",), ("hub",)), _served),
    Decision("strands", mark("Children, adults, or both?"),
             mark("Each strand has its own form, ratings and stages."), (("pathways",),), _named("pathways")),
    Decision("hours", mark("When are you open, and who answers outside these hours?"),
             mark("Bank holidays too. The number for the other hours is a daily fact: it changes without publishing."),
             (("calendars",),), _named("calendars")),
    Decision("first_look", mark("How soon does somebody look at what arrives?"),
             mark("Until then nobody knows how urgent it is, so most hubs let it run through the night."),
             (("clocks",),), _first_look),
    Decision("kinds", mark("What arrives at your door, and by which ways?"),
             mark("Referrals, notifications, consultations, questions."), (("kinds",), ("doors",)), _named("kinds")),
    Decision("form", mark("Which form is filled in, and what can go from it?"),
             mark("Ten minutes is what a teacher has between two lessons."), (("forms",),), _forms),
    Decision("ratings", mark("What are your ratings called, and what does each of them cause?"),
             mark("The lowest never reads as safe."), (("scales",),), _tiers),
    Decision("clocks", mark("By when does an agency answer, by when do you meet, by when is it decided?"),
             mark("Three times for each rating, in hours or in working days."), (("clocks",),), _clocks),
    Decision("agencies", mark("Who belongs to the hub, and how?"),
             mark("In the room, by telephone, some mornings, on call."), (("agencies",),), _named("agencies")),
    Decision("asks", mark("What is each agency asked, and on what basis?"),
             mark("Purpose and power are prepared once and confirmed at each send."), (("check_sets",),), _asks),
    Decision("access", mark("Who sees what?"),
             mark("Roles and what each of them may do; administrators see no case."), (("roles",),), _named("roles")),
    Decision("deciders", mark("Who decides?"),
             mark("For a child the law wants a social worker."), (("deciders",), ("votes",)), _named("deciders")),
    Decision("silence", mark("What happens when nobody answers?"),
             mark("Who is told next, and after how long, until somebody says: I have it."), (("ladders",),),
             _named("ladders")),
    Decision("challenge", mark("How does somebody disagree?"),
             mark("The steps of your policy for professional challenge."), (("challenge",),), _challenge),
    Decision("meetings", mark("Which meetings do you hold?"),
             mark("A daily one, strategy discussions, others."), (("meeting_types",),), _named("meeting_types")),
    Decision("stages", mark("At which stages does a case stand?"),
             mark("And what leads from one to the next."), (("workflows",),), _workflows),
    Decision("outcomes", mark("Where do people go from here, and who has to accept them?"),
             mark("Each outcome with who receives it and by when they answer."), (("routes",),), _named("routes")),
    Decision("letters", mark("What do you write to referrers, agencies and families?"),
             mark("A notice never says what a case is about."), (("letters",),), _named("letters")),
    Decision("sharing", mark("Under which agreements do you share?"),
             mark("With the day on which each is looked at again."), (("agreements",),), _named("agreements")),
    Decision("answerable", mark("Who answers for data protection, and where does a complaint go?"),
             mark("Both stand on the public pages."), (("local",),), _contacts),
)  # fmt: skip
