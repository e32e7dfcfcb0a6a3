"""Text messages into a folder: for the demonstration, with the same refusals as a real way out."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hubwright.domain.cases.addressing import mobile
from hubwright.domain.errors import MailFailed
from hubwright.notices import BadMailUrl, FolderTexts, texts_from_url


def now() -> datetime:
    return datetime(2026, 11, 24, tzinfo=UTC)


def test_a_text_is_a_file_with_its_number_first(tmp_path: Path) -> None:
    texts = texts_from_url(f"folder:{tmp_path / 'texts'}", now=now)
    texts.send(to="07700 900123", body="There is news.", message_id="m-1")
    texts.send(to="07700 900123", body="There is news.", message_id="m-1")
    (file,) = (tmp_path / "texts").iterdir()
    assert file.read_text("utf-8") == "+447700900123\n\nThere is news.\n"


@pytest.mark.parametrize(("to", "body"), [("01632 960001", "x"), ("07700 900123", " "), ("07700 900123", "x" * 481)])
def test_what_no_text_message_can_be_is_refused_for_good(tmp_path: Path, to: str, body: str) -> None:
    with pytest.raises(MailFailed) as caught:
        FolderTexts(tmp_path).send(to=to, body=body, message_id="m")
    assert caught.value.permanent


def test_a_url_without_a_folder_is_none() -> None:
    with pytest.raises(BadMailUrl):
        texts_from_url("folder:", now=now)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("07700 900123", "+447700900123"),
        ("+44 7700 900123", "+447700900123"),
        ("0044 (0)7700-900123", "+447700900123"),
        ("01632 960001", None),
        ("07700 90012", None),
        ("", None),
    ],
)
def test_a_mobile_number_is_known_however_it_is_written(typed: str, found: str | None) -> None:
    assert mobile(typed) == found
