"""What stops a draft from being published, looked for once more at the moment of publishing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hubwright.actions.drafting import Whole
from hubwright.domain.definitions.drafting import Published, tree_of
from hubwright.domain.errors import Refusal
from hubwright.loading.drafting import Drawn, drawn


def may_be_published(whole: Whole) -> None:
    """Look at what would be published.

    Raises:
        Refusal: it has problems, or worked examples go otherwise than they say and nobody has accepted that.
    """
    stop_at(drawn(whole.tree, whole.base, published=whole.published, facts=whole.facts))


def stop_at(found: Drawn) -> None:
    """Stop where a draft that was looked at has problems.

    Raises:
        Refusal: it has.
    """
    if found.problems:
        raise Refusal(
            why="The draft still has problems.",
            do="Mend each of them; they are listed with the way to their places.",
            code="draft_problems",
        )


def in_the_way(documents: Mapping[str, Any], published: Published) -> tuple[str, ...]:
    """Why documents cannot be published as they are, in sentences; nothing where they can.

    Args:
        documents: "hub", "forms" and "workflows".
        published: "forms" and "workflows" by (id, version) that the hub ever published.
    """
    return tuple(one.what for one in drawn(tree_of(documents, {}), documents, published=published).problems)
