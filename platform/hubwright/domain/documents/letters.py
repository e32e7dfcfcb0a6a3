"""What goes to one reader outside: the letter to whoever referred, and what an agency answered, for its own records."""

from __future__ import annotations

from collections.abc import Mapping

from hubwright.domain.cases.chronology import in_order
from hubwright.domain.cases.state import Decision
from hubwright.domain.cases.topics.items.item import row_words
from hubwright.domain.cases.wording import Written, letter_for, worded
from hubwright.domain.documents.document import Fact, Facts, Paragraph, Point, Points, Row, Table
from hubwright.domain.documents.information import NATURES, RETURNS, found_beside
from hubwright.domain.documents.layout import Part
from hubwright.domain.documents.people import people
from hubwright.domain.documents.said import Teller, about
from hubwright.domain.texts import Text

_DECIDED = Text(
    "Thank you for telling us. We decided: {outcomes}.", "Diolch am roi gwybod i ni. Penderfynwyd: {outcomes}."
)
_NOT_YET = Text(
    "Thank you for telling us. Nothing is decided yet.", "Diolch am roi gwybod i ni. Nid oes penderfyniad eto."
)
_TELEPHONE = {
    "open": Text("When we are open", "Pan fyddwn ar agor"),
    "closed": Text("At other times", "Ar adegau eraill"),
}
_NAMES = {
    "asked": Text("Asked", "Gofynnwyd"),
    "purpose": Text("Why", "Pam"),
    "shared": Text("What was sent along", "Yr hyn a anfonwyd"),
    "kind": Text("Answer", "Ateb"),
    "nature": Text("Kind of knowledge", "Math o wybodaeth"),
    "text": Text("What they said", "Yr hyn a ddywedwyd"),
    "speak_to": Text("Speak to", "Siaradwch â"),
    "why": Text("Why", "Pam"),
    "searched": Text("Searched", "Chwiliwyd"),
    "period": Text("Period", "Cyfnod"),
    "said_by": Text("Said by", "Dywedwyd gan"),
    "at": Text("When", "Pryd"),
}
_PASSING = {
    "ask_first": Text("Ask us first", "Gofynnwch i ni yn gyntaf"),
    "hub_only": Text("It stays in the hub", "Mae'n aros yn yr hwb"),
    "to_these": Text("Only to the agencies named", "Dim ond i'r asiantaethau a enwyd"),
    "as_needed": Text("Yes, as needed to protect", "Iawn, yn ôl yr angen i amddiffyn"),
}
_DATED = Text("Dated list", "Rhestr â dyddiadau")
_WHAT = Text("What", "Beth")


def referrer_letter(teller: Teller, *, contact: str, addressed: str, today: str, words: str = "") -> Mapping[str, Part]:
    """The sections of a letter to whoever referred: what the hub tells them of the outcome, and no more.

    Args:
        teller: of the case.
        contact: the reference that they know.
        addressed: to whom, as it stands on the letter.
        today: the day in words.
        words: what the worker adds.
    """
    decided = list({one.route: one for one in teller.case.decisions if _hears(teller, one)}.values())
    letter = letter_for(teller.hub, "referrer", "outcome", decided[-1].meaning if decided else "")
    outcomes = "; ".join(teller.route(one) for one in decided)
    if letter is not None and decided:
        given = Written(
            reference=contact,
            hub=teller.say(teller.hub.name),
            telephone=next((one.telephone for one in teller.hub.local.duty if one.when == "open"), ""),
            date=today,
            addressed=addressed,
            outcome=outcomes,
            words=words,
        )
        text = worded(letter.body, given, teller.language)
    else:
        text = teller.say(_DECIDED).format(outcomes=outcomes) if decided else teller.say(_NOT_YET)
        text = "\n\n".join(part for part in (addressed, text, words) if part)
    ways = dict.fromkeys(
        said for one in decided if (said := one.way_back.get(teller.language) or one.way_back.get("en") or "")
    )
    advice = dict.fromkeys(one.advice for one in decided if one.advice)
    return {
        "letter": Part((Paragraph("letter.text", text),)),
        "advice": Part((Points(tuple(Point(f"advice.{n}", one) for n, one in enumerate(advice))),)),
        "way-back": Part((Points(tuple(Point(f"way-back.{n}", one) for n, one in enumerate(ways))),)),
        "hub": Part((Facts(tuple(_reach(teller))),)),
    }


def _hears(teller: Teller, decision: Decision) -> bool:
    """Whether the hub lets a referrer hear of this outcome by its name."""
    drawn = (one for one in teller.hub.routes if one.id == decision.route)
    return any(one.hears == "outcome" for one in drawn)


def _reach(teller: Teller) -> list[Fact]:
    posts = {post.when: post.telephone for post in reversed(teller.hub.local.duty)}
    return [Fact(f"hub.{when}", teller.say(said), posts[when]) for when, said in _TELEPHONE.items() if posts.get(when)]


def agency_return(teller: Teller, *, ask: str) -> Mapping[str, Part]:
    """The sections of what one agency answered to one question.

    Args:
        teller: of the case.
        ask: id of the question.
    """
    check = teller.case.checks[ask]
    answer = check.answer or {}
    mark = about(f"agency:{check.agency}", *(f"subject:{one}" for one in check.subjects))
    asked = {
        "asked": ", ".join(part for part in (teller.agency(check.agency), teller.moment(check.asked)) if part),
        "purpose": check.purpose,
        "shared": check.shared,
    }
    said = {
        "kind": teller.say(RETURNS.get(answer.get("kind", ""), Text(""))),
        "nature": teller.say(NATURES.get(answer.get("nature", ""), Text(""))) if answer.get("text") else "",
        **{key: str(answer.get(key, "") or "") for key in ("text", "speak_to", "why", "period", "said_by")},
        "searched": ", ".join(answer.get("searched", ())),
        "at": teller.instant(answer.get("at", "")),
    }
    of_agency = f"agency:{check.agency}"
    beside = tuple(
        Fact(f"answer.found.{id}", question, answer, about(of_agency, *people))
        for id, question, answer, people in found_beside(teller, check)
    )
    rows = in_order(answer.get("chronology", {}).get("rows", ()))
    listed = tuple(Row(f"earlier.{n}", (row_words(row),), mark) for n, row in enumerate(rows))
    passing = teller.say(_PASSING.get(answer.get("passing_on", ""), Text("")))
    return {
        "question": Part((Facts(_facts(teller, "question", asked, mark)),)),
        "people": people(teller, only=check.subjects),
        "answer": Part((Facts((*_facts(teller, "answer", said, mark), *beside)),)),
        "earlier": Part((Table(teller.say(_DATED), (teller.say(_WHAT),), listed),)),
        "passing-on": Part((Paragraph("passing-on.answer", passing, mark),)),
    }


def _facts(teller: Teller, id: str, parts: Mapping[str, str], marks: tuple[str, ...]) -> tuple[Fact, ...]:
    return tuple(Fact(f"{id}.{key}", teller.say(_NAMES[key]), text, marks) for key, text in parts.items() if text)
