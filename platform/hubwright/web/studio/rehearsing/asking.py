"""What somebody asks of a forecast of the draft: volumes, people, how far ahead, and what else is tried."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from flask import request

from hubwright.actions.volumes import volumes
from hubwright.domain.definitions.hub import Hub
from hubwright.domain.errors import Refusal
from hubwright.domain.rehearsal.forecast.history import READ, History, history_of
from hubwright.web.components import Choice, Field, FileUpload, Label, TextInput
from hubwright.web.language import gettext, mark, say, text
from hubwright.web.studio.desk import Desk
from hubwright.web.work.asked import Values, Wrong, line, listed, one_of

LARGEST: int = 5_000_000
"""Bytes of a history: more than a hundred thousand contacts."""

_NUMBER, _HUB, _FILE = "number", "hub", "file"
_MOST_RUNS, _MOST_MONTHS, _MOST_CONTACTS, _MOST_PEOPLE = 100, 24, 100_000, 1000
_LONGEST = 20
_MINUTES = (("return", mark("Minutes that one agency needs to search and answer"), "30"),
            ("decide", mark("Minutes that a decision about one person takes"), "20"))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Known:
    """What the hub's own cases say of its volumes.

    Args:
        history: None where there are too few.
    """

    history: History | None


def known(found: Desk) -> Known:
    """What the hub itself has received, as far as the draft still has the kinds and ratings."""
    hub = _hub(found)
    said = _fitting(volumes(found.visit.house, hub=found.visit.hub.id), hub)
    return Known(history_of(said, hub, found.visit.house.now(), "")[0])


def _fitting(said: str, hub: Hub) -> str:
    """The history without the kinds and ratings that the draft no longer has."""
    kinds = {one.id for one in hub.kinds}
    tiers = {tier.id for scale in hub.scales for tier in scale.tiers}
    heading, *rows = said.splitlines()
    cut = [row.split(",") for row in rows]
    lines = [f"{at},{kind if kind in kinds else ''},{tier if tier in tiers else ''}" for at, kind, tier in cut]
    return "\n".join([heading, *lines])


def fields(found: Desk, own: Known, values: Values, wrong: Wrong) -> list[Field]:
    """The questions."""
    hub = _hub(found)
    number = _short(line("per_month", say("How many in a month?"), values, wrong), "govuk-input--width-5")
    choices = [Choice(value=_NUMBER, text=say("As many as I say"), reveal=(number,))]
    if own.history is not None:
        hint = gettext("%(number)s a month; their hours, weekdays, kinds and ratings come with it.",
                       number=round(own.history.per_month))  # fmt: skip
        choices.append(Choice(value=_HUB, text=say("As many as this hub received in the last year"), hint=hint))
    upload = FileUpload(
        name="history",
        label=Label(say("A file of contacts"), "govuk-label--s"),
        hint=say("Text with commas, as a spreadsheet saves it, with a column “received” and, where they are known,"
                 " “kind” and “tier”. Nothing else is read, and the file is not kept."),
        error=say(wrong["history"]) if "history" in wrong else "",
        accept=".csv,text/csv",
    )  # fmt: skip
    choices.append(Choice(value=_FILE, text=say("As many as stand in a file"), reveal=(upload,)))
    agencies = [(one.id, text(one.name)) for one in hub.agencies]
    return [
        one_of("volume", say("How many contacts arrive?"), choices, values, wrong,
               chosen=_HUB if own.history is not None else _NUMBER),
        _short(line("months", say("How many months ahead?"), values, wrong, given="3",
                    hint=say("It begins with the first of next month.")), "govuk-input--width-3"),
        *([_staffing(values, wrong)] if any(one.fte_planned for one in hub.agencies) else []),
        listed("more", say("What if one agency had one more person? Which one?"), agencies, values, wrong,
               chosen=hub.agencies[0].id, hint=say("For instance one more researcher. Leave it empty to try nothing.")),
        _short(line("demand", say("And what if so many more contacts came, in per cent?"), values, wrong,
                    hint=say("For instance 20. Leave it empty to try nothing.")), "govuk-input--width-3"),
    ]  # fmt: skip


def people(found: Desk, values: Values, wrong: Wrong) -> list[Field]:
    """How many people each agency has; what the draft says stands there."""
    return [
        _short(
            line(
                f"fte-{one.id}", text(one.name), values, wrong, given="" if one.fte is None else f"{float(one.fte):g}"
            ),
            "govuk-input--width-4",
        )
        for one in _hub(found).agencies
    ]


def finer(values: Values, wrong: Wrong) -> list[TextInput]:
    """What few people change."""
    asked = [_short(line(name, say(words), values, wrong, given=given), "govuk-input--width-4")
             for name, words, given in _MINUTES]  # fmt: skip
    runs = line("runs", say("How often is it repeated?"), values, wrong, given="10",
                hint=say("More often gives narrower ranges and takes longer."))  # fmt: skip
    seed = line("seed", say("A number to begin chance with"), values, wrong, given="1",
                hint=say("The same number gives the same answer."))  # fmt: skip
    return [*asked, _short(runs, "govuk-input--width-3"), _short(seed, "govuk-input--width-5")]


def _staffing(values: Values, wrong: Wrong) -> Field:
    choices = [
        Choice(value="today", text=say("Those whom the hub has")),
        Choice(value="plan", text=say("Those whom it plans to have")),
    ]
    return one_of("staffing", say("With which people, where the draft says both?"), choices, values, wrong,
                  chosen="today")  # fmt: skip


def _short(field: TextInput, classes: str) -> TextInput:
    return TextInput(
        **{
            **{part: getattr(field, part) for part in ("name", "label", "value", "hint", "error")},
            "classes": classes,
            "inputmode": "decimal",
            "spellcheck": False,
        }
    )


def wanted(found: Desk, own: Known) -> dict[str, Any]:
    """What was asked, as a trial keeps it.

    Raises:
        Refusal: something cannot be; each thing with its field.
    """
    typed, hub = request.form, _hub(found)
    wrong: dict[str, str] = {}
    per_month, seen, sources = _volume(found, own, wrong)
    months = _number("months", 0.25, _MOST_MONTHS, wrong)
    runs, seed = _whole("runs", 1, _MOST_RUNS, wrong), _whole("seed", 0, 10**6, wrong)
    fte = {}
    for agency in hub.agencies:
        if typed.get(f"fte-{agency.id}", "").strip():
            number = _number(f"fte-{agency.id}", 0, _MOST_PEOPLE, wrong)
            if agency.fte is None or number != float(agency.fte):
                fte[agency.id] = number
    if not fte and all(agency.fte is None for agency in hub.agencies):
        wrong[f"fte-{hub.agencies[0].id}"] = mark("Say of at least one agency how many people it has.")
    takes = {name: _number(name, 0.1, 10_000, wrong) for name, _, given in _MINUTES if typed.get(name, given) != given}
    tries = _tries(hub, fte, typed.get("staffing") == "plan", wrong)
    if wrong:
        raise Refusal(
            why="This cannot be forecast yet.", do="Look at what is marked.", code="forecast_wrong",
            fields=tuple(wrong.items()),
        )  # fmt: skip
    assume = {**({"fte": fte} if fte else {}), **({"takes": takes} if takes else {})}
    said = gettext("said by %(who)s", who=found.visit.actor.name)
    return {
        "months": months,
        "per_month": per_month,
        "seed": seed,
        "runs": runs,
        "begins": "",
        "staffing": "plan" if typed.get("staffing") == "plan" else "today",
        "assume": assume,
        "seen": seen,
        "sources": {"per_month": said, **dict.fromkeys(assume, said), **sources},
        "tries": tries,
    }


def _volume(found: Desk, own: Known, wrong: dict[str, str]) -> tuple[float, dict[str, Any], dict[str, str]]:
    """Contacts in a month, what a history knows of them, and where that comes from."""
    chosen = request.form.get("volume", "")
    if chosen == _NUMBER:
        return _number("per_month", 1, _MOST_CONTACTS, wrong), {}, {}
    history: History | None = None
    if chosen == _HUB and own.history is not None:
        history = own.history
    elif chosen == _FILE:
        history = _read(found, wrong)
    else:
        wrong["volume"] = mark("Choose how many contacts arrive.")
    if history is None:
        return 0.0, {}, {}
    seen = {name: value for name in ("hours", "weekdays", "months") if (value := asdict(history)[name]) is not None}
    seen |= {name: dict(value) for name in ("kinds", "tiers") if (value := getattr(history, name))}
    whose = gettext("this hub") if chosen == _HUB else gettext("the file")
    said = gettext("%(whose)s: %(rows)s contacts from %(first)s to %(last)s", whose=whose, rows=history.rows,
                   first=history.first, last=history.last)  # fmt: skip
    return history.per_month, seen, {"per_month": said, **dict.fromkeys(seen, said)}


def _read(found: Desk, wrong: dict[str, str]) -> History | None:
    chosen = request.files.get("history")
    data = chosen.read(LARGEST + 1) if chosen is not None else b""
    if not data or len(data) > LARGEST:
        wrong["history"] = (
            mark("Choose a file.") if not data else mark("The file is larger than 5 MB: give fewer years.")
        )
        return None
    try:
        said = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        wrong["history"] = mark("The file is not text in UTF-8. Save it as CSV in UTF-8.")
        return None
    hub = _hub(found)
    history, problems = history_of(_by_name(said, hub), hub, found.visit.house.now(), "")
    if history is None:
        wrong["history"] = " ".join(f"{one.what} {one.do}" for one in problems[:3])
    return history


def _by_name(said: str, hub: Hub) -> str:
    """The file with kinds and ratings by their ids, where somebody wrote what they are called."""
    names = {
        "kind": {text(one.name).casefold(): one.id for one in hub.kinds},
        "tier": {text(tier.label).casefold(): tier.id for scale in hub.scales for tier in scale.tiers},
    }
    try:
        rows = list(csv.reader(said.splitlines()))
    except csv.Error:
        return said
    heading = [one.strip().lower() for one in rows[0]] if rows else []
    at = [(heading.index(name), names[name]) for name in READ[1:] if name in heading]
    for row in rows[1:]:
        for index, ids in at:
            if index < len(row):
                row[index] = ids.get(row[index].strip().casefold(), row[index])
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue()


def _tries(hub: Hub, fte: Mapping[str, float], planned: bool, wrong: dict[str, str]) -> Sequence[str]:
    made = []
    more, demand = request.form.get("more", ""), request.form.get("demand", "").strip()
    if more:
        if all(one.id != more for one in hub.agencies):
            wrong["more"] = mark("Choose one of the agencies, or none.")
        else:
            made.append(f"{more}=+1")
    if demand:
        made.append(f"demand=+{_number('demand', 0.1, 1000, wrong):g}%")
    return made


def _number(name: str, least: float, most: float, wrong: dict[str, str]) -> float:
    typed = request.form.get(name, "").strip().removesuffix("%").strip()[:_LONGEST]
    try:
        value = float(typed)
    except ValueError:
        value = float("nan")
    if least <= value <= most:
        return value
    wrong[name] = gettext("Write a number from %(least)s to %(most)s.", least=f"{least:g}", most=f"{most:,.0f}")
    return 0.0


def _whole(name: str, least: int, most: int, wrong: dict[str, str]) -> int:
    value = _number(name, least, most, wrong)
    if name not in wrong and value != int(value):
        wrong[name] = mark("Write a whole number.")
    return int(value)


def _hub(found: Desk) -> Hub:
    if found.drawn.hub is None:
        raise Refusal(why="The draft cannot run as it stands.", do="Mend it first.", code="draft_has_problems")
    return found.drawn.hub
