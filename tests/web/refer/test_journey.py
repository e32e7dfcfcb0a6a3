"""From the hub's first page to Sent."""

from __future__ import annotations

from tests.web.conftest import soup
from tests.web.refer.conftest import Referrer


def test_three_questions_are_enough_to_send(referrer: Referrer) -> None:
    referrer.begin()
    assert "Who is it about?" in soup(referrer.last).h1.text
    assert "Not sent yet" in referrer.last.text
    assert "Send what I have now" not in referrer.last.text
    referrer.enough()
    assert "Send what I have now" in referrer.last.text
    reference = referrer.sent()
    (contact,) = referrer.contacts()
    assert contact.ref == reference
    assert contact.what == "A bruise on the arm.\nSeen today."
    assert contact.referrer["email"] == "jo@school.example"
    assert not contact.danger
    assert soup(referrer.last).h1.text.strip() == "Sent"
