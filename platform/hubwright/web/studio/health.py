"""The health check: everything that was found in the draft, where each is mended, and mends that one press makes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from flask import Response, make_response, redirect, request, url_for

from hubwright.domain.definitions.drafting import LOCAL
from hubwright.domain.definitions.edits import Path, find
from hubwright.domain.definitions.elements import MISSING, OBJECT
from hubwright.domain.definitions.health import Finding, Mend, mends
from hubwright.domain.definitions.templates.telling import name_of
from hubwright.domain.definitions.using import as_words, purpose_of
from hubwright.domain.definitions.using.things import questions_of
from hubwright.domain.errors import Refusal
from hubwright.loading.rehearsing import Broken, broken
from hubwright.web.language import gettext, say
from hubwright.web.studio.desk import Desk, change, desk
from hubwright.web.studio.frame import page
from hubwright.web.studio.parts.plugins import unwell
from hubwright.web.studio.places import part_named
from hubwright.web.studio.using import address
from hubwright.web.visit import Visit

_RULES = ("danger", "show", "formula")
# What has its page elsewhere than the place that it was found at.
_PAGES = {
    "asked-without-seat": "studio.members",
    "example-otherwise": "studio.publish",
    "form-without-welsh": "studio.languages",
    "missing-welsh": "studio.languages",
    "plugin-not-installed": "studio.plugins",
    "plugin-permission": "studio.permissions",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One finding as the page shows it.

    Args:
        key: by which its buttons name it.
        links: the pages on which it is mended, each with its words; none where there is no page.
        mends: its buttons.
    """

    key: str
    found: Finding
    links: tuple[tuple[str, str], ...]
    mends: tuple[Mend, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """The findings of one place: a form, the stages, a part of the hub."""

    name: str
    rows: tuple[Row, ...]

    @property
    def stops(self) -> int:
        """How many stand in the way of publishing."""
        return sum(one.found.stops for one in self.rows)


def show(visit: Visit) -> Response:
    """The list; a press makes a mend."""
    found = desk(visit)
    if request.method == "GET":
        return _page(found)
    mend = _pressed(found)
    if mend is None:
        # Somebody else was quicker: what is left is shown.
        return make_response(redirect(url_for("studio.health", hub=visit.hub.id, done="gone")))
    try:
        change(found, "mend", mend.edits)
    except Refusal as refusal:
        return _page(found, refusal)
    return make_response(redirect(url_for("studio.health", hub=visit.hub.id, done="mended")))


def _pressed(found: Desk) -> Mend | None:
    key, id = request.form.get("found", ""), request.form.get("mend", "")
    for one in everything(found):
        if key_of(one) == key:
            return next((mend for mend in mends(one, found.tree) if mend.id == id), None)
    return None


def key_of(one: Finding) -> str:
    """By what a button names a finding: it stays while the finding says the same of the same place."""
    return hashlib.sha256(repr((one.code, one.path, one.what)).encode()).hexdigest()[:16]


def _page(found: Desk, refusal: Refusal | None = None) -> Response:
    return page(
        found,
        "studio/health.html",
        current="publish",
        title=say("Health check"),
        refusal=refusal,
        groups=groups(found),
    )


def everything(found: Desk) -> tuple[Finding, ...]:
    """What was found in the draft, what its plugins say, and which worked examples go otherwise than they say."""
    gone = broken(found.whole, found.drawn, found.visit.house.calendars)
    return (*found.drawn.findings, *unwell(found), *(_example(one) for one in gone))


def _example(one: Broken) -> Finding:
    what = gettext("The worked example “%(name)s” goes otherwise than it says, first here: %(at)s",
                   name=one.name, at=one.at)  # fmt: skip
    do = say("Mend it, or say on the page that publishes why it may.")
    if one.accepted:
        do = gettext("It may: %(why)s", why=one.accepted)
    return Finding(("scenarios", one.id), not one.accepted, what, do, "example-otherwise")


def groups(found: Desk) -> list[Group]:
    """Everything that was found, by the place that it belongs to: first what stops publishing."""
    by_place: dict[tuple[str, ...], list[Finding]] = {}
    for one in everything(found):
        by_place.setdefault(_place(one), []).append(one)
    made = [Group(_named(found, place), tuple(_rows(found, those))) for place, those in by_place.items()]
    return sorted(made, key=lambda one: (not one.stops, one.name))


def _place(one: Finding) -> tuple[str, ...]:
    """Each form and each order of stages by itself, worked examples and the place together, else the hub's part."""
    return one.path[:2] if one.path[:1] in (("forms",), ("workflows",)) else one.path[:1]


def _named(found: Desk, place: tuple[str, ...]) -> str:
    if len(place) == 2:
        document = find(found.tree, place)
        name = name_of(document) if isinstance(document, OBJECT) else ""
        if place[0] == "forms":
            return gettext("Form: %(name)s", name=name)
        return gettext("Stages: %(name)s", name=name)
    return part_named(place[0]) if place else say("The hub itself")


def _rows(found: Desk, those: Iterable[Finding]) -> list[Row]:
    ordered = sorted(those, key=lambda one: (not one.stops, one.path))
    return [Row(key_of(one), one, _links(found, one), mends(one, found.tree)) for one in ordered]


def _links(found: Desk, one: Finding) -> tuple[tuple[str, str], ...]:
    """Where it is mended: one page, or that of each question that it names."""
    form = find(found.tree, one.path[:2])
    if one.code == "without-purpose" and isinstance(form, OBJECT):
        named = [(path, question) for path, question in questions_of(form) if question.get("id") in one.names]
        return tuple((name_of(question), address(found, (*one.path[:2], *path))) for path, question in named)
    href = mended_at(found, one)
    return ((say("Go there"), href),) if href else ()


def mended_at(found: Desk, one: Finding) -> str:
    """The page on which a finding is mended."""
    hub, path = found.visit.hub.id, one.path
    if one.code == "nobody-may" and one.names:
        return url_for("studio.who_may", hub=hub, what=one.names[0])
    if path[:1] == ("forms",) and (one.code == "nothing-is-enough" or path[2:3] == ("enough",)):
        return url_for("studio.form_words", hub=hub, form=path[1])
    if (rule := _rule(found, one)) is not None:
        return url_for("studio.rule", hub=hub, spot=as_words(rule))
    # A fact of the day holds over the draft, and is changed where such facts are.
    daily = path[:1] == (LOCAL,) and path[1:2] and path[1] in (found.whole.facts or {})
    endpoint = _PAGES.get(one.code) or ("work.facts" if daily else "")
    if endpoint == "studio.members" and not found.visit.reader.may("seat.manage"):
        endpoint = ""
    return url_for(endpoint, hub=hub) if endpoint else address(found, path)


def _rule(found: Desk, one: Finding) -> Path | None:
    """The rule that a finding is about, where it has a page."""
    if one.code == "no-danger-rule":
        return (*one.path[:2], "danger")
    ends = (one.path[:depth] for depth in range(len(one.path), 2, -1))
    return next((path for path in ends if purpose_of(path) in _RULES and find(found.tree, path) is not MISSING), None)
