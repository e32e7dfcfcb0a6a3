"""The short tree of things that can go wrong, each saying what the person can do next."""

from __future__ import annotations

from dataclasses import dataclass


class HubwrightError(Exception):
    """The root of the tree. Its text is fit to show to a person and holds nothing they typed."""


@dataclass(eq=False)
class Refusal(HubwrightError):
    """A deed that is *not done yet*: why, and what to do next. What was typed is kept by whoever shows it.

    Args:
        why: one sentence in the practitioner's words.
        do: what to do next.
        code: a short stable slug.
        fields: form fields it is about, to their own messages.
    """

    why: str
    do: str
    code: str
    fields: tuple[tuple[str, str], ...] = ()

    def __str__(self) -> str:
        return f"Not done yet: {self.why} {self.do}"


class NotFound(HubwrightError):
    """There is no such thing, or this reader may not know that there is."""


class Moved(HubwrightError):
    """Somebody else acted on the same thing in between."""


class Broken(HubwrightError):
    """Something on disk is not what was written: a chain, a digest or a seal does not hold."""


@dataclass(eq=False)
class MailFailed(HubwrightError):
    """A message could not be handed over. Its text names no address and repeats nothing of the message.

    Args:
        why: one sentence.
        permanent: trying the same message again cannot help; otherwise it is worth trying later.
    """

    why: str
    permanent: bool

    def __str__(self) -> str:
        return self.why


class ScanFailed(HubwrightError):
    """The scanner could not look into a file; it stays in quarantine and is looked at again."""


@dataclass(eq=False)
class PrintFailed(HubwrightError):
    """A document could not be printed.

    Args:
        code: "too_long" (past its time), "too_big" (past its memory) or "broke_off".
    """

    code: str


@dataclass(eq=False)
class TrialFailed(HubwrightError):
    """A draft could not be tried out.

    Args:
        code: "too_long" (past its time), "too_big" (past its memory), "not_drawn" (the draft cannot run), "no_people"
            (nobody has said how many people there are) or "broke_off".
    """

    code: str


@dataclass(eq=False)
class PluginFailed(HubwrightError):
    """A plugin had no answer. Its text holds nothing of what it was asked.

    Args:
        plugin: its id.
        code: "off", "refused", "raised", "too_long" (past its time), "too_big" (past its memory), "nonsense" or "died".
    """

    plugin: str
    code: str
