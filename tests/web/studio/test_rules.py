"""Rules built in the browser without scripts: of a question, a comparison that fits and a value."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

from flask.testing import FlaskClient

from tests.web.conftest import form_of
from tests.web.studio.conftest import COLLEAGUE, Studio
from tests.web.studio.rule_pages import FORM, add, page_of, press, questions, sentence, where_of


def test_a_rule_is_built_of_conditions_and_its_sentence_follows(studio: Studio) -> None:
    ada = studio.begun()
    page = where_of(studio, ada, "injury-seen")
    shown = studio.get(ada, page)
    assert sentence(shown) == "It is shown when Has a child been injured? is Yes."
    assert press(studio, ada, page, "take", where="0").status_code == 302
    assert sentence(studio.get(ada, page)) == "It is always shown."
    later = questions(studio.get(ada, page))
    assert "Has a child been injured?" in later
    assert "What injury have you seen or been told about?" not in later

    assert add(studio, ada, page, "danger-now", how="|is", value="no").status_code == 302
    assert sentence(studio.get(ada, page)) == "It is shown when Is a child in danger right now? is No."
    added = add(studio, ada, page, "children/child-unborn", entries="any row", how="|is", value="yes")
    assert added.status_code == 302
    assert "for at least one entry in" in sentence(studio.get(ada, page))
    assert press(studio, ada, page, "join", nth=-1, where="", join="any").status_code == 302
    assert ", or " in sentence(studio.get(ada, page))
    assert press(studio, ada, page, "turn", where="1").status_code == 302
    assert "it is not so that (for at least one entry" in sentence(studio.get(ada, page))
    grouped = add(studio, ada, page, "children", group="all", how="count rows|at least", number="2")
    assert grouped.status_code == 302
    said = sentence(studio.get(ada, page))
    assert "the number of entries in Which children are you worried about? is 2 or more" in said
    inner = add(studio, ada, page, "danger-now", where="2", how="|not is known")
    assert inner.status_code == 302
    assert "Is a child in danger right now? is not known" in sentence(studio.get(ada, page))

    assert press(studio, ada, page, "clear").status_code == 302
    assert sentence(studio.get(ada, page)) == "It is always shown."


def test_a_condition_is_changed_with_what_it_says_filled_in(studio: Studio) -> None:
    ada = studio.begun()
    page = where_of(studio, ada, "injury-seen")
    shown = ada.get(f"{studio.address(page)}/condition?where=0&act=change")
    ticked = page_of(shown).select_one("input[name=value][checked]")
    assert ticked is not None
    assert ticked["value"] == "yes"
    same = ada.post(f"{studio.address(page)}/condition", data=form_of(shown, -1))
    assert same.status_code == 302
    assert "0 changes" in page_of(studio.get(ada, "")).text
    ada.post(f"{studio.address(page)}/condition", data={**form_of(shown, -1), "value": "no"})
    assert sentence(studio.get(ada, page)) == "It is shown when Has a child been injured? is No."


FORGED: list[tuple[str, dict[str, str], str]] = [
    ("danger-now", {"how": "count rows|at least", "number": "2"}, "Choose one of these."),
    ("danger-now", {"how": "|is", "value": "perhaps"}, "Choose one of the options."),
    ("children", {"how": "count rows|at least", "number": "two"}, "Write a whole number, as 18."),
    ("children/child-born", {"how": "|before", "entries": "any row", "day-year": "2015"}, "Write a whole date"),
    ("children/child-unborn", {"how": "|is", "value": "yes", "entries": "some"}, "Choose of how many entries"),
    ("children/child-unborn", {"how": "|any row", "entries": "any row"}, "Choose one of these."),
]


def test_a_forged_condition_of_a_wrong_type_is_not_made_and_the_page_says_why(studio: Studio) -> None:
    ada = studio.begun()
    page = where_of(studio, ada, "injury-seen")
    before = sentence(studio.get(ada, page))
    for question, typed, said in FORGED:
        refused = add(studio, ada, page, question, **typed)
        assert refused.status_code == 422
        assert said in page_of(refused).select_one(".govuk-error-summary").text
    assert sentence(studio.get(ada, page)) == before


def test_an_option_that_was_chosen_is_still_chosen_when_a_condition_is_opened(studio: Studio) -> None:
    ada = studio.begun()
    page = where_of(studio, ada, "reach-telephone-number")
    shown = ada.get(f"{studio.address(page)}/condition?where=0&act=change")
    ticked = [one["value"] for one in page_of(shown).select("input[name=value][checked]")]
    assert ticked == ["reach-telephone"]
    assert page_of(shown).select_one("input[name=how][checked]")["value"] == "|contains any of"
    assert ada.post(f"{studio.address(page)}/condition", data=form_of(shown, -1)).status_code == 302
    assert "0 changes" in page_of(studio.get(ada, "")).text
    both = {**form_of(shown, -1), "value": ["reach-telephone", "reach-email"]}
    assert ada.post(f"{studio.address(page)}/condition", data=both).status_code == 302
    assert (
        sentence(studio.get(ada, page)) == "It is shown when How can we reach you? includes By telephone or By e-mail."
    )
    assert press(studio, ada, page, "turn", where="0").status_code == 422
    assert "0 problems" in page_of(studio.get(ada, page)).text


def test_a_condition_that_is_turned_round_stays_so_when_its_value_changes(studio: Studio) -> None:
    ada = studio.begun()
    danger = "rules/forms~child-referral~danger"
    assert press(studio, ada, danger, "turn", where="0").status_code == 302
    shown = ada.get(f"{studio.address(danger)}/condition?where=0&act=change")
    assert "It stays turned round" in page_of(shown).text
    assert (
        ada.post(f"{studio.address(danger)}/condition", data={**form_of(shown, -1), "value": "no"}).status_code == 302
    )
    assert "it is not so that (Is a child in danger right now? is No)" in sentence(studio.get(ada, danger))
    known = {**form_of(ada.get(f"{studio.address(danger)}/condition?where=0&act=change"), -1), "how": "|is known"}
    assert ada.post(f"{studio.address(danger)}/condition", data=known).status_code == 302
    assert sentence(studio.get(ada, danger)).endswith("Is a child in danger right now? is known.")


def test_a_question_that_is_asked_only_afterwards_cannot_be_read(studio: Studio) -> None:
    ada = studio.begun()
    page = where_of(studio, ada, "injury-seen")
    for question in ("consent", "no-such-question", "children/no-such-column", "injury-seen"):
        refused = ada.get(f"{studio.address(page)}/condition?question={question}")
        assert refused.status_code == 422
        assert "cannot be read here" in page_of(refused).text


def test_a_question_moves_to_the_page_after_where_a_rule_may_read_its_own(studio: Studio) -> None:
    ada = studio.begun()
    page = where_of(studio, ada, "injury-seen")
    refused = add(studio, ada, page, "injury", how="|not is known")
    assert refused.status_code == 422
    assert "Move it to the page after, and save" in page_of(refused).text
    moved = ada.post(f"{studio.address(page)}/condition", data={**form_of(refused, -1), "later": "1"})
    assert moved.status_code == 302
    there = studio.get(ada, urlsplit(moved.location).path.removeprefix("/starter/studio/"))
    assert "Has a child been injured? is not known" in sentence(there)
    assert moved.location != studio.address(page)


def test_what_somebody_else_has_changed_is_not_written_over(studio: Studio) -> None:
    ada = studio.begun()
    ben = studio.client(COLLEAGUE)
    page = where_of(studio, ada, "injury-seen")
    shown = ada.get(f"{studio.address(page)}/condition?where=0&act=change")
    assert press(studio, ben, page, "clear").status_code == 302
    refused = ada.post(f"{studio.address(page)}/condition", data={**form_of(shown, -1), "value": "no"})
    assert refused.status_code == 409
    assert "has changed this" in page_of(refused).select_one(".govuk-error-summary").text
    assert sentence(refused) == "It is always shown."
    danger = "rules/forms~child-referral~danger"
    shown = ada.get(f"{studio.address(danger)}/condition?question=children")
    assert press(studio, ben, danger, "turn", where="0").status_code == 302
    typed = {**form_of(shown, -1), "how": "count rows|at least", "number": "3"}
    refused = ada.post(f"{studio.address(danger)}/condition", data=typed)
    assert refused.status_code == 409
    assert "Now it stands so: The alarm is raised when Is a child in danger right now? is No." in page_of(refused).text
    assert page_of(refused).select_one("input[name=number]")["value"] == "3"


def test_the_alarm_a_check_and_the_rule_of_a_page_are_built_in_the_same_way(studio: Studio) -> None:
    ada = studio.begun()
    danger = "rules/forms~child-referral~danger"
    assert sentence(studio.get(ada, danger)) == "The alarm is raised when Is a child in danger right now? is Yes."
    assert press(studio, ada, danger, "clear").status_code == 302
    assert sentence(studio.get(ada, danger)) == "No answer of this form raises the alarm."
    assert press(studio, ada, danger, "same", same=_first_same(studio, ada, danger)).status_code == 302
    assert "The alarm is raised when" in sentence(studio.get(ada, danger))

    question = where_of(studio, ada, "injury-seen").removesuffix("~show")
    check = f"{question}~checks~+~rule"
    unsaid = add(studio, ada, check, "danger-now", how="|is", value="no")
    assert unsaid.status_code == 422
    assert "Write what is to be said" in page_of(unsaid).text
    said = add(studio, ada, check, "danger-now", how="|is", value="no", **{"message-en": "Ring 999 first."})
    assert said.status_code == 302
    check = f"{question}~checks~.0~rule"
    assert said.location.startswith(studio.address(check))
    assert sentence(studio.get(ada, check)) == "It warns unless Is a child in danger right now? is No."
    assert press(studio, ada, check, "words", 0, **{"message-en": ""}).status_code == 422
    assert press(studio, ada, check, "words", 0, **{"message-en": "Ring 999 now."}).status_code == 302
    assert "Ring 999 now." in str(page_of(studio.get(ada, check)))
    assert press(studio, ada, check, "clear").status_code == 302
    assert studio.get(ada, f"{question}~checks~.1~rule").status_code == 404


def _first_same(studio: Studio, client: FlaskClient, page: str) -> str:
    return str(page_of(studio.get(client, page)).select_one("select[name=same] option")["value"])


def test_no_rule_stands_where_the_definitions_have_none(studio: Studio) -> None:
    ada = studio.begun()
    spots = ["forms~child-referral~title", "clocks~first-look~rule", "forms~nothing~danger", ".0~.1", "~", "x" * 900]
    spots += ["+~+~+~+", "workflows~x~transitions~y~when", "scales~nothing~suggestions~+~rule"]
    for spot in spots:
        for page in ("", "/condition", "/within"):
            assert studio.get(ada, f"rules/{spot}{page}").status_code == 404, spot


def test_nothing_that_is_sent_by_hand_breaks_a_page(studio: Studio) -> None:
    ada = studio.begun()
    page = studio.address(where_of(studio, ada, "injury-seen"))
    odd = ("", "0", "-1", "9.9.9", "0.0", "x", "children/", "/", "a/b/c", "|", "|is", "not |is", "\u0000", "9" * 30)
    carried = form_of(ada.get(page), -1)
    for one in odd:
        for name in ("where", "question", "group", "how", "act"):
            typed = {**carried, "question": "danger-now", "how": "|is", "value": "no", name: one}
            assert ada.get(f"{page}/condition", query_string=typed).status_code in (200, 404, 422), (name, one)
            assert ada.post(f"{page}/condition", data={**typed, "value": one}).status_code in (302, 404, 422, 409)
            assert ada.post(page, data=typed).status_code in (404, 422, 409)
        assert ada.get(f"{page}/within", query_string={"where": one}).status_code in (200, 302, 404)
        assert studio.get(ada, f"remove/{one or '~'}").status_code == 404


def test_every_rule_of_the_hub_is_listed_as_a_sentence_with_its_page(studio: Studio) -> None:
    ada = studio.begun()
    listed = page_of(studio.get(ada, "rules"))
    links = [a["href"] for a in listed.select("main li a")]
    assert len(links) > 20
    for link in links:
        answer = ada.get(link)
        assert answer.status_code == 200, link
    assert not parse_qs(urlsplit(links[0]).query)


def test_a_rating_is_suggested_a_pathway_opened_and_something_proposed_by_rules_made_here(studio: Studio) -> None:
    ada = studio.begun()
    listed = page_of(studio.get(ada, "new-rule/suggestion"))
    assert len(listed.select("select[name=tier] option")) > 2
    tier = listed.select("select[name=tier] option")[1]["value"]
    assert studio.get(ada, "new-rule/suggestion", go="1", tier=tier).status_code == 422
    chosen = studio.get(ada, "new-rule/suggestion", go="1", tier=tier, form="child-referral")
    assert chosen.status_code == 302
    shown = ada.get(chosen.location)
    assert "There is no rule yet." in sentence(shown)
    spot = urlsplit(chosen.location).path
    carried = {"tier": tier.partition("~")[2], "form": "child-referral", "question": "danger-now"}
    row = ada.get(f"{spot}/condition", query_string=carried)
    typed = {**form_of(row, -1), "how": "|is", "value": "yes"}
    assert ada.post(f"{spot}/condition", data=typed).status_code == 422
    made = ada.post(f"{spot}/condition", data={**typed, "message-en": "Somebody is in danger."})
    assert made.status_code == 302
    assert sentence(ada.get(made.location)) == "It is suggested when Is a child in danger right now? is Yes."
    assert "0 problems" in page_of(ada.get(made.location)).text
    tried = page_of(studio.get(ada, "try/child-referral")).select(".hw-studio-told h3")
    assert any(one.text.startswith("The rating") for one in tried)

    door = page_of(studio.get(ada, "new-rule/strand")).select("select[name=door] option")[1]["value"]
    pathway = page_of(studio.get(ada, "new-rule/strand")).select("select[name=pathway] option")[1]["value"]
    assert studio.get(ada, "new-rule/strand", go="1", door=door, pathway=pathway).status_code == 302

    kind = page_of(studio.get(ada, "new-rule/proposal")).select("select[name=kind] option")[1]["value"]
    chosen = studio.get(ada, "new-rule/proposal", go="1", kind=kind, act="pass_on")
    spot = urlsplit(chosen.location).path
    row = ada.get(f"{spot}/condition", query_string={"act": "pass_on", "question": "lives_here"})
    typed = {**form_of(row, -1), "how": "|is", "value": "no", "message-en": "They live elsewhere."}
    made = ada.post(f"{spot}/condition", data=typed)
    assert made.status_code == 302
    assert "the address is in the area is No" in sentence(ada.get(made.location))
    assert studio.get(ada, "new-rule/nothing").status_code == 404
    assert (
        studio.get(ada, "rules/scales~rag~suggestions~+~rule", tier="no-such", form="child-referral").status_code == 404
    )


def test_a_rule_that_stands_in_several_places_is_changed_in_all_of_them_where_that_is_asked(studio: Studio) -> None:
    ada = studio.begun()
    page = where_of(studio, ada, "injury-seen")
    danger = "rules/forms~child-referral~danger"
    assert press(studio, ada, page, "same", same="forms~child-referral~danger").status_code == 302
    assert "The same rule stands at: the form" in page_of(studio.get(ada, page)).text
    row = ada.get(f"{studio.address(page)}/condition?where=0&act=change")
    typed = {**form_of(row, -1), "value": "no", "everywhere": "1"}
    assert ada.post(f"{studio.address(page)}/condition", data=typed).status_code == 302
    assert sentence(studio.get(ada, page)) == "It is shown when Is a child in danger right now? is No."
    assert sentence(studio.get(ada, danger)) == "The alarm is raised when Is a child in danger right now? is No."
    assert studio.send(ada, "", form=0).status_code == 302
    assert "The same rule stands at: the form" in page_of(studio.get(ada, page)).text
    assert sentence(studio.get(ada, danger)) == "The alarm is raised when Is a child in danger right now? is Yes."


def test_how_a_question_is_worked_out_is_chosen_of_what_fits(studio: Studio) -> None:
    ada = studio.begun()
    listed = page_of(studio.get(ada, "rules"))
    (link,) = {one["href"] for one in listed.select("main a") if one["href"].endswith("settings~formula")
               and f"{FORM}~" in one["href"]}  # fmt: skip
    page = link.removeprefix("/starter/studio/")
    assert "the number of entries in" in sentence(studio.get(ada, page))
    offers = {one.text: one["value"] for one in page_of(studio.get(ada, page)).select("select[name=formula] option")}
    assert press(studio, ada, page, "formula", formula="no such thing").status_code == 422
    assert (
        press(
            studio, ada, page, "formula", formula=offers["Whether Is a child in danger right now? is Yes"]
        ).status_code
        == 302
    )
    assert sentence(studio.get(ada, page)) == "It is worked out as: Is a child in danger right now? is Yes."
    assert "0 problems" in page_of(studio.get(ada, page)).text
    assert press(studio, ada, page, "turn", where="0").status_code == 302
    assert "Is a child in danger right now? is Yes" in sentence(studio.get(ada, page))


def test_from_an_answer_one_says_what_it_shows(studio: Studio) -> None:
    ada = studio.begun()
    page = where_of(studio, ada, "injury-seen")
    assert press(studio, ada, page, "clear").status_code == 302
    spot = page.removeprefix("rules/").removesuffix("injury-seen~show")
    when = f"when/{spot}injury"
    assert studio.send(ada, when).status_code == 422
    offers = {one.text.strip(): one["for"] for one in page_of(studio.get(ada, when)).select("main label")}
    assert "What injury have you seen or been told about?" in offers
    assert any(one.startswith("The page ") for one in offers)
    seen = f"{spot}injury-seen"
    assert studio.send(ada, when, chosen="yes", shown=seen).status_code == 302
    assert sentence(studio.get(ada, page)) == "It is shown when Has a child been injured? is Yes."
    assert "0 problems" in page_of(studio.get(ada, page)).text
    assert "What injury have you seen" not in page_of(studio.get(ada, when)).select_one("main form").text
    assert studio.send(ada, when, chosen="yes", shown=seen).status_code == 422
    assert studio.get(ada, f"when/{spot}injury-seen").status_code == 404
    assert studio.get(ada, "when/clocks~first-look").status_code == 404
