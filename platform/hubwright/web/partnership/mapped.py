"""The map of a hub: the ways in, the strands, the ways out, and who was told of it, as a picture and in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from hubwright.domain.definitions.hub import Hub, Pathway, Telling
from hubwright.domain.hubs.ways import WayIn, Ways, ways
from hubwright.domain.texts import Text
from hubwright.insight.ways_picture import Box, Column, Line, picture
from hubwright.reference import table
from hubwright.web.language import gettext, mark, plain, say, text
from hubwright.web.partnership.given import remarks
from hubwright.web.partnership.words import CIRCLES, said

_WHO = {
    "public": mark("anybody who has the address"),
    "hub": mark("a worker of the hub who takes a call"),
    "import": mark("files that arrive"),
}


@dataclass(frozen=True, slots=True)
class InShown:
    """A way in, in words; `amiss` where nobody is on record as told of it."""

    number: str
    name: str
    comes: str
    lines: tuple[str, ...]
    told: tuple[str, ...]
    amiss: str


@dataclass(frozen=True, slots=True)
class Shown:
    """The map for a page.

    Args:
        strands, outs: number, name and what is said of it.
        told: everybody who was told, with when, how and by whom.
    """

    picture: Markup
    ins: tuple[InShown, ...]
    strands: tuple[tuple[str, str, str], ...]
    outs: tuple[tuple[str, str, str], ...]
    told: tuple[tuple[str, tuple[str, ...]], ...]


def mapped(hub: Hub) -> Shown:
    """The map of a hub, a draft's or the one that holds."""
    found = ways(hub)
    sources = {str(row["id"]): row["name"]["en"] for row in table("sources")}
    ins = tuple(_in(at, one, sources) for at, one in enumerate(found.ins, 1))
    strands = [(text(one.name), say("for %(subject)s", subject=text(one.subject))) for one in hub.pathways]
    outs = [_out(one.route.name, one.route.to, one.out_of) for one in found.outs]
    if found.answered or found.elsewhere:
        # What never becomes a case of a strand leaves from the first look.
        strands.append((say("First look"), say("what is answered or passed on at once")))
    names = ", ".join(str(text(one.name)) for one in found.answered)
    if names:
        outs.append((say("Advice, a reply or a note"), names, names))
    outs += [_out(one.name, one.to, ()) for one in found.elsewhere]
    first, second = len(ins), len(ins) + len(strands)
    return Shown(
        Markup(_drawn(hub, found, ins, strands, outs)),  # noqa: S704 - the picture escapes every word itself
        ins,
        tuple((str(first + at), *one) for at, one in enumerate(strands, 1)),
        tuple((str(second + at), name, said) for at, (name, _, said) in enumerate(outs, 1)),
        tuple((text(one.name), tuple(_of(one, hub))) for one in hub.local.told_of_us),
    )


def _in(number: int, one: WayIn, sources: dict[str, str]) -> InShown:
    lines = [
        say("Who comes: %(source)s, by %(who)s.", source=sources.get(one.door.source, ""), who=say(_WHO[one.door.who])),
        say("It begins: %(kind)s.", kind=text(one.kind.name)),
    ]
    if one.to:
        lines.append(say("It leads to: %(strands)s.", strands=", ".join(str(text(each.name)) for each in one.to)))
    if one.door.opens_on:
        lines.append(say("Open from %(day)s.", day=said(one.door.opens_on)))
    if one.door.until:
        lines.append(say("Open until %(day)s.", day=said(one.door.until)))
    told = tuple(
        say("%(who)s, %(day)s", who=text(each.name), day=said(each.told_on) if each.told_on else say("not yet"))
        for each in one.told
    )
    amiss = say("Nobody is on record as told of this way in.") if one.nobody_told else ""
    return InShown(str(number), text(one.door.name), sources.get(one.door.source, ""), tuple(lines), told, amiss)


def _out(name: Text, to: Text | None, out_of: Iterable[Pathway]) -> tuple[str, str, str]:
    """What a way out is called, who takes it, and both that and out of which strands it leads."""
    names = ", ".join(str(text(one.name)) for one in out_of)
    received = say("to %(whom)s", whom=text(to)) if to else ""
    said = (str(received), say("out of %(strands)s", strands=names) if names else "")
    return text(name), received, "; ".join(one for one in said if one)


def _of(one: Telling, hub: Hub) -> Iterable[str]:
    """What is on record of one telling, line by line."""
    yield say(CIRCLES[one.circle])
    yield say("Told on %(day)s.", day=said(one.told_on)) if one.told_on else say("Not told yet.")
    if one.how:
        yield text(one.how)
    if one.owner:
        yield say("%(post)s answers for it.", post=one.owner)
    if one.tell_again:
        yield say("To be told again on %(day)s.", day=said(one.tell_again))
    doors = ", ".join(str(text(door.name)) for door in hub.doors if door.id in one.doors)
    yield say("Ways in: %(doors)s.", doors=doors) if doors else say("The hub as a whole.")
    yield from remarks(one)


def _drawn(
    hub: Hub, found: Ways, ins: tuple[InShown, ...], strands: list[tuple[str, str]], outs: list[tuple[str, str, str]]
) -> str:
    first, second, look = len(ins), len(ins) + len(strands), len(hub.pathways)
    places = {one.id: at for at, one in enumerate(hub.pathways)}
    lines = [Line(0, at, places[path.id]) for at, way in enumerate(found.ins) for path in way.to]
    if len(strands) > look:
        lines += [
            Line(0, at, look) for at, way in enumerate(found.ins) if found.elsewhere or way.kind in found.answered
        ]
        lines += [Line(1, look, at) for at in range(len(found.outs), len(outs))]
    lines += [Line(1, places[path.id], at) for at, way in enumerate(found.outs) for path in way.out_of]
    columns = (
        Column(gettext("Ways in"), tuple(
            Box(one.number, plain(one.name), plain(one.comes), gettext("nobody told") if one.amiss else "")
            for one in ins)),
        Column(gettext("Strands"), tuple(
            Box(str(first + at), plain(name), plain(below)) for at, (name, below) in enumerate(strands, 1))),
        Column(gettext("Ways out"), tuple(
            Box(str(second + at), plain(name), plain(to)) for at, (name, to, _) in enumerate(outs, 1))),
    )  # fmt: skip
    description = gettext("Each box has the number under which it stands in words on this page.")
    return picture("ways", gettext("Ways in and ways out"), description, columns, lines)
