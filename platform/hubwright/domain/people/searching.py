"""From what somebody typed to what is looked up, and from what was found to the order in which it is shown.

The index is asked in two steps: which parts of names in this hub are like the words typed, and who is known under two
such parts within what the searcher may see. Only those few are then compared in full.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, permutations
from typing import Any

from rapidfuzz import fuzz
from rapidfuzz.distance import DamerauLevenshtein

from hubwright.domain.people.folding import asked_tokens, fold, sound

MOST_WORDS = 4
MOST_LIKE = 24
"""So many parts of names stand for one word typed; more would find everybody."""
MOST_FOUND = 200
_LEAST = 62.0
_BEGINNING, _SOUNDS_LIKE = 88.0, 80.0
_PREFIX = 3
_END = "\U0010ffff"


@dataclass(frozen=True, slots=True)
class Like:
    """One word typed, and the parts of names that may be meant by it, most alike first.

    Args:
        begins: names that begin with it count too.
    """

    word: str
    parts: tuple[str, ...]
    begins: bool = True


@dataclass(frozen=True, slots=True)
class Wanted:
    """Two words that are to stand in one name, in whatever order; the second is None where one word was typed."""

    one: Like
    other: Like | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """A row of the index and how alike its name is to what was asked, 0 to 100."""

    row: Mapping[str, Any]
    alike: float


def words_of(typed: str) -> tuple[str, ...]:
    """The words that are looked for, folded, each once; the longest are kept where there are too many."""
    words = tuple(dict.fromkeys(fold(typed).split()))
    if len(words) <= MOST_WORDS:
        return words
    longest = sorted(words, key=len, reverse=True)[:MOST_WORDS]
    return tuple(word for word in words if word in longest)


def tokens_of(words: Iterable[str]) -> frozenset[str]:
    """Everything to be looked up in the dictionary of parts for these words."""
    return frozenset(token for word in words for token in asked_tokens(word))


def like(word: str, parts: Iterable[str]) -> Like:
    """Which of the parts that the dictionary gave may be meant by a word.

    Args:
        word: folded.
        parts: of names in this hub that share a token with any word asked for.
    """
    ranked = sorted(((part_alike(word, part), part) for part in {*parts, word}), key=lambda one: (-one[0], one[1]))
    return Like(word, tuple(part for alike, part in ranked[:MOST_LIKE] if alike >= _LEAST))


def part_alike(word: str, part: str) -> float:
    """How alike a word and a part of a name are, 0 to 100: by letters, by beginning, or by sound."""
    if word == part:
        return 100.0
    letters = DamerauLevenshtein.normalized_similarity(word, part) * 100
    if len(word) >= _PREFIX and part.startswith(word):
        letters = max(letters, _BEGINNING)
    elif len(word) == 1 and part.startswith(word):
        letters = max(letters, _LEAST)
    heard = sound(word)
    return max(letters, _SOUNDS_LIKE) if len(heard) > 1 and heard == sound(part) else letters


def wanted(likes: Sequence[Like]) -> tuple[Wanted, ...]:
    """What is asked of the index: every two of the words, since any one of them may be wrong or missing."""
    if len(likes) == 1:
        return (Wanted(likes[0]),)
    return tuple(Wanted(one, other) for one, other in combinations(likes, 2))


def beginning(word: str) -> tuple[str, str]:
    """The range, both ends included, in which every part stands that begins with a word."""
    return word, word + _END


def ranked(typed: str, rows: Iterable[Mapping[str, Any]]) -> tuple[Hit, ...]:
    """Rows of the index, those most like what was typed first.

    Args:
        typed: the name asked for.
        rows: of `name_posting`, already within what the searcher may see.
    """
    asked = " ".join(words_of(typed))
    alike: dict[str, float] = {}
    hits = []
    for row in rows:
        name = row["name"]
        if name not in alike:
            alike[name] = name_alike(asked, name)
        hits.append(Hit(row, alike[name]))
    return tuple(
        sorted(hits, key=lambda hit: (-hit.alike, hit.row["name"], hit.row["kind"] != "person", hit.row["at"]))
    )


def name_alike(one: str, other: str) -> float:
    """How alike two folded names are, 0 to 100, whatever the order of their parts and however they are misspelt.

    The parts of the shorter are each given the part of the longer that is most like it; what is left over of the longer
    counts little, because a second name is often not told. The order counts nothing.
    """
    first, second = sorted((one.split(), other.split()), key=lambda parts: (len(parts), parts))
    if not first:
        return 0.0
    if len(first) > MOST_WORDS:
        return float(fuzz.token_sort_ratio(one, other))
    best = max(
        sum(_weighed(a, b) for a, b in zip(first, chosen, strict=True)) for chosen in permutations(second, len(first))
    )
    weight = sum(map(_weight, first))
    missing = len(second) - len(first)
    return best / weight - 4.0 * missing


def _weight(part: str) -> float:
    return 2.0 + min(len(part), 6)


def _weighed(part: str, against: str) -> float:
    short, long = sorted((part, against), key=len)
    return _weight(part) * part_alike(short, long)
