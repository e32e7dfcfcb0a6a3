"""A forecast as one page of HTML that needs nothing beside it: sentences, charts, and a table beside each chart."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import Any, Final

from hubwright.insight.charts import Ranged, band, bars
from hubwright.insight.forecast_text import amount, breaks, changed, share, when

_STYLE: Final = (
    "body{font:1.05rem/1.5 sans-serif;max-width:60rem;margin:0 auto;padding:1rem;color:#0b0c0c;background:#fff}"
    "table{border-collapse:collapse;width:100%;margin:1rem 0}caption{text-align:left;font-weight:bold;padding:.3rem 0}"
    "th,td{border-bottom:1px solid #505a5f;padding:.35rem .6rem;text-align:left;vertical-align:top}"
    "figure{margin:1.5rem 0}.wide{overflow-x:auto}@media print{details{display:block}}"
)


def page(answer: Mapping[str, Any]) -> str:
    """The page; the same answer gives the same bytes."""
    title = f"Forecast for {answer['name']}"
    parts = [
        f"<h1>{escape(title)}</h1>",
        _asked(answer),
        f"<p><strong>{escape(breaks(answer['breaks_first']))}</strong></p>",
        *_tiers(answer),
        *_desks(answer),
        *(part for index, tried in enumerate(answer["what_if"]) for part in _tried(tried, index)),
        "<h2>What this rests on</h2>",
        "<p>A forecast is no better than this list. What is assumed comes from nobody: put your own figures there.</p>",
        _table(
            "Every assumption, with where it comes from",
            ("What", "Value", "Where it comes from"),
            ((one["what"], one["value"], one["source"]) for one in answer["rests_on"]),
        ),
    ]
    return (
        '<!DOCTYPE html>\n<html lang="en-GB"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title><style>{_STYLE}</style></head><body><main>{''.join(parts)}</main></body></html>\n"
    )


def _asked(answer: Mapping[str, Any]) -> str:
    staffing = "the staffing that is planned" if answer["staffing"] == "plan" else "today's staffing"
    return (
        f"<p>{answer['contacts_per_month']:g} contacts a month from {answer['begins']} to {answer['ends']},"
        f" on {staffing}; {answer['runs']} runs, seed {answer['seed']}.</p>"
        "<p>Each figure is the middle of the runs; between brackets stand the 10th and the 90th of a hundred.</p>"
    )


def _tiers(answer: Mapping[str, Any]) -> list[str]:
    figures = [
        Ranged(one["label"], *(round(one["in_time"][part] * 100, 1) for part in ("least", "middle", "most")))
        for one in answer["tiers"]
        if one["in_time"] is not None
    ]
    described = "; ".join(f"{one.label}: {one.middle:g}%, from {one.low:g} to {one.high:g}" for one in figures)
    chart = bars("in-time", "Share of each rating decided in time", described, figures, most=100, unit="%")
    rows = (
        (
            one["label"],
            share(one["in_time"]),
            share(one["with_every_answer"]),
            amount(one["hours"]),
            amount(one["decided"]),
            amount(one["not_decided_and_late"]),
        )
        for one in answer["tiers"]
    )
    heads = ("Rating", "In time", "With every answer", "Hours to the decision", "Decided", "Not decided, and late")
    return [
        "<h2>Decided in time</h2>",
        _figure("Share of each rating decided in time", chart),
        _table("Decisions by rating", heads, rows),
    ]


def _desks(answer: Mapping[str, Any]) -> list[str]:
    desks = [*answer["agencies"], *answer["deciders"]]
    rows = (
        (
            one["name"],
            f"{one['fte']:g}",
            share(one["busy"]),
            amount(one["hours"]),
            amount(one["hours_of_the_slowest_tenth"]),
            amount(one["left"]),
            when(one["peak"]),
        )
        for one in desks
    )
    heads = ("Desk", "People", "Busy", "Hours to answer", "Slowest tenth", "Left waiting", "Most waits")
    charts = [_queue(one, index) for index, one in enumerate(desks) if _ever(one["weeks"])]
    return ["<h2>Desks</h2>", _table("Every desk", heads, rows), *charts]


def _figure(label: str, chart: str) -> str:
    """A chart keeps a size that can be read; on a small screen it scrolls by itself, with the keyboard too."""
    return f'<figure class="wide" tabindex="0" role="group" aria-label="{escape(label)}">{chart}</figure>'


def _ever(weeks: Sequence[Mapping[str, float] | None]) -> bool:
    """Whether so much waited that a chart shows anything."""
    return any(week is not None and week["most"] >= 1 for week in weeks)


def _queue(desk: Mapping[str, Any], index: int) -> str:
    weeks = [
        Ranged(str(number), week["least"], week["middle"], week["most"])
        for number, week in enumerate(desk["weeks"], start=1)
        if week is not None
    ]
    last = weeks[-1]
    described = f"From {weeks[0].middle:g} in the first week to {last.middle:g} in week {last.label}."
    chart = band(f"queue-{index}", f"What waits for {desk['name']}", described, weeks, across="week", up="waiting")
    table = _table(
        f"What waits for {desk['name']}, by week",
        ("Week", "Waiting"),
        ((one.label, f"{one.middle:g} ({one.low:g} to {one.high:g})") for one in weeks),
    )
    name = escape(desk["name"])
    figure = _figure(f"What waits for {desk['name']}", chart)
    return f"<h3>{name}</h3>{figure}<details><summary>The same in figures: {name}</summary>{table}</details>"


def _tried(tried: Mapping[str, Any], index: int) -> list[str]:
    changes = tried["changes"]
    tiers = ((one["label"], changed(one["in_time"], percent=True)) for one in changes["tiers"])
    agencies = ((one["name"], changed(one["hours"]), changed(one["left"])) for one in changes["agencies"])
    return [
        f"<h2>What if: {escape(tried['says'])}</h2>",
        f"<p>The same contacts, met differently. {escape(breaks(tried['breaks_first']))}</p>",
        _table(f"What change {index + 1} does to decisions in time", ("Rating", "Decided in time"), tiers),
        _table(f"What change {index + 1} does to agencies", ("Agency", "Hours to answer", "Left waiting"), agencies),
    ]


def _table(caption: str, heads: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    head = "".join(f'<th scope="col">{escape(one)}</th>' for one in heads)
    body = "".join(
        "<tr>"
        + "".join(
            f'<th scope="row">{escape(cell)}</th>' if not index else f"<td>{escape(cell)}</td>"
            for index, cell in enumerate(row)
        )
        + "</tr>"
        for row in rows
    )
    # A wide table scrolls by itself on a small screen, with the keyboard too.
    return (
        f'<div class="wide" tabindex="0" role="region" aria-label="{escape(caption)}"><table><caption>{escape(caption)}'
        f"</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )
