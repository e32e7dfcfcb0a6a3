"""Findings in the words of whoever keeps the hub: things by their labels, and the place at which each is mended."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from hubwright.domain.definitions.drafting import LOCAL
from hubwright.domain.definitions.edits import Path, find
from hubwright.domain.definitions.elements import OBJECT
from hubwright.domain.definitions.health.finding import Finding, named_in
from hubwright.domain.definitions.health.naming import FIELDS, Names, plainly
from hubwright.domain.definitions.health.sentences import OF_EXAMPLES, SENTENCES
from hubwright.domain.definitions.using.saying import capital
from hubwright.domain.definitions.using.things import questions_of
from hubwright.domain.rules.parsing import quoted

_CIRCLE = re.compile(r"circle: (.*)\.?$")
_SOURCE = re.compile(r" \(S:[^)]*\)$")
_COUNT = re.compile(r"^\d+")
_LOOKS = {"symbol": "shape", "label": "name"}
_TYPED = ("unknown-merge-field", "stray-brace", "no-such-day")
"""What these name was typed by a person."""
_SLUG = re.compile(r'"([a-z][a-z0-9]*(?:[-_.][a-z0-9]+)*)"')


def said(finding: Finding, tree: Mapping[str, Any], *, words: Mapping[str, str] | None = None) -> Finding:
    """A finding of a check as it is shown: without an id, without a pointer, at the place where it is mended.

    Args:
        finding: as the check had it.
        tree: the draft.
        words: what ids of the reference data are called.
    """
    return Saying(tree, words or {}).said(finding)


class Saying:
    """Says findings of one draft.

    Args:
        tree: the draft.
        words: what ids of the reference data are called.
    """

    def __init__(self, tree: Mapping[str, Any], words: Mapping[str, str]) -> None:
        self.tree = tree
        self.names = Names(tree, words)
        self.own: Mapping[str, Callable[[Finding], Finding]] = {
            "below-floor": self._floor,
            "circle": self._circle,
            "decider-cannot-decide": self._decider,
            "missing-welsh": self._welsh,
            "must-be-answered": self._must,
            "no-channel": self._channel,
            "no-duty": self._duty,
            "no-mailbox": self._mailbox,
            "no-return-clock": self._return_clock,
            "nobody-at-the-end": self._last_step,
            "nobody-told": self._told,
            "tiers-look-alike": self._alike,
            "too-little-contrast": self._contrast,
            "unknown-reference": self._gone,
            "workflow-does-not-fit": self._stages,
        }

    def said(self, finding: Finding) -> Finding:
        """One of them."""
        one = replace(finding, names=named_in(finding.what))
        if one.path[:1] == ("scenarios",):
            return self._example(one)
        if one.code in self.own:
            one = self.own[one.code](one)
        what, do = SENTENCES.get(one.code, ("", ""))
        return replace(
            one,
            what=self._sentence(one, what, finding.what, one.what),
            do=self._sentence(one, do, finding.do, one.do),
        )

    def _sentence(self, one: Finding, ours: str, theirs: str, made: str) -> str:
        """What was made of it already, or what the table says, or the check's own sentence with names for ids."""
        if made != theirs:
            return made
        if not ours:
            if one.code in _TYPED:
                return theirs
            return _SLUG.sub(lambda found: quoted(self.called(found[1], one.path)), theirs)
        thing, field = self.names.thing(one.path), self._field(one.path)
        named = [self.called(id, one.path) for id in (*one.names, "", "")]
        filled = ours.format(
            *map(quoted, named),
            thing=thing,
            Thing=capital(thing),
            field=f" ({field})" if field else "",
            name0=named[0],
            name1=named[1],
        )
        return capital(filled)

    def called(self, id: str, near: Path = ()) -> str:
        """What something that a check named by id is called."""
        return self.names.any(id, near)

    def _field(self, path: Path) -> str:
        """The field that a path ends in, where it leads into one; "" where it leads to an element."""
        if len(path) < 3 or path[-1] == "id" or isinstance(find(self.tree, path), OBJECT):
            return ""
        if not isinstance(find(self.tree, path[:-1]), OBJECT):
            return ""
        return FIELDS.get(path[-1]) or plainly(path[-1])

    def _example(self, one: Finding) -> Finding:
        scenario = find(self.tree, one.path[:2])
        name = str(scenario.get("name", "")) if isinstance(scenario, OBJECT) else ""
        what, do = OF_EXAMPLES
        return replace(one, path=one.path[:2], what=what.format(name=quoted(name or plainly(one.path[-1]))), do=do)

    def _circle(self, one: Finding) -> Finding:
        ids = (_CIRCLE.search(one.what) or ["", ""])[1].rstrip(".").split(" reads ")
        names = [quoted(self.names.any(id, one.path[:2])) for id in ids]
        return replace(
            one,
            names=tuple(ids[:-1]),
            what=f"Rules go round in a circle: {' is shown by '.join(names)}.",
            do="Take one of these rules away.",
        )

    def _floor(self, one: Finding) -> Finding:
        why = _SOURCE.sub("", one.what.partition(": ")[2])
        return replace(one, what=f"{quoted(self.names.called('deciders', one.names[0]))} stands below the law: {why}")

    def _decider(self, one: Finding) -> Finding:
        if one.path[:1] == ("deciders",):
            return one
        who, strand = (
            self.names.called(part, id) for part, id in zip(("deciders", "pathways"), one.names, strict=False)
        )
        return replace(
            one,
            what=f"No role of {quoted(who)} works on the strand {quoted(strand)}, which they are to decide.",
            do="Let one of their roles work on it, or choose who decides anew.",
        )

    def _welsh(self, one: Finding) -> Finding:
        count = (_COUNT.match(one.what) or ["Some"])[0]
        whose = f" of {self.names.thing(one.path[:2])}" if one.path[:1] == ("forms",) else ""
        have = "has" if count == "1" else "have"
        return replace(
            one,
            what=f"{count} of the texts{whose} that the public reads {have} no Welsh.",
            do="Write the Welsh beside the English; until then the English is shown.",
        )

    def _must(self, one: Finding) -> Finding:
        form = find(self.tree, one.path[:2])
        if isinstance(form, OBJECT):
            for path, question in questions_of(form):
                if one.names[:1] == (question.get("id"),):
                    return replace(one, path=(*one.path[:2], *path))
        return one

    def _channel(self, one: Finding) -> Finding:
        if one.path[:1] == ("ladders",):
            role = quoted(self.names.called("roles", one.names[0]))
            return replace(
                one,
                path=(LOCAL, "role_mailboxes"),
                what=f"The role {role} is told by e-mail when time runs out, and has no mailbox.",
                do="Write the address of its mailbox, or tell it on the screen only.",
            )
        return replace(
            one,
            what=f"{self._post(one.path)} has no address for alarms.",
            do="Write at least one e-mail address: that is how it is told.",
        )

    def _post(self, path: Path) -> str:
        thing = self.names.thing(path)
        return capital(thing) if thing != "the place" else "A duty post"

    def _duty(self, one: Finding) -> Finding:
        while_closed = "closed" in one.what
        when = "while the hub is closed" if while_closed else "while the hub is open"
        return replace(one, do=f"Add a duty post that answers {when}.")

    def _mailbox(self, one: Finding) -> Finding:
        return replace(one, path=(LOCAL, "mailboxes"))

    def _return_clock(self, one: Finding) -> Finding:
        thing = self.names.thing(one.path)
        if one.path[:1] == ("pathways",):
            asked = f"the checks {quoted(self.called(one.names[0]))} set" if one.names else "its checks set"
            what = f"{capital(thing)} is not rated, and {asked} no time to answer by."
            return replace(one, what=what, do="Give each agency that is asked a clock of its own.")
        return replace(
            one,
            what=f"{capital(thing)} asks agencies and sets no time to answer by.",
            do="Choose by when agencies answer, or give each agency that is asked a clock of its own.",
        )

    def _last_step(self, one: Finding) -> Finding:
        thing = self.names.thing(one.path)
        if "screen" not in one.what:
            what = f"{capital(thing)} tells nobody."
            return replace(one, what=what, do="Add at least one step; the last one repeats until a person answers.")
        return replace(
            one,
            what=f"The last step of {thing} shows on a screen only, where at night nobody may look.",
            do="Let the last step tell a person by e-mail.",
        )

    def _told(self, one: Finding) -> Finding:
        if not one.stops:
            return one
        clock = quoted(self.names.called("clocks", one.names[0]))
        return replace(
            one,
            what=f"Nobody would be told when the clock {clock} is missed, and until then the hub owns it.",
            do="Say who is told when its time runs out.",
        )

    def _alike(self, one: Finding) -> Finding:
        part = _LOOKS.get(one.path[-1], one.path[-1])
        thing, other = self.names.thing(one.path), quoted(self.called(one.names[-1], one.path))
        return replace(one, what=f"{capital(thing)} has the same {part} as {other}.")

    def _contrast(self, one: Finding) -> Finding:
        if one.path[:1] != ("scales",):
            return replace(one, do="Take a darker colour, or another colour of the text on it.")
        return replace(one, what=f"The colour of {self.names.thing(one.path)} is hard to tell from a white page.")

    def _gone(self, one: Finding) -> Finding:
        thing = self.names.thing(one.path)
        field = self._field(one.path)
        where = f" ({field})" if field and field != plainly(one.path[0]) else ""
        return replace(
            one,
            what=f"{capital(thing)} names something that is not there{where}.",
            do="Choose another, or leave it out.",
        )

    def _stages(self, one: Finding) -> Finding:
        thing = self.names.thing(one.path)
        if "needs a rating" in one.what:
            return replace(
                one,
                what=f"The stages of {thing} wait for a rating, and nobody rates there.",
                do="Say on what it is rated, or choose other stages.",
            )
        return replace(
            one,
            what=f"The stages of {thing} ask for a rating, a kind or a strand that this hub does not have.",
            do="Put the condition of that way right, or choose other stages.",
        )
