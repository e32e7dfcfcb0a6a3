"""A story on a shipped hub: its posts act, and what arrives comes through its own doors and forms."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from hubwright.domain.access import CaseView, case_view, holds, reader_of, scope
from hubwright.domain.answers.judge import Judgement, check
from hubwright.domain.cases.commands import Command, Decide, Receive, Return, Subject
from hubwright.domain.cases.deeds import decide
from hubwright.domain.cases.entries import REFERRER, Actor, Fact
from hubwright.domain.cases.intake import contact_from
from hubwright.domain.cases.project import project_case
from hubwright.domain.cases.state import CaseState, CheckState
from hubwright.domain.cases.topics.household import answered
from hubwright.domain.cases.topics.looking_up import Proposed, proposed
from hubwright.domain.clocks.london import local
from hubwright.domain.definitions.form import Form
from hubwright.domain.definitions.hub import Hub
from hubwright.testing.stories import Story

KIM = Subject("", "Kim Example", born={"year": 2015, "month": 3, "day": 1})
LEE = Subject("", "Lee Example", born={"year": 2018})
ADA = Subject("", "Ada Example", born={"year": 1950})
BABY = Subject("", "", unborn=True, expected={"year": 2026, "month": 9})

SOCIAL_WORKER = "social_worker"

T = TypeVar("T")


def said(value: Any) -> dict[str, Any]:
    """An answer as a form sends it."""
    return {"state": "answered", "value": value}


def only(found: Sequence[T]) -> T:
    """The one thing that is there; nothing, or a second one, is not what the row says."""
    assert len(found) == 1, found
    return found[0]


class Tale(Story):
    """What happens on a shipped hub, one deed after another."""

    def __init__(self, hub: Hub, **parts: Any):
        super().__init__(hub, **parts)
        self.judged: Judgement | None = None

    def post(self, role: str, *, agency: str | None = None, qualified: str | None = SOCIAL_WORKER) -> Actor:
        """Somebody in a post of the hub.

        Args:
            role: id of the role.
            agency: of their seat; the hub's first where none is named.
            qualified: their professional qualification, or None.

        Raises:
            KeyError: the hub has no such role or agency.
        """
        found = self.hub.find("roles", role)
        seated = self.hub.find("agencies", agency) if agency else self.hub.agencies[0]
        qualifications = frozenset({qualified} if qualified else ())
        return Actor(f"u-{found.id}-{seated.id}", f"{found.id} Example", seated.id, frozenset({role}), qualifications)

    def does(self, actor: Actor, command: Command) -> CaseState:
        """Somebody acts on the story's case; who else lives there is not known unless a decision says it.

        Raises:
            Refusal: it is not done yet; the story is as it was.
        """
        if isinstance(command, Decide) and not command.household:
            asks = self.hub.find("pathways", command.pathway).asks_household
            if asks and answered(self.state, command.pathway) is None:
                command = replace(command, household="not_known")
        return super().does(actor, command)

    def arrives(self, door: str, answers: Mapping[str, Any], **parts: Any) -> CaseState:
        """A form is sent through a door of the hub, judged as it would be on the web.

        Args:
            door: id of the door.
            answers: by question id, as the form sends them.
            parts: of the contact, where the form would say otherwise.
        """
        form = self.form_of(door)
        self.judged = check(form, answers, local(self.now).date())
        assert not self.judged.malformed, [finding.question for finding in self.judged.malformed]
        command = replace(contact_from(form, self.judged, door=door, received=self.now), **parts)
        return self.takes(command, REFERRER)

    def takes(self, command: Receive, by: Actor) -> CaseState:
        """A contact arrives; the case that it opens is the one the story goes on with."""
        facts = self._record(decide(None, command, self.context(by)), by)
        self.case = next(fact.body["case"] for fact in facts if fact.type == "case.opened")
        self.contact = next(fact.body["contact"] for fact in facts if fact.type == "contact.received")
        return self.state

    def records(self, facts: Sequence[Fact], by: Actor) -> CaseState:
        """What another record's deed means for the story's case."""
        self._record(list(facts), by)
        return self.state

    def rings(self, door: str, taken_by: Actor, words: str, *subjects: Subject, **parts: Any) -> CaseState:
        """Somebody rings, and a worker of the hub takes what they say.

        Args:
            door: id of a door of the hub's own workers.
            taken_by: the worker.
            words: what was said.
            subjects: whom it is about, as far as anybody was named.
            parts: of the contact.
        """
        caller = {"name": "A caller", "telephone": "01632 960999"}
        call = {"taken_by": taken_by.name, "may_say": "yes", "other": ""}
        said_on_it = Receive(door, {}, subjects, caller, words, self.now, call=call)
        return self.takes(replace(said_on_it, **parts), taken_by)

    def form_of(self, door: str) -> Form:
        """The form behind a door, as this hub words it."""
        use = self.hub.find("doors", door).form
        assert use is not None
        return self.hub.forms[use]

    def asked(self, agency: str) -> CheckState:
        """What an agency is asked and has not answered.

        Raises:
            LookupError: it is asked nothing.
        """
        for asked in self.state.waiting():
            if asked.agency == agency:
                return asked
        raise LookupError(agency)

    def all_answer(self, by: Actor, kind: str = "known_nothing_relevant") -> CaseState:
        """Every agency that is asked answers, and a worker of the hub writes it down."""
        for asked in self.state.waiting():
            self.does(by, Return(asked.ask, kind, said_by="Somebody of the agency"))
        return self.state

    @property
    def judgement(self) -> Judgement:
        """What the judge found of the form that arrived last."""
        assert self.judged is not None
        return self.judged

    def proposed(self) -> tuple[Proposed, ...]:
        """What a worker is proposed for the case."""
        return proposed(self.state, self.hub, local(self.now).date())

    def seen_by(self, actor: Actor) -> CaseView | None:
        """What somebody sees of the story's case, by the hub as it is drawn."""
        reader = reader_of(self.hub, actor)
        return case_view(self.state, [self.contact_state], self.hub.forms, reader, self.now)

    def listed_for(self, actor: Actor, table: str = "case_row") -> list[dict[str, Any]]:
        """The rows of the story's case that somebody's lists hold."""
        rows = project_case(self.entries)
        wanted = scope(reader_of(self.hub, actor), table, self.now)
        return [one for one in rows[table] if holds(wanted, one, rows)]

    def hours_until(self, clock: str) -> float:
        """From now to when a clock of the case is due."""
        return (self.state.clocks[clock].due - self.now).total_seconds() / 3600
