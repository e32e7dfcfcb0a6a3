"""NHS numbers and unique pupil numbers: what their check digits say. A wrong one warns and never refuses."""

from __future__ import annotations

import re

_UPN = re.compile(r"[A-Z][0-9]{11}[0-9A-Z]")
_UPN_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"


def nhs_number_fault(text: str) -> str | None:
    """The code of what is wrong with an NHS number, or None.

    Ten digits, the last a check digit: the first nine weighted 10 down to 2, summed, taken from 11 modulo 11 (the
    NHS Data Dictionary, "NHS number").
    """
    digits = re.sub(r"[\s-]", "", text)
    if not re.fullmatch(r"[0-9]{10}", digits):
        return "nhs-number-form"
    total = sum(int(digit) * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False))
    return None if (11 - total % 11) % 11 == int(digits[9]) else "nhs-number-check"


def upn_fault(text: str) -> str | None:
    """The code of what is wrong with a unique pupil number, or None.

    A check letter and twelve digits, the last of which is a letter in a temporary number: positions 2 to 13 weighted
    2 to 13, summed, modulo 23 (the Department for Education's guide to UPNs). I, O and S are not used.
    """
    upn = re.sub(r"\s", "", text).upper()
    if not upn.isascii() or not _UPN.fullmatch(upn) or upn[-1] in "IOS" or upn[0] in "IOS":
        return "upn-form"
    total = sum(_worth(character) * weight for character, weight in zip(upn[1:], range(2, 14), strict=True))
    return None if _UPN_LETTERS[total % 23] == upn[0] else "upn-check"


def _worth(character: str) -> int:
    return int(character) if character.isdigit() else _UPN_LETTERS.index(character)
