"""Pasted lines read as a person would read the form: what is a heading, a question, a choice, a blank to write on.

It never refuses anything: what cannot be told is shown as a line that made no question, and whoever pasted it says
what it is. Every line that says anything belongs to a guess; several questions beside each other share theirs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from hubwright.domain.definitions.pasting.kinds import YES_NO, asks_to_write, meaning_of, type_of, type_of_column
from hubwright.domain.definitions.pasting.lines import lines_of

MOST_LINES = 2000
"""More was not meant to be one form: sixty pages of forty questions is what one can hold."""

PAGE, LEFT, NAME = "page", "left", "name"
"""What a guess can be besides a type of question: the heading of a page, nothing, and the name of the form."""

_LONGEST = 600
_GAP = re.compile(r"[^\S\t]{4,}")
"""A gap says as much however wide it is; and what looks for gaps takes its time over a line of nothing else."""
_BLANK = re.compile(r"[._…‥]{3,}|[_]{2,}|(?:[._…] ){3,}[._…]?")
_BOX = re.compile(r"[☐☑☒□◻◽▢⬜❏❑\uf06f\uf0a8\uf071]|\[ {0,3}[xX]?\]|\( {0,3}\)")
_BULLET = re.compile(r"^(?:[•▪■●‣·◦\u2013\u2014*\uf0b7]|-(?!-)|o(?=\t| {2,}))\s*")
_NUMBER = re.compile(
    r"^(?:(?:question|q)\s*\d{1,3}\s*[.:)]?|\(?\d{1,3}(?:\.\d{1,2}){0,3}\s*[.)]|\d{1,3}(?:\.\d{1,2}){1,3}"
    r"|\d{1,3}(?=\t| {2,})|\(?[a-z]\s*[.)]|\(?[ivx]{1,5}[.)])\s+",
    re.I,
)
_SECTION = re.compile(
    r"^(?:section|part|page|adran|rhan)\s+(?:\d{1,2}|[a-z]|[ivx]{1,5})\b\s*[:.)\-\u2013\u2014]*\s*", re.I
)
_MARKED = re.compile(r"^#{1,6}\s+")
_HINT = re.compile(r"\s*[\[(]([^()\[\]]{2,300})[\])]\s*([:?]?)\s*$")
_CIRCLE = re.compile(r"please\s+(?:circle|delete|select|choose|underline)|delete as (?:appropriate|applicable)", re.I)
_TICK = re.compile(r"please\s+tick|tick all|all that apply", re.I)
_ABOUT = re.compile(
    r"\b(?:details|information|about|concerns?|background|family|household|professionals?|agenc(?:y|ies)|declaration|"
    r"consent|referrer|referral|reasons?|risks?|history|education|health|contacts?|siblings|carers?|parents?)\b",
    re.I,
)
_FORM_NAME = re.compile(r"\b(?:form|referral|request|notification|record|checklist|MARF)\b", re.I)
_SIGNED = re.compile(r"^(?:signature|signed|sign here|print name)\b", re.I)
_TABLE = re.compile(r"\t+|\s*\|\s*")
_PEOPLE = re.compile(r"\bnames?\b", re.I)


@dataclass(frozen=True, slots=True)
class Guess:
    """What some lines probably are.

    Args:
        lines: which, counted from 1.
        source: these lines as they were pasted.
        kind: a type of question, `PAGE`, `NAME` or `LEFT`.
        words: the question or title, without its number, blank and brackets.
        hint: what stood in brackets.
        options: what can be chosen.
        rows: the columns of a table, each with its type.
        meaning: what the words clearly mean in the shared vocabulary, or "".
    """

    lines: tuple[int, ...]
    source: tuple[str, ...]
    kind: str
    words: str = ""
    hint: str = ""
    options: tuple[str, ...] = ()
    rows: tuple[tuple[str, str], ...] = ()
    meaning: str = ""


def read(text: str) -> tuple[Guess, ...]:
    """What a pasted form probably asks, in its order; empty lines are nobody's.

    Args:
        text: up to `MOST_LINES` lines; the rest is told as lines that made no question.
    """
    lines = lines_of(text)
    reader = _Reader(lines)
    for at, raw in enumerate(reader.narrow):
        if not raw.strip():
            reader.gap()
        elif at >= MOST_LINES or len(raw) > _LONGEST:
            reader.leave(at, lines[at])
        else:
            reader.line(at, raw)
    return tuple(reader.finished())


@dataclass(slots=True)
class _Open:
    """A guess that further lines may still belong to."""

    kind: str
    words: str = ""
    hint: str = ""
    lines: list[int] = field(default_factory=list)
    options: list[str] = field(default_factory=list)
    columns: list[str] = field(default_factory=list)
    blanks: int = 0
    many: bool = False
    one: bool = False
    sure: bool = False
    boxed: bool = False
    asked: bool = False


class _Reader:
    """Goes through the lines once, and looks one line ahead where a heading is told by what follows it."""

    def __init__(self, lines: list[str]) -> None:
        self._lines = lines
        self.narrow = [_GAP.sub("   ", one) for one in lines]
        self._found: list[_Open] = []
        self._after_gap = True
        self._named = False

    def gap(self) -> None:
        self._after_gap = True

    def leave(self, at: int, raw: str) -> None:
        self._begin(at, _Open(LEFT, " ".join(raw.split())[:_LONGEST]))

    def line(self, at: int, raw: str) -> None:
        words = raw.strip()
        if not _BLANK.sub("", words).strip(" \t|:.-\u2013\u2014_*=+"):
            self._free(at)
        elif _BOX.search(words):
            self._boxes(at, words)
        elif len(cells := _cells(words)) > 1:
            self._table(at, raw, cells)
        elif not self._heading(at, words) and not self._choice(at, words):
            self._questions(at, words)
        self._after_gap = False

    def _begin(self, at: int, one: _Open) -> _Open:
        one.lines.append(at)
        self._found.append(one)
        return one

    @property
    def _last(self) -> _Open | None:
        return self._found[-1] if self._found else None

    def _free(self, at: int) -> None:
        """A line to write on, or a rule across the page: it belongs to what stands above it."""
        last = self._last
        if last is None or last.kind in (PAGE, NAME):
            self._begin(at, _Open(LEFT, self._lines[at].strip()[:_LONGEST]))
            return
        last.lines.append(at)
        last.blanks += 1

    def _boxes(self, at: int, words: str) -> None:
        """A line with boxes to tick: the choices of the question above, or of the one that it begins with."""
        parts = [_BLANK.sub("", one).strip(" \t,;/|") for one in _BOX.split(words)]
        before, rest = self._beside(at, _BOX.split(words, maxsplit=1)[0]), [one for one in parts[1:] if one]
        leads = not before
        if _boxes_in(words) == 1 and (before or self._alone()) and not (before and rest):
            self._single(at, before or rest[0] if before or rest else words)
            return
        if before and not parts[-1]:
            # The box stands behind its words: the question ends where it says so.
            asked, mark, first = _asked_part(before)
            rest = [one for one in ([first] if mark else [before]) if one] + rest
            before = asked if mark else ""
            leads = not before
        if leads and self._takes_choices():
            last = self._found[-1]
            if last.kind == PAGE:
                last.kind, last.many = "question", True
            last.lines.append(at)
            last.options += rest
            last.many, last.boxed = last.many or not last.one, True
            return
        one = self._begin(at, _question(before, many=True))
        one.options += rest
        # Boxes beside their question ask for one of them more often than not.
        one.boxed, one.one = True, one.one or (not leads and _TICK.search(words) is None)

    def _beside(self, at: int, words: str) -> str:
        """What stands before the first box, without the questions with blanks of their own that come before it."""
        pieces = [one.strip(" \t,;/|") for one in _BLANK.split(_BULLET.sub("", words))]
        *first, last = pieces
        for one in first:
            if _looks_asked(one):
                self._begin(at, _question(one))
        return last

    def _alone(self) -> bool:
        """Whether a box that stands first on its line belongs to no question above it."""
        return not self._takes_choices()

    def _single(self, at: int, words: str) -> None:
        last = self._last
        if last is not None and last.options and last.many and not words.endswith("?") and not self._after_gap:
            last.lines.append(at)
            last.options.append(words)
            return
        one = self._begin(at, _question(words))
        one.options += ["Yes", "No"]
        one.one = True

    def _takes_choices(self) -> bool:
        last = self._last
        return (
            last is not None and (last.kind == "question" or (last.kind == PAGE and not last.sure)) and not last.columns
        )

    def _table(self, at: int, raw: str, cells: list[str]) -> None:
        """A row of cells: the head of a table, an empty row of one, or questions beside each other."""
        last = self._last
        if last is not None and last.columns and not self._after_gap:
            last.lines.append(at)
            return
        if any(cell.endswith((":", "?")) or _BLANK.search(cell) for cell in cells) or len(cells) == 2:
            self._questions(at, raw.strip())
            return
        about = self._found.pop() if self._heads_table(last) else None
        titles = [one.words for one in self._found if one.kind in (PAGE, NAME)]
        one = _Open("question", about.words if about else titles[-1] if titles else ", ".join(cells))
        if about:
            one.hint, one.lines = about.hint, about.lines
        one.columns = cells
        self._begin(at, one)

    def _heads_table(self, last: _Open | None) -> bool:
        return last is not None and not last.sure and not last.options and last.kind in (PAGE, "question")

    def _heading(self, at: int, words: str) -> bool:
        marked = _MARKED.sub("", words)
        section = _SECTION.match(marked)
        named = marked[section.end() :].strip() if section else marked
        sure = section is not None or marked != words
        plain = _NUMBER.sub("", named).strip(" *_")
        asks = plain.endswith("?") or _BLANK.search(plain) is not None or YES_NO.search(plain) is not None
        if sure and not asks:
            if not self._named and section is None and not self._found and _FORM_NAME.search(plain):
                return self._name(at, plain)
            self._begin(at, _Open(PAGE, plain.rstrip(":") or words, sure=True))
            return True
        if asks or len(plain.split()) > 9 or plain.endswith((".", ",", ";")):
            return False
        if not self._found and not self._named and _FORM_NAME.search(plain) and not plain.endswith(":"):
            return self._name(at, plain)
        shouted = plain.isupper() and sum(one.isalpha() for one in plain) > 5 and not _CIRCLE.search(plain)
        titled = (
            self._after_gap
            and not plain.endswith(":")
            and _ABOUT.search(plain) is not None
            and type_of(plain) in ("short_text", "long_text", "consent", "people")
            and self._followed(at)
            and not _BULLET.match(words)
        )
        if not shouted and not titled:
            return False
        self._begin(at, _Open(PAGE, plain.rstrip(":"), sure=shouted))
        return True

    def _name(self, at: int, words: str) -> bool:
        self._named = True
        self._begin(at, _Open(NAME, words.rstrip(":")))
        return True

    def _followed(self, at: int) -> bool:
        """Whether what comes next is a question of its own, and no blank to write on."""
        after = self.narrow[at + 1 : at + 3]
        following = next((one.strip() for one in after if one.strip()), "")
        return bool(_BLANK.sub("", following).strip(" \t|:.-\u2013\u2014_*=+")) and not _BOX.match(following)

    def _choice(self, at: int, words: str) -> bool:
        """A bullet below a question that asks to choose."""
        last, plain = self._last, _BULLET.sub("", words)
        bulleted = plain != words
        if last is None or last.kind != "question" or last.columns or last.blanks or not plain:
            return False
        circled = (last.many or last.one) and not last.boxed
        asked = circled or (bulleted and last.asked and not self._after_gap)
        short = (
            len(plain) <= 80
            and not plain.endswith(("?", ":"))
            and not _BLANK.search(plain)
            and not YES_NO.search(plain)
        )
        if not (asked and short) or (not bulleted and (self._after_gap or _NUMBER.match(words))):
            return False
        last.lines.append(at)
        last.options.append(plain)
        return True

    def _questions(self, at: int, words: str) -> None:
        """One question, or several that stand beside each other with blanks between them."""
        plain = _NUMBER.sub("", _BULLET.sub("", words)).strip()
        pieces = [one.strip(" \t|") for one in re.split(rf"(?:{_BLANK.pattern})|\t+|\s\|\s| {{4,}}", plain)]
        pieces = [one for one in pieces if one.strip(".:;,-\u2013\u2014_ ")] or [plain]
        if len(pieces) > 1 and not all(_looks_asked(one) for one in pieces):
            pieces = [" ".join(pieces)]
        prose = len(plain.split()) > 30 or (plain.endswith((".", "!")) and len(plain.split()) > 7)
        blank = _BLANK.search(plain) is not None
        if _SIGNED.match(plain) or (prose and not blank and "?" not in plain and not asks_to_write(plain)):
            self._begin(at, _Open(LEFT, plain))
            return
        for piece in pieces:
            self._begin(at, _question(piece)).blanks += blank

    def finished(self) -> Iterator[Guess]:
        """Every guess with what it clearly means; nothing is meant twice."""
        page, meant = "", {""}
        for one in map(self._closed, self._found):
            page = one.words if one.kind == PAGE else page
            meaning = "" if one.kind in (PAGE, LEFT, NAME) else meaning_of(one.kind, one.words, page)
            yield one if meaning in meant else replace(one, meaning=meaning)
            meant.add(meaning)

    def _closed(self, one: _Open) -> Guess:
        lines = tuple(at + 1 for at in one.lines)
        source = tuple(self._lines[at] for at in one.lines)
        words = one.words.strip()
        if one.kind != "question":
            return Guess(lines, source, one.kind, words)
        if one.columns:
            rows = tuple((name, type_of_column(name)) for name in one.columns)
            people = any(_PEOPLE.search(name) for name in one.columns)
            return Guess(lines, source, "people" if people else "rows", words, one.hint, rows=rows)
        if one.options:
            return Guess(lines, source, _chosen(one), words, one.hint, tuple(dict.fromkeys(one.options)))
        kind = type_of(words, blanks=one.blanks)
        if kind == "yes_no_unknown":
            words = YES_NO.sub("", words).strip(" \t:\u2013\u2014-") or words
        return Guess(lines, source, kind, words, one.hint)


def _chosen(one: _Open) -> str:
    plain = {option.lower().strip(".") for option in one.options}
    if (
        plain <= {"yes", "no", "not known", "unknown", "don't know", "don\u2019t know", "n/a", "not sure", "unsure"}
        and "yes" in plain
    ):
        return "yes_no_unknown"
    return "choice" if one.one or not one.many else "choices"


def _question(words: str, *, many: bool = False) -> _Open:
    """A question of its words: brackets behind it are its hint, and what is to be circled its choices."""
    plain = _NUMBER.sub("", words).strip()
    circled, ticked = _CIRCLE.search(plain) is not None, _TICK.search(plain) is not None
    hint = ""
    while (found := _HINT.search(plain)) and found.start() > 0 and not YES_NO.fullmatch(found.group(0).strip()):
        inside = found.group(1).strip()
        if inside.lower() in ("s", "es") or (" " not in inside and inside.islower() and len(inside) < 3):
            break
        hint = f"{inside} {hint}".strip() if inside else hint
        plain = f"{plain[: found.start()].rstrip()}{found.group(2)}"
    asked, mark, rest = _asked_part(plain)
    ends = plain.endswith((":", "?"))
    one = _Open(
        "question", plain.rstrip(" \t:\u2013\u2014").strip() or words.strip(), hint, many=many or ticked, one=circled
    )
    one.asked = ends
    if mark and rest and "/" in rest and not YES_NO.search(rest):
        options = [part.strip() for part in rest.split("/")]
        if 2 <= len(options) <= 12 and all(part and len(part) <= 40 for part in options):
            inner = _HINT.search(asked)
            one.words = asked[: inner.start()].rstrip() or asked if inner else asked
            one.hint = one.hint or (inner.group(1).strip() if inner and inner.start() else "")
            one.options, one.one = options, True
    return one


def _asked_part(words: str) -> tuple[str, str, str]:
    """A question, the sign that ends it, and what stands behind that."""
    found = re.search(r"[:?]", words)
    if found is None:
        return words, "", ""
    asked = words[: found.start()].strip()
    return (f"{asked}?" if found.group() == "?" else asked), found.group(), words[found.end() :].strip()


def _cells(words: str) -> list[str]:
    """The cells of a row of a table that hold something; one for a line that is no row."""
    if "\t" not in words and words.count("|") < 2:
        return [words]
    numbered = _NUMBER.sub("", _BULLET.sub("", words))
    return [one.strip() for one in _TABLE.split(numbered) if one.strip()]


def _boxes_in(words: str) -> int:
    return len(_BOX.findall(words))


def _looks_asked(piece: str) -> bool:
    return (
        len(piece) > 1 and any(one.isalpha() for one in piece) and not (piece.startswith("(") and piece.endswith(")"))
    )
