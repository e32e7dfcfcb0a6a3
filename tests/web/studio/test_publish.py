"""Publishing a draft in the browser: what changes in sentences, whom it reaches, a reason, and what stops it."""

from __future__ import annotations

from typing import Any

import pytest
from hubwright.actions.drafting import act_on_draft, current
from hubwright.domain.access.scope import Everything
from hubwright.domain.definitions.edits import add, find
from hubwright.domain.definitions.elements import MISSING
from hubwright.domain.drafts import Change

from tests.web.conftest import soup
from tests.web.studio.conftest import ADMIN, COLLEAGUE, Studio
from tests.web.studio.living import CLOCK, Referrer, change, imported, live, no_examples, opened  # noqa: F401

pytestmark = pytest.mark.usefixtures("no_examples")


def said(answer: Any, section: str = "") -> str:
    """The words of a page, or of one section of it by the id of its heading."""
    page = soup(answer)
    found = page.select_one(f'section[aria-labelledby="{section}"]') if section else page.select_one("main")
    assert found is not None
    return " ".join(found.text.split())


def test_what_changes_and_whom_it_reaches_is_said_before_it_is_published(studio: Studio) -> None:
    for _ in range(2):
        opened(studio)
    opened(studio, tier="")
    Referrer(studio).half()
    ada = studio.begun()
    nothing = studio.get(ada, "publish")
    assert "Nothing is different from what runs today." in said(nothing, "changes")
    assert not soup(nothing).select("button[value=publish]")
    change(studio, CLOCK, 3)
    change(studio, ("roles", "social-worker", "name", "en"), "Social worker of the front door")
    page = studio.get(ada, "publish")
    assert 'The clock "Decision, amber" runs 3 working days; it was 1 working day.' in said(page, "changes")
    assert "Social worker of the front door" in said(page, "once")
    assert "Decision, amber" not in said(page, "once")
    assert "1 form is being filled in." in said(page, "whom")
    assert "3 cases are open." in said(page, "whom")
    counts = [tuple(cell.text.strip() for cell in row.select("td")) for row in soup(page).select("tbody tr")]
    assert [(row[0], row[-1]) for row in counts if row[0] == "Children"] == [("Children", "1"), ("Children", "2")]
    before = live(studio)
    refused = studio.send(ada, "publish", note=" ")
    assert refused.status_code == 422
    assert live(studio) == before
    assert studio.send(ada, "publish", note="One day was too short").status_code == 302
    assert live(studio) != before


def test_problems_stop_it_and_lead_to_their_place(studio: Studio) -> None:
    ada = studio.begun()
    change(studio, ("workflows", "rate-ask-decide", "stages"), [])
    page = studio.get(ada, "publish")
    assert not soup(page).select("button[value=publish]")
    assert soup(page).select('section[aria-labelledby="stops"] a[href*="/studio/workflows/rate-ask-decide"]')


def test_what_reports_no_longer_find_is_said(studio: Studio) -> None:
    ada = studio.begun()
    place = ("forms", "child-referral", "pages", "worry", "questions", "what", "meaning")
    change(studio, place, MISSING)
    assert "Reports and plugins will find nothing any more" in said(studio.get(ada, "publish"), "else")


def test_what_somebody_changed_meanwhile_is_looked_at_first(studio: Studio) -> None:
    ada, ben = studio.begun(), studio.client(COLLEAGUE)
    change(studio, CLOCK, 3)
    page = studio.get(ada, "publish")
    change(studio, ("clocks", "red-decision", "amount"), 5, by=COLLEAGUE)
    stale = {one.get("name"): one.get("value") for one in soup(page).select("main form input")}
    answer = ada.post(studio.address("publish"), data={**stale, "note": "Now", "act": "publish"})
    assert answer.status_code == 422
    assert "The draft has been changed since this page was shown." in said(answer)
    assert "Now" in soup(answer).select_one("textarea[name=note]").text
    both = studio.get(ada, "publish")
    assert studio.send(ben, "publish", note="Both").status_code == 302
    typed = {one.get("name"): one.get("value") for one in soup(both).select("main form input")}
    second = ada.post(studio.address("publish"), data={**typed, "note": "Also"}, follow_redirects=True)
    assert "No draft is open any more" in said(second)
    assert "Also" not in said(second)


