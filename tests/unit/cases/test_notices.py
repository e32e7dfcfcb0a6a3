from __future__ import annotations

from hubwright.domain.cases import commands as c
from hubwright.domain.cases.deeds import decide
from hubwright.domain.cases.notice import Notice
from hubwright.domain.cases.notices import notices_of, safe_email
from hubwright.testing.stories import SCREENER, Story

from .acts import KIM, decided, rated


def told(story: Story, command) -> list[Notice]:
    facts = decide(story.state, command, story.context(SCREENER))
    return notices_of(facts, story.hub, contacts={story.contact: story.contact_state}, open_now=True)


def test_each_agency_hears_that_it_is_asked_with_a_reference_and_nothing_else():
    story = Story()
    story.receives(KIM)
    rated(story)
    assert told(story, c.Ask("child", shared="Bruises on both arms.")) == [
        Notice("ask", "police@oakfield.example", f"{story.case}-q1", "check", post="agency:police"),
        Notice("ask", "health@oakfield.example", f"{story.case}-q2", "check", post="agency:health"),
    ]


def test_the_referrer_is_written_to_in_their_language_and_only_by_e_mail():
    story = Story()
    story.receives(KIM, language="cy")
    decided(rated(story))
    notice = Notice("outcome", "jo@school.example", story.contact, "contact", "cy", post="referrer")
    assert told(story, c.Tell(story.contact, "outcome", "email")) == [notice]
    assert told(story, c.Tell(story.contact, "outcome", "telephone")) == []
    assert told(story, c.Tell(story.contact, "outcome", "withheld", "It would warn the household.")) == []


def test_an_address_that_is_not_safe_is_never_written_to():
    assert safe_email({"email": "jo@home.example", "email_safe": "no"}) is None
    assert safe_email({}) is None
    assert safe_email({"email": "jo@home.example", "email_safe": "yes"}) == "jo@home.example"


def test_a_referrer_whose_record_was_destroyed_is_not_written_to():
    story = Story()
    story.receives(KIM)
    decided(rated(story))
    facts = decide(story.state, c.Tell(story.contact, "outcome", "email"), story.context(SCREENER))
    assert notices_of(facts, story.hub, contacts={}, open_now=True) == []
