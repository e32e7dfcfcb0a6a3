"""Beginning something that comes with its rule: which rating, door or kind it is for, before its first condition."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from flask import Response, make_response, redirect, request, url_for
from werkzeug.datastructures import MultiDict

from hubwright.domain.definitions.templates.telling import name_of
from hubwright.domain.definitions.using import as_words
from hubwright.domain.errors import NotFound, Refusal
from hubwright.web.components import Field
from hubwright.web.language import gettext, say
from hubwright.web.studio.desk import Desk, desk
from hubwright.web.studio.frame import page
from hubwright.web.studio.rules.place import ACTS, NEW
from hubwright.web.visit import Visit
from hubwright.web.work.asked import listed

Pairs = list[tuple[str, str]]


def begin(visit: Visit, what: str) -> Response:
    """Choose what a new suggestion, strand or proposal is for; its first condition is asked next."""
    found = desk(visit)
    if what not in _KINDS:
        raise NotFound("There is no such record.")
    title, asks, leads = _KINDS[what]
    asked = asks(found)
    refusal = None
    if request.args.get("go"):
        chosen = {name: request.args.get(name, "") for name, _, _ in asked}
        if all(chosen[name] in dict(offers) for name, _, offers in asked):
            spot, values = leads(chosen)
            return make_response(redirect(url_for("studio.rule", hub=visit.hub.id, spot=spot, **values)))
        refusal = _missing([name for name, _, offers in asked if chosen[name] not in dict(offers)])
    values = MultiDict(request.args)
    wrong = dict(refusal.fields) if refusal else {}
    fields: list[Field] = [listed(name, words, offers, values, wrong) for name, words, offers in asked]
    return page(
        found, "studio/rules/new.html", current="rules", title=title(), refusal=refusal, fields=fields,
        nothing=[words for _, words, offers in asked if not offers],
    )  # fmt: skip


def _missing(names: list[str]) -> Refusal:
    words = "Choose one of the list."
    return Refusal(
        why="Something is not chosen yet.", do=words, code="not_chosen", fields=tuple((name, words) for name in names)
    )


Asked = list[tuple[str, str, Pairs]]
_Leads = tuple[str, dict[str, Any]]


def _named(held: Any) -> Pairs:
    return [(str(one["id"]), name_of(one)) for one in held]


def _of_suggestion(found: Desk) -> Asked:
    tiers = [
        (f"{scale['id']}~{tier['id']}", f"{name_of(scale)}: {name_of(tier)}")
        for scale in found.tree.get("scales", ())
        for tier in scale["tiers"]
    ]
    return [("tier", say("Which rating is suggested?"), tiers), ("form", say("By what form?"), list(_forms(found)))]


def _forms(found: Desk) -> Iterator[tuple[str, str]]:
    for key, one in found.tree.get("forms", {}).items():
        if "@" not in key:
            yield key, name_of(one)


def _to_suggestion(chosen: Mapping[str, str]) -> _Leads:
    scale, _, tier = chosen["tier"].partition("~")
    return as_words(("scales", scale, "suggestions", NEW, "rule")), {"tier": tier, "form": chosen["form"]}


def _of_strand(found: Desk) -> Asked:
    doors = [one for one in found.tree.get("doors", ()) if "form" in one]
    return [
        ("door", say("Which way in?"), _named(doors)),
        ("pathway", say("Which pathway does it open?"), _named(found.tree.get("pathways", ()))),
    ]


def _to_strand(chosen: Mapping[str, str]) -> _Leads:
    return as_words(("doors", chosen["door"], "strands", NEW, "when")), {"pathway": chosen["pathway"]}


def _of_proposal(found: Desk) -> Asked:
    acts = {
        "pass_on": gettext("Pass it on to another council"),
        "join": gettext("Join it to a case that is open"),
        "not_for_hub": gettext("It is not for this hub"),
    }
    return [
        ("kind", say("For which kind of contact?"), _named(found.tree.get("kinds", ()))),
        ("act", say("What is proposed?"), [(act, acts[act]) for act in ACTS]),
    ]


def _to_proposal(chosen: Mapping[str, str]) -> _Leads:
    return as_words(("kinds", chosen["kind"], "proposals", NEW, "when")), {"act": chosen["act"]}


_KINDS: Mapping[str, tuple[Callable[[], str], Callable[[Desk], Asked], Callable[[Mapping[str, str]], _Leads]]] = {
    "suggestion": (lambda: say("Suggest a rating"), _of_suggestion, _to_suggestion),
    "strand": (lambda: say("Open a pathway by what a form says"), _of_strand, _to_strand),
    "proposal": (lambda: say("Propose something to whoever looks first"), _of_proposal, _to_proposal),
}
