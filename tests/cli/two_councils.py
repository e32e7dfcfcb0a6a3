"""Two councils with one folder of definitions, and what each does to its hub, for the tests of templates."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from click.testing import Result

from tests.cli.conftest import Terminal

ROOT = Path(__file__).parents[2]
QUESTION = "clocks/amber-decision/amount"
Change = Callable[[dict[str, Any]], None]


class Area:
    """Two councils with one folder of definitions, a terminal, and the packs that pass between them."""

    def __init__(self, folder: Path, terminal: Terminal) -> None:
        self.folder, self.terminal = folder, terminal
        for root in ("form_definitions", "workflow_definitions"):
            shutil.copytree(ROOT / root, folder / root)
        (folder / "tenant_configs" / "sandwell").mkdir(parents=True)
        shutil.copy(ROOT / "tenant_configs" / "sandwell" / "hub.json", folder / "tenant_configs" / "sandwell")
        shutil.copy(ROOT / "LICENSE", folder / "LICENCE")
        self.sandwell = folder / "tenant_configs" / "sandwell"
        self.merton = folder / "tenant_configs" / "merton"

    def run(self, *words: Any, code: int = 0) -> Result:
        result = self.terminal.run(*words)
        assert result.exit_code == code, result.output
        return result

    def pack(self, version: int) -> Path:
        made = self.folder / f"sandwell-{version}.template"
        after = ["--after", self.folder / f"sandwell-{version - 1}.template"] if version > 1 else []
        self.run("template", "pack", self.sandwell, "-o", made, *after)
        return made

    def take(self, pack: Path) -> None:
        local = self.folder / "local.json"
        document = json.loads((self.sandwell / "hub.json").read_bytes())["local"]
        local.write_text(json.dumps({**document, "areas": {"en": "Merton"}}))
        self.run("template", "take", pack, "--into", self.merton, "--name", "Merton hub", "--local", local)

    def upgrade(self, pack: Path, *answers: str, code: int = 0) -> str:
        given = [word for one in answers for word in ("--answer", one)]
        return str(self.run("template", "upgrade", self.merton, pack, *given, code=code).output)


def changed(folder: Path, change: Change) -> None:
    path = folder / "hub.json"
    document = json.loads(path.read_bytes())
    change(document["shareable"])
    path.write_text(json.dumps(document))


def one(elements: list[dict[str, Any]], id: str) -> dict[str, Any]:
    return next(element for element in elements if element["id"] == id)


def shareable(folder: Path) -> dict[str, Any]:
    part: dict[str, Any] = json.loads((folder / "hub.json").read_bytes())["shareable"]
    return part


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def tell(folder: Path, id: str, due: str) -> None:
    """A scenario of this hub: a referral is rated red on a Friday evening, and its decision is due."""
    answers = {
        "children": [{"child-born": {"year": 2015}, "child-name": "Kim Example"}],
        "danger-now": "no",
        "what": "Kim came with a bruise and did not want to go home.",
    }
    manager = {"agency": "social-work", "id": "manager", "qualifications": ["social_worker"], "role": "team-manager"}
    red = {"pathway": "child", "reason": "A child may be hurt tonight.", "tier": "red"}
    scenario = {
        "$schema": "https://hubwright.example/schemas/scenario.v1.json",
        "schema_version": 1,
        "id": id,
        "hub": folder.name,
        "name": "A red referral on a Friday evening",
        "begins": "2026-05-22T16:50",
        "posts": [manager],
        "steps": [
            {"do": "arrives", "says": "A teacher writes.", "with": {"answers": answers, "door": "for-professionals"}},
            {
                "after": {"minutes": 10},
                "by": "manager",
                "do": "rate",
                "says": "It is red.",
                "with": red,
                "then": {"clocks": {"decision:child": {"due": due, "state": "running"}}},
            },
        ],
    }
    (folder / "scenarios").mkdir(exist_ok=True)
    (folder / "scenarios" / f"{id}.json").write_text(json.dumps(scenario))


def four_words_and_a_clock(hub: dict[str, Any]) -> None:
    one(hub["routes"], "to-early-help")["name"]["en"] = "Early Help in Merton"
    one(hub["scales"][0]["tiers"], "red")["means"]["en"] = "Somebody goes there now."
    one(hub["agencies"], "police")["name"]["en"] = "Metropolitan Police"
    hub["words"] = {"forms": {"child-referral": {"name": {"en": "Tell Merton about a child"}}}}
    one(hub["clocks"], "amber-decision")["amount"] = 20
    door = one(hub["doors"], "for-professionals")
    reads = {"Subject": "subject.name", "Circumstances": "concern.what"}
    hub["doors"].append({**door, "id": "by-file", "who": "import", "reads": reads})


def a_better_form(area: Area) -> None:
    form = json.loads((area.folder / "form_definitions" / "child-referral" / "v2.json").read_bytes())
    form["version"] = 3
    form["pages"][0]["title"]["en"] = "Who are you worried about?"
    (area.folder / "form_definitions" / "child-referral" / "v3.json").write_text(json.dumps(form))

    def change(hub: dict[str, Any]) -> None:
        one(hub["doors"], "for-professionals")["form"]["version"] = 3
        one(hub["clocks"], "amber-decision")["amount"] = 16
        one(hub["clocks"], "feedback")["amount"] = 2

    changed(area.sandwell, change)
