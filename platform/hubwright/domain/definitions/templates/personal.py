"""What may not travel: people, numbers, addresses, webhooks and secrets. Each place is told, with what to do.

Never more of a finding is quoted than its kind: the refusal may be printed and sent on.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

from hubwright.domain.definitions.templates.given_names import AFTER_A_PLACE, GIVEN_NAMES
from hubwright.domain.definitions.templates.parts import HUB, OF_THE_HUB
from hubwright.domain.problems import Problem
from hubwright.domain.rules.parsing import escaped

PERSON = "looks-like-a-person"
"""The only finding that somebody may answer for: a name is also the name of a street. The others are never shared."""

_TITLE = r"(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Sir|Dame|Cllr|Councillor|PC|DC|DS|DI|DCI|Sgt|Insp)"
_TITLED = re.compile(rf"\b{_TITLE}\.? (?:[A-Z]\.? ?)?[A-Z][\w\u2019'-]+")
# In scenarios everybody who is named at length is called this.
_MADE_UP_NAME = re.compile(rf"\b(?:{_TITLE}\.? )?(?:[A-Z][\w\u2019'-]+ )?Example\b")
_CAPITALS = re.compile(r"[A-Z][\w\u2019'-]+(?: (?:[A-Z]\.? )?[A-Z][\w\u2019'-]+)+")
_EMAIL = re.compile(r"[^\s@<>(),;:]+@[^\s@<>(),;:]+\.[^\s@<>(),;:.]+")
_NUMBER = re.compile(r"(?<![\w.:-])(?:\+|\(?0)[\d\s().-]{7,18}\d\b")
_HEALTH_NUMBER = re.compile(r"(?<!\d)\d{3} \d{3} \d{4}(?!\d)")
_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}\b")
_URL = re.compile(r"\b[a-z][a-z0-9+.-]{1,20}://[^\s\"<>]+", re.IGNORECASE)
_LONG = re.compile(r"(?<![A-Za-z0-9+/_=-])[A-Za-z0-9+/_-]{24,}={0,2}(?![A-Za-z0-9])")
_TOLD_SECRET = re.compile(r"(?i)\b(?:password|passphrase|secret|token|api[ _-]?key|access[ _-]?key)\s*[:=]\s*\S{4,}")
_PRIVATE_KEY = "-----BEGIN "
_SECRET_NAMES = re.compile(r"(?i)(?:^|[_-])(?:webhooks?|passwords?|secrets?|tokens?|api[_-]?keys?)(?:$|[_-])")
_HOOKS = re.compile(r"(?i)(?:^|[./_-])(?:web-?)?hooks?(?:$|[./_-])")
# Numbers that the regulator keeps for drama, and the names that the internet keeps for examples.
_MADE_UP_NUMBER = re.compile(
    r"^(?:0|\+?44)(?:1632960|7700900|2079460|1(?:13|14|15|16|17|18|21|31|41|51|61)4960|8081570)"
)
_MADE_UP_HOST = re.compile(r"(?i)\.(?:example|test|invalid)$|(?:^|\.)example\.(?:com|org|net)$")
# No words of anybody: the lines of the report, and what a document says it is.
_SOURCE = re.compile(r"S:\d{1,4}(?:-\d{1,4})?(?:, ?S:\d{1,4}(?:-\d{1,4})?)*")

_SAID = {
    PERSON: ("This looks like somebody's name.", "Name the post, not the person; or say that you have looked at it."),
    "an-email-address": ("An e-mail address stands here.", "Addresses belong in the local part: take it out."),
    "a-telephone-number": ("A telephone number stands here.", "Numbers belong in the local part: take it out."),
    "a-health-number": ("This looks like somebody's NHS number.", "Take it out."),
    "a-postal-address": ("A postcode stands here.", "Addresses belong in the local part: take it out."),
    "a-web-address": ("A web address with a secret in it, or a webhook, stands here.", "Take it out."),
    "a-secret": ("A password, a key or a token stands here.", "Take it out, and change it where it is used."),
    "a-local-part": ("What belongs to one place stands here, and is never shared.", "Take it out."),
}
_LOCAL = frozenset({"local", "mailboxes", "role_mailboxes", "on_call", "duty", "handover_url"})


def personal(
    documents: Mapping[str, Any], *, looked_at: Collection[str] = (), made_up: Collection[str] = ()
) -> list[Problem]:
    """Every place in what is to be shared that may not leave.

    Args:
        documents: by their place in the template: JSON, or a text.
        looked_at: places (or beginnings of places, as "scenarios" or "hub.json#/shareable/routes") at which somebody
            has looked and says: this is nobody's name. Only names can be answered for.
        made_up: places of documents about people who never were: numbers and addresses that are kept for such use may
            stand there, and people whose surname is Example.
    """
    problems = []
    for place, document in sorted(documents.items()):
        invented = any(_within(place, one) for one in made_up)
        for pointer, code in [*_local(place, document), *_findings(document, "", invented=invented)]:
            full = f"{place}#{pointer}" if pointer else place
            if code == PERSON and any(_within(full, one) for one in looked_at):
                continue
            what, do = _SAID[code]
            problems.append(Problem(place, pointer, what, do, code))
    return problems


def _local(place: str, document: Any) -> Iterator[tuple[str, str]]:
    if place == HUB and isinstance(document, Mapping):
        yield from ((f"/{escaped(name)}", "a-local-part") for name in document if name not in OF_THE_HUB)
        shareable = document.get("shareable")
        if isinstance(shareable, Mapping):
            yield from ((f"/shareable/{name}", "a-local-part") for name in shareable if name in _LOCAL)


def _within(place: str, of: str) -> bool:
    return place == of or (place.startswith(of) and (of.endswith("/") or place[len(of)] in "/#"))


def _findings(value: Any, pointer: str, *, invented: bool) -> Iterator[tuple[str, str]]:
    if isinstance(value, Mapping):
        for name, part in value.items():
            here = f"{pointer}/{escaped(str(name))}"
            if _SECRET_NAMES.search(str(name)) and isinstance(part, str):
                yield here, "a-secret"
            elif name != "$schema" and not (name == "from" and isinstance(part, str) and _SOURCE.fullmatch(part)):
                yield from ((here, code) for code in of_text(str(name), invented=invented))
                yield from _findings(part, here, invented=invented)
    elif isinstance(value, list):
        for index, part in enumerate(value):
            yield from _findings(part, f"{pointer}/{index}", invented=invented)
    elif isinstance(value, str):
        yield from ((pointer, code) for code in of_text(value, invented=invented))


def of_text(text: str, *, invented: bool = False) -> list[str]:
    """The codes of what may not leave in one text, each once."""
    found = []
    if _PRIVATE_KEY in text or _TOLD_SECRET.search(text) or any(map(_random, _LONG.findall(_URL.sub(" ", text)))):
        found.append("a-secret")
    if any(map(_secret_address, _URL.findall(text))):
        found.append("a-web-address")
    plain = _URL.sub(" ", text)
    if any(not (invented and _MADE_UP_HOST.search(one)) for one in _EMAIL.findall(plain)):
        found.append("an-email-address")
    if any(not (invented and _MADE_UP_NUMBER.match(re.sub(r"[^\d+]", "", one))) for one in _NUMBER.findall(plain)):
        found.append("a-telephone-number")
    if not invented and _HEALTH_NUMBER.search(plain):
        found.append("a-health-number")
    if not invented and _POSTCODE.search(plain):
        found.append("a-postal-address")
    if _names_somebody(_MADE_UP_NAME.sub(" ", plain) if invented else plain):
        found.append(PERSON)
    return found


def _names_somebody(text: str) -> bool:
    if _TITLED.search(text):
        return True
    for run in _CAPITALS.findall(text):
        words = [word for word in run.split() if len(word.rstrip(".")) > 1]
        for first, *others in (words[at : at + 3] for at in range(len(words) - 1)):
            if first in GIVEN_NAMES and not AFTER_A_PLACE & set(others):
                return True
    return False


def _random(word: str) -> bool:
    """Whether a long word reads like a key: small letters, capitals and figures mixed, or figures to the base 16."""
    kinds = sum(bool(re.search(kind, word)) for kind in ("[a-z]", "[A-Z]", r"\d"))
    hexadecimal = len(word) >= 32 and re.fullmatch(r"[0-9a-fA-F]+", word) is not None and re.search(r"\d", word)
    return kinds == 3 or bool(hexadecimal)


def _secret_address(address: str) -> bool:
    try:
        parts = urlsplit(address)
        inside = parts.username is not None or parts.password is not None
    except ValueError:
        return True
    path = [step for step in parts.path.split("/") if step]
    return (
        inside
        or bool(parts.query)
        or bool(_HOOKS.search(f"{parts.netloc}{parts.path}"))
        or any(len(step) >= 16 and _mixed(step) for step in path)
    )


def _mixed(step: str) -> bool:
    return bool(re.search(r"[A-Za-z]", step) and len(re.findall(r"\d", step)) >= 4)
