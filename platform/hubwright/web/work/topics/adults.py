"""What is particular to an adult: the test, what they want, enquiries, an advocate, and where harm comes from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hubwright.domain.cases.topics import adults
from hubwright.domain.cases.topics.adults import adult, known
from hubwright.web.components import Choice, Field
from hubwright.web.language import gettext, mark, plain, say
from hubwright.web.times import short_instant
from hubwright.web.work.asked import Values, Wrong, any_of, line, listed, one_of, words
from hubwright.web.work.deed import Deed
from hubwright.web.work.look import Look
from hubwright.web.work.people_shown import name_of
from hubwright.web.work.topics.cards import NARROW, Cards, Shown, card, way
from hubwright.web.work.topics.topic import Panel, WorkTopic

LIMBS = {
    "needs": mark("They have needs for care and support"),
    "harm": mark("They experience abuse or neglect, or are at risk of it"),
    "unable": mark("Because of those needs they cannot protect themselves"),
}
SAID = {"yes": mark("Yes"), "no": mark("No"), "not_known": mark("Not yet known")}
ENQUIRIES = {"section_42": mark("A section 42 enquiry"), "other_enquiry": mark("Another safeguarding enquiry")}
ADVOCATE = {
    "not_needed": mark("They speak for themselves"),
    "family_or_friend": mark("Somebody of their family or a friend"),
    "advocate": mark("An advocate"),
    "needed_not_found": mark("Somebody is needed and not found yet"),
    "not_known": mark("Not known"),
}
RISK = {
    "removed": mark("It was removed"),
    "reduced": mark("It was reduced"),
    "remained": mark("It remained"),
    "not_known": mark("Not known"),
}
MET = {
    "fully": mark("Fully"),
    "partly": mark("Partly"),
    "not_met": mark("Not met"),
    "not_asked": mark("They were not asked"),
    "not_known": mark("Not known"),
}
NATURES = {
    "person": mark("A person"),
    "organisation": mark("An organisation"),
    "place": mark("A place"),
    "not_known": mark("Not known"),
}


def strands(seen: Look) -> list[str]:
    """The adults' pathways of a case."""
    return [one for one in seen.case.pathways if seen.hub.find("pathways", one).stands_for == "adult"]


def _people(seen: Look) -> list[tuple[str, str, str]]:
    """Each adult: "subject:pathway" for the form, subject, pathway."""
    return [
        (f"{one.id}:{strand}", one.id, strand)
        for one in seen.case.subjects.values()
        for strand in strands(seen)
        if strand in one.pathways
    ]


def _options(names: Mapping[str, str]) -> list[Choice]:
    return [Choice(value=id, text=say(said)) for id, said in names.items()]


def _whom(seen: Look, values: Values, wrong: Wrong) -> Field:
    people = _people(seen)
    options = [Choice(value=key, text=name_of(seen.case.subjects[id], seen)) for key, id, _ in people]
    wanted = [key for key, id, _ in people if id == values.get("about")]
    chosen = wanted[0] if wanted else (options[0].value if options else "")
    own = {"whom": wrong["subject"]} if "subject" in wrong else {}
    return one_of("whom", say("About whom?"), options, values, own, chosen=chosen)


def _of(form: Values) -> tuple[str, str]:
    subject, _, pathway = form.get("whom", "").partition(":")
    return subject, pathway


def limbs(values: Values, wrong: Wrong, given: Mapping[str, str]) -> list[Field]:
    """Each limb of the test, for the page of a decision as well."""
    return [
        one_of(f"limb_{id}", say(said), _options(SAID), values, wrong, chosen=given.get(id, ""))
        for id, said in LIMBS.items()
    ]


def limbs_typed(form: Values) -> dict[str, str]:
    """The limbs as they were answered; empty where none was."""
    said = {id: form.get(f"limb_{id}", "") for id in LIMBS}
    return said if any(said.values()) else {}


def _testing(seen: Look, values: Values, wrong: Wrong) -> list[Field]:
    first = next(((id, strand) for _, id, strand in _people(seen)), ("", ""))
    return [
        _whom(seen, values, wrong),
        *limbs(values, wrong, adult(seen.case, *first).limbs),
        words("words", say("On what does this rest?"), values, wrong, rows=3),
    ]


def _test(form: Values, seen: Look) -> adults.AnswerLimbs:
    typed = {id: form.get(f"limb_{id}", "") for id in LIMBS}
    return adults.AnswerLimbs(*_of(form), typed, form.get("words", ""))


