"""Ratings beyond the first: what rules suggest, a lower one that waits for a second person, and scales beside."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hubwright.domain.cases.commands import AnswerLowering, Rate
from hubwright.domain.cases.decide.deciders import fills
from hubwright.domain.cases.state import Rating
from hubwright.domain.texts import Text
from hubwright.web.components import Choice, Field
from hubwright.web.language import gettext, mark, plain, say, text
from hubwright.web.work.asked import Values, Wrong, one_of, words
from hubwright.web.work.deed import Deed
from hubwright.web.work.deed_forms import pathway_choice, pathway_of
from hubwright.web.work.look import Look
from hubwright.web.work.tiers import badge
from hubwright.web.work.topics.cards import NARROW, TEMPLATE, Cards, Way, card, way
from hubwright.web.work.topics.topic import Panel, WorkTopic


def waiting(seen: Look) -> list[tuple[str, Rating]]:
    """The strands whose lower rating waits for a second person."""
    ratings = [(pathway, seen.case.rating(pathway)) for pathway in seen.case.pathways]
    return [(pathway, one) for pathway, one in ratings if one is not None and one.waits]


def _second(seen: Look, rating: Rating) -> str:
    """Who confirms, in the hub's words."""
    scale = seen.hub.find("scales", rating.scale)
    return plain(seen.hub.find("deciders", scale.lowering_top_confirmed_by).name)


def _mine(seen: Look, rating: Rating) -> bool:
    """Whether this reader may be the second person."""
    scale = seen.hub.find("scales", rating.scale)
    second = seen.hub.find("deciders", scale.lowering_top_confirmed_by)
    return fills(second, seen.context) and seen.visit.actor.id != rating.user


def _lowered(seen: Look) -> Cards | None:
    found = waiting(seen)
    if not found:
        return None
    cards = []
    for pathway, rating in found:
        before = seen.case.strictest(pathway)
        held = badge(seen.hub, before.scale, before.tier).label if before else ""
        ways: tuple[Way, ...] = ()
        if _mine(seen, rating):
            ways = (way(seen, "confirm-rating", say("Confirm or decline it"), pathway=pathway),)
        cards.append(
            card(
                f"{plain(badge(seen.hub, rating.scale, rating.tier).label)}: {gettext('provisional')}",
                [
                    (say("Until then"), held),
                    (say("Why"), rating.reason),
                    (say("Rated by"), rating.by),
                    (say("Confirmed by"), _second(seen, rating)),
                ],
                *ways,
            )
        )
    said = say("A lower rating waits for a second person. Until then the stricter clock runs.")
    return Cards(tuple(cards), said=said, warns=True)


def _answering(seen: Look, values: Values, wrong: Wrong) -> list[Field]:
    options = [Choice(value="yes", text=say("Confirm")), Choice(value="no", text=say("Decline"))]
    return [
        *pathway_choice(seen, values, wrong),
        one_of("confirmed", say("Is the lower rating right?"), options, values, wrong),
        words("reason", say("Why?"), values, wrong, rows=3, hint=say("Needed where you decline it.")),
    ]


def _answer(form: Values, seen: Look) -> AnswerLowering:
    return AnswerLowering(pathway_of(seen, form), form.get("confirmed") == "yes", form.get("reason", ""))


def _what_waits(seen: Look) -> str:
    found = [plain(badge(seen.hub, one.scale, one.tier).label) for _, one in waiting(seen)]
    return gettext("Rated lower, provisionally: %(what)s.", what=", ".join(found)) if found else ""


def beside(seen: Look, pathway: str) -> tuple[str, ...]:
    """The scales that stand beside the pathway's own."""
    found: tuple[str, ...] = seen.hub.find("pathways", pathway).beside
    return found


def _on_scale(seen: Look, values: Values, pathway: str) -> str:
    wanted = values.get("about") or values.get("scale", "")
    scales = beside(seen, pathway)
    return wanted if wanted in scales else next(iter(scales), "")


