"""The form builder: pages and questions are added, moved, copied, changed and previewed, and every type can be made."""

from __future__ import annotations

from typing import Any

import pytest
from hubwright.actions.drafting import current
from hubwright.domain.definitions.form import QUESTION_TYPES
from hubwright.web.studio.forms.kinds import CHOICES, SETTINGS, TYPES, settings_of

from tests.web.conftest import form_of, soup
from tests.web.studio.conftest import COLLEAGUE, HUB, Studio

FORM = "child-referral"
PAGE = f"forms/{FORM}"


def tree(studio: Studio) -> Any:
    with studio.hubwright.house.store.reading(HUB) as reading:
        found = current(reading)
    assert found is not None
    return found.tree


def pages(studio: Studio, form: str = FORM) -> dict[str, list[str]]:
    return {one["id"]: [each["id"] for each in one["questions"]] for one in tree(studio)["forms"][form]["pages"]}


def question(studio: Studio, id: str, form: str = FORM) -> dict[str, Any]:
    return next(
        dict(each) for one in tree(studio)["forms"][form]["pages"] for each in one["questions"] if each["id"] == id
    )


def words(answer: Any) -> str:
    return " ".join(soup(answer).text.split())


def press(studio: Studio, client: Any, place: str, act: str, **named: str) -> Any:
    """Press the button of an act that belongs to something, as a browser without scripts would."""
    for form in soup(studio.get(client, place)).select("main form"):
        values = {str(one["name"]): one.get("value", "") for one in form.select("input[name]")}
        acts = {str(one.get("value", "")) for one in form.select("button")} | {str(values.get("act", ""))}
        fits = all(values.get(name) in (value, "") for name, value in named.items() if name in ("id", "what", "part"))
        if act in acts and fits:
            return client.post(studio.address(place), data={**values, "act": act, **named})
    raise AssertionError(f"no button {act} for {named}")


def test_a_question_is_added_in_three_acts_shown_beside_and_undone(studio: Studio) -> None:
    ada = studio.begun()
    before = tree(studio)
    first = next(iter(pages(studio)))
    added = press(studio, ada, PAGE, "add_question", label="Is anyone hurt?", type="yes_no_unknown", page=first)
    assert added.status_code == 302
    assert added.headers["Location"].endswith("/questions/is-anyone-hurt?done=1")
    assert pages(studio)[first][-1] == "is-anyone-hurt"
    assert "Is anyone hurt?" in words(studio.get(ada, f"{PAGE}/preview/{first}"))
    assert studio.send(ada, "", form=0).status_code == 302
    assert tree(studio) == before


def test_questions_and_pages_are_moved_by_buttons_and_by_dragging(studio: Studio) -> None:
    ada = studio.begun()
    first, second, *_ = pages(studio)
    press(studio, ada, PAGE, "add_question", label="Another?", type="date", page=first)
    one, two, *_ = pages(studio)[first]
    press(studio, ada, PAGE, "down", what="question", id=one)
    assert pages(studio)[first][:2] == [two, one]
    press(studio, ada, PAGE, "up", what="question", id=one)
    assert pages(studio)[first][:2] == [one, two]
    press(studio, ada, PAGE, "to_page", id=two, page=second)
    assert pages(studio)[second][-1] == two
    press(studio, ada, PAGE, "behind", id=two, page=first, after=one)
    assert pages(studio)[first][:2] == [one, two]
    press(studio, ada, PAGE, "down", what="page", id=first)
    assert list(pages(studio))[:2] == [second, first]


def test_a_copy_of_a_page_has_ids_of_its_own_and_its_rules_read_the_copy(studio: Studio) -> None:
    ada = studio.begun()
    for page in pages(studio):
        assert press(studio, ada, PAGE, "copy", what="page", id=page).status_code == 302
    ids = [id for held in pages(studio).values() for id in held]
    assert len(ids) == len(set(ids))
    found = soup(studio.get(ada, PAGE)).select(".hw-studio-found")
    assert not [one.text for one in found if "already used" in one.text]


@pytest.mark.parametrize("type", QUESTION_TYPES)
def test_every_type_has_words_and_so_has_everything_it_can_be_given(type: str) -> None:
    assert type in TYPES
    for one in settings_of(type):
        assert one.name in SETTINGS
        assert set(one.options) <= set(CHOICES) | {"text"}