def _hearing(seen: Look, values: Values, wrong: Wrong) -> list[Field]:
    return [
        _whom(seen, values, wrong),
        words("wanted", say("What do they want to come of it?"), values, wrong, hint=say("In their own words.")),
        one_of("advocate", say("Who speaks for them where they cannot?"), _options(ADVOCATE), values, wrong),
        line("advocate_name", say("Their name"), values, wrong),
    ]


def _hear(form: Values, seen: Look) -> adults.HearAdult:
    return adults.HearAdult(*_of(form), form.get("wanted", ""), form.get("advocate", ""), form.get("advocate_name", ""))


def _causing(seen: Look, values: Values, wrong: Wrong) -> list[Field]:
    agencies = [(id, plain(name)) for id, name in seen.agencies().items()]
    return [
        _whom(seen, values, wrong),
        one_of("kind", say("Which enquiry?"), _options(ENQUIRIES), values, wrong),
        line("who", say("Who makes it?"), values, wrong),
        listed("agency", say("Of which agency?"), agencies, values, wrong),
        words("words", say("What are they to find out?"), values, wrong, rows=3),
    ]


def _cause(form: Values, seen: Look) -> adults.CauseEnquiry:
    return adults.CauseEnquiry(
        *_of(form), form.get("kind", ""), form.get("who", ""), form.get("agency", ""), form.get("words", "")
    )


def _reporting(seen: Look, values: Values, wrong: Wrong) -> list[Field]:
    return [
        _whom(seen, values, wrong),
        words("found", say("What was found?"), values, wrong, rows=6),
        one_of("risk", say("What became of the risk?"), _options(RISK), values, wrong),
        one_of("met", say("Were the outcomes they wanted met?"), _options(MET), values, wrong),
    ]


def _report(form: Values, seen: Look) -> adults.ReportEnquiry:
    return adults.ReportEnquiry(*_of(form), form.get("found", ""), form.get("risk", ""), form.get("met", ""))


def _strand(seen: Look, values: Values) -> str:
    found = strands(seen)
    wanted = values.get("pathway", "")
    return wanted if wanted in found else next(iter(found), "")


def _sourcing(seen: Look, values: Values, wrong: Wrong) -> list[Field]:
    strand = _strand(seen, values)
    people = [one for one in seen.case.subjects.values() if strand in one.pathways]
    options = [Choice(value=one.id, text=name_of(one, seen)) for one in people]
    return [
        one_of("nature", say("Where does the harm come from?"), _options(NATURES), values, wrong),
        line("name", say("Who, or what is it called?"), values, wrong),
        any_of("subjects", say("For whom?"), options, values, wrong, chosen=[one.value for one in options]),
        words("words", say("What is said about it?"), values, wrong, rows=3),
    ]


def _source(form: Values, seen: Look) -> adults.NameSource:
    return adults.NameSource(
        _strand(seen, form),
        form.get("nature", ""),
        form.get("name", ""),
        tuple(form.getlist("subjects")),
        form.get("words", ""),
    )


def _adding(seen: Look, values: Values, wrong: Wrong) -> list[Field]:
    return [
        line("count", say("How many people?"), values, wrong),
        line("role", say("Who are they?"), values, wrong, hint=say("For example: resident of Example House.")),
        words("why", say("How did they come to light?"), values, wrong, rows=3),
    ]


def _add(form: Values, seen: Look) -> adults.AddResidents:
    typed = form.get("count", "").strip()
    count = int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 4 else 0
    return adults.AddResidents(_strand(seen, form), count, form.get("role", ""), form.get("why", ""))


def _has_adults(seen: Look) -> bool:
    return bool(_people(seen))


def _has_enquiry(seen: Look) -> bool:
    return any(adult(seen.case, id, strand).enquiries for _, id, strand in _people(seen))


def _panel(seen: Look) -> Cards | None:
    if not strands(seen):
        return None
    cards = [_adult(seen, id, strand) for _, id, strand in _people(seen)]
    for one in known(seen.case).sources:
        people = [name_of(seen.case.subjects[id], seen) for id in one.subjects if id in seen.case.subjects]
        rows = [
            (say("What it is"), say(NATURES[one.nature])),
            (say("For whom"), ", ".join(people)),
            (say("What is said"), one.words),
            (say("Recorded by"), one.by),
        ]
        cards.append(
            card(gettext("Alleged source of harm: %(name)s", name=one.name or plain(say(NATURES[one.nature]))), rows)
        )
    ways = []
    if seen.case.closed is None and any(seen.may("case.note", strand) for strand in strands(seen)):
        ways = [
            way(seen, "harm-source", say("Say where the harm comes from")),
            way(seen, "add-residents", say("Add people without names")),
        ]
    return Cards(tuple(cards), tuple(ways))


