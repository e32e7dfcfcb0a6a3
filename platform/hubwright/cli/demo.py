"""The demonstration: fictional hubs with fictional people, seeded once into a database that holds nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from urllib.parse import unquote, urlsplit

import click

import hubwright as package
from hubwright.actions.house import House
from hubwright.actions.publish_hub import publish_hub
from hubwright.actions.seed_demo import SEATED_BEFORE, seed_demo
from hubwright.cli.opening import Misused, Said, on_sqlite, opened
from hubwright.cli.publishing import documents_of, revision_of_all
from hubwright.domain.access.scope import Everything
from hubwright.domain.cases.entries import OPERATOR
from hubwright.loading.library import Library, load_library
from hubwright.settings import Settings
from hubwright.wiring import Hubwright

MARK = "demonstration"
_ROOT = "tenant_configs"


def refuse_production(settings: Settings, environment: Mapping[str, str]) -> None:
    """Keep the demonstration away from whatever looks like a real installation.

    Raises:
        Misused: with every reason.
    """
    wrong = []
    if not on_sqlite(settings):
        wrong.append("HUBWRIGHT_DATABASE_URL names a PostgreSQL database.")
    if environment.get("HUBWRIGHT_SECRET_KEY", "").strip():
        wrong.append("HUBWRIGHT_SECRET_KEY is set.")
    if not settings.mail_url.startswith("folder:"):
        wrong.append("HUBWRIGHT_MAIL_URL sends real messages.")
    if not settings.text_url.startswith("folder:"):
        wrong.append("HUBWRIGHT_TEXT_URL sends real text messages.")
    if wrong:
        raise Misused(
            "\n".join(["The demonstration does not run together with production settings:", *wrong])
            + "\nUnset them, or serve without --demo."
        )


def prepare(settings: Settings, *, fresh: bool, folder: Path | None = None) -> int:
    """See that the demonstration is there, seeded once, and say how many contacts were seeded now.

    Args:
        settings: of the demonstration.
        fresh: seed anew, whatever was done in it before.
        folder: with the roots of definitions; by default, the working folder or the one this package stands in.

    Raises:
        Said: the database holds something else, or there is nothing to show.
    """
    with opened(settings=settings) as hubwright:
        marks = _marks(hubwright)
    if None in marks.values():
        raise Said(
            "This database holds a hub that is no demonstration. Name another folder with HUBWRIGHT_DATA, or serve"
            " without --demo."
        )
    if marks and not fresh and all(marks.values()):
        return 0
    if marks:
        _remove(settings)
    library = load_library([folder or _folder()])
    shown = [id for id in library.demos if id in library.hubs]
    if not shown:
        raise Said("No hub with a demonstration could be read. Run `hubwright check` to see why.")
    with opened(settings=settings, demo=True) as hubwright:
        for id in shown:
            _mark(hubwright.house, id, library, whole=False)
        return sum(_seed(hubwright.house, id, library) for id in shown)


def _seed(house: House, id: str, library: Library) -> int:
    loaded = library.hubs[id]
    count = seed_demo(house, hub=id, revision=revision_of_all(loaded), drawing=loaded.hub, document=library.demos[id])
    with house.store.work(id, OPERATOR, deed="", now=house.now()) as work:
        work.put("hub_setting", key=MARK, value=True)
        work.commit()
    return count


def _mark(house: House, id: str, library: Library, *, whole: bool) -> None:
    """Publish the hub, marked as a demonstration before anything fictional stands in it."""
    loaded = library.hubs[id]
    start = house.now() - SEATED_BEFORE - timedelta(days=1)
    then = House(store=house.store, now=lambda: start, ids=house.ids, calendars=house.calendars)
    publish_hub(
        then,
        hub=id,
        name=loaded.hub.name.en,
        revision=revision_of_all(loaded),
        documents=documents_of(loaded),
        note="Demonstration.",
        deed="demo-publish",
    )
    with house.store.work(id, OPERATOR, deed="", now=start) as work:
        work.put("hub_setting", key=MARK, value=whole)
        work.commit()


def _marks(hubwright: Hubwright) -> dict[str, bool | None]:
    """Each hub here: seeded whole, seeded in part, or (None) no demonstration at all."""
    found: dict[str, bool | None] = {}
    for id in hubwright.hubs():
        with hubwright.house.store.reading(id) as reading:
            rows = reading.rows("hub_setting", scope=Everything(), where={"key": MARK})
        found[id] = bool(rows[0]["value"]) if rows else None
    return found


def _remove(settings: Settings) -> None:
    """Take the demonstration's database and messages away; it was just seen to hold nothing else."""
    file = settings.database_url.removeprefix("sqlite:///")
    for path in (file, f"{file}-wal", f"{file}-shm"):
        Path(path).unlink(missing_ok=True)
    for letter in Path(unquote(urlsplit(settings.mail_url).path)).glob("*.eml"):
        letter.unlink()


def _folder() -> Path:
    """Where the shipped hubs are: the working folder, or the checkout that this package stands in."""
    for folder in (Path(), Path(package.__file__).parents[2]):
        if (folder / _ROOT).is_dir():
            return folder
    raise click.UsageError(f"The demonstration needs the folder {_ROOT}: run it from a copy of the repository.")
