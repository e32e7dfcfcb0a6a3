"""Differences and questions in sentences that a hub's manager reads: things by their names, clocks by their hours."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from hubwright.domain.definitions.checks.references import LEADS
from hubwright.domain.definitions.difference import difference
from hubwright.domain.definitions.elements import MISSING, by_key, key_of
from hubwright.domain.definitions.merge import LANGUAGES, TOGETHER, whole_only
from hubwright.domain.definitions.plugged import Declared, inside, may, plugin_called
from hubwright.domain.definitions.templates.bundle import DOCUMENTS
from hubwright.domain.definitions.templates.parts import singular
from hubwright.domain.definitions.templates.telling import counted, name_of, said_text, time_of
from hubwright.domain.rules.parsing import quoted

_FIELDS = {
    "amount": "time",
    "any_of": "agencies of which any will do",
    "assumed": "note of what was assumed",
    "audience": "reader",
    "between": "parties",
    "body": "words",
    "by": "ways of telling",
    "enough": "questions that are enough",
    "fte": "full-time equivalents",
    "from": "source",
    "hears": "agencies that hear of it",
    "id": "id",
    "invited": "invitations",
    "local": "place",
    "meanings": "outcomes that it is for",
    "means": "meaning",
    "name": "name",
    "reads": "columns",
    "role_mailboxes": "mailboxes of roles",
    "rungs": "steps",
    "says": "matters that a decision has to speak of",
    "show": "rule for showing it",
    "starts": "beginning",
    "symbol": "shape",
    "text": "wording for texts",
    "visible_to": "readers",
    "when": "rule",
    "wishes": "strands for which wishes are written down",
    "mon": "Monday",
    "tue": "Tuesday",
    "wed": "Wednesday",
    "thu": "Thursday",
    "fri": "Friday",
    "sat": "Saturday",
    "sun": "Sunday",
}
_WAYS = {"email": "by e-mail", "screen": "on the screen"}
_NOUNS = {
    "kind": "kind of contact",
    "elsewhere": "door elsewhere",
    "rung": "step",
    "ask": "question to",
    "taken": "template",
}
# Of what a hub remembers of a template, what a person can read; the rest is for machines, and changes with this.
_TAKEN, _READ = "taken", ("name", "version")
_PLUGINS = "plugins"
_LONGEST = 90
_ONE = ("address", "basis", "colours", "meaning", "says")
"""Names of fields that end as several things do and are one."""
_KEYS = {
    "deciders": ("decider", "pathways", "strand"),
    "mailboxes": ("mailbox", "agencies", "agency"),
    "role_mailboxes": ("mailboxes", "roles", "role"),
}
"""Fields that hold something under the id of an element: what one is called, the part, and its element."""
# What an element that goes by nothing is about, and the part in which that has its name.
_ABOUT = (("role", "roles"), ("agency", "agencies"), ("pathway", "pathways"), ("tier", "tiers"), ("form", "forms"))


class _Keyed:
    """The elements of each list by what they go by, worked out once: a hub is spoken of many times."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[list[Any], dict[str, Any] | None]] = {}

    def inside(self, place: Any) -> Any:
        """What can be walked into by name; None in a list whose elements go by nothing."""
        if not isinstance(place, list):
            return place
        if id(place) not in self._known:
            # The list is kept with it, so that no other can come to have its number.
            self._known[id(place)] = place, by_key(place)
        return self._known[id(place)][1]


