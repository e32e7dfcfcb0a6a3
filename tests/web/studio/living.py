"""A hub at work while somebody changes its drawing: cases that are open, forms in mid-way, and edits of the draft."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pytest
from hubwright.actions.act_on_case import act_on_case
from hubwright.actions.drafting import act_on_draft, current
from hubwright.actions.publish_hub import publish_hub
from hubwright.actions.receive_contact import receive_contact
from hubwright.actions.templates import keep_origin
from hubwright.cli.publishing import documents_of
from hubwright.domain.answers.answer import Answer, State
from hubwright.domain.cases.commands import Command, Rate, Receive, Subject
from hubwright.domain.cases.entries import Actor
from hubwright.domain.definitions.canonical import revision_of
from hubwright.domain.definitions.edits import put
from hubwright.domain.definitions.elements import copied
from hubwright.domain.drafts import Change

from tests.web.conftest import form_of, soup
from tests.web.studio.conftest import ADMIN, HUB, SCREENER, Studio, shipped

CLOCK = ("clocks", "amber-decision", "amount")


def change(studio: Studio, path: Sequence[str], to: object, *, by: Actor = ADMIN) -> None:
    """Set one thing of the draft, as one of the Studio's pages would."""
    house = studio.hubwright.house
    studio.deeds += 1
    with house.store.reading(HUB) as reading:
        found = current(reading)
    assert found is not None
    edits = tuple(put(found.tree, tuple(path), to))
    act_on_draft(house, hub=HUB, actor=by, deed=f"change-{studio.deeds}", command=Change("put", edits))


def live(studio: Studio) -> str:
    """The revision that holds now."""
    with studio.hubwright.store.reading(HUB) as reading:
        return str(reading.live()[0])


def opened(studio: Studio, tier: str = "amber", **parts: Any) -> str:
    """A case that somebody has rated; its reference."""
    studio.deeds += 1
    command = Receive(
        door="for-professionals",
        answers={"what-happened": Answer(State.ANSWERED, "Bruises seen at school.")},
        subjects=(Subject("", "Mia Example", born={"year": 2019}),),
        referrer={"name": "Jo Secret", "email": "jo@school.example"},
        what="Bruises seen at school.",
        received=studio.clock(),
        danger=False,
    )
    done = receive_contact(
        studio.hubwright.house, hub=HUB, deed=f"receive-{studio.deeds}", command=command, revision=live(studio)
    )
    case = str(done.result["case"])
    if tier:
        does(studio, case, Rate("child", tier))
    return case


def does(studio: Studio, case: str, command: Command, actor: Actor = SCREENER) -> None:
    """Somebody does a deed on a case, without a page."""
    studio.deeds += 1
    act_on_case(studio.hubwright.house, hub=HUB, actor=actor, deed=f"deed-{studio.deeds}", case=case, command=command)


class Referrer:
    """Somebody who fills in a form of the hub."""

    def __init__(self, studio: Studio, form: str = "child-referral") -> None:
        self.client, self.form = studio.client(), form
        self.page()

    def page(self, *parts: str, **boxes: Any) -> Any:
        """Send a page of the form as it is drawn, with these boxes changed; "__" stands for a hyphen."""
        path = "/".join(("", HUB, "refer", self.form, *parts))
        drawn = self.client.get(path, follow_redirects=True)
        typed = {f"f_{name.replace('__', '-')}" if name != "act" else name: said for name, said in boxes.items()}
        return self.client.post(path, data={**form_of(drawn), **typed}, follow_redirects=True)

    def half(self) -> Referrer:
        """Whom it is about, and no more."""
        self.page("which-children", "children-1", child__name="Sam Example", child__born_year="2019")
        return self

    def sent(self) -> str:
        """The rest, sent; the reference."""
        self.page("worry", danger__now="no", what="A bruise on the arm.")
        self.page("you", reach="reach-email", reach__email__address="jo@school.example")
        return str(soup(self.page("you", act="send")).select_one(".govuk-panel strong").text)  # type: ignore[union-attr]


def imported(studio: Studio, amounts: Mapping[str, int], *, tiers: Sequence[Mapping[str, Any]] = ()) -> str:
    """Clocks run otherwise, or ratings are others, by way of a folder that an operator brings in; the revision."""
    loaded = shipped(HUB).hubs[HUB]
    documents = copied(documents_of(loaded))
    for clock in documents["hub"]["shareable"]["clocks"]:
        clock["amount"] = amounts.get(clock["id"], clock["amount"])
    if tiers:
        documents["hub"]["shareable"]["scales"][0]["tiers"] = list(tiers)
    revision = revision_of([documents["hub"], *documents["forms"], *documents["workflows"]])
    studio.deeds += 1
    publish_hub(
        studio.hubwright.house, hub=HUB, name="Starter hub", revision=revision, documents=documents,
        note="From a folder", deed=f"import-{studio.deeds}",
    )  # fmt: skip
    return revision


@pytest.fixture
def no_examples(studio: Studio) -> None:
    """The hub without its worked examples: what a test changes would have to be told in them first."""
    keep_origin(studio.hubwright.house, hub=HUB, taken=(), templates={}, scenarios={})
