"""The moments at which a plugin may have its say: a signature and a sentence each.

A plugin is a module with functions of these names, each marked `@hookimpl`; it takes of the arguments those that it
names. Every one runs in a process of the plugin's own, never in the one that serves pages (`hubwright.plugging`).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import pluggy

from hubwright.domain.plugins import (
    Asked,
    Begun,
    CaseView,
    ContactView,
    Decided,
    Happened,
    Notice,
    NotYet,
    Plugin,
    RecordView,
    Section,
)

PROJECT = "hubwright"
hookspec = pluggy.HookspecMarker(PROJECT)
hookimpl = pluggy.HookimplMarker(PROJECT)


@hookspec(firstresult=True)
def describe() -> Plugin:
    """Say who the plugin is, what a hub may choose, and what it keeps; asked once, at the start."""
    raise NotImplementedError


@hookspec(firstresult=True)
def well(options: Mapping[str, Any]) -> list[str]:
    """Say what is wrong with these options of a hub that a schema cannot see, a sentence each; none when all is well.

    Asked by the operator's look at the installation, and of a hub before it publishes."""
    raise NotImplementedError


@hookspec(firstresult=True)
def case_section(
    case: CaseView, records: tuple[RecordView, ...], elsewhere: tuple[RecordView, ...], options: Mapping[str, Any]
) -> Section | None:
    """Draw a part of the case page for one reader, from what that reader may see; None for nothing to show."""
    raise NotImplementedError


@hookspec(firstresult=True)
def page(
    page: str,
    records: tuple[RecordView, ...],
    cases: tuple[CaseView, ...],
    now: datetime,
    options: Mapping[str, Any],
) -> Section:
    """Draw a page of the hub for one reader, from those of its records that the reader may see, and their cases."""
    raise NotImplementedError


@hookspec(firstresult=True)
def paper(
    case: CaseView, record: RecordView, records: tuple[RecordView, ...], options: Mapping[str, Any]
) -> Section | None:
    """Say what stands on a paper about a record that somebody takes away as a file; None for no paper of this one."""
    raise NotImplementedError


@hookspec(firstresult=True)
def check_put_together(
    case: CaseView, records: tuple[RecordView, ...], options: Mapping[str, Any]
) -> tuple[Notice, ...]:
    """Say what somebody has to know who is about to ask agencies about the people of a case."""
    raise NotImplementedError


@hookspec(firstresult=True)
def asks(
    deed: str,
    case: CaseView,
    record: RecordView | None,
    records: tuple[RecordView, ...],
    options: Mapping[str, Any],
) -> tuple[Mapping[str, Any], ...]:
    """Say what a deed asks, where that hangs on the case, on what is kept of it or on the hub; each as a question of a
    form's page."""
    raise NotImplementedError


@hookspec(firstresult=True)
def decide(asked: Asked, options: Mapping[str, Any]) -> Decided | NotYet:
    """Say what follows from a deed of the plugin's own: entries for its record, or why it is not done yet. Pure: it is
    asked before anything is written, and may be asked again."""
    raise NotImplementedError


@hookspec(firstresult=True)
def apply(kind: str, state: Mapping[str, Any] | None, entry: Happened) -> Mapping[str, Any]:
    """Say what an entry makes of a record of a kind: its state after it, None before the first. Pure."""
    raise NotImplementedError


@hookspec(firstresult=True)
def contact_arrived(
    case: CaseView, contact: ContactView, records: tuple[RecordView, ...], options: Mapping[str, Any]
) -> Begun | None:
    """Begin a record after a contact opened a case, such as an episode that it tells of; None for nothing. Asked in the
    background, after the contact is on record, and once for each."""
    raise NotImplementedError


@hookspec(firstresult=True)
def rating_made(
    case: CaseView, pathway: str, tier: str, records: tuple[RecordView, ...], options: Mapping[str, Any]
) -> Begun | None:
    """Begin a record after a person rated a case, such as an offer that somebody still has to make or to refuse; None
    for nothing. Asked in the background, after the rating is on record, and once for each rating."""
    raise NotImplementedError


@hookspec(firstresult=True)
def route_chosen(
    case: CaseView, pathway: str, person: str, route: str, records: tuple[RecordView, ...], options: Mapping[str, Any]
) -> Begun | None:
    """Begin a record after a person decided which way somebody goes, such as a referral that has to be written; None
    for nothing. Asked in the background, after the decision is on record, and once for each."""
    raise NotImplementedError
