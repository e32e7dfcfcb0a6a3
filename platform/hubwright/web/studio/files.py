"""A draft's forms, workflows and hub as files, for those who prefer text: the same bytes as the command line's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from flask import Response, make_response, redirect, request, url_for
from werkzeug.datastructures import MultiDict

from hubwright.domain.answers.schema import answers_schema
from hubwright.domain.definitions.canonical import canonical
from hubwright.domain.definitions.edits import between
from hubwright.domain.definitions.form import Form
from hubwright.domain.errors import NotFound, Refusal
from hubwright.domain.problems import Problem
from hubwright.loading.coming_in import FORM, HUB, KINDS, WORKFLOW, Document, laid_in, read_document
from hubwright.loading.reading import LARGEST_FILE
from hubwright.web.components import Choice, Field, FileUpload, Label
from hubwright.web.language import mark, say
from hubwright.web.public.blank import printed
from hubwright.web.studio.desk import Desk, change, desk
from hubwright.web.studio.frame import page
from hubwright.web.studio.texts import shown
from hubwright.web.visit import Visit
from hubwright.web.work.asked import one_of, words

_INSTEAD, _BESIDE = "instead", "beside"
_MOST = 100
_CHOOSE = mark("Choose a file, or paste what is in it.")
_TAKEN = mark("Say whether it stands in place of the one that is there, or beside it.")


def show(visit: Visit) -> Response:
    """What can be taken out as a file, and a place for what comes in."""
    found = desk(visit)
    if request.method == "GET":
        return _page(found)
    text, problems = "", list[Problem]()
    try:
        data = _sent()
        text = data.decode("utf-8", "replace")
        document, problems = read_document(data, name=say("The file"))
        if document is not None:
            tree, problems = _laid_in(found, document)
        if document is not None and not problems:
            change(found, "file", between(found.tree, tree))
            return make_response(redirect(url_for("studio.files", hub=visit.hub.id, done="1")))
    except Refusal as refusal:
        return _page(found, refusal, problems, text)
    do = "Mend what stands below, and bring it in again."
    return _page(found, Refusal(why="Nothing of this file came in.", do=do, code="bad_file"), problems, text)


def _sent() -> bytes:
    chosen = request.files.get("file")
    data = chosen.read(LARGEST_FILE + 1) if chosen is not None else b""
    data = data or request.form.get("text", "").strip().encode("utf-8", "replace")
    if not data:
        raise Refusal(why="There is nothing to bring in.", do=_CHOOSE, code="no_file", fields=(("file", _CHOOSE),))
    return data


def _laid_in(found: Desk, document: Document) -> tuple[Mapping[str, Any], list[Problem]]:
    """The draft with what came in.

    Raises:
        Refusal: its id is taken, and nobody has said yet what is to become of the one that has it.
    """
    taken = document.kind != HUB and document.id in found.tree[KINDS[document.kind]]
    said = request.form.get("taken", "")
    if taken and said not in (_INSTEAD, _BESIDE):
        raise Refusal(why="There is one of that id already.", do=_TAKEN, code="id_taken", fields=(("taken", _TAKEN),))
    return laid_in(
        document,
        found.tree,
        documents=found.drawn.documents,
        published=found.whole.published,
        beside=said == _BESIDE,
        name=say("The file"),
    )


def _page(found: Desk, refusal: Refusal | None = None, problems: Sequence[Problem] = (), text: str = "") -> Response:
    wrong = dict(refusal.fields) if refusal else {}
    fields: list[Field] = [
        FileUpload(
            name="file",
            label=Label(say("A file with a form, a workflow or a hub"), "govuk-label--s"),
            error=say(wrong["file"]) if "file" in wrong else "",
        ),
        words("text", say("Or what is in it"), MultiDict(), wrong, rows=8, given=text),
    ]
    if "taken" in wrong:
        choices = [
            Choice(value=_INSTEAD, text=say("In place of the one that is there")),
            Choice(value=_BESIDE, text=say("Beside it, as another one")),
        ]
        fields.append(one_of("taken", say("There is one of that id already. Where does this one go?"), choices,
                             request.form, wrong))  # fmt: skip
    forms = [
        (f"{FORM}~{key}", shown(one["name"]), key in found.drawn.forms) for key, one in found.tree["forms"].items()
    ]
    flows = [(f"{WORKFLOW}~{key}", shown(one["name"])) for key, one in found.tree["workflows"].items()]
    return page(
        found,
        "studio/files.html",
        current="files",
        title=say("Files"),
        refusal=refusal,
        fields=fields,
        forms=forms,
        flows=flows,
        problems=list(problems)[:_MOST],
        more=max(len(problems) - _MOST, 0),
    )


def give(visit: Visit, which: str, kind: str) -> Response:
    """One file of the draft: `which` is "hub", "form~<key>" or "workflow~<key>"; `kind` "json", "schema" or "blank"."""
    found = desk(visit)
    if kind == "json":
        document = _document(found, which)
        version = f"-v{document['version']}" if "version" in document else ""
        return _file(canonical(document), f"{document['id']}{version}.json")
    drawing = _drawing(found, which)
    if kind == "schema":
        return _file(canonical(answers_schema(drawing)), f"{drawing.id}-v{drawing.version}-answers.schema.json")
    if kind == "blank":
        return printed(visit, drawing, back=url_for("studio.files", hub=visit.hub.id))
    raise NotFound("There is no such record.")


def _document(found: Desk, which: str) -> Mapping[str, Any]:
    """A document of the draft as it would be published, with its version.

    Raises:
        NotFound: the draft has none of that name.
    """
    kind, _, key = which.partition("~")
    if which == HUB:
        hub: Mapping[str, Any] = found.drawn.documents["hub"]
        return hub
    part = KINDS.get(kind, "")
    if not part or key not in found.tree[part]:
        raise NotFound("There is no such record.")
    held = found.tree[part][key]
    # The version is worked out where the draft is published; it is the one thing that the tree leaves out.
    same = (one for one in found.drawn.documents[part] if {**one, "version": 0} == {**held, "version": 0})
    document: Mapping[str, Any] = max(same, key=lambda one: int(one["version"]))
    return document


def _drawing(found: Desk, which: str) -> Form:
    kind, _, key = which.partition("~")
    if kind != FORM or key not in found.drawn.forms:
        raise NotFound("There is no such record.")
    return found.drawn.forms[key]


def _file(content: bytes, name: str) -> Response:
    answer = make_response(content)
    answer.headers["Content-Type"] = "application/json"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
