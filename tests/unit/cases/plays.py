"""Random plays: actors act on a case in whatever order, mostly with sense and often without, and time passes.

A play is made from one number, so that the one which fails can be played again.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from random import Random

from hubwright.domain.cases import commands as c
from hubwright.domain.cases.commands import Command, Subject
from hubwright.domain.cases.entries import OPERATOR, REFERRER, WORKER, Actor
from hubwright.domain.cases.topics import restricting as r
from hubwright.domain.errors import Refusal
from hubwright.testing.hubs import a_hub
from hubwright.testing.stories import HEALTH, MANAGER, POLICE, SCREENER, Story

from .acts import ADA, ADULTS_WORKER, BABY, KIM, LEE, NOBODY, a_hub_whose

MACHINES = (REFERRER, WORKER, OPERATOR)
UNQUALIFIED = Actor("u-max", "Max Example", "care", frozenset({"manager"}))
ACTORS = (*MACHINES, SCREENER, MANAGER, POLICE, HEALTH, ADULTS_WORKER, UNQUALIFIED, NOBODY)
HOME = {"kind": "uk", "lines": ["1 Refuge Row"], "protected": True}
PEOPLE = (
    KIM,
    LEE,
    ADA,
    BABY,
    Subject("", "", role="older brother"),
    replace(KIM, born={"year": 2008}),
    replace(LEE, address=HOME),
)
WORDS = ("What was seen.", "What was said.", " ")


class Play:
    """One random play on a case of Oakfield.

    Args:
        number: which play; the same number gives the same play.
    """

    def __init__(self, number: int):
        self.chance = Random(number)  # noqa: S311 - a play, not a secret
        gentle = self.chance.random() < 0.5
        self.story = Story(a_hub_whose("close", needs=()) if gentle else a_hub())
        first = self.chance.sample(PEOPLE, self.chance.randint(0, 3))
        self.story.receives(*first, danger=self.chance.random() < 0.3)

    def turns(self, count: int) -> Iterator[tuple[Actor, Command]]:
        """What is tried, one after another; whoever takes a turn has it done, or not."""
        for _ in range(count):
            self.story.later(minutes=self.chance.choice((0, 1, 10, 60, 300, 2000)))
            sensible = self.chance.random() < 0.6
            yield self.sensible() if sensible else (self.chance.choice(ACTORS), self.any_act())

    def played(self, count: int) -> Story:
        """The story after so many turns, each done where it could be."""
        for actor, command in self.turns(count):
            try:
                self.story.does(actor, command)
            except Refusal:
                continue
        return self.story

    def sensible(self) -> tuple[Actor, Command]:
        """The next act of somebody who wants the case to come to its end, and now and then beyond."""
        state, pick = self.story.state, self.chance.choice
        if state.closed is not None:
            return self._afterwards()
        if state.unread:
            return SCREENER, c.Read()
        if state.alarmed and self.chance.random() < 0.5:
            loud = next(one.id for one in state.alarms.values() if one.acknowledged is None)
            return MANAGER, c.AcknowledgeAlarm(loud)
        if waiting := state.waiting():
            who = {"police": POLICE, "health": HEALTH}[waiting[0].agency]
            return who, c.Return(waiting[0].ask, pick(("not_known", "shared")), text="Known since May.")
        strand = pick(state.pathways)
        if state.rating(strand) is None or self.chance.random() < 0.15:
            return SCREENER, c.Rate(strand, pick(("urgent", "soon", "reply")), pick(WORDS))
        if not state.checks or self.chance.random() < 0.15:
            return SCREENER, c.Ask(strand, ("core",), reason="To know more.", shared="Bruises.")
        if owed := state.undecided():
            route = pick(("assess", "advice", "protect"))
            return MANAGER, c.Decide(
                *owed[0], route, "What was seen.", "Ring us.", "Wants to go home.", {"care": "No."}
            )
        return self._ending()

    def _afterwards(self) -> tuple[Actor, Command]:
        """What happens to a closed case."""
        pick = self.chance.choice
        return pick(
            [
                (MANAGER, c.Reopen("A new call.")),
                (REFERRER, self.more()),
                (SCREENER, c.AddPerson(pick(PEOPLE))),
                (SCREENER, c.ActNow(pick(WORDS), pick(("protect", None)))),
                (POLICE, c.Return("q1", "not_known")),
                (SCREENER, c.Read()),
            ]
        )

    def _ending(self) -> tuple[Actor, Command]:
        """What is left once everybody has an outcome."""
        state = self.story.state
        for clock in state.running():
            if clock.id.startswith("accept:"):
                _, subject, pathway = clock.id.split(":")
                return SCREENER, c.AnswerRoute(subject, pathway, self.chance.random() < 0.8, "Team", "Said so.")
        contact = next(iter(state.contacts.values()))
        if not contact.told:
            how = self.chance.choice(("telephone", "withheld"))
            return SCREENER, c.Tell(contact.ref, "outcome", how, "Said so.")
        return MANAGER, c.Close("Nothing more to do.")

    def more(self) -> c.AddToContact:
        """The referrer sends more."""
        return c.AddToContact(self.story.contact, {}, "There is more.", self.story.now, self.chance.random() < 0.2)

    def guarded(self, words: str) -> Command:
        """Any command that says who may know of the case."""
        pick = self.chance.choice
        one = pick((SCREENER, MANAGER, POLICE, NOBODY))
        return pick(
            [
                r.Restrict(pick(("restricted", "sealed", "none")), words, ((one.id, one.name),)),
                r.Name(one.id, one.name, words),
                r.Unname(one.id, words),
                r.Lift(words),
                r.Exclude(one.id, one.name, words),
                r.Readmit(one.id, words),
                r.BreakGlass(words),
            ]
        )

    def any_act(self) -> Command:
        """Any command with anything in it."""
        pick = self.chance.choice
        words, strand = pick(WORDS), pick(("child", "adult", "none"))
        subject, number = pick(("p1", "p2", "p3", "p9")), pick((None, 1, 5))
        if self.chance.random() < 0.3:
            return self.guarded(words)
        return pick(
            [
                self.more(),
                c.Read(pick((None, self.story.contact, "none")), number),
                c.Assign(pick(("", "u-sam")), "Sam Example"),
                c.Rate(strand, pick(("urgent", "soon", "reply", "none")), words, number),
                c.Ask(strand, pick(((), ("core",), ("none",))), pick(((), ("police",), ("none",))), reason=words),
                c.Return(pick(("q1", "q2", "q9")), pick((*c.RETURN_KINDS, "none")), words, words, words, said_by=words),
                c.Note(words, pick(("fact", "opinion", "none")), pick((None, strand))),
                c.ActNow(words, pick((None, "protect", "none")), pick(((), ("p1",), ("p9",))), number),
                c.AddPerson(replace(pick(PEOPLE), pathways=pick(((), (strand,))))),
                c.Decide(subject, strand, pick(("assess", "protect", "none")), words, reason_without=words),
                c.AnswerRoute(subject, strand, pick((True, False)), words, words),
                c.Tell(pick((self.story.contact, "none")), pick(("acknowledge", "outcome")), pick(c.TELLING), words),
                c.Close(words, words),
                c.Reopen(words),
                c.Correct(pick((0, 1, 3)), words, words, pick((None, replace(pick(PEOPLE), id=subject)))),
                c.AcknowledgeAlarm(pick(("a1", "a2", "a9"))),
                c.RaiseAlarm(pick([*self.story.state.clocks, "none"])),
                c.TellRung(pick(("a1", "a2"))),
                c.MoveClocks("Burst pipe"),
            ]
        )
