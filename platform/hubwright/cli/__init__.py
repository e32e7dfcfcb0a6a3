"""The terminal. Each command is a file of its own and is read only when it is called, so that `--help` is quick."""

from __future__ import annotations

from importlib import import_module

import click

COMMANDS = {
    "account": "hubwright.cli.account:account",
    "backup": "hubwright.cli.backup:backup",
    "check": "hubwright.cli.check:check",
    "contacts": "hubwright.cli.contacts:contacts",
    "continuity": "hubwright.cli.continuity:continuity",
    "doctor": "hubwright.cli.doctor:doctor",
    "forecast": "hubwright.cli.forecast:forecast",
    "hub": "hubwright.cli.hub:hub",
    "journal": "hubwright.cli.journal:journal",
    "migrate": "hubwright.cli.migrate:migrate",
    "plugin": "hubwright.cli.plugin:plugin",
    "rehearse": "hubwright.cli.rehearse:rehearse",
    "restore": "hubwright.cli.backup:restore",
    "seat": "hubwright.cli.seat:seat",
    "serve": "hubwright.cli.serve:serve",
    "template": "hubwright.cli.template:template",
    "worker": "hubwright.cli.worker:worker",
}
"""Each command with the place where it is written."""


class _Commands(click.Group):
    """The commands of `COMMANDS`, imported when they are asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Their names, in order."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of this name, or None."""
        if cmd_name not in COMMANDS:
            return None
        module, name = COMMANDS[cmd_name].split(":")
        command: click.Command = getattr(import_module(module), name)
        return command


@click.command(cls=_Commands)
@click.version_option(package_name="hubwright")
def main() -> None:
    """Hubwright: a platform on which each area builds its own multi-agency safeguarding hub, as data."""