def test_what_was_published_meanwhile_is_laid_beneath_the_draft_and_clashes_are_asked(studio: Studio) -> None:
    ada = studio.begun()
    change(studio, CLOCK, 3)
    change(studio, ("clocks", "red-decision", "amount"), 5)
    imported(studio, {"amber-decision": 2})
    page = studio.get(ada, "publish")
    assert not soup(page).select("button[value=publish]")
    (way,) = soup(page).select('.govuk-inset-text a[href$="/studio/update"]')
    assert way
    shown = studio.get(ada, "update")
    assert 'The clock "Decision, amber" runs 2 working days; it was 1 working day.' in said(shown, "meanwhile")
    (question,) = soup(shown).select("main fieldset")
    assert " ".join(question.text.split()).startswith('The time of the clock "Decision, amber":')
    undecided = studio.send(ada, "update")
    assert undecided.status_code == 422
    assert studio.send(ada, "update", **{"clocks~amber-decision~amount": "mine"}).status_code == 302
    page = studio.get(ada, "publish")
    assert "it was 2 working days" in said(page, "changes")
    assert studio.send(ada, "publish", note="Both").status_code == 302
    assert "nothing to bring up to date" in said(studio.get(studio.begun(), "update"))


def test_the_history_says_who_when_why_and_what_and_one_step_leads_back(studio: Studio) -> None:
    case = opened(studio)
    ada = studio.begun()
    first = live(studio)
    change(studio, CLOCK, 3)
    assert studio.send(ada, "publish", note="One day was too short").location.endswith("/history?done=published")
    second = live(studio)
    told = said(studio.get(ada, "history"))
    assert "By Ada Example. One day was too short" in told
    link = soup(studio.get(ada, "history")).select_one("main h2 a")
    assert link is not None
    told = said(ada.get(str(link["href"])))
    assert 'The clock "Decision, amber" runs 3 working days; it was 1 working day.' in told
    shown = studio.get(ada, "history/back")
    assert 'The clock "Decision, amber" runs 1 working day; it was 3 working days.' in said(shown, "changes")
    assert studio.send(ada, "history/back", note="").status_code == 422
    assert studio.send(ada, "history/back", note="Too slow after all").status_code == 302
    assert live(studio) == first != second
    with studio.hubwright.store.reading("starter") as reading:
        rows = reading.rows("case_row", scope=Everything(), where={"case_ref": case})
    assert [row["revision"] for row in rows] == [first]
    assert studio.get(ada, "history/999").status_code == 404


def test_going_back_keeps_what_cases_may_have_begun_with_and_says_what_stands_in_the_way(studio: Studio) -> None:
    ada = studio.begun()
    with studio.hubwright.store.reading("starter") as reading:
        found = current(reading)
    assert found is not None
    agency = {"id": "harbour", "name": {"en": "Harbour trust"}, "mode": "virtual"}
    added = add(found.tree, ("agencies",), {**find(found.tree, ("agencies", "police")), **agency})
    act_on_draft(studio.hubwright.house, hub="starter", actor=ADMIN, deed="agency", command=Change("add", tuple(added)))
    assert studio.send(ada, "publish", note="They joined").status_code == 302
    shown = studio.get(ada, "history/back")
    assert 'the agency "Harbour trust"' in said(shown, "kept")
    assert studio.send(ada, "history/back", note="They left").status_code == 302
    with studio.hubwright.store.reading("starter") as reading:
        assert "harbour" in [one.id for one in reading.live()[1].agencies]
