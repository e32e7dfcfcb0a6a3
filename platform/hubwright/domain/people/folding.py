"""Names as a search compares them: without case, accents or order, with what they sound like and how they misspell.

A name is cut into parts; whatever is worked out here is worked out of the name alone, so a dictionary of names can be
emptied and filled again with the same result. Names in other scripts are kept in them: a transliteration is a name of
its own, which somebody writes down.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import permutations

MOST_PARTS = 6
"""Of a name; what stands behind them is left to the reader's eye."""
LONGEST_PART = 40
_SHORTEST_MISSPELT = 3
_SOUND = 6

# Letters that do not come apart into a plain letter and a mark.
_LETTERS = str.maketrans(
    {
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "ħ": "h",
        "\u0131": "i",
        "ŋ": "n",
        "þ": "th",
        "æ": "ae",
        "œ": "oe",
        "ə": "e",
    }
)
# A mark inside a name that joins rather than parts: O'Brien, Sa'id.
_JOINS = re.compile("['`\u2018\u2019\u00b4\u02bc\u02be\u02bf]")
_PARTS = re.compile(r"[^\W_]+")

_SOUNDS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        ("^(?:kn|gn|pn)", "n"),
        ("^wr", "r"),
        ("^mc(?=.)", "mac"),
        ("^ge(?=o?[fr])|^j|^y(?=[aeiou])", "i"),
        ("ph", "f"),
        ("sch|sh|^s(?=[ei][aou])", "s"),
        ("t?ch|ck|[cq](?![eiy])|kh|q", "k"),
        ("c", "s"),
        ("x", "ks"),
        ("mp(?=[st])", "m"),
        ("th|dh", "t"),
        ("(?<=.)gh", ""),
        ("bh|v", "f"),
        ("z", "s"),
        ("d", "t"),
        ("(?<=.)[hw]", ""),
    )
)
_VOWELS = re.compile("(?<=.)[aeiouy]+")
_FIRST_VOWEL = re.compile("^[aeiouy]+")
_TWICE = re.compile(r"(.)\1+")


def fold(name: str) -> str:
    """A name without case, accents and marks, its parts in the order given, one space apart."""
    plain = unicodedata.normalize("NFKD", _JOINS.sub("", name).casefold())
    bare = "".join(letter for letter in plain if not unicodedata.combining(letter)).translate(_LETTERS)
    return " ".join(part[:LONGEST_PART] for part in _PARTS.findall(bare)[:MOST_PARTS])


def key_of(name: str) -> str:
    """What is the same for names that differ in case, accents and order only."""
    return " ".join(sorted(fold(name).split()))


@lru_cache(maxsize=65_536)
def sound(part: str) -> str:
    """What a part sounds like, roughly, in the Latin script: letters that are mistaken for one another become one."""
    said = part
    for pattern, instead in _SOUNDS:
        said = pattern.sub(instead, said)
    said = _VOWELS.sub("", _FIRST_VOWEL.sub("a", said))
    return _TWICE.sub(r"\1", said)[:_SOUND]


@lru_cache(maxsize=65_536)
def tokens(part: str) -> frozenset[str]:
    """Under what a part is found: itself, itself with any one letter left out, and its sound.

    Two words that are one slip apart (a letter wrong, too many, missing, or two swapped) share a token.
    """
    found = {part, *(_without_one(part) if len(part) >= _SHORTEST_MISSPELT else ())}
    heard = sound(part)
    return frozenset(found | {f"~{heard}"} if len(heard) > 1 else found)


def asked_tokens(part: str) -> frozenset[str]:
    """Under what a part that somebody typed is looked for: a long one also with two letters left out."""
    found = set(tokens(part))
    if len(part) >= 2 * _SHORTEST_MISSPELT:
        found |= {shorter for once in _without_one(part) for shorter in _without_one(once)}
    return frozenset(found)


def _without_one(part: str) -> Iterator[str]:
    return (part[:at] + part[at + 1 :] for at in range(len(part)))


def pairs(name: str) -> frozenset[tuple[str, str]]:
    """Every two parts of a folded name, either first; the part of a name that has one stands beside nothing."""
    parts = name.split()
    if len(set(parts)) == 1:
        return frozenset({(parts[0], "")})
    return frozenset((one, other) for one, other in permutations(parts, 2) if one != other)
