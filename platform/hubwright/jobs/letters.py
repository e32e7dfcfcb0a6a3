"""From a job to a message: the hub's letter of that moment, with links into the hub, and never any case content."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from hubwright.actions.accounts import account
from hubwright.actions.preferences import preference_of
from hubwright.domain.access.scope import Everything
from hubwright.domain.clocks.london import local
from hubwright.domain.clocks.words import day_said, moment_said
from hubwright.domain.definitions.hub import Hub, Letter
from hubwright.domain.errors import HubwrightError, Refusal
from hubwright.domain.hubs import HUB_STREAM, HubState, hub_of, today
from hubwright.domain.texts import Text
from hubwright.jobs.worker import Worker
from hubwright.ports import Job, Reading

# What the platform says itself where a hub has no letter of its own for a moment.
_OWN: Mapping[str, Letter] = {
    "remind": Letter(
        "own-remind",
        "remind",
        Text("{{reference}} still waits for your answer", "Mae {{reference}} yn dal i aros am eich ateb"),
        Text(
            "{{hub}} waits for your agency's answer to {{reference}}, due {{due}}. Answer here: {{link}}",
            "Mae {{hub}} yn aros am ateb eich asiantaeth i {{reference}}, erbyn {{due}}. Atebwch yma: {{link}}",
        ),
    ),
    "link": Letter(
        "own-link",
        "link",
        Text("{{hub}} asks your agency: {{reference}}", "Mae {{hub}} yn gofyn i'ch asiantaeth: {{reference}}"),
        Text(
            "{{hub}} has a question for your agency, {{reference}}, due {{due}}. Open it here: {{link}}"
            " You need the code that somebody of the hub gives you by telephone: {{telephone}}",
            "Mae gan {{hub}} gwestiwn i'ch asiantaeth, {{reference}}, erbyn {{due}}. Agorwch ef yma: {{link}}"
            " Mae arnoch angen y cod y bydd rhywun o'r hyb yn ei roi ichi dros y ffôn: {{telephone}}",
        ),
    ),
    "look": Letter(
        "own-look",
        "look",
        Text(
            "{{hub}}: something for you to look at, {{reference}}", "{{hub}}: rhywbeth i chi edrych arno, {{reference}}"
        ),
        Text(
            "There is something for you to look at about {{reference}}. It can be read only after signing in: {{link}}",
            "Mae rhywbeth i chi edrych arno ynghylch {{reference}}. Dim ond ar ôl mewngofnodi y gellir ei ddarllen:"
            " {{link}}",
        ),
        text=Text("{{hub}}: look at {{reference}}. {{link}}", "{{hub}}: edrychwch ar {{reference}}. {{link}}"),
    ),
    "release": Letter(
        "own-release",
        "release",
        Text("{{hub}} asks: may we pass something on?", "Mae {{hub}} yn gofyn: a gawn ni drosglwyddo rhywbeth?"),
        Text(
            "{{hub}} asks whether something that your agency shared may leave the hub. See what, and answer: {{link}}",
            "Mae {{hub}} yn gofyn a gaiff rhywbeth a rannodd eich asiantaeth adael yr hyb. Gweler beth, ac atebwch:"
            " {{link}}",
        ),
    ),
    "left": Letter(
        "own-left",
        "left",
        Text(
            "{{hub}} passed something of yours on at once",
            "Trosglwyddodd {{hub}} rywbeth o'ch eiddo ar unwaith",
        ),
        Text(
            "Something that your agency shared had to leave the hub at once to protect somebody. See what and why:"
            " {{link}}",
            "Bu'n rhaid i rywbeth a rannodd eich asiantaeth adael yr hyb ar unwaith er mwyn amddiffyn rhywun."
            " Gweler beth a pham: {{link}}",
        ),
    ),
    "glass": Letter(
        "own-glass",
        "glass",
        Text(
            "Somebody opened the restricted case {{reference}}",
            "Agorodd rhywun yr achos cyfyngedig {{reference}}",
        ),
        Text(
            "Somebody who is not named on the restricted case {{reference}} opened it for a short time and gave a"
            " reason. Ask a named person to look at it: {{link}}",
            "Agorodd rhywun nad yw wedi'i enwi ar yr achos cyfyngedig {{reference}} ef am gyfnod byr gan roi rheswm."
            " Gofynnwch i berson a enwyd edrych arno: {{link}}",
        ),
    ),
    "meeting": Letter(
        "own-meeting",
        "meeting",
        Text("A meeting of {{hub}}: {{reference}}", "Cyfarfod {{hub}}: {{reference}}"),
        Text(
            "You are asked to come to a meeting, or something about it has changed. When, how and what about: {{link}}",
            "Gofynnir ichi ddod i gyfarfod, neu mae rhywbeth amdano wedi newid. Pryd, sut ac ynghylch beth: {{link}}",
        ),
        text=Text("{{hub}}: meeting {{reference}}. {{link}}", "{{hub}}: cyfarfod {{reference}}. {{link}}"),
    ),
    "not_quorate": Letter(
        "own-not-quorate",
        "not_quorate",
        Text(
            "Meeting {{reference}} began without everybody it asks for",
            "Dechreuodd cyfarfod {{reference}} heb bawb y mae'n gofyn amdanynt",
        ),
        Text(
            "A meeting of {{hub}} began although not everybody was there whom it asks for. Who was missing, and why it"
            " began: {{link}}",
            "Dechreuodd cyfarfod o {{hub}} er nad oedd pawb y mae'n gofyn amdanynt yno. Pwy oedd ar goll, a pham y"
            " dechreuodd: {{link}}",
        ),
        text=Text(
            "{{hub}}: {{reference}} is not quorate. {{link}}", "{{hub}}: nid oes cworwm i {{reference}}. {{link}}"
        ),
    ),
    "not_published": Letter(
        "own-not-published",
        "not_published",
        Text("The draft of {{hub}} was not published", "Ni chyhoeddwyd drafft {{hub}}"),
        Text(
            "The draft that you put forward was to be published by now, and something stopped it. What stopped it, and"
            " what to do next: {{link}}",
            "Roedd y drafft a gyflwynwyd gennych i'w gyhoeddi erbyn hyn, ac fe'i hataliwyd. Beth a'i hataliodd, a beth"
            " i'w wneud nesaf: {{link}}",
        ),
        text=Text("{{hub}}: the draft was not published. {{link}}", "{{hub}}: ni chyhoeddwyd y drafft. {{link}}"),
    ),
    "failed": Letter(
        "own-failed",
        "failed",
        Text(
            "Not done yet: a message about {{reference}} did not arrive",
            "Heb ei wneud eto: ni chyrhaeddodd neges am {{reference}}",
        ),
        Text(
            "A message about {{reference}} could not be delivered, so whoever it was for has not been told."
            " See which one, and tell them in another way: {{link}}",
            "Ni ellid cyflwyno neges am {{reference}}, felly nid yw'r sawl yr oedd ar ei gyfer wedi cael gwybod."
            " Gweler pa un, a rhowch wybod mewn ffordd arall: {{link}}",
        ),
        text=Text("{{hub}}: a message did not arrive. {{link}}", "{{hub}}: ni chyrhaeddodd neges. {{link}}"),
    ),
    "fresh": Letter(
        "own-fresh",
        "fresh",
        Text(
            "Something came after {{reference}} was closed",
            "Daeth rhywbeth ar ôl i {{reference}} gael ei gau",
        ),
        Text(
            "Something arrived about {{reference}}, which is closed. Read it, and say whether the decision stands:"
            " {{link}}",
            "Daeth rhywbeth am {{reference}}, sydd wedi'i gau. Darllenwch ef, a dywedwch a yw'r penderfyniad yn sefyll:"
            " {{link}}",
        ),
        text=Text(
            "{{hub}}: something new on {{reference}}. {{link}}", "{{hub}}: rhywbeth newydd ar {{reference}}. {{link}}"
        ),
    ),
}

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

_TEST_MESSAGE = {
    "en": (
        "A test from {hub}: please open it",
        """This is a test. {hub} will soon take referrals and will ask you what you know about families at risk.
