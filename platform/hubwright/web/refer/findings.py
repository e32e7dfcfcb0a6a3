"""What the judge found, as the page says it: one message for each question, and what has to be mended or looked at."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from markupsafe import escape

from hubwright.domain.answers.judge import Judgement
from hubwright.domain.answers.messages import Finding
from hubwright.domain.definitions.form import Question
from hubwright.web.components import ErrorLink, ErrorSummary
from hubwright.web.language import mark, plain, say, text
from hubwright.web.refer.asking import first_key

# The judge's messages are the domain's; they are gathered here for translation.
SAID = (
    mark("You have not answered this. If you do not know, say so."),
    mark("You have told us about %(found)s. We asked about at least %(least)s."),
    mark("We could not read this answer."),
    mark("This form has no such question."),
    mark("This should be text."),
    mark("This is too long. The most is %(most)s characters."),
    mark("This holds characters that cannot be stored."),
    mark("This should be a whole number, such as 3."),
    mark("This should be a number, such as 2.5."),
    mark("This number is too large."),
    mark("This should be yes or no."),
    mark("This should be a date: a year, or a month and a year, or a day, a month and a year."),
    mark("Choose one of the answers in the list."),
    mark("The same answer is chosen more than once."),
    mark("We could not read this person's details."),
    mark("We could not read this list."),
    mark("This list is too long. The most is %(most)s."),
    mark("We could not read this address."),
    mark("We could not read this telephone number or e-mail address."),
    mark("Say whether consent was given, was refused or was not sought."),
    mark("We could not read these files."),
    mark("Tick the box to make this declaration."),
    mark("This part was not asked for."),
    mark("Please check this answer."),
    mark("This is less than we expected. The least is usually %(least)s."),
    mark("This is more than we expected. The most is usually %(most)s."),
    mark("This has more decimal places than we expected (%(places)s)."),
    mark("There is no such day in the calendar."),
    mark("This date is in the future."),
    mark("This date is in the past."),
    mark("This date is more than 130 years ago."),
    mark("If you know the day and the month as well, please add them."),
    mark("An answer that stands alone is chosen together with others."),
    mark("An NHS number has 10 digits."),
    mark("This NHS number has a digit wrong. Please check it."),
    mark("A unique pupil number is a letter and then 12 digits."),
    mark("This unique pupil number has something wrong. Please check it."),
    mark("This does not look like a UK postcode."),
    mark("This does not look like a telephone number."),
    mark("This does not look like an e-mail address."),
    mark("You have not said whether this is safe to use."),
)


@dataclass(frozen=True, slots=True)
class Found:
    """What there is to say about one page.

    Args:
        malformed: must be mended here.
        again: is asked again once, and may stand.
    """

    malformed: tuple[Finding, ...]
    again: tuple[Finding, ...]

    def not_asked_before(self, asked: Iterable[str]) -> tuple[Finding, ...]:
        """Those of `again` that this person has not been asked about yet."""
        before = set(asked)
        return tuple(finding for finding in self.again if asked_place(finding) not in before)


def asked_place(finding: Finding) -> str:
    """A finding as the draft remembers that it was asked about."""
    return f"{finding.place}:{finding.code}"


def found_on(judgement: Judgement, questions: Iterable[Question], row: tuple[str, int] | None = None) -> Found:
    """What the judge found on one page.

    Args:
        judgement: of the whole draft.
        questions: of the page, or of the row.
        row: the question that holds the row, and which, for a row's page.
    """
    ids = {question.id for question in questions}

    def is_here(finding: Finding) -> bool:
        if row is None:
            return finding.question in ids and finding.row is None
        return (finding.question, finding.row) == row and finding.column in ids

    return Found(
        malformed=tuple(filter(is_here, judgement.malformed)),
        again=tuple(filter(is_here, (*judgement.missing, *judgement.warnings))),
    )


def messages(findings: Iterable[Finding]) -> dict[str, str]:
    """One message for each question, the first that was found."""
    said: dict[str, str] = {}
    for finding in findings:
        said.setdefault(finding.column or finding.question, message(finding))
    return said


def message(finding: Finding) -> str:
    """A finding in words."""
    if finding.text is not None:
        return text(finding.text)
    return say(finding.message, **finding.parameters)


def summary(said: Mapping[str, str], questions: Iterable[Question]) -> ErrorSummary | None:
    """The list at the top, each with a link to its question; None when there is nothing to say."""
    links = tuple(
        ErrorLink(
            _about(text(question.label), said[question.id]),
            f"#{first_key(question)}",
        )
        for question in questions
        if question.id in said
    )
    return ErrorSummary(links) if links else None


def _about(question: str, said: str) -> str:
    """A message that stands away from its question."""
    return escape(question) + (" " if plain(question).endswith("?") else ": ") + escape(said)
