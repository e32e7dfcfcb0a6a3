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
    Route("public.hub", "/<hub>/", "public.hub:show", Anyone()),
    Route("public.page", "/<hub>/<any(accessibility, privacy, complaints):page>", "public.page:show", Anyone()),
    Route("public.my_referrals", "/<hub>/my-referrals", "public.my_referrals:do", Anyone(), _BOTH),
    Route("refer.return", "/<hub>/refer/return", "refer.coming_back:come", Anyone(), _BOTH),
    Route("refer.start", "/<hub>/refer/<form>", "refer.start:do", Anyone(), _BOTH),
    Route("refer.back", "/<hub>/refer/<form>/go-on", "refer.coming_back:back", Anyone()),
    Route("refer.check", "/<hub>/refer/<form>/check-your-answers", "refer.check:do", Anyone(), _BOTH),
    Route("refer.later", "/<hub>/refer/<form>/save-and-come-back", "refer.coming_back:later", Anyone(), _BOTH),
    Route("refer.sent", "/<hub>/refer/<form>/sent", "refer.sent:do", Anyone(), _BOTH, statements=12),
    Route("refer.receipt", "/<hub>/refer/<form>/receipt", "refer.sent:receipt", Anyone(), statements=12),
    Route("refer.page", "/<hub>/refer/<form>/<page>", "refer.walk:page", Anyone(), _BOTH),
    Route("refer.keep", "/<hub>/refer/<form>/<page>/keep", "refer.walk:keep", Anyone(), ("POST",)),
    Route("refer.row", "/<hub>/refer/<form>/<page>/<row>", "refer.walk:row", Anyone(), _BOTH),
    Route("refer.keep_row", "/<hub>/refer/<form>/<page>/<row>/keep", "refer.walk:keep", Anyone(), ("POST",)),
    Route("refer.remove", "/<hub>/refer/<form>/<page>/<row>/remove", "refer.rows:remove", Anyone(), _BOTH),
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