So that no question is lost it has to know that its messages reach somebody. Please open this page and press the button:

{link}

Nothing about anybody is in this message or on that page.
""",
    ),
    "cy": (
        "Prawf gan {hub}: agorwch ef os gwelwch yn dda",
        """Prawf yw hwn. Cyn bo hir bydd {hub} yn derbyn atgyfeiriadau ac yn gofyn beth a wyddoch am deuluoedd.
Fel na chollir unrhyw gwestiwn rhaid iddo wybod bod ei negeseuon yn cyrraedd rhywun. Agorwch y dudalen a phwyso:

{link}

Nid oes dim am neb yn y neges hon nac ar y dudalen honno.
""",
    ),
}


@dataclass(eq=False)
class Unsendable(HubwrightError):
    """A message that can never be written, for the reason coded in `code`."""

    code: str


@dataclass(frozen=True, slots=True)
class Written:
    """A message ready to be sent.

    Args:
        to: an e-mail address, a telephone number for a text, or the address of a case system.
        subject: "" for anything but an e-mail.
        channel: "email", "text" or "system".
    """

    to: str
    subject: str
    body: str
    channel: str = "email"


@dataclass(eq=False)
class NotNow(HubwrightError):
    """A message that its receiver does not want at this hour, and that can wait.

    Args:
        until: UTC.
    """

    until: datetime


def notice(worker: Worker, job: Job) -> Written:
    """The hub's letter of the job's moment, filled.

    Raises:
        Unsendable: the hub has no letter for this moment, its letter cannot be filled, or nobody is there to get it.
        NotNow: whoever it is for does not want it at this hour.
        KeyError: the job does not say what a notice says.
    """
    asked = job.payload
    language = asked["language"]
    with worker.house.store.reading(job.hub) as reading:
        state = hub_of(reading.entries(HUB_STREAM))
        hub = today(reading.live()[1], state)
        due = _due(reading, job)
    to, channel = asked["to"], asked.get("channel", "email")
    if asked.get("user"):
        to, channel = _their_way(worker, job)
    letter = _letter(hub, asked["moment"], channel)
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
    return Written(to, "" if channel == "text" else subject, body, channel)


def _letter(hub: Hub, moment: str, channel: str) -> Letter | None:
    """The hub's letter of a moment, or the platform's own; for a text message, its short wording as the body."""
    drawn = (one for one in hub.letters if one.moment == moment and not one.audience)
    letter = next(drawn, None) or _OWN.get(moment)
    if letter is None or channel != "text":
        return letter
    return replace(letter, body=letter.text) if letter.text is not None else None


def _their_way(worker: Worker, job: Job) -> tuple[str, str]:
    """Where somebody who signs in wants to hear of it, and by which way: their address, unless they chose texts.

    Raises:
        Unsendable: their sign-in was ended.
        NotNow: these are hours in which they want to be left alone.
    """
    user = job.payload["user"]
    person = account(worker.house, user)
    if person is None:
        raise Unsendable("nobody_there")
    chosen = preference_of(worker.house, hub=job.hub, user=user)
    if (until := chosen.wakes(worker.house.now())) is not None:
        raise NotNow(until)
    if chosen.channel == "text" and chosen.mobile:
        return chosen.mobile, "text"
    return person.email, "email"


def account_letter(worker: Worker, job: Job) -> Written:
    """The platform's own letter with a link to choose a password, in each language that the hub serves."""
    return _our_own(worker, job, _ACCOUNT_LETTER)