class Speaker:
    """Says where something is and what stands there.

    Args:
        trees: what `bundle` gave; a thing is looked up in the first that has it.
        plugins: of this installation: a plugin and its options are called as it calls them.
    """

    def __init__(self, *trees: Mapping[str, Any], plugins: Declared | None = None) -> None:
        self.trees = trees
        self.plugins = plugins or {}
        self.keyed = _Keyed()

    def thing(self, path: str) -> str:
        """What an id path leads to: 'the return clock of the tier "Amber" of the scale "First rating"'."""
        if path.startswith("words/"):
            return f"the hub's own words at {quoted(path.split('/', 2)[-1])}"
        if path.startswith("plugins/"):
            return self._plugin(path.split("/"))
        for tree in self.trees:
            trail = list(_walk(tree, path, self.keyed))
            if trail and trail[-1][0] == "":
                return self._said(trail[:-1])
        return quoted(path)

    def _plugin(self, steps: list[str]) -> str:
        """A plugin, or one of its options by the title that the plugin gives it."""
        said = f"the plugin {quoted(plugin_called(steps[1], self.plugins))}"
        if steps[2:3] != ["options"]:
            return f"the {_FIELDS.get(steps[2], steps[2])} of {said}" if len(steps) > 2 else said
        shape, titles = self._options(steps[1]), list[str]()
        for depth in range(4, len(steps) + 1):
            if title := str(inside(shape, tuple(steps[3:depth])).get("title", "")).strip():
                titles.insert(0, quoted(title))
        return f"{' of '.join(titles)} of {said}" if titles else f"the options of {said}"

    def _options(self, plugin: str) -> Mapping[str, Any]:
        return self.plugins[plugin].options if plugin in self.plugins else {}

    def _said(self, trail: list[tuple[str, Any, str]]) -> str:
        words: list[str] = []
        above = ""
        for name, value, noun in trail:
            held, above = above, name
            if held in _KEYS and words:
                one, part, called = _KEYS[held]
                words[0] = f"{one} of the {called} {quoted(self.called(part, name))}"
            elif noun:
                words.insert(0, f"{_NOUNS.get(noun, noun.replace('_', ' '))} {quoted(self.name(noun, name, value))}")
            elif name in LANGUAGES:
                words[0] += " in Welsh" if name != "en" else ""
            elif name != "hub":
                words.insert(0, _FIELDS.get(name, name.replace("_", " ").replace("-", " ")))
        return "the " + " of the ".join(words) if words else "the hub"

    def name(self, noun: str, key: str, element: Any) -> str:
        """What an element is called."""
        if isinstance(element, Mapping):
            if "id" not in element and "agency" in element:
                return self.called("agencies", key)
            return name_of(element) or key
        return key

    def called(self, part: str, id: str) -> str:
        """The name of an element that something refers to."""
        for tree in self.trees:
            if part == "tiers":
                tiers = [one for scale in tree.get("scales", ()) for one in scale.get("tiers", ()) if one["id"] == id]
                if tiers:
                    return name_of(tiers[0])
                continue
            found = self.keyed.inside(tree.get(part))
            if isinstance(found, Mapping) and id in found:
                return name_of(found[id])
        return id

    def value(self, path: str, value: Any) -> str:
        """What stands at a path, in words."""
        if value is MISSING or value is None:
            return "nothing"
        if isinstance(value, bool):
            return "yes" if value else "no"
        if isinstance(value, str):
            part = self._part(path)
            return quoted(self.called(part, value)) if part else _short(value)
        if isinstance(value, list):
            if all(isinstance(one, str) for one in value):
                part = self._part(f"{path}/*")
                named = [self.called(part, one) if part else self._word(path, one) for one in value]
                return ", ".join(quoted(one) for one in named) or "none"
            return ", ".join(self.entry(one) for one in value) or "none"
        return self._group(value) if isinstance(value, Mapping) else str(value)

    def _word(self, path: str, word: str) -> str:
        return may(word, self.plugins) if path.endswith("/permissions") else word

    def _group(self, value: Mapping[str, Any]) -> str:
        if "en" in value:
            return _short(said_text(value))
        if "amount" in value and "unit" in value:
            return time_of(value)
        if whole_only(value):
            return "a rule"
        return quoted(name_of(value)) if name_of(value) else counted(len(value), "entry", "entries")

    def entry(self, value: Any) -> str:
        """One element of a list that goes by nothing: whom or what it is about, and what tells it from the others."""
        if isinstance(value, list):
            return " to ".join(map(str, value))
        if not isinstance(value, Mapping):
            return quoted(str(value))
        if "en" in value:
            return _short(said_text(value))
        said = quoted(name_of(value)) if name_of({**value, "id": ""}) else ""
        if not said:
            said = next((quoted(self.called(part, str(value[key]))) for key, part in _ABOUT if key in value), "")
        if not said and isinstance(several := value.get("any_of"), list):
            said = " or ".join(quoted(self.called("agencies", str(one))) for one in several)
        if not said and value.get("who") == "duty":
            said = "whoever is on duty"
        if isinstance(ways := value.get("by"), list):
            said += f" {' and '.join(_WAYS.get(str(one), str(one)) for one in ways)}"
        if "after" in value:
            said += f" after {counted(value['after'], 'minute', 'minutes')}" if value["after"] else " at once"
        return said.strip() or "an entry without a name"

    def counted_in(self, clock: Mapping[str, Any]) -> str:
        """A clock's time with the calendar it is counted in, and what it does at night and from when it runs."""
        said = time_of(clock)
        if "calendar" in clock:
            said += f" by {quoted(self.called('calendars', clock['calendar']))}"
        return f"{said} ({', '.join(str(clock[key]) for key in ('out_of_hours', 'starts') if key in clock)})"

    def _part(self, path: str) -> str | None:
        steps = path.split("/")
        if steps[0] == "plugins" and steps[2:3] == ["options"]:
            names = inside(self._options(steps[1]), tuple(steps[3:])).get("names")
            return None if names is None else str(names)
        for tree in self.trees:
            generic = _generic(tree, path, self.keyed)
            if generic in LEADS:
                return LEADS[generic]
        return None


def sentences(before: Mapping[str, Any], after: Mapping[str, Any], *, plugins: Declared | None = None) -> list[str]:
    """Every difference between two trees as a sentence.

    Args:
        before, after: what `bundle` gave.
        plugins: of this installation, for what they and their options are called.
    """
    return [sentence for sentence, _ in placed(before, after, plugins=plugins)]


