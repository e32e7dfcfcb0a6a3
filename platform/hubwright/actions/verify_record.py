"""Confirm a sealed record by its reference, version and hash: nothing of a person goes in, and nothing comes out.

Whoever holds a copy, years later or in court, asks whether this is what was sealed. That there is no such record and
that its hash is another are one answer, so nobody learns from asking which references there are.
"""

from __future__ import annotations

import hmac
import re

from hubwright.domain.access.scope import Everything
from hubwright.domain.cases.apply import case_of
from hubwright.domain.cases.topics.recording import records_of
from hubwright.domain.documents.document import hashed
from hubwright.ports import Reading

CONFIRMED, LATER, NOT_SEALED = "confirmed", "later", "not_sealed"
"""It is what was sealed; it is, and a later version holds; it is not what was sealed, or nothing was."""

_REFERENCE = re.compile(r"([0-9A-Z]{1,40})-R([0-9]{1,6})")
_DIGEST = re.compile(r"[0-9a-f]{64}")
_NOTHING = "0" * 64


def confirm_listed(reading: Reading, reference: str, version: int, digest: str) -> str:
    """Confirm from the list of what was sealed, in one look-up whatever the answer is.

    Args:
        reading: of the hub.
        reference: as it stands on the record ("7K3Q9M2X-R1"), in small letters or with spaces too.
        version: 1, 2 ...
        digest: the hash, in hexadecimal, with spaces or without.
    """
    case, record = _parts(reference)
    found = reading.rows(
        "case_sealed", scope=Everything(), where={"case_ref": case, "record": record, "version": version}
    )
    kept, holds = (found[0]["digest"], found[0]["holds"]) if found else (_NOTHING, False)
    return _answer(kept, digest, bool(found), bool(holds))


def confirm_sealed(reading: Reading, reference: str, version: int, digest: str) -> str:
    """Confirm from the journal itself: the record is read back and its hash worked out anew.

    Raises:
        hubwright.domain.errors.Broken: what lies in the journal is not what was written.
    """
    case, record = _parts(reference)
    state = case_of(reading.entries(f"case:{case}"))
    held = records_of(state).get(record) if state is not None else None
    one = next((one for one in held.versions if one.number == version and one.digest), None) if held else None
    if one is None:
        return NOT_SEALED
    return _answer(hashed(one.content), digest, True, one.state == "sealed")


def _parts(reference: str) -> tuple[str, str]:
    """The case and the record within it; "" where it is no reference."""
    found = _REFERENCE.fullmatch("".join(reference.split()).upper())
    return (found[1], f"r{found[2]}") if found else ("", "")


def _answer(kept: str, digest: str, known: bool, holds: bool) -> str:
    given = "".join(digest.split()).lower()
    given = given if _DIGEST.fullmatch(given) else "f" * 64
    same = hmac.compare_digest(kept, given)
    if not (known and same):
        return NOT_SEALED
    return CONFIRMED if holds else LATER
