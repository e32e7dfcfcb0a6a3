"""Markers on the page of a case: above everything else, and the deeds that put, review and lift them."""

from __future__ import annotations

from datetime import date

from flask import url_for

from hubwright.domain.cases.topics import marking
from hubwright.domain.cases.topics.marking import markers_of
from hubwright.domain.texts import Text
from hubwright.reference.markers import marker_kinds
from hubwright.web.components import Choice, DateInput, Field, Legend
from hubwright.web.language import mark, say, text
from hubwright.web.typed_dates import date_typed
from hubwright.web.work.asked import line, listed, one_of, words
from hubwright.web.work.deed import Deed, Values, Wrong
from hubwright.web.work.look import Look
from hubwright.web.work.markers_shown import MarkerShown, standing
from hubwright.web.work.people_shown import name_of
from hubwright.web.work.topics.topic import Panel, WorkTopic


def _review(values: Values, wrong: Wrong) -> DateInput:
    return DateInput.of(
        "review",
        Legend(say("When does somebody look at it again?"), "govuk-fieldset__legend--s"),
        {part: values.get(f"review-{part}", "") for part in ("day", "month", "year")},
        error=say(wrong["review"]) if "review" in wrong else "",
    )


def _day(form: Values) -> date | None:
    typed = date_typed(form, "review") or {}
    try:
        return date(typed["year"], typed["month"], typed["day"])
    except (KeyError, ValueError, OverflowError):
        return None


def _putting(seen: Look, values: Values, wrong: Wrong) -> list[Field]:
    kinds = [Choice(value=id, text=text(Text.of(one.name))) for id, one in marker_kinds().items()]
    people = [
        Choice(value="", text=say("Everybody in this case")),
        *(Choice(value=one.id, text=name_of(one, seen)) for one in seen.case.subjects.values()),
    ]
    return [
        one_of("kind", say("What is it about?"), kinds, values, wrong),
        one_of("subject", say("Whom is it about?"), people, values, wrong),
        line("source", say("Who says so, and how do they know?"), values, wrong),
        words("note", say("What should a worker do, and leave?"), values, wrong, rows=3),
        _review(values, wrong),
    ]


def _put(form: Values, seen: Look) -> marking.PutMarker:
    kind = marker_kinds().get(form.get("kind", ""))
    return marking.PutMarker(
        kind=kind.id if kind else "",
        effect=kind.effect if kind else "",
        subject=form.get("subject") or None,
        source=form.get("source", ""),
        review=_day(form),
        note=form.get("note", ""),
    )


def _choices(seen: Look) -> list[tuple[str, str]]:
    return [(one.id, f"{one.name}{f' ({one.who})' if one.who else ''}") for one in standing(seen)]


def _reviewing(seen: Look, values: Values, wrong: Wrong) -> list[Field]:
    return [
        listed("marker", say("Which marker?"), _choices(seen), values, wrong),
        words("note", say("What should a worker do, and leave?"), values, wrong, rows=3),
        _review(values, wrong),
    ]


def _reviewed(form: Values, seen: Look) -> marking.ReviewMarker:
    return marking.ReviewMarker(form.get("marker", ""), _day(form), form.get("note", ""))


def _lifting(seen: Look, values: Values, wrong: Wrong) -> list[Field]:
    return [
        listed("marker", say("Which marker?"), _choices(seen), values, wrong),
        words("reason", say("How do you know that it is safe?"), values, wrong, rows=3),
    ]


def _lift(form: Values, seen: Look) -> marking.LiftMarker:
    return marking.LiftMarker(form.get("marker", ""), form.get("reason", ""))


def _panel(seen: Look) -> tuple[list[MarkerShown], list[tuple[str, str]]] | None:
    found = standing(seen)
    if not found:
        return None
    deeds = {"review-marker": "case.note", "lift-marker": "marker.lift"}
    ways = [
        (url_for("work.act", hub=seen.visit.hub.id, ref=seen.case.ref, deed=id), say(TOPIC.deeds[id].title))
        for id, permission in deeds.items()
        if seen.may(permission)
    ]
    return found, ways


def _any(seen: Look) -> bool:
    return bool(markers_of(seen.case))


def _named(body: dict[str, str]) -> list[str]:
    kind = marker_kinds().get(body.get("kind", ""))
    return [text(Text.of(kind.name))] if kind else []


TOPIC = WorkTopic(
    deeds={
        "put-marker": Deed(
            mark("Put a marker"), mark("Put this marker"), _putting, _put, group="people", permission="case.note"
        ),
        "review-marker": Deed(
            mark("Review a marker"),
            mark("It still stands"),
            _reviewing,
            _reviewed,
            permission="case.note",
            offered=_any,
        ),
        "lift-marker": Deed(
            mark("Lift a marker"), mark("Lift this marker"), _lifting, _lift, permission="marker.lift", offered=_any
        ),
    },
    entries={
        "case.marker_put": mark("Marker put"),
        "case.marker_reviewed": mark("Marker reviewed"),
        "case.marker_lifted": mark("Marker lifted"),
        "case.marker_overridden": mark("Went out although a marker stood"),
    },
    lines={
        "case.marker_put": lambda body, seen: [*_named(dict(body)), body.get("source", ""), body.get("note", "")],
        "case.marker_reviewed": lambda body, seen: [body.get("note", "")],
    },
    panels=(Panel("markers", mark("Before you visit, ring or write"), "top", "markers.html", _panel),),
)
