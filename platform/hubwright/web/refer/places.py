"""Where each page of the journey is."""

from __future__ import annotations

from typing import Any

from flask import url_for

from hubwright.domain.answers.paging import Step
from hubwright.domain.definitions.form import Form, Page, Question
from hubwright.web.visit import Visit

# Addresses of the journey's own pages, which an author may have used for a page as well.
_OWN = frozenset({"check-your-answers", "go-on", "save-and-come-back", "sent", "receipt"})
_MARK = "page-"


def address_of(page: str) -> str:
    """How a page is called in addresses: by its id, unless that is one of the journey's own words."""
    return f"{_MARK}{page}" if page in _OWN or page.startswith(_MARK) else page


def page_at(form: Form, address: str) -> Page | None:
    """The page at an address, or None."""
    return next((page for page in form.pages if address_of(page.id) == address), None)


def row_address(holder: Question, row: int) -> str:
    """How a row is called in addresses: its question's id and its number, from 1."""
    return f"{holder.id}-{row + 1}"


def row_at(page: Page, address: str) -> tuple[Question, int] | None:
    """The question and the row (from 0) at an address, or None."""
    id, _, number = address.rpartition("-")
    holder = next((question for question in page.questions if question.id == id and question.rows), None)
    if holder is None or not (number.isascii() and number.isdigit() and len(number) < 4 and int(number) > 0):
        return None
    return holder, int(number) - 1


def step_url(visit: Visit, form: str, step: Step, **more: str) -> str:
    """The address of a step: of its page, or of its row."""
    parts: dict[str, Any] = {"hub": visit.hub.id, "form": form, "page": address_of(step.page), **more}
    if step.question is None or step.row is None:
        return url_for("refer.page", **parts)
    return url_for("refer.row", row=f"{step.question}-{step.row + 1}", **parts)


def own_url(visit: Visit, form: str, name: str) -> str:
    """The address of one of the journey's own pages ("check", "later", "sent", "receipt")."""
    return url_for(f"refer.{name}", hub=visit.hub.id, form=form)
