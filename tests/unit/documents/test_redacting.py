"""Redacted copies: what is proposed for whom, and that what is withheld is nowhere in the copy."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hubwright.domain.documents.document import (
    Document,
    Fact,
    Facts,
    Paragraph,
    Point,
    Points,
    Row,
    Section,
    Table,
    pieces,
    written,
)
from hubwright.domain.documents.occurring import occurrences, squeezed, stands_in
from hubwright.domain.documents.proposing import Around, Proposal, Recipient, propose
from hubwright.domain.documents.reading import document_of, kept
from hubwright.domain.documents.redacting import (
    GONE,
    MARK,
    REASON,
    Withheld,
    Wording,
    echoes,
    redacted,
    still_said,
    texts_of,
)
from hubwright.domain.protection import NOTHING, Finder, finder, known_identity, known_in
from hypothesis import given, settings
from hypothesis import strategies as st

ENGLISH = Wording("withheld", {"harm": "serious harm", "other": "about somebody else"}, "Parts are left out.")
PEOPLE = {"p1": "Elsie Sample", "p2": "Marcus Sample", "p3": "Tomos Otherly"}
FATHER = Recipient("parent", "p2", ("p1",), name="Mr M. Sample")
ADDRESS = {"lines": ["14 Zinnia Road"], "town": "Exampleton", "postcode": "ZZ9 4ZZ", "protected": True}


def a_document() -> Document:
    return Document(
        kind="meeting_record",
        title="Record of a meeting",
        language="en",
        reference="7K3Q9M2X",
        version=1,
        marking="OFFICIAL-SENSITIVE",
        handling="Do not copy.",
        issued_to="",
        made="2026-03-05T10:00Z",
        hub="Example Hub",
        sealed="ab" * 32,
        closing="Ring 14 Zinnia Road first.",
        facts=(Fact("f1", "Held", "5 March 2026"), Fact("f2", "Address", "14 Zinnia Rd", ("address:p1",))),
        sections=(
            Section(
                "information",
                "What is known at 14 Zinnia Road",
                (
                    Paragraph("b1", "Elsie lives at 14 zinnia road, ZZ94ZZ, with her aunt."),
                    Paragraph("b2", "Police hold an old caution of a neighbour.", ("agency:police",)),
                    Table(
                        "Who lives at Zinnia Road 14",
                        ("Who", "Where"),
                        (Row("b3", ("Elsie", "14 Zinnia Road")), Row("b4", ("Tomos", "elsewhere"), ("person:p3",))),
                    ),
                    Points((Point("b5", "Mrs Example of the school rang.", ("referrer",)), Point("b6", "Seen twice."))),
                ),
            ),
            Section("decision-p3", "Decision for Tomos Otherly", (Paragraph("b7", "No further action."),)),
            Section("decision-p1", "Decision for Elsie", (Facts((Fact("b8", "Outcome", "Enquiry"),)),)),
        ),
    )


def protected() -> Finder:
    return finder([*known_in(ADDRESS), *known_identity({"name": "Joan Example"}, PEOPLE.values())])


def chosen(found: tuple[Proposal, ...], shown: str = REASON) -> tuple[Withheld, ...]:
    return tuple(
        Withheld(f"w{number}", "harm", one.piece, one.section, one.words, shown) for number, one in enumerate(found, 1)
    )


def everything(document: Document) -> str:
    return json.dumps(written(document), ensure_ascii=False)


class TestProposing:
    def test_a_father_is_to_learn_neither_the_address_nor_the_referrer_nor_other_people(self) -> None:
        found = propose(a_document(), FATHER, protected(), Around(names=PEOPLE))
        assert {(one.because, one.piece or one.section) for one in found if not one.words} == {
            ("address", "f2"),
            ("agency", "b2"),
            ("third_party", "b4"),
            ("referrer", "b5"),
            ("third_party", "decision-p3"),
        }
        words = {one.words for one in found if one.words}
        assert {"Tomos Otherly", "Tomos", "Zinnia Road 14"} <= words
        assert any("ZZ94ZZ" in one for one in words)
        assert not any("Elsie" in one for one in words)

    def test_an_agency_that_was_there_is_offered_what_the_others_said_and_no_address(self) -> None:
        around = Around(heard=frozenset({"health"}))
        there = propose(a_document(), Recipient("agency", agency="health"), protected(), around)
        assert "b2" not in {one.piece for one in there}
        assert {one.because for one in there} == {"address", "referrer"}
        absent = propose(a_document(), Recipient("agency", agency="school"), protected(), Around())
        assert Proposal("agency", piece="b2", of="police") in absent

    def test_an_agency_always_has_its_own(self) -> None:
        assert "b2" not in {
            one.piece for one in propose(a_document(), Recipient("agency", agency="police"), NOTHING, Around())
        }

    def test_a_piece_that_its_owner_has_not_let_go_is_found_by_its_words_and_by_its_mark(self) -> None:
        held = {"q1-4": ("police", "They hold an old caution of a neighbour since May.")}
        around = Around(unreleased=held, heard=frozenset({"health"}))
        document = a_document()
        found = propose(document, Recipient("agency", agency="health"), NOTHING, around)
        assert Proposal("unreleased", piece="b2", of="police") in found
        marked = replace(document, facts=(Fact("f1", "Told", "Something else", ("item:q1-4",)),))
        assert Proposal("unreleased", piece="f1", of="police") in propose(
            marked, Recipient("agency", agency="health"), NOTHING, around
        )

    def test_what_somebody_must_not_learn_is_found_by_its_mark_and_by_its_words(self) -> None:
        document = a_document()
        recipient = replace(FATHER, not_told=("seen twice",))
        found = propose(document, recipient, NOTHING, Around(names=PEOPLE))
        assert Proposal("not_to", words="Seen twice", of="p2") in found
        marked = replace(document, facts=(Fact("f1", "Told", "that", ("not_to:p2",)),))
        assert Proposal("not_to", piece="f1", of="p2") in propose(marked, FATHER, NOTHING, Around())
        assert "f1" not in {one.piece for one in propose(marked, Recipient("parent", "p9"), NOTHING, Around())}

    def test_an_address_spread_over_the_cells_of_a_row_takes_the_row_with_it(self) -> None:
        row = Row("b1", ("Elsie", "14", "Zinnia Road", "at night"))
        document = replace(
            a_document(), facts=(), closing="", sections=(Section("s", "", (Table("", ("a", "b", "c", "d"), (row,)),)),)
        )
        assert Proposal("address", piece="b1", sure=True).piece in {
            one.piece for one in propose(document, FATHER, protected(), Around())
        }

    def test_to_the_person_themselves_their_own_address_mark_is_not_proposed(self) -> None:
        found = propose(a_document(), Recipient("subject", "p1"), NOTHING, Around())
        assert "f2" not in {one.piece for one in found}


class TestTheCopy:
    @pytest.mark.parametrize("shown", [REASON, MARK, GONE])
    def test_nothing_that_is_withheld_stands_anywhere_in_it(self, shown: str) -> None:
        document = a_document()
        choices = chosen(propose(document, FATHER, protected(), Around(names=PEOPLE)), shown)
        copy = redacted(document, choices, ENGLISH, issued_to="Mr M. Sample")
        whole = everything(copy).casefold()
        for lost in ("zinnia", "zz9", "example of the school", "tomos", "otherly", "caution", "no further action"):
            assert lost in everything(document).casefold()
            assert lost not in whole, lost
        assert "elsie" in whole
        assert "enquiry" in whole
        assert still_said(copy, choices) == ()
        assert (copy.sealed, copy.issued_to) == ("", "Mr M. Sample")
        assert "Parts are left out." in copy.handling

    def test_the_ids_of_what_stays_are_counted_anew_without_a_gap(self) -> None:
        document = a_document()
        choices = chosen(propose(document, FATHER, protected(), Around(names=PEOPLE)), GONE)
        copy = redacted(document, choices, ENGLISH, issued_to="x")
        assert [one.id for one in copy.sections] == ["s1", "s2"]
        assert [one.id for one in pieces(copy)] == ["f1", "s1.b1", "s1.b2", "s1.b3", "s2.b1"]
        assert not any(one.about for one in pieces(copy))

    def test_a_mark_says_why_unless_it_would_say_too_much(self) -> None:
        document = replace(a_document(), title="Serious words", closing="")
        by_reason = redacted(document, [Withheld("w1", "harm", words="Elsie")], ENGLISH, issued_to="")
        assert "[withheld: serious harm] lives at" in everything(by_reason)
        itself = redacted(document, [Withheld("w1", "harm", words="serious")], ENGLISH, issued_to="")
        assert itself.title == "[withheld] words"
        both = [Withheld("w1", "harm", words="serious"), Withheld("w2", "harm", words="withheld")]
        assert redacted(document, both, ENGLISH, issued_to="").title == "[...] words"

    def test_what_is_left_cannot_come_together_again(self) -> None:
        document = replace(a_document(), title="Zin nia zinnia Road x", sections=(), facts=(), closing="")
        inner, outer = (Withheld(words, "harm", words=words, shown=GONE) for words in ("nia zinnia", "Zin Road"))
        choices = [inner, outer]
        assert redacted(document, choices, ENGLISH, issued_to="").title.strip() == "x"

    def test_a_fact_keeps_its_name_beside_a_mark_and_goes_with_it_otherwise(self) -> None:
        document = a_document()
        marked = redacted(document, [Withheld("w1", "harm", piece="f2")], ENGLISH, issued_to="")
        assert (marked.facts[1].name, marked.facts[1].text) == ("Address", "[withheld: serious harm]")
        gone = redacted(document, [Withheld("w1", "harm", piece="f2", shown=GONE)], ENGLISH, issued_to="")
        assert [one.name for one in gone.facts] == ["Held"]

    def test_words_of_a_withheld_piece_that_stand_elsewhere_are_told_to_whoever_checks(self) -> None:
        document = replace(a_document(), closing="He said: police hold an OLD caution of a neighbour.")
        choices = [Withheld("w1", "harm", piece="b2")]
        copy = redacted(document, choices, ENGLISH, issued_to="")
        assert echoes(document, choices, copy) == ((choices[0], "Police hold an old caution"),)
        assert echoes(a_document(), choices, redacted(a_document(), choices, ENGLISH, issued_to="")) == ()

    def test_a_document_is_read_back_as_it_was_written(self) -> None:
        assert document_of(kept(a_document())) == a_document()
        assert document_of(json.loads(json.dumps(written(a_document())))).sections[2] == a_document().sections[2]


class TestWords:
    @pytest.mark.parametrize(
        ("words", "text"),
        [
            ("Ann", "said ANN'S aunt"),
            ("14 Zinnia Road", "at 14,\nZinnia-Road"),
            ("07700 900123", "ring 07700900123 now"),
            ("07700900123", "ring 07700 900 123 now"),
            ("José", "and jose said"),
            ("محمد", "قال محمد"),
            ("李小龍", "昨日李小龍說"),
        ],
    )
    def test_words_are_found_however_they_are_set(self, words: str, text: str) -> None:
        assert stands_in(words, text)

    @pytest.mark.parametrize(
        ("words", "text"), [("Ann", "annual"), ("Ann", "Joann"), ("14 Road", "14 Roadside"), ("🙂", "🙂")]
    )
    def test_other_words_are_not(self, words: str, text: str) -> None:
        assert not stands_in(words, text)


WORDS = st.lists(st.sampled_from(["ash", "birch", "cedar", "elder", "fir", "ash's", "Birch", "CEDAR"]), max_size=7).map(
    " ".join
)
SECRETS = st.lists(st.sampled_from(["ash", "birch", "cedar", "elder", "fir"]), min_size=1, max_size=3).map(" ".join)


@st.composite
def documents(draw: st.DrawFn) -> Document:
    numbers = iter(range(1, 1000))

    def block() -> object:
        kind = draw(st.integers(0, 3))
        if kind == 0:
            return Paragraph(f"b{next(numbers)}", draw(WORDS))
        if kind == 1:
            return Facts(
                tuple(Fact(f"b{next(numbers)}", draw(WORDS), draw(WORDS)) for _ in range(draw(st.integers(0, 2))))
            )
        if kind == 2:
            rows = tuple(Row(f"b{next(numbers)}", (draw(WORDS), draw(WORDS))) for _ in range(draw(st.integers(0, 2))))
            return Table(draw(WORDS), (draw(WORDS), draw(WORDS)), rows)
        return Points(tuple(Point(f"b{next(numbers)}", draw(WORDS)) for _ in range(draw(st.integers(0, 2)))))

    sections = tuple(
        Section(f"part-{number}", draw(WORDS), tuple(block() for _ in range(draw(st.integers(0, 3)))))  # type: ignore[misc]
        for number in range(draw(st.integers(0, 3)))
    )
    head = {name: draw(WORDS) for name in ("title", "marking", "handling", "closing")}
    return Document(
        kind="chronology", language="en", reference="R", version=0, issued_to="", made="", hub="H", sections=sections,
        facts=(Fact("f1", draw(WORDS), draw(WORDS)),), **head,
    )  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(
    documents(), st.lists(st.tuples(SECRETS, st.sampled_from([REASON, MARK, GONE])), min_size=1, max_size=3), st.data()
)
def test_no_withheld_words_occur_anywhere_in_what_is_written(
    document: Document, secrets: list[tuple[str, str]], data: st.DataObject
) -> None:
    choices = [Withheld(f"w{at}", "harm", words=words, shown=shown) for at, (words, shown) in enumerate(secrets)]
    ids = [one.id for one in pieces(document)]
    taken = data.draw(st.sets(st.sampled_from(ids), max_size=3))
    choices += [Withheld(f"p{id}", "other", piece=id, shown=GONE) for id in taken]
    copy = redacted(document, choices, ENGLISH, issued_to="")
    assert still_said(copy, choices) == ()

    def strings(value: object) -> list[str]:
        if isinstance(value, str):
            return [value]
        if isinstance(value, dict):
            return [text for part in value.values() for text in strings(part)]
        return [text for part in value for text in strings(part)] if isinstance(value, list) else []

    for text in strings(written(copy)):
        for words, _ in secrets:
            assert not list(occurrences(words, text))
            assert f" {words} " not in f" {text.casefold()} "
    left = [one for one in pieces(document) if one.id not in taken]
    assert len(list(pieces(copy))) <= len(left)
    assert squeezed("".join(strings(written(copy)))) or not left


def test_what_is_kept_is_kept_word_for_word() -> None:
    document = a_document()
    copy = redacted(document, [Withheld("w1", "harm", piece="b2", shown=GONE)], ENGLISH, issued_to="x")
    assert [texts_of(one) for one in pieces(copy)] == [texts_of(one) for one in pieces(document) if one.id != "b2"]


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("Zoë O'Quill", "Zoe O\u02bcQuill"),
        ("Zoë O'Quill", "Zo\u00adë O\u02bbQuill"),
        ("Zoë O'Quill", "\U0001d419\U0001d428\U0001d41e O'Quill"),
        ("Zoë O'Quill", "https://x.example/zoe%20oquill/seen"),
        ("Łukasz", "LUKASZ"),
        ("Lukasz", "łukasz"),
        ("Øyvind", "Oyvind"),
        ("07700 900123", "\u0660\u0667\u0667\u0660\u0660\u0669\u0660\u0660\u0661\u0662\u0663"),
        ("\u0645\u062d\u0645\u062f", "\u0645\u0640\u062d\u0640\u0645\u0640\u062f"),
        ("\u0639\u0644\u06cc", "\u0639\u0644\u064a"),
        ("Ann", "photo_Ann2.jpg"),
        ("Ann", "2Ann"),
    ],
)
def test_words_are_found_in_signs_that_only_look_otherwise(words: str, text: str) -> None:
    assert stands_in(words, text)
    assert stands_in(words, f"and {text} too")


def test_figures_alone_are_not_found_inside_a_longer_name() -> None:
    assert not stands_in("14", "A14")
    assert not stands_in("Ann", "Annual2")
