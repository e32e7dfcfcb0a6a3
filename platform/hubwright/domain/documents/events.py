"""What a document calls the entries of a case. A type without words of its own is called by what its name says."""

from __future__ import annotations

from collections.abc import Mapping

from hubwright.domain.texts import Text

EVENTS: Mapping[str, Text] = {
    "case.opened": Text("Received", "Derbyniwyd"),
    "case.contact_added_to": Text("The referrer sent more", "Anfonodd yr atgyfeiriwr ragor"),
    "case.read": Text("Read", "Darllenwyd"),
    "case.assigned": Text("Given an owner", "Rhoddwyd i berchennog"),
    "case.rated": Text("Rated", "Graddiwyd"),
    "case.agencies_asked": Text("Agencies asked", "Gofynnwyd i asiantaethau"),
    "case.return_recorded": Text("An agency answered", "Atebodd asiantaeth"),
    "case.noted": Text("Note", "Nodyn"),
    "case.acted_now": Text("Immediate action started", "Dechreuwyd gweithredu ar unwaith"),
    "case.person_added": Text("Person added", "Ychwanegwyd person"),
    "case.decided": Text("Decided", "Penderfynwyd"),
    "case.route_answered": Text("The receiving service answered", "Atebodd y gwasanaeth sy'n derbyn"),
    "case.referrer_told": Text("Referrer told", "Dywedwyd wrth yr atgyfeiriwr"),
    "case.closed": Text("Closed", "Caewyd"),
    "case.reopened": Text("Reopened", "Ailagorwyd"),
    "case.corrected": Text("Corrected", "Cywirwyd"),
    "case.alarm_raised": Text("Alarm raised", "Codwyd larwm"),
    "case.alarm_told": Text("Alarm told", "Dywedwyd am y larwm"),
    "case.alarm_acknowledged": Text("Alarm taken on", "Cymerwyd y larwm"),
    "case.clocks_moved": Text("Due times moved", "Symudwyd amserau dyledus"),
    "case.action_agreed": Text("Action agreed", "Cytunwyd ar gam gweithredu"),
    "case.letter_written": Text("Letter written", "Ysgrifennwyd llythyr"),
    "case.letter_sent": Text("Letter sent", "Anfonwyd llythyr"),
    "case.letter_withheld": Text("Letter withheld", "Daliwyd llythyr yn ôl"),
}


def event_name(type: str) -> Text:
    """What an entry of this type is called ("case.letter_sent": "Letter sent")."""
    known = EVENTS.get(type)
    return known if known is not None else Text(type.partition(".")[2].replace("_", " ").capitalize())
