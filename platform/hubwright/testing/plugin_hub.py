"""A hub in memory for authors of plugins: contacts arrive, people do the plugin's deeds, the clock is moved.

Nothing touches a database or another process, and every step is the platform's own: what the plugin is handed and
answers passes as JSON, is held to the hooks' types and to the schema of its records, a deed's answers are judged by the
deed's questions, and what it draws is looked through before it counts.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from types import ModuleType
from typing import Any

from hubwright.actions.plugins import Prepared, decided
from hubwright.domain.access.plugins import handed_whole, offered
from hubwright.domain.answers.judge import check
from hubwright.domain.answers.messages import Finding
from hubwright.domain.cases.commands import Rate, Subject
from hubwright.domain.cases.entries import WORKER, Actor, Entry, Fact
from hubwright.domain.clocks.london import local
from hubwright.domain.definitions.hub import Hub
from hubwright.domain.errors import Refusal
from hubwright.domain.plugins import (
    STREAM,
    Act,
    CaseView,
    Nonsense,
    Record,
    RecordView,
    Section,
    record_of,
    recorded,
)
from hubwright.domain.plugins import Fact as Shown
from hubwright.domain.plugins.options import defaults_of
from hubwright.domain.plugins.sections import Notice, Table, problems_of_section
from hubwright.loading.plugin_forms import form_of
from hubwright.testing.in_process import InProcess
from hubwright.testing.stories import SCREENER, Story


@dataclass(frozen=True, slots=True)
class Drawn:
    """The plugin's part of the case page, as its reader gets it.

    Args:
        title: its heading; "" where nothing is drawn.
        facts: label to every value that stands under it, from top to bottom.
        notices: the sentences that stand out.
        tables: as drawn.
        acts: the buttons that the reader has; those that they may not press are left out.
    """

    title: str = ""
    facts: Mapping[str, list[str]] = field(default_factory=dict)
    notices: list[str] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    acts: list[Act] = field(default_factory=list)


class PluginHub:
    """A hub in memory with one plugin on.

    Args:
        module: the plugin: a module with functions that are marked `@hookimpl`.
        options: what the hub chose, over what the plugin suggests.
        may: ids of the plugin's permissions that whoever acts has; all of them where nothing is said.
        hub: a drawing of a hub; Oakfield, the small one of `hubwright.testing.hubs`, where none is given.

    Raises:
        Unusable: the platform would refuse the plugin, with everything that is wrong with it.
    """

    def __init__(
        self,
        module: ModuleType,
        *,
        options: Mapping[str, Any] | None = None,
        may: Collection[str] | None = None,
        hub: Hub | None = None,
    ) -> None:
        self._plugins = InProcess(module)
        self.plugin = self._plugins.plugin
        self.options: Mapping[str, Any] = defaults_of(self.plugin.options) | dict(options or {})
        self.may = frozenset(one.id for one in self.plugin.permissions) if may is None else frozenset(may)
        self._story = Story(hub)
        self._streams: dict[str, list[Entry]] = {}

    @property
    def now(self) -> datetime:
        """The instant of the test, UTC. It stands still until `later` moves it."""
        return self._story.now

    def later(self, **time: float) -> PluginHub:
        """Let time pass: `days=3`, `hours=2`, `minutes=15`."""
        self._story.later(**time)
        return self

    def receives(self, name: str = "Mia Example", *others: str, born: str = "", pathway: str = "") -> CaseView:
        """A contact arrives about somebody, and opens the case that the test goes on with.

        Args:
            name: of the person it is about.
            others: names of more people.
            born: the first person's date of birth, such as "2016-05-04"; "" where nobody knows.
            pathway: id; the hub's first where none is said.
        """
        strand = pathway or self._story.hub.pathways[0].id
        people = [Subject(f"p{number}", one, pathways=(strand,)) for number, one in enumerate((name, *others), start=1)]
        if born:
            year, month, day = map(int, born.split("-"))
            people[0] = replace(people[0], born={"year": year, "month": month, "day": day})
        self._story.receives(*people)
        return self.case

    def rates(self, tier: str = "", pathway: str = "") -> RecordView | None:
        """A person rates the case, and the plugin has its say in the background, as `rating_made`.

        Args:
            tier: id; the hub's first where none is said.
            pathway: id; the hub's first where none is said.

        Returns:
            the record that the plugin began by itself, or None.
        """
        strand = pathway or self._story.hub.pathways[0].id
        scale = next(one for one in self._story.hub.pathways if one.id == strand).scale
        tiers = next(one for one in self._story.hub.scales if one.id == scale).tiers
        rated = tier or tiers[0].id
        self._story.does(SCREENER, Rate(strand, rated, "As it was read."))
        if not self._plugins.has(self.plugin.id, "rating_made"):
            return None
        made = self._plugins.react(
            self.plugin.id,
            "rating_made",
            case=self.case,
            pathway=strand,
            tier=rated,
            records=self.records,
            options=self.options,
        )
        if made is None:
            return None
        ref = next(self._story.context(WORKER).ids)
        self._keeps(ref, made.kind, [(one.type, one.body, one.state) for one in made.steps], WORKER)
        return self._one(ref).view()

    @property
    def case(self) -> CaseView:
        """The case as the plugin is handed it, now.

        Raises:
            LookupError: no contact has arrived yet.
        """
        return handed_whole(self._story.state, self.now)

    @property
    def records(self) -> tuple[RecordView, ...]:
        """The plugin's records of the case that whoever acts may see, the oldest first."""
        return tuple(one.view() for one in self._records())

    def section(self) -> Drawn:
        """The plugin's part of the case page.

        Raises:
            Nonsense: the page would go out without it, and why.
        """
        section: Section | None = None
        if self._plugins.has(self.plugin.id, "case_section"):
            section = self._plugins.ask(
                self.plugin.id, "case_section", case=self.case, records=self.records, options=self.options
            )
        if section is not None and (wrong := problems_of_section(section)):
            raise Nonsense(" ".join(wrong))
        acts = offered(self.plugin, section, self.records, self.may.__contains__, lambda words: words.en)
        drawn = Drawn(section.title if section else "", acts=acts)
        facts: dict[str, list[str]] = {}
        for part in section.parts if section else ():
            match part:
                case Shown():
                    facts.setdefault(part.label, []).append(part.value)
                case Notice():
                    drawn.notices.append(part.words)
                case Table():
                    drawn.tables.append(part)
        return replace(drawn, facts=facts)

    def does(
        self, deed: str, answers: Mapping[str, Any] | None = None, *, record: RecordView | str | None = None
    ) -> RecordView:
        """Somebody does a deed of the plugin.

        Args:
            deed: id.
            answers: question to what was typed: a bare value, or `{"state": ..., "value": ..., "note": ...}`; None or
                "" for a box that was left empty. A question that is not named was not sent at all, as happens where
                nothing was ticked.
            record: that it is done to, or its reference; None for a deed that begins one.

        Returns:
            the record after it.

        Raises:
            Refusal: it is not done yet: as the plugin says, because what was typed is out of shape ("malformed"),
                or because there is no such deed for whoever acts ("not_found").
        """
        ready = self._ready(deed, record.ref if isinstance(record, RecordView) else record or "")
        given = {id: _answered(one) for id, one in (answers or {}).items()}
        form = form_of(ready.plugin, ready.what)
        if form is not None:
            wrong = check(form, given, local(self.now).date()).malformed
            if wrong:
                fields = tuple((one.column or one.question, _said(one)) for one in wrong)
                raise Refusal("Something is out of shape.", "Mend what is marked.", "malformed", fields)
        elif given:
            raise Refusal("This deed asks nothing.", "Send no answers with it.", "malformed")
        ref = ready.record.ref if ready.record else next(self._story.context(SCREENER).ids)
        steps = decided(self._plugins, SCREENER, ready, ref, given, now=self.now)
        self._keeps(ref, ready.kind.id, steps, SCREENER)
        return self._one(ref).view()

    def refuses(
        self, deed: str, answers: Mapping[str, Any] | None = None, *, record: RecordView | str | None = None
    ) -> Refused:
        """Somebody tries a deed that is not done yet, and nothing is put on record.

        Args:
            deed, answers, record: as for `does`.

        Raises:
            AssertionError: it was done.
        """
        try:
            self.does(deed, answers, record=record)
        except Refusal as refusal:
            return Refused(refusal.why, refusal.do, refusal.code, dict(refusal.fields))
        raise AssertionError(f"{deed} was done, and should not have been.")

    def well(self) -> list[str]:
        """What the plugin says is wrong with the hub's options; nothing where it has no such hook."""
        if not self._plugins.has(self.plugin.id, "well"):
            return []
        said: list[str] = self._plugins.ask(self.plugin.id, "well", options=self.options)
        return said

    def _ready(self, deed: str, ref: str) -> Prepared:
        what = self.plugin.deed(deed)
        kind = self.plugin.kind(what.kind) if what else None
        records = self._records()
        found = next((one for one in records if one.ref == ref and kind and one.kind == kind.id), None)
        wrong = what is None or kind is None or what.permission not in self.may or what.begins == bool(ref)
        if what is None or kind is None or wrong or (ref and found is None):
            raise Refusal("There is no such record.", "Look at the case again.", "not_found")
        return Prepared(self.plugin, self.options, what, kind, self.case, records, found)

    def _keeps(self, ref: str, kind: str, steps: Sequence[tuple[str, Any, Any]], actor: Actor) -> None:
        one = self.plugin.kind(kind)
        if one is None:
            raise Nonsense("There is no such kind of record.")
        stream = self._streams.setdefault(ref, [])
        for fact in recorded(steps, plugin=self.plugin.id, kind=one, ref=ref, case=self._story.case, now=self.now):
            stream.append(self._entry(fact, len(stream) + 1, actor))

    def _entry(self, fact: Fact, number: int, actor: Actor) -> Entry:
        return Entry(
            stream=fact.stream,
            number=number,
            type=fact.type,
            version=fact.version,
            body=json.loads(json.dumps(fact.body)),
            happened=fact.happened,
            received=fact.received,
            recorded=self.now,
            actor=actor.id,
            actor_name=actor.name,
            agency=actor.agency,
            revision="r1",
            deed=f"{STREAM}-{number}",
        )

    def _one(self, ref: str) -> Record:
        found = record_of(self._streams[ref])
        if found is None:
            raise LookupError("There is no such record.")
        return found

    def _records(self) -> tuple[Record, ...]:
        found = [self._one(ref) for ref in self._streams]
        read = {kind.id: kind.read for kind in self.plugin.kinds}
        return tuple(one for one in found if one.case == self._story.case and read.get(one.kind) in self.may)


@dataclass(frozen=True, slots=True)
class Refused:
    """A deed was not done yet.

    Args:
        why, do: one sentence each.
        code: "plugin_not_yet" as the plugin said, "malformed", "nothing" or "not_found".
        fields: question to its own message.
    """

    why: str
    do: str
    code: str
    fields: Mapping[str, str]


def _answered(value: Any) -> Any:
    if value is None or (isinstance(value, str) and not value.strip()):
        # As a page sends a box that was left empty.
        return {"state": "not_answered"}
    return value if isinstance(value, Mapping) and "state" in value else {"state": "answered", "value": value}


def _said(finding: Finding) -> str:
    return finding.text.en if finding.text else finding.message % dict(finding.parameters)
