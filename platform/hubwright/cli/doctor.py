"""`hubwright doctor`: what is wrong with this installation, in plain sentences."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator

import click

from hubwright.actions.accounts import last_beat
from hubwright.cli.opening import in_sentences, on_sqlite, settings_of
from hubwright.cli.plugins_here import looked_at
from hubwright.domain.access.scope import Everything
from hubwright.domain.errors import HubwrightError, PluginFailed
from hubwright.settings import Settings
from hubwright.web.operators import WORKER_SILENT
from hubwright.wiring import Hubwright, check_database, open_hubwright

_SAMPLE = 3
_LEAST_FREE = 1024**3

Finding = tuple[bool, str]
"""Whether it is well, and a sentence that says what was seen and what to do."""


@click.command()
@in_sentences
def doctor() -> None:
    """Say what is well and what is not. Exit code 0: all well; 1: something is wrong; 2: the settings are."""
    settings = settings_of()
    findings = [*_of_machine(settings), *_of_database(settings)]
    for well, sentence in findings:
        click.echo(f"{'well ' if well else 'WRONG'}  {sentence}", err=not well)
    sys.exit(0 if all(well for well, _ in findings) else 1)


def _of_machine(settings: Settings) -> Iterator[Finding]:
    yield True, "The settings can be read, and there is a secret key."
    if settings.mail_url.startswith("folder:"):
        yield (
            True,
            "Messages are written into a folder and reach nobody. For real use, set HUBWRIGHT_MAIL_URL to a server.",
        )
    else:
        yield True, "Messages go to a mail server."
    if not settings.data.is_dir():
        yield False, "The data folder is not there. Start Hubwright once, or name another with HUBWRIGHT_DATA."
        return
    free = shutil.disk_usage(settings.data).free
    if free < _LEAST_FREE:
        yield False, f"Only {free // 1024**2} MB are free where the data folder is. Make room before the disk is full."
    else:
        yield True, f"{free // 1024**3} GB are free where the data folder is."


def _of_database(settings: Settings) -> Iterator[Finding]:
    if on_sqlite(settings) and not settings.data.is_dir():
        return
    hubwright = open_hubwright(settings)
    try:
        try:
            check_database(hubwright)
        except HubwrightError as error:
            yield False, str(error)
            return
        except Exception as error:  # the driver's own words may repeat the address
            yield False, f"The database cannot be reached ({type(error).__name__}). Look whether it runs."
            return
        yield True, "The database is reached, is up to date, and its role sees no more than it should."
        yield _worker(hubwright)
        yield from _plugins(hubwright)
        hubs = list(hubwright.hubs())
        for look in (_published, _messages):
            yield from look(hubwright, hubs)
        yield from _chains(hubwright, hubs[:_SAMPLE])
    finally:
        hubwright.close()


def _worker(hubwright: Hubwright) -> Finding:
    last = last_beat(hubwright.house)
    start = "`hubwright serve` or `hubwright worker`" if on_sqlite(hubwright.settings) else "`hubwright worker`"
    if last is None:
        return False, f"No background worker has ever run: no alarm goes out. Start {start}."
    silent = hubwright.house.now() - last
    if silent > WORKER_SILENT:
        minutes = int(silent.total_seconds() // 60)
        return False, f"The background worker has been silent for {minutes} minutes: no alarm goes out. Start {start}."
    return True, "The background worker is at work."


def _plugins(hubwright: Hubwright) -> Iterator[Finding]:
    """Each plugin: whether it can be used, is off for its faults, and what it says of the options of each hub."""
    declared, problems = looked_at()
    for one in problems:
        yield False, str(one)
    off = hubwright.house.plugins.off()
    for id, plugin in declared.items():
        if id in off:
            since = f"{off[id].since:%d %B %Y, %H:%M} UTC"
            why = f"The plugin {plugin.name.en} is off since {since} ({off[id].why})."
            yield False, f"{why} Mend it, then run `hubwright plugin on {id}`."
        else:
            yield True, f"The plugin {plugin.name.en}, version {plugin.version}, answers."
            yield from _well(hubwright, id)


def _well(hubwright: Hubwright, plugin: str) -> Iterator[Finding]:
    plugins = hubwright.house.plugins
    for hub in hubwright.hubs() if plugins.has(plugin, "well") else ():
        try:
            with hubwright.house.store.reading(hub) as reading:
                uses = [use for use in reading.live()[1].plugins if use.id == plugin]
            said = [sentence for use in uses for sentence in plugins.ask(plugin, "well", options=use.options)]
        except PluginFailed as failed:
            yield False, f"{hub}: {plugin} could not say whether it is well ({failed.code})."
        except HubwrightError:
            continue  # it has not published how it works, which is told of by itself
        else:
            yield from ((False, f"{hub}: {plugin}: {sentence}") for sentence in said)


def _published(hubwright: Hubwright, hubs: list[str]) -> Iterator[Finding]:
    if not hubs:
        yield False, "There is no hub yet. Import one with `hubwright hub import FOLDER`."
    for hub in hubs:
        try:
            with hubwright.house.store.reading(hub) as reading:
                reading.live()
        except HubwrightError:
            yield False, f"{hub} has not published how it works. Import its definitions."
        else:
            yield True, f"{hub} is published."


def _messages(hubwright: Hubwright, hubs: list[str]) -> Iterator[Finding]:
    for hub in hubs:
        with hubwright.house.store.reading(hub) as reading:
            count = reading.count("outbox", scope=Everything(), where={"status": "given_up"})
        if count:
            yield False, f"{hub}: {count} messages could not be sent at all. Look at the addresses in its definitions."


def _chains(hubwright: Hubwright, hubs: list[str]) -> Iterator[Finding]:
    for hub in hubs:
        broken = hubwright.store.verify(hub)
        if broken:
            yield False, f"{hub}: the journal does not hold in {len(broken)} places. Run `hubwright journal verify`."
        else:
            yield True, f"{hub}: the journal holds."
