"""A link and a code for an agency without members here: the link goes by mail, the code is spoken, and both are needed.

Only digests of the two are kept. The way in ends with the answer, when somebody shuts it, and after its time; a code is
tried a few times an hour and no more.
"""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import asdict, dataclass
from datetime import timedelta

from hubwright.actions.accounts import attempts, forget_attempts
from hubwright.actions.house import House, Seated, context_of, seated
from hubwright.domain.access import Reader, lets_in
from hubwright.domain.access.scope import Everything
from hubwright.domain.cases.apply import case_of
from hubwright.domain.cases.commands import Return
from hubwright.domain.cases.deeds import decide
from hubwright.domain.cases.entries import LINK, Actor
from hubwright.domain.cases.notice import Notice
from hubwright.domain.cases.state import CaseState
from hubwright.domain.cases.topics.chasing import MakeLink, link_holds
from hubwright.domain.errors import NotFound, Refusal
from hubwright.domain.hubs import HUB_STREAM, hub_of, today
from hubwright.ports import Reading, Work

_TRIES = 10
_WINDOW = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Made:
    """A link just made; `token` and `code` are shown once and cannot be had again.

    Args:
        mailed: the link went to the agency's mailbox; otherwise it has to be passed on in another way.
        repeated: the same page was sent twice, and there is nothing to show any more.
    """

    token: str = ""
    code: str = ""
    mailed: bool = False
    repeated: bool = False


@dataclass(frozen=True, slots=True)
class Opened:
    """What a link and its code open: one question of one case."""

    case: str
    ask: str


def make_link(house: House, *, hub: str, actor: Actor, deed: str, case: str, ask: str, to: str) -> Made:
    """Make a way in to one question; an earlier one to it ends.

    Args:
        house, hub, actor, deed: as for every deed.
        case: reference; ask: the question.
        to: whom the code is told, in words.

    Raises:
        Refusal: it is not done yet.
        NotFound: there is no such case, or this actor may not know of it.
    """
    with house.store.work(hub, actor, deed=deed, now=house.now(), command=["link", case, ask, to]) as work:
        if work.first_result() is not None:
            return Made(repeated=True)
        here = seated(work)
        state = case_of(work.entries(f"case:{case}"))
        if state is None or not _reads(state, here, work):
            raise NotFound("There is no such case in this hub.")
        context = context_of(house, work, here, revision=state.revision)
        ends = work.now + timedelta(days=here.hub.draft_days)
        facts = decide(state, MakeLink(ask, to, ends), context)
        work.append(facts, revision=state.revision)
        token, code = put_link(house, work, case=case, thing=ask)
        agency = state.checks[ask].agency
        mailbox = here.hub.local.mailboxes.get(agency, "")
        if mailbox:
            notice = Notice("link", mailbox, f"{case}-{ask}", "link", post=f"agency:{agency}")
            payload = {**asdict(notice), "token": token}
            work.put("outbox", id=house.ids.token(), kind="notice", run_at=work.now, payload=payload)
        work.commit({})
        return Made(token=token, code=code, mailed=bool(mailbox))


def _reads(state: CaseState, here: Seated, work: Work) -> bool:
    reader = here.reader
    return lets_in(state, reader, work.now) and any(reader.may("case.read", one) for one in state.pathways)


def open_link(house: House, *, hub: str, token: str, code: str) -> Opened | None:
    """What this link and code open now, or None: wrong, ended, or tried too often this hour.

    Args:
        token: from the address.
        code: as spoken; spaces, hyphens and small letters do not matter.
    """
    if leads_to(house, hub=hub, token=token, code=code) is None:
        return None
    with house.store.reading(hub) as reading:
        opened = still_open(house, reading, token)
    if opened is not None:
        forget_attempts(house, _count(hub, token))
    return opened


