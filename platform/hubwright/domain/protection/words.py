"""Words as they are compared: folded, with the common short forms of British addresses written out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from unicodedata import category, combining, decimal, normalize

# Both apostrophes that people type.
_APOSTROPHES = "'\u2019"
_TOKEN = re.compile(rf"[^\W_]+(?:[{_APOSTROPHES}][^\W_]+)*")
_NO_APOSTROPHES = str.maketrans("", "", _APOSTROPHES)


def listed(words: str) -> frozenset[str]:
    """The words of a line, as a set."""
    return frozenset(words.split())


# What kind of way a street is, by every form in which people write it.
WAYS: Mapping[str, str] = {
    **dict.fromkeys(("road", "rd"), "road"),
    **dict.fromkeys(("street", "st", "str"), "street"),
    **dict.fromkeys(("avenue", "ave", "av", "avn"), "avenue"),
    **dict.fromkeys(("close", "cl", "clo"), "close"),
    **dict.fromkeys(("crescent", "cres", "cresc", "crs"), "crescent"),
    **dict.fromkeys(("court", "ct", "crt"), "court"),
    **dict.fromkeys(("drive", "dr", "drv"), "drive"),
    **dict.fromkeys(("gardens", "garden", "gdns", "gdn", "gds"), "gardens"),
    **dict.fromkeys(("grove", "gr", "grv", "gro"), "grove"),
    **dict.fromkeys(("lane", "ln", "la"), "lane"),
    **dict.fromkeys(("park", "pk"), "park"),
    **dict.fromkeys(("place", "pl"), "place"),
    **dict.fromkeys(("square", "sq"), "square"),
    **dict.fromkeys(("terrace", "ter", "terr", "tce", "trc"), "terrace"),
    **dict.fromkeys(("walk", "wlk", "wk"), "walk"),
    **dict.fromkeys(("way", "wy"), "way"),
    **dict.fromkeys(("hill", "hl"), "hill"),
    **dict.fromkeys(("mews", "mws"), "mews"),
    **dict.fromkeys(("parade", "pde"), "parade"),
    **{one: one for one in ("row", "rise", "green", "vale", "view", "yard", "wharf", "quay", "passage", "alley")},
}
# Parts of a building; beside a number they say where in it.
WITHIN: Mapping[str, str] = {
    **dict.fromkeys(("flat", "flt", "apartment", "apt", "unit", "room", "maisonette"), "flat"),
    **dict.fromkeys(("house", "hse", "ho"), "house"),
    **dict.fromkeys(("cottage", "cott", "cottages"), "cottage"),
    **dict.fromkeys(("floor", "flr", "fl"), "floor"),
}
_SHORT = {
    **WAYS,
    **WITHIN,
    "nth": "north",
    "sth": "south",
    "gt": "great",
    "lt": "little",
    "upr": "upper",
    "lwr": "lower",
}

# Street names of nearly every town: without a number or a postcode beside them they give nobody away.
COMMON = listed(
    "high station church main park victoria green manor kings queens queen king new grange london york mill school "
    "north south east west stanley richmond windsor alexander albert george springfield"
)
# Words that stand in every sentence; a name made of them alone is found only where it is written as it was given.
EVERYDAY = listed(
    "the a an of and or to in on at by near old new no number care home safe family women womens child "
    "childrens centre house flat floor room hotel hostel school road street lane top bottom ground first second"
)


@dataclass(frozen=True, slots=True)
class Token:
    """One word of a text.

    Args:
        text: folded: lower case without accents and apostrophes.
        start, end: where it stands in the text as it was written.
    """

    text: str
    start: int
    end: int

    @property
    def full(self) -> str:
        """The word with its short form written out; "st" stands for "street" here, a saint is found by the rest."""
        return _SHORT.get(self.text, self.text)


class _Levelled(dict[int, int]):
    """Each sign to the one sign that it is read as; looked up once, and kept."""

    def __missing__(self, code: int) -> int:
        sign = chr(code)
        plain = normalize("NFKC", sign)
        if decimal(sign, -1) >= 0:
            plain = str(decimal(sign))
        elif category(sign) in ("Cf", "Pd") or "\ufe00" <= sign <= "\ufe0f":
            plain = "-" if category(sign) == "Pd" else UNSEEN
        self[code] = found = ord(plain) if len(plain) == 1 else code
        return found


UNSEEN = "\u00ad"
"""What every sign that nobody sees is levelled to: hyphens for a break, joiners, marks of direction."""

_LEVELLED = _Levelled(
    {
        # Letters that a line or a dot makes another, and that people type without it.
        **{ord(one): ord(other) for one, other in zip("łŁøØđĐħĦıŧŦ", "lLoOdDhHitT", strict=True)},
        # Apostrophes that count as letters.
        **dict.fromkeys(map(ord, "\u02bb\u02bc\u02b9\u02bd\u02c8"), ord("'")),
        # Letters of Arabic script that keyboards of several languages have in a form of their own.
        0x06CC: 0x064A,
        0x0649: 0x064A,
        0x06A9: 0x0643,
        # They count as letters and show nothing: a stretched line, fillers.
        **dict.fromkeys((0x0640, 0x034F, 0x115F, 0x1160, 0x3164, 0xFFA0), ord(UNSEEN)),
    }
)
# A space or a mark as an address on the web writes it; what follows is a word of its own.
_ESCAPED = re.compile(r"%(?:0[ad]|2[0-9a-f]|3[a-f])(?=[\w%])", re.IGNORECASE)


def levelled(text: str) -> str:
    """A text of the same length in which each sign is the plain one that it is read as, for looking something up.

    Wide, slanted and circled letters are their plain ones, figures of every script are 0 to 9, what nobody sees is
    `UNSEEN`, and the spaces of an address on the web ("%20") are spaces.
    """
    if "%" in text:
        text = _ESCAPED.sub("   ", text)
    return text if text.isascii() else text.translate(_LEVELLED)


def folded(text: str) -> str:
    """Lower case, without accents; of the same length as what was folded only where that was plain."""
    if text.isascii():
        return text.lower()
    return "".join(one for one in normalize("NFKD", text.casefold()) if not combining(one))


def tokens(text: str) -> Iterator[Token]:
    """The words of a text, in order."""
    for found in _TOKEN.finditer(levelled(text)):
        word = folded(found.group()).translate(_NO_APOSTROPHES)
        if word:
            yield Token(word, found.start(), found.end())


def vocabulary(text: str) -> set[str]:
    """Each word of a text once, folded."""
    return {word.translate(_NO_APOSTROPHES) for word in _TOKEN.findall(folded(levelled(text)))}


def near(one: str, other: str) -> int | None:
    """How many letters are wrong, missing, too many or changed over between two words; None for too many.

    Short words are held to the letter: what differs by one letter there is mostly another word.
    """
    if one == other:
        return 0
    longest = max(len(one), len(other))
    most = 0 if longest < 5 else 1 if longest < 8 else 2
    if most == 0 or abs(len(one) - len(other)) > most or not (one.isalpha() and other.isalpha()):
        return None
    # Letters that only one of them has: a cheap look that spares most words the dear one.
    if len(set(one) ^ set(other)) > 2 * most:
        return None
    return _apart(one, other, most)


def _apart(one: str, other: str, most: int) -> int | None:
    """The distance of two words up to `most`, letters changed over counting as one (optimal string alignment)."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        earlier, before, row = before, row, [i]
        for j, against in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != against))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == against:
                cost = min(cost, earlier[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return None
    return row[-1] if row[-1] <= most else None
