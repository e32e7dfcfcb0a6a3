"""Messages that came back: reports as mail servers write them, and what is none of them."""

from __future__ import annotations

from email.message import EmailMessage
from pathlib import Path

import pytest
from hubwright.notices import BounceFolder

REPORT = """\
From: MAILER-DAEMON@council.example
To: hub@oakfield.example
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b1"

--b1
Content-Type: text/plain

I could not deliver your message to gone@school.example.

--b1
Content-Type: message/delivery-status

Reporting-MTA: dns; council.example

Final-Recipient: rfc822; gone@school.example
Action: {action}
Status: {status}
Diagnostic-Code: smtp; 550 gone@school.example unknown

--b1
Content-Type: {copy}

Message-ID: <{id}@oakfield.example>
From: hub@oakfield.example
To: gone@school.example
Subject: News

--b1--
"""


def report(*, id: str = "job-1", action: str = "failed", status: str = "5.1.1", copy: str = "message/rfc822") -> str:
    return REPORT.format(id=id, action=action, status=status, copy=copy)


@pytest.mark.parametrize("copy", ["message/rfc822", "text/rfc822-headers"])
def test_a_report_says_which_message_came_back_and_that_it_is_for_good(tmp_path: Path, copy: str) -> None:
    (tmp_path / "1.eml").write_text(report(copy=copy))
    (bounce,) = BounceFolder(tmp_path).look()
    assert (bounce.message, bounce.permanent) == ("job-1", True)


def test_a_full_mailbox_came_back_too_but_not_for_good(tmp_path: Path) -> None:
    (tmp_path / "1.eml").write_text(report(status="4.2.2"))
    (bounce,) = BounceFolder(tmp_path).look()
    assert not bounce.permanent


def test_a_report_that_was_seen_to_is_removed_and_never_kept(tmp_path: Path) -> None:
    (tmp_path / "1.eml").write_text(report())
    folder = BounceFolder(tmp_path)
    for bounce in folder.look():
        folder.done(bounce)
    assert list(tmp_path.rglob("*.eml")) == []


def test_a_maildir_is_read_in_its_new_and_cur(tmp_path: Path) -> None:
    for part in ("new", "cur", "tmp"):
        (tmp_path / part).mkdir()
        (tmp_path / part / f"1.{part}").write_text(report(id=part))
    assert {one.message for one in BounceFolder(tmp_path).look()} == {"new", "cur"}


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x00\xff\xfe not mail at all",
        report(action="delayed").encode(),
        report(id="two words").encode(),
        b"Content-Type: multipart/report; boundary=b\n\n--b\nContent-Type: message/delivery-status\n\nAction: failed\n",
    ],
)
def test_what_is_no_report_of_a_failure_is_set_aside_for_a_person(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "1.eml").write_bytes(content)
    assert list(BounceFolder(tmp_path).look()) == []
    assert (tmp_path / "not-understood" / "1.eml").read_bytes() == content
    assert list(BounceFolder(tmp_path).look()) == [], "and it is not read again"


def test_an_automatic_reply_is_no_bounce(tmp_path: Path) -> None:
    reply = EmailMessage()
    reply["In-Reply-To"] = "<job-1@oakfield.example>"
    reply.set_content("I am away until Monday.")
    (tmp_path / "1.eml").write_bytes(reply.as_bytes())
    assert list(BounceFolder(tmp_path).look()) == []


def test_a_folder_that_is_not_there_holds_nothing(tmp_path: Path) -> None:
    assert list(BounceFolder(tmp_path / "none").look()) == []
