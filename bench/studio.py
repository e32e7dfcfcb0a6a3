"""`python -m bench.studio`: saving an edit of a form of 200 questions in the Studio, beside pages written by hand.

One save is what an administrator waits for: the press of the button, the page that comes back with the check of the
whole draft, the live preview of the question's page, and the worked examples told on what was saved. `--quick` keeps
nothing.
"""

from __future__ import annotations

import argparse
import copy
import cProfile
import logging
import pstats
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hubwright.actions.drafting import act_on_draft, current_number, whole
from hubwright.actions.publish_hub import publish_hub
from hubwright.actions.templates import keep_origin
from hubwright.cli.publishing import documents_of, revision_of_all
from hubwright.domain.cases.entries import Actor
from hubwright.domain.definitions.edits import add
from hubwright.domain.drafts import Change
from hubwright.loading.drafting import drawn
from hubwright.loading.library import load_library
from hubwright.loading.rehearsing import broken
from hubwright.schemas import schema
from hubwright.settings import Settings
from hubwright.storage import migrate
from hubwright.testing.platform import Clock, seat
from hubwright.web.app import create_app
from hubwright.wiring import Hubwright, open_hubwright

from bench.browser import Browser, FormFound, forms_of, written
from bench.by_hand import editing
from bench.figures import Section, milliseconds, spread
from bench.machine import facts, load
from bench.place import Place
from bench.questions import form_document
from bench.timing import Times, Way, alternate

ROOT = Path(__file__).parents[1]
KEPT = ROOT / "docs" / "figures" / "studio.md"
HUB, FORM, QUESTION, PAGE = "starter", "child-referral", "q-3-4", "more-3"
QUESTIONS, A_PAGE, AIM = 200, 10, 300.0
STEPS = {
    "drawing and checking the whole draft": ("loading/drafting.py", "drawn"),
    "within that and beside it, addresses of documents by their content": ("definitions/canonical.py", "address_of"),
    "what uses the question": ("studio/using.py", "used_by"),
    "the deed and its record": ("actions/drafting.py", "act_on_draft"),
    "templates": ("flask/templating.py", "render_template"),
}
"""A step of a save to the function that does it."""
ADMIN = Actor("u-ada", "Ada Example", "childrens-social-care", frozenset({"hub-administrator"}))


