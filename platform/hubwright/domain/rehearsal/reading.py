"""Who reads what in a scenario, and what the hub says of its own people: looks that ask no clock and no decision."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from hubwright.domain.access import as_of_view, case_view
from hubwright.domain.cases.topics.challenging import challenges
from hubwright.domain.cases.topics.chasing import link_of
from hubwright.domain.cases.topics.ending import endings_of
from hubwright.domain.cases.topics.items import items_of
from hubwright.domain.cases.topics.on_duty import hand_overs
from hubwright.domain.cases.topics.talking import talked
from hubwright.domain.documents.composing import Wanted, composed
from hubwright.domain.documents.reading import kept, strings
from hubwright.domain.documents.said import Teller
from hubwright.domain.rehearsal.world import World


def talks(world: World, pathway: str) -> Mapping[str, Any] | None:
    """What was last written down of talking with the family on a strand, or None."""
    found = [one for one in talked(world.state).talks if one["pathway"] == pathway]
    return found[-1] if found else None


def capacity_of(world: World, person: str) -> str | None:
    """What was last found of whether somebody can make a decision, or None."""
    found = [one for one in talked(world.state).capacity if world.state.subjects[one["subject"]].name == person]
    return found[-1]["finding"] if found else None


def wishes_of(world: World, person: str) -> str | None:
    """What somebody last said they want, in their own words, or None."""
    found = [one for one in talked(world.state).wishes if world.state.subjects[one["subject"]].name == person]
    return found[-1]["wishes"] if found else None


def read_by(world: World, agency: str) -> list[str]:
    """The posts that read the words which an agency answered."""
    state = world.state
    contacts = world.contacts(state)
    answers = {one.ask: (one.answer or {}).get("text") for one in state.checks.values() if one.agency == agency}
    found = []
    for post in world.posts:
        view = case_view(state, contacts, world.hub.forms, world.reader(world.actor(post)), world.now)
        shown = view.case.checks if view else {}
        if any(
            text and ask in shown and (shown[ask].answer or {}).get("text") == text for ask, text in answers.items()
        ):
            found.append(post)
    return found


def see_the_wall(world: World) -> Iterator[str]:
    """The posts that may look at the wall display."""
    return (post for post in world.posts if world.reader(world.actor(post)).may("wall.read"))


def letter_to_the_referrer(world: World) -> str:
    """All words of the letter to whoever referred, as the first post that makes documents would make it now.

    Raises:
        LookupError: nobody in this scenario makes documents of this case.
    """
    streams = [world.streams[f"contact:{one}"] for one in world.state.contacts]
    entries = world.streams[f"case:{world.case}"]
    for post in world.posts:
        actor = world.actor(post)
        reader = world.reader(actor)
        seen = as_of_view(entries, streams, world.hub.forms, reader, world.now, world.now)
        if reader.may("document.make") and seen is not None:
            teller = Teller(world.hub, seen[0], "en")
            wanted = Wanted("referrer_letter", "The referrer")
            made = composed(wanted, teller, seen[1], by=actor.name, at=world.now)
            return "\n".join([made.title, *strings(kept(made))])
    raise LookupError("Nobody in this scenario makes documents of this case.")


def line_manages(world: World, role: str) -> list[str] | None:
    """The agencies whose people a role manages as staff."""
    return next((sorted(one.line_manages) for one in world.hub.roles if one.id == role), None)


def looks_in_for(world: World, role: str) -> int | None:
    """For how many days a role that is held for a time looks in at the most; None for one that is not."""
    boxed = next((one.time_boxed for one in world.hub.roles if one.id == role), None)
    return boxed.most_days if boxed else None


def staffed(world: World, agency: str) -> str | None:
    """How many people an agency has here, as its definition says it."""
    return next((str(one.fte) for one in world.hub.agencies if one.id == agency and one.fte is not None), None)


def planned(world: World, agency: str) -> str | None:
    """How many people an agency is to have here one day, as its definition says it; None where nothing is planned."""
    found = next((one.fte_planned for one in world.hub.agencies if one.id == agency), None)
    return None if found is None else str(found)


def for_whom(world: World, pathway: str) -> Mapping[str, Any] | None:
    """Whom a strand is for, as its definition says it: from and until which age, and whether before birth."""
    for one in world.hub.pathways:
        if one.id == pathway:
            return {"from_age": one.from_age, "until_age": one.until_age, "unborn": one.unborn}
    return None


def linked(world: World, agency: str) -> Mapping[str, Any] | None:
    """The link to an agency's question: whom its code was told, whether the link goes by mail, and whether the letter
    that carries it is the hub's own; None where no link was made.

    Args:
        world: the hub.
        agency: id of the agency that was asked.
    """
    for ask, check in world.state.checks.items():
        if check.agency == agency and (link := link_of(world.state, ask)) is not None:
            own = any(one.moment == "link" for one in world.hub.letters)
            return {"code_to": link.to, "by_mail": agency in world.hub.local.mailboxes, "own_letter": own}
    return None


def decided(world: World, person: str) -> Mapping[str, Any] | None:
    """What was last decided for somebody: by which route, what that route means, and with what advice; or None.

    Args:
        world: the hub.
        person: by name; by their id within the case ("p1") where nobody was named.
    """
    subjects = world.state.subjects
    found = [one for one in world.state.decisions if person in (one.subject, subjects[one.subject].name)]
    return {"route": found[-1].route, "meaning": found[-1].meaning, "advice": found[-1].advice} if found else None


def disagreement(world: World, id: str) -> Mapping[str, Any] | None:
    """How a challenge stands, at which level, and what each side has said so far; or None where there is none."""
    found = challenges(world.state).get(id)
    if found is None:
        return None
    said = [{"what": one.what, "level": one.level, "words": one.words, "back": one.back} for one in found.said]
    return {"state": found.state, "level": found.level_id, "said": said}


def to_ring(world: World, agency: str) -> list[str]:
    """Who can be rung at an agency, by name and number."""
    return [f"{one.name}, {one.telephone}" for one in world.hub.local.on_call if one.agency == agency]


def said_by(world: World, agency: str) -> str | None:
    """Who of an agency gave its last answer, where a worker of the hub wrote it down; or None."""
    answers = [one.answer for one in world.state.checks.values() if one.agency == agency and one.answer is not None]
    return (answers[-1].get("said_by") or None) if answers else None


def reads(world: World, post: str) -> list[str]:
    """The words of what agencies know, answered or written down for them, that a post reads on the case."""
    state = world.state
    view = case_view(state, world.contacts(state), world.hub.forms, world.reader(world.actor(post)), world.now)
    return [one.text for one in items_of(view.case) if one.text] if view else []


def ended(world: World) -> str | None:
    """With what the work on the last contact ended that ended without a decision ("advice", "noted", ...), or None."""
    found = endings_of(world.state)
    return found[-1].what if found else None


def handed_over(world: World, id: str) -> Mapping[str, Any] | None:
    """How a hand-over to whoever is on duty stands, what to watch for, whom to ring, and what was written back."""
    one = hand_overs(world.state).get(id)
    if one is None:
        return None
    back = [text for text, _, _ in one.written]
    return {"state": one.state, "watch": one.watch, "telephone": one.telephone, "written": back}


def on_form(world: World, question: str) -> Any:
    """What was answered to a question of the form that came last; None where nothing was.

    Raises:
        LookupError: the question is about people; `known_of` looks at them.
    """
    answer = world.contacts(world.state)[-1].answers.get(question, {})
    found = answer.get("value")
    if isinstance(found, list) and any(isinstance(one, Mapping) for one in found):
        raise LookupError(f"{question} is about people; look at known_of.")
    return found
