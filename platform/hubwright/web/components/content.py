"""Components that tell."""

from __future__ import annotations

from dataclasses import dataclass

from hubwright.web.components.parts import Words


@dataclass(frozen=True, slots=True)
class Details:
    """Something that opens when asked for."""

    summary: Words
    text: Words = ""
    id: str = ""
    classes: str = ""
    open: bool = False


@dataclass(frozen=True, slots=True)
class WarningText:
    """A warning; `before` is what a screen reader says first, None for the usual word."""

    text: Words
    before: Words | None = None
    classes: str = ""


@dataclass(frozen=True, slots=True)
class InsetText:
    """Words set apart from what stands around them."""

    text: Words = ""
    id: str = ""
    classes: str = ""


@dataclass(frozen=True, slots=True)
class Tag:
    """A state in a word; `classes` gives the colour ("govuk-tag--red"), which is never the only sign."""

    text: Words
    classes: str = ""


@dataclass(frozen=True, slots=True)
class NotificationBanner:
    """Something that has just happened, or that matters to the whole page.

    Args:
        text: one sentence, shown large; or `content` for more.
        success: something was done.
        title: None for the usual word.
    """

    text: Words = ""
    content: Words = ""
    success: bool = False
    title: Words | None = None
    title_id: str = "govuk-notification-banner-title"
    heading_level: int = 2
    role: str = ""
    classes: str = ""
    autofocus: bool | None = None


@dataclass(frozen=True, slots=True)
class Panel:
    """The large "Sent" of a last page."""

    title: Words
    text: Words = ""
    heading_level: int = 1
    classes: str = ""
