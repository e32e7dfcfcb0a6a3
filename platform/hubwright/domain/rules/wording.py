"""The words in which rules read as sentences, in English and in Welsh. {0}, {1} and {2} are the arguments."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Wording:
    """One language.

    Args:
        operators: a template for each operator that has one of its own.
        negatives: how `not` of these operators is said; every other is put in `negation`.
        negation: a template for `not`.
        conjunctions: what stands between the parts of `all` and of `any`, and before the last item of a list.
        yes, no, always, never: the truth values, as answers and as conditions.
        where: `count rows` with a condition.
        gave: what a part of a rule gave, when it is explained.
        months: January to December.
        quote: around a text.
    """

    operators: Mapping[str, str]
    negatives: Mapping[str, str]
    negation: str
    conjunctions: Mapping[str, str]
    yes: str
    no: str
    always: str
    never: str
    where: str
    gave: Mapping[str, str]
    months: tuple[str, ...]
    quote: str


WORDINGS = {
    "en": Wording(
        operators={
            "is": "{0} is {1}",
            "is not": "{0} is not {1}",
            "one of": "{0} is {1}",
            "contains": "{0} includes {1}",
            "contains any of": "{0} includes {1}",
            "less than": "{0} is less than {1}",
            "at most": "{0} is {1} or less",
            "at least": "{0} is {1} or more",
            "more than": "{0} is more than {1}",
            "between": "{0} is from {1} to {2}",
            "before": "{0} is before {1}",
            "after": "{0} is after {1}",
            "is answered": "{0} has been answered",
            "is known": "{0} is known",
            "age in years": "age in years of {0}",
            "years since": "whole years since {0}",
            "months since": "whole months since {0}",
            "days since": "days since {0}",
            "today": "today",
            "count rows": "the number of entries in {0}",
            "any row": "for at least one entry in {0}: {1}",
            "every row": "for every entry in {0}: {1}",
            "plus": "{0} plus {1}",
            "minus": "{0} minus {1}",
            "times": "{0} times {1}",
            "length of text": "the number of characters in {0}",
            "if": "{1} if {0}, otherwise {2}",
        },
        negatives={"is answered": "{0} has not been answered", "is known": "{0} is not known", "answer": "{0} is {1}"},
        negation="it is not so that {0}",
        conjunctions={"all": ", and ", "any": ", or ", "last": " or "},
        yes="Yes",
        no="No",
        always="always",
        never="never",
        where="the number of entries in {0} where {1}",
        gave={
            "yes": "yes",
            "no": "no",
            "unknown": "unknown",
            "not_known": "not known",
            "refused": "refused",
            "not_answered": "not answered",
            "not_asked": "not asked",
            "partial": "only partly known",
            "unreadable": "cannot be read",
            "row": "entry {0}",
        },
        months=(
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ),
        quote="“{0}”",
    ),
    "cy": Wording(
        operators={
            "is": "{0} yw {1}",
            "is not": "nid {1} yw {0}",
            "one of": "{0} yw {1}",
            "contains": "mae {0} yn cynnwys {1}",
            "contains any of": "mae {0} yn cynnwys {1}",
            "less than": "mae {0} yn llai na {1}",
            "at most": "mae {0} yn {1} neu lai",
            "at least": "mae {0} yn {1} neu fwy",
            "more than": "mae {0} yn fwy na {1}",
            "between": "mae {0} rhwng {1} a {2}, gan gynnwys y ddau",
            "before": "mae {0} cyn {1}",
            "after": "mae {0} ar ôl {1}",
            "is answered": "mae {0} wedi'i ateb",
            "is known": "mae {0} yn hysbys",
            "age in years": "oedran mewn blynyddoedd yn ôl {0}",
            "years since": "nifer y blynyddoedd cyfan ers {0}",
            "months since": "nifer y misoedd cyfan ers {0}",
            "days since": "nifer y diwrnodau ers {0}",
            "today": "heddiw",
            "count rows": "nifer y cofnodion yn {0}",
            "any row": "ar gyfer o leiaf un cofnod yn {0}: {1}",
            "every row": "ar gyfer pob cofnod yn {0}: {1}",
            "plus": "{0} plws {1}",
            "minus": "{0} minws {1}",
            "times": "{0} wedi'i luosi â {1}",
            "length of text": "nifer y nodau yn {0}",
            "if": "{1} os {0}, fel arall {2}",
        },
        negatives={
            "is answered": "nid yw {0} wedi'i ateb",
            "is known": "nid yw {0} yn hysbys",
            "answer": "{0} yw {1}",
        },
        negation="nid yw'n wir bod {0}",
        conjunctions={"all": ", ac hefyd ", "any": ", neu ", "last": " neu "},
        yes="Ie",
        no="Na",
        always="bob amser",
        never="byth",
        where="nifer y cofnodion yn {0} lle {1}",
        gave={
            "yes": "ie",
            "no": "na",
            "unknown": "anhysbys",
            "not_known": "ddim yn gwybod",
            "refused": "gwrthodwyd ateb",
            "not_answered": "heb ei ateb",
            "not_asked": "heb ei ofyn",
            "partial": "yn rhannol hysbys yn unig",
            "unreadable": "ni ellir ei ddarllen",
            "row": "cofnod {0}",
        },
        months=(
            "Ionawr",
            "Chwefror",
            "Mawrth",
            "Ebrill",
            "Mai",
            "Mehefin",
            "Gorffennaf",
            "Awst",
            "Medi",
            "Hydref",
            "Tachwedd",
            "Rhagfyr",
        ),
        quote="“{0}”",
    ),
}
