"""Questions that are answered by choosing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from hubwright.web.components.parts import Fieldset, Label, Words, joined


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One thing to choose.

    Args:
        value: what is posted.
        text: what it is called.
        hint: a sentence about it.
        checked: None takes it from the group's value.
        reveal: what is asked when it is chosen: fields, or `Markup`. Without scripts it is always shown.
        exclusive: (checkboxes) choosing it clears the others.
        name, id: only where they differ from the group's.
    """

    value: str
    text: Words
    hint: Words = ""
    checked: bool | None = None
    disabled: bool = False
    reveal: Words | tuple[Any, ...] = ()
    exclusive: bool = False
    name: str = ""
    id: str = ""
    label_classes: str = ""


@dataclass(frozen=True, slots=True)
class Divider:
    """A word between choices, "or"."""

    text: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class _Group:
    """What radios and checkboxes share.

    Args:
        name: the name the answer is posted under.
        items: choices and dividers, in order.
        fieldset: with the question as its legend; None only where something else names the group.
        id_prefix: the id of the first choice, to which the error summary links; the name when empty.
    """

    name: str
    items: tuple[Choice | Divider, ...]
    fieldset: Fieldset | None = None
    hint: Words = ""
    error: Words = ""
    id_prefix: str = ""
    classes: str = ""
    group_classes: str = ""

    @property
    def key(self) -> str:
        """The id of the first choice."""
        return self.id_prefix or self.name

    @property
    def describers(self) -> str:
        """The value of the group's `aria-describedby`."""
        return joined(
            self._described_by(), f"{self.key}-hint" if self.hint else "", f"{self.key}-error" if self.error else ""
        )

    def _described_by(self) -> str:
        return self.fieldset.described_by if self.fieldset else ""

    def item_id(self, item: Choice, number: int) -> str:
        """The id of one choice: the first has the group's own, so that a link to the question lands on it.

        Args:
            number: its place among all items, from 1.
        """
        return item.id or (self.key if number == 1 else f"{self.key}-{number}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Radios(_Group):
    """Choose one. `value` is the value chosen, "" for none."""

    kind: ClassVar[str] = "radios"
    value: str = ""

    def chosen(self, item: Choice) -> bool:
        """Whether a choice is the one chosen."""
        return bool(item.checked) or (self.value != "" and item.value == self.value and item.checked is not False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkboxes(_Group):
    """Choose any. `values` are the values chosen."""

    kind: ClassVar[str] = "checkboxes"
    values: frozenset[str] = frozenset()
    described_by: str = ""

    def _described_by(self) -> str:
        of_fieldset = self.fieldset.described_by if self.fieldset else ""
        return of_fieldset or self.described_by

    def chosen(self, item: Choice) -> bool:
        """Whether a choice is among those chosen."""
        return bool(item.checked) or (item.value in self.values and item.checked is not False)

    def item_describers(self, item: Choice, id: str) -> str:
        """The value of one choice's `aria-describedby`; without a fieldset it carries the group's too."""
        return joined("" if self.fieldset else self.describers, f"{id}-item-hint" if item.hint else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One line of a select.

    Args:
        value: what is posted; None posts the text.
        selected: None takes it from the select's value.
    """

    text: Words
    value: str | None = None
    selected: bool | None = None
    disabled: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Select:
    """Choose one from a list that drops down. Radios are kinder; this is for long lists that everybody knows."""

    kind: ClassVar[str] = "select"
    name: str
    label: Label
    items: tuple[Option, ...]
    id: str = ""
    value: str = ""
    hint: Words = ""
    error: Words = ""
    described_by: str = ""
    classes: str = ""
    group_classes: str = ""
    disabled: bool = False

    @property
    def key(self) -> str:
        """The id of the select."""
        return self.id or self.name

    @property
    def describers(self) -> str:
        """The value of `aria-describedby`."""
        return joined(
            self.described_by, f"{self.key}-hint" if self.hint else "", f"{self.key}-error" if self.error else ""
        )

    def chosen(self, item: Option) -> bool:
        """Whether an option is the one chosen."""
        posted = item.text if item.value is None else item.value
        return bool(item.selected) or (self.value != "" and posted == self.value and item.selected is not False)