def test_a_question_of_every_type_is_made_drawn_and_saved_again(studio: Studio) -> None:
    ada = studio.begun()
    assert studio.send(ada, "forms", name="Everything").status_code == 302
    for type in QUESTION_TYPES:
        press(studio, ada, "forms/everything", "add_question", label=f"About {type}", type=type, page="page-1")
    page = studio.get(ada, "forms/everything/preview/page-1")
    assert "is not in shape" not in words(page)
    made = pages(studio, "everything")["page-1"]
    assert len(made) == len(QUESTION_TYPES) + 1
    for id in made:
        before = question(studio, id, "everything")
        saved = studio.send(ada, f"forms/everything/questions/{id}", form=0)
        assert saved.status_code == 302, (id, words(saved))
        assert question(studio, id, "everything") == before, id


def test_what_is_typed_on_the_page_of_a_question_is_saved(studio: Studio) -> None:
    ada = studio.begun()
    first = next(iter(pages(studio)))
    press(studio, ada, PAGE, "add_question", label="How many?", type="whole_number", page=first)
    address = f"{PAGE}/questions/how-many"
    typed: Any = {"label-en": "How many people?", "hint-en": "A guess is fine", "setting-least": "0",
                  "setting-most": "20", "required": "yes", "not_known": "yes", "sensitivity": "sensitive"}  # fmt: skip
    assert studio.send(ada, address, form=0, **typed).status_code == 302
    made = question(studio, "how-many")
    assert made["label"] == {"en": "How many people?"}
    assert made["settings"] == {"least": 0, "most": 20}
    assert (made["required"], made["not_known"], made["sensitivity"]) == (True, True, "sensitive")
    wrong: Any = {"label-en": " ", "setting-least": "many"}
    refused = studio.send(ada, address, form=0, **wrong)
    assert refused.status_code == 422
    assert "Write the question." in words(refused)
    assert "Write a number from" in words(refused)
    assert question(studio, "how-many") == made


def test_choices_are_added_by_lines_changed_moved_and_alone(studio: Studio) -> None:
    ada = studio.begun()
    first = next(iter(pages(studio)))
    press(studio, ada, PAGE, "add_question", label="Where does it hurt?", type="choices", page=first)
    address = f"{PAGE}/questions/where-does-it-hurt"
    assert press(studio, ada, address, "add_options", more="Head\n\nArm\nHead").status_code == 302
    labels = [one["label"]["en"] for one in question(studio, "where-does-it-hurt")["options"]]
    assert labels == ["First choice", "Second", "Head", "Arm", "Head"]
    typed: Any = {"option-en": "Nowhere", "exclusive": "yes"}
    assert press(studio, ada, address, "option", id="first", part="options", **typed).status_code == 302
    press(studio, ada, address, "down", part="options", id="first")
    options = question(studio, "where-does-it-hurt")["options"]
    assert [one["id"] for one in options] == ["second", "first", "head", "arm", "head-2"]
    assert options[1] == {"id": "first", "label": {"en": "Nowhere"}, "exclusive": True}
    assert press(studio, ada, address, "add_options", more=" ").status_code == 422


def test_another_type_says_what_it_takes_away_before_it_does(studio: Studio) -> None:
    ada = studio.begun()
    first = next(iter(pages(studio)))
    press(studio, ada, PAGE, "add_question", label="Where does it hurt?", type="choices", page=first)
    address = f"{PAGE}/questions/where-does-it-hurt"
    asks = studio.send(ada, address, form=0, type="long_text")
    assert asks.status_code == 200
    assert "it has no place for: its options" in words(asks)
    assert question(studio, "where-does-it-hurt")["type"] == "choices"
    values = {**form_of(asks, 0), "act": "save"}
    assert ada.post(studio.address(address), data=values).status_code == 302
    made = question(studio, "where-does-it-hurt")
    assert made["type"] == "long_text"
    assert "options" not in made


