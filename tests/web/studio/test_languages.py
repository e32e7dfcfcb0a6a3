"""Texts side by side: what has no Welsh and what is stale is found, typed, published or kept back."""

from __future__ import annotations

from typing import Any

from hubwright.actions.drafting import current

from tests.web.conftest import form_of, soup
from tests.web.studio.conftest import COLLEAGUE, HUB, Studio

PART = "forms~child-referral"
PLACE = f"languages/{PART}"


def tree(studio: Studio) -> Any:
    with studio.hubwright.house.store.reading(HUB) as reading:
        found = current(reading)
    assert found is not None
    return found.tree


def values(answer: Any) -> dict[str, Any]:
    """What a browser would send of the page's texts, by name; `key` as the list that it is."""
    return {name: one if name == "key" else one[0] for name, one in form_of(answer).items()}


def save(studio: Studio, client: Any, typed: dict[str, Any], place: str = PLACE) -> Any:
    return client.post(studio.address(place), data=typed)


def test_welsh_becomes_stale_with_its_english_and_fresh_when_it_is_written_or_read_again(studio: Studio) -> None:
    ada = studio.begun()
    before = tree(studio)
    typed = values(studio.get(ada, PLACE))
    number = next(n for n in range(20) if typed[f"cy-{n}"])
    english = typed[f"en-{number}"]
    assert save(studio, ada, {**typed, f"en-{number}": "Another heading"}).status_code == 302
    stale = studio.get(ada, PLACE, show="stale")
    page = soup(stale)
    assert f"the English said “{english}”" in page.text
    assert len(page.select("fieldset.hw-studio-told")) == 1
    found = soup(studio.get(ada, "languages")).find("a", href=lambda to: to and f"{PART}?show=stale" in to)
    assert found.text.startswith("1")
    kept = save(studio, ada, {**values(stale), "fits-0": "yes"})
    assert kept.status_code == 302
    assert "There is none." in soup(studio.get(ada, PLACE, show="stale")).text
    assert list(tree(studio)["hub"]["still_right"]) == [typed["key"][number]]
    for _ in range(2):
        assert studio.send(ada, "", form=0).status_code == 302
    assert tree(studio) == before


def test_what_has_no_welsh_is_found_and_written_a_page_at_a_time_as_one_change(studio: Studio) -> None:
    ada = studio.begun()
    typed = values(studio.get(ada, PLACE))
    save(studio, ada, {**typed, "cy-0": "", "cy-1": ""})
    missing = studio.get(ada, PLACE, show="missing")
    held = values(missing)
    assert held["key"] == typed["key"][:2]
    assert save(studio, ada, {**held, "cy-0": "Un", "cy-1": "Dau"}).status_code == 302
    assert "There is none." in soup(studio.get(ada, PLACE, show="missing")).text
    assert "2 changes" in soup(studio.get(ada)).text


def test_empty_english_foreign_texts_and_what_a_colleague_changed_meanwhile(studio: Studio) -> None:
    ada, ben = studio.begun(), studio.client(COLLEAGUE)
    typed = values(studio.get(ada, PLACE))
    refused = save(studio, ada, {**typed, "en-0": "", "cy-1": "Geiriau newydd"})
    assert refused.status_code == 422
    assert "Write the English: every text has it." in soup(refused).text
    assert values(refused)["cy-1"] == "Geiriau newydd"
    assert save(studio, ada, {**typed, "key": ["forms~child-referral~id"]}).status_code == 404
    assert studio.get(ada, "languages/scenarios").status_code == 404
    assert studio.get(ada, "languages/forms~nowhere").status_code == 404
    assert save(studio, ben, {**values(studio.get(ben, PLACE)), "cy-2": "Ben"}).status_code == 302
    clash = save(studio, ada, {**typed, "cy-2": "Ada"})
    assert clash.status_code == 409
    assert values(clash)["cy-2"] == "Ada"


def test_welsh_is_kept_back_until_it_is_ready_and_says_when_it_was_checked(studio: Studio) -> None:
    ada = studio.begun()
    data = {
        name: one if name in ("ready", "checked") else one[0]
        for name, one in form_of(studio.get(ada, "languages")).items()
    }
    assert data["offered"] == "both"
    typed = {**data, "checked": ["hub", "child-referral"]}
    assert ada.post(studio.address("languages"), data=typed).status_code == 302
    now = tree(studio)
    assert "unchecked" not in now["hub"] or "cy" not in now["hub"]["unchecked"]
    assert "cy" not in now["forms"]["child-referral"].get("unchecked", ())
    data = {**data, "offered": "english", "ready": [], "deed": form_of(studio.get(ada, "languages"))["deed"][0]}
    assert ada.post(studio.address("languages"), data=data).status_code == 302
    now = tree(studio)
    assert now["hub"]["languages"] == ["en"]
    assert "cy" not in now["forms"]["child-referral"].get("languages", ["en"])
    assert studio.send(ada, "publish", note="English first").status_code == 302
    page = soup(studio.client().get(f"/{HUB}?language=cy"))
    assert page.select_one("html").get("lang") == "en"
    assert page.select_one(".hw-languages") is None


def test_a_form_whose_welsh_is_not_ready_is_drawn_in_english_alone(studio: Studio) -> None:
    ada = studio.begun()
    first = tree(studio)["forms"]["child-referral"]["pages"][0]
    preview = f"forms/child-referral/preview/{first['id']}"
    assert first["title"]["cy"] in studio.get(ada, preview, language="cy").get_data(as_text=True)
    data = {
        one: said if one in ("ready", "checked") else said[0]
        for one, said in form_of(studio.get(ada, "languages")).items()
    }
    left = [one for one in data["ready"] if one != "child-referral"]
    assert ada.post(studio.address("languages"), data={**data, "ready": left}).status_code == 302
    assert first["title"]["cy"] not in studio.get(ada, preview, language="cy").get_data(as_text=True)
