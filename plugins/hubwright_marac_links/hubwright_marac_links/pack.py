"""A referral pack, for a MARAC that has no system: taken away as a file, and sent by the hub's secure e-mail."""

from __future__ import annotations

from hubwright.api import CaseView, Fact, Heading, Notice, Part, RecordView, Section

from hubwright_marac_links import contact, referral, risk, showing, warning

TITLE = "Sensitive: do not tell the person alleged"


def paper(case: CaseView, record: RecordView, records: tuple[RecordView, ...]) -> Section | None:
    """What the forum needs for the referral, and nothing else of the case: no answers, no address, no other record.

    Args:
        case: as whoever takes it sees it.
        record: the referral.
        records: beside it, as far as they may be seen.
    """
    if record.kind != referral.KIND or referral.made(record) is None:
        return None
    victim = record.state["victim"]
    parts: list[Part] = [
        Notice(
            "Nobody tells the person alleged to have caused harm of this referral, or of the meeting. Contact the "
            "person who may be harmed only in the ways that are said here to be safe.",
            "warning",
        ),
        Fact("Case", case.ref),
        *(fact for fact in showing.referral_facts(case, record) if fact.value),
        Heading("How to contact them safely"),
    ]
    kept = warning.latest(records, contact.KIND, victim)
    if kept is None:
        parts.append(Notice("Nothing is said here of a safe way. Ask whoever referred before anybody calls or writes."))
    else:
        parts += [fact for fact in showing.contact_facts(case, kept, (record, *records)) if fact.value]
    judged = warning.latest(
        [one for one in records if one.state.get("status") == risk.COMPLETE], risk.KIND, victim
    )  # fmt: skip
    if judged is not None:
        parts.append(Heading("Risk"))
        parts += showing.risk_facts(judged)
    return Section(TITLE, tuple(parts))
