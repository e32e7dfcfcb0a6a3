"""A father asks for the record about his daughter, and must not learn where she and her mother are."""

from __future__ import annotations

from pathlib import Path
from uuid import uuid4

import pytest
from hubwright.actions.meetings import act_on_meeting, call_meeting
from hubwright.domain.cases.commands import Decide, Note, Rate, Read, Subject
from hubwright.domain.cases.entries import Actor
from hubwright.domain.cases.topics.items import RecordItem
from hubwright.domain.cases.topics.minuting import WriteLine
from hubwright.domain.cases.topics.recording import AmendRecord, CheckRecord, DraftRecord, SealRecord
from hubwright.domain.meetings.commands import Call, End
from hubwright.testing.platform import seat
from playwright.sync_api import Browser, Locator

from tests.databases import Database
from tests.documents.test_redacted import holds, places
from tests.journeys import deeds, people
from tests.journeys.conftest import Running, running
from tests.journeys.walking import Walk, somebody

pytestmark = pytest.mark.journey

STREET, POSTCODE, PARK = "14 Zebrafinch Row", "ZZ99 3VZ", "Larkspur Park"
HOME = {"kind": "uk", "lines": [STREET], "town": "Bury", "postcode": POSTCODE, "protected": True}
MIA = Subject("", "Mia Example", born={"year": 2019}, address=HOME)
MOTHER = Subject("", "Una Sheltered", born={"year": 1990}, role="mother", address=HOME)
FATHER = Subject("", "Fred Example", born={"year": 1988}, role="father")
SECRETS = ("Zebrafinch", POSTCODE, "ZZ993VZ", "Tara", "Teacher")
SECOND = Actor(
    "u-lee", "Lee Looktwice", "childrens-services", frozenset({"team-manager"}), frozenset({"social_worker"})
)
MINUTES = (
    ("information", "p1", "health", f"Seen at home, {STREET}, {POSTCODE}."),
    ("information", "p1", "childrens-services", f"She likes school. Tara Teacher saw her fetched to {PARK}."),
    ("risk", "p1", "", "He asks her friends for the number of Zebrafinch Row, number fourteen."),
    ("views", "p1", "", f"\N{LEFT DOUBLE QUOTATION MARK}We play in {PARK}.\N{RIGHT DOUBLE QUOTATION MARK}"),
    ("safety", "p1", "", f"Nobody gives out {POSTCODE.replace(' ', '')}. Una Sheltered rings the police."),
    ("told", "", "", "The nurse tells Una Sheltered, who is with Mia."),
)


def sealed(hub: Running) -> str:
    """A case with the address in a piece of information, a note, the minutes and the sealed record of a meeting."""
    case = deeds.arrives(hub, MIA, MOTHER, FATHER, what=f"She left him and moved to {STREET}, {POSTCODE}, with Mia.")
    deeds.does(
        hub,
        "sam",
        case,
        Read(),
        Rate("child", "red"),
        Note(f"They are at 14, {POSTCODE}; Tara Teacher drove them."),
        RecordItem("child", "police", "PC Example", f"He was seen in {STREET} twice."),
    )
    house, morgan = hub.hubwright.house, deeds.actor(hub, "morgan")
    call = Call("strategy", cases=(case,), chair=morgan.id)
    meeting = call_meeting(house, hub=hub.hub, actor=morgan, deed=uuid4().hex, command=call).result["meeting"]
    for part, subject, agency, text in MINUTES:
        line = ".".join(one for one in (part, subject, agency) if one)
        deeds.does(hub, "toni", case, WriteLine(meeting, line, part, text, subject, agency))
    decision = Decide(
        "p1", "child", "section-47", f"He may come to {STREET}.",
        reason_without="It cannot wait.", household="not_known", meeting=meeting,
    )  # fmt: skip
    deeds.does(hub, "morgan", case, decision)
    act_on_meeting(house, hub=hub.hub, actor=morgan, deed=uuid4().hex, meeting=meeting, command=End())
    deeds.does(hub, "toni", case, DraftRecord(meeting, ("p1",), referral=f"They moved to {STREET}."))
    deeds.does(hub, "morgan", case, CheckRecord("r1", right=True), SealRecord("r1", "The rest is being found out."))
    return case


def choice(walk: Walk, words: str) -> Locator:
    """What is asked about one proposal."""
    return walk.page.locator(".hw-copy-choice").filter(has=walk.page.get_by_role("heading", name=words, exact=True))


def prints(walk: Walk, case: str, kind: str, of: str, name: str) -> bytes:
    """Have one document of the case made, for one named reader."""
    walk.goes(f"cases/{case}/documents")
    walk.chooses("Which document?", kind)
    walk.picks("Which record or copy, where it is one?", of)
    walk.writes("Whom is it for?", name)
    walk.chooses("Are they of the hub?", "Somebody of the hub")
    walk.presses("Make it")
    return people.takes_the_file(walk)


def adds(walk: Walk, words: str, reason: str, why: str) -> None:
    """Leave out words that nobody proposed."""
    walk.writes("Words to leave out everywhere", words)
    walk.picks("Reason for what you add", reason)
    walk.writes("Anything to say about why?", why)
    walk.presses("Keep these decisions")


def begins(walk: Walk, case: str) -> str:
    """A copy for him is begun; the address of its page. What he may not have is proposed."""
    walk.goes(f"cases/{case}/copies")
    walk.writes("Who gets it?", "Mr Fred Example")
    walk.chooses("What are they?", "A parent, who asks for themselves or a child")
    walk.picks("Are they a person of this case? Leave it empty for nobody.", "Fred Example")
    walk.chooses("Whose information do they ask for beside their own?", "Mia Example")
    walk.presses("Begin the copy")
    walk.sees("A protected address may stand here", "It may say who told the hub", "It is about somebody else")
    return walk.page.url


