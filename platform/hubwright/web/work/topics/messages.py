"""Messages that did not arrive, above everything on the page of their case until whoever they were for is told."""

from __future__ import annotations

from hubwright.domain.cases.topics.messages import FailedMessage, failed_messages
from hubwright.web.language import gettext, mark
from hubwright.web.work.look import Look
from hubwright.web.work.messages_shown import moment_name, post_name, why_words
from hubwright.web.work.topics.topic import Panel, WorkTopic


def _still(seen: Look, one: FailedMessage) -> bool:
    """Whether nobody has told them since: a referrer by another way, an agency by answering."""
    linked = seen.case.contacts.get(one.contact)
    if linked is not None:
        return not (linked.told if one.moment == "outcome" else linked.acknowledged)
    if one.post.startswith("agency:"):
        return any(check.agency == one.post.partition(":")[2] for check in seen.case.waiting())
    return one.moment == "alarm" and seen.case.alarmed


def _panel(seen: Look) -> list[tuple[str, str]] | None:
    return [
        (
            gettext(
                "Not done yet: a message did not arrive (%(what)s, to %(whom)s)",
                what=moment_name({"moment": one.moment}, "notice"),
                whom=post_name(one.post, seen.hub),
            ),
            why_words("came_back" if one.why == "came_back" else "mail_refused"),
        )
        for one in failed_messages(seen.case).values()
        if _still(seen, one)
    ] or None


TOPIC = WorkTopic(
    entries={"case.message_failed": mark("A message did not arrive")},
    lines={
        "case.message_failed": lambda body, seen: [
            moment_name(body, "notice"), post_name(str(body.get("post", "")), seen.hub),
        ] if body else [],
    },
    panels=(Panel("not-arrived", mark("Messages that did not arrive"), "top", "messages.html", _panel),),
)  # fmt: skip
