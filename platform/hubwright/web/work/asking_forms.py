"""The form of asking agencies: the rating's own bundle first, the rest with a reason."""

from __future__ import annotations

from hubwright.domain.cases import commands
from hubwright.domain.cases.decide.owing import current_tier
from hubwright.web.components import Choice, Field
from hubwright.web.language import plain, say, text
from hubwright.web.work.asked import Values, Wrong, any_of, line, words
from hubwright.web.work.deed_forms import pathway_choice, pathway_of
from hubwright.web.work.look import Look
from hubwright.web.work.people_shown import name_of


def why_we_may_ask(seen: Look) -> str:
    """What stands above the form: what is sent, and on what basis."""
    return say(
        "Each agency sees its own questions, the people you tick and the words you write here. Nothing else is sent."
    )


def asking(seen: Look, values: Values, wrong: Wrong) -> list[Field]:
    """The rating's bundle ticked, the rest offered with a reason."""
    pathway = pathway_of(seen, values)
    tier = current_tier(seen.case, pathway, seen.context)
    bundle = tier.checks if tier else seen.hub.find("pathways", pathway).checks
    sets = [
        Choice(value=one.id, text=text(one.name), hint=text(one.purpose))
        for one in sorted(seen.hub.check_sets, key=lambda one: one.id not in bundle)
    ]
    chosen = list(bundle)[:1] if tier is None else list(bundle)
    agencies = seen.agencies()
    asked = {ask.agency for one in seen.hub.check_sets if one.id in bundle for ask in one.asks}
    everyone = sorted(
        {ask.agency for one in seen.hub.check_sets for ask in one.asks}, key=lambda id: plain(agencies[id])
    )
    in_strand = [one for one in seen.case.subjects.values() if pathway in one.pathways]
    return [
        *pathway_choice(seen, values, wrong),
        any_of("sets", say("Which checks?"), sets, values, wrong, chosen=chosen),
        any_of(
            "agencies", say("Which agencies?"), [Choice(value=id, text=agencies[id]) for id in everyone], values, wrong,
            chosen=asked,
        ),
        any_of(
            "subjects", say("About whom?"), [Choice(value=one.id, text=name_of(one, seen)) for one in in_strand],
            values, wrong, chosen=[one.id for one in in_strand],
        ),
        words(
            "shared", say("What do they need to know to answer?"), values, wrong,
            hint=say("Write only what an agency needs. The referrer's words are not sent unless you write them here."),
        ),
        line("reason", say("Why, if this is more than the rating sends"), values, wrong),
    ]  # fmt: skip


def ask(form: Values, seen: Look) -> commands.Ask:
    """The command of asking agencies."""
    return commands.Ask(
        pathway=pathway_of(seen, form),
        sets=tuple(form.getlist("sets")),
        agencies=tuple(form.getlist("agencies")),
        subjects=tuple(form.getlist("subjects")),
        shared=form.get("shared", ""),
        reason=form.get("reason", ""),
    )
