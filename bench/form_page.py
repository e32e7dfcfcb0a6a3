"""The forty-question page, ours and the two written by hand, in turn: opened, opened again, stored, sent, mended."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any, Protocol

from hubwright.domain.access.scope import Everything

from bench.browser import Answer, Browser, forms_of, written
from bench.by_hand import typed, widgets
from bench.by_hand.database import column_of, open_database
from bench.figures import Section, aim, spread
from bench.machine import durability
from bench.place import HUB, Place, statements
from bench.questions import FORM, PAGE, Asked, forty, typed_answer
from bench.timing import Times, Way, alternate

OURS, WIDGETS, TYPED = "Hubwright", "(a) WTForms' widgets", "(b) typed templates"
GET_AIM, POST_AIM = 4.0, 0.8
_PARTS = ("day", "month", "year")
_LEFT_OUT, _MISSHAPEN = "short-1", "date-1"
_ONE = "Fictional short-2"

Boxes = dict[str, str | list[str]]
Turn = tuple[Browser, str, bytes]
"""A browser, an address and what is to be posted there."""


def boxes(name: Callable[[Asked, str], str], *, wrong: bool = False) -> Boxes:
    """What a browser posts when everything was answered; with `wrong`, one is left out and one date is no date.

    Args:
        name: a question and a part of it ("" for the whole) to the name of the box.
    """
    found: Boxes = {}
    for asked in forty():
        said = typed_answer(asked)
        if wrong and asked.id == _LEFT_OUT:
            continue
        if asked.kind == "date":
            parts = ("yesterday", *said[1:]) if wrong and asked.id == _MISSHAPEN else said
            found |= {name(asked, part): words for part, words in zip(_PARTS, parts, strict=True)}
        else:
            found[name(asked, "")] = said
    return found


class Page(Protocol):
    """A page that can be measured. Each turn is made ready untimed."""

    def empty(self) -> Turn:
        """Ready to be opened without any answer."""
        ...

    def filled(self) -> Turn:
        """Ready to be opened with forty answers."""
        ...

    def ready(self, *, wrong: bool) -> Turn:
        """Filled in on the screen, not yet posted."""
        ...


class ByHand:
    """A page written by hand.

    Args:
        make: its application.
        name: of its boxes.
        token: of the box that holds its token.
    """

    def __init__(self, make: Callable[[Path], Any], folder: Path, token: str, fields: Boxes, wrong: Boxes) -> None:
        self._browser = Browser(make(folder))
        held = forms_of(self._browser.get("/form"))[0].values[token]
        self._good = written({token: held, **fields})
        self._wrong = written({token: held, **wrong})
        self._kept = ""

    def empty(self) -> Turn:
        return self._browser, "/form", b""

    def filled(self) -> Turn:
        self._kept = self._kept or self._browser.post("/form", self._good).location
        return self._browser, self._kept, b""

    def ready(self, *, wrong: bool) -> Turn:
        return self._browser, "/form", self._wrong if wrong else self._good


def by_hand_with_widgets(folder: Path) -> ByHand:
    """Page (a). A date is one box there, of WTForms' own."""
    found = []
    for wrong in (False, True):
        parts = boxes(lambda asked, part: f"{column_of(asked.id)} {part}".strip(), wrong=wrong)
        for asked in forty():
            if asked.kind == "date":
                words = (str(parts.pop(f"{column_of(asked.id)} {part}")) for part in _PARTS)
                parts[column_of(asked.id)] = " ".join(words)
        found.append(parts)
    return ByHand(widgets.make_app, folder / "widgets.sqlite", "csrf_token", *found)


def by_hand_with_templates(folder: Path) -> ByHand:
    """Page (b)."""
    found = [
        boxes(lambda asked, part: f"{asked.id}-{part}" if part else asked.id, wrong=wrong) for wrong in (False, True)
    ]
    return ByHand(typed.make_app, folder / "typed.sqlite", "token", *found)


