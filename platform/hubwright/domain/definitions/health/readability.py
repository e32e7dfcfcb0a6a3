"""Which sentences are hard to read, by two plain measures: how long a sentence is, and how many of its words are long.

The second is the readability index LIX (C.-H. Björnsson, 1968) of one sentence: the number of its words and the share
of those with more than six letters, in percent; above 60 a text reads as very difficult.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

LONGEST_SENTENCE = 25
"""Words. Readers of public services lose the thread in longer sentences."""
VERY_DIFFICULT = 60
_LONG_WORD = 6
_FEWEST = 12
"""Words that a sentence has at the least before the share of long ones says anything."""
_SENTENCES = re.compile(r"(?<=[.!?:;])\s+|\n+")
_WORD = re.compile(r"[^\W\d_]+(?:['\u2019-][^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class Hard:
    """The hardest sentence of a text.

    Args:
        sentence: as it is written.
        words: how many it has.
        long: how many of them have more than six letters.
    """

    sentence: str
    words: int
    long: int

    @property
    def too_long(self) -> bool:
        """It is its length that makes it hard."""
        return self.words > LONGEST_SENTENCE

    @property
    def index(self) -> float:
        """LIX of the sentence."""
        return self.words + 100 * self.long / self.words


@lru_cache(maxsize=20_000)
def hardest(text: str) -> Hard | None:
    """The hardest sentence of an English text; None where each can be read.

    Args:
        text: plain words; what stands in double braces is filled in later and counts as one word.
    """
    found = None
    for sentence in _SENTENCES.split(text):
        words = _WORD.findall(sentence)
        if len(words) < _FEWEST:
            continue
        one = Hard(" ".join(sentence.split()), len(words), sum(len(word) > _LONG_WORD for word in words))
        if (one.too_long or one.index > VERY_DIFFICULT) and (found is None or one.index > found.index):
            found = one
    return found
