"""Every page of the platform in one table: its address, who may reach it, what it reads and how much it may ask.

A view that is not listed here cannot be reached, and a test holds the table against what the application serves.
"""

# Long because: every address of the platform stands in this one table.

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
        takes_files: a POST to it may carry files.
        hourly: it asks for itself again and again, so the read log has one line of it for each browser and hour.
    """

    endpoint: str
    rule: str
    view: str
    guard: Guard
    methods: tuple[str, ...] = ("GET",)
    statements: int = 8
    reads: str = ""
    takes_files: bool = False
    hourly: bool = False


_BOTH = ("GET", "POST")
_WORKS = needs("case.read")
_ATTENDS = ("meeting.attend", "meeting.call", "meeting.minute")
_TAKES = needs("document.make", *_ATTENDS)

ROUTES: tuple[Route, ...] = (
    Route("public.hub", "/<hub>/", "public.hub:show", Anyone()),
    Route("public.page", "/<hub>/<any(accessibility, privacy, complaints):page>", "public.page:show", Anyone()),
    Route("public.verify", "/<hub>/verify", "public.verify:do", Anyone(), _BOTH),
    Route("public.my_referrals", "/<hub>/my-referrals", "public.my_referrals:do", Anyone(), _BOTH),
    Route(
        "public.referrals",
        "/<hub>/referrals",
        "public.referrals:do",
        needs("referral.own", "referral.organisation"),
        _BOTH,
        statements=40,
        reads="referrals",
    ),
    Route(
        "public.referral",
        "/<hub>/referrals/<ref>",
        "public.referral:do",
        needs("referral.own", "referral.organisation"),
        _BOTH,
        statements=16,
        reads="referral",
    ),
    Route("public.blank", "/<hub>/blank/<form>", "public.blank:show", Anyone()),
    Route("refer.return", "/<hub>/refer/return", "refer.coming_back:come", Anyone(), _BOTH),
    Route("refer.start", "/<hub>/refer/<form>", "refer.start:do", Anyone(), _BOTH),
    Route("refer.back", "/<hub>/refer/<form>/go-on", "refer.coming_back:back", Anyone()),
    Route("refer.check", "/<hub>/refer/<form>/check-your-answers", "refer.check:do", Anyone(), _BOTH),
    Route("refer.later", "/<hub>/refer/<form>/save-and-come-back", "refer.coming_back:later", Anyone(), _BOTH),
    Route("refer.sent", "/<hub>/refer/<form>/sent", "refer.sent:do", Anyone(), _BOTH, statements=12),
    Route("refer.receipt", "/<hub>/refer/<form>/receipt", "refer.sent:receipt", Anyone(), statements=12),
    Route("refer.page", "/<hub>/refer/<form>/<page>", "refer.walk:page", Anyone(), _BOTH, takes_files=True),
    Route("refer.keep", "/<hub>/refer/<form>/<page>/keep", "refer.walk:keep", Anyone(), ("POST",)),
    Route("refer.row", "/<hub>/refer/<form>/<page>/<row>", "refer.walk:row", Anyone(), _BOTH),
    Route("refer.keep_row", "/<hub>/refer/<form>/<page>/<row>/keep", "refer.walk:keep", Anyone(), ("POST",)),
    Route("refer.remove", "/<hub>/refer/<form>/<page>/<row>/remove", "refer.rows:remove", Anyone(), _BOTH),
    Route("contacts.arrived", "/<hub>/contacts", "contacts.arrived:show", needs("contact.take"), reads="contacts"),
    Route("contacts.call", "/<hub>/contacts/new", "contacts.call:do", needs("contact.take"), _BOTH),
    Route("work.queue", "/<hub>/queue", "work.queue:show", _WORKS, statements=21, reads="queue"),
    Route(
        "work.glass",
        "/<hub>/restricted",
        "work.glass:do",
        needs("case.break_glass"),
        _BOTH,
        statements=10,
        reads="glass",
    ),
    Route("work.saved_views", "/<hub>/queue/saved", "work.queue:saved_views", _WORKS, ("POST",)),
    Route("work.assign", "/<hub>/queue/assign", "work.queue:assign", needs("case.assign"), ("POST",)),
    Route("work.case", "/<hub>/cases/<ref>", "work.case:show", _WORKS, statements=16, reads="case"),
    Route(
        "work.add_file",
        "/<hub>/cases/<ref>/files",
        "work.files:add",
        needs("case.note"),
        _BOTH,
        statements=16,
        reads="case",
        takes_files=True,
    ),
    Route("work.file", "/<hub>/cases/<ref>/files/<file>", "work.files:show", _WORKS, statements=16, reads="file"),
    Route(
        "record.chronology",
        "/<hub>/cases/<ref>/chronology",
        "record.chronology:show",
        _WORKS,
        statements=20,
        reads="chronology",
    ),
    Route("record.as_of", "/<hub>/cases/<ref>/as-of", "record.as_of:show", _WORKS, statements=22, reads="as_of"),
    Route(
        "record.seen_by",
        "/<hub>/cases/<ref>/seen-by",
        "record.seen_by:show",
        needs("audit.read"),
        statements=20,
        reads="seen_by",
    ),
    Route("people.answer", "/<hub>/cases/<ref>/matches", "people.answering:answer", needs("people.match"), ("POST",)),
    Route(
        "work.copies",
        "/<hub>/cases/<ref>/copies",
        "work.copies:begin",
        needs("record.redact"),
        _BOTH,
        statements=16,
        reads="case",
    ),
    Route(
        "work.copy",
        "/<hub>/cases/<ref>/copies/<copy>",
        "work.copies:show",
        needs("record.redact", "record.redact_check", "record.circulate"),
        _BOTH,
        statements=16,
        reads="copy",
    ),
    Route(
        "work.sending",
        "/<hub>/cases/<ref>/send/<what>/<id>",
        "work.sending:do",
        needs("record.circulate"),
        _BOTH,
        statements=16,
        reads="case",
    ),
    Route(
        "work.letter",
        "/<hub>/cases/<ref>/letters/<letter>",
        "work.letter:show",
        _WORKS,
        statements=16,
        reads="case",
    ),
    Route(
        "work.record",
        "/<hub>/cases/<ref>/records/<record>",
        "work.records:show",
        needs("case.read", "meeting.attend"),
        statements=16,
        reads="record",
    ),
    Route("work.messages", "/<hub>/messages", "work.messages:show", needs("notice.read", "hub.live"), statements=14),
    Route(
        "work.readiness",
        "/<hub>/other-days",
        "work.readiness:do",
        needs("hub.live", "hub.configure"),
        _BOTH,
        statements=8,
    ),
    Route("work.preferences", "/<hub>/preferences", "work.preferences:do", Seated(), _BOTH, statements=8),
    Route(
        "work.own_part",
        "/<hub>/agency/<ref>",
        "work.own_part:do",
        needs("check.answer", "case.read"),
        _BOTH,
        statements=16,
        reads="own_part",
    ),
    Route(
        "work.to_enter",
        "/<hub>/to-enter",
        "work.to_enter:show",
        needs("decision.enter"),
        statements=16,
        reads="to_enter",
    ),
    Route(
        "work.entering",
        "/<hub>/to-enter/<ref>/<subject>/<pathway>/<number>",
        "work.to_enter:one",
        needs("decision.enter"),
        _BOTH,
        statements=16,
        reads="case",
    ),
    Route(
        "documents.of_case",
        "/<hub>/cases/<ref>/documents",
        "documents.of_case:do",
        needs("document.make"),
        _BOTH,
        statements=20,
        reads="case",
    ),
    Route("documents.one", "/<hub>/documents/<ref>/<id>", "documents.one:show", _TAKES, statements=8),
    Route(
        "documents.record",
        "/<hub>/cases/<ref>/records/<record>/<version>/paper",
        "documents.one:record",
        _TAKES,
        ("POST",),
    ),
    Route("documents.pack", "/<hub>/meetings/<ref>/papers", "documents.one:pack", needs(*_ATTENDS), ("POST",)),
    Route(
        "documents.file",
        "/<hub>/documents/<ref>/<id>/file",
        "documents.one:file",
        _TAKES,
        statements=30,
        reads="document",
    ),
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
    Route(
        "record.check_seen_by",
        "/<hub>/checks/<ref>/<ask>/seen-by",
        "record.seen_by:of_check",
        needs("check.answer", "audit.read"),
        statements=16,
        reads="check_seen_by",
    ),
    Route(
        "people.search", "/<hub>/people", "people.search:do", needs("people.read"), _BOTH, statements=10, reads="people"
    ),
    Route("people.begin", "/<hub>/people/begin", "people.begin:do", needs("people.match"), _BOTH, statements=8),
    Route(
        "people.person",
        "/<hub>/people/<ref>",
        "people.person:show",
        needs("people.read"),
        statements=14,
        reads="person",
    ),
    Route(
        "record.of_person",
        "/<hub>/people/<ref>/chronology",
        "record.of_person:show",
        needs("people.read"),
        statements=80,
        reads="chronology",
    ),
    Route(
        "people.act",
        "/<hub>/people/<ref>/<deed>",
        "people.act:do",
        needs("people.match", "people.merge", "people.seal"),
        _BOTH,
        statements=14,
        reads="person",
    ),
    Route(
        "work.punctuality",
        "/<hub>/checks/punctuality",
        "work.checks:figures",
        needs("check.answer", "case.read"),
        statements=12,
    ),
    Route(
        "work.bring_in",
        "/<hub>/checks/bring-in",
        "work.bringing_in:do",
        needs("check.answer", "case.ask"),
        _BOTH,
        statements=12,
    ),
    Route(
        "work.make_link",
        "/<hub>/checks/<ref>/<ask>/link",
        "work.linking:do",
        needs("case.ask"),
        _BOTH,
        statements=16,
        reads="case",
    ),
    Route(
        "partner.release",
        "/<hub>/releases/<ref>/<item>",
        "work.releasing:do",
        needs("check.answer"),
        _BOTH,
        statements=12,
        reads="release",
    ),
    Route("public.document", "/<hub>/document/<token>", "public.document:do", Anyone(), _BOTH, statements=16),
    Route("public.document_file", "/<hub>/document/<token>/file", "public.document:file", Anyone(), statements=24),
    Route("public.answer_link", "/<hub>/answer/<token>", "public.answer_link:do", Anyone(), _BOTH, statements=14),
    Route("work.audit", "/<hub>/audit", "work.audit:show", needs("audit.read"), statements=14, reads="audit"),
    Route(
        "record.incidents",
        "/<hub>/incidents",
        "record.incidents:show",
        needs("incident.record", "incident.read"),
        statements=12,
        reads="incidents",
    ),
    Route(
        "record.new_incident",
        "/<hub>/incidents/new/<kind>",
        "record.incidents:new",
        needs("incident.record", "incident.read"),
        _BOTH,
        statements=8,
    ),
    Route(
        "record.incident",
        "/<hub>/incidents/<ref>",
        "record.incident:show",
        needs("incident.record", "incident.read"),
        _BOTH,
        statements=12,
        reads="incident",
    ),
    Route(
        "record.audits",
        "/<hub>/audits",
        "record.audits:show_all",
        needs("decision.audit"),
        _BOTH,
        statements=10,
        reads="audits",
    ),
    Route(
        "record.audit",
        "/<hub>/audits/<ref>",
        "record.audits:show",
        needs("decision.audit"),
        _BOTH,
        statements=14,
        reads="decision_audit",
    ),
    Route(
        "record.audited",
        "/<hub>/audits/<ref>/<place>",
        "record.audited:show",
        needs("decision.audit"),
        _BOTH,
        statements=24,
        reads="audited",
    ),
    Route(
        "record.reviewers",
        "/<hub>/reviewers",
        "record.reviewers:show",
        needs("seat.manage"),
        _BOTH,
        statements=30,
        reads="reviewers",
    ),
    Route(
        "record.agreements",
        "/<hub>/agreements",
        "record.agreements:show",
        needs("agreement.keep", "hub.live"),
        _BOTH,
    ),
    Route("day.hand_over", "/<hub>/hand-over", "day.hand_over:show", _WORKS, statements=14, reads="hand_over"),
    Route("day.rota", "/<hub>/rota", "day.rota:show", needs("case.read", "hub.live"), _BOTH, statements=8),
    Route("day.cover", "/<hub>/cover", "day.cover:show", needs("case.assign", "hub.live", "seat.manage")),
    Route("day.arrange", "/<hub>/cover/<seat>", "day.cover:arrange", needs("seat.manage"), _BOTH),
    Route(
        "meetings.all",
        "/<hub>/meetings",
        "meetings.listing:show",
        needs("meeting.attend", "meeting.call", "meeting.minute", "case.act_now"),
        statements=10,
        reads="meetings",
    ),
    Route(
        "meetings.new",
        "/<hub>/meetings/new",
        "meetings.calling:new",
        needs("meeting.call", "case.act_now"),
        _BOTH,
        statements=10,
    ),
    Route(
        "meetings.show",
        "/<hub>/meetings/<ref>",
        "meetings.meeting:show",
        needs("meeting.attend", "meeting.call", "meeting.minute", "case.act_now"),
        _BOTH,
        statements=60,
        reads="meeting",
    ),
    Route(
        "meetings.pack",
        "/<hub>/meetings/<ref>/pack",
        "meetings.meeting:pack",
        needs("meeting.attend", "meeting.call", "meeting.minute", "case.act_now"),
        statements=60,
        reads="meeting_pack",
    ),
    Route(
        "meetings.minutes",
        "/<hub>/meetings/<ref>/minutes/<matter>",
        "meetings.minutes:do",
        needs("meeting.minute"),
        _BOTH,
        statements=20,
        reads="minutes",
    ),
    Route(
        "meetings.ours",
        "/<hub>/meetings/<ref>/ours/<matter>",
        "meetings.ours:do",
        needs("meeting.attend"),
        _BOTH,
        statements=12,
        reads="minutes",
    ),
    Route(
        "meetings.keep_ours",
        "/<hub>/meetings/<ref>/ours/<matter>/line",
        "meetings.ours:keep",
        needs("meeting.attend"),
        ("POST",),
    ),
    Route(
        "meetings.keep_line",
        "/<hub>/meetings/<ref>/minutes/<matter>/line",
        "meetings.minutes:keep",
        needs("meeting.minute"),
        ("POST",),
    ),
    Route(
        "meetings.lines",
        "/<hub>/meetings/<ref>/minutes/<matter>/lines",
        "meetings.minutes:lines",
        needs("meeting.minute"),
        statements=16,
        reads="minutes",
        hourly=True,
    ),
    Route("day.wall", "/<hub>/wall", "day.wall:show", needs("wall.read"), statements=12, reads="wall", hourly=True),
    Route(
        "record.review",
        "/<hub>/audit/review",
        "record.review:show",
        needs("audit.review"),
        _BOTH,
        statements=24,
        reads="review",
    ),
    Route("work.today", "/<hub>/today", "work.today:show", needs("hub.live", "seat.manage"), _BOTH, statements=12),
    Route("studio.home", "/<hub>/studio", "studio.home:show", needs("hub.configure"), _BOTH, statements=10),
    Route("studio.undo", "/<hub>/studio/undo", "studio.home:undo", needs("hub.configure"), ("POST",)),
    Route(
        "studio.discard", "/<hub>/studio/discard", "studio.home:discard", needs("hub.configure"), _BOTH, statements=10
    ),
    Route("day.my_work", "/<hub>/work", "day.my_work:show", Seated(), statements=26, reads="my_work"),
    Route("sign_in.home", "/<hub>/start", "sign_in.enter:home", Seated(), statements=8),
    Route("sign_in.unlock", "/<hub>/unlock", "sign_in.enter:unlock", Seated(), _BOTH, statements=8),
    Route("sign_in.enter", "/<hub>/sign-in", "sign_in.enter:do", Anyone(), _BOTH, statements=8),
    Route("sign_in.leave", "/<hub>/sign-out", "sign_in.enter:leave", Anyone(), ("POST",), statements=8),
    Route("sign_in.forgotten", "/<hub>/forgotten-password", "sign_in.forgotten:ask", Anyone(), _BOTH, statements=8),
    Route(
        "sign_in.choose", "/<hub>/choose-password/<token>", "sign_in.forgotten:choose", Anyone(), _BOTH, statements=8
    ),
    Route("sign_in.seat", "/<hub>/membership", "sign_in.enter:choose_seat", Seated(), ("POST",), statements=8),
)
