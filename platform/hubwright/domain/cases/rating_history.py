"""The ratings of a strand as a history: the first, those on the way, and the one with which it was decided.

A measure of what a hub changes reads the first against the last (S:185-192): nothing is overwritten on the way.
"""

from __future__ import annotations

from hubwright.domain.cases.state import CaseState, Rating

MOMENTS = ("initial", "interim", "final")


def history(state: CaseState, pathway: str) -> tuple[tuple[Rating, str], ...]:
    """Each rating on the strand's own scale with which of `MOMENTS` it is, in the order in which they were made.

    The last one is final once nobody in the strand waits for a decision; a lowering that was declined never held, and
    is on the way wherever it stands. Where one rating stood all along, it is the initial one.

    Args:
        state: the case.
        pathway: the strand.
    """
    own = [one for one in state.ratings if one.pathway == pathway and not one.beside]
    held = [one for one in own if one.confirmed is not False]
    decided = bool(held) and not state.undecided(pathway)
    found = []
    for one in own:
        moment = "interim"
        if held and one is held[0]:
            moment = "initial"
        elif decided and one is held[-1]:
            moment = "final"
        found.append((one, moment))
    return tuple(found)


def initial_and_final(state: CaseState, pathway: str) -> tuple[Rating | None, Rating | None]:
    """The first rating of a strand, and the one with which it was decided; None where there is none, or none yet."""
    held = [one for one, _ in history(state, pathway) if one.confirmed is not False]
    if not held:
        return None, None
    return held[0], held[-1] if not state.undecided(pathway) else None
