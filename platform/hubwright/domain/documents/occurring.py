"""Where words stand in a text, however they are set: in another case, parted by other signs, run together.

What is to be withheld is looked for by this one function, and so is what is left of it afterwards.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from hubwright.domain.protection.words import Token, folded, tokens

Span = tuple[int, int]

# From here on come scripts that part their words with nothing: what stands inside a longer run counts there.
_UNPARTED = "\u2e80"


def squeezed(text: str) -> str:
    """The letters and figures of a text, folded, with nothing between them: what two spellings of one thing share."""
    return "".join(token.text for token in tokens(text))


def occurrences(words: str, text: str) -> Iterator[Span]:
    """From where to where words stand in a text, in order and without overlap.

    Whole words count: "Ann" does not stand in "annual", and does in "ANN'S" and in "Ann2". Several count run together
    or parted otherwise as well: "07700 900123" stands in "07700900123".

    Args:
        words: what is looked for; without a letter or figure it stands nowhere.
        text: as written.
    """
    wanted = squeezed(words)
    if not wanted:
        return
    here = list(_without_figures(text) if wanted.isalpha() else tokens(text))
    at = 0
    while at < len(here):
        last = _ends(wanted, [token.text for token in here[at : at + len(wanted)]])
        if last is None:
            at += 1
            continue
        yield here[at].start, here[at + last].end
        at += last + 1
    if any(sign >= _UNPARTED for sign in words):
        yield from _inside(words.strip(), text)


_FIGURES = re.compile(r"\d+|\D+")


def _without_figures(text: str) -> Iterator[Token]:
    """The words of a text, apart from figures that are written onto them: "Ann2.jpg" names Ann."""
    for token in tokens(text):
        if token.text.isalpha():
            yield token
            continue
        for part in _FIGURES.finditer(text[token.start : token.end]):
            for one in tokens(part.group()):
                yield Token(one.text, token.start + part.start() + one.start, token.start + part.start() + one.end)


def stands_in(words: str, text: str) -> bool:
    """Whether words stand in a text."""
    return next(occurrences(words, text), None) is not None


_RUN = 5


def takes_over(words: str, text: str) -> bool:
    """Whether a text takes over so many words in a row of another that it is no chance; all of a shorter one."""
    theirs, here = [one.text for one in tokens(words)], [one.text for one in tokens(text)]
    run = min(_RUN, len(theirs))
    if run < 2:
        return False
    sought = {tuple(theirs[at : at + run]) for at in range(len(theirs) - run + 1)}
    return any(tuple(here[at : at + run]) in sought for at in range(len(here) - run + 1))


def _ends(wanted: str, words: list[str]) -> int | None:
    """How many words further the wanted ones end, when they begin at the first; None where they do not stand here."""
    found = ""
    for at, word in enumerate(words):
        found += word
        if found in (wanted, wanted + "s"):
            return at
        if not wanted.startswith(found):
            return None
    return None


def _inside(words: str, text: str) -> Iterator[Span]:
    sought, whole = folded(words), folded(text)
    if len(whole) != len(text):
        return
    at = whole.find(sought)
    while at >= 0:
        yield at, at + len(sought)
        at = whole.find(sought, at + len(sought))
