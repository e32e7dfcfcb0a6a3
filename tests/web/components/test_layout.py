"""What every page has around it, in both layouts, whatever the page says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag
from flask import Flask, render_template
from hubwright.web import language, look
from jinja2 import UndefinedError

TEMPLATES = Path(look.__file__).parent / "templates"
PAGES = ["/public", "/public?wrong=1", "/public?language=cy", "/work", "/work?language=cy", "/before"]


def soup(app: Flask, address: str) -> BeautifulSoup:
    answer = app.test_client().get(address)
    assert answer.status_code == 200
    return BeautifulSoup(answer.text, "html5lib")


def one(found: Tag | None) -> Tag:
    assert found is not None
    return found


@pytest.mark.parametrize("page", PAGES)
def test_a_page_has_one_h1_one_main_and_a_skip_link_to_it(app: Flask, page: str) -> None:
    html = soup(app, page)
    assert len(html.find_all("h1")) == 1
    assert one(html.find("main"))["id"] == "main-content"
    assert one(html.find("a"))["href"] == "#main-content"


@pytest.mark.parametrize("page", PAGES)
def test_no_id_is_there_twice_and_every_description_is_found(app: Flask, page: str) -> None:
    html = soup(app, page)
    ids = [str(tag["id"]) for tag in html.find_all(id=True)]
    assert len(ids) == len(set(ids))
    for tag in html.find_all(attrs={"aria-describedby": True}):
        assert set(str(tag["aria-describedby"]).split()) <= set(ids)


@pytest.mark.parametrize("page", PAGES)
def test_no_page_styles_or_scripts_inline_but_what_carries_the_nonce(app: Flask, page: str) -> None:
    html = soup(app, page)
    for tag in html.find_all(True):
        assert "style" not in tag.attrs
        assert not [name for name in tag.attrs if name.startswith("on")]
        if tag.name in {"style", "script"}:
            assert tag["nonce"]


def test_no_template_writes_a_style_attribute_or_marks_words_as_safe() -> None:
    for template in TEMPLATES.rglob("*.html"):
        source = template.read_text(encoding="utf-8")
        assert not re.search(r"\sstyle=|\|\s*safe\b|javascript:|\son[a-z]+=", source), template.name


@pytest.mark.parametrize("page", PAGES)
def test_no_page_shows_the_crown_or_says_gov_uk(app: Flask, page: str) -> None:
    html = app.test_client().get(page).text.lower()
    for word in ("crown", "crest", "gov.uk", "gds"):
        assert word not in html


def test_the_title_names_the_page_and_the_hub_and_tells_of_an_error(app: Flask) -> None:
    assert one(soup(app, "/public").title).text == "About <them> - Oakfield <hub> & partners"
    assert one(soup(app, "/public?wrong=1").title).text.startswith("Error: About")


def test_the_hubs_colours_come_in_a_style_block_with_readable_ink(app: Flask) -> None:
    style = one(soup(app, "/public").find("style")).string
    assert style == ":root{--hw-brand:#00594f;--hw-brand-ink:#ffffff}"


def test_the_demonstration_says_that_nobody_reads(app: Flask) -> None:
    words = soup(app, "/public").get_text(" ")
    assert "This is not the real Oakfield <hub> & partners. Nobody reads what is sent." in words


def test_quick_exit_is_a_plain_link_that_sends_no_referrer(app: Flask) -> None:
    links = soup(app, "/public").find_all("a", class_="hw-leave-link")
    assert len(links) == 2
    for link in links:
        assert link["href"] == "/elsewhere"
        assert link["rel"] == ["nofollow", "noreferrer"]


def test_a_page_of_a_draft_says_that_it_is_not_sent(app: Flask) -> None:
    words = " ".join(soup(app, "/public").get_text(" ").split())
    assert "Not sent yet" in words
    assert "Page 3 of about 10" in words
    assert "In danger now? Ring 999." in words


def test_the_way_to_the_other_language_keeps_the_page_and_its_arguments(app: Flask) -> None:
    link = one(soup(app, "/public?wrong=1&language=en").find("a", hreflang="cy"))
    assert link["href"] == "/public?wrong=1&language=cy"
    assert link["lang"] == "cy"


def test_unchecked_welsh_says_so_and_has_the_english_beside_it(app: Flask) -> None:
    assert not language.WELSH_IS_CHECKED
    html = soup(app, "/public?language=cy")
    assert one(html.find("html"))["lang"] == "cy"
    words = " ".join(html.get_text(" ").split())
    assert "Nid yw siaradwr Cymraeg wedi gwirio'r Gymraeg ar y dudalen hon eto." in words
    assert "The Welsh on this page has not yet been checked by a Welsh speaker." in words
    label = one(html.find("label", attrs={"for": "f_name"}))
    assert label.text == "Beth yw eu henw? What is their name?"
    assert one(label.find("span"))["lang"] == "en"


def test_welsh_in_an_attribute_or_title_stands_without_english(app: Flask) -> None:
    html = soup(app, "/work?language=cy")
    assert one(html.find("nav", class_="hw-languages"))["aria-label"] == "Iaith"
    assert "span" not in one(soup(app, "/public?wrong=1&language=cy").title).text


def test_the_language_is_remembered_for_the_next_page(app: Flask) -> None:
    client = app.test_client()
    assert 'lang="en"' in client.get("/before").text
    answer = client.get("/before?language=cy")
    cookie = answer.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert '<html lang="cy"' in client.get("/before").text
    assert "Set-Cookie" not in client.get("/before?language=fr").headers


def test_a_textarea_keeps_a_first_empty_line(app: Flask) -> None:
    assert one(soup(app, "/public").find("textarea", id="f_worry")).text == '\n"<b>"'


def test_a_misspelt_name_in_a_template_fails(app: Flask) -> None:
    with app.test_request_context(), pytest.raises(UndefinedError):
        app.jinja_env.from_string("{{ titel }}").render()
    with app.test_request_context(), pytest.raises(UndefinedError):
        app.jinja_env.from_string("{% if chrome.nmae %}{% endif %}").render(chrome=look.Chrome())


def test_asking_whether_something_was_given_does_not_fail(app: Flask) -> None:
    with app.test_request_context():
        assert app.jinja_env.from_string("{% if errors %}a{% else %}b{% endif %}").render() == "b"


def test_a_page_without_a_hub_has_the_platforms_own_chrome(app: Flask) -> None:
    with app.test_request_context():
        page = render_template("layout/public.html", title="Nothing here", heading="Nothing here")
    assert "Nothing here - Hubwright" in page
