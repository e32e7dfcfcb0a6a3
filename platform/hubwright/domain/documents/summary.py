"""A summary ready for a conference on domestic abuse: what such a conference asks of whoever refers to it.

No wording of a risk instrument is here: what somebody found with one stands in their own words, as the case holds it.
"""

from __future__ import annotations

from collections.abc import Mapping

from hubwright.domain.cases.topics.assessing import assessments
from hubwright.domain.cases.topics.talking import talked
from hubwright.domain.definitions.hub import Hub
from hubwright.domain.documents.deciding import agreed, ratings
from hubwright.domain.documents.document import Fact, Facts, Paragraph
from hubwright.domain.documents.information import Outside, information
from hubwright.domain.documents.layout import Part
from hubwright.domain.documents.people import KEPT_BACK, each, person_facts
from hubwright.domain.documents.said import Teller, about
from hubwright.domain.texts import Text

_NAMES = {
    "reference": Text("Reference", "Cyfeirnod"),
    "received": Text("Received", "Derbyniwyd"),
    "by": Text("Referred by", "Atgyfeiriwyd gan"),
    "number": Text("Telephone", "Ffôn"),
    "safe": Text("Safe to call?", "Diogel i'w ffonio?"),
    "times": Text("Safe times and words", "Amserau a geiriau diogel"),
    "wishes": Text("What they want", "Yr hyn y maent ei eisiau"),
    "told": Text("Told of this?", "A ddywedwyd wrthynt am hyn?"),
    "agreed": Text("Agreement", "Cytundeb"),
}
_SAFE = {"yes": Text("Yes", "Ydy"), "no": Text("No: do not use it", "Nac ydy: peidiwch â'i ddefnyddio")}
_NOT_KNOWN = Text("Not known", "Ddim yn hysbys")
_TOLD = {True: Text("They were told", "Dywedwyd wrthynt"), False: Text("They were not told", "Ni ddywedwyd wrthynt")}
_AGREED = {
    "given": Text("Given", "Wedi'i roi"),
    "refused": Text("Refused", "Wedi'i wrthod"),
    "withdrawn": Text("Withdrawn", "Wedi'i dynnu'n ôl"),
    "not_asked": Text("Not asked", "Heb ei ofyn"),
}
_FOUND = Text("Assessed by {who}: {found}", "Aseswyd gan {who}: {found}")


def summary(teller: Teller, *, subject: str, leaving: Outside) -> Mapping[str, Part]:
    """The sections of a summary.

    Args:
        teller: of the case.
        subject: id of the person at risk.
        leaving: to whom it goes: what agencies have not released stays out.
    """
    case = teller.case
    person = case.subjects[subject]
    others = [one for one in case.subjects.values() if one.id != subject]
    children = [one for one in others if _is_child(teller.hub, one.pathways) or one.unborn]
    return {
        "referral": Part((Facts(_referral(teller)),)),
        "person": Part((person_facts(teller, person, "person", leaving=True),)),
        "contact": Part((Facts(_contact(teller, subject)),)),
        "others": each(teller, "others", [one for one in others if one not in children], leaving=True),
        "children": each(teller, "children", children, leaving=True),
        "concern": Part((Paragraph("concern.what", case.what, about(f"subject:{subject}", "referrer")),)),
        "grounds": Part((*ratings(teller).blocks, *_assessed(teller, subject))),
        "aware": Part(_aware(teller, subject)),
        "information": information(teller, leaving=leaving),
        "actions": agreed(teller),
    }


def _is_child(hub: Hub, pathways: tuple[str, ...]) -> bool:
    drawn = {one.id: one.stands_for for one in hub.pathways}
    return any(drawn.get(one) == "child" for one in pathways)


def _referral(teller: Teller) -> tuple[Fact, ...]:
    # It is the hub that refers: who told the hub stays with the hub.
    parts = {
        "reference": teller.case.ref,
        "received": teller.moment(teller.case.received),
        "by": teller.say(teller.hub.name),
        "number": next((post.telephone for post in teller.hub.local.duty if post.when == "open"), ""),
    }
    return tuple(Fact(f"referral.{key}", teller.say(_NAMES[key]), said) for key, said in parts.items() if said)


def _contact(teller: Teller, subject: str) -> tuple[Fact, ...]:
    telephone = teller.case.subjects[subject].known.get("telephone")
    if not isinstance(telephone, Mapping):
        return ()
    marks = about(f"subject:{subject}", f"number:{subject}")
    safe = teller.say(_SAFE.get(str(telephone.get("safe", "")), _NOT_KNOWN))
    parts = {
        "number": teller.say(KEPT_BACK) if telephone.get("protected") else str(telephone.get("number", "") or ""),
        "safe": safe,
        "times": ", ".join(str(telephone[part]) for part in ("safe_times", "safe_words") if telephone.get(part)),
    }
    return tuple(Fact(f"contact.{key}", teller.say(_NAMES[key]), said, marks) for key, said in parts.items() if said)


def _assessed(teller: Teller, subject: str) -> tuple[Paragraph, ...]:
    return tuple(
        Paragraph(
            f"grounds.assessed-{pathway}",
            teller.say(_FOUND).format(who=one.who, found=one.found),
            about(f"subject:{subject}"),
        )
        for (whom, pathway), one in assessments(teller.case).items()
        if whom == subject and one.found
    )


def _aware(teller: Teller, subject: str) -> tuple[Facts, ...]:
    said = talked(teller.case)
    marks = about(f"subject:{subject}")
    facts = []
    for number, one in enumerate(said.talks):
        words = ". ".join(part for part in (teller.say(_TOLD[bool(one.get("talked"))]), one.get("words", "")) if part)
        facts.append(Fact(f"aware.told{number}", teller.say(_NAMES["told"]), words))
    for number, one in enumerate(it for it in said.agreements if it.get("subject") == subject):
        answer = teller.say(_AGREED.get(str(one.get("answer", "")), _NOT_KNOWN))
        facts.append(Fact(f"aware.agreed{number}", teller.say(_NAMES["agreed"]), answer, marks))
    for number, one in enumerate(it for it in said.wishes if it.get("subject") == subject):
        words = one.get("wishes") or one.get("why_not") or ""
        facts.append(Fact(f"aware.wishes{number}", teller.say(_NAMES["wishes"]), words, marks))
    return (Facts(tuple(facts)),)
