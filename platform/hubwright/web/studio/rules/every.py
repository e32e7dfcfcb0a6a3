"""Every rule of a draft in one list, as sentences: each leads to its page."""

from __future__ import annotations

from flask import Response, make_response, redirect, request, url_for

from hubwright.domain.definitions.using import Telling, as_words, at, from_words, path_of, rules_in
from hubwright.domain.errors import NotFound
from hubwright.domain.rules.building import Clause, Rows
from hubwright.domain.rules.building import at as row_at
from hubwright.web.language import gettext, say
from hubwright.web.studio.desk import desk
from hubwright.web.studio.frame import page
from hubwright.web.studio.rules.choosing import question_field
from hubwright.web.studio.rules.page import group_said, here, where_of
from hubwright.web.studio.rules.place import place
from hubwright.web.studio.using import Told, address, now
from hubwright.web.visit import Visit


def show(visit: Visit) -> Response:
    """The rules of each form, of ratings and doors, and of workflows."""
    found = desk(visit)
    telling = Telling(found.tree)
    groups: dict[str, list[Told]] = {}
    tried: dict[str, str] = {}
    for form, document in found.tree.get("forms", {}).items():
        groups[document["name"]["en"]] = []
        tried[document["name"]["en"]] = url_for("studio.try_form", hub=visit.hub.id, form=form)
        if "danger" not in document:
            spot = as_words(("forms", form, "danger"))
            words = gettext("No answer of this form raises the alarm.")
            groups[document["name"]["en"]].append(Told(words, url_for("studio.rule", hub=visit.hub.id, spot=spot)))
    for one in rules_in(found.tree):
        name = say("Ratings, doors and contacts")
        if one.purpose == "transition":
            name = say("Stages")
        elif one.spot[0] == "forms":
            name = at(found.tree, ("forms", one.form, "name", "en"))
        href = url_for("studio.rule", hub=visit.hub.id, spot=as_words(one.spot))
        if one.purpose == "transition":
            href = address(found, path_of(one.spot))
        groups.setdefault(name, []).append(Told(telling.of_rule(one.spot, one.purpose, one.rule), href))
    return page(found, "studio/rules/every.html", current="rules", title=say("Rules"), groups=groups, tried=tried)


def add_within(visit: Visit, spot: str) -> Response:
    """Choose the question of a condition that is put into a group, or among what is asked of entries."""
    found = place(now(visit), from_words(spot), request.values)
    where = where_of(request.args.get("where", ""))
    part = row_at(found.rows, where) if found.rows is not None else None
    if part is None:
        raise NotFound("There is no such record.")
    if isinstance(part, Clause) and part.inside is None and part.measure != "count rows":
        return make_response(redirect(here(found)))
    asked = question_field(found, within=where)
    words = group_said(part) if isinstance(part, Rows) else found.said_of(part)
    return page(
        found.desk,
        "studio/rules/within.html",
        current="rules",
        title=say("Add a condition to it"),
        fields=[asked] if asked else [],
        words=words,
        spot=spot,
        where=request.args.get("where", ""),
        asked=asked,
        back_to=here(found),
    )
