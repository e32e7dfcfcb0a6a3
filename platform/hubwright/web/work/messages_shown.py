"""Messages in words: which letter, to which post, by which way, and what became of it. Never an address."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hubwright.domain.definitions.hub import Hub
from hubwright.web.language import gettext, mark, say, text

MOMENTS: Mapping[str, str] = {
    "acknowledge": mark("that we have it"),
    "outcome": mark("what became of it"),
    "ask": mark("a question to an agency"),
    "alarm": mark("an alarm"),
    "draft_kept": mark("a draft was kept"),
    "draft_ending": mark("a draft ends soon"),
    "fresh": mark("something came after closing"),
    "failed": mark("a message did not arrive"),
    "not_published": mark("the draft was not published"),
    "lead": mark("to a lead professional"),
    "remind": mark("a reminder to an agency"),
    "link": mark("a secure link"),
    "release": mark("a release is asked for"),
    "left": mark("something left the hub"),
}
CHANNELS: Mapping[str, str] = {"email": mark("e-mail"), "text": mark("text message")}
KINDS: Mapping[str, str] = {
    "account_letter": mark("a link to choose a password"),
    "test_message": mark("a test message"),
}
POSTS: Mapping[str, str] = {
    "referrer": mark("the referrer"),
    "duty": mark("the duty holder"),
    "person": mark("somebody with a membership"),
}
STATES: Mapping[str, tuple[str, str]] = {
    "waiting": (mark("waiting"), "govuk-tag--blue"),
    "taken": (mark("being sent"), "govuk-tag--blue"),
    "done": (mark("sent"), "govuk-tag--green"),
    "given_up": (mark("not sent"), "govuk-tag--red"),
    "came_back": (mark("came back"), "govuk-tag--red"),
    "kept": (mark("kept: training"), "govuk-tag--purple"),
}
WHY: Mapping[str, str] = {
    "mail_refused": mark("The receiver or the message was refused. Check the address."),
    "mail_not_taken": mark("The server could not take it. It is tried again."),
    "came_back": mark("It came back: there is no such receiver. Tell them in another way."),
    "came_back_for_now": mark("It came back for now, as from a full mailbox. Tell them in another way."),
    "no_letter": mark("The hub has no wording for this. Ask whoever keeps its definitions."),
    "bad_letter": mark("The hub's wording for this cannot be filled. Ask whoever keeps its definitions."),
    "nobody_there": mark("Whoever it was for can no longer sign in."),
    "no_texts": mark("This installation sends no text messages."),
    "no_case_system": mark("This installation hands nothing to a case system."),
    "quiet_hours": mark("It waits until their quiet hours are over."),
    "broke_off": mark("Something broke off. It is tried again."),
    "unreadable_job": mark("It could not be read."),
}


def moment_name(says: Mapping[str, Any], kind: str) -> str:
    """What a message was about."""
    moment = str(says.get("moment", ""))
    if moment in MOMENTS:
        return say(MOMENTS[moment])
    return say(KINDS[kind]) if kind in KINDS else gettext("another message")


def post_name(post: str, hub: Hub) -> str:
    """Whom a message was for, without saying who that is."""
    kind, _, id = post.partition(":")
    if kind == "agency":
        return text(next((one.name for one in hub.agencies if one.id == id), None)) or id
    if kind == "role":
        return text(next((one.name for one in hub.roles if one.id == id), None)) or id
    return say(POSTS[kind]) if kind in POSTS else ""


def channel_name(channel: str) -> str:
    """By which way."""
    return say(CHANNELS.get(channel, CHANNELS["email"]))


def why_words(why: str | None) -> str:
    """Why it has not arrived, and what to do next."""
    return say(WHY[why]) if why and why in WHY else ""
