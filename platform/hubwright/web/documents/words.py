"""What pages call documents, what becomes of them, and why there is none."""

from __future__ import annotations

from collections.abc import Mapping

from hubwright.web.language import mark

KINDS: Mapping[str, str] = {
    "chronology": mark("Chronology"),
    "decision_record": mark("Record of decisions"),
    "referrer_letter": mark("Letter to the referrer"),
    "agency_return": mark("What an agency answered"),
    "conference_summary": mark("Summary for a conference on domestic abuse"),
    "meeting_record": mark("Record of a meeting"),
    "agenda_pack": mark("Agenda and papers"),
    "copy": mark("A copy with parts left out"),
    "plugin_paper": mark("A document of what this hub keeps besides"),
}

STATES: Mapping[str, str] = {
    "asked": mark("Waiting to be made"),
    "making": mark("Being made"),
    "ready": mark("Ready"),
    "failed": mark("Not made"),
}

WHY: Mapping[str, str] = {
    "seat_ended": mark("The membership in which it was asked for has ended."),
    "not_seen": mark("You can no longer see this case as it was when you asked."),
    "unclear": mark("The case has changed, and it is no longer clear which document was meant."),
    "stopped": mark("It would leave the hub, and something in it may give away what is protected."),
    "kept_from": mark("Something in it must not become known to them."),
    "too_long": mark("It took too long to print."),
    "too_big": mark("It is too big to be printed in one piece."),
    "broke_off": mark("Printing broke off."),
}

DO: Mapping[str, str] = {
    "seat_ended": mark("Ask again in a membership that you hold today."),
    "not_seen": mark("Ask the hub manager if that is wrong."),
    "unclear": mark("Ask for it again."),
    "stopped": mark(
        "Put the words below differently on the case, or say on the case that they give nothing away. Then ask again."
        " Or ask again and say why it may go out all the same."
    ),
    "kept_from": mark("Make a copy for them, from which it is left out."),
    "too_long": mark("Ask for it about one person, or again when less is going on."),
    "too_big": mark("Ask for it about one person."),
    "broke_off": mark("Ask again. If it happens twice, tell whoever looks after the system: nothing is lost."),
}

PROTECTED: Mapping[str, str] = {
    "address": mark("Protected address"),
    "number": mark("Protected number"),
    "email": mark("Protected e-mail address"),
    "name": mark("Protected name or place"),
    "referrer": mark("Who the referrer is"),
    "item": mark("What an agency shared and has not released"),
    "place": mark("Protected place"),
}
