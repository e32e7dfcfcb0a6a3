"""`hubwright template take, upgrade and undo` where the hub lives in this installation: each is one deed."""

from __future__ import annotations

import json
import secrets
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from hubwright.actions.templates import keep_origin, take_into_hub, undo_template, upgrade_hub
from hubwright.cli.opening import Said, opened
from hubwright.cli.publishing import written_as
from hubwright.cli.template_places import said_problems, template_in
from hubwright.cli.template_scenarios import Rehearse
from hubwright.cli.template_taking import answers_in, ask_what_is_open, say_ids, tell
from hubwright.domain.definitions.canonical import canonical
from hubwright.domain.definitions.templates.packing import told_on
from hubwright.loading.hub_folder import SCENARIOS, read_hub_folder, read_scenarios
from hubwright.loading.origins import parts_by_kind, read_origins, template_of
from hubwright.wiring import Hubwright


def take_into_installation(file: Path, hub: str, *, instead: bool, rehearse: Rehearse) -> None:
    """Take single parts of a template beside what a hub here has.

    Raises:
        Said, Refusal: why nothing was changed.
    """
    template = template_in(file)
    with opened() as hubwright:
        _known(hubwright, hub)
        _, made = take_into_hub(
            hubwright.house,
            hub=hub,
            template=template,
            kinds=parts_by_kind(),
            deed=secrets.token_urlsafe(24),
            check=_check(rehearse),
            instead=instead,
        )
    tell(made)
    say_ids(made.ids)
    click.echo(f"{hub} is published. What begins from now on follows it.")


def upgrade_in_installation(
    hub: str, file: Path, *, answers: Sequence[str], answers_file: Path | None, rehearse: Rehearse, look: bool
) -> None:
    """Take a template's later version into a hub here that took an earlier one.

    Raises:
        Asked: with every question that is open.
        Said, Refusal: why nothing was changed.
    """
    template, given = template_in(file), answers_in(answers, answers_file)

    def check(documents: Mapping[str, Any], scenarios: Mapping[str, Any]) -> None:
        _check(rehearse)(documents, scenarios)
        if look:
            raise _OnlyALook

    with opened() as hubwright:
        _known(hubwright, hub)
        try:
            done, made = upgrade_hub(
                hubwright.house,
                hub=hub,
                template=template,
                kinds=parts_by_kind(),
                answers=given,
                deed=secrets.token_urlsafe(24),
                check=check,
            )
        except _OnlyALook:
            click.echo("Nothing stands in the way. Nothing was changed: this was only a look.")
            return
    tell(made)
    ask_what_is_open(made)
    if done is not None:
        click.echo(f"{hub} is published. What begins from now on follows it; `hubwright template undo` takes it back.")


class _OnlyALook(Exception):
    """Leaves the deed before anything of it holds."""


def undo_in_installation(hub: str) -> None:
    """Publish again what a hub here had before the last template.

    Raises:
        Said, Refusal: why nothing was changed.
    """
    with opened() as hubwright:
        _known(hubwright, hub)
        what = undo_template(hubwright.house, hub=hub, deed=secrets.token_urlsafe(24))
    click.echo(f"Undone: {what}.")


def remember_origin(hubwright: Hubwright, hub: str, folder: Path) -> None:
    """Keep with a hub that was imported what lies beside it: the templates it took, and its scenarios."""
    for path in sorted(folder.rglob("hub.json")):
        taken, wrong = read_origins(path.parent)
        scenarios, _, more = read_scenarios(path.parent)
        if not (taken or scenarios) or wrong or more or json.loads(path.read_bytes())["id"] != hub:
            continue
        templates = {}
        for one in taken:
            template, problems = template_of(path.parent, one)
            said_problems(problems)
            if template is not None:
                templates[one.content] = template
        keep_origin(hubwright.house, hub=hub, taken=taken, templates=templates, scenarios=scenarios)


def _known(hubwright: Hubwright, hub: str) -> None:
    if hub not in hubwright.hubs():
        raise Said("There is no folder and no hub of this installation with that name.")


def _check(rehearse: Rehearse) -> Any:
    def check(documents: Mapping[str, Any], scenarios: Mapping[str, Any]) -> None:
        """Lay what would be published out as a folder, and look at it as `check` and the rehearsal would."""
        with tempfile.TemporaryDirectory() as name:
            files = written_as(dict(documents), Path(name))
            own = Path(name) / "tenant_configs" / documents["hub"]["id"]
            files |= {
                own / SCENARIOS / f"{id}.json": canonical(told_on(one, own.name)) for id, one in scenarios.items()
            }
            for path, content in files.items():
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)
            found, problems = read_hub_folder(own)
            if found is None or found.to_do:
                said_problems([*problems, *(found.to_do if found else ())])
                raise Said("Nothing was changed: the hub would not hold together like this.")
            failed = rehearse(found)
        if failed:
            for sentence in failed:
                click.echo(sentence, err=True)
            raise Said("Nothing was changed: a scenario does not come out as it says.")

    return check