def test_two_people_who_change_one_question_lose_nothing(studio: Studio) -> None:
    ada, ben = studio.begun(), studio.client(COLLEAGUE)
    first = next(iter(pages(studio)))
    press(studio, ada, PAGE, "add_question", label="Who?", type="short_text", page=first)
    address = studio.address(f"{PAGE}/questions/who")
    page_of_ben = form_of(ben.get(address), 0)
    mine: Any = {"label-en": "Who is it about?"}
    assert studio.send(ada, f"{PAGE}/questions/who", form=0, **mine).status_code == 302
    told = ben.post(address, data={**page_of_ben, "label-en": "Whom do you worry about?", "act": "save"})
    assert told.status_code == 409
    assert "Ada Example has changed this meanwhile." in words(told)
    assert "Who is it about?" in words(told), "what stands there now is shown"
    assert 'value="Whom do you worry about?"' in told.get_data(as_text=True), "and so is what was typed"
    assert question(studio, "who")["label"] == {"en": "Who is it about?"}
    assert ben.post(address, data={**form_of(told, 0), "act": "save"}).status_code == 302
    assert question(studio, "who")["label"] == {"en": "Whom do you worry about?"}


def test_two_people_who_change_different_words_of_one_question_both_stand(studio: Studio) -> None:
    ada, ben = studio.begun(), studio.client(COLLEAGUE)
    first = next(iter(pages(studio)))
    press(studio, ada, PAGE, "add_question", label="Who?", type="short_text", page=first)
    address = studio.address(f"{PAGE}/questions/who")
    page_of_ben = form_of(ben.get(address), 0)
    mine: Any = {"label-en": "Who is it about?"}
    assert studio.send(ada, f"{PAGE}/questions/who", form=0, **mine).status_code == 302
    assert ben.post(address, data={**page_of_ben, "hint-en": "First name", "act": "save"}).status_code == 302
    made = question(studio, "who")
    assert (made["label"], made["hint"]) == ({"en": "Who is it about?"}, {"en": "First name"})


def test_the_preview_stands_in_a_frame_and_sends_only_to_itself(studio: Studio) -> None:
    ada = studio.begun()
    first = next(iter(pages(studio)))
    outer, inner = studio.get(ada, PAGE), studio.get(ada, f"{PAGE}/preview/{first}")
    assert "frame-src 'self'" in outer.headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in outer.headers["Content-Security-Policy"]
    assert "form-action 'self'" in inner.headers["Content-Security-Policy"]
    assert inner.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert [one["action"] for one in soup(inner).select("form[method=post]")] == [
        studio.address(f"{PAGE}/preview/{first}")
    ]


def walked(studio: Studio, client: Any, answer: Any, act: str = "", **typed: Any) -> Any:
    """Press a button of the preview with something typed, as whoever answers it would."""
    form = soup(answer).select_one("form[data-preview]")
    assert form is not None
    pressed = {"act": act} if act else {}
    return client.post(str(form["action"]), data={**form_of(answer, 0), **typed, **pressed})


def heading(answer: Any) -> str:
    found = soup(answer).select_one("h1")
    assert found is not None
    return str(found.text).strip()


def test_the_preview_is_answered_as_a_referrer_would_and_says_why_something_appears(studio: Studio) -> None:
    ada = studio.begun()
    page = studio.get(ada, f"{PAGE}/preview/which-children")
    entry = walked(studio, ada, page, "add-children")
    assert heading(entry) == "Child 1"
    back = walked(studio, ada, entry, **{"f_child-name": "Sam", "f_child-unborn": "yes"})
    assert heading(back) == "Who is it about?"
    assert "Sam" in words(back)
    again = walked(studio, ada, back)
    assert heading(again) == "What worries you?"
    asked = walked(studio, ada, again)
    assert "Please look at this once more" in words(asked), "the preview asks again once, as the form does"
    third = walked(studio, ada, asked)
    looked = walked(studio, ada, third, "look", f_reach="reach-telephone")
    assert "What is the telephone number?: It is shown." in words(looked)
    assert "What is the e-mail address?: It is hidden." in words(looked)
    assert "if How can we reach you? included By e-mail" in words(looked)
    fourth = walked(studio, ada, looked)
    assert heading(fourth) == "Before the birth", "an answer of page 1 shows page 4"
    gone = walked(studio, ada, studio.get(ada, f"{PAGE}/preview/before-birth"), "look")
    assert "with these answers a referrer does not see this page" in words(gone)
    first = walked(studio, ada, walked(studio, ada, walked(studio, ada, fourth, "back"), "back"), "back")
    assert "Sam" not in words(walked(studio, ada, first, "remove-children-1"))
    assert "nothing is sent" in words(walked(studio, ada, third, "later"))