@dataclass
class Ours:
    """Our page, through the whole application: guard, draft, judge, seal and all."""

    place: Place
    addresses: count[int] = field(default_factory=count)
    _empty: Turn | None = None
    _filled: Turn | None = None

    def empty(self) -> Turn:
        self._empty = self._empty or self._begun()
        return self._empty

    def filled(self) -> Turn:
        if self._filled is None:
            browser, address, body = self.ready(wrong=False)
            browser.post(address, body)
            self._filled = browser, address, b""
        return self._filled

    def ready(self, *, wrong: bool) -> Turn:
        browser, address, _ = self._begun()
        held = next(form.values["csrf_token"] for form in forms_of(browser.get(address)) if "csrf_token" in form.values)
        fields = boxes(lambda asked, part: f"f_{asked.id}_{part}" if part else f"f_{asked.id}", wrong=wrong)
        return browser, address, written({"csrf_token": held, **fields})

    def ready_to_send(self) -> Turn:
        """A stored draft on its last page; what is posted there sends it."""
        browser, address, body = self.ready(wrong=False)
        last = browser.post(address, body).location
        held = next(form.values["csrf_token"] for form in forms_of(browser.get(last)) if "csrf_token" in form.values)
        return browser, last, written({"csrf_token": held})

    def _begun(self) -> Turn:
        """A browser of its own, at its own address, with a draft."""
        number = next(self.addresses)
        browser = Browser(self.place.app, came_from=f"10.{number >> 16}.{number >> 8 & 255}.{number & 255}")
        start = f"/{HUB}/refer/{FORM}"
        held = next(form.values["csrf_token"] for form in forms_of(browser.get(start)) if "csrf_token" in form.values)
        begun = browser.post(start, written({"csrf_token": held}))
        address = f"{start}/{PAGE}"
        if begun.location != address:
            raise AssertionError("Our form does not begin with its page.")
        return browser, address, b""


def measure(place: Place, folder: Path, *, rounds: int) -> Section:
    """The section.

    Args:
        place: with an empty database.
        folder: for the databases of the hand-written pages.
    """
    ours = Ours(place)
    pages: Mapping[str, Page] = {
        OURS: ours,
        WIDGETS: by_hand_with_widgets(folder),
        TYPED: by_hand_with_templates(folder),
    }
    section = Section(
        "A page of forty questions",
        "Each request whole and in this process, through the same small WSGI caller, in turn with the others. Nothing"
        " is kept of a whole page: each answer carries its own token, answers and errors. Ours goes through the real"
        " application: the hub's day, the draft under its code, the judge, the seal, the page with its header, footer"
        " and languages. (a) and (b) have a plain layout, and (a) shows each date as one box; they store a row with a"
        " column for each question. *Sent* is the last step of ours, which puts the contact and its case on record; it"
        " stands beside the same storing POST of (a) and (b).",
        ("request", "page", "median", "95th percentile", "size", "statements"),
    )
    _check(pages, ours)
    errors = partial(_posted, status=(200, 422))
    done = {
        "GET, empty": _turns(pages, lambda page: page.empty, _opened, rounds),
        "GET, with answers": _turns(pages, lambda page: page.filled, _opened, rounds),
        "POST, stored": _turns(pages, lambda page: partial(page.ready, wrong=False), _stored, rounds),
        "POST, sent": _turns(
            pages,
            lambda page: ours.ready_to_send if page is ours else partial(page.ready, wrong=False),
            _stored,
            rounds,
        ),
        "POST, with errors": _turns(pages, lambda page: partial(page.ready, wrong=True), errors, rounds),
    }
    sizes = {
        name: (len(_opened(*page.empty()).body), len(_opened(*page.filled()).body)) for name, page in pages.items()
    }
    counts = _counted(place, ours)
    for request, times in done.items():
        for name, one in times.items():
            size = sizes[name][request != "GET, empty"] if request.startswith("GET") else 0
            sent = str(counts[request]) if name == OURS else ""
            section.add(request, name, *spread(one), f"{size / 1024:.0f} KiB" if size else "", sent)
    section.after += _verdicts(done)
    section.after.append(_durabilities(place, folder))
    return section


