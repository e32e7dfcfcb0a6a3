"""A decision as plain text, to be pasted into another system: what was decided for whom, and what it rests on."""

from __future__ import annotations

from collections.abc import Mapping

from hubwright.domain.cases.state import Decision
from hubwright.web.answers_shown import birth_words
from hubwright.web.language import gettext, plain, say, text
from hubwright.web.times import short_instant
from hubwright.web.work.look import Look
from hubwright.web.work.people_shown import name_of
from hubwright.web.work.tiers import badge


def written(seen: Look, decision: Decision) -> str:
    """The text, as far as this reader sees the case; one line for each thing, in the words of the page."""
    case, hub = seen.case, seen.hub
    subject = case.subjects[decision.subject]
    route = hub.find("routes", decision.route)
    rating = case.rating(decision.pathway)
    names = seen.agencies()
    parts = (
        (say("Hub"), plain(text(hub.name))),
        (say("Case"), case.ref),
        (say("Received"), plain(short_instant(case.received))),
        (say("Person"), name_of(subject, seen)),
        (say("Age"), plain(birth_words(subject, seen.visit.now))),
        (say("Pathway"), plain(text(hub.find("pathways", decision.pathway).name))),
        (say("Rating"), plain(badge(hub, rating.scale, rating.tier).label) if rating else ""),
        (say("Outcome"), plain(text(route.name))),
        (say("Goes to"), plain(text(route.to)) if route.to else ""),
        (say("Why"), decision.reasons),
        (say("What the child or adult wants"), decision.views),
        (say("Advice given"), decision.advice),
        (say("Recommended"), decision.recommendation),
        (say("Who disagreed"), _agencies(decision.dissent, names)),
        (say("Decided by"), f"{decision.by}, {plain(names.get(decision.agency or '', ''))}"),
        (say("Decided"), plain(short_instant(decision.at))),
    )
    said = [f"{plain(key)}: {_one_line(value)}" for key, value in parts if value]
    return "\n".join([*said, gettext("Taken from the record; later changes are not in this text.")]) + "\n"


def _agencies(said: Mapping[str, str], names: Mapping[str, str]) -> str:
    return "; ".join(f"{plain(names.get(agency, agency))}: {words}" for agency, words in said.items())


def _one_line(words: str) -> str:
    return " ".join(words.split())
