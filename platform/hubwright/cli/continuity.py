"""`hubwright continuity`: the list of open cases for when the network is down. `open` needs the file alone."""

from __future__ import annotations

import secrets
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from hubwright.actions.lock_lists import lock_lists
from hubwright.cli.opening import Misused, Said, in_sentences, opened
from hubwright.domain.cases.entries import OPERATOR
from hubwright.domain.clocks.london import local
from hubwright.jobs import locked_list

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group()
def continuity() -> None:
    """What a hub works from when the network is down."""


@continuity.command("open")
@click.argument("file", type=_FILE)
@click.password_option("--passphrase", prompt="Passphrase", confirmation_prompt=False, help="Asked for when left out.")
@in_sentences
def open_(file: Path, passphrase: str) -> None:
    """Show the list in FILE: it needs the passphrase that the hub's manager knows, and no database or network."""
    found = locked_list.opened(file.read_bytes(), passphrase)
    click.echo(said(found))


@continuity.command("lock")
@click.argument("hub")
@click.password_option("--passphrase", prompt="Passphrase", help="Asked for, twice, when left out.")
@in_sentences
def lock(hub: str, passphrase: str) -> None:
    """Set the passphrase under which the lists of HUB are written from now on."""
    if len(passphrase.strip()) < locked_list.SHORTEST:
        raise Misused(f"The passphrase is too short. Take at least {locked_list.SHORTEST} characters: several words.")
    with opened() as hubwright:
        if hub not in hubwright.hubs():
            raise Said("This installation has no hub with that id.")
        made = locked_list.new_lock(passphrase)
        lock_lists(hubwright.house, hub=hub, actor=OPERATOR, deed=secrets.token_urlsafe(24), lock=made)
    click.echo("From the next hour on, lists are written under this passphrase. The machine does not keep it.")


def said(found: dict[str, Any]) -> str:
    """A list in lines to print."""
    lines = [f"{found['hub']}: open cases of the first tier, written {_time(found['written'])}", ""]
    lines += [f"{post['name']}: {post['telephone']}" for post in found["duty"]]
    for case in found["cases"]:
        who = "restricted: ring its owner or the duty desk" if case["restricted"] else case["who"]
        danger = "  DANGER NOW" if case["danger"] else ""
        lines += [
            "",
            f"{case['reference']}  {case['rating'] or 'not rated'}{danger}",
            f"  {who}",
            f"  due {_time(case['due'])}; owner: {case['owner'] or 'nobody yet'}",
        ]
    if not found["cases"]:
        lines += ["", "No case of the first tier was open."]
    return "\n".join(lines)


def _time(text: str) -> str:
    return local(datetime.fromisoformat(text)).strftime("%a %d %b %Y, %H:%M") if text else "not said"
