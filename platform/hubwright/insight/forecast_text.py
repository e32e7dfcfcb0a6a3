"""A forecast in sentences and lines, for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

_DAYS = {"mon": "Monday", "tue": "Tuesday", "wed": "Wednesday", "thu": "Thursday", "fri": "Friday", "sat": "Saturday",
         "sun": "Sunday"}  # fmt: skip


def share(figure: Mapping[str, float] | None) -> str:
    """A share with its range: "91% (88 to 94)"."""
    if figure is None:
        return "-"
    return f"{figure['middle']:.0%} ({figure['least'] * 100:.0f} to {figure['most'] * 100:.0f})"


def amount(figure: Mapping[str, float] | None) -> str:
    """A figure with its range: "12 (9 to 15)"."""
    return "-" if figure is None else f"{figure['middle']:g} ({figure['least']:g} to {figure['most']:g})"


def changed(figure: Mapping[str, float] | None, *, percent: bool = False) -> str:
    """A difference with its sign and range."""
    if figure is None:
        return "-"
    parts = [round(figure[name] * (100 if percent else 1), 1) for name in ("middle", "least", "most")]
    if not any(parts):
        return "no change"
    # A nought below nought is a nought.
    middle, low, high = (f"{part + 0.0:+g}" for part in parts)
    return f"{middle}{' points' if percent else ''} ({low} to {high})"


def when(peak: Mapping[str, Any] | None) -> str:
    """The worst hour of a week, in words."""
    if peak is None:
        return "never"
    return f"{_DAYS[peak['weekday']]} {peak['hour']}:00 ({peak['waiting']:g} wait)"


def breaks(first: Mapping[str, Any] | None) -> str:
    """Where it breaks first and when, in a sentence."""
    if first is None:
        return "Nothing breaks: on no desk more work waits than its people do in a week, in more than half of the runs."
    return (
        f"It breaks first at {first['name']}, in week {amount(first['week'])}: from then on more work waits there than"
        f" its people do in a week ({first['runs']} of {first['of']} runs)."
    )


def lines(answer: Mapping[str, Any]) -> Iterator[str]:
    """The report, line by line."""
    span = f"{answer['contacts_per_month']:g} contacts a month from {answer['begins']} to {answer['ends']}"
    yield f"{answer['name']}: {span}, {answer['runs']} runs, seed {answer['seed']}."
    yield f"Staffing: {answer['staffing']}. Figures are the middle of the runs, with the 10th to the 90th of a hundred."
    yield ""
    yield breaks(answer["breaks_first"])
    yield ""
    yield from _result(answer)
    for tried in answer["what_if"]:
        yield ""
        yield f"What if: {tried['says']}  [{tried['asked']}]"
        yield breaks(tried["breaks_first"])
        for tier in tried["changes"]["tiers"]:
            yield f"  {tier['label']:<28} decided in time {changed(tier['in_time'], percent=True)}"
        for agency in tried["changes"]["agencies"]:
            if any((agency[part] or {"middle": 0})["middle"] for part in ("hours", "left")):
                hours, left = changed(agency["hours"]), changed(agency["left"])
                yield f"  {agency['name']:<28} hours to answer {hours}, left waiting {left}"
    yield ""
    yield "What this rests on:"
    for one in answer["rests_on"]:
        yield f"  {one['what']}: {one['value']}  [{one['source']}]"


def _result(answer: Mapping[str, Any]) -> Iterator[str]:
    contacts = answer["contacts"]
    yield f"Arrived {amount(contacts['arrived'])}, closed {amount(contacts['closed'])}, open {amount(contacts['open'])}"
    yield f"{'Rating':<28} {'decided in time':<22} {'with every answer':<22} hours to the decision"
    for one in answer["tiers"]:
        figures = (share(one["in_time"]), share(one["with_every_answer"]), amount(one["hours"]))
        yield f"{one['label']:<28} {figures[0]:<22} {figures[1]:<22} {figures[2]}"
    yield f"{'Agency':<28} {'people':<7} {'busy':<20} {'hours to answer':<24} {'left waiting':<20} most waits"
    for one in (*answer["agencies"], *answer["deciders"]):
        yield (
            f"{one['name'][:27]:<28} {one['fte']:<7g} {share(one['busy']):<20} {amount(one['hours']):<24} "
            f"{amount(one['left']):<20} {when(one['peak'])}"
        )
    for code, figure in answer["stuck"].items():
        yield f"Left open because the hub asks for something the forecast does not do ({code}): {amount(figure)}"