def _rating(seen: Look, values: Values, wrong: Wrong) -> list[Field]:
    pathway = pathway_of(seen, values)
    scales = [seen.hub.find("scales", id) for id in beside(seen, pathway)]
    scale = _on_scale(seen, values, pathway)
    reveal = {one.id: (_tiers(seen, pathway, one.id, values, wrong),) for one in scales}
    choose = [
        Choice(value=one.id, text=text(one.name), hint=text(one.when) if one.when else "", reveal=reveal[one.id])
        for one in scales
    ]
    fields: list[Field] = [*pathway_choice(seen, values, wrong)]
    if len(scales) == 1:
        fields.append(_tiers(seen, pathway, scales[0].id, values, wrong))
    else:
        fields.append(one_of("scale", say("Which rating?"), choose, values, wrong, chosen=scale))
    return [
        *fields,
        words("reason", say("Why?"), values, wrong, hint=say("A lower rating than before needs its reason.")),
    ]


def _tiers(seen: Look, pathway: str, scale: str, values: Values, wrong: Wrong) -> Field:
    drawn = seen.hub.find("scales", scale)
    current = seen.case.rating_on(pathway, scale)
    options = [Choice(value=one.id, text=text(one.label), hint=text(one.means)) for one in drawn.tiers]
    own = {f"tier-{scale}": do for name, do in wrong.items() if name == "tier"}
    return one_of(
        f"tier-{scale}", text(drawn.name), options, values, own, chosen=current.tier if current else "",
        hint=text(drawn.when) if drawn.when else "",
    )  # fmt: skip


def _rate(form: Values, seen: Look) -> Rate:
    pathway = pathway_of(seen, form)
    scale = _on_scale(seen, form, pathway)
    return Rate(pathway, form.get(f"tier-{scale}", ""), form.get("reason", ""), scale=scale or None)


def _has_beside(seen: Look) -> bool:
    return seen.case.closed is None and any(beside(seen, pathway) for pathway in seen.case.pathways)


def suggestions(seen: Look, pathway: str | None = None) -> list[tuple[str, str, str]]:
    """What the rules suggested: tier or *could not be assessed*, why, and what was missing."""
    found = []
    for one in seen.case.suggestions:
        if pathway not in (None, one["pathway"]) or one["pathway"] not in seen.case.pathways:
            continue
        label = plain(badge(seen.hub, one["scale"], one["tier"]).label)
        because = plain(text(Text(one["because"]["en"], one["because"].get("cy"))))
        missing = ", ".join(plain(text(Text(it["en"], it.get("cy")))) for it in one["missing"])
        if one["result"] is None:
            label = gettext("%(tier)s: could not be assessed", tier=label)
            missing = gettext("Not answered: %(what)s", what=missing) if missing else ""
        found.append((label, because, missing))
    return found


def _suggested(seen: Look) -> Cards | None:
    found = suggestions(seen)
    if not found or all(seen.case.rating(pathway) for pathway in seen.case.pathways):
        return None
    rows = [card(label, [(say("Why"), because), (say("Missing"), missing)]) for label, because, missing in found]
    return Cards(tuple(rows), said=say("The hub's rules suggest this. A person rates."))


def _line(body: Mapping[str, Any], seen: Look) -> list[str]:
    if "confirmed" not in body:
        return []
    return [gettext("confirmed") if body["confirmed"] else gettext("declined")]


def _next(seen: Look) -> tuple[str, str] | None:
    mine = any(_mine(seen, rating) for _, rating in waiting(seen))
    return ("confirm-rating", say("Confirm or decline the lower rating")) if mine else None


TOPIC: WorkTopic = WorkTopic(
    deeds={
        "confirm-rating": Deed(
            mark("Confirm or decline the lower rating"), mark("Record this"), _answering, _answer, intro=_what_waits
        ),
        "rate-beside": Deed(
            mark("Rate on another scale"),
            mark("Record the rating"),
            _rating,
            _rate,
            group="decide",
            permission="case.rate",
            offered=_has_beside,
        ),
    },
    entries={"case.lowering_answered": mark("A second person looked at the lower rating")},
    lines={"case.lowering_answered": _line},
    panels=(
        Panel("lowering", mark("Second person"), "top", TEMPLATE, _lowered),
        Panel("suggestions", mark("Suggested ratings"), "acts", NARROW, _suggested),
    ),
    clocks={"confirm": mark("second person")},
    next=_next,
)
