"""`hubwright template take, upgrade and undo` where the hub lies in a folder: written whole, or not at all."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from hubwright.cli.opening import Misused, Said
from hubwright.cli.template_places import said_problems, template_in
from hubwright.cli.template_scenarios import Rehearse
from hubwright.domain.definitions.templates.bundle import with_ids
from hubwright.domain.definitions.templates.origin import Taken, continues, taken_from
from hubwright.domain.definitions.templates.parts import Parts, Template
from hubwright.domain.definitions.templates.taking import begin_hub, take_parts
from hubwright.domain.definitions.templates.upgrade import Sides, Upgrade, upgrade
from hubwright.domain.problems import Problem
from hubwright.loading.folder_change import FolderChange, apply
from hubwright.loading.hub_files import hub_files
from hubwright.loading.hub_folder import HubFolder, base_of, published_beside, read_hub_folder
from hubwright.loading.origins import template_of

Names = Mapping[str, str]


class Asked(Said):
    """There are questions that nobody has answered yet. Exit code 3."""

    exit_code = 3


def take_into_folder(
    file: Path, folder: Path, *, name: str, local: Path | None, instead: bool, rehearse: Rehearse
) -> None:
    """Take a template into a folder: a hub of its own in a new one, parts beside what is there in another.

    Raises:
        Said: why nothing was written.
    """
    template, folder = template_in(file), folder.absolute()
    if (folder / "hub.json").exists():
        _take_beside(template, folder, instead, rehearse)
        return
    base = base_of(folder)
    given = _json(local) if local else None
    document, parts, ids = begin_hub(
        template,
        id=folder.name,
        name={"en": name} if name else {"en": folder.name.replace("-", " ").capitalize()},
        local=given,
        published=published_beside(base),
    )
    what = f"{_named(template)} was taken"
    _write(
        base,
        folder,
        document,
        parts,
        (taken_from(template, ids=ids),),
        {template.about["id"]: template},
        what,
        rehearse,
    )
    click.echo(f"{what}. It is the beginning of a hub of your own in {folder.name}/.")
    say_ids(ids)


def _take_beside(template: Template, folder: Path, instead: bool, rehearse: Rehearse) -> None:
    hub = _hub(folder)
    known = next((one for one in hub.taken if continues(one, template)), None)
    if known is not None:
        if known.content == template.about["content"]:
            click.echo("This hub has taken that template already: nothing to do.")
            return
        raise Said("This hub took an earlier version of that template. Use `hubwright template upgrade`.")
    made = take_parts(template, ours=hub.parts, published=hub.published, instead=instead)
    taken = (*hub.taken, taken_from(template, ids=made.ids))
    what = f"{_named(template)} was taken"
    packs = {template.about["id"]: template}
    _write(hub.base, folder, {**hub.document, **made.parts.hub}, made.parts, taken, packs, what, rehearse, hub)
    tell(made)
    click.echo(f"{what}.")
    say_ids(made.ids)


def upgrade_folder(
    folder: Path, file: Path, *, answers: Sequence[str], answers_file: Path | None, rehearse: Rehearse, look: bool
) -> None:
    """Take a template's later version into the folder of a hub that took an earlier one.

    Raises:
        Asked: with every question that is open.
        Said: why nothing was written.
    """
    template, hub = template_in(file), _hub(folder.absolute())
    known, origin = _origin_of(hub, template)
    if known.content == template.about["content"] and not known.later:
        click.echo("The hub has this version already: nothing to do.")
        return
    made = upgrade(sides_of(hub, known, origin, template), answers_in(answers, answers_file))
    tell(made)
    ask_what_is_open(made)
    if look:
        click.echo("Nothing was written: this was only a look.")
        return
    now = taken_from(template, ids=made.ids, later=made.later)
    # What it was chosen from a hub may have changed; what it is here has not.
    taken = tuple(now if one is known else one for one in hub.taken)
    what = f"{_named(template)} was taken over {known.id} version {known.version}"
    document = {**hub.document, **made.parts.hub}
    packs: dict[str, Template | None] = {known.id: None, template.about["id"]: template}
    _write(hub.base, hub.folder, document, made.parts, taken, packs, what, rehearse, hub)
    click.echo(f"{what}. `hubwright template undo` brings back what was.")


def sides_of(hub: HubFolder, known: Taken, origin: Template, template: Template) -> Sides:
    """The three versions of an upgrade, where the hub lies in a folder."""
    ours = hub.parts
    if not known.whole:
        # What was taken by itself need not be used by a door yet; it is ours all the same.
        there = with_ids(origin.parts, known.ids)
        forms, workflows = (
            {use: one for use, one in hub.published[kind].items() if use in theirs}
            for kind, theirs in (("forms", there.forms), ("workflows", there.workflows))
        )
        ours = replace(ours, forms={**forms, **ours.forms}, workflows={**workflows, **ours.workflows})
    return Sides(
        origin=origin.parts,
        ours=ours,
        theirs=template.parts,
        name=str(template.about["name"]["en"]),
        prefix=template.about["id"],
        ids=known.ids,
        later=known.later,
        whole=known.whole,
        published=hub.published,
    )


def answers_in(given: Sequence[str], file: Path | None) -> dict[str, str]:
    """The answers of the command line and of a file, `{"question": "answer"}`; the command line goes first."""
    answers: dict[str, str] = {}
    if file is not None:
        document = _json(file)
        if not isinstance(document, dict) or not all(isinstance(one, str) for one in document.values()):
            raise Misused('The answers are an object: {"question": "ours"}.')
        answers |= document
    for one in given:
        question, equals, answer = one.rpartition("=")
        if not equals or not question:
            raise Misused("An answer is QUESTION=ANSWER, as clocks/first-look/amount=ours.")
        answers[question] = answer
    return answers


def ask_what_is_open(made: Upgrade) -> None:
    """Say every question at once.

    Raises:
        Asked: there is one.
    """
    if not made.questions:
        return
    for question in made.questions:
        click.echo(f"\n? {question.sentence}\n  {question.id}")
        for answer, does in question.choices.items():
            click.echo(f"    {answer}: {does}")
    count = len(made.questions)
    raise Asked(
        f"\nNothing was changed: {'one question is' if count == 1 else f'{count} questions are'} open."
        " Answer with --answer QUESTION=ANSWER, or all in a file with --answers FILE."
    )


def tell(made: Upgrade) -> None:
    """Say what becomes different, what went and what stayed."""
    for sentence in (*made.changes, *made.told):
        click.echo(f"- {sentence}")


def say_ids(ids: Any) -> None:
    """Say what goes by another id here than in the template."""
    for (_, id), other in sorted(ids.items()):
        click.echo(f"{id} is called {other} here, because something else has its id.")


def _named(template: Template) -> str:
    return f"{template.about['name']['en']}, version {template.about['version']},"


def _hub(folder: Path) -> HubFolder:
    hub, problems = read_hub_folder(folder)
    if hub is None:
        said_problems(problems)
        raise Said("Nothing was changed: mend what is wrong with this hub first.")
    return hub


def _origin_of(hub: HubFolder, template: Template) -> tuple[Taken, Template]:
    known = next((one for one in hub.taken if continues(one, template)), None)
    if known is None:
        older = [one for one in hub.taken if one.id == template.about["id"]]
        raise Said(
            f"The hub has version {older[0].version} of this template already; this is an earlier one."
            if older
            else "This hub was not made from that template. `hubwright template take` begins with it."
        )
    origin, problems = template_of(hub.folder, known)
    if origin is None:
        said_problems(problems)
        raise Said("Nothing was changed: without the template as it was taken, nobody can tell what you changed.")
    return known, origin


def _write(
    base: Path,
    folder: Path,
    document: Mapping[str, Any],
    parts: Parts,
    taken: tuple[Taken, ...],
    packs: Mapping[str, Template | None],
    what: str,
    rehearse: Rehearse,
    before: HubFolder | None = None,
) -> None:
    """Write a hub's folder, if what it would be holds together and its scenarios come out."""
    files = hub_files(base, folder, document, parts, taken, packs, before)

    def check(ready: Path) -> None:
        found, problems = read_hub_folder(ready, library=[base])
        if found is None:
            said_problems(_in_place(one, ready) for one in problems)
            raise Said("Nothing was written: the hub would not hold together like this.")
        failed = rehearse(found)
        if failed:
            for sentence in failed:
                click.echo(sentence, err=True)
            raise Said("Nothing was written: a scenario does not come out as it says. Mend the hub or the scenario.")
        for problem in found.to_do:
            click.echo(f"still to do here: {_in_place(problem, ready)}")

    apply(FolderChange(base, folder, files, what), check)


def _in_place(problem: Problem, ready: Path) -> Problem:
    """A problem of the folder as it would be, called by the name the file will have."""
    return replace(problem, file=problem.file.replace(f"{ready.parent.name}/", ""))


def _json(path: Path) -> Any:
    try:
        return json.loads(path.read_text("utf-8"))
    except ValueError:
        raise Misused(f"{path.name} is not JSON.") from None