def test_a_copy_that_is_made_holds_no_protected_address(
    browser: Browser, postgresql_database: Database, tmp_path: Path
) -> None:
    with running(postgresql_database, tmp_path, "bury") as hub:
        case = sealed(hub)
        seat(hub.hubwright, hub.hub, SECOND)
        hub.people["lee"] = f"{SECOND.id}@{hub.hub}.example"
        with somebody(browser, hub, "morgan") as morgan, somebody(browser, hub, "lee") as lee:
            people.signs_in(morgan, "morgan")
            copy = begins(morgan, case).removeprefix(hub.url())
            adds(morgan, PARK, "It could cause serious harm to somebody", "It is two streets from where they live.")
            morgan.presses("Send it to a second person to check")
            people.signs_in(lee, "lee")
            lee.goes(copy)
            lee.chooses("You have read both. Is the copy right?", "It is right")
            lee.presses("Record what you found")
            morgan.goes(copy)
            morgan.presses("Make the copy")
            made = prints(morgan, case, "A copy with parts left out", "Copy for Mr Fred Example", "Mr Fred Example")
    for where, text in places(made, tmp_path).items():
        for secret in (*SECRETS, PARK):
            assert not holds(secret, text), (secret, where)


@pytest.mark.soak
def test_a_father_reads_the_record_and_learns_neither_address_nor_referrer(
    browser: Browser, postgresql_database: Database, tmp_path: Path
) -> None:
    with running(postgresql_database, tmp_path, "bury") as hub:
        case = sealed(hub)
        seat(hub.hubwright, hub.hub, SECOND)
        hub.people["lee"] = f"{SECOND.id}@{hub.hub}.example"
        with somebody(browser, hub, "morgan") as morgan, somebody(browser, hub, "lee") as lee:
            people.signs_in(morgan, "morgan")
            people.signs_in(lee, "lee")

            # What he may not have is proposed; one thing may stay, with words; the worker adds what only they know.
            copy = begins(morgan, case).removeprefix(hub.url())
            for name in ("Una Sheltered", "Una"):
                stays = choice(morgan, name)
                stays.get_by_label("Let it stay").check()
                stays.get_by_label("Why it may stay, where it does").fill("He knows the name of his wife.")
            morgan.presses("Keep these decisions")
            morgan.presses("Send it to a second person to check")

            # The second person sends it back once.
            lee.goes(copy)
            lee.chooses("You have read both. Is the copy right?", "It goes back")
            lee.writes("What has to be changed, or anything to say", "He would wait for them in the park.")
            lee.presses("Record what you found")
            morgan.goes(copy)
            morgan.sees("Lee Looktwice sent it back. He would wait for them in the park.")
            adds(morgan, PARK, "It could cause serious harm to somebody", "It is two streets from where they live.")
            morgan.presses("Send it to a second person to check")
            lee.goes(copy)
            lee.sees("He knows the name of his wife.")
            lee.chooses("You have read both. Is the copy right?", "It is right")
            lee.presses("Record what you found")

            # Made, printed, and sent.
            morgan.goes(copy)
            morgan.presses("Make the copy")
            made = prints(morgan, case, "A copy with parts left out", "Copy for Mr Fred Example", "Mr Fred Example")
            morgan.goes(copy)
            morgan.follows("Send it")
            morgan.chooses("How does it reach them?", "By a link and a code")
            morgan.picks("How long does a link open it?", "14 days")
            morgan.presses("Send it")
            code = morgan.page.locator(".hw-code").inner_text()
            link = morgan.page.locator("p.hw-typed").inner_text()
        with somebody(browser, hub, "sam") as sam:
            people.signs_in(sam, "sam")
            whole = prints(
                sam, case, "Record of a strategy discussion", "Record r1, version 1", "Sam Specimen"
            )  # fmt: skip
        with somebody(browser, hub, "father", narrow=True) as father:
            father.follows_url(link)
            father.sees_nothing_of(*SECRETS, PARK)
            father.writes("Your code", code)
            father.presses("Show the document")
            father.sees("She likes school", "Una Sheltered", "Mr Fred Example")
            father.sees_nothing_of(*SECRETS, PARK)

            # What he holds by the link ends with the version that it was made of.
            amends(hub, case)
            father.follows_url(link)
            father.sees("there is a newer version")
            father.sees_nothing_of(*SECRETS, PARK, "She likes school")
    _gives_nothing_away(made, whole, tmp_path)


def amends(hub: Running, case: str) -> None:
    """The record is put right: sealed anew."""
    amend = AmendRecord("r1", "How she was seen", "The nurse saw her twice.")
    deeds.does(
        hub, "morgan", case, amend, CheckRecord("r1", right=True), SealRecord("r1", "The rest is being found out.")
    )


def _gives_nothing_away(made: bytes, whole: bytes, folder: Path) -> None:
    """The copy holds nothing of what he must not learn, anywhere; the same search finds it all in the original."""
    copy, original = places(made, folder), places(whole, folder)
    for secret in (*SECRETS, PARK):
        assert holds(secret, original["text"] + original["attachment"]), secret
        for where, text in copy.items():
            assert not holds(secret, text), (secret, where)
    for said in ("She likes school", "Una Sheltered"):
        assert holds(said, copy["text"]), said
