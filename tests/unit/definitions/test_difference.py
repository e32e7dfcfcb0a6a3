"""What changed between two versions, in words."""

from __future__ import annotations

from hubwright.domain.definitions.difference import difference


def test_a_change_is_named_by_ids_and_not_by_places() -> None:
    before = {"tiers": [{"id": "red", "label": {"en": "Red"}}, {"id": "green", "label": {"en": "Green"}}]}
    after = {"tiers": [{"id": "green", "label": {"en": "Low"}}, {"id": "blue", "label": {"en": "Blue"}}]}
    assert [change.sentence() for change in difference(before, after)] == [
        "tiers/blue was added.",
        'tiers/green/label/en changed from "Green" to "Low".',
        "tiers/red was taken out.",
    ]


def test_a_new_order_is_told() -> None:
    before, after = {"tiers": [{"id": "a"}, {"id": "b"}]}, {"tiers": [{"id": "b"}, {"id": "a"}]}
    assert [change.what for change in difference(before, after)] == ["reordered"]


def test_true_is_not_one() -> None:
    assert [change.sentence() for change in difference({"counted": True}, {"counted": 1})] == [
        "counted changed from yes to 1."
    ]


def test_equal_documents_do_not_differ() -> None:
    document = {"a": [{"id": "x", "b": [1, 2]}], "c": None}
    assert difference(document, {"c": None, "a": [{"b": [1, 2], "id": "x"}]}) == []
