"""Days, money and the choices of what belongs to the place, in words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction

from hubwright.domain.hubs.running_out import CONTRACT, GIVES, SECONDMENT, TELLING, VETTING
from hubwright.web.language import mark, say
from hubwright.web.times import day

RUNS: Mapping[str, str] = {
    VETTING: mark("Vetting runs out"),
    CONTRACT: mark("The contract runs out"),
    SECONDMENT: mark("The time here ends"),
    GIVES: mark("What is given ends"),
    TELLING: mark("To be told of the hub again"),
}
GIVES_AS: Mapping[str, str] = {
    "staff": mark("People"),
    "money": mark("Money"),
    "rooms": mark("Rooms"),
    "equipment": mark("Equipment"),
    "training": mark("Training"),
}
CIRCLES: Mapping[str, str] = {
    "inside": mark("The agencies of the hub"),
    "outside": mark("Other agencies, schools and health"),
    "everybody": mark("Everybody"),
}
EACH: Mapping[str, str] = {
    "year": mark("a year"),
    "once": mark("once"),
    "full_time_post": mark("for each full-time post, a year"),
    "contact": mark("for each contact"),
}
PHASES: Mapping[str, str] = {
    "developing": mark("Working it out"),
    "setting_up": mark("Setting it up"),
    "running": mark("Running it"),
}


def pounds(sum: Fraction | int) -> str:
    """Money in whole pounds, as "£46,000"; halves go up."""
    return f"\N{POUND SIGN}{int(sum + Fraction(1, 2)):,}"


def pence(sum: Fraction) -> str:
    """Money to the penny, as "£12.40": for what is small."""
    whole = int(sum * 100 + Fraction(1, 2))
    return f"\N{POUND SIGN}{whole // 100:,}.{whole % 100:02}"


def number(one: Fraction) -> str:
    """A number of posts, as "3" or "2.5"."""
    thousandths = int(one * 1000 + Fraction(1, 2))
    return f"{thousandths // 1000}.{thousandths % 1000:03}".rstrip("0").rstrip(".")


def said(iso: str | None) -> str:
    """A day as a document has it, "27 November 2026"; "" for none."""
    return day(date.fromisoformat(iso)) if iso else ""


def span(begins: str | None, until: str | None) -> str:
    """From when until when, in words."""
    if begins and until:
        return say("from %(begins)s until %(until)s", begins=said(begins), until=said(until))
    if begins:
        return say("from %(begins)s, with no end agreed", begins=said(begins))
    return say("until %(until)s", until=said(until)) if until else say("nobody has said from when until when")
