"""What scripts add, in a real browser; and that the same pages do without them."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from hubwright.web.vendor_assets import STATIC
from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.journey

EXEMPT = {("aria-allowed-attr", "#f_said")}
"""govuk-frontend's own script puts `aria-expanded` on a radio that reveals something; the one exemption there is."""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    opened = context.new_page()
    complaints: list[str] = []
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    opened.on(
        "console", lambda message: complaints.append(message.text) if "Content Security" in message.text else None
    )
    yield opened
    context.close()
    assert complaints == []


def test_nothing_is_kept_in_the_browsers_storage(page: Page, address: str) -> None:
    page.goto(f"{address}/public")
    page.fill("#f_name", "Sam")
    page.wait_for_selector(".hw-saved:has-text('Saved at')")
    assert page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]
    source = (STATIC / "hubwright.js").read_text(encoding="utf-8")
    assert not re.search(r"localStorage|sessionStorage|indexedDB|document\.cookie", source)


def test_what_is_typed_is_kept_on_pause_with_its_token(page: Page, address: str, app: Flask) -> None:
    page.goto(f"{address}/public")
    page.locator("#f_name").press_sequentially("Sam Example", delay=20)
    status = page.wait_for_selector(".hw-saved:has-text('Saved at')")
    assert status is not None
    assert re.fullmatch(r"Saved at \d\d:\d\d", status.inner_text())
    assert [kept["f_name"] for kept in app.extensions["kept"]] == ["Sam Example"]
    assert app.extensions["kept"][0]["csrf_token"] == "a-token"


def test_a_page_that_could_not_be_kept_says_so(page: Page, address: str) -> None:
    page.goto(f"{address}/public")
    page.route("**/keep", lambda route: route.fulfill(status=500))
    page.fill("#f_name", "Sam")
    page.wait_for_selector(".hw-saved:has-text('Not kept')")


def test_leaving_takes_the_pages_place_in_the_history(page: Page, address: str) -> None:
    page.goto(f"{address}/before")
    page.goto(f"{address}/public")
    page.click(".govuk-exit-this-page a")
    page.wait_for_url("**/elsewhere")
    page.go_back()
    assert page.url == f"{address}/before"


def test_shift_three_times_leaves_but_writing_capitals_does_not(page: Page, address: str) -> None:
    page.goto(f"{address}/public")
    page.focus("#f_name")
    for key in ("Shift+A", "Shift+B", "Shift+C", "Shift+D"):
        page.keyboard.press(key)
    assert page.input_value("#f_name") == "ABCD"
    assert page.url.endswith("/public")
    page.keyboard.press("Shift")
    assert page.inner_text(".govuk-exit-this-page [role=status]") == "Shift, press 2 more times to leave."
    page.keyboard.press("Shift")
    page.keyboard.press("Shift")
    page.wait_for_url("**/elsewhere")


def test_an_idle_page_keeps_what_was_typed_and_then_locks(page: Page, address: str, app: Flask) -> None:
    page.route(
        "**/public",
        lambda route: route.fulfill(
            response=(fetched := route.fetch()),
            body=fetched.text().replace("<body ", '<body data-idle-minutes="0.05" data-idle-address="/elsewhere" ', 1),
        ),
    )
    page.goto(f"{address}/public")
    page.fill("#f_name", "half a sentence")
    page.wait_for_url("**/elsewhere")
    assert app.extensions["kept"][-1]["f_name"] == "half a sentence"


def test_without_scripts_everything_is_there(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/public")
    assert page.locator("#f_words").is_visible(), "what a choice reveals is shown when nothing can reveal it"
    page.click(".govuk-exit-this-page a")
    assert page.url.endswith("/elsewhere")
    context.close()


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("path", ["/public", "/public?wrong=1", "/public?language=cy", "/work", "/work?language=cy"])
def test_no_page_breaks_a_rule_of_axe_or_runs_off_the_side(
    browser: Browser, address: str, path: str, width: int
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    page.goto(f"{address}{path}")
    found = {
        (rule["id"], " ".join(node["target"]))
        for rule in Axe().run(page).response["violations"]
        for node in rule["nodes"]
    }
    assert found <= EXEMPT
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()
