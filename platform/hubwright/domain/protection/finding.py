"""Looking for protected addresses, numbers and names in a text, however somebody wrote them down.

They are found as they were given, abbreviated, in another order, misspelt, split over lines, and as a house number with
its postcode or a postcode alone. What is found may be something else: each hit says why it was taken for one, and a
person decides. A person who is described, and not named, is not found: protection never rests on this alone.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace

from hubwright.domain.answers.protected import TAKEN_OUT
from hubwright.domain.protection.known import PROTECTED, Known, Street, dialled
from hubwright.domain.protection.words import (
    COMMON,
    EVERYDAY,
    UNSEEN,
    Token,
    levelled,
    listed,
    near,
    tokens,
    vocabulary,
)

WRITTEN, SHORTENED, ORDER, MISSPELT, LINES, POSTCODE = "written", "shortened", "order", "misspelt", "lines", "postcode"
REASONS = (WRITTEN, SHORTENED, ORDER, MISSPELT, LINES, POSTCODE)

_U = rf"{UNSEEN}?"
_POSTCODE = re.compile(
    rf"\b([a-z]{_U}(?:[a-z]{_U})?[0-9oil](?:{_U}[0-9a-z])?)[\s\W_]{{0,6}}([0-9oil]{_U}[a-z]{_U}[a-z])\b", re.IGNORECASE
)
_NUMBER = re.compile(rf"\+?\d(?:[\s().\-/{UNSEEN}]{{0,4}}\d){{5,18}}")
# People read these figures and letters for one another, and type them so.
_LOOK_ALIKE = str.maketrans({"o": "0", "i": "1", "l": "1"})
_COUNTED = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen"),
    *("fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"),
)
_SAID = {word: str(number) for number, word in enumerate(_COUNTED, 1)}
_TITLES = listed("mr mrs ms miss dr mx prof teacher nurse officer")
_FIGURE = frozenset("0123456789")
_SMALL = listed("st saint the of and")
_LOCAL, _BESIDE = 6, 4


@dataclass(frozen=True, slots=True)
class Hit:
    """Where something protected may stand in a text.

    Args:
        start, end: of the words, in the text as it was written.
        kind: of what it may be (`Known.kind`).
        reason: of `REASONS`: how it differs from what was given.
        words: as they stand there, folded; what a person decides about.
        of: whose secret it is (`Known.of`).
    """

    start: int
    end: int
    kind: str
    reason: str
    words: str
    of: str = PROTECTED

    @property
    def sure(self) -> bool:
        """Whether it stands there just as it was given, or nearly: what is not sure is for a person to decide."""
        return self.reason in (WRITTEN, LINES, POSTCODE)


@dataclass(slots=True, eq=False)
class Finder:
    """Looks for what it was made for; made once for a case, and asked about each of its texts.

    Args:
        known: what is protected.
        cleared: words, as in `Hit.words`, that a person said are something else.
    """

    known: tuple[Known, ...]
    cleared: frozenset[str] = frozenset()
    _targets: dict[str, tuple[str, ...]] = field(default_factory=dict)
    _words: frozenset[str] = frozenset()
    _starts: frozenset[str] = frozenset()
    _shapes: bool = False

    def __post_init__(self) -> None:
        """Gather the words that make a text worth a closer look."""
        words: set[str] = set()
        for one in self.known:
            words |= {word for street in one.streets for word in street.name}
            words |= {word for phrase in one.phrases for word in phrase}
            words |= set(one.name) | set(one.literal.split())
        self._words = frozenset(words - _SMALL)
        # How a word begins that is parted in two: "Zebra finch", or one broken over two lines.
        self._starts = frozenset(one[:end] for one in self._words if len(one) > 5 for end in range(3, len(one)))
        self._shapes = any(one.digits or one.postcode for one in self.known)

    def __bool__(self) -> bool:
        """Whether there is anything to look for."""
        return bool(self.known)

    def find(self, text: str) -> tuple[Hit, ...]:
        """Every hit in a text, in order; where two overlap, the longer one."""
        if not self.known or not text:
            return ()
        text = levelled(text)
        if not self._worth(text):
            return ()
        words = list(tokens(text))
        found = [hit for one in self.known for hit in self._of(one, text, words)]
        return tuple(one for one in _longest(found) if one.words not in self.cleared)

    def masked(self, text: str) -> str:
        """The text with every hit taken out; what was taken out is marked, never blacked out."""
        found = self.find(text)
        if not found:
            return text
        parts, at = [], 0
        for hit in found:
            parts += [text[at : hit.start], TAKEN_OUT]
            at = hit.end
        return "".join([*parts, text[at:]])

    def _near(self, word: str) -> tuple[str, ...]:
        """The words that are looked for of which this may be one; each word of a text is compared once."""
        found = self._targets.get(word)
        if found is None:
            found = self._targets[word] = tuple(one for one in self._words if near(word, one) is not None)
        return found

    def _worth(self, text: str) -> bool:
        """Whether a closer look is worth its time: most texts hold no word that is like one that is looked for."""
        if self._shapes and not _FIGURE.isdisjoint(text):
            return True
        return any(self._near(word) or word in self._starts for word in vocabulary(text))

    def _of(self, known: Known, text: str, words: list[Token]) -> Iterator[Hit]:
        for street in known.streets:
            yield from self._streets(street, known, text, words)
        for phrase in known.phrases:
            yield from self._phrases(phrase, known, text, words)
        if known.postcode:
            yield from _postcodes(known, text, words)
        if known.digits:
            yield from _numbers(known, text)
        if known.name:
            yield from self._names(known, text, words)
        if known.literal:
            yield from _literals(known, text, words)

    def _runs(self, name: tuple[str, ...], words: list[Token], loose: int) -> Iterator[tuple[int, int, bool, int]]:
        """Stretches of a text that hold every word of a name: first and last word, in order?, letters wrong."""
        wanted = tuple(one for one in name if one not in _SMALL) or name
        for at, word in enumerate(words):
            if not self._near(word.text) and word.text not in self._starts:
                continue
            places: dict[str, tuple[int, int, int]] = {}
            last = at
            for here in range(at, min(at + len(wanted) + loose + 1, len(words))):
                for target, wrong, upto in self._here(wanted, words, here):
                    if target not in places:
                        places[target] = (here, upto, wrong)
                        last = max(last, upto)
                if here == at and not places:
                    break
                if len(places) == len(set(wanted)):
                    order = [places[one][0] for one in dict.fromkeys(wanted)]
                    yield at, last, order == sorted(order), sum(one[2] for one in places.values())
                    break

    def _here(self, wanted: tuple[str, ...], words: list[Token], at: int) -> Iterator[tuple[str, int, int]]:
        """Which of the wanted words stand here, with how many letters wrong, and where they end."""
        word = words[at].text
        if self._near(word):
            for one in wanted:
                wrong = near(word, one)
                if wrong is not None:
                    yield one, wrong, at
        if at + 1 < len(words):
            both = word + words[at + 1].text
            for one in wanted:
                if len(one) > 5 and both == one:
                    yield one, 0, at + 1

    def _streets(self, street: Street, known: Known, text: str, words: list[Token]) -> Iterator[Hit]:
        telling = not set(street.name) <= COMMON | EVERYDAY | _SMALL
        for first, last, ordered, wrong in self._runs(street.name, words, 1):
            way = _way(street.way, words, first, last)
            number = _number_beside(street.number, words, first, last)
            several = len([one for one in street.name if one not in _SMALL]) > 1 and ordered and telling
            if not (
                (number is not None and (way is not None or telling)) or (telling and (way is not None or several))
            ):
                continue
            if wrong and number is None and way is None:
                continue
            places = [first, last, *(one for one in (way, number) if one is not None)]
            start, end = min(places), max(places)
            shortened = bool(street.way) and (way is None or words[way].text != street.way)
            moved = not ordered or (way is not None and way < first) or (number is not None and number > last)
            yield _hit(
                known, text, words, start, end, wrong=wrong, moved=moved, shortened=shortened and bool(street.way)
            )

    def _phrases(self, phrase: tuple[str, ...], known: Known, text: str, words: list[Token]) -> Iterator[Hit]:
        plain = set(phrase) <= EVERYDAY | COMMON | _SMALL
        if plain or len(phrase) == 1:
            yield from _literals(replace(known, literal=" ".join(phrase)), text, words)
            return
        # Folded by its full words, so that "Rose Cott." is found for "Rose Cottage".
        for first, last, ordered, wrong in self._runs(phrase, [_full(word) for word in words], 0):
            short = any(word.text != word.full for word in words[first : last + 1])
            yield _hit(known, text, words, first, last, wrong=wrong, moved=not ordered, shortened=short)

    def _names(self, known: Known, text: str, words: list[Token]) -> Iterator[Hit]:
        for first, last, ordered, wrong in self._runs(known.name, words, 1):
            yield _hit(known, text, words, first, last, wrong=wrong, moved=not ordered, shortened=False)
        surname = known.name[-1]
        for at, word in enumerate(words):
            wrong_ = near(word.text, surname) if self._near(word.text) else None
            if wrong_ is None:
                continue
            before = words[at - 1].text if at else ""
            if before in _TITLES or (before and before == known.name[0][0]):
                yield _hit(known, text, words, at - 1, at, wrong=wrong_, moved=False, shortened=True)
            elif known.alone and not wrong_:
                yield _hit(known, text, words, at, at, wrong=0, moved=False, shortened=True)


def finder(known: Iterable[Known], cleared: Collection[str] = ()) -> Finder:
    """What finds these things; one that finds nothing where there are none."""
    return Finder(tuple(dict.fromkeys(known)), frozenset(cleared))


NOTHING = Finder(())


def _full(word: Token) -> Token:
    return Token(word.full, word.start, word.end)


def _way(way: str, words: list[Token], first: int, last: int) -> int | None:
    """Where the kind of way stands beside the street's name, mostly after it."""
    if not way:
        return None
    places: tuple[int, ...] = (last + 1, last + 2, first - 1, *range(first, last + 1))
    for at in places:
        if 0 <= at < len(words) and words[at].full == way:
            return at
    return None