def test_message(worker: Worker, job: Job) -> Written:
    """The platform's own letter to an agency before a hub opens, in each language that the hub serves."""
    return _our_own(worker, job, _TEST_MESSAGE)


def _our_own(worker: Worker, job: Job, letter: Mapping[str, tuple[str, str]]) -> Written:
    with worker.house.store.reading(job.hub) as reading:
        hub = reading.live()[1]
    found = [(hub.name.said_in(language), *letter[language]) for language in hub.languages if language in letter]
    subjects = [subject.format(hub=name) for name, subject, _ in found]
    bodies = [body.format(hub=name, link=job.payload["link"]) for name, _, body in found]
    return Written(job.payload["to"], " / ".join(subjects), "\n\n".join(bodies))


def telephone(worker: Worker, hub: Hub, state: HubState) -> str:
    """The number that somebody answers at this hour."""
    now = worker.house.now()
    open_now = worker.house.calendars(hub, state.closures, now.date())[hub.calendar].is_open(now)
    when = "open" if open_now else "closed"
    return next((post.telephone for post in hub.local.duty if post.when == when), "")


def _place(job: Job) -> str:
    """Where the link leads, on this installation."""
    reference = job.payload["reference"]
    ref, _, ask = reference.rpartition("-")
    places = {
        "check": f"checks/{ref}/{ask}",
        "link": f"answer/{job.payload.get('token', '')}",
        "release": "checks",
        "contact": "my-referrals",
        "draft": f"refer/{reference}",
        "person": f"people/{reference}",
        "incident": f"incidents/{reference}",
        "meeting": f"meetings/{reference}",
        "studio": "studio/publish",
    }
    return f"/{job.hub}/{places.get(job.payload['place'], f'cases/{reference}')}"


def _due(reading: Reading, job: Job) -> str:
    """By when, in words: the return that is asked for, the end of a draft, or the last thing still owed on the case."""
    asked, language = job.payload, job.payload["language"]
    if asked.get("due"):
        return day_said(local(datetime.fromisoformat(asked["due"])).date(), language)
    reference = asked["reference"]
    if asked["place"] in ("check", "link"):
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
