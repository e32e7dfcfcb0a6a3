"""A hub's folder changes whole or not at all, whatever happens between."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from hubwright.domain.errors import Refusal
from hubwright.loading import folder_change
from hubwright.loading.folder_change import FolderChange, apply, undo


class Stopped(Exception):
    """Something that nobody foresaw."""


@pytest.fixture
def base(tmp_path: Path) -> Path:
    (tmp_path / "form_definitions").mkdir()
    own = tmp_path / "tenant_configs" / "merton"
    own.mkdir(parents=True)
    (own / "hub.json").write_text("{ }")
    (own / "notes.txt").write_bytes(b"\x00ours")
    return tmp_path


def change(base: Path, **files: bytes | None) -> FolderChange:
    own = "tenant_configs/merton"
    there = {f"{own}/{name.replace('__', '.')}": content for name, content in files.items()}
    return FolderChange(
        base, base / own, {**there, "form_definitions/new/v1.json": b'{"id": "new"}'}, "Something was taken"
    )


def everything(base: Path) -> dict[str, bytes]:
    return {path.relative_to(base).as_posix(): path.read_bytes() for path in base.rglob("*") if path.is_file()}


def test_what_stops_the_check_leaves_everything_as_it_was(base: Path) -> None:
    before = everything(base)

    def stop(ready: Path) -> None:
        assert (ready / "hub.json").read_bytes() == b"new"
        assert (ready / "notes.txt").read_bytes() == b"\x00ours"
        raise Stopped

    with pytest.raises(Stopped):
        apply(change(base, hub__json=b"new"), stop)
    assert everything(base) == before


@pytest.mark.parametrize("step", [1, 2, 3])
def test_a_disk_that_gives_up_between_leaves_everything_as_it_was(
    base: Path, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    before = everything(base)
    true_rename, count = Path.rename, 0

    def rename(self: Path, target: Path) -> Path:
        nonlocal count
        count += 1
        if count == step:
            raise OSError("No space left on the device")
        return true_rename(self, target)

    monkeypatch.setattr(Path, "rename", rename)
    if step <= 2:
        with pytest.raises(OSError, match="No space"):
            apply(change(base, hub__json=b"new"))
        monkeypatch.undo()
        assert everything(base) == before
    else:
        apply(change(base, hub__json=b"new"))
        assert (base / "tenant_configs/merton/hub.json").read_bytes() == b"new"
    assert not list((base / "tenant_configs").glob(".template-*"))


def test_a_published_document_is_never_written_over(base: Path) -> None:
    (base / "form_definitions" / "new").mkdir()
    (base / "form_definitions" / "new" / "v1.json").write_bytes(b"other")
    before = everything(base)
    with pytest.raises(Refusal, match="written over"):
        apply(change(base, hub__json=b"new"))
    assert everything(base) == before


def test_undo_brings_back_every_byte_and_takes_away_what_came(base: Path) -> None:
    before = everything(base)
    apply(change(base, hub__json=b"new", notes__txt=None, more__json=b"more"))
    assert (base / "form_definitions" / "new" / "v1.json").exists()
    assert undo(base / "tenant_configs" / "merton", base) == "Something was taken"
    assert everything(base) == before
    assert sorted(path.name for path in (base / "form_definitions").iterdir()) == []


def test_undo_leaves_a_shared_document_that_another_hub_names_by_now(base: Path) -> None:
    apply(change(base, hub__json=b"new"))
    other = base / "tenant_configs" / "kent"
    other.mkdir()
    (other / "hub.json").write_text('{"form": {"id": "new",\n  "version": 1}}')
    undo(base / "tenant_configs" / "merton", base)
    assert (base / "form_definitions" / "new" / "v1.json").exists()


def test_an_undo_that_somebody_has_tampered_with_is_refused(base: Path) -> None:
    apply(change(base, hub__json=b"new"))
    kept = base / "tenant_configs" / "merton" / "origin" / "undo-1.zip"
    with zipfile.ZipFile(kept) as pack:
        listed = pack.read("list.json")
    with zipfile.ZipFile(kept, "w") as pack:
        pack.writestr("list.json", listed.replace(b"tenant_configs/merton/hub.json", b"tenant_configs/../../hub.json"))
    with pytest.raises(Refusal, match="leads out"):
        undo(base / "tenant_configs" / "merton", base)
    kept.write_bytes(b"nothing")
    with pytest.raises(Refusal, match="cannot be read"):
        undo(base / "tenant_configs" / "merton", base)
    assert (base / "tenant_configs" / "merton" / "hub.json").read_bytes() == b"new"


def test_a_room_left_behind_by_a_machine_that_died_is_no_hub(base: Path) -> None:
    with folder_change.prepared(change(base, hub__json=b"new")) as ready:
        assert ready.parent.name.startswith(".template-")
