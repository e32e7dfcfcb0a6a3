"""A domestic-abuse notification becomes a referral to a MARAC while the children's strand goes on. Where the victim is
now is learnt by nobody on the other parent's side; the search that finds nothing there finds it where it may be."""

from __future__ import annotations

from pathlib import Path

import pytest
from hubwright.domain.cases.commands import Ask, Rate, Read, Subject
from playwright.sync_api import Browser

from tests.databases import Database
from tests.documents.test_redacted import holds, places
from tests.journeys import deeds, people
from tests.journeys.conftest import running
from tests.journeys.plugged import with_plugins
from tests.journeys.walking import Walk, somebody

pytestmark = [pytest.mark.journey, pytest.mark.storage, pytest.mark.soak]

STREET, POSTCODE = "14 Zebrafinch Row", "ZZ99 3VZ"
HOME = {"kind": "uk", "lines": [STREET], "town": "Winchester", "postcode": POSTCODE, "protected": True}
SECRETS = ("Zebrafinch", POSTCODE)
ADA = Subject("", "Ada Sheltered", born={"year": 1990, "month": 5, "day": 4}, pathways=("adult",), address=HOME)
BO = Subject("", "Bo Example", born={"year": 1988, "month": 1, "day": 2}, role="father", pathways=("child",))
MIA = Subject("", "Mia Example", born={"year": 2019, "month": 3, "day": 1}, pathways=("child",), address=HOME)

REFERS = ("marac_links.risk", "marac_links.refer", "marac_links.contact", "marac_links.coordinate", "marac_links.idva")
GIVEN = {"team-manager": REFERS, "reception": REFERS, "child-social-worker": REFERS, "adult-social-worker": REFERS}
OPTIONS = {"coordinator_role": "team-manager", "idva_role": "adult-social-worker"}
WALLED = "She fled after he found her telephone"


def test_a_notification_becomes_a_referral_and_his_side_never_learns_where_she_is(
    browser: Browser, postgresql_database: Database, tmp_path: Path
) -> None:
    begin = with_plugins(tmp_path, {"marac-links": OPTIONS}, GIVEN)
    with running(postgresql_database, tmp_path, "hampshire", begin) as hub:
        case = deeds.arrives(hub, ADA, BO, MIA, what=f"She moved to {STREET}, {POSTCODE}, with Mia. He looks for her.")
        deeds.does(hub, "cory", case, Read(), Rate("child", "urgent", reason="He was there that night."))
        with (
            somebody(browser, hub, "marac-toby") as toby,
            somebody(browser, hub, "marac-narrow", narrow=True) as narrow,
        ):
            people.signs_in(toby, "toby")
            _contacts_safely(toby, case)
            _asks_only_where_they_are_alone(toby, case)
            _refers(toby, case)
            _asks_agencies_with_care(toby, case)
            _comes_back(toby, case)
            people.signs_in(narrow, "toby")
            for path in (f"cases/{case}", "plugins/marac-links/agenda"):
                narrow.goes(path)
            pack = _takes_the_pack(toby, case)
        # The children's strand goes on all the while.
        deeds.does(hub, "cory", case, Ask("child", shared="What is known of the father?"))
        with somebody(browser, hub, "marac-cory") as cory:
            people.signs_in(cory, "cory")
            # She works with the child, and with where the child is; of whom she does not see she learns nothing.
            _looks_everywhere(cory, case, WALLED, "Ada Sheltered", "How to contact")
        with somebody(browser, hub, "marac-rae") as rae:
            people.signs_in(rae, "rae")
            # She sees everybody, and no address that is protected: in what a plugin keeps as little as anywhere.
            _looks_everywhere(rae, case, *SECRETS)
            rae.goes(f"cases/{case}")
            rae.sees(WALLED)
            _a_document_holds_nothing(rae, case, tmp_path)
        with somebody(browser, hub, "marac-piers") as partner:
            people.signs_in(partner, "piers")
            for address in ("checks", f"checks/{case}/q1", f"agency/{case}"):
                partner.goes(address)
                partner.sees_nothing_of(*SECRETS, WALLED, "MARAC")
            partner.is_kept_out_of("plugins/marac-links/agenda")
        for message in hub.post.messages:
            assert not [mark for mark in (*SECRETS, WALLED, "MARAC") if mark in "".join(message)], message
        assert holds("Zebrafinch", "".join(places(pack, tmp_path).values()))
        assert hub.hubwright.store.rebuild(hub.hub) == []
        assert hub.hubwright.store.verify(hub.hub) == []