@pytest.mark.parametrize("carried", ["", "{", "[1]", '{"answers": 3, "asked": 4}', '{"answers": {"children": [7]}}'])
def test_a_preview_that_carries_nonsense_is_drawn_with_nothing_answered(studio: Studio, carried: str) -> None:
    ada = studio.begun()
    page = studio.get(ada, f"{PAGE}/preview/which-children")
    for act, entry in (("", "children-9"), ("add-none", ""), ("remove-children-4", ""), ("here", "children-1")):
        answer = walked(studio, ada, page, act, so_far=carried, entry=entry)
        assert answer.status_code == 200


def test_the_last_page_leads_to_the_end_and_nothing_was_kept(studio: Studio) -> None:
    ada = studio.begun()
    studio.send(ada, "forms", name="Everything")
    end = walked(studio, ada, studio.get(ada, "forms/everything/preview/page-1"), **{"f_question-1": "A worry"})
    assert "That was the last page." in words(end)
    assert heading(walked(studio, ada, end, "here")) == "First page"
    assert tree(studio)["forms"]["everything"]["pages"][0]["questions"][0]["id"] == "question-1"


def test_the_last_of_its_kind_says_with_what_it_can_be_taken_out(studio: Studio) -> None:
    ada = studio.begun()
    studio.send(ada, "forms", name="Everything")
    page = studio.get(ada, "forms/everything")
    for link in soup(page).select("main a[href*='/remove/']"):
        stopped = ada.get(str(link["href"]))
        assert "It is the last of" in words(stopped)
        assert "with everything in it" in words(stopped)
    over = soup(stopped).select_one("main .govuk-grid-column-two-thirds > p a[href*='/remove/']")
    assert over is not None
    whole = ada.get(str(over["href"]))
    while (above := soup(whole).select_one("main .govuk-grid-column-two-thirds > p a[href*='/remove/']")) is not None:
        whole = ada.get(str(above["href"]))
    taken = ada.post(whole.request.path, data={**form_of(whole, 0), "act": "take"})
    assert taken.status_code == 302
    assert "everything" not in tree(studio)["forms"]


def test_what_is_typed_and_not_saved_is_drawn(studio: Studio) -> None:
    ada = studio.begun()
    first = next(iter(pages(studio)))
    id = next(one["id"] for one in tree(studio)["forms"][FORM]["pages"][0]["questions"] if one["type"] != "content")
    values = form_of(studio.get(ada, f"{PAGE}/questions/{id}"), 0)
    drawn = ada.post(
        studio.address(f"{PAGE}/questions/{id}/preview"), data={**values, "label-en": "Only typed so far?"}
    )
    assert "Only typed so far?" in words(drawn)
    assert "Only typed so far?" not in words(studio.get(ada, f"{PAGE}/preview/{first}"))


def test_the_words_of_a_page_and_of_a_form_are_changed(studio: Studio) -> None:
    ada = studio.begun()
    first = next(iter(pages(studio)))
    typed: Any = {"title-en": "About the child", "intro-en": "Only what you know."}
    assert studio.send(ada, f"{PAGE}/pages/{first}", **typed).status_code == 302
    page = tree(studio)["forms"][FORM]["pages"][0]
    assert (page["title"]["en"], page["intro"]["en"]) == ("About the child", "Only what you know.")
    named: Any = {"name-en": "", "owner": ""}
    assert studio.send(ada, f"{PAGE}/words", **named).status_code == 422
    named = {"name-en": "Tell us about a child", "owner": "Head of the hub"}
    assert studio.send(ada, f"{PAGE}/words", **named).status_code == 302
    assert tree(studio)["forms"][FORM]["owner"] == "Head of the hub"


def test_what_is_not_there_is_not_found(studio: Studio) -> None:
    ada = studio.begun()
    for page in ("forms/none", f"{PAGE}/questions/none", f"{PAGE}/pages/none", f"{PAGE}/preview/none"):
        assert studio.get(ada, page).status_code == 404, page
