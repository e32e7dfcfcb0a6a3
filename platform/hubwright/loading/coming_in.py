"""A form, a workflow or a whole hub that comes into a draft as one file: read, held against its schema, laid in.

It comes in whole or not at all. What is out of shape, or has a rule that cannot be read, is told with every place at
once; what only the checks find comes in, stands with the draft's other problems, and stops publishing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from hubwright.domain.definitions.assemble import assemble
from hubwright.domain.definitions.drafting import ITSELF, LOCAL, TAKEN, Published, tree_of
from hubwright.domain.definitions.draw_form import draw_form
from hubwright.domain.definitions.draw_workflow import draw_workflow
from hubwright.domain.definitions.edits import fresh_id
from hubwright.domain.definitions.split import uses
from hubwright.domain.definitions.templates.bundle import ABOUT
from hubwright.domain.problems import Problem
from hubwright.loading.reading import read_bytes
from hubwright.loading.shape import shape_problems
from hubwright.schemas import address

FORM, WORKFLOW, HUB = "form", "workflow", "hub"
KINDS = {FORM: "forms", WORKFLOW: "workflows", HUB: ""}
"""What can come in, and the part of the tree that it belongs to."""


@dataclass(frozen=True, slots=True)
class Document:
    """One document that can be laid into a draft.

    Args:
        kind: one of `KINDS`.
        content: in the shape of its schema, with rules that can be read.
    """

    kind: str
    content: Mapping[str, Any]

    @property
    def id(self) -> str:
        """As it calls itself."""
        return str(self.content["id"])


def read_document(data: bytes, *, name: str) -> tuple[Document | None, list[Problem]]:
    """The document in a file, or everything that is wrong with it.

    Args:
        data: as it came; it may be hostile.
        name: what its sender calls it, for the problems.
    """
    content, problems = read_bytes(data, name=name)
    if problems:
        return None, problems
    says = content.get("$schema") if isinstance(content, Mapping) else None
    kind = next((one for one in KINDS if says == address(one)), "")
    if not kind:
        what = "This is no form, no workflow and no hub."
        do = f"Its $schema has to be one of: {', '.join(address(one) for one in KINDS)}."
        return None, [Problem(name, "/$schema" if says else "", what, do, "unknown-kind")]
    problems = shape_problems(kind, content, file=name)
    if not problems and kind == FORM:
        problems = draw_form(content, file=name)[1]
    if not problems and kind == WORKFLOW:
        problems = draw_workflow(content, file=name)[1]
    return (None, problems) if problems else (Document(kind, content), [])


def laid_in(
    document: Document,
    tree: Mapping[str, Any],
    *,
    documents: Mapping[str, Any],
    published: Published,
    beside: bool,
    name: str,
) -> tuple[Mapping[str, Any], list[Problem]]:
    """The tree of a draft with a document in it, or what stands in the way.

    Args:
        document: what `read_document` gave.
        tree: of the draft.
        documents: "forms" and "workflows" of the draft, as they would be published.
        published: the same that the hub ever published, by (id, version): a hub document names them so.
        beside: a form or workflow whose id is taken comes in under another one; otherwise it stands in its place.
        name: what its sender calls it.
    """
    if document.kind == HUB:
        return _hub(document.content, tree, documents, published, name)
    part = KINDS[document.kind]
    content = {key: one for key, one in document.content.items() if key != "version"}
    if beside and document.id in tree[part]:
        content["id"] = fresh_id(str(content["id"]), {one.partition("@")[0] for one in tree[part]})
    return {**tree, part: {**tree[part], content["id"]: content}}, []


def _hub(
    content: Mapping[str, Any],
    tree: Mapping[str, Any],
    documents: Mapping[str, Any],
    published: Published,
    name: str,
) -> tuple[Mapping[str, Any], list[Problem]]:
    """The draft as a hub document says; of another hub's, what belongs to that place stays there."""
    about = tree[ABOUT]
    if content["id"] != about["id"]:
        travels = {key: one for key, one in content.items() if key not in ITSELF}
        content = {**travels, **{key: about[key] for key in ITSELF if key in about}, LOCAL: tree[LOCAL]}
    known = {
        part: {**published.get(part, {}), **{(one["id"], one["version"]): one for one in documents[part]}}
        for part in ("forms", "workflows")
    }
    named = dict(zip(known, uses(content), strict=True))
    problems = [
        Problem(
            name,
            "",
            f"It names {part} that this hub does not have: {id}, version {version}."[:200],
            "Bring it in first, as a file of its own.",
            "unknown-reference",
        )
        for part, there in named.items()
        for id, version in sorted(there - known[part].keys())
    ]
    kinds = {part: kind for kind, part in KINDS.items()}
    for part, there in named.items():
        for use in sorted(there & known[part].keys()):
            problems += shape_problems(kinds[part], known[part][use], file=f"{use[0]}, version {use[1]}")
    if not problems:
        _, problems = assemble(content, forms=known["forms"], workflows=known["workflows"], file=name)
        problems = [one for one in problems if one.file == name]
    if problems:
        return tree, problems
    used = {part: [known[part][use] for use in sorted(there)] for part, there in named.items()}
    made = tree_of({"hub": content, **used}, tree["scenarios"], tree[TAKEN])
    # What the hub document does not name is nobody's to take away: it may be a form that is only being written.
    return {**made, **{part: {**tree[part], **made[part]} for part in used}}, []