def _number_beside(number: str, words: list[Token], first: int, last: int) -> int | None:
    """Where the house's number stands near the street's name."""
    if not number:
        return None
    near_by: tuple[int, ...] = (*range(first - 1, first - 1 - _BESIDE, -1), *range(last + 1, last + 2 + _BESIDE))
    for at in near_by:
        if 0 <= at < len(words) and number in (
            words[at].text,
            _SAID.get(words[at].text),
            words[at].text + words[at + 1].text if at + 1 < len(words) else "",
        ):
            return at
    return None


def _postcodes(known: Known, text: str, words: list[Token]) -> Iterator[Hit]:
    numbers = {street.number for street in known.streets if street.number}
    wanted = known.postcode.translate(_LOOK_ALIKE)
    for found in _POSTCODE.finditer(text):
        given = (found.group(1) + found.group(2)).replace(UNSEEN, "").lower()
        here = given.translate(_LOOK_ALIKE)
        inside = [at for at, word in enumerate(words) if found.start() <= word.start < found.end()]
        if not inside:
            continue
        first, last = inside[0], inside[-1]
        number = next(
            (one for wants in numbers if (one := _number_beside(wants, words, first, last)) is not None), None
        )
        if here != wanted and not (number is not None and _one_letter(here, wanted)):
            continue
        start = first if number is None else min(first, number)
        end = last if number is None else max(last, number)
        yield Hit(words[start].start, words[end].end, known.kind, POSTCODE, _said(words[start : end + 1]), known.of)


