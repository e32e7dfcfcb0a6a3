"""`hubwright plugin`: what is installed here, whether it can be used, and switching one on again after its faults."""

from __future__ import annotations

import click

from hubwright.cli.opening import Said, in_sentences, opened
from hubwright.cli.plugin_check import check
from hubwright.cli.plugin_new import new
from hubwright.cli.plugins_here import looked_at
from hubwright.domain.cases.entries import OPERATOR
from hubwright.domain.errors import HubwrightError
from hubwright.wiring import Hubwright


@click.group()
def plugin() -> None:
    """Plugins of this installation."""


plugin.add_command(new)
plugin.add_command(check)


@plugin.command("list")
@in_sentences
def list_() -> None:
    """Say which plugins are installed, whether each can be used, and which hubs have it on."""
    declared, problems = looked_at()
    with opened() as hubwright:
        off, on = hubwright.house.plugins.off(), _switched_on(hubwright)
    for id, one in declared.items():
        state = f"off since {off[id].since:%d %B %Y, %H:%M} UTC: {off[id].why}" if id in off else "answers"
        hubs = ", ".join(hub for hub, plugins in on.items() if id in plugins) or "no hub"
        click.echo(f"{id} {one.version}: {state}; switched on for {hubs}.")
    for problem in problems:
        click.echo(str(problem), err=True)
    if not declared and not problems:
        click.echo("No plugin is installed here.")


def _switched_on(hubwright: Hubwright) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for hub in hubwright.hubs():
        try:
            with hubwright.house.store.reading(hub) as reading:
                found[hub] = {use.id for use in reading.live()[1].plugins}
        except HubwrightError:
            continue  # it has not published how it works, and so has none on
    return found


@plugin.command()
@click.argument("id")
@in_sentences
def on(id: str) -> None:
    """Let the plugin ID answer again, after it was switched off for its faults."""
    with opened() as hubwright, hubwright.store.installation.work(OPERATOR) as installation:
        if not installation.drop("installation_plugin", plugin=id):
            raise Said(f"No plugin called {id} is off here. `hubwright plugin list` says which there are.")
        installation.commit()
    click.echo(f"{id} is asked again, within a few seconds by what is running now.")
