"""What can be read from a file that arrives in numbers: each meaning, and what it is taken for."""

from __future__ import annotations

from collections.abc import Mapping

READS: Mapping[str, str] = {
    "contact.reference": "the sender's own reference",
    "contact.received": "when the hub received it",
    "contact.case": "in a list of an old system's cases: the case that the line belongs to",
    "contact.owner": "in a list of an old system's cases: the e-mail address of whoever works on it",
    "concern.what": "what was said or seen",
    "concern.view_of_risk": "the sender's own view of the risk",
    "concern.danger_now": "yes: somebody is in danger now",
    "referrer.name": "who wrote it",
    "referrer.organisation": "their organisation",
    "referrer.role": "their post",
    "referrer.email": "their e-mail address",
    "referrer.telephone": "their telephone number",
    "subject.name": "whom it is about; each further name begins another person",
    "subject.other_names": "other names of that person",
    "subject.born": "their date of birth",
    "subject.age": "their age in years",
    "subject.expected": "the expected date of a baby not yet born",
    "subject.sex": "their sex",
    "subject.role": "who they are in this",
    "subject.address": "their address",
    "subject.telephone": "their telephone number",
    "subject.nhs_number": "their NHS number",
    "subject.upn": "their unique pupil number",
    "subject.language": "the language they speak",
    "subject.communication": "how they are best spoken with",
}
"""A door's `reads` maps the labels of its senders to these; whatever has no label of the door's stays in the original
alone, and the report says so."""
