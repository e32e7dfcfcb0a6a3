"""Questions that are answered by typing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from hubwright.web.components.parts import Fieldset, Label, Legend, Words, joined
from hubwright.web.language import mark


@dataclass(frozen=True, slots=True)
class Affix:
    """What stands before or after an input and belongs to the answer ("£", "per week")."""

    text: Words
    classes: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """What every question answered by typing has.

    Args:
        name: the name it is posted under.
        label: what is asked.
        id: of the input; the name when empty.
        value: what was typed, as it was typed.
        hint: a sentence that helps.
        error: what is wrong with it, or "".
        described_by: ids of what else describes it.
        classes: of the input ("govuk-input--width-10").
        group_classes: of the block around it.
        autocomplete: what the browser may fill in.
        spellcheck: None leaves it to the browser.
    """

    name: str
    label: Label
    id: str = ""
    value: str = ""
    hint: Words = ""
    error: Words = ""
    described_by: str = ""
    classes: str = ""
    group_classes: str = ""
    autocomplete: str = ""
    spellcheck: bool | None = None
    disabled: bool = False

    @property
    def key(self) -> str:
        """The id of the input, to which the error summary links."""
        return self.id or self.name

    @property
    def describers(self) -> str:
        """The value of `aria-describedby`."""
        return joined(
            self.described_by, f"{self.key}-hint" if self.hint else "", f"{self.key}-error" if self.error else ""
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class TextInput(Typed):
    """One line.

    Args:
        type: "text", "email", "tel" ...
        inputmode: the keyboard a telephone shows ("numeric").
    """

    kind: ClassVar[str] = "text_input"
    type: str = "text"
    inputmode: str = ""
    pattern: str = ""
    autocapitalize: str = ""
    prefix: Affix | None = None
    suffix: Affix | None = None
    wrapper_classes: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Textarea(Typed):
    """Several lines, `rows` of them shown at first."""

    kind: ClassVar[str] = "textarea"
    rows: int = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class CharacterCount(Textarea):
    """Several lines with a limit, counted as one types; the limit warns and never cuts.

    Args:
        max_length: in characters, or None.
        max_words: in words, or None.
        threshold: per cent of the limit from which the count is shown.
        description: None for the usual words; may hold `%{count}`.
    """

    kind: ClassVar[str] = "character_count"
    max_length: int | None = None
    max_words: int | None = None
    threshold: int | None = None
    description: Words | None = None
    message_classes: str = ""

    @property
    def describers(self) -> str:
        """The value of `aria-describedby`: the limit comes first."""
        return joined(
            f"{self.key}-info", f"{self.key}-hint" if self.hint else "", f"{self.key}-error" if self.error else ""
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class FileUpload(Typed):
    """Files to choose; a form that holds one is sent as `multipart/form-data`.

    Args:
        accept: what the chooser offers first, as its attribute says it; nothing is refused by that.
        multiple: more than one may be chosen.
    """

    kind: ClassVar[str] = "file_upload"
    accept: str = ""
    multiple: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PasswordInput(Typed):
    """A password, which can be shown while it is typed."""

    kind: ClassVar[str] = "password_input"


@dataclass(frozen=True, slots=True, kw_only=True)
class DatePart:
    """One box of a date.

    Args:
        name: "day", "month" or "year", or the definition's own.
        label: None takes the usual word for the name.
        id: None makes it from the date's id.
    """

    name: str
    label: Words | None = None
    id: str = ""
    value: str = ""
    classes: str = ""
    inputmode: str = "numeric"
    autocomplete: str = ""
    pattern: str = ""


_PARTS = {
    "day": (mark("Day"), "govuk-input--width-2"),
    "month": (mark("Month"), "govuk-input--width-2"),
    "year": (mark("Year"), "govuk-input--width-4"),
}
DAY_MONTH_YEAR = tuple(DatePart(name=name, classes=classes) for name, (_, classes) in _PARTS.items())


@dataclass(frozen=True, slots=True, kw_only=True)
class DateInput:
    """A date in three boxes, as it was typed, whole or not.

    Args:
        id: of the group; the boxes are `<id>-day`, `<id>-month`, `<id>-year`; the error
            summary links to the first wrong one.
        name_prefix: boxes are posted as `<prefix>-day` ...; "" posts them under their bare names.
    """

    kind: ClassVar[str] = "date_input"
    id: str
    parts: tuple[DatePart, ...] = DAY_MONTH_YEAR
    name_prefix: str = ""
    fieldset: Fieldset | None = None
    hint: Words = ""
    error: Words = ""
    classes: str = ""
    group_classes: str = ""

    @classmethod
    def of(
        cls,
        name: str,
        legend: Legend,
        values: Mapping[str, str],
        *,
        hint: Words = "",
        error: Words = "",
        wrong: frozenset[str] = frozenset(),
        birth: bool = False,
    ) -> DateInput:
        """A date with day, month and year.

        Args:
            name: its id and the prefix of its boxes' names.
            values: what was typed in "day", "month", "year"; a missing one is empty.
            wrong: which boxes are wrong; all of them when there is an error and none is named.
            birth: the browser may fill in the person's own date of birth.
        """
        marked = (wrong or frozenset(_PARTS)) if error else frozenset[str]()
        parts = tuple(
            DatePart(
                name=part,
                value=values.get(part, ""),
                classes=joined(classes, "govuk-input--error" if part in marked else ""),
                autocomplete=f"bday-{part}" if birth else "",
            )
            for part, (_, classes) in _PARTS.items()
        )
        return cls(
            id=name,
            name_prefix=name,
            parts=parts,
            fieldset=Fieldset(legend=legend, role="group"),
            hint=hint,
            error=error,
        )

    def part_id(self, part: DatePart) -> str:
        """The id of one box."""
        return part.id or f"{self.id}-{part.name}"

    def part_name(self, part: DatePart) -> str:
        """The name that one box is posted under."""
        return f"{self.name_prefix}-{part.name}" if self.name_prefix else part.name

    def part_label(self, part: DatePart) -> Words:
        """What one box is called, in English where the page still has to translate it."""
        return _PARTS[part.name][0] if part.name in _PARTS else part.name.capitalize()

    @property
    def describers(self) -> str:
        """The value of the group's `aria-describedby`."""
        return joined(
            self.fieldset.described_by if self.fieldset else "",
            f"{self.id}-hint" if self.hint else "",
            f"{self.id}-error" if self.error else "",
        )