def more_pages(there: int) -> list[dict[str, Any]]:
    """Pages of ten questions of every kind, until the form has as many as are measured.

    Args:
        there: how many it has already.
    """
    asked = form_document()["pages"][0]["questions"]
    return [
        {
            "id": f"more-{page}",
            "title": {"en": f"More about it, part {page}"},
            "questions": [_question(asked, page, at) for at in range(A_PAGE)],
        }
        for page in range((QUESTIONS - there + A_PAGE - 1) // A_PAGE)
    ]


def _question(asked: list[dict[str, Any]], page: int, at: int) -> dict[str, Any]:
    made = copy.deepcopy(asked[(page * A_PAGE + at) % len(asked)])
    made["id"], made["label"] = f"q-{page}-{at}", {"en": f"{made['label']['en']} ({page}.{at})"}
    return made


@contextmanager
def a_draft(folder: Path) -> Iterator[Place]:
    """The starter hub as it is shipped, with its worked examples, and a draft whose form was grown to 200 questions."""
    url = f"sqlite:///{folder / 'hubwright.sqlite'}"
    migrate.upgrade(url)
    clock = Clock(datetime.now(UTC))
    settings = Settings(
        data=folder,
        database_url=url,
        database_owner_url="",
        secret_key="a key for the bench, and for nothing else at all",
        mail_url=f"folder:{folder / 'mail'}",
        base_url="http://hubs.example",
    )
    hubwright = open_hubwright(settings, now=clock)
    found = load_library([ROOT / "tenant_configs" / HUB])
    loaded = found.hubs[HUB]
    publish_hub(hubwright.house, hub=HUB, name=loaded.hub.name.en, revision=revision_of_all(loaded),
                documents=documents_of(loaded), note="for the bench", deed="publish")  # fmt: skip
    scenarios = {one["id"]: one for one in found.scenarios.get(HUB, ())}
    keep_origin(hubwright.house, hub=HUB, taken=(), templates={}, scenarios=scenarios)
    seat(hubwright, HUB, ADMIN)
    place = Place(hubwright, create_app(hubwright), clock)
    browser = place.browser(ADMIN)
    (begin,) = (form for form in forms_of(browser.get(f"/{HUB}/studio")) if "deed" in form.values)
    browser.post(f"/{HUB}/studio", written(begin.values))
    for page in more_pages(len(list(_asked(the_tree(hubwright))))):
        edits = tuple(add(the_tree(hubwright), ("forms", FORM, "pages"), page))
        act_on_draft(hubwright.house, hub=HUB, actor=ADMIN, deed=page["id"], command=Change("add page", edits))
    try:
        yield place
    finally:
        hubwright.close()


def the_tree(hubwright: Hubwright) -> Mapping[str, Any]:
    """The draft as it stands."""
    with hubwright.store.reading(HUB) as reading:
        number = current_number(reading)
        assert number is not None, "the bench has begun a draft"
        return whole(reading, number).tree


def _asked(tree: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    for page in tree["forms"][FORM]["pages"]:
        for question in page["questions"]:
            yield question
            yield from question.get("rows", ())


class Ours:
    """The Studio's pages of one question."""

    def __init__(self, place: Place) -> None:
        self.place, self.browser, self.turns = place, place.browser(ADMIN), count(1)
        self.address = f"/{HUB}/studio/forms/{FORM}/questions/{QUESTION}"

    def ready(self) -> tuple[str, bytes]:
        """The question filled in with other words, not yet posted."""
        found = _form(forms_of(self.browser.get(self.address)), "label-en")
        found.values["label-en"] = [f"Fictional words, {next(self.turns)}"]
        return found.action or self.address, written(found.values)

    def save(self, address: str, body: bytes) -> None:
        """Press the button; see the page that comes back, and the preview."""
        answer = self.browser.post(address, body)
        _came(answer.status, 302)
        _came(self.browser.get(answer.location).status, 200)
        _came(self.browser.get(f"/{HUB}/studio/forms/{FORM}/preview/{PAGE}").status, 200)


class ByHand:
    """The pages written by hand, of the same form."""

    def __init__(self, folder: Path, document: Mapping[str, Any]) -> None:
        schemas = {
            "form": schema("form"),
            "common.v1.json": schema("common"),
            schema("common")["$id"]: schema("common"),
        }
        self.browser = Browser(editing.make_app(folder / "by-hand.sqlite", document, schemas))
        self.turns = count(1)

    def ready(self) -> tuple[str, bytes]:
        """As ours."""
        address = f"/questions/{QUESTION}"
        found = _form(forms_of(self.browser.get(address)), "label")
        return address, written({**found.values, "label": f"Fictional words, {next(self.turns)}"})

    def save(self, address: str, body: bytes) -> None:
        """As ours."""
        answer = self.browser.post(address, body)
        _came(answer.status, 303)
        _came(self.browser.get(answer.location).status, 200)
        _came(self.browser.get(f"/preview/{PAGE}").status, 200)


def _form(forms: list[FormFound], box: str) -> FormFound:
    return next(form for form in forms if box in form.values)


def _came(status: int, wanted: int) -> None:
    if status != wanted:
        raise AssertionError(f"A page of the bench was answered with {status}.")


def measured(*, quick: bool) -> str:
    """The page, as Markdown."""
    rounds = 2 if quick else 100
    told, before = facts(), load()
    with TemporaryDirectory(prefix="bench-") as name, a_draft(Path(name)) as place:
        ours = Ours(place)
        theirs = ByHand(Path(name), the_tree(place.hubwright)["forms"][FORM])
        saves = alternate({"ours": Way(ours.save, ours.ready), "by hand": Way(theirs.save, theirs.ready)}, rounds)
        told_again = alternate({"examples": Way(_examples, lambda: _draft(place))}, rounds)["examples"]
        dominates = _dominates(ours)
    section = Section(
        "A save of a form of 200 questions",
        f"The starter hub as it is shipped, one of its forms grown to {QUESTIONS} questions. Each save changes the"
        " words of one question: the button, the page that comes back with the whole draft checked, and the live"
        " preview of its page. By hand: one document in one row, held to the same JSON Schema, with neither history"
        " nor rules nor a second editor.",
        ("what", "median", "95th percentile"),
    )
    section.add("a save, its page and its preview", *spread(saves["ours"]))
    section.add("the same by hand", *spread(saves["by hand"]))
    section.add("all worked examples of the hub, told again", *spread(told_again))
    whole_save = Times(tuple(one + two for one, two in zip(saves["ours"].all, told_again.all, strict=True)))
    section.add("**both: what somebody waits for at the most**", *spread(whole_save))
    verdict = "met" if whole_save.p95 < AIM else "NOT met"
    section.after += [
        f"Aim: under {milliseconds(AIM)} at the 95th percentile: {verdict}.",
        f"What dominates a save, under a profiler: {dominates}.",
    ]
    told.append(f"Load average at the start {before:.1f}, at the end {load():.1f}, the bench itself being 1.")
    title = "# Speed of the Studio" + (", a quick look: too few turns to mean anything" if quick else "")
    head = [title, "", "Made by `python -m bench.studio`; see [what these figures are for](README.md).", ""]
    return "\n".join([*head, *(f"- {fact}" for fact in told), "", section.markdown()])


def _draft(place: Place) -> tuple[Any, Any, Any]:
    with place.hubwright.store.reading(HUB) as reading:
        number = current_number(reading)
        assert number is not None, "the bench has begun a draft"
        found = whole(reading, number)
    look = drawn(found.tree, found.base, published=found.published, facts=found.facts)
    return found, look, place.hubwright.house.calendars


def _examples(found: Any, look: Any, calendars: Any) -> None:
    broken(found, look, calendars)


def _dominates(ours: Ours) -> str:
    """The share of a save that each of its steps takes, of the processor's time under a profiler."""
    profile = cProfile.Profile()
    for _ in range(5):
        address, body = ours.ready()
        profile.enable()
        ours.save(address, body)
        profile.disable()
    stats: Mapping[tuple[str, int, str], Any] = pstats.Stats(profile).stats  # type: ignore[attr-defined]
    in_all = sum(own for _, _, own, _, _ in stats.values())
    spent = {
        words: sum(within for (file, _, name), (_, _, _, within, _) in stats.items()
                   if file.endswith(step[0]) and name == step[1])
        for words, step in STEPS.items()
    }  # fmt: skip
    most = sorted(spent.items(), key=lambda one: -one[1])
    return ", ".join(f"{words} {100 * within / in_all:.0f}%" for words, within in most)


def main() -> None:
    """Measure, print and keep."""
    parser = argparse.ArgumentParser(prog="python -m bench.studio", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="two turns of everything; keeps nothing")
    quick = parser.parse_args().quick
    logging.disable(logging.CRITICAL)
    page = measured(quick=quick)
    sys.stdout.write(page)
    if not quick:
        KEPT.write_text(page, "utf-8")


if __name__ == "__main__":
    main()
