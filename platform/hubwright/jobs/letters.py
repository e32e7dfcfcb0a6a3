"""From a job to a message: the hub's letter of that moment, with links into the hub, and never any case content."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from hubwright.domain.access.scope import Everything
from hubwright.domain.clocks.london import local
from hubwright.domain.clocks.words import day_said, moment_said
from hubwright.domain.definitions.hub import Hub
from hubwright.domain.errors import HubwrightError, Refusal
from hubwright.domain.hubs import HUB_STREAM, HubState, hub_of, today
from hubwright.jobs.worker import Worker
from hubwright.ports import Job, Reading

_ACCOUNT_LETTER = {
    "en": (
        "Choose your password",
        """Here is the link to choose a password for your sign-in to {hub}. It works once, for a short time:

{link}

If you did not ask for it, do nothing: your sign-in stays as it is.
""",
    ),
    "cy": (
        "Dewiswch eich cyfrinair",
        """Dyma'r ddolen i ddewis cyfrinair i fewngofnodi i {hub}. Mae'n gweithio unwaith, am gyfnod byr:

{link}

Os na ofynnoch amdani, peidiwch â gwneud dim: nid yw eich mewngofnodi wedi newid.
""",
    ),
}


@dataclass(eq=False)
class Unsendable(HubwrightError):
    """A message that can never be written, for the reason coded in `code`."""

    code: str


@dataclass(frozen=True, slots=True)
class Written:
    """A message ready to be sent."""

    to: str
    subject: str
    body: str


def notice(worker: Worker, job: Job) -> Written:
    """The hub's letter of the job's moment, filled.

    Raises:
        Unsendable: the hub has no letter for this moment, or its letter cannot be filled.
        KeyError: the job does not say what a notice says.
    """
    asked = job.payload
    language = asked["language"]
    with worker.house.store.reading(job.hub) as reading:
        state = hub_of(reading.entries(HUB_STREAM))
        hub = today(reading.live()[1], state)
        due = _due(reading, job)
    letter = next((one for one in hub.letters if one.moment == asked["moment"]), None)
    if letter is None:
        raise Unsendable("no_letter")
    try:
        subject, body = worker.fill(
            letter,
            reference=asked["reference"],
            link=worker.base_url + _place(job),
            hub=hub.name.said_in(language),
            telephone=telephone(worker, hub, state),
            due=due,
            language=language,
        )
    except Refusal as refused:
        raise Unsendable("bad_letter") from refused
    return Written(asked["to"], subject, body)


def account_letter(worker: Worker, job: Job) -> Written:
    """The platform's own letter, in each language that the hub serves."""
    with worker.house.store.reading(job.hub) as reading:
        hub = reading.live()[1]
    wordings = [(language, _ACCOUNT_LETTER[language]) for language in hub.languages if language in _ACCOUNT_LETTER]
    bodies = [body.format(hub=hub.name.said_in(language), link=job.payload["link"]) for language, (_, body) in wordings]
    return Written(job.payload["to"], " / ".join(subject for _, (subject, _) in wordings), "\n\n".join(bodies))


def telephone(worker: Worker, hub: Hub, state: HubState) -> str:
    """The number that somebody answers at this hour."""
    now = worker.house.now()
    open_now = worker.house.calendars(hub, state.closures, now.date())[hub.calendar].is_open(now)
    when = "open" if open_now else "closed"
    return next((post.telephone for post in hub.local.duty if post.when == when), "")


def _place(job: Job) -> str:
    """Where the link leads, on this installation."""
    reference = job.payload["reference"]
    match job.payload["place"]:
        case "check":
            ref, _, ask = reference.rpartition("-")
            return f"/{job.hub}/checks/{ref}/{ask}"
        case "contact":
            return f"/{job.hub}/my-referrals"
        case "draft":
            return f"/{job.hub}/refer/{reference}"
        case _:
            return f"/{job.hub}/cases/{reference}"


def _due(reading: Reading, job: Job) -> str:
    """By when, in words: the return that is asked for, the end of a draft, or the last thing still owed on the case."""
    asked, language = job.payload, job.payload["language"]
    if asked.get("due"):
        return day_said(local(datetime.fromisoformat(asked["due"])).date(), language)
    reference = asked["reference"]
    if asked["place"] == "check":
        ref, _, ask = reference.rpartition("-")
        rows = reading.rows("case_check", scope=Everything(), where={"case_ref": ref, "ask": ask})
        found = [row["due_at"] for row in rows if row["due_at"]]
    else:
        found = _still_owed(reading, reference, place=asked["place"])
    return moment_said(max(found), language) if found else ""


def _still_owed(reading: Reading, reference: str, *, place: str) -> list[datetime]:
    """When the running clocks of a case are due; a contact's are those of its case."""
    if place == "contact":
        contacts = reading.rows("contact_row", scope=Everything(), where={"contact_ref": reference})
        cases = [row["case_ref"] for row in contacts]
    else:
        cases = [reference]
    rows = reading.rows("case_clock", scope=Everything(), where={"case_ref": cases, "state": "running"})
    return [row["due_at"] for row in rows]
