"""The form of asking agencies: the rating's own bundle, what goes along with it, and why the hub may ask."""

from __future__ import annotations

from markupsafe import Markup, escape

from hubwright.domain.cases import commands
from hubwright.domain.cases.commands import GivenBasis
from hubwright.domain.cases.decide.asking import bundle_of, outdated, threshold
from hubwright.domain.cases.decide.owing import current_tier
from hubwright.domain.cases.topics.basis import prepared
from hubwright.domain.cases.topics.items import items_of
from hubwright.domain.definitions.hub import CalendarRule, CheckSet
from hubwright.reference.provisions import provision_name
from hubwright.web.components import Choice, Field
from hubwright.web.language import plain, say, text
from hubwright.web.visit import Visit
from hubwright.web.work.agreements_shown import unheld
from hubwright.web.work.asked import Values, Wrong, any_of, line, listed, one_of, words
from hubwright.web.work.deed_forms import pathway_choice, pathway_of
from hubwright.web.work.look import Look
from hubwright.web.work.people_shown import name_of
from hubwright.web.work.words import CONSENTS, TOLDS

_EDITED = ("provision", "purpose", "necessity", "proportionality", "consent", "consent_why", "told", "told_why")


def why_we_may_ask(seen: Look) -> str:
    """What stands above the form: what is sent, and on what basis."""
    return say(
        "Each agency sees its own questions, the people you tick and the words you write here. Nothing else is sent."
    )


def asking(seen: Look, values: Values, wrong: Wrong) -> list[Field]:
    """The rating's bundle ticked, the rest offered with a reason; then the basis, to be confirmed once."""
    pathway = pathway_of(seen, values)
    tier = current_tier(seen.case, pathway, seen.context)
    bundle = bundle_of(seen.case, pathway, seen.context)
    sets = [
        Choice(value=one.id, text=text(one.name), hint=_about_set(one, pathway, seen))
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
            "agencies", say("Which agencies?"),
            [Choice(value=id, text=agencies[id], hint=_whom_to_ring(id, seen)) for id in everyone], values, wrong,
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
        *_along(seen, pathway, values, wrong),
        *_basis(seen, [one for one in seen.hub.check_sets if one.id in (bundle or asked)], values, wrong),
        any_of(
            "at_once", say("Can this wait?"),
            [
                Choice(
                    value="yes", text=say("No: somebody must be protected now"),
                    hint=say("It goes out at once. What is missing stays open on the case."),
                )
            ],
            values, wrong,
        ),
        line("reason", say("Why, if this is more than the rating sends, or cannot wait"), values, wrong),
    ]  # fmt: skip


def _about_set(one: CheckSet, pathway: str, seen: Look) -> str:
    if threshold(one, pathway, seen.context) is None:
        return text(one.purpose)
    tiers = [tier for scale in seen.hub.scales for tier in scale.tiers if tier.id == one.from_tier]
    label = plain(text(tiers[0].label)) if tiers else ""
    return Markup("{} {}").format(text(one.purpose), say("Asked from %(tier)s upwards.", tier=label))


def rung_in(visit: Visit, agency: str) -> str:
    """The hours, in the hub's words, in which an agency answers by telephone though nobody of it is in the room."""
    for one in visit.hub.agencies:
        if one.id == agency and one.by_telephone is not None:
            rule: CalendarRule = visit.hub.find("calendars", one.by_telephone)
            return plain(text(rule.name))
    return ""


def _whom_to_ring(agency: str, seen: Look) -> str:
    """Named people of an agency who can be rung."""
    named = [one for one in seen.visit.hub.local.on_call if one.agency == agency]
    said = [" ".join((one.name, one.telephone, plain(text(one.when)) if one.when else "")).strip() for one in named]
    if said:
        return say("To ring: %(who)s", who="; ".join(said))
    hours = rung_in(seen.visit, agency)
    return say("Answers by telephone: %(hours)s.", hours=hours) if hours else ""


def _along(seen: Look, pathway: str, values: Values, wrong: Wrong) -> list[Field]:
    """What other agencies shared, to go along where its owner lets it."""
    names = seen.agencies()
    pieces = [one for one in items_of(seen.case) if one.pathway == pathway]
    if not pieces:
        return []
    options = [
        Choice(value=one.id, text=f"{plain(names.get(one.owner, one.owner))}: {one.text[:80]}") for one in pieces
    ]
    hint = say("Only with the release of the agency whose it is.")
    return [any_of("items", say("Does anything that an agency shared go along?"), options, values, wrong, hint=hint)]


