"""What a referrer does, act by act."""

from __future__ import annotations

from tests.journeys.walking import Walk

NAMES = ("Mia Example", "Leo Example", "Tara Teacher")
FAMILY = "tara.teacher@school.example"
WORRY = "A bruise on the arm, the shape of a hand. She went quiet when asked."


def opens_the_door(walk: Walk, door: str) -> None:
    """From the hub's own page through a door to the first question."""
    walk.goes()
    walk.follows(door)
    walk.sees("999")
    walk.presses("Start")
    assert "Not sent yet" in walk.text


def names_a_child(walk: Walk, name: str, *, year: str = "") -> None:
    """Add a child, with a year of birth where one is known."""
    walk.presses("Add another child" if "Add another child" in walk.text else "Add child")
    walk.writes("Name", name)
    walk.chooses("Is this a baby who is not yet born?", "No")
    _born(walk, year)


def names_an_adult(walk: Walk, name: str, *, year: str = "") -> None:
    """Add an adult, likewise."""
    walk.presses("Add another adult" if "Add another adult" in walk.text else "Add adult")
    walk.writes("Name", name)
    _born(walk, year)


def _born(walk: Walk, year: str) -> None:
    if year:
        walk.writes_date("Date of birth", year=year)
    else:
        walk.does_not_know("Date of birth")
    walk.presses("Continue")


def names_an_unborn_baby(walk: Walk, *, month: str, year: str) -> None:
    """Add a baby who has no name yet."""
    walk.presses("Add another child")
    walk.does_not_know("Name")
    walk.chooses("Is this a baby who is not yet born?", "Yes")
    walk.writes_date("When is the baby due?", month=month, year=year)
    walk.presses("Continue")


def says_what_worries(walk: Walk, words: str = WORRY, *, danger: str = "No") -> None:
    """What worries them, and whether anyone is in danger now."""
    walk.chooses("in danger right now?", danger)
    walk.writes("What are you worried about?", words)
    walk.presses("Continue")


def says_how_to_reach(walk: Walk, address: str = FAMILY) -> None:
    """How to reach them: by e-mail, which is safe."""
    walk.chooses("How can we reach you?", "By e-mail")
    walk.writes("What is the e-mail address?", address)
    walk.chooses("Is it safe to write to this address?", "Yes")
    walk.writes("Your name", NAMES[2])


def keeps_it_for_later(walk: Walk) -> tuple[str, str]:
    """Save and come back later: the link and the code."""
    walk.presses("Save and come back later")
    walk.sees("It is not sent yet")
    link = walk.page.locator("dd a.hw-break").inner_text().strip()
    return link, walk.page.locator(".hw-code").inner_text().strip()


def comes_back(walk: Walk, link: str, code: str) -> None:
    """In another browser, with the link and the code."""
    walk.follows_url(link)
    walk.writes("Your code", code)
    walk.presses("Go on")


def continues_to(walk: Walk, heading: str) -> None:
    """Press Continue until a page with this heading comes; what is asked once more is passed over."""
    for _ in range(30):
        if walk.page.locator("h1").inner_text() == heading:
            return
        walk.presses("Continue")
    raise AssertionError((heading, walk.page.url))


def sent(walk: Walk) -> tuple[str, str]:
    """The reference and the code from the page that says Sent."""
    assert walk.page.locator(".govuk-panel__title").inner_text().strip() == "Sent"
    reference = walk.page.locator(".govuk-panel strong").inner_text().strip()
    return reference, walk.page.locator(".hw-code").inner_text().strip()


def asks_what_became_of_it(walk: Walk, reference: str, code: str) -> None:
    """With the reference and the code, from the hub's own page."""
    walk.goes()
    walk.follows("See what became of what you sent")
    walk.writes("Your reference", reference)
    walk.writes("Your code", code)
    walk.presses("Show what became of it")


def adds(walk: Walk, words: str) -> None:
    """A few more words, on the page that says what became of it."""
    walk.writes("Add something", words)
    walk.presses("Send what I have added")


def sends_what_there_is(walk: Walk, words: str = WORRY, *, danger: str = "No") -> tuple[str, str]:
    """After the people are named: two more questions, and *Send what I have now*; the reference and the code."""
    walk.presses("Continue")
    says_what_worries(walk, words, danger=danger)
    says_how_to_reach(walk)
    walk.presses("Continue")
    walk.presses("Send what I have now")
    return sent(walk)


def refers_a_child(walk: Walk, name: str, words: str = WORRY, *, danger: str = "No") -> tuple[str, str]:
    """The short way through the door for people who work with children."""
    opens_the_door(walk, "I work with children")
    names_a_child(walk, name, year="2019")
    return sends_what_there_is(walk, words, danger=danger)


def refers_another(walk: Walk, name: str, words: str) -> tuple[str, str]:
    """A second child from the same browser, which still holds what was sent before."""
    walk.page.context.clear_cookies()
    return refers_a_child(walk, name, words)
