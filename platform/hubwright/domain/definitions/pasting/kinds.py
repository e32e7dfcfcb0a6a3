"""How a question is probably answered, and what it clearly means, told by its words alone."""

from __future__ import annotations

import re
from collections.abc import Mapping

YES_NO = re.compile(
    r"\s*[\[(]?\b(?:yes|y)\s*[/|]\s*(?:no|n)\b(?:\s*[/|]\s*(?:not known|unknown|don.?t know|n/?a|not sure|unsure))*"
    r"[\])]?",
    re.I,
)
"""The answers of a question printed behind it: "Yes / No / Not known"."""

_TYPES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (type, re.compile(words, re.I))
    for type, words in (
        ("nhs_number", r"\bnhs\s*(?:no\b|number|num\b)"),
        ("upn", r"\bupn\b|\bunique pupil n"),
        ("email", r"\be-?mail\b"),
        ("telephone", r"\b(?:tele?phone|tel|phone|mobile|landline|contact (?:no|number)|fax)\b"),
        ("date", r"\b(?:date|dob|d\.o\.b|edd)\b|\bdd ?/ ?mm|^when (?:was|were|did|is)\b.*\b(?:born|seen|last)\b"),
        ("address", r"\b(?:address|post ?code)\b"),
        ("people", (r"\b(?:family members|household members|members of the (?:household|family)|siblings|"
                   r"other children|people living (?:in|at)|who (?:else )?lives)\b")),
        ("consent", r"\bconsent(?:ed)?\b|\bagree[ds]? to (?:this|the) referral\b"),
        ("file", r"\b(?:attach|upload|enclose)\b"),
        ("person", (r"\b(?:child|young person|pupil|patient|adult|mother|father|parent|carer|person)(?:['\u2019]?s)?"
                   r"['\u2019]? (?:full |first |family )?names?\b|\bnames? of (?:the )?"
                   r"(?:child|young person|pupil|patient|adult|mother|father|parent|carer|person)\b")),
        ("long_text", (r"\b(?:details|describe|reasons?|concerns?|worr(?:y|ies|ied)|explain|outline|history|views?|"
                      r"wishes|summary|comments?|background|other information|further information|"
                      r"what happened|tell us|list)\b")),
        ("whole_number", r"\b(?:how many|number of)\b|^age\b(?! (?:group|range|band))|\bage$"),
    )
)  # fmt: skip
"""The first that fits holds: the surest stand first."""

_ASKS_YES = re.compile(
    r"^(?:is|are|was|were|has|have|had|does|do|did|will|would|can|could|should|may)\b.*\?$|\bknown to\b.*\?$", re.I
)
_ASKS_MORE = re.compile(r"^(?:if (?:yes|no|so|not)\b|what|why|how)\b", re.I)
_OF_YES_NO = ("consent",)
_STATEMENT = re.compile(r"^(?:i|we) (?:confirm|declare|agree|understand|certify|have)\b", re.I)
_SHORT = re.compile(r"\b(?:name|number|no|title|role|post|job|school|gp|surgery|agency|organisation|team)\b", re.I)
_OTHER_NAME = re.compile(
    r"\b(?:name of|which) (?:the )?(?:school|gp|surgery|nursery|college|agency|social worker)", re.I
)


def type_of(words: str, *, blanks: int = 0) -> str:
    """How a question with these words is probably answered.

    Args:
        words: of the question, without its number and its blank.
        blanks: lines that were left free below it; several ask for more than a few words.
    """
    plain = words.strip()
    if _STATEMENT.search(plain):
        return "declaration"
    if YES_NO.search(plain):
        return "yes_no_unknown"
    asks_more = _ASKS_MORE.search(plain) is not None
    if _ASKS_YES.search(plain) and not asks_more and not re.search(r"\bconsent", plain, re.I):
        return "yes_no_unknown"
    if not _OTHER_NAME.search(plain):
        for type, pattern in _TYPES:
            if pattern.search(plain) and not (asks_more and type in _OF_YES_NO):
                return type
    if blanks > 1 or (asks_more and not _SHORT.search(plain)):
        return "long_text"
    return "short_text"


_MEANINGS: tuple[tuple[str, str, str, str], ...] = (
    # meaning, type, words of the question, words of its page ("" for any)
    ("subject.nhs_number", "nhs_number", r"", r""),
    ("subject.upn", "upn", r"", r""),
    ("subject.person", "person", r"\b(?:child|young person|pupil)\b", r""),
    ("subject.born", "date", r"\b(?:birth|dob|d\.o\.b)", r"\b(?:child|young person|pupil|subject)\b"),
    ("subject.address", "address", r"address", r"\b(?:child|young person|pupil|subject)\b"),
    ("subject.school", "short_text", r"\b(?:school|nursery)\b", r"\b(?:child|young person|pupil|subject|education)\b"),
    ("subject.ethnicity", "short_text", r"\bethnic", r"\b(?:child|young person|pupil|subject)\b"),
    ("referrer.name", "short_text", r"^(?:your |referrer['\u2019]?s? )?(?:full )?name\b",
     r"\b(?:referr|your details|you$)"),
    ("referrer.organisation", "short_text", r"\b(?:organisation|agency|employer)\b", r"\b(?:referr|your details|you$)"),
    ("referrer.role", "short_text", r"\b(?:role|job|post|position)\b", r"\b(?:referr|your details|you$)"),
    ("referrer.email", "email", r"", r"\b(?:referr|your details|you$)"),
    ("referrer.telephone", "telephone", r"", r"\b(?:referr|your details|you$)"),
    ("household.people", "people", r"", r""),
    ("concern.what", "long_text", (
        r"\b(?:reasons? for (?:the |this |your )?referral|worried about|worries you|"
        r"nature of (?:the |your )?concerns?|what (?:is|are) (?:the |your )?(?:concern|worr))"), r""),
    ("concern.when", "date", r"\b(?:incident|happened)\b", r""),
    ("concern.strengths", "long_text", r"\b(?:strengths|protective factors|working well)\b", r""),
    ("views.subject", "long_text",
     r"\bviews? of the (?:child|young person)|\b(?:child|young person)['\u2019]s (?:wishes|views?)", r""),
    ("views.family", "long_text",
     r"\bviews? of the (?:parents?|family|carers?)|\b(?:parents?|famil(?:y|ies)|carers?)['\u2019]s? views?", r""),
    ("consent.referral", "consent", r"\bconsent(?:ed)?\b.*\breferral\b", r""),
)  # fmt: skip
_READ = tuple(
    (meaning, type, re.compile(asked, re.I), re.compile(page, re.I)) for meaning, type, asked, page in _MEANINGS
)


def meaning_of(type: str, words: str, page: str) -> str:
    """The meaning that the words of a question and of its page name clearly, or "".

    Args:
        type: how it is answered.
        words: of the question.
        page: title of the page it stands on.
    """
    for meaning, wanted, asked, on in _READ:
        if type == wanted and asked.search(words) and on.search(page):
            return meaning
    return ""


ROWS: Mapping[str, str] = {"person": "short_text", "people": "short_text", "consent": "yes_no_unknown"}


def type_of_column(words: str) -> str:
    """How one column of a table is answered: what takes a page of its own becomes a few words."""
    found = type_of(words)
    if found in ("file", "declaration"):
        return "short_text"
    return ROWS.get(found, found)


def asks_to_write(words: str) -> bool:
    """Whether a sentence that ends with a stop asks for an answer all the same."""
    return (
        re.match(
            r"^(?:please )?(?:describe|give|explain|outline|list|tell|provide|state|say|summarise|i |we )", words, re.I
        )
        is not None
    )