def _basis(seen: Look, sets: list[CheckSet], values: Values, wrong: Wrong) -> list[Field]:
    """What was prepared, to be confirmed in one act; what differs is opened and written."""
    first = prepared(sets[0]) if sets else dict.fromkeys(_EDITED, "")
    provisions = dict.fromkeys(id for one in seen.hub.check_sets for id in (one.basis, *one.other_bases))
    options = [(id, provision_name(id).get("en", id)) for id in provisions]
    told = [Choice(value=id, text=say(said)) for id, said in TOLDS.items()]
    consent = [Choice(value=id, text=say(said)) for id, said in CONSENTS.items()]
    edited = (
        listed("provision", say("Provision of law"), options, values, wrong),
        words("purpose", say("What for"), values, wrong, rows=2, given=first["purpose"]),
        words("necessity", say("Why it is needed"), values, wrong, rows=2, given=first["necessity"]),
        words("proportionality", say("Why it is no more than needed"), values, wrong, rows=2,
              given=first["proportionality"]),
        one_of("consent", say("Was agreement to the sharing sought?"), consent, values, wrong,
               chosen=first["consent"]),
        line("consent_why", say("If not, why not"), values, wrong, given=first["consent_why"]),
        one_of("told", say("Are they told before it is shared?"), told, values, wrong, chosen=first["told"]),
        line("told_why", say("If they are not told first, why not"), values, wrong, given=first["told_why"]),
        line("threshold", say("What is believed to be met"), values, wrong),
    )  # fmt: skip
    open_now = any(name in wrong for name in _EDITED)
    return [
        any_of(
            "confirmed", say("Why we may ask"),
            [Choice(value="yes", text=say("I have read this and stand for it"))], values, wrong,
            hint=Markup("<br>").join([
                *map(_summary, sets),
                *unheld(
                    seen.visit, {one.id for one in sets}, {ask.agency for one in sets for ask in one.asks}
                ),
            ]),
        ),
        any_of(
            "differs", say("Is anything different this time?"),
            [Choice(value="yes", text=say("Something differs: I write it here"), reveal=edited,
                    checked=True if open_now else None)],
            values, wrong,
        ),
    ]  # fmt: skip


def _summary(check_set: CheckSet) -> Markup:
    """A check set's basis in a few sentences."""
    found = prepared(check_set)
    parts = [
        provision_name(found["provision"]).get("en", found["provision"]),
        found["purpose"],
        found["necessity"],
        found["proportionality"],
    ]
    if found["consent"]:
        parts += [CONSENTS[found["consent"]], found["consent_why"]]
    if found["told"]:
        parts += [TOLDS[found["told"]], found["told_why"]]
    said = " ".join(part if part.endswith((".", "?", "!")) else f"{part}." for part in parts if part)
    # Prepared in English; a page in another language says so.
    return Markup('<span lang="en">{}</span>').format(escape(said))


def given_basis(form: Values, seen: Look, sets: tuple[str, ...]) -> GivenBasis:
    """What the sender says of the basis: only what they opened and changed."""
    confirmed = "yes" in form.getlist("confirmed")
    if "yes" not in form.getlist("differs"):
        return GivenBasis(confirmed=confirmed)
    first = next((prepared(one) for one in seen.hub.check_sets if one.id in sets), {})
    changed = {
        name: value for name in (*_EDITED, "threshold") if (value := form.get(name, "").strip()) != first.get(name, "")
    }
    return GivenBasis(confirmed=confirmed, **changed)


def ask(form: Values, seen: Look) -> commands.Ask:
    """The command of asking agencies."""
    pathway = pathway_of(seen, form)
    sets = tuple(form.getlist("sets"))
    return commands.Ask(
        pathway=pathway,
        sets=sets,
        agencies=tuple(form.getlist("agencies")),
        subjects=tuple(form.getlist("subjects")),
        shared=form.get("shared", ""),
        reason=form.get("reason", ""),
        basis=given_basis(form, seen, sets or bundle_of(seen.case, pathway, seen.context)),
        items=tuple(form.getlist("items")),
        urgent="yes" in form.getlist("at_once"),
    )


def asking_again(seen: Look, values: Values, wrong: Wrong) -> list[Field]:
    """The answers that were searched under earlier details, all ticked."""
    names = seen.agencies()
    found = outdated(seen.case)
    options = [Choice(value=one.ask, text=names.get(one.agency, one.agency)) for one in found]
    return [any_of("asks", say("Whom do you ask again?"), options, values, wrong, chosen=[one.ask for one in found])]


def ask_again(form: Values, seen: Look) -> commands.AskAgain:
    """The command of asking again; ticking nobody asks nobody."""
    return commands.AskAgain(tuple(form.getlist("asks")) or ("",))


def something_outdated(seen: Look) -> bool:
    """Whether an answer was searched under earlier details."""
    return bool(outdated(seen.case))
