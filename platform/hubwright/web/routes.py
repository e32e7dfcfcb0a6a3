"""Every page of the platform in one table: its address, who may reach it, what it reads and how much it may ask.

A view that is not listed here cannot be reached, and a test holds the table against what the application serves.
"""

from __future__ import annotations

from dataclasses import dataclass

from hubwright.web.guards import Anyone, Guard, Seated, needs


@dataclass(frozen=True, slots=True)
class Route:
    """One page.

    Args:
        endpoint: its name, "<room>.<page>".
        rule: its address; every address of a hub begins with `/<hub>/`.
        view: "module:function" below `hubwright.web`.
        guard: who may reach it.
        methods: GET, or POST, or both.
        statements: how many SQL statements a GET of it may send.
        reads: what a GET of it reads of people, for the read log; "" for nothing.
    """

    endpoint: str
    rule: str
    view: str
    guard: Guard
    methods: tuple[str, ...] = ("GET",)
    statements: int = 8
    reads: str = ""


_BOTH = ("GET", "POST")
_WORKS = needs("case.read")

ROUTES: tuple[Route, ...] = (
    Route("work.queue", "/<hub>/queue", "work.queue:show", _WORKS, statements=21, reads="queue"),
    Route("work.case", "/<hub>/cases/<ref>", "work.case:show", _WORKS, statements=16, reads="case"),
    Route("work.act", "/<hub>/cases/<ref>/<deed>", "work.act:do", _WORKS, _BOTH, statements=16, reads="case"),
    Route(
        "work.checks",
        "/<hub>/checks",
        "work.checks:list_all",
        needs("check.answer", "case.read"),
        statements=14,
        reads="checks",
    ),
    Route(
        "work.check",
        "/<hub>/checks/<ref>/<ask>",
        "work.checks:answer",
        needs("check.answer", "case.ask"),
        _BOTH,
        statements=14,
        reads="check",
    ),
    Route("work.audit", "/<hub>/audit", "work.audit:show", needs("audit.read"), statements=14, reads="audit"),
    Route("work.today", "/<hub>/today", "work.today:show", needs("hub.live", "seat.manage"), _BOTH, statements=12),
    Route("sign_in.home", "/<hub>/work", "sign_in.enter:home", Seated(), statements=8),
    Route("sign_in.unlock", "/<hub>/unlock", "sign_in.enter:unlock", Seated(), _BOTH, statements=8),
    Route("sign_in.enter", "/<hub>/sign-in", "sign_in.enter:do", Anyone(), _BOTH, statements=8),
    Route("sign_in.leave", "/<hub>/sign-out", "sign_in.enter:leave", Anyone(), ("POST",), statements=8),
    Route("sign_in.forgotten", "/<hub>/forgotten-password", "sign_in.forgotten:ask", Anyone(), _BOTH, statements=8),
    Route(
        "sign_in.choose", "/<hub>/choose-password/<token>", "sign_in.forgotten:choose", Anyone(), _BOTH, statements=8
    ),
    Route("sign_in.seat", "/<hub>/membership", "sign_in.enter:choose_seat", Seated(), ("POST",), statements=8),
)
