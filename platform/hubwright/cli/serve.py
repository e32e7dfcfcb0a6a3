"""`hubwright serve`: the web, and on SQLite the background work beside it."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import click
from gunicorn.app.base import BaseApplication

from hubwright.cli import demo as demonstration
from hubwright.cli.opening import in_sentences, on_sqlite, opened, settings_of
from hubwright.cli.plugins_here import refuse_unusable
from hubwright.jobs.beside import Beside
from hubwright.loading.rehearsing import publishable
from hubwright.settings import Settings
from hubwright.wiring import open_hubwright

_THREADS = 8
_PROCESSES = 2


@click.command()
@click.option("--demo", is_flag=True, help="Serve fictional hubs, seeded at the first start.")
@click.option("--fresh", is_flag=True, help="With --demo: seed anew.")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True)
@in_sentences
def serve(demo: bool, fresh: bool, host: str, port: int) -> None:
    """Serve the hubs of this installation."""
    if fresh and not demo:
        raise click.UsageError("--fresh seeds a demonstration anew: use it together with --demo.")
    if demo:
        # Looked at before a key is made: what is refused leaves no trace.
        demonstration.refuse_production(settings_of(key="optional"), os.environ)
    refuse_unusable()
    settings = settings_of(key="made" if demo else "required")
    if demo:
        if not os.environ.get("HUBWRIGHT_BASE_URL"):
            settings = replace(settings, base_url=f"http://{host}:{port}")
        if seeded := demonstration.prepare(settings, fresh=fresh):
            click.echo(f"Seeded {seeded} fictional contacts.")
    with opened(settings=settings) as hubwright:
        count = len(hubwright.hubs())
    click.echo(f"Serving {count} {'hub' if count == 1 else 'hubs'} at http://{host}:{port}")
    _Server(settings, demo=demo, host=host, port=port).run()


class _Server(BaseApplication):  # type: ignore[misc]
    """Gunicorn, told everything from here and nothing from files or arguments."""

    def __init__(self, settings: Settings, *, demo: bool, host: str, port: int) -> None:
        self._settings, self._demo, self._bind = settings, demo, f"{host}:{port}"
        self._beside = Beside() if on_sqlite(settings) else None
        super().__init__()

    def load_config(self) -> None:
        """One process on SQLite, where one writes at a time and the background work runs beside; more elsewhere."""
        chosen: dict[str, Any] = {
            "bind": self._bind,
            "workers": 1 if self._beside else _PROCESSES,
            "threads": _THREADS,
            "worker_class": "gthread",
            "control_socket_disable": True,
            # Its warnings repeat the lines of requests that it could not read: words of strangers, in a log.
            "loglevel": "error",
            "proc_name": "hubwright",
            "timeout": 60,
            "worker_tmp_dir": "/dev/shm" if Path("/dev/shm").is_dir() else None,  # noqa: S108 - gunicorn's own beat
        }
        if self._beside:
            chosen["worker_exit"] = self._leave
        for name, value in chosen.items():
            self.cfg.set(name, value)

    def _leave(self, _server: Any, _worker: Any) -> None:
        """Let the background work end its turn before the process ends."""
        if self._beside:
            self._beside.stop()

    def load(self) -> Any:
        """The application, opened in the process that serves it: no connection is shared across a fork."""
        from hubwright.web.app import create_app

        hubwright = open_hubwright(self._settings, demo=self._demo)
        if self._beside:
            self._beside.start(
                hubwright.worker(publishable(hubwright.house.calendars, hubwright.house.plugins.declared))
            )
        return create_app(hubwright)
