"""Pages of a list, by what stands in the address."""

from __future__ import annotations

from urllib.parse import urlencode

from flask import request

from hubwright.web.components import PageLink, Pagination, Step
from hubwright.web.language import say


def pages(total: int, per_page: int) -> tuple[int, Pagination | None]:
    """The number of the page that is asked for, and the way to the others; None where one page holds everything.

    Args:
        total: of all rows.
        per_page: on one page.
    """
    last = max(1, -(-total // per_page))
    asked = request.args.get("page", "1")
    # More digits than any list has pages are nobody's page number.
    page = min(max(int(asked), 1), last) if asked.isdecimal() and len(asked) < 10 else 1
    if last == 1:
        return page, None
    shown = [number for number in range(1, last + 1) if number in (1, last) or abs(number - page) <= 1]
    return page, Pagination(
        items=tuple(PageLink(number, _address(number), current=number == page) for number in shown),
        previous=Step(_address(page - 1), say("Previous page")) if page > 1 else None,
        next=Step(_address(page + 1), say("Next page")) if page < last else None,
    )


def _address(number: int) -> str:
    rest = {name: value for name, value in request.args.items() if name != "page"}
    return f"{request.script_root}{request.path}?{urlencode({**rest, 'page': number})}"
