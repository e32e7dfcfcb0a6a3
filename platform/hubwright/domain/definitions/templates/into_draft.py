"""Taking templates into a hub's draft: what the template gives becomes edits, undone like any others.

Nothing holds before the draft is published, so that conflicts, examples and the health check are looked at in peace.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from hubwright.domain.definitions.drafting import ITSELF, LOCAL, TAKEN, Published, Tree, tree_of
from hubwright.domain.definitions.edits import Edit, between
from hubwright.domain.definitions.plugged import Declared
from hubwright.domain.definitions.templates.bundle import ABOUT, bundle, with_ids
from hubwright.domain.definitions.templates.kept import parts_of_revision, revision_of_parts
from hubwright.domain.definitions.templates.origin import Taken, as_document, continues, from_document, taken_from
from hubwright.domain.definitions.templates.packing import Provenance, make, only
from hubwright.domain.definitions.templates.parts import Parts, Template
from hubwright.domain.definitions.templates.taking import take_parts
from hubwright.domain.definitions.templates.upgrade import Sides, Upgrade, upgrade
from hubwright.domain.errors import Refusal


@dataclass(frozen=True, slots=True)
class Onto:
    """A draft that a template is taken into.

    Args:
        tree: as it stands.
        documents, scenarios: what it would be published as.
        published: "forms" and "workflows" by (id, version) that this hub ever published.
        kinds: "clock" to "clocks", for the ids that are kept.
        plugins: of this installation, for what their options name.
    """

    tree: Tree
    documents: Mapping[str, Any]
    scenarios: Mapping[str, Any]
    published: Published
    kinds: Mapping[str, str]
    plugins: Declared | None = None

    @property
    def parts(self) -> Parts:
        """What the draft is made of, as templates have it."""
        return parts_of_revision(self.documents, self.scenarios)

    @property
    def taken(self) -> tuple[Taken, ...]:
        """The templates that it took."""
        return tuple(from_document(one, self.kinds) for one in self.tree[TAKEN])

    def led_to(self, parts: Parts, taken: Sequence[Taken]) -> list[Edit]:
        """The edits that make these parts of the draft."""
        documents = revision_of_parts(self.documents["hub"], parts)
        after = tree_of(documents, parts.scenarios, [as_document(one) for one in taken])
        return between(self.tree, after)


def some_of(template: Template, chosen: Sequence[str], plugins: Declared | None = None) -> Template:
    """A template of some parts of another, with what those need.

    Args:
        template, chosen: which.
        plugins: of this installation, for what their options name.

    Raises:
        Refusal: it has no such part, or nothing was chosen.
    """
    if not chosen:
        raise Refusal(
            why="Nothing is chosen.",
            do="Choose what you want to take.",
            code="nothing_chosen",
            fields=(("chosen", "Choose what you want to take."),),
        )
    about = template.about
    provenance = Provenance(
        **{name: about[name] for name in ("id", "name", "owner", "version", "nation", "licence")},
        note=about.get("note", ""),
        history=tuple(about["history"]),
        origin=tuple(about["origin"]),
        looked_at=tuple(about["looked_at"]),
    )
    parts = only(template.parts, chosen, with_needs=True, plugins=plugins)
    return make(parts, provenance, readme=template.readme, licence=template.licence, chosen=chosen)


def taken_into(onto: Onto, template: Template, *, instead: bool = False) -> tuple[list[Edit], Upgrade]:
    """Some parts of a template beside what the draft has.

    Args:
        onto: the draft.
        template: of some parts.
        instead: what has the same id here gives way; otherwise the new one comes under another id.

    Raises:
        Refusal: it is the whole of a hub, needs what is not there, or was taken already.
    """
    if any(continues(one, template) and one.only == tuple(template.about["only"]) for one in onto.taken):
        raise Refusal(
            why="This hub has taken that already.",
            do="Take its later version where there is one.",
            code="taken_already",
        )
    made = take_parts(template, ours=onto.parts, published=onto.published, instead=instead, plugins=onto.plugins)
    return onto.led_to(made.parts, (*onto.taken, taken_from(template, ids=made.ids))), made


def upgraded_into(
    onto: Onto, known: Taken, origin: Template, template: Template, answers: Mapping[str, str]
) -> tuple[list[Edit], Upgrade]:
    """The later version of a template that the hub took.

    Args:
        onto: the draft.
        known: which of those that it took.
        origin: that template as it was taken.
        template: as it is now.
        answers: by the id of a question.

    Returns:
        the edits, none while questions are open; and the upgrade.

    Raises:
        Refusal: an answer is none of those offered.
    """
    later = template if known.whole else some_of(template, known.only, onto.plugins)
    sides = Sides(
        origin=origin.parts,
        ours=onto.parts,
        theirs=later.parts,
        name=str(later.about["name"]["en"]),
        prefix=later.about["id"],
        ids=known.ids,
        later=known.later,
        whole=known.whole,
        published=onto.published,
        plugins=onto.plugins,
    )
    made = upgrade(sides, answers)
    if made.questions:
        return [], made
    now = taken_from(later, ids=made.ids, later=made.later)
    return onto.led_to(made.parts, [now if one == known else one for one in onto.taken]), made


def begun_from(onto: Onto, template: Template) -> list[Edit]:
    """The whole of a template in place of everything the draft had, but for its name and what belongs to its place.

    Args:
        onto: the draft of a hub in which nothing has begun yet.
        template: of a whole hub.

    Raises:
        Refusal: the template holds some parts of a hub and not the whole of one.
    """
    if template.about["only"]:
        raise Refusal(
            why="This template holds some parts of a hub and not the whole of one.",
            do="Choose one that is the whole of a hub.",
            code="not_a_whole",
        )
    made = bundle(with_ids(template.parts, {}))
    about = {**made[ABOUT], **{key: one for key, one in onto.tree[ABOUT].items() if key in ITSELF}}
    taken = [as_document(taken_from(template))]
    return between(onto.tree, {**made, ABOUT: about, LOCAL: onto.tree[LOCAL], TAKEN: taken})
