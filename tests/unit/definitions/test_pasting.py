"""A pasted form is read as a person would read it, nothing of it is lost, and nothing that is pasted can break it."""

from __future__ import annotations

import time

import pytest
from hubwright.domain.definitions.form import QUESTION_TYPES
from hubwright.domain.definitions.pasting import LEFT, NAME, PAGE, Guess, Kept, pages_of, read
from hubwright.domain.definitions.pasting.lines import lines_of
from hubwright.loading.shape import shape_problems
from hubwright.reference.meanings import meanings
from hypothesis import given, settings
from hypothesis import strategies as st

REFERRAL = """OAKFIELD CHILDREN'S SERVICES REFERRAL FORM

Please complete as much of this form as you can and return it to the front door team.

Section 1: Details of the child or young person
1. Child's name: ______________________
2. Date of birth (or expected date of delivery): ____________   Gender: Male ☐ Female ☐ Other ☐
3. Home address and postcode:
_______________________________
_______________________________
4. NHS number ...................
5. UPN (if known):
6. Ethnicity (please circle): White / Mixed / Asian / Black / Other
7. School or nursery attended
8. Is the child disabled? Yes / No / Not known
If yes, please give details:

Section 2: Family and household
Name\tDate of birth\tRelationship to child\tAddress if different
\t\t\t
9. Is an interpreter needed?  ☐ Yes  ☐ No
10. How many children live there?

REFERRER
Name: ______ Job title: ______
Organisation
Telephone:
E-mail address:

Section 4 - Your concerns
Type of concern (please tick all that apply)
☐ Physical
☐ Emotional
[ ] Domestic abuse
What are you worried about? Please describe what has happened, when and where.
................................................
................................................
How risky is it?
• Low
• Medium
• High
Do the parents know about this referral? Y/N
Have the parents given their consent to this referral?
I confirm that the information given is correct to the best of my knowledge.
Signature: ________  Date: ________
"""

PIECES = [
    "☐", "[ ]", "( )", "____", ".....", "\t", "|", ":", "?", "(", ")", "Yes / No", "Section 3:", "1.", "a)", "•", "-",
    "o\t", "#", "Name", "DATE OF BIRTH", "please circle", "if yes", " / ", "    ", "\u2028", "\x00", "\ufeff", "é",
    "word", ".",
]  # fmt: skip


def told(text: str) -> list[tuple[str, str]]:
    return [(one.kind, one.words) for one in read(text)]


def test_a_referral_form_for_a_child_is_read_as_a_person_would() -> None:
    assert told(REFERRAL) == [
        (NAME, "OAKFIELD CHILDREN'S SERVICES REFERRAL FORM"),
        (LEFT, "Please complete as much of this form as you can and return it to the front door team."),
        (PAGE, "Details of the child or young person"),
        ("person", "Child's name"),
        ("date", "Date of birth"),
        ("choice", "Gender"),
        ("address", "Home address and postcode"),
        ("nhs_number", "NHS number"),
        ("upn", "UPN"),
        ("choice", "Ethnicity"),
        ("short_text", "School or nursery attended"),
        ("yes_no_unknown", "Is the child disabled?"),
        ("long_text", "If yes, please give details"),
        (PAGE, "Family and household"),
        ("people", "Family and household"),
        ("yes_no_unknown", "Is an interpreter needed?"),
        ("whole_number", "How many children live there?"),
        (PAGE, "REFERRER"),
        ("short_text", "Name"),
        ("short_text", "Job title"),
        ("short_text", "Organisation"),
        ("telephone", "Telephone"),
        ("email", "E-mail address"),
        (PAGE, "Your concerns"),
        ("choices", "Type of concern"),
        ("long_text", "What are you worried about? Please describe what has happened, when and where."),
        ("choice", "How risky is it?"),
        ("yes_no_unknown", "Do the parents know about this referral?"),
        ("consent", "Have the parents given their consent to this referral?"),
        ("declaration", "I confirm that the information given is correct to the best of my knowledge."),
        (LEFT, "Signature: ________  Date: ________"),
    ]  # fmt: skip


def test_brackets_become_help_and_boxes_become_choices() -> None:
    found = {one.words: one for one in read(REFERRAL)}
    assert found["Date of birth"].hint == "or expected date of delivery"
    assert found["UPN"].hint == "if known"
    assert found["Gender"].options == ("Male", "Female", "Other")
    assert found["Ethnicity"].options == ("White", "Mixed", "Asian", "Black", "Other")
    assert found["Type of concern"].options == ("Physical", "Emotional", "Domestic abuse")
    assert found["How risky is it?"].options == ("Low", "Medium", "High")
    table = next(one for one in read(REFERRAL) if one.kind == "people")
    assert [type for _, type in table.rows] == ["short_text", "date", "short_text", "address"]