def leads_to(house: House, *, hub: str, token: str, code: str) -> tuple[str, str] | None:
    """The case and the thing of it that a link and its code belong to, or None: wrong, or tried too often this hour.

    Whether the link still holds is for whoever asked to see.
    """
    if attempts(house, _count(hub, token), window=_WINDOW) > _TRIES:
        return None
    with house.store.reading(hub) as reading:
        rows = reading.rows("check_link", scope=Everything(), where={"link": _digest(token)})
    # Worked out also where there is no such link, so that time does not tell.
    given = _slow(token, "".join(sign for sign in code.upper() if sign.isalnum()))
    if not rows or not hmac.compare_digest(bytes(rows[0]["code"]), given):
        return None
    return rows[0]["case_ref"], rows[0]["ask"]


def of_token(reading: Reading, token: str) -> tuple[str, str] | None:
    """The case and the thing of it that a link belongs to; its code was given before."""
    rows = reading.rows("check_link", scope=Everything(), where={"link": _digest(token)})
    return (rows[0]["case_ref"], rows[0]["ask"]) if rows else None


def forget_tries(house: House, *, hub: str, token: str) -> None:
    """Its code was right: earlier tries count no more."""
    forget_attempts(house, _count(hub, token))


def put_link(house: House, work: Work, *, case: str, thing: str) -> tuple[str, str]:
    """Make a way in to one thing of a case, as (token, code); an earlier one to it ends. Neither can be had again."""
    token, code = house.ids.token(), house.ids.reference()
    work.drop("check_link", case_ref=case, ask=thing)
    work.put("check_link", link=_digest(token), case_ref=case, ask=thing, code=_slow(token, code), made=work.now)
    return token, code


def _count(hub: str, token: str) -> str:
    return f"link:{hub}:{_digest(token)}"


def still_open(house: House, reading: Reading, token: str) -> Opened | None:
    """The question that this link leads to, as long as it holds; its code was given before."""
    found = of_token(reading, token)
    if found is None:
        return None
    case, ask = found
    state = case_of(reading.entries(f"case:{case}"))
    if state is None or not link_holds(state, ask, house.now()):
        return None
    return Opened(case, ask)


def reader_of_link(state: CaseState, ask: str) -> Reader:
    """Who stands behind a link: somebody of the agency, who may answer questions of this strand."""
    check = state.checks[ask]
    return Reader(user=LINK.id, agency=check.agency, grants={"check.answer": frozenset({check.pathway})})


def answer_by_link(house: House, *, hub: str, deed: str, token: str, name: str, command: Return) -> None:
    """Take the answer of somebody behind a link, under the name they give.

    Raises:
        Refusal: the name is missing, or the answer is not complete.
        NotFound: the link has ended.
    """
    if not name.strip():
        raise Refusal(
            why="The answer does not say who gives it.",
            do="Write your name and post.",
            code="name_missing",
            fields=(("name", "Write your name and post."),),
        )
    with house.store.reading(hub) as reading:
        opened = still_open(house, reading, token)
        state = case_of(reading.entries(f"case:{opened.case}")) if opened else None
    if opened is None or state is None or opened.ask != command.ask:
        raise NotFound("This link has ended.")
    actor = Actor(id=LINK.id, name=name.strip(), agency=state.checks[opened.ask].agency)
    with house.store.work(hub, actor, deed=deed, now=house.now(), command=[opened.case, repr(command)]) as work:
        if work.first_result() is not None:
            return
        state = case_of(work.entries(f"case:{opened.case}"))
        if state is None or not link_holds(state, opened.ask, work.now):
            raise NotFound("This link has ended.")
        day = hub_of(work.entries(HUB_STREAM))
        revision, published = work.live()
        here = Seated(day, today(published, day), revision, reader_of_link(state, opened.ask))
        context = context_of(house, work, here, revision=state.revision)
        work.append(decide(state, command, context), revision=state.revision)
        work.drop("check_link", link=_digest(token))
        work.commit({})


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _slow(token: str, code: str) -> bytes:
    """A digest of a short code that takes long to try, salted with the link's own token."""
    return hashlib.scrypt(code.encode(), salt=hashlib.sha256(token.encode()).digest(), n=2**14, r=8, p=1)
