"""Taking a question or an option out of a draft with everything that reads it."""

from __future__ import annotations

from tests.web.conftest import form_of
from tests.web.studio.conftest import COLLEAGUE, Studio
from tests.web.studio.rule_pages import page_of, press, where_of


def test_an_option_that_a_rule_names_is_taken_out_with_what_it_says_of_it(studio: Studio) -> None:
    ada = studio.begun()
    spot = (
        where_of(studio, ada, "reach-telephone-number")
        .removeprefix("rules/")
        .removesuffix("reach-telephone-number~show")
    )
    page = f"remove/{spot}reach~options~reach-telephone"
    shown = page_of(studio.get(ada, page))
    assert shown.select_one("h1").text.strip().startswith("Take out the option")
    assert "includes By telephone" in shown.text
    (name,) = {one["name"] for one in shown.select("main input[type=radio]")}
    looked = ada.post(studio.address(page), data={**form_of(studio.get(ada, page)), "act": "look", name: "always"})
    assert "is shown always." in page_of(looked).text
    assert ada.post(studio.address(page), data={**form_of(looked), "act": "take"}).status_code == 302
    assert studio.get(ada, page).status_code == 404


def test_taking_a_question_out_says_what_changes_asks_and_is_one_change(studio: Studio) -> None:
    ada = studio.begun()
    page = (
        f"remove/{where_of(studio, ada, 'injury-seen').removeprefix('rules/').removesuffix('injury-seen~show')}injury"
    )
    shown = page_of(studio.get(ada, page))
    assert "is shown when Has a child been injured? is Yes" in shown.text
    assert not shown.find("button", value="take")
    field = shown.select_one("main input[type=radio]")["name"]
    hasty = studio.send(ada, page, act="take")
    assert hasty.status_code == 422
    looked = ada.post(studio.address(page), data={**form_of(studio.get(ada, page)), "act": "look", field: "also"})
    assert looked.status_code == 200
    assert page_of(looked).find("button", value="take")
    # What was decided stands on the page that is pressed next: nothing is typed in a second time.
    values = form_of(looked, -1)
    assert values[field] == ["also"]
    assert ada.post(studio.address(page), data={**values, "act": "take", "saw": "something else"}).status_code == 409
    assert ada.post(studio.address(page), data={**values, "act": "take"}).status_code == 302
    assert "1 change" in page_of(studio.get(ada, "")).text
    assert studio.get(ada, page).status_code == 404
    assert studio.send(ada, "", form=0).status_code == 302
    assert studio.get(ada, page).status_code == 200


def test_a_rule_made_of_a_question_that_somebody_takes_out_at_that_moment_is_never_left_behind(studio: Studio) -> None:
    ada = studio.begun()
    ben = studio.client(COLLEAGUE)
    page = where_of(studio, ada, "injury-seen")
    spot = page.removeprefix("rules/").removesuffix("injury-seen~show")
    assert press(studio, ada, page, "clear").status_code == 302

    # Ben looks at taking it out; then Ada makes a rule of it.
    looked = studio.get(ben, f"remove/{spot}injury")
    assert "Nothing reads it." in page_of(looked).text
    row = ada.get(f"{studio.address(page)}/condition?question=injury")
    assert ada.post(f"{studio.address(page)}/condition", data={**form_of(row, -1), "value": "yes"}).status_code == 302
    hasty = ben.post(studio.address(f"remove/{spot}injury"), data={**form_of(looked, -1), "act": "take"})
    assert hasty.status_code in (409, 422)
    assert "is shown when Has a child been injured? is Yes" in page_of(hasty).text

    # Ada opens a condition on it; then Ben takes it out.
    assert press(studio, ada, page, "clear").status_code == 302
    row = ada.get(f"{studio.address(page)}/condition?question=injury")
    gone = ben.post(studio.address(f"remove/{spot}injury"),
                    data={**form_of(studio.get(ben, f"remove/{spot}injury"), -1), "act": "take"})  # fmt: skip
    assert gone.status_code == 302
    late = ada.post(f"{studio.address(page)}/condition", data={**form_of(row, -1), "value": "yes"})
    assert late.status_code == 422
    assert "cannot be read here" in page_of(late).text
    assert "0 problems" in page_of(studio.get(ada, page)).text