def _one_letter(one: str, other: str) -> bool:
    return len(one) == len(other) and sum(a != b for a, b in zip(one, other, strict=True)) == 1


def _numbers(known: Known, text: str) -> Iterator[Hit]:
    for found in _NUMBER.finditer(text):
        digits = dialled(found.group())
        if known.digits in digits:
            reason = WRITTEN
        elif len(digits) >= _LOCAL and len(digits) < len(known.digits) and known.digits.endswith(digits):
            reason = SHORTENED
        elif len(digits) > 8 and _close(digits, known.digits):
            reason = MISSPELT
        else:
            continue
        if reason == WRITTEN and "\n" in found.group():
            reason = LINES
        yield Hit(found.start(), found.end(), known.kind, reason, digits, known.of)


def _close(one: str, other: str) -> bool:
    """One figure wrong, missing, too many, or two changed over."""
    if one[:4] != other[:4] and one[-4:] != other[-4:]:
        return False
    if len(one) == len(other):
        differ = [at for at in range(len(one)) if one[at] != other[at]]
        swapped = len(differ) == 2 and one[differ[0]] == other[differ[1]] and one[differ[1]] == other[differ[0]]
        return len(differ) == 1 or (swapped and differ[1] - differ[0] == 1)
    shorter, longer = sorted((one, other), key=len)
    return len(longer) - len(shorter) == 1 and any(
        longer[:at] + longer[at + 1 :] == shorter for at in range(len(longer))
    )


def _literals(known: Known, text: str, words: list[Token]) -> Iterator[Hit]:
    wanted = known.literal.split()
    for at in range(len(words) - len(wanted) + 1):
        if words[at].text == wanted[0] and [one.text for one in words[at : at + len(wanted)]] == wanted:
            yield _hit(known, text, words, at, at + len(wanted) - 1, wrong=0, moved=False, shortened=False)


def _hit(
    known: Known, text: str, words: list[Token], first: int, last: int, *, wrong: int, moved: bool, shortened: bool
) -> Hit:
    start, end = words[first].start, words[last].end
    reason = MISSPELT if wrong else ORDER if moved else SHORTENED if shortened else WRITTEN
    if reason == WRITTEN and "\n" in text[start:end]:
        reason = LINES
    return Hit(start, end, known.kind, reason, _said(words[first : last + 1]), known.of)


def _said(words: list[Token]) -> str:
    return " ".join(word.text for word in words)


def _longest(found: list[Hit]) -> list[Hit]:
    """Hits in order; of those that overlap, one that covers them all."""
    kept: list[Hit] = []
    for hit in sorted(set(found), key=lambda one: (one.start, -one.end)):
        if kept and hit.start < kept[-1].end:
            if hit.end > kept[-1].end:
                before = kept.pop()
                words = f"{before.words} … {hit.words}"
                kept.append(Hit(before.start, hit.end, before.kind, before.reason, words, before.of))
            continue
        kept.append(hit)
    return kept