def placed(
    before: Mapping[str, Any], after: Mapping[str, Any], *, plugins: Declared | None = None
) -> list[tuple[str, tuple[str, ...]]]:
    """The same, each with the steps by id that lead to its place; one that is said of two places stands at the first.

    Args:
        before, after, plugins: as `sentences` has them.
    """
    # A hub that says nothing of plugins has none on: the first that is switched on is said by its name as well.
    before, after = ({_PLUGINS: [], **tree} for tree in (before, after))
    speaker = Speaker(after, before, plugins=plugins)
    said: dict[str, tuple[str, ...]] = {}
    for one in difference(before, after):
        if one.steps[:1] == (_TAKEN,) and len(one.steps) > 2 and one.steps[2] not in _READ:
            continue
        sentence = _sentence(speaker, one.path, one.what, one.before, one.after, (before, after))
        said.setdefault(sentence, one.steps)
    return list(said.items())


def _sentence(speaker: Speaker, path: str, what: str, before: Any, after: Any, trees: Any) -> str:
    holder, _, last = path.rpartition("/")
    if (
        last in TOGETHER
        and (clocks := [_at(tree, holder, speaker.keyed) for tree in trees])
        and all(map(_clock, clocks))
    ):
        old, new = clocks
        if (old["amount"], old["unit"]) != (new["amount"], new["unit"]):
            return _capital(f"{speaker.thing(holder)} runs {time_of(new)}; it was {time_of(old)}.")
    thing = speaker.thing(path)
    match what:
        case "added":
            more = f": {speaker.value(path, after)}" if not isinstance(after, Mapping) or "en" in after else ""
            more = f", {time_of(after)}" if _clock(after) else more
            said = f"{_is(path, after)} new{more}" if holder != _PLUGINS else "is switched on"
            return _capital(f"{thing} {said}.")
        case "removed":
            said = f"{_is(path, before)} not there any more" if holder != _PLUGINS else "is switched off"
            return _capital(f"{thing} {said}.")
        case "reordered":
            return _capital(f"{thing}: the order is another one.")
    if isinstance(before, list) and isinstance(after, list):
        return _capital(f"{thing}{_lists(speaker, path, before, after)}.")
    return _capital(f"{thing} was {speaker.value(path, before)}, and is {speaker.value(path, after)}.")


def _lists(speaker: Speaker, path: str, before: list[Any], after: list[Any]) -> str:
    came, went = [one for one in after if one not in before], [one for one in before if one not in after]
    said = f": now with {speaker.value(path, came)}" if came else ""
    said += f"{' and' if came else ': now'} without {speaker.value(path, went)}" if went else ""
    if came and went and speaker.value(path, came) == speaker.value(path, went):
        # What is different of them has no words of its own.
        return f": something of {speaker.value(path, came)} is different"
    return said or ": the order is another one"


def _is(path: str, value: Any) -> str:
    """Whether one thing is spoken of, or several: an element is one, a field that holds many may be several."""
    holder, _, last = path.rpartition("/")
    name = _FIELDS.get(last, last).split(" ")[0]
    many = isinstance(value, list) or (isinstance(value, Mapping) and "en" not in value and key_of(value) is None)
    several = name.endswith("s") and not name.endswith("ss") and name not in _ONE
    return "are" if several and many and holder not in DOCUMENTS else "is"


def _clock(value: Any) -> bool:
    return isinstance(value, Mapping) and "amount" in value and "unit" in value


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


def _short(text: str) -> str:
    line = " ".join(text.split())
    return f'"{line if len(line) <= _LONGEST else line[: _LONGEST - 3] + "..."}"'


def _at(tree: Any, path: str, keyed: _Keyed) -> Any:
    trail = list(_walk(tree, path, keyed))
    return trail[-2][1] if len(trail) > 1 and trail[-1][0] == "" else None


def _walk(tree: Any, path: str, keyed: _Keyed) -> Iterator[tuple[str, Any, str]]:
    """Each step of an id path: its name, what stands there, and what it is called where it is an element.

    A last step without a name says that the whole path was found.
    """
    place, rest, above, at_top = tree, path, "", True
    while rest:
        inside = keyed.inside(place)
        if not isinstance(inside, Mapping):
            return
        name = rest.partition("/")[0]
        if name not in inside:
            # A name may itself hold slashes: the longest that fits is meant.
            fits = [one for one in inside if rest == one or rest.startswith(f"{one}/")]
            if not fits:
                return
            name = max(fits, key=len)
        value = inside[name]
        if isinstance(place, list) or above in DOCUMENTS:
            yield name, value, singular(above)
        elif not (
            isinstance(value, list) and value and keyed.inside(value) is not None and len(rest) > len(name)
        ) and not (at_top and name in DOCUMENTS):
            yield name, value, ""
        place, rest, above, at_top = value, rest[len(name) + 1 :], name, False
    yield "", None, ""


def _generic(tree: Any, path: str, keyed: _Keyed) -> str:
    """The path with a star for each element, as references are written."""
    steps, place = [], tree
    for step in path.split("/"):
        inside = keyed.inside(place)
        starred = isinstance(place, list)
        place = inside.get(step, MISSING) if isinstance(inside, Mapping) else MISSING
        steps.append("*" if starred else step)
    return "/".join(steps)
