"""How a person who signs in wants to hear of what is not urgent. An alarm of their duty is no such thing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from hubwright.actions.house import House, may_write
from hubwright.domain.access.scope import Everything
from hubwright.domain.cases.addressing import mobile
from hubwright.domain.cases.entries import Actor
from hubwright.domain.clocks.london import local, on
from hubwright.domain.errors import Refusal

CHANNELS = ("email", "text")


@dataclass(frozen=True, slots=True)
class Preference:
    """What somebody chose.

    Args:
        channel: of `CHANNELS`.
        mobile: for texts, "" where there is none.
        quiet_from, quiet_to: the hours in which they want to be left alone, "HH:MM" in London; "" for none.
    """

    channel: str = "email"
    mobile: str = ""
    quiet_from: str = ""
    quiet_to: str = ""

    def wakes(self, now: datetime) -> datetime | None:
        """When what is not urgent may reach them, or None where that is now.

        Args:
            now: UTC.
        """
        if not self.quiet_from or not self.quiet_to:
            return None
        begins, ends = time.fromisoformat(self.quiet_from), time.fromisoformat(self.quiet_to)
        wall = local(now)
        hour = wall.time()
        quiet = begins <= hour < ends if begins < ends else hour >= begins or hour < ends
        if not quiet:
            return None
        day = wall.date() if hour < ends else wall.date() + timedelta(days=1)
        return on(day, ends)


def preference_of(house: House, *, hub: str, user: str) -> Preference:
    """What somebody chose in a hub; what everybody has before they choose, where they have not."""
    with house.store.reading(hub) as reading:
        rows = reading.rows("preference", scope=Everything(), where={"user_id": user})
    if not rows:
        return Preference()
    row = rows[0]
    return Preference(row["channel"], row["mobile"] or "", row["quiet_from"] or "", row["quiet_to"] or "")


def choose(house: House, *, hub: str, actor: Actor, preference: Preference) -> None:
    """Keep what somebody chose.

    Args:
        house: the ports.
        hub: id of the hub.
        actor: whose choice it is.
        preference: as they typed it.

    Raises:
        Refusal: texts without a mobile number, or hours that are none.
    """
    number = mobile(preference.mobile) if preference.mobile.strip() else None
    if preference.channel not in CHANNELS:
        raise _refusal("channel", "It is not said which way you want to hear.", "Choose e-mail or text.")
    if preference.channel == "text" and number is None:
        raise _refusal(
            "mobile",
            "A text needs the number of a mobile telephone.",
            "Write it with all its figures, or choose e-mail.",
        )
    hours = [_hour(preference.quiet_from), _hour(preference.quiet_to)]
    if (hours[0] is None) != (hours[1] is None) or (hours[0] is not None and hours[0] == hours[1]):
        raise _refusal(
            "quiet_from",
            "Quiet hours need a beginning and another end.",
            "Write both, like 20:00 and 07:30, or neither.",
        )
    with house.store.work(hub, actor, deed="", now=house.now()) as work:
        may_write(work)
        work.put(
            "preference",
            user_id=actor.id,
            channel=preference.channel,
            mobile=number,
            quiet_from=hours[0],
            quiet_to=hours[1],
        )
        work.commit()


def _hour(typed: str) -> str | None:
    if not typed.strip():
        return None
    try:
        return time.fromisoformat(typed.strip().replace(".", ":").zfill(5)).strftime("%H:%M")
    except ValueError:
        raise _refusal("quiet_from", "This is not a time of day.", "Write it like 20:00.") from None


def _refusal(field: str, why: str, do: str) -> Refusal:
    return Refusal(why=why, do=do, code=f"{field}_wrong", fields=((field, f"{why} {do}"),))
