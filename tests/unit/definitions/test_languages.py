"""Welsh that is missing or stale is told from what held before, and what is typed lands where it was shown."""

from __future__ import annotations

from typing import Any

from hubwright.domain.definitions.edits import applied_all
from hubwright.domain.definitions.languages import Said, Written, mark_of, missing, stale, texts_in, touching, written
from hypothesis import given, settings
from hypothesis import strategies as st

TREE: dict[str, Any] = {
    "hub": {"id": "h", "languages": ["en"]},
    "letters": [{"id": "ack", "subject": {"en": "Received", "cy": "Derbyniwyd"}, "body": {"en": "Thank you."}}],
    "forms": {
        "f": {
            "name": {"en": "Form"},
            "pages": [{"id": "p", "questions": [{"id": "q", "checks": [{"rule": True, "message": {"en": "Sure?"}}]}]}],
        }
    },
}


def text(tree: Any, key: str) -> Said:
    return next(one for part in tree for one in texts_in(tree, (part,)) if one.key == key)


def said(tree: Any, en: str, cy: str, key: str = "letters~ack~subject") -> Any:
    return applied_all(tree, written(tree, [Written(text(tree, key), en, cy)]))


def test_every_text_is_found_once_even_in_lists_that_go_by_nothing() -> None:
    keys = [one.key for part in ("letters", "forms") for one in texts_in(TREE, (part,))]
    assert keys == [
        "letters~ack~subject", "letters~ack~body", "forms~f~name", "forms~f~pages~p~questions~q~checks~0~message"
    ]  # fmt: skip
    assert [missing(one) for one in texts_in(TREE, ("letters",))] == [False, True]
    changed = said(TREE, "Are you sure?", "Siŵr?", keys[-1])
    assert text(changed, keys[-1]).cy == "Siŵr?"
    assert changed["forms"]["f"]["pages"][0]["questions"][0]["checks"][0]["rule"] is True


def test_welsh_is_stale_when_its_english_was_changed_after_it() -> None:
    english = said(TREE, "We have it", "Derbyniwyd")
    now = text(english, "letters~ack~subject")
    assert stale(now, [TREE], {}) == "Received"
    assert stale(now, [TREE, english], {}) == "Received"
    assert stale(text(said(english, "We have it", "Mae gennym"), now.key), [TREE, english], {}) == ""
    assert stale(text(said(TREE, "We have it", "Mae gennym"), now.key), [TREE], {}) == ""
    assert stale(text(said(english, "Received", "Derbyniwyd"), now.key), [TREE, english], {}) == ""
    assert stale(text(TREE, "letters~ack~body"), [], {}) == ""


def test_welsh_that_was_read_again_is_fresh_until_the_english_changes_once_more() -> None:
    english = said(TREE, "We have it", "Derbyniwyd")
    seen = text(english, "letters~ack~subject")
    kept = applied_all(english, written(english, [Written(seen, seen.en, seen.cy, fits=True)]))
    assert kept["hub"]["still_right"] == {seen.key: mark_of("We have it")}
    assert stale(seen, [TREE, english], kept["hub"]["still_right"]) == ""
    again = said(kept, "We have your message", "Derbyniwyd")
    assert stale(text(again, seen.key), [TREE, english, kept], again["hub"]["still_right"]) == "Received"


def test_a_change_is_about_a_place_above_it_and_below_it() -> None:
    edits = written(TREE, [Written(text(TREE, "letters~ack~body"), "Thanks.", "Diolch.")])
    assert touching(edits, ("letters",))
    assert not touching(edits, ("forms", "f"))


@given(st.lists(st.tuples(st.text(min_size=1, max_size=5), st.text(max_size=5)), min_size=4, max_size=4))
@settings(max_examples=100)
def test_what_is_typed_stands_where_it_was_shown_and_nowhere_else(typed: list[tuple[str, str]]) -> None:
    before = [one for part in ("letters", "forms") for one in texts_in(TREE, (part,))]
    edits = written(TREE, [Written(one, *words) for one, words in zip(before, typed, strict=True)])
    after = applied_all(TREE, edits)
    assert [(one.en, one.cy) for part in ("letters", "forms") for one in texts_in(after, (part,))] == typed
    assert after["hub"] == TREE["hub"]
    assert not written(after, [Written(text(after, one.key), *words) for one, words in zip(before, typed, strict=True)])