def _verdicts(done: Mapping[str, Mapping[str, Times]]) -> list[str]:
    found = []
    for request, times in done.items():
        least = GET_AIM if request.startswith("GET") else POST_AIM
        found.append(aim(request, times[OURS], times[WIDGETS], least))
    for request, times in done.items():
        found.append(f"{request}: {times[TYPED].median / times[OURS].median:.2f} times as fast as (b); no aim.")
    return found


def _turns(
    pages: Mapping[str, Page],
    prepare: Callable[[Page], Callable[[], Turn]],
    act: Callable[[Browser, str, bytes], Answer],
    rounds: int,
) -> dict[str, Times]:
    return alternate({name: Way(act, prepare(page)) for name, page in pages.items()}, rounds)


def _opened(browser: Browser, address: str, _body: bytes) -> Answer:
    answer = browser.get(address)
    if answer.status != 200:
        raise AssertionError(f"A page of the bench was answered with {answer.status}.")
    return answer


def _posted(browser: Browser, address: str, body: bytes, *, status: tuple[int, ...]) -> Answer:
    answer = browser.post(address, body)
    if answer.status not in status:
        raise AssertionError(f"A POST of the bench was answered with {answer.status}.")
    return answer


_stored = partial(_posted, status=(302, 303))


def _check(pages: Mapping[str, Page], ours: Ours) -> None:
    """That every page does what is measured: forty questions, answers shown again, errors said, contacts on record."""
    for name, page in pages.items():
        shown = _opened(*page.empty()).body.decode()
        if missing := [asked.label for asked in forty() if asked.label.replace("'", "&#39;") not in shown]:
            raise AssertionError(f"{name} does not ask: {missing}")
        if _ONE in shown or _ONE not in _opened(*page.filled()).body.decode():
            raise AssertionError(f"{name} does not show its answers.")
        wrong = _posted(*page.ready(wrong=True), status=(200, 422)).body.decode()
        if wrong.count("govuk-error-message") < 1 or "There is a problem" not in wrong or _ONE not in wrong:
            raise AssertionError(f"{name} does not say what is wrong, or loses what was typed.")
    before = _contacts(ours.place)
    _stored(*ours.ready_to_send())
    if _contacts(ours.place) != before + 1:
        raise AssertionError("What was sent is not on record.")


def _contacts(place: Place) -> int:
    with place.hubwright.store.reading(HUB) as reading:
        return reading.count("contact_row", scope=Everything())


def _counted(place: Place, ours: Ours) -> dict[str, int]:
    """Statements of one request of each kind."""
    turns: dict[str, tuple[Callable[[Browser, str, bytes], Answer], Turn]] = {
        "GET, empty": (_opened, ours.empty()),
        "GET, with answers": (_opened, ours.filled()),
        "POST, stored": (_stored, ours.ready(wrong=False)),
        "POST, sent": (_stored, ours.ready_to_send()),
        "POST, with errors": (partial(_posted, status=(422,)), ours.ready(wrong=True)),
    }
    found = {}
    for request, (act, turn) in turns.items():
        with statements(place.hubwright) as sent:
            act(*turn)
        found[request] = len(sent)
    return found


def _durabilities(place: Place, folder: Path) -> str:
    """Journal mode and durability of all three, which must be one and the same."""
    found = {OURS: durability(place.hubwright.store.engines.write)}
    for name, file in ((WIDGETS, "widgets.sqlite"), (TYPED, "typed.sqlite")):
        engine, _ = open_database(folder / file)
        found[name] = durability(engine)
        engine.dispose()
    if len(set(found.values())) != 1:
        raise AssertionError(f"The databases are not equally durable: {found}")
    return f"All three databases: {found[OURS]}, read back from their connections."
