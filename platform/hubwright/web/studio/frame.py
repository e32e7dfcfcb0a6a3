"""What stands around every page of the Studio: whose draft it is, what was found in it, and the way to each part."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from flask import Response, make_response, render_template, request, url_for

from hubwright.domain.definitions.templates.sayings import sentences
from hubwright.domain.errors import Refusal
from hubwright.web.chrome import Link
from hubwright.web.components import ErrorSummary, Field
from hubwright.web.language import gettext, say
from hubwright.web.studio.desk import Desk, deed_seen, latest
from hubwright.web.studio.examples.standing import standing
from hubwright.web.surroundings import work_chrome
from hubwright.web.work.act import summary


@dataclass(frozen=True, slots=True)
class Part:
    """One of the places of the Studio.

    Args:
        id: as `current` names it.
        endpoint: its page.
        words: what it is called.
    """

    id: str
    endpoint: str
    words: str


def parts() -> tuple[Part, ...]:
    """The places of the Studio in the order in which they stand."""
    return (
        Part("home", "studio.home", gettext("Overview")),
        Part("forms", "studio.forms", gettext("Forms")),
        Part("parts", "studio.parts", gettext("The hub")),
        Part("access", "studio.access", gettext("Access")),
        Part("rules", "studio.rules", gettext("Rules")),
        Part("start", "studio.start", gettext("Setting up")),
        Part("workflows", "studio.workflows", gettext("Stages")),
        Part("languages", "studio.languages", gettext("Languages")),
        Part("files", "studio.files", gettext("Files")),
        Part("sharing", "studio.sharing", gettext("Sharing")),
        Part("examples", "studio.examples", gettext("Examples")),
        Part("rehearse", "studio.rehearse", gettext("Rehearse")),
        Part("publish", "studio.publish", gettext("Publish")),
    )


def page(
    desk: Desk,
    template: str,
    *,
    current: str,
    title: str,
    refusal: Refusal | None = None,
    fields: Sequence[Field] = (),
    errors: ErrorSummary | None = None,
    **more: Any,
) -> Response:
    """A page of the Studio.

    Args:
        desk: the draft.
        template: below `templates/`.
        current: which of the `parts` it belongs to.
        title: its heading.
        refusal: what stands in the way of what was just asked for; what was typed stays in the fields.
        fields: the questions of the page, so that each thing in the way leads to its own.
        errors: in place of what `refusal` would give.
        more: for the template.
    """
    wrong: Mapping[str, str] = dict(refusal.fields) if refusal else {}
    visit = desk.visit
    head, since = desk.state.head, tuple[str, ...]()
    if refusal is not None and refusal.code == "overtaken" and (now := latest(visit)) is not None:
        head, since = now.state.head, tuple(sentences(dict(desk.tree), dict(now.tree), plugins=desk.plugins))
    body = render_template(
        template,
        new_deed=lambda: deed_seen(head),
        since=since,
        chrome=work_chrome(visit, current="studio"),
        title=title,
        heading=title,
        desk=desk,
        places=[Link(one.words, url_for(one.endpoint, hub=visit.hub.id), current=one.id == current) for one in parts()],
        errors=errors or summary(refusal, wrong, list(fields)),
        refusal=refusal,
        fields_of_page=fields,
        standing=standing(desk),
        saved=request.args.get("done", ""),
        **more,
    )
    status = HTTPStatus.OK
    if refusal is not None:
        status = HTTPStatus.CONFLICT if refusal.code == "overtaken" else HTTPStatus.UNPROCESSABLE_ENTITY
    return make_response(body, status)


def no_draft_title() -> str:
    """What the Studio is called where nobody has begun a draft."""
    return say("The Studio")
