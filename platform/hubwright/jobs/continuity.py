"""Every hour the open cases of the first tier go into a file that is enough to work from when the network is down.

It says reference, who, rating, what is due and when, and who owns it, with the duty telephones; a case that only some
may know of stands there by its reference and its owner alone. Each writing is in the read log.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from hubwright.domain.access.scope import Everything
from hubwright.domain.cases.entries import WORKER
from hubwright.domain.cases.topics.restricting import OPEN
from hubwright.domain.definitions.hub import Hub
from hubwright.domain.hubs import HUB_STREAM, hub_of, today
from hubwright.jobs.locked_list import shut
from hubwright.jobs.worker import Worker
from hubwright.ports import Reading

KEPT = timedelta(hours=48)
_ENDING = ".hubwright-list"
_NAME = "%Y-%m-%dT%H%MZ"


def write_hourly(worker: Worker, hub: str) -> int:
    """Write the list of this hour, once, and sweep old ones; 0 where the hub has set no passphrase."""
    if worker.continuity is None:
        return 0
    now = worker.house.now()
    folder = worker.continuity / hub
    file = folder / f"{now.replace(minute=0).strftime(_NAME)}{_ENDING}"
    if worker.listed.get(hub) == file.name or file.exists():
        return 0
    worker.listed[hub] = file.name
    with worker.house.store.reading(hub) as reading:
        state = hub_of(reading.entries(HUB_STREAM))
        if not state.lock or state.training_of:
            return 0
        content = listing(reading, today(reading.live()[1], state), now)
    try:
        _write(folder, file, shut(state.lock, content))
    except OSError:
        del worker.listed[hub]  # the disk was full or away: the next turn tries again
        raise
    worker.house.store.note_read(hub, user=WORKER.id, at=now, what="continuity", reference=file.stem, purpose="seen")
    sweep(folder, now)
    return 1


def listing(reading: Reading, hub: Hub, now: datetime) -> dict[str, Any]:
    """What a list says.

    Args:
        reading: of the hub.
        hub: its drawing, with today's numbers.
        now: UTC.
    """
    rows = reading.rows(
        "case_row", scope=Everything(), where={"closed": None, "tier_position": 0}, order=("due_at", "received")
    )
    in_danger = reading.rows("case_row", scope=Everything(), where={"closed": None, "danger": True})
    known = {(row["case_ref"], row["pathway"]) for row in rows}
    rows = [*rows, *(row for row in in_danger if (row["case_ref"], row["pathway"]) not in known)]
    return {
        "hub": hub.name.en,
        "written": now.isoformat(),
        "duty": [{"when": post.when, "name": post.name.en, "telephone": post.telephone} for post in hub.local.duty],
        "cases": [_case(row, hub) for row in rows],
    }


def _case(row: Mapping[str, Any], hub: Hub) -> dict[str, Any]:
    kept = row["access"] != OPEN
    scales = {scale.id: scale for scale in hub.scales}
    tiers = scales[row["scale"]].tiers if row["scale"] in scales else ()
    return {
        "reference": row["case_ref"],
        "who": "" if kept else row["who"].replace("~", ""),
        "rating": next((tier.label.en for tier in tiers if tier.id == row["tier"]), ""),
        "danger": bool(row["danger"]),
        "due": row["due_at"].isoformat() if row["due_at"] else "",
        "owner": row["owner_name"] or "",
        "restricted": kept,
    }


def _write(folder: Path, file: Path, content: bytes) -> None:
    """Whole or not at all, and for the eyes of its owner."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    half = folder / f".{file.name}.part"
    with os.fdopen(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as writing:
        writing.write(content)
    half.replace(file)


def sweep(folder: Path, now: datetime) -> int:
    """Remove lists older than two days, and say how many: an old list is worse than none."""
    oldest = f"{(now - KEPT).strftime(_NAME)}{_ENDING}"
    old = [file for file in written(folder) if file.name < oldest]
    for file in old:
        file.unlink(missing_ok=True)
    return len(old)


def written(folder: Path) -> list[Path]:
    """The lists in a folder, the oldest first."""
    return sorted(folder.glob(f"*{_ENDING}")) if folder.is_dir() else []
