"""What the people of a hub do, act by act."""

from __future__ import annotations

import re
import time

from playwright.sync_api import Locator, expect

from tests.journeys.conftest import Running
from tests.journeys.walking import Walk

_PATIENCE = 60.0  # seconds: the background work takes a turn every five


def signs_in(walk: Walk, person: str) -> None:
    """With address and password, to where their day begins."""
    walk.goes("sign-in")
    gives_a_password(walk, person)


def gives_a_password(walk: Walk, person: str) -> None:
    """On the sign-in page, wherever it leads."""
    walk.writes("E-mail address", walk.hub.people[person])
    walk.writes("Password", walk.hub.password_of(person))
    walk.presses("Sign in")


def letter(hub: Running, address: str, subject: str) -> tuple[str, str]:
    """Wait for a message to this address whose subject says this: its subject and its words."""
    _, title, words = first_letter(hub, (address,), subject)
    return title, words


def first_letter(hub: Running, addresses: tuple[str, ...], subject: str) -> tuple[str, str, str]:
    """Wait for a message to one of these: to whom it went, its subject and its words."""
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end:
        for address, title, words in hub.post.messages:
            if address in addresses and subject in title:
                return address, title, words
        time.sleep(0.1)
    raise AssertionError((addresses, subject, hub.post.messages))


def link_in(words: str) -> str:
    """The one address in a message."""
    (found,) = re.findall(r"https?://\S+", words)
    return str(found)


def row_of(walk: Walk, words: str) -> Locator:
    """The row of the queue or of a list with these words in it."""
    return walk.page.get_by_role("row").filter(has_text=words)


def opens_the_case(walk: Walk, words: str, view: str = "open") -> str:
    """From the queue to the case in whose row these words stand; its reference."""
    walk.goes(f"queue?view={view}")
    row = row_of(walk, words)
    reference = row.locator(".hw-reference").inner_text().strip()
    walk.follows("", within=row)
    return reference


def reads_it(walk: Walk) -> None:
    """Say that the contact has been read."""
    walk.presses("I have read this")
    walk.presses("I have read this")


def rates(walk: Walk, tier: str, reason: str = "") -> None:
    """Rate the case that is open."""
    walk.presses("Rate")
    walk.chooses("How urgent is this?", tier)
    if reason:
        walk.writes("Why?", reason)
    walk.presses("Record the rating")


def asks_the_agencies(walk: Walk, shared: str = "") -> None:
    """Send the checks that the rating names."""
    walk.presses("Ask agencies")
    if shared:
        walk.writes("What do they need to know to answer?", shared)
    walk.presses("Ask these agencies")


def answers(walk: Walk, answer: str, *, shared: str = "") -> None:
    """An agency answers the question whose page is open."""
    walk.chooses("Your agency's answer", answer)
    if shared:
        walk.writes("What your agency shares", shared)
    walk.presses("Send answer")


HOUSEHOLD = "Do other children or adults live there?"


def decides(
    walk: Walk, person: str | None, route: str, why: str, *, advice: str = "", without: str = "", rating: str = ""
) -> None:
    """Record a decision for one person of the case that is open, or for the one who stands first.

    Where it has not been said who else lives there, that is answered too: it is not known.
    """
    walk.presses("Record the decision")
    if person is not None:
        walk.chooses("For whom?", person)
    if rating:
        walk.chooses("How urgent is this?", rating)
    if walk.page.get_by_role("group", name=HOUSEHOLD).count():
        walk.chooses(HOUSEHOLD, "It is not known")
    walk.chooses("What happens next for them?", route)
    walk.writes("Why?", why)
    for question, words in (
        ("Advice or signposting given", advice),
        ("Why this cannot wait for every answer", without),
    ):
        if words:
            walk.writes(question, words)
    walk.presses("Record the decision")


def outcomes_offered(walk: Walk) -> list[str]:
    """What may happen next for somebody of the case that is open."""
    walk.presses("Record the decision")
    offered = walk.page.get_by_role("group", name="What happens next for them?").locator(".govuk-radios__label")
    names = [words.strip() for words in offered.all_inner_texts()]
    walk.follows("Back to the case")
    return names


def records_their_answer(walk: Walk, person: str, answer: str, by: str) -> None:
    """What the receiving service said about one person."""
    walk.presses("Record what the receiving service said")
    walk.chooses("About whom?", person)
    walk.chooses("What did they say?", answer)
    walk.writes("Who said so?", by)
    walk.presses("Record their answer")


def tells_the_referrer(walk: Walk, words: str, how: str = "By e-mail, with a link") -> None:
    """Tell the referrer what became of it."""
    walk.presses("Tell the referrer")
    says_it(walk, words, how)


def says_it(walk: Walk, words: str, how: str = "By e-mail, with a link") -> None:
    """On the page that tells the referrer: how, and what."""
    walk.chooses("How?", how)
    walk.writes("What was said, or why they are not told", words)
    walk.presses("Record this")


def closes(walk: Walk, reason: str) -> None:
    """Close the case that is open."""
    walk.presses("Close the case")
    walk.writes("Why?", reason)
    walk.presses("Close the case")


def takes_the_file(walk: Walk) -> bytes:
    """Stay on the page that shows how far a document is, until there is a file; then take it."""
    button = walk.page.get_by_role("link", name="Take the PDF file").or_(
        walk.page.get_by_role("button", name="Take the PDF file")
    )
    expect(button.or_(walk.page.get_by_role("alert")).first).to_be_visible(timeout=_PATIENCE * 1000)
    assert button.count(), walk.text
    answer = walk.page.request.get(f"{walk.hub.base}{button.first.get_attribute('href')}")
    assert answer.headers["content-type"] == "application/pdf"
    return answer.body()


def signs_out(walk: Walk) -> None:
    """Leave nothing in the browser."""
    walk.presses("Sign out")