def test_a_meaning_is_suggested_only_where_the_words_say_so() -> None:
    found = {one.words: one.meaning for one in read(REFERRAL) if one.meaning}
    assert found["Date of birth"] == "subject.born"
    assert found["Name"] == "referrer.name"
    assert found["What are you worried about? Please describe what has happened, when and where."] == "concern.what"
    assert [one.meaning for one in read("Date of birth:\nName:\nTelephone:")] == ["", "", ""]
    known = meanings()
    assert all(known[one.meaning].fits(one.kind) for one in read(REFERRAL) if one.meaning)


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Mobile number", "telephone"),
        ("Date of incident dd/mm/yyyy", "date"),
        ("Name of school:", "short_text"),
        ("Postcode", "address"),
        ("Age:", "whole_number"),
        ("Why are you making this referral?", "long_text"),
        ("Please describe the injury.", "long_text"),
        ("Attach a body map:", "file"),
        ("Has the child been seen? ", "yes_no_unknown"),
        ("Name of mother ______", "person"),
        ("Urgency: High / Medium / Low", "choice"),
        ("☐ I have spoken to the parents", "yes_no_unknown"),
        ("Siblings:", "people"),
    ],
)
def test_types_are_told_by_the_words(line: str, kind: str) -> None:
    assert [one.kind for one in read(line)] == [kind]


def made_of(found: tuple[Guess, ...]) -> list[Kept]:
    return [
        Kept(one.kind, one.words, one.hint, one.options or tuple(name for name, _ in one.rows) or ("One",), one.meaning)
        for one in found
    ]


@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=6)), max_size=40), st.sampled_from(["\n", " ", ""]))
@settings(max_examples=200)
def test_no_text_breaks_it_and_every_line_is_accounted_for(pieces: list[str], between: str) -> None:
    text = between.join(pieces)
    lines = lines_of(text)
    found = read(text)
    assert {number for one in found for number in one.lines} == {at for at, one in enumerate(lines, 1) if one.strip()}
    for one in found:
        assert one.kind in (*QUESTION_TYPES, PAGE, LEFT, NAME)
        assert one.source == tuple(lines[number - 1] for number in one.lines)
    pages = pages_of(made_of(found), (), first="First page", entry="entry", continued="(continued)")
    document = {
        "$schema": "https://hubwright.example/schemas/form.v1.json", "schema_version": 1, "id": "pasted", "version": 1,
        "name": {"en": "Pasted"}, "owner": "Somebody", "pages": pages,
    }  # fmt: skip
    assert not pages or not shape_problems("form", document, file="pasted")


def test_marks_that_nobody_sees_are_left_out() -> None:
    assert lines_of("\ufeffIs\u00a0anyone\thurt?\b\u202e\u200b\r\n\x00") == ["Is anyone\thurt?", ""]


def test_a_page_holds_forty_questions_and_the_rest_goes_on() -> None:
    kept = [Kept(PAGE, "Long"), *(Kept("short_text", f"Question {number}") for number in range(90))]
    pages = pages_of(kept, {"long"}, first="First", entry="entry", continued="(continued)")
    assert [len(one["questions"]) for one in pages] == [40, 40, 10]
    assert [one["title"]["en"] for one in pages] == ["Long", "Long (continued)", "Long (continued)"]
    assert len({one["id"] for one in pages} | {"long"}) == 4


def test_three_hundred_lines_and_hostile_ones_are_read_at_once() -> None:
    began = time.monotonic()
    assert len(read("\n".join([REFERRAL] * 7))) > 200
    for hostile in ("_. " * 200, "( " * 290, "[(" * 290, "\t" * 500, "a:" * 290, "1." * 290, "Yes / " * 90):
        read("\n".join([hostile] * 300))
    # Far more than it takes, and far less than a pattern that runs away.
    assert time.monotonic() - began < 60


@pytest.mark.parametrize("line", ["a{gap}(", "question{gap}1x", "Yes{gap}No{gap}", "a{gap}[ab]{gap}x"])
def test_a_wide_gap_is_read_as_a_narrow_one_and_stands_in_the_source_as_it_was(line: str) -> None:
    wide, narrow = line.format(gap=" " * 280), line.format(gap="   ")
    found = [(one.kind, one.words, one.hint, one.options) for one in read(f"{wide}\n")]
    assert found == [(one.kind, one.words, one.hint, one.options) for one in read(f"{narrow}\n")]
    assert read(f"{wide}\n")[0].source == (wide,)