def _contacts_safely(toby: Walk, case: str) -> None:
    toby.goes(f"cases/{case}")
    toby.presses("Say how to contact somebody safely")
    toby.chooses("Whose safe contact is it?", "Ada Sheltered")
    toby.chooses("Who must not learn of it?", "Bo Example (father)")
    for way, safe in (("Phone call", "No"), ("Text message", "No"), ("E-mail", "Yes"), ("Letter", "No")):
        toby.chooses(f"{way}: is it safe?", safe)
    toby.chooses("In person: is it safe?", "Not known")
    toby.writes("When is it safe?", "Ring 07700 900123 in the morning")
    toby.writes("What is said if somebody else answers?", "That it is the wrong number.")
    toby.writes_date("When did they last say so?", day="20", month="11", year="2026")
    toby.presses("Say how to contact somebody safely")
    # A number has its place with the person, where it is protected.
    assert toby.value("When is it safe?") == "Ring 07700 900123 in the morning"
    toby.writes("When is it safe?", "When the children are at school")
    toby.presses("Say how to contact somebody safely")
    toby.sees("How to contact Ada Sheltered safely", "That it is the wrong number.")


def _asks_only_where_they_are_alone(toby: Walk, case: str) -> None:
    toby.presses("Complete the risk tool")
    toby.page.get_by_role("group", name="Can they be spoken with alone now").get_by_label("No", exact=True).check()
    toby.presses("Complete the risk tool")
    toby.sees("Stop here. Find a safe way first")
    toby.goes(f"cases/{case}")


def _refers(toby: Walk, case: str) -> None:
    toby.presses("Refer to the MARAC")
    toby.chooses("Who may be harmed?", "Ada Sheltered")
    toby.chooses("Who is alleged to have caused harm?", "Bo Example (father)")
    toby.chooses("Which children live in the household, or are theirs?", "Mia Example")
    toby.presses("Refer to the MARAC")
    toby.sees("Tick a ground. Professional judgement alone is enough.", "Write down your reasons.")
    toby.chooses("On which grounds?", "Professional judgement; it is always enough")
    toby.writes("What are your reasons?", f"{WALLED}. She is at {STREET}, {POSTCODE}.")
    toby.chooses("Does the person who may be harmed know of this referral?", "Yes")
    toby.chooses("Do they agree?", "Yes")
    toby.presses("Refer to the MARAC")
    toby.sees("Referred; not on an agenda yet", WALLED)


def _asks_agencies_with_care(toby: Walk, case: str) -> None:
    toby.goes(f"cases/{case}/ask")
    warned = toby.alerts()
    assert "Do not tell Bo Example (father) of this" in warned or "Do not tell Bo Example of this" in warned
    assert "Not safe for Ada Sheltered" in warned


def _comes_back(toby: Walk, case: str) -> None:
    toby.follows("MARAC")
    toby.sees(case)
    toby.follows(case)
    toby.presses("It is on an agenda")
    toby.writes_date("On which day does it meet?", day="25", month="11", year="2026")
    toby.chooses("For which agencies does the MARAC wait?", "Health")
    toby.presses("Record the meeting and for whom it waits")
    toby.sees("25 November 2026")
    toby.presses("Tell the IDVA of a plan for the children")
    toby.chooses("Whom does the IDVA support?", "Ada Sheltered")
    toby.chooses("Which children is the plan for?", "Mia Example")
    toby.chooses("Which kind of plan is it?", "Child protection plan")
    toby.writes_date("Since when?", day="20", month="11", year="2026")
    toby.writes("Who leads it?", "Cory, children's services")
    toby.writes("How does the IDVA reach them at work?", "Through the hub")
    toby.presses("Tell the IDVA of a plan for the children")
    toby.sees("The IDVA was told on", "Child protection plan")


def _takes_the_pack(toby: Walk, case: str) -> bytes:
    """It is stopped because the address stands in it; whoever may let it go says why, and it is on record."""
    for why in ("", "The forum protects her; its chair has agreed how it is kept."):
        toby.goes(f"cases/{case}")
        toby.presses("Referral pack for the MARAC")
        toby.writes("Whom is it for?", "The MARAC of the area")
        if why:
            toby.writes("Was it stopped before? Why may it go out all the same", why)
        toby.presses("Make it")
        if not why:
            toby.page.get_by_text("It would leave the hub").wait_for(timeout=60_000)
    return people.takes_the_file(toby)


def _looks_everywhere(other: Walk, case: str, *marks: str) -> None:
    plugin = f"cases/{case}/plugins/marac-links"
    for address in (
        *(f"cases/{case}{below}" for below in ("", "/chronology", "/as-of", "/documents", "/ask")),
        *(f"{plugin}/{deed}" for deed in ("refer", "say_contact", "complete", "tell_idva")),
        "queue?view=open", "plugins/marac-links/agenda", "work",
    ):  # fmt: skip
        other.page.goto(other.hub.url(address))
        other.sees_nothing_of(*marks)


def _a_document_holds_nothing(other: Walk, case: str, folder: Path) -> None:
    other.goes(f"cases/{case}/documents")
    other.chooses("Which document?", "Chronology")
    other.writes("Whom is it for?", "Mr Bo Example")
    other.chooses("Are they of the hub?", "Somebody of the hub")
    other.presses("Make it")
    for where, text in places(people.takes_the_file(other), folder).items():
        for secret in (*SECRETS, WALLED):
            assert not holds(secret, text), (secret, where)
