"""A forecast as HTML: sentences, charts, and a table beside each chart; one page that needs nothing beside it, or the
body of a page of the Studio, whose classes it carries."""

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
    "figure{margin:1.5rem 0}.wide{overflow-x:auto}.chart{width:100%;min-width:32rem;height:auto}"
    "@media print{details{display:block}}"
)


def page(answer: Mapping[str, Any]) -> str:
    """The page; the same answer gives the same bytes."""
    title = f"Forecast for {answer['name']}"
    return (
        '<!DOCTYPE html>\n<html lang="en-GB"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title><style>{_STYLE}</style></head><body><main><h1>{escape(title)}</h1>"
        f"{body(answer)}</main></body></html>\n"
    )


def body(answer: Mapping[str, Any]) -> str:
    """Everything below the title; the same answer gives the same bytes."""
    parts = [
        _asked(answer),
        _words(breaks(answer["breaks_first"]), strong=True),
        *_tiers(answer),
        *_desks(answer),
        *(part for index, tried in enumerate(answer["what_if"]) for part in _tried(tried, index)),
        _heading("What this rests on"),
        _words(
            "A forecast is no better than this list. What is assumed comes from nobody: put your own figures there."
        ),
        _table(
            "Every assumption, with where it comes from",
            ("What", "Value", "Where it comes from"),
            ((one["what"], one["value"], one["source"]) for one in answer["rests_on"]),
        ),
    ]
    return "".join(parts)


def _heading(words: str, level: int = 2) -> str:
    return f'<h{level} class="govuk-heading-{"m" if level == 2 else "s"}">{escape(words)}</h{level}>'


def _words(words: str, *, strong: bool = False) -> str:
    said = f"<strong>{escape(words)}</strong>" if strong else escape(words)
    return f'<p class="govuk-body">{said}</p>'


def _asked(answer: Mapping[str, Any]) -> str:
    staffing = "the staffing that is planned" if answer["staffing"] == "plan" else "today's staffing"
    return _words(
        f"{answer['contacts_per_month']:g} contacts a month from {answer['begins']} to {answer['ends']},"
        f" on {staffing}; {answer['runs']} runs, seed {answer['seed']}."
    ) + _words("Each figure is the middle of the runs; between brackets stand the 10th and the 90th of a hundred.")


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
        _heading("Decided in time"),
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
    return [_heading("Desks"), _table("Every desk", heads, rows), *charts]


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
    figure = _figure(f"What waits for {desk['name']}", chart)
    said = escape(f"The same in figures: {desk['name']}")
    return (
        f'{_heading(desk["name"], 3)}{figure}<details class="govuk-details"><summary class="govuk-details__summary">'
        f'<span class="govuk-details__summary-text">{said}</span></summary>'
        f'<div class="govuk-details__text">{table}</div></details>'
    )


def _tried(tried: Mapping[str, Any], index: int) -> list[str]:
    changes = tried["changes"]
    tiers = ((one["label"], changed(one["in_time"], percent=True)) for one in changes["tiers"])
    agencies = ((one["name"], changed(one["hours"]), changed(one["left"])) for one in changes["agencies"])
    return [
        _heading(f"What if: {tried['says']}"),
        _words(f"The same contacts, met differently. {breaks(tried['breaks_first'])}"),
        _table(f"What change {index + 1} does to decisions in time", ("Rating", "Decided in time"), tiers),
        _table(f"What change {index + 1} does to agencies", ("Agency", "Hours to answer", "Left waiting"), agencies),
    ]


def _table(caption: str, heads: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    head = "".join(f'<th scope="col" class="govuk-table__header">{escape(one)}</th>' for one in heads)
    body = "".join(
        '<tr class="govuk-table__row">'
        + "".join(
            f'<th scope="row" class="govuk-table__header">{escape(cell)}</th>'
            if not index
            else f'<td class="govuk-table__cell">{escape(cell)}</td>'
            for index, cell in enumerate(row)
        )
        + "</tr>"
        for row in rows
    )
    # A wide table scrolls by itself on a small screen, with the keyboard too.
    return (
        f'<div class="wide" tabindex="0" role="region" aria-label="{escape(caption)}"><table class="govuk-table">'
        f'<caption class="govuk-table__caption">{escape(caption)}</caption><thead class="govuk-table__head">'
        f'<tr class="govuk-table__row">{head}</tr></thead><tbody class="govuk-table__body">{body}</tbody></table></div>'
    )
