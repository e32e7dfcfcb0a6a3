"""The kinds of document, the sections that each can have, and their names where a hub has no words of its own."""

from __future__ import annotations

from collections.abc import Mapping

from hubwright.domain.texts import Text

TITLES: Mapping[str, Text] = {
    "meeting_record": Text("Record of a meeting", "Cofnod o gyfarfod"),
    "chronology": Text("Chronology", "Cronoleg"),
    "decision_record": Text("Record of decisions", "Cofnod o benderfyniadau"),
    "referrer_letter": Text("Letter to the referrer", "Llythyr at yr atgyfeiriwr"),
    "agency_return": Text("What an agency answered", "Ateb asiantaeth"),
    "conference_summary": Text(
        "Summary for a domestic-abuse conference", "Crynodeb ar gyfer cynhadledd cam-drin domestig"
    ),
    "agenda_pack": Text("Agenda and papers", "Agenda a phapurau"),
}
"""Kind to the title of a document whose layout has no name; a title names nobody."""

FOR_OUTSIDE = frozenset({"referrer_letter", "agency_return", "conference_summary"})
"""Kinds that leave the hub: what an owner has not released stays out, and what is protected is looked for first."""

LETTERS = frozenset({"referrer_letter"})
"""Kinds that are written to somebody, and say nothing of what there is not."""

_PEOPLE = Text("Who this is about", "Am bwy y mae hyn")
_CONCERN = Text("What the worry is", "Beth yw'r pryder")
_INFORMATION = Text("Information from each agency", "Gwybodaeth gan bob asiantaeth")
_DECISIONS = Text("Decisions", "Penderfyniadau")
_DISSENT = Text("Disagreement", "Anghytundeb")
_ACTIONS = Text("Actions", "Camau gweithredu")
_BASIS = Text("Why information was shared", "Pam y rhannwyd gwybodaeth")

SECTIONS: Mapping[str, Mapping[str, Text]] = {
    "meeting_record": {
        "meeting": Text("The meeting", "Y cyfarfod"),
        "attendance": Text("Who was there", "Pwy oedd yno"),
        "people": _PEOPLE,
        "referral": _CONCERN,
        "information": _INFORMATION,
        "analysis": Text(
            "Risk, protective factors and what is not known", "Risg, ffactorau amddiffynnol a'r hyn nad yw'n hysbys"
        ),
        "views": Text("Views of the child or adult", "Barn y plentyn neu'r oedolyn"),
        "points": Text("Other points", "Pwyntiau eraill"),
        "decisions": _DECISIONS,
        "dissent": _DISSENT,
        "actions": _ACTIONS,
        "family": Text(
            "What the family is told, by whom, and what is withheld",
            "Beth a ddywedir wrth y teulu, gan bwy, a beth a ddelir yn ôl",
        ),
        "basis": _BASIS,
        "next-meeting": Text("Next meeting", "Y cyfarfod nesaf"),
        "circulation": Text("Who receives this record", "Pwy sy'n cael y cofnod hwn"),
        "missing": Text("What is missing", "Yr hyn sydd ar goll"),
        "versions": Text("Versions of this record", "Fersiynau o'r cofnod hwn"),
    },
    "chronology": {
        "people": _PEOPLE,
        "events": Text("What happened", "Beth ddigwyddodd"),
        "earlier": Text("What agencies say happened before", "Beth y mae asiantaethau'n dweud a ddigwyddodd gynt"),
    },
    "decision_record": {
        "people": _PEOPLE,
        "concern": _CONCERN,
        "ratings": Text("Ratings", "Graddfeydd"),
        "information": _INFORMATION,
        "decisions": _DECISIONS,
        "dissent": _DISSENT,
        "actions": _ACTIONS,
    },
    "referrer_letter": {
        "letter": Text("What we decided", "Yr hyn a benderfynwyd gennym"),
        "advice": Text("Advice", "Cyngor"),
        "way-back": Text("If you are still worried", "Os ydych yn dal i boeni"),
        "hub": Text("How to reach us", "Sut i gysylltu â ni"),
    },
    "agency_return": {
        "question": Text("What was asked", "Yr hyn a ofynnwyd"),
        "people": _PEOPLE,
        "answer": Text("The answer", "Yr ateb"),
        "earlier": Text("Dated list", "Rhestr â dyddiadau"),
        "passing-on": Text("Passing it on", "Ei drosglwyddo"),
    },
    "conference_summary": {
        "referral": Text("The referral", "Yr atgyfeiriad"),
        "person": Text("The person at risk", "Y person mewn perygl"),
        "contact": Text("Safe contact", "Cysylltu'n ddiogel"),
        "others": Text("Others in this episode", "Eraill yn y digwyddiad hwn"),
        "children": Text("Children", "Plant"),
        "concern": _CONCERN,
        "grounds": Text("Risk and grounds for the referral", "Risg a'r seiliau dros yr atgyfeiriad"),
        "aware": Text("Whether they know and agree", "A ydynt yn gwybod ac yn cytuno"),
        "information": _INFORMATION,
        "actions": Text("What has been done", "Yr hyn a wnaed"),
    },
    "agenda_pack": {
        "meeting": Text("The meeting", "Y cyfarfod"),
        "attendance": Text("Who is asked to come", "Pwy y gofynnir iddynt ddod"),
        "agenda": Text("Agenda", "Agenda"),
        "cases": Text("Papers", "Papurau"),
    },
}
"""Kind to its sections, in the order in which they stand where a hub draws no layout, with their headings."""

MARKING = Text("OFFICIAL-SENSITIVE", "SWYDDOGOL-SENSITIF")
HANDLING = Text(
    "This document is about people who may be at risk. Keep it where only those who need it can read it, do not pass it"
    " on without asking the hub that issued it, and destroy it when it is no longer needed.",
    "Mae'r ddogfen hon am bobl a allai fod mewn perygl. Cadwch hi lle mai dim ond y rhai y mae ei hangen arnynt all ei"
    " darllen, peidiwch â'i throsglwyddo heb ofyn i'r hyb a'i cyhoeddodd, a'i dinistrio pan nad oes ei hangen mwyach.",
)
NOTHING = Text("Nothing is recorded here.", "Nid oes dim wedi'i gofnodi yma.")