def _adult(seen: Look, id: str, strand: str) -> Shown:
    one = adult(seen.case, id, strand)
    rows: list[tuple[Any, Any]] = [(say(said), say(SAID[one.limb(limb)])) for limb, said in LIMBS.items()]
    rows += [
        (say("On what this rests"), one.limbs_words),
        (say("What they want"), one.wanted),
        (say("Who speaks for them"), _speaks(one)),
    ]
    for it in one.enquiries:
        due = plain(short_instant(it.due)) if it.due and not it.reported else ""
        said = [it.who, plain(seen.agencies().get(it.agency, "")), due, it.words, it.found]
        ended = [plain(say(RISK[it.risk])), plain(say(MET[it.met]))] if it.reported else []
        rows.append((say(ENQUIRIES[it.kind]), "\n".join(part for part in (*said, *ended) if part)))
    ways = []
    if seen.may("case.note", strand):
        ways = [
            way(seen, "adult-test", say("Answer the test"), about=id),
            way(seen, "adult-wants", say("Write what they want"), about=id),
        ]
        if seen.may("case.decide", strand):
            ways.append(way(seen, "cause-enquiry", say("Cause an enquiry"), about=id))
        if any(it.reported is None for it in one.enquiries):
            ways.append(way(seen, "report-enquiry", say("Put down what the enquiry found"), about=id))
    return card(name_of(seen.case.subjects[id], seen), rows, *ways)


def _speaks(one: adults.Adult) -> str:
    if not one.advocate:
        return ""
    return ", ".join(part for part in (plain(say(ADVOCATE[one.advocate])), one.advocate_name) if part)


def _line(body: Mapping[str, Any], seen: Look) -> list[str]:
    subject = seen.case.subjects.get(body.get("subject", ""))
    parts = [name_of(subject, seen)] if subject else []
    for id, said in body.get("limbs", {}).items():
        parts.append(f"{plain(say(LIMBS[id]))}: {plain(say(SAID[said]))}")
    if body.get("kind") in ENQUIRIES:
        parts.append(plain(say(ENQUIRIES[body["kind"]])))
    if body.get("nature") in NATURES:
        parts.append(plain(say(NATURES[body["nature"]])))
    parts += [body[key] for key in ("who", "name", "wanted", "found") if body.get(key)]
    if body.get("advocate") in ADVOCATE:
        parts.append(plain(say(ADVOCATE[body["advocate"]])))
    if body.get("risk") in RISK:
        parts.append(plain(say(RISK[body["risk"]])))
    return parts


_TYPES = {
    "case.adult_tested": mark("Test for an enquiry"),
    "case.adult_heard": mark("What the adult wants"),
    "case.enquiry_caused": mark("Enquiry caused"),
    "case.enquiry_reported": mark("Enquiry reported"),
    "case.source_named": mark("Alleged source of harm"),
}

TOPIC: WorkTopic = WorkTopic(
    deeds={
        "adult-test": Deed(
            mark("The test for an enquiry"), mark("Record this"), _testing, _test, permission="case.note",
            offered=_has_adults,
        ),
        "adult-wants": Deed(
            mark("What the adult wants"), mark("Record this"), _hearing, _hear, permission="case.note",
            offered=_has_adults,
        ),
        "cause-enquiry": Deed(
            mark("Cause an enquiry"), mark("Cause it"), _causing, _cause, permission="case.decide",
            offered=_has_adults,
        ),
        "report-enquiry": Deed(
            mark("What the enquiry found"), mark("Put it on record"), _reporting, _report, permission="case.note",
            offered=_has_enquiry,
        ),
        "harm-source": Deed(
            mark("Where the harm comes from"), mark("Record this"), _sourcing, _source, permission="case.note"
        ),
        "add-residents": Deed(
            mark("Add people without names"), mark("Add them"), _adding, _add, permission="case.note"
        ),
    },
    entries=_TYPES,
    lines=dict.fromkeys(_TYPES, _line),
    panels=(Panel("adults", mark("For the adult"), "who", NARROW, _panel),),
    clocks={"enquiry": mark("enquiry")},
)  # fmt: skip
