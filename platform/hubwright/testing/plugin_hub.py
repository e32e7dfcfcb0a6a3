"""A hub in memory for authors of plugins: contacts arrive, people do the plugin's deeds, the clock is moved.

Nothing touches a database or another process, and every step is the platform's own: what the plugin is handed and
answers passes as JSON, is held to the hooks' types and to the schema of its records, a deed's answers are judged by the
deed's questions, and what it draws is looked through before it counts.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from types import ModuleType
from typing import Any

from hubwright.actions.plugins import Prepared, asked_of, decided
from hubwright.domain.access.plugins import handed_hub, handed_whole, offered, seen_of
from hubwright.domain.answers.judge import check
from hubwright.domain.answers.messages import Finding
from hubwright.domain.cases.commands import Rate, Subject
from hubwright.domain.cases.entries import WORKER, Actor, Entry, Fact
from hubwright.domain.clocks.london import local
from hubwright.domain.definitions.hub import Hub
from hubwright.domain.errors import Refusal
from hubwright.domain.plugins import (
    STREAM,
    CaseView,
    ContactView,
    Kind,
    Nonsense,
    Record,
    RecordView,
    Section,
    Tell,
    record_of,
    recorded,
)
from hubwright.domain.plugins.options import defaults_of
from hubwright.domain.plugins.sections import problems_of_section
from hubwright.domain.texts import Text
from hubwright.loading.plugin_forms import form_of
from hubwright.testing.in_process import InProcess
from hubwright.testing.plugin_told import Drawn, Refused, drawn
from hubwright.testing.stories import SCREENER, Story


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
        self.elsewhere: tuple[RecordView, ...] = ()
        """What the plugin is told to keep about the same people in other cases."""
        self.told: list[Tell] = []
        """Whom the plugin had told that there is something to look at, in order."""
        self._unseen: frozenset[str] = frozenset()

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
        return self._reacts("rating_made", pathway=strand, tier=rated)

    def chooses(self, route: str, person: str = "p1", pathway: str = "") -> RecordView | None:
        """A person's way is decided, and the plugin has its say in the background, as `route_chosen`.

        Args:
            route: id.
            person: id of whoever it is decided for.
            pathway: id; the hub's first where none is said.

        Returns:
            the record that the plugin began by itself, or None.
        """
        strand = pathway or self._story.hub.pathways[0].id
        return self._reacts("route_chosen", pathway=strand, person=person, route=route)

    def opens(self, kind: str = "", form: str = "", **meant: Any) -> RecordView | None:
        """The plugin has its say about the contact that opened the case, as `contact_arrived`.

        Args:
            kind, form: ids.
            meant: what it says by meaning, "__" for the dot: `concern__what="..."`.

        Returns:
            the record that the plugin began by itself, or None.
        """
        said = {name.replace("__", "."): value for name, value in meant.items()}
        contact = ContactView("CT000001", kind, form, {one: said[one] for one in self.plugin.needs if one in said})
        return self._reacts("contact_arrived", contact=contact)

    def _reacts(self, hook: str, **about: Any) -> RecordView | None:
        if not self._plugins.has(self.plugin.id, hook):
            return None
        whole = tuple(one.view(kind) for one, kind in self._kept() if one.case == self._story.case)
        made = self._plugins.react(self.plugin.id, hook, case=self.case, records=whole, options=self.options, **about)
        if made is None:
            return None
        ref = next(self._story.context(WORKER).ids)
        self._keeps(ref, made.kind, [(one.type, one.body, one.state) for one in made.steps], WORKER)
        return self._view(ref)

    @property
    def case(self) -> CaseView:
        """The case as the plugin is handed it, now.

        Raises:
            LookupError: no contact has arrived yet.
        """
        whole = handed_whole(self._story.state, self.now, self._story.hub)
        return replace(whole, people=tuple(one for one in whole.people if one.id not in self._unseen))

    def keeps_back(self, *people: str) -> PluginHub:
        """From now on whoever acts does not see these people on the case, and sees all others.

        Args:
            people: ids.
        """
        self._unseen = frozenset(people)
        return self

    @property
    def records(self) -> tuple[RecordView, ...]:
        """The plugin's records of the case that whoever acts may see, the oldest first."""
        return tuple(one.view(kind) for one, kind in self._records())

    @property
    def records_of_hub(self) -> tuple[RecordView, ...]:
        """The plugin's records that belong to no case and that whoever acts may see, the oldest first."""
        return tuple(one.view(kind) for one, kind in self._kept() if not kind.of_case and kind.read in self.may)

    def section(self) -> Drawn:
        """The plugin's part of the case page.

        Raises:
            Nonsense: the page would go out without it, and why.
        """
        section: Section | None = None
        if self._plugins.has(self.plugin.id, "case_section"):
            section = self._plugins.ask(
                self.plugin.id,
                "case_section",
                case=self.case,
                records=self.records,
                elsewhere=self.elsewhere,
                options=self.options,
            )
        known = {one.ref for one in self.records}
        return drawn(section, offered(self.plugin, section, known, self.may.__contains__, _english))

    def page(self, page: str) -> Drawn:
        """A page of the plugin, with the records of this one case or those of the hub.

        Args:
            page: id.

        Raises:
            LookupError: it has no such page, or whoever acts may not open it.
            Nonsense: the page would go out without it, and why.
        """
        one = self.plugin.page(page)
        if one is None or one.permission not in self.may:
            raise LookupError("There is no such page.")
        of_case = [each for each in self.records if each.kind == one.kind] if self._story.case else []
        records = (*of_case, *(each for each in self.records_of_hub if each.kind == one.kind))
        cases = (self.case,) if of_case else ()
        section: Section = self._plugins.ask(
            self.plugin.id, "page", page=page, records=records, cases=cases, now=self.now, options=self.options
        )
        known = {each.ref for each in self.records_of_hub}
        acts = offered(self.plugin, section, known, self.may.__contains__, _english, of_case=False)
        return drawn(section, acts)

    def paper(self, record: RecordView | str) -> Section | None:
        """What stands on a paper about a record.

        Raises:
            Nonsense: it could not be printed, and why.
        """
        view = self._view(record if isinstance(record, str) else record.ref)
        section: Section | None = self._plugins.ask(
            self.plugin.id, "paper", case=self.case, record=view, records=self.records, options=self.options
        )
        if section is not None and (wrong := problems_of_section(section)):
            raise Nonsense(" ".join(wrong))
        return section

    def before_asking(self) -> list[str]:
        """What the plugin says to somebody who is about to ask agencies, as `check_put_together`."""
        said = self._plugins.ask(
            self.plugin.id, "check_put_together", case=self.case, records=self.records, options=self.options
        )
        return [one.words for one in said]

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
        form = form_of(ready.plugin, ready.what, asked_of(self._plugins, ready))
        if form is not None:
            wrong = check(form, given, local(self.now).date()).malformed
            if wrong:
                fields = tuple((one.column or one.question, _said(one)) for one in wrong)
                raise Refusal("Something is out of shape.", "Mend what is marked.", "malformed", fields)
        elif given:
            raise Refusal("This deed asks nothing.", "Send no answers with it.", "malformed")
        ref = ready.record.ref if ready.record else next(self._story.context(SCREENER).ids)
        made = decided(self._plugins, SCREENER, ready, ref, given, now=self.now)
        self._keeps(ref, ready.kind.id, [(one.type, one.body, one.state) for one in made.steps], SCREENER)
        self.told += made.tells
        return self._view(ref)

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
        of_case = kind is None or kind.of_case
        of_hub = tuple((one, of) for one, of in self._kept() if of.read in self.may and not of.of_case)
        records = self._records() if of_case else of_hub
        found = next((one for one, _ in records if one.ref == ref and kind and one.kind == kind.id), None)
        wrong = what is None or kind is None or what.permission not in self.may or what.begins == bool(ref)
        if what is None or kind is None or wrong or (ref and found is None):
            raise Refusal("There is no such record.", "Look at the case again.", "not_found")
        case = self.case if kind.of_case else handed_hub(self._story.hub, self.now)
        views = tuple(one.view(of) for one, of in records)
        return Prepared(self.plugin, self.options, what, kind, case, views, found, self.elsewhere)

    def _keeps(self, ref: str, kind: str, steps: Sequence[tuple[str, Any, Any]], actor: Actor) -> None:
        one = self.plugin.kind(kind)
        if one is None:
            raise Nonsense("There is no such kind of record.")
        stream = self._streams.setdefault(ref, [])
        case = self._story.case if one.of_case else ""
        for fact in recorded(steps, plugin=self.plugin.id, kind=one, ref=ref, case=case, now=self.now):
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

    def _view(self, ref: str) -> RecordView:
        record = self._one(ref)
        kind = self.plugin.kind(record.kind)
        if kind is None:
            raise LookupError("There is no such record.")
        return record.view(kind)

    def _kept(self) -> list[tuple[Record, Kind]]:
        found = [self._one(ref) for ref in self._streams]
        return [(one, kind) for one in found if (kind := self.plugin.kind(one.kind)) is not None]

    def _records(self) -> tuple[tuple[Record, Kind], ...]:
        found = [one for one, kind in self._kept() if kind.of_case and one.case == self._story.case]
        return seen_of(found, self.plugin, self.may.__contains__, self.case) if found else ()


def _english(words: Text) -> str:
    return words.en


def _answered(value: Any) -> Any:
    if value is None or (isinstance(value, str) and not value.strip()):
        # As a page sends a box that was left empty.
        return {"state": "not_answered"}
    return value if isinstance(value, Mapping) and "state" in value else {"state": "answered", "value": value}


def _said(finding: Finding) -> str:
    return finding.text.en if finding.text else finding.message % dict(finding.parameters)
