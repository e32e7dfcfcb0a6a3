"""What could be better in how a form asks is pointed at, and nothing else is."""

from __future__ import annotations

from typing import Any

from hubwright.domain.definitions.draw_form import draw_form
from hubwright.domain.definitions.form import Form
from hubwright.domain.definitions.health.asked import check_asked
from hubwright.domain.definitions.health.finding import Finding
from hypothesis import given
from hypothesis import strategies as st

HURT = {"answer": ["hurt"]}
BORN = {"subject.born": ("Date of birth", frozenset({"date"}))}


def question(id: str, label: str = "", type: str = "short_text", **more: Any) -> dict[str, Any]:
    return {"id": id, "type": type, "label": {"en": label or f"About {id}?"}, **more}


def choice(id: str, *options: str, type: str = "choice", **more: Any) -> dict[str, Any]:
    return question(id, type=type, options=[{"id": one, "label": {"en": one.capitalize()}} for one in options], **more)


def drawn(*pages: list[dict[str, Any]], shows: dict[int, Any] | None = None) -> Form:
    made = [
        {"id": f"p{at}", "title": {"en": f"Page {at}"}, "questions": asked}
        | ({"show": shows[at]} if shows and at in shows else {})
        for at, asked in enumerate(pages)
    ]
    form, problems = draw_form(
        {"id": "f", "version": 1, "name": {"en": "Form"}, "owner": "x", "languages": ["en"], "pages": made}, file="f"
    )
    assert not problems
    return form


def found(form: Form, **more: Any) -> dict[str, Finding]:
    return {one.code: one for one in check_asked("f", form, **more)}


def both(*rules: Any) -> Any:
    return {"all": list(rules)}


def test_a_page_that_no_answers_bring_up_is_pointed_at_and_one_that_some_do_is_not() -> None:
    first = [choice("age", "child", "adult"), question("hurt", type="yes_no_unknown")]
    never = both({"is": [{"answer": ["age"]}, "child"]}, {"is": [{"answer": ["age"]}, "adult"]})
    one = found(drawn(first, [question("q")], shows={1: never}))["never-shown"]
    assert one.path == ("forms", "f", "pages", "p1", "show")
    assert one.what == 'Nobody is ever shown the page "Page 1": no answers make its rule true.'
    some = both({"is": [{"answer": ["age"]}, "child"]}, HURT)
    assert "never-shown" not in found(drawn(first, [question("q")], shows={1: some}))


def test_a_question_is_never_asked_when_what_it_reads_is_asked_only_otherwise() -> None:
    asked = question("where", type="yes_no_unknown", show=HURT)
    last = question("not-hurt", show=both({"not": [HURT]}, {"answer": ["where"]}))
    form = drawn([question("hurt", type="yes_no_unknown")], [asked], [last])
    assert found(form)["never-shown"].path[-2:] == ("not-hurt", "show")


@given(st.lists(st.sampled_from(["child", "adult", "both"]), min_size=1, max_size=3, unique=True))
def test_a_page_shown_by_any_answer_of_a_choice_is_never_called_unreachable(options: list[str]) -> None:
    rule = {"any": [{"is": [{"answer": ["age"]}, one]} for one in options]}
    form = drawn([choice("age", "child", "adult", "both")], [question("q")], shows={1: rule})
    assert "never-shown" not in found(form)


def test_what_is_asked_twice_is_said_of_the_second_and_not_across_rows() -> None:
    rows = question("people", type="rows", rows=[question("n", "Name")], row_name={"en": "person"})
    form = drawn([question("name", "Name"), rows], [question("again", "  name? ")])
    one = found(form)["asked-again"]
    assert one.path[-1] == "again"
    assert 'on the page "Page 0"' in one.what
    same = drawn([question("a", meaning="concern.what"), question("b", meaning="concern.what")])
    assert found(same)["meant-again"].path[-1] == "b"


def test_an_answer_that_rules_forget_is_named_when_they_know_most_of_the_others() -> None:
    kind = choice("kind", "neglect", "harm", "other")
    shown = question("more", show={"one of": [{"answer": ["kind"]}, ["neglect", "harm"]]})
    one = found(drawn([kind], [shown]))["answer-forgotten"]
    assert one.what == 'Rules know most of the answers to "About kind?", and none of them knows "Other".'
    alone = question("more", show={"is": [{"answer": ["kind"]}, "neglect"]})
    assert "answer-forgotten" not in found(drawn([kind], [alone]))


def test_a_question_that_looks_like_a_meaning_has_none_and_a_form_says_whom_it_is_about() -> None:
    form = drawn([question("born", "Date of birth", "date")])
    assert found(form, meanings=BORN)["without-meaning"].names == ("born", "subject.born")
    named = drawn([question("born", "Date of birth", "date", meaning="subject.born")])
    assert "without-meaning" not in found(named, meanings=BORN)
    missing = [one.what for one in check_asked("f", form, public=True) if one.code == "meaning-missing"]
    assert len(missing) == 2
    assert "whom it is about" in missing[0]
    assert "meaning-missing" not in found(form)


def test_what_is_sensitive_says_what_it_is_for_or_is_named() -> None:
    bare = question("faith", "What is your faith?", sensitivity="sensitive")
    assert '"What is your faith?"' in found(drawn([bare]))["without-purpose"].what
    told = {**bare, "hint": {"en": "So that we can respect it."}}
    assert "without-purpose" not in found(drawn([told, question("plain")]))
