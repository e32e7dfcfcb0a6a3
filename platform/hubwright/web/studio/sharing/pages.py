"""The gallery, one template of it, and a template as a file."""

from __future__ import annotations

from flask import Response, make_response, redirect, request, url_for

from hubwright.actions.gallery import Shared, gallery, share, template_of
from hubwright.actions.opening import PASSED, pass_over
from hubwright.domain.definitions.impact import by_part, differences
from hubwright.domain.definitions.templates.bundle import bundle
from hubwright.domain.definitions.templates.telling import said_text
from hubwright.domain.errors import Refusal
from hubwright.domain.hubs.opened import Settled
from hubwright.loading.packs import LARGEST_PACK, read_pack, write_pack
from hubwright.web.components import FileUpload, Label
from hubwright.web.language import mark, say
from hubwright.web.studio.desk import Desk, desk
from hubwright.web.studio.frame import page
from hubwright.web.studio.places import part_named
from hubwright.web.studio.sharing.onto import held, known, newer, onto
from hubwright.web.visit import Visit
from hubwright.web.work.act import deed_id

_OFFERED = mark("Choose a pack: a file that another hub made with Share.")


def show_all(visit: Visit) -> Response:
    """What is shared here, what this hub took and what of it is passed over, and a place for a pack from a file."""
    found = desk(visit)
    if request.method == "GET":
        return _all(found)
    try:
        if "version" in request.form:
            _pass_over(visit, request.form["version"])
            return make_response(redirect(url_for("studio.sharing", hub=visit.hub.id)))
        content = _uploaded(visit)
    except Refusal as refusal:
        return _all(found, refusal)
    return make_response(redirect(url_for("studio.shared", hub=visit.hub.id, content=content, done="1")))


def _pass_over(visit: Visit, content: str) -> None:
    """Remember that a later version is not wanted, or forget it again.

    Raises:
        NotFound: nobody shared it here.
    """
    template_of(visit.house, content)
    done = request.form.get("wanted") == "no"
    pass_over(visit.house, hub=visit.hub.id, actor=visit.actor, deed=deed_id(), content=content, done=done)


def _uploaded(visit: Visit) -> str:
    """Read a pack that somebody chose, put it into the gallery, and give its content hash."""
    chosen = request.files.get("pack")
    data = chosen.read(LARGEST_PACK + 1) if chosen is not None else b""
    if not data:
        raise Refusal(why="No file was chosen.", do=_OFFERED, code="no_pack", fields=(("pack", _OFFERED),))
    template, problems = read_pack(data, name=say("The pack"))
    if template is None or problems:
        said = " ".join(f"{one.what} {one.do}" for one in problems[:5])
        raise Refusal(why="Nothing of this file was taken.", do=said, code="bad_pack", fields=(("pack", said),))
    share(visit.house, hub=visit.hub.id, actor=visit.actor, template=template)
    return str(template.about["content"])


def _all(found: Desk, refusal: Refusal | None = None) -> Response:
    visit, shared = found.visit, gallery(found.visit.house)
    wrong = dict(refusal.fields) if refusal else {}
    fields = [
        FileUpload(
            name="pack",
            label=Label(say("A pack from another council"), "govuk-label--s"),
            hint=say("It is looked through first: nothing in it can run, and it may hold no person and no secret."),
            error=say(wrong["pack"]) if "pack" in wrong else "",
        )
    ]
    names = _names(found)
    return page(
        found,
        "studio/sharing/all.html",
        current="sharing",
        title=say("Sharing"),
        refusal=refusal,
        fields=fields,
        shared=[(one, said_text(one.about["name"]), names.get(one.by, one.by), _users(one, names)) for one in shared],
        taken=[(one, said_text(one.name), *_later(found, newer(one, shared))) for one in onto(found).taken],
        mine=visit.hub.id,
    )


def _later(found: Desk, later: Shared | None) -> tuple[Shared | None, Settled | None]:
    """A later version, and who passed it over."""
    content = later.about["content"] if later else ""
    return later, found.visit.state.setting.steps.get(f"{PASSED}{content}")


def _names(found: Desk) -> dict[str, str]:
    """The hubs of the installation by id; whoever runs it has no name."""
    with found.visit.house.store.installation.reading() as reading:
        return {row["id"]: row["name"] for row in reading.rows("installation_hub")} | {"": say("this installation")}


def _users(one: Shared, names: dict[str, str]) -> list[str]:
    return [names.get(hub, hub) for hub in one.used_by]


def show(visit: Visit, content: str) -> Response:
    """One template: what it is, what it holds, and in what it differs from the draft."""
    found = desk(visit)
    template = template_of(visit.house, content)
    mine = onto(found)
    whole = not template.about["only"]
    differs = differences(bundle(mine.parts), bundle(template.parts)) if whole else ()
    return page(
        found,
        "studio/sharing/one.html",
        current="sharing",
        title=said_text(template.about["name"]),
        shared=template,
        held=held(template),
        differs=[(part_named(part), [said.sentence for said in those]) for part, those in by_part(differs).items()],
        whole=whole and visit.hub.local.state == "not_yet_open",
        earlier=list(known(mine, template)),
        which=content,
    )


def file(visit: Visit, content: str) -> Response:
    """The template as a pack: the same bytes for the same content, wherever it is made."""
    template = template_of(visit.house, content)
    about = template.about
    answer = make_response(write_pack(template))
    answer.headers["Content-Type"] = "application/zip"
    answer.headers["Content-Disposition"] = f'attachment; filename="{about["id"]}-{about["version"]}.template"'
    return answer
